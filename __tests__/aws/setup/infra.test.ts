/** infra/: one source with the code, and a stack after which mode setup has nothing to do. */
import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'yaml';
import type { LifecycleRule, ServerSideEncryptionRule } from '@aws-sdk/client-s3';
import { marksOfRole, ROLE_NAMES, rolePolicy, ROLES, sameJson } from '../../../src/aws/policies/roles.ts';
import type { SetupSettings } from '../../../src/aws/bucket/settings.ts';
import { planSetup } from '../../../src/aws/setup/plan.ts';
import { keyArns } from '../../../src/aws/policies/session.ts';
import { issuerOf } from '../../../src/base/github-server.ts';
import { inputsOf, type Mode, specOf } from '../../../src/inputs/schema.ts';
import { MARK_KINDS } from '../../../src/vault/format/keys.ts';
import { cloudFormation, infraFiles } from '../../../tools/generate-infra.ts';
import { ROOT } from '../../process/support.ts';
import { stackOf, TEMPLATE } from './template.ts';

const PLACE = {
  partition: 'aws',
  bucket: 'acme-backups',
  prefix: '',
  aws: true,
  keys: keyArns('aws', ['111122223333']),
};
const WRAPPING_KEY = 'arn:aws:kms:eu-central-1:111122223333:key/5678';
/** Modes of roles are modes of the schema. */
const takesKey = (mode: string): boolean => specOf('vault-key').modes.includes(mode as Mode);
const ok = <T>(value: T) => ({ state: 'ok', value }) as const;
const read = (path: string) => readFileSync(join(ROOT, path), 'utf8');

interface BucketProperties {
  readonly PublicAccessBlockConfiguration: Readonly<Record<string, boolean>>;
  readonly OwnershipControls: { readonly Rules: readonly { readonly ObjectOwnership: string }[] };
  readonly VersioningConfiguration: { readonly Status: 'Enabled' };
  readonly BucketEncryption: {
    readonly ServerSideEncryptionConfiguration: readonly {
      readonly ServerSideEncryptionByDefault: ServerSideEncryptionRule['ApplyServerSideEncryptionByDefault'];
      readonly BucketKeyEnabled?: boolean;
      readonly BlockedEncryptionTypes?: ServerSideEncryptionRule['BlockedEncryptionTypes'];
    }[];
  };
  readonly LifecycleConfiguration: { readonly Rules: readonly CfnRule[] };
  readonly ObjectLockConfiguration?: NonNullable<Extract<SetupSettings['objectLock'], { state: 'ok' }>['value']>;
}

interface CfnRule {
  readonly Id: string;
  readonly Status: 'Enabled';
  readonly Prefix: string;
  readonly ExpiredObjectDeleteMarker?: boolean;
  readonly NoncurrentVersionExpiration?: { readonly NoncurrentDays: number };
  readonly AbortIncompleteMultipartUpload?: { readonly DaysAfterInitiation: number };
  readonly Transitions?: readonly { readonly StorageClass: 'GLACIER_IR'; readonly TransitionInDays: number }[];
}

/** The facts that S3 would tell of the stack's bucket. */
function factsOf(stack: ReturnType<typeof stackOf>): SetupSettings {
  const bucket = stack.resources['Bucket']?.properties as unknown as BucketProperties;
  const policy = stack.resources['BucketPolicy']?.properties['PolicyDocument'];
  const block = bucket.PublicAccessBlockConfiguration;
  const [encryption] = bucket.BucketEncryption.ServerSideEncryptionConfiguration;
  return {
    versioning: ok({ status: bucket.VersioningConfiguration.Status, mfaDelete: false }),
    encryption: ok({
      ApplyServerSideEncryptionByDefault: encryption?.ServerSideEncryptionByDefault,
      BucketKeyEnabled: encryption?.BucketKeyEnabled,
      BlockedEncryptionTypes: encryption?.BlockedEncryptionTypes,
    }),
    openSwitches: ok(Object.keys(block).filter((name) => !block[name])),
    ownership: ok(bucket.OwnershipControls.Rules[0]?.ObjectOwnership ?? ''),
    lifecycle: ok({ rules: bucket.LifecycleConfiguration.Rules.map(ruleOf), minimumSize: undefined }),
    objectLock: ok(bucket.ObjectLockConfiguration),
    policy: ok(JSON.stringify(policy)),
  };
}

