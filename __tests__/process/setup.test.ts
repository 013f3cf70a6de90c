/** From nothing to a bucket into which a default backup succeeds, by the bundle as the runner starts it. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expectError, SERIES, Stage, type Inputs } from './stage.ts';
import { runCli, runStep, type FinishedStep } from './support.ts';

const ROLE = 'arn:aws:iam::111122223333:role/holdfast-backup';

let stage: Stage;
beforeAll(async () => {
  stage = await Stage.open();
});
afterAll(() => stage.close());

function common(bucket: string): Inputs {
  const { endpoint, region } = stage.double;
  return { bucket, 'endpoint-url': endpoint, 'force-path-style': 'true', 'aws-region': region };
}

const RUNNER = { GITHUB_EVENT_NAME: 'schedule', AWS_EC2_METADATA_DISABLED: 'true' };

function setup(bucket: string, more: Inputs = {}): Promise<FinishedStep> {
  const github = { GITHUB_REPOSITORY: 'acme/shop', GITHUB_REPOSITORY_ID: '34', GITHUB_REPOSITORY_OWNER_ID: '12' };
  return runStep(
    { mode: 'setup', ...common(bucket), 'backup-roles': ROLE, ...more },
    { env: { ...RUNNER, ...github, ...stage.keys }, cwd: stage.folder },
  );
}

const writes = () =>
  stage.double.requests.filter(({ method, service }) => service === 's3' && ['PUT', 'DELETE'].includes(method));

test('a plan, its application, a default backup, and nothing left to do', async () => {
  stage.double.clearRequests();
  const plan = await setup('fresh', { 'policies-dir': 'policies' });
  expect(plan).toMatchObject({ exitCode: 0, stderr: '', outputs: { status: 'complete', applied: 'false' } });
  expect(Number(plan.outputs['changes'])).toBeGreaterThan(0);
  expect(writes()).toEqual([]);
  expect(plan.stdout).toMatch(/Plan for the bucket/);
  expect(plan.summary).toMatch(/A plan, and nothing was changed.*apply/);
  expect(plan.stdout).toMatch(/A plan, and nothing was changed.*apply/);

  const trust = JSON.parse(readFileSync(join(stage.folder, 'policies', 'backup.trust.json'), 'utf8')) as object;
  expect(JSON.stringify(trust)).toContain('repo:acme@12/shop@34:ref:refs/heads/main');
  for (const name of ['bucket-policy.json', 'prune.policy.json', 'setup.trust.json'])
    expect(existsSync(join(stage.folder, 'policies', name))).toBe(true);

  const made = await setup('fresh', { apply: 'true' });
  expect(made).toMatchObject({ exitCode: 0, stderr: '', outputs: { status: 'complete', applied: 'true' } });
  expect(made.summary).toContain('It is safe for backups.');
  // The double speaks http here, and is not AWS: both are said.
  expect(made.annotations.map(({ title }) => title)).toEqual([
    'holdfast: setup-no-tls',
    'holdfast: setup-owner-cannot-read',
  ]);

  // With the role that setup prints, which may do nothing else.
  const { policies } = (made.report as { result: { policies: { role: string; policy: object }[] } }).result;
  const policy = policies.find(({ role }) => role === 'backup')?.policy ?? {};
  const role = stage.double.addRole({ name: 'holdfast-backup', policies: [policy] });
  const backup = await runStep(
    {
      ...common('fresh'),
      name: SERIES,
      source: 'files',
      'bucket-checks': 'enforce',
      'role-to-assume': role,
      'sts-endpoint-url': stage.double.endpoint,
    },
    { env: { ...RUNNER, ...stage.double.runnerEnv() }, cwd: stage.source },
  );
  expect(backup).toMatchObject({ exitCode: 0, outputs: { status: 'complete' } });
  expect(backup.annotations).toEqual([]);

  stage.double.clearRequests();
  const again = await setup('fresh', { apply: 'true' });
  expect(again.outputs).toMatchObject({ status: 'complete', changes: '0', applied: 'false' });
  // The probe of the final check alone.
  expect(writes().map(({ operation, status }) => `${operation} ${String(status)}`)).toEqual(['PutObject 412']);
  expect(stage.double.requests.filter(({ service }) => service === 's3').length).toBeLessThanOrEqual(17);
});

test('a bucket of somebody else is one clear error', async () => {
  stage.double.makeBucket('theirs', { accountId: '444455556666' });
  expectError(await setup('theirs', { apply: 'true' }), 'bucket-not-yours', /somebody else's/);
});

test('on the command line, as one JSON document', async () => {
  const { endpoint, region } = stage.double;
  const flags = ['--bucket', 'by-hand', '--endpoint-url', endpoint, '--aws-region', region, '--force-path-style'];
  const env = { AWS_EC2_METADATA_DISABLED: 'true', ...stage.keys };
  const ended = await runCli(['setup', ...flags, '--repository', 'acme/shop', '--json'], { env, cwd: stage.folder });
  expect(ended.exitCode).toBe(0);
  expect(JSON.parse(ended.stdout)).toMatchObject({ mode: 'setup', result: { bucket: 'by-hand' } });
});
