/** Mode list: the series of a vault, the snapshots of a series, or the files of a snapshot. */
import { EXIT, type HoldfastError } from '../base/errors.ts';
import type { Inputs } from '../inputs/inputs.ts';
import { listMarks, type MarkFacts, readMarkFacts } from '../vault/read/marks.ts';
import type { RootHeader } from '../vault/format/root.ts';
import { BESIDE_SEALED, openBesideSealed, SealedError, type SealedFacts } from '../vault/format/sealed-root.ts';
import { originOf } from '../vault/read/selectors.ts';
import { unreadableKind } from '../vault/read/damage.ts';
import { listSeries, readHeaders, type SnapshotInfo } from '../vault/read/snapshots.ts';
import type { TreeEntry } from '../vault/format/tree.ts';
import { diffIn } from './diff.ts';
import type { Deps } from './shared/command.ts';
import { addedBytes, historyPoint, restoreCommand } from './shared/summary-history.ts';
import { entriesOf, ENTRY_FIELDS, newestOf, openSnapshot, selectorOf, shownRows } from './vault/snapshot-view.ts';
import { readBefore } from './repository/read-before.ts';
import { refsOf } from './repository/refs.ts';
import { type Fields, jsonRows, tableOf } from '../report/fields.ts';
import type { CommandResult, Phrase, Table } from '../report/result.ts';
import { tellOfHidden } from './vault/hidden.ts';
import { openVault, pickSnapshot, type Vault } from './vault/vault.ts';
import { agoText, counted } from '../base/text.ts';

/** The snapshots of a series; with `version` the files of one; with `compare-with` what changed up to it. */
export async function list(inputs: Inputs, deps: Deps): Promise<CommandResult> {
  return listIn(await openVault(inputs, deps), inputs, deps);
}

export async function listIn(vault: Vault, inputs: Inputs, deps: Deps): Promise<CommandResult> {
  if (vault.plan === undefined) return listVault(vault, deps);
  if (inputs.compareWith !== undefined) return diffIn(vault, inputs, deps);
  return inputs.version.length > 0 ? listFiles(vault, inputs, deps) : listSnapshotsOf(vault, inputs, deps);
}

/** No series is named and none follows from the environment: lists those of the vault. */
async function listVault({ store }: Vault, deps: Deps): Promise<CommandResult> {
  const all = await listSeries(store, deps.signal);
  const hidden = await tellOfHidden({ store }, undefined, undefined, deps);
  const shown = new Set(all.map(({ series }) => series));
  const gone = [...new Set(hidden.map(({ series }) => series))].filter((series) => !shown.has(series));
  const deleted = gone.map((series) => ({ series: `${series} (all deleted)`, snapshots: 0 }));
  return {
    status: all.length > 0 ? 'complete' : 'not-found',
    outputs: { found: all.length > 0 },
    tables: [tableOf('Series in this vault', SERIES_FIELDS, [...all, ...deleted])],
    summary: { title: 'Series in this vault' },
    json: {
      series: jsonRows(SERIES_FIELDS, all),
      deletedSeries: gone,
      deletedSnapshots: hidden.map(({ series, id }) => ({ series, id })),
    },
  };
}

interface SeriesRow {
  readonly series: string;
  readonly snapshots: number;
  readonly newest?: SnapshotInfo;
}

const SERIES_FIELDS: Fields<SeriesRow> = {
  series: { kind: 'text', value: ({ series }) => series },
  snapshots: { kind: 'count', value: ({ snapshots }) => snapshots },
  newest: { kind: 'time', value: ({ newest }) => newest?.utc },
  newestId: { value: ({ newest }) => newest?.id },
};

/** One snapshot of a list: its header, or why that cannot be read. */
interface Row {
  readonly info: SnapshotInfo;
  readonly header?: RootHeader;
  /** Without the key of a sealed one: what stands open in it. */
  readonly sealed?: SealedFacts;
  readonly problem?: HoldfastError;
  /** What was learned of it after it was made. */
  readonly facts?: MarkFacts | undefined;
}

