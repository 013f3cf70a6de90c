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
    // No text of the stand-in names a file, and nobody resolved anything.
    const none = ['attachments', 'review-threads'];
    expect([...folders].sort()).toEqual(USUAL_KINDS.filter((kind) => !none.includes(kind)));
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
    const second = await site.backUp({ isFull: true });
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
    const whole = 'GET /issues/comments?sort=updated&direction=asc&state=all&per_page=100';
    site.server.faults.push({ on: whole, isExact: true, status: 200, body: shown });
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
    const counting = site.server.requests.filter((name) => !name.startsWith('GET blob/'));
    expect(counting.length).toBeLessThanOrEqual(30 + 1);
    expect(site.events).toContainEqual(expect.objectContaining({ class: 'github-limit' }));
    // Files of releases do not wait until all issues are read.
    expect(namesOf(await site.restore(first.id), 'release-assets')).toHaveLength(2);
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
    const fault = { on: 'POST graphql', status: 200, headers: { 'retry-after': '3000' }, body };
    // The first query is the one for news.
    site.server.faults.push(fault, fault);
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
    const second = await site.backUp({ isFull: true });
    expect(gapsOf(second)).toEqual(['failed github/milestones', 'unavailable github/webhooks']);
    // What is kept is told to be of the first run.
    const at = '2026-11-23T02:00:00Z';
    expect(second.root.header.source.identity).toEqual({ readBefore: { milestones: at, webhooks: at } });
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

const TOO_FAR = {
  status: 422,
  body: { message: 'In order to keep the API fast for everyone, pagination is limited for this resource.' },
};

test('where GitHub makes no page further back, pull requests are read from the other end', async () => {
  await site.close();
  site = await Site.open(makeWorld({ pulls: 320 }));
  const far = 'GET /pulls?state=all&sort=updated&direction=desc&per_page=100&page=3';
  site.server.faults.push({ on: far, ...TOO_FAR });
  const outcome = await site.backUp();
  expect(outcome.root.header.status).toBe('complete');
  expect(site.server.faults).toEqual([]);
  expect(namesOf(await site.restore(outcome.id), 'pulls')).toHaveLength(320);
  expect(site.events).not.toContainEqual(expect.objectContaining({ class: 'github-beyond' }));
});

test('where there is no other end, a notice says that the oldest cannot be read', async () => {
  const events = site.world.lists['/issues/events'] ?? [];
  for (let n = 0; n < 120; n++) events.push({ ...events[0], id: 100 + n, created_at: '2020-01-01T00:00:00Z' });
  site.server.faults.push({ on: 'GET /issues/events?per_page=100&page=2', ...TOO_FAR });
  const outcome = await site.backUp();
  expect(outcome.root.header.status).toBe('complete');
  expect(site.server.faults).toEqual([]);
  expect(site.events).toContainEqual(expect.objectContaining({ class: 'github-beyond' }));
});

