/** The public interface of this folder. */
export type { History } from './history.ts';
export { lfsOid } from './lfs/transfer.ts';
export type { LfsSource } from './lfs/upload.ts';
export type { PushPlan } from './push.ts';
export { githubAt } from './git/remote.ts';
export { createRepositorySource, type RepositoryDeps, type RepositorySettings } from './repository.ts';
export { pushRepository, type Pushed } from './restore-push.ts';
export { restoreRepository } from './restore.ts';
export { readChain } from './git/state.ts';
export { verifyRepository, type RepositoryVerification } from './verify.ts';
