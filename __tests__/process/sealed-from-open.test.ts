/** An open series goes on as a sealed one under a new name, and leaves: each step of docs/sealing.md, by the bundle. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { formatIdentity, vaultKey } from '../../src/vault/seal/keys.ts';
import { Identity } from '../../src/vault/seal/x25519.ts';
import { expectError, filesOf, SERIES, Stage, type Inputs, type Vault } from './stage.ts';
import type { FinishedStep } from './support.ts';

const [ANNA, BEN] = [1, 2].map((seed) => vaultKey(new Identity(Buffer.alloc(32, seed)))) as [Key, Key];
type Key = ReturnType<typeof vaultKey>;
const AS_ANNA: Inputs = { 'vault-key': formatIdentity(ANNA.identity) };
const NEW = `${SERIES}/sealed`;
const DAY_SECONDS = 24 * 3600;

let stage: Stage;
let vault: Vault;
/** Of the open series, oldest first. */
const nights: { readonly id: string; readonly files: Record<string, string> }[] = [];
/** What `keys create` says belongs into the workflow, and the new name. */
let job: Inputs;

beforeAll(async () => {
  stage = await Stage.open();
  vault = stage.vault();
  for (let night = 0; night < 3; night++) {
    writeFileSync(join(stage.source, 'plan.txt'), `the plan of night ${String(night)}\n`);
    nights.push({ id: (await vault.filled()).outputs['snapshot'] ?? '', files: filesOf(stage.source) });
    stage.double.clock.advance(DAY_SECONDS);
  }
});
afterAll(() => stage.close());

const run = (mode: string, inputs: Inputs): Promise<FinishedStep> => vault.start(mode, { inputs }).finish();
const idsOf = (series: string): string[] =>
  vault.objects.keys(`v1/roots/${series}/@/`).map((key) => key.slice(key.lastIndexOf('/') + 1));

test('1. verified in full, without a key', async () => {
  expect(await run('verify', { level: 'full' })).toMatchObject({ exitCode: 0, outputs: { snapshot: nights[2]?.id } });
});

test('2. from the keys on, the job of before fails, and reading goes on', async () => {
  const keyFile = join(stage.folder, 'vault.key');
  const people = `${ANNA.recipient},${BEN.recipient}`;
  const made = await vault.cli(['keys', 'create', '--recipients', people, '--key-file', keyFile, '--apply']);
  expect(made.exitCode).toBe(0);
  const [, contentKey = ''] = /vault-recipient: (age1\w+)/.exec(made.stderr) ?? [];
  job = { name: NEW, 'vault-key': readFileSync(keyFile, 'utf8'), 'vault-recipient': contentKey };
  writeFileSync(join(stage.source, 'plan.txt'), 'the plan that nobody may read\n');
  expectError(await vault.backUp(), 'vault-sealed');
  expectError(await vault.backUp({ inputs: { ...job, name: SERIES } }), 'series-redefined', 'new `name`');
  expect(idsOf(SERIES)).toEqual(nights.map(({ id }) => id));
});

test('3. under the new name all is stored afresh, and shares no pack with the open one', async () => {
  const before = vault.keysOf('packs');
  const step = await vault.backUp({ inputs: job });
  expect(step).toMatchObject({
    exitCode: 0,
    stdout: expect.stringContaining('everything is read and stored') as string,
  });
  const fresh = vault.keysOf('packs').filter((key) => !before.includes(key));
  expect(fresh.length).toBeGreaterThan(0);
  for (const key of fresh) expect(key).toContain(NEW);
  const target = stage.fresh();
  expect(await vault.restore(target, { inputs: { name: NEW, ...AS_ANNA } })).toMatchObject({ exitCode: 0 });
  expect(filesOf(target)).toEqual(filesOf(stage.source));
});

test('4. older states come from the old name, without a key', async () => {
  for (const { id, files } of nights) {
    const target = stage.fresh();
    expect(await vault.restore(target, { inputs: { version: id } })).toMatchObject({ exitCode: 0 });
    expect(filesOf(target)).toEqual(files);
  }
  expectError(await vault.restore(stage.fresh(), { inputs: AS_ANNA }), 'no-snapshot');
  const all = ['verify', '--all-series', '--level', 'metadata'];
  const withKey = { ...stage.keys, HOLDFAST_VAULT_KEY: AS_ANNA['vault-key'] ?? '' };
  const told = await vault.cli(all, withKey);
  expect(told).toMatchObject({ exitCode: 1, stderr: expect.stringContaining('1 of 2 series did not pass') as string });
});

test('5. the old one leaves by retention, but for the newest, which goes by its id from quarantine', async () => {
  stage.double.clock.advance(40 * DAY_SECONDS);
  const last = nights[2]?.id ?? '';
  const rules: Inputs = { 'keep-last': '1', 'max-delete-share': '100 %', apply: 'true' };
  expect(await run('prune', rules)).toMatchObject({ exitCode: 0 });
  expect(idsOf(SERIES)).toEqual([last]);
  const removal: Inputs = { remove: last, reason: 'goes on sealed', apply: 'true' };
  expect(await run('prune', removal)).toMatchObject({ exitCode: 1 });
  expect(await run('mark', { mark: 'quarantine', version: last, reason: 'goes on sealed' })).toMatchObject({
    exitCode: 0,
  });
  expect(await run('prune', removal)).toMatchObject({ exitCode: 0 });
  expect(idsOf(SERIES)).toEqual([]);
  stage.double.clock.advance(4 * DAY_SECONDS);
  expect(await vault.cli(['prune', '--all-series', '--keep-last', '1', '--apply'])).toMatchObject({ exitCode: 0 });
  expect(vault.keysOf('packs').filter((key) => !key.includes(NEW))).toEqual([]);
});

test('6. the sealed one is whole', async () => {
  const both = { name: NEW, ...AS_ANNA };
  expect(await run('verify', { level: 'restore', ...both })).toMatchObject({ exitCode: 0, outputs: { findings: '0' } });
  const target = stage.fresh();
  expect(await vault.restore(target, { inputs: both })).toMatchObject({ exitCode: 0 });
  expect(filesOf(target)).toEqual(filesOf(stage.source));
});
