/** The public interface of this folder. */
export { KIND_NAMES } from './kinds/kinds.ts';
export { createMetadataPart, type MetadataDeps, type MetadataSettings } from './metadata.ts';
