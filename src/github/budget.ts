/** A share of the requests to GitHub, for all clients of one process together. */
import { GithubFailure } from './failure.ts';

export interface RequestBudget {
  readonly limit: number;
  used(): number;
  left(): number;
  /** Before each request that is sent, also a repeated one. Throws a GithubFailure `limit` if none is left. */
  take(): void;
  /** After an answer that GitHub does not count: 304 to a request with a token. */
  giveBack(): void;
}

/** Of REST and GraphQL together, so that neither can use more than its share of what GitHub counts apart. */
export function createBudget(limit: number): RequestBudget {
  let used = 0;
  return {
    limit,
    used: () => used,
    left: () => limit - used,
    take: () => {
      if (used >= limit) throw new GithubFailure('limit', SPENT);
      used++;
    },
    giveBack: () => {
      used--;
    },
  };
}

const SPENT = 'The share of the requests to GitHub that this run may make is used up.';
