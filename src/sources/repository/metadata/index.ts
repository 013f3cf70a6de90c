/** The public interface of this folder. */
export { KIND_NAMES } from './kinds.ts';
export { createMetadataPart, type MetadataDeps, type MetadataSettings } from './metadata.ts';
export { prepareRecreation, type RecreateDeps, type RecreateSettings, type StepResult } from './recreate.ts';
export { NOT_RECREATED, RECREATED_KINDS, type RecreatedKind } from './recreate-plan.ts';
