export { lfsOid } from './lfs/transfer.ts';
export type { OpenPart, PartName, RepositoryPart } from './part.ts';
export { type PushPlan, type PushStep } from './push.ts';
export { githubAt, type PlaceSettings } from './remote.ts';
export { createRepositorySource, type RepositoryDeps, type RepositorySettings } from './repository.ts';
export { pushRepository, type RepositoryPush } from './restore-push.ts';
export { restoreRepository, type RepositoryRestore } from './restore.ts';
export { packsPath, readChain, type GitSnapshot, type Link } from './state.ts';
export { verifyRepository, type Finding, type RepositoryVerification } from './verify.ts';
