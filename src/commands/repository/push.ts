/** Pushes a snapshot into another repository, and re-creates its settings there. */
import { mkdir, mkdtemp } from 'node:fs/promises';
import { join } from 'node:path';
import { HoldfastError } from '../../base/errors.ts';
import { serverUrlOf } from '../../base/github-server.ts';
import { BlobReader } from '../../vault/read/blobs.ts';
import type { RestoreReport } from '../../vault/restore/report.ts';
import { loadSections } from '../../vault/read/snapshots.ts';
import { treeEntries } from '../../vault/format/tree.ts';
import type { StepResult } from '../../sources/repository/recreate/index.ts';
import { githubAt, type LfsSource, lfsOid, pushRepository, type Pushed } from '../../sources/repository/index.ts';
import type { Deps } from '../shared/command.ts';
import { fetchOf, tokenOf } from '../shared/github.ts';
import { hasKind, type RepositoryParts } from './parts.ts';
import { fetchFiles, type RestoreJob, sumReports } from '../vault/restore-job.ts';

/** What was, or without `apply` would be, sent and made. */
export interface PushReport extends RestoreReport {
  readonly pushed?: Pushed;
  readonly recreated?: readonly StepResult[];
}

interface PushJob extends RestoreJob {
  readonly repository: string;
  readonly state: readonly { readonly key: Buffer; readonly value: Buffer }[];
  readonly parts: RepositoryParts;
  /** An empty folder. */
  readonly tempDir: string;
}

/** Fetches files of the snapshot into a folder, and keeps count. */
type Fetch = (folder: string, isWanted: (path: string) => boolean) => Promise<void>;

/** Sends a snapshot of a repository to another one, in the parts that are chosen; with `recreate` its metadata too. */
export async function pushRepositoryTo(job: PushJob): Promise<PushReport> {
  const { inputs, deps, tempDir } = job;
  const reports: RestoreReport[] = [];
  const fetch: Fetch = async (folder, isWanted) =>
    void reports.push(await fetchFiles(job, folder, (path) => isWanted(path.toString('latin1'))));
  const files = join(tempDir, 'files');
  const kinds = inputs.recreate ? (await import('../../sources/repository/recreate/index.ts')).RECREATED_KINDS : [];
  let fetching: Promise<void> | undefined;
  const fetchAll = () => (fetching ??= fetch(files, (path) => isNeeded(job, kinds, path)));
  const carryOut = inputs.recreate ? await openRecreation(job, fetchAll, join(files, 'github')) : undefined;
  const scratch = join(tempDir, 'push');
  await mkdir(scratch);
  const pushed = await pushRepository({
    state: job.state,
    openFile: async (path) => {
      await fetchAll();
      return join(files, path);
    },
    to: pushTarget(job),
    token: tokenOf(inputs, deps),
    refs: { patterns: inputs.pushRefs, as: inputs.pushAs, pulls: inputs.pushPullRequests },
    force: inputs.pushForce,
    lfs: job.parts.lfs ? await lfsOf(job, fetch) : undefined,
    wiki: sendsWiki(job),
    apply: inputs.apply,
    tempDir: scratch,
    cwd: deps.workingDir,
    env: deps.env,
    signal: deps.signal,
    emit: deps.emit,
  });
  tell(job, pushed);
  const recreated = await carryOut?.(tagsOf(pushed));
  if (recreated !== undefined) await tellOfRecreation(recreated, deps);
  return { ...sumReports(reports), pushed, ...(recreated === undefined ? {} : { recreated }) };
}

function pushTarget({ repository, inputs, deps }: PushJob) {
  return {
    repository,
    serverUrl: serverUrlOf(inputs.githubServerUrl, deps.env),
    allowLocal: deps.surface === 'cli',
  };
}

/** Refs that are chosen are those of the history. */
function sendsWiki({ parts, inputs }: PushJob): boolean {
  return parts.wiki && inputs.pushRefs.length === 0;
}

/**
 * Whether a file is needed: packs, and what is to be re-created. Files of releases may be large, and a plan needs only
 * their names.
 */
function isNeeded(job: PushJob, kinds: readonly string[], path: string): boolean {
  const { parts, inputs } = job;
  if (path.startsWith('git/packs/')) return true;
  if (path.startsWith('wiki/packs/')) return sendsWiki(job);
  const [part, kind = ''] = path.split('/', 2);
  if (!inputs.recreate || part !== 'github') return false;
  return kind === 'release-assets' ? inputs.apply : kinds.includes(kind) && hasKind(parts, path);
}

