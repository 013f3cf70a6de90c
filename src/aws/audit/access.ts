/** What a role or a bucket policy allows in the vault, as findings. */
import { OVERWRITE, RULE_ACTIONS, statementsOf } from '../bucket/policy-checks.ts';
import type { Reading } from '../bucket/reading.ts';
import type { AuditedVault } from '../bucket/setting.ts';
import type { Severity } from '../bucket/severity.ts';
import type { RoleFacts } from './account.ts';
import { bucketArn, objectArn } from '../policies/session.ts';
import type { CheckId } from './checks.ts';
import { failed, type Finding, passed, unknown, unread } from './finding.ts';
import { type Answer, mayDo, most, ownerOf, type Policies, type Statement, type Who } from '../policies/evaluate.ts';
import { checkTrust, isBoundToEnvironment, type TrustedRole } from './trust.ts';

/** What somebody may do in the vault, as far as the policies tell. */
export interface Access {
  readonly who: string;
  readonly read: Answer;
  readonly write: Answer;
  readonly overwrite: Answer;
  /** Setting delete markers, which can be undone. */
  readonly markDeleted: Answer;
  /** For good. */
  readonly deleteVersions: Answer;
  /** Versioning, lifecycle, policy: what protects the vault. */
  readonly changeRules: Answer;
}

type Right = Exclude<keyof Access, 'who'>;

interface Reviewed {
  readonly findings: readonly Finding[];
  /** One row for each principal whose policies are known; undefined where they are not. */
  readonly access: readonly Access[];
}

/** The rights on each kind of object are checked separately, since policies may name them separately. */
const KINDS = ['roots', 'packs', 'parts', 'marks', 'state', 'vault', 'keys'].map((kind) => `${kind}/*`);

function accessOf(vault: AuditedVault, policies: Policies, who: Who): Access {
  const principal = {
    'aws:principalarn': who.arn === '*' ? undefined : who.arn,
    'aws:principalaccount': who.accountId,
  };
  const known = Object.entries(principal).filter(([, value]) => value !== undefined);
  const base = { 'aws:securetransport': 'true', ...Object.fromEntries(known) };
  const ask = (actions: readonly string[], resources: readonly string[], more: object = {}): Answer =>
    most(
      ...actions.flatMap((action) =>
        resources.map((resource) => mayDo(policies, { who, action, resource, context: { ...base, ...more } })),
      ),
    );
  const objects = KINDS.map((path) => objectArn(vault, path));
  return {
    who: who.arn,
    read: ask(['s3:GetObject', 's3:GetObjectVersion'], objects),
    write: ask(['s3:PutObject'], objects, { ...OVERWRITE, 's3:if-none-match': '*' }),
    overwrite: ask(['s3:PutObject'], objects, OVERWRITE),
    markDeleted: ask(['s3:DeleteObject'], objects),
    deleteVersions: most(
      ask(['s3:DeleteObjectVersion', 's3:BypassGovernanceRetention'], objects),
      ask(['s3:DeleteBucket'], [bucketArn(vault)]),
    ),
    changeRules: ask([...RULE_ACTIONS, ...MORE_RULES], [bucketArn(vault)]),
  };
}

/** Further actions that open the bucket or end a protection. The bucket policy need not deny them. */
const MORE_RULES = [
  's3:PutBucketAcl',
  's3:PutBucketObjectLockConfiguration',
  's3:PutBucketOwnershipControls',
  's3:PutBucketPublicAccessBlock',
  's3:PutEncryptionConfiguration',
  's3:PutReplicationConfiguration',
];

const IAM_ACTIONS = [
  'iam:AttachRolePolicy',
  'iam:CreatePolicyVersion',
  'iam:PutRolePolicy',
  'iam:UpdateAssumeRolePolicy',
];

/** A role: who may assume it, and what it may do with the vault. Pure. */
export function reviewRole(
  arn: string,
  reading: Reading<RoleFacts | 'missing'>,
  bucketPolicy: Reading<readonly Statement[]>,
  vault: AuditedVault,
): Reviewed {
  if (reading.state !== 'ok')
    return { findings: [...TRUST_CHECKS, ...ROLE_CHECKS].map((check) => unread(check, arn, reading)), access: [] };
  if (reading.value === 'missing') {
    const fix = 'Remove it from audit-roles and from the policies that name it, or create it (mode setup prints it).';
    return { findings: [failed('role-found', arn, 'The role does not exist.', { fix })], access: [] };
  }
  const { trust, policies, hasBoundary } = reading.value;
  const trusted = statementsOf({ state: 'ok', value: trust });
  const role: TrustedRole | undefined = trusted.state === 'ok' ? { arn, trust: trusted.value } : undefined;
  const found = passed('role-found', arn, 'The role exists.');
  const ofTrust =
    role === undefined
      ? TRUST_CHECKS.map((check) => unknown(check, arn, 'This version of Holdfast cannot read its trust policy.'))
      : checkTrust(role);
  const read = policies.map(({ name, text }) => ({ name, statements: statementsOf(text) }));
  const identity = read.flatMap(({ statements }) => (statements.state === 'ok' ? statements.value : []));
  const bucket = bucketPolicy.state === 'ok' ? bucketPolicy.value : [];
  const who = { arn, accountId: ownerOf(arn) || undefined };
  const known: Policies = { identity, bucket, bucketOwner: vault.accountId };
  const access = accessOf(vault, known, who);
  const unreadable = read.flatMap(({ name, statements }) => (statements.state === 'ok' ? [] : [{ name, statements }]));
  const isBlind = unreadable.length > 0 || bucketPolicy.state !== 'ok';
  const changesIam = most(
    ...IAM_ACTIONS.map((action) =>
      mayDo({ identity, bucket: [], bucketOwner: undefined }, { who, action, resource: '*', context: {} }),
    ),
  );
  return {
    findings: [
      found,
      ...ofTrust,
      readable(arn, unreadable, hasBoundary),
      ...judgeRole(arn, access, changesIam, { isBlind, isBound: role !== undefined && isBoundToEnvironment(role) }),
    ],
    access: [access],
  };
}

