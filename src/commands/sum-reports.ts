import type { PathList, RestoreReport } from '../snapshot/restore.ts';

/** Paths of a kind that are named. */
const SHOWN_PATHS = 10;

/** What several restores of one snapshot did, as one. */
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
    files: sum((report) => report.files),
    bytes: sum((report) => report.bytes),
    writtenBytes: sum((report) => report.writtenBytes),
    fetchedBytes: sum((report) => report.fetchedBytes),
    fallbacks: [...new Set(reports.flatMap((report) => report.fallbacks))],
  };
}
