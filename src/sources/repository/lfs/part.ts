/** The LFS part of a repository. */
import type { Token } from '../../../base/token-source.ts';
import { join } from 'node:path';
import type { Entry, Gap, ParentView, SourceContext, SourceEntry } from '../../source.ts';
import { carriedEntry, fileEntry, folderEntry } from '../../entries.ts';
import { openGit, type Environment } from '../git/git.ts';
import type { MirrorReader } from '../git/part.ts';
import type { OpenPart, RepositoryPart } from '../../repository-part.ts';
import { inspectLocal, type RemotePlace } from '../git/remote.ts';
import type { GitStateRow } from '../git/state.ts';
import { lfsServer } from './batch.ts';
import { readLfsUrl } from './config.ts';
import { createHttp } from '../../../net/http.ts';
import { findPointers, POINTER_FORMS, type Pointer } from './pointers.ts';
import {
  downloadAll,
  EFFORT,
  EFFORT_AGAIN,
  type Effort,
  failAll,
  objectPath,
  readLocal,
  type Transfer,
} from './transfer.ts';

export interface LfsPartSettings {
  readonly place: RemotePlace;
  readonly token: Token | undefined;
  /** The user named this part: then a server that refuses all of it makes it partial. */
  readonly isNamed: boolean;
}

export interface LfsPartDeps {
  readonly env: Environment;
  readonly retryDelayMs: number;
}

/**
 * LFS objects, each a file `lfs/<aa>/<bb>/<oid>` of the tree. What the parent has is carried over without asking the
 * server. The state:
 *
 *     lfs/failed/<oid>      sizes that pointers name, joined by commas: could not be fetched, will be tried again
 *     lfs/format            the forms of pointers that the history up to the tips of `git/` was searched for
 *     lfs/left/<oid>        as `failed`, of one that was not tried, since the server did not answer any more
 *     lfs/missing/<oid>     as `failed`: the server says that it has no such object; will be asked again
 *     lfs/url               the LFS server that .lfsconfig names; absent if it is the repository's own
 */
const FORMAT_KEY = 'lfs/format';
const URL_KEY = 'lfs/url';
const LOST = ['failed', 'left', 'missing'] as const;
type Lost = (typeof LOST)[number];
type Losses = Readonly<Record<Lost, Map<string, { readonly sizes: string; readonly reason: string }>>>;

/** The part, and its reader of what the git part fetched. */
export function createLfsPart(settings: LfsPartSettings, deps: LfsPartDeps): RepositoryPart & MirrorReader {
  let search: Search | undefined;
  return {
    name: 'lfs',
    wantsAll: (parent) => !wasSearched(parent),
    read: async (mirror) => {
      const url = await readLfsUrl(mirror);
      search = { pointers: await findPointers(mirror), isWhole: mirror.known.size === 0, url };
    },
    open: (context) => Promise.resolve(openLfs(planObjects(context, search), settings, deps, context)),
  };
}

interface Search {
  readonly pointers: readonly Pointer[];
  /** Whether the pointers are those of the whole history. Then objects that no pointer names any more are dropped. */
  readonly isWhole: boolean;
  /** What .lfsconfig names. */
  readonly url: string | undefined;
}

interface LfsPlan {
  /** Sorted by OID, then size. */
  readonly wanted: readonly Pointer[];
  /** OIDs of those that an earlier backup tried in vain. */
  readonly tried: ReadonlySet<string>;
  readonly carried: ReadonlyMap<string, Entry>;
  readonly url: string | undefined;
}

function wasSearched(parent: ParentView | undefined): boolean {
  for (const { value } of parent?.state(FORMAT_KEY) ?? []) return value.toString() === POINTER_FORMS;
  return false;
}

