/** The restore drill: a real restore into a scratch folder, compared with the snapshot. */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { serverUrlOf } from '../../base/github-server.ts';
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
import type { Deps } from '../shared/command.ts';
import { tokenOf } from '../shared/github.ts';
import { withTempDir } from '../shared/temp-dir.ts';

/** A real restore into a scratch folder, compared with the snapshot; of a repository what git says of it, too. */
export async function drill(
  root: Root,
  store: Store,
  inputs: Inputs,
  deps: Deps,
): Promise<{ readonly findings: readonly VerifyFinding[]; readonly fetchedBytes: number }> {
  return withTempDir(deps, (tempDir) => drillIn(tempDir, root, store, inputs, deps));
}

async function drillIn(
  tempDir: string,
  root: Root,
  store: Store,
  inputs: Inputs,
  deps: Deps,
): Promise<{ readonly findings: readonly VerifyFinding[]; readonly fetchedBytes: number }> {
  const { emit, signal } = deps;
  const target = join(tempDir, 'restored');
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
  const { state = [] } = await loadSections(root, ['state'], new BlobReader(store, root), signal);
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
  const serverUrl = serverUrlOf(inputs.githubServerUrl, deps.env);
  const place = parsePlace({ repository, serverUrl, allowLocal: deps.surface === 'cli' }, deps.workingDir);
  if (root.header.source.identity['url'] !== place.url) return undefined;
  const token = place.kind === 'http' && sameOrigin(place, serverUrl) ? tokenOf(inputs, deps) : undefined;
  const excluded = root.header.source.definition['excludeRefs'];
  const excludeRefs = Array.isArray(excluded) ? excluded.filter((pattern) => typeof pattern === 'string') : [];
  return { place, token, excludeRefs };
}
