/** Plans setup: the steps from the current state of the bucket to the wanted one. */
import type { EncryptionType, ServerSideEncryptionRule } from '@aws-sdk/client-s3';
import {
  type BucketSettings,
  type Lock,
  lockOf,
  mapReading,
  PUBLIC_ACCESS_SWITCHES,
  type ValueOf,
} from '../bucket/settings.ts';
import { keyPatterns, sameJson } from '../policies/roles.ts';
import { keyArns } from '../policies/session.ts';
import { planPolicy, type PlannedStatement } from './bucket-policy.ts';
import type { BucketFacts } from './facts.ts';
import { planLifecycle } from './lifecycle.ts';
import { part, stricter, type Line, type Note, type Part, type Planned, type Step, type Wanted } from './line.ts';

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
export function planSetup(facts: BucketFacts, wanted: Wanted): SetupPlan {
  const policy = planPolicy(facts.policy, { ...wanted, vaultKeys: keysOf(facts, wanted) });
  const parts: readonly Part[] = [
    part('public access block', facts.openSwitches, planPublicAccess),
    part('object ownership', facts.ownership, planOwnership),
    part('versioning', facts.versioning, planVersioning),
    part('encryption', facts.encryption, (rule) => planEncryption(rule, wanted)),
    part('lifecycle', facts.lifecycle, (lifecycle) => planLifecycle(lifecycle, wanted)),
    part('Object Lock', mapReading(facts.objectLock, lockOf), (lock) => planObjectLock(lock, wanted.objectLockDays)),
    policy.part,
  ];
  return {
    lines: parts.map(({ line }) => line),
    notes: parts.flatMap(({ notes }) => notes),
    statements: policy.statements,
    refusesOverwrite: policy.refusesOverwrite,
    openStatements: policy.open,
    hasPolicies: facts.policy.state === 'ok',
  };
}

/**
 * Which KMS key a PUT may name. With a key of its own: that one. With the default key of the account: any key of the
 * account. With S3's own keys: none.
 */
function keysOf({ encryption }: BucketFacts, { place, accountId, ...wanted }: Wanted): string[] {
  const current = encryption.state === 'ok' ? encryption.value?.ApplyServerSideEncryptionByDefault : undefined;
  const named = [current?.KMSMasterKeyID, wanted.encryption.kmsKeyId].filter((key) => key !== undefined);
  const keys = [
    ...wanted.vaultKeys,
    ...named.flatMap((key) => keyPatterns(key, { partition: place.partition, accountId })),
  ];
  const usesKms = [current?.SSEAlgorithm, wanted.encryption.mode].some((name) => name?.startsWith('aws:kms'));
  return keys.length === 0 && usesKms ? keyArns(place.partition, [accountId]) : keys;
}

function planPublicAccess(open: readonly string[]): Planned {
  if (open.length === 0) return { now: 'blocked' };
  const block = (isOn: (name: string) => boolean): Step => {
    const switches = Object.fromEntries(PUBLIC_ACCESS_SWITCHES.map((name) => [name, isOn(name)]));
    return { operation: 'PutPublicAccessBlock', input: { PublicAccessBlockConfiguration: switches } };
  };
  const isAllOpen = open.length === PUBLIC_ACCESS_SWITCHES.length;
  const undo: Step = isAllOpen
    ? { operation: 'DeletePublicAccessBlock', input: {} }
    : block((name) => !open.includes(name));
  return { now: `off: ${open.join(', ')}`, then: 'blocked', step: block(() => true), undo };
}

const OWNER_ENFORCED = 'BucketOwnerEnforced';

function planOwnership(now: string): Planned {
  if (now === OWNER_ENFORCED) return { now };
  const put = (ObjectOwnership: string): Step => {
    return { operation: 'PutBucketOwnershipControls', input: { OwnershipControls: { Rules: [{ ObjectOwnership }] } } };
  };
  return { now, then: OWNER_ENFORCED, step: put(OWNER_ENFORCED), undo: put(now) };
}

function planVersioning({ status }: ValueOf<BucketSettings['versioning']>): Planned {
  if (status === 'Enabled') return { now: status };
  const step: Step = { operation: 'PutBucketVersioning', input: { VersioningConfiguration: { Status: 'Enabled' } } };
  return { now: status === 'never' ? 'never enabled' : status, then: 'Enabled', step };
}

/** From none to the strictest. */
const ALGORITHMS: readonly (string | undefined)[] = [undefined, 'AES256', 'aws:kms', 'aws:kms:dsse'];