async function lfsOf({ root, vault, tempDir, deps }: PushJob, fetch: Fetch): Promise<LfsSource> {
  const { tree } = await loadSections(root, ['tree'], new BlobReader(vault.store, root), deps.signal);
  const pointers = [...treeEntries(tree ?? [], Buffer.from('lfs/'))].flatMap(({ path, sizeBytes }) => {
    const oid = lfsOid(path.toString('latin1'));
    return oid === undefined ? [] : [{ oid, sizeBytes }];
  });
  return {
    pointers,
    fetch: async (oids) => {
      const folder = await mkdtemp(join(tempDir, 'lfs-'));
      await fetch(folder, (path) => oids.has(lfsOid(path) ?? ''));
      return join(folder, 'lfs');
    },
  };
}

async function openRecreation(job: PushJob, fetchAll: () => Promise<void>, metadataDir: string) {
  const { inputs, deps, parts } = job;
  const at = githubAt(pushTarget(job), deps.workingDir);
  const token = tokenOf(inputs, deps);
  if (at === undefined || token === undefined) throw cannotRecreate(at === undefined);
  await fetchAll();
  const { prepareRecreation, RECREATED_KINDS } = await import('../../sources/repository/recreate/index.ts');
  return prepareRecreation(
    {
      ...at,
      metadataDir,
      token,
      kinds: RECREATED_KINDS.filter((kind) => hasKind(parts, `github/${kind}`)),
      apply: inputs.apply,
    },
    {
      fetch: fetchOf(deps),
      now: deps.now,
      signal: deps.signal,
      debug: (message) => {
        deps.emit({ type: 'debug', message });
      },
    },
  );
}

/** Tags that are, or will be, there as the snapshot has them. */
function tagsOf({ steps }: Pushed): Set<string> {
  const same = steps.filter(({ action }) => action === 'create' || action === 'same');
  return new Set(same.flatMap(({ ref }) => (ref.startsWith('refs/tags/') ? [ref.slice('refs/tags/'.length)] : [])));
}

function tell({ repository, inputs, deps: { emit } }: PushJob, { steps, lfs, wiki }: Pushed): void {
  const streams = [steps, typeof wiki === 'object' ? wiki.steps : []];
  const kept = streams.flat().filter(({ action }) => action === 'rewrite');
  if (kept.length > 0) {
    emit({
      type: 'warning',
      class: 'push-kept',
      message: `${kept.length} refs were left as they are in ${repository}: they are different there.`,
      why: 'A push would discard that, and Holdfast never forces a push by itself.',
      fix: 'Send them under another name (push-refs, push-as), or, to replace what is there, name them in push-refs with push-force: true.',
    });
  }
  if (wiki === 'absent') {
    emit({
      type: 'warning',
      class: 'push-no-wiki',
      message: `The wiki cannot be sent: ${repository} has none.`,
      why: 'GitHub creates the repository of a wiki only when its first page is written on the web.',
      fix: 'Write a first page there, restore with repository-layout: bare, and replace that page: git -C PATH/holdfast/wiki.git push --force URL.wiki.git HEAD.',
    });
  }
  if (lfs?.refusal !== undefined) {
    emit({
      type: 'warning',
      class: 'push-lfs-refused',
      message: `LFS objects cannot be sent to ${repository}: ${lfs.refusal}.`,
      why: 'With apply: true nothing would be sent, since servers refuse a history whose LFS objects they lack.',
      fix: 'Make sure that the token can write there and that LFS is enabled, or leave the objects out with parts: !lfs.',
    });
  }
  if (!inputs.apply) emit({ type: 'info', message: `Nothing was sent to ${repository}: that needs apply: true.` });
}

async function tellOfRecreation(results: readonly StepResult[], { emit }: Deps): Promise<void> {
  const { NOT_RECREATED } = await import('../../sources/repository/recreate/index.ts');
  emit({ type: 'notice', class: 'not-recreated', message: NOT_RECREATED });
  const failed = results.filter(({ result }) => result === 'failed');
  const [first] = failed;
  if (first === undefined) return;
  emit({
    type: 'warning',
    class: 'recreate-failed',
    message: `${failed.length} of ${results.length} items could not be created, the first of them ${first.kind} ${first.name}.`,
    why: first.why,
    fix: 'Check the permissions of the token, and run it again: existing items are kept.',
  });
}

function cannotRecreate(isElsewhere: boolean): HoldfastError {
  return new HoldfastError({
    code: 'bad-input',
    message: 'recreate: metadata cannot be created there.',
    why: isElsewhere ? 'push-to names no repository on the GitHub server.' : 'There is no github-token.',
    fix: 'Give push-to as owner/name, and a github-token that may write to it; or leave recreate out.',
  });
}
