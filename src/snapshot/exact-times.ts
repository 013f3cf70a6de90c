import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { once } from 'node:events';
import { constants } from 'node:fs';
import type { Writable } from 'node:stream';
import { systemErrorIn } from '../system-errors.ts';
import { fileTime, fileTimeNanos } from './restore-times.ts';
import type { TargetHandle } from './restore-folders.ts';

/**
 * Times to the nanosecond, where the machine can: node gives the system doubles, which near today are 238 ns apart. Perl
 * is part of Debian, Ubuntu and most systems that have git, and makes the system call by its number. It only makes times
 * exact that are right to less than a microsecond; without it they stay as they are.
 */

/** utimensat(2) by architecture: https://github.com/torvalds/linux/blob/master/include/uapi/asm-generic/unistd.h */
const UTIMENSAT: Partial<Record<NodeJS.Architecture, number>> = { x64: 280, arm64: 88 };

/**
 * Reads records: `D` and a path, the folder that is next, entered name by name without following a link, from the folders
 * of the one before that lead to it too (up to 64 of them stay open); `T`, a name,
 * seconds, nanoseconds, and whether it is a file or link whose coarse time is set already, so that another one that lies
 * there by now is left alone, and may have other names.
 */
const PROGRAM = `
use strict;
my ($call, $flags) = @ARGV;
binmode STDIN;
sysopen(my $top, '.', $flags) or exit 1;
my ($in, $inside) = ('', 0);
sub need { while (length($in) < $_[0]) { sysread(STDIN, $in, 65536, length($in)) or return 0 } 1 }
my (@names, @open);
sub enter {
  my @to = split m{/}, $_[0];
  my $same = 0;
  $same++ while $same < @to && $same < @open && $names[$same] eq $to[$same];
  $#open = $#names = $same - 1;
  chdir($same ? $open[-1] : $top) or return 0;
  for my $name (@to[$same .. $#to]) {
    sysopen(my $next, $name, $flags) or return 0;
    chdir($next) or return 0;
    if (@open < 64) { push @open, $next; push @names, $name }
  }
  return 1;
}
while (need(3)) {
  my ($kind, $length) = unpack('a n', $in);
  need(3 + $length + 14) or last;
  my ($name, $seconds, $nanos, $coarse, $many) = unpack("x3 a$length q> N C C", $in);
  $in = substr($in, 3 + $length + 14);
  if ($kind eq 'D') { $inside = enter($name); next }
  next unless $inside;
  if ($coarse) { my @found = lstat($name); next unless @found && $found[9] == $seconds && ($many || $found[3] == 1) }
  syscall($call, -100, $name, pack('q4', $seconds, $nanos, $seconds, $nanos), 256);
}
`;

export interface ExactTime {
  /** Tree path of the folder that it lies in; empty for the target. */
  readonly folder: Buffer;
  readonly name: Uint8Array;
  readonly seconds: number;
  readonly nanos: number;
  /** Folders get their coarse time later. */
  readonly isFolder: boolean;
  readonly hasOtherNames: boolean;
}

/** Whether node sets another time than this. */
export function needsExact(seconds: number, nanos: number): boolean {
  return fileTimeNanos(fileTime(seconds, nanos)) !== nanos;
}

/** undefined if the system has no memory, process or descriptor for it: without descriptors it has no pipe. */
function startPerl(cwd: string, args: readonly string[]): ChildProcessByStdio<Writable, null, null> | undefined {
  try {
    const env = { PATH: process.env['PATH'] };
    const child = spawn('perl', ['-e', PROGRAM, ...args], { cwd, env, stdio: ['pipe', 'ignore', 'ignore'] });
    if ((child.stdin as Writable | undefined) !== undefined) return child;
    child.on('error', () => undefined);
  } catch (error) {
    if (systemErrorIn(error) === undefined) throw error;
  }
  return undefined;
}

/** Never fails: what cannot be set stays as it is. */
export async function setExactTimes(
  { open }: TargetHandle,
  times: Iterable<ExactTime>,
  signal: AbortSignal,
): Promise<void> {
  const call = UTIMENSAT[process.arch];
  if (open === undefined || call === undefined) return;
  const flags = 0o10000000 | constants.O_DIRECTORY | constants.O_NOFOLLOW;
  const child = startPerl(`${open.prefix}${String(open.fd)}`, [String(call), String(flags)]);
  if (child === undefined) return;
  const ended = new Promise<void>((resolve) => {
    child.once('error', () => resolve());
    child.once('close', () => resolve());
  });
  const stop = (): void => void child.kill();
  signal.addEventListener('abort', stop, { once: true });
  try {
    // It may have ended: then the times stay as they are.
    const written = writeAll(child.stdin, times, signal).catch(() => undefined);
    await Promise.race([ended, written]);
    child.stdin.end();
    await ended;
  } finally {
    signal.removeEventListener('abort', stop);
  }
  signal.throwIfAborted();
}

const CHUNK_BYTES = 64 * 1024;
/** Of a record without its name: `a n` before it, `q> N C C` after it. */
const HEAD_BYTES = 3;
const TAIL_BYTES = 14;

async function writeAll(to: Writable, times: Iterable<ExactTime>, signal: AbortSignal): Promise<void> {
  // An end of the other side is heard of as its exit.
  to.on('error', () => undefined);
  const records = new Records();
  let folder: Buffer | undefined;
  for (const time of times) {
    if (folder?.equals(time.folder) !== true) {
      folder = time.folder;
      records.add('D', folder);
    }
    records.add('T', time.name, time);
    if (records.bytes >= CHUNK_BYTES && !to.write(records.take())) await once(to, 'drain', { signal });
  }
  to.write(records.take());
}

class Records {
  private chunk = Buffer.allocUnsafeSlow(2 * CHUNK_BYTES);
  bytes = 0;

  add(kind: 'D' | 'T', name: Uint8Array, time?: ExactTime): void {
    const end = this.bytes + HEAD_BYTES + name.length + TAIL_BYTES;
    if (end > this.chunk.length) this.chunk = Buffer.concat([this.chunk], 2 * end);
    const { chunk } = this;
    let at = chunk.writeUInt8(kind.charCodeAt(0), this.bytes);
    at = chunk.writeUInt16BE(name.length, at);
    chunk.set(name, at);
    at = chunk.writeBigInt64BE(BigInt(time?.seconds ?? 0), at + name.length);
    at = chunk.writeUInt32BE(time?.nanos ?? 0, at);
    at = chunk.writeUInt8(time?.isFolder === false ? 1 : 0, at);
    this.bytes = chunk.writeUInt8(time?.hasOtherNames === true ? 1 : 0, at);
  }

  /** All that was added since. */
  take(): Buffer {
    const taken = Buffer.from(this.chunk.subarray(0, this.bytes));
    this.bytes = 0;
    return taken;
  }
}
