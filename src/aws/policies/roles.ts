/** The roles of a vault and the statements of its bucket policy: what each may do, and nothing else. */
import { createHash } from 'node:crypto';
import { STORAGE_CLASSES } from '../../base/storage-classes.ts';
import type { PolicyDocument, PolicyMode, PolicyPlace } from './session.ts';
import { allowStatements, bucketArn, marksOf, objectArn, policyDocument, vaultPath, writtenPaths } from './session.ts';

/**
 * The roles of a vault. Each has the rights of its modes and no others; session-policy.ts says which. Whoever holds the
 * role of a nightly job can therefore neither prune backups nor confirm them.
 */
export const ROLES = {
  backup: { modes: ['backup', 'fleet', 'coverage'], environment: 'holdfast', fromBranch: true },
  restore: { modes: ['restore', 'list', 'find', 'diff', 'cat', 'browse'], environment: 'holdfast', fromBranch: false },
  verify: { modes: ['verify'], environment: 'holdfast', fromBranch: false },
  prune: { modes: ['prune'], environment: 'holdfast-admin', fromBranch: false },
  repair: { modes: ['repair', 'undelete', 'mark', 'keys'], environment: 'holdfast-admin', fromBranch: false },
  audit: { modes: ['audit'], environment: 'holdfast', fromBranch: false },
  setup: { modes: ['setup'], environment: 'holdfast-admin', fromBranch: false },
} as const satisfies Record<string, RoleSpec>;

interface RoleSpec {
  readonly modes: readonly PolicyMode[];
  /** The GitHub environment whose jobs may assume the role. */
  readonly environment: string;
  /** Jobs on the default branch may too, in whichever environment. */
  readonly fromBranch: boolean;
}

export type Role = keyof typeof ROLES;
export const ROLE_NAMES = Object.keys(ROLES) as Role[];

/** The policy to attach to a role: what it may do in the vault. */
export function rolePolicy(role: Role, place: PolicyPlace): PolicyDocument {
  return policyDocument(allowStatements(ROLES[role].modes, place, vaultPath(place.prefix)));
}

/** Kinds of marks that a role may set, on any snapshot; `*` is all of them. */
export function marksOfRole(role: Role): string[] {
  const kinds = marksOf(ROLES[role].modes);
  return kinds.includes('*') ? ['*'] : kinds;
}

/** What a role may write, as paths below `v1/` with wildcards. */
export function writesOfRole(role: Role): string[] {
  return writtenPaths(ROLES[role].modes);
}

/** A repository as the subjects of its OIDC tokens name it. */
interface Subject {
  /** `owner/name`. */
  readonly repository: string;
  /** Ids of owner and repository, for immutable subjects; undefined: that form is left out. */
  readonly ids?: { readonly owner: string; readonly repository: string } | undefined;
  readonly defaultBranch: string;
}

/**
 * Subjects of the jobs that may assume a role, in both forms that GitHub writes:
 * https://docs.github.com/actions/reference/security/oidc#immutable-subject-claims
 */
export function subjectsOf(role: Role, { repository, ids, defaultBranch }: Subject): string[] {
  const { environment, fromBranch } = ROLES[role];
  const [owner = '', name = ''] = repository.split('/');
  const starts = [
    `repo:${repository}`,
    ...(ids === undefined ? [] : [`repo:${owner}@${ids.owner}/${name}@${ids.repository}`]),
  ];
  const ends = [...(fromBranch ? [`ref:refs/heads/${defaultBranch}`] : []), `environment:${environment}`];
  return starts.flatMap((start) => ends.map((end) => `${start}:${end}`));
}

interface TrustStatement {
  readonly Effect: 'Allow';
  readonly Principal: { readonly Federated: string };
  readonly Action: 'sts:AssumeRoleWithWebIdentity';
  readonly Condition: { readonly StringEquals: Readonly<Record<string, string | readonly string[]>> };
}

/**
 * Claims besides the subject that STS compares, in the partition `aws` and of github.com's tokens, since 2026. A
 * condition on a claim that STS does not know never holds, so that nobody could take the role.
 */
export type TrustedClaims = Readonly<Partial<Record<'repository_id' | 'job_workflow_ref', string>>>;

/**
 * @param claims.repositoryId '' where it is not known
 * @param claims.workflow the only workflow file whose jobs may back up: `owner/name/.github/workflows/file.yml@ref`
 */
export function claimsOfRole(
  role: Role,
  { repositoryId, workflow }: { readonly repositoryId: string; readonly workflow: string | undefined },
): TrustedClaims {
  return {
    ...(repositoryId !== '' && { repository_id: repositoryId }),
    ...(role === 'backup' && workflow !== undefined && { job_workflow_ref: workflow }),
  };
}

interface Trust {
  /** As host and path, without `https://`. */
  readonly issuer: string;
  readonly providerArn: string;
  readonly audience: string;
  readonly claims?: TrustedClaims;
}

