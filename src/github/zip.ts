/** Reads untrusted zip archives. */
import { isUtf8 } from 'node:buffer';
import { readSync } from 'node:fs';
import { crc32, inflateRawSync } from 'node:zlib';
import yauzl from 'yauzl';
import { messageOf } from '../base/errors.ts';

/**
 * Reads untrusted zip archives. yauzl reads the directory; everything in it is checked before the first byte is
 * expanded: https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT
 */
export interface ZipLimits {
  readonly maxEntries: number;
  readonly maxBytes: number;
  /** Archives that expand to no more than this may have any ratio. */
  readonly freeBytes: number;
  /** Expanded to stored bytes of the whole archive. */
  readonly maxRatio: number;
}

export const ZIP_LIMITS: ZipLimits = {
  maxEntries: 1_000_000,
  maxBytes: 64 * 2 ** 30,
  freeBytes: 2 ** 30,
  maxRatio: 200,
};

export interface ZipEntry {
  /** UTF-8, relative, `/` between segments, none at the end. */
  readonly path: string;
  readonly type: 'file' | 'directory';
  /** Permission bits, without set-user-id and its like. */
  readonly mode: number;
  readonly mtimeSeconds: number;
  readonly isDeflated: boolean;
  readonly compressedBytes: number;
  readonly sizeBytes: number;
  readonly crc32: number;
  /** Where its local header begins. */
  readonly offset: number;
  /** Where the next one's, or the directory, begins. */
  readonly endOffset: number;
}

/** `unsafe`: it breaks a rule for what may be expanded. `broken`: it cannot be read as an archive to its end. */
export class ZipProblem extends Error {
  override readonly name = 'ZipProblem';
  readonly kind: 'unsafe' | 'broken';

  constructor(kind: 'unsafe' | 'broken', message: string) {
    super(message);
    this.kind = kind;
  }
}

const unsafe = (message: string): ZipProblem => new ZipProblem('unsafe', message);
const broken = (message: string): ZipProblem => new ZipProblem('broken', message);

/** A local file header, or the end of an empty archive. */
export function isZip(start: Buffer): boolean {
  return start.length >= 4 && [0x04034b50, 0x06054b50].includes(start.readUInt32LE(0));
}

/**
 * All entries, in the order of their paths' bytes, with the folders that they imply.
 * @throws ZipProblem
 */
export function readZip(fd: number, sizeBytes: number, limits: ZipLimits = ZIP_LIMITS): ZipEntry[] {
  const raw = readDirectory(fd, sizeBytes, limits.maxEntries);
  const ends = endOffsets(raw, sizeBytes);
  const entries = raw.map((entry) => checkedEntry(entry, ends.get(entry.relativeOffsetOfLocalHeader) ?? 0));
  checkSize(entries, sizeBytes, limits);
  return withFolders(entries)
    .map((entry) => ({ entry, key: Buffer.from(entry.path) }))
    .sort((a, b) => Buffer.compare(a.key, b.key))
    .map(({ entry }) => entry);
}

/**
 * Reads ahead and answers synchronously: otherwise a directory of 20,000 entries would take as many turns of the event
 * loop.
 */
class ReadAhead extends yauzl.RandomAccessReader {
  private readonly fd: number;
  private window: Buffer = Buffer.alloc(0);
  private start = 0;

  constructor(fd: number) {
    super();
    this.fd = fd;
  }

  override read(
    buffer: Buffer,
    offset: number,
    length: number,
    position: number,
    done: (error: Error | null, bytesRead?: number) => void,
  ): void {
    try {
      if (position < this.start || position + length > this.start + this.window.length) this.fill(position, length);
      const from = position - this.start;
      done(null, this.window.copy(buffer, offset, from, from + length));
    } catch (error) {
      done(error as Error);
    }
  }

  private fill(position: number, length: number): void {
    const window = Buffer.allocUnsafe(Math.max(length, READ_AHEAD_BYTES));
    this.window = window.subarray(0, readSync(this.fd, window, 0, window.length, position));
    this.start = position;
  }
}

const READ_AHEAD_BYTES = 256 * 1024;

function readDirectory(fd: number, sizeBytes: number, maxEntries: number): yauzl.Entry[] {
  const entries: yauzl.Entry[] = [];
  let problem: Error | undefined;
  let zip: yauzl.ZipFile | undefined;
  const options = { lazyEntries: true, decodeStrings: false, autoClose: false };
  yauzl.fromRandomAccessReader(new ReadAhead(fd), sizeBytes, options, (error, opened) => {
    problem = error ?? undefined;
    zip = opened;
  });
  if (problem !== undefined || zip === undefined) throw broken(`its directory cannot be read: ${messageOf(problem)}`);
  if (zip.entryCount > maxEntries) {
    throw unsafe(`it has ${String(zip.entryCount)} entries, more than ${String(maxEntries)}`);
  }
  zip.on('entry', (entry: yauzl.Entry) => entries.push(entry));
  zip.on('error', (error: Error) => (problem = error));
  for (let read = 0; read < zip.entryCount; read++) {
    zip.readEntry();
    if (problem !== undefined) throw broken(`its directory cannot be read: ${messageOf(problem)}`);
    // Every answer has come by now, but for an entry without a name.
    if (entries.length === read) throw unsafe('an entry has no name');
  }
  return entries;
}

