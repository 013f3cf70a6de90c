/**
 * Writes infra/: the CloudFormation template, and what the Terraform module reads. Settings of the bucket are the steps
 * that mode setup would take on a new bucket, policies are those that it prints: there is one source of both.
 * `node tools/generate-infra.ts`; a test fails when the files differ from it. With `--github-server-url URL` it writes
 * nothing, and prints the template for another server's jobs: its issuer is in the keys of conditions, which no parameter
 * of CloudFormation can fill in.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { stringify } from 'yaml';
import {
  claimsOfRole,
  noOverwrite,
  ROLE_NAMES,
  rolePolicy,
  ROLES,
  sameJson,
  subjectsOf,
  trustPolicy,
  vaultStatements,
  type Role,
} from '../src/aws/policies/roles.ts';
import { DEFAULT_SERVER_URL, GITHUB_ISSUER, issuerOf } from '../src/base/github-server.ts';
import { WRAPPING_ROLES, wrappingKeyPolicy, wrappingPolicy } from '../src/aws/policies/wrapping.ts';
import { keyArns, policyDocument, type PolicyPlace } from '../src/aws/policies/session.ts';
import { UNSET_SETTINGS } from '../src/aws/bucket/settings.ts';
import type { Step } from '../src/aws/bucket/change.ts';
import { ACCOUNT_REGIONAL } from '../src/aws/setup/name.ts';
import { planSetup } from '../src/aws/setup/plan.ts';

const ROOT = join(import.meta.dirname, '..');
const MADE_BY = 'Made by tools/generate-infra.ts from src/aws/policies/roles.ts and src/aws/setup/.';

/** Every file below infra/ that is generated, by its path. */
export function infraFiles(): Record<string, string> {
  return {
    'infra/cloudformation.yaml': cloudFormation(DEFAULT_SERVER_URL),
    'infra/terraform/roles.json': terraformRoles(),
    'infra/terraform/bucket-policy.json': terraformBucketPolicy(),
    'infra/terraform/wrapping.json': terraformWrapping(),
  };
}

// --- CloudFormation ---------------------------------------------------------------------------------------------------

type Node = unknown;
const ref = (name: string): Node => ({ Ref: name });
const sub = (text: string): Node => ({ 'Fn::Sub': text });
const when = (condition: string, then: Node, otherwise: Node = ref('AWS::NoValue')): Node => ({
  'Fn::If': [condition, then, otherwise],
});

const PLACE = {
  partition: '${AWS::Partition}',
  bucket: '${Bucket}',
  prefix: '',
  aws: true,
  keys: [...keyArns('${AWS::Partition}', ['${AWS::AccountId}']), '${KmsKeyArn}'],
  signingKey: { arns: ['${GitHubAppKeyArn}'] },
};
/** Stands for KmsKeyArn where a condition says that it is given. */
const KEY_ARN = 'KEY_ARN';
/** Stands for the ARN of the key that wraps vault keys. */
const WRAPPING_ARN = 'WRAPPING_ARN';
/** Stands for the id in KmsKeyArn; where that is empty there must be a second part to select too. */
const KEY_ID = 'KEY_ID';
const PROVIDER = when('MakesProvider', ref('OidcProvider'), ref('OidcProviderArn'));
const SUBJECT = {
  repository: '${GitHubOwner}/${GitHubRepository}',
  ids: { owner: '${GitHubOwnerId}', repository: '${GitHubRepositoryId}' },
  defaultBranch: '${DefaultBranch}',
};

