/** The public interface of this folder. */
export { prepareRecreation, type RecreateDeps, type RecreateSettings, type StepResult } from './recreate.ts';
export { NOT_RECREATED, RECREATED_KINDS, type RecreatedKind } from './plan.ts';