const LOCAL_HEADER_BYTES = 30;

/** Entries that share bytes are how a small archive expands without end: https://www.bamsoftware.com/hacks/zipbomb/ */
function endOffsets(entries: readonly yauzl.Entry[], sizeBytes: number): Map<number, number> {
  const ends = new Map<number, number>();
  let end = sizeBytes;
  for (const entry of [...entries].sort((a, b) => b.relativeOffsetOfLocalHeader - a.relativeOffsetOfLocalHeader)) {
    const offset = entry.relativeOffsetOfLocalHeader;
    const least = offset + LOCAL_HEADER_BYTES + entry.fileNameLength + entry.compressedSize;
    if (least > sizeBytes) throw broken('an entry lies behind its end');
    if (least > end) throw unsafe('entries overlap');
    ends.set(offset, end);
    end = offset;
  }
  return ends;
}

const FILE_TYPE = 0o170000;
const REGULAR = 0o100000;
const DIRECTORY = 0o040000;
const STORED = 0;
const DEFLATED = 8;

function checkedEntry(entry: yauzl.Entry, endOffset: number): ZipEntry {
  const name = decodedName(entry);
  const path = name.replace(/\/$/, '');
  const shown = JSON.stringify(name.slice(0, 200));
  const wrong = wrongName(path);
  if (wrong !== undefined) throw unsafe(`the name ${shown} ${wrong}`);
  const unixMode = entry.externalFileAttributes >>> 16;
  const fileType = unixMode & FILE_TYPE;
  const type = name.endsWith('/') ? 'directory' : 'file';
  if (fileType !== 0 && fileType !== (type === 'file' ? REGULAR : DIRECTORY)) {
    throw unsafe(`${shown} is a link, a device or another special file`);
  }
  if (type === 'directory' && entry.uncompressedSize > 0) throw unsafe(`the folder ${shown} has content`);
  if (entry.isEncrypted()) throw unsafe(`${shown} is encrypted`);
  if (entry.compressionMethod !== STORED && entry.compressionMethod !== DEFLATED) {
    throw unsafe(`${shown} is compressed by method ${String(entry.compressionMethod)}`);
  }
  const defaultMode = type === 'file' ? 0o644 : 0o755;
  return {
    path,
    type,
    mode: (unixMode & 0o777) === 0 ? defaultMode : unixMode & 0o777,
    mtimeSeconds: Math.floor(entry.getLastModDate({ timezone: 'UTC' }).getTime() / 1000) || 0,
    isDeflated: entry.compressionMethod === DEFLATED,
    compressedBytes: entry.compressedSize,
    sizeBytes: entry.uncompressedSize,
    crc32: entry.crc32,
    offset: entry.relativeOffsetOfLocalHeader,
    endOffset,
  };
}

const UTF8_FLAG = 0x800;

/**
 * Many programs write UTF-8 without the flag that says so; without it, yauzl takes names for code page 437. Only names
 * that are valid UTF-8 by accident would be read wrongly.
 */
function decodedName({ generalPurposeBitFlag: flags, fileNameRaw, extraFields }: yauzl.Entry): string {
  return yauzl.getFileNameLowLevel(isUtf8(fileNameRaw) ? flags | UTF8_FLAG : flags, fileNameRaw, extraFields, true);
}

function wrongName(path: string): string | undefined {
  if (path.includes('\0')) return 'has a NUL character';
  if (path.includes('\\')) return 'has a backslash';
  if (path.includes('\ufffd')) return 'is not valid UTF-8';
  if (path.startsWith('/') || /^[A-Za-z]:/.test(path)) return 'is absolute';
  if (path.split('/').includes('..')) return 'leads out of the artifact';
  if (path.split('/').some((segment) => segment === '' || segment === '.')) return 'has an empty segment or a dot';
  return undefined;
}

function checkSize(entries: readonly ZipEntry[], archiveBytes: number, limits: ZipLimits): void {
  const bytes = entries.reduce((sum, entry) => sum + entry.sizeBytes, 0);
  if (bytes > limits.maxBytes) {
    throw unsafe(`it would expand to ${String(bytes)} bytes, more than ${String(limits.maxBytes)}`);
  }
  if (bytes > limits.freeBytes && bytes > archiveBytes * limits.maxRatio) {
    throw unsafe(`it would expand to ${String(bytes)} bytes, more than ${String(limits.maxRatio)} times its size`);
  }
}

