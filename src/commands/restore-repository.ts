import { existsSync } from 'node:fs';
import { cp, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { EXIT, HoldfastError } from '../errors.ts';
import type { Inputs } from '../inputs/inputs.ts';
import { BlobReader } from '../snapshot/blobs.ts';
import { type RestoreReport, restoreTree } from '../snapshot/restore.ts';
import type { Root } from '../snapshot/root.ts';
import { loadSections } from '../snapshot/snapshots.ts';
import { stateRows } from '../snapshot/state.ts';
import { lfsOid, pushRepository, restoreRepository, type PushPlan } from '../sources/repository/index.ts';
import type { Deps } from './engine.ts';
import { chooseParts, type RepositoryParts } from './repository-parts.ts';
import type { Table } from './result.ts';
import { withTempDir } from './temp-dir.ts';
import type { Vault } from './vault.ts';

export interface RepositoryReport extends RestoreReport {
  /** With `push-to`: what was, or without `apply` would be, sent. */
  readonly pushed?: PushPlan;
}

/** The files of the snapshot that a repository is made of, fetched when the first is asked for. */
interface Fetched {
  readonly state: readonly { readonly key: Buffer; readonly value: Buffer }[];
  readonly tempDir: string;
  readonly oids: readonly string[];
  /** The target and the refs have been looked at by then. */
  readonly fetch: () => Promise<RestoreReport>;
}

/** A repository, as `repository-layout` says, or sent to a remote. */
export async function restoreRepositoryTo(
  target: string,
  root: Root,
  vault: Vault,
  inputs: Inputs,
  deps: Deps,
): Promise<RepositoryReport> {
  refuseForRepository(inputs);
  const parts = chooseParts(inputs.parts);
  const blobs = new BlobReader(vault.store, root.objects);
  const { state } = await loadSections(root, ['state'], blobs, deps.signal);
  return withTempDir(deps, async (tempDir) => {
    const oids: string[] = [];
    const fetchFiles = () =>
      restoreTree({
        store: vault.store,
        root,
        target: tempDir,
        isSelected: (path) => isSelected(path.toString('latin1'), parts, inputs, oids),
        overwrite: 'always',
        mayBeEmpty: true,
        dryRun: inputs.dryRun,
        workerUrl: deps.workerUrl('restore-worker'),
        emit: deps.emit,
        signal: deps.signal,
      });
    if (inputs.dryRun) return fetchFiles();
    let fetching: Promise<RestoreReport> | undefined;
    const fetch = () => (fetching ??= fetchFiles());
    const fetched = { state: [...stateRows(state ?? [])], tempDir, oids, fetch };
    if (inputs.pushTo !== undefined) return push(fetched, inputs.pushTo, inputs, deps);
    await putInPlace(fetched, target, root, parts, inputs, deps);
    return fetch();
  });
}

/** Packs, LFS objects (whose OIDs are noted), metadata. A push sends the history alone. */
function isSelected(path: string, parts: RepositoryParts, { pushTo }: Inputs, oids: string[]): boolean {
  if (path.startsWith('git/packs/')) return true;
  if (pushTo !== undefined) return false;
  if (path.startsWith('wiki/packs/')) return parts.wiki;
  if (path.startsWith('github/')) return parts.metadata !== false;
  const oid = parts.lfs ? lfsOid(path) : undefined;
  if (oid !== undefined) oids.push(oid);
  return oid !== undefined;
}

async function putInPlace(
  { state, tempDir, oids, fetch }: Fetched,
  target: string,
  root: Root,
  parts: RepositoryParts,
  inputs: Inputs,
  deps: Deps,
): Promise<void> {
  const { url } = root.header.source.identity;
  await restoreRepository({
    state,
    openFile: async (path) => {
      await fetch();
      return join(tempDir, path);
    },
    openLfs: async () => {
      await fetch();
      return { folder: join(tempDir, 'lfs'), oids };
    },
    wiki: parts.wiki,
    writeExtras: async (folder) => {
      await fetch();
      await writeMetadata(join(tempDir, 'github'), folder);
    },
    target,
    layout: inputs.repositoryLayout,
    originUrl: typeof url === 'string' && /^https?:\/\//.test(url) ? url : undefined,
    env: deps.env,
    signal: deps.signal,
    emit: deps.emit,
  });
}

/** As JSON below `github`, and to be read below `archive`. */
async function writeMetadata(from: string, folder: string): Promise<void> {
  if (!existsSync(from)) return;
  const { writeArchive } = await import('../sources/github/index.ts');
  await mkdir(folder, { recursive: true });
  await writeArchive(from, join(folder, 'archive'));
  await cp(from, join(folder, 'github'), { recursive: true });
}

async function push(
  { state, tempDir, fetch }: Fetched,
  repository: string,
  inputs: Inputs,
  deps: Deps,
): Promise<RepositoryReport> {
  const scratch = join(tempDir, 'push');
  await mkdir(scratch);
  const pushed = await pushRepository({
    state,
    openFile: async (path) => {
      await fetch();
      return join(tempDir, path);
    },
    to: {
      repository,
      serverUrl: inputs.githubServerUrl ?? deps.env['GITHUB_SERVER_URL'],
      allowLocal: deps.surface === 'cli',
    },
    token: inputs.githubToken,
    pulls: inputs.pushPullRequests,
    apply: inputs.apply,
    tempDir: scratch,
    cwd: deps.workingDir,
    env: deps.env,
    signal: deps.signal,
    emit: deps.emit,
  });
  reportPush(pushed, repository, inputs.apply, deps);
  return { ...(await fetch()), pushed };
}

function reportPush({ steps }: PushPlan, repository: string, isApplied: boolean, { emit }: Deps): void {
  const kept = steps.filter(({ action }) => action === 'rewrite');
  if (kept.length > 0) {
    emit({
      type: 'warning',
      class: 'push-kept',
      message: `${String(kept.length)} refs were left as they are in ${repository}: they hold something else there.`,
      why: 'A push would throw that away, and nothing is ever forced.',
      fix: 'Push to an empty repository, or move these refs away there first.',
    });
  }
  if (!isApplied) emit({ type: 'info', message: `Nothing was sent to ${repository}: that needs apply: true.` });
}

const ACTIONS: readonly (readonly [PushPlan['steps'][number]['action'], string])[] = [
  ['create', 'create'],
  ['update', 'update: goes forward'],
  ['same', 'none: the same already'],
  ['ahead', 'none: holds more there'],
  ['rewrite', 'none: holds something else there'],
];
/** Refs of an action that are named. */
const SHOWN_REFS = 10;

export function pushTable({ steps, others }: PushPlan, isApplied: boolean): Table {
  const rows = ACTIONS.map(([action, text]) => {
    const refs = steps.filter((step) => step.action === action).map(({ ref }) => Buffer.from(ref, 'latin1').toString());
    return [text, refs.length, refs.slice(0, SHOWN_REFS).join(', ')];
  });
  return {
    title: isApplied ? 'Pushed' : 'What a push would do (nothing was sent: that needs apply: true)',
    columns: [
      { title: 'action', kind: 'text' },
      { title: 'refs', kind: 'count' },
      { title: 'the first of them', kind: 'text' },
    ],
    rows: [...rows, ['none: not in the snapshot', others, '']].filter(([, count]) => count !== 0),
  };
}

function refuseForRepository({ include, exclude, delete: deletes }: Inputs): void {
  const given = [
    ...(include.length > 0 ? ['include'] : []),
    ...(exclude.length > 0 ? ['exclude'] : []),
    ...(deletes === 'false' ? [] : ['delete']),
  ];
  if (given.length === 0) return;
  throw new HoldfastError({
    code: 'bad-input',
    message: `${given.join(', ')}: not for a snapshot of a repository, which comes back whole, into a new or empty folder.`,
    fix: 'Leave it out. For single files of the repository, restore with repository-layout: clone and take them from there.',
    exitCode: EXIT.badInput,
  });
}
