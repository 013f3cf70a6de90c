/** Which files in a target a restore has made for itself. */
import { randomBytes } from 'node:crypto';
import * as fs from 'node:fs';
import { hostname } from 'node:os';
import * as path from 'node:path';
import * as v from 'valibot';
import { systemErrorCode } from '../../base/platform.ts';

/**
 * Which files in a target a restore has made for itself. While it runs, a small file in the target identifies it; the
 * temporary names of the run begin with the 64 random bits that this file is named by. A later restore removes what a
 * run has left behind only if that file is really the one that the run made, and the process is gone.
 */
const JOURNAL = /^\.holdfast-restore-([0-9a-f]{16})\.json$/;
const TEMPORARY = /^\.holdfast-([0-9a-f]{16})-[0-9a-f]{8}$/;

const schema = v.object({
  holdfast: v.literal('restore'),
  run: v.string(),
  pid: v.number(),
  place: v.string(),
  inode: v.string(),
});

export function newRun(): string {
  return randomBytes(8).toString('hex');
}

/** What a run's temporary names begin with; eight hexadecimal digits follow. */
export function temporaryPrefix(run: string): string {
  return `.holdfast-${run}-`;
}

/** Of a temporary file, or of the file that says who a run is. */
export function runOf(name: string): string | undefined {
  return (TEMPORARY.exec(name) ?? JOURNAL.exec(name))?.[1];
}

export function journalName(run: string): string {
  return `.holdfast-restore-${run}.json`;
}

/** A process id means something here only. */
function place(): string {
  let namespace = '';
  try {
    namespace = fs.readlinkSync('/proc/self/ns/pid');
  } catch {
    // There are no such namespaces on this system.
  }
  return `${hostname()} ${namespace}`.trim();
}

/** @param folder the target, with a separator at its end. @returns false if it cannot be written there */
export function writeJournal(folder: Buffer, run: string): boolean {
  const { O_CREAT, O_EXCL, O_WRONLY } = fs.constants;
  let fd: number;
  try {
    fd = fs.openSync(Buffer.concat([folder, Buffer.from(journalName(run))]), O_CREAT | O_EXCL | O_WRONLY, 0o600);
  } catch {
    return false;
  }
  try {
    const inode = String(fs.fstatSync(fd, { bigint: true }).ino);
    fs.writeSync(fd, `${JSON.stringify({ holdfast: 'restore', run, pid: process.pid, place: place(), inode })}\n`);
    return true;
  } catch {
    // The disk is full: writing the first file will report it.
    return true;
  } finally {
    fs.closeSync(fd);
  }
}

export interface FoundRuns {
  /** Runs that were killed: nobody owns their files. */
  readonly dead: ReadonlySet<string>;
  /** Runs that are active, or whose state is not known: their files are kept. */
  readonly others: ReadonlySet<string>;
}

export function findRuns(target: string): FoundRuns {
  const dead = new Set<string>();
  const others = new Set<string>();
  for (const name of namesIn(target)) {
    const run = JOURNAL.exec(name)?.[1];
    if (run === undefined) continue;
    (isDead(path.join(target, name), run) ? dead : others).add(run);
  }
  return { dead, others };
}

/** Empty for a folder that does not exist or may not be listed. */
function namesIn(folder: string): readonly string[] {
  try {
    return fs.readdirSync(folder);
  } catch (error) {
    if (systemErrorCode(error) === undefined) throw error;
    return [];
  }
}

const JOURNAL_MAX_BYTES = 4096;

function isDead(file: string, run: string): boolean {
  try {
    const stats = fs.lstatSync(file, { bigint: true });
    if (!stats.isFile() || stats.size > JOURNAL_MAX_BYTES) return false;
    const found = v.parse(schema, JSON.parse(fs.readFileSync(file, 'utf8')));
    // A copy of this file, or one restored from a backup, says nothing about the files around it.
    if (found.run !== run || found.inode !== String(stats.ino) || found.place !== place()) return false;
    process.kill(found.pid, 0);
    return false;
  } catch (error) {
    return systemErrorCode(error) === 'ESRCH';
  }
}
