/** Mode audit: reviews the bucket, the roles and the stored objects. */
import { writeFile } from 'node:fs/promises';
import type { Access } from '../aws/audit/access.ts';
import { accountReader } from '../aws/audit/account.ts';
import { type Baseline, baselineOf, baselineSchema, checkWeakened } from '../aws/audit/baseline.ts';
import { type CheckId, CHECKS } from '../aws/audit/checks.ts';
import { failed, type Finding, passed, sorted, unknown } from '../aws/audit/finding.ts';
import { checkObjectKeys, sampleKeys } from '../aws/audit/object-keys.ts';
import { review, rolesToReview } from '../aws/audit/review.ts';
import { checkSealed } from '../aws/audit/sealed.ts';
import { type AttackProof, attackProofOf } from '../aws/audit/attack-proof.ts';
import { createNetwork } from '../net/network.ts';
import { firstRegionOf, isAwsEndpoint } from '../aws/credentials/partition.ts';
import type { Reading } from '../aws/bucket/reading.ts';
import type { AuditedVault } from '../aws/bucket/setting.ts';
import { ALL_SETTINGS, type BucketSettings, readSettings } from '../aws/bucket/settings.ts';
import { rankOf, SEVERITIES, type Severity } from '../aws/bucket/severity.ts';
import { holdfastCommand } from '../base/command-line.ts';
import { isRefusedPut } from '../aws/s3/errors.ts';
import type { CallerIdentity } from '../aws/credentials/sts.ts';
import { counted, firstOf } from '../base/text.ts';
import { HoldfastError, messageOf } from '../base/errors.ts';
import { systemErrorCode } from '../base/platform.ts';
import { meaningOf } from '../base/system-errors.ts';
import type { Inputs } from '../inputs/inputs.ts';
import { sarifLog } from '../report/sarif.ts';
import { findTraces, type Suspect, type Traces } from '../vault/read/traces.ts';
import { readState, writeState } from '../vault/read/vault-state.ts';
import { findSampleObject, isRealVersion, type SampleObject } from '../store/sample-object.ts';
import { VERSION } from '../base/version.ts';
import type { Deps } from './shared/command.ts';
import { namedPath } from './shared/named-path.ts';
import { type Fields, jsonRows, tableOf } from '../report/fields.ts';
import type { CommandResult, Table } from '../report/result.ts';
import { readSealedFacts } from './vault/sealed-facts.ts';
import { openVault, type Vault } from './vault/vault.ts';

/**
 * Reviews the bucket, the roles and the stored objects: who could read, change or destroy backups, and did somebody?
 */
export async function audit(inputs: Inputs, deps: Deps): Promise<CommandResult> {
  deps.emit({ type: 'phase', name: 'Audit' });
  const vault = await openVault(inputs, deps);
  const identity = await vault.credentials.identity();
  const [facts, traces, before, seen] = await Promise.all([
    readSettings(vault.connection, ALL_SETTINGS, deps.signal),
    orRefused(findTraces(vault.store, deps.signal)),
    readBaseline(vault, deps),
    orRefused(findSampleObject(vault.store, deps.signal)),
  ]);
  const sample = seen instanceof HoldfastError ? undefined : seen;
  const isDenied = (reading: Reading<unknown>): boolean => reading.state === 'denied';
  if (traces instanceof HoldfastError && Object.values(facts).every(isDenied)) throw traces;
  const { findings: ofSettings, access } = await reviewIn(vault, { facts, sample, identity }, inputs, deps);
  const weakened = await compare(vault, facts, before, ofSettings, deps);
  const ofObjects = [
    ...tracesFound(traces, keepsVersions(facts, sample), inputs),
    await keysFound(vault, traces, facts, deps),
    ...(await sealedFound(vault, traces, deps)),
  ];
  const findings = sorted([...ofObjects, weakened, ...ofSettings]);
  // At a prompt the table says it all, at once.
  if (deps.surface === 'action') tell(findings, deps);
  const sarif = await writeSarif(findings, inputs, deps);
  return buildAuditResult(inputs, { findings, access, traces, sarif });
}

interface Seen {
  readonly facts: BucketSettings;
  readonly sample: SampleObject | undefined;
  readonly identity: CallerIdentity | undefined;
}

