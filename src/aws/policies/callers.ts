/** Whom the statements of a policy let in: anybody, or callers that a condition picks. */
import type { Condition, Statement } from './evaluate.ts';

/** Names of the statements of a policy that let anybody do something, by whose account or ARN nothing is asked. */
export function publicStatements(statements: readonly Statement[]): readonly string[] {
  return statements.flatMap((statement, index) => {
    const { effect, sid, principals, notPrincipals, conditions } = statement;
    const isOpen = namesAnybody(principals) || notPrincipals !== undefined;
    if (effect !== 'Allow' || !isOpen || conditions.some(picksCallers)) return [];
    return [sid ?? `number ${index + 1}, without a Sid (${statement.actions.join(', ')})`];
  });
}

export function namesAnybody(principals: Statement['principals']): boolean {
  return (principals?.['AWS'] ?? []).includes('*');
}

/** Whether a condition leaves only callers of some accounts, and not whoever uses the key in some way. */
export function picksCallers({ operator, key, values }: Condition): boolean {
  const isPositive = /^(ForAnyValue:)?(String(Equals|Like|EqualsIgnoreCase)|Arn(Equals|Like))$/i.test(operator);
  return isPositive && CALLER_KEYS.test(key) && !values.includes('*');
}

const CALLER_KEYS =
  /^(kms:CallerAccount|aws:(Principal(Account|Arn|OrgID|OrgPaths)|SourceAccount|SourceArn|SourceOrgID))$/i;
