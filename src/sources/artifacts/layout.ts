/** Where artifacts lie in a snapshot. */
import * as v from 'valibot';
import type { Entry, ParentView } from '../source.ts';
import type { Artifact, Sweep } from './service.ts';

/**
 * Where artifacts lie in a snapshot:
 *
 *     .artifacts/<id>.json     what the server says about each
 *     <name>/...               its files, where a run has one artifact of that name (the newest, after a rerun)
 *     <name>-<id>/...          its files otherwise, and wherever artifacts of several runs are kept
 *
 * A restore therefore produces the layout of download-artifact. State rows:
 *
 *     artifact/<id>            the same facts and in which form it was stored, for the next backup and for publishing
 *     artifacts/list           how far the list of a repository was looked at (Sweep)
 *     artifacts/pending/<id>   the facts of one that is not stored yet, and how often that was tried
 */
export const RECORDS_FOLDER = '.artifacts';
const STATE_PREFIX = 'artifact/';
const LIST_KEY = 'artifacts/list';
const PENDING_PREFIX = 'artifacts/pending/';

/**
 * `files`: expanded. `file`: one file, as it was uploaded. `archive`: a zip that was kept unexpanded, since it broke a
 * rule.
 */
export type Form = 'files' | 'file' | 'archive';

const text = v.nullable(v.string());
const recordSchema = v.object({
  id: v.pipe(v.number(), v.safeInteger()),
  name: v.string(),
  folder: v.string(),
  sizeBytes: v.number(),
  digest: text,
  createdAt: text,
  expiresAt: text,
  run: v.nullable(v.object({ id: v.number(), branch: text, commit: text })),
});
const storedSchema = v.object({
  ...recordSchema.entries,
  form: v.picklist(['files', 'file', 'archive']),
  sha256: v.string(),
});

const pendingSchema = v.object({ ...recordSchema.entries, tries: v.number() });
const sweepSchema = v.object({ newest: v.number(), oldest: v.nullable(v.number()), page: v.number() });

/** One that is known and not stored. */
export type PendingArtifact = v.InferOutput<typeof pendingSchema>;
export type ArtifactRecord = v.InferOutput<typeof recordSchema>;
/** The artifact with the form it was stored in and the SHA-256 of the download. */
export type StoredArtifact = v.InferOutput<typeof storedSchema>;

interface StateRow {
  readonly key: Buffer;
  readonly value: Buffer;
}

export function recordOf(artifact: Artifact, folder: string): ArtifactRecord {
  const { id, name, sizeBytes, digest, createdAt, expiresAt, run } = artifact;
  return {
    id,
    name,
    folder,
    sizeBytes,
    digest: digest ?? null,
    createdAt: createdAt ?? null,
    expiresAt: expiresAt ?? null,
    run: run === undefined ? null : { id: run.id, branch: run.branch ?? null, commit: run.commit ?? null },
  };
}

/** What a snapshot knows of artifacts. */
export interface KnownArtifacts {
  readonly stored: ReadonlyMap<number, StoredArtifact>;
  readonly pending: ReadonlyMap<number, PendingArtifact>;
  readonly sweep: Sweep | undefined;
}

/** What a record says, as the server would. */
export function artifactOf(record: ArtifactRecord, now: Date): Artifact {
  const { id, name, sizeBytes, digest, createdAt, expiresAt, run } = record;
  return {
    ...{ id, name, sizeBytes, digest: digest ?? undefined, createdAt: createdAt ?? undefined },
    expiresAt: expiresAt ?? undefined,
    isExpired: expiresAt !== null && Date.parse(expiresAt) < now.getTime(),
    run: run === null ? undefined : { id: run.id, branch: run.branch ?? undefined, commit: run.commit ?? undefined },
  };
}

