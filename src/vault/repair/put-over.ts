/** How a server lets right bytes be put where a delete marker or other bytes lie on top. */
import { HoldfastError } from '../../base/errors.ts';
import { PROBE_BYTES, PROBE_KEY } from '../../store/probe-object.ts';
import type { Store } from '../../store/store.ts';

/**
 * `conditional`: by a conditional PUT over a delete marker, as S3 does; `plain`: only by a PUT without the condition, which
 * the bucket allows; `none`: by neither; `unknown`: it may not be tried with these credentials.
 */
export type WayOver = 'conditional' | 'plain' | 'none' | 'unknown';

/** Two repairs at once put over each other's markers. */
const TRIES = 3;

/** Finds it out at the probe's key, where it disturbs nothing: a delete marker, and a PUT over it. Two requests or three. */
async function tryWayOver(store: Store, signal: AbortSignal): Promise<WayOver> {
  const options = { signal };
  try {
    for (let tries = 0; tries < TRIES; tries++) {
      await store.markDeleted(PROBE_KEY, options);
      if (await putsOverMarker(store, options)) return 'conditional';
      if ((await store.head(PROBE_KEY, options)) === undefined) break;
    }
  } catch (error) {
    if (isDenied(error)) return 'unknown';
    throw error;
  }
  try {
    await store.putOver(PROBE_KEY, PROBE_BYTES, options);
    return 'plain';
  } catch (error) {
    if (isDenied(error)) return 'none';
    throw error;
  }
}

async function putsOverMarker(store: Store, options: { readonly signal: AbortSignal }): Promise<boolean> {
  try {
    return (await store.putNew(PROBE_KEY, PROBE_BYTES, options)).created;
  } catch (error) {
    if (isNotServed(error)) return false;
    throw error;
  }
}

/** Of a PUT: with If-None-Match or a checksum, on some servers. */
export function isNotServed(error: unknown): error is HoldfastError {
  return error instanceof HoldfastError && error.code === 'not-implemented';
}

/** Asked once, when it is needed first. */
export function wayOverOf(store: Store, signal: AbortSignal): () => Promise<WayOver> {
  let way: Promise<WayOver> | undefined;
  return () => (way ??= tryWayOver(store, signal));
}

export function isDenied(error: unknown): error is HoldfastError {
  return error instanceof HoldfastError && error.code === 'access-denied';
}

/** The error where an object can be put over by no way: it is left as it was. */
export function cannotPutBack(what: string, cause?: unknown): HoldfastError {
  return new HoldfastError({
    code: 'cannot-put-back',
    message: `${what} was left as it was: this server takes no PUT that puts the right bytes back on top.`,
    why: 'It refuses a PUT with If-None-Match over a delete marker, or these credentials may not try that at v1/probe; and one without If-None-Match is refused, by a policy of the bucket or for want of s3:PutObject.',
    fix: 'Allow s3:PutObject and s3:DeleteObject on v1/probe, which repair needs to try it. If the server is one that refuses the conditional PUT (docs/providers.md), take the statement HoldfastNoOverwrite out of the policy of the bucket until it is put back.',
    cause,
  });
}
