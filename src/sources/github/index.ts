export { writeArchive } from './archive.ts';
export { KIND_NAMES } from './kinds.ts';
export { apiUrlOf, createMetadataPart, type MetadataDeps, type MetadataSettings } from './metadata.ts';
