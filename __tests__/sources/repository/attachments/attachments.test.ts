import { makeWorld } from '../../../../tools/github-server/index.ts';
import { Site } from '../metadata/helpers.ts';

const UUIDS = ['0f3e7a4c-2c1c-4a6e-9c38-1c6c3d7a9b11', '1f3e7a4c-2c1c-4a6e-9c38-1c6c3d7a9b12'] as const;
const ASSETS = UUIDS.map((uuid) => `/user-attachments/assets/${uuid}`);
const LOG = '/user-attachments/files/1234567/log.zip';
const PNG = Buffer.from('89504e470d0a1a0a', 'hex');

let site: Site;
beforeEach(async () => {
  site = await Site.open(makeWorld());
});
afterEach(async () => {
  await site.close();
});

type Access = 'everybody' | 'signed' | 'token' | 'nobody';
function attach(path: string, access: Access, bytes = PNG, type = 'image/png'): string {
  site.world.attachments.set(path, { bytes, type, access });
  return `${site.server.url}${path}`;
}
const edit = (list: string, index: number, fields: Record<string, unknown>) => {
  Object.assign(site.world.lists[list]?.[index] ?? {}, fields);
};
const write = (index: number, body: string) => {
  edit('/issues', index, { body, updated_at: site.world.now.toISOString().replace('.000', '') });
};
const stored = async (id: string) =>
  [...(await site.restore(id)).keys()]
    .filter((name) => name.startsWith('attachments/'))
    .map((name) => name.replace(/^attachments\/[^/]*/, ''));
const asked = () => site.server.requests.filter((request) => /attachments|storage/.test(request));
const gaps = (outcome: Awaited<ReturnType<Site['backUp']>>) =>
  outcome.gaps.filter(({ path }) => path.startsWith('github/attachments'));

test('pictures and files in texts of every kind are stored, once each, and not asked for again', async () => {
  const [first = '', second = ''] = ASSETS.map((path) => attach(path, 'everybody'));
  const log = attach(LOG, 'everybody', Buffer.from('zip'), 'application/zip');
  edit('/issues', 0, { body: `![a](${first}) and [log](${log})` });
  edit('/issues/comments', 0, { body: `again ![a](${first})` });
  Object.assign(site.world.discussions[0] ?? {}, { body: `![b](${second})` });
  const outcome = await site.backUp();
  expect(outcome.gaps).toEqual([]);
  expect(outcome.root.header.status).toBe('complete');
  expect(await stored(outcome.id)).toEqual([`${ASSETS[0] ?? ''}.png`, `${ASSETS[1] ?? ''}.png`, LOG]);
  expect(asked()).toHaveLength(3);
  site.later(24);
  write(1, `once more ${first}`);
  const next = await site.backUp();
  expect(asked()).toEqual([]);
  expect(await stored(next.id)).toHaveLength(3);
});

test('a file stays when the text that names it is gone', async () => {
  write(0, attach(ASSETS[0] ?? '', 'everybody'));
  await site.backUp();
  site.later(24);
  site.world.attachments.clear();
  write(0, 'nothing');
  expect(await stored((await site.backUp()).id)).toEqual([`${ASSETS[0] ?? ''}.png`]);
});

test('in a private repository through signed addresses, many with one request', async () => {
  Object.assign(site.world.repository, { private: true, visibility: 'private' });
  const urls = ASSETS.map((path) => attach(path, 'signed'));
  const token = attach(LOG, 'token');
  edit('/issues', 0, { body: urls[0] });
  edit('/issues/comments', 0, { body: `${urls[1] ?? ''} ${token}` });
  const outcome = await site.backUp();
  expect(gaps(outcome)).toEqual([]);
  expect(await stored(outcome.id)).toHaveLength(3);
  expect(asked().filter((request) => request.includes('/storage/'))).toHaveLength(2);
});

test('what this token does not get is unavailable, counted, and asked for again after a month or a change', async () => {
  write(0, `${attach(ASSETS[0] ?? '', 'nobody')} ${attach(LOG, 'everybody')}`);
  const outcome = await site.backUp();
  expect(outcome.root.header.status).toBe('complete');
  expect(gaps(outcome)).toMatchObject([
    { class: 'unavailable', reason: expect.stringContaining('1 attachment to this token') as string },
  ]);
  for (const hours of [24, 24]) {
    site.later(hours);
    expect(gaps(await site.backUp())).toHaveLength(1);
    expect(asked()).toEqual([]);
  }
  attach(ASSETS[0] ?? '', 'token');
  site.later(24 * 31);
  const healed = await site.backUp();
  expect(gaps(healed)).toEqual([]);
  expect(await stored(healed.id)).toHaveLength(2);
});

test('asked for by name, what cannot be had is partial', async () => {
  write(0, attach(ASSETS[0] ?? '', 'nobody'));
  expect((await site.backUp({ also: ['attachments'] })).root.header.status).toBe('partial');
});

test('a server that fails makes one snapshot partial, and the same attachment none after it', async () => {
  write(0, attach(ASSETS[0] ?? '', 'everybody'));
  const fail = () => {
    for (let n = 0; n < 9; n++) site.server.faults.push({ on: 'GET /user-attachments', status: 502 });
  };
  fail();
  const outcome = await site.backUp();
  expect(outcome.root.header.status).toBe('partial');
  expect(gaps(outcome)).toMatchObject([{ class: 'failed' }]);
  site.later(24);
  expect((await site.backUp()).root.header.status).toBe('complete');
  expect(gaps(await site.backUp())).toMatchObject([{ class: 'unavailable' }]);
  site.server.faults.length = 0;
  site.later(24);
  const healed = await site.backUp();
  expect(gaps(healed)).toEqual([]);
  expect(await stored(healed.id)).toHaveLength(1);
});

test('left out on request, and read in full when they are wanted again', async () => {
  edit('/issues', 0, { body: attach(ASSETS[0] ?? '', 'everybody') });
  const without = await site.backUp({ exclude: ['attachments'] });
  expect(asked()).toEqual([]);
  expect(await stored(without.id)).toEqual([]);
  site.later(24);
  expect(await stored((await site.backUp()).id)).toHaveLength(1);
});
