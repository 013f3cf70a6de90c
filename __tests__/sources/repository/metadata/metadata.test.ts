import { json, namesOf, Site, TOKEN } from './helpers.ts';
import { createHash } from 'node:crypto';
import type { Fault } from '../../../../tools/github-server/index.ts';
import { makeWorld, prose } from '../../../../tools/github-server/index.ts';
import { KIND_NAMES } from '../../../../src/sources/repository/metadata/index.ts';

const USUAL_KINDS = KIND_NAMES.filter((name) => name !== 'workflow-logs');
let site: Site;

beforeEach(async () => {
  site = await Site.open();
});

afterEach(async () => {
  await site.close();
});

describe('a first backup', () => {
  test('stores every kind but logs, each item in a file of its own', async () => {
    const { id, root, gaps } = await site.backUp();
    expect(gaps).toEqual([]);
    expect(root.header.status).toBe('complete');
    expect(Object.keys(root.header.parts)).toEqual(expect.arrayContaining(USUAL_KINDS.map((kind) => `github/${kind}`)));
    const files = await site.restore(id);
    const folders = new Set([...files.keys()].map((name) => name.split('/')[0]));
    // No text of the stand-in names a file.
    expect([...folders].sort()).toEqual(USUAL_KINDS.filter((kind) => kind !== 'attachments'));
    expect(namesOf(files, 'issues')).toHaveLength(12);
    expect(namesOf(files, 'issue-comments')).toContain('000001-000000200001.json');
    expect(namesOf(files, 'reviews')).toEqual([
      '000013-000000400013.json',
      '000014-000000400014.json',
      '000015-000000400015.json',
    ]);
    const talk = json(files, 'discussions/005001.json');
    expect(talk).toMatchObject({ number: 5001, user: { login: 'user-1' }, category: { name: 'Ideas' } });
    const [comment] = talk['comments'] as { replies: unknown[] }[];
    expect(comment?.replies).toHaveLength(25);
    expect(json(files, 'deployment-statuses/000000000002.json')['statuses']).toHaveLength(25);
    const [environment = ''] = namesOf(files, 'environment-variables');
    expect(json(files, `environment-variables/${environment}`)['variables']).not.toEqual([]);
    expect(files.get('release-assets/000000007001-build-1.tar.gz')).toEqual(site.world.files.get(7001)?.bytes);
  });

  test('holds no token and no address that the API signed or counts by', async () => {
    const { id } = await site.backUp();
    const files = await site.restore(id);
    const all = Buffer.concat([...files.values()]).toString();
    expect(all).not.toContain(TOKEN);
    expect(all.match(/.*"(download_count|stargazers_count|avatar_url|node_id)".*/g)).toBeNull();
    expect(JSON.stringify(site.events)).not.toContain(TOKEN);
  });
});

/** The item with this number or id, to be changed. */
function item(list: string, id: number): Record<string, unknown> {
  const found = site.world.lists[list]?.find((it) => (it['number'] ?? it['id']) === id);
  if (found === undefined) throw new Error(`no ${list} ${String(id)}`);
  return found;
}

function remove(list: string, id: number): void {
  const items = site.world.lists[list] ?? [];
  items.splice(items.indexOf(item(list, id)), 1);
}

const gapsOf = ({ gaps }: { gaps: readonly { class: string; path: string }[] }) =>
  gaps.map((gap) => `${gap.class} ${gap.path}`);

