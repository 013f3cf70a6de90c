import { DefaultArtifactClient } from '@actions/artifact';
import * as fs from 'node:fs';
import { join } from 'node:path';
import { RestService } from '../../../src/sources/artifacts/rest.ts';
import { ZIP_LIMITS } from '../../../src/github/zip.ts';
import { API_TOKEN, FORK_ID } from '../../../tools/artifact-server/server.ts';
import { Bench, classesOf } from './bench.ts';
import { makeZip } from './zips.ts';

let bench: Bench;
beforeEach(async () => {
  bench = await Bench.start();
});
afterEach(() => bench.close());

const zipOf = (files: Readonly<Record<string, string>>): Buffer =>
  makeZip(Object.entries(files).map(([name, content]) => ({ name, content })));

const refusal = async (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => undefined,
    (error: unknown) => error,
  );

describe('the current run', () => {
  test('what @actions/artifact uploaded comes back, a zip as its files and a single file as it is', async () => {
    const folder = bench.fresh();
    fs.mkdirSync(join(folder, 'lib'));
    fs.writeFileSync(join(folder, 'lib', 'a.js'), 'a');
    fs.writeFileSync(join(folder, 'b.txt'), 'b'.repeat(3_000_000));
    fs.writeFileSync(join(folder, 'tool.jar'), makeZip([{ name: 'inside', content: 'x' }]));
    const client = new DefaultArtifactClient();
    await client.uploadArtifact('dist', [join(folder, 'lib/a.js'), join(folder, 'b.txt')], folder);
    await client.uploadArtifact('tool.jar', [join(folder, 'tool.jar')], folder, { skipArchive: true });
    const outcome = await bench.backUp();
    expect(outcome.root.header).toMatchObject({ status: 'complete', source: { kind: 'artifacts' } });
    expect(await bench.contents(outcome)).toEqual({
      'dist/lib/a.js': 'a',
      'dist/b.txt': 'b'.repeat(3_000_000),
      'tool.jar/tool.jar': fs.readFileSync(join(folder, 'tool.jar'), 'latin1'),
    });
  });

  test('a second backup loads nothing that is stored, and only what is new', async () => {
    bench.server.add('dist', zipOf({ 'a.txt': 'a' }));
    await bench.backUp();
    bench.server.add('logs', zipOf({ 'log.txt': 'l' }));
    const second = await bench.backUp();
    expect(second.requests.filter((request) => request.startsWith('GET /content'))).toHaveLength(1);
    expect(await bench.contents(second)).toEqual({ 'dist/a.txt': 'a', 'logs/log.txt': 'l' });
    const third = await bench.backUp();
    expect(third.requests).toEqual([expect.stringMatching(/ListArtifacts$/)]);
    expect(third.newBytes).toBe(0);
  });

  test('of a name that repeats, the newest has the name and the others their number', async () => {
    const old = bench.server.add('dist', zipOf({ f: 'first attempt' }), { id: 7 });
    bench.server.add('dist', zipOf({ f: 'second attempt' }), { id: 8 });
    bench.server.add('DIST', zipOf({ f: 'other letters' }), { id: 6 });
    const outcome = await bench.backUp({}, { env: bench.server.runnerEnv() });
    const contents = await bench.contents(outcome);
    expect(Object.keys(contents).sort()).toEqual(['DIST-6/f', `dist-${String(old.id)}/f`, 'dist/f'].sort());
  });

  test('an artifact without a digest is stored, and recorded as such', async () => {
    bench.server.add('dist', zipOf({ f: 'x' }), { digest: undefined });
    bench.server.add('logs', zipOf({ f: 'y' }));
    const outcome = await bench.backUp();
    expect(outcome.gaps).toEqual([]);
    expect(await bench.contents(outcome)).toEqual({ 'dist/f': 'x', 'logs/f': 'y' });
    expect(await bench.records(outcome)).toMatchObject([
      { name: 'dist', digest: null },
      { name: 'logs', digest: expect.stringMatching(/^sha256:[0-9a-f]{64}$/) as string },
    ]);
  });

  test('outside of a workflow there is none', async () => {
    await expect(bench.backUp({}, { env: {} })).rejects.toMatchObject({ code: 'bad-input', exitCode: 2 });
    expect(await refusal(bench.backUp({}, { env: { GITHUB_ACTIONS: 'true' } }))).toMatchObject({
      code: 'no-artifact-service',
    });
  });
});

