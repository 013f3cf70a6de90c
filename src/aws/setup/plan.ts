/** Plans setup: the steps from the current state of the bucket to the wanted one. */
import type { Note, Wanted } from '../bucket/change.ts';
import { planPolicy, type PlannedStatement } from '../bucket/policy-plan.ts';
import { type AnySetting, SETTINGS, SETUP_SETTINGS, type SetupSettings } from '../bucket/settings.ts';
import { keyPatterns } from '../policies/roles.ts';
import { keyArns } from '../policies/session.ts';
import { type Line, part } from './line.ts';

export interface SetupPlan {
  /** In the order of their execution. */
  readonly lines: readonly Line[];
  readonly notes: readonly Note[];
  /** The bucket's policy as it will be, without the statement that refuses to overwrite. */
  readonly statements: readonly PlannedStatement[];
  /** Whether the policy already refuses to overwrite. */
  readonly refusesOverwrite: boolean;
  /** Statements of others that grant public access: nothing may be applied while they exist. */
  readonly openStatements: readonly string[];
  /** Whether the provider supports policies. */
  readonly hasPolicies: boolean;
}

/**
 * Plans the changes that make the bucket safe for a vault. No stricter setting is weakened, and nothing that belongs to
 * others is changed. A bucket that is already as wanted gives no step.
 *
 * @throws bucket-unsafe if a lifecycle rule of somebody else endangers the vault
 */
export function planSetup(settings: SetupSettings, asked: Wanted): SetupPlan {
  const wanted = { ...asked, vaultKeys: keysOf(settings, asked) };
  const policy = planPolicy(settings.policy.state === 'ok' ? settings.policy.value : undefined, wanted);
  const parts = SETUP_SETTINGS.map((name) => part(SETTINGS[name] as AnySetting, settings[name], wanted));
  return {
    lines: parts.map(({ line }) => line),
    notes: parts.flatMap(({ notes }) => notes),
    statements: policy.statements,
    refusesOverwrite: policy.refusesOverwrite,
    openStatements: policy.open,
    hasPolicies: settings.policy.state === 'ok',
  };
}

/**
 * Which KMS key a PUT may name. With a key of its own: that one. With the default key of the account: any key of the
 * account. With S3's own keys: none.
 */
function keysOf({ encryption }: SetupSettings, { place, accountId, ...wanted }: Wanted): string[] {
  const current = encryption.state === 'ok' ? encryption.value?.ApplyServerSideEncryptionByDefault : undefined;
  const named = [current?.KMSMasterKeyID, wanted.encryption.kmsKeyId].filter((key) => key !== undefined);
  const keys = [
    ...wanted.vaultKeys,
    ...named.flatMap((key) => keyPatterns(key, { partition: place.partition, accountId })),
  ];
  const usesKms = [current?.SSEAlgorithm, wanted.encryption.mode].some((name) => name?.startsWith('aws:kms'));
  return keys.length === 0 && usesKms ? keyArns(place.partition, [accountId]) : keys;
}
