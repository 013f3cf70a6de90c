/** Runs all checks of bucket, account and roles, and reads what they need. */
import { statementsOf } from '../bucket/policy-checks.ts';
import { mapReading, type Reading } from '../bucket/reading.ts';
import type { AuditedVault } from '../bucket/setting.ts';
import type { BucketSettings } from '../bucket/settings.ts';
import type { CallerIdentity } from '../credentials/sts.ts';
import { type Access, reviewBucketPolicy, reviewRole } from './access.ts';
import type { AccountReader, RoleFacts } from './account.ts';
import type { Finding } from './finding.ts';
import { checkAccountBlock, checkKeyPolicy } from './guards.ts';
import { checkSettings } from './settings.ts';
import { ownerOf } from '../policies/evaluate.ts';
import { checkProvider } from './trust.ts';

export interface Review {
  readonly findings: readonly Finding[];
  readonly access: readonly Access[];
}

/** Reviews the bucket, the account and the roles, and reads what that needs of the account. */
export async function review(
  facts: BucketSettings,
  vault: AuditedVault,
  roles: readonly string[],
  identity: CallerIdentity | undefined,
  account: AccountReader,
): Promise<Review> {
  const policy = statementsOf(facts.policy);
  const [openSwitches, key, read] = await Promise.all([
    readBlock(vault, account),
    readKey(facts, account),
    Promise.all(roles.map(async (arn) => ({ arn, role: await readRole(arn, identity, account) }))),
  ]);
  const providers = await readProviders(read, account);
  const reviewed = [
    reviewBucketPolicy(policy, vault),
    ...read.map(({ arn, role }) => reviewRole(arn, role, policy, vault)),
  ];
  return {
    findings: [
      ...checkSettings(facts, vault),
      checkAccountBlock(openSwitches, vault),
      checkKeyPolicy(key.name, key.policy, vault),
      ...reviewed.flatMap(({ findings }) => findings),
      ...providers,
    ],
    access: reviewed.flatMap(({ access }) => access),
  };
}

async function readBlock({ accountId }: AuditedVault, account: AccountReader): Promise<Reading<readonly string[]>> {
  if (accountId !== undefined) return account.openSwitches(accountId);
  return { state: 'unknown', reason: 'The account of the bucket is not known (set expected-bucket-owner).' };
}

interface Key {
  readonly name: Reading<string | undefined>;
  readonly policy: Reading<string> | undefined;
}

/** The key that AWS manages for S3 has a policy that nobody can change. */
async function readKey({ encryption }: BucketSettings, account: AccountReader): Promise<Key> {
  const name = mapReading(encryption, (rule) => rule?.ApplyServerSideEncryptionByDefault?.KMSMasterKeyID);
  const key = name.state === 'ok' ? name.value : undefined;
  if (key === undefined) return { name, policy: undefined };
  if (key.endsWith('alias/aws/s3')) return { name: { state: 'ok', value: undefined }, policy: undefined };
  return { name, policy: await account.keyPolicy(key) };
}

async function readRole(
  arn: string,
  identity: CallerIdentity | undefined,
  account: AccountReader,
): Promise<Reading<RoleFacts | 'missing'>> {
  const [own, accountOfRole] = [identity?.accountId, ownerOf(arn)];
  if (own !== undefined && own !== accountOfRole)
    return {
      state: 'unknown',
      reason: `The role belongs to account ${accountOfRole}. IAM shows only the roles of account ${own}.`,
    };
  return account.role(arn.slice(arn.lastIndexOf('/') + 1));
}

/** Each provider that a trust policy names, once. */
async function readProviders(
  roles: readonly { readonly role: Reading<RoleFacts | 'missing'> }[],
  account: AccountReader,
): Promise<readonly Finding[]> {
  const trusts = roles.flatMap(({ role }) =>
    role.state === 'ok' && role.value !== 'missing' ? [role.value.trust] : [],
  );
  const arns = trusts.flatMap((text) => {
    const statements = statementsOf({ state: 'ok', value: text });
    return statements.state === 'ok'
      ? statements.value.flatMap(({ principals }) => principals?.['Federated'] ?? [])
      : [];
  });
  const providers = [...new Set(arns)].filter((arn) => arn.includes(':oidc-provider/'));
  return Promise.all(providers.map(async (arn) => checkProvider(arn, await account.provider(arn))));
}

/** The roles to review: the role of the credentials, if there is one, and those that were named; each once. */
export function rolesToReview(identity: CallerIdentity | undefined, named: readonly string[]): readonly string[] {
  const [, partition, account, name] =
    /^arn:([^:]+):sts::([^:]*):assumed-role\/([^/]+)\//.exec(identity?.arn ?? '') ?? [];
  if (name === undefined) return [...new Set(named)];
  // A session does not tell the path of its role.
  const isNamed = named.some((arn) => ownerOf(arn) === account && arn.endsWith(`/${name}`));
  const own = `arn:${partition}:iam::${account}:role/${name}`;
  return [...new Set(isNamed ? named : [own, ...named])];
}
