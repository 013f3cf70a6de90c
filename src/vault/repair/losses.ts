/** What is lost for good: which paths it takes, and a snapshot without them. */
import { mapBounded } from '../../base/async.ts';
import { HoldfastError } from '../../base/errors.ts';
import { printablePath } from '../../base/platform.ts';
import type { Store } from '../../store/store.ts';
import { BlobReader } from '../read/blobs.ts';
import { HASH_BYTES } from '../format/columns.ts';
import { commit } from '../backup/commit.ts';
import { parseUtc, rootKey } from '../format/keys.ts';
import { FragmentIndex, mapFrames, mapSegments } from '../format/map.ts';
import { writeMark } from '../read/marks.ts';
import { readPack } from '../format/pack.ts';
import { blobKind, type ExaminedRoot } from './plan.ts';
import type { Root } from '../format/root.ts';
import { isInline, SECTIONS, type SectionName } from '../format/sections.ts';
import { unreadableKind } from '../read/damage.ts';
import { keysOf } from '../seal/keyed-store.ts';
import { readOutline, readRoot } from '../read/root-reader.ts';
import { loadSections } from '../read/snapshots.ts';
import type { Levels, StoredSegment } from '../format/table.ts';
import { treeEntries } from '../format/tree.ts';

/** A snapshot that needs objects which no S3 version holds, and what that takes from it. */
export interface DamagedSnapshot {
  readonly series: string;
  readonly id: string;
  /** Keys of what it needs and is lost. */
  readonly lost: readonly string[];
  /** What it had in a part that is lost. */
  readonly lostSections: readonly SectionName[];
  /** Whether only its map is lost, which its packs still tell: then it is made again, under another id. */
  readonly canRebuild: boolean;
  /** Files whose content is lost, some 100,000 in all; undefined where the list of its paths is lost, or not looked into. */
  readonly paths: readonly string[] | undefined;
  readonly pathCount: number | undefined;
}

/** Snapshots whose paths are looked into, the newest: thousands may name the same pack. */
const LOOKED_INTO_MAX = 100;
const PATHS_MAX = 100_000;
const PACKS_IN_FLIGHT = 4;

/** What each snapshot lacks, newest first. @param lost keys that no S3 version holds */
export async function examineLosses(
  store: Store,
  roots: readonly ExaminedRoot[],
  lost: ReadonlySet<string>,
  signal: AbortSignal,
): Promise<readonly DamagedSnapshot[]> {
  const found: DamagedSnapshot[] = [];
  let room = PATHS_MAX;
  for (const examined of roots.toSorted((a, b) => +b.utc - +a.utc)) {
    const damage = await lookInto(store, examined, lost, found.length < LOOKED_INTO_MAX, signal);
    found.push({ ...damage, paths: damage.paths?.slice(0, room) });
    room = Math.max(0, room - (damage.pathCount ?? 0));
  }
  return found;
}

/** Of a sealed snapshot without its key only that something is lost is known. */
async function lookInto(
  store: Store,
  { series, id, right: { versionId } }: ExaminedRoot,
  lost: ReadonlySet<string>,
  isNew: boolean,
  signal: AbortSignal,
): Promise<DamagedSnapshot> {
  try {
    return await damageOf(store, await readRoot(store, { series, id }, { versionId, signal }), lost, isNew, signal);
  } catch (error) {
    if (!['sealed', 'foreign'].includes(unreadableKind(error) ?? '')) throw error;
    const { objects } = await readOutline(store, { series, id }, { versionId, signal });
    const keys = objects.map(({ key }) => key).filter((key) => lost.has(key));
    return { series, id, lost: keys, lostSections: [], canRebuild: false, paths: undefined, pathCount: undefined };
  }
}

async function damageOf(
  store: Store,
  root: Root,
  lost: ReadonlySet<string>,
  isNew: boolean,
  signal: AbortSignal,
): Promise<DamagedSnapshot> {
  const keys = root.objects.map(({ key }) => key).filter((key) => lost.has(key));
  const lostSections = SECTIONS.filter((name) =>
    root.sections[name].flat().some(({ block }) => !isInline(block) && lost.has(block.key)),
  );
  const hasPacks = keys.every((key) => blobKind(key) === 'part');
  const damage = { series: root.header.series, id: root.id, lost: keys, lostSections, paths: undefined };
  if (hasPacks && lostSections.join() === 'map') return { ...damage, canRebuild: true, paths: [], pathCount: 0 };
  if (!isNew || lostSections.includes('tree')) return { ...damage, canRebuild: false, pathCount: undefined };
  const names: SectionName[] = lostSections.includes('map') ? ['tree'] : ['map', 'tree'];
  const { map = [], tree = [] } = await loadSections(root, names, new BlobReader(store, root), signal);
  const paths = missingPaths(root, map.flat(), tree, (pack) => !lost.has(pack));
  return { ...damage, canRebuild: false, paths, pathCount: paths.length };
}