function ruleOf(rule: CfnRule): LifecycleRule {
  const { Id, Status, Prefix, ExpiredObjectDeleteMarker, Transitions, ...rest } = rule;
  return {
    ID: Id,
    Status,
    Filter: { Prefix },
    ...(ExpiredObjectDeleteMarker && { Expiration: { ExpiredObjectDeleteMarker } }),
    ...(Transitions && {
      Transitions: Transitions.map(({ StorageClass, TransitionInDays: Days }) => ({ Days, StorageClass })),
    }),
    ...rest,
  };
}

test.each(Object.entries(infraFiles()))('%s is what the code gives', (path, text) => {
  expect(read(path)).toBe(text);
});

test('after a stack with default parameters, setup has nothing to change', () => {
  const stack = stackOf({ BucketName: PLACE.bucket });
  const wanted = {
    place: PLACE,
    encryption: { mode: 'bucket-default' },
    noncurrentDays: 60,
    objectLockDays: undefined,
    transitionDays: undefined,
    backupRoles: ['arn:aws:iam::111122223333:role/holdfast-backup'],
    vaultKeys: [],
    accountId: '111122223333',
    tls: true,
  } as const;
  const plan = planSetup(factsOf(stack), wanted);
  expect(plan.lines.filter(({ step }) => step !== undefined)).toEqual([]);
  expect(plan).toMatchObject({ notes: [], refusesOverwrite: true });
});

test('and after one with every parameter', () => {
  const key = 'arn:aws:kms:eu-central-1:111122223333:key/1234';
  const numbers = { NoncurrentDays: 90, ObjectLockDays: 14, TransitionDays: 45 };
  const stack = stackOf({ BucketName: PLACE.bucket, RolePrefix: 'acme', KmsKeyArn: key, ...numbers });
  const wanted = {
    place: PLACE,
    encryption: { mode: 'aws:kms', kmsKeyId: key },
    noncurrentDays: 90,
    objectLockDays: 14,
    transitionDays: 45,
    backupRoles: ['arn:aws:iam::111122223333:role/acme-backup'],
    vaultKeys: [],
    accountId: '111122223333',
    tls: true,
  } as const;
  const plan = planSetup(factsOf(stack), wanted);
  expect(plan.lines.filter(({ step }) => step !== undefined)).toEqual([]);
});

test('each role of the stack has the policy that the code prints', () => {
  const { resources } = stackOf({ BucketName: PLACE.bucket });
  for (const role of ROLE_NAMES) {
    const name = `${role[0]?.toUpperCase() ?? ''}${role.slice(1)}Role`;
    const [{ PolicyName, PolicyDocument } = {}] = resources[name]?.properties['Policies'] as Record<string, unknown>[];
    expect([PolicyName, sameJson(PolicyDocument, rolePolicy(role, PLACE))]).toEqual(['vault', true]);
    expect(resources[name]?.properties['RoleName']).toBe(`holdfast-${role}`);
  }
});

