/** Files of releases: which to download, and what the parent has. */
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { triedAgain } from '../../again.ts';
import type { ParentView, SourceEntry } from '../../source.ts';
import type { GithubClient } from '../../../github/client.ts';
import type { Asset } from './cursors.ts';
import { saveBody } from '../../../github/download.ts';
import { BrokenAnswer, GithubFailure } from '../../../github/failure.ts';
import type { Repository } from '../../../github/graphql.ts';
import type { Item } from './kinds/kind.ts';
import { fileEntry, folderEntry } from '../../entries.ts';
import { assetFile } from './kinds/files.ts';

export const ASSETS_PATH = 'github/release-assets';
/** One that fails is asked for so often at most. */
const REQUESTS_OF_A_FAILURE = 4;

/** Replaces the files that the list has for a release by those just read. */
export function noteAssets(assets: Map<number, Asset>, release: Item): void {
  const releaseId = Number(release['id']);
  const before = new Map([...assets].filter(([, asset]) => asset.release === releaseId));
  for (const id of before.keys()) assets.delete(id);
  if (!Array.isArray(release['assets'])) return;
  for (const item of release['assets'] as readonly Item[]) {
    const id = Number(item['id']);
    // Any other state is an unfinished upload.
    if (item['state'] !== 'uploaded' || !Number.isSafeInteger(id)) continue;
    const asset: Asset = {
      release: releaseId,
      file: assetFile(id, String(item['name'])),
      bytes: Number(item['size']),
      digest: typeof item['digest'] === 'string' ? item['digest'] : null,
      updated: String(item['updated_at']),
    };
    const known = before.get(id);
    assets.set(id, known !== undefined && isSame(asset, known) ? known : asset);
  }
}

/** Files of the parent's snapshot, by path. */
function storedAssets(parent: ParentView | undefined): ReadonlyMap<string, SourceEntry> {
  const stored = new Map<string, SourceEntry>();
  for (const { entry, available } of parent?.entries(`${ASSETS_PATH}/`) ?? []) {
    if (available) stored.set(entry.path.toString('latin1'), { ...entry, content: { kind: 'carry' } });
  }
  return stored;
}

/** How many files there are that no run has tried to read. */
export function countNewAssets(
  assets: ReadonlyMap<number, Asset>,
  before: ReadonlyMap<number, Asset>,
  parent: ParentView | undefined,
): number {
  const stored = storedAssets(parent);
  const isStored = (id: number, asset: Asset) =>
    isSame(asset, before.get(id)) && stored.has(`${ASSETS_PATH}/${asset.file}`);
  return [...assets].filter(([id, asset]) => (asset.failures ?? 0) === 0 && !isStored(id, asset)).length;
}

export interface AssetJob {
  readonly client: GithubClient;
  readonly at: Repository;
  readonly parent: ParentView | undefined;
  /** The current files; how often they failed is counted here. */
  readonly assets: Map<number, Asset>;
  /** Those of the parent. */
  readonly before: ReadonlyMap<number, Asset>;
  readonly tempDir: string;
  readonly onFailure: (asset: Asset, failure: GithubFailure) => void;
  /** Failed before, and not tried in this run. */
  readonly onWaiting: (asset: Asset) => void;
}

/**
 * In path order. Each is fetched on demand, so that few of them are in the temp folder at a time. Those that failed before are
 * tried again as far as the requests suffice after all that are new.
 */
export async function* assetEntries(job: AssetJob): AsyncGenerator<readonly SourceEntry[]> {
  const kept = storedAssets(job.parent);
  let hasFolder = false;
  const assets = [...job.assets].sort(([, a], [, b]) => (a.file < b.file ? -1 : 1));
  const oldOf = ([id, asset]: readonly [number, Asset]) =>
    isSame(asset, job.before.get(id)) ? kept.get(`${ASSETS_PATH}/${asset.file}`) : undefined;
  const lacking = assets.filter((it) => oldOf(it) === undefined);
  const failed = lacking.filter(([, { failures = 0 }]) => failures > 0);
  const room = ((job.client.requestsLeft() ?? Infinity) - (lacking.length - failed.length)) / REQUESTS_OF_A_FAILURE;
  const waiting = new Set(failed);
  for (const it of triedAgain(failed, ([, { failures = 0 }]) => failures, room)) waiting.delete(it);
  for (const it of assets) {
    const [id, asset] = it;
    if (waiting.has(it)) {
      job.onWaiting(asset);
      continue;
    }
    const entry = oldOf(it) ?? (await fetchAsset(job, id, asset));
    if (entry === undefined) continue;
    if (!hasFolder) yield [folderEntry(ASSETS_PATH)];
    hasFolder = true;
    yield [entry];
  }
}

function isSame(a: Asset, b: Asset | undefined): boolean {
  return a.file === b?.file && a.bytes === b.bytes && a.digest === b.digest && a.updated === b.updated;
}

async function fetchAsset(job: AssetJob, id: number, asset: Asset): Promise<SourceEntry | undefined> {
  const file = join(job.tempDir, `asset-${String(id)}`);
  const { owner, repo } = job.at;
  const path = `/repos/${encodeURIComponent(owner)}/${encodeURIComponent(repo)}/releases/assets/${String(id)}`;
  try {
    await job.client.download(path, 'application/octet-stream', (body) => receive(body, file, asset));
  } catch (error) {
    if (!(error instanceof GithubFailure)) throw error;
    await rm(file, { force: true });
    const counted = error.kind === 'limit' ? asset : { ...asset, failures: (asset.failures ?? 0) + 1 };
    job.assets.set(id, counted);
    job.onFailure(counted, error);
    return undefined;
  }
  job.assets.set(id, { ...asset, failures: undefined });
  return fileEntry(`${ASSETS_PATH}/${asset.file}`, file, true);
}

/** Writes the file. A body with the wrong length or digest counts as a broken answer and is requested again. */
async function receive(body: ReadableStream<Uint8Array>, file: string, asset: Asset): Promise<void> {
  const { bytes, sha256 } = await saveBody(body, file, asset.bytes);
  if (bytes < asset.bytes) throw new BrokenAnswer(`Only ${String(bytes)} of ${String(asset.bytes)} bytes came.`);
  const digest = `sha256:${sha256}`;
  if (asset.digest?.startsWith('sha256:') === true && asset.digest !== digest) {
    throw new BrokenAnswer(`The bytes have ${digest}, and GitHub says ${asset.digest}.`);
  }
}