describe('the next night', () => {
  test('asks for what changed only, and stores the same where nothing did', async () => {
    const first = await site.backUp();
    const requests = site.server.requests.length;
    site.later(24);
    const reset = site.world.now.getTime() / 1000 + 3600;
    site.server.limit = { limit: 1000, remaining: 1000, reset };
    const second = await site.backUp();
    // Lists that did not change are answered by their ETag, which does not count.
    expect(1000 - site.server.limit.remaining).toBeLessThan(site.server.requests.length - 10);
    expect(second.root.header.status).toBe('complete');
    expect(second.newBytes).toBe(0);
    expect(site.server.requests.length).toBeLessThan(requests);
    expect(site.server.requests.filter((name) => name.includes('/releases/assets/'))).toEqual([]);
    expect(site.server.requests.find((name) => name.startsWith('GET /issues?'))).toContain(
      'since=2026-11-23T01%3A55%3A00Z',
    );
    expect(await site.restore(second.id)).toEqual(await site.restore(first.id));
  });

  test('a changed issue, a new comment, a changed pull request with a new review, a new label', async () => {
    const first = await site.backUp();
    site.later(24);
    const now = '2026-11-24T01:00:00Z';
    Object.assign(item('/issues', 3), { title: 'Another title', updated_at: now });
    Object.assign(item('/issues/comments', 200_002), { body: 'Edited', updated_at: now });
    Object.assign(item('/pulls', 14), { state: 'closed', updated_at: now });
    const reviews = site.world.reviews.find(({ number }) => number === 14);
    reviews?.reviews.push({ ...reviews.reviews[0], fullDatabaseId: '4999999999', body: 'Once more' });
    if (reviews) site.world.reviews.sort((a) => (a === reviews ? -1 : 1));
    Object.assign(reviews ?? {}, { updatedAt: now });
    site.world.lists['/labels']?.push({ ...site.world.lists['/labels'][0], id: 77, name: '../../etc/\u{1f600}' });
    const second = await site.backUp();
    const [before, after] = [await site.restore(first.id), await site.restore(second.id)];
    const changed = [...after]
      .filter(([name, bytes]) => before.get(name)?.equals(bytes) !== true)
      .map(([name]) => name);
    expect(changed).toEqual([
      'issue-comments/000002-000000200002.json',
      'issues/000003.json',
      'labels/%2E.%2F..%2Fetc%2F%F0%9F%98%80.json',
      'pulls/000014.json',
      'reviews/000014-004999999999.json',
    ]);
  });

  test('what is on no list any more is dropped; deleted comments are found by the search of every 30 days', async () => {
    await site.backUp();
    site.later(24);
    remove('/labels', 1001);
    remove('/releases', 602);
    remove('/issues/comments', 200_004);
    const second = await site.restore((await site.backUp()).id);
    expect(namesOf(second, 'labels')).toHaveLength((site.world.lists['/labels'] ?? []).length);
    expect(namesOf(second, 'release-assets')).toEqual(['000000007001-build-1.tar.gz']);
    expect(namesOf(second, 'issue-comments')).toHaveLength(9);
    site.later(31 * 24);
    // What a page happens not to show is looked up as well, and stays where it is there.
    const shown = (site.world.lists['/issues/comments'] ?? []).filter(({ id }) => id !== 200_003);
    site.server.faults.push({ on: 'GET /issues/comments?sort=created', status: 200, body: shown });
    const third = await site.backUp();
    expect(site.server.faults).toEqual([]);
    expect(site.server.requests).toContain('GET /issues/comments/200003');
    expect(site.server.requests).toContain('GET /issues/comments/200004');
    expect(namesOf(await site.restore(third.id), 'issue-comments')).toHaveLength(8);
  });
});

test('an item that slips through between two pages of a list is looked for again, not dropped', async () => {
  const labels = site.world.lists['/labels'] ?? [];
  for (let i = 0; i < 110; i++) labels.push({ ...labels[0], id: 5000 + i, name: `label-${String(i)}` });
  await site.backUp();
  site.later(24);
  site.server.faults.push({ on: 'GET /labels?per_page=100&page=2', status: 200, body: labels.slice(101) });
  const second = await site.backUp();
  expect(site.server.faults).toEqual([]);
  expect(namesOf(await site.restore(second.id), 'labels')).toHaveLength(labels.length);
});

