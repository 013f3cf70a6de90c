import { hasNewsInGit, pushSeen } from '../../src/fleet/pushed.ts';
import type { FleetResult } from '../../src/fleet/records.ts';

const PUSHED = new Date('2026-11-20T00:00:00Z');
const ID = '20261128T020000Z-0123456789abcdef0123456789abcdef';
const made: FleetResult = {
  ...{ id: 1, name: 'shop', series: 'acme/shop/repository', status: 'complete', snapshot: ID },
  ...{
    utc: new Date('2026-11-28T02:00:00Z'),
    parts: [],
    pushedAt: PUSHED,
    updatedAt: new Date('2026-11-21T00:00:00Z'),
  },
};

test.each<[string, FleetResult | undefined, Date | undefined, boolean]>([
  ['never backed up', undefined, PUSHED, true],
  ['tried in vain', { ...made, snapshot: undefined, status: 'failed' }, PUSHED, true],
  ['backed up by nobody knows which push', { ...made, pushedAt: undefined, updatedAt: undefined }, PUSHED, true],
  ['pushed since', made, new Date('2026-11-20T00:00:01Z'), true],
  ['a push that GitHub took back', made, new Date('2026-11-19T00:00:00Z'), true],
  ['not pushed since', made, PUSHED, false],
  ['metadata lack, and nothing was pushed since', { ...made, parts: ['github'] }, PUSHED, false],
  ['git lacks something', { ...made, parts: ['github', 'lfs'] }, PUSHED, true],
  ['GitHub does not say when it was pushed to', { ...made, pushedAt: undefined }, undefined, true],
  ['GitHub says it no more', made, undefined, true],
  ['nobody knows what that snapshot lacks', { ...made, parts: undefined }, PUSHED, true],
  ['pushed to for the first time', { ...made, pushedAt: undefined }, PUSHED, true],
])('something new in git: %s', (_, result, pushedAt, isNew) => {
  expect(hasNewsInGit(pushSeen(result), pushedAt)).toBe(isNew);
});
