/** Audits as the runner starts them: exit code, outputs, annotations, summary, SARIF, requests. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { vaultStatements } from '../../src/aws/policies/roles.ts';
import { parsePolicy } from '../../tools/double/policy.ts';
import { expectError, Stage, type Vault } from './stage.ts';
import type { Env, FinishedStep } from './support.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await Stage.open();
});
afterAll(() => stage.close());

/** Protected as far as a server without TLS can be. */
function protectedVault(): Vault {
  const vault = stage.vault();
  const { name, bucket } = vault;
  const place = { partition: 'aws', bucket: name, prefix: '', aws: true };
  const roles = [`arn:aws:iam::${stage.double.accountId}:role/backup`];
  const policy = {
    Version: '2012-10-17',
    Statement: vaultStatements(place, { backupRoles: roles, vaultKeys: [], tls: false }),
  };
  bucket.policy = parsePolicy(policy, 'bucket');
  bucket.documents.set('policy', JSON.stringify(policy));
  return vault;
}

function audit(vault: Vault, inputs: Readonly<Record<string, string>> = {}, more: Env = {}): Promise<FinishedStep> {
  const env = {
    ...stage.double.accountEnv(),
    GITHUB_WORKFLOW_REF: 'acme/shop/.github/workflows/audit.yml@refs/heads/main',
    ...more,
  };
  const given = { 'sts-endpoint-url': stage.double.endpoint, ...inputs };
  return vault.start('audit', { inputs: given, env }).finish();
}

test('a vault with backups, under protection: green, and what it looked at is said', async () => {
  const vault = protectedVault();
  await vault.filled();
  stage.double.clearRequests();
  const step = await audit(vault, { sarif: join(stage.folder, 'green.sarif') });
  expect({ exitCode: step.exitCode, log: step.stdout }).toEqual({ exitCode: 0, log: step.stdout });
  expect(step.outputs).toMatchObject({ status: 'complete', sarif: join(stage.folder, 'green.sarif') });
  expect(stage.double.requests.length).toBeLessThanOrEqual(30);
  expect(step.summary).toContain(`Audit of ${vault.name}`);
  expect(step.summary).toMatch(/checks passed, \d+ could not be carried out/);
  expect(step.summary).toContain('No role was reviewed');
  expect(step.annotations.every(({ type }) => type !== 'error')).toBe(true);
  expect(stage.double.requests.filter(({ method }) => method === 'PUT').map(({ key }) => key?.slice(0, 15))).toEqual([
    'v1/state/audit/',
  ]);
});

test('a bucket that nobody protected: red at fail-on, annotated once a check, in the SARIF file', async () => {
  const vault = stage.vault();
  await vault.filled();
  const sarif = join(stage.folder, 'red.sarif');
  const step = await audit(vault, { sarif });
  expect(step.exitCode).toBe(1);
  expect(step.outputs).toMatchObject({ status: 'failed' });
  expect(Number(step.outputs['findings'])).toBeGreaterThan(3);
  const titles = step.annotations.map(({ title }) => title);
  expect(titles).toContain('holdfast: audit-deny-delete');
  expect(new Set(titles).size).toBe(titles.length);
  const log = JSON.parse(readFileSync(sarif, 'utf8')) as {
    runs: [{ results: { ruleId: string; locations: unknown }[] }];
  };
  const result = log.runs[0].results.find(({ ruleId }) => ruleId === 'deny-delete');
  expect(JSON.stringify(result?.locations)).toContain('"uri":".github/workflows/audit.yml"');
  expect(step.report).toMatchObject({ mode: 'audit', status: 'failed', result: { bucket: vault.name } });
  expect((await audit(vault, { 'fail-on': 'none' })).exitCode).toBe(0);
});

test('packs overwritten and deleted: critical, by key', async () => {
  const vault = protectedVault();
  await vault.filled();
  const [pack = ''] = vault.keysOf('packs');
  const version = vault.bucket.current(pack);
  if (version === undefined) throw new Error('no pack');
  vault.bucket.add({ ...version, versionId: vault.bucket.nextVersionId(), body: Buffer.from('poison'), checksums: {} });
  const step = await audit(vault);
  expect(step.exitCode).toBe(1);
  const told = step.annotations.find(({ title }) => title === 'holdfast: audit-attack-overwritten')?.text;
  expect(told).toContain('critical');
  expect(told).toContain(pack);
  expect(told).toMatch(/holdfast repair --bucket \S+ --all-series;/);
});

test('credentials that may not see everything: what they lack is said, and nothing of it has passed', async () => {
  const vault = protectedVault();
  const Statement = [
    { Effect: 'Allow', Action: 's3:*', Resource: '*' },
    { Effect: 'Deny', Action: 's3:GetBucketPolicy', Resource: '*' },
  ];
  const user = stage.double.addUser({ name: 'half-blind', policies: [{ Version: '2012-10-17', Statement }] });
  const step = await audit(vault, {}, stage.keysOf(user));
  expect(step.annotations.find(({ title }) => title === 'holdfast: audit-not-permitted')?.text).toContain(
    's3:GetBucketPolicy',
  );
  expect(step.stdout).toMatch(/unknown\s+(check\s+)?[\w, -]*deny-delete/);
});

test('no such bucket, and a SARIF file that cannot be written', async () => {
  const vault = stage.vault();
  expectError(await audit(vault, { bucket: 'no-such-bucket' }), 'bucket-not-found', 'no-such-bucket');
  expectError(await audit(vault, { sarif: 'no/such/folder/x.sarif' }), 'sarif-not-written', 'no/such/folder');
  if (existsSync('/dev/full'))
    expectError(await audit(vault, { sarif: '/dev/full' }), 'sarif-not-written', 'Free space');
});

test('from the command line, without GitHub', async () => {
  const vault = protectedVault();
  const ended = await vault.cli(['audit', '--json']);
  expect(ended.stderr + String(ended.exitCode)).toMatch(/0$/);
  expect(JSON.parse(ended.stdout)).toMatchObject({ mode: 'audit', status: 'complete' });
});
