import * as v from 'valibot';
import { isoTime } from '../src/base/times.ts';

test.each(['2026-11-23T01:02:03Z', '2026-11-23T01:02:03.456Z', '2026-11-23T01:02:03+05:30'])('%s is a time', (text) => {
  expect(v.is(isoTime, text)).toBe(true);
});

test.each(['2026-11-23T01:02:03+01', '2026-02-31T25:00:00Z', '2026-11-23', 'now', ''])('%j is none', (text) => {
  expect(v.is(isoTime, text)).toBe(false);
});
