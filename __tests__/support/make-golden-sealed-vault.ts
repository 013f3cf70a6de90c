/**
 * Made the golden sealed vault of format v1, `__tests__/fixtures/vault-v1-sealed`, with what it must give back and its
 * keys beside it. Every later version has to read that vault, so it is never made again.
 *
 *     node __tests__/support/make-golden-sealed-vault.ts
 */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import * as fs from 'node:fs';
import { dirname, join } from 'node:path';
import { createFilesSource } from '../../src/sources/files/index.ts';
import { createRepositorySource } from '../../src/sources/repository/index.ts';
import type { Source } from '../../src/sources/source.ts';
import { formatUtc } from '../../src/vault/format/keys.ts';
import { sealKeys, type KeyChain } from '../../src/vault/keys/document.ts';
import { writeKeys } from '../../src/vault/keys/vault-keys.ts';
import { writeSealedRule } from '../../src/vault/read/vault-rules.ts';
import { withKeys } from '../../src/vault/seal/keyed-store.ts';
import { formatIdentity, formatIdentityFile, vaultKey, vaultKeysOf, type VaultKey } from '../../src/vault/seal/keys.ts';
import { Identity } from '../../src/vault/seal/x25519.ts';
import { runBackup, type BackupRun } from './engine.ts';
import { memoryStore } from './memory-store.ts';

const FIXTURES = new URL('../fixtures/', import.meta.url).pathname;
const WORK = '/tmp/holdfast-golden-sealed-vault';
const FILES = join(WORK, 'files');
const REPOSITORY = join(WORK, 'shop.git');
const MTIME = 1_700_000_000;
const DAY_MS = 86_400_000;

const keyOf = (seed: number, until?: string): VaultKey => vaultKey(new Identity(Buffer.alloc(32, seed)), until);
const [ANNA, BEN] = [keyOf(1), keyOf(2)];
/** K and V; the second pair after it. */
const PAIRS = [
  [keyOf(11), keyOf(12)],
  [keyOf(21), keyOf(22)],
] as const;
type Pair = (typeof PAIRS)[number];

let now = new Date('2026-11-01T02:00:00Z');
const { store, objects } = memoryStore(() => now);
const expected: Record<string, unknown> = {};

function put(path: string, content: string | Buffer): void {
  const file = join(FILES, path);
  fs.mkdirSync(dirname(file), { recursive: true });
  fs.writeFileSync(file, content);
  fs.chmodSync(file, 0o644);
  fs.utimesSync(file, MTIME, MTIME + 0.5);
}

/** Bytes that no program can compress, the same in each run. */
function noise(bytes: number, seed: string): Buffer {
  return Buffer.concat(
    Array.from({ length: Math.ceil(bytes / 32) }, (_, i) =>
      createHash('sha256')
        .update(`${seed} ${String(i)}`)
        .digest(),
    ),
  ).subarray(0, bytes);
}

/** What is below the folder, by lstat and not by Holdfast. */
function look(below = ''): unknown[] {
  return fs.readdirSync(join(FILES, below)).flatMap((name): unknown[] => {
    const path = join(below, name);
    const stat = fs.lstatSync(join(FILES, path));
    const facts = { path, mode: stat.mode & 0o7777 };
    if (stat.isDirectory()) return [{ ...facts, type: 'directory' }, ...look(path)];
    if (stat.isSymbolicLink()) return [{ ...facts, type: 'symlink', target: fs.readlinkSync(join(FILES, path)) }];
    const sha256 = createHash('sha256')
      .update(fs.readFileSync(join(FILES, path)))
      .digest('hex');
    return [{ ...facts, type: 'file', sizeBytes: stat.size, mtimeMs: stat.mtimeMs, isLinked: stat.nlink > 1, sha256 }];
  });
}

/** A write-only run: of a job that has K, and a former K after it was renewed. */
async function backUp(
  source: Source,
  series: string,
  [key, { identity, fingerprint }]: Pair,
  former: readonly VaultKey[],
  options: Partial<BackupRun> = {},
) {
  const tempDir = fs.mkdtempSync(join(WORK, 'temp-'));
  const keyed = withKeys(options.store ?? store, vaultKeysOf({ keys: [key, ...former] }));
  const packRecipient = { recipient: identity.recipient, fingerprint };
  const outcome = await runBackup({ source, series, tempDir, now: () => now, packRecipient, ...options, store: keyed });
  now = new Date(now.getTime() + DAY_MS);
  return outcome.root;
}