/** The template for jobs of a GitHub server. Errors: `bad-input`. */
export function cloudFormation(serverUrl: string): string {
  const issuer = issuerOf(serverUrl);
  const hasClaims = issuer === GITHUB_ISSUER;
  const template = {
    AWSTemplateFormatVersion: '2010-09-09',
    Description:
      'Holdfast: a bucket for backups, and the roles that GitHub Actions take to write, read and look after them.',
    Metadata: { 'AWS::CloudFormation::Interface': { ParameterGroups: parameterGroups(hasClaims) } },
    Parameters: parametersFor(issuer),
    Conditions: {
      HasName: isGiven('BucketName'),
      HasNamePrefix: isGiven('BucketNamePrefix'),
      HasKey: isGiven('KmsKeyArn'),
      HasAppKey: isGiven('GitHubAppKeyArn'),
      HasLock: { 'Fn::Not': [{ 'Fn::Equals': [ref('ObjectLockDays'), '0'] }] },
      HasTransition: { 'Fn::Not': [{ 'Fn::Equals': [ref('TransitionDays'), '0'] }] },
      HasIds: { 'Fn::And': [isGiven('GitHubOwnerId'), isGiven('GitHubRepositoryId')] },
      // In other partitions, and of other servers' tokens, STS compares subject and audience alone.
      ...(hasClaims && {
        ChecksIds: { 'Fn::And': [{ Condition: 'HasIds' }, IS_COMMERCIAL] },
        ChecksWorkflow: { 'Fn::And': [isGiven('BackupWorkflow'), IS_COMMERCIAL] },
      }),
      WrapsVaultKey: { 'Fn::Equals': [ref('WrapVaultKey'), 'yes'] },
      MakesProvider: { 'Fn::Equals': [ref('OidcProviderArn'), ''] },
    },
    Resources: {
      OidcProvider: {
        Type: 'AWS::IAM::OIDCProvider',
        Condition: 'MakesProvider',
        DeletionPolicy: 'Retain',
        UpdateReplacePolicy: 'Retain',
        Properties: { Url: `https://${issuer}`, ClientIdList: [ref('Audience')] },
      },
      Bucket: bucketResource(),
      BucketPolicy: {
        Type: 'AWS::S3::BucketPolicy',
        Properties: { Bucket: ref('Bucket'), PolicyDocument: cloudFormationPolicy() },
      },
      WrappingKey: wrappingKey(),
      ...Object.fromEntries(ROLE_NAMES.map((role) => [resourceOf(role), roleResource(role, issuer)])),
    },
    Outputs: outputs(),
  };
  return `# ${MADE_BY}\n${stringify(template, { lineWidth: 0, aliasDuplicateObjects: false })}`;
}

const IS_COMMERCIAL = { 'Fn::Equals': [ref('AWS::Partition'), 'aws'] };

function isGiven(parameter: string): Node {
  return { 'Fn::Not': [{ 'Fn::Equals': [ref(parameter), ''] }] };
}

const optional = (Description: string, AllowedPattern: string) => ({
  Type: 'String',
  Default: '',
  Description,
  AllowedPattern: `^$|${AllowedPattern}`,
});

const PARAMETERS = {
  GitHubOwner: {
    Type: 'String',
    Description: 'Owner of the repository that is backed up: acme of acme/shop.',
    AllowedPattern: '^[A-Za-z0-9-]+$',
  },
  GitHubRepository: {
    Type: 'String',
    Description: 'Its name: shop of acme/shop.',
    AllowedPattern: '^[A-Za-z0-9._-]+$',
  },
  GitHubOwnerId: optional(
    'Number of the owner (gh api repos/acme/shop --jq .owner.id), for repositories with immutable OIDC subjects: those made since June 2026.',
    '^[0-9]+$',
  ),
  GitHubRepositoryId: optional('Number of the repository (gh api repos/acme/shop --jq .id).', '^[0-9]+$'),
  BackupWorkflow: optional(
    'The only workflow file whose jobs may back up: acme/shop/.github/workflows/backup.yml@refs/heads/main. Empty: any of the branch.',
    '^[A-Za-z0-9-]+/[A-Za-z0-9._-]+/\\.github/workflows/[^*?@]+@[^*?@]+$',
  ),
  DefaultBranch: {
    Type: 'String',
    Default: 'main',
    Description: 'The branch whose workflows may back up.',
    AllowedPattern: '^[A-Za-z0-9._/-]+$',
  },
  RolePrefix: {
    Type: 'String',
    Default: 'holdfast',
    Description: 'How the names of the roles begin.',
    AllowedPattern: '^[A-Za-z0-9_-]{1,40}$',
  },
  OidcProviderArn: optional(
    'ARN of the OIDC provider of GitHub, if the account has one already: there can be only one. Empty: it is made.',
    '^arn:.*:oidc-provider/token\\.actions\\.githubusercontent\\.com$',
  ),
  Audience: {
    Type: 'String',
    Default: 'sts.amazonaws.com',
    Description: 'Audience of the tokens; sts.amazonaws.com.cn in the China regions.',
    AllowedPattern: '^[A-Za-z0-9.:/_-]+$',
  },
  BucketName: optional('Name of the bucket. Empty: one is made up.', '^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$'),
  BucketNamePrefix: optional(
    "How a name in the account's own namespace begins, in place of BucketName: PREFIX-ACCOUNT-REGION-an, which no other account can take.",
    '^[a-z0-9][a-z0-9-]{1,24}$',
  ),
  KmsKeyArn: optional('ARN of a KMS key for the bucket. Empty: the keys of S3 (AES256).', '^arn:.*:kms:.*:key/.*$'),
  WrapVaultKey: {
    Type: 'String',
    Default: 'no',
    AllowedValues: ['yes', 'no'],
    Description: 'yes: a KMS key that wraps the vault key of a sealed vault, so that the workflow holds no secret.',
  },
  GitHubAppKeyArn: optional(
    'ARN of the KMS key of a GitHub App (github-app-kms-key), with which backups may sign. Empty: none.',
    '^arn:.*:kms:.*:key/.*$',
  ),
  NoncurrentDays: {
    Type: 'Number',
    Default: 60,
    MinValue: 30,
    MaxValue: 3650,
    Description:
      'How long S3 keeps what was deleted or overwritten: the time to notice an attack, and to undo a prune.',
  },
  ObjectLockDays: {
    Type: 'Number',
    Default: 0,
    MinValue: 0,
    MaxValue: 3650,
    Description: 'Object Lock (governance) by default for so many days; 0: none.',
  },
  TransitionDays: {
    Type: 'Number',
    Default: 0,
    MinValue: 0,
    MaxValue: 3650,
    Description: 'Move packs to Glacier Instant Retrieval after so many days; 0: never.',
  },
};

