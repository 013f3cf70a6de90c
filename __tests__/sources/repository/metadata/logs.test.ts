import { LOGS_PATH, RunLogs } from '../../../../src/sources/repository/metadata/logs.ts';
import type { Log } from '../../../../src/sources/repository/metadata/cursors.ts';
import type { ParentView } from '../../../../src/sources/source.ts';
import { makeRun, prose, type Fault } from '../../../../tools/github-server/index.ts';
import { makeZip } from '../../artifacts/zips.ts';
import { namesOf, Site, TOKEN, type Files } from './helpers.ts';

let site: Site;
const WITH_LOGS = { also: ['workflow-logs'] };
const DAY_MS = 86_400_000;

const build = (words: string) => [
  { name: '0_build (ü, 3.12).txt', content: `all ${words}` },
  { name: 'build (ü, 3.12)/1_Set up job.txt', content: `step ${words}` },
  { name: 'build (ü, 3.12)/system.txt', content: '' },
];
const logOf = (id: number, attempt = 1) => makeZip(build(`of ${String(id)}, ${String(attempt)}`));

/** A run that ended so many days ago, with its log. */
function addRun(id: number, daysAgo: number, fields: Record<string, unknown> = {}): Record<string, unknown> {
  const time = new Date(site.world.now.getTime() - daysAgo * DAY_MS).toISOString();
  const run = makeRun(id, { created_at: time, updated_at: time, run_started_at: time, ...fields });
  site.world.lists['/actions/runs']?.unshift(run);
  const attempts = Number(run['run_attempt']);
  for (let n = 1; n <= attempts; n++) site.world.logs.set(`${String(id)}/${String(n)}`, logOf(id, n));
  return run;
}

const asked = () =>
  site.server.requests.flatMap((name) => {
    const [, run, attempt] = /^GET \/actions\/runs\/(\d+)\/attempts\/(\d+)\/logs/.exec(name) ?? [];
    return run === undefined ? [] : [`${run}/${String(attempt)}`];
  });
const gapsOf = ({ gaps }: { gaps: readonly { class: string; path: string; reason: string }[] }) =>
  gaps.map((gap) => `${gap.class} ${gap.path}: ${gap.reason}`);
const logsOf = (files: Files) => [...new Set(namesOf(files, 'workflow-logs').map((name) => name.split('/')[0]))];

beforeEach(async () => {
  site = await Site.open();
  site.world.lists['/actions/runs'] = [];
});

afterEach(async () => {
  await site.close();
});