async function reviewIn(
  { connection, credentials }: Vault,
  { facts, sample, identity }: Seen,
  inputs: Inputs,
  deps: Deps,
) {
  const { endpointUrl, expectedBucketOwner, bucket, prefix } = connection.settings;
  const { partition } = credentials;
  const onAws = endpointUrl === undefined || isAwsEndpoint(endpointUrl);
  const account = accountReader({
    credentials: credentials.provider,
    network: createNetwork({ emit: deps.emit }, deps.env),
    region: credentials.region ?? firstRegionOf(partition),
    onAws,
    env: deps.env,
    emit: deps.emit,
    signal: deps.signal,
  });
  const audited: AuditedVault = {
    bucket,
    prefix,
    partition,
    accountId: expectedBucketOwner,
    onAws,
    object: sample,
    policy: facts.policy,
  };
  return review(facts, audited, rolesToReview(identity, inputs.auditRoles), identity, account);
}

/** If access is refused, the fact is unknown and the audit continues; every other error ends it. */
async function orRefused<T>(work: Promise<T>): Promise<T | HoldfastError> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof HoldfastError && NOT_SEEN.includes(error.code)) return error;
    throw error;
  }
}

function orThrow(error: unknown): HoldfastError {
  if (isRefusedPut(error)) return error;
  throw error;
}

const NOT_SEEN = ['access-denied', 'corrupt-state', 'not-implemented'];
/** Mode under whose name the baseline is kept. */
const STATE = 'audit';

function readBaseline({ store }: Vault, { signal }: Deps): Promise<Baseline | undefined | HoldfastError> {
  return orRefused(readState(store, STATE, baselineSchema, signal));
}

/** What got weaker since the last audit; what is now is noted for the next, if it is anything new. */
async function compare(
  { store, connection }: Vault,
  facts: BucketSettings,
  before: Baseline | undefined | HoldfastError,
  findings: readonly Finding[],
  { emit, now, signal }: Deps,
): Promise<Finding> {
  const { bucket, prefix } = connection.settings;
  const at = store.serverDate() ?? now();
  const known = before instanceof HoldfastError ? undefined : before;
  const baseline = baselineOf(facts, findings, { before: known, prefix, at });
  if (known === undefined || !isSame(known, baseline)) {
    const refused = await writeState(store, STATE, at, baseline, signal).then(() => undefined, orThrow);
    if (refused !== undefined) {
      const { message: reason, why, fix } = refused;
      const message = `The next audit has nothing new to compare with: ${reason}`;
      emit({ type: 'warning', class: 'baseline-not-written', message, why, fix });
    }
  }
  if (!(before instanceof HoldfastError)) return checkWeakened(known, baseline, findings, bucket);
  if (before.code !== 'corrupt-state') return unknown('attack-weakened', bucket, before.message);
  return failed('attack-weakened', bucket, 'The notes of the last audit are damaged.', {
    evidence: [before.message],
    fix: 'Only audits write below v1/state/audit/: find out who did. This audit has noted the current state.',
  });
}

function isSame(a: Baseline, b: Baseline): boolean {
  return JSON.stringify({ ...a, at: '' }) === JSON.stringify({ ...b, at: '' });
}

/** Keys that a finding shows. */
const SHOWN = 10;
const DEGREES: Readonly<Record<Suspect['degree'], Severity>> = {
  harm: 'critical',
  suspicious: 'medium',
  explained: 'none',
};

/** Why what was overwritten or deleted leaves no trace; undefined: it does. */
function keepsVersions({ versioning }: BucketSettings, sample: SampleObject | undefined): string | undefined {
  if (sample !== undefined && !isRealVersion(sample.versionId))
    return `The answer about ${sample.key} names no S3 version: without versions, what is overwritten or deleted leaves no trace.`;
  if (versioning.state === 'denied') return `The credentials lack ${versioning.permission}.`;
  if (versioning.state === 'unknown') return `Whether the bucket keeps S3 versions is not known: ${versioning.reason}`;
  if (versioning.value.status === 'Enabled') return undefined;
  return 'Without versioning, what is overwritten or deleted leaves no trace.';
}

