import { readFileSync } from 'node:fs';
import { describedAs, describedBelow, makeRun } from '../../../../tools/github-server/index.ts';
import { NOT_READ_OF_ORGANIZATION, NOT_READ_OF_REPOSITORY, type NotRead } from '../../../../tools/metadata/not-read.ts';
import { metadataPage } from '../../../../tools/metadata/page.ts';
import { createOrganizationSource } from '../../../../src/sources/organization/index.ts';
import { Site, TOKEN } from './helpers.ts';

const described = describedBelow('/repos/{owner}/{repo}').filter((path) => path !== '');

test('docs/metadata.md is what the tables say; if not: npm run docs', async () => {
  const page = readFileSync(new URL('../../../../docs/metadata.md', import.meta.url), 'utf8');
  expect(page).toBe(await metadataPage(page));
});

test('each address of a repository that GitHub describes is read, or the list says why not', async () => {
  const site = await Site.open();
  site.world.lists['/actions/runs'] = [
    makeRun(7, { created_at: '2026-11-22T02:00:00Z', updated_at: '2026-11-22T03:00:00Z' }),
  ];
  site.world.logs.set('7/1', 'gone');
  const { gaps } = await site.backUp({ also: ['workflow-logs'] });
  expect(gaps.filter((gap) => gap.class !== 'missing')).toEqual([]);
  const asked = site.server.requests.map((request) => /^GET (\/[^?]*)/.exec(request)?.[1] ?? '');
  await site.close();
  const read = new Set(asked.map((path) => describedAs(path, described)));
  expect(unexplained(described, read, NOT_READ_OF_REPOSITORY)).toEqual([]);
});

test('each address of an organisation that GitHub describes is read, or the list says why not', async () => {
  const below = describedBelow('/orgs/{org}').filter((path) => path !== '');
  const all = [...below, ...describedBelow('/organizations/{org}').map((path) => `/organizations/{org}${path}`)];
  const site = await Site.open();
  const reading = { serverUrl: site.server.url, token: TOKEN, chosenParts: [] };
  await site.backUpSource(createOrganizationSource({ organization: 'acme', ...reading }, site.deps));
  const asked = site.server.requests.map((request) => /^GET \/orgs\/acme(\/[^?]*)/.exec(request)?.[1] ?? '');
  await site.close();
  const read = new Set(asked.map((path) => describedAs(path, all)));
  expect(unexplained(all, read, NOT_READ_OF_ORGANIZATION)).toEqual([]);
});

test('a new address, one that is read after all, and one that GitHub no longer has', () => {
  const list = [{ why: 'Large.', paths: ['/git/**', '/old', '/tags'] }];
  expect(unexplained(['/git/{sha}', '/labels', '/tags', '/new'], new Set(['/labels', '/tags']), list)).toEqual([
    '/tags is read: take it out of tools/metadata/not-read.ts.',
    "/new is new in GitHub's description: read it by a kind (kinds.ts in src/sources/repository/metadata or src/sources/organization), or say in tools/metadata/not-read.ts why not, and run: npm run docs.",
    "/old is no longer in GitHub's description: take it out of tools/metadata/not-read.ts.",
  ]);
});

/** What is wrong, one sentence each. */
function unexplained(
  all: readonly string[],
  read: ReadonlySet<string | undefined>,
  list: readonly NotRead[],
): string[] {
  const listed = list.flatMap(({ paths }) => paths);
  const isFor = (entry: string, path: string) => {
    const base = entry.replace(/\/\*\*$/, '');
    return path === base || (base !== entry && path.startsWith(`${base}/`));
  };
  const faults = all.flatMap((path) => {
    const isListed = listed.some((entry) => isFor(entry, path));
    if (read.has(path)) return isListed ? [`${path} is read: take it out of tools/metadata/not-read.ts.`] : [];
    if (isListed) return [];
    return [
      `${path} is new in GitHub's description: read it by a kind (kinds.ts in src/sources/repository/metadata or src/sources/organization), or say in tools/metadata/not-read.ts why not, and run: npm run docs.`,
    ];
  });
  const old = listed.filter((entry) => !all.some((path) => isFor(entry, path)));
  return [
    ...faults,
    ...old.map((path) => `${path} is no longer in GitHub's description: take it out of tools/metadata/not-read.ts.`),
  ];
}