describe('the limit of requests', () => {
  test('ends a run partial, says how many more are needed, and the next one goes on', async () => {
    await site.close();
    site = await Site.open(makeWorld({ issues: 2500, issueComments: 900, pulls: 450, discussions: 70 }));
    const reset = Math.floor(site.world.now.getTime() / 1000) + 3600;
    site.server.limit = { limit: 40, remaining: 40, reset };
    const first = await site.backUp({ reserve: 10 });
    expect(first.root.header.status).toBe('partial');
    expect(site.server.requests.length).toBeLessThanOrEqual(30 + 1);
    expect(site.events).toContainEqual(expect.objectContaining({ class: 'github-limit' }));
    let last = first;
    let runs = 1;
    for (; last.root.header.status === 'partial' && runs < 8; runs++) {
      site.later(24);
      site.server.limit = { limit: 40, remaining: 40, reset: reset + runs * 86_400 };
      last = await site.backUp({ reserve: 10 });
    }
    expect(last.root.header.status).toBe('complete');
    expect(runs).toBeGreaterThan(2);
    const files = await site.restore(last.id);
    expect(
      ['issues', 'issue-comments', 'pulls', 'reviews', 'discussions'].map((kind) => namesOf(files, kind).length),
    ).toEqual([2500, 900, 450, 450, 70]);
    expect(site.pauses).toEqual([]);
  });

  const passing: Record<string, [Fault, number[]]> = {
    'a bad gateway': [{ on: 'GET /labels', status: 502 }, [1000]],
    'a connection cut in the middle': [{ on: 'GET /issues?', cutBytes: 500, cut: 'close' }, [1000]],
    'a body that is short and does not say so': [{ on: 'GET /issues?', cutBytes: 500, cut: 'quiet' }, [1000]],
    'a secondary limit': [
      { on: 'GET /pulls?', status: 403, body: { message: 'You have exceeded a secondary rate limit.' } },
      [60_000],
    ],
    '429 with only Retry-After': [{ on: 'GET /pulls?', status: 429, headers: { 'retry-after': '7' } }, [7000]],
    'a GraphQL failure with status 200': [
      {
        on: 'POST graphql',
        status: 200,
        body: { data: null, errors: [{ message: 'Something went wrong while executing your query.' }] },
      },
      [1000],
    ],
    'a download address that ran out': [{ on: 'GET /releases/assets/', expired: true }, [1000]],
    'a short download': [{ on: 'GET blob/', cutBytes: 100, cut: 'close' }, [1000]],
  };
  test.each(Object.entries(passing))('%s passes', async (_, [fault, pauses]) => {
    site.server.faults.push(fault);
    const outcome = await site.backUp();
    expect(outcome.gaps).toEqual([]);
    expect(site.pauses).toEqual(pauses);
    expect(site.server.faults).toEqual([]);
  });

  test('a GraphQL limit with status 200 ends the run partial', async () => {
    const body = { data: null, errors: [{ type: 'RATE_LIMITED', message: 'API rate limit exceeded' }] };
    site.server.faults.push({ on: 'POST graphql', status: 200, headers: { 'retry-after': '3000' }, body });
    const outcome = await site.backUp();
    expect(outcome.root.header.parts).toMatchObject({ 'github/issues': 'complete', 'github/reviews': 'partial' });
  });
});