describe('other runs', () => {
  beforeEach(() => {
    bench.server.addRun({ id: 11 });
    bench.server.addRun({ id: 12, branch: 'release' });
    bench.server.addRun({ id: 13, conclusion: 'failure' });
    bench.server.addRun({ id: 14, event: 'pull_request' });
    bench.server.addRun({ id: 15, headRepositoryId: FORK_ID });
    for (const runId of [11, 12, 13, 14, 15]) {
      bench.server.add('dist', zipOf({ run: String(runId), same: 'same' }), { runId });
    }
  });

  test('a run by its id; the token goes to the API and not to the store of contents', async () => {
    const outcome = await bench.backUp({ runId: '12' });
    expect(await bench.contents(outcome)).toEqual({ 'dist/run': '12', 'dist/same': 'same' });
    expect(bench.server.contentHeaders).toHaveLength(1);
    expect(bench.server.contentHeaders[0]).not.toHaveProperty('authorization');
    // As files, since packs are compressed.
    expect(JSON.stringify(await bench.everything(outcome))).not.toMatch(/sig=|ghs_/);
    for (const { body } of bench.objects.values()) expect(body.includes(API_TOKEN)).toBe(false);
    expect(JSON.stringify(outcome.events)).not.toMatch(/sig=|ghs_/);
  });

  test('the newest successful run of a workflow that is no stranger, on any branch or on one', async () => {
    expect(await bench.contents(await bench.backUp({ workflow: 'ci.yml' }))).toMatchObject({ 'dist/run': '12' });
    const ofMain = bench.backUp({ workflow: 'ci.yml', branch: 'main' });
    await expect(ofMain).rejects.toMatchObject({ code: 'series-redefined' });
  });

  test('the next run of the workflow: what has the same digest is not loaded again', async () => {
    await bench.backUp({ workflow: 'ci.yml', branch: 'main' });
    bench.server.addRun({ id: 21 });
    bench.server.add('dist', zipOf({ run: '11', same: 'same' }), { runId: 21 });
    const second = await bench.backUp({ workflow: 'ci.yml', branch: 'main' });
    expect(second.requests.filter((request) => request.endsWith('/zip'))).toEqual([]);
    expect(await bench.contents(second)).toMatchObject({ 'dist/run': '11' });
  });

  test('no such workflow, no such run', async () => {
    await expect(bench.backUp({ workflow: 'no.yml' })).rejects.toMatchObject({ code: 'artifacts-unreadable' });
    await expect(bench.backUp({ workflow: 'ci.yml', branch: 'x' })).rejects.toMatchObject({
      code: 'artifacts-unreadable',
    });
    await expect(bench.backUp({ runId: '99' })).rejects.toMatchObject({ code: 'artifacts-unreadable' });
  });

  test("a fork's run and a pull request's are refused by name, unless they are asked for", async () => {
    for (const runId of ['14', '15']) {
      await expect(bench.backUp({ runId })).rejects.toMatchObject({ code: 'untrusted-run' });
    }
    expect(await bench.contents(await bench.backUp({ runId: '15', withUntrusted: true }))).toMatchObject({
      'dist/run': '15',
    });
  });

  test('all of the repository, by pattern; those of forks and pull requests are left out and named', async () => {
    bench.server.add('logs', zipOf({ log: 'x' }), { runId: 11 });
    const outcome = await bench.backUp({ runId: 'all', patterns: ['d*', '!d-*'] });
    expect(Object.values(await bench.contents(outcome)).sort()).toEqual(['11', '12', '13', 'same', 'same', 'same']);
    expect(classesOf(outcome.events)).toContain('untrusted-artifact');
    const second = await bench.backUp({ runId: 'all', patterns: ['d*', '!d-*'] });
    // Artifacts that are stored were judged before, and a fork shows in the list: one run is looked at.
    expect(second.requests.map((request) => request.replace(/.*\/actions\//, ''))).toEqual(['artifacts', 'runs/14']);
  });

  test('a run that is deleted while its artifacts are listed: they are left out, the rest is stored', async () => {
    bench.server.faults = [{ at: 'run', times: 2, does: 404 }];
    const outcome = await bench.backUp({ runId: 'all' });
    // Of the newest two runs, one of which is a pull request.
    expect(Object.values(await bench.contents(outcome)).sort()).toEqual(['11', '12', 'same', 'same']);
    expect(classesOf(outcome.events)).toContain('untrusted-artifact');
    bench.server.faults = [{ at: 'run', times: 9, does: 403 }];
    bench.server.add('more', zipOf({ f: 'x' }), { runId: 11 });
    await expect(bench.backUp({ runId: 'all' })).rejects.toMatchObject({ code: 'artifacts-unreadable' });
  });

  test('many runs are judged a hundred at a time', async () => {
    for (let id = 100; id < 350; id++) {
      bench.server.addRun({ id, event: id % 2 === 0 ? 'push' : 'pull_request' });
      if (id % 10 < 2) bench.server.add(`of-${String(id)}`, zipOf({ id: String(id) }), { runId: id });
    }
    const outcome = await bench.backUp({ runId: 'all', patterns: ['of-*'] });
    expect(Object.keys(await bench.contents(outcome))).toHaveLength(25);
    expect(outcome.requests.filter((request) => /\/runs(\/|$)/.test(request)).length).toBeLessThan(15);
  });

  test('once the token has no requests left, none is sent, and the rest is left for the next run', async () => {
    for (let i = 0; i < 5; i++) bench.server.add(`more-${String(i)}`, zipOf({ i: String(i) }), { runId: 11 });
    bench.server.faults = [{ at: 'zip', times: 9, does: 403, headers: { 'x-ratelimit-remaining': '0' } }];
    const outcome = await bench.backUp({ runId: '11' });
    expect(outcome.gaps).toHaveLength(6);
    expect(outcome.requests.filter((request) => request.endsWith('/zip'))).toHaveLength(1);
    expect(outcome.root.header.status).toBe('partial');
  });

  test('more than a page', async () => {
    for (let i = 0; i < 120; i++) bench.server.add(`part-${String(i)}`, zipOf({ i: String(i) }), { runId: 11 });
    const outcome = await bench.backUp({ runId: '11' });
    expect(Object.keys(await bench.contents(outcome))).toHaveLength(122);
  });
});

describe('what goes wrong', () => {
  const run = { runId: '11' };
  beforeEach(() => {
    bench.server.addRun({ id: 11 });
    bench.server.add('good', zipOf({ f: 'good' }), { runId: 11 });
  });
  const add = (name: string, content: Buffer, facts: object = {}) =>
    bench.server.add(name, content, { runId: 11, ...facts });

  test('an expired artifact is a gap, the rest is stored; once it was stored, it is kept', async () => {
    const old = add('old', zipOf({ f: 'old' }), { expired: true });
    const first = await bench.backUp(run);
    expect(first.gaps).toMatchObject([{ class: 'missing', path: `old (${String(old.id)})` }]);
    expect(first.root.header.status).toBe('complete');
    expect(first.requests.filter((request) => request.endsWith('/zip'))).toHaveLength(1);
    old.expired = false;
    await bench.backUp(run);
    old.expired = true;
    const third = await bench.backUp(run);
    expect(third.gaps).toEqual([]);
    expect(await bench.contents(third)).toEqual({ 'good/f': 'good', 'old/f': 'old' });
  });

  test('one that expires between list and download (410)', async () => {
    bench.server.faults = [{ at: 'zip', times: 1, does: 410 }];
    add('other', zipOf({ f: 'other' }));
    const outcome = await bench.backUp(run);
    expect(outcome.gaps).toMatchObject([{ class: 'missing', reason: expect.stringContaining('410') as string }]);
    expect(Object.keys(await bench.contents(outcome))).toHaveLength(1);
  });

  test('a wrong digest is a failure of this artifact alone; the next night tries again', async () => {
    const bad = add('bad', zipOf({ f: 'bad' }), { digest: `sha256:${'0'.repeat(64)}` });
    const outcome = await bench.backUp(run);
    expect(outcome.gaps).toMatchObject([{ class: 'failed', reason: expect.stringContaining('SHA-256') as string }]);
    expect(outcome.root.header).toMatchObject({ status: 'partial', parts: { artifacts: 'partial' } });
    expect(await bench.contents(outcome)).toEqual({ 'good/f': 'good' });
    bad.digest = undefined;
    expect(await bench.contents(await bench.backUp(run))).toEqual({ 'good/f': 'good', 'bad/f': 'bad' });
  });

  test('changed bytes, a broken download, an address that has run out, a server that is busy', async () => {
    bench.server.faults = [
      { at: 'content', times: 1, does: 'cut' },
      { at: 'content', times: 1, does: 403 },
      { at: 'zip', times: 1, does: 502 },
    ];
    const outcome = await bench.backUp(run);
    expect(outcome.gaps).toEqual([]);
    expect(await bench.contents(outcome)).toEqual({ 'good/f': 'good' });
    expect(outcome.requests.filter((request) => request.endsWith('/zip')).length).toBe(4);
  });

  test('changed bytes are noticed by the digest', async () => {
    bench.server.faults = [{ at: 'content', times: 9, does: 'change' }];
    expect((await bench.backUp(run)).gaps).toMatchObject([{ class: 'failed' }]);
  });

  test('an address that is not https is not asked, where the API is', async () => {
    const asked: string[] = [];
    const location = 'http://content.example/zip?sig=1';
    const redirecting: typeof fetch = (url) => {
      asked.push(new Request(url).url);
      return Promise.resolve(new Response(null, { status: 302, headers: { location } }));
    };
    const choice = { kind: 'run', id: 11 } as const;
    const place = { apiUrl: 'https://api.github.com', owner: 'acme', repo: 'shop', token: 'x' };
    const { signal } = new AbortController();
    const deps = { fetch: redirecting, now: () => new Date(), signal };
    const service = new RestService({ ...place, choice, withUntrusted: false }, deps);
    const artifact = { id: 7, name: 'dist', sizeBytes: 1, isExpired: false };
    const facts = { digest: undefined, createdAt: undefined, expiresAt: undefined, run: undefined };
    await expect(service.download({ ...artifact, ...facts }, bench.fresh())).rejects.toMatchObject({ kind: 'failed' });
    expect(asked).toEqual(['https://api.github.com/repos/acme/shop/actions/artifacts/7/zip']);
  });

  test('a download that never comes whole is a gap', async () => {
    bench.server.faults = [{ at: 'content', times: 9, does: 'cut' }];
    expect((await bench.backUp(run)).gaps).toMatchObject([{ class: 'failed' }]);
  });

  test('a token without the permission', async () => {
    bench.server.faults = [{ at: 'list', times: 9, does: 403 }];
    await expect(bench.backUp(run)).rejects.toMatchObject({
      code: 'artifacts-unreadable',
      fix: expect.stringContaining('actions: read') as string,
    });
    bench.server.faults = [{ at: 'zip', times: 9, does: 403, message: 'Resource not accessible by integration' }];
    expect((await bench.backUp(run)).gaps).toMatchObject([{ class: 'unavailable' }]);
    // An answer is no permission: here GitHub does not say what is lacking.
    bench.server.faults = [{ at: 'zip', times: 9, does: 403, message: 'Your address is not on the list.' }];
    expect((await bench.backUp(run)).gaps).toMatchObject([{ class: 'failed' }]);
    await expect(bench.backUp({ ...run, token: 'wrong' })).rejects.toMatchObject({
      message: expect.stringContaining('does not accept the token') as string,
    });
  });

  test('a rate limit is called that', async () => {
    const headers = { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '1795392000' };
    bench.server.faults = [{ at: 'run', times: 9, does: 403, headers }];
    await expect(bench.backUp(run)).rejects.toMatchObject({
      code: 'rate-limited',
      message: expect.stringContaining('2026-11-23') as string,
    });
    // Without a header to tell it from a missing permission: nothing may count as never readable.
    const message = 'You have exceeded a secondary rate limit. Please wait a few minutes before you try again.';
    bench.server.faults = [{ at: 'zip', times: 9, does: 403, message }];
    const outcome = await bench.backUp(run);
    expect(outcome.gaps).toMatchObject([{ class: 'failed', reason: expect.stringContaining('no requests') as string }]);
    expect(outcome.root.header.status).toBe('partial');
  });

  test.each([
    ['zip slip', makeZip([{ name: '../evil', content: 'x' }])],
    ['a symbolic link', makeZip([{ name: 'link', content: '/etc', mode: 0o120777 }])],
    [
      'colliding names',
      makeZip([
        { name: 'A', content: '1' },
        { name: 'a', content: '2' },
      ]),
    ],
    [
      'a wrong checksum',
      makeZip([
        { name: 'fine', content: '1' },
        { name: 'f', content: '2', crc32: 5 },
      ]),
    ],
    ['a cut archive', zipOf({ f: 'x'.repeat(50) }).subarray(0, 40)],
  ])('%s: kept as the archive that it is, never expanded', async (_, zip) => {
    add('odd', zip);
    const outcome = await bench.backUp(run);
    expect(classesOf(outcome.events)).toEqual(['artifact-not-expanded']);
    expect(outcome.root.header.status).toBe('complete');
    expect(await bench.contents(outcome)).toEqual({ 'good/f': 'good', 'odd/odd.zip': zip.toString('latin1') });
  });

  test('a bomb is kept as it is', async () => {
    const zip = zipOf({ zeros: '\0'.repeat(3_000_000) });
    add('bomb', zip);
    const outcome = await bench.backUp(run, { limits: { ...ZIP_LIMITS, freeBytes: 1_000_000 } });
    expect(await bench.contents(outcome)).toMatchObject({ 'bomb/bomb.zip': zip.toString('latin1') });
  });

  test('a broken archive without a digest may be a broken download: a gap', async () => {
    add('odd', zipOf({ f: 'x'.repeat(50) }).subarray(0, 40), { digest: undefined });
    const outcome = await bench.backUp(run);
    expect(outcome.gaps).toMatchObject([{ class: 'failed' }]);
    expect(await bench.contents(outcome)).toEqual({ 'good/f': 'good' });
  });

  test('a plain file, an artifact of no bytes, and names that can be no folder', async () => {
    add('notes.txt', Buffer.from('plain'), { mimeType: 'text/plain' });
    add('empty', Buffer.alloc(0), { mimeType: 'text/plain' });
    const hostile = add('../up', zipOf({ f: 'x' }));
    add('good-2', zipOf({ f: 'sorted between the folder and its files' }));
    const contents = await bench.contents(await bench.backUp(run));
    expect(contents).toMatchObject({ 'notes.txt/notes.txt': 'plain', 'empty/empty': '', 'good/f': 'good' });
    expect(contents).toHaveProperty([`artifact-${String(hostile.id)}/f`], 'x');
    expect(contents).toHaveProperty(['good-2/f']);
  });

  test('nothing that fits, by if-no-files-found', async () => {
    await expect(bench.backUp({ ...run, patterns: ['nothing*'] })).rejects.toMatchObject({ code: 'no-files-found' });
    const empty = await bench.backUp({ ...run, patterns: ['nothing*'], ifNoFilesFound: 'warn' });
    expect(classesOf(empty.events)).toEqual(['no-files-found']);
  });

  test('artifacts that expire before the next backup are named', async () => {
    add('short', zipOf({ f: 'x' }), { expiresAt: new Date('2026-11-23T12:00:00Z') });
    const { events } = await bench.backUp(run);
    expect(events).toContainEqual(
      expect.objectContaining({ class: 'artifact-expires', message: expect.stringContaining('short') as string }),
    );
  });
});
