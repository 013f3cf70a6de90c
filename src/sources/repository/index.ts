export { createRepositorySource, type RepositoryDeps, type RepositorySettings } from './repository.ts';
export { lfsOid } from './lfs/transfer.ts';
export type { OpenPart, PartName, RepositoryPart } from './part.ts';
export { restoreRepository, type RepositoryRestore } from './restore.ts';
export { packsPath, readChain, type GitSnapshot, type Link } from './state.ts';
