/** Mode repair: brings back what was overwritten or deleted. */
import type { Inputs } from '../inputs/inputs.ts';
import { applyRepair, type RepairOutcome } from '../vault/repair/apply.ts';
import type { DamagedSnapshot } from '../vault/repair/losses.ts';
import type { Damage, ExaminedRoot } from '../vault/repair/plan.ts';
import type { UnreadObject } from '../vault/repair/objects.ts';
import { planRepair, type RepairPlan, type UnexaminedRoot } from '../vault/repair/repair.ts';
import type { Deps } from './shared/command.ts';
import { shownRows } from './vault/snapshot-view.ts';
import { type Fields, jsonRows, tableOf } from '../report/fields.ts';
import type { Cell, CommandResult, Table } from '../report/result.ts';
import { refuseStrangers } from './shared/untrusted-event.ts';
import { openVault, plannedSeries, type Vault } from './vault/vault.ts';
import { tellIfVersionless } from './vault/versionless.ts';
import type { HoldfastError } from '../base/errors.ts';
import type { Problem } from '../base/events.ts';
import { unreadableKind } from '../vault/read/damage.ts';
import { counted } from '../base/text.ts';

const DAMAGES: Readonly<Record<Damage, string>> = {
  missing: 'no S3 version is left',
  deleted: 'under a delete marker',
  overwritten: 'overwritten',
  truncated: 'overwritten with something shorter',
};
/** Paths of one snapshot in the log. */
const SHOWN_PATHS = 10;

/** Finds what was overwritten or deleted, and with `apply` puts it back; names what is lost. */
export async function repair(inputs: Inputs, deps: Deps): Promise<CommandResult> {
  const vault = await openVault(inputs, deps);
  refuseStrangers(vault.workflow);
  return repairIn(vault, inputs, deps);
}

export async function repairIn(vault: Vault, inputs: Inputs, deps: Deps): Promise<CommandResult> {
  const { store } = vault;
  const { emit, signal } = deps;
  const series = inputs.allSeries ? undefined : plannedSeries(vault).series;
  const plan = await planRepair({ store, series, ids: inputs.version, emit, signal });
  const readmitted = inputs.readmit ? plan.untrusted : [];
  const outcome = inputs.apply ? await applyRepair({ store, emit, signal }, plan, readmitted) : undefined;
  if (plan.losses.length > 0) await tellIfVersionless(vault, deps);
  report(plan, outcome, inputs, deps);
  return buildRepairResult(series ?? 'the vault', plan, readmitted, outcome, deps);
}

/** If damage remains at the end, the run must not look successful. */
function remaining(plan: RepairPlan, outcome: RepairOutcome | undefined): number {
  const lost = plan.losses.length - (outcome === undefined ? 0 : forgivenLosses(plan, outcome));
  const open = outcome === undefined ? changesOf(plan) : outcome.failed.length;
  return lost + plan.forgeries.length + unseenOf(plan) + open;
}

/** Snapshots, packs and parts of which nobody knows what they hold. */
function unseenOf({ unexamined, unread }: RepairPlan): number {
  return unexamined.length + unread.length;
}

/** Parts that are no longer needed, since all snapshots that named them were re-created. */
function forgivenLosses({ losses, damaged }: RepairPlan, { rebuilt }: RepairOutcome): number {
  const needed = new Set(damaged.filter(({ id }) => !rebuilt.has(id)).flatMap(({ lost }) => lost));
  return losses.filter(({ kind, key }) => kind === 'part' && !needed.has(key)).length;
}

function changesOf({ fixes, toReadmit, damaged }: RepairPlan): number {
  return fixes.length + toReadmit.length + damaged.filter(({ canRebuild }) => canRebuild).length;
}

function buildRepairResult(
  what: string,
  plan: RepairPlan,
  readmitted: readonly ExaminedRoot[],
  outcome: RepairOutcome | undefined,
  deps: Deps,
): CommandResult {
  const changes = outcome === undefined ? changesOf(plan) + readmitted.length : outcome.done;
  const findings = plan.fixes.length + plan.losses.length + plan.forgeries.length + unseenOf(plan);
  const text = repairSummary(plan, outcome, changes, findings);
  return {
    status: remaining(plan, outcome) === 0 ? 'complete' : 'failed',
    outputs: { findings, changes, applied: outcome !== undefined },
    tables: [
      objectTable(plan, outcome, deps),
      snapshotTable(plan, outcome, deps),
      readmissionTable([...plan.toReadmit, ...readmitted], outcome, deps),
    ].filter(({ rows }) => rows.length > 0),
    summary: {
      title: `Repair of ${what}`,
      facts: {
        'Damaged or gone': [[findings, 'count']],
        [outcome === undefined ? 'Can be mended' : 'Mended']: [[changes, 'count']],
        'Cannot be mended': [[plan.losses.length, 'count']],
      },
      text,
    },
    json: repairJson(plan, readmitted, outcome),
  };
}

