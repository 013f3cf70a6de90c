/** What makes the command line easy: quiet runs, defaults, and errors that say what there is. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { SERIES, Stage, type Vault } from './stage.ts';
import { runCli } from './support.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await Stage.open();
});
afterAll(() => stage.close());

describe('--quiet', () => {
  test('says nothing where all is well', async () => {
    const vault = stage.vault();
    expect(await vault.cli(['backup', '-q'])).toMatchObject({ exitCode: 0, stdout: '', stderr: '' });
    expect(await vault.cli(['verify', '--quiet'])).toMatchObject({ exitCode: 0, stdout: '', stderr: '' });
    expect((await vault.cli(['verify'])).stdout).toContain('Verified at level sample');
  });

  test('leaves warnings, and the table of what went wrong', async () => {
    const vault = stage.vault();
    await vault.filled();
    const [pack = ''] = vault.keysOf('packs');
    vault.objects.remove(pack);
    const ended = await vault.cli(['verify', '--quiet']);
    expect(ended.exitCode).toBe(1);
    expect(ended.stderr).toMatch(/^Warning: /);
    expect(ended.stdout).toContain('Findings');
  });

  test('leaves out notes, and --json keeps its document', async () => {
    const vault = stage.vault();
    writeFileSync(join(stage.source, '.npmrc'), '//npm.example.com/:_authToken=npm_0123456789abcdef\n');
    const ended = await vault.cli(['backup', '--quiet', '--json']);
    expect(ended).toMatchObject({ exitCode: 0, stderr: expect.not.stringContaining('Note:') as string });
    expect(JSON.parse(ended.stdout)).toMatchObject({ mode: 'backup', status: 'complete' });
  });
});

test('list names five snapshots that cannot be read, and counts the others', async () => {
  const vault = stage.vault();
  for (let i = 0; i < 8; i++) await vault.filled();
  for (const key of vault.keysOf('roots').slice(0, 7))
    vault.objects.replace(key, vault.objects.read(key).subarray(0, 100));
  const { stderr, stdout } = await vault.cli(['list']);
  expect(stderr.match(/^Warning: Snapshot /gm)).toHaveLength(5);
  expect(stderr).toContain('And 2 snapshots more cannot be read');
  expect(stdout.match(/unreadable/g)).toHaveLength(7);
});

describe('the source, where none is given', () => {
  test('is files at a prompt', async () => {
    const vault = stage.vault();
    expect((await vault.cli(['backup'])).exitCode).toBe(0);
    const { stdout } = await vault.cli(['list', '--version', 'latest', '--json']);
    const { result } = JSON.parse(stdout) as { result: { entries: { path: string }[] } };
    expect(result.entries.map(({ path }) => path)).toContain('sub/b.bin');
  });

  test.each([
    ['where a repository is named', ['--repository', '/nonexistent.git'], {}],
    [
      'in a workflow',
      [],
      { GITHUB_ACTIONS: 'true', GITHUB_REPOSITORY: 'acme/shop', GITHUB_SERVER_URL: 'http://127.0.0.1:1' },
    ],
  ])('is the repository %s', async (_, flags, env) => {
    const vault = stage.vault();
    const ended = await vault.cli(['backup', ...flags], { ...stage.keys, ...env });
    expect(ended.exitCode).toBe(1);
    expect(ended.stderr).toMatch(/nonexistent\.git|127\.0\.0\.1:1/);
    expect(vault.keysOf('roots')).toEqual([]);
  });
});

describe('no snapshot', () => {
  let vault: Vault;
  beforeAll(async () => {
    vault = stage.vault();
    await vault.filled();
  });

  test('of the series: the error names those that are there, and the one that was meant', async () => {
    const { endpoint, region } = stage.double;
    const place = ['--bucket', vault.name, '--endpoint-url', endpoint, '--aws-region', region, '--force-path-style'];
    const ended = await runCli(['restore', '--name', 'acme/shop/flies', '--path', 'x', ...place], {
      env: { ...stage.keys, AWS_EC2_METADATA_DISABLED: 'true' },
      cwd: stage.folder,
    });
    expect(ended.exitCode).toBe(1);
    expect(ended.stderr).toContain('There is no snapshot of a series acme/shop/flies');
    expect(ended.stderr).toContain(`There is: ${SERIES}. Did you mean ${SERIES}?`);
  });

  test('that fits the selector: the error names the newest', async () => {
    const { stdout } = await vault.cli(['list', '--json']);
    const id = (JSON.parse(stdout) as { result: { snapshots: { id: string }[] } }).result.snapshots[0]?.id;
    const ended = await vault.cli(['restore', '--version', 'tag:release', '--path', 'x']);
    expect(ended.stderr).toContain(`The newest are: ${String(id)}.`);
  });
});

test('several defects of a bucket: each with its fix, and the one command that mends them', async () => {
  const vault = stage.vault();
  vault.bucket.versioning = 'Suspended';
  vault.bucket.documents.delete('encryption');
  vault.bucket.documents.set('acl', 'public-read');
  const ended = await vault.cli(['backup']);
  expect(ended.exitCode).toBe(1);
  expect(ended.stderr).toMatch(/^ *1\. /m);
  expect(ended.stderr).toMatch(/^ *2\. /m);
  expect(ended.stderr).toContain(`holdfast setup --bucket ${vault.name} `);
});
