/**
 * Explains why nothing can be recovered if a server keeps no S3 versions. For the modes that looked for them in vain.
 */
import { providerPage } from '../../aws/provider/providers.ts';
import { HoldfastError } from '../../base/errors.ts';
import { isRealVersion, findSampleObject } from '../../store/sample-object.ts';
import type { Deps } from '../shared/command.ts';
import type { Vault } from './vault.ts';

/** Warns if an object of the vault has no S3 version; one request. */
export async function tellIfVersionless(vault: Vault, deps: Deps): Promise<void> {
  const why = await versionlessWhy(vault, deps);
  if (why === undefined) return;
  deps.emit({
    type: 'warning',
    class: 'bucket-versioning',
    message: 'The bucket keeps no S3 versions, as far as an object of the vault shows.',
    why,
    fix: `Use a bucket that keeps S3 versions, with versioning enabled. ${providerPage(vault.connection.settings.endpointUrl)}.`,
  });
}

/** Adds the reason to an error if the bucket keeps no deleted objects. */
export async function withVersionless(error: HoldfastError, vault: Vault, deps: Deps): Promise<HoldfastError> {
  const why = await versionlessWhy(vault, deps);
  if (why === undefined) return error;
  const { code, message, fix, exitCode } = error;
  return new HoldfastError({ code, message, why: `The bucket keeps no S3 versions: ${why}`, fix, exitCode });
}

async function versionlessWhy({ store }: Vault, { signal }: Deps): Promise<string | undefined> {
  const sample = await findSampleObject(store, signal).catch((error: unknown) => {
    if (error instanceof HoldfastError) return undefined;
    throw error;
  });
  if (sample === undefined || isRealVersion(sample.versionId)) return undefined;
  return `the answer about ${sample.key} names none. Without versions, deleted or overwritten objects are lost.`;
}