/** Who may assume a role: jobs with one of the subjects, spelled out, whose token was made for this audience. */
export function trustPolicy(
  subjects: readonly string[],
  { issuer, providerArn, audience, claims = {} }: Trust,
): PolicyDocument<TrustStatement> {
  const named = Object.entries({ aud: audience, sub: subjects, ...claims });
  const conditions = Object.fromEntries(named.map(([claim, value]) => [`${issuer}:${claim}`, value]));
  return policyDocument([
    {
      Effect: 'Allow',
      Principal: { Federated: providerArn },
      Action: 'sts:AssumeRoleWithWebIdentity',
      Condition: { StringEquals: conditions },
    },
  ]);
}

/** A statement of the bucket's policy. Those of Holdfast deny only: rights come from the roles. */
export interface BucketStatement {
  readonly Sid: string;
  readonly Effect: 'Deny';
  readonly Principal: '*' | { readonly AWS: readonly string[] };
  readonly Action: string | readonly string[];
  readonly Resource: string | readonly string[];
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;
}

/** Actions that can destroy a backup, or make a rule apply that destroys it. */
const DESTRUCTIVE_ON_OBJECTS = [
  's3:DeleteObject*',
  's3:BypassGovernanceRetention',
  's3:PutObjectAcl',
  's3:PutObjectVersionAcl',
  's3:PutObjectTagging',
  's3:PutObjectVersionTagging',
  's3:PutObjectRetention',
  's3:PutObjectLegalHold',
];

/** Versioning, lifecycle, policy, encryption, replication and all other settings of the bucket. */
const SETTINGS = ['s3:DeleteBucket*', 's3:PutBucket*', 's3:Put*Configuration'];

/**
 * Written only by roles that confirm or judge backups, or say what the vault asks of them. The role of a backup would
 * confirm its own work. What legs of a fleet note is no judgement: it is theirs.
 */
const JUDGEMENTS = ['marks/*', 'state/verify/*', 'state/prune/*', 'state/audit/*', 'state/keys/*', 'vault/*', 'keys/*'];

interface Refusals {
  /** ARNs of the roles that back up; nothing is denied to roles where there are none. */
  readonly backupRoles: readonly string[];
  /** The keys that a PUT may name, as keyPatterns gives them. Empty: none. */
  readonly vaultKeys: readonly string[];
  /** False if the server is reached without TLS: the vault would lock itself out. */
  readonly tls: boolean;
}

const STORAGE_CLASS = 's3:x-amz-storage-class';
const KMS_KEY = 's3:x-amz-server-side-encryption-aws-kms-key-id';

/** What the bucket refuses, whatever the roles allow. */
export function vaultStatements(place: PolicyPlace, { backupRoles, vaultKeys, tls }: Refusals): BucketStatement[] {
  const bucket = bucketArn(place);
  const objects = (path: string): string => objectArn(place, path);
  // An absent header matches every negated operator, so its presence is required too.
  const putDenied = (name: string, header: string, more: BucketStatement['Condition'] = {}): BucketStatement => ({
    ...denied(sid(name, place), 's3:PutObject', objects('*')),
    Condition: { ...more, Null: { [header]: 'false' } },
  });
  const toBackup = (name: string, actions: string | readonly string[], resources: string | readonly string[]) => ({
    ...denied(sid(name, place), actions, resources),
    ...onlyFor(backupRoles, place.aws),
  });
  // Ceph does not compare the key in Bool over http, and does in BoolIfExists.
  const notTls = { [place.aws ? 'Bool' : 'BoolIfExists']: { 'aws:SecureTransport': 'false' } };
  return [
    ...(tls ? [{ ...denied('HoldfastTlsOnly', 's3:*', [bucket, `${bucket}/*`]), Condition: notTls }] : []),
    putDenied('NoCopies', 's3:x-amz-copy-source'),
    putDenied('NoCustomerKeys', 's3:x-amz-server-side-encryption-customer-algorithm'),
    putDenied('NoArchives', STORAGE_CLASS, { StringNotEquals: { [STORAGE_CLASS]: STORAGE_CLASSES } }),
    putDenied('OnlyVaultKeys', KMS_KEY, vaultKeys.length === 0 ? {} : { StringNotLike: { [KMS_KEY]: vaultKeys } }),
    ...(backupRoles.length === 0
      ? []
      : [
          toBackup('BackupOnlyAdds', DESTRUCTIVE_ON_OBJECTS, objects('*')),
          toBackup('BackupVouchesForNothing', 's3:PutObject', JUDGEMENTS.map(objects)),
          toBackup('BackupKeepsSettings', SETTINGS, bucket),
        ]),
  ];
}

/**
 * How a PUT may name a KMS key, for a condition of the bucket's policy: as it was given, and as S3 may write it out.
 *
 * @param key an id, an ARN or an alias
 * @param accountId where ids and aliases are looked up; undefined: only what was given
 */
export function keyPatterns(key: string, { partition, accountId }: KeyPlace): string[] {
  const { account = accountId, name } = /^arn:[^:]*:kms:[^:]*:(?<account>[^:]*):(?<name>.*)$/.exec(key)?.groups ?? {};
  if (name?.startsWith('key/')) return [key, name.slice('key/'.length)];
  const given = name === undefined ? [key] : [key, name];
  if (account === undefined || account === '') return given;
  const start = `arn:${partition}:kms:*:${account}:`;
  // An alias may stand for any key of its account.
  const isAlias = (name ?? key).startsWith('alias/');
  return [...given, ...(isAlias ? [`${start}${name ?? key}`, `${start}key/*`] : [`${start}key/${key}`])];
}

