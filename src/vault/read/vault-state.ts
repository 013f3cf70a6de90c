/** What a mode notes in the vault for its next run. */
import * as v from 'valibot';
import { HoldfastError } from '../../base/errors.ts';
import { LIMITS } from '../../base/limits.ts';
import type { Store } from '../../store/store.ts';
import { formatUtc, parseStateKey, stateKey, statePrefix, timeOfStamp } from '../format/keys.ts';
import { compressSync, decompressUpTo } from '../format/zstd.ts';

const STATE_ZSTD_LEVEL = 6;

/**
 * What a mode noted for its next run (verify's cursor, audit's baseline, the roots that prune has seen): the newest
 * document, or undefined before the first. Written by that mode's role alone, and never a proof that an object lives.
 * @throws corrupt-state
 */
export async function readState<T extends v.GenericSchema>(
  store: Store,
  mode: string,
  schema: T,
  signal?: AbortSignal,
): Promise<v.InferOutput<T> | undefined> {
  const newest = (await stateKeys(store, mode, signal)).at(-1);
  return newest === undefined ? undefined : readDocument(store, mode, newest, schema, signal);
}

/**
 * The newest document, and those that were written so shortly before it that its writer may not have read them. Of the
 * older ones only a part is wanted; damaged ones are left out.
 * @throws corrupt-state for the newest
 */
export async function readRecentStates<T extends v.GenericSchema, U extends v.GenericSchema>(
  store: Store,
  mode: string,
  { newest: schema, older }: { readonly newest: T; readonly older: U },
  spanSeconds: number,
  signal?: AbortSignal,
): Promise<{ readonly newest: v.InferOutput<T> | undefined; readonly older: readonly v.InferOutput<U>[] }> {
  const keys = await stateKeys(store, mode, signal);
  const newest = keys.pop();
  if (newest === undefined) return { newest, older: [] };
  const since = timeOfStamp(newest.slice(statePrefix(mode).length)).getTime() - spanSeconds * 1000;
  const first = statePrefix(mode) + formatUtc(new Date(since));
  const document = await readDocument(store, mode, newest, schema, signal);
  const found: v.InferOutput<U>[] = [];
  for (const key of keys.filter((name) => name >= first)) {
    try {
      found.push(await readDocument(store, mode, key, older, signal));
    } catch (error) {
      if (!(error instanceof HoldfastError && error.code === 'corrupt-state')) throw error;
    }
  }
  return { newest: document, older: found };
}

/** The oldest first. */
async function stateKeys(store: Store, mode: string, signal: AbortSignal | undefined): Promise<string[]> {
  const found: string[] = [];
  for await (const { objects } of store.list(statePrefix(mode), { signal }))
    found.push(...objects.map(({ key }) => key).filter((key) => parseStateKey(key) === mode));
  return found;
}

async function readDocument<T extends v.GenericSchema>(
  store: Store,
  mode: string,
  key: string,
  schema: T,
  signal: AbortSignal | undefined,
): Promise<v.InferOutput<T>> {
  const { body } = await store.get(key, { signal });
  try {
    const raw = decompressUpTo(body, LIMITS.stateMaxBytes, key);
    return v.parse(schema, JSON.parse(raw.toString('utf8')));
  } catch (cause) {
    throw new HoldfastError({
      code: 'corrupt-state',
      message: `${key}, where mode ${mode} keeps what it saw in its last run, is damaged.`,
      fix: 'Delete this one object: the next run begins afresh.',
      cause,
    });
  }
}

/** @param utc S3's clock */
export async function writeState(
  store: Store,
  mode: string,
  utc: Date,
  document: unknown,
  signal?: AbortSignal,
): Promise<void> {
  const body = compressSync(Buffer.from(JSON.stringify(document)), STATE_ZSTD_LEVEL);
  await store.putNew(stateKey(mode, utc), body, { signal });
}
