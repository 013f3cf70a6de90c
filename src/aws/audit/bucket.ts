import type { LifecycleRule } from '@aws-sdk/client-s3';
import { LIMITS } from '../../limits.ts';
import { covers, judgePosture } from '../bucket-checks.ts';
import { postureOf, type Reading } from '../posture.ts';
import type { CheckId } from './checks.ts';
import type { BucketFacts } from './facts.ts';
import { failed, type Finding, passed, unknown } from './finding.ts';
import { concerns, type Condition, conditionsHold, deniesAll, matchesAction, type Statement } from './policy.ts';

/** Where the vault lies. */
export interface Place {
  readonly bucket: string;
  /** Without slashes at its ends; '' is the bucket itself. */
  readonly prefix: string;
  readonly partition: string;
  /** Account of the bucket, where it is known. */
  readonly accountId: string | undefined;
  /** Whether the server is AWS's own. */
  readonly onAws: boolean;
  /** An object of the vault was seen to be encrypted, whatever the bucket does by default. */
  readonly encryptionSeen: boolean;
}

export function bucketArn({ partition, bucket }: Place): string {
  return `arn:${partition}:s3:::${bucket}`;
}

/** ARNs of the vault's keys below `v1/`. */
export function objectArn(place: Place, path: string): string {
  const { prefix } = place;
  return `${bucketArn(place)}/${prefix === '' ? '' : `${prefix}/`}v1/${path}`;
}

/** One finding at least for each check of the bucket's settings. Pure. */
export function checkBucket(facts: BucketFacts, place: Place): readonly Finding[] {
  const { bucket } = place;
  const put = (rest: string): string => `aws s3api ${rest.replace(' ', ` --bucket ${bucket} `)}`;
  const on = <T>(check: CheckId, reading: Reading<T>, judge: (value: T) => Finding): Finding =>
    judged(check, bucket, reading, judge);
  return [
    on('versioning', facts.versioning, ({ status }) =>
      status === 'Enabled'
        ? passed('versioning', bucket, 'Versioning is enabled.')
        : failed(
            'versioning',
            bucket,
            status === 'Suspended' ? 'Versioning is suspended.' : 'There is no versioning.',
            {
              fix: put('put-bucket-versioning --versioning-configuration Status=Enabled'),
            },
          ),
    ),
    on('mfa-delete', facts.versioning, ({ mfaDelete }) =>
      mfaDelete
        ? passed('mfa-delete', bucket, 'Deleting S3 versions asks for a second factor.')
        : failed('mfa-delete', bucket, 'MFA delete is off.', {
            fix: 'Optional, and not possible together with lifecycle rules: see the page.',
          }),
    ),
    on('encryption', facts.encryption, (value) => {
      if (value !== undefined)
        return passed('encryption', bucket, `The bucket encrypts with ${String(value.algorithm)} by default.`);
      return place.encryptionSeen
        ? passed('encryption', bucket, 'Stored objects are encrypted, though the bucket does not do so by default.')
        : failed('encryption', bucket, 'The bucket does not encrypt what is stored in it.', {
            fix: put(
              `put-bucket-encryption --server-side-encryption-configuration '{"Rules":[{"ApplyServerSideEncryptionByDefault":{"SSEAlgorithm":"AES256"}}]}'`,
            ),
          });
    }),
    on('public-access-block', facts.openSwitches, (open) =>
      open.length === 0
        ? passed('public-access-block', bucket, 'Public access is blocked.')
        : failed('public-access-block', bucket, 'The bucket does not block public access.', {
            evidence: open.map((name) => `${name} is off`),
            fix: put(`put-public-access-block --public-access-block-configuration ${ALL_BLOCKED}`),
          }),
    ),
    on('public-policy', facts.policyIsPublic, (isPublic) =>
      isPublic
        ? failed('public-policy', bucket, 'The bucket policy makes the bucket public.', {
            fix: `Remove the public statement: ${put('get-bucket-policy --query Policy')}`,
          })
        : passed('public-policy', bucket, 'The bucket policy is not public.'),
    ),
    on('public-acl', facts.publicGrants, (grants) =>
      grants.length > 0
        ? failed('public-acl', bucket, 'The ACL of the bucket is public.', {
            evidence: grants.map((grant) => `${grant} for everybody`),
            fix: put('put-bucket-acl --acl private'),
          })
        : passed('public-acl', bucket, 'The ACL of the bucket is not public.'),
    ),
    on('object-ownership', facts.ownership, (ownership) =>
      ownership === 'BucketOwnerEnforced'
        ? passed('object-ownership', bucket, 'ACLs are off: the owner of the bucket owns every object.')
        : failed('object-ownership', bucket, `ACLs are in force (${ownership ?? 'ObjectWriter'}).`, {
            fix: put(
              'put-bucket-ownership-controls --ownership-controls Rules=[{ObjectOwnership=BucketOwnerEnforced}]',
            ),
          }),
    ),
    on('replication', facts.replication, (targets) =>
      targets.length > 0
        ? passed('replication', bucket, 'The bucket is replicated.', targets)
        : failed('replication', bucket, 'The bucket is not replicated.', {
            fix: 'Optional: a rule that copies the vault to a bucket of another account (see the page), without delete markers.',
          }),
    ),
    on('logging', facts.logging, (target) =>
      target === undefined
        ? failed('logging', bucket, 'Access to the bucket is not logged.', {
            fix: put(
              `put-bucket-logging --bucket-logging-status '{"LoggingEnabled":{"TargetBucket":"LOG-BUCKET","TargetPrefix":"${bucket}/"}}'`,
            ),
          })
        : passed('logging', bucket, 'Access is logged.', [`to ${target}`]),
    ),
    ...checkLifecycle(facts, place),
  ];
}

