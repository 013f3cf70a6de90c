export { createRepositorySource, type RepositoryDeps, type RepositorySettings } from './repository.ts';
export { restoreRepository, type RepositoryRestore } from './restore.ts';
export { readChain, PACKS_PATH, type GitSnapshot, type Link } from './state.ts';
