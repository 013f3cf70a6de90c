/**
 * Prune of 5,000 snapshots in 50 series, in a process of its own: prints its requests and memory as JSON. Roots have the
 * size of real ones (some 30 KiB) and are made when they are read, over a store that keeps names only, so that the memory
 * is that of prune.
 */
import { createHash, hash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { setFlagsFromString } from 'node:v8';
import { blobKey, formatUtc, rootKey } from '../../../src/vault/format/keys.ts';
import { prune } from '../../../src/vault/prune/prune.ts';
import type { RootObject } from '../../../src/vault/format/root.ts';
import type { ObjectInfo, Store } from '../../../src/store/store.ts';
import { plainHeader, plainRoot } from '../../support/snapshots.ts';

// As the program itself does.
setFlagsFromString('--semi-space-growth-factor=1');

const SERIES = 50;
const NIGHTS = 100;
const PACKS_A_NIGHT = 3;
const PACKS_IN_USE = 60;
const PADDING_BYTES = 25_000;
const PAGE = 1000;
const MARK = Buffer.from('{"level":"full"}');
const START = Date.parse('2026-01-01T02:00:00Z');
const DAY_MS = 24 * 3600 * 1000;

/** Current objects, and markers over them; bodies are kept of none but the state. */
const objects = new Map<string, { readonly sizeBytes: number; readonly lastModified: Date }>();
const bodies = new Map<string, Buffer>();
const markers = new Map<string, Date>();
const roots = new Map<string, { readonly series: string; readonly night: number }>();
let now = new Date(START);
let rootGets = 0;
let heads = 0;
let sorted: readonly string[] = [];

function keysBelow(prefix: string): readonly string[] {
  if (sorted.length !== objects.size) sorted = [...objects.keys()].sort();
  return sorted.filter((key) => key.startsWith(prefix));
}

function put(key: string, sizeBytes: number): void {
  objects.set(key, { sizeBytes, lastModified: now });
}

const store: Store = {
  putNew: async (key, body) => {
    put(key, body.length);
    bodies.set(key, Buffer.from(body));
    return Promise.resolve({ created: true, etag: undefined, versionId: '1' });
  },
  putOver: async () => Promise.reject(new Error('nothing has to be put over')),
  get: async (key) => {
    const root = roots.get(key);
    if (root !== undefined) rootGets++;
    const body = root === undefined ? bodies.get(key) : rootOf(root.series, root.night).bytes;
    if (body === undefined) throw new Error(`the test has no body of ${key}`);
    const unknown = { etag: undefined, versionId: undefined, lastModified: undefined };
    return Promise.resolve({ body, objectBytes: body.length, ...unknown });
  },
  // One, of the newest root: whether it has an S3 version.
  head: async () => {
    if (++heads > 1) throw new Error('prune asks for one HEAD a run');
    const none = { etag: undefined, lastModified: undefined, sha256: undefined, serverSideEncryption: undefined };
    return Promise.resolve({ ...none, sizeBytes: 1, versionId: 'v1', storageClass: undefined });
  },
  async *list(prefix) {
    const keys = keysBelow(prefix).filter((key) => !markers.has(key));
    for (let at = 0; at === 0 || at < keys.length; at += PAGE) {
      const page = keys.slice(at, at + PAGE).map((key): ObjectInfo => {
        const { sizeBytes, lastModified } = objects.get(key) ?? { sizeBytes: 0, lastModified: now };
        return { key, sizeBytes, lastModified, etag: '', storageClass: undefined };
      });
      yield await Promise.resolve({ objects: page, prefixes: [] });
    }
  },
  async *listVersions(prefix) {
    const keys = keysBelow(prefix);
    for (let at = 0; at < keys.length; at += PAGE) {
      const page = keys.slice(at, at + PAGE).flatMap((key) => {
        const { sizeBytes, lastModified } = objects.get(key) ?? { sizeBytes: 0, lastModified: now };
        const markedAt = markers.get(key);
        const isLatest = markedAt === undefined;
        const version = { key, versionId: '1', isLatest, isDeleteMarker: false, sizeBytes, lastModified };
        if (markedAt === undefined) return [version];
        const marker = { ...version, versionId: '2', isLatest: true, isDeleteMarker: true, lastModified: markedAt };
        return [version, marker];
      });
      yield await Promise.resolve(page);
    }
  },
  markDeleted: async (key) => {
    markers.set(key, now);
    return Promise.resolve();
  },
  serverDate: () => now,
};

/** Packs of a night are found by its number. */
function packsOf(series: string, night: number): readonly RootObject[] {
  const time = new Date(START + night * DAY_MS);
  return Array.from({ length: PACKS_A_NIGHT }, (_, number) => {
    const key = blobKey('packs', series, time, hash('sha256', `${String(night)} ${String(number)}`, 'buffer'));
    return { key, sizeBytes: 8, liveBytes: 8, etag: '' };
  });
}

function rootOf(series: string, night: number): { readonly id: string; readonly bytes: Buffer } {
  const time = new Date(START + night * DAY_MS);
  const nights = Array.from({ length: PACKS_IN_USE / PACKS_A_NIGHT }, (_, back) => night - back).filter((n) => n >= 0);
  const padding = createHash('shake256', { outputLength: PADDING_BYTES }).update(`${series}${String(night)}`);
  const gaps = [
    { class: 'special', path: padding.digest('base64'), reason: 'to make the root as large as a real one' },
  ];
  return plainRoot(series, time, {
    header: plainHeader(series, time),
    objects: nights.flatMap((each) => packsOf(series, each)),
    gaps,
  });
}

function addNight(night: number): void {
  now = new Date(START + night * DAY_MS);
  for (let index = 0; index < SERIES; index++) {
    const series = `acme/repository-${String(index)}/files`;
    for (const { key } of packsOf(series, night)) put(key, 8);
    const { id, bytes } = rootOf(series, night);
    put(rootKey(series, id), bytes.length);
    roots.set(rootKey(series, id), { series, night });
    const mark = `v1/marks/${series}/@/${id}/verified-${formatUtc(now)}-${'0'.repeat(24)}`;
    put(mark, MARK.length);
    bodies.set(mark, MARK);
  }
}

interface Figures {
  readonly rootGets: number;
  readonly snapshots: number;
  readonly objects: number;
  readonly ms: number;
}

async function pruneOnce(): Promise<Figures> {
  heads = 0;
  rootGets = 0;
  const startedMs = performance.now();
  const outcome = await prune({
    store,
    series: undefined,
    task: { policy: { bySeries: [], others: { daily: 30, labels: [] }, timeZone: 'UTC' }, maxDeleteShare: 1 },
    apply: true,
    bucketRefusals: [],
    emit: () => undefined,
    signal: new AbortController().signal,
  });
  const ms = Math.round(performance.now() - startedMs);
  return { rootGets, snapshots: outcome.roots.length, objects: outcome.objects.length, ms };
}

for (let night = 0; night < NIGHTS; night++) addNight(night);
now = new Date(now.getTime() + 3600 * 1000);
const before = peakMiB();
const first = await pruneOnce();
for (let night = NIGHTS; night < NIGHTS + 5; night++) addNight(night);
const second = await pruneOnce();
process.stdout.write(`${JSON.stringify({ first, second, beforeMiB: before, peakMiB: peakMiB() })}\n`);

/** Of this program alone: what getrusage tells includes the process that started it, as it was before exec. */
function peakMiB(): number {
  const status = readFileSync('/proc/self/status', 'utf8');
  return Math.round(Number(/^VmHWM:\s+(\d+) kB$/m.exec(status)?.[1]) / 1024);
}