describe('an answer is no permission', () => {
  const notFound = { status: 404, body: { message: 'Not Found' } };
  const four = <T>(fault: T): T[] => Array.from({ length: 4 }, () => fault);

  test.each<[string, Fault[], string[]]>([
    ['a list that is not there', [{ on: 'GET /labels', ...notFound }], ['failed github/labels']],
    [
      '403 that names no permission',
      [{ on: 'GET /labels', status: 403, body: { message: 'Not from your address.' } }],
      ['failed github/labels'],
    ],
    [
      '403 that names one in a header',
      [
        {
          on: 'GET /labels',
          status: 403,
          headers: { 'x-accepted-github-permissions': 'issues=read' },
          body: { message: 'No.' },
        },
      ],
      ['unavailable github/labels'],
    ],
    [
      '451',
      [{ on: 'GET /labels', status: 451, body: { message: 'Repository access blocked' } }],
      ['failed github/labels'],
    ],
    ['one 401', [{ on: 'GET /labels', status: 401 }], []],
    [
      'a 401 that stays',
      [
        { on: 'GET /labels', status: 401 },
        { on: 'GET /labels', status: 401 },
      ],
      ['failed github/labels'],
    ],
    ['an object in place of a list', [{ on: 'GET /labels', status: 200, body: {} }], ['failed github/labels']],
    [
      'a page of a proxy',
      four({ on: 'GET /labels', status: 200, body: Buffer.from('<html>Sign in</html>') }),
      ['failed github/labels'],
    ],
  ])('%s', async (_, faults, gaps) => {
    site.server.faults.push(...faults);
    const outcome = await site.backUp();
    expect(gapsOf(outcome)).toEqual(gaps);
    expect(outcome.root.header.status).toBe(gaps.some((gap) => gap.startsWith('failed')) ? 'partial' : 'complete');
    expect(site.server.faults).toEqual([]);
  });

  test('a token that is no longer accepted is not tried for everything that is left', async () => {
    site.server.faults.push(...Array.from({ length: 99 }, () => ({ on: 'GET /', status: 401 })));
    const outcome = await site.backUp();
    expect(outcome.root.header.status).toBe('partial');
    expect(outcome.root.header.parts).toMatchObject({ 'github/labels': 'partial', 'github/issues': 'partial' });
    expect(site.server.requests.length).toBeLessThan(10);
  });

  test('a 404 on one item loses that item: by name, and what was stored of it stays', async () => {
    const first = await site.backUp();
    site.later(24);
    const rulesets = site.world.lists['/rulesets'] ?? [];
    const other = { ...rulesets[0], id: 43, name: 'other' };
    rulesets.push(other);
    // One that did not change since is not asked for.
    Object.assign(rulesets[0] ?? {}, { updated_at: '2026-11-23T12:00:00Z' });
    site.world.objects['/rulesets/43'] = other;
    site.server.faults.push({ on: `GET /rulesets/${String(rulesets[0]?.['id'])}`, ...notFound });
    const second = await site.backUp({ isFull: true });
    const [old = ''] = namesOf(await site.restore(first.id), 'rulesets');
    expect(gapsOf(second)).toEqual([`missing github/rulesets/${old.replace('.json', '')}`]);
    expect(namesOf(await site.restore(second.id), 'rulesets')).toEqual([old, '000000000043.json'].sort());
  });

  test('a branch that only a ruleset protects has no rules of its own: no gap', async () => {
    site.world.lists['/branches']?.push({ ...site.world.lists['/branches'][0], name: 'release' });
    site.server.faults.push({ on: 'GET /branches/release', status: 404, body: { message: 'Branch not protected' } });
    const outcome = await site.backUp({ include: ['branch-protection'] });
    expect(outcome.gaps).toEqual([]);
    expect(namesOf(await site.restore(outcome.id), 'branch-protection')).toEqual(['main.json']);
  });

  test('pull requests that are switched off are not asked for', async () => {
    Object.assign(site.world.repository, { has_pull_requests: false });
    const outcome = await site.backUp();
    expect(outcome.gaps).toEqual([]);
    expect(site.server.requests.filter((name) => name.includes('/pulls'))).toEqual([]);
  });
});