async function listSnapshotsOf(vault: Vault, inputs: Inputs, deps: Deps): Promise<CommandResult> {
  const shown = await newestOf(vault, inputs, deps);
  const [first] = shown;
  if (first === undefined) {
    // The only result is the message that `if-no-snapshot` asks for.
    await pickSnapshot(vault, inputs, deps, []);
    return nothingFound(vault);
  }
  const { series } = first;
  // Newer ones than the oldest that is shown: what is older is shown by no list.
  const hidden = await tellOfHidden(vault, series, shown.at(-1)?.id, deps);
  const facts = await readShownMarks(vault, shown, deps);
  const rows: Row[] = [];
  let forbidden: HoldfastError | undefined;
  for await (const found of readHeaders(vault.store, shown, deps.signal)) {
    if ('header' in found) rows.push({ info: found, header: found.header, facts: facts.get(found.id) });
    else {
      if (unreadableKind(found.error) === 'forbidden') forbidden ??= found.error;
      const sealed = found.error instanceof SealedError ? found.error.facts : undefined;
      const problem = sealed === undefined ? { problem: found.error } : { sealed };
      rows.push({ info: found.info, ...problem, facts: facts.get(found.info.id) });
    }
  }
  if (rows.every(({ header }) => header === undefined) && forbidden !== undefined) throw forbidden;
  const broken = rows.filter(({ problem }) => problem !== undefined && unreadableKind(problem) !== 'foreign');
  tellOfBroken(broken, deps);
  tellOfForeign(rows, deps);
  const doubtful = openBesideSealed(rows);
  tellOfOpen(doubtful, deps);
  const now = vault.store.serverDate() ?? deps.now();
  const fields = snapshotFields(now, new Set(doubtful));
  const json = jsonRows(fields, rows);
  return {
    status: broken.length > 0 ? 'partial' : 'complete',
    ...(broken.length > 0 && { exitCode: EXIT.failed }),
    outputs: { found: true, series, snapshot: first.id, snapshots: JSON.stringify(json) },
    tables: [tableOf(`Snapshots of ${series}, newest first`, fields, rows)],
    summary: {
      title: `Snapshots of ${series}`,
      verdict: broken.length > 0 ? `${broken.length} of ${rows.length} cannot be read` : `${rows.length} shown`,
      facts: factsOfRows(rows, now),
      restoreCommand: restoreCommand(inputs, deps, first),
      history: rows.flatMap(({ info, header }) => (header === undefined ? [] : [historyPoint(info, header)])).reverse(),
    },
    json: { series, snapshots: json, deletedSnapshots: hidden.map(({ id }) => id) },
  };
}

function factsOfRows(rows: readonly Row[], now: Date): Readonly<Record<string, Phrase>> {
  const [newest] = rows;
  const counts = newest?.header?.counts;
  const verified = rows.flatMap(({ facts }) => facts?.verified?.utc.getTime() ?? []);
  const last = verified.length === 0 ? undefined : Math.max(...verified);
  return {
    'Newest snapshot': [newest === undefined ? 'none' : agoText(now.getTime() - newest.info.utc.getTime())],
    ...(counts !== undefined && {
      'New in it': [[counts['newBytes'], 'bytes'], ' of ', [counts['bytes'], 'bytes']] satisfies Phrase,
    }),
    'Newest proof': [last === undefined ? 'none of these: run mode verify' : agoText(now.getTime() - last)],
  };
}

/** Marks of the snapshots shown, given newest first: a LIST, and a GET for each mark. */
async function readShownMarks({ store }: Vault, shown: readonly SnapshotInfo[], { signal }: Deps) {
  const { series, id: from } = shown.at(-1) as SnapshotInfo;
  const ids = new Set(shown.map(({ id }) => id));
  const marks = await listMarks(store, series, { from, signal });
  return readMarkFacts(
    store,
    marks.filter(({ id }) => ids.has(id)),
    signal,
  );
}

function nothingFound({ plan }: Vault): CommandResult {
  return {
    status: 'not-found',
    outputs: { found: false, series: plan?.series ?? '', snapshots: '[]' },
    tables: [],
    json: { series: plan?.series, snapshots: [] },
  };
}

function statusOf(problem: HoldfastError | undefined): string {
  const kind = unreadableKind(problem);
  return kind === 'newer' || kind === 'foreign' ? kind : 'unreadable';
}

