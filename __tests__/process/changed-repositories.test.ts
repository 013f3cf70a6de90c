/** Repositories that change on the server between two nights, or between list and read: nothing is lost, and it is told. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { GitFault } from '../../tools/github-server/index.ts';
import { pointerOf, RepositorySite, TOKEN } from './repository-site.ts';
import { expectError, Stage, type Inputs, type Vault } from './stage.ts';
import type { FinishedStep } from './support.ts';

const REFUSED = 'Write access to repository not granted.\n';
let stage: Stage;
let site: RepositorySite;
let vault: Vault;

beforeAll(async () => {
  stage = await Stage.open();
  site = await RepositorySite.open(stage.folder);
});
afterAll(async () => {
  await site.server.close();
  await stage.close();
});
beforeEach(() => {
  vault = stage.vault();
});
afterEach(() => {
  site.server.gitFaults.length = 0;
  site.world.repository['has_wiki'] = true;
});

function backUp(more: Inputs = {}): Promise<FinishedStep> {
  const server = { 'github-server-url': site.server.url, 'github-token': TOKEN };
  const inputs = { source: 'repository', repository: 'acme/shop', parts: '!metadata', ...server, ...more };
  return vault.backUp({ inputs });
}

const partsOf = (step: FinishedStep): unknown => (step.report as { result: { parts: unknown } }).result.parts;

async function wikiRefs(step: FinishedStep): Promise<boolean> {
  const target = join(stage.fresh(), 'shop.git');
  const inputs = { version: step.outputs['snapshot'] ?? '', 'allow-partial': 'true' };
  expect((await vault.restore(target, { inputs })).exitCode).toBe(0);
  return existsSync(join(target, 'holdfast', 'wiki.git', 'HEAD'));
}

describe('the wiki', () => {
  test('one that the server refuses is told and partial, and the last one stays', async () => {
    site.server.gitFaults.push({ on: /\.wiki\.git/, status: 403, text: REFUSED });
    const never = await backUp();
    expect(partsOf(never)).toEqual({ git: 'complete', lfs: 'complete', wiki: 'partial' });
    expect(never.annotations[0]?.text).toContain('Write access to repository not granted');
    site.server.gitFaults.length = 0;
    expect(partsOf(await backUp())).toMatchObject({ wiki: 'complete' });
    site.server.gitFaults.push({ on: /\.wiki\.git/, status: 403, text: REFUSED });
    const refused = await backUp();
    expect(refused.outputs['status']).toBe('partial');
    expect(await wikiRefs(refused)).toBe(true);
  });

  test('one that the server says it does not have, and its settings do: kept and partial', async () => {
    await backUp();
    site.server.gitFaults.push({ on: /\.wiki\.git/, status: 404 });
    const hidden = await backUp();
    expect(hidden.outputs['status']).toBe('partial');
    expect(await wikiRefs(hidden)).toBe(true);
  });

  test('one that is switched off is no gap; once it was there, it is told and leaves', async () => {
    site.server.gitFaults.push({ on: /\.wiki\.git/, status: 403, text: REFUSED });
    site.world.repository['has_wiki'] = false;
    const off = await backUp();
    expect([partsOf(off), off.annotations]).toEqual([{ git: 'complete', lfs: 'complete', wiki: 'complete' }, []]);
    site.server.gitFaults.length = 0;
    await backUp();
    site.server.gitFaults.push({ on: /\.wiki\.git/, status: 403, text: REFUSED });
    const since = await backUp();
    expect(since.annotations.map(({ title }) => title)).toEqual(['holdfast: gap-missing']);
    expect(await wikiRefs(since)).toBe(false);
  });

  test('one that was asked for by name and cannot be had is partial', async () => {
    site.server.gitFaults.push({ on: /\.wiki\.git/, status: 404 });
    expect(partsOf(await backUp({ parts: 'wiki' }))).toEqual({ git: 'complete', wiki: 'partial' });
  });
});

type Answer = Omit<GitFault, 'on'>;

test.each<[string, Answer, string]>([
  ['renamed', { status: 301, location: 'http://127.0.0.1:1/acme/store' }, 'git-redirected'],
  ['made private, or deleted', { status: 404, text: 'Repository not found.\n' }, 'repository-unreadable'],
  ['disabled', { status: 403, text: 'Repository has been disabled.\n' }, 'git-access-refused'],
  ['taken down', { status: 451, text: 'Repository unavailable due to DMCA takedown.\n' }, 'git-access-refused'],
])('a repository that was %s is one clear error, and the snapshot before stays', async (_, fault, code) => {
  await backUp();
  const before = vault.contents();
  site.server.gitFaults.push({ on: /shop/, ...fault });
  const step = await backUp();
  expectError(step, code, /acme\/shop/, ...(fault.text === undefined ? [] : [fault.text.trim()]));
  expect(vault.contents()).toEqual(before);
  site.server.gitFaults.length = 0;
  expect((await backUp()).outputs['status']).toBe('complete');
});

test('one that is archived is backed up as ever', async () => {
  site.world.repository['archived'] = true;
  expect((await backUp()).outputs['status']).toBe('complete');
});

test.each([
  ['renamed', { status: 301, location: 'http://127.0.0.1:1/acme/store' }],
  ['made private', { status: 404, text: 'Repository not found.\n' }],
  ['disabled', { status: 403, text: 'Repository has been disabled.\n' }],
])('%s after the refs were listed: no snapshot of halves, and the one before stays', async (_, fault) => {
  await backUp();
  const before = vault.contents();
  site.work.commit('more.txt', `${String(fault.status)}\n`);
  // The list of refs and the objects are both asked for with POST; the first is let through.
  let posts = 0;
  const on = { test: (path: string) => path.endsWith('git-upload-pack') && ++posts > 1 } as RegExp;
  site.server.gitFaults.push({ on, ...fault });
  const step = await backUp();
  expect(step.exitCode).toBe(1);
  expect(step.annotations.filter(({ type }) => type === 'error')).toHaveLength(1);
  expect(step.annotations.some(({ title }) => /internal/.test(title ?? ''))).toBe(false);
  expect(vault.contents()).toEqual(before);
});

test.each([
  ['made private', { status: 404 }],
  ['disabled', { status: 403 }],
])('%s after git was read: LFS objects and wiki are gaps, and what the last snapshot had stays', async (_, fault) => {
  const first = await backUp();
  expect(first.outputs['status']).toBe('complete');
  const content = Buffer.from(`more content ${String(fault.status)}`);
  site.lfs.add(content);
  site.work.commit('more.bin', pointerOf(content));
  site.server.gitFaults.push({ on: /info\/lfs|\.wiki/, ...fault });
  const step = await backUp();
  expect(partsOf(step)).toEqual({ git: 'complete', lfs: 'partial', wiki: 'partial' });
  expect(await wikiRefs(step)).toBe(true);
});
