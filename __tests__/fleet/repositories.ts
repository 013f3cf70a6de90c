/** Repositories as the list of an account has them. */
import type { ListedRepository } from '../../src/github/repositories.ts';

export function repository(id: number, name: string, changes: Partial<ListedRepository> = {}): ListedRepository {
  return {
    ...{
      id,
      name,
      owner: 'acme',
      visibility: 'private',
      isArchived: false,
      isDisabled: false,
      isFork: false,
      hasWiki: undefined,
    },
    ...{ topics: [], properties: {}, sizeKib: 100, defaultBranch: 'main' },
    ...{ pushedAt: new Date('2026-11-20T00:00:00Z'), updatedAt: new Date('2026-11-21T00:00:00Z') },
    ...changes,
  };
}
