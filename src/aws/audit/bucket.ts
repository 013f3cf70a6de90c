/** Checks of the settings of the bucket. */
import type { LifecycleRule } from '@aws-sdk/client-s3';
import { LIMITS } from '../../base/limits.ts';
import { judgePosture, noncurrentDays, rulesOn } from '../bucket/checks.ts';
import { type BucketSettings, lockOf, mapReading, postureOf, type Reading } from '../bucket/settings.ts';
import { isRealVersion } from '../../store/witness.ts';
import { type CheckId, CHECKS } from './checks.ts';
import { failed, type Finding, passed, unknown } from './finding.ts';
import { bucketArn, objectArn } from '../policies/session.ts';
import {
  concerns,
  type Condition,
  conditionsHold,
  deniesAll,
  matchesAction,
  type Statement,
} from '../policies/evaluate.ts';

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
  /** What an object of the vault shows, whatever the bucket says; undefined: none was seen. */
  readonly witness: Witness | undefined;
}

/** What HeadObject says of an object. */
export interface Witness {
  readonly key: string;
  readonly versionId: string | undefined;
  readonly serverSideEncryption: string | undefined;
}

/** A finding, before its check and subject are named. */
type Verdict = (check: CheckId, subject: string) => Finding;

function good(message: string, evidence?: readonly string[]): Verdict {
  return (check, subject) => passed(check, subject, message, evidence);
}

function bad(message: string, more: Parameters<typeof failed>[3]): Verdict {
  return (check, subject) => failed(check, subject, message, more);
}

const TRY_IT = 'Mode setup with apply tries it on v1/probe, and says what the server does.';

/** Where the bucket says that versioning is enabled, and an object shows otherwise; undefined: it does not. */
function unversioned(witness: Witness | undefined): Verdict | undefined {
  if (witness === undefined || isRealVersion(witness.versionId)) return undefined;
  if (witness.versionId === 'null')
    return (check, subject) =>
      unknown(
        check,
        subject,
        `The bucket says that it is enabled; ${witness.key} was written without, earlier or all the same. ${TRY_IT}`,
      );
  return bad('The bucket says that versioning is enabled, and a stored object has no S3 version.', {
    evidence: [`No answer about ${witness.key} names its S3 version.`],
    fix: `Use a server that keeps S3 versions (docs/providers.md). ${TRY_IT}`,
  });
}

