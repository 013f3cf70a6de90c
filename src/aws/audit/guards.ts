/** Checks of the account and the key around a bucket. Pure. */
import { statementsOf } from '../bucket/policy-checks.ts';
import type { Reading } from '../bucket/reading.ts';
import type { AuditedVault } from '../bucket/setting.ts';
import { ALL_BLOCKED } from '../bucket/settings.ts';
import { namesAnybody, picksCallers } from '../policies/callers.ts';
import { failed, type Finding, judged, passed, unread } from './finding.ts';
import { ownerOf, matchesAction, type Statement } from '../policies/evaluate.ts';

/** Checks the public access block of the account. */
export function checkAccountBlock(reading: Reading<readonly string[]>, vault: AuditedVault): Finding {
  const check = 'account-public-access-block';
  const account = vault.accountId ?? 'the account';
  return judged(check, account, reading, (open) =>
    open.length === 0
      ? passed(check, account, 'The account blocks public access to all of its buckets.')
      : failed(check, account, 'The account does not block public access to all of its buckets.', {
          evidence: open.map((name) => `${name} is off`),
          fix: `aws s3control put-public-access-block --account-id ${account} --public-access-block-configuration ${ALL_BLOCKED}`,
        }),
  );
}

/**
 * @param name as the bucket names its KMS key; undefined: S3's own keys are used, or the key that AWS manages
 * @param reading undefined where there is no key of its own
 */
export function checkKeyPolicy(
  name: Reading<string | undefined>,
  reading: Reading<string> | undefined,
  vault: AuditedVault,
): Finding {
  const check = 'key-policy';
  if (name.state !== 'ok') return unread(check, vault.bucket, name);
  const key = name.value;
  if (key === undefined || reading === undefined)
    return passed(check, vault.bucket, 'The bucket uses no KMS key of its own.');
  const statements = statementsOf(reading);
  if (statements.state !== 'ok') return unread(check, key, statements);
  const allows = statements.value.filter(({ effect }) => effect === 'Allow');
  const open = allows.filter(
    ({ principals, conditions }) => namesAnybody(principals) && !conditions.some(picksCallers),
  );
  const others = allows.flatMap((statement) => othersIn(statement, ownerOf(key)));
  const show = `aws kms get-key-policy --key-id ${key} --policy-name default --query Policy --output text`;
  if (open.length > 0) {
    return failed(check, key, 'The policy of the KMS key lets anybody use it.', {
      evidence: open.map(({ sid, actions }) => `${sid ?? 'a statement'}: ${actions.join(', ')}`),
      fix: `Name the roles that may use it: ${show}`,
    });
  }
  if (others.length > 0) {
    return failed(check, key, 'The policy of the KMS key admits other accounts.', {
      severity: others.some(({ mayDestroy }) => mayDestroy) ? 'high' : 'medium',
      evidence: others.map(({ name, mayDestroy }) => (mayDestroy ? `${name}, which may delete the key` : name)),
      fix: `Remove them if they are not intended: ${show}`,
    });
  }
  return passed(check, key, 'The policy of the KMS key admits nobody outside the account.');
}

function othersIn(
  statement: Statement,
  own: string | undefined,
): readonly { readonly name: string; readonly mayDestroy: boolean }[] {
  const mayDestroy = ['kms:ScheduleKeyDeletion', 'kms:DisableKey', 'kms:PutKeyPolicy'].some((action) =>
    matchesAction(statement, action),
  );
  return (statement.principals?.['AWS'] ?? [])
    .filter((name) => name !== '*' && ownerOf(name) !== own)
    .map((name) => ({ name, mayDestroy }));
}
