/** Expands the zip of an artifact into files. */
import * as fs from 'node:fs';
import { rename } from 'node:fs/promises';
import { join } from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setImmediate } from 'node:timers/promises';
import { crc32, createInflateRaw } from 'node:zlib';
import { MiB } from '../../base/limits.ts';
import type { SourceEntry } from '../source.ts';
import { isFileName, plainEntry, secondsOf, type ArtifactRecord, type Form } from './layout.ts';
import type { Downloaded } from './service.ts';
import {
  checkContent,
  contentRange,
  inflateEntry,
  isZip,
  readZip,
  ZipProblem,
  type ZipEntry,
  type ZipLimits,
} from '../../github/zip.ts';

/** The content of an artifact on this machine, fully checked. */
export interface Expanded {
  readonly form: Form;
  /** Below its folder, in path order, without the folder itself. */
  readonly entries: readonly SourceEntry[];
  /** Why a zip was not expanded. */
  readonly kept?: string;
}

export interface ExpandOptions {
  /** Temp folder for content that is not kept in memory. */
  readonly folder: string;
  readonly signal: AbortSignal;
  /** Whether the digest of the download matches. If not, a broken archive may be a broken download. */
  readonly isProved: boolean;
  readonly limits?: ZipLimits | undefined;
}

/** The name of the zip, the folder of the snapshot for its files, and its time. */
export type NamedContent = Pick<ArtifactRecord, 'name' | 'folder' | 'createdAt'>;
export type SavedContent = Omit<Downloaded, 'sha256'>;

/** Files up to this size stay in memory, as long as all of them together have no more than `MEMORY_BYTES`. */
const SMALL_BYTES = MiB;
const MEMORY_BYTES = 64 * MiB;
/** How long the main thread works before it yields. */
const SLICE_MS = 20;

/**
 * Expands a zip into its files; anything else stays one file. No name in the archive is ever used as a file name on
 * this machine. An archive that must not be expanded is kept unchanged: nothing is lost, and nothing of it is written
 * anywhere.
 * @throws ZipProblem if it is broken and not proved to have been uploaded like that
 */
export async function expand(
  record: NamedContent,
  downloaded: SavedContent,
  options: ExpandOptions,
): Promise<Expanded> {
  const { servedName } = downloaded;
  const looksZipped = isZip(readStart(downloaded.file));
  // A single file is served under the name of its artifact, an archive under that name and `.zip`.
  if (!looksZipped || servedName === record.name) {
    return { form: 'file', entries: [await wholeFile(record, downloaded, chooseFileName(record), options)] };
  }
  try {
    return { form: 'files', entries: await expandZip(record.folder, downloaded.file, options) };
  } catch (error) {
    if (!(error instanceof ZipProblem) || (error.kind === 'broken' && !options.isProved)) throw error;
    const entry = await wholeFile(record, downloaded, `${chooseFileName(record)}.zip`, options);
    return { form: 'archive', entries: [entry], kept: error.message };
  }
}

/** Chooses the name of the file in the artifact's folder: the artifact's own name, if that is a valid file name. */
function chooseFileName({ name, folder }: NamedContent): string {
  return isFileName(name) ? name : folder;
}

function readStart(file: string): Buffer {
  const fd = fs.openSync(file, 'r');
  try {
    const start = Buffer.alloc(4);
    return start.subarray(0, fs.readSync(fd, start, 0, 4, 0));
  } finally {
    fs.closeSync(fd);
  }
}

async function wholeFile(
  { folder, createdAt }: NamedContent,
  { file, sizeBytes }: SavedContent,
  name: string,
  options: ExpandOptions,
): Promise<SourceEntry> {
  const absolutePath = join(options.folder, 'whole');
  await rename(file, absolutePath);
  const mtimeSeconds = secondsOf(createdAt);
  return {
    ...plainEntry(`${folder}/${name}`, 'file', { sizeBytes, mtimeSeconds }),
    content: temporaryFile(absolutePath, mtimeSeconds),
  };
}

async function expandZip(folder: string, file: string, options: ExpandOptions): Promise<SourceEntry[]> {
  const fd = fs.openSync(file, 'r');
  try {
    const entries: SourceEntry[] = [];
    const memory = { leftBytes: MEMORY_BYTES };
    let until = performance.now() + SLICE_MS;
    for (const entry of readZip(fd, fs.fstatSync(fd).size, options.limits)) {
      const temporary = join(options.folder, String(entries.length));
      const content = await contentOf(fd, file, entry, { ...options, temporary, memory });
      const { type, mode, sizeBytes, mtimeSeconds } = entry;
      entries.push({ ...plainEntry(`${folder}/${entry.path}`, type, { mode, sizeBytes, mtimeSeconds }), content });
      if (performance.now() < until) continue;
      await setImmediate();
      options.signal.throwIfAborted();
      until = performance.now() + SLICE_MS;
    }
    return entries;
  } finally {
    fs.closeSync(fd);
  }
}

interface TargetPlace {
  readonly temporary: string;
  readonly memory: { leftBytes: number };
  readonly signal: AbortSignal;
}

async function contentOf(
  fd: number,
  file: string,
  entry: ZipEntry,
  place: TargetPlace,
): Promise<SourceEntry['content']> {
  if (entry.type === 'directory') return { kind: 'none' };
  const { temporary, memory } = place;
  if (entry.sizeBytes <= SMALL_BYTES && entry.compressedBytes <= SMALL_BYTES * 2) {
    const bytes = inflateEntry(fd, entry);
    if (bytes.length <= memory.leftBytes) {
      memory.leftBytes -= bytes.length;
      return { kind: 'bytes', bytes };
    }
    fs.writeFileSync(temporary, bytes, { flag: 'wx' });
  } else {
    await inflateToFile(fd, file, entry, place);
  }
  return temporaryFile(temporary, entry.mtimeSeconds);
}

/** Sets the time of its entry. With another time, the file would look as if somebody had written to it. */
function temporaryFile(path: string, mtimeSeconds: number): SourceEntry['content'] {
  fs.utimesSync(path, mtimeSeconds, mtimeSeconds);
  return { kind: 'file', absolutePath: Buffer.from(path), temporary: true };
}

async function inflateToFile(
  fd: number,
  file: string,
  entry: ZipEntry,
  { temporary, signal }: TargetPlace,
): Promise<void> {
  let sizeBytes = 0;
  let checksum = 0;
  const meter = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      sizeBytes += chunk.length;
      checksum = crc32(chunk, checksum);
      // Stops as soon as there is more than the directory says.
      done(sizeBytes > entry.sizeBytes ? tooLong(entry) : null, chunk);
    },
  });
  const input = fs.createReadStream(file, contentRange(fd, entry));
  const output = fs.createWriteStream(temporary, { flags: 'wx' });
  try {
    if (entry.isDeflated) await pipeline(input, createInflateRaw(), meter, output, { signal });
    else await pipeline(input, meter, output, { signal });
  } catch (error) {
    signal.throwIfAborted();
    const isZlibs = error instanceof Error && 'code' in error && String(error.code).startsWith('Z_');
    throw isZlibs
      ? new ZipProblem('broken', `${JSON.stringify(entry.path)} cannot be expanded: ${error.message}`)
      : error;
  }
  checkContent(entry, sizeBytes, checksum);
}

function tooLong({ path, sizeBytes }: ZipEntry): ZipProblem {
  return new ZipProblem(
    'broken',
    `${JSON.stringify(path)} has more than the ${String(sizeBytes)} bytes that the archive declares`,
  );
}
