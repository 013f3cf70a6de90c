/**
 * The workflows of examples/ run by act as a user would run them: copied, with names of bucket and roles put in. Holdfast
 * is what `OWNER/holdfast@v1` names, and so are its reusable workflows.
 */
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { ROOT } from '../process/support.ts';
import { ActProject, type Ran } from './act.ts';

const project = new ActProject();
const holdfast = join(project.folder, 'holdfast');
const codeql = join(project.folder, 'codeql-action');
const uploaded = join(project.folder, 'uploaded.sarif');

beforeAll(async () => {
  mkdirSync(join(project.path, 'docs'), { recursive: true });
  writeFileSync(join(project.path, 'docs', 'index.md'), '# Documents\n');
  writeFileSync(join(project.path, 'docs', 'draft.tmp'), 'left out');
  writeFileSync(join(project.path, 'Makefile'), 'dist:\n\tmkdir dist && seq 100000 > dist/numbers.txt\n');
  for (const name of ['action.yml', 'dist', '.github/workflows'])
    cpSync(join(ROOT, name), join(holdfast, name), { recursive: true });
  makeUpload();
  await project.start();
});

afterAll(() => project.stop());

/** Stands for GitHub's action, which needs GitHub. */
function makeUpload(): void {
  mkdirSync(join(codeql, 'upload-sarif'), { recursive: true });
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
  writeFileSync(join(codeql, 'upload-sarif', 'action.yml'), lines.join('\n'));
}

/** One event of an example, of which two things are changed: the bucket and the roles. */
function act(event: string, example: string, payload: object = {}): Promise<Ran> {
  const { bucket, roleArn, region, endpoint } = project.runner;
  const text = readFileSync(join(ROOT, 'examples', example), 'utf8')
    .replaceAll('acme-backups', bucket)
    .replaceAll(/arn:aws:iam::111122223333:role\/holdfast-\w+/g, roleArn)
    .replaceAll('eu-central-1', region);
  const workflows = join(project.path, '.github', 'workflows');
  mkdirSync(workflows, { recursive: true });
  writeFileSync(join(workflows, basename(example)), text);
  const [, codeqlHash = ''] = /codeql-action\/upload-sarif@(\w+)/.exec(readAudit()) ?? [];
  return project.run(event, basename(example), payload, {
    env: { AWS_ENDPOINT_URL: endpoint, AWS_ENDPOINT_URL_STS: endpoint, GITHUB_SERVER_URL: project.gitServerUrl },
    repositories: { 'OWNER/holdfast@v1': holdfast, [`github/codeql-action@${codeqlHash}`]: codeql },
  });
}

function readAudit(): string {
  return readFileSync(join(ROOT, '.github/workflows/audit.yml'), 'utf8');
}

test('setup.yml shows what the bucket lacks, then changes it', async () => {
  const plan = await act('workflow_dispatch', 'setup.yml', { inputs: { apply: 'false' } });
  expect(plan).toMatchObject({ exitCode: 0 });
  expect(plan.log).toMatch(/set-output:: applied=false\n/);
  const applied = await act('workflow_dispatch', 'setup.yml', { inputs: { apply: 'true' } });
  expect(applied).toMatchObject({ exitCode: 0 });
  expect(applied.log).toMatch(/set-output:: applied=true\n/);
  project.expectNoSecret(applied.log);
});

test('ten lines call the nightly backup', async () => {
  const ran = await act('schedule', 'short/nightly.yml');
  expect(ran).toMatchObject({ exitCode: 0 });
  expect(ran.log).toMatch(/set-output:: series=acme\/app\/repository\n/);
  expect(ran.log).toMatch(/set-output:: status=complete\n/);
  project.expectNoSecret(ran.log);
});

test('ten lines call the drill, which restores what the night backed up', async () => {
  const ran = await act('schedule', 'short/drill.yml');
  expect(ran).toMatchObject({ exitCode: 0 });
  expect(ran.log).toMatch(/set-output:: series=acme\/app\/repository\n/);
  expect(ran.log).toMatch(/set-output:: findings=0\n/);
  project.expectNoSecret(ran.log);
});

test('ten lines call the audit, whose findings are uploaded even where it fails', async () => {
  const ran = await act('schedule', 'short/audit.yml');
  expect(ran.log).toMatch(/set-output:: findings=\d+\n/);
  expect(ran.log).toContain('Success - Main Upload the findings');
  const { runs } = JSON.parse(readFileSync(uploaded, 'utf8')) as { runs: { tool: { driver: { name: string } } }[] };
  expect(runs[0]?.tool.driver.name).toBe('Holdfast');
  project.expectNoSecret(ran.log);
});

test('files-with-retention.yml backs up, and then thins out', async () => {
  const ran = await act('schedule', 'files-with-retention.yml');
  expect(ran).toMatchObject({ exitCode: 0 });
  expect(ran.log).toMatch(/set-output:: series=acme\/app\/files\n/);
  expect(ran.log).toMatch(/set-output:: files=1\n/);
  expect(ran.log).toMatch(/set-output:: applied=true\n/);
  project.expectNoSecret(ran.log);
});

test('restore-in-later-job.yml brings the very files to a later job', async () => {
  const ran = await act('push', 'restore-in-later-job.yml', { ref: 'refs/heads/main' });
  expect(ran).toMatchObject({ exitCode: 0 });
  const ids = [...ran.log.matchAll(/set-output:: snapshot=(.*)\n/g)].map(([, id]) => id);
  expect(ids).toHaveLength(2);
  expect(ids[1]).toBe(ids[0]);
  expect(ran.log.match(/set-output:: bytes=588895\n/g)).toHaveLength(2);
  expect(ran.log).toContain('numbers.txt');
  project.expectNoSecret(ran.log);
});
