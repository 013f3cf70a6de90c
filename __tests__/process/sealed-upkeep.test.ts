/** Who looks after a sealed series, and who looks into it, by the bundle: over a month, with no key, with one and with both. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { formatIdentity, vaultKey } from '../../src/vault/seal/keys.ts';
import { Identity } from '../../src/vault/seal/x25519.ts';
import { noise } from '../support/bytes.ts';
import { expectError, filesOf, Stage, type Inputs, type Vault } from './stage.ts';
import type { FinishedStep } from './support.ts';

const [K, V] = [1, 2].map((seed) => new Identity(Buffer.alloc(32, seed))) as [Identity, Identity];
const ONLY_K: Inputs = { 'vault-key': formatIdentity(K) };
const WRITE_ONLY: Inputs = { ...ONLY_K, 'vault-recipient': vaultKey(V).recipient };
const BOTH: Inputs = { 'vault-key': `${formatIdentity(K)}\n${formatIdentity(V)}\n` };
const DAY_SECONDS = 24 * 3600;

let stage: Stage;
let vault: Vault;
/** Oldest first: a write-only snapshot each, and what it must bring back. */
const nights: { readonly id: string; readonly files: Record<string, string> }[] = [];

beforeAll(async () => {
  stage = await Stage.open();
  vault = stage.vault();
  for (let night = 0; night < 3; night++) {
    writeFileSync(join(stage.source, 'changing.txt'), `night ${String(night)} of the plan\n`);
    writeFileSync(join(stage.source, 'noise.bin'), noise(60_000, night + 1));
    const { exitCode, outputs } = await vault.backUp({ inputs: WRITE_ONLY });
    expect(exitCode).toBe(0);
    nights.push({ id: outputs['snapshot'] ?? '', files: filesOf(stage.source) });
    stage.double.clock.advance(17 * DAY_SECONDS);
  }
});
afterAll(() => stage.close());

function run(mode: string, inputs: Inputs): Promise<FinishedStep> {
  return vault.start(mode, { inputs }).finish();
}

async function expectRestorable(...which: number[]): Promise<void> {
  for (const night of which) {
    const target = stage.fresh();
    const { id, files } = nights[night] as (typeof nights)[0];
    expect((await vault.restore(target, { inputs: { version: id, ...BOTH } })).exitCode).toBe(0);
    expect(filesOf(target)).toEqual(files);
  }
}

const ids = (): string[] => vault.keysOf('roots').map((key) => key.slice(key.lastIndexOf('/') + 1));

test('diff and find take the vault key, cat takes both; without a key each is refused', async () => {
  const [first = '', , last = ''] = nights.map(({ id }) => id);
  const withKey = (inputs: Inputs) => ({ ...stage.keys, HOLDFAST_VAULT_KEY: inputs['vault-key'] });
  const diff = ['diff', first, last];
  expect((await vault.cli(diff, withKey(ONLY_K))).stdout).toContain('changing.txt');
  expect((await vault.cli(['find', 'changing.txt'], withKey(ONLY_K))).stdout).toContain('Found in 3 snapshots');
  const cat = ['cat', 'changing.txt', '--version', first];
  expect(await vault.cli(cat, withKey(BOTH))).toMatchObject({ exitCode: 0, stdout: 'night 0 of the plan\n' });
  const write = await vault.cli(cat, withKey(ONLY_K));
  expect(write).toMatchObject({
    exitCode: 1,
    stdout: '',
    stderr: expect.stringContaining(vaultKey(V).fingerprint) as string,
  });
  for (const args of [diff, ['find', 'changing.txt'], cat]) {
    const refused = await vault.cli(args);
    expect(refused.exitCode).not.toBe(0);
    expect(`${refused.stdout}${refused.stderr}`).not.toContain('of the plan');
    expect(refused.stderr).toContain('sealed');
  }
});

test('without a key objects that are gone are put back, and with both what was overwritten is found by verify', async () => {
  const [pack = '', other = ''] = vault.keysOf('packs');
  const before = vault.objects.read(pack);
  cover(pack, true);
  cover(other, false);
  expectError(await vault.restore(stage.fresh(), { inputs: { version: nights[0]?.id ?? '', ...ONLY_K } }), 'sealed');
  // The right bytes are among the S3 versions, so a restore needs no repair.
  await expectRestorable(0, 1, 2);
  expect((await run('repair', { apply: 'true' })).exitCode).toBe(0);
  expect(vault.objects.read(pack).equals(before)).toBe(true);
  expect((await run('verify', { level: 'full', ...BOTH })).exitCode).toBe(0);
});

test('prune without a key goes by marks of runs with one; undelete and mark need none', async () => {
  const rules: Inputs = { 'keep-last': '1', 'max-delete-share': '100 %', apply: 'true' };
  stage.double.clock.advance(40 * DAY_SECONDS);
  // Nobody with the key has vouched for the newest but in the test before.
  const [first, second, third] = nights.map(({ id }) => id) as [string, string, string];
  expect((await run('verify', { level: 'full', ...ONLY_K })).exitCode).toBe(0);
  expect((await run('mark', { mark: 'hold', version: second, reason: 'wanted' })).exitCode).toBe(0);
  expect((await run('prune', rules)).exitCode).toBe(0);
  expect(ids()).toEqual([second, third]);
  expect((await run('undelete', { version: first, apply: 'true' })).exitCode).toBe(0);
  expect(ids()).toEqual([first, second, third]);
  await expectRestorable(0, 1, 2);
});

/** A delete marker on top, or other bytes of the same length. */
function cover(key: string, isDeleteMarker: boolean): void {
  const [top] = vault.bucket.versions(key);
  if (top === undefined) throw new Error(`there is no ${key}`);
  const body = isDeleteMarker ? Buffer.alloc(0) : Buffer.alloc(top.body.length);
  const versionId = `by-nobody-${key.slice(-8)}`;
  vault.bucket.add({ ...top, body, isDeleteMarker, lastModified: stage.double.clock.now(), versionId, etag: 'none' });
}