function tracesFound(
  traces: Traces | HoldfastError,
  traceless: string | undefined,
  { bucket, prefix }: Inputs,
): readonly Finding[] {
  const repair = holdfastCommand('repair', { bucket, prefix }, { 'all-series': true });
  const rows = [
    ['attack-overwritten', 'overwritten', 'Keys of the vault were overwritten', repair],
    ['attack-deleted', 'deleted', 'Keys of the vault lie under delete markers', repair],
    ['attack-foreign-objects', 'foreign', 'The vault contains objects that Holdfast does not write', ''],
    [
      'attack-untrusted-times',
      'untrusted',
      'Snapshots were stored at another time than they say',
      `${repair} --readmit`,
    ],
  ] as const;
  return rows.map(([check, list, message, command]) => {
    if (traces instanceof HoldfastError)
      return unknown(
        check,
        bucket,
        traces.message,
        traces.code === 'access-denied' ? 's3:ListBucketVersions' : undefined,
      );
    const isBlind = list === 'overwritten' || list === 'deleted';
    if (isBlind && traceless !== undefined && traces[list].length === 0) return unknown(check, bucket, traceless);
    const suspects = [...traces[list]].sort((a, b) => rankOf(DEGREES[b.degree]) - rankOf(DEGREES[a.degree]));
    return traceFound(check, bucket, message, suspects, command);
  });
}

/** One HEAD each of the objects that S3 stored last. */
async function keysFound(
  { store, connection }: Vault,
  traces: Traces | HoldfastError,
  { encryption }: BucketSettings,
  { signal }: Deps,
): Promise<Finding> {
  const { bucket, expectedBucketOwner: accountId } = connection.settings;
  if (traces instanceof HoldfastError) return unknown('attack-foreign-keys', bucket, traces.message);
  const sample = await sampleKeys(store, traces.newest, signal);
  return checkObjectKeys(sample, traces.current, encryption, { bucket, accountId });
}

/** Of each series two roots, and more only where one of them is sealed. */
async function sealedFound(
  { store, connection }: Vault,
  traces: Traces | HoldfastError,
  { emit, now, signal }: Deps,
): Promise<readonly Finding[]> {
  const { bucket } = connection.settings;
  if (traces instanceof HoldfastError) return [unknown('sealed-open', bucket, traces.message)];
  const facts = await orRefused(readSealedFacts(store, traces, { emit, signal }));
  if (facts instanceof HoldfastError) return [unknown('sealed-open', bucket, facts.message)];
  return checkSealed(facts, bucket, store.serverDate() ?? now());
}

function traceFound(
  check: CheckId,
  bucket: string,
  message: string,
  suspects: readonly Suspect[],
  command: string,
): Finding {
  const [worst] = suspects;
  const shown = suspects.slice(0, SHOWN).map(({ key, says }) => `${key}: ${says}`);
  const more = suspects.length > SHOWN ? [`and ${suspects.length - SHOWN} more`] : [];
  if (worst === undefined) return passed(check, bucket, `${CHECKS[check].title}.`);
  if (worst.degree === 'explained')
    return passed(check, bucket, `${CHECKS[check].title}, but for what Holdfast did itself.`, [...shown, ...more]);
  const look =
    command === ''
      ? 'Inspect them, and find out in CloudTrail who wrote them.'
      : `See what would be done: ${command}; do it with --apply. Find out in CloudTrail who it was.`;
  return failed(check, bucket, `${message}.`, {
    severity: DEGREES[worst.degree],
    evidence: [...shown, ...more],
    fix: look,
  });
}

/** Annotations: the serious ones, each check a class of its own, and what could not be checked. */
function tell(findings: readonly Finding[], { emit }: Deps): void {
  for (const { check, status, severity, subject, message, evidence, fix, permission } of findings) {
    const why = evidence.length > 0 ? evidence.join('; ') : undefined;
    const what = `${message} (${subject})`;
    if (status === 'failed' && rankOf(severity) >= rankOf('medium'))
      emit({ type: 'warning', class: `audit-${check}`, message: `${severity}: ${what}`, why, fix });
    if (status === 'unknown' && permission === undefined)
      emit({ type: 'notice', class: 'audit-not-served', message: what, why, fix });
    if (status === 'unknown' && permission !== undefined)
      emit({ type: 'warning', class: 'audit-not-permitted', message: what, why, fix });
  }
}

