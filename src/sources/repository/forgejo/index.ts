/** The public interface of this folder. */
export type { ImportReport, Note } from './report.ts';
export { writeImport, type ImportJob } from './write.ts';
