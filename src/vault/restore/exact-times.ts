/** Sets times of files to the nanosecond. */
import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { once } from 'node:events';
import { constants } from 'node:fs';
import type { Writable } from 'node:stream';
import { messageOf } from '../../base/errors.ts';
import type { Emit } from '../../base/events.ts';
import { systemErrorIn } from '../../base/system-errors.ts';
import { fileTime, fileTimeNanos } from './times.ts';
import type { TargetHandle } from './folders.ts';

/**
 * Times to the nanosecond, where the machine can: node gives the system doubles, which near today are 238 ns apart.
 * Perl is part of Debian, Ubuntu and most systems that have git, and makes the system call by its number. It only makes
 * times exact that are right to less than a microsecond; without it they stay as they are.
 */

/** Of a record without its name: `a n C` and two of `struct timespec`. */
const HEAD_BYTES = 36;
/** What is looked at before a time is set. */
const CHECK = { nothing: 0, coarse: 1, coarseAndNoOtherName: 2 } as const;

/** utimensat(2) by architecture: https://github.com/torvalds/linux/blob/master/include/uapi/asm-generic/unistd.h */
const UTIMENSAT: Partial<Record<NodeJS.Architecture, number>> = { x64: 280, arm64: 88 };

/**
 * Reads records of 36 bytes and a name. `D`: the folder that is next, entered name by name without following a link,
 * from the folders of the one before that lead to it too (up to 64 of them stay open). `T`: what lies there gets a
 * time, which comes as the system call takes it. Unless it is a folder its coarse time is set already, so that another
 * one that lies there by now is left alone.
 */
const PROGRAM = `
use strict;
my ($call, $flags) = @ARGV;
binmode STDIN;
sysopen(my $top, '.', $flags) or exit 1;
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
my ($head, $name, $inside) = ('', '', 0);
while ((read(STDIN, $head, ${HEAD_BYTES}) || 0) == ${HEAD_BYTES}) {
  my ($kind, $length, $check, $times, $seconds) = unpack('a n C a32 X32 q', $head);
  (read(STDIN, $name, $length) || 0) == $length or last;
  if ($kind eq 'D') { $inside = enter($name); next }
  next unless $inside;
  if ($check) {
    my ($links, $found) = (lstat $name)[3, 9];
    next unless defined $found && $found == $seconds && ($check == ${CHECK.coarse} || $links == 1);
  }
  syscall($call, -100, $name, $times, 256);
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

/** Why not, if the system has no memory, process or descriptor for it: without descriptors it has no pipe. */
function startPerl(cwd: string, args: readonly string[]): ChildProcessByStdio<Writable, null, null> | string {
  try {
    const env = { PATH: process.env['PATH'] };
    const child = spawn('perl', ['-e', PROGRAM, ...args], { cwd, env, stdio: ['pipe', 'ignore', 'ignore'] });
    if ((child.stdin as Writable | undefined) !== undefined) return child;
    child.on('error', () => undefined);
    return 'it has no standard input';
  } catch (error) {
    if (systemErrorIn(error) === undefined) throw error;
    return messageOf(error);
  }
}

/** Never fails: a time that cannot be set stays as it is. */
export async function setExactTimes(
  { open }: TargetHandle,
  times: Iterable<ExactTime>,
  emit: Emit,
  signal: AbortSignal,
): Promise<void> {
  const call = UTIMENSAT[process.arch];
  if (open === undefined || call === undefined) return;
  const flags = 0o10000000 | constants.O_DIRECTORY | constants.O_NOFOLLOW;
  const child = startPerl(`${open.prefix}${String(open.fd)}`, [String(call), String(flags)]);
  const problem = typeof child === 'string' ? child : await runPerl(child, times, signal);
  signal.throwIfAborted();
  if (problem !== undefined)
    emit({ type: 'debug', message: `Times are exact to a microsecond only, since perl failed: ${problem}.` });
}

/** @returns what went wrong */
async function runPerl(
  child: ChildProcessByStdio<Writable, null, null>,
  times: Iterable<ExactTime>,
  signal: AbortSignal,
): Promise<string | undefined> {
  const ended = new Promise<string | undefined>((resolve) => {
    child.once('error', (error) => resolve(messageOf(error)));
    child.once('close', (code, killedBy) =>
      resolve(code === 0 ? undefined : `it ended with ${String(code ?? killedBy)}`),
    );
  });
  const stop = (): void => void child.kill();
  signal.addEventListener('abort', stop, { once: true });
  try {
    let unwritten: string | undefined;
    const written = writeAll(child.stdin, times, signal).catch((error: unknown) => {
      unwritten = messageOf(error);
    });
    // It may have ended before everything was written.
    await Promise.race([ended, written]);
    child.stdin.end();
    return (await ended) ?? unwritten;
  } finally {
    signal.removeEventListener('abort', stop);
  }
}

const CHUNK_BYTES = 64 * 1024;

async function writeAll(to: Writable, times: Iterable<ExactTime>, signal: AbortSignal): Promise<void> {
  // If the other side ends, its exit event reports that.
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
    const start = this.bytes;
    const end = start + HEAD_BYTES + name.length;
    if (end > this.chunk.length) this.chunk = Buffer.concat([this.chunk], 2 * end);
    const { chunk } = this;
    chunk[start] = kind.charCodeAt(0);
    chunk.writeUInt16BE(name.length, start + 1);
    chunk[start + 3] = checkOf(time);
    // As access and as modification time.
    putTimespec(chunk, start + 4, time);
    putTimespec(chunk, start + 20, time);
    chunk.set(name, start + HEAD_BYTES);
    this.bytes = end;
  }

  /** Everything that was added since. */
  take(): Buffer {
    const taken = Buffer.from(this.chunk.subarray(0, this.bytes));
    this.bytes = 0;
    return taken;
  }
}

function checkOf(time: ExactTime | undefined): number {
  if (time === undefined || time.isFolder) return CHECK.nothing;
  return time.hasOtherNames ? CHECK.coarse : CHECK.coarseAndNoOtherName;
}

const TWO_TO_32 = 2 ** 32;

/** Two numbers of 64 bits, in the byte order of both architectures. Without a BigInt for each: there are many. */
function putTimespec(to: Buffer, at: number, time: ExactTime | undefined): void {
  const seconds = time?.seconds ?? 0;
  to.writeUInt32LE(seconds >>> 0, at);
  to.writeInt32LE(Math.floor(seconds / TWO_TO_32), at + 4);
  to.writeUInt32LE(time?.nanos ?? 0, at + 8);
  to.writeUInt32LE(0, at + 12);
}
