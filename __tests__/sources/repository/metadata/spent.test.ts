/** Runs to which no request is left: git alone is stored, and metadata stay as they were. */
import { createBudget } from '../../../../src/github/budget.ts';
import { isWaiting } from '../../../../src/sources/source.ts';
import { makeWorld, prose } from '../../../../tools/github-server/index.ts';
import { namesOf, Site } from './helpers.ts';

let site: Site;

beforeEach(async () => {
  site = await Site.open();
});

afterEach(() => site.close());

/** A run that may ask nothing. */
async function spent(settings: Parameters<Site['backUp']>[0] = {}) {
  site.budget = createBudget(0);
  const outcome = await site.backUp(settings);
  site.budget = undefined;
  expect(site.server.requests).toEqual([]);
  expect(outcome.root.header.status).toBe('partial');
  expect(outcome.root.header.parts['github']).toBe('partial');
  expect(isWaiting(outcome.gaps)).toBe(true);
  return outcome;
}

const REASON = 'The share of the requests to GitHub that this run may make is used up.';

test('a first backup: it says why metadata lack, and the next one reads all', async () => {
  const { root, gaps } = await spent();
  expect(gaps).toEqual([{ class: 'failed', path: 'github', reason: REASON, waits: true }]);
  // How a gap came about is stored in words only.
  expect(root.gaps).toEqual([{ class: 'failed', path: 'github', reason: REASON }]);
  expect(root.header.gaps['failed']?.first).toEqual(root.gaps);
  const later = await site.backUp();
  expect([later.root.header.status, later.gaps]).toEqual(['complete', []]);
  const fresh = await Site.open(site.world);
  const whole = await fresh.backUp();
  expect(await site.restore(later.id)).toEqual(await fresh.restore(whole.id));
  expect(site.server.requests).toEqual(fresh.server.requests);
  await fresh.close();
});

/** What a run reads after a change, with a run without requests before it or not. */
async function nightAfter(isSpent: boolean) {
  await site.close();
  site = await Site.open(makeWorld());
  const first = await site.backUp();
  site.later(24);
  const [issue] = site.world.lists['/issues'] ?? [];
  Object.assign(issue ?? {}, { body: prose('changed', 7), updated_at: site.world.now.toISOString() });
  const before = await site.restore(first.id);
  const kept = isSpent ? await spent() : undefined;
  if (kept !== undefined) expect(await site.restore(kept.id)).toEqual(before);
  const readBefore = Object.keys(kept?.root.header.source.identity['readBefore'] ?? {});
  site.later(1);
  const { id, root } = await site.backUp();
  expect(root.header.status).toBe('complete');
  return { files: await site.restore(id), requests: [...site.server.requests], readBefore, before };
}

test('after a whole one: what it had is kept as read earlier, and the next run asks for what the one before would have asked', async () => {
  const usual = await nightAfter(false);
  const after = await nightAfter(true);
  expect(after.files).toEqual(usual.files);
  expect(after.files).not.toEqual(after.before);
  expect(after.requests).toEqual(usual.requests);
  expect(after.readBefore).toEqual(expect.arrayContaining(['issues', 'labels', 'webhooks']));
});

test('a kind that is chosen for the first time in such a run is read from the beginning in the next', async () => {
  await site.backUp({ exclude: ['issue-dependencies', 'release-assets'] });
  site.later(1);
  await spent();
  site.later(1);
  const files = await site.restore((await site.backUp()).id);
  expect(namesOf(files, 'issue-dependencies')).not.toEqual([]);
  expect(namesOf(files, 'release-assets')).not.toEqual([]);
});
