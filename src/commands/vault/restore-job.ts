/** One snapshot to restore and where to: what restore and push have in common. */
import type { Inputs } from '../../inputs/inputs.ts';
import type { PathList, RestoreReport } from '../../vault/restore/report.ts';
import { type RestoreOptions, restoreTree } from '../../vault/restore/restore.ts';
import type { Root } from '../../vault/format/root.ts';
import type { Deps } from '../shared/command.ts';
import type { Vault } from './vault.ts';

/** A snapshot to bring back. */
export interface RestoreJob {
  /** Absolute. */
  readonly target: string;
  readonly root: Root;
  readonly vault: Vault;
  readonly inputs: Inputs;
  readonly deps: Deps;
}

export type PathFilter = RestoreOptions['isSelected'];

/** Restores files into the target, as the inputs say. */
export function restoreFiles(
  { target, root, vault, inputs, deps }: RestoreJob,
  options: Partial<RestoreOptions> & Pick<RestoreOptions, 'isSelected'>,
): Promise<RestoreReport> {
  return restoreTree({
    store: vault.store,
    root,
    target,
    overwrite: inputs.overwrite,
    dryRun: inputs.dryRun,
    keepSpecialBits: inputs.keepSpecialBits,
    workerUrl: deps.workerUrl('restore-worker'),
    emit: deps.emit,
    signal: deps.signal,
    ...options,
  });
}

/** Files of the snapshot for our own use, into a folder of our own; that may be none. */
export function fetchFiles(
  job: Omit<RestoreJob, 'target'>,
  folder: string,
  isSelected: PathFilter,
  dryRun = false,
): Promise<RestoreReport> {
  return restoreFiles({ ...job, target: folder }, { isSelected, overwrite: 'always', mayBeEmpty: true, dryRun });
}

/** Paths of a kind that are named. */
const SHOWN_PATHS = 10;

/** Combines the reports of several restores of one snapshot. */
export function sumReports(reports: readonly RestoreReport[]): RestoreReport {
  const sum = (pick: (report: RestoreReport) => number): number =>
    reports.reduce((total, report) => total + pick(report), 0);
  const lists = (pick: (report: RestoreReport) => PathList): PathList => ({
    count: sum((report) => pick(report).count),
    first: reports.flatMap((report) => pick(report).first).slice(0, SHOWN_PATHS),
  });
  return {
    created: lists((report) => report.created),
    replaced: lists((report) => report.replaced),
    kept: lists((report) => report.kept),
    preserved: lists((report) => report.preserved),
    deleted: lists((report) => report.deleted),
    refused: lists((report) => report.refused),
    droppedBits: lists((report) => report.droppedBits),
    unset: lists((report) => report.unset),
    files: sum((report) => report.files),
    bytes: sum((report) => report.bytes),
    writtenBytes: sum((report) => report.writtenBytes),
    fetchedBytes: sum((report) => report.fetchedBytes),
    fallbacks: [...new Set(reports.flatMap((report) => report.fallbacks))],
  };
}