/** One entry a path, whatever the case; folders that no entry names are added. */
function withFolders(entries: readonly ZipEntry[]): ZipEntry[] {
  const all: ZipEntry[] = [];
  const byFolded = new Map<string, ZipEntry>();
  const add = (entry: ZipEntry, isImplied: boolean): void => {
    const key = foldedPath(entry.path);
    const other = byFolded.get(key);
    if (other !== undefined) {
      if (isImplied && other.path === entry.path && other.type === 'directory') return;
      const how =
        other.path === entry.path
          ? 'twice'
          : `as ${JSON.stringify(other.path)} too, which differs only in case or Unicode form`;
      throw unsafe(`${JSON.stringify(entry.path)} is there ${how}`);
    }
    byFolded.set(key, entry);
    all.push(entry);
    const slash = entry.path.lastIndexOf('/');
    if (slash > 0) add(impliedFolder(entry.path.slice(0, slash), entry), true);
  };
  // Named folders first, so that they keep their mode and time.
  for (const type of ['directory', 'file'] as const) {
    const ofType = entries.filter((entry) => entry.type === type);
    for (const entry of ofType.sort((a, b) => a.path.length - b.path.length)) add(entry, false);
  }
  return all;
}

function impliedFolder(path: string, inside: ZipEntry): ZipEntry {
  return { ...inside, path, type: 'directory', mode: 0o755, mtimeSeconds: 0, sizeBytes: 0, compressedBytes: 0 };
}

/** Folds names that are the same on file systems that ignore case or normalise Unicode. */
function foldedPath(path: string): string {
  return path.normalize('NFC').toUpperCase().toLowerCase();
}

/**
 * The content of a file that fits into memory, checked.
 * @throws ZipProblem
 */
export function inflateEntry(fd: number, entry: ZipEntry): Buffer {
  const { start, header } = dataOf(fd, entry);
  const compressed =
    start + entry.compressedBytes <= header.length
      ? header.subarray(start, start + entry.compressedBytes)
      : readExactly(fd, entry.offset + start, entry.compressedBytes, entry);
  const content = entry.isDeflated ? inflated(compressed, entry) : compressed;
  checkContent(entry, content.length, crc32(content));
  return content;
}

function inflated(compressed: Buffer, entry: ZipEntry): Buffer {
  try {
    // One byte of room: a content that is too long is found, and an empty one is no error. Without a chunk size each
    // small file would hold 16 KiB.
    const maxOutputLength = entry.sizeBytes + 1;
    return inflateRawSync(compressed, { maxOutputLength, chunkSize: Math.max(maxOutputLength, MIN_CHUNK_BYTES) });
  } catch (error) {
    throw broken(`${JSON.stringify(entry.path)} cannot be expanded: ${messageOf(error)}`);
  }
}

/** The smallest that zlib takes. */
const MIN_CHUNK_BYTES = 64;

/** @throws ZipProblem if size or checksum are not those of the directory */
export function checkContent(entry: ZipEntry, sizeBytes: number, checksum: number): void {
  if (sizeBytes !== entry.sizeBytes) {
    throw broken(`${JSON.stringify(entry.path)} has ${String(sizeBytes)} bytes and not ${String(entry.sizeBytes)}`);
  }
  if (checksum !== entry.crc32) throw broken(`${JSON.stringify(entry.path)} does not have the checksum it should have`);
}

/** Where the content begins, and a first piece of the entry that often holds all of it. */
function dataOf(fd: number, entry: ZipEntry): { readonly start: number; readonly header: Buffer } {
  const whole = entry.endOffset - entry.offset;
  const header = readExactly(fd, entry.offset, Math.min(whole, entry.compressedBytes + HEADER_GUESS_BYTES), entry);
  if (header.length < LOCAL_HEADER_BYTES || header.readUInt32LE(0) !== 0x04034b50) {
    throw broken(`${JSON.stringify(entry.path)} has no header where it should be`);
  }
  const start = LOCAL_HEADER_BYTES + header.readUInt16LE(26) + header.readUInt16LE(28);
  if (start + entry.compressedBytes > whole) throw unsafe('entries overlap');
  return { start, header };
}

const HEADER_GUESS_BYTES = 1024;

/** The range of the archive that holds the content of an entry, both ends included as `createReadStream` takes them. */
export function contentRange(fd: number, entry: ZipEntry): { readonly start: number; readonly end: number } {
  const { start } = dataOf(fd, { ...entry, compressedBytes: 0 });
  if (entry.offset + start + entry.compressedBytes > entry.endOffset) throw unsafe('entries overlap');
  return { start: entry.offset + start, end: entry.offset + start + entry.compressedBytes - 1 };
}

function readExactly(fd: number, position: number, length: number, entry: ZipEntry): Buffer {
  const buffer = Buffer.allocUnsafe(length);
  if (readSync(fd, buffer, 0, length, position) < length) throw broken(`it ends within ${JSON.stringify(entry.path)}`);
  return buffer;
}
