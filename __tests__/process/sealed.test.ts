/** A sealed series by the bundle: what a job with keys, with one of them and without any can do. */
import { formatIdentity, parseVaultKey, vaultKey, vaultKeysOf } from '../../src/vault/seal/keys.ts';
import { Identity } from '../../src/vault/seal/x25519.ts';
import { expectError, filesOf, Stage, type Vault } from './stage.ts';

const [K, V] = [1, 2].map((seed) => new Identity(Buffer.alloc(32, seed))) as [Identity, Identity];
const WRITE_ONLY = { 'vault-key': formatIdentity(K), 'vault-recipient': vaultKey(V).recipient };
const BOTH = `${formatIdentity(K)}\n${formatIdentity(V)}\n`;

let stage: Stage;
let vault: Vault;
beforeAll(async () => {
  stage = await Stage.open();
  vault = stage.vault();
  expect(await vault.backUp({ inputs: WRITE_ONLY })).toMatchObject({ exitCode: 0 });
});
afterAll(() => stage.close());

test('with both keys a restore brings everything back, and no key is in a log', async () => {
  const target = stage.fresh();
  const step = await vault.restore(target, { inputs: { 'vault-key': BOTH } });
  expect(step).toMatchObject({ exitCode: 0 });
  expect(filesOf(target)).toEqual(filesOf(stage.source));
  for (const { identity } of vaultKeysOf(parseVaultKey(BOTH, () => undefined) as never).opening)
    expect(step.stdout.replaceAll(/::add-mask::.*/g, '')).not.toContain(formatIdentity(identity));
});

test('with the vault key alone a restore names the other one; list and verify work', async () => {
  const { fingerprint } = vaultKey(V);
  expectError(
    await vault.restore(stage.fresh(), { inputs: { 'vault-key': WRITE_ONLY['vault-key'] } }),
    'sealed',
    fingerprint,
  );
  const env = { ...stage.keys, HOLDFAST_VAULT_KEY: formatIdentity(K) };
  const listed = await vault.cli(['list', '--version', 'latest'], env);
  expect(listed).toMatchObject({ exitCode: 0, stdout: expect.stringContaining('sub/b.bin') as string });
  for (const level of ['metadata', 'full'])
    expect(await vault.cli(['verify', '--level', level], env)).toMatchObject({ exitCode: 0 });
  const both = { ...env, HOLDFAST_VAULT_KEY: BOTH };
  expect((await vault.cli(['verify', '--level', 'full'], env)).stderr).toContain('was not opened');
  expect((await vault.cli(['verify', '--level', 'full'], both)).stderr).toContain('decoded and hashed');
});

test('without a key: sealed for restore and backup, and a list without names of files', async () => {
  expectError(await vault.restore(stage.fresh()), 'sealed');
  const before = vault.contents();
  expectError(await vault.backUp(), 'sealed');
  expect(vault.contents()).toEqual(before);
  const listed = await vault.cli(['list']);
  expect(listed).toMatchObject({ exitCode: 0, stdout: expect.stringContaining('sealed') as string });
  expect(await vault.cli(['prune', '--keep-last', '1'])).toMatchObject({ exitCode: 0 });
});

test('an open snapshot beside sealed ones is told, and ends no search of who has the key', async () => {
  const mixed = stage.vault();
  await mixed.filled();
  const inputs = { 'vault-key': formatIdentity(K) };
  expectError(await mixed.backUp({ inputs }), 'series-redefined', 'redefine: true');
  for (const redefine of ['true', 'false'])
    expect(await mixed.backUp({ inputs: { ...inputs, redefine } })).toMatchObject({ exitCode: 0 });
  const env = { ...stage.keys, HOLDFAST_VAULT_KEY: formatIdentity(K) };
  const found = await mixed.cli(['find', 'b.bin'], env);
  expect(found).toMatchObject({ exitCode: 0, stdout: expect.stringContaining('Found in 2 snapshots') as string });
  expect(found.stderr).toContain('was not searched');
});

test('a restore without a key takes no open snapshot that somebody laid on top of sealed ones', async () => {
  const [sealed, open] = [stage.vault(), stage.vault()];
  expect(await sealed.backUp({ inputs: WRITE_ONLY })).toMatchObject({ exitCode: 0 });
  await open.filled();
  for (const key of open.objects.keys('v1/')) {
    const version = open.bucket.current(key);
    if (version !== undefined) sealed.bucket.add({ ...version, versionId: sealed.bucket.nextVersionId() });
  }
  const target = stage.fresh();
  expectError(await sealed.restore(target), 'sealed');
  expect(filesOf(target)).toEqual({});
  const planted = open.keysOf('roots')[0]?.split('/').at(-1) ?? '';
  expect(await sealed.restore(target, { inputs: { version: planted } })).toMatchObject({ exitCode: 0 });
});