/** One annotation per class: what could not be repaired, and what to do about it. */
function report(plan: RepairPlan, outcome: RepairOutcome | undefined, { readmit }: Inputs, { emit }: Deps): void {
  for (const { key, damage } of plan.losses)
    emit({
      type: 'warning',
      class: 'object-lost',
      message: `${key} cannot be put back: ${DAMAGES[damage]}.`,
      fix: 'The table names the affected snapshots and paths. If there is a copy of the bucket, take the object from there; else put these snapshots into quarantine (mode mark).',
    });
  for (const { id, key } of plan.forgeries)
    emit({
      type: 'warning',
      class: 'forged-snapshot',
      message: `Snapshot ${id} was not made by Holdfast: what it says about ${key} is false.`,
      fix: 'Put it into quarantine (mode mark), and find out who wrote it (mode audit).',
    });
  for (const each of plan.unexamined) emit(unexaminedWarning(each));
  for (const each of plan.unread) emit(unreadWarning(each));
  for (const { key, damage } of plan.left)
    emit({
      type: 'warning',
      class: 'document-left',
      message: `${key} is ${DAMAGES[damage]}, and is left like that.`,
      why: 'No snapshot speaks for it, so its owner may have deleted it on purpose.',
      fix: `If it is one of yours: \`holdfast repair --all-series --version ${key.slice(key.lastIndexOf('/') + 1)} --apply\` puts it back.`,
    });
  for (const { key, error } of outcome?.failed ?? [])
    emit({
      type: 'warning',
      class: 'not-put-back',
      message: `${key}: ${error.message}`,
      why: error.why,
      fix: error.fix,
    });
  if (plan.untrusted.length > 0 && !readmit)
    emit({
      type: 'notice',
      class: 'untrusted-time',
      message: `Written at another time than they say, and so never latest: ${counted(plan.untrusted.length, 'snapshot')} (${plan.untrusted[0]?.id ?? ''}).`,
      fix: 'If the vault was copied here, `readmit: true` makes them count. Otherwise somebody forged them.',
    });
  if (plan.quarantined.length > 0)
    emit({
      type: 'info',
      message: `Left alone, since in quarantine: ${counted(plan.quarantined.length, 'snapshot')} (${plan.quarantined.slice(0, SHOWN_PATHS).join(', ')}).`,
    });
}

function unreadText(error: HoldfastError): string {
  return UNEXAMINED[unreadableKind(error) === 'archived' ? 'archived' : 'forbidden'];
}

const UNEXAMINED: Readonly<Record<UnexaminedRoot['kind'], string>> = {
  newer: 'written by a newer version of Holdfast',
  forbidden: 'closed to this role',
  archived: 'archived',
};

function unexaminedWarning({ id, kind, error }: UnexaminedRoot): Problem {
  return {
    type: 'warning',
    class: 'snapshot-not-examined',
    message: `Snapshot ${id} is ${UNEXAMINED[kind]}: what it needs was not checked. ${error.message}`,
    why: 'Nobody knows whether the packs and parts that it names are there; this run does not say so.',
    fix: error.fix,
  };
}

function unreadWarning({ key, error, neededBy }: UnreadObject): Problem {
  const [first = '', ...others] = neededBy;
  return {
    type: 'warning',
    class: unreadableKind(error) === 'archived' ? 'object-archived' : 'object-forbidden',
    message: `${key} was not checked. ${error.message}`,
    why: `Needed by ${first}${others.length === 0 ? '' : ` and ${counted(others.length, 'snapshot')} more`}. Nothing says that it is lost, and nothing that it holds what was written.`,
    fix: error.fix,
  };
}

function repairSummary(
  plan: RepairPlan,
  outcome: RepairOutcome | undefined,
  changes: number,
  findings: number,
): string {
  const { snapshots, objects, s3Versions } = plan.examined;
  const seen = `Checked: ${counted(snapshots, 'snapshot')}, ${counted(objects, 'pack or part', 'packs and parts')}, ${counted(s3Versions, 'S3 version')}.`;
  if (findings + changes === 0) return `${seen} Everything is as it was written.`;
  const lost = lossesText(plan.losses.length, plan.unread.length, plan.unexamined.length);
  if (outcome === undefined)
    return `${seen} A plan of ${counted(changes, 'change')}, and nothing was changed: \`apply: true\` carries it out.${lost}`;
  const failed = outcome.failed.length === 0 ? '' : ` Failed: ${outcome.failed.length}; run it again.`;
  return `${seen} Made: ${counted(changes, 'change')}.${failed}${lost}`;
}

function lossesText(lost: number, unread: number, unexamined: number): string {
  return [
    lost === 0 ? '' : ` Lost for good: ${counted(lost, 'object')}.`,
    unread === 0 ? '' : ` May not be read: ${counted(unread, 'object')}.`,
    unexamined === 0 ? '' : ` Not checked, nor what they need: ${counted(unexamined, 'snapshot')}.`,
  ].join('');
}

