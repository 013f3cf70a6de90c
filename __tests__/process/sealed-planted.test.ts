/**
 * Open snapshots that somebody with the role of backups laid among sealed ones, by the bundle: what each mode says of them
 * without a key and with the key. The table of docs/sealing.md ("An open snapshot among sealed ones") has a line for each.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { formatIdentity } from '../../src/vault/seal/keys.ts';
import { Identity } from '../../src/vault/seal/x25519.ts';
import { expectError, filesOf, Stage, type Inputs, type Vault } from './stage.ts';
import type { Ended, Env, FinishedStep } from './support.ts';

const [K, WRONG] = [1, 3].map((seed): Inputs => ({
  'vault-key': formatIdentity(new Identity(Buffer.alloc(32, seed))),
})) as [Inputs, Inputs];
const DAY_SECONDS = 24 * 3600;

let stage: Stage;
let vault: Vault;
/** Two sealed snapshots, between and above which open ones lie. */
const sealed: string[] = [];
const planted: string[] = [];
/** Of the test that backs up. */
let lastSealed = '';

beforeAll(async () => {
  stage = await Stage.open();
  vault = stage.vault();
  await night();
  await plant();
  await night();
  await plant();
});
afterAll(() => stage.close());

async function night(): Promise<void> {
  const { exitCode, outputs } = await vault.backUp({ inputs: K });
  expect(exitCode).toBe(0);
  sealed.push(outputs['snapshot'] ?? '');
  stage.double.clock.advance(DAY_SECONDS);
}

/** As whoever may back up can: whole snapshots that are sound in themselves, made now. */
async function plant(): Promise<void> {
  const elsewhere = stage.vault();
  const id = (await elsewhere.filled()).outputs['snapshot'] ?? '';
  for (const key of elsewhere.objects.keys('v1/')) {
    const version = elsewhere.bucket.current(key);
    if (version !== undefined) vault.bucket.add({ ...version, versionId: vault.bucket.nextVersionId() });
  }
  planted.push(id);
  stage.double.clock.advance(DAY_SECONDS);
}

const run = (mode: string, inputs: Inputs): Promise<FinishedStep> => vault.start(mode, { inputs }).finish();
const withKey = (inputs: Inputs): Env => ({ ...stage.keys, HOLDFAST_VAULT_KEY: inputs['vault-key'] ?? '' });
const vouching = (): string[] => vault.objects.keys('v1/marks/').filter((key) => /\/(verified|proof)-/.test(key));
const containing = (text: string): string => expect.stringContaining(text) as string;

test.each(['metadata', 'sample', 'full', 'restore'])(
  'verify at level %s without a key marks none of them',
  async (level) => {
    for (const chosen of [{}, { version: planted[0] ?? '' }, { version: planted[1] ?? '' }] as Inputs[]) {
      const step = await run('verify', { level, ...chosen });
      expect(step).toMatchObject({ exitCode: 1, outputs: { status: 'failed', findings: '1', snapshot: '' } });
      expect(step.annotations.map(({ title }) => title)).toContain('holdfast: snapshot-sealed');
    }
    expect(vouching()).toEqual([]);
  },
);

test('verify of all series, and the age of the newest, say the same', async () => {
  const ended = await vault.cli(['verify', '--all-series', '--max-age', '36h']);
  expect(ended).toMatchObject({
    exitCode: 1,
    stdout: containing('snapshot-sealed'),
    stderr: containing('1 of 1 series'),
  });
  expect(vouching()).toEqual([]);
});

/** Modes that take one snapshot. */
const TAKING: readonly (readonly [name: string, args: (id: string) => string[]])[] = [
  ['restore', (id) => ['restore', '--path', stage.fresh(), '--version', id]],
  ['cat', (id) => ['cat', 'a.txt', '--version', id]],
  ['list of files', (id) => ['list', '--version', id]],
  ['diff', (id) => ['diff', id, id]],
  ['find in one', (id) => ['find', 'a.txt', '--version', id]],
];

test.each(TAKING)('%s: only its id picks one without a key, nothing does with one', async (_, args) => {
  const [, newest = ''] = planted;
  const refused = await vault.cli(args('latest'));
  expect(refused).toMatchObject({ exitCode: 1, stderr: containing('Error (sealed)') });
  expect(refused.stdout).toBe('');
  expect(await vault.cli(args(newest))).toMatchObject({ exitCode: 0 });
  expect(await vault.cli(args('latest'), withKey(K))).toMatchObject({ exitCode: 0 });
  for (const key of [K, WRONG])
    expect(await vault.cli(args(newest), withKey(key))).toMatchObject({
      stderr: containing('Error (foreign-snapshot)'),
    });
  expect(await vault.cli(args('latest'), withKey(WRONG))).toMatchObject({ exitCode: 1, stdout: '' });
});

