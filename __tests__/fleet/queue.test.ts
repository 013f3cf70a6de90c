import type { Event } from '../../src/base/events.ts';
import { type BackupJob, runQueue } from '../../src/commands/fleet/queue.ts';
import type { Leg, QueueEntry } from '../../src/fleet/leg.ts';
import { createBudget, type RequestBudget } from '../../src/github/budget.ts';
import type { Gap } from '../../src/sources/source.ts';
import type { BackupOutcome } from '../../src/vault/backup/backup.ts';
import { repository } from './repositories.ts';

const PUSHED = new Date('2026-11-20T00:00:00Z');
const SEEN = PUSHED.getTime() / 1000;
const ID = '20261128T020000Z-0123456789abcdef0123456789abcdef';

function entry(id: number, pushed?: number): QueueEntry {
  const name = `r${String(id)}`;
  return { id, name, series: `acme/${name}/repository`, pushed };
}

function outcome(gaps: readonly Gap[]): BackupOutcome {
  const status = gaps.length === 0 ? 'complete' : 'partial';
  const root = { header: { status, parts: { git: 'complete', github: status } } };
  return { id: ID, root, gaps, storedBytes: 1, verifiedAt: undefined } as unknown as BackupOutcome;
}

async function run(queue: readonly QueueEntry[], budget: RequestBudget, gaps: readonly Gap[] = []) {
  const jobs: BackupJob[] = [];
  const events: Event[] = [];
  const leg: Leg = { vault: '', account: 'acme', leg: 1, of: 1, requests: budget.limit, queue };
  const results = await runQueue({
    ...{ leg, budget, signal: new AbortController().signal },
    listed: new Map([1, 2, 3].map((id) => [id, repository(id, `r${String(id)}`, { pushedAt: PUSHED })])),
    find: () => {
      budget.take();
      return Promise.resolve(undefined);
    },
    backUp: (job) => {
      jobs.push(job);
      job.emit({ type: 'warning', class: 'gap-waiting', message: 'left' });
      job.emit({ type: 'warning', class: 'gap-failed', message: 'lost' });
      return Promise.resolve(outcome(gaps));
    },
    emit: (event) => events.push(event),
    redact: (text) => text,
  });
  const told = events.flatMap((event) => (event.type === 'warning' ? [event.message] : []));
  return { results, told, asked: jobs.map(({ entry: { id }, isSpent }) => [id, isSpent]) };
}

const AT = new Date('2026-11-28T02:00:00Z');
const WAITING: Gap = { class: 'failed', path: 'github', reason: 'used up', waits: true };
const LOST: Gap = { class: 'failed', path: 'lfs/1', reason: 'no such object' };

test('without requests, what is new in git is stored: of one never backed up, and of one that was pushed to', async () => {
  const budget = createBudget(3);
  const { results, asked } = await run([entry(1), entry(2, SEEN - 1), entry(3, SEEN), entry(4)], budget);
  expect(asked).toEqual([
    [1, true],
    [2, true],
  ]);
  expect(results.map(({ status }) => status)).toEqual(['complete', 'complete', 'left', 'left']);
  expect(budget.used()).toBe(0);
});

test('with requests, all are backed up, and one that is not listed is asked for', async () => {
  const budget = createBudget(100);
  const { results, asked, told } = await run([entry(1), entry(3, SEEN), entry(4)], budget);
  expect(asked).toEqual([
    [1, false],
    [3, false],
  ]);
  expect(results.map(({ status }) => status)).toEqual(['complete', 'complete', 'failed']);
  expect(told.slice(0, 2)).toEqual(['r1: left', 'r1: lost']);
});

test.each<[string, readonly Gap[], object]>([
  ['a whole one', [], { status: 'complete', wholeAt: AT, readAt: AT, waits: undefined }],
  [
    'one that lacks requests alone',
    [WAITING],
    { status: 'partial', wholeAt: undefined, readAt: undefined, waits: true },
  ],
  [
    'one that lacks something else too',
    [WAITING, LOST],
    { status: 'partial', wholeAt: undefined, readAt: undefined, waits: undefined },
  ],
  ['one that lacks something else', [LOST], { status: 'partial', wholeAt: undefined, readAt: AT, waits: undefined }],
])('the result of %s', async (_, gaps, expected) => {
  const { results } = await run([entry(1)], createBudget(0), gaps);
  expect(results).toHaveLength(1);
  expect({ waits: undefined, wholeAt: undefined, readAt: undefined, ...results[0] }).toMatchObject(expected);
});

test('that metadata wait is told once by the leg, not by each repository; what else is lacking is told', async () => {
  expect((await run([entry(1)], createBudget(0), [WAITING])).told).toEqual(['r1: lost']);
});

test('the text of a failure is recorded without secrets', async () => {
  const signal = new AbortController().signal;
  const entry = { id: 1, name: 'shop', series: 'acme/shop/repository' };
  const results = await runQueue({
    leg: { vault: '', account: 'acme', leg: 1, of: 1, requests: undefined, queue: [entry] },
    listed: new Map(),
    find: () => Promise.reject(new Error('refused: ghs_secret')),
    backUp: () => Promise.reject(new Error('not reached')),
    budget: undefined,
    redact: (text) => text.replaceAll('ghs_secret', '***'),
    emit: () => undefined,
    signal,
  });
  expect(results).toMatchObject([{ status: 'failed', error: 'refused: ***' }]);
});
