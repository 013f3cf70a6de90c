/** The table of settings: what holds for each of its rows, those that are yet to be written too. */
import { checkSettings } from '../../../src/aws/audit/settings.ts';
import { judgeSettings } from '../../../src/aws/bucket/checks.ts';
import type { Reading } from '../../../src/aws/bucket/reading.ts';
import {
  BACKUP_SETTINGS,
  type BucketSettings,
  SETTING_ROWS,
  SETUP_SETTINGS,
  UNSET_SETTINGS,
} from '../../../src/aws/bucket/settings.ts';
import { mayDo, parsePolicy } from '../../../src/aws/policies/evaluate.ts';
import { type PolicyMode, sessionPolicy } from '../../../src/aws/policies/session.ts';
import { permissionOf } from '../../../src/aws/s3/errors.ts';

const VAULT = { bucket: 'acme-backups', prefix: '', encryptionRequested: false };
const UNREAD: Record<string, Reading<never>> = {
  denied: { state: 'denied', permission: 's3:GetThing' },
  'not supported': { state: 'unknown', reason: 'The server answered 501.' },
};

describe.each(Object.entries(UNREAD))('a setting whose call is %s', (_, reading) => {
  test.each(SETTING_ROWS.map(([name, { checks }]) => [name, Object.keys(checks)] as const))(
    '%s never passes',
    (name, ids) => {
      const settings: BucketSettings = { ...UNSET_SETTINGS, [name]: reading };
      const audited = { ...VAULT, partition: 'aws', accountId: undefined, onAws: true, policy: settings.policy };
      const found = checkSettings(settings, audited).filter(({ check }) => ids.includes(check));
      expect(found.map(({ check, status }) => [check, status])).toEqual(ids.map((id) => [id, 'unknown']));
      const own = judgeSettings(settings, VAULT).filter(({ message }) => message.includes('could not be checked'));
      if (BACKUP_SETTINGS.some((one) => one === name && one !== 'versioning')) expect(own).toHaveLength(1);
      for (const { severity } of own) expect(['refuse', 'warn']).toContain(severity);
    },
  );
});

test('the lists of what backup asks for and what setup changes are those of the rows', () => {
  const backup = SETTING_ROWS.filter(([, { checks }]) => Object.values(checks).some((check) => 'backup' in check));
  expect(backup.map(([name]) => name)).toEqual(BACKUP_SETTINGS);
  const planned = SETTING_ROWS.filter(([, row]) => 'plan' in row);
  expect(planned.map(([name]) => name).sort()).toEqual([...SETUP_SETTINGS].sort());
});

test('each check has one row, and each setting a name of its own', () => {
  const ids = SETTING_ROWS.flatMap(([, { checks }]) => Object.keys(checks));
  const names = SETTING_ROWS.map(([, { name }]) => name);
  for (const all of [ids, names]) expect(new Set(all).size).toBe(all.length);
});

test.each<[PolicyMode, readonly string[]]>([
  ['backup', BACKUP_SETTINGS],
  ['prune', BACKUP_SETTINGS],
  ['audit', SETTING_ROWS.map(([name]) => name)],
  ['setup', SETUP_SETTINGS],
])('the session policy of %s allows the calls that it makes', (mode, names) => {
  const place = { partition: 'aws', bucket: 'acme-backups', prefix: '', aws: true };
  const identity = parsePolicy(sessionPolicy({ ...place, mode }));
  const who = { arn: 'arn:aws:iam::111122223333:role/r', accountId: '111122223333' };
  const refused = SETTING_ROWS.filter(([name]) => names.includes(name)).flatMap(([name, { call }]) => {
    const action = permissionOf(call.operation);
    const answer = mayDo(
      { identity, bucket: [], bucketOwner: '111122223333' },
      { who, action, resource: 'arn:aws:s3:::acme-backups', context: {} },
    );
    return answer === 'yes' ? [] : [`${name}: ${action}`];
  });
  expect(refused).toEqual([]);
});