function filesSource(): Source {
  const settings = {
    ...{ root: FILES, patterns: [], exclude: [], ignoreFiles: [], excludeLargerThanBytes: undefined },
    ...{ includeHidden: true, includeSecrets: false, ifNoFilesFound: 'error' as const, anomalyShare: 0.25 },
  };
  return createFilesSource(settings, { workspace: FILES, homeDir: '/' });
}

async function nightOfFiles(pair: Pair, former: readonly VaultKey[], labels: string[]): Promise<void> {
  const series = 'acme/shop/files';
  const { id, header } = await backUp(filesSource(), series, pair, former, { labels });
  expected[id] = { series, status: header.status, labels, entries: look() };
}

async function nightOfRepository(pair: Pair): Promise<void> {
  const series = 'acme/shop/repository';
  const source = createRepositorySource({ repository: REPOSITORY, allowLocal: true }, { env: process.env, cwd: WORK });
  const { id, header } = await backUp(source, series, pair, []);
  const refs = git('for-each-ref', '--format=%(objectname) %(refname)').trim().split('\n');
  expected[id] = {
    series,
    status: header.status,
    labels: [],
    refs,
    head: `ref: ${git('symbolic-ref', 'HEAD').trim()}`,
  };
}

function git(...command: string[]): string {
  const who = (role: string) => ({
    [`GIT_${role}_NAME`]: 'A',
    [`GIT_${role}_EMAIL`]: 'a@example.com',
    [`GIT_${role}_DATE`]: `${String(MTIME)} +0000`,
  });
  const plain = { GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_NOSYSTEM: '1' };
  const env = { ...process.env, ...plain, ...who('AUTHOR'), ...who('COMMITTER') };
  return execFileSync('git', command, { cwd: REPOSITORY, env, encoding: 'utf8' });
}

/** A run that ends before its root: a pack, and the journal that names it. */
async function interruptedNight(pair: Pair): Promise<void> {
  const dying = {
    ...store,
    putNew: (...[key, body, options]: Parameters<typeof store.putNew>) =>
      /^v1\/roots/.test(key) ? Promise.reject(new Error('killed')) : store.putNew(key, body, options),
  };
  const run = backUp(filesSource(), 'acme/shop/interrupted', pair, [], { store: dying, journalEveryBytes: 1 });
  await run.then(
    () => Promise.reject(new Error('it was not interrupted')),
    () => undefined,
  );
}

const vault = join(FIXTURES, 'vault-v1-sealed');
if (fs.existsSync(vault)) throw new Error(`${vault} is there already, and is never made again`);
fs.rmSync(WORK, { recursive: true, force: true });
fs.mkdirSync(REPOSITORY, { recursive: true });
const people = [ANNA, BEN].map(({ recipient }) => recipient);
await writeSealedRule(store, now);
await writeKeys(store, now, await sealKeys(PAIRS[0], people));

put('README.md', '# Shop\n');
put('empty', '');
put('data/noise', noise(20_000, 'noise'));
for (let i = 0; i < 280; i++) put(`many/${String(i).padStart(3, '0')}`, noise(40, `many ${String(i)}`));
fs.symlinkSync('data/noise', join(FILES, 'link'));
await nightOfFiles(PAIRS[0], [], ['first']);
put('README.md', '# Shop\n\nOpen.\n');
await nightOfFiles(PAIRS[0], [], []);

const until = formatUtc(now);
const former = PAIRS[0].map(({ identity }) => vaultKey(identity, until));
const chain: KeyChain = [...PAIRS[1], ...former];
await writeKeys(store, now, await sealKeys(chain, people));
put('data/new', 'after the keys were renewed\n');
await nightOfFiles(PAIRS[1], former.slice(0, 1), ['renewed']);

git('init', '-q', '--bare', '-b', 'main', '.');
const tree = git('hash-object', '-t', 'tree', '-w', '/dev/null').trim();
git('update-ref', 'refs/heads/main', git('commit-tree', tree, '-m', 'one').trim());
git('update-ref', 'refs/heads/topic/x', git('commit-tree', tree, '-m', 'two').trim());
await nightOfRepository(PAIRS[1]);
await interruptedNight(PAIRS[1]);

for (const [key, { body }] of objects) {
  fs.mkdirSync(join(vault, dirname(key)), { recursive: true });
  fs.writeFileSync(join(vault, key), body);
}
fs.writeFileSync(`${vault}.json`, `${JSON.stringify(expected)}\n`);
fs.writeFileSync(`${vault}.keys`, formatIdentityFile(chain));
fs.writeFileSync(`${vault}.me`, `# vault ${PAIRS[0][0].fingerprint}\n${formatIdentity(ANNA.identity)}\n`);
fs.rmSync(WORK, { recursive: true });
