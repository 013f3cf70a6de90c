/** The public interface of this folder. */
export { createArtifactsSource } from './source.ts';
export type { ArtifactsSettings } from './definition.ts';
export { RECORDS_FOLDER, readStored, type StoredArtifact } from './layout.ts';
export { publishArtifacts, type Published } from './publish.ts';
