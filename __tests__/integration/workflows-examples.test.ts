/**
 * The workflows of examples/ run by act as a user would run them: copied, with names of bucket and roles put in. Holdfast
 * is what `OWNER/holdfast@v1` names, and so are its reusable workflows.
 */
import { cpSync, globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { ROOT } from '../process/support.ts';
import { stackOf } from '../aws/setup/template.ts';
import { ActProject, type Ran } from './act.ts';

const project = new ActProject();
/** What stands for the repositories of actions, each in a folder of its name. */
const actions = join(project.folder, 'actions');
const uploaded = join(project.folder, 'uploaded.sarif');

beforeAll(async () => {
  mkdirSync(join(project.path, 'docs'), { recursive: true });
  writeFileSync(join(project.path, 'docs', 'index.md'), '# Documents\n');
  writeFileSync(join(project.path, 'docs', 'draft.tmp'), 'left out');
  writeFileSync(join(project.path, 'Makefile'), 'dist:\n\tmkdir dist && seq 100000 > dist/numbers.txt\n');
  for (const name of ['action.yml', 'dist', '.github/workflows'])
    cpSync(join(ROOT, name), join(actions, 'holdfast', name), { recursive: true });
  makeUploadSarif(join(actions, 'codeql-action', 'upload-sarif'));
  makeUploadArtifact(join(actions, 'upload-artifact'));
  await project.start();
});

afterAll(() => project.stop());

/** Stands for GitHub's action, which needs GitHub. */
function makeUploadSarif(folder: string): void {
  const lines = [
    'name: upload-sarif',
    'description: Keeps the file',
    'inputs: { sarif_file: { description: The file }, category: { description: Of the analysis } }',
    'runs:',
    '  using: composite',
    '  steps:',
    '    - shell: bash',
    '      env: { FILE: "${{ inputs.sarif_file }}" }',
    `      run: cp "$FILE" '${uploaded}'`,
  ];
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'action.yml'), lines.join('\n'));
}

/** The same library as GitHub's action, from this machine. */
function makeUploadArtifact(folder: string): void {
  cpSync(join(ROOT, '__tests__/workflows/upload'), folder, { recursive: true });
  const path = join(folder, 'action.yml');
  const client = `default: ${import.meta.resolve('@actions/artifact')}`;
  writeFileSync(path, readFileSync(path, 'utf8').replace('required: true', client));
}

/** One event of an example. */
function act(event: string, example: string, payload: object = {}): Promise<Ran> {
  return actOn(event, basename(example), readFileSync(join(ROOT, 'examples', example), 'utf8'), payload);
}

/** One event of a workflow, of which two things are changed: the bucket and the roles. */
function actOn(event: string, name: string, workflow: string, payload: object = {}): Promise<Ran> {
  const { bucket, roleArn, region, endpoint } = project.runner;
  const text = workflow
    .replaceAll('acme-backups', bucket)
    .replaceAll(/arn:aws:iam::111122223333:role\/holdfast-\w+/g, roleArn)
    .replaceAll('eu-central-1', region);
  const workflows = join(project.path, '.github', 'workflows');
  mkdirSync(workflows, { recursive: true });
  writeFileSync(join(workflows, name), text);
  return project.run(event, name, payload, {
    env: {
      AWS_ENDPOINT_URL: endpoint,
      AWS_ENDPOINT_URL_STS: endpoint,
      // GitHub's library for artifacts refuses other servers than GitHub.
      ...(!text.includes('upload-artifact') && { GITHUB_SERVER_URL: project.gitServerUrl }),
    },
    repositories: repositories(),
  });
}

/** What the examples and the workflows that they call name, but for actions/checkout, which act knows itself. */
function repositories(): Record<string, string> {
  const files = globSync(['examples/**/*.yml', '.github/workflows/{nightly,drill,audit}.yml'], { cwd: ROOT });
  const text = files.map((path) => readFileSync(join(ROOT, path), 'utf8')).join('\n');
  const used = [...text.matchAll(/uses: ([\w.-]+\/([\w.-]+))[^@\s]*(@[\w.-]+)/g)];
  return Object.fromEntries(
    used
      .filter(([, , base]) => base !== 'checkout')
      .map(([, name = '', base = '', ref = '']) => [`${name}${ref}`, join(actions, base)]),
  );
}