describe('settings of Actions, and limits', () => {
  test('disabled workflows, permissions with the selected actions, the OIDC subject, who may interact', async () => {
    const { id, gaps } = await site.backUp();
    expect(gaps).toEqual([]);
    const files = await site.restore(id);
    const states = namesOf(files, 'workflows').map((name) => json(files, `workflows/${name}`)['state']);
    expect(states).toEqual(['active', 'disabled_manually']);
    expect(json(files, 'actions-permissions/actions-permissions.json')).toEqual({
      enabled: true,
      allowed_actions: 'selected',
      sha_pinning_required: true,
      selected_actions: expect.objectContaining({ github_owned_allowed: true }) as unknown,
      workflow: { default_workflow_permissions: 'read', can_approve_pull_request_reviews: true },
    });
    expect(json(files, 'oidc-subject/oidc-subject.json')).toMatchObject({ include_claim_keys: ['repo', 'context'] });
    expect(json(files, 'interaction-limits/interaction-limits.json')).toMatchObject({ limit: 'collaborators_only' });
  });

  test('of a repository without Actions, and without a limit: nothing that GitHub would refuse is asked for', async () => {
    site.world.objects['/actions/permissions'] = { enabled: false, sha_pinning_required: false };
    site.world.objects['/interaction-limits'] = {};
    const { id, gaps } = await site.backUp();
    expect(gaps).toEqual([]);
    expect(site.server.requests.filter((name) => name.startsWith('GET /actions/permissions/'))).toEqual([]);
    expect(json(await site.restore(id), 'interaction-limits/interaction-limits.json')).toEqual({});
    Object.assign(site.world.repository, { private: true });
    await site.backUp();
    expect(site.server.requests).not.toContain('GET /interaction-limits');
  });

  test('are unavailable where GitHub says that they are not there: others may not know of them', async () => {
    const paths = ['/actions/permissions', '/actions/oidc/customization/sub', '/interaction-limits'];
    for (const path of paths) site.server.denied.set(path, 404);
    const outcome = await site.backUp();
    expect(gapsOf(outcome)).toEqual([
      'unavailable github/actions-permissions',
      'unavailable github/oidc-subject',
      'unavailable github/interaction-limits',
    ]);
    expect(outcome.root.header.status).toBe('complete');
  });
});

describe('teams and alerts', () => {
  test('dismissed and resolved alerts are read too; a new analysis alone changes nothing', async () => {
    const first = await site.backUp();
    expect(first.gaps).toEqual([]);
    const files = await site.restore(first.id);
    expect(json(files, 'teams/000000000001.json')).toMatchObject({ slug: 'justice-league', permission: 'admin' });
    expect(json(files, 'code-scanning-alerts/000003.json')).toMatchObject({
      state: 'dismissed',
      dismissed_reason: 'false positive',
      dismissed_by: { login: 'octocat' },
      most_recent_instance: { location: { path: expect.any(String) as unknown } },
    });
    expect(json(files, 'dependabot-alerts/000002.json')).toMatchObject({
      state: 'dismissed',
      dismissed_comment: 'This alert is accurate but we use a sanitizer.',
    });
    expect(json(files, 'secret-scanning-alerts/000002.json')).toMatchObject({ resolution: 'false_positive' });
    for (const alert of site.world.lists['/code-scanning/alerts'] ?? [])
      Object.assign(alert['most_recent_instance'] as object, { commit_sha: 'f'.repeat(40) });
    for (const alert of site.world.lists['/dependabot/alerts'] ?? [])
      Object.assign(alert['security_advisory'] as object, { epss: { percentage: 0.5, percentile: 0.5 } });
    expect((await site.backUp()).newBytes).toBe(0);
  });

  test('a secret is neither asked for nor stored, even if the server sends it', async () => {
    const [alert] = site.world.lists['/secret-scanning/alerts'] ?? [];
    const secret = 'aio_0123456789abcdef';
    site.server.faults.push({ on: 'GET /secret-scanning/alerts', status: 200, body: [{ ...alert, secret }] });
    const { id } = await site.backUp();
    const requests = site.server.requests.filter((name) => name.startsWith('GET /secret-scanning/alerts'));
    expect(requests).toEqual([expect.stringContaining('hide_secret=true')]);
    const files = await site.restore(id);
    expect(namesOf(files, 'secret-scanning-alerts')).toHaveLength(1);
    expect(Buffer.concat([...files.values()]).includes(secret)).toBe(false);
    expect(JSON.stringify(site.events)).not.toContain(secret);
  });

  test('pages that have cursors in place of numbers are read to their end', async () => {
    const alerts = site.world.lists['/dependabot/alerts'] ?? [];
    while (alerts.length < 230) alerts.push({ ...alerts[0], number: 1000 + alerts.length });
    expect(namesOf(await site.restore((await site.backUp()).id), 'dependabot-alerts')).toHaveLength(230);
    site.later(24);
    alerts.push({ ...alerts[0], number: 2000 });
    Object.assign(alerts[150] ?? {}, { state: 'fixed' });
    const files = await site.restore((await site.backUp({ isFull: true })).id);
    expect(namesOf(files, 'dependabot-alerts')).toHaveLength(231);
    expect(json(files, `dependabot-alerts/${String(alerts[150]?.['number']).padStart(6, '0')}.json`)['state']).toBe(
      'fixed',
    );
  });

  test.each([
    ['/code-scanning/alerts', 404, 'no analysis found', []],
    ['/code-scanning/alerts', 403, 'Code Security must be enabled for this repository to use code scanning.', []],
    ['/secret-scanning/alerts', 404, 'Secret scanning is disabled on this repository.', []],
    ['/dependabot/alerts', 403, 'Dependabot alerts are disabled for this repository.', []],
    ['/code-scanning/alerts', 403, 'Resource not accessible by integration', ['code-scanning-alerts']],
    ['/code-scanning/alerts', 404, 'Not Found', ['code-scanning-alerts']],
    ['/secret-scanning/alerts', 404, 'Not Found', ['secret-scanning-alerts']],
    ['/dependabot/alerts', 403, 'Resource not accessible by integration', ['dependabot-alerts']],
    ['/teams', 404, 'Not Found', ['teams']],
  ])('%s, %i %s: the snapshot is complete', async (path, status, message, lacking) => {
    site.server.faults.push({ on: `GET ${path}`, status, body: { message } });
    const outcome = await site.backUp();
    expect(gapsOf(outcome)).toEqual(lacking.map((kind) => `unavailable github/${kind}`));
    expect(outcome.root.header.status).toBe('complete');
    expect(site.server.faults).toEqual([]);
  });

  test('a person has no teams', async () => {
    Object.assign(site.world.repository['owner'] as object, { type: 'User' });
    await site.backUp();
    expect(site.server.requests.filter((name) => name.startsWith('GET /teams'))).toEqual([]);
  });
});

