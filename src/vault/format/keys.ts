/** The grammar of keys in a vault. */
import { hash, randomBytes } from 'node:crypto';
import { HoldfastError } from '../../base/errors.ts';
import { LIMITS } from '../../base/limits.ts';

/**
 * The key grammar of format v1 (docs/format.md, "Keys"). All keys are relative to the vault. A key that comes from a
 * bucket or a root is parsed here before it is used for anything.
 *
 *   v1/roots|packs|parts/<series>/@/<utc>-<32 hex>    v1/marks/<series>/@/<id>/<kind>-<utc>-<24 hex>
 *   v1/state/<mode>/<utc>-<24 hex>                    v1/vault|keys/<utc>-<32 hex>
 *   v1/probe
 */
export type BlobKind = 'packs' | 'parts';

export interface BlobKey {
  readonly kind: BlobKind;
  readonly series: string;
  /** `<utc>-<32 hex>`: when its run began, and its hash. */
  readonly name: string;
}

/** Hex digits of a hash in a key: 128 bits. */
const HASH_CHARS = 32;
/** Characters of `20261123T010203Z`. */
const UTC_CHARS = 16;
const SERIES = /^(?!.*(?:^|\/)\.{1,2}(?:\/|$))[A-Za-z0-9._-]+(?:\/[A-Za-z0-9._-]+)*$/;
const UTC = /^(\d{4})(\d{2})(\d{2})T(\d{2})(\d{2})(\d{2})Z$/;
const STAMP = /^\d{8}T\d{6}Z-[0-9a-f]{24}$/;
const ID = /^\d{8}T\d{6}Z-[0-9a-f]{32}$/;
const BLOB = /^v1\/(packs|parts)\/(.+)\/@\/(\d{8}T\d{6}Z-[0-9a-f]{32})$/;
const MARK = /^v1\/marks\/(.+)\/@\/(\d{8}T\d{6}Z-[0-9a-f]{32})\/([a-z]+)-(\d{8}T\d{6}Z-[0-9a-f]{24})$/;
const STATE = /^v1\/state\/([a-z]+)\/(\d{8}T\d{6}Z-[0-9a-f]{24})$/;
const ROOT = /^v1\/roots\/(.+)\/@\/(\d{8}T\d{6}Z-[0-9a-f]{32})$/;

export function isSeries(text: string): boolean {
  return text.length <= LIMITS.seriesMaxChars && SERIES.test(text);
}

/** `20261123T010203Z`; whole seconds. */
export function formatUtc(date: Date): string {
  return date
    .toISOString()
    .replace(/\.\d+Z$/, 'Z')
    .replaceAll(/[-:]/g, '');
}

/** The time of `<utc>...`; throws on anything else, also on a 31st of February. */
export function parseUtc(text: string): Date {
  const [, year, month, day, hour, minute, second] = UTC.exec(text) ?? [];
  const iso = `${String(year)}-${String(month)}-${String(day)}T${String(hour)}:${String(minute)}:${String(second)}.000Z`;
  const date = new Date(iso);
  // Date reads a 31st of February as a day in March and 24:00 as the next day. Anything else that is wrong is an
  // invalid time.
  if (date.getUTCDate() !== Number(day)) {
    throw new HoldfastError({
      code: 'bad-time',
      message: `Not a time of the form 20261123T010203Z: ${JSON.stringify(text)}`,
    });
  }
  return date;
}

/** Snapshots of one series; ids sort by time. */
export function rootsPrefix(series: string): string {
  return `v1/roots/${series}/@/`;
}

export function rootKey(series: string, id: string): string {
  return rootsPrefix(series) + id;
}

/** The name of a root, pack or part: the time when its run began, and the first half of the SHA-256 of its bytes. */
function formatObjectName(utc: Date, sha256: Buffer): string {
  return `${formatUtc(utc)}-${sha256.toString('hex').slice(0, HASH_CHARS)}`;
}

/** Whether the SHA-256 of some bytes is the one in the key of a root, pack or part. */
export function isNamedBy(key: string, sha256: Buffer): boolean {
  return sha256.toString('hex').slice(0, HASH_CHARS) === key.slice(-HASH_CHARS);
}

/** Whether these are the bytes that belong to the key of a root, pack or part. */
export function isNameOf(key: string, bytes: Uint8Array): boolean {
  return isNamedBy(key, hash('sha256', bytes, 'buffer'));
}

/** The id of a snapshot: the name of its root. */
export function snapshotId(utc: Date, rootBytes: Uint8Array): string {
  return formatObjectName(utc, hash('sha256', rootBytes, 'buffer'));
}

export function isSnapshotId(text: string): boolean {
  return ID.test(text) && isUtc(utcOfName(text));
}

/** The time that the name of a root, pack or part begins with, as it is written: `20261123T010203Z`. */
export function utcOfName(name: string): string {
  return name.slice(0, UTC_CHARS);
}

