/** The session policy of a run: the rights of its mode in its part of the vault. */
interface Grant {
  /** Kinds of keys below `v1/` whose objects may be read; undefined: all of them. */
  readonly reads?: readonly string[];
  /** Kinds of keys below `v1/` that may be written for the series. */
  readonly writes: readonly string[];
  /** Kinds of marks that may be set on any snapshot. */
  readonly marks?: readonly string[];
  /** Mode under whose name facts of the vault are kept in `v1/state/`. */
  readonly state?: string;
  /**
   * Kinds of keys below `v1/` that may get a delete marker; `*`: all, the probe too. No mode may delete an S3 version.
   */
  readonly deletes?: readonly string[] | '*';
  /** Written for any series, whatever the scope says. */
  readonly wholeVault?: boolean;
  /** The constant object that shows whether the provider refuses to overwrite. */
  readonly probes: boolean;
  /** Whether the settings of the bucket are checked. */
  readonly checksBucket: boolean;
  /**
   * Whether all settings of the bucket are read, and what guards it: roles, keys, the account's public access block.
   */
  readonly reviews?: boolean;
  /** Whether the bucket may be created and its settings changed. */
  readonly configures?: boolean;
  /** Whether GitHub is asked, for which the key of an App may sign. */
  readonly signs?: boolean;
}

const READ_ALL: Grant = { writes: [], probes: false, checksBucket: false };
/** Without the packs: names, sizes and times, but no content. */
const READ_NAMES: Grant = { ...READ_ALL, reads: ['roots', 'parts', 'marks', 'keys'] };

/** Also what modes noted. */
const READ_RECORDS: Grant = { ...READ_NAMES, reads: [...(READ_NAMES.reads ?? []), 'state', 'vault'] };

const GRANTS = {
  backup: { writes: ['roots', 'packs', 'parts'], probes: true, checksBucket: true, signs: true },
  restore: { ...READ_ALL, signs: true },
  cat: READ_ALL,
  list: READ_NAMES,
  find: READ_NAMES,
  diff: READ_NAMES,
  // Of the records, the coverage of a fleet.
  browse: { ...READ_NAMES, reads: [...(READ_NAMES.reads ?? []), 'state'] },
  verify: { ...READ_ALL, marks: ['verified', 'proof'], state: 'verify', wholeVault: true, signs: true },
  // What must not have been marked as deleted is written again over its marker.
  prune: {
    ...READ_ALL,
    writes: ['roots', 'packs', 'parts'],
    deletes: ['roots', 'packs', 'parts'],
    marks: ['readmitted'],
    state: 'prune',
    wholeVault: true,
    // The grace of prune must be shorter than the time that the lifecycle rules keep noncurrent versions.
    checksBucket: true,
  },
  undelete: { ...READ_ALL, writes: ['roots', 'packs', 'parts'], marks: ['readmitted'], wholeVault: true },
  mark: { ...READ_NAMES, writes: [], marks: ['label', 'hold', 'acknowledged', 'quarantine'] },
  audit: { ...READ_ALL, state: 'audit', checksBucket: true, reviews: true },
  // An overwritten object gets a delete marker first, since a conditional PUT needs one on top. This includes marks of
  // all kinds.
  repair: {
    ...READ_ALL,
    writes: ['roots', 'packs', 'parts', 'vault', 'keys'],
    // The probe is used beforehand to test how the server handles a PUT over a delete marker.
    deletes: '*',
    marks: ['*'],
    state: '*',
    wholeVault: true,
    probes: true,
  },
  keys: { ...READ_ALL, writes: ['vault', 'keys'], state: 'keys', wholeVault: true },
  // Each repository is backed up under a session of its own, of mode backup.
  fleet: { ...READ_RECORDS, state: 'fleet', wholeVault: true, signs: true },
  coverage: { ...READ_RECORDS, state: 'fleet', wholeVault: true, checksBucket: true, signs: true },
  setup: { ...READ_ALL, reads: [], probes: true, checksBucket: true, configures: true },
} as const satisfies Record<string, Grant>;

/** What the credentials of one step are for. */
export type PolicyMode = keyof typeof GRANTS;