describe('traffic', () => {
  test('days stay when GitHub no longer has them; what is popular is replaced', async () => {
    const first = await site.restore((await site.backUp()).id);
    expect(json(first, 'traffic/views-2016-10-10.json')).toMatchObject({ count: 440, uniques: 143 });
    const views = site.world.objects['/traffic/views']?.['views'] as Record<string, unknown>[];
    const [, , today] = views.splice(0, 3);
    views.push({ ...today, timestamp: '2016-10-25T00:00:00Z', count: 1 });
    Object.assign(views.at(-2) ?? {}, { count: 615 });
    site.world.lists['/traffic/popular/referrers'] = [];
    site.later(7 * 24);
    const second = await site.restore((await site.backUp()).id);
    expect(namesOf(second, 'traffic')).toEqual([...namesOf(first, 'traffic'), 'views-2016-10-25.json'].sort());
    expect(json(second, 'traffic/views-2016-10-10.json')).toEqual(json(first, 'traffic/views-2016-10-10.json'));
    expect(json(second, 'traffic/views-2016-10-24.json')['count']).toBe(615);
    expect(json(second, 'traffic/popular-referrers.json')).toEqual({ referrers: [] });
    expect(json(second, 'traffic/popular-paths.json')['paths']).not.toEqual([]);
  });

  test('who may not push may not see it; a day without a date is no file', async () => {
    const body = { message: 'Must have push access to repository' };
    site.server.faults.push({ on: 'GET /traffic/views', status: 403, body });
    const refused = await site.backUp();
    expect(gapsOf(refused)).toEqual(['unavailable github/traffic']);
    expect(refused.root.header.status).toBe('complete');
    const views = [{ timestamp: '../../x', count: 1, uniques: 1 }];
    site.server.faults.push({ on: 'GET /traffic/views', status: 200, body: { count: 1, uniques: 1, views } });
    expect(gapsOf(await site.backUp({ isFull: true }))).toEqual(['failed github/traffic']);
  });
});

