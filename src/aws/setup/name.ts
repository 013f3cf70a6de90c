/** Names of buckets in the private namespace of an account in a region: nobody else can create or claim one. */
import { HoldfastError } from '../../base/errors.ts';

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/gpbucketnamespaces.html */
export const ACCOUNT_REGIONAL = 'account-regional';

/**
 * The namespace in which a bucket must be created, derived from its name: `PREFIX-ACCOUNT-REGION-an`. undefined: the
 * namespace shared by all accounts.
 *
 * @throws bad-input for the name of another account or region: S3 would refuse it with a less clear message
 */
export function namespaceOf(
  bucket: string,
  { accountId, region }: { readonly accountId: string | undefined; readonly region: string | undefined },
): typeof ACCOUNT_REGIONAL | undefined {
  const [, account, place] = /-(\d{12})-([a-z]{2,}(?:-[a-z]+)+-\d+)-an$/.exec(bucket) ?? [];
  if (account === undefined || place === undefined) return undefined;
  const isOther = (wanted: string | undefined, named: string): boolean => wanted !== undefined && wanted !== named;
  if (!isOther(accountId, account) && !isOther(region, place)) return ACCOUNT_REGIONAL;
  throw new HoldfastError({
    code: 'bad-input',
    message: `The bucket ${bucket} cannot be created: its name belongs to account ${account} in ${place}.`,
    why: `A name that ends with -ACCOUNT-REGION-an lies in the namespace of that account alone. These credentials belong to ${accountId ?? 'an account that is not known'}, and the region is ${region ?? 'not given'}.`,
    fix: 'Use the account and region of these credentials in the name, or choose a name without that ending.',
  });
}
