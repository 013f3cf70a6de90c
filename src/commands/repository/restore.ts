/** Restores a repository: its files fetched, then git, LFS and wiki put together. */
import { existsSync } from 'node:fs';
import { cp, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { HoldfastError } from '../../base/errors.ts';
import type { Inputs } from '../../inputs/inputs.ts';
import { BlobReader } from '../../vault/read/blobs.ts';
import type { RestoreReport } from '../../vault/restore/report.ts';
import { loadSections } from '../../vault/read/snapshots.ts';
import { stateRows } from '../../vault/format/state.ts';
import { lfsOid, restoreRepository } from '../../sources/repository/index.ts';
import type { ImportReport } from '../../sources/repository/forgejo/index.ts';
import { tellOfImport } from './import.ts';
import { pushRepositoryTo, type PushReport } from './push.ts';
import { chooseParts, hasKind, type RepositoryParts } from './parts.ts';
import { fetchFiles, type RestoreJob } from '../vault/restore-job.ts';
import { withTempDir } from '../shared/temp-dir.ts';

/** The files of the snapshot that a repository is made of, fetched when the first is asked for. */
interface Fetched {
  readonly state: readonly { readonly key: Buffer; readonly value: Buffer }[];
  readonly tempDir: string;
  readonly oids: readonly string[];
  /** By then the target and the refs have been checked. */
  readonly fetch: () => Promise<RestoreReport>;
}

/** What a restore of a repository did: into a folder, into one for Forgejo and Gitea, or to a remote. */
export interface RepositoryReport extends PushReport {
  readonly imported?: ImportReport;
}

/** A repository, as `repository-layout` says, or sent to a remote. */
export async function restoreRepositoryTo(job: RestoreJob): Promise<RepositoryReport> {
  const { root, vault, inputs, deps } = job;
  refuseForRepository(inputs);
  const parts = chooseParts(inputs.parts);
  const blobs = new BlobReader(vault.store, root);
  const sections = await loadSections(root, ['state'], blobs, deps.signal);
  const state = [...stateRows(sections.state ?? [])];
  return withTempDir(deps, async (tempDir) => {
    if (inputs.pushTo !== undefined) {
      const planned = inputs.dryRun ? { ...inputs, apply: false } : inputs;
      return pushRepositoryTo({ ...job, inputs: planned, repository: inputs.pushTo, state, parts, tempDir });
    }
    const oids: string[] = [];
    const fetchAll = () =>
      fetchFiles(job, tempDir, (path) => isSelected(path.toString('latin1'), parts, oids), inputs.dryRun);
    if (inputs.dryRun) return fetchAll();
    let fetching: Promise<RestoreReport> | undefined;
    const fetch = () => (fetching ??= fetchAll());
    const imported = await putInPlace({ state, tempDir, oids, fetch }, parts, job);
    return { ...(await fetch()), ...(imported === undefined ? {} : { imported }) };
  });
}

/** Packs, LFS objects (whose OIDs are noted), metadata. */
function isSelected(path: string, parts: RepositoryParts, oids: string[]): boolean {
  if (path.startsWith('git/packs/')) return true;
  if (path.startsWith('wiki/packs/')) return parts.wiki;
  if (path.startsWith('github/')) return hasKind(parts, path);
  const oid = parts.lfs ? lfsOid(path) : undefined;
  if (oid !== undefined) oids.push(oid);
  return oid !== undefined;
}

async function putInPlace(
  { state, tempDir, oids, fetch }: Fetched,
  parts: RepositoryParts,
  { target, root, inputs, deps }: RestoreJob,
): Promise<ImportReport | undefined> {
  const { url } = root.header.source.identity;
  let imported: ImportReport | undefined;
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
    writeImport: async (folder, history) => {
      await fetch();
      const { writeImport } = await import('../../sources/repository/forgejo/index.ts');
      imported = await writeImport({ metadataDir: join(tempDir, 'github'), folder, history, signal: deps.signal });
    },
    target,
    layout: inputs.repositoryLayout,
    originUrl: typeof url === 'string' && /^https?:\/\//.test(url) ? url : undefined,
    env: deps.env,
    signal: deps.signal,
    emit: deps.emit,
  });
  if (imported !== undefined) tellOfImport(imported, oids.length, deps);
  return imported;
}

/** As JSON below `github`, and to be read below `archive`. */
async function writeMetadata(from: string, folder: string): Promise<void> {
  if (!existsSync(from)) return;
  const { writeArchive } = await import('../../sources/repository/archive/archive.ts');
  await mkdir(folder, { recursive: true });
  await writeArchive(from, join(folder, 'archive'));
  await cp(from, join(folder, 'github'), { recursive: true });
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
    message: `${given.join(', ')}: not for a snapshot of a repository, which is restored as a whole into a new or empty folder.`,
    fix: 'Leave it out. For single files of the repository, restore with repository-layout: clone and take them from there.',
  });
}