/** Files with a fragment that the map does not know, or has in a pack that is not there. */
function missingPaths(
  root: Root,
  map: readonly StoredSegment[],
  tree: Levels,
  isThere: (pack: string) => boolean,
): string[] {
  const named = new Set(root.objects.map(({ key }) => key));
  const index = new FragmentIndex();
  for (const segment of map)
    for (const frame of mapFrames(segment))
      if (named.has(frame.frame.pack) && isThere(frame.frame.pack)) index.add(frame);
  const missing: string[] = [];
  for (const { path, fragments } of treeEntries(tree))
    for (let at = 0; at < fragments.length; at += HASH_BYTES) {
      if (index.find(fragments, at) >= 0) continue;
      missing.push(printablePath(path));
      break;
    }
  return missing;
}

/**
 * Makes a snapshot again whose map is lost, from its packs, each of which is read whole, and tree and state as they are.
 * The new one has the time of the old one, so that it takes its place in the series; a `readmitted` mark vouches for that,
 * and the old one goes into quarantine. Done twice, it gives the same snapshot.
 *
 * @returns its id
 * @throws object-lost if its packs do not hold all that it needs
 */
export async function rebuildSnapshot(
  store: Store,
  { series, id }: Pick<DamagedSnapshot, 'series' | 'id'>,
  now: () => Date,
  signal: AbortSignal,
): Promise<string> {
  const root = await readRoot(store, { series, id }, { signal });
  const blobs = new BlobReader(store, root);
  const packs = root.objects.filter(({ key }) => blobKind(key) === 'pack');
  const map = await mapOf(packs, blobs, signal);
  const { tree = [], state = [] } = await loadSections(root, ['tree', 'state'], blobs, signal);
  refuseGaps(
    root,
    missingPaths(root, map, tree, () => true),
  );
  const { header } = root;
  const committed = await commit({
    store,
    series,
    utc: parseUtc(header.utc),
    keepsTime: true,
    packs,
    proved: new Map(root.objects.map((object) => [object.key, object])),
    before: { map: [], tree, state },
    changes: { map, tree: [], state: [] },
    header: () => ({ ...header, ...resealed(header, store), context: { ...header.context, 'repaired-from': id } }),
    gaps: root.gaps,
    elapsedSeconds: () => 0,
    signal,
  });
  const readmitted = { hash: committed.id.slice(-32), time: header.utc };
  await writeMark(store, { series, id: committed.id }, 'readmitted', now(), readmitted, signal);
  const reason = `Its map is lost. Snapshot ${committed.id} was made from its packs, and has the same files.`;
  await writeMark(store, { series, id }, 'quarantine', now(), { reason }, signal);
  return committed.id;
}

/** Tables are written anew under the present key. */
function resealed({ seal }: Root['header'], store: Store): Pick<Root['header'], 'seal'> {
  const key = keysOf(store)?.sealing.fingerprint;
  return seal === undefined || key === undefined ? {} : { seal: { ...seal, key } };
}

async function mapOf(
  packs: Root['objects'],
  blobs: BlobReader,
  signal: AbortSignal,
): Promise<readonly StoredSegment[]> {
  const opened = blobs.isSealed ? (key: string, body: Buffer) => blobs.contentOf(key, body) : undefined;
  const frames = await mapBounded(packs, PACKS_IN_FLIGHT, ({ key, sizeBytes }) =>
    blobs.read(key, 0, sizeBytes, (body) => readPack(key, body, undefined, opened), signal),
  );
  return mapSegments(frames.flat());
}

function refuseGaps(root: Root, paths: readonly string[]): void {
  if (paths.length === 0) return;
  throw new HoldfastError({
    code: 'object-lost',
    message: `The packs of ${rootKey(root.header.series, root.id)} do not hold the content of ${String(paths.length)} of its files: ${paths.slice(0, 10).join(', ')}`,
  });
}
