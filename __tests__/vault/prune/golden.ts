import { pruneTask, type PolicyInputs } from '../../../src/commands/shared/prune-policy.ts';
import { decide, rulesFor, type Candidate, type Decision } from '../../../src/vault/prune/retention.ts';

/** A case of retention as text: what is given, and behind each snapshot what should become of it. */
export interface GoldenCase {
  readonly decision: Decision;
  /** The lines of the file as they should be. */
  readonly text: string;
}

export const NO_RULES: PolicyInputs = {
  keepLast: undefined,
  keepHourly: undefined,
  keepDaily: undefined,
  keepWeekly: undefined,
  keepMonthly: undefined,
  keepYearly: undefined,
  keepWithin: undefined,
  keepLabels: [],
  keepRules: [],
  timeZone: 'UTC',
  maxDeleteShare: 0.25,
  remove: undefined,
  reason: undefined,
  allSeries: false,
};

const FLAWS: Readonly<Record<string, string>> = {
  partial: 'partial',
  unverified: 'not verified',
  untrusted: 'its time is not trusted',
  quarantined: 'quarantined',
  unreadable: 'unreadable',
  anomaly: 'anomaly',
};

/**
 * Reads a case: `# comment`, `name: value` lines, an empty line, then a snapshot a line, newest first: its time and words
 * such as `partial`, `sampled` (verified, and not read in full), `held:REASON`, `label:NAME`; what follows `=>` is the expectation, and is not looked at.
 */
export function runGolden(text: string): GoldenCase {
  const [head = '', list = ''] = text.split('\n\n');
  const given = Object.fromEntries(
    [...head.matchAll(/^(\w+): (.*)$/gm)].map(([, name = '', value = '']) => [name, value]),
  );
  const { series = '', now = '', zone = '', rules = '' } = given;
  const lines = list.split('\n').filter((line) => line !== '');
  const facts = lines.map((line) => line.split('=>')[0]?.trim() ?? '');
  const task = pruneTask({ ...NO_RULES, keepRules: [`*: ${rules}`], timeZone: zone });
  const keepRules = 'policy' in task ? rulesFor(series, task.policy) : undefined;
  if (keepRules === undefined) throw new Error('the case has no rules');
  const decision = decide(
    series,
    facts.map((line, index) => candidateOf(line, facts.length - index)),
    keepRules,
    { now: new Date(now), timeZone: zone },
  );
  const width = Math.max(...facts.map((line) => line.length), 0);
  const answers = decision.verdicts.map(
    ({ keep, reasons }, index) =>
      `${(facts[index] ?? '').padEnd(width)} => ${keep ? 'keep' : 'remove'}: ${reasons.join('; ')}\n`,
  );
  return { decision, text: `${head}\n\n${answers.join('')}` };
}

function candidateOf(line: string, number: number): Candidate {
  const [time = '', ...words] = line.split(/\s+/);
  const flaw = words.map((word) => FLAWS[word]).find((found) => found !== undefined);
  const holds = words.filter((word) => word.startsWith('held')).map((word) => word.replace(':', ': '));
  return {
    id: String(number).padStart(3, '0'),
    time: new Date(time),
    flaw,
    isProved: !words.includes('sampled'),
    pinned: [...holds, ...(flaw === 'unreadable' ? ['it cannot be read'] : [])],
    labels: words.filter((word) => word.startsWith('label:')).map((word) => word.slice('label:'.length)),
  };
}