/** The hash that the name of a root, pack or part ends with, as it is written. */
export function hashOfName(name: string): string {
  return name.slice(UTC_CHARS + 1);
}

/** Of the name of a root, pack or part. */
export function timeOfId(id: string): Date {
  return parseUtc(utcOfName(id));
}

/** Fewer characters of an id are not taken for the start of one. */
export const ID_START_CHARS = 6;

/** Whether a text is the start of an id, or of the hash in it. */
export function isIdStart(text: string, id: string): boolean {
  return id.startsWith(text) || hashOfName(id).startsWith(text);
}

/** undefined for a key that is not a root's. */
export function parseRootKey(key: string): { readonly series: string; readonly id: string } | undefined {
  const [, series, id] = ROOT.exec(key) ?? [];
  return series !== undefined && id !== undefined && isSeries(series) && isSnapshotId(id) ? { series, id } : undefined;
}

/** `<utc>-<24 hex>`, 96 random bits: ends the key of a mark or of a mode's state, which no two writers ever share. */
function newStamp(utc: Date): string {
  return `${formatUtc(utc)}-${randomBytes(12).toString('hex')}`;
}

function isStamp(text: string): boolean {
  return STAMP.test(text) && isUtc(utcOfName(text));
}

export function timeOfStamp(stamp: string): Date {
  return parseUtc(utcOfName(stamp));
}

export function blobsPrefix(kind: BlobKind, series: string): string {
  return `v1/${kind}/${series}/@/`;
}

export function blobKey(kind: BlobKind, series: string, utc: Date, sha256: Buffer): string {
  return blobsPrefix(kind, series) + formatObjectName(utc, sha256);
}

/** undefined for a key that is not a pack's or part's. */
export function parseBlobKey(key: string): BlobKey | undefined {
  const [, kind, series, name] = BLOB.exec(key) ?? [];
  if (kind === undefined || series === undefined || name === undefined) return undefined;
  return isSeries(series) && isSnapshotId(name) ? { kind: kind as BlobKind, series, name } : undefined;
}

/** Marks are written by roles other than backup's; the kind comes first, so that a policy can bind to it. */
export const MARK_KINDS = ['verified', 'acknowledged', 'hold', 'label', 'quarantine', 'readmitted', 'proof'] as const;
export type MarkKind = (typeof MARK_KINDS)[number];

export function marksPrefix(series: string, id?: string): string {
  return `v1/marks/${series}/@/${id === undefined ? '' : `${id}/`}`;
}

export function markKey(series: string, id: string, kind: MarkKind, utc: Date): string {
  return `${marksPrefix(series, id)}${kind}-${newStamp(utc)}`;
}

export interface MarkKey {
  readonly series: string;
  /** Id of the snapshot that the mark concerns. */
  readonly id: string;
  readonly kind: MarkKind;
  readonly utc: Date;
}

/** undefined for a key that is not a mark's. */
export function parseMarkKey(key: string): MarkKey | undefined {
  const [, series, id, kind, stamp] = MARK.exec(key) ?? [];
  if (series === undefined || id === undefined || stamp === undefined) return undefined;
  if (!isSeries(series) || !isSnapshotId(id) || !isStamp(stamp) || !isMarkKind(kind)) return undefined;
  return { series, id, kind, utc: timeOfStamp(stamp) };
}

function isMarkKind(text: string | undefined): text is MarkKind {
  return MARK_KINDS.some((kind) => kind === text);
}

/** Facts of the vault that one mode keeps for itself. */
export function statePrefix(mode: string): string {
  return `v1/state/${mode}/`;
}

export function stateKey(mode: string, utc: Date): string {
  return statePrefix(mode) + newStamp(utc);
}

/** The mode whose facts they are; undefined for a key that holds no such facts. */
export function parseStateKey(key: string): string | undefined {
  const [, mode, stamp] = STATE.exec(key) ?? [];
  return stamp !== undefined && isStamp(stamp) ? mode : undefined;
}

/** Documents with the keys of a sealed vault. */
export const KEYS_PREFIX = 'v1/keys/';

export function keysKey(utc: Date, document: Uint8Array): string {
  return KEYS_PREFIX + formatObjectName(utc, hash('sha256', document, 'buffer'));
}

export function isKeysKey(key: string): boolean {
  return key.startsWith(KEYS_PREFIX) && isSnapshotId(key.slice(KEYS_PREFIX.length));
}

/** Documents that say what the vault asks of writers. */
export const VAULT_PREFIX = 'v1/vault/';

export function vaultDocumentKey(utc: Date, document: Uint8Array): string {
  return VAULT_PREFIX + formatObjectName(utc, hash('sha256', document, 'buffer'));
}

export function isVaultKey(key: string): boolean {
  return key.startsWith(VAULT_PREFIX) && isSnapshotId(key.slice(VAULT_PREFIX.length));
}

function isUtc(text: string): boolean {
  try {
    parseUtc(text);
    return true;
  } catch {
    return false;
  }
}