describe('a key that wraps the vault key', () => {
  const stack = stackOf({ WrapVaultKey: 'yes', 'WrappingKey.Arn': WRAPPING_KEY, RolePrefix: 'acme' });
  const policiesOf = (role: string, of = stack) =>
    of.resources[`${role[0]?.toUpperCase() ?? ''}${role.slice(1)}Role`]?.properties['Policies'] as {
      PolicyName: string;
      PolicyDocument: object;
    }[];

  test('is made only if it is asked for', () => {
    const plain = stackOf({});
    expect(plain.resources).not.toHaveProperty('WrappingKey');
    for (const role of ROLE_NAMES) expect(policiesOf(role, plain)).toHaveLength(1);
  });

  test('opens for the roles whose modes take vault-key, by name and with the context, and for nobody else', () => {
    const policy = stack.resources['WrappingKey']?.properties['KeyPolicy'] as { Statement: Record<string, unknown>[] };
    const [admin, unwrap, wrap] = policy.Statement;
    expect(JSON.stringify(admin?.['Action'])).not.toMatch(/crypt|DataKey|CreateGrant|\*/i);
    const roles = ROLE_NAMES.filter((role) => ROLES[role].modes.some((mode) => mode !== 'keys' && takesKey(mode)));
    const context = { 'kms:EncryptionContext:holdfast-key': '*' };
    const arns = (names: readonly string[]) => names.map((role) => `arn:aws:iam::111122223333:role/acme-${role}`);
    expect(unwrap).toMatchObject({
      Action: 'kms:Decrypt',
      Condition: { StringLike: context, ArnEquals: { 'aws:PrincipalArn': arns(roles) } },
    });
    expect(wrap).toMatchObject({
      Action: 'kms:Encrypt',
      Condition: { StringLike: context, ArnEquals: { 'aws:PrincipalArn': arns(['repair']) } },
    });
    for (const role of ROLE_NAMES) {
      const own = policiesOf(role).find(({ PolicyName }) => PolicyName === 'vault-key')?.PolicyDocument;
      const uses = [...(roles.includes(role) ? ['kms:Decrypt'] : []), ...(role === 'repair' ? ['kms:Encrypt'] : [])];
      expect([role, own]).toEqual([
        role,
        uses.length === 0
          ? undefined
          : {
              Version: '2012-10-17',
              Statement: [
                { Effect: 'Allow', Action: uses, Resource: WRAPPING_KEY, Condition: { StringLike: context } },
              ],
            },
      ]);
    }
  });

  test('is told for keys create, and is the same in the Terraform module', () => {
    expect(stack.output('WrappingKeyArn')).toBe(WRAPPING_KEY);
    const main = read('infra/terraform/main.tf');
    expect(main).toMatch(/resource "aws_kms_key" "wrapping"[^]*policy += jsonencode\(local\.wrapping\.key\)/);
    expect(main).toMatch(/resource "aws_iam_role_policy" "vault_key"[^]*Resource = aws_kms_key\.wrapping\[0\]\.arn/);
  });
});

test("a name in the account's own namespace is made up of its beginning", () => {
  const named = (parameters: Readonly<Record<string, string>>) => stackOf(parameters).resources['Bucket']?.properties;
  expect(named({ BucketNamePrefix: 'acme' })).toMatchObject({
    BucketNamePrefix: 'acme',
    BucketNamespace: 'account-regional',
  });
  for (const name of ['BucketName', 'BucketNamePrefix', 'BucketNamespace'])
    expect(named({ BucketNamePrefix: '' })).not.toHaveProperty(name);
});

describe('who may assume a role', () => {
  const trustOf = (parameters: Readonly<Record<string, string>>, name: string) =>
    (
      stackOf(parameters).resources[name]?.properties['AssumeRolePolicyDocument'] as {
        Statement: [{ Condition: object; Principal: object }];
      }
    ).Statement[0];
  const issuer = 'token.actions.githubusercontent.com';

  test('only subjects that are spelled out, in both forms, with the audience pinned', () => {
    const ids = { GitHubOwnerId: '12', GitHubRepositoryId: '34' };
    expect(trustOf(ids, 'BackupRole').Condition).toEqual({
      StringEquals: {
        [`${issuer}:aud`]: 'sts.amazonaws.com',
        [`${issuer}:sub`]: [
          'repo:acme/shop:ref:refs/heads/main',
          'repo:acme/shop:environment:holdfast',
          'repo:acme@12/shop@34:ref:refs/heads/main',
          'repo:acme@12/shop@34:environment:holdfast',
        ],
        [`${issuer}:repository_id`]: '34',
      },
    });
  });

  test('jobs of one workflow file only, if that is named; the other roles are not bound to it', () => {
    const BackupWorkflow = 'acme/shop/.github/workflows/backup.yml@refs/heads/main';
    const claim = `${issuer}:job_workflow_ref`;
    expect(trustOf({ BackupWorkflow }, 'BackupRole').Condition).toMatchObject({
      StringEquals: { [claim]: BackupWorkflow },
    });
    for (const name of ['VerifyRole', 'PruneRole'])
      expect(JSON.stringify(trustOf({ BackupWorkflow }, name))).not.toContain(claim);
    expect(JSON.stringify(trustOf({}, 'BackupRole'))).not.toContain(claim);
  });

  test('where STS compares nothing but subject and audience, nothing else is asked for', () => {
    const given = { GitHubOwnerId: '12', GitHubRepositoryId: '34', BackupWorkflow: 'a/b/.github/workflows/c.yml@d' };
    const { Condition } = trustOf({ ...given, 'AWS::Partition': 'aws-cn' }, 'BackupRole');
    expect(Object.keys((Condition as { StringEquals: object }).StringEquals)).toEqual([
      `${issuer}:aud`,
      `${issuer}:sub`,
    ]);
  });

  test('for another GitHub server, its issuer everywhere, and none of the claims that STS knows of github.com alone', () => {
    const text = cloudFormation('https://octocorp.ghe.com');
    expect(text).not.toContain('githubusercontent');
    expect(text).toContain('Url: https://token.actions.octocorp.ghe.com\n');
    expect(text).toContain('^arn:.*:oidc-provider/token\\.actions\\.octocorp\\.ghe\\.com$');
    expect(text).not.toMatch(/:repository_id|job_workflow_ref|BackupWorkflow|Checks(Ids|Workflow)/);
    const { Resources } = parse(text) as { Resources: Readonly<Record<string, unknown>> };
    expect(JSON.stringify(Resources['BackupRole'])).toContain('"token.actions.octocorp.ghe.com:sub"');
  });

  test('without numbers in the old form alone; all but backup from their environment only', () => {
    expect(trustOf({}, 'PruneRole').Condition).toMatchObject({
      StringEquals: { [`${issuer}:sub`]: ['repo:acme/shop:environment:holdfast-admin'] },
    });
    for (const role of ROLE_NAMES.filter((name) => name !== 'backup')) expect(ROLES[role].fromBranch).toBe(false);
  });

  test('an OIDC provider that the account has is used, and none made', () => {
    const OidcProviderArn = `arn:aws:iam::111122223333:oidc-provider/${issuer}`;
    expect(stackOf({}).resources).toHaveProperty('OidcProvider');
    expect(stackOf({ OidcProviderArn }).resources).not.toHaveProperty('OidcProvider');
    expect(trustOf({ OidcProviderArn }, 'BackupRole').Principal).toEqual({ Federated: OidcProviderArn });
  });
});