describe('logs of workflow runs', () => {
  test('are not asked for unless they are named', async () => {
    addRun(41, 30);
    for (let n = 0; n < 100; n++) addRun(1000 + n, 20, { status: 'queued' });
    await site.backUp();
    expect(asked()).toEqual([]);
    site.later(24);
    // Runs that were known before count too, however far back.
    const { id, gaps, root } = await site.backUp(WITH_LOGS);
    expect(gaps).toEqual([]);
    expect(root.header.parts).toMatchObject({ 'github/workflow-logs': 'complete' });
    expect(logsOf(await site.restore(id))).toEqual(['000000000041-01']);
  });

  test('are plain files, one folder an attempt, of attempts that are over', async () => {
    addRun(41, 9);
    addRun(42, 8, { run_attempt: 2 });
    addRun(43, 1, { run_attempt: 2, status: 'in_progress', conclusion: null });
    const files = await site.restore((await site.backUp({ include: ['workflow-logs'] })).id);
    expect(logsOf(files)).toEqual(['000000000041-01', '000000000042-01', '000000000042-02', '000000000043-01']);
    expect(namesOf(files, 'workflow-logs').slice(0, 3)).toEqual([
      '000000000041-01/0_build (ü, 3.12).txt',
      '000000000041-01/build (ü, 3.12)/1_Set up job.txt',
      '000000000041-01/build (ü, 3.12)/system.txt',
    ]);
    expect(files.get('workflow-logs/000000000042-02/0_build (ü, 3.12).txt')?.toString()).toBe('all of 42, 2');
    expect(namesOf(files, 'workflow-runs')).toHaveLength(3);
    expect([...new Set([...files.keys()].map((name) => name.split('/')[0]))].sort()).toEqual([
      'repository',
      'workflow-logs',
      'workflow-runs',
    ]);
  });

  test('are never asked for again; a new attempt is, and a run that went on for long', async () => {
    addRun(41, 2);
    const long = addRun(42, 2, { status: 'waiting', conclusion: null });
    addRun(43, 2, { status: 'waiting', conclusion: null });
    const again = addRun(44, 1);
    const first = await site.backUp(WITH_LOGS);
    expect(asked()).toEqual(['41/1', '44/1']);
    site.later(24);
    const second = await site.backUp(WITH_LOGS);
    expect([asked(), second.newBytes]).toEqual([[], 0]);
    expect(await site.restore(second.id)).toEqual(await site.restore(first.id));
    again['run_attempt'] = 2;
    site.world.logs.set('44/2', logOf(44, 2));
    await site.backUp(WITH_LOGS);
    expect(asked()).toEqual(['44/2']);
    site.later(8 * 24);
    await site.backUp(WITH_LOGS);
    site.later(24);
    Object.assign(long, { status: 'completed', conclusion: 'failure' });
    // Deleted meanwhile.
    site.world.lists['/actions/runs'] = site.world.lists['/actions/runs']?.filter(({ id }) => id !== 43) ?? [];
    // So that the list is not read back to the others.
    for (let n = 0; n < 100; n++) addRun(1000 + n, 5, { status: 'queued' });
    const last = await site.backUp(WITH_LOGS);
    expect(site.server.requests).toEqual(expect.arrayContaining(['GET /actions/runs/42', 'GET /actions/runs/43']));
    expect([asked(), last.gaps]).toEqual([['42/1'], []]);
    const files = await site.restore(last.id);
    expect(logsOf(files)).toHaveLength(4);
    expect(JSON.parse(files.get('workflow-runs/000000000042.json')?.toString() ?? '')).toMatchObject({
      conclusion: 'failure',
    });
    site.later(24);
    await site.backUp(WITH_LOGS);
    expect(site.server.requests).not.toContain('GET /actions/runs/43');
  });

  test('hold no token and no signed address, nor does anything that is said of them', async () => {
    addRun(41, 2);
    site.server.faults.push({ on: 'GET blob/logs', cutBytes: 30, cut: 'close' });
    addRun(42, 3);
    site.server.faults.push({ on: 'GET /actions/runs/42/attempts', location: 'https://x:y@a.example/?sig=good' });
    const outcome = await site.backUp(WITH_LOGS);
    expect(site.server.faults).toEqual([]);
    const stored = [...site.objects.values()].map(({ body }) => body.toString('latin1'));
    const restored = [...(await site.restore(outcome.id)).values()].map(String);
    const all = [...stored, ...restored, JSON.stringify(site.events), JSON.stringify(outcome.gaps)].join('\n');
    expect(all).not.toContain(TOKEN);
    expect(all).not.toContain('sig=');
  });
});

