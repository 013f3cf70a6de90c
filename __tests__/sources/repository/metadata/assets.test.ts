/** Files of releases that cannot be read. */
import type { GithubClient } from '../../../../src/github/client.ts';
import { GithubFailure } from '../../../../src/github/failure.ts';
import { assetEntries } from '../../../../src/sources/repository/metadata/assets.ts';
import type { Asset } from '../../../../src/sources/repository/metadata/cursors.ts';
import { makeWorld } from '../../../../tools/github-server/index.ts';
import { namesOf, Site } from './helpers.ts';

const BAD = 'github/release-assets/000000007001-build-1.tar.gz';
let site: Site;
const asked = () => site.server.requests.filter((name) => name.startsWith('GET /releases/assets/'));
const gapsOf = ({ gaps }: Awaited<ReturnType<Site['backUp']>>) => gaps.map((gap) => `${gap.class} ${gap.path}`);

beforeEach(async () => {
  site = await Site.open(makeWorld());
  const file = site.world.files.get(7001);
  if (file !== undefined) file.bytes = Buffer.from('not what GitHub says');
});

afterEach(() => site.close());

test('one that fails each night makes a snapshot partial once, and is tried again', async () => {
  const statuses: string[] = [];
  const gaps: string[][] = [];
  for (let night = 0; night < 3; night++) {
    const outcome = await site.backUp();
    statuses.push(outcome.root.header.status);
    gaps.push(gapsOf(outcome));
    expect(asked().filter((name) => name.endsWith('/7001'))).toHaveLength(4);
    expect(namesOf(await site.restore(outcome.id), 'release-assets')).toEqual(['000000007002-build-2.tar.gz']);
    site.later(24);
  }
  expect(statuses).toEqual(['partial', 'complete', 'complete']);
  expect(gaps).toEqual([[`failed ${BAD}`], [`unavailable ${BAD}`], [`unavailable ${BAD}`]]);
  // Who asked for files of releases by name is told each time.
  expect(gapsOf(await site.backUp({ include: ['release-assets'] }))).toEqual([`failed ${BAD}`]);
});

test.each([
  [3, ['2', '3', '4'], ['1']],
  [6, ['2', '3', '4'], ['1']],
  [7, ['1', '2', '3', '4'], []],
  [undefined, ['1', '2', '3', '4'], []],
])('with %j requests left it is tried after all that are new, or waits', async (left, read, waiting) => {
  const asset = (id: number): Asset => ({
    release: 600,
    file: `00000000000${String(id)}-a`,
    bytes: 1,
    digest: null,
    updated: '2026-11-23T02:00:00Z',
    ...(id === 1 ? { failures: 2 } : {}),
  });
  const asked: string[] = [];
  const waited: string[] = [];
  const client = {
    requestsLeft: () => left,
    download: (path: string) => {
      asked.push(path.slice(-1));
      return Promise.reject(new GithubFailure('failed', 'no'));
    },
  } as unknown as GithubClient;
  const assets = new Map([1, 2, 3, 4].map((id) => [id, asset(id)]));
  const counts: (number | undefined)[] = [];
  for await (const batch of assetEntries({
    client,
    at: { owner: 'acme', repo: 'shop' },
    parent: undefined,
    assets,
    before: new Map(),
    tempDir: site.folder,
    onFailure: ({ failures }) => counts.push(failures),
    onWaiting: ({ file }) => waited.push(file.slice(11, 12)),
  })) {
    expect(batch).toEqual([]);
  }
  expect([asked, waited]).toEqual([read, waiting]);
  expect(counts).toEqual(read.map((id) => (id === '1' ? 3 : 1)));
  expect(assets.get(1)?.failures).toBe(read.includes('1') ? 3 : 2);
});
