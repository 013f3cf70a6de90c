/** One stored object of the vault: it shows what the server really does, whatever the calls for settings say. */
import { PROBE_KEY } from './probe-object.ts';
import type { HeadResult, Store } from './store.ts';

/** An object and what HEAD says of it. */
export interface SampleObject extends HeadResult {
  readonly key: string;
}

/**
 * The probe's object or, where there is none, a root: one request, or three. undefined in a vault that holds neither.
 */
export async function findSampleObject(
  store: Store,
  signal: AbortSignal | undefined,
): Promise<SampleObject | undefined> {
  const options = { signal };
  const probe = await store.head(PROBE_KEY, options);
  if (probe !== undefined) return { ...probe, key: PROBE_KEY };
  for await (const { objects } of store.list('v1/roots/', options)) {
    const key = objects.at(-1)?.key;
    if (key === undefined) continue;
    const root = await store.head(key, options);
    return root && { ...root, key };
  }
  return undefined;
}

/**
 * S3 says `null` of what was written while versioning was off; a server that keeps no S3 versions says it too, or
 * nothing.
 */
export function isRealVersion(versionId: string | undefined): versionId is string {
  return versionId !== undefined && versionId !== '' && versionId !== 'null';
}