function expectSuccess({ exitCode, log }: Ran, outputs: Readonly<Record<string, string>>): void {
  if (exitCode !== 0) throw new Error(log);
  for (const [name, value] of Object.entries(outputs)) expect(log).toContain(`::set-output:: ${name}=${value}\n`);
  project.expectNoSecret(log);
}

test('setup.yml shows what the bucket lacks, then changes it', async () => {
  expectSuccess(await act('workflow_dispatch', 'setup.yml', { inputs: { apply: 'false' } }), { applied: 'false' });
  expectSuccess(await act('workflow_dispatch', 'setup.yml', { inputs: { apply: 'true' } }), { applied: 'true' });
});

const SERIES = { series: 'acme/app/repository', status: 'complete' };

test.each(['short/nightly.yml', 'nightly-repository.yml'])('%s backs up the repository', async (example) => {
  expectSuccess(await act('schedule', example), SERIES);
});

test.each(['short/drill.yml', 'weekly-drill.yml'])('%s restores what the night backed up', async (example) => {
  expectSuccess(await act('schedule', example), { ...SERIES, findings: '0' });
});

test.each(['short/audit.yml', 'weekly-audit.yml'])('%s uploads its findings, even where it fails', async (example) => {
  rmSync(uploaded, { force: true });
  const { log } = await act('schedule', example);
  expect(log).toMatch(/set-output:: findings=\d+\n/);
  expect(log).toContain('Success - Main Upload the findings');
  const { runs } = JSON.parse(readFileSync(uploaded, 'utf8')) as { runs: { tool: { driver: { name: string } } }[] };
  expect(runs[0]?.tool.driver.name).toBe('Holdfast');
  project.expectNoSecret(log);
});

test('the workflow that the stack hands out backs up, verifies and audits in one run', async () => {
  const text = stackOf({ BucketName: 'acme-backups' }).output('Workflow') as string;
  // This server's accounts have no numbers.
  const workflow = text.replaceAll(/ *allowed-account-ids: .*\n/g, '');
  const { log } = await actOn('schedule', 'backup.yml', workflow);
  expect(log).toMatch(/\[backup.yml\/backup\] .*Job succeeded/);
  expect(log).toMatch(/\[backup.yml\/verify\] .*Job succeeded/);
  expect(log).toContain(`::set-output:: series=${SERIES.series}\n`);
  expect(log).toMatch(/Attack-proof: (yes|no|not known)/);
  project.expectNoSecret(log);
});

test('files-with-retention.yml backs up, and on Sundays thins out', async () => {
  const weekday = await act('schedule', 'files-with-retention.yml', { schedule: '47 2 * * 1-6' });
  expectSuccess(weekday, { series: 'acme/app/files', files: '1' });
  expect(weekday.log).not.toContain('Thin out');
  const sunday = await act('schedule', 'files-with-retention.yml', { schedule: '47 2 * * 0' });
  expectSuccess(sunday, { series: 'acme/app/files', applied: 'true', changes: '0' });
});

test('restore-in-later-job.yml brings the very files to a later job', async () => {
  const ran = await act('push', 'restore-in-later-job.yml', { ref: 'refs/heads/main' });
  expectSuccess(ran, { series: 'acme/app/builds', found: 'true' });
  const ids = [...ran.log.matchAll(/set-output:: snapshot=(.*)\n/g)].map(([, id]) => id);
  expect(ids).toHaveLength(2);
  expect(ids[1]).toBe(ids[0]);
  expect(ran.log.match(/set-output:: bytes=588895\n/g)).toHaveLength(2);
});

test('release-artifacts.yml keeps what the build of a tag uploaded', async () => {
  const ran = await act('push', 'release-artifacts.yml', { ref: 'refs/tags/v1.2.3' });
  expectSuccess(ran, { series: 'acme/app/releases', status: 'complete', files: '2' });
});
