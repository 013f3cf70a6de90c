/** The temporary folder of a run: made for it, removed after it, and by a later run if this one is killed. */
import { createHash } from 'node:crypto';
import { lstatSync, readdirSync, readFileSync, readlinkSync, rmSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { join } from 'node:path';
import { messageOf } from '../../base/errors.ts';
import { explainSystemError, isLack, systemErrorIn, temporaryFailure } from '../../base/system-errors.ts';
import type { Deps } from './command.ts';

type TempDirDeps = Pick<Deps, 'tempRoot' | 'emit'>;

/**
 * In a folder of its own, removed afterwards.
 *
 * @throws temp-folder, if it cannot be made, or has no room
 */
export async function withTempDir<T>(deps: TempDirDeps, work: (tempDir: string) => Promise<T>): Promise<T> {
  let tempDir: string;
  try {
    tempDir = await mkdtemp(join(deps.tempRoot, prefixOf(process.pid)));
  } catch (error) {
    throw unusable(deps.tempRoot, error);
  }
  try {
    return await work(tempDir);
  } catch (error) {
    throw systemErrorIn(error)?.path?.startsWith(tempDir) === true ? unusable(deps.tempRoot, error) : error;
  } finally {
    remove(tempDir, deps);
  }
}

/**
 * A failed cleanup does not change the result of the run. Synchronous, since nothing else runs by then: of 38,000 files `rm`
 * takes four times the CPU time, for a way through the thread pool for each.
 */
function remove(tempDir: string, { emit }: TempDirDeps): void {
  try {
    rmSync(tempDir, { recursive: true, force: true, maxRetries: 3 });
  } catch (error) {
    const message = `The temporary folder ${tempDir} could not be removed.`;
    emit({ type: 'notice', class: 'temp-folder-left', message, why: messageOf(error), fix: 'Remove it.' });
  }
}

function unusable(tempRoot: string, error: unknown): Error {
  const explained = explainSystemError(error);
  // That nothing is free says nothing of the folder.
  if (explained === undefined || isLack(error)) return explained ?? (error as Error);
  const isFull = explained.code === 'disk-full';
  const what = `folder for temporary files, ${tempRoot}, ${isFull ? 'is full' : 'cannot be used'}`;
  return temporaryFailure(what, messageOf(error), error);
}

/**
 * Of a name `holdfast-tmp-<process>-<its start>-<machine and namespace>-<random>`: the name alone says whose a folder
 * is, so that there is no moment in which a folder has no owner.
 */
const NAME = /^holdfast-tmp-(?<pid>\d{1,10})-(?<started>\d{1,20})-(?<place>[0-9a-f]{12})-[A-Za-z0-9]{6}$/;
/** No run takes so long. For folders of which it cannot be said whether their process lives. */
const ABANDONED_MS = 7 * 24 * 3600 * 1000;

function prefixOf(pid: number): string {
  return `holdfast-tmp-${pid}-${startOf(pid) ?? '0'}-${placeOfProcesses()}-`;
}

/** When a process started, in ticks since the machine did (proc(5), field 22); undefined where there is no /proc. */
function startOf(pid: number): string | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
    return stat
      .slice(stat.lastIndexOf(')') + 2)
      .split(' ')
      .at(19);
  } catch {
    return undefined;
  }
}

/** The same for all processes that see each other's ids: one boot of one machine, and one namespace of it. */
function placeOfProcesses(): string {
  const read = (what: () => string): string => {
    try {
      return what();
    } catch {
      return '';
    }
  };
  const boot = read(() => readFileSync('/proc/sys/kernel/random/boot_id', 'latin1'));
  const namespace = read(() => readlinkSync('/proc/self/ns/pid'));
  return createHash('sha256').update(`${boot} ${namespace}`).digest('hex').slice(0, 12);
}

/**
 * Removes the temporary folders of runs that were killed: folders whose name has the form above, of this user, open to
 * nobody else, whose process has ended. Links are never followed. A folder that another machine or container has made
 * is removed once it is a week old. Failures leave a folder to the next run.
 */
export function removeAbandoned(tempRoot: string, nowMs: number): void {
  let names: readonly string[];
  try {
    names = readdirSync(tempRoot);
  } catch {
    return;
  }
  for (const name of names) {
    const path = join(tempRoot, name);
    if (!isAbandoned(name, path, nowMs)) continue;
    try {
      rmSync(path, { recursive: true, force: true });
    } catch {
      // The next run tries again.
    }
  }
}

function isAbandoned(name: string, path: string, nowMs: number): boolean {
  const { pid, started, place } = NAME.exec(name)?.groups ?? {};
  if (pid === undefined) return false;
  const stats = lstatSync(path, { throwIfNoEntry: false });
  if (stats?.isDirectory() !== true) return false;
  if (process.getuid !== undefined && (stats.uid !== process.getuid() || (stats.mode & 0o077) !== 0)) return false;
  if (place !== placeOfProcesses()) return nowMs - stats.mtimeMs > ABANDONED_MS;
  return !isRunning(Number(pid), started ?? '');
}

/** A process of this id that started at another time is another one. */
function isRunning(pid: number, started: string): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    return systemErrorIn(error)?.code !== 'ESRCH';
  }
  const start = startOf(pid);
  return start === undefined || started === '0' || start === started;
}
