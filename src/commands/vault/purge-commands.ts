/** The commands by which the owner of a bucket deletes removed snapshots for good. */
import { mapBounded } from '../../base/async.ts';
import type { Inputs } from '../../inputs/inputs.ts';
import type { PruneOutcome } from '../../vault/prune/prune.ts';
import { versionsOfKey } from '../../vault/read/versions.ts';
import type { Vault } from './vault.ts';

const LISTS_IN_FLIGHT = 16;

/**
 * Commands by which the owner of the bucket deletes for good what was removed: every S3 version with bytes of the root and
 * of the objects that it alone needed. Holdfast has neither the verb nor the right.
 */
export async function purgeCommands(
  { store }: Vault,
  { bucket, prefix }: Inputs,
  { series, objects, putBack }: PruneOutcome,
  signal: AbortSignal,
): Promise<readonly string[]> {
  const roots = series.flatMap(({ snapshots }) => snapshots.map(({ place }) => place.key));
  const keys = [...roots, ...objects.map(({ key }) => key)].filter((key) => !putBack.includes(key));
  const lines = await mapBounded(keys, LISTS_IN_FLIGHT, async (key) => {
    const found: string[] = [];
    for await (const { versionId, isDeleteMarker } of versionsOfKey(store, key, signal)) {
      if (isDeleteMarker) continue;
      const fullKey = prefix === '' ? key : `${prefix}/${key}`;
      found.push(
        `aws s3api delete-object --bucket ${bucket} --key ${shellWord(fullKey)} --version-id=${shellWord(versionId)}`,
      );
    }
    return found;
  });
  return lines.flat();
}

/** One word for a shell, whatever is in it. */
function shellWord(text: string): string {
  return /^[A-Za-z0-9._/@-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}
