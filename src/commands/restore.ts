/** Mode restore: restores one snapshot or a part of it. */
import { readFileSync } from 'node:fs';
import * as v from 'valibot';
import { HoldfastError } from '../base/errors.ts';
import type { Inputs } from '../inputs/inputs.ts';
import { toNativePath } from '../base/platform.ts';
import type { PathList, RestoreReport } from '../vault/restore/report.ts';
import type { DeletionOptions } from '../vault/restore/restore.ts';
import { timeOfId } from '../vault/format/keys.ts';
import type { Root } from '../vault/format/root.ts';
import { isComplete } from '../vault/read/selectors.ts';
import { readRoot } from '../vault/read/root-reader.ts';
import { type FilesDefinition, wouldStore } from '../sources/files/index.ts';
import { tellOfCovered } from './vault/hidden.ts';
import type { Deps } from './shared/command.ts';
import { namedPath } from './shared/named-path.ts';
import { selectorOf } from './vault/snapshot-view.ts';
import { type ArtifactsReport, publishedTable, restoreArtifactsTo } from './vault/restore-artifacts.ts';
import { fetchFiles, restoreFiles, type RestoreJob, type PathFilter } from './vault/restore-job.ts';
import { importTables } from './repository/import.ts';
import { pushTables } from './repository/push-tables.ts';
import { isChosen } from './repository/parts.ts';
import { type RepositoryReport, restoreRepositoryTo } from './repository/restore.ts';
import type { CommandResult, Table } from '../report/result.ts';
import { withTempDir } from './shared/temp-dir.ts';
import { appAccess } from './repository/app-access.ts';
import { openVault, pickSnapshot, plannedSeries, type Vault } from './vault/vault.ts';
import { counted } from '../base/text.ts';

/** Restores one snapshot or a part of it. */
export async function restore(inputs: Inputs, deps: Deps): Promise<CommandResult> {
  deps.emit({ type: 'phase', name: 'Vault' });
  const app = appAccess(inputs, deps);
  const vault = await openVault(inputs, deps);
  await app.open(vault.credentials);
  return restoreIn(vault, inputs, { ...deps, github: app.access });
}

export async function restoreIn(vault: Vault, inputs: Inputs, deps: Deps): Promise<CommandResult> {
  const startedMs = performance.now();
  const target = namedPath(inputs.path[0] ?? '.', deps);
  const isNeeded = isChosen(inputs.parts);
  const found = await pickSnapshot(vault, inputs, deps, inputs.version, isNeeded);
  if (found === undefined) return notFound(vault, target);
  const { info, versionId } = found;
  const root = await readRoot(vault.store, info, {
    signal: deps.signal,
    onCovered: tellOfCovered(info, deps),
    ...(versionId !== undefined && { versionId }),
  });
  deps.emit({ type: 'phase', name: 'Restore' });
  deps.emit({
    type: 'info',
    message: `Snapshot ${root.id} of series ${info.series} goes to ${inputs.pushTo ?? target}.`,
  });
  const restored = await (RESTORES[root.header.source.kind] ?? restoreWithDeletion)({
    target,
    root,
    vault,
    inputs,
    deps,
  });
  tellOfFallbacks(restored, deps);
  const lacks = isLacking(restored);
  const status = isComplete(root.header, isNeeded) && !lacks ? 'complete' : 'partial';
  const result = buildRestoreResult(inputs, root, target, restored, status, performance.now() - startedMs);
  return { ...result, isLacking: lacks };
}

/** Warns that the current objects of the vault are wrong, although what was restored is right. */
function tellOfFallbacks({ fallbacks }: RestoreReport, { emit }: Deps): void {
  const [first, ...more] = fallbacks;
  if (first === undefined) return;
  emit({
    type: 'warning',
    class: 'object-damaged',
    message: `${first}${more.length === 0 ? '' : ` and ${more.length} more`}: read from an older S3 version.`,
    why: 'The current version is missing or has wrong bytes: it was deleted or overwritten. What was restored has been verified.',
    fix: 'Find out who can delete or overwrite in this vault, and run mode repair before the older S3 version expires.',
  });
}

type AnyReport = ArtifactsReport & RepositoryReport;

/** By the kind of source; all others are files. */
const RESTORES: Readonly<Record<string, (job: RestoreJob) => Promise<AnyReport>>> = {
  repository: restoreRepositoryTo,
  artifacts: restoreArtifactsTo,
};

async function restoreWithDeletion(job: RestoreJob): Promise<RestoreReport> {
  const isSelected = selectorOf(job.inputs, job.deps);
  const deletion = job.inputs.delete === 'false' ? undefined : await deletionOf(job);
  const report = await restoreFiles(job, { isSelected, ...(deletion && { deletion }) });
  isSelected.tellUnused();
  return report;
}

const texts = v.array(v.string());
const definitionSchema: v.GenericSchema<unknown, FilesDefinition> = v.looseObject({
  source: v.literal('files'),
  root: v.string(),
  patterns: texts,
  exclude: texts,
  ignoreFiles: texts,
  excludeLargerThanBytes: v.nullable(v.number()),
  includeHidden: v.boolean(),
  includeSecrets: v.boolean(),
});

/** What the backup would have stored, by the patterns that the snapshot records and the ignore files that it holds. */
async function deletionOf(job: RestoreJob): Promise<DeletionOptions> {
  const { root, inputs } = job;
  const definition = v.safeParse(definitionSchema, root.header.source.definition);
  if (!definition.success) {
    throw new HoldfastError({
      code: 'delete-refused',
      message: `delete is refused: snapshot ${root.id} does not record the patterns that it was made with.`,
      fix: 'Restore without delete.',
    });
  }
  const ignoreFiles = await ignoreFilesOf(job, definition.output.ignoreFiles);
  return {
    force: inputs.delete === 'force',
    wouldStore: wouldStore(definition.output, (path) => ignoreFiles.get(path.toString('latin1'))),
  };
}