describe('projects', () => {
  test('with fields, views and all items; an item that moves is seen within a week, whatever the time of its project', async () => {
    const first = await site.backUp();
    expect(first.gaps).toEqual([]);
    const name = 'projects/000001-070000000001.json';
    const project = json(await site.restore(first.id), name);
    expect(project).toMatchObject({
      title: 'Roadmap',
      owner: { login: 'acme' },
      fields: [{ name: 'Title' }, { name: 'Status', options: [{ name: 'Todo' }, { name: 'Done' }] }],
      views: [{ layout: 'BOARD_LAYOUT', filter: 'is:open', vertical_group_by_fields: [{ name: 'Status' }] }],
    });
    const items = project['items'] as Record<string, unknown>[];
    expect(items).toHaveLength(120);
    expect(items[0]).toMatchObject({ content: { type: 'DraftIssue', title: 'An idea' } });
    expect(items[119]).toMatchObject({
      content: { type: 'Issue', number: 120, repository: { name_with_owner: 'acme/shop' } },
      field_values: [{ field: { name: 'Status' }, name: 'Todo', option_id: expect.any(String) as unknown }],
    });
    const [, moved] = (site.world.projects[0]?.['items'] ?? []) as { fieldValues: object[] }[];
    Object.assign(moved?.fieldValues[0] ?? {}, { name: 'Done' });
    site.later(7 * 24);
    const second = json(await site.restore((await site.backUp()).id), name)['items'] as Record<string, unknown>[];
    expect(second[1]).toMatchObject({ field_values: [{ name: 'Done' }] });
  });

  const pageInfo = { hasNextPage: false, endCursor: null };
  const error = { type: 'FORBIDDEN', message: 'Resource not accessible by integration' };

  test.each([
    ['every one', { totalCount: 1, pageInfo, nodes: [null] }, ['repository', 'page', 'nodes', 0]],
    ['the list', null, ['repository', 'page']],
  ])('%s is closed to this token: unavailable, and the snapshot is complete', async (_, page, path) => {
    site.server.graphqlFaults.set('projectsV2', { data: { repository: { page } }, errors: [{ ...error, path }] });
    const outcome = await site.backUp();
    expect(gapsOf(outcome)).toEqual(['unavailable github/projects']);
    expect(outcome.root.header.status).toBe('complete');
  });

  test('one of two is closed to this token: the other one is stored', async () => {
    const list = { pageInfo, nodes: [] };
    const lists = { fields: list, views: list, items: list };
    const mine = { id: 'PVT_2', fullDatabaseId: '72', number: 2, updatedAt: '2026-01-01T00:00:00Z', ...lists };
    const page = { totalCount: 2, pageInfo, nodes: [null, mine] };
    const errors = [{ ...error, path: ['repository', 'page', 'nodes', 0] }];
    site.server.graphqlFaults.set('projectsV2', { data: { repository: { page } }, errors });
    const outcome = await site.backUp();
    expect(gapsOf(outcome)).toEqual(['unavailable github/projects/one without a number']);
    expect(outcome.root.header.status).toBe('complete');
    expect(namesOf(await site.restore(outcome.id), 'projects')).toEqual(['000002-000000000072.json']);
  });

  test('are not asked for where they are switched off', async () => {
    Object.assign(site.world.repository, { has_projects: false });
    site.server.graphqlFaults.set('projectsV2', { errors: [error] });
    expect((await site.backUp()).gaps).toEqual([]);
  });
});