/** The objects to fetch: those that the parent does not have or that the vault has lost. */
function planObjects({ parent }: SourceContext, search: Search | undefined): LfsPlan {
  const wanted = new Map<string, Pointer>();
  const want = (pointer: Pointer) => wanted.set(`${pointer.oid} ${String(pointer.sizeBytes)}`, pointer);
  for (const pointer of search?.pointers ?? []) want(pointer);
  const named = search?.isWhole === true ? new Set(search.pointers.map(({ oid }) => oid)) : undefined;
  const lost = parent === undefined ? [] : LOST.flatMap((kind) => lostBefore(parent, kind));
  if (named === undefined) for (const pointer of lost) want(pointer);
  const carried = new Map<string, Entry>();
  for (const { entry, available } of parent?.entries('lfs/') ?? []) {
    const oid = entry.path.toString('latin1', entry.path.lastIndexOf('/') + 1);
    if (entry.type !== 'file' || (named !== undefined && !named.has(oid))) continue;
    if (available) carried.set(oid, entry);
    else want({ oid, sizeBytes: entry.sizeBytes });
  }
  const missing = [...wanted.values()].filter(({ oid }) => !carried.has(oid));
  missing.sort((a, b) => (a.oid === b.oid ? a.sizeBytes - b.sizeBytes : a.oid < b.oid ? -1 : 1));
  const url = search === undefined ? urlBefore(parent) : search.url;
  const tried = new Set(lost.flatMap(({ oid, kind }) => (kind === 'left' ? [] : [oid])));
  return { wanted: missing, tried, carried, url };
}

function urlBefore(parent: ParentView | undefined): string | undefined {
  for (const { value } of parent?.state(URL_KEY) ?? []) return value.toString();
  return undefined;
}

function lostBefore(parent: ParentView, kind: Lost): (Pointer & { readonly kind: Lost })[] {
  const prefix = `lfs/${kind}/`;
  return [...parent.state(prefix)].flatMap(({ key, value }) => {
    const oid = key.toString('latin1', prefix.length);
    const sizes = value.toString('latin1').split(',');
    return sizes.map((size) => ({ kind, oid, sizeBytes: Number(size) }));
  });
}

function openLfs(plan: LfsPlan, settings: LfsPartSettings, deps: LfsPartDeps, context: SourceContext): OpenPart {
  const lost: Losses = { failed: new Map(), left: new Map(), missing: new Map() };
  const { wanted, carried } = plan;
  if (wanted.length > 0) {
    context.emit({ type: 'info', message: `LFS objects to fetch: ${wanted.length.toLocaleString('en')}.` });
  }
  return {
    totals: {
      entries: new Set([...carried.keys(), ...wanted.map(({ oid }) => oid)]).size,
      bytes: wanted.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0),
    },
    async *entries() {
      if (carried.size + wanted.length === 0) return;
      const transfers = await openTransfers(plan, settings, deps, context);
      try {
        yield* inFolders(allObjects(plan, transfers, lost));
      } finally {
        transfers.close();
      }
    },
    finish: () => {
      const gaps = LOST.flatMap((kind) => [...lost[kind]].map(gapOf(kind)));
      return Promise.resolve({
        state: stateOf(lost, plan.url),
        parts: { lfs: lost.failed.size + lost.left.size > 0 ? 'partial' : 'complete' },
        gaps,
      });
    },
    close: () => Promise.resolve(),
  };
}

/**
 * Objects that are new, and those that were tried in vain before: two streams, each in order of the OIDs, so that what
 * can never be had neither shares a request with what is new nor makes the server count as down for it.
 */
interface Transfers {
  readonly fresh: AsyncGenerator<Transfer>;
  readonly tried: AsyncGenerator<Transfer>;
  readonly close: () => void;
}

/** Fetches from the server, or from the repository on this machine. */
async function openTransfers(
  { wanted, tried, carried, url }: LfsPlan,
  { place, token, isNamed }: LfsPartSettings,
  { env, retryDelayMs }: LfsPartDeps,
  { tempDir, signal }: SourceContext,
): Promise<Transfers> {
  const streams = (open: (pointers: readonly Pointer[], effort: Effort) => AsyncGenerator<Transfer>) => ({
    fresh: open(
      wanted.filter(({ oid }) => !tried.has(oid)),
      EFFORT,
    ),
    tried: open(
      wanted.filter(({ oid }) => tried.has(oid)),
      EFFORT_AGAIN,
    ),
    close: () => undefined,
  });
  if (place.kind === 'local') {
    const git = await openGit({ env, homeDir: join(tempDir, 'home'), signal, trustAnyOwner: true });
    const { commonDir } = await inspectLocal(git, place);
    return streams((pointers) => readLocal(pointers, commonDir));
  }
  const server = lfsServer(place, token, url);
  if (typeof server === 'string') return streams((pointers) => failAll(pointers, server));
  const http = createHttp(env, { authorities: env['GIT_SSL_CAINFO'], signal });
  const deps = { http, server, dir: tempDir, retryDelayMs, signal, hadServer: isNamed || carried.size > 0 };
  return { ...streams((pointers, effort) => downloadAll(pointers, { ...deps, effort })), close: http.close };
}

