/** From inputs to a policy: everything that is wrong comes at once. */
import type { LifecycleRule } from '@aws-sdk/client-s3';
import type { BackupSettings } from '../../../src/aws/bucket/settings.ts';
import { bucketRefusals } from '../../../src/commands/prune.ts';
import { pruneTask, type PolicyInputs } from '../../../src/commands/shared/prune-policy.ts';
import { EXIT, HoldfastError } from '../../../src/base/errors.ts';
import { rulesFor } from '../../../src/vault/prune/retention.ts';
import { NO_RULES } from './golden.ts';

function problemsOf(inputs: Partial<PolicyInputs>): string {
  try {
    pruneTask({ ...NO_RULES, ...inputs });
  } catch (error) {
    if (!(error instanceof HoldfastError)) throw error;
    expect([error.code, error.exitCode]).toEqual(['bad-input', EXIT.badInput]);
    return error.message;
  }
  throw new Error('it was accepted');
}

test('inputs and lines make a policy', () => {
  const task = pruneTask({
    ...NO_RULES,
    keepDaily: 14,
    keepWithin: 86_400,
    keepLabels: ['release-*'],
    keepRules: ['*/pr/*: within=14d last=1', ' acme/*:  label=v* label=w yearly=3 '],
    timeZone: 'Europe/Zurich',
    maxDeleteShare: 0.5,
  });
  expect(task).toEqual({
    policy: {
      bySeries: [
        { pattern: '*/pr/*', rules: { withinSeconds: 14 * 86_400, last: 1, labels: [] } },
        { pattern: 'acme/*', rules: { labels: ['v*', 'w'], yearly: 3 } },
      ],
      others: { daily: 14, withinSeconds: 86_400, labels: ['release-*'] },
      timeZone: 'Europe/Zurich',
    },
    maxDeleteShare: 0.5,
  });
});

test('of the lines the first that fits decides, and the inputs for all other series', () => {
  const task = pruneTask({
    ...NO_RULES,
    keepDaily: 14,
    keepRules: ['acme/*/pr/*: last=1', '*/pr/*: last=2', 'acme/*: last=3'],
  });
  if (!('policy' in task)) throw new Error('there is no policy');
  const { policy } = task;
  const last = (series: string): unknown => rulesFor(series, policy);
  expect(last('acme/shop/files/pr/7')).toEqual({ last: 1, labels: [] });
  expect(last('other/shop/files/pr/7')).toEqual({ last: 2, labels: [] });
  expect(last('acme/shop/files')).toEqual({ last: 3, labels: [] });
  expect(last('other/shop/files')).toEqual({ daily: 14, labels: [] });
});

test('remove with its reason', () => {
  expect(pruneTask({ ...NO_RULES, remove: 'ID', reason: 'a leaked key' })).toEqual({
    id: 'ID',
    reason: 'a leaked key',
  });
});

test.each<[string, Partial<PolicyInputs>, string]>([
  ['no rule at all', {}, 'No keep-* input is given'],
  ['a reason without remove', { keepLast: 1, reason: 'x' }, 'reason: it can be used only with remove'],
  ['remove without a reason', { remove: 'ID' }, 'reason: missing'],
  ['remove with rules', { remove: 'ID', reason: 'x', keepLast: 3 }, 'whatever the rules say'],
  [
    'remove in all series',
    { remove: 'ID', reason: 'x', allSeries: true },
    'remove concerns one snapshot of one series',
  ],
  ['a misspelled rule', { keepRules: ['*: dayly=7'] }, '"dayly=7" is not a rule'],
  ['a number that is none', { keepRules: ['*: daily=many'] }, '"daily=many" has no valid value'],
  ['a number out of range', { keepRules: ['*: daily=100001'] }, 'has no valid value'],
  ['nothing kept', { keepRules: ['*: daily=0'] }, 'has no valid value'],
  ['a duration that is none', { keepRules: ['*: within=14'] }, '"within=14" has no valid value'],
  ['a label that is none', { keepRules: ['*: label='] }, '"label=" is not a label'],
  ['a rule twice', { keepRules: ['*: last=3 last=5'] }, 'last is given twice'],
  ['a line without rules', { keepRules: ['*/pr/*:'] }, 'it keeps nothing'],
  ['a line without a pattern', { keepRules: ['last=3'] }, 'before the colon there must be a series'],
  ['a pattern twice', { keepRules: ['a/*: last=1', 'a/*: last=2'] }, 'the line for a/* is never used'],
  ['a line below one that fits all', { keepRules: ['*: last=1', '*/pr/*: last=2'] }, 'the line for * comes before it'],
  ['inputs that never count', { keepDaily: 3, keepRules: ['*: last=1'] }, 'keep-*: they are never used'],
])('%s', (_, inputs, words) => {
  expect(problemsOf(inputs)).toContain(words);
});