describe('what is read of an item', () => {
  test('the parent of an issue, reactions, polls and resolved threads, branches that may deploy, names of secrets', async () => {
    const [, child] = site.world.lists['/issues'] ?? [];
    Object.assign(child ?? {}, { parent_issue_url: 'https://api.github.com/repos/acme/shop/issues/1' });
    const reactionGroups = [
      { content: 'THUMBS_UP', reactors: { totalCount: 3 } },
      { content: 'EYES', reactors: { totalCount: 0 } },
    ];
    const [talk] = site.world.discussions;
    const option = (name: string, totalVoteCount: number) => ({ option: name, totalVoteCount });
    Object.assign(talk ?? {}, {
      reactionGroups,
      poll: { question: 'Which?', totalVoteCount: 4, options: { nodes: [option('a', 1), option('b', 3)] } },
    });
    const [pull] = site.world.reviews;
    Object.assign(pull?.reviews[0] ?? {}, { reactionGroups });
    const thread = {
      isResolved: true,
      isOutdated: false,
      path: 'a.ts',
      line: 3,
      startLine: null,
      resolvedBy: { __typename: 'User', login: 'user-2' },
    };
    Object.assign(pull ?? {}, { threads: [{ ...thread, comments: { nodes: [{ fullDatabaseId: '300001' }] } }] });
    const [environment] = site.world.lists['/environments'] ?? [];
    Object.assign(environment ?? {}, {
      deployment_branch_policy: { protected_branches: false, custom_branch_policies: true },
    });
    const { id, gaps } = await site.backUp();
    expect(gaps).toEqual([]);
    const files = await site.restore(id);
    expect(json(files, `issues/${String(child?.['number']).padStart(6, '0')}.json`)['parent']).toEqual({
      number: 1,
      repository: 'acme/shop',
    });
    expect(json(files, 'discussions/005002.json')).toMatchObject({
      reactions: { '+1': 3 },
      poll: { question: 'Which?', options: [{ option: 'a', total_vote_count: 1 }, { option: 'b' }] },
    });
    expect(json(files, 'reviews/000015-000000400015.json')['reactions']).toEqual({ '+1': 3 });
    expect(json(files, 'review-threads/000015.json')['threads']).toMatchObject([
      { is_resolved: true, comments: [300_001], resolved_by: { login: 'user-2' } },
    ]);
    const name = String(environment?.['name']);
    expect(json(files, `deployment-branch-policies/${name}.json`)['branch_policies']).not.toEqual([]);
    expect(json(files, `environment-secret-names/${name}.json`)['secrets']).not.toEqual([]);
  });
});

describe('GraphQL', () => {
  const ended = {
    on: 'POST graphql',
    status: 502,
    body: { data: null, errors: [{ message: 'This may be the result of a timeout.' }] },
  };

  test('a page that takes too long is asked for in smaller ones, down to one item', async () => {
    await site.close();
    site = await Site.open(makeWorld({ pulls: 60 }));
    site.server.faults.push(ended, ended, ended, ended);
    const outcome = await site.backUp({ include: ['reviews'] });
    expect(outcome.gaps).toEqual([]);
    expect(namesOf(await site.restore(outcome.id), 'reviews')).toHaveLength(60);
    expect(site.pauses).toEqual([1000, 1000, 1000, 1000]);
  });

  test('data with an error for one item keeps the rest, names it, and asks again the next night', async () => {
    const reviews = (number: number) => ({
      pageInfo: { hasNextPage: false, endCursor: null },
      nodes: [{ fullDatabaseId: String(number) }],
    });
    const node = (number: number, whole: boolean) => ({
      id: `PR_${String(number)}`,
      number,
      updatedAt: '2026-11-20T00:00:00Z',
      reviews: whole ? reviews(number) : null,
      reviewThreads: { ...reviews(0), nodes: [] },
    });
    const errors = [{ message: 'Something of ours is broken.', path: ['repository', 'page', 'nodes', 1, 'reviews'] }];
    const page = {
      totalCount: 2,
      pageInfo: { hasNextPage: false, endCursor: null },
      nodes: [node(1, true), node(2, false)],
    };
    const broken = { on: 'POST graphql', status: 200, body: { data: { repository: { page } }, errors } };
    site.server.faults.push(broken);
    const first = await site.backUp({ include: ['reviews'] });
    expect(gapsOf(first)).toEqual(['failed github/reviews/000002']);
    expect(namesOf(await site.restore(first.id), 'reviews')).toEqual(['000001-000000000001.json']);
    site.later(24);
    site.server.faults.push(broken);
    const second = await site.backUp({ include: ['reviews'] });
    // The same item makes no second snapshot partial, and is not forgotten.
    expect(gapsOf(second)).toEqual(['unavailable github/reviews/000002']);
    expect(second.root.header.status).toBe('complete');
    site.later(24);
    const body = { data: { repository: { page: { ...page, nodes: [] } } } };
    site.server.faults.push({ on: 'POST graphql', status: 200, body });
    expect(gapsOf(await site.backUp({ include: ['reviews'] }))).toEqual(['unavailable github/reviews/000002']);
  });
});

