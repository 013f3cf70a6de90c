/** Times of files as Node can set and read them. */
import type { BigIntStats } from 'node:fs';
import { systemErrorCode } from '../../base/platform.ts';
import type { EntryColumns } from './plan.ts';

/**
 * Times of files as node can set them. It takes them as doubles of seconds, which near today are 238 ns apart: a time is
 * set to the nearest one that is not later, so that times that differ keep their order, and none moves to the next
 * second. A negative number would be taken for the present; a string is not.
 */
export type FileTime = number | string;

/** Times within this of the recorded one are the recorded one, in nanoseconds. */
const TOLERANCE_NS = 1000n;
const NANOS_PER_SECOND = 1_000_000_000n;

const double = new Float64Array(1);
const bits = new BigInt64Array(double.buffer);

/** @param nanos since that second, below 1e9 */
export function fileTime(seconds: number, nanos: number): FileTime {
  const time = notLater(seconds, nanos);
  return time < 0 ? String(time) : time;
}

function notLater(seconds: number, nanos: number): number {
  const time = seconds + nanos / 1e9;
  // The difference of two doubles this near to each other is exact.
  if ((time - seconds) * 1e9 <= nanos) return time;
  double[0] = time;
  bits[0] = (bits[0] as bigint) + (time > 0 ? -1n : 1n);
  return double[0];
}

/** The nanoseconds that libuv makes of it: https://github.com/libuv/libuv/blob/v1.x/src/unix/fs.c, uv__fs_to_timespec */
export function fileTimeNanos(time: FileTime): number {
  const seconds = Number(time);
  const nanos = Math.trunc((seconds - Math.trunc(seconds)) * 1e9);
  return nanos < 0 ? nanos + 1e9 : nanos;
}

export function mtimeOf(entries: EntryColumns, row: number): FileTime {
  return fileTime(entries.mtimeSeconds[row] as number, entries.mtimeNanos[row] as number);
}

export function hasMtime({ mtimeNs }: BigIntStats, entries: EntryColumns, row: number): boolean {
  return isTime(mtimeNs, entries.mtimeSeconds[row] as number, entries.mtimeNanos[row] as number);
}

/** Whether a file has a recorded time, as exactly as it can be set. */
export function isTime(foundNs: bigint, seconds: number, nanos: number): boolean {
  const wrongNs = BigInt(seconds) * NANOS_PER_SECOND + BigInt(nanos) - foundNs;
  return wrongNs < TOLERANCE_NS && wrongNs > -TOLERANCE_NS;
}

/** What a file system or its owner may refuse: to set the mode or time of something whose content is right. */
export function isRefusal(error: unknown): boolean {
  return ['EPERM', 'EACCES', 'EROFS', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EINVAL'].includes(
    systemErrorCode(error) ?? '',
  );
}
