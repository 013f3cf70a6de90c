/** Plans the bucket policy: the statements that a vault needs, in addition to the existing ones. */
import * as v from 'valibot';
import { HoldfastError } from '../../base/errors.ts';
import { counted } from '../../base/text.ts';
import {
  isOwnSid,
  keysNamedBy,
  noOverwrite,
  rolesNamedBy,
  sameJson,
  sameStatement,
  vaultStatements,
  type BucketStatement,
} from '../policies/roles.ts';
import { publicStatements } from '../policies/callers.ts';
import { policyDocument } from '../policies/session.ts';
import type { Planned, Step, Wanted } from './change.ts';
import { statementsOf } from './policy-checks.ts';

/** A statement of a bucket policy, whoever wrote it. */
export type PlannedStatement = BucketStatement | Readonly<Record<string, unknown>>;

const policySchema = v.looseObject({
  Statement: v.union([v.array(v.record(v.string(), v.unknown())), v.record(v.string(), v.unknown())]),
});

interface PolicyPlan {
  readonly planned: Planned;
  readonly statements: readonly PlannedStatement[];
  readonly refusesOverwrite: boolean;
  /**
   * Names of statements that grant public access. Holdfast never writes one, and the public access block refuses a
   * policy with one.
   */
  readonly open: readonly string[];
}

/**
 * The bucket's policy with the statements of the vault. Those of others are kept unchanged. A statement of Holdfast
 * that somebody changed is kept too, without its Sid: it can only deny more.
 */
export function planPolicy(before: string | undefined, wanted: Wanted): PolicyPlan {
  const { place } = wanted;
  const existing = parseStatements(before);
  const own = existing.filter(({ Sid }) => isOwnSid(Sid, place));
  const overwrite = noOverwrite(place);
  const backupRoles = union([...own.flatMap(rolesNamedBy), ...wanted.backupRoles]);
  const vaultKeys = union([...own.flatMap((statement) => keysNamedBy(statement) ?? []), ...wanted.vaultKeys]);
  const statements = vaultStatements(place, { backupRoles, vaultKeys, tls: wanted.tls });
  const kept = existing.flatMap((statement) => keep(statement, [...statements, overwrite], wanted));
  const added = statements.filter((statement) => !kept.some((other) => sameStatement(other, statement)));
  const next = [...kept, ...added];
  const withoutOverwrite = next.filter((statement) => !sameStatement(statement, overwrite));
  const open = openStatements(before);
  const show = `aws s3api get-bucket-policy --bucket ${place.bucket} --query Policy --output text`;
  const planned: Planned = {
    now: open.length === 0 ? countOf(existing) : `${countOf(existing)}, public: ${open.join(', ')}`,
    notes: open.map((name) => ({
      class: 'setup-public-policy',
      message: `The bucket policy grants public access: statement ${name}.`,
      why: 'Setup does not change statements that it did not write, and S3 refuses a policy with this statement once public access is blocked.',
      fix: `Remove the statement, or name the intended principals in it, and run setup again: ${show}`,
    })),
  };
  const undo: Step =
    before === undefined || before === ''
      ? { operation: 'DeleteBucketPolicy', input: {} }
      : { operation: 'PutBucketPolicy', input: { Policy: before } };
  const step = { operation: 'PutBucketPolicy', input: { Policy: policyText(next) } } as const;
  const names = added.map(({ Sid }) => Sid).join(', ');
  const then = names === '' ? countOf(next) : `${kept.length === 0 ? '' : `${countOf(kept)} and `}${names}`;
  return {
    planned: sameJson(existing, next) ? planned : { ...planned, then, step, undo },
    statements: withoutOverwrite,
    refusesOverwrite: withoutOverwrite.length < next.length,
    open,
  };
}

/** Parts that audit cannot read as a policy grant nothing that setup could name. */
function openStatements(text: string | undefined): readonly string[] {
  const statements = statementsOf({ state: 'ok', value: text });
  return statements.state === 'ok' ? publicStatements(statements.value) : [];
}

function keep(statement: PlannedStatement, wanted: readonly BucketStatement[], { place }: Wanted): PlannedStatement[] {
  const { Sid, ...rest } = statement as { readonly Sid?: unknown };
  // Left behind by a run that was interrupted during the probe.
  if (sameStatement(statement, noOverwrite(place, 'probe'))) return [];
  if (!isOwnSid(Sid, place) || wanted.some((each) => sameStatement(each, statement))) return [statement];
  const replaced = wanted.find((each) => each.Sid === Sid);
  return replaced !== undefined && isWithin(statement, replaced) ? [] : [rest];
}

/** Whether a statement differs from the new one only in that it names fewer roles, or allows fewer keys. */
function isWithin(old: PlannedStatement, next: BucketStatement): boolean {
  const nameless = (statement: PlannedStatement): unknown => ({ ...statement, Principal: 0, Condition: 0 });
  if (!sameJson(nameless(old), nameless(next))) return false;
  const [keysBefore, keysAfter] = [keysNamedBy(old), keysNamedBy(next)];
  if (keysAfter !== undefined) return keysBefore?.every((key) => keysAfter.includes(key)) === true;
  const [before, after] = [rolesNamedBy(old), rolesNamedBy(next)];
  return before.length > 0 && before.every((arn) => after.includes(arn));
}

function union(texts: readonly string[]): string[] {
  return [...new Set(texts)];
}

export function policyText(statements: readonly PlannedStatement[]): string {
  return JSON.stringify(policyDocument(statements));
}

function parseStatements(text: string | undefined): readonly PlannedStatement[] {
  if (text === undefined || text === '') return [];
  try {
    return [v.parse(policySchema, JSON.parse(text)).Statement].flat();
  } catch (cause) {
    throw new HoldfastError({
      code: 'corrupt-policy',
      message: 'The policy of the bucket could not be read: it is not a policy document.',
      fix: 'Show it with aws s3api get-bucket-policy and correct it.',
      cause,
    });
  }
}

function countOf(statements: readonly PlannedStatement[]): string {
  const count = statements.length;
  return count === 0 ? 'none' : counted(count, 'statement');
}