const ALL_BLOCKED = 'BlockPublicAcls=true,IgnorePublicAcls=true,BlockPublicPolicy=true,RestrictPublicBuckets=true';

/** What a reading means, or why it says nothing. */
export function judged<T>(check: CheckId, subject: string, reading: Reading<T>, judge: (value: T) => Finding): Finding {
  return reading.state === 'ok' ? judge(reading.value) : unread(check, subject, reading);
}

export function unread(check: CheckId, subject: string, reading: Exclude<Reading<unknown>, { state: 'ok' }>): Finding {
  return reading.state === 'denied'
    ? unknown(check, subject, `The credentials lack ${reading.permission}.`, reading.permission)
    : unknown(check, subject, `Not known: ${reading.reason}`);
}

function checkLifecycle(facts: BucketFacts, place: Place): readonly Finding[] {
  const { bucket, prefix } = place;
  const { lifecycle } = facts;
  const ids = ['lifecycle-harm', 'lifecycle-foreign', 'noncurrent-expiry', 'abort-multipart'] as const;
  if (lifecycle.state !== 'ok') return ids.map((check) => unread(check, bucket, lifecycle));
  const rules = lifecycle.value.filter((rule) => rule.Status === 'Enabled' && covers(rule, prefix));
  const show = `aws s3api get-bucket-lifecycle-configuration --bucket ${bucket}`;
  const foreign = rules.filter(({ ID = '' }) => !/^holdfast/i.test(ID)).map(nameOf);
  const days = noncurrentDays(rules);
  return [
    ...harmfulRules(facts, place, show),
    foreign.length === 0
      ? passed('lifecycle-foreign', bucket, 'No other lifecycle rules concern the vault.')
      : failed('lifecycle-foreign', bucket, 'Lifecycle rules that setup did not write concern the vault.', {
          evidence: foreign,
          fix: `Check each rule, or give it a prefix that leaves the vault out: ${show}`,
        }),
    days === undefined
      ? failed('noncurrent-expiry', bucket, 'Noncurrent S3 versions never expire.', { fix: setupCommand(place) })
      : passed('noncurrent-expiry', bucket, `Noncurrent S3 versions expire after ${String(days)} days.`),
    rules.some((rule) => rule.AbortIncompleteMultipartUpload?.DaysAfterInitiation !== undefined)
      ? passed('abort-multipart', bucket, 'Multipart uploads that were not finished are removed.')
      : failed('abort-multipart', bucket, 'Multipart uploads that were not finished stay for ever.', {
          fix: setupCommand(place),
        }),
  ];
}

/** A command that mends, whole but for what only its reader knows. */
export function commandFor(mode: string, { bucket, prefix }: Pick<Place, 'bucket' | 'prefix'>, flags: string): string {
  return `holdfast ${mode} --bucket ${bucket}${prefix === '' ? '' : ` --prefix ${prefix}`} ${flags}`;
}

