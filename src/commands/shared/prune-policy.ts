/** From the inputs to the retention policy of prune. */
import { HoldfastError } from '../../base/errors.ts';
import type { Inputs } from '../../inputs/inputs.ts';
import { parseDuration } from '../../inputs/kinds.ts';
import type { PruneOptions } from '../../vault/prune/prune.ts';
import { fits, type KeepRules, type Policy } from '../../vault/prune/retention.ts';

/** The inputs that a policy uses. */
export type PolicyInputs = Pick<
  Inputs,
  | Exclude<Extract<keyof Inputs, `keep${string}`>, 'keepSpecialBits'>
  | 'timeZone'
  | 'maxDeleteShare'
  | 'remove'
  | 'reason'
  | 'allSeries'
>;

/**
 * Derives the task of prune from its inputs: apply the rules, or remove one snapshot.
 * @throws bad-input, with everything that is wrong at once
 */
export function pruneTask(inputs: PolicyInputs): PruneOptions['task'] {
  const { remove, reason, allSeries, timeZone, maxDeleteShare } = inputs;
  const others = rulesOfInputs(inputs);
  const problems: string[] = [];
  const bySeries = inputs.keepRules.flatMap((line) => parseLine(line, problems) ?? []);
  const hasRules = others !== undefined || inputs.keepRules.length > 0;
  problems.push(...contradictions(bySeries, others));
  if (remove === undefined) {
    if (!hasRules) problems.push('No keep-* input is given: nothing would be kept. Example: keep-daily: 14');
    if (reason !== undefined) problems.push('reason: it can be used only with remove.');
  } else {
    if (hasRules)
      problems.push('remove: it removes one snapshot, whatever the rules say, and cannot be combined with keep-*.');
    if (reason === undefined) problems.push('reason: missing. Accepted: why this snapshot is removed.');
    if (allSeries)
      problems.push(
        'remove: all-series is set, but remove concerns one snapshot of one series. Accepted: one of the two.',
      );
  }
  if (problems.length > 0) throw badPolicy(problems);
  if (remove !== undefined && reason !== undefined) return { id: remove, reason };
  return { policy: { bySeries, others, timeZone }, maxDeleteShare };
}

function rulesOfInputs(inputs: PolicyInputs): KeepRules | undefined {
  const rules = ruleSet({
    last: inputs.keepLast,
    hourly: inputs.keepHourly,
    daily: inputs.keepDaily,
    weekly: inputs.keepWeekly,
    monthly: inputs.keepMonthly,
    yearly: inputs.keepYearly,
    withinSeconds: inputs.keepWithin,
  });
  const labels = inputs.keepLabels;
  return Object.keys(rules).length === 0 && labels.length === 0 ? undefined : { ...rules, labels };
}

function ruleSet(rules: { readonly [Name in keyof Omit<KeepRules, 'labels'>]: number | undefined }): Omit<
  KeepRules,
  'labels'
> {
  return Object.fromEntries(Object.entries(rules).filter(([, value]) => value !== undefined));
}

type SeriesRules = Policy['bySeries'][number];

const COUNTS = ['last', 'hourly', 'daily', 'weekly', 'monthly', 'yearly'] as const;
const COUNT_MAX = 100_000;
const PATTERN = /^[A-Za-z0-9._/*-]+$/;
const LABEL = /^[A-Za-z0-9._/*-]{1,100}$/;

/** `PATTERN: last=3 within=14d label=release-*`. */
function parseLine(line: string, problems: string[]): SeriesRules | undefined {
  const wrong: string[] = [];
  const [, pattern = '', rest = ''] = /^([^:]*):(.*)$/.exec(line) ?? [];
  if (!PATTERN.test(pattern.trim()))
    wrong.push('before the colon there must be a series, in which * stands for any text');
  const terms = rest.split(/\s+/).filter((term) => term !== '');
  if (terms.length === 0) wrong.push('it keeps nothing');
  const numbers: Record<string, number> = {};
  const labels: string[] = [];
  for (const term of terms) {
    const [, name = '', value = ''] = /^([^=]*)=(.*)$/.exec(term) ?? [];
    if (name === 'label') {
      if (LABEL.test(value)) labels.push(value);
      else wrong.push(`${JSON.stringify(term)} is not a label`);
      continue;
    }
    const field = name === 'within' ? 'withinSeconds' : COUNTS.find((known) => known === name);
    const number = field === undefined ? undefined : numberOf(name, value);
    if (field === undefined) wrong.push(`${JSON.stringify(term)} is not a rule`);
    else if (number === undefined) wrong.push(`${JSON.stringify(term)} has no valid value`);
    else if (field in numbers) wrong.push(`${name} is given twice`);
    else numbers[field] = number;
  }
  if (wrong.length === 0) return { pattern: pattern.trim(), rules: { ...numbers, labels } };
  problems.push(
    `keep-rules: got ${JSON.stringify(line)}, but ${wrong.join(', and ')}. Accepted: PATTERN: last=N hourly=N daily=N weekly=N monthly=N yearly=N within=DURATION label=LABEL. Example: */pr/*: within=14d last=1`,
  );
  return undefined;
}

function numberOf(name: string, value: string): number | undefined {
  if (name === 'within') {
    const parsed = parseDuration(value);
    return 'value' in parsed ? Number(parsed.value) : undefined;
  }
  const number = /^[1-9]\d{0,5}$/.test(value) ? Number(value) : undefined;
  return number === undefined || number > COUNT_MAX ? undefined : number;
}

/** Lines that can never count, since one above them fits every series that they fit. */
function contradictions(bySeries: readonly SeriesRules[], others: KeepRules | undefined): readonly string[] {
  const hidden = bySeries.flatMap(({ pattern }, index) => {
    const above = bySeries.slice(0, index).find((earlier) => fits(earlier.pattern, pattern));
    if (above === undefined) return [];
    return [`keep-rules: the line for ${pattern} is never used, since the line for ${above.pattern} comes before it.`];
  });
  const all = bySeries.some(({ pattern }) => fits(pattern, '*'));
  if (all && others !== undefined)
    hidden.push('keep-*: they are never used, since a line of keep-rules matches every series.');
  return hidden;
}

function badPolicy(problems: readonly string[]): HoldfastError {
  return new HoldfastError({
    code: 'bad-input',
    message: `The policy is wrong, and nothing was done:\n${problems.map((problem) => `  ${problem}`).join('\n')}`,
  });
}