function grantOf(mode: PolicyMode): Grant {
  return GRANTS[mode];
}

/** Where a policy holds. */
export interface PolicyPlace {
  readonly partition: string;
  readonly bucket: string;
  /** Without slashes at its ends; '' is the bucket itself. Of letters, digits, `.`, `_`, `-`, as the series are. */
  readonly prefix: string;
  /** False for other providers, which refuse actions that they do not know. */
  readonly aws: boolean;
  /** ARNs, with wildcards, of the KMS keys under which objects may lie: see keyArns. If undefined, none may be used. */
  readonly keys?: readonly string[] | undefined;
  /** The key of a GitHub App: see signingKeyOf. If undefined, none may sign. */
  readonly signingKey?: SigningKey | undefined;
}

/** A key of KMS that signs the requests of a GitHub App. */
export interface SigningKey {
  /** ARNs, with wildcards where the name leaves something open. */
  readonly arns: readonly string[];
  /** The only name by which it may be called, where that is no id. */
  readonly alias?: string | undefined;
}

/** What a session policy is made from. */
export interface PolicyScope extends PolicyPlace {
  readonly mode: PolicyMode;
  /** Series that may be written; undefined: any. */
  readonly series?: readonly string[] | undefined;
  /** Fingerprint of the vault key that KMS has wrapped, where the run is given one. */
  readonly wrappedKey?: string | undefined;
}

/**
 * Characters that STS accepts: https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRoleWithWebIdentity.html
 */
export const SESSION_POLICY_MAX_CHARS = 2048;

