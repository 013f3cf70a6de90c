/** Pages of a vault, made by what is shipped: as a step of a workflow, and from a shell. */
import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { formatIdentity, vaultKey } from '../../src/vault/seal/keys.ts';
import { Identity } from '../../src/vault/seal/x25519.ts';
import { expectError, filesOf, SERIES, Stage, type Vault } from './stage.ts';
import { type FinishedStep, runStep } from './support.ts';

const [K, V] = [1, 2].map((seed) => new Identity(Buffer.alloc(32, seed))) as [Identity, Identity];

let stage: Stage;

beforeAll(async () => {
  stage = await Stage.open();
});

afterAll(() => stage.close());

const browse = (vault: Vault, out: string, inputs: Record<string, string> = {}): Promise<FinishedStep> =>
  vault.start('browse', { inputs: { name: '', out, ...inputs } }).finish();

test('a step makes pages that open at index.html, the same again, and no pack is read', async () => {
  const vault = stage.vault();
  await vault.filled();
  writeFileSync(join(stage.source, 'a.txt'), 'the second version\n');
  await vault.filled();
  const out = join(stage.fresh(), 'pages');
  const before = vault.contents();
  stage.double.clearRequests();
  const step = await browse(vault, out);
  expect({ exitCode: step.exitCode, outputs: step.outputs }).toMatchObject({
    exitCode: 0,
    outputs: { status: 'complete', found: 'true', path: out },
  });
  expect(vault.contents()).toEqual(before);
  expect(stage.double.requests.filter(({ key }) => key?.includes('/packs/'))).toEqual([]);
  const first = filesOf(out);
  expect(Object.keys(first).map((name) => name.replace(/-[0-9a-z]{25}/, ''))).toEqual(
    expect.arrayContaining(['index.html', 'search.html', 'acme-shop-files.html', 'acme-shop-files-changes.html']),
  );
  expect(Object.values(first).join('')).toContain('holdfast cat sub/');
  const again = join(stage.fresh(), 'pages');
  expect((await browse(vault, again)).exitCode).toBe(0);
  expect(filesOf(again)).toEqual(first);
  // Over its own pages, and in one file: those of the first run are gone.
  const single = await vault.cli(['browse', '--out', out, '--single-file']);
  expect(single.exitCode).toBe(0);
  expect(readdirSync(out).sort()).toEqual(['holdfast-browse.json', 'index.html']);
});

test('of a sealed series without its key: what is open, and that there is more; with it, its files', async () => {
  const vault = stage.vault();
  const sealed = { 'vault-key': formatIdentity(K), 'vault-recipient': vaultKey(V).recipient };
  const backup = await vault.backUp({ inputs: sealed });
  expect({ exitCode: backup.exitCode, log: backup.exitCode === 0 ? '' : backup.stdout }).toEqual({
    exitCode: 0,
    log: '',
  });
  const [closed, open] = [stage.fresh(), stage.fresh()];
  expect((await browse(vault, closed)).exitCode).toBe(0);
  const text = Object.values(filesOf(closed)).join('');
  expect(text).toContain('sealed: without vault-key only its status, labels and time are known');
  expect(text).toContain('complete');
  expect(text).not.toContain('b.bin');
  expect(readdirSync(closed).filter((name) => name.includes('-files-1'))).toEqual([]);
  expect((await browse(vault, open, { 'vault-key': formatIdentity(K) })).exitCode).toBe(0);
  expect(Object.values(filesOf(open)).join('')).toContain('b.bin');
});

test('a folder that holds anything else is refused before any request, and nothing in it is touched', async () => {
  const vault = stage.vault();
  const out = stage.fresh();
  writeFileSync(join(out, 'mine.txt'), 'mine');
  const step = await browse(vault, out);
  expectError(step, 'target-not-empty', /mine\.txt/);
  expect(filesOf(out)).toEqual({ 'mine.txt': 'mine' });
});

test('a link in the folder is not followed; two runs at once leave whole pages', async () => {
  const vault = stage.vault();
  await vault.filled();
  const out = stage.fresh();
  expect((await browse(vault, out)).exitCode).toBe(0);
  const first = filesOf(out);
  const both = await Promise.all([browse(vault, out), browse(vault, out)]);
  expect(both.map(({ exitCode, stdout }) => (exitCode === 0 ? 0 : stdout))).toEqual([0, 0]);
  expect(filesOf(out)).toEqual(first);
  const other = join(stage.fresh(), 'other');
  mkdirSync(other);
  symlinkSync(other, join(out, 'link'));
  expectError(await browse(vault, out), 'target-not-empty', /link/);
  expect(readdirSync(other)).toEqual([]);
});

test.each([
  ['as-of', 'yesterday'],
  ['as-of', '2026-13-01T00:00:00Z'],
  ['history', '0'],
  ['single-file', 'maybe'],
])('%s: %s is refused before any work', async (input, value) => {
  const out = join(stage.fresh(), 'pages');
  const step = await browse(stage.vault(), out, { [input]: value });
  expectError(step, 'bad-input', new RegExp(input), new RegExp(value));
});

test('a vault without a snapshot, and a series that is none', async () => {
  const vault = stage.vault();
  const out = stage.fresh();
  const empty = await browse(vault, out);
  expect(empty.outputs).toMatchObject({ status: 'not-found', found: 'false' });
  expect(readFileSync(join(out, 'index.html'), 'utf8')).toContain('There is no snapshot in this vault.');
  await vault.filled();
  const other = await runStep(vault.inputs({ mode: 'browse', name: `${SERIES}-not`, out }), {
    env: { ...stage.keys, GITHUB_EVENT_NAME: 'schedule', AWS_EC2_METADATA_DISABLED: 'true' },
  });
  expect(other.outputs).toMatchObject({ status: 'not-found', found: 'false' });
});