describe('the workflow that the stack hands out', () => {
  const text = stackOf({ BucketName: PLACE.bucket }).output('Workflow') as string;
  const { jobs, permissions } = parse(text) as {
    permissions: object;
    jobs: Record<
      string,
      { if?: string; environment?: string; permissions: object; steps: { with: { mode?: Mode } }[] }
    >;
  };

  test('backs up, verifies and audits, each with its own role, where that role may be taken', () => {
    expect(permissions).toEqual({});
    expect(Object.keys(jobs)).toEqual(['backup', 'verify', 'audit']);
    for (const role of ['backup', 'verify', 'audit'] as const) {
      expect(jobs[role]).toMatchObject({
        permissions: { 'id-token': 'write' },
        steps: [
          {
            with: {
              bucket: PLACE.bucket,
              'aws-region': 'eu-central-1',
              'role-to-assume': `arn:aws:iam::111122223333:role/holdfast-${role}`,
              'allowed-account-ids': '111122223333',
            },
          },
        ],
      });
      expect(jobs[role]?.environment).toBe(ROLES[role].fromBranch ? undefined : ROLES[role].environment);
    }
    expect(jobs['audit']?.steps[0]?.with).toMatchObject({
      mode: 'audit',
      'audit-roles': 'arn:aws:iam::111122223333:role/holdfast-backup',
    });
    expect(TEMPLATE.Outputs).toHaveProperty('BackupRoleArn');
  });

  test('raises the alarm for a night without a backup, whether that failed or not', () => {
    expect(jobs['verify']).toMatchObject({ if: 'always()', steps: [{ with: { mode: 'verify', 'max-age': '36h' } }] });
    expect(jobs['audit']?.if).toBe('always()');
  });

  test('gives inputs that exist, in the mode in which they count', () => {
    for (const step of Object.values(jobs).flatMap(({ steps }) => steps)) {
      const { mode = 'backup' } = step.with;
      expect(inputsOf('action', mode)).toEqual(expect.arrayContaining(Object.keys(step.with)));
    }
  });

  test('is the same in the Terraform module', () => {
    const places = (workflow: string) =>
      workflow.replaceAll(/\$\{[^}]+\}/g, 'X').replaceAll(/ *allowed-account-ids: .*\n/g, '');
    const [, ofModule = ''] = /value += <<-EOT\n([^]*?\n) {2}EOT/.exec(read('infra/terraform/outputs.tf')) ?? [];
    const ofStack = (TEMPLATE.Outputs['Workflow']?.Value as { 'Fn::Sub': string })['Fn::Sub'];
    expect(places(ofModule.replaceAll(/^ {4}/gm, ''))).toBe(places(ofStack));
  });
});