function planEncryption(rule: ServerSideEncryptionRule | undefined, wanted: Wanted): Planned {
  const { mode, kmsKeyId } = wanted.encryption;
  const current = rule?.ApplyServerSideEncryptionByDefault;
  const algorithm = mode === 'bucket-default' ? 'AES256' : mode;
  const [is, shall] = [ALGORITHMS.indexOf(current?.SSEAlgorithm), ALGORITHMS.indexOf(algorithm)];
  const isOtherKey = is === shall && kmsKeyId !== undefined && !isKey(current?.KMSMasterKeyID, kmsKeyId);
  const blocked = blockedTypes(rule, wanted.place.aws);
  const isStricter = is > shall;
  const keeps = isStricter || (is === shall && !isOtherKey);
  const now = encryptionText(rule);
  const notes = isStricter && mode !== 'bucket-default' ? [stricter('encryption', now, algorithm)] : [];
  if (keeps && sameJson(blocked, rule?.BlockedEncryptionTypes)) return { now, notes };
  const next = { SSEAlgorithm: algorithm, ...(kmsKeyId !== undefined && { KMSMasterKeyID: kmsKeyId }) };
  // A bucket key makes one call to KMS for many objects; DSSE does not support it.
  const bucketKey = !keeps && algorithm === 'aws:kms' ? { BucketKeyEnabled: true } : {};
  const changed: ServerSideEncryptionRule = {
    ...rule,
    ...(!keeps && { ApplyServerSideEncryptionByDefault: next }),
    ...bucketKey,
    ...(blocked && { BlockedEncryptionTypes: blocked }),
  };
  const put = (Rules: readonly ServerSideEncryptionRule[]): Step => {
    return { operation: 'PutBucketEncryption', input: { ServerSideEncryptionConfiguration: { Rules } } };
  };
  const undo: Step = rule === undefined ? { operation: 'DeleteBucketEncryption', input: {} } : put([rule]);
  return { now, then: encryptionText(changed), step: put([changed]), undo, notes };
}

const CUSTOMER_KEYS = 'SSE-C';

/**
 * Objects under a key of the writer (SSE-C) are blocked, unless somebody has allowed them explicitly: that is for other
 * data in the bucket, and the policy refuses them in the vault in any case. Only AWS has this setting.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/blocking-unblocking-s3-c-encryption-gpb.html
 */
function blockedTypes(rule: ServerSideEncryptionRule | undefined, aws: boolean) {
  const now = rule?.BlockedEncryptionTypes;
  const isAnswered = (now?.EncryptionType ?? []).length > 0;
  return aws && !isAnswered ? { EncryptionType: [CUSTOMER_KEYS] as EncryptionType[] } : now;
}

function encryptionText(rule: ServerSideEncryptionRule | undefined): string {
  const { SSEAlgorithm, KMSMasterKeyID } = rule?.ApplyServerSideEncryptionByDefault ?? {};
  const text = [SSEAlgorithm ?? 'none', KMSMasterKeyID].filter(Boolean).join(' by ');
  return rule?.BlockedEncryptionTypes?.EncryptionType?.includes(CUSTOMER_KEYS) === true
    ? `${text}, ${CUSTOMER_KEYS} blocked`
    : text;
}

/** S3 returns a key as it was given: an id, an ARN or an alias. */
function isKey(now: string | undefined, wanted: string): boolean {
  return now === wanted || now?.endsWith(`:key/${wanted}`) === true || wanted.endsWith(`:key/${now}`);
}

function planObjectLock(lock: Lock | undefined, days: number | undefined): Planned {
  const now = lock === undefined ? 'off' : lock.mode === undefined ? 'on, no default' : lockText(lock.mode, lock.days);
  if (days === undefined) return { now };
  if (lock !== undefined && lock.days >= days)
    return { now, notes: lock.days > days ? [stricter('Object Lock', now, `${days} days`)] : [] };
  const Mode = lock?.mode ?? 'GOVERNANCE';
  const put = (retention: object | undefined): Step => {
    const Rule = retention === undefined ? {} : { Rule: { DefaultRetention: retention } };
    const ObjectLockConfiguration = { ObjectLockEnabled: 'Enabled', ...Rule };
    return { operation: 'PutObjectLockConfiguration', input: { ObjectLockConfiguration } };
  };
  // Once enabled it stays enabled; only its default can be undone.
  const undo = put(lock?.mode === undefined ? undefined : { Mode: lock.mode, Days: lock.days });
  return { now, then: lockText(Mode, days), step: put({ Mode, Days: days }), undo };
}

function lockText(mode: string, days: number): string {
  return `${mode.toLowerCase()}, ${days} days`;
}
