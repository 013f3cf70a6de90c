/** The default encryption of a bucket: what it is worth, and how setup changes it. */
import type { EncryptionType, ServerSideEncryptionRule } from '@aws-sdk/client-s3';
import { sameJson } from '../policies/roles.ts';
import { type Planned, type Step, stricter, type Wanted } from './change.ts';
import { failed, type JudgedVault, type Judgement, passed, TRY_IT } from './setting.ts';

export function algorithmOf(rule: ServerSideEncryptionRule | undefined): string | undefined {
  return rule?.ApplyServerSideEncryptionByDefault?.SSEAlgorithm;
}

/** An object shows what is really done, whatever the bucket says. */
export function judgeEncryption(
  rule: ServerSideEncryptionRule | undefined,
  { bucket, object }: JudgedVault,
): Judgement {
  const algorithm = algorithmOf(rule);
  const seen = object?.serverSideEncryption;
  if (algorithm !== undefined && object !== undefined && seen === undefined)
    return failed(
      `The bucket says that it encrypts with ${algorithm} by default, but a stored object is not encrypted.`,
      {
        evidence: [`No answer about ${object.key} names its encryption.`],
        fix: TRY_IT,
      },
    );
  if (algorithm !== undefined) return passed(`The bucket encrypts with ${algorithm} by default.`);
  if (seen !== undefined) return passed('Stored objects are encrypted, though the bucket does not do so by default.');
  const rules = '{"Rules":[{"ApplyServerSideEncryptionByDefault":{"SSEAlgorithm":"AES256"}}]}';
  return failed('The bucket does not encrypt what is stored in it.', {
    fix: `aws s3api put-bucket-encryption --bucket ${bucket} --server-side-encryption-configuration '${rules}'`,
  });
}

/** From none to the strictest. */
const ALGORITHMS: readonly (string | undefined)[] = [undefined, 'AES256', 'aws:kms', 'aws:kms:dsse'];

export function planEncryption(rule: ServerSideEncryptionRule | undefined, wanted: Wanted): Planned {
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