function parametersFor(issuer: string): Readonly<Record<string, object>> {
  const AllowedPattern = `^$|^arn:.*:oidc-provider/${issuer.replaceAll('.', '\\.')}$`;
  const all = { ...PARAMETERS, OidcProviderArn: { ...PARAMETERS.OidcProviderArn, AllowedPattern } };
  const isKnown = (name: string): boolean => name !== 'BackupWorkflow' || issuer === GITHUB_ISSUER;
  return Object.fromEntries(Object.entries(all).filter(([name]) => isKnown(name)));
}

const parameterGroups = (hasClaims: boolean) => [
  {
    Label: { default: 'The repository on GitHub' },
    Parameters: [
      ...['GitHubOwner', 'GitHubRepository', 'DefaultBranch', 'GitHubOwnerId', 'GitHubRepositoryId'],
      ...(hasClaims ? ['BackupWorkflow'] : []),
    ],
  },
  {
    Label: { default: 'The bucket' },
    Parameters: ['BucketName', 'BucketNamePrefix', 'NoncurrentDays', 'ObjectLockDays', 'TransitionDays', 'KmsKeyArn'],
  },
  { Label: { default: 'Sealing' }, Parameters: ['WrapVaultKey'] },
  { Label: { default: 'The roles' }, Parameters: ['RolePrefix', 'OidcProviderArn', 'Audience', 'GitHubAppKeyArn'] },
];

/** Checks of checkov that do not fit a vault, and why. */
const SKIPPED_CHECKS = [
  {
    id: 'CKV_AWS_18',
    comment:
      'An access log needs a bucket of its own; CloudTrail shows the same, and mode audit looks at the versions themselves.',
  },
];