interface KeyPlace {
  readonly partition: string;
  readonly accountId: string | undefined;
}

/** The keys that a statement of ours allows; undefined if it is not about keys. */
export function keysNamedBy(statement: { readonly Condition?: unknown }): string[] | undefined {
  const { StringNotLike: allowed, Null: present } = (statement.Condition ?? {}) as Readonly<
    Partial<Record<string, Readonly<Record<string, unknown>>>>
  >;
  if (present?.[KMS_KEY] === undefined) return undefined;
  return [allowed?.[KMS_KEY]].flat().filter((key) => typeof key === 'string');
}

/**
 * Refuses every PutObject that could overwrite, multipart uploads included: those of a vault are single and
 * conditional. Only for servers that know the condition key: others may refuse the conditional ones too
 * (docs/format.md, rule 11).
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-writes-enforce.html
 *
 * @param path below `v1/`; the probe's alone, to find out how the server handles it
 */
export function noOverwrite(place: PolicyPlace, path = '*'): BucketStatement {
  const name = path === '*' ? 'NoOverwrite' : 'OverwriteProbe';
  return {
    ...denied(sid(name, place), 's3:PutObject', objectArn(place, path)),
    Condition: { Null: { 's3:if-none-match': 'true' } },
  };
}

function denied(
  name: string,
  actions: string | readonly string[],
  resources: string | readonly string[],
): BucketStatement {
  return { Sid: name, Effect: 'Deny', Principal: '*', Action: actions, Resource: resources };
}

/**
 * AWS refuses a policy whose principal is a role that does not exist, but accepts it in a condition. Ceph does not know
 * that condition key, and takes any name of a role.
 */
function onlyFor(roles: readonly string[], aws: boolean): Partial<BucketStatement> {
  return aws ? { Condition: { ArnLike: { 'aws:PrincipalArn': roles } } } : { Principal: { AWS: roles } };
}

/** The roles that the statements of the vault concern. */
export function rolesNamedBy(statement: { readonly Principal?: unknown; readonly Condition?: unknown }): string[] {
  const named = (statement.Principal as { readonly AWS?: unknown } | undefined)?.AWS;
  const conditions = statement.Condition as { readonly ArnLike?: Readonly<Record<string, unknown>> } | undefined;
  return [named, conditions?.ArnLike?.['aws:PrincipalArn']]
    .flat()
    .filter((arn): arn is string => typeof arn === 'string' && arn !== '*');
}

/** Statements of several vaults in one bucket are told apart by their prefixes. */
function sid(name: string, { prefix }: PolicyPlace): string {
  const suffix = prefix === '' ? '' : createHash('sha256').update(prefix).digest('hex').slice(0, 8);
  return `Holdfast${name}${suffix}`;
}

/** Whether a statement is one that this vault's setup wrote at some time. */
export function isOwnSid(text: unknown, place: PolicyPlace): boolean {
  const own = OWN_NAMES.map((name) => sid(name, place));
  return typeof text === 'string' && ['HoldfastTlsOnly', ...own].includes(text);
}

const OWN_NAMES = [
  'NoCopies',
  'NoCustomerKeys',
  'NoArchives',
  'OnlyVaultKeys',
  'BackupOnlyAdds',
  'BackupVouchesForNothing',
  'BackupKeepsSettings',
  'NoOverwrite',
  'OverwriteProbe',
];

export function sameJson(a: unknown, b: unknown): boolean {
  return canonicalJson(a) === canonicalJson(b);
}

/**
 * The same text for what AWS reads as the same: a list of one is its element, a boolean its text, and the order of keys
 * and of texts in a list says nothing.
 */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(canonical(value));
}

function canonical(value: unknown): unknown {
  if (Array.isArray(value)) {
    const items = value.map(canonical);
    if (items.length === 1) return items[0];
    return items.every((item) => typeof item === 'string') ? items.toSorted() : items;
  }
  if (typeof value === 'boolean') return String(value);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).filter(([, item]) => item !== undefined);
  return Object.fromEntries(
    entries
      .map(([key, item]) => [key, key === 'Principal' ? everybody(canonical(item)) : canonical(item)] as const)
      .toSorted(([x], [y]) => (x < y ? -1 : 1)),
  );
}

/** MinIO writes `*` out. */
function everybody(principal: unknown): unknown {
  return JSON.stringify(principal) === '{"AWS":"*"}' ? '*' : principal;
}

/** Whether two statements say the same. A server that gives no Sid back has dropped it. */
export function sameStatement(a: object, b: object): boolean {
  const { Sid: sidA, ...restA } = a as { readonly Sid?: unknown };
  const { Sid: sidB, ...restB } = b as { readonly Sid?: unknown };
  const isNamed = (name: unknown): boolean => name !== undefined && name !== '';
  return (!isNamed(sidA) || !isNamed(sidB) || sidA === sidB) && sameJson(restA, restB);
}