test('all at once', () => {
  const message = problemsOf({ keepRules: ['*: dayly=7 last=x', 'a: last=1', 'a: last=2'], reason: 'x' });
  for (const words of ['dayly', 'last=x', 'the line for a is never used', 'reason: it can be used only with remove'])
    expect(message).toContain(words);
});

describe('what the bucket must be like', () => {
  const ok = <T>(value: T) => ({ state: 'ok', value }) as const;
  const rules = (...all: LifecycleRule[]) => ok({ rules: all, minimumSize: undefined });
  const good: BackupSettings = {
    versioning: ok({ status: 'Enabled', mfaDelete: false }),
    encryption: ok({ ApplyServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } }),
    openSwitches: ok([]),
    policyIsPublic: ok(false),
    publicGrants: ok([]),
    lifecycle: rules(),
  };
  const rule = (days: number) => ({
    Status: 'Enabled' as const,
    Filter: { Prefix: '' },
    NoncurrentVersionExpiration: { NoncurrentDays: days },
  });

  test.each<[string, Partial<BackupSettings>, string | undefined]>([
    ['as it should be', {}, undefined],
    ['30 days', { lifecycle: rules(rule(30)) }, undefined],
    ['29 days', { lifecycle: rules(rule(29)) }, 'after 29 days'],
    [
      'noncurrent versions beyond a number',
      {
        lifecycle: rules({
          ...rule(60),
          NoncurrentVersionExpiration: { NoncurrentDays: 60, NewerNoncurrentVersions: 3 },
        }),
      },
      'keeps only 3 noncurrent',
    ],
    [
      'current objects that expire',
      { lifecycle: rules({ ...rule(60), Expiration: { Days: 365 } }) },
      'deletes current objects',
    ],
    [
      'packs that are archived',
      { lifecycle: rules({ ...rule(60), Transitions: [{ Days: 30, StorageClass: 'GLACIER' as const }] }) },
      'GLACIER',
    ],
    ['29 days elsewhere', { lifecycle: rules({ ...rule(29), Filter: { Prefix: 'logs/' } }) }, undefined],
    ['no versioning', { versioning: ok({ status: 'never', mfaDelete: false }) }, 'no versioning'],
    [
      'versioning that may not be asked for',
      { versioning: { state: 'denied', permission: 's3:GetBucketVersioning' } },
      's3:GetBucketVersioning',
    ],
    ['versioning that the provider does not tell', { versioning: { state: 'unknown', reason: 'x' } }, 'is not proved'],
    [
      'a lifecycle that may not be asked for',
      { lifecycle: { state: 'denied', permission: 's3:GetLifecycleConfiguration' } },
      's3:GetLifecycleConfiguration',
    ],
    ['public: not the business of prune', { policyIsPublic: ok(true) }, undefined],
  ])('%s', (_, change, words) => {
    const refusals = bucketRefusals({ ...good, ...change }, { bucket: 'acme-backups', prefix: 'backups' });
    if (words === undefined) expect(refusals).toEqual([]);
    else expect(refusals).toEqual([expect.stringContaining(words)]);
  });
});