describe('what cannot be read', () => {
  test('is a gap that names the permission; the rest is complete', async () => {
    site.server.denied.set('/hooks', 403).set('/keys', 404).set('/actions/variables', 403);
    const outcome = await site.backUp();
    expect(gapsOf(outcome)).toEqual([
      'unavailable github/variables',
      'unavailable github/webhooks',
      'unavailable github/deploy-keys',
    ]);
    expect(outcome.gaps[1]?.reason).toBe('needs the permission webhooks: read (of an App or a personal access token)');
    expect(outcome.root.header.status).toBe('complete');
    expect(outcome.root.header.parts).not.toHaveProperty('github/webhooks');
  });

  test('is a failure where it, or what needs it, was asked for by name', async () => {
    site.server.denied.set('/hooks', 403);
    const outcome = await site.backUp({ include: ['webhooks', 'labels'] });
    expect(gapsOf(outcome)).toEqual(['failed github/webhooks']);
    expect(outcome.root.header.status).toBe('partial');
    const besides = await site.backUp({ also: ['webhooks'] });
    expect(gapsOf(besides)).toEqual(['failed github/webhooks']);
    site.server.denied.set('/releases', 404);
    expect(gapsOf(await site.backUp({ include: ['release-assets'] }))).toEqual(['failed github/releases']);
  });

  test('what was stored before is kept when it cannot be read any more', async () => {
    const first = await site.backUp();
    site.later(24);
    site.server.denied.set('/hooks', 403).set('/issues', 410);
    site.server.faults.push(...Array.from({ length: 4 }, () => ({ on: 'GET /milestones', status: 500 })));
    const second = await site.backUp();
    expect(gapsOf(second)).toEqual(['failed github/milestones', 'unavailable github/webhooks']);
    expect(await site.restore(second.id)).toEqual(await site.restore(first.id));
  });

  test('features that are switched off are no gap', async () => {
    Object.assign(site.world.repository, { has_issues: false, has_pages: false, has_discussions: false });
    const outcome = await site.backUp();
    expect(outcome.gaps).toEqual([]);
    expect(site.server.requests.filter((name) => /^GET \/(issues\?|pages)/.test(name))).toEqual([]);
  });

  test('a file of a release with wrong bytes is not stored, and fetched the next night', async () => {
    const file = site.world.files.get(7001);
    const good = file?.bytes ?? Buffer.alloc(0);
    if (file) file.bytes = Buffer.from(good.toString().toUpperCase());
    const first = await site.backUp();
    expect(gapsOf(first)).toEqual(['failed github/release-assets/000000007001-build-1.tar.gz']);
    expect(namesOf(await site.restore(first.id), 'release-assets')).toEqual(['000000007002-build-2.tar.gz']);
    if (file) file.bytes = good;
    site.later(24);
    const second = await site.backUp();
    expect(second.gaps).toEqual([]);
    const stored = (await site.restore(second.id)).get('release-assets/000000007001-build-1.tar.gz');
    expect(
      createHash('sha256')
        .update(stored ?? '')
        .digest(),
    ).toEqual(createHash('sha256').update(good).digest());
  });

  test('files of releases that were left out before come with a list that did not change', async () => {
    await site.backUp({ exclude: ['release-assets'] });
    site.later(24);
    expect(namesOf(await site.restore((await site.backUp()).id), 'release-assets')).toHaveLength(2);
  });

  test('a kind that does not exist is bad input', async () => {
    await expect(site.backUp({ exclude: ['isues'] })).rejects.toMatchObject({ code: 'bad-input' });
  });
});

test('18,000 issues of which 38 changed: 75 KB at most', async () => {
  await site.close();
  site = await Site.open(makeWorld({ issues: 18_000 }));
  await site.backUp();
  const before = site.storedBytes();
  site.later(24);
  for (let n = 1; n <= 38; n++) {
    const body = prose(`edited ${String(n)}`, 90);
    Object.assign(item('/issues', n * 470), { body, updated_at: `2026-11-24T01:00:${String(n).padStart(2, '0')}Z` });
  }
  const second = await site.backUp();
  const stored = site.storedBytes() - before;
  process.stdout.write(
    `38 of 18,000 issues: ${String(stored)} bytes, ${String(site.server.requests.length)} requests\n`,
  );
  expect(second.root.header.status).toBe('complete');
  expect(stored).toBeLessThanOrEqual(75_000);
});

test('a token that does not see the repository: one gap, one request, and what was stored is kept', async () => {
  const first = await site.backUp();
  site.later(24);
  site.server.faults.push({ on: 'GET ', status: 404, body: { message: 'Not Found' } });
  const second = await site.backUp();
  expect(gapsOf(second)).toEqual(['unavailable github']);
  expect(second.root.header.status).toBe('complete');
  expect(site.server.requests).toHaveLength(1);
  expect(await site.restore(second.id)).toEqual(await site.restore(first.id));
});

test('pages that GitHub does not make end a walk with a notice', async () => {
  await site.close();
  site = await Site.open(makeWorld({ pulls: 120 }));
  site.server.faults.push({
    on: 'GET /pulls?state=all&sort=updated&direction=desc&per_page=100&page=2',
    status: 422,
    body: { message: 'In order to keep the API fast for everyone, pagination is limited for this resource.' },
  });
  const outcome = await site.backUp();
  expect(outcome.root.header.status).toBe('complete');
  expect(site.server.faults).toEqual([]);
  expect(site.events).toContainEqual(expect.objectContaining({ class: 'github-beyond' }));
});
