/** The project's own .github/workflows/backup.yml and the workflows of __tests__/workflows/, run by act. */
import { cpSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../process/support.ts';
import { ActProject, type Ran } from './act.ts';

const project = new ActProject();

/** A repository that holds the action and its workflows. */
beforeAll(async () => {
  const workflows = join(project.path, '.github', 'workflows');
  mkdirSync(workflows, { recursive: true });
  for (const name of ['action.yml', 'dist', 'docs'])
    cpSync(join(ROOT, name), join(project.path, name), { recursive: true });
  cpSync(join(ROOT, '.github', 'workflows', 'backup.yml'), join(workflows, 'backup.yml'));
  cpSync(join(ROOT, '__tests__', 'workflows'), workflows, { recursive: true });
  await project.start();
});

afterAll(() => project.stop());

function act(event: string, workflow: string, payload: object): Promise<Ran> {
  const { bucket, roleArn, region, endpoint } = project.runner;
  const variables = {
    HOLDFAST_BUCKET: bucket,
    HOLDFAST_ROLE: roleArn,
    HOLDFAST_REGION: region,
    HOLDFAST_ENDPOINT: endpoint,
    HOLDFAST_GIT_SERVER: project.gitServerUrl,
    HOLDFAST_ARTIFACT_CLIENT: import.meta.resolve('@actions/artifact'),
  };
  return project.run(event, workflow, payload, { variables });
}

test("the project's own workflow backs up its repository and its documents, and a later job restores both", async () => {
  const { exitCode, log } = await act('push', 'backup.yml', { ref: 'refs/heads/main' });
  expect({ exitCode, log }).toMatchObject({ exitCode: 0 });
  expect(log).toMatch(/set-output:: series=acme\/app\/repository\n/);
  expect(log).toMatch(/set-output:: series=acme\/app\/files\n/);
  expect(log).toContain('Success - Main Compare');
  project.expectNoSecret(log);
});

test('a second push builds on the first', async () => {
  const { exitCode, log } = await act('push', 'backup.yml', { ref: 'refs/heads/main' });
  expect({ exitCode, log }).toMatchObject({ exitCode: 0 });
  expect(log).not.toContain('nothing: a first backup');
  expect(log.match(/set-output:: new-bytes=0\n/g)).toHaveLength(2);
});

test('a pull request keeps files in a series of its own, and a later job finds them by its outputs', async () => {
  const head = { ref: 'topic', repo: { full_name: 'acme/app' } };
  const pull = { action: 'opened', number: 7, pull_request: { number: 7, head, base: { ref: 'main' } } };
  const { exitCode, log } = await act('pull_request', 'pull-request.yml', pull);
  expect({ exitCode, log }).toMatchObject({ exitCode: 0 });
  expect(log).toMatch(/set-output:: series=acme\/app\/files\/pr\/7\n/);
  expect(log).toContain('Success - Main Compare');
  project.expectNoSecret(log);
});

test('a pull request of a fork keeps nothing, and its job fails', async () => {
  const head = { ref: 'topic', repo: { full_name: 'stranger/app' } };
  const pull = { action: 'opened', number: 8, pull_request: { number: 8, head, base: { ref: 'main' } } };
  const { exitCode, log } = await act('pull_request', 'pull-request.yml', pull);
  expect({ exitCode, log }).toMatchObject({ exitCode: 1 });
  expect(log).toContain('A run for a pull request from a fork does not write backups.');
  expect(log).not.toContain('/pr/8');
});

test('artifacts of a run are kept, come back in a later job, and are published again', async () => {
  const { exitCode, log } = await act('push', 'artifacts.yml', { ref: 'refs/heads/main' });
  expect({ exitCode, log }).toMatchObject({ exitCode: 0 });
  expect(log).toMatch(/set-output:: series=acme\/app\/artifacts\n/);
  expect(log).toContain('Published as artifacts of this run');
  expect(log).toContain('Success - Main Compare');
  project.expectNoSecret(log);
});