test('mark takes no key: it needs the id', async () => {
  const [, newest = ''] = planted;
  const label = (id: string): Promise<Ended> => vault.cli(['mark', 'label', id, '--labels', 'seen']);
  expect(await label('latest')).toMatchObject({ exitCode: 1, stderr: containing('needs the id of a snapshot') });
  expect(await label(newest)).toMatchObject({ exitCode: 0 });
});

test('find in all: refused without a key; with one they are not searched', async () => {
  const find = (env?: Env): Promise<Ended> => vault.cli(['find', 'a.txt'], env);
  expect(await find()).toMatchObject({ exitCode: 1, stdout: '', stderr: containing('Error (sealed)') });
  expect(await find(withKey(K))).toMatchObject({ exitCode: 0, stdout: containing('Found in 2 snapshots') });
  expect(await find(withKey(WRONG))).toMatchObject({ exitCode: 1, stdout: containing('Found in 0 snapshots') });
});

test('list and browse show them, and say what they are', async () => {
  const pages = async (env?: Env): Promise<string> => {
    const folder = join(stage.fresh(), 'pages');
    await vault.cli(['browse', '--out', folder], env);
    return Object.values(filesOf(folder)).join('');
  };
  const without = await vault.cli(['list']);
  expect(without).toMatchObject({ exitCode: 0, stderr: containing('2 snapshots are open, beside sealed ones') });
  for (const shown of [without.stdout, await pages()]) expect(shown).toContain('nobody can tell whose it is');
  expect((await vault.cli(['list'], withKey(K))).stderr).toContain('2 snapshots are not of the holders of vault-key');
  expect((await vault.cli(['list'], withKey(WRONG))).stderr).toContain('4 snapshots are not of the holders');
  expect(await pages(withKey(K))).toContain('it is open');
});

test('a backup without a key, or with a wrong one, stores nothing; with the key it goes on below them', async () => {
  const before = vault.contents();
  writeFileSync(join(stage.source, 'new.txt'), 'what only this night has');
  expectError(await vault.backUp(), 'sealed', sealed[1] ?? '');
  expectError(await vault.backUp({ inputs: WRONG }), 'series-redefined');
  expect(vault.contents()).toEqual(before);
  const { stdout, outputs } = await vault.backUp({ inputs: K });
  lastSealed = outputs['snapshot'] ?? '';
  expect(stdout).toContain(`Building on snapshot ${sealed[1] ?? ''}`);
});

test('audit finds them, prune counts none of them', async () => {
  const audit = await vault.cli(['audit']);
  for (const id of planted) expect(audit.stdout).toContain(id);
  stage.double.clock.advance(40 * DAY_SECONDS);
  expect(await run('verify', { level: 'full', ...K })).toMatchObject({
    exitCode: 0,
    outputs: { snapshot: lastSealed, findings: '0' },
  });
  const kept = await verdicts();
  for (let count = 0; count < 3; count++) await plant();
  stage.double.clock.advance(40 * DAY_SECONDS);
  const now = await verdicts();
  for (const id of sealed) expect([id, now.get(id)]).toEqual([id, kept.get(id)]);
  expect([...kept.values()]).toContain('remove');
});

async function verdicts(): Promise<ReadonlyMap<string, string>> {
  const { stdout } = await vault.cli(['prune', '--keep-last', '1']);
  return new Map(
    [...stdout.matchAll(/(\w+Z-[0-9a-f]{32}) +(keep|remove)/g)].map(([, id = '', verdict = '']) => [id, verdict]),
  );
}

test('somebody who plants until every sealed one before is gone gets no run without its key to go on', async () => {
  // The test before has verified the last of them.
  for (const key of vault.keysOf('roots')) if (sealed.some((id) => key.endsWith(id))) remove(key);
  await plant();
  expectError(await vault.restore(stage.fresh()), 'sealed', lastSealed);
  writeFileSync(join(stage.source, 'newer.txt'), 'what only that night has');
  expectError(await vault.backUp(), 'sealed', lastSealed);
});

function remove(key: string): void {
  const [top] = vault.bucket.versions(key);
  if (top === undefined) throw new Error(`there is no ${key}`);
  const versionId = vault.bucket.nextVersionId();
  const lastModified = stage.double.clock.now();
  vault.bucket.add({ ...top, body: Buffer.alloc(0), isDeleteMarker: true, lastModified, versionId });
}
