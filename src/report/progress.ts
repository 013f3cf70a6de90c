/** Turns progress events into lines at a steady pace. */
import type { Progress } from '../base/events.ts';
import { formatBytes, formatCount, formatDuration, formatShare } from './format.ts';

/** Turns progress events into lines at a steady pace. */
interface ProgressMeter {
  /** The line to show now, or undefined if it is too early for another one. */
  line(event: Progress): string | undefined;
}

/**
 * @param intervalMs Between two lines of one activity, and before its first.
 * @param nowMs A clock.
 */
export function createProgressMeter(intervalMs: number, nowMs: () => number): ProgressMeter {
  const startedMs = new Map<string, number>();
  let shownMs = -Infinity;
  return {
    line(event) {
      const now = nowMs();
      const started = startedMs.get(event.what);
      if (started === undefined) startedMs.set(event.what, now);
      const elapsedMs = now - (started ?? now);
      if (elapsedMs < intervalMs || now - shownMs < intervalMs) return undefined;
      shownMs = now;
      return progressLine(event, elapsedMs);
    },
  };
}

/** `upload: 120 MiB of 1.20 GiB (10 %), 1,200 of 50,000 items, 24.0 MiB/s, 46.0 s left`. */
export function progressLine(event: Progress, elapsedMs: number): string {
  const { doneBytes, totalBytes, doneItems, totalItems } = event;
  const parts: string[] = [];
  if (doneBytes > 0 || totalBytes !== undefined) {
    parts.push(
      totalBytes === undefined ? formatBytes(doneBytes) : `${formatBytes(doneBytes)} of ${formatBytes(totalBytes)}`,
    );
  }
  if (doneItems > 0 || totalItems !== undefined) {
    const of = totalItems === undefined ? '' : ` of ${formatCount(totalItems)}`;
    parts.push(`${formatCount(doneItems)}${of} items`);
  }
  const share = shareDone(event);
  if (share !== undefined && parts[0] !== undefined) parts[0] += ` (${formatShare(share)})`;
  if (elapsedMs > 0 && doneBytes > 0) parts.push(`${formatBytes((doneBytes * 1000) / elapsedMs)}/s`);
  if (share !== undefined && share > 0 && share < 1)
    parts.push(`${formatDuration((elapsedMs * (1 - share)) / share)} left`);
  return `${event.what}: ${parts.join(', ')}`;
}

/** By bytes where they are known, else by items; totals may be estimates, so never above 1. */
function shareDone({ doneBytes, totalBytes, doneItems, totalItems }: Progress): number | undefined {
  if (totalBytes !== undefined && totalBytes > 0) return Math.min(1, doneBytes / totalBytes);
  if (totalItems !== undefined && totalItems > 0) return Math.min(1, doneItems / totalItems);
  return undefined;
}