/** In key order. */
export function stateRows({ stored, pending, sweep }: KnownArtifacts): StateRow[] {
  const row = (key: Buffer, value: unknown): StateRow => ({ key, value: Buffer.from(JSON.stringify(value)) });
  return [
    ...[...stored.values()].map((artifact) => row(stateKey(artifact.id), artifact)),
    ...(sweep === undefined ? [] : [row(Buffer.from(LIST_KEY), sweep)]),
    ...[...pending.values()].map((artifact) => row(stateKey(artifact.id, PENDING_PREFIX), artifact)),
  ].sort((a, b) => Buffer.compare(a.key, b.key));
}

export function readKnown(view: ParentView | undefined): KnownArtifacts {
  const stored = readStored(view?.state(STATE_PREFIX) ?? []);
  const pending = [...(view?.state(PENDING_PREFIX) ?? [])].flatMap(({ value }) => parsed(pendingSchema, value));
  const [sweep] = [...(view?.state(LIST_KEY) ?? [])].flatMap(({ value }) => parsed(sweepSchema, value));
  const byId = <T extends { readonly id: number }>(list: readonly T[]) => new Map(list.map((one) => [one.id, one]));
  return { stored: byId(stored), pending: byId(pending), sweep };
}

/** Rows of a vault are untrusted. Those of another form are skipped. */
function parsed<T>(schema: v.GenericSchema<unknown, T>, value: Buffer): T[] {
  const result = v.safeParse(v.pipe(v.string(), v.parseJson(), schema), value.toString());
  return result.success ? [result.output] : [];
}

/** Rows of a vault are untrusted and checked. Rows of another form are skipped. */
export function readStored(rows: Iterable<StateRow>): StoredArtifact[] {
  const found: StoredArtifact[] = [];
  for (const { key, value } of rows) {
    if (!key.toString('latin1').startsWith(STATE_PREFIX)) continue;
    const parsed = v.safeParse(storedSchema, JSON.parse(value.toString()));
    if (parsed.success && key.equals(stateKey(parsed.output.id))) found.push(parsed.output);
  }
  return found;
}

function stateKey(id: number, prefix = STATE_PREFIX): Buffer {
  return Buffer.from(prefix + String(id).padStart(16, '0'));
}

/** The folder of each artifact, by id; each differs from all others, also without regard to case. */
export function assignFolders(artifacts: readonly Artifact[], ofSeveralRuns: boolean): Map<number, string> {
  const folders = new Map<number, string>();
  const taken = new Set([RECORDS_FOLDER]);
  for (const { id, name } of [...artifacts].sort((a, b) => b.id - a.id)) {
    const isPlain = isFileName(name);
    let folder = isPlain ? name : `artifact-${String(id)}`;
    if (isPlain && (ofSeveralRuns || taken.has(folder.toLowerCase()))) folder = `${name}-${String(id)}`;
    while (taken.has(folder.toLowerCase())) folder += `-${String(id)}`;
    taken.add(folder.toLowerCase());
    folders.set(id, folder);
  }
  return folders;
}

const MAX_NAME_BYTES = 200;

/**
 * GitHub allows no other names. If a server sends others, their folders are named by number: upload-artifact, "invalid
 * characters".
 */
export function isFileName(name: string): boolean {
  const hasBad = /["*/:<>?\\|\u0000-\u001f\u007f\ufffd]|[. ]$/.test(name);
  return name !== '' && name !== '.' && name !== '..' && !hasBad && Buffer.byteLength(name) <= MAX_NAME_BYTES;
}

export function plainEntry(path: string, type: Entry['type'], facts: Partial<Entry> = {}): Entry {
  return {
    path: Buffer.from(path),
    type,
    mode: type === 'directory' ? 0o755 : 0o644,
    sizeBytes: 0,
    mtimeSeconds: 0,
    mtimeNanos: 0,
    target: Buffer.alloc(0),
    linkGroup: 0,
    ...facts,
  };
}

/** A time sent by a server, in seconds since 1970; 0 if it is invalid. */
export function secondsOf(time: string | null): number {
  const ms = Date.parse(time ?? '');
  return Number.isNaN(ms) ? 0 : Math.floor(ms / 1000);
}