function objectTable(plan: RepairPlan, outcome: RepairOutcome | undefined, deps: Deps): Table {
  const failed = new Set(outcome?.failed.map(({ key }) => key));
  const todo = (key: string): string =>
    outcome === undefined ? 'put back' : failed.has(key) ? 'could not be put back' : 'was put back';
  const all: Cell[][] = [
    ...plan.losses.map(({ key, damage }) => [key, DAMAGES[damage], 'nothing: lost', undefined, undefined]),
    ...plan.unread.map(({ key, error }) => [key, unreadText(error), 'nothing: not checked', undefined, undefined]),
    ...plan.unexamined.map(({ key, kind }) => [key, UNEXAMINED[kind], 'nothing: not checked', undefined, undefined]),
    ...plan.left.map(({ key, damage }) => [key, DAMAGES[damage], 'nothing: name it', undefined, undefined]),
    ...plan.forgeries.map(({ id, key }) => [key, `snapshot ${id} is forged`, 'nothing', undefined, undefined]),
    ...plan.fixes.map(({ object: { key }, damage, from }) => [
      key,
      DAMAGES[damage],
      todo(key),
      from.versionId,
      from.lastModified,
    ]),
  ];
  const { rows, note } = shownRows(all, deps);
  return {
    title: `Differences from what was written${note}`,
    columns: {
      object: 'text',
      'what is wrong': 'text',
      [outcome === undefined ? 'what to do' : 'what was done']: 'text',
      'from S3 version': 'text',
      written: 'time',
    },
    rows,
  };
}

function snapshotTable({ damaged }: RepairPlan, outcome: RepairOutcome | undefined, deps: Deps): Table {
  const { rows, note } = shownRows(damaged, deps);
  return tableOf(`Snapshots that lack something for good${note}`, damagedFields(outcome), rows);
}

function damagedFields(outcome: RepairOutcome | undefined): Fields<DamagedSnapshot> {
  const rebuiltAs = ({ id }: DamagedSnapshot): string | undefined => outcome?.rebuilt.get(id);
  return {
    series: { kind: 'text', value: ({ series }) => series },
    id: { kind: 'text', title: 'snapshot', value: ({ id }) => id },
    lost: {
      kind: 'text',
      title: 'what is lost',
      value: ({ lost }) => lost,
      cell: (each) => lossText(each, rebuiltAs(each)),
    },
    lostSections: { value: ({ lostSections }) => lostSections },
    paths: { kind: 'text', value: ({ paths }) => paths, cell: pathText },
    canRebuild: { value: ({ canRebuild }) => canRebuild },
    pathCount: { kind: 'count', title: 'files', value: ({ pathCount }) => pathCount, before: 'paths' },
    rebuiltAs: { value: (each) => rebuiltAs(each) ?? null },
  };
}

function lossText({ canRebuild, lostSections }: DamagedSnapshot, rebuilt: string | undefined): string {
  if (rebuilt !== undefined) return `its map; re-created from its packs as ${rebuilt}`;
  if (canRebuild) return 'its map; its packs contain the same data, so it will be re-created';
  if (lostSections.includes('tree')) return 'the list of its files: nothing of it can be restored';
  if (lostSections.includes('map')) return 'its map and packs: nothing of it can be restored';
  if (lostSections.includes('state')) return 'its state (refs of a repository): files can be restored';
  return 'content of files; restore the others with exclude';
}

function pathText({ paths, pathCount }: DamagedSnapshot): string | undefined {
  if (paths === undefined || pathCount === undefined) return undefined;
  return paths.slice(0, SHOWN_PATHS).join(', ') + (pathCount > SHOWN_PATHS ? ', ...' : '');
}

function readmissionTable(roots: readonly ExaminedRoot[], outcome: RepairOutcome | undefined, deps: Deps): Table {
  const { rows, note } = shownRows(roots, deps);
  const title = `Snapshots whose time ${outcome === undefined ? 'will be' : 'is'} trusted by a mark`;
  return tableOf(title + note, ROOT_FIELDS, rows);
}

const ROOT_FIELDS: Fields<ExaminedRoot> = {
  series: { kind: 'text', value: ({ series }) => series },
  id: { kind: 'text', title: 'snapshot', value: ({ id }) => id },
  time: { kind: 'time', cell: ({ utc }) => utc },
};

function repairJson(
  plan: RepairPlan,
  readmitted: readonly ExaminedRoot[],
  outcome: RepairOutcome | undefined,
): unknown {
  return {
    applied: outcome !== undefined,
    examined: plan.examined,
    fixes: plan.fixes.map(({ kind, object: { key }, damage, from }) => ({
      kind,
      key,
      damage,
      s3VersionId: from.versionId,
      writtenAt: from.lastModified.toISOString(),
    })),
    lost: plan.losses,
    damagedSnapshots: jsonRows(damagedFields(outcome), plan.damaged),
    forged: plan.forgeries,
    leftDocuments: plan.left,
    notRead: plan.unread.map(({ kind, key, error: { code }, neededBy }) => ({ kind, key, code, neededBy })),
    notExamined: plan.unexamined.map(({ series, id, key, kind }) => ({ series, id, key, kind })),
    readmitted: jsonRows(ROOT_FIELDS, [...plan.toReadmit, ...readmitted]),
    untrusted: jsonRows(ROOT_FIELDS, plan.untrusted),
    quarantined: plan.quarantined,
    failed: (outcome?.failed ?? []).map(({ key, error: { code, message } }) => ({ key, code, message })),
  };
}
