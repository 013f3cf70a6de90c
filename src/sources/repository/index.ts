/** The public interface of this folder. */
export { lfsOid } from './lfs/transfer.ts';
export type { OpenPart, PartName, RepositoryPart } from '../repository-part.ts';
export type { LfsSource } from './lfs/upload.ts';
export { type PushPlan, type PushStep } from './push.ts';
export { githubAt, type PlaceSettings } from './git/remote.ts';
export { createRepositorySource, type RepositoryDeps, type RepositorySettings } from './repository.ts';
export { pushRepository, type Pushed, type RepositoryPush } from './restore-push.ts';
export { restoreRepository, type RepositoryRestore } from './restore.ts';
export { packsPath, readChain, type GitSnapshot, type Link } from './git/state.ts';
export { verifyRepository, type RepositoryFinding, type RepositoryVerification } from './verify.ts';
