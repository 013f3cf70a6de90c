import { createOrganizationSource } from '../../../src/sources/organization/index.ts';
import { ORGANIZATION_KINDS } from '../../../src/sources/organization/kinds.ts';
import { json, namesOf, Site, TOKEN } from '../repository/metadata/helpers.ts';

const NAMES = ORGANIZATION_KINDS.map(({ name }) => name);
let site: Site;

beforeEach(async () => {
  site = await Site.open();
});

afterEach(async () => {
  await site.close();
});

async function backUp(parts: readonly string[] = []) {
  const include = parts.filter((name) => !name.startsWith('!'));
  const exclude = parts.filter((name) => name.startsWith('!')).map((name) => name.slice(1));
  const source = createOrganizationSource(
    {
      organization: 'acme',
      serverUrl: site.server.url,
      token: TOKEN,
      ...(include.length === 0 ? {} : { include }),
      exclude,
      chosenParts: parts,
    },
    site.deps,
  );
  return site.backUpSource(source);
}

test('every kind is stored, each item in a file of its own', async () => {
  const { id, root, gaps } = await backUp();
  expect(gaps).toEqual([]);
  expect(root.header.status).toBe('complete');
  expect(Object.keys(root.header.parts).sort()).toEqual(NAMES.map((name) => `github/${name}`).sort());
  const files = await site.restore(id);
  const folders = new Set([...files.keys()].map((name) => name.split('/')[0]));
  expect([...folders].sort()).toEqual(NAMES.toSorted());
  expect(namesOf(files, 'owners')).toEqual(['octocat.json']);
  expect(namesOf(files, 'members')).toEqual(['user-2.json', 'user-3.json']);
  expect(json(files, 'organization/organization.json')).toMatchObject({
    login: 'acme',
    description: 'A great organization',
  });
  const settings = json(files, 'settings/settings.json');
  expect(settings).toMatchObject({ default_repository_permission: 'read', plan: 'Medium' });
  expect(Object.keys(settings).filter((name) => /followers|disk_usage|^login$/.test(name))).toEqual([]);
  expect(json(files, 'team-members/Justice%20League.json')).toMatchObject({ members: [{ login: 'octocat' }] });
  expect(json(files, 'team-repositories/Justice%20League.json')).toMatchObject({
    repositories: [{ full_name: 'octocat/Hello-World', permissions: { admin: false } }],
  });
  expect(json(files, 'custom-property-values/Hello-World.json')['properties']).toHaveLength(3);
  const all = Buffer.concat([...files.values()]).toString();
  expect(all).not.toContain(TOKEN);
});

test('the next night costs nothing of the rate limit where nothing changed, and stores nothing', async () => {
  const first = await backUp();
  site.later(24);
  site.server.limit = { limit: 5000, remaining: 5000, reset: site.world.now.getTime() / 1000 + 3600 };
  const second = await backUp();
  expect(second.counts).toEqual(first.counts);
  expect(second.newBytes).toBe(0);
  // The profile, five lists that kinds share, that of rulesets, and the gate of two kinds, see `gate`; all else by ETags.
  expect(5000 - site.server.limit.remaining).toBe(8);
});

test('who left the organisation or a team is gone from the next snapshot', async () => {
  await backUp();
  site.world.lists['/orgs/acme/members?role=member']?.pop();
  site.world.lists['/orgs/acme/teams/justice-league/members'] = [];
  site.later(24);
  const { id } = await backUp();
  const files = await site.restore(id);
  expect(namesOf(files, 'members')).toEqual(['user-2.json']);
  expect(json(files, 'team-members/Justice%20League.json')['members']).toEqual([]);
});

/** As GitHub answers the token of a workflow: public members, the public profile, and no more. */
function showPublicOnly(): void {
  const { lists, objects } = site.world;
  for (const path of [...Object.keys(lists), ...Object.keys(objects)]) {
    if (/^\/orgs\/acme\/(?!members)/.test(path)) site.server.denied.set(path, 403);
  }
  const { login, id, ...profile } = objects['/orgs/acme'] ?? {};
  const settings = /^(default_repository|members_(?!url)|plan|billing|two_factor)/;
  objects['/orgs/acme'] = Object.fromEntries(
    Object.entries({ login, id, ...profile }).filter(([name]) => !settings.test(name)),
  );
}

test('the token of a workflow sees what everybody sees: no snapshot, and the error says which token is needed', async () => {
  showPublicOnly();
  await expect(backUp()).rejects.toMatchObject({
    code: 'github-unreadable',
    message: expect.stringContaining('acme') as string,
    fix: expect.stringContaining('GitHub App') as string,
  });
  expect([...site.objects.keys()].filter((key) => key.includes('/roots/'))).toEqual([]);
});

test('a token that may less: each kind names its permission, and what was stored stays', async () => {
  await backUp();
  showPublicOnly();
  site.server.denied.delete('/orgs/acme/hooks');
  site.later(24);
  const { id, root, gaps } = await backUp();
  expect(root.header.status).toBe('complete');
  expect(gaps.filter((gap) => gap.class !== 'unavailable')).toEqual([]);
  expect(gaps.map((gap) => gap.path)).toContain('github/members');
  const ofMembers = gaps.find((gap) => gap.path === 'github/members');
  expect(ofMembers?.reason).toBe(
    'needs the permission members: read for the organisation (of an App or a personal access token)',
  );
  const files = await site.restore(id);
  expect(namesOf(files, 'members')).toHaveLength(2);
  expect(json(files, 'settings/settings.json')).toMatchObject({ default_repository_permission: 'read' });
});

test('kinds that are named are read alone, and a refusal is a failure then; one with a ! is left out', async () => {
  const some = await backUp(['teams', 'webhooks']);
  expect(Object.keys(some.root.header.parts).sort()).toEqual([
    'github/organization',
    'github/teams',
    'github/webhooks',
  ]);
  site.server.denied.set('/orgs/acme/hooks', 404);
  site.later(24);
  const { root, gaps } = await backUp(['teams', 'webhooks']);
  expect(root.header.status).toBe('partial');
  expect(gaps).toMatchObject([{ class: 'failed', path: 'github/webhooks' }]);
  await expect(backUp(['issues'])).rejects.toMatchObject({
    code: 'bad-input',
    fix: expect.stringContaining('webhooks') as string,
  });
});

test('an organisation that the token does not see: one request, and no snapshot', async () => {
  site.server.denied.set('/orgs/acme', 404);
  await expect(backUp()).rejects.toMatchObject({ code: 'github-unreadable' });
  expect(site.server.requests).toEqual(['GET /orgs/acme']);
});