const TRUST_CHECKS = ['trust-subject', 'trust-audience', 'trust-operator', 'trust-principal'] as const;
const ROLE_CHECKS = ['role-delete-versions', 'role-rules', 'role-iam', 'role-overwrite'] as const;

function readable(
  arn: string,
  unreadable: readonly { readonly name: string; readonly statements: Exclude<Reading<unknown>, { state: 'ok' }> }[],
  hasBoundary: boolean,
): Finding {
  const boundary = hasBoundary
    ? ['It has a permissions boundary. A boundary can only remove rights, so it was not examined.']
    : [];
  const [first] = unreadable;
  if (first === undefined) return passed('policy-readable', arn, 'Its policies were read.', boundary);
  const { name, statements } = first;
  return statements.state === 'denied'
    ? unknown('policy-readable', arn, `${name}: the credentials lack ${statements.permission}.`, statements.permission)
    : unknown('policy-readable', arn, `${name}: ${statements.reason}`);
}

interface Circumstances {
  /** Some policy could not be read: what looks harmless may not be. */
  readonly isBlind: boolean;
  /** Only jobs of an environment may assume the role, and an environment can require reviewers. */
  readonly isBound: boolean;
}

function judgeRole(
  arn: string,
  access: Access,
  changesIam: Answer,
  { isBlind, isBound }: Circumstances,
): readonly Finding[] {
  const name = arn.slice(arn.lastIndexOf('/') + 1);
  const fix = `Remove the right: aws iam list-role-policies --role-name ${name}; aws iam list-attached-role-policies --role-name ${name}`;
  const judge = (check: (typeof ROLE_CHECKS)[number], may: Answer, what: string, most: Severity): Finding => {
    if (may === 'no' && isBlind) return unknown(check, arn, 'Not all policies could be read.');
    if (may === 'no') return passed(check, arn, `The role may not ${what}.`);
    const evidence = [
      ...(may === 'maybe' ? ['under conditions that the policies alone do not decide'] : []),
      ...(isBound ? ['only jobs of an environment may assume it: require reviewers for that environment'] : []),
    ];
    const severity = isBound || may === 'maybe' ? milder(most) : most;
    return failed(check, arn, `The role may ${what}.`, { severity, evidence, fix });
  };
  return [
    judge('role-delete-versions', access.deleteVersions, 'delete S3 versions for good', 'high'),
    judge('role-rules', access.changeRules, 'change the rules of the bucket', 'high'),
    judge('role-iam', changesIam, 'change roles and their policies', 'critical'),
    judge('role-overwrite', access.overwrite, 'overwrite objects of the vault', 'medium'),
  ];
}

function milder(severity: Severity): Severity {
  return severity === 'critical' ? 'high' : severity === 'high' ? 'medium' : 'low';
}

const RIGHTS: readonly (readonly [right: Right, text: string, severity: Severity])[] = [
  ['read', 'read backups', 'high'],
  ['write', 'write', 'high'],
  ['overwrite', 'overwrite', 'high'],
  ['markDeleted', 'set delete markers', 'high'],
  ['deleteVersions', 'delete S3 versions', 'critical'],
  ['changeRules', 'change the rules of the bucket', 'critical'],
];

/** What the bucket policy itself grants: to other accounts, services, anybody. Pure. */
export function reviewBucketPolicy(policy: Reading<readonly Statement[]>, vault: AuditedVault): Reviewed {
  const check: CheckId = 'access-others';
  const { bucket } = vault;
  if (policy.state !== 'ok') return { findings: [unread(check, bucket, policy)], access: [] };
  const principals = policy.value.filter(({ effect }) => effect === 'Allow').flatMap(principalsOf);
  const access = [...new Set(principals)].map((arn) => {
    const who = { arn, accountId: ownerOf(arn) };
    return accessOf(vault, { identity: undefined, bucket: policy.value, bucketOwner: vault.accountId }, who);
  });
  const granted = access
    .filter(({ who }) => vault.accountId === undefined || ownerOf(who) !== vault.accountId)
    .map((row) => ({ who: row.who, rights: RIGHTS.filter(([right]) => row[right] !== 'no'), row }))
    .filter(({ rights }) => rights.length > 0);
  if (granted.length === 0)
    return { findings: [passed(check, bucket, 'The bucket policy gives nobody else access.')], access };
  const findings = granted.map(({ who, rights, row }) => {
    const isSure = rights.some(([right]) => row[right] === 'yes');
    const worst: Severity = rights.some(([, , severity]) => severity === 'critical') ? 'critical' : 'high';
    return failed(check, bucket, `The bucket policy gives ${who === '*' ? 'anybody' : who} access.`, {
      severity: isSure ? worst : 'medium',
      evidence: rights.map(([right, text]) => (row[right] === 'yes' ? text : `${text}, under conditions`)),
      fix: `Remove the statement if it is not intended: aws s3api get-bucket-policy --bucket ${bucket} --query Policy --output text`,
    });
  });
  return { findings, access };
}

/** As their ARNs, accounts by the ARN of their root; services by their names. */
function principalsOf({ principals, notPrincipals }: Statement): readonly string[] {
  if (notPrincipals !== undefined) return ['*'];
  return Object.values(principals ?? {}).flat();
}
