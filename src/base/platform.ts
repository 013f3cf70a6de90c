/** What differs between Linux, macOS and Windows: names, paths and codes of system errors. */
import { lstatSync, readdirSync, readlinkSync } from 'node:fs';
import * as path from 'node:path';
import type { BigIntStats } from 'node:fs';

/** What differs between Linux, macOS and Windows, in one place. Tree paths are bytes with `/` between segments. */
export type Platform = NodeJS.Platform;

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** The text of a path or name, or undefined where its bytes are not UTF-8. */
export function decodeUtf8(bytes: Uint8Array): string | undefined {
  try {
    return utf8.decode(bytes);
  } catch {
    return undefined;
  }
}

/** `ENOENT` and the like, of an error that the system gave; undefined for any other. By shape: an error of another realm is no `Error`. */
export function systemErrorCode(error: unknown): string | undefined {
  const code: unknown = typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
  return typeof code === 'string' ? code : undefined;
}

/**
 * A path for messages: UTF-8 as it is, any other byte as `\xNN`. Control characters are kept: renderers escape them.
 */
export function printablePath(bytes: Buffer): string {
  return bytesText(bytes).replace(LONE_BYTE, (one) => `\\x${byteOf(one).toString(16)}`);
}

/** A byte that is not UTF-8, as one half of a surrogate pair, which no valid text has. */
const LONE_BYTE = /[\udc80-\udcff]/gu;
const LONE_BYTE_BASE = 0xdc00;

function byteOf(lone: string): number {
  return lone.charCodeAt(0) - LONE_BYTE_BASE;
}

/** Bytes as text that says all of them: each byte that is not UTF-8 is one character, a lone surrogate. */
export function bytesText(bytes: Buffer): string {
  const text = decodeUtf8(bytes);
  if (text !== undefined) return text;
  let result = '';
  for (let at = 0; at < bytes.length;) {
    const length = [1, 2, 3, 4].find((n) => decodeUtf8(bytes.subarray(at, at + n)) !== undefined) ?? 0;
    result +=
      length === 0
        ? String.fromCharCode(LONE_BYTE_BASE + (bytes[at] as number))
        : bytes.toString('utf8', at, at + length);
    at += Math.max(length, 1);
  }
  return result;
}

/** The bytes that `bytesText` makes the text of. */
export function textBytes(text: string): Buffer {
  const plain = text.split(LONE_BYTE);
  const lone = [...text.matchAll(LONE_BYTE)].map(([one]) => Buffer.of(byteOf(one)));
  return Buffer.concat(plain.flatMap((part, i) => [Buffer.from(part), lone[i] ?? Buffer.alloc(0)]));
}

/**
 * The native path of a tree path below a folder of this machine. On Windows the native form carries the prefix that
 * lifts the limit of 260 characters. The caller has refused paths that are `unrepresentable` or not relative.
 */
export function toNativePath(root: string, pathBytes: Buffer, platform: Platform = process.platform): Buffer {
  if (platform !== 'win32') return Buffer.concat([Buffer.from(root.endsWith('/') ? root : `${root}/`), pathBytes]);
  return Buffer.from(path.win32.toNamespacedPath(path.win32.join(root, pathBytes.toString('utf8'))));
}