/** What the planner would do to a new bucket, in the words of CloudFormation. */
function bucketResource(): Node {
  const inputs = stepInputs(false);
  const lock = inputs['PutObjectLockConfiguration'] as {
    ObjectLockConfiguration: { Rule: { DefaultRetention: { Mode: string } } };
  };
  const { Mode } = lock.ObjectLockConfiguration.Rule.DefaultRetention;
  const encryption = (withKey: boolean): Node => {
    const { ServerSideEncryptionConfiguration } = stepInputs(withKey)['PutBucketEncryption'] as {
      ServerSideEncryptionConfiguration: { Rules: { ApplyServerSideEncryptionByDefault: object }[] };
    };
    return ServerSideEncryptionConfiguration.Rules.map(({ ApplyServerSideEncryptionByDefault, ...rule }) => ({
      ServerSideEncryptionByDefault: withKey
        ? { ...ApplyServerSideEncryptionByDefault, KMSMasterKeyID: ref('KmsKeyArn') }
        : ApplyServerSideEncryptionByDefault,
      ...rule,
    }));
  };
  return {
    Type: 'AWS::S3::Bucket',
    DeletionPolicy: 'Retain',
    UpdateReplacePolicy: 'Retain',
    Metadata: { checkov: { skip: SKIPPED_CHECKS } },
    Properties: {
      BucketName: when('HasName', ref('BucketName')),
      BucketNamePrefix: when('HasNamePrefix', ref('BucketNamePrefix')),
      BucketNamespace: when('HasNamePrefix', ACCOUNT_REGIONAL),
      ...(inputs['PutPublicAccessBlock'] as object),
      ...(inputs['PutBucketOwnershipControls'] as object),
      ...(inputs['PutBucketVersioning'] as object),
      BucketEncryption: {
        ServerSideEncryptionConfiguration: when('HasKey', encryption(true), encryption(false)),
      },
      LifecycleConfiguration: { Rules: lifecycleRules(inputs['PutBucketLifecycleConfiguration']) },
      ObjectLockEnabled: when('HasLock', true),
      ObjectLockConfiguration: when('HasLock', {
        ObjectLockEnabled: 'Enabled',
        Rule: { DefaultRetention: { Mode, Days: ref('ObjectLockDays') } },
      }),
    },
  };
}

const NOTHING_KNOWN = { vaultKeys: [], accountId: undefined, tls: true };

/** Inputs of the steps by operation; the numbers in them are the parameters' to replace. */
function stepInputs(withKey: boolean): Partial<Record<Step['operation'], Step['input']>> {
  const encryption = withKey ? ({ mode: 'aws:kms', kmsKeyId: 'KEY' } as const) : ({ mode: 'bucket-default' } as const);
  const numbers = { noncurrentDays: 60, objectLockDays: 30, transitionDays: 90 };
  const { lines } = planSetup(UNSET_SETTINGS, {
    place: PLACE,
    encryption,
    ...numbers,
    backupRoles: [],
    ...NOTHING_KNOWN,
  });
  return Object.fromEntries(lines.flatMap(({ step }) => (step === undefined ? [] : [[step.operation, step.input]])));
}

interface Rule {
  readonly ID: string;
  readonly Status: string;
  readonly Filter: { readonly Prefix: string };
  readonly AbortIncompleteMultipartUpload?: object;
  readonly Transitions?: readonly { readonly StorageClass: string }[];
}

function lifecycleRules(input: unknown): Node[] {
  const { Rules } = (input as { LifecycleConfiguration: { Rules: readonly Rule[] } }).LifecycleConfiguration;
  return Rules.map(({ ID, Status, Filter, AbortIncompleteMultipartUpload, Transitions }) => {
    const rule = { Id: ID, Status, Prefix: Filter.Prefix };
    if (Transitions === undefined) {
      return {
        ...rule,
        ExpiredObjectDeleteMarker: true,
        NoncurrentVersionExpiration: { NoncurrentDays: ref('NoncurrentDays') },
        AbortIncompleteMultipartUpload,
      };
    }
    const moves = Transitions.map(({ StorageClass }) => ({ StorageClass, TransitionInDays: ref('TransitionDays') }));
    return when('HasTransition', { ...rule, Transitions: moves });
  });
}

function resourceOf(role: Role): string {
  return `${role[0]?.toUpperCase() ?? ''}${role.slice(1)}Role`;
}

function roleResource(role: Role, issuer: string): Node {
  const subjects = subjectsOf(role, SUBJECT);
  const known = { repositoryId: '${GitHubRepositoryId}', workflow: '${BackupWorkflow}' };
  const claims = issuer === GITHUB_ISSUER ? claimsOfRole(role, known) : {};
  const trust = trustPolicy(subjects, { issuer, providerArn: 'PROVIDER', audience: '${Audience}', claims });
  return {
    Type: 'AWS::IAM::Role',
    Properties: {
      RoleName: sub(`\${RolePrefix}-${role}`),
      Description: `Holdfast: ${ROLES[role].modes.join(', ')}`,
      AssumeRolePolicyDocument: withSubs(trust),
      Policies: [
        { PolicyName: 'vault', PolicyDocument: withSubs(rolePolicy(role, PLACE)) },
        ...(WRAPPING_ROLES.includes(role)
          ? [
              when('WrapsVaultKey', {
                PolicyName: 'vault-key',
                PolicyDocument: withSubs(wrappingPolicy(role, WRAPPING_ARN)),
              }),
            ]
          : []),
      ],
    },
  };
}

