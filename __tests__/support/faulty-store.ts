import type { ErrorCode } from '../../src/base/error-codes.ts';
import { HoldfastError } from '../../src/base/errors.ts';
import type { GetResult, PutResult, Store } from '../../src/store/store.ts';

/** One line of a script: which calls it strikes, and how. */
export interface Rule {
  readonly verb: 'putNew' | 'putOver' | 'get' | 'head' | 'list' | 'listVersions' | 'markDeleted';
  /** Keys (or prefixes of lists) it strikes; default any. */
  readonly key?: RegExp;
  /** Matching calls to leave alone first; default 0. */
  readonly after?: number;
  /** Calls to strike; default all that follow. */
  readonly times?: number;
  readonly fault: Fault;
}

/**
 * `lost-answer`: done, but its retry says 412. `taken`: 412, and nothing is written. `conflict`: 409 until the tries are
 * used up. `unavailable`: 503 likewise. `stall`: nothing until the signal is aborted. `missing`: 404. `killed`: done,
 * then the process ends (an error that nobody can handle). The last two change a body.
 */
export type Fault =
  | 'lost-answer'
  | 'taken'
  | 'conflict'
  | 'unavailable'
  | 'denied'
  | 'missing'
  | 'stall'
  | 'killed'
  | 'truncated'
  | 'wrong-bytes';

/** Thrown by the fault `killed`: what a test must see at the end, since no code may swallow it. */
export class Killed extends Error {
  override readonly name = 'Killed';
}

/** A store that fails as a script says: the first rule that strikes a call decides; other calls pass. */
export function faultyStore(inner: Store, script: readonly Rule[]): Store {
  const strike = striker(script);
  async function* struck<T>(
    verb: Rule['verb'],
    prefix: string,
    pages: AsyncIterable<T>,
    signal?: AbortSignal,
  ): AsyncGenerator<T> {
    const fault = strike(verb, prefix);
    if (fault !== undefined) await fail(fault, prefix, signal);
    yield* pages;
  }
  return {
    async putNew(key, body, options) {
      const fault = strike('putNew', key);
      if (fault === undefined) return inner.putNew(key, body, options);
      if (fault === 'taken') return TAKEN;
      if (fault === 'lost-answer' || fault === 'killed') await inner.putNew(key, body, options);
      if (fault === 'lost-answer') return TAKEN;
      return fail(fault, key, options?.signal);
    },
    async putOver(key, body, options) {
      const fault = strike('putOver', key);
      if (fault === undefined) return inner.putOver(key, body, options);
      if (fault === 'killed') await inner.putOver(key, body, options);
      return fail(fault, key, options?.signal);
    },
    async get(key, options) {
      const fault = strike('get', key);
      if (fault === undefined) return inner.get(key, options);
      if (fault === 'wrong-bytes') return damaged(await inner.get(key, options));
      return fail(fault, key, options?.signal);
    },
    async head(key, options) {
      const fault = strike('head', key);
      if (fault === 'missing') return undefined;
      return fault === undefined ? inner.head(key, options) : fail(fault, key, options?.signal);
    },
    list: (prefix, options) => struck('list', prefix, inner.list(prefix, options), options?.signal),
    listVersions: (prefix, options) =>
      struck('listVersions', prefix, inner.listVersions(prefix, options), options?.signal),
    async markDeleted(key, options) {
      const fault = strike('markDeleted', key);
      if (fault === undefined || fault === 'killed') await inner.markDeleted(key, options);
      if (fault !== undefined) await fail(fault, key, options?.signal);
    },
    serverDate: () => inner.serverDate(),
  };
}

const TAKEN: PutResult = { created: false, etag: undefined, versionId: undefined };

/** Counts the calls that each rule matches, and tells the fault of the first that strikes. */
function striker(script: readonly Rule[]): (verb: Rule['verb'], key: string) => Fault | undefined {
  const matches = script.map(() => 0);
  return (verb, key) => {
    for (const [index, rule] of script.entries()) {
      if (rule.verb !== verb || rule.key?.test(key) === false) continue;
      const call = (matches[index] ?? 0) + 1;
      matches[index] = call;
      const after = rule.after ?? 0;
      if (call > after && call <= after + (rule.times ?? Infinity)) return rule.fault;
    }
    return undefined;
  };
}

const CODES: Partial<Record<Fault, ErrorCode>> = {
  conflict: 's3-failed',
  unavailable: 'slow-down',
  denied: 'access-denied',
  missing: 'object-not-found',
  truncated: 'object-truncated',
};

async function fail(fault: Fault, key: string, signal: AbortSignal | undefined): Promise<never> {
  if (fault === 'stall') return untilAborted(signal);
  if (fault === 'killed') throw new Killed(`killed at ${key}`);
  throw new HoldfastError({
    code: CODES[fault] ?? 's3-failed',
    message: `${key}: ${fault}, as the test's script says.`,
  });
}

function untilAborted(signal: AbortSignal | undefined): Promise<never> {
  return new Promise((_, reject) => {
    const stop = (): void => reject(signal?.reason as Error);
    if (signal?.aborted === true) stop();
    signal?.addEventListener('abort', stop);
  });
}

/** The same answer with one bit of its body turned. */
function damaged(result: GetResult): GetResult {
  const body = Buffer.from(result.body);
  const middle = body.length >> 1;
  if (body.length > 0) body[middle] = (body[middle] ?? 0) ^ 1;
  return { ...result, body };
}
