/** Restores artifacts, and publishes them in the current run. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { HoldfastError } from '../../base/errors.ts';
import { BlobReader } from '../../vault/read/blobs.ts';
import { type RestoreReport, wouldReplace } from '../../vault/restore/report.ts';
import type { RestoreOptions } from '../../vault/restore/restore.ts';
import { loadSections } from '../../vault/read/snapshots.ts';
import { stateRows } from '../../vault/format/state.ts';
import { treeEntries } from '../../vault/format/tree.ts';
import type { Published, StoredArtifact } from '../../sources/artifacts/index.ts';
import type { Table } from '../../report/result.ts';
import { selectorOf } from './snapshot-view.ts';
import { restoreFiles, type RestoreJob, type PathFilter, sumReports } from './restore-job.ts';
import { withTempDir } from '../shared/temp-dir.ts';

export interface ArtifactsReport extends RestoreReport {
  /** With `publish`: the artifacts that the current run has now. */
  readonly published?: readonly Published[];
}

interface ArtifactsRestore extends RestoreJob {
  readonly isSelected: PathFilter;
  /** By id, oldest first. */
  readonly artifacts: readonly StoredArtifact[];
  readonly recordsFolder: string;
}

/** As files below `<target>/<artifact>/`, all in one folder, or as artifacts of the current run. */
export async function restoreArtifactsTo(given: RestoreJob): Promise<ArtifactsReport> {
  const { root, vault, inputs, deps } = given;
  if (inputs.delete !== 'false') throw deleteRefused();
  const { readStored, RECORDS_FOLDER: recordsFolder } = await import('../../sources/artifacts/index.ts');
  const { state } = await loadSections(root, ['state'], new BlobReader(vault.store, root), deps.signal);
  const artifacts = readStored(stateRows(state ?? [])).sort((a, b) => a.id - b.id);
  const job = { ...given, isSelected: selectorOf(inputs, deps), artifacts, recordsFolder };
  if (inputs.publish) return publish(job);
  if (inputs.mergeMultiple) return merge(job);
  return restoreFiles(job, { isSelected: ofArtifacts(job) });
}

/** The selected files, without the records about the artifacts. */
function ofArtifacts({ isSelected, recordsFolder }: ArtifactsRestore): PathFilter {
  return (path, isDirectory) => {
    const [first] = path.toString('latin1').split('/', 1);
    return first !== recordsFolder && isSelected(path, isDirectory);
  };
}

/** Patterns go by the paths of the snapshot, wherever the files go. */
function restoreOne(
  job: ArtifactsRestore,
  { folder }: StoredArtifact,
  target: string,
  options: Partial<RestoreOptions> = {},
): Promise<RestoreReport> {
  const prefix = Buffer.from(`${folder}/`);
  const isSelected: PathFilter = (path, isDirectory) => job.isSelected(Buffer.concat([prefix, path]), isDirectory);
  return restoreFiles(job, { target, below: folder, mayBeEmpty: true, isSelected, ...options });
}

/** One after the other, so that of files with the same path the newest artifact's stays. */
async function merge(job: ArtifactsRestore): Promise<RestoreReport> {
  await warnOfRepeatedPaths(job);
  const refuses = job.inputs.overwrite === 'refuse';
  if (refuses) await refuseReplacements(job);
  const reports: RestoreReport[] = [];
  // What is replaced now comes from an artifact before it.
  const overwrite = refuses ? 'if-changed' : job.inputs.overwrite;
  for (const artifact of job.artifacts) reports.push(await restoreOne(job, artifact, job.target, { overwrite }));
  if (reports.every(({ files, created }) => files + created.count === 0)) throw noMatch(job.root.id);
  return sumReports(reports);
}

/** All of them are checked before the first one is written. */
async function refuseReplacements(job: ArtifactsRestore): Promise<void> {
  if (job.inputs.dryRun || !existsSync(job.target)) return;
  const plans: RestoreReport[] = [];
  for (const artifact of job.artifacts) {
    plans.push(await restoreOne(job, artifact, job.target, { overwrite: 'if-changed', dryRun: true }));
  }
  const { replaced } = sumReports(plans);
  if (replaced.count > 0) throw wouldReplace(replaced, job.target);
}

async function warnOfRepeatedPaths({ root, vault, deps, isSelected, artifacts }: ArtifactsRestore): Promise<void> {
  const { tree } = await loadSections(root, ['tree'], new BlobReader(vault.store, root), deps.signal);
  const seen = new Set<string>();
  const repeated = new Set<string>();
  for (const { folder } of artifacts) {
    for (const { path, type } of treeEntries(tree ?? [], Buffer.from(`${folder}/`))) {
      if (type === 'directory' || !isSelected(path, false)) continue;
      const inside = path.toString().slice(folder.length + 1);
      if (seen.has(inside)) repeated.add(inside);
      seen.add(inside);
    }
  }
  if (repeated.size === 0) return;
  deps.emit({
    type: 'warning',
    class: 'merged-paths',
    message: `Paths that more than one artifact has (${repeated.size}): ${[...repeated].slice(0, SHOWN_PATHS).join(', ')}.`,
    why: 'One folder can hold only one of them: that of the newest artifact, or with `overwrite: never` that of the oldest.',
    fix: 'Restore without merge-multiple, or choose artifacts with include.',
  });
}

const SHOWN_PATHS = 10;

async function publish(job: ArtifactsRestore): Promise<ArtifactsReport> {
  const { inputs, deps, artifacts } = job;
  const { publishArtifacts } = await import('../../sources/artifacts/index.ts');
  return withTempDir(deps, async (tempDir) => {
    const restored: { stored: StoredArtifact; folder: string; report: RestoreReport }[] = [];
    for (const stored of artifacts) {
      const folder = join(tempDir, String(stored.id));
      const report = await restoreOne(job, stored, folder);
      if (report.files > 0) restored.push({ stored, folder, report });
    }
    if (restored.length === 0) throw noMatch(job.root.id);
    const report = sumReports(restored.map((one) => one.report));
    if (inputs.dryRun) return report;
    deps.emit({
      type: 'notice',
      class: 'published-again',
      message: 'Artifacts that are published again get new ids and new digests.',
      why: 'They are zipped again, and artifacts keep neither modes nor links of files.',
    });
    return { ...report, published: await publishArtifacts(restored, { env: deps.env, signal: deps.signal }) };
  });
}

export function publishedTable(published: readonly Published[]): Table {
  return {
    title: 'Published as artifacts of this run',
    columns: { artifact: 'text', id: 'text', digest: 'text', was: 'text', 'with digest': 'text' },
    rows: published.map(({ name, id, digest, formerId, formerDigest }) => [
      name,
      id === undefined ? undefined : String(id),
      digest,
      String(formerId),
      formerDigest ?? undefined,
    ]),
  };
}

function noMatch(id: string): HoldfastError {
  return new HoldfastError({
    code: 'no-match',
    message: `No file of an artifact in snapshot ${id} is selected by include and exclude.`,
    fix: 'Show the paths with: holdfast list --version SNAPSHOT. They begin with the name of the artifact.',
  });
}

function deleteRefused(): HoldfastError {
  return new HoldfastError({
    code: 'bad-input',
    message: 'delete: not for a snapshot of artifacts.',
    why: 'Other files in the target do not belong to the artifacts.',
    fix: 'Leave it out, and restore into a new or empty folder.',
  });
}
