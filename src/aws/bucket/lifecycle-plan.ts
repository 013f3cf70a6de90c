/** Plans the lifecycle rules of a vault. */
import { createHash } from 'node:crypto';
import type { LifecycleRule } from '@aws-sdk/client-s3';
import { HoldfastError } from '../../base/errors.ts';
import { sameJson } from '../policies/roles.ts';
import { vaultPath } from '../policies/session.ts';
import { type Note, type Planned, stricter, type Wanted } from './change.ts';
import { judgeHarm, type LifecycleFacts, rulesOn } from './lifecycle.ts';

/** Nobody needs the parts of an unfinished upload. Holdfast makes no multipart uploads. */
const ABORT_MULTIPART_DAYS = 7;
/** Allows immediate reads, as packs require. */
const COLD_CLASS = 'GLACIER_IR';
/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_LifecycleRule.html */
const ID_MAX_CHARS = 255;

/**
 * One rule for the vault, and one for its packs if they are to move. Both have the vault's prefix, so that other data
 * in the bucket is not touched. Rules of others are not changed.
 *
 * @throws bucket-unsafe if one of those endangers the vault: only its owner knows what else it is for
 */
export function planLifecycle({ rules, minimumSize }: LifecycleFacts, wanted: Wanted): Planned {
  const vault = vaultPath(wanted.place.prefix);
  const ids = { versions: ruleId('versions', vault), packs: ruleId('packs', vault) };
  const own = (id: string): LifecycleRule | undefined => rules.find((rule) => rule.ID === id);
  const foreign = rules.filter(({ ID }) => ID !== ids.versions && ID !== ids.packs);
  refuseHarmful(foreign, wanted);

  const { days, notes } = noncurrentDays(foreign, own(ids.versions), wanted, vault);
  const versions: LifecycleRule = {
    ID: ids.versions,
    Status: 'Enabled',
    Filter: { Prefix: vault },
    // A delete marker with no version below it hides nothing; no backup is under it.
    Expiration: { ExpiredObjectDeleteMarker: true },
    ...(days !== undefined && { NoncurrentVersionExpiration: { NoncurrentDays: days } }),
    AbortIncompleteMultipartUpload: { DaysAfterInitiation: ABORT_MULTIPART_DAYS },
  };
  const packs = packsRule(ids.packs, vault, wanted.transitionDays) ?? own(ids.packs);
  const planned = [versions, ...(packs === undefined ? [] : [packs])];
  const next = [
    ...rules.map((rule) => planned.find(({ ID }) => ID === rule.ID) ?? rule),
    ...planned.filter(({ ID = '' }) => own(ID) === undefined),
  ];
  const now = describeLifecycle(rules, wanted.place.prefix);
  if (sameJson(rules, next)) return { now, notes };
  const kept = wanted.place.aws ? undefined : keptAs(own(ids.versions), versions);
  if (
    kept !== undefined &&
    sameJson(
      rules,
      next.map((rule) => (rule === versions ? kept.rule : rule)),
    )
  )
    return { now, notes: [...notes, ...kept.notes] };
  const input = {
    LifecycleConfiguration: { Rules: next },
    ...(minimumSize !== undefined && { TransitionDefaultMinimumObjectSize: minimumSize }),
  };
  return {
    now,
    then: describeLifecycle(next, wanted.place.prefix),
    step: { operation: 'PutBucketLifecycleConfiguration', input },
    notes,
  };
}

/** Parts of the vault's rule that protect nothing and only clean up. */
const TIDYING = {
  AbortIncompleteMultipartUpload: 'the removal of unfinished uploads',
  Expiration: 'the removal of delete markers with nothing below them',
} as const;

/**
 * The vault's rule as stored by a server that drops such parts. Writing them again in each run would change nothing.
 * undefined: the rule differs in more than that.
 */
function keptAs(
  there: LifecycleRule | undefined,
  wanted: LifecycleRule,
): { readonly rule: LifecycleRule; readonly notes: readonly Note[] } | undefined {
  if (there === undefined) return undefined;
  const names = Object.keys(TIDYING) as (keyof typeof TIDYING)[];
  const dropped = names.filter((name) => there[name] === undefined);
  const rest = Object.fromEntries(Object.entries(wanted).filter(([name]) => !dropped.some((each) => each === name)));
  if (dropped.length === 0 || !sameJson(there, rest)) return undefined;
  const note: Note = {
    class: 'setup-not-kept',
    message: `The lifecycle rule of the vault lacks ${dropped.map((name) => TIDYING[name]).join(' and ')}.`,
    why: 'Servers other than AWS may accept a rule and drop a part of it. This part protects nothing, so the rule is left as it is.',
  };
  return { rule: there, notes: [note] };
}

