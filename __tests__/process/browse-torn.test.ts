/** Pages by the bundle while something of the vault cannot be read, goes meanwhile, or the run fails. */
import { execFile } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { FaultRequest } from '../../tools/double/faults.ts';
import { formatIdentity } from '../../src/vault/seal/keys.ts';
import { Identity } from '../../src/vault/seal/x25519.ts';
import { filesOf, Stage, type Vault } from './stage.ts';
import { type Ended, ROOT, runCli } from './support.ts';

const OTHER = '-rf/x';
let stage: Stage;

beforeAll(async () => {
  stage = await Stage.open();
});

afterEach(() => {
  stage.double.faults = undefined;
});

afterAll(() => stage.close());

/** Two snapshots in one series, one in another, whose name looks like a flag. */
async function filled(): Promise<{ vault: Vault; roots: readonly string[] }> {
  const vault = stage.vault();
  await vault.filled();
  await vault.filled();
  await vault.backUp({ inputs: { name: OTHER } });
  const roots = vault.keysOf('roots');
  expect(roots.length).toBe(3);
  return { vault, roots };
}

/** All series of it. */
function browse(vault: Vault, out: string, more: Record<string, string> = {}): Promise<Ended> {
  const { endpoint, region } = stage.double;
  const flags = ['--bucket', vault.name, '--endpoint-url', endpoint, '--aws-region', region, '--force-path-style'];
  const env = { AWS_EC2_METADATA_DISABLED: 'true', ...stage.keys, ...more };
  return runCli(['browse', '--out', out, ...flags], { env, cwd: stage.source });
}

function pageOf(pages: Record<string, string>, start: string): string {
  return Object.entries(pages).find(([name]) => new RegExp(`^${start}-[0-9a-z]{25}\\.html$`).test(name))?.[1] ?? '';
}

const denied = (isDenied: (request: FaultRequest) => boolean): void => {
  stage.double.faults = (request) =>
    isDenied(request) ? { status: 403, code: 'AccessDenied', message: 'no <b>right</b>' } : undefined;
};

test('a root that may not be read: the pages hold the rest and say so, and the run is partial', async () => {
  const { vault, roots } = await filled();
  const out = stage.fresh();
  const newest = roots.filter((key) => key.includes('acme')).at(-1);
  denied(({ key }) => key === newest);
  const ended = await browse(vault, out);
  expect({ exitCode: ended.exitCode, trace: /^ {4}at /m.test(ended.stderr + ended.stdout) }).toEqual({
    ...{ exitCode: 3, trace: false },
  });
  const pages = filesOf(out);
  expect(pageOf(pages, 'acme-shop-files')).toContain('Of 2 snapshots 1 cannot be read');
  expect(pageOf(pages, 'acme-shop-files')).toContain('<td class="st"><span class="bad">cannot be read</span>');
  expect(pages['index.html']).toContain('Of 1 series something cannot be read');
  expect(pageOf(pages, 'rf-x')).not.toContain('cannot be read');
});

test('marks that may not be listed: nothing counts as the newest or as verified', async () => {
  const { vault } = await filled();
  const out = stage.fresh();
  denied(({ request }) => /prefix=v1%2Fmarks%2Facme/.test(request.rawQuery));
  expect((await browse(vault, out)).exitCode).toBe(3);
  const page = pageOf(filesOf(out), 'acme-shop-files');
  expect(page).toContain('Its marks cannot be listed');
  expect(page).toMatch(/<dt>Verified<\/dt><dd><span class="bad">not known/);
});

test('credentials that may read no root make no pages, and leave those that are there', async () => {
  const { vault, roots } = await filled();
  const out = stage.fresh();
  expect((await browse(vault, out)).exitCode).toBe(0);
  const before = filesOf(out);
  denied(({ key }) => key !== undefined && roots.includes(key));
  expect((await browse(vault, out)).exitCode).toBe(1);
  denied(({ request }) => request.rawQuery.includes('prefix=v1%2Froots%2Facme'));
  const named = await browse(vault, out, { HOLDFAST_NAME: 'acme/shop/files' });
  expect([named.exitCode, named.stderr]).toEqual([1, expect.stringContaining('access-denied')]);
  stage.double.faults = ({ key }) =>
    key === roots.at(-1) ? { status: 400, code: 'ExpiredToken', message: 'expired' } : undefined;
  expect((await browse(vault, out)).exitCode).toBe(1);
  expect(filesOf(out)).toEqual(before);
});

test('a snapshot that is removed while the pages are made is on none, and a series that is gone loses its pages', async () => {
  const { vault, roots } = await filled();
  const out = stage.fresh();
  const remove = (key: string): void => {
    for (const { versionId } of vault.bucket.versions(key)) vault.bucket.remove(key, versionId);
  };
  const [first = ''] = roots.filter((key) => key.includes('acme'));
  stage.double.faults = ({ key, operation }) => {
    if (key === first && operation === 'GetObject') remove(first);
    return undefined;
  };
  const ended = await browse(vault, out);
  expect({ exitCode: ended.exitCode, stderr: ended.exitCode === 0 ? '' : ended.stderr }).toEqual({
    ...{ exitCode: 0, stderr: '' },
  });
  expect(pageOf(filesOf(out), 'acme-shop-files')).toContain('1 snapshot removed while these pages were made');
  expect(pageOf(filesOf(out), 'rf-x')).not.toBe('');
  for (const key of roots.filter((each) => each.includes(OTHER))) remove(key);
  expect((await browse(vault, out)).exitCode).toBe(0);
  expect(readdirSync(out).filter((name) => name.startsWith('rf-x'))).toEqual([]);
  expect(filesOf(out)['index.html']).not.toContain(OTHER);
});

test('the restore command of a series whose name looks like a flag restores it; no page holds a key', async () => {
  const key = formatIdentity(new Identity(Buffer.alloc(32, 1)));
  const vault = stage.vault();
  const backup = await vault.backUp({ inputs: { name: OTHER, 'vault-key': key } });
  expect(backup.exitCode).toBe(0);
  const out = stage.fresh();
  expect((await browse(vault, out, { HOLDFAST_VAULT_KEY: key })).exitCode).toBe(0);
  const pages = filesOf(out);
  expect(Object.values(pages).join('')).toContain('b.bin');
  const secrets = [
    key,
    key.slice(15),
    stage.keys['AWS_SECRET_ACCESS_KEY'] ?? '',
    stage.keys['AWS_ACCESS_KEY_ID'] ?? '',
  ];
  for (const secret of secrets) expect(Object.values(pages).join('')).not.toContain(secret);
  const [, command = ''] = /<code class="cmd">(holdfast restore [^<]*)<\/code>/.exec(pageOf(pages, 'rf-x')) ?? [];
  const cwd = stage.fresh();
  const script = `holdfast() { '${process.execPath}' '${ROOT}bin/holdfast.js' "$@"; }\n${command}`;
  const env = { PATH: process.env['PATH'], HOME: cwd, AWS_EC2_METADATA_DISABLED: 'true', ...stage.keys };
  await promisify(execFile)('sh', ['-c', script], { cwd, env: { ...env, HOLDFAST_VAULT_KEY: key } });
  expect(existsSync(join(cwd, 'restored', 'sub', 'b.bin'))).toBe(true);
}, 60_000);