/** Said once: whoever may write can make any number of them. */
function tellOfForeign(rows: readonly Row[], { emit }: Deps): void {
  const foreign = rows.filter(({ problem }) => unreadableKind(problem) === 'foreign');
  const [first] = foreign;
  if (first?.problem === undefined) return;
  emit({
    type: 'warning',
    class: 'foreign-snapshot',
    message: `${counted(foreign.length, 'snapshot is', 'snapshots are')} not of the holders of vault-key, and never used: ${first.problem.message}`,
    fix: first.problem.fix,
  });
}

/** Said once, like that. */
function tellOfOpen(doubtful: readonly Row[], { emit }: Deps): void {
  const [newest] = doubtful;
  if (newest === undefined) return;
  emit({
    type: 'warning',
    class: 'open-beside-sealed',
    message: `${counted(doubtful.length, 'snapshot is', 'snapshots are')} open, beside sealed ones, ${newest.info.id} for one: without vault-key nobody can tell whose.`,
    fix: 'List with the key of the vault. What none of you made: mode audit, and `mark` with quarantine.',
  });
}

/** Digits, as git shows them. */
const SHORT_COMMIT = 7;

/** @param now S3's clock @param doubtful those that are open, beside sealed ones */
function snapshotFields(now: Date, doubtful: ReadonlySet<Row>): Fields<Row> {
  return {
    id: { kind: 'text', value: ({ info }) => info.id },
    time: { kind: 'time', value: ({ info }) => info.utc, before: 'id' },
    timeTrusted: { value: ({ info }) => info.timeTrusted },
    rootBytes: { value: ({ info }) => info.sizeBytes },
    marks: { value: ({ facts }) => facts && marksJson(facts) },
    status: { kind: 'text', value: ({ header, sealed, problem }) => (header ?? sealed)?.status ?? statusOf(problem) },
    problem: { value: ({ problem }) => problem?.message },
    parts: { value: ({ header }) => header?.parts },
    readBefore: { value: ({ header }) => header && readBefore(header) },
    counts: { value: ({ header }) => header?.counts },
    context: { value: ({ header }) => header?.context },
    files: { kind: 'count', cell: ({ header }) => header?.counts['files'] },
    size: { kind: 'bytes', cell: ({ header }) => header?.counts['bytes'] },
    stored: { kind: 'bytes', cell: ({ info, header }) => header && addedBytes(info, header) },
    ref: { kind: 'text', cell: ({ header }) => header && shortRef(header) },
    commit: { kind: 'text', cell: ({ header }) => header && originOf(header).commits[0]?.slice(0, SHORT_COMMIT) },
    labels: { kind: 'text', value: ({ header, sealed }) => (header ?? sealed)?.labels, cell: labelsText },
    gaps: { value: ({ header }) => header && gapCounts(header) },
    anomaly: { value: ({ header, sealed }) => (header ?? sealed)?.anomaly },
    seal: { value: ({ header, sealed }) => (header ?? sealed)?.seal },
    notes: { kind: 'text', cell: (row) => notesText(row, now, doubtful.has(row)) },
    besideSealed: { value: (row) => doubtful.has(row) || undefined },
  };
}