/** One finding at least for each check of the bucket's settings. Pure. */
export function checkBucket(facts: BucketSettings, place: Place): readonly Finding[] {
  const { bucket } = place;
  const put = (rest: string): string => `aws s3api ${rest.replace(' ', ` --bucket ${bucket} `)}`;
  const on = <T>(check: CheckId, reading: Reading<T>, verdictOn: (value: T) => Verdict): Finding =>
    judged(check, bucket, reading, (value) => verdictOn(value)(check, bucket));
  return [
    on('versioning', facts.versioning, ({ status }) =>
      status === 'Enabled'
        ? (unversioned(place.witness) ?? good('Versioning is enabled.'))
        : bad(status === 'Suspended' ? 'Versioning is suspended.' : 'There is no versioning.', {
            fix: put('put-bucket-versioning --versioning-configuration Status=Enabled'),
          }),
    ),
    on('mfa-delete', facts.versioning, ({ mfaDelete }) =>
      mfaDelete
        ? good('Deleting S3 versions asks for a second factor.')
        : bad('MFA delete is off.', {
            fix: `Optional, and not possible together with lifecycle rules: ${CHECKS['mfa-delete'].url}`,
          }),
    ),
    on('encryption', postureOf(facts).encryption, (algorithm) => {
      const seen = place.witness?.serverSideEncryption;
      if (algorithm !== undefined)
        return place.witness !== undefined && seen === undefined
          ? bad(
              `The bucket says that it encrypts with ${algorithm} by default, and a stored object is not encrypted.`,
              {
                evidence: [`No answer about ${place.witness.key} names its encryption.`],
                fix: TRY_IT,
              },
            )
          : good(`The bucket encrypts with ${algorithm} by default.`);
      return seen !== undefined
        ? good('Stored objects are encrypted, though the bucket does not do so by default.')
        : bad('The bucket does not encrypt what is stored in it.', {
            fix: put(
              `put-bucket-encryption --server-side-encryption-configuration '{"Rules":[{"ApplyServerSideEncryptionByDefault":{"SSEAlgorithm":"AES256"}}]}'`,
            ),
          });
    }),
    on('public-access-block', facts.openSwitches, (open) =>
      open.length === 0
        ? good('Public access is blocked.')
        : bad('The bucket does not block public access.', {
            evidence: open.map((name) => `${name} is off`),
            fix: put(`put-public-access-block --public-access-block-configuration ${ALL_BLOCKED}`),
          }),
    ),
    on('public-policy', facts.policyIsPublic, (isPublic) =>
      isPublic
        ? bad('The bucket policy makes the bucket public.', {
            fix: `Remove the public statement: ${put('get-bucket-policy --query Policy')}`,
          })
        : good('The bucket policy is not public.'),
    ),
    on('public-acl', facts.publicGrants, (grants) =>
      grants.length > 0
        ? bad('The ACL of the bucket is public.', {
            evidence: grants.map((grant) => `${grant} for everybody`),
            fix: put('put-bucket-acl --acl private'),
          })
        : good('The ACL of the bucket is not public.'),
    ),
    on('object-ownership', facts.ownership, (ownership) =>
      ownership === 'BucketOwnerEnforced'
        ? good('ACLs are off: the owner of the bucket owns every object.')
        : bad(`ACLs are in force (${ownership}).`, {
            fix: put(
              'put-bucket-ownership-controls --ownership-controls Rules=[{ObjectOwnership=BucketOwnerEnforced}]',
            ),
          }),
    ),
    on('replication', facts.replication, (targets) =>
      targets.length > 0
        ? good('The bucket is replicated.', targets)
        : bad('The bucket is not replicated.', {
            fix: `Optional: a rule that copies the vault to a bucket of another account, without delete markers: ${CHECKS.replication.url}`,
          }),
    ),
    on('logging', facts.logging, (target) =>
      target === undefined
        ? bad('Access to the bucket is not logged.', {
            fix: put(
              `put-bucket-logging --bucket-logging-status '{"LoggingEnabled":{"TargetBucket":"LOG-BUCKET","TargetPrefix":"${bucket}/"}}'`,
            ),
          })
        : good('Access is logged.', [`to ${target}`]),
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

function checkLifecycle(facts: BucketSettings, place: Place): readonly Finding[] {
  const { bucket, prefix } = place;
  const { lifecycle } = facts;
  const ids = ['lifecycle-harm', 'lifecycle-foreign', 'noncurrent-expiry', 'abort-multipart'] as const;
  if (lifecycle.state !== 'ok') return ids.map((check) => unread(check, bucket, lifecycle));
  const rules = rulesOn(lifecycle.value.rules, prefix);
  const show = `aws s3api get-bucket-lifecycle-configuration --bucket ${bucket}`;
  const foreign = rules.filter(({ ID = '' }) => !/^holdfast/i.test(ID)).map(ruleIdText);
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
      : passed('noncurrent-expiry', bucket, `Noncurrent S3 versions expire after ${days} days.`),
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
function harmfulRules(facts: BucketSettings, { bucket, prefix }: Place, show: string): readonly Finding[] {
  const vault = { prefix, encryptionRequested: true };
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
const WINDOW = `needed: ${LIMITS.noncurrentMinSeconds / DAY} days at least, more than the ${LIMITS.graceSeconds / 3600} hours that prune waits and the time between two prunes`;

function ruleIdText({ ID }: LifecycleRule): string {
  return JSON.stringify(ID ?? '(without ID)');
}

/**
 * What the bucket policy refuses, and Object Lock, which matters less the more is refused.
 *
 * @param policy its statements
 */
export function checkDenials(
  policy: Reading<readonly Statement[]>,
  objectLock: BucketSettings['objectLock'],
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
  const denial = (check: CheckId, { gaps, to }: Refusal, [what, how]: [string, string], more: object): Finding =>
    gaps.length === 0
      ? passed(check, bucket, `The bucket policy denies ${what}.`, to)
      : failed(check, bucket, `The bucket policy does not deny ${what}${how}.`, { evidence: gaps, ...more });
  const onOverwriting = place.onAws
    ? { severity: 'high', fix: setupCommand(place) }
    : {
        severity: 'medium',
        fix: 'Run setup, which finds out whether this server can refuse it. Where it cannot: audit every 10 days at least, and repair what was overwritten.',
      };
  return [
    checkTls(statements, place),
    denial('deny-overwrite', overwrite, ['overwriting', ': PutObject without If-None-Match'], onOverwriting),
    denial('deny-delete', remove, ['deleting S3 versions', ' to anybody'], { fix: setupCommand(place) }),
    denial('deny-rules', rules, ['changes of the rules', ' to anybody'], { fix: setupCommand(place) }),
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
  's3:x-amz-server-side-encryption-aws-kms-key-id': undefined,
  's3:x-amz-server-side-encryption-customer-algorithm': undefined,
  's3:x-amz-storage-class': undefined,
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

function checkObjectLock(objectLock: BucketSettings['objectLock'], place: Place, isGuarded: boolean): Finding {
  return judged('object-lock', place.bucket, mapReading(objectLock, lockOf), (lock) => {
    if (lock?.mode !== undefined)
      return passed('object-lock', place.bucket, `Object Lock: ${lock.mode}, ${lock.days} days by default.`);
    const message = lock === undefined ? 'Object Lock is off.' : 'Object Lock is on, without a default retention.';
    const command = commandFor('setup', place, '--object-lock-days 30 --apply');
    const fix = `${command} (optional where the bucket policy denies deleting)`;
    return failed('object-lock', place.bucket, message, { severity: isGuarded ? 'none' : 'medium', fix });
  });
}