/** Contents of the snapshot's ignore files, by path. */
async function ignoreFilesOf(job: RestoreJob, names: readonly string[]): Promise<ReadonlyMap<string, Buffer>> {
  const contents = new Map<string, Buffer>();
  if (names.length === 0) return contents;
  await withTempDir(job.deps, async (tempDir) => {
    const found: Buffer[] = [];
    const isIgnoreFile: PathFilter = (path, isDirectory) => {
      const name = path.toString('utf8', path.lastIndexOf('/') + 1);
      if (isDirectory || !names.includes(name)) return false;
      found.push(Buffer.from(path));
      return true;
    };
    await fetchFiles(job, tempDir, isIgnoreFile);
    for (const path of found) contents.set(path.toString('latin1'), readFileSync(toNativePath(tempDir, path)));
  });
  return contents;
}

function notFound(vault: Vault, target: string): CommandResult {
  const { series } = plannedSeries(vault);
  const outputs = { status: 'not-found', found: false, series, path: target };
  return { status: 'not-found', outputs, tables: [], json: outputs };
}

function isLacking({ recreated, refused, imported }: AnyReport): boolean {
  const isUnreadable = imported !== undefined && imported.unreadable.length > 0;
  return refused.count > 0 || isUnreadable || recreated?.some(({ result }) => result === 'failed') === true;
}

function buildRestoreResult(
  inputs: Inputs,
  root: Root,
  target: string,
  report: AnyReport,
  status: 'complete' | 'partial',
  durationMs: number,
): CommandResult {
  const { series } = root.header;
  const outputs = {
    status,
    found: true,
    snapshot: root.id,
    digest: `sha256:${root.sha256}`,
    series,
    ...(inputs.pushTo === undefined && { path: target }),
    files: report.files,
    bytes: report.bytes,
    'new-bytes': report.writtenBytes,
    'duration-ms': Math.round(durationMs),
  };
  return {
    status,
    outputs,
    tables: [
      summaryTable(inputs, root, report, durationMs),
      ...(inputs.dryRun && root.header.source.kind !== 'repository' ? [planTable(report)] : []),
      ...(report.published === undefined ? [] : [publishedTable(report.published)]),
      ...(report.imported === undefined ? [] : importTables(report.imported)),
      ...pushTables(report, inputs.apply && !inputs.dryRun, inputs.pushRefs.length > 0),
    ],
    summary: {
      title: titleOf(inputs, series),
      facts: {
        'From the snapshot of': [[timeOfId(root.id), 'time']],
        [inputs.dryRun ? 'Would be restored' : 'Restored']: [
          [report.files, 'count'],
          ' files, ',
          [report.bytes, 'bytes'],
        ],
        [inputs.dryRun ? 'Would be written' : 'Written anew']: [[report.writtenBytes, 'bytes']],
      },
      ...(!inputs.dryRun && preservedText(report)),
    },
    json: { ...outputs, dryRun: inputs.dryRun, source: root.header.source.kind, ...report },
  };
}

function titleOf({ dryRun, pushTo, apply: isWanted }: Inputs, series: string): string {
  const apply = isWanted && !dryRun;
  if (dryRun && pushTo === undefined) return `Dry run of the restore of ${series}`;
  return pushTo === undefined
    ? `Restore of ${series}`
    : `${apply ? 'Push' : 'Plan of a push'} of ${series} to ${pushTo}`;
}

/** What happened to existing files, other than being replaced as requested. */
function preservedText({ preserved, deleted, refused }: RestoreReport): { readonly text?: string } {
  const parts = [
    preserved.count === 0 ? '' : `Left as they were, since overwrite is never: ${counted(preserved.count, 'path')}.`,
    deleted.count === 0 ? '' : `Deleted, since the snapshot does not have them: ${counted(deleted.count, 'path')}.`,
    refused.count === 0
      ? ''
      : `Not created, since the system refuses them: ${counted(refused.count, 'symbolic link')}.`,
  ].filter((part) => part !== '');
  return parts.length === 0 ? {} : { text: parts.join(' ') };
}

function summaryTable({ dryRun }: Inputs, root: Root, report: AnyReport, durationMs: number): Table {
  const { series } = root.header;
  const done = report.pushed === undefined ? `Restored from ${series}` : `Read from ${series} for the push`;
  return {
    title: dryRun ? 'Dry run: nothing was changed' : done,
    columns: {
      snapshot: 'text',
      status: 'text',
      files: 'count',
      size: 'bytes',
      [dryRun ? 'would write' : 'written']: 'bytes',
      [dryRun ? 'would fetch' : 'fetched']: 'bytes',
      took: 'duration',
    },
    rows: [
      [root.id, root.header.status, report.files, report.bytes, report.writtenBytes, report.fetchedBytes, durationMs],
    ],
  };
}

function planTable({ created, replaced, kept, preserved, deleted }: RestoreReport): Table {
  const rows: [string, PathList][] = [
    ['create', created],
    ['replace', replaced],
    ['keep, since it is identical', kept],
    ['keep, since overwrite is never', preserved],
    ['delete', deleted],
  ];
  return {
    title: 'What a restore would do',
    columns: { action: 'text', paths: 'count', 'the first of them': 'text' },
    rows: rows.map(([action, { count, first }]) => [action, count, first.join(', ')]),
  };
}
