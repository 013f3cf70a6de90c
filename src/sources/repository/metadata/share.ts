/** The share of one kind in the requests that are left, so that no kind starves the others. */
import type { GithubClient, Resource } from '../../../github/client.ts';
import { GithubFailure } from '../../../github/failure.ts';

/** Even where many kinds share few requests, each gets some way. */
const LEAST = 5;

export interface Share {
  readonly client: GithubClient;
  /** Whether a request was not sent because of the share, and not because nothing is left at all. */
  readonly isUsedUp: () => boolean;
}

/**
 * A client that stops after one of `parts` equal shares of what is left, less what is `kept` for files. Without a known limit it
 * never stops.
 */
export function takeShare(client: GithubClient, parts: number, kept = 0): Share {
  const used: Record<Resource, number> = { core: 0, graphql: 0 };
  let isUsedUp = false;
  const counted = async <T>(resource: Resource, send: () => Promise<T>): Promise<T> => {
    const all = client.requestsLeft(resource);
    const left = all === undefined || resource !== 'core' ? all : Math.max(all - kept, 0);
    if (left === 0 && all !== 0) {
      throw new GithubFailure('limit', 'what is left of the requests of this hour is for files of releases');
    }
    const share = left === undefined ? Infinity : Math.max(Math.floor((left + used[resource]) / parts), LEAST);
    if (parts > 1 && used[resource] >= share) {
      isUsedUp = true;
      throw new GithubFailure('limit', 'its share of the requests of this hour is used up');
    }
    used[resource]++;
    return send();
  };
  return {
    isUsedUp: () => isUsedUp,
    client: {
      apiUrl: client.apiUrl,
      serverDate: () => client.serverDate(),
      hourlyRequests: () => client.hourlyRequests(),
      requestsLeft: (resource) => client.requestsLeft(resource),
      get: async (...call) => {
        const answer = await counted('core', () => client.get(...call));
        // GitHub does not count an answer by its ETag.
        if (answer.data === undefined) used.core--;
        return answer;
      },
      graphql: (...call) => counted('graphql', () => client.graphql(...call)),
      send: (...call) => counted('core', () => client.send(...call)),
      upload: (...call) => counted('core', () => client.upload(...call)),
      download: (...call) => counted('core', () => client.download(...call)),
    },
  };
}