function refuseHarmful(foreign: readonly LifecycleRule[], { place }: Wanted): void {
  const harmful = judgeHarm({ rules: foreign, minimumSize: undefined }, place).filter(
    ({ status, backup }) => status === 'failed' && backup !== 'warn',
  );
  if (harmful.length === 0) return;
  throw new HoldfastError({
    code: 'bucket-unsafe',
    message: `A lifecycle rule of the bucket endangers the vault: ${harmful.map(({ message }) => message).join(' ')}`,
    why: [...new Set(harmful.map(({ why }) => why))].join(' '),
    fix: 'Setup does not change rules that it did not write. Disable the rule, give it a prefix or tag that leaves the vault out, or use a bucket of its own.',
  });
}

/**
 * Days for the vault's rule; undefined if a rule of somebody else already expires noncurrent S3 versions of the whole
 * vault. The shortest of several rules wins, so a further rule could only weaken it.
 */
function noncurrentDays(
  foreign: readonly LifecycleRule[],
  own: LifecycleRule | undefined,
  { noncurrentDays: asked, place }: Wanted,
  vault: string,
): { readonly days: number | undefined; readonly notes: readonly Note[] } {
  const expiring = rulesOn(foreign, place.prefix).filter((rule) => daysOf(rule) !== undefined);
  const shorter = expiring.filter((rule) => (daysOf(rule) ?? 0) < asked).map(({ ID }) => ID ?? '(without ID)');
  const notes: Note[] =
    shorter.length === 0
      ? []
      : [
          {
            class: 'setup-lifecycle-shorter',
            message: `Noncurrent S3 versions are kept for fewer than ${asked} days by ${shorter.join(', ')}.`,
            why: 'Of several rules the shortest wins, and setup does not change rules that it did not write.',
            fix: 'Give that rule a prefix that leaves the vault out, or more days.',
          },
        ];
  if (expiring.some((rule) => isForAll(rule, vault))) return { days: undefined, notes };
  const before = own?.Status === 'Enabled' ? (daysOf(own) ?? 0) : 0;
  const text = `noncurrent S3 versions for ${before} days`;
  if (before > asked) return { days: before, notes: [...notes, stricter('lifecycle', text, `${asked} days`)] };
  return { days: asked, notes };
}

function daysOf(rule: LifecycleRule): number | undefined {
  return rule.NoncurrentVersionExpiration?.NoncurrentDays;
}

/** Whether the rule holds for every object of the vault, whatever its size. */
function isForAll({ Filter: filter, ...rule }: LifecycleRule, vault: string): boolean {
  const sizes = [filter?.ObjectSizeGreaterThan, filter?.ObjectSizeLessThan];
  const both = [filter?.And?.ObjectSizeGreaterThan, filter?.And?.ObjectSizeLessThan];
  const prefix = filter?.Prefix ?? filter?.And?.Prefix ?? (rule as { readonly Prefix?: string }).Prefix ?? '';
  return [...sizes, ...both].every((size) => size === undefined) && vault.startsWith(prefix);
}

function packsRule(id: string, vault: string, days: number | undefined): LifecycleRule | undefined {
  if (days === undefined) return undefined;
  const transition = { Days: days, StorageClass: COLD_CLASS } as const;
  return { ID: id, Status: 'Enabled', Filter: { Prefix: `${vault}packs/` }, Transitions: [transition] };
}

/** One id for each vault of a bucket; a long prefix is replaced by its hash. */
function ruleId(kind: string, vault: string): string {
  const id = `holdfast-${kind}:${vault}`;
  return id.length <= ID_MAX_CHARS ? id : `holdfast-${kind}:${createHash('sha256').update(vault).digest('hex')}`;
}

function describeLifecycle(rules: readonly LifecycleRule[], prefix: string): string {
  const texts = rulesOn(rules, prefix).flatMap((rule) => [
    ...(daysOf(rule) === undefined ? [] : [`noncurrent ${daysOf(rule)} days`]),
    ...(rule.AbortIncompleteMultipartUpload === undefined
      ? []
      : [`unfinished uploads ${rule.AbortIncompleteMultipartUpload.DaysAfterInitiation} days`]),
    ...(rule.Transitions ?? []).map((move) => `packs to ${move.StorageClass} after ${move.Days} days`),
  ]);
  return texts.length === 0 ? 'nothing expires' : texts.join(', ');
}