function shortRef(header: RootHeader): string | undefined {
  return originOf(header).refs[0]?.replace(/^refs\/(heads|tags)\//, '');
}

/** Those that it was made with, and those of marks. */
function labelsText({ header, sealed, facts }: Row): string | undefined {
  const said = header ?? sealed;
  return said && [...new Set([...said.labels, ...(facts?.labels ?? [])])].join(' ');
}

function gapCounts({ gaps }: RootHeader): Readonly<Record<string, number>> {
  return Object.fromEntries(Object.entries(gaps).map(([name, { count }]) => [name, count]));
}

function notesText({ info, header, sealed, problem, facts }: Row, now: Date, isDoubtful: boolean): string {
  const marked = facts === undefined ? [] : markNotes(facts, now);
  const said = header ?? sealed;
  if (said === undefined) return [problem?.message, ...marked].join('; ');
  return [
    ...(sealed === undefined ? [] : ['sealed']),
    ...(isDoubtful ? [BESIDE_SEALED] : []),
    ...(said.anomaly === undefined ? [] : [`anomaly: ${said.anomaly}`]),
    ...(info.timeTrusted ? [] : ['its time is not trusted: never latest']),
    ...marked,
  ].join('; ');
}

function markNotes({ verified, hold, acknowledged, quarantine }: MarkFacts, now: Date): string[] {
  const because = (what: string, reason: string | undefined): string[] =>
    reason === undefined ? [] : [reason === '' ? what : `${what}: ${reason}`];
  return [
    ...because('in quarantine, never used', quarantine),
    ...(verified === undefined
      ? []
      : [`verified ${agoText(now.getTime() - verified.utc.getTime())} (${verified.level})`]),
    ...because('held', hold),
    ...because('anomaly acknowledged', acknowledged),
  ];
}

function marksJson({ verified, ...rest }: MarkFacts) {
  return { ...rest, ...(verified && { verified: { level: verified.level, time: verified.utc.toISOString() } }) };
}

async function listFiles(vault: Vault, inputs: Inputs, deps: Deps): Promise<CommandResult> {
  const found = await pickSnapshot(vault, inputs, deps, inputs.version);
  if (found === undefined) return nothingFound(vault);
  const snapshot = await openSnapshot(vault.store, found, ['tree', 'state'], deps);
  const isSelected = selectorOf(inputs, deps);
  const entries = [...entriesOf(snapshot)].filter(({ path, type }) => isSelected(path, type === 'directory'));
  isSelected.tellUnused();
  const files = entries.filter(({ type }) => type === 'file');
  const { id, series } = found.info;
  const refs = refsOf(snapshot);
  const earlier = readBefore(snapshot.root.header);
  const bytes = files.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
  return {
    status: 'complete',
    outputs: { found: true, series, snapshot: id, files: files.length, bytes },
    tables: [
      ...(refs === undefined ? [] : [refTable(refs, deps)]),
      ...(earlier === undefined ? [] : [tableOf('As an earlier run read it', READ_FIELDS, Object.entries(earlier))]),
      ...(snapshot.root.gaps.length === 0 ? [] : [gapTable(snapshot.root.gaps, deps)]),
      entryTable(`Snapshot ${id} of ${series}: ${counted(files.length, 'file')}`, entries, deps),
    ],
    summary: { title: `A snapshot of ${series}` },
    json: {
      series,
      snapshot: id,
      entries: jsonRows(ENTRY_FIELDS, entries),
      gaps: snapshot.root.gaps,
      ...(refs && { refs }),
      ...(earlier && { readBefore: earlier }),
    },
  };
}

/** Snapshots that cannot be read and are named in a warning of their own; the table has all. */
const NAMED_BROKEN = 5;

function tellOfBroken(broken: readonly Row[], { emit }: Deps): void {
  for (const { info, problem } of broken.slice(0, NAMED_BROKEN))
    emit({ type: 'warning', class: 'unreadable-snapshot', message: `Snapshot ${info.id}: ${problem?.message}` });
  const others = broken.length - NAMED_BROKEN;
  if (others > 0)
    emit({
      type: 'warning',
      class: 'unreadable-snapshot',
      message: `And ${counted(others, 'snapshot')} more cannot be read: the table names them.`,
    });
}

function entryTable(title: string, entries: readonly TreeEntry[], deps: Deps): Table {
  const { rows, note } = shownRows(entries, deps);
  return tableOf(title + note, ENTRY_FIELDS, rows);
}

const REF_FIELDS: Fields<readonly [ref: string, object: string]> = {
  ref: { kind: 'text', value: ([ref]) => ref },
  object: { kind: 'text', value: ([, object]) => object },
};

function refTable(refs: Readonly<Record<string, string>>, deps: Deps): Table {
  const { rows, note } = shownRows(Object.entries(refs), deps);
  return tableOf(`Refs${note}`, REF_FIELDS, rows);
}

const READ_FIELDS: Fields<readonly [kind: string, time: string]> = {
  kind: { kind: 'text', value: ([kind]) => kind },
  read: { kind: 'time', value: ([, time]) => new Date(time) },
};

interface GapRow {
  readonly class: string;
  readonly path: string;
  readonly reason: string;
}

const GAP_FIELDS: Fields<GapRow> = {
  class: { kind: 'text', value: (gap) => gap.class },
  path: { kind: 'path', value: ({ path }) => path },
  reason: { kind: 'text', value: ({ reason }) => reason },
};

function gapTable(gaps: readonly GapRow[], deps: Deps): Table {
  const { rows, note } = shownRows(gaps, deps);
  return tableOf(`Not in this snapshot${note}`, GAP_FIELDS, rows);
}
