/**
 * The workflow of a whole organisation, called from a dozen lines as docs/fleet.md says, run by act with its matrix: two mornings
 * of twelve repositories, between which one is deleted, one is made, and one breaks.
 */
import { generateKeyPairSync } from 'node:crypto';
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeWorld, StandInAccount, StandInApp, startGithubServer } from '../../tools/github-server/index.ts';
import type { GithubServer } from '../../tools/github-server/index.ts';
import { registrationAddress } from '../../tools/fleet-page.ts';
import { ROOT } from '../process/support.ts';
import { ActProject, type Ran } from './act.ts';

const APP_ID = 123456;
const BROKEN = 'repo-0003';
const project = new ActProject();
const actions = join(project.folder, 'actions');
const kept = join(project.folder, 'kept');
const served = join(project.folder, 'organization');
const keys = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  publicKeyEncoding: { type: 'spki', format: 'pem' },
  privateKeyEncoding: { type: 'pkcs1', format: 'pem' },
});
const world = makeWorld();
const account = new StandInAccount({ login: 'acme', count: 12, world });
const app = new StandInApp({ id: APP_ID, publicKey: keys.publicKey, account, permissions: askedPermissions() });
let github: GithubServer;

/** What an App has that was registered at the address of docs/fleet.md. */
function askedPermissions(): Record<string, string> {
  return Object.fromEntries([...new URL(registrationAddress()).searchParams].filter(([, value]) => value === 'read'));
}

beforeAll(async () => {
  mkdirSync(project.path, { recursive: true });
  writeFileSync(join(project.path, 'README.md'), '# Backups of acme\n');
  for (const name of ['action.yml', 'dist', '.github/workflows'])
    cpSync(join(ROOT, name), join(actions, 'holdfast', name), { recursive: true });
  makeUploadArtifact(join(actions, 'upload-artifact'));
  account.makeGitRepositories(served);
  github = await startGithubServer({ world, token: 'none', git: { root: served }, app, account });
  await project.start();
});

afterAll(async () => {
  await project.stop();
  await github.close();
});

/** Stands for GitHub's action, which needs GitHub: keeps what it is given. */
function makeUploadArtifact(folder: string): void {
  const lines = [
    'name: upload-artifact',
    'description: Keeps files',
    'inputs: { name: { description: Of it }, path: { description: Files }, if-no-files-found: {}, retention-days: {} }',
    'runs:',
    '  using: composite',
    '  steps:',
    '    - shell: bash',
    '      env: { FILES: "${{ inputs.path }}" }',
    `      run: mkdir -p '${kept}' && while read -r file; do [ -z "$file" ] || cp -r "$file" '${kept}/'; done <<< "$FILES"`,
  ];
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'action.yml'), lines.join('\n'));
}

async function night(): Promise<Ran> {
  const { bucket, roleArn, region, endpoint } = project.runner;
  const text = readFileSync(join(ROOT, 'examples', 'fleet.yml'), 'utf8')
    .replaceAll('acme-backups', bucket)
    .replaceAll(/arn:aws:iam::111122223333:role\/holdfast-\w+/g, roleArn)
    .replaceAll('eu-central-1', region)
    .replace("'!scratch-*'", "'!repo-0012'")
    .replace('!scratch-*', '!repo-0012')
    .replace('    with:\n', "    with:\n      legs: '3'\n");
  const workflows = join(project.path, '.github', 'workflows');
  mkdirSync(workflows, { recursive: true });
  writeFileSync(join(workflows, 'fleet.yml'), text);
  rmSync(kept, { recursive: true, force: true });
  return project.run(
    'schedule',
    'fleet.yml',
    {},
    {
      env: {
        AWS_ENDPOINT_URL: endpoint,
        AWS_ENDPOINT_URL_STS: endpoint,
        GITHUB_SERVER_URL: github.url,
        GITHUB_API_URL: `${github.url}/api/v3`,
      },
      secrets: { HOLDFAST_APP_PRIVATE_KEY: keys.privateKey },
      repositories: {
        'OWNER/holdfast@v1': join(actions, 'holdfast'),
        'actions/upload-artifact@b7c566a772e6b6bfb58ed0dc250532a479d7789f': join(actions, 'upload-artifact'),
      },
    },
  );
}

/** The rows of the table that the coverage has written as CSV: name, state, and the whole row. */
function rows(): readonly (readonly [name: string, state: string, row: string])[] {
  const file = readdirSync(kept).find((name) => name.endsWith('.csv')) ?? '';
  const [head = '', ...lines] = readFileSync(join(kept, file), 'utf8').trim().split(/\r?\n/);
  expect(head.split(',').slice(0, 3)).toEqual(['repository', 'id', 'state']);
  return lines.map((row) => {
    const [name = '', , state = ''] = row.split(',');
    return [name, state, row];
  });
}

/** Names by what the table says of them. */
function coverage(): Record<string, readonly string[]> {
  const groups = Map.groupBy(rows(), ([, state]) => state);
  return Object.fromEntries([...groups].map(([state, group]) => [state, group.map(([name]) => name).toSorted()]));
}

const names = (...numbers: readonly number[]): string[] => numbers.map((n) => `repo-${String(n).padStart(4, '0')}`);

test('the first night covers the organisation, but for what is left out', async () => {
  const { exitCode, log } = await night();
  if (exitCode !== 0) throw new Error(log);
  expect(log).toMatch(/leg 3 of 3/);
  expect(coverage()).toEqual({ covered: names(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11), excluded: names(12) });
  for (const secret of [keys.privateKey.split('\n')[3] ?? '', ...app.grants.map(({ token }) => token)])
    expect(log).not.toContain(secret);
  project.expectNoSecret(log);
});

test('the next morning says which one is gone, which one is new, and which one is broken', async () => {
  account.remove('repo-0001');
  const added = account.add('repo-new');
  account.makeGitRepositories(served, [added]);
  github.gitFaults.push({ on: new RegExp(`/acme/${BROKEN}[./]`), status: 500 });
  const { exitCode } = await night();
  expect(exitCode).not.toBe(0);
  const { covered, ...others } = coverage();
  expect(covered).toEqual([...names(2, 3, 4, 5, 6, 7, 8, 9, 10, 11), 'repo-new']);
  expect(others).toMatchObject({ gone: names(1), excluded: names(12) });
  // Its last backup is young enough; that the newest attempt failed is told beside it.
  expect(covered).toContain(BROKEN);
  expect(rows().find(([name]) => name === BROKEN)?.[2]).toContain('the last attempt failed');
  expect(readdirSync(join(kept, 'holdfast-pages'))).toContain('index.html');
});