describe('the search for what was deleted', () => {
  test('a discussion, and an issue with what was said there', async () => {
    await site.backUp();
    site.world.discussions.splice(1, 1);
    remove('/issues', 3);
    // GitHub deletes its comments with it.
    remove('/issues/comments', 200_003);
    site.later(31 * 24);
    const outcome = await site.backUp();
    const files = await site.restore(outcome.id);
    expect(namesOf(files, 'discussions')).toHaveLength(1);
    expect(namesOf(files, 'issues')).toHaveLength(11);
    expect(namesOf(files, 'issue-comments').filter((name) => name.startsWith('000003-'))).toEqual([]);
    site.later(24);
    await site.backUp();
    // The query for news: the search is over.
    expect(site.server.requests.filter((name) => name.startsWith('POST graphql'))).toHaveLength(1);
  });

  test('one that fails leaves the snapshot complete, and goes on the next night', async () => {
    await site.backUp();
    remove('/issues', 3);
    site.later(31 * 24);
    const whole = 'GET /issues?sort=updated&direction=asc&state=all&per_page=100';
    site.server.faults.push({ on: whole, isExact: true, status: 422 });
    const second = await site.backUp();
    expect([second.gaps, second.root.header.status, site.server.faults]).toEqual([[], 'complete', []]);
    site.later(24);
    expect(namesOf(await site.restore((await site.backUp()).id), 'issues')).toHaveLength(11);
  });
});

test('no kind starves the others: with few requests each gets some way', async () => {
  await site.close();
  site = await Site.open(makeWorld({ issues: 9000, pulls: 300, issueComments: 900 }));
  const reset = Math.floor(site.world.now.getTime() / 1000) + 3600;
  site.server.limit = { limit: 100, remaining: 100, reset };
  const outcome = await site.backUp({ reserve: 10 });
  expect(outcome.root.header.parts).toMatchObject({
    'github/issues': 'partial',
    'github/issue-comments': 'complete',
    'github/pulls': 'complete',
    'github/discussions': 'complete',
    'github/workflow-runs': 'complete',
  });
  // One more for each of the two limits that GitHub counts apart.
  expect(site.server.requests.length).toBeLessThanOrEqual(92);
});

test('a list that ended with a full page is read again: its ETag does not tell of another page', async () => {
  const labels = site.world.lists['/labels'] ?? [];
  while (labels.length < 100)
    labels.push({ ...labels[0], id: 5000 + labels.length, name: `label-${String(labels.length)}` });
  await site.backUp();
  site.later(24);
  labels.push({ ...labels[0], id: 9000, name: 'the hundred-and-first' });
  expect(namesOf(await site.restore((await site.backUp()).id), 'labels')).toHaveLength(101);
});
