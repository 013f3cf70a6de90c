/** What `npm pack` makes runs by itself: it is installed without a registry, and needs no package beside it. */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ROOT } from './support.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'holdfast-package-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('what is bundled is no dependency: npm has nothing to download for an install', () => {
  const manifest = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as Record<string, unknown>;
  for (const kind of ['dependencies', 'peerDependencies', 'optionalDependencies', 'bundleDependencies'])
    expect(manifest).not.toHaveProperty(kind);
});

test('the unpacked file is a whole command, which gets as far as the server', () => {
  execFileSync('npm', ['pack', '--silent', '--ignore-scripts', '--offline', '--pack-destination', folder], {
    cwd: ROOT,
    env: { ...process.env, npm_config_cache: join(folder, 'cache') },
  });
  const [file = ''] = readdirSync(folder).filter((name) => name.endsWith('.tgz'));
  execFileSync('tar', ['xzf', file], { cwd: folder });
  expect(readdirSync(join(folder, 'package'))).toEqual(
    expect.arrayContaining(['LICENSE', 'README.md', 'bin', 'dist', 'docs', 'scripts']),
  );
  const args = ['list', '--bucket', 'acme-backups', '--endpoint-url', 'http://127.0.0.1:9'];
  const env = { AWS_ACCESS_KEY_ID: 'key', AWS_SECRET_ACCESS_KEY: 'secret', AWS_REGION: 'us-east-1' };
  const command = join(folder, 'package/bin/holdfast.js');
  const { status, stderr } = spawnSync(process.execPath, [command, ...args], { cwd: folder, env, encoding: 'utf8' });
  expect([status, stderr]).toEqual([1, expect.stringContaining('endpoint-unreachable')]);
});