const hasTerraform = spawnSync('terraform', ['version']).status === 0;
(hasTerraform ? test.each : test.skip.each)([
  'https://github.com/',
  'https://octocorp.ghe.com',
  'https://github.example.com/',
])('the Terraform module has the issuer of %s (needs terraform)', (server) => {
  const folder = mkdtempSync(join(tmpdir(), 'holdfast-terraform-'));
  try {
    copyFileSync(join(ROOT, 'infra/terraform/issuer.tf'), join(folder, 'issuer.tf'));
    const env = { ...process.env, TF_CLI_CONFIG_FILE: '/dev/null', CHECKPOINT_DISABLE: '1' };
    const options = { cwd: folder, env, input: 'local.issuer\n', encoding: 'utf8' } as const;
    const { stdout } = spawnSync('terraform', ['console', `-var=github_server_url=${server}`], options);
    expect(stdout).toContain(`"${issuerOf(server)}"\n`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

test('the Terraform module has the numbers and names of the plan', () => {
  const main = read('infra/terraform/main.tf');
  const rules = (stackOf({ TransitionDays: 90 }).resources['Bucket']?.properties as unknown as BucketProperties)
    .LifecycleConfiguration.Rules;
  for (const { Id, Prefix } of rules) {
    expect(main).toContain(`id     = "${Id}"`);
    expect(main).toContain(`prefix = "${Prefix}"`);
  }
  expect(main).toContain(
    `days_after_initiation = ${String(rules[0]?.AbortIncompleteMultipartUpload?.DaysAfterInitiation)}`,
  );
  expect(main).toContain(`storage_class = "${String(rules[1]?.Transitions?.[0]?.StorageClass)}"`);
  for (const value of ['BucketOwnerEnforced', 'GOVERNANCE', 'AES256']) expect(main).toContain(`"${value}"`);
  for (const role of ROLE_NAMES) expect(main).toContain(`"${role}"`);
});

test('the Terraform module lets in whom the stack lets in: the same claims, none of them by pattern', () => {
  const main = read('infra/terraform/main.tf');
  const [, trust = ''] = /assume_role_policy = jsonencode\(\{([^]*?)\n {2}\}\)/.exec(main) ?? [];
  const operators = [...trust.matchAll(/\b((?:String|Arn|For\w+:|Null|Bool|IpAddress)\w*) *=/g)].map(
    ([, name]) => name,
  );
  expect(operators).toEqual(['StringEquals']);
  const claims = [...trust.matchAll(/"\$\{local\.issuer\}:(\w+)"/g)].map(([, name]) => name);
  expect(claims).toEqual(['aud', 'sub', 'repository_id', 'job_workflow_ref']);
  expect(trust).not.toContain('*');
  const roles = JSON.parse(read('infra/terraform/roles.json').replaceAll(/\$\{[^}]+\}/g, 'X')) as Record<
    string,
    { subjects: string[] }
  >;
  for (const role of ROLE_NAMES) {
    const { environment, fromBranch } = ROLES[role];
    const branch = fromBranch ? [expect.stringMatching(/^ref:refs\/heads\/[^*]+$/) as string] : [];
    expect([role, roles[role]?.subjects]).toEqual([role, [...branch, expect.stringMatching(/^environment:[^*]+$/)]]);
    expect(environment).not.toContain('*');
  }
});

describe('docs/setup.md', () => {
  const rows = [...read('docs/setup.md').matchAll(/^\| `(\w+)` +\|(.*)\|$/gm)].map(
    ([, name = '', rest = '']) => [name, rest.split('|').map((cell) => cell.trim())] as const,
  );
  const named = (cell: string | undefined) => [...(cell ?? '').matchAll(/`([\w-]+)`/g)].map(([, name = '']) => name);

  test('says who may write which mark', () => {
    for (const kind of MARK_KINDS) {
      const writers = ROLE_NAMES.filter((role) => marksOfRole(role).some((each) => each === kind || each === '*'));
      const [, cells = []] = rows.find(([name]) => name === kind) ?? [];
      expect([kind, named(cells[1])]).toEqual([kind, writers]);
    }
  });

  test('says what each role is for, and which jobs may take it', () => {
    for (const role of ROLE_NAMES) {
      const [, cells = []] = rows.find(([name]) => name === role) ?? [];
      expect(named(cells[0])).toEqual(ROLES[role].modes);
      expect(named(cells[1])).toEqual([ROLES[role].environment]);
    }
  });
});
