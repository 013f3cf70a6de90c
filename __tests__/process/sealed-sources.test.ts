/** A repository and artifacts in a sealed series, by the bundle: they come back whole, and the bucket alone tells nothing. */
import { join } from 'node:path';
import { zstdDecompressSync } from 'node:zlib';
import { formatIdentity, vaultKey } from '../../src/vault/seal/keys.ts';
import { Identity } from '../../src/vault/seal/x25519.ts';
import { API_TOKEN, ArtifactServer } from '../../tools/artifact-server/server.ts';
import { makeZip } from '../sources/artifacts/zips.ts';
import { gitIn, RepositorySite, TOKEN } from './repository-site.ts';
import { expectError, filesOf, Stage, type Inputs, type Vault } from './stage.ts';

const [K, V] = [1, 2].map((seed) => new Identity(Buffer.alloc(32, seed))) as [Identity, Identity];
const WRITE_ONLY: Inputs = { 'vault-key': formatIdentity(K), 'vault-recipient': vaultKey(V).recipient };
const BOTH = { 'vault-key': `${formatIdentity(K)}\n${formatIdentity(V)}\n` };

let stage: Stage;
beforeAll(async () => {
  stage = await Stage.open();
});
afterAll(() => stage.close());

/** What anybody reads who has the bucket: keys, bytes, and what zstd makes of them, wherever a frame seems to begin. */
function* readable(vault: Vault): Generator<string> {
  for (const key of vault.objects.keys()) {
    yield key;
    const body = vault.objects.read(key);
    yield body.toString('latin1');
    for (let at = body.indexOf('28b52ffd', 0, 'hex'); at >= 0; at = body.indexOf('28b52ffd', at + 1, 'hex')) {
      try {
        yield zstdDecompressSync(body.subarray(at)).toString('latin1');
      } catch {
        // Not a frame.
      }
    }
  }
}

/** Which of these texts the bucket shows. */
function shown(vault: Vault, texts: readonly string[]): string[] {
  const all = [...readable(vault)];
  return texts.filter((text) => all.some((each) => each.includes(text)));
}

describe('a repository', () => {
  let site: RepositorySite;
  let vault: Vault;
  const source = (): Inputs => ({
    source: 'repository',
    name: 'acme/shop/repository',
    repository: 'acme/shop',
    'github-server-url': site.server.url,
    'github-token': TOKEN,
  });
  beforeAll(async () => {
    site = await RepositorySite.open(stage.folder);
    vault = stage.vault();
  });
  afterAll(() => site.server.close());

  test('two nights of a job that only writes; then the bucket shows no path, ref, title or source text', async () => {
    for (let night = 0; night < 2; night++) {
      const step = await vault.backUp({ inputs: { ...source(), ...WRITE_ONLY } });
      expect({ exitCode: step.exitCode, status: step.outputs['status'] }).toEqual({ exitCode: 0, status: 'complete' });
    }
    const target = join(stage.fresh(), 'shop');
    const inputs = { name: 'acme/shop/repository', 'repository-layout': 'clone' };
    const open = await vault.restore(target, { inputs: { ...inputs, ...BOTH } });
    expect({ exitCode: open.exitCode, log: open.exitCode === 0 ? '' : open.stdout }).toEqual({ exitCode: 0, log: '' });
    // Names and text of the repository itself, as they came back.
    const refs = gitIn(target, 'for-each-ref', '--format=%(refname)').trim().split('\n');
    const paths = gitIn(target, 'ls-files').trim().split('\n');
    const oids = gitIn(target, 'for-each-ref', '--format=%(objectname)').trim().split('\n');
    const subjects = gitIn(target, 'log', '--all', '--format=%s').trim().split('\n');
    const long = [...refs, ...paths, ...oids, ...subjects].filter((text) => text.length > 5);
    expect(long.length).toBeGreaterThan(10);
    const structure = ['refs/heads', 'git/packs', 'git/ref/', 'github/issues', 'PACK\0\0\0', '"definition"', '"title"'];
    expect(shown(vault, [...long, ...structure])).toEqual([]);
    const plain = stage.vault();
    expect((await plain.backUp({ inputs: source() })).exitCode).toBe(0);
    expect(shown(plain, structure)).toEqual(expect.arrayContaining(['"definition"', 'PACK\0\0\0']));
  });

  test('who lacks a key restores none of it', async () => {
    const inputs = { name: 'acme/shop/repository' };
    expectError(await vault.restore(join(stage.fresh(), 'a'), { inputs }), 'sealed');
    const half = { ...inputs, 'vault-key': WRITE_ONLY['vault-key'] as string };
    expectError(await vault.restore(join(stage.fresh(), 'b'), { inputs: half }), 'sealed', vaultKey(V).fingerprint);
  });
});

test('artifacts: names and content are sealed, and come back', async () => {
  const server = await ArtifactServer.start();
  server.now = () => stage.double.clock.now();
  const vault = stage.vault();
  server.addRun({ id: 11 });
  server.add('moon-plan', makeZip([{ name: 'lib/rocket.js', content: 'the plan is to buy the moon' }]), { runId: 11 });
  const name = 'acme/shop/artifacts';
  const serverUrl = server.apiUrl.replace(/\/api\/v3$/, '');
  const source: Inputs = { source: 'artifacts', name, repository: 'acme/shop', 'github-token': API_TOKEN };
  const inputs = { ...source, 'github-server-url': serverUrl, 'run-id': 'all' };
  for (let night = 0; night < 2; night++) {
    const step = await vault.backUp({ inputs: { ...inputs, ...WRITE_ONLY } });
    expect({ exitCode: step.exitCode, status: step.outputs['status'] }).toEqual({ exitCode: 0, status: 'complete' });
  }
  expect(shown(vault, ['moon-plan', 'rocket', 'buy the moon', 'artifact/0', '"definition"'])).toEqual([]);
  const target = join(stage.fresh(), 'back');
  expect((await vault.restore(target, { inputs: { name, source: 'artifacts', ...BOTH } })).exitCode).toBe(0);
  expect(Object.values(filesOf(target))).toEqual(['the plan is to buy the moon']);
  await server.close();
});
