/** What mode verify shows: a row for each series, and what was found. */
import { agoText, counted } from '../../base/text.ts';
import type { Inputs } from '../../inputs/inputs.ts';
import { type Fields, jsonRows, tableOf } from '../../report/fields.ts';
import type { CommandResult, Phrase } from '../../report/result.ts';
import type { VerifyLevel } from '../../vault/read/marks.ts';
import type { FoundSnapshot } from '../../vault/read/selectors.ts';
import type { VerifyFinding } from '../../vault/verify/findings.ts';
import type { Deps } from '../shared/command.ts';
import { restoreCommand } from '../shared/summary-history.ts';
import type { Vault } from '../vault/vault.ts';

/** What was found of one series. */
export interface Verified {
  readonly series: string;
  readonly found: FoundSnapshot | undefined;
  readonly findings: readonly VerifyFinding[];
  readonly readBytes: number;
  readonly objects: number;
  readonly isMarked: boolean;
  /** False if its content is sealed to a key that this run does not hold. */
  readonly opensPacks: boolean;
  readonly durationMs: number;
}

export function pathsText({ count, first }: VerifyFinding['paths']): string {
  const more = count > first.length ? `, and ${count - first.length} more` : '';
  return `${counted(count, 'path')}: ${first.map((path) => JSON.stringify(path)).join(', ')}${more}`;
}

interface Shown {
  readonly inputs: Inputs;
  readonly verified: readonly Verified[];
  readonly deps: Deps;
  readonly vault: Vault;
  readonly durationMs: number;
}

export function verifyResult({ inputs, deps, verified, vault, durationMs }: Shown): CommandResult {
  const { level, allSeries } = inputs;
  const findings = verified.flatMap((one) => one.findings);
  const status = findings.length === 0 ? 'complete' : 'failed';
  const [first] = verified;
  const outputs = {
    status,
    findings: findings.length,
    ...(!allSeries && { series: first?.series ?? '', snapshot: first?.found?.info.id ?? '' }),
    'duration-ms': Math.round(durationMs),
  } as const;
  return {
    status,
    outputs,
    tables: [
      tableOf(`Verified at level ${level}`, VERIFIED_FIELDS, verified),
      ...(findings.length === 0 ? [] : [tableOf('Findings', FINDING_FIELDS, findings)]),
    ],
    summary: {
      title: `Verification of ${allSeries ? 'all series' : (first?.series ?? '')}`,
      verdict: findings.length === 0 ? 'passed' : 'failed',
      facts: verifyFacts(level, verified, vault.store.serverDate() ?? deps.now()),
      text: summaryText(level, verified),
      ...(!allSeries &&
        findings.length === 0 &&
        first?.found !== undefined && { restoreCommand: restoreCommand(inputs, deps, first.found.info) }),
    },
    json: { ...outputs, level, verified: jsonRows(VERIFIED_FIELDS, verified), requests: vault.traffic().requests },
  };
}

function verifyFacts(level: VerifyLevel, verified: readonly Verified[], now: Date): Readonly<Record<string, Phrase>> {
  const findings = verified.reduce((sum, one) => sum + one.findings.length, 0);
  const ages = verified.flatMap(({ found }) => (found === undefined ? [] : now.getTime() - found.info.utc.getTime()));
  const oldest = ages.reduce((most, each) => Math.max(most, each), 0);
  return {
    Findings: [`${findings} in ${counted(verified.length, 'series', 'series')}, at level ${level}`],
    Read: [[verified.reduce((sum, { readBytes }) => sum + readBytes, 0), 'bytes']],
    [verified.length === 1 ? 'The snapshot was made' : 'The oldest of the snapshots was made']: [
      ages.length === 0 ? 'there is none' : agoText(oldest),
    ],
  };
}

function summaryText(level: VerifyLevel, verified: readonly Verified[]): string {
  const passed = verified.filter(({ findings }) => findings.length === 0).length;
  if (passed === verified.length)
    return verified.every(({ opensPacks }) => opensPacks) ? LEVEL_TEXTS[level] : UNOPENED_TEXTS[level];
  return `${verified.length - passed} of ${verified.length} series did not pass at level ${level}.`;
}

/** What has been shown where nothing was found. */
const LEVEL_TEXTS: Readonly<Record<VerifyLevel, string>> = {
  metadata: 'Every object exists, with its size and checksum.',
  sample: 'Every object exists. A part of the data was read in full, a different part in each run.',
  full: 'Every byte was read, decoded and hashed.',
  restore: 'The snapshot was really restored and compared.',
};

const UNOPENED = 'Content that is sealed to a key which this run does not hold was not opened.';
/** The same, where content of a series was held against its name only. */
const UNOPENED_TEXTS: typeof LEVEL_TEXTS = {
  ...LEVEL_TEXTS,
  sample: `Every object exists. A part of the content was read and is what was stored. ${UNOPENED}`,
  full: `Every object was read and is what was stored. ${UNOPENED}`,
};

const VERIFIED_FIELDS: Fields<Verified> = {
  series: { kind: 'text', value: ({ series }) => series },
  snapshot: {
    kind: 'text',
    value: ({ found }) => found?.info.id ?? null,
    cell: ({ found }) => found?.info.id ?? 'none',
  },
  time: { kind: 'time', title: 'made', value: ({ found }) => found?.info.utc ?? null },
  status: {
    kind: 'text',
    title: 'result',
    value: ({ findings }) => (findings.length === 0 ? 'complete' : 'failed'),
    cell: ({ findings }) => (findings.length === 0 ? 'passed' : counted(findings.length, 'finding')),
  },
  files: { kind: 'count', cell: ({ found }) => found?.header.counts['files'] },
  size: { kind: 'bytes', cell: ({ found }) => found?.header.counts['bytes'] },
  readBytes: { kind: 'bytes', title: 'read', value: ({ readBytes }) => readBytes },
  objects: { kind: 'count', value: ({ objects }) => objects, before: 'readBytes' },
  isMarked: { value: ({ isMarked }) => isMarked },
  durationMs: { kind: 'duration', title: 'took', value: ({ durationMs }) => durationMs },
  findings: { value: ({ findings }) => jsonRows(FINDING_FIELDS, findings) },
};

const FINDING_FIELDS: Fields<VerifyFinding> = {
  class: { kind: 'text', title: 'what', value: (one) => one.class },
  series: { kind: 'text', value: ({ series }) => series },
  snapshot: { kind: 'text', value: ({ snapshot }) => snapshot },
  object: { value: ({ object }) => object },
  message: { kind: 'text', title: 'details', value: ({ message }) => message },
  paths: {
    kind: 'text',
    value: ({ paths }) => paths,
    cell: ({ paths }) => (paths.count === 0 ? '' : pathsText(paths)),
  },
  fix: { kind: 'text', title: 'what to do', value: ({ fix }) => fix },
};
