/** Two people, one vault: a nightly job that can back up and cannot read, and a laptop that has never seen the vault. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { formatIdentity, vaultKey } from '../../src/vault/seal/keys.ts';
import { Identity } from '../../src/vault/seal/x25519.ts';
import { expectError, filesOf, Stage, type Vault } from './stage.ts';

const [ANNA, BEN, CARLA] = [1, 2, 3].map((seed) => vaultKey(new Identity(Buffer.alloc(32, seed)))) as [Key, Key, Key];
type Key = ReturnType<typeof vaultKey>;
const KMS_KEY = '1234abcd-12ab-34cd-56ef-1234567890ab';

let stage: Stage;
beforeAll(async () => {
  stage = await Stage.open();
});
afterAll(() => stage.close());

/** A file with an identity, as age-keygen writes it. */
function identityFile({ identity, recipient }: Key): string {
  const path = join(stage.folder, `${recipient}.txt`);
  writeFileSync(path, `# public key: ${recipient}\r\n${formatIdentity(identity)}\r\n`);
  return path;
}

/** The inputs of the workflow, as `keys create` tells them. */
async function makeKeys(
  vault: Vault,
  flags: readonly string[] = [],
  env = stage.keys,
): Promise<{ readonly 'vault-key': string; readonly 'vault-recipient': string }> {
  const keyFile = join(stage.folder, `${vault.name}.key`);
  const recipients = [ANNA, BEN].map(({ recipient }) => recipient).join(',');
  const made = await vault.cli(
    ['keys', 'create', '--recipients', recipients, '--key-file', keyFile, '--apply', ...flags],
    env,
  );
  expect(made).toMatchObject({ exitCode: 0 });
  const [, contentKey = ''] = /vault-recipient: (age1\w+)/.exec(made.stderr) ?? [];
  return { 'vault-key': readFileSync(keyFile, 'utf8'), 'vault-recipient': contentKey };
}

test('each person reads with an identity of her own what the job stored, and the job does not', async () => {
  const vault = stage.vault();
  const inputs = await makeKeys(vault);
  expect(await vault.backUp({ inputs })).toMatchObject({ exitCode: 0 });
  for (const person of [ANNA, BEN]) {
    const target = stage.fresh();
    const restored = await vault.cli(['restore', '--path', target, '--vault-key', identityFile(person)]);
    expect(restored).toMatchObject({ exitCode: 0 });
    expect(filesOf(target)).toEqual(filesOf(stage.source));
  }
  expectError(await vault.restore(stage.fresh(), { inputs: { 'vault-key': inputs['vault-key'] } }), 'sealed');
  const stranger = await vault.cli(['list', '--vault-key', identityFile(CARLA)]);
  expect(stranger).toMatchObject({ exitCode: 1, stderr: expect.stringContaining('bad-vault-key') as string });
});

test('a person who is shared the keys later reads everything; whoever is left out of new ones is told', async () => {
  const vault = stage.vault();
  const inputs = await makeKeys(vault);
  expect(await vault.backUp({ inputs })).toMatchObject({ exitCode: 0 });
  const anna = identityFile(ANNA);
  const people = [ANNA, CARLA].map(({ recipient }) => recipient).join(',');
  const keyFile = join(stage.folder, 'new.key');
  const rotated = ['keys', 'rotate', '--vault-key', anna, '--recipients', people, '--key-file', keyFile, '--apply'];
  expect(await vault.cli(rotated)).toMatchObject({ exitCode: 0 });
  const restore = (person: string): ReturnType<Vault['cli']> =>
    vault.cli(['restore', '--path', stage.fresh(), '--vault-key', person]);
  expect(await restore(identityFile(CARLA))).toMatchObject({ exitCode: 0 });
  expect(await restore(identityFile(BEN))).toMatchObject({
    exitCode: 0,
    stderr: expect.stringContaining('There are later keys') as string,
  });
});

test('a key that KMS has wrapped is opened by the run that may, and by no other', async () => {
  const vault = stage.vault();
  const kmsKey = stage.double.addKmsKey(KMS_KEY);
  const kms = { ...stage.keys, AWS_ENDPOINT_URL_KMS: stage.double.endpoint };
  const inputs = await makeKeys(vault, ['--kms-key-id', kmsKey], kms);
  expect(inputs['vault-key']).toMatch(/^kms:[0-9a-f]{16}:/m);
  expect(await vault.backUp({ inputs, env: kms })).toMatchObject({ exitCode: 0 });
  expect(await vault.cli(['list'], { ...kms, HOLDFAST_VAULT_KEY: inputs['vault-key'] })).toMatchObject({
    exitCode: 0,
    stdout: expect.stringContaining(vault.keysOf('roots')[0]?.slice(-32, -24) ?? '?') as string,
  });
  const { 'vault-key': line } = inputs;
  const other = line.replace(/kms:[0-9a-f]{16}/, 'kms:0000000000000000');
  expectError(await vault.restore(stage.fresh(), { inputs: { 'vault-key': other }, env: kms }), 'kms-failed');
});