function setupCommand(place: Place): string {
  return commandFor('setup', place, '--backup-roles ARN --apply');
}

/** The judgement that a backup makes as well, with its two degrees told apart further. */
function harmfulRules(facts: BucketFacts, { bucket, prefix }: Place, show: string): readonly Finding[] {
  const vault = { prefix, encryptionRequested: true, encryptionSeen: true };
  const found = judgePosture(postureOf(facts), vault).filter(({ check }) => check === 'lifecycle');
  return found.map(({ severity, message, why }) => {
    if (severity === 'ok') return passed('lifecycle-harm', bucket, message, [WINDOW]);
    const deletesCurrent = message.includes('deletes current');
    const degree = severity === 'warn' ? 'low' : deletesCurrent ? 'critical' : 'high';
    const fix = `Remove the rule, or give it a prefix that leaves the vault out: ${show}`;
    return failed('lifecycle-harm', bucket, message, {
      severity: degree,
      evidence: why === undefined ? [] : [why],
      fix,
    });
  });
}

const DAY = 24 * 3600;
const WINDOW = `needed: ${String(LIMITS.noncurrentMinSeconds / DAY)} days at least, more than the ${String(LIMITS.graceSeconds / 3600)} hours that prune waits and the time between two prunes`;

/** The fewest days after which any of the rules takes noncurrent S3 versions; undefined: none does. */
export function noncurrentDays(rules: readonly LifecycleRule[]): number | undefined {
  const days = rules.flatMap((rule) => rule.NoncurrentVersionExpiration?.NoncurrentDays ?? []);
  return days.length === 0 ? undefined : Math.min(...days);
}

function nameOf({ ID }: LifecycleRule): string {
  return JSON.stringify(ID ?? '(without ID)');
}

/**
 * What the bucket policy refuses, and Object Lock, which matters less the more is refused.
 *
 * @param policy its statements
 */
export function checkDenials(
  policy: Reading<readonly Statement[]>,
  objectLock: BucketFacts['objectLock'],
  place: Place,
): readonly Finding[] {
  const { bucket } = place;
  const ids = ['tls-only', 'deny-overwrite', 'deny-delete', 'deny-rules'] as const;
  if (policy.state !== 'ok') {
    const lock = checkObjectLock(objectLock, place, false);
    return [...ids.map((check) => unread(check, bucket, policy)), lock];
  }
  const statements = policy.value;
  const kinds = ['roots', 'packs', 'parts'].map((kind) => objectArn(place, `${kind}/*`));
  const overwrite = refusal(statements, ['s3:PutObject'], kinds, OVERWRITE);
  const remove = refusal(statements, ['s3:DeleteObjectVersion'], kinds);
  const rules = refusal(statements, RULE_ACTIONS, [bucketArn(place)]);
  return [
    checkTls(statements, place),
    overwrite.gaps.length === 0
      ? passed('deny-overwrite', bucket, 'The bucket policy denies overwriting.', overwrite.to)
      : failed(
          'deny-overwrite',
          bucket,
          'The bucket policy does not deny overwriting: PutObject without If-None-Match.',
          {
            severity: place.onAws ? 'high' : 'medium',
            evidence: overwrite.gaps,
            fix: place.onAws
              ? setupCommand(place)
              : 'Run setup, which finds out whether this server can refuse it. Where it cannot: audit every 10 days at least, and repair what was overwritten.',
          },
        ),
    remove.gaps.length === 0
      ? passed('deny-delete', bucket, 'The bucket policy denies deleting S3 versions.', remove.to)
      : failed('deny-delete', bucket, 'The bucket policy does not deny deleting S3 versions to anybody.', {
          evidence: remove.gaps,
          fix: setupCommand(place),
        }),
    rules.gaps.length === 0
      ? passed('deny-rules', bucket, 'The bucket policy denies changes of the rules.', rules.to)
      : failed('deny-rules', bucket, 'The bucket policy does not deny changes of the rules to anybody.', {
          evidence: rules.gaps,
          fix: setupCommand(place),
        }),
    checkObjectLock(objectLock, place, overwrite.gaps.length + remove.gaps.length === 0),
  ];
}