interface AllowStatement {
  readonly Effect: 'Allow';
  readonly Action: string | readonly string[];
  readonly Resource: string | readonly string[];
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

export interface PolicyDocument<Statement = AllowStatement> {
  readonly Version: '2012-10-17';
  readonly Statement: readonly Statement[];
}

export function policyDocument<Statement>(statements: readonly Statement[]): PolicyDocument<Statement> {
  return { Version: '2012-10-17', Statement: statements };
}

/** Kinds of marks that the modes may set. */
export function marksOf(modes: readonly PolicyMode[]): string[] {
  return union(modes.map((mode) => grantOf(mode).marks ?? []));
}

/** Paths below `v1/` that the modes may write, with wildcards; of any series unless some are given. */
export function writtenPaths(modes: readonly PolicyMode[], series?: readonly string[]): string[] {
  return union(
    modes.map((mode) => {
      const grant = grantOf(mode);
      return [
        ...seriesPaths(grant.writes, grant.wholeVault === true ? undefined : series),
        ...(grant.marks ?? []).map((kind) => `marks/*/${kind}-*`),
        ...(grant.state === undefined ? [] : [`state/${grant.state}/*`]),
        ...probe([grant]),
      ];
    }),
  );
}

function probe(grants: readonly Grant[]): string[] {
  return grants.some(({ probes }) => probes) ? ['probe'] : [];
}

/**
 * The inline policy that narrows a role session to one step's work: this bucket, this prefix, these calls. It only
 * takes away: what the role itself may not do stays forbidden. Names too long for STS's limit are met by widening in
 * steps: any series and all reads of the bucket's settings, then the beginning of the prefix only.
 */
export function sessionPolicy(scope: PolicyScope): string {
  const { prefix, mode } = scope;
  const text = (statements: readonly AllowStatement[]): string =>
    JSON.stringify(policyDocument([...statements, ...wrapping(scope)]));
  const whole = text(allowStatements([mode], scope, vaultPath(prefix), { series: scope.series }));
  if (whole.length <= SESSION_POLICY_MAX_CHARS) return whole;
  for (let chars = prefix.length; ; chars = Math.floor(chars * 0.9)) {
    const vault = chars < prefix.length ? `${prefix.slice(0, chars)}*/v1/` : vaultPath(prefix);
    const wider = text(allowStatements([mode], scope, vault, { isShort: true }));
    if (wider.length <= SESSION_POLICY_MAX_CHARS || chars === 0) return wider;
  }
}

/** Where all keys of a vault begin. */
export function vaultPath(prefix: string): string {
  return prefix === '' ? 'v1/' : `${prefix}/v1/`;
}

export function bucketArn({ partition, bucket }: Pick<PolicyPlace, 'partition' | 'bucket'>): string {
  return `arn:${partition}:s3:::${bucket}`;
}

/** ARN of the vault's keys below `v1/`. */
export function objectArn(place: Omit<PolicyPlace, 'aws'>, path: string): string {
  return `${bucketArn(place)}/${vaultPath(place.prefix)}${path}`;
}

interface Width {
  /** Series that may be written; undefined: any. */
  readonly series?: readonly string[] | undefined;
  /** All reads of the bucket's settings, which takes fewer characters than listing those that are needed. */
  readonly isShort?: boolean;
}

/**
 * What the modes need, taken together, and nothing else. @param vault as vaultPath returns it; may contain wildcards
 */
export function allowStatements(
  modes: readonly PolicyMode[],
  place: PolicyPlace,
  vault: string,
  { series, isShort = false }: Width = {},
): AllowStatement[] {
  const grants = modes.map(grantOf);
  const bucket = bucketArn(place);
  const objects = (paths: readonly string[]): string[] => paths.map((path) => `${bucket}/${vault}${path}`);
  const reads = grants.some((grant) => grant.reads === undefined)
    ? ['*']
    : [...seriesPaths(union(grants.map(({ reads: kinds }) => kinds ?? [])), undefined), ...probe(grants)];
  const written = writtenPaths(modes, series);
  const deleted = union(
    grants.map(({ deletes = [] }) => (deletes === '*' ? [deletes] : seriesPaths(deletes, undefined))),
  );
  const configures = grants.some((grant) => grant.configures === true);
  const lists = allow(['s3:ListBucket', 's3:ListBucketVersions'], [bucket]);
  return [
    allow(['s3:GetObject', 's3:GetObjectVersion'], objects(reads)),
    // For a missing object S3 takes its key as s3:prefix, and answers 404 to whoever may list it, else 403. Whether
    // there is a bucket at all is asked without a prefix.
    configures ? lists : { ...lists, Condition: { StringLike: { 's3:prefix': `${vault}*` } } },
    allow(union(grants.map((grant) => bucketCalls(grant, !place.aws || isShort))), [bucket]),
    ...(written.length > 0 ? [allow(['s3:PutObject'], objects(written))] : []),
    ...(deleted.length > 0 ? [allow(['s3:DeleteObject'], objects(deleted))] : []),
    ...(place.aws && grants.some((grant) => grant.reviews === true) ? [allow(REVIEWS, ['*'])] : []),
    ...(place.aws ? throughS3(place.keys ?? [], written.length > 0) : []),
    ...(place.aws && grants.some((grant) => grant.signs === true) ? signing(place.signingKey) : []),
  ];
}

/**
 * The KMS keys of a vault, as resources of a policy: every key of the accounts, since a bucket may have had another
 * default when an older object was written, and a key that was named. Keys of other accounts are left out: the owner of
 * that account can make anything written under such a key unreadable.
 *
 * @param accounts ids of the accounts of role and bucket; undefined and '' are left out
 * @param kmsKeyId as the input: an id, an ARN or an alias
 */
export function keyArns(partition: string, accounts: readonly (string | undefined)[], kmsKeyId?: string): string[] {
  const [, , , region = '', account = '', name = ''] = kmsKeyId?.split(':') ?? [];
  // An alias may stand for any key of its account.
  const named =
    account === '' ? [] : [`arn:${partition}:kms:${region}:${account}:${name.replace(/^alias\/.*/, 'key/*')}`];
  const own = accounts.filter(Boolean).map((id) => `arn:${partition}:kms:*:${String(id)}:key/*`);
  return union([own, accounts.includes(account) ? [] : named]);
}

/**
 * The key of a GitHub App, as a resource of a policy.
 *
 * @param accounts where an id and an alias are looked up; undefined and '' are left out
 * @param key as the input: an id, an ARN or an alias
 */
export function signingKeyOf(partition: string, accounts: readonly (string | undefined)[], key: string): SigningKey {
  const {
    region = '*',
    account,
    name = key,
  } = /^arn:[^:]*:kms:(?<region>[^:]*):(?<account>[^:]*):(?<name>.*)$/.exec(key)?.groups ?? {};
  const known = union([accounts.filter((id) => id !== undefined && id !== '') as string[]]);
  const owners = account === undefined ? known : [account];
  const isAlias = name.startsWith('alias/');
  const resource = isAlias ? 'key/*' : `key/${name.replace(/^key\//, '')}`;
  const arns = (owners.length === 0 ? ['*'] : owners).map((id) => `arn:${partition}:kms:${region}:${id}:${resource}`);
  return { arns, alias: isAlias ? name : undefined };
}

/** Signatures of JWTs, and no other use of the key. */
function signing(key: SigningKey | undefined): AllowStatement[] {
  if (key === undefined) return [];
  const called = key.alias === undefined ? {} : { 'kms:RequestAlias': key.alias };
  const condition = { 'kms:SigningAlgorithm': 'RSASSA_PKCS1_V1_5_SHA_256', ...called };
  return [{ ...allow(['kms:Sign'], key.arns), Condition: { StringEquals: condition } }];
}

/** What guards a bucket, and is no part of it. */
const REVIEWS = [
  'iam:GetOpenIDConnectProvider',
  'iam:GetPolicy*',
  'iam:GetRole*',
  'iam:ListAttachedRolePolicies',
  'iam:ListRolePolicies',
  'kms:GetKeyPolicy',
  's3:GetAccountPublicAccessBlock',
];

function allow(actions: readonly string[], resources: readonly string[]): AllowStatement {
  const [resource = '', ...more] = resources;
  return { Effect: 'Allow', Action: actions, Resource: more.length === 0 ? resource : resources };
}

function union(lists: readonly (readonly string[])[]): string[] {
  return [...new Set(lists.flat())];
}

function seriesPaths(kinds: readonly string[], series: readonly string[] | undefined): string[] {
  return kinds.flatMap((kind) => (series ?? ['']).map((name) => (name === '' ? `${kind}/*` : `${kind}/${name}/@/*`)));
}

/**
 * @param byPattern Ceph knows some of these by other names, and refuses a policy with a name that it does not know;
 * wildcards it takes
 */
function bucketCalls(grant: Grant, byPattern: boolean): readonly string[] {
  const allReads = ['s3:GetBucket*', 's3:Get*Configuration'];
  if (grant.configures === true) return [...allReads, 's3:CreateBucket', 's3:PutBucket*', 's3:Put*Configuration'];
  if (!grant.checksBucket) return ['s3:GetBucketLocation'];
  if (byPattern || grant.reviews === true) return allReads;
  return [
    's3:GetBucketAcl',
    's3:GetBucketLocation',
    's3:GetBucketOwnershipControls',
    's3:GetBucketPolicyStatus',
    's3:GetBucketPublicAccessBlock',
    's3:GetBucketVersioning',
    's3:GetEncryptionConfiguration',
    's3:GetLifecycleConfiguration',
  ];
}

/** Vault keys that KMS has wrapped: the one of this run may be unwrapped, and mode keys wraps new ones. */
function wrapping({ mode, keys = [], wrappedKey, aws }: PolicyScope): AllowStatement[] {
  if (!aws || keys.length === 0) return [];
  const name = 'kms:EncryptionContext:holdfast-key';
  return [
    ...(wrappedKey === undefined
      ? []
      : [{ ...allow(['kms:Decrypt'], keys), Condition: { StringEquals: { [name]: wrappedKey } } }]),
    ...(mode === 'keys' ? [{ ...allow(['kms:Encrypt'], keys), Condition: { StringLike: { [name]: '*' } } }] : []),
  ];
}

/** Objects under SSE-KMS: only on behalf of S3, in any region, since the bucket's may not be known yet. */
function throughS3(keys: readonly string[], writes: boolean): AllowStatement[] {
  if (keys.length === 0) return [];
  const calls = writes ? ['kms:Decrypt', 'kms:GenerateDataKey'] : ['kms:Decrypt'];
  return [{ ...allow(calls, keys), Condition: { StringLike: { 'kms:ViaService': 's3.*' } } }];
}