/** Entries of all objects in order of their OIDs; what could not be fetched goes into `lost`. */
async function* allObjects(
  { wanted, tried, carried }: LfsPlan,
  transfers: Transfers,
  lost: Losses,
): AsyncGenerator<SourceEntry> {
  const bySize = Map.groupBy(wanted, ({ oid }) => oid);
  const oids = [...carried.keys(), ...bySize.keys()].sort();
  try {
    for (const oid of oids) {
      const old = carried.get(oid);
      if (old !== undefined) {
        yield carriedEntry(old);
        continue;
      }
      const pointers = bySize.get(oid) ?? [];
      const results = await take(tried.has(oid) ? transfers.tried : transfers.fresh, pointers.length);
      const stored = results.find((result) => result.kind === 'stored');
      if (stored !== undefined) yield await fileEntry(`lfs/${objectPath(oid)}`, stored.path, stored.temporary);
      else recordLoss(lost, oid, results, tried.has(oid));
    }
  } finally {
    await transfers.fresh.return(undefined);
    await transfers.tried.return(undefined);
  }
}

async function take(transfers: AsyncGenerator<Transfer>, count: number): Promise<Transfer[]> {
  const taken: Transfer[] = [];
  while (taken.length < count) {
    const next = await transfers.next();
    if (next.done === true) throw new Error('fewer LFS transfers than objects');
    taken.push(next.value);
  }
  return taken;
}

/** One size may be wrong and another right. The object is missing only if the server has it in none of them. */
function recordLoss(lost: Losses, oid: string, results: readonly Transfer[], wasTried: boolean): void {
  const reasons = results.flatMap((result) => (result.kind === 'stored' ? [] : [result]));
  const [worst] = LOST.flatMap((kind) => reasons.filter((result) => result.kind === kind));
  if (worst === undefined) return;
  const sizes = results.map(({ pointer }) => String(pointer.sizeBytes)).join(',');
  const kind = worst.kind === 'left' && wasTried ? 'failed' : worst.kind;
  lost[kind].set(oid, { sizes, reason: worst.reason });
}

/** Adds the folders `lfs`, `lfs/aa` and `lfs/aa/bb` before their content. */
async function* inFolders(entries: AsyncIterable<SourceEntry>): AsyncGenerator<readonly SourceEntry[]> {
  const open = new Set<string>();
  for await (const entry of entries) {
    const folders = [3, 6, 9].map((end) => entry.path.toString('latin1', 0, end)).filter((path) => !open.has(path));
    for (const path of folders) open.add(path);
    yield [...folders.map(folderEntry), entry];
  }
}

/** In key order: failed, format, left, missing, url. */
function* stateOf({ failed, left, missing }: Losses, url: string | undefined): Generator<GitStateRow> {
  yield* lostRows('failed', failed);
  yield { key: Buffer.from(FORMAT_KEY), value: Buffer.from(POINTER_FORMS) };
  yield* lostRows('left', left);
  yield* lostRows('missing', missing);
  if (url !== undefined) yield { key: Buffer.from(URL_KEY), value: Buffer.from(url) };
}

function* lostRows(kind: Lost, losses: Losses[Lost]): Generator<GitStateRow> {
  for (const [oid, { sizes }] of losses) {
    yield { key: Buffer.from(`lfs/${kind}/${oid}`), value: Buffer.from(sizes) };
  }
}

function gapOf(kind: Lost): (row: [string, { reason: string }]) => Gap {
  return ([oid, { reason }]) => ({ class: kind === 'left' ? 'failed' : kind, path: `lfs/${objectPath(oid)}`, reason });
}
