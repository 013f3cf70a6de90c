import { readBefore, readBeforeText } from '../../src/commands/repository/read-before.ts';
import type { RootHeader } from '../../src/vault/format/root.ts';

const now = new Date('2026-11-29T02:00:00Z');

function header(found: unknown): RootHeader {
  return { source: { kind: 'repository', definition: {}, identity: { readBefore: found } } } as unknown as RootHeader;
}

test('kinds that an earlier run read, in a sentence with the age of the oldest', () => {
  const times = { rulesets: '2026-11-28T02:00:00Z', webhooks: '2026-11-23T02:00:00Z' };
  expect(readBefore(header(times))).toEqual(times);
  expect(readBeforeText(header(times), now)).toBe(
    '2 kinds of metadata are as an earlier run read them, the oldest 6 d ago: settings are read once a week (docs/metadata.md).',
  );
  expect(readBeforeText(header({ teams: '2026-11-28T02:00:00Z' }), now)).toMatch(/^1 kind of metadata is as/);
});

test.each([undefined, {}, [], 'x', { rulesets: 1 }, { rulesets: '\u001B[31m' }])(
  'a header that says %j says nothing of earlier readings',
  (found) => {
    expect([readBefore(header(found)), readBeforeText(header(found), now)]).toEqual([undefined, undefined]);
  },
);