/** Kept with the stack's bucket: without it, only people open the vault key. */
function wrappingKey(): Node {
  const arnOf = (role: Role): string => `arn:\${AWS::Partition}:iam::\${AWS::AccountId}:role/\${RolePrefix}-${role}`;
  return {
    Type: 'AWS::KMS::Key',
    Condition: 'WrapsVaultKey',
    DeletionPolicy: 'Retain',
    UpdateReplacePolicy: 'Retain',
    Properties: {
      Description: 'Holdfast: wraps the vault key of a sealed vault',
      EnableKeyRotation: true,
      PendingWindowInDays: 30,
      KeyPolicy: withSubs(wrappingKeyPolicy('arn:${AWS::Partition}:iam::${AWS::AccountId}:root', arnOf)),
    },
  };
}

/** Parameters that may be empty, and the conditions that say so: texts with them are left out. */
const OPTIONAL = {
  '${GitHubOwnerId}': 'HasIds',
  '${GitHubRepositoryId}': 'ChecksIds',
  '${BackupWorkflow}': 'ChecksWorkflow',
  '${KmsKeyArn}': 'HasKey',
};

/** Texts with placeholders are substituted. */
function withSubs(value: unknown): Node {
  if (value === 'PROVIDER') return PROVIDER;
  if (value === KEY_ARN) return ref('KmsKeyArn');
  if (value === WRAPPING_ARN) return { 'Fn::GetAtt': ['WrappingKey', 'Arn'] };
  if (value === KEY_ID) return { 'Fn::Select': [1, { 'Fn::Split': ['/', sub('${KmsKeyArn}/')] }] };
  if (typeof value === 'string') {
    const node = value.includes('${') ? sub(value) : value;
    const condition = Object.entries(OPTIONAL).find(([parameter]) => value.includes(parameter));
    return condition === undefined ? node : when(condition[1], node);
  }
  if (Array.isArray(value)) return value.map(withSubs);
  if (isSigning(value)) return when('HasAppKey', subsIn(value));
  return typeof value !== 'object' || value === null ? value : subsIn(value);
}

function subsIn(value: object): Node {
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, withSubs(item)]));
}

/** The statement that is left out as a whole without a key of an App. */
function isSigning(value: unknown): value is object {
  return typeof value === 'object' && value !== null && 'Resource' in value && value.Resource === '${GitHubAppKeyArn}';
}

function bucketPolicy(place: PolicyPlace, backupRole: string, vaultKeys: readonly string[]) {
  const refusals = { backupRoles: [backupRole], vaultKeys, tls: true };
  return policyDocument([...vaultStatements(place, refusals), noOverwrite(place)]);
}

/** Statements that differ with a key of the vault are chosen by HasKey. */
function cloudFormationPolicy(): Node {
  const [without, withKey] = [[], [KEY_ARN, KEY_ID]].map((keys) => bucketPolicy(PLACE, '${BackupRole.Arn}', keys)) as [
    ReturnType<typeof bucketPolicy>,
    ReturnType<typeof bucketPolicy>,
  ];
  const statements = without.Statement.map((statement, index) => {
    const other = withKey.Statement[index];
    return sameJson(statement, other) ? withSubs(statement) : when('HasKey', withSubs(other), withSubs(statement));
  });
  return policyDocument(statements);
}

/** A whole workflow, for all of it: a backup every night, the proof that it is whole, and the proof that nobody can destroy it. */
const WORKFLOW = `on:
  schedule:
    - cron: '17 3 * * *'
  workflow_dispatch:
permissions: {}
jobs:
  backup:
    runs-on: ubuntu-latest
    permissions: { contents: read, issues: read, pull-requests: read, id-token: write }
    steps:
      - uses: OWNER/holdfast@v1
        with:
${given('backup')}
  verify:
    needs: backup
    if: always()
    runs-on: ubuntu-latest
    environment: ${ROLES.verify.environment}
    permissions: { contents: read, id-token: write }
    steps:
      - uses: OWNER/holdfast@v1
        with:
          mode: verify
          max-age: 36h
${given('verify')}
  audit:
    needs: backup
    if: always()
    runs-on: ubuntu-latest
    environment: ${ROLES.audit.environment}
    permissions: { id-token: write }
    steps:
      - uses: OWNER/holdfast@v1
        with:
          mode: audit
          audit-roles: \${BackupRole.Arn}
${given('audit')}
`;

