/** The public interface of this folder. */
export type { ImportReport } from './report.ts';
export { writeImport } from './write.ts';
