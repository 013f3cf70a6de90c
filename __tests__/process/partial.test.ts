/** Partial snapshots: named in full, committed all the same, and never taken for complete ones. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { RepositorySite, TOKEN } from './repository-site.ts';
import { expectError, Stage, type Inputs, type Vault } from './stage.ts';

let stage: Stage;
let site: RepositorySite;
let vault: Vault;
let source: Inputs;

beforeAll(async () => {
  stage = await Stage.open();
  site = await RepositorySite.open(stage.folder);
  vault = stage.vault();
  const server = { 'github-server-url': site.server.url, 'github-token': TOKEN };
  source = { source: 'repository', repository: 'acme/shop', parts: 'labels', ...server };
});
afterAll(async () => {
  await site.server.close();
  await stage.close();
});
beforeEach(() => {
  site.server.faults.push({ on: 'GET /labels', status: 403, body: { message: 'Resource not accessible' } });
});
afterEach(() => {
  site.server.faults.length = 0;
});

const flags = (inputs: Inputs): string[] => Object.entries(inputs).flatMap(([name, value]) => [`--${name}`, value]);

test('a step is green with a warning, and says that it is partial', async () => {
  const step = await vault.backUp({ inputs: source });
  expect(step).toMatchObject({
    exitCode: 0,
    outputs: { status: 'partial' },
    report: { result: { parts: { git: 'complete', 'github/labels': 'partial' } } },
  });
  expect(step.annotations.map(({ type }) => type)).toEqual(['warning']);
  expect(step.annotations[0]?.text).toContain('labels');
});

test('on-partial: fail: the snapshot is committed, and the step fails', async () => {
  const before = vault.keysOf('roots').length;
  const step = await vault.backUp({ inputs: { ...source, 'on-partial': 'fail' } });
  expect(step).toMatchObject({ exitCode: 1, outputs: { status: 'partial' } });
  expect(vault.keysOf('roots')).toHaveLength(before + 1);
});

test('the command line ends with exit code 3', async () => {
  const ended = await vault.cli(['backup', ...flags(source), '--json']);
  expect(ended.exitCode).toBe(3);
  expect(JSON.parse(ended.stdout)).toMatchObject({
    status: 'partial',
    exitCode: 3,
    result: { gaps: [{ path: 'github/labels' }] },
  });
});

test('latest passes it over; by allow-partial it comes back, and is said to be partial', async () => {
  const target = join(stage.fresh(), 'shop.git');
  expectError(await vault.restore(target), 'no-snapshot', 'allow-partial');
  expect(existsSync(target)).toBe(false);
  const ended = await vault.cli(['restore', '--path', target, '--allow-partial']);
  expect(ended.exitCode).toBe(3);
  expect(existsSync(join(target, 'HEAD'))).toBe(true);
  const step = await vault.restore(join(stage.fresh(), 'shop.git'), { inputs: { 'allow-partial': 'true' } });
  expect(step).toMatchObject({ exitCode: 0, outputs: { status: 'partial' } });
  expect(step.annotations.map(({ type }) => type)).toEqual(['warning']);
});

test('picked by its id and not allowed: what is there comes back, and the step fails', async () => {
  const [key = ''] = vault.keysOf('roots').slice(-1);
  const target = join(stage.fresh(), 'shop.git');
  const step = await vault.restore(target, { inputs: { version: key.slice(key.lastIndexOf('/') + 1) } });
  expect(step).toMatchObject({ exitCode: 1, outputs: { status: 'partial' } });
  expect(existsSync(join(target, 'HEAD'))).toBe(true);
  expect(step.annotations.map(({ type }) => type)).toEqual(['warning']);
});

test('what is asked for must be complete, and nothing else', async () => {
  const target = join(stage.fresh(), 'shop.git');
  const step = await vault.restore(target, { inputs: { parts: 'git' } });
  expect(step).toMatchObject({ exitCode: 0, annotations: [], outputs: { status: 'complete' } });
});
