import fc from 'fast-check';
import {
  attachmentGaps,
  dueAttachments,
  missingRows,
  readMissing,
  type Missing,
  type MissingAttachments,
} from '../../../../src/sources/repository/attachments/missing.ts';

const NOW = new Date('2026-06-01T00:00:00Z');
const url = 'https://github.com/user-attachments/files/1/a';
const row = (more: Partial<Missing> = {}): Missing => ({
  url,
  state: 'wanted',
  nodes: [],
  failures: 0,
  refused: '',
  why: '',
  ...more,
});
const daysAgo = (days: number) => new Date(NOW.getTime() - days * 86_400_000).toISOString();

test('new ones are read, those that were refused after a month, and those that failed in every run', () => {
  const missing: MissingAttachments = new Map([
    ['new', row()],
    ['failed', row({ failures: 3 })],
    ['refused-lately', row({ state: 'refused', refused: daysAgo(29) })],
    ['refused-long-ago', row({ state: 'refused', refused: daysAgo(31) })],
    ['refused-at-no-time', row({ state: 'refused', refused: 'yesterday' })],
  ]);
  expect(dueAttachments(missing, NOW)).toEqual(['failed', 'new', 'refused-at-no-time', 'refused-long-ago']);
});

test('what failed before does not grow over new ones', () => {
  const missing: MissingAttachments = new Map();
  for (let n = 0; n < 1000; n++) missing.set(`old-${String(n)}`, row({ failures: 1 + (n % 7) }));
  for (let n = 0; n < 1000; n++) missing.set(`new-${String(n)}`, row());
  const due = dueAttachments(missing, NOW);
  expect(due.filter((path) => path.startsWith('new-'))).toHaveLength(1000);
  const again = due.filter((path) => path.startsWith('old-'));
  expect(again).toHaveLength(200);
  expect(Math.max(...again.map((path) => missing.get(path)?.failures ?? 0))).toBe(2);
});

test('gaps: partial where something may still be had, counted by class', () => {
  const missing: MissingAttachments = new Map([
    ['a', row()],
    ['b', row({ failures: 1, why: 'github.com answered 502.' })],
    ['c', row({ failures: 2, why: 'github.com answered 502.' })],
    ['d', row({ state: 'refused', refused: daysAgo(1), why: 'github.com answered 404' })],
    ['e', row({ state: 'refused', refused: daysAgo(1), why: 'github.com answered 404' })],
  ]);
  expect(attachmentGaps(missing).map((gap) => `${gap.class}: ${gap.reason}`)).toEqual([
    'failed: 1 attachment left for the next backups, since the requests of this hour are used up',
    `failed: 1 attachment could not be read, and will be tried again, for instance ${url}: github.com answered 502.`,
    `unavailable: 1 attachment could not be read by several backups, for instance ${url}: github.com answered 502.`,
    `unavailable: GitHub does not give 2 attachments to this token, for instance ${url}: github.com answered 404`,
  ]);
  expect(attachmentGaps(new Map())).toEqual([]);
});

test('rows come back as they were written, and others are ignored', () => {
  const paths = fc.stringMatching(/^github\.com\/[a-z]{1,20}\/[0-9]{1,9}$/);
  const rows = fc.record({
    url: fc.webUrl(),
    state: fc.constantFrom('wanted' as const, 'refused' as const),
    nodes: fc.array(fc.string()),
    failures: fc.nat(),
    refused: fc.string(),
    why: fc.string({ unit: 'grapheme' }),
  });
  fc.assert(
    fc.property(fc.dictionary(paths, rows), (given) => {
      const missing: MissingAttachments = new Map(Object.entries(given));
      const written = missingRows(missing).map(([key, value]) => ({
        key: Buffer.from(key),
        value: Buffer.from(value),
      }));
      const broken = ['{', '{"url":1}', JSON.stringify({ ...row(), state: 'other' })].map((value, n) => ({
        key: Buffer.from(`github/attachment/x${String(n)}`),
        value: Buffer.from(value),
      }));
      const parent = { id: 'it', entries: () => [], state: () => [...written, ...broken] };
      expect(Object.fromEntries(readMissing(parent))).toEqual(given);
    }),
  );
});
