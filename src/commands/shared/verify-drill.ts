/** The restore drill: a real restore into a scratch folder, compared with the snapshot. */
import { once } from 'node:events';
import { existsSync, readdirSync, rmSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { awaitedLater } from '../../base/async.ts';
import type { Inputs } from '../../inputs/inputs.ts';
import { BlobReader } from '../../vault/read/blobs.ts';
import type { Root } from '../../vault/format/root.ts';
import { loadSections } from '../../vault/read/snapshots.ts';
import { stateRows } from '../../vault/format/state.ts';
import { type VerifyFinding, PathSink } from '../../vault/verify/findings.ts';
import { drillRestore } from '../../vault/verify/restore-checks.ts';
import { type RepositoryVerification, verifyRepository } from '../../sources/repository/index.ts';
import { parsePlace, sameOrigin } from '../../sources/repository/git/remote.ts';
import type { Store } from '../../store/store.ts';
import type { Deps } from './command.ts';
import { withTempDir } from './temp-dir.ts';

/** A real restore into a scratch folder, compared with the snapshot; of a repository what git says of it, too. */
export async function drill(
  root: Root,
  store: Store,
  inputs: Inputs,
  deps: Deps,
): Promise<{ readonly findings: readonly VerifyFinding[]; readonly fetchedBytes: number }> {
  return withTempDir(deps, async (tempDir) => {
    const target = join(tempDir, 'restored');
    try {
      return await drillInto(target, tempDir, root, store, inputs, deps);
    } finally {
      // What it leaves is removed with the temporary folder. A failure there is reported and hides nothing.
      await removeFast(target).catch(() => undefined);
    }
  });
}

/** Together with a thread; fs/promises takes six times as long, and would be a fifth of the drill. */
async function removeFast(folder: string): Promise<void> {
  const paths = twoLevels(folder);
  const taken = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
  const thread = new Worker(REMOVE, { eval: true, workerData: { paths, taken } });
  const ended = awaitedLater(once(thread, 'exit'));
  for (let i = Atomics.add(taken, 0, 1); i < paths.length; i = Atomics.add(taken, 0, 1)) {
    rmSync(paths[i] as Buffer, { recursive: true, force: true });
    await setImmediate();
  }
  await ended;
  rmSync(folder, { recursive: true, force: true });
}

const REMOVE = `
  const { rmSync } = require('node:fs');
  const { paths, taken } = require('node:worker_threads').workerData;
  for (let i = Atomics.add(taken, 0, 1); i < paths.length; i = Atomics.add(taken, 0, 1))
    rmSync(paths[i], { recursive: true, force: true });`;

/** What lies in a folder and in its folders. */
function twoLevels(folder: string): readonly Buffer[] {
  if (!existsSync(folder)) return [];
  return childrenOf(Buffer.from(folder)).flatMap(({ path, isDirectory }) =>
    isDirectory ? childrenOf(path).map((child) => child.path) : [path],
  );
}

function childrenOf(folder: Buffer): readonly { readonly path: Buffer; readonly isDirectory: boolean }[] {
  return readdirSync(folder, { encoding: 'buffer', withFileTypes: true }).map((entry) => ({
    path: Buffer.concat([folder, Buffer.from('/'), entry.name]),
    isDirectory: entry.isDirectory(),
  }));
}

async function drillInto(
  target: string,
  tempDir: string,
  root: Root,
  store: Store,
  inputs: Inputs,
  deps: Deps,
): Promise<{ readonly findings: readonly VerifyFinding[]; readonly fetchedBytes: number }> {
  const { emit, signal } = deps;
  const workerUrl = deps.workerUrl('restore-worker');
  const { findings, report } = await drillRestore({ store, root, target, workerUrl, emit, signal });
  const fetchedBytes = report?.fetchedBytes ?? 0;
  if (report === undefined || root.header.source.kind !== 'repository') return { findings, fetchedBytes };
  const scratch = join(tempDir, 'git');
  await mkdir(scratch);
  const ofGit = await checkRepository(root, store, target, scratch, inputs, deps);
  return { findings: [...findings, ...ofGit], fetchedBytes };
}

/** @param restored where its files lie */
async function checkRepository(
  root: Root,
  store: Store,
  restored: string,
  scratch: string,
  inputs: Inputs,
  deps: Deps,
): Promise<readonly VerifyFinding[]> {
  const { env, signal, emit } = deps;
  const { state = [] } = await loadSections(root, ['state'], new BlobReader(store, root.objects), signal);
  const opinions = await verifyRepository({
    state: [...stateRows(state)],
    openFile: (path) => Promise.resolve(join(restored, path)),
    tempDir: scratch,
    live: liveOf(root, inputs, deps),
    env,
    signal,
    emit,
  });
  for (const { kind, part, message } of opinions) {
    if (kind !== 'damaged') emit({ type: 'notice', class: `repository-${kind}`, message: `${part}: ${message}` });
  }
  return opinions
    .filter(({ kind }) => kind === 'damaged')
    .map(({ part, message }) => ({
      class: 'repository-damaged',
      series: root.header.series,
      snapshot: root.id,
      object: undefined,
      message: `${part}: ${message}`,
      paths: new PathSink(),
      fix: 'Its files were restored as stored, but git does not accept them. Restore an older snapshot, and back up again with redefine into a new series.',
    }));
}

/**
 * The repository as it is now, if the inputs or the runner name it: a vault, which others can write to, does not decide
 * where this machine connects to, nor who gets the token.
 */
function liveOf(root: Root, inputs: Inputs, deps: Deps): RepositoryVerification['live'] {
  const repository = inputs.repository ?? deps.env['GITHUB_REPOSITORY'];
  if (repository === undefined || repository === '') return undefined;
  const serverUrl = inputs.githubServerUrl ?? deps.env['GITHUB_SERVER_URL'];
  const place = parsePlace({ repository, serverUrl, allowLocal: deps.surface === 'cli' }, deps.workingDir);
  if (root.header.source.identity['url'] !== place.url) return undefined;
  const token = place.kind === 'http' && sameOrigin(place, serverUrl) ? inputs.githubToken : undefined;
  const excluded = root.header.source.definition['excludeRefs'];
  const excludeRefs = Array.isArray(excluded) ? excluded.filter((pattern) => typeof pattern === 'string') : [];
  return { place, token, excludeRefs };
}