describe('the limit of requests', () => {
  const limitTo = (remaining: number) => {
    const reset = Math.floor(site.world.now.getTime() / 1000) + 3600;
    site.server.limit = { limit: 1000, remaining, reset };
  };

  test('the newest come first, and the next run goes on', async () => {
    for (let id = 41; id <= 52; id++) addRun(id, 60 - id);
    limitTo(10 + 9);
    const settings = { include: ['workflow-logs'], reserve: 10 };
    const first = await site.backUp(settings);
    // Two for the settings and the list.
    expect(asked()).toEqual(['46/1', '47/1', '48/1', '49/1', '50/1', '51/1', '52/1']);
    expect(gapsOf(first)).toEqual(['failed github/workflow-logs: 5 logs are left for the next backups']);
    expect(first.root.header.parts).toMatchObject({
      'github/workflow-runs': 'complete',
      'github/workflow-logs': 'partial',
    });
    expect(site.events).toContainEqual(
      expect.objectContaining({ class: 'github-limit', message: expect.stringContaining('1 more run') as string }),
    );
    site.later(24);
    limitTo(1000);
    const second = await site.backUp(settings);
    expect([asked(), second.gaps]).toEqual([['41/1', '42/1', '43/1', '44/1', '45/1'], []]);
    expect(logsOf(await site.restore(second.id))).toHaveLength(12);
  });

  test('what is older than GitHub keeps logs by default waits, and makes no snapshot partial', async () => {
    addRun(40, 401);
    for (let id = 41; id <= 43; id++) addRun(id, 140 - id);
    addRun(44, 1);
    limitTo(10 + 4);
    const first = await site.backUp({ include: ['workflow-logs'], reserve: 10 });
    expect(asked()).toEqual(['43/1', '44/1']);
    expect(first.root.header.status).toBe('complete');
    expect(gapsOf(first)).toEqual([
      'unavailable github/workflow-logs: 2 logs are left for the next backups, of workflow runs so old that most servers no longer have their logs',
    ]);
    site.later(24);
    limitTo(1000);
    expect((await site.backUp({ include: ['workflow-logs'], reserve: 10 })).gaps).toEqual([]);
    // Nobody has the log of 40.
    expect(asked()).toEqual(['41/1', '42/1']);
  });

  test('a limit in the middle ends the asking, not the run', async () => {
    for (let id = 41; id <= 44; id++) addRun(id, 60 - id);
    const headers = { 'retry-after': '3000' };
    site.server.faults.push({ on: 'GET /actions/runs/42/', status: 403, headers });
    const outcome = await site.backUp(WITH_LOGS);
    expect(asked()).toEqual(['41/1', '42/1']);
    expect(outcome.gaps).toMatchObject([{ class: 'failed', path: 'github/workflow-logs' }]);
    expect(logsOf(await site.restore(outcome.id))).toEqual(['000000000041-01']);
  });

  const passing: Record<string, [Fault, number[]]> = {
    'a secondary limit': [
      { on: 'GET /actions/runs/41/', status: 403, body: { message: 'You have exceeded a secondary rate limit.' } },
      [60_000],
    ],
    '429 with only Retry-After': [
      { on: 'GET /actions/runs/41/', status: 429, headers: { 'retry-after': '7' } },
      [7000],
    ],
    'a bad gateway': [{ on: 'GET /actions/runs/41/', status: 502 }, [1000]],
    'an address that ran out': [{ on: 'GET /actions/runs/41/', expired: true }, [1000]],
    'a download cut in the middle': [{ on: 'GET blob/logs', cutBytes: 100, cut: 'close' }, [1000]],
    'a short one that does not say so': [{ on: 'GET blob/logs', cutBytes: 100, cut: 'quiet' }, [1000]],
    'nothing at all': [{ on: 'GET blob/logs', cutBytes: 0, cut: 'quiet' }, [1000]],
    'a page of HTML in place of it': [{ on: 'GET blob/logs', status: 200, body: '<html>' }, [1000]],
    'a redirect to nowhere': [{ on: 'GET /actions/runs/41/', location: 'https://[' }, [1000]],
    'a redirect with a password': [{ on: 'GET /actions/runs/41/', location: 'https://a:b@c.example/' }, [1000]],
    'a second redirect': [{ on: 'GET blob/logs', status: 302, headers: { location: 'https://a.example/' } }, [1000]],
  };
  test.each(Object.entries(passing))('%s passes', async (_, [fault, pauses]) => {
    addRun(41, 2);
    site.server.faults.push(fault);
    const outcome = await site.backUp(WITH_LOGS);
    expect(gapsOf(outcome)).toEqual([]);
    expect([site.pauses, site.server.faults]).toEqual([pauses, []]);
    expect(logsOf(await site.restore(outcome.id))).toHaveLength(1);
  });
});

