/** What a bucket policy denies: requests without TLS, overwriting, deleting, changes of the rules. */
import {
  concerns,
  type Condition,
  conditionsHold,
  deniesAll,
  matchesAction,
  parsePolicy,
  type Statement,
} from '../policies/evaluate.ts';
import { bucketArn, objectArn } from '../policies/session.ts';
import type { Reading } from './reading.ts';
import { type AuditedVault, failed, type Judgement, passed, setupCommand } from './setting.ts';

/** JSON of a policy as statements; unknown if it is not a policy. */
export function statementsOf(text: Reading<string | undefined>): Reading<readonly Statement[]> {
  if (text.state !== 'ok') return text;
  if (text.value === undefined) return { state: 'ok', value: [] };
  try {
    return { state: 'ok', value: parsePolicy(text.value) };
  } catch {
    return { state: 'unknown', reason: 'The answer is not a policy that this version of Holdfast can read.' };
  }
}

/** A policy that cannot be understood denies nothing for sure, and its checks are unknown. */
function judgeStatements(text: string | undefined, judge: (statements: readonly Statement[]) => Judgement): Judgement {
  const statements = statementsOf({ state: 'ok', value: text });
  if (statements.state === 'ok') return judge(statements.value);
  const reason = statements.state === 'unknown' ? statements.reason : '';
  return { status: 'unknown', message: `Not known: ${reason}` };
}

export function judgeTls(text: string | undefined, vault: AuditedVault): Judgement {
  return judgeStatements(text, (statements) => {
    const objects = ['s3:GetObject', 's3:PutObject'];
    const plain = { 'aws:securetransport': 'false' };
    const gaps = [
      ...denialOf(statements, objects, [objectArn(vault, '*')], plain, 'everybody').gaps,
      ...denialOf(statements, ['s3:ListBucket'], [bucketArn(vault)], plain, 'everybody').gaps,
    ];
    if (gaps.length === 0) return passed('The bucket policy denies requests without TLS.');
    return failed('The bucket policy allows requests without TLS.', { evidence: gaps, fix: setupCommand(vault) });
  });
}

export function judgeOverwriting(text: string | undefined, vault: AuditedVault): Judgement {
  const more = vault.onAws
    ? ({ severity: 'high', fix: setupCommand(vault) } as const)
    : ({
        severity: 'medium',
        fix: 'Run setup, which finds out whether this server can refuse it. Where it cannot: audit at least every 10 days, and repair what was overwritten.',
      } as const);
  return judgeStatements(text, (statements) =>
    denial(overwriting(statements, vault), ['overwriting', ': PutObject without If-None-Match'], more),
  );
}

export function judgeDeleting(text: string | undefined, vault: AuditedVault): Judgement {
  return judgeStatements(text, (statements) =>
    denial(deleting(statements, vault), ['deleting S3 versions', ' to anybody'], { fix: setupCommand(vault) }),
  );
}

export function judgeRules(text: string | undefined, vault: AuditedVault): Judgement {
  return judgeStatements(text, (statements) => {
    const denied = denialOf(statements, RULE_ACTIONS, [bucketArn(vault)]);
    return denial(denied, ['changes of the rules', ' to anybody'], { fix: setupCommand(vault) });
  });
}

/** Whether the policy denies both overwriting and deleting. A policy that could not be read does not. */
export function deniesRemoval(vault: AuditedVault): boolean {
  const statements = statementsOf(vault.policy);
  if (statements.state !== 'ok') return false;
  return [overwriting, deleting].every((check) => check(statements.value, vault).gaps.length === 0);
}

function overwriting(statements: readonly Statement[], vault: AuditedVault): Denial {
  return denialOf(statements, ['s3:PutObject'], dataOf(vault), OVERWRITE);
}

function deleting(statements: readonly Statement[], vault: AuditedVault): Denial {
  return denialOf(statements, ['s3:DeleteObjectVersion'], dataOf(vault));
}

function dataOf(vault: AuditedVault): string[] {
  return ['roots', 'packs', 'parts'].map((kind) => objectArn(vault, `${kind}/*`));
}

function denial(
  { gaps, to }: Denial,
  [what, how]: readonly [string, string],
  more: Parameters<typeof failed>[1],
): Judgement {
  return gaps.length === 0
    ? passed(`The bucket policy denies ${what}.`, to)
    : failed(`The bucket policy does not deny ${what}${how}.`, { evidence: gaps, ...more });
}

/** Actions that can remove the protections of a bucket. */
export const RULE_ACTIONS = [
  's3:DeleteBucketPolicy',
  's3:PutBucketPolicy',
  's3:PutBucketVersioning',
  's3:PutLifecycleConfiguration',
];

/** A plain PutObject that would overwrite: https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-writes-enforce.html */
export const OVERWRITE = {
  'aws:securetransport': 'true',
  's3:if-none-match': undefined,
  's3:objectcreationoperation': 'true',
  's3:x-amz-copy-source': undefined,
  's3:x-amz-server-side-encryption-aws-kms-key-id': undefined,
  's3:x-amz-server-side-encryption-customer-algorithm': undefined,
  's3:x-amz-storage-class': undefined,
};

interface Denial {
  /** Which action on what no statement denies. */
  readonly gaps: readonly string[];
  /** To whom the statements deny it. */
  readonly to: readonly string[];
}

/**
 * Whether each action is denied on each resource: to everybody, or (the default) to anybody at all. By default, conditions
 * on principals are taken as met, and `to` says whom they pick.
 */
function denialOf(
  statements: readonly Statement[],
  actions: readonly string[],
  resources: readonly string[],
  context: Parameters<typeof conditionsHold>[1] = {},
  whom: 'everybody' | 'anybody' = 'anybody',
): Denial {
  const to = new Set<string>();
  const gaps: string[] = [];
  for (const action of actions) {
    for (const resource of resources) {
      const found = statements.filter(
        (statement) =>
          statement.effect === 'Deny' &&
          matchesAction(statement, action) &&
          deniesAll(statement, resource) &&
          (whom === 'anybody' || concerns(statement, NOBODY)) &&
          conditionsHold(whom === 'everybody' ? statement.conditions : withoutPrincipals(statement), context) === 'yes',
      );
      if (found.length === 0) gaps.push(`${action} is not denied on ${resource.replace(/^arn:[^/]*:::/, '')}`);
      for (const statement of found) to.add(`to ${whomOf(statement)}`);
    }
  }
  return { gaps, to: [...to] };
}

/** Only a statement that applies to all principals applies to this one. */
const NOBODY = { arn: '', accountId: undefined };

const PRINCIPAL_KEYS = /^aws:(principal|userid|username)/i;

function withoutPrincipals({ conditions }: Statement): readonly Condition[] {
  return conditions.filter(({ key }) => !PRINCIPAL_KEYS.test(key));
}

function whomOf({ principals, notPrincipals, conditions }: Statement): string {
  const named = principals ?? notPrincipals ?? {};
  const names = Object.values(named).flat();
  const who = names.includes('*') ? 'everybody' : names.join(', ');
  const picked = conditions
    .filter(({ key }) => PRINCIPAL_KEYS.test(key))
    .map(({ operator, key, values }) => `${operator} ${key} ${values.join(', ')}`);
  const all = notPrincipals === undefined ? who : `everybody but ${who}`;
  return picked.length === 0 ? all : `${all} with ${picked.join(' and ')}`;
}