async function writeSarif(findings: readonly Finding[], inputs: Inputs, deps: Deps): Promise<string | undefined> {
  if (inputs.sarif === undefined) return undefined;
  const path = namedPath(inputs.sarif, deps);
  const log = sarifLog({
    version: VERSION,
    findings: findings.flatMap((finding) => {
      const { check, status, severity, subject, message, evidence, fix } = finding;
      if (status !== 'failed' || severity === 'none') return [];
      const { title, why, url } = CHECKS[check];
      const text = [`${message} (${subject})`, ...evidence, ...(fix === undefined ? [] : [`What to do: ${fix}`])].join(
        '\n',
      );
      return [{ rule: check, title, why, helpUrl: url, severity, subject, message: text }];
    }),
    notChecked: findings
      .filter(({ status }) => status === 'unknown')
      .map(({ message, subject, evidence }) => `${message} (${subject}) ${evidence.join(' ')}`),
    workflowRef: deps.env['GITHUB_WORKFLOW_REF'],
  });
  try {
    await writeFile(path, `${JSON.stringify(log, undefined, 2)}\n`);
  } catch (cause) {
    throw new HoldfastError({
      code: 'sarif-not-written',
      message: `The SARIF file ${path} could not be written: ${messageOf(cause)}.`,
      fix: meaningOf(systemErrorCode(cause) ?? '')?.fix ?? 'Set the input sarif to a file in an existing folder.',
      cause,
    });
  }
  return path;
}

interface Outcome {
  readonly findings: readonly Finding[];
  readonly access: readonly Access[];
  readonly traces: Traces | HoldfastError;
  readonly sarif: string | undefined;
}

function buildAuditResult({ bucket, prefix, failOn }: Inputs, outcome: Outcome): CommandResult {
  const { findings, access, traces, sarif } = outcome;
  const real = findings.filter(({ status, severity }) => status === 'failed' && severity !== 'none');
  const isFailed = failOn !== 'none' && real.some(({ severity }) => rankOf(severity) >= rankOf(failOn));
  const seen = traces instanceof HoldfastError ? {} : { s3Versions: traces.s3Versions, snapshots: traces.snapshots };
  const proof = attackProofOf(findings, access);
  return {
    status: isFailed ? 'failed' : 'complete',
    outputs: { findings: real.length, ...(sarif !== undefined && { sarif }) },
    tables: [findingsTable(findings), tableOf(ACCESS_TITLE, ACCESS_FIELDS, access), passedTable(findings)].filter(
      ({ rows }) => rows.length > 0,
    ),
    summary: {
      title: `Audit of ${bucket}${prefix === '' ? '' : `/${prefix}`}`,
      verdict: isFailed ? 'failed' : real.length === 0 ? 'passed' : 'passed, with findings',
      facts: {
        'Attack-proof': [proof.attackProof],
        Findings: [[real.length, 'count']],
        'Checks passed': [[findings.filter(({ status }) => status === 'passed').length, 'count']],
      },
      text: `${attackProofText(proof)} ${auditSummary(findings, real, seen)}${access.length > 0 ? '' : NO_ROLES}`,
    },
    json: {
      bucket,
      prefix,
      ...seen,
      ...proof,
      findings: jsonRows(FINDING_FIELDS, findings),
      access: jsonRows(ACCESS_FIELDS, access),
    },
  };
}

/** Causes that the first sentence names. */
const CAUSES_SHOWN = 4;

function attackProofText({ attackProof, because }: AttackProof): string {
  if (attackProof === 'yes')
    return 'Attack-proof: yes. Somebody who steals a reviewed role can neither overwrite what is stored, nor delete it for good, nor change the rules.';
  return `Attack-proof: ${attackProof} (${firstOf(because, CAUSES_SHOWN)}).`;
}

const NO_ROLES =
  ' No role was reviewed: the credentials are of none, or its policies could not be read; name roles in audit-roles.';