describe('logs that cannot be had', () => {
  test('expired, deleted, lost by the host: one gap, and not asked for again', async () => {
    for (let id = 41; id <= 44; id++) addRun(id, 60 - id);
    site.world.logs.set('41/1', 'gone');
    site.world.logs.delete('42/1');
    const lost: Fault = { on: 'GET blob/logs/43', status: 404, body: 'BlobNotFound' };
    site.server.faults.push(lost, lost, lost, lost);
    const first = await site.backUp(WITH_LOGS);
    const expected = [
      'missing github/workflow-logs: 3 logs are no longer at GitHub: expired or deleted before they were backed up',
    ];
    expect([gapsOf(first), first.root.header.status]).toEqual([expected, 'complete']);
    expect(logsOf(await site.restore(first.id))).toEqual(['000000000044-01']);
    site.later(24);
    const second = await site.backUp(WITH_LOGS);
    expect([asked(), gapsOf(second)]).toEqual([[], expected]);
    site.later(400 * 24);
    expect((await site.backUp(WITH_LOGS)).gaps).toEqual([]);
  });

  test('what was stored before stays, without a gap', async () => {
    addRun(41, 1);
    const first = await site.backUp(WITH_LOGS);
    site.later(24);
    site.world.logs.set('41/1', 'gone');
    const second = await site.backUp(WITH_LOGS);
    expect(second.gaps).toEqual([]);
    expect(await site.restore(second.id)).toEqual(await site.restore(first.id));
  });

  test('of a run that just ended: asked for again the next night', async () => {
    addRun(41, 0);
    site.world.logs.delete('41/1');
    expect((await site.backUp(WITH_LOGS)).gaps).toEqual([]);
    site.later(12);
    site.world.logs.set('41/1', logOf(41));
    expect(logsOf(await site.restore((await site.backUp(WITH_LOGS)).id))).toEqual(['000000000041-01']);
  });

  test('without the permission: a failure that names it, after one request', async () => {
    addRun(41, 3);
    addRun(42, 2);
    site.server.denied.set('/actions/runs/41', 403);
    expect(gapsOf(await site.backUp(WITH_LOGS))).toEqual([
      'failed github/workflow-logs: needs the permission actions: read',
    ]);
    expect(asked()).toEqual(['41/1']);
    site.later(24);
    site.server.denied.set('/actions/runs', 403);
    expect(gapsOf(await site.backUp(WITH_LOGS))[0]).toBe(
      'failed github/workflow-runs: needs the permission actions: read',
    );
  });

  test('a host that fails is not asked for all of them, and what was read of the others stays', async () => {
    for (let id = 41; id <= 52; id++) addRun(id, 60 - id);
    const down = Array.from({ length: 50 }, (): Fault => ({ on: 'GET blob/logs/', status: 500, body: 'down' }));
    site.server.faults.push(...down);
    const first = await site.backUp(WITH_LOGS);
    expect(new Set(asked()).size).toBe(5);
    expect(gapsOf(first)).toHaveLength(6);
    expect(gapsOf(first)[0]).toMatch(
      /^failed github\/workflow-logs\/000000000041-01: http:\/\/127\.0\.0\.1:\d+ answered 500\.$/,
    );
    site.later(24);
    site.server.faults.length = 0;
    expect(logsOf(await site.restore((await site.backUp(WITH_LOGS)).id))).toHaveLength(12);
  });

  test.each([
    ['an address that is not https', { location: 'ftp://a.example/?sig=good' }],
    ['a file of this machine', { location: 'file:///etc/passwd' }],
  ])('a redirect to %s is not followed', async (_, fault) => {
    addRun(41, 2);
    site.server.faults.push({ on: 'GET /actions/runs/41/', ...fault });
    const outcome = await site.backUp(WITH_LOGS);
    expect(gapsOf(outcome)).toEqual([expect.stringMatching(/000000000041-01: .*, which is not https\.$/)]);
    expect(outcome.root.header.parts).toMatchObject({ 'github/workflow-logs': 'partial' });
    expect(JSON.stringify([outcome.gaps, site.events])).not.toContain('sig=');
  });
});