function given(role: Role): string {
  const inputs = [
    'bucket: ${Bucket}',
    'aws-region: ${AWS::Region}',
    `role-to-assume: \${${resourceOf(role)}.Arn}`,
    "allowed-account-ids: '${AWS::AccountId}'",
  ];
  return inputs.map((line) => `          ${line}`).join('\n');
}

function outputs(): Node {
  const arns = ROLE_NAMES.map((role) => [
    `${resourceOf(role)}Arn`,
    { Description: `Role for ${ROLES[role].modes.join(', ')}`, Value: { 'Fn::GetAtt': [resourceOf(role), 'Arn'] } },
  ]);
  return {
    Workflow: {
      Description: 'A nightly backup, verified and audited: save it as .github/workflows/backup.yml',
      Value: sub(WORKFLOW),
    },
    BucketName: { Description: 'The bucket of the vault', Value: ref('Bucket') },
    ...(Object.fromEntries(arns) as object),
    WrappingKeyArn: {
      Condition: 'WrapsVaultKey',
      Description: 'The KMS key for holdfast keys create --kms-key-id',
      Value: { 'Fn::GetAtt': ['WrappingKey', 'Arn'] },
    },
    OidcProvider: { Description: 'ARN of the OIDC provider', Value: PROVIDER },
  };
}

// --- Terraform --------------------------------------------------------------------------------------------------------

/** Templates for templatefile(): placeholders are its own. */
const TERRAFORM_PLACE = {
  partition: '${partition}',
  bucket: '${bucket}',
  prefix: '',
  aws: true,
  keys: keyArns('${partition}', ['${account_id}']),
};

function terraformRoles(): string {
  const roles = ROLE_NAMES.map((role) => {
    const start = 'repo:o/r:';
    const ends = subjectsOf(role, { repository: 'o/r', defaultBranch: '${default_branch}' });
    const subjects = ends.map((subject) => subject.slice(start.length));
    const policy = (keys: readonly string[]) => rolePolicy(role, { ...TERRAFORM_PLACE, keys });
    const ownKeys = TERRAFORM_PLACE.keys;
    const policies = { with_key: policy([...ownKeys, '${kms_key_arn}']), without_key: policy(ownKeys) };
    return [role, { modes: ROLES[role].modes, subjects, policies, signing: signingOf(role) }];
  });
  return json(Object.fromEntries(roles));
}

/** Added where there is a key of an App. */
function signingOf(role: Role) {
  const arn = '${github_app_kms_key_arn}';
  const { Statement } = rolePolicy(role, { ...TERRAFORM_PLACE, signingKey: { arns: [arn] } });
  return Statement.filter(({ Resource }) => Resource === arn);
}

function terraformBucketPolicy(): string {
  const policy = (vaultKeys: readonly string[]) => bucketPolicy(TERRAFORM_PLACE, '${backup_role_arn}', vaultKeys);
  return json({ with_key: policy(['${kms_key_arn}', '${kms_key_id}']), without_key: policy([]) });
}

function terraformWrapping(): string {
  const arnOf = (role: Role): string => `arn:\${partition}:iam::\${account_id}:role/\${role_prefix}-${role}`;
  const roles = WRAPPING_ROLES.map((role) => [role, wrappingPolicy(role, 'the key, filled in by main.tf')]);
  return json({
    key: wrappingKeyPolicy('arn:${partition}:iam::${account_id}:root', arnOf),
    roles: Object.fromEntries(roles) as object,
  });
}

function json(value: unknown): string {
  return `${JSON.stringify(value, undefined, 2)}\n`;
}

function main(args: string[]): void {
  const { values } = parseArgs({ args, options: { 'github-server-url': { type: 'string' } } });
  const serverUrl = values['github-server-url'];
  if (serverUrl !== undefined) {
    process.stdout.write(cloudFormation(serverUrl));
    return;
  }
  for (const [path, text] of Object.entries(infraFiles())) {
    mkdirSync(dirname(join(ROOT, path)), { recursive: true });
    writeFileSync(join(ROOT, path), text);
  }
}

if (process.argv[1] === import.meta.filename) main(process.argv.slice(2));
