/** Runs that are killed or cancelled, whenever it happens: nothing is lost, and the next run goes on. */
import { readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { filesOf, Stage, type Inputs, type Vault } from './stage.ts';
import { formatIdentity, vaultKey, type VaultKey } from '../../src/vault/seal/keys.ts';
import { Identity } from '../../src/vault/seal/x25519.ts';
import { noise } from '../support/bytes.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await Stage.open();
});
afterAll(() => stage.close());
afterEach(() => {
  stage.double.faults = undefined;
});

/** Enough for a pack, and for tables that do not fit the root. */
function change(seed: number): void {
  for (let i = 0; i < 300; i++) writeFileSync(join(stage.source, `small-${String(i)}`), noise(300, 1000 * seed + i));
}

/** Kills a backup at its n-th PUT: before it is done (`stall`), or done and not answered. False if it had fewer. */
async function killAtPut(
  vault: Vault,
  n: number,
  when: 'stall' | 'drop-answer',
  inputs: Inputs = {},
): Promise<boolean> {
  let puts = 0;
  let kill = (): void => undefined;
  const killed = new Promise<void>((resolve) => (kill = resolve));
  stage.double.faults = ({ operation, key }) => {
    if (operation !== 'PutObject' || key === 'v1/probe' || ++puts <= n) return undefined;
    kill();
    return when;
  };
  const step = vault.start('backup', { inputs });
  const outcome = await Promise.race([killed.then(() => 'struck' as const), step.started.ended]);
  // The double handles the request before it breaks the connection.
  if (outcome === 'struck' && when === 'drop-answer') await sleep(30);
  step.started.kill('SIGKILL');
  const ended = await step.finish();
  stage.double.faults = undefined;
  if (outcome === 'struck') return true;
  expect(ended.exitCode).toBe(0);
  return false;
}

async function expectWhole(
  vault: Vault,
  id: string,
  expected: Record<string, string>,
  env = stage.keys,
): Promise<void> {
  const target = stage.fresh();
  const ended = await vault.cli(['restore', '--path', target, '--version', id], env);
  expect(ended).toMatchObject({ exitCode: 0 });
  expect(filesOf(target)).toEqual(expected);
  rmSync(target, { recursive: true });
}

const idsOf = (vault: Vault): string[] => vault.keysOf('roots').map((key) => key.slice(key.lastIndexOf('/') + 1));

test('killed at every PUT in turn: every snapshot restores, and what was stored is used', async () => {
  const vault = stage.vault();
  /** By id, what was in the folder when it was made. */
  const expected = new Map<string, Record<string, string>>();
  // Before the first PUT; after that of the pack, of the part, of the root.
  const kills = [[0, 'stall'] as const, ...[0, 1, 2].map((n) => [n, 'drop-answer'] as const)];
  for (const [seed, [n, when]] of kills.entries()) {
    change(seed);
    const before = vault.contents();
    expect(await killAtPut(vault, n, when)).toBe(true);
    expect(vault.contents()).toEqual(expect.arrayContaining(before));
    for (const id of idsOf(vault)) if (!expected.has(id)) expected.set(id, filesOf(stage.source));
    const step = await vault.backUp();
    expect(step.exitCode).toBe(0);
    expected.set(step.outputs['snapshot'] ?? '', filesOf(stage.source));
    if (when === 'drop-answer') expect(step.outputs['new-bytes']).toBe('0');
  }
  // One a run that was not killed, and the one whose root was stored before the kill.
  expect(idsOf(vault)).toHaveLength(kills.length + 1);
  expect(new Set(expected.keys())).toEqual(new Set(idsOf(vault)));
  for (const [id, files] of expected) await expectWhole(vault, id, files);
});

test('a sealed backup of a job that only writes, killed at every PUT in turn: what was committed restores, and no more', async () => {
  const vault = stage.vault();
  const [K, V] = [1, 2].map((seed) => vaultKey(new Identity(Buffer.alloc(32, seed)))) as [VaultKey, VaultKey];
  const inputs = { 'vault-key': formatIdentity(K.identity), 'vault-recipient': V.recipient };
  const env = { ...stage.keys, HOLDFAST_VAULT_KEY: [K, V].map(({ identity }) => formatIdentity(identity)).join('\n') };
  const expected = new Map<string, Record<string, string>>();
  // The pack, the part, the root.
  for (const n of [0, 1, 2]) {
    change(200 + n);
    expect(await killAtPut(vault, n, 'drop-answer', inputs)).toBe(true);
    for (const id of idsOf(vault)) if (!expected.has(id)) expected.set(id, filesOf(stage.source));
    expect(expected.size).toBe(n === 2 ? n + 1 : n);
    const step = await vault.backUp({ inputs });
    expect({ exitCode: step.exitCode, status: step.outputs['status'] }).toEqual({ exitCode: 0, status: 'complete' });
    expected.set(step.outputs['snapshot'] ?? '', filesOf(stage.source));
  }
  for (const [id, files] of expected) await expectWhole(vault, id, files, env);
});

test.each(['SIGINT', 'SIGTERM'] as const)(
  '%s in the middle: does not wait for answers, commits nothing, leaves nothing',
  async (signal) => {
    const vault = stage.vault();
    change(50);
    let onPut = (): void => undefined;
    const putting = new Promise<void>((resolve) => (onPut = resolve));
    stage.double.faults = ({ operation, key }) => {
      if (operation !== 'PutObject' || key === 'v1/probe') return undefined;
      onPut();
      return 'stall';
    };
    const temp = stage.fresh();
    const step = vault.start('backup', { env: { RUNNER_TEMP: temp, TMPDIR: temp } });
    await Promise.race([putting, step.started.ended]);
    step.started.kill(signal);
    const ended = await step.finish();
    expect(ended).toMatchObject({ exitCode: 1, signal: null });
    expect(ended.annotations.at(-1)).toMatchObject({ type: 'error', title: 'holdfast: cancelled' });
    // It ended before the server had done anything of it.
    expect([...vault.keysOf('packs'), ...vault.keysOf('roots')]).toEqual([]);
    // The report is the runner's to keep; working folders are gone.
    expect(readdirSync(temp, { withFileTypes: true }).filter((entry) => entry.isDirectory())).toEqual([]);
  },
);

test('SIGINT in the middle of a restore: no file is half-written, and running again goes on', async () => {
  const vault = stage.vault();
  change(70);
  await vault.filled();
  writeFileSync(join(stage.source, 'more'), noise(5000, 71));
  await vault.filled();
  let onGet = (): void => undefined;
  const getting = new Promise<void>((resolve) => (onGet = resolve));
  let gets = 0;
  stage.double.faults = ({ operation, key }) => {
    if (operation !== 'GetObject' || key?.startsWith('v1/packs/') !== true || ++gets < 2) return undefined;
    onGet();
    return 'stall';
  };
  const target = stage.fresh();
  const step = vault.start('restore', { inputs: { path: target } });
  await Promise.race([getting, step.started.ended]);
  await sleep(200);
  step.started.kill('SIGINT');
  const ended = await step.finish();
  expect(ended.exitCode).toBe(1);
  stage.double.faults = undefined;
  const whole = filesOf(stage.source);
  for (const [path, content] of Object.entries(filesOf(target)))
    expect(content === whole[path] ? path : 'half').toBe(path);
  expect((await vault.restore(target)).exitCode).toBe(0);
  expect(filesOf(target)).toEqual(whole);
});
