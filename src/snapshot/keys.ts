import { createHash, randomBytes } from 'node:crypto';
import { HoldfastError } from '../errors.ts';
import { LIMITS } from '../limits.ts';

/**
 * The key grammar of format v1 (docs/format.md, "Keys"). All keys are relative to the vault. A key that comes from a
 * bucket or a root is parsed here before it is used for anything.
 *
 *   v1/roots/<series>/@/<utc>-<32 hex>          v1/packs|parts/<series>/@/<utc>-<24 hex>/<n>
 *   v1/marks/<series>/@/<id>/<kind>-<utc>-<24 hex>    v1/state/<mode>/<utc>-<24 hex>    v1/probe
 */
export type BlobKind = 'packs' | 'parts';

export interface BlobKey {
  readonly kind: BlobKind;
  readonly series: string;
  /** `<utc>-<24 hex>`: one backup run. */
  readonly run: string;
  readonly number: number;
}

const SERIES = /^(?!.*(?:^|\/)\.{1,2}(?:\/|$))[A-Za-z0-9._-]+(?:\/[A-Za-z0-9._-]+)*$/;
const UTC = /^(\d{4})(\d{2})(\d{2})T(\d{2})(\d{2})(\d{2})Z$/;
const RUN = /^\d{8}T\d{6}Z-[0-9a-f]{24}$/;
const ID = /^\d{8}T\d{6}Z-[0-9a-f]{32}$/;
const BLOB = /^v1\/(packs|parts)\/(.+)\/@\/(\d{8}T\d{6}Z-[0-9a-f]{24})\/(0|[1-9]\d{0,8})$/;
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
  // A 31st of February is a day of March, 24:00 the next day, and anything else that is wrong no time at all.
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

/** The id of a root: when its run began, and the first half of the SHA-256 of its bytes. */
export function snapshotId(utc: Date, rootBytes: Uint8Array): string {
  return `${formatUtc(utc)}-${createHash('sha256').update(rootBytes).digest('hex').slice(0, 32)}`;
}

export function isSnapshotId(text: string): boolean {
  return ID.test(text) && isUtc(text.slice(0, 16));
}

export function timeOfId(id: string): Date {
  return parseUtc(id.slice(0, 16));
}

/** undefined for a key that is not a root's. */
export function parseRootKey(key: string): { readonly series: string; readonly id: string } | undefined {
  const [, series, id] = ROOT.exec(key) ?? [];
  return series !== undefined && id !== undefined && isSeries(series) && isSnapshotId(id) ? { series, id } : undefined;
}

export function newRun(utc: Date): string {
  return `${formatUtc(utc)}-${randomBytes(12).toString('hex')}`;
}

export function isRun(text: string): boolean {
  return RUN.test(text) && isUtc(text.slice(0, 16));
}

export function timeOfRun(run: string): Date {
  return parseUtc(run.slice(0, 16));
}

export function blobsPrefix(kind: BlobKind, series: string): string {
  return `v1/${kind}/${series}/@/`;
}

export function blobKey({ kind, series, run, number }: BlobKey): string {
  return `${blobsPrefix(kind, series)}${run}/${String(number)}`;
}

/** undefined for a key that is not a pack's or part's. */
export function parseBlobKey(key: string): BlobKey | undefined {
  const [, kind, series, run, number] = BLOB.exec(key) ?? [];
  if (kind === undefined || series === undefined || run === undefined || number === undefined) return undefined;
  return isSeries(series) && isRun(run) ? { kind: kind as BlobKind, series, run, number: Number(number) } : undefined;
}

/** Marks are written by roles other than backup's; the kind comes first, so that a policy can bind to it. */
export const MARK_KINDS = ['verified', 'acknowledged', 'hold', 'label', 'quarantine', 'readmitted'] as const;
export type MarkKind = (typeof MARK_KINDS)[number];

export function marksPrefix(series: string, id?: string): string {
  return `v1/marks/${series}/@/${id === undefined ? '' : `${id}/`}`;
}

export function markKey(series: string, id: string, kind: MarkKind, utc: Date): string {
  return `${marksPrefix(series, id)}${kind}-${newRun(utc)}`;
}

export interface MarkKey {
  readonly series: string;
  /** Of the snapshot that it is about. */
  readonly id: string;
  readonly kind: MarkKind;
  readonly utc: Date;
}

/** undefined for a key that is not a mark's. */
export function parseMarkKey(key: string): MarkKey | undefined {
  const [, series, id, kind, run] = MARK.exec(key) ?? [];
  if (series === undefined || id === undefined || run === undefined) return undefined;
  if (!isSeries(series) || !isSnapshotId(id) || !isRun(run) || !isMarkKind(kind)) return undefined;
  return { series, id, kind, utc: timeOfRun(run) };
}

function isMarkKind(text: string | undefined): text is MarkKind {
  return MARK_KINDS.some((kind) => kind === text);
}

/** Facts of the vault that one mode keeps for itself. */
export function statePrefix(mode: string): string {
  return `v1/state/${mode}/`;
}

export function stateKey(mode: string, utc: Date): string {
  return statePrefix(mode) + newRun(utc);
}

/** The mode whose facts they are; undefined for a key that holds no such facts. */
export function parseStateKey(key: string): string | undefined {
  const [, mode, run] = STATE.exec(key) ?? [];
  return run !== undefined && isRun(run) ? mode : undefined;
}

function isUtc(text: string): boolean {
  try {
    parseUtc(text);
    return true;
  } catch {
    return false;
  }
}
