/** Mode mark: notes a fact of one snapshot. */
import { HoldfastError } from '../base/errors.ts';
import type { Inputs } from '../inputs/inputs.ts';
import { isUnreadable } from '../vault/read/damage.ts';
import { isSnapshotId, type MarkKind } from '../vault/format/keys.ts';
import { listMarks, type MarkBody, type MarkFacts, readMarkFacts, writeMark } from '../vault/read/marks.ts';
import type { RootHeader } from '../vault/format/root.ts';
import { listSnapshots } from '../vault/read/snapshots.ts';
import type { Deps } from './shared/command.ts';
import { pickOne } from './vault/snapshot-view.ts';
import { type Fields, jsonRow, tableOf } from '../report/fields.ts';
import type { CommandResult } from '../report/result.ts';
import { openVault, plannedSeries, type Vault } from './vault/vault.ts';

/** Notes a fact of one snapshot. */
export async function mark(inputs: Inputs, deps: Deps): Promise<CommandResult> {
  return markIn(await openVault(inputs, deps), inputs, deps);
}

type Word = NonNullable<Inputs['mark']>;

/** The kind of mark that each word writes. */
const KINDS: Readonly<Record<Word, MarkKind>> = {
  label: 'label',
  hold: 'hold',
  release: 'hold',
  acknowledge: 'acknowledged',
  quarantine: 'quarantine',
};

const EFFECTS: Readonly<Record<Word, string>> = {
  label: 'the selector tag: finds it by these labels too',
  hold: 'it is never pruned, until it is released',
  release: 'it is pruned by the rules again',
  acknowledge: 'its anomaly is intended and no longer stops pruning',
  quarantine: 'it is never picked unless it is named, and no backup builds on it',
};

export async function markIn(vault: Vault, inputs: Inputs, deps: Deps): Promise<CommandResult> {
  const { store } = vault;
  const { signal } = deps;
  const word = inputs.mark as Word;
  const snapshot = await pick(vault, inputs, deps);
  const { series, id } = snapshot;
  const marks = await listMarks(store, series, { id, signal });
  const before = (await readMarkFacts(store, marks, signal)).get(id);
  const useless = reasonNot(word, inputs, snapshot.header, before);
  const body: MarkBody = {
    ...(inputs.reason !== undefined && { reason: inputs.reason }),
    ...(word === 'label' && { labels: [...inputs.labels] }),
    ...(word === 'release' && { released: true }),
  };
  if (useless === undefined)
    await writeMark(store, snapshot, KINDS[word], store.serverDate() ?? deps.now(), body, signal);
  else deps.emit({ type: 'notice', class: 'nothing-to-mark', message: `Nothing was written: ${useless}.` });
  return buildMarkResult({ word, marked: snapshot, body, useless });
}

interface Marked {
  readonly series: string;
  readonly id: string;
  /** undefined for a snapshot that cannot be read. */
  readonly header: RootHeader | undefined;
}

/** Also one that cannot be read, if its id is given in full: a quarantine is what such a snapshot may need. */
async function pick(vault: Vault, inputs: Inputs, deps: Deps): Promise<Marked> {
  try {
    const { info, header } = await pickOne(vault, inputs, deps, inputs.version);
    return { ...info, header };
  } catch (error) {
    const [id = ''] = inputs.version;
    if (!isUnreadable(error) || !isSnapshotId(id)) throw error;
    const { series } = plannedSeries(vault);
    const infos = await listSnapshots(vault.store, series, undefined, deps.signal);
    if (!infos.some((info) => info.id === id)) throw error;
    return { series, id, header: undefined };
  }
}

/** Explains why the mark would have no effect. @throws bad-input for what cannot be meant */
function reasonNot(
  word: Word,
  { labels }: Inputs,
  header: RootHeader | undefined,
  before: MarkFacts | undefined,
): string | undefined {
  switch (word) {
    case 'label': {
      const known = [...(header?.labels ?? []), ...(before?.labels ?? [])];
      return labels.every((label) => known.includes(label)) ? 'the snapshot already has these labels' : undefined;
    }
    case 'release':
      return before?.hold === undefined ? 'the snapshot is not held' : undefined;
    case 'acknowledge':
      if (header !== undefined && header.anomaly === undefined) throw noAnomaly();
      return before?.acknowledged === undefined ? undefined : 'its anomaly is already acknowledged';
    case 'quarantine':
      return before?.quarantine === undefined ? undefined : 'the snapshot is already in quarantine';
    case 'hold':
      return before?.hold === undefined ? undefined : 'the snapshot is already held';
  }
}

function noAnomaly(): HoldfastError {
  return new HoldfastError({
    code: 'bad-input',
    message: 'mark: acknowledge is for a snapshot that is flagged as an anomaly, and this one is not.',
    fix: 'Mode list shows which snapshots are; name one of them with version.',
  });
}

interface MarkRow {
  readonly word: Word;
  readonly marked: Marked;
  readonly body: MarkBody;
  readonly useless: string | undefined;
}

const MARK_FIELDS: Fields<MarkRow> = {
  status: { value: () => 'complete' },
  series: { kind: 'text', value: ({ marked }) => marked.series },
  snapshot: { kind: 'text', value: ({ marked }) => marked.id },
  mark: { kind: 'text', value: ({ word }) => word },
  written: { value: ({ useless }) => useless === undefined },
  reason: { kind: 'text', value: ({ body }) => body.reason },
  labels: {
    kind: 'text',
    value: ({ body }) => body.labels,
    cell: ({ body }) => body.labels?.join(' '),
    before: 'reason',
  },
  released: { value: ({ body }) => body.released },
  effect: { kind: 'text', cell: ({ word, useless }) => useless ?? EFFECTS[word] },
};

function buildMarkResult(row: MarkRow): CommandResult {
  const { word, marked, useless } = row;
  const { series, id } = marked;
  const isWritten = useless === undefined;
  return {
    status: 'complete',
    outputs: { status: 'complete', series, snapshot: id },
    tables: [tableOf(isWritten ? 'Written' : 'Nothing to write', MARK_FIELDS, [row])],
    summary: {
      title: `Mark on a snapshot of ${series}`,
      verdict: isWritten ? 'written' : 'nothing to write',
      facts: { Snapshot: [[id, 'text']], Mark: [word], Effect: [useless ?? EFFECTS[word]] },
    },
    json: jsonRow(MARK_FIELDS, row),
  };
}