function auditSummary(
  findings: readonly Finding[],
  real: readonly Finding[],
  seen: { readonly s3Versions?: number; readonly snapshots?: number },
): string {
  const counts = [...SEVERITIES]
    .reverse()
    .map((severity) => [real.filter((finding) => finding.severity === severity).length, severity] as const)
    .filter(([count]) => count > 0)
    .map(([count, severity]) => `${count} ${severity}`);
  const of = (status: Finding['status']): string =>
    String(findings.filter((finding) => finding.status === status).length);
  return [
    real.length === 0 ? 'No findings.' : `Findings: ${counts.join(', ')}.`,
    `${of('passed')} checks passed, ${of('unknown')} could not be carried out.`,
    ...(seen.s3Versions === undefined
      ? []
      : [
          `Searched for traces of attacks: ${counted(seen.s3Versions, 'S3 version')}, ${counted(seen.snapshots ?? 0, 'snapshot')}.`,
        ]),
  ].join(' ');
}

/** A row of the table may stand for several checks that fail to be made for one reason. */
interface FindingRow extends Finding {
  readonly checks?: string;
}

const FINDING_FIELDS = {
  check: { kind: 'text', value: ({ check }) => check, cell: ({ check, checks }) => checks ?? check },
  status: { value: ({ status }) => status },
  severity: {
    kind: 'text',
    value: ({ severity }) => severity,
    cell: ({ status, severity }) => (status === 'unknown' ? status : severity),
    before: 'check',
  },
  subject: { kind: 'text', title: 'of', value: ({ subject }) => subject },
  message: {
    kind: 'text',
    title: 'what was found',
    value: ({ message }) => message,
    cell: ({ status, message, evidence }) => found(status === 'unknown' ? 'Not checked.' : message, evidence),
  },
  evidence: { value: ({ evidence }) => evidence },
  permission: { value: ({ permission }) => permission },
  fix: { kind: 'text', title: 'what to do', value: ({ fix }) => fix },
  title: { value: ({ check }) => CHECKS[check].title },
  why: { value: ({ check }) => CHECKS[check].why },
  url: {
    kind: 'link',
    title: 'page',
    value: ({ check }) => CHECKS[check].url,
    cell: ({ check, status }) => (status === 'unknown' ? undefined : CHECKS[check].url),
  },
} as const satisfies Fields<FindingRow>;

function findingsTable(findings: readonly Finding[]): Table {
  const failures = findings.filter(({ status }) => status === 'failed');
  const unchecked = findings.filter(({ status }) => status === 'unknown');
  // One refusal leaves many checks open, of a role all of them: a row for each cause.
  const causes = Map.groupBy(unchecked, ({ subject, evidence }) => [subject, ...evidence].join('\n'));
  const grouped = [...causes.values()].flatMap((those) =>
    those.slice(0, 1).map((first) => ({ ...first, checks: those.map(({ check }) => check).join(', ') })),
  );
  return tableOf('Findings', FINDING_FIELDS, [...failures, ...grouped]);
}

function found(message: string, evidence: readonly string[]): string {
  return evidence.length === 0 ? message : `${message} (${evidence.join('; ')})`;
}

const ACCESS_FIELDS: Fields<Access> = {
  who: { kind: 'text', value: ({ who }) => who },
  read: { kind: 'text', value: ({ read }) => read },
  write: { kind: 'text', value: ({ write }) => write },
  overwrite: { kind: 'text', value: ({ overwrite }) => overwrite },
  markDeleted: { kind: 'text', title: 'set delete markers', value: ({ markDeleted }) => markDeleted },
  deleteVersions: { kind: 'text', title: 'delete S3 versions', value: ({ deleteVersions }) => deleteVersions },
  changeRules: { kind: 'text', title: 'change rules', value: ({ changeRules }) => changeRules },
};

const ACCESS_TITLE = 'Who may do what (other users and roles of the account are not seen: name roles in audit-roles)';

function passedTable(findings: readonly Finding[]): Table {
  const { check, subject, message } = FINDING_FIELDS;
  const passed = findings.filter(({ status }) => status === 'passed');
  return tableOf<Finding>('Passed', { check, subject, message }, passed);
}