/** Windows device names, with any ending: https://learn.microsoft.com/windows/win32/fileio/naming-a-file */
const WINDOWS_DEVICE = /^(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[0-9\u00b9\u00b2\u00b3])\s*(\.|$)/i;
const WINDOWS_FORBIDDEN = /[<>:"\\|?*\u0000-\u001f]/;
const NAME_MAX = 255;
const NAME_TOO_LONG = `a name in it is longer than ${NAME_MAX}`;
const SLASH = 0x2f;

/** Why this platform cannot hold a tree path, or undefined if it can. One short clause, for a list. */
export function unrepresentable(pathBytes: Buffer, platform: Platform = process.platform): string | undefined {
  if (pathBytes.includes(0)) return 'it contains a NUL byte';
  // Linux counts bytes, of any kind; APFS and NTFS count UTF-16 units.
  if (platform === 'linux')
    return pathBytes.length > NAME_MAX && longestName(pathBytes) > NAME_MAX ? NAME_TOO_LONG : undefined;
  if (decodeUtf8(pathBytes) === undefined) return 'it is not valid UTF-8';
  for (const segment of pathBytes.toString('latin1').split('/')) {
    const reason = unrepresentableName(Buffer.from(segment, 'latin1'), platform);
    if (reason !== undefined) return reason;
  }
  return undefined;
}

/** Checks bytes without decoding the names: a restore calls this for each path. */
function longestName(pathBytes: Buffer): number {
  let longest = 0;
  for (let start = 0; start <= pathBytes.length;) {
    const slash = pathBytes.indexOf(SLASH, start);
    const end = slash < 0 ? pathBytes.length : slash;
    longest = Math.max(longest, end - start);
    start = end + 1;
  }
  return longest;
}

/** Why no symbolic link of this platform leads to what is recorded as its target, or undefined if one can. */
export function unrepresentableTarget(target: Buffer, platform: Platform = process.platform): string | undefined {
  if (target.length === 0 || target.includes(0)) return 'it is a symbolic link to nothing that could be a path';
  if (platform !== 'win32') return undefined;
  if (decodeUtf8(target) === undefined) return 'it is a symbolic link to a path that is not valid UTF-8';
  return target.includes('\\')
    ? 'it is a symbolic link to a name with "\\", which separates names on Windows'
    : undefined;
}

/** The target of a symbolic link as stored in a tree: with `/` between names, also on Windows. */
export function linkTarget(native: Buffer, platform: Platform = process.platform): Buffer {
  const target = readlinkSync(native, 'buffer');
  return platform === 'win32' ? Buffer.from(target.toString('utf8').replaceAll('\\', '/')) : target;
}

function unrepresentableName(name: Buffer, platform: Platform): string | undefined {
  const text = name.toString('utf8');
  if (text.length > NAME_MAX) return NAME_TOO_LONG;
  if (platform !== 'win32') return undefined;
  const character = WINDOWS_FORBIDDEN.exec(text)?.[0];
  if (character !== undefined) return `Windows does not allow ${JSON.stringify(character)} in names`;
  if (/[. ]$/.test(text)) return 'Windows drops a dot or space at the end of a name';
  if (WINDOWS_DEVICE.test(text)) return `${JSON.stringify(text)} is a device name on Windows`;
  return undefined;
}

/**
 * Whether names that differ only in case are one file in this folder. Looks without writing: at the folder's own
 * entries first, then at the folder's name in its parent, and where no name has a letter, at what the platform does.
 */
export function isCaseInsensitive(dir: string, platform: Platform = process.platform): boolean {
  const full = path.resolve(dir);
  const names = namesIn(full);
  for (const name of names) {
    const answer = foundInOtherCase(full, name, names);
    if (answer !== undefined) return answer;
  }
  const parent = path.dirname(full);
  const answer = foundInOtherCase(parent, path.basename(full), parent === full ? [] : namesIn(parent));
  return answer ?? ignoresCase(platform);
}

/**
 * Folds names so that those become equal which this folder takes for one; undefined if it tells all of them apart. When
 * in doubt they are equal. NTFS compares code units; file systems of macOS compare what is normalised (NFC and NFD are
 * one).
 */
export function nameFolding(
  dir: string,
  platform: Platform = process.platform,
): ((name: Buffer) => string) | undefined {
  if (isCaseInsensitive(dir, platform)) return platform === 'win32' ? foldedUnits : foldedText;
  return platform === 'darwin' ? (name) => name.toString('utf8').normalize('NFC') : undefined;
}

function foldedText(name: Buffer): string {
  return name.toString('utf8').normalize('NFC').toUpperCase().toLowerCase();
}

/** Character by character, where that has a form of the same length in the other case: `ß` is not `SS`. */
function foldedUnits(name: Buffer): string {
  return Array.from(name.toString('utf8'), (one) => lower(upper(one))).join('');
}

function upper(one: string): string {
  const other = one.toUpperCase();
  return other.length === one.length ? other : one;
}

function lower(one: string): string {
  const other = one.toLowerCase();
  return other.length === one.length ? other : one;
}

/** None for a folder that this user may enter but not list. */
function namesIn(dir: string): readonly string[] {
  try {
    return readdirSync(dir);
  } catch (error) {
    if (isDenied(error)) return [];
    throw error;
  }
}

/** undefined where the name proves nothing: no letters, another length in upper case, or both forms are there. */
function foundInOtherCase(dir: string, name: string, listed: readonly string[]): boolean | undefined {
  const upper = name.toUpperCase();
  const other = upper === name ? name.toLowerCase() : upper;
  if (other === name || other.length !== name.length || listed.includes(other)) return undefined;
  try {
    const own = lstatSync(path.join(dir, name), { bigint: true, throwIfNoEntry: false });
    if (own === undefined) return undefined;
    const twin = lstatSync(path.join(dir, other), { bigint: true, throwIfNoEntry: false });
    return twin !== undefined && twin.ino === own.ino && twin.dev === own.dev;
  } catch (error) {
    if (isDenied(error)) return undefined;
    throw error;
  }
}

/** Whether the system denies this user the operation. */
export function isDenied(error: unknown): boolean {
  return ['EACCES', 'EPERM'].includes(systemErrorCode(error) ?? '');
}

/** Whether the system says that a path does not exist, or no longer exists. */
export function isNotFound(error: unknown): boolean {
  return ['ENOENT', 'ENOTDIR', 'ELOOP'].includes(systemErrorCode(error) ?? '');
}

/**
 * Whether what could not be opened is gone, or something else by now, and so no loss to a backup. Windows also says
 * "not found" of names that its folder goes on listing and that it cannot open, as some network file systems do
 * elsewhere.
 * @param error what the system said of it
 * @param type that it had; where it had none, anything that can be looked at is there
 */
export function isGone(native: Buffer, error: unknown, type?: 'file' | 'directory'): boolean {
  if (!isNotFound(error)) return false;
  try {
    const stats = lstatSync(native);
    return type !== undefined && !(type === 'file' ? stats.isFile() : stats.isDirectory());
  } catch {
    return !isListed(native);
  }
}

/** By the folder that it lies in. Where that cannot be read, for being gone itself, nothing is listed. */
function isListed(native: Buffer): boolean {
  const start = Math.max(native.lastIndexOf(path.sep), native.lastIndexOf('/')) + 1;
  try {
    const name = native.toString('latin1', start);
    return readdirSync(native.subarray(0, start), { encoding: 'latin1' }).includes(name);
  } catch (error) {
    return !isNotFound(error);
  }
}

const NANOS_PER_SECOND = 1_000_000_000n;

/** Whole seconds since 1970, towards minus infinity, and nanoseconds since that second: never negative before 1970. */
export function fileTimeOf(ns: bigint): { readonly seconds: number; readonly nanos: number } {
  const nanos = ((ns % NANOS_PER_SECOND) + NANOS_PER_SECOND) % NANOS_PER_SECOND;
  return { seconds: Number((ns - nanos) / NANOS_PER_SECOND), nanos: Number(nanos) };
}

/**
 * Permission bits to store. Windows knows only "read-only", which Node shows as 0o444 or 0o666: stored as the usual
 * bits of such a file elsewhere, so that a restore on Linux is sensible.
 */
export function storedMode(stats: BigIntStats, platform: Platform = process.platform): number {
  const bits = Number(stats.mode) & 0o7777;
  if (platform !== 'win32') return bits;
  if (stats.isDirectory()) return 0o755;
  return (bits & 0o200) === 0 ? 0o444 : 0o644;
}

/** Whether names are compared without regard to case by this platform's usual tools (git, shells). */
export function ignoresCase(platform: Platform = process.platform): boolean {
  return platform === 'win32' || platform === 'darwin';
}
