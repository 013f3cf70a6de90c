/** What counts as weaker than in the last audit, number by number. */
import { type Baseline, checkWeakened } from '../../../src/aws/audit/baseline.ts';

const BEFORE: Baseline = {
  at: '2026-11-01T00:00:00.000Z',
  passed: [],
  noncurrentDays: 60,
  objectLock: { mode: 'GOVERNANCE', days: 30 },
  denies: [{ sid: 'NoDelete', sha256: 'a'.repeat(64) }],
};
const NOW: Baseline = { ...BEFORE, at: '2026-11-08T00:00:00.000Z' };

const verdict = (now: Partial<Baseline>, before: Partial<Baseline> = {}) => {
  const { status, evidence } = checkWeakened({ ...BEFORE, ...before }, { ...NOW, ...now }, [], 'vault');
  return [status, ...evidence];
};

test.each<[string, Partial<Baseline>]>([
  ['nothing', {}],
  ['a longer life', { noncurrentDays: 90 }],
  ['a life without end', { noncurrentDays: null }],
  ['a longer lock', { objectLock: { mode: 'GOVERNANCE', days: 31 } }],
  ['a stricter lock', { objectLock: { mode: 'COMPLIANCE', days: 30 } }],
  ['one statement more', { denies: [...(BEFORE.denies ?? []), { sid: 'More', sha256: 'b'.repeat(64) }] }],
])('%s is not weaker', (_, now) => {
  expect(verdict(now)).toEqual(['passed']);
});

test.each<[string, { readonly now?: Partial<Baseline>; readonly before?: Partial<Baseline> }]>([
  ['noncurrent S3 versions: 59 days, 60 before', { now: { noncurrentDays: 59 } }],
  [
    'Object Lock: GOVERNANCE, 29 days, GOVERNANCE, 30 days before',
    { now: { objectLock: { mode: 'GOVERNANCE', days: 29 } } },
  ],
  ['Object Lock: no default retention, GOVERNANCE, 30 days before', { now: { objectLock: null } }],
  [
    'Object Lock: GOVERNANCE, 30 days, COMPLIANCE, 30 days before',
    { before: { objectLock: { mode: 'COMPLIANCE', days: 30 } } },
  ],
  ['a Deny statement of the bucket policy is gone or changed: NoDelete', { now: { denies: [] } }],
])('%s', (evidence, { now = {}, before }) => {
  expect(verdict(now, before)).toEqual(['failed', evidence]);
});