describe('zips', () => {
  const backUpZip = async (zip: Buffer) => {
    addRun(41, 2);
    site.world.logs.set('41/1', zip);
    const outcome = await site.backUp({ include: ['workflow-logs'] });
    return { outcome, files: await site.restore(outcome.id) };
  };
  const small = { maxEntries: 20, maxBytes: 5_000_000, freeBytes: 1_000_000, maxRatio: 200 };

  test.each<[string, Buffer]>([
    ['that leads out of its folder', makeZip([{ name: '../../labels/x.json', content: 'x' }])],
    ['with an absolute name', makeZip([{ name: '/etc/x', content: 'x' }])],
    ['with a link', makeZip([{ name: 'a', content: '/etc', mode: 0o120777 }])],
    ['with names that differ in case only', makeZip([{ name: 'Build/1.txt' }, { name: 'build/1.txt' }])],
    [
      'with entries that overlap',
      makeZip([
        { name: 'a', content: 'x' },
        { name: 'b', content: 'x', sameAs: 0 },
      ]),
    ],
    ['with too many entries', makeZip(Array.from({ length: 21 }, (_, n) => ({ name: String(n) })))],
    ['that expands to a thousand times its size', makeZip([{ name: 'a', content: Buffer.alloc(3_000_000) }])],
    ['that expands to too much', makeZip([{ name: 'a', content: 'x', sizeBytes: 6_000_000 }])],
  ])('one %s is kept as it came', async (_, zip) => {
    site.zipLimits = small;
    const { outcome, files } = await backUpZip(zip);
    expect(outcome.gaps).toEqual([]);
    expect(namesOf(files, 'workflow-logs')).toEqual(['000000000041-01/logs.zip']);
    expect(files.get('workflow-logs/000000000041-01/logs.zip')?.equals(zip)).toBe(true);
    expect(JSON.stringify(site.events)).toContain('kept as a zip');
    site.later(24);
    await site.backUp({ include: ['workflow-logs'] });
    expect(asked()).toEqual([]);
  });

  test('one without anything in it is one that is known', async () => {
    const { outcome } = await backUpZip(makeZip([]));
    expect(outcome.gaps).toEqual([]);
    site.later(24);
    await site.backUp({ include: ['workflow-logs'] });
    expect(asked()).toEqual([]);
  });

  test.each<[string, Buffer, RegExp]>([
    ['with a wrong checksum', makeZip([{ name: 'a', content: 'x', crc32: 1 }]), /broken/],
    ['that is shorter than its entries', makeZip([{ name: 'a', content: 'x', sizeBytes: 9 }]), /broken/],
    ['that is none', Buffer.from('not found'), /not a zip/],
    ['that does not end', Buffer.concat([logOf(41), Buffer.alloc(6_000_000)]), /more than 5000000 bytes/],
  ])('one %s is a failure, and asked for again the next night', async (_, zip, why) => {
    site.zipLimits = small;
    addRun(42, 1);
    const { outcome, files } = await backUpZip(zip);
    expect(gapsOf(outcome)).toEqual([expect.stringMatching(/^failed github\/workflow-logs\/000000000041-01: /)]);
    expect(outcome.gaps[0]?.reason).toMatch(why);
    expect(logsOf(files)).toEqual(['000000000042-01']);
    site.later(24);
    site.world.logs.set('41/1', logOf(41));
    const second = await site.backUp({ include: ['workflow-logs'] });
    expect([asked(), second.gaps]).toEqual([['41/1'], []]);
  });

  test('a large file comes back byte for byte', async () => {
    const content = prose('log', 32).repeat(40_000);
    const { files } = await backUpZip(makeZip([{ name: '0_build.txt', content }]));
    expect(files.get('workflow-logs/000000000041-01/0_build.txt')?.toString()).toBe(content);
  });
});

describe('what the vault lost', () => {
  const entry = (path: string, available: boolean) => ({
    entry: {
      path: Buffer.from(`${LOGS_PATH}/${path}`),
      type: 'file' as const,
      mode: 0o644,
      sizeBytes: 1,
      mtimeSeconds: 1_795_000_000,
      mtimeNanos: 0,
      target: Buffer.alloc(0),
      linkGroup: 0,
    },
    available,
  });
  const parent: ParentView = {
    id: 'x',
    entries: () => [
      entry('000000000041-01', true),
      entry('000000000041-01/a', true),
      entry('000000000042-01', true),
      entry('000000000042-01/a', false),
      entry('something else/a', false),
    ],
    state: () => [],
  };
  const now = new Date('2026-11-23T02:00:00Z');

  test('is asked for again, and that once where it is gone', () => {
    const rows = new Map<string, Log>();
    const logs = new RunLogs(rows, parent, now);
    expect(logs.due(undefined)).toEqual({ names: ['000000000042-01'], left: [] });
    logs.markGone('000000000042-01');
    expect(new RunLogs(rows, parent, now).due(undefined).names).toEqual([]);
    expect(logs.goneCount()).toBe(1);
  });

  test('a server’s nonsense is an error: no id, no attempt, no time', () => {
    const logs = new RunLogs(new Map(), undefined, now);
    for (const wrong of [{ id: -1 }, { id: 'x' }, { run_attempt: 0 }, { run_attempt: 1.5 }, { updated_at: 'x' }]) {
      expect(() => {
        logs.note(makeRun(41, wrong));
      }).toThrow();
    }
    logs.note(makeRun(41, { run_attempt: 1e15, updated_at: '2026-11-22T00:00:00Z' }));
    expect(logs.due(undefined).names).toHaveLength(99);
  });
});