/** Actions by which the protections of a bucket can be taken away. */
export const RULE_ACTIONS = [
  's3:DeleteBucketPolicy',
  's3:PutBucketPolicy',
  's3:PutBucketVersioning',
  's3:PutLifecycleConfiguration',
];

/** A plain PutObject that would overwrite: https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-writes-enforce.html */
export const OVERWRITE = {
  'aws:securetransport': 'true',
  's3:if-none-match': undefined,
  's3:objectcreationoperation': 'true',
  's3:x-amz-copy-source': undefined,
  's3:x-amz-server-side-encryption-customer-algorithm': undefined,
};

function checkTls(statements: readonly Statement[], place: Place): Finding {
  const objects = ['s3:GetObject', 's3:PutObject'];
  const plain = { 'aws:securetransport': 'false' };
  const gaps = [
    ...refusal(statements, objects, [objectArn(place, '*')], plain, 'everybody').gaps,
    ...refusal(statements, ['s3:ListBucket'], [bucketArn(place)], plain, 'everybody').gaps,
  ];
  if (gaps.length === 0) return passed('tls-only', place.bucket, 'The bucket policy denies requests without TLS.');
  return failed('tls-only', place.bucket, 'The bucket policy allows requests without TLS.', {
    evidence: gaps,
    fix: setupCommand(place),
  });
}

interface Refusal {
  /** Which action on what no statement denies. */
  readonly gaps: readonly string[];
  /** To whom the statements deny it. */
  readonly to: readonly string[];
}

/**
 * Whether each action is denied on each resource: to everybody, or (the default) to anybody at all: conditions that pick
 * principals are taken as met, since whom they pick is told by `to`.
 */
function refusal(
  statements: readonly Statement[],
  actions: readonly string[],
  resources: readonly string[],
  context: Parameters<typeof conditionsHold>[1] = {},
  whom: 'everybody' | 'anybody' = 'anybody',
): Refusal {
  const to = new Set<string>();
  const gaps: string[] = [];
  for (const action of actions) {
    for (const resource of resources) {
      const found = statements.filter(
        (statement) =>
          statement.effect === 'Deny' &&
          matchesAction(statement, action) &&
          deniesAll(statement, resource) &&
          (whom === 'anybody' || concerns(statement, NOBODY)) &&
          conditionsHold(whom === 'everybody' ? statement.conditions : withoutPrincipals(statement), context) === 'yes',
      );
      if (found.length === 0) gaps.push(`${action} is not denied on ${resource.replace(/^arn:[^/]*:::/, '')}`);
      for (const statement of found) to.add(`to ${whomOf(statement)}`);
    }
  }
  return { gaps, to: [...to] };
}

/** Only a statement about all principals speaks of this one. */
const NOBODY = { arn: '', accountId: undefined };

const PRINCIPAL_KEYS = /^aws:(principal|userid|username)/i;

function withoutPrincipals({ conditions }: Statement): readonly Condition[] {
  return conditions.filter(({ key }) => !PRINCIPAL_KEYS.test(key));
}

function whomOf({ principals, notPrincipals, conditions }: Statement): string {
  const named = principals ?? notPrincipals ?? {};
  const names = Object.values(named).flat();
  const who = names.includes('*') ? 'everybody' : names.join(', ');
  const picked = conditions
    .filter(({ key }) => PRINCIPAL_KEYS.test(key))
    .map(({ operator, key, values }) => `${operator} ${key} ${values.join(', ')}`);
  const all = notPrincipals === undefined ? who : `everybody but ${who}`;
  return picked.length === 0 ? all : `${all} with ${picked.join(' and ')}`;
}

function checkObjectLock(objectLock: BucketFacts['objectLock'], place: Place, isGuarded: boolean): Finding {
  return judged('object-lock', place.bucket, objectLock, (lock) => {
    if (lock?.mode !== undefined)
      return passed('object-lock', place.bucket, `Object Lock: ${lock.mode}, ${String(lock.days)} days by default.`);
    const message = lock === undefined ? 'Object Lock is off.' : 'Object Lock is on, without a default retention.';
    const command = commandFor('setup', place, '--object-lock-days 30 --apply');
    const fix = `${command} (optional where the bucket policy denies deleting)`;
    return failed('object-lock', place.bucket, message, { severity: isGuarded ? 'none' : 'medium', fix });
  });
}
