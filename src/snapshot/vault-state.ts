import { zstdDecompressSync } from 'node:zlib';
import * as v from 'valibot';
import { HoldfastError } from '../errors.ts';
import type { Store } from '../store/store.ts';
import { stateKey, statePrefix } from './keys.ts';
import { compressSync } from './zstd.ts';

/** One JSON document, decoded. */
const STATE_MAX_RAW_BYTES = 256 * 1024 * 1024;
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
  let newest: string | undefined;
  for await (const { objects } of store.list(statePrefix(mode), signal && { signal })) {
    newest = objects.at(-1)?.key ?? newest;
  }
  if (newest === undefined) return undefined;
  const { body } = await store.get(newest, signal && { signal });
  try {
    const raw = zstdDecompressSync(body, { maxOutputLength: STATE_MAX_RAW_BYTES });
    return v.parse(schema, JSON.parse(raw.toString('utf8')));
  } catch (cause) {
    throw new HoldfastError({
      code: 'corrupt-state',
      message: `${newest}, where mode ${mode} keeps what it saw in its last run, is damaged.`,
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
  await store.putNew(stateKey(mode, utc), body, signal && { signal });
}
