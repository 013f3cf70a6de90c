/** Mode find: files by pattern, and the snapshots that hold them. */
import { EXIT } from '../base/errors.ts';
import type { Inputs } from '../inputs/inputs.ts';
import { printablePath } from '../base/platform.ts';
import { refuseBesideSealed } from '../vault/backup/mixed-series.ts';
import { isUnreadable } from '../vault/read/damage.ts';
import type { TreeEntry } from '../vault/format/tree.ts';
import type { Deps } from './shared/command.ts';
import {
  entriesOf,
  ENTRY_FIELDS,
  modeText,
  newestOf,
  openSnapshot,
  pickOne,
  selectorOf,
  shownRows,
} from './vault/snapshot-view.ts';
import { type Fields, fieldsWithin, jsonRows, tableOf } from '../report/fields.ts';
import type { CommandResult, Table } from '../report/result.ts';
import { openVault, type Vault } from './vault/vault.ts';
import { counted } from '../base/text.ts';

type Found = Parameters<typeof openSnapshot>[1];

/** One state of one path, and the snapshots that hold it, newest first. */
interface Hit {
  readonly entry: TreeEntry;
  readonly snapshots: string[];
}

/** Paths that match, in the snapshot that `version` picks; without it in the newest `limit` of the series. */
export async function find(inputs: Inputs, deps: Deps): Promise<CommandResult> {
  return findIn(await openVault(inputs, deps), inputs, deps);
}

export async function findIn(vault: Vault, inputs: Inputs, deps: Deps): Promise<CommandResult> {
  const newest = inputs.version.length > 0 ? [] : await newestOf(vault, inputs, deps);
  if (newest[0] !== undefined) await refuseBesideSealed(vault.store, { series: newest[0].series }, deps.signal);
  const searched: readonly Found[] =
    newest.length > 0 ? newest.map((info) => ({ info })) : [await pickOne(vault, inputs, deps, inputs.version)];
  const isSelected = selectorOf(inputs, deps);
  const hits = new Map<string, Hit>();
  const unreadable: string[] = [];
  const foreign: string[] = [];
  for (const one of searched) {
    try {
      const snapshot = await openSnapshot(vault.store, one, ['tree'], deps);
      for (const entry of entriesOf(snapshot))
        if (isSelected(entry.path, entry.type === 'directory')) addHit(hits, entry, one.info.id);
    } catch (error) {
      // One unreadable snapshot is skipped, so that the others are searched; the exit code reports it.
      if (searched.length === 1 || !isUnreadable(error)) throw error;
      // For holders of a key what others wrote is not there.
      (error.code === 'foreign-snapshot' ? foreign : unreadable).push(one.info.id);
      const message = `Snapshot ${one.info.id} was not searched: ${error.message}`;
      deps.emit({ type: 'warning', class: 'unreadable-snapshot', message });
    }
  }
  const series = searched[0]?.info.series ?? '';
  const done = searched.map(({ info }) => info.id).filter((id) => ![...unreadable, ...foreign].includes(id));
  const found = [...hits.values()].sort((a, b) => Buffer.compare(a.entry.path, b.entry.path));
  return {
    status: unreadable.length > 0 ? 'partial' : found.length > 0 ? 'complete' : 'not-found',
    exitCode: found.length > 0 && unreadable.length === 0 ? EXIT.ok : EXIT.failed,
    outputs: { found: found.length > 0, series },
    tables: [hitTable(found, done.length, deps)],
    summary: {
      title: `Search in ${series}`,
      ...(unreadable.length > 0 && { verdict: `${unreadable.length} of ${searched.length} could not be searched` }),
      ...(unreadable.length === 0 && found.length > 0 && { verdict: 'found' }),
      facts: {
        Paths: [[new Set(found.map(({ entry }) => entry.path.toString('latin1'))).size, 'count']],
        'Snapshots searched': [[done.length, 'count']],
        'Newest that has one': [[newestWith(found) ?? 'none', 'text']],
      },
    },
    json: {
      series,
      searched: done,
      unreadable,
      found: jsonRows(HIT_FIELDS, found),
    },
  };
}

/** Ids sort by time, and those of a hit begin with the newest. */
function newestWith(found: readonly Hit[]): string | undefined {
  return found
    .flatMap(({ snapshots }) => snapshots[0] ?? [])
    .sort()
    .at(-1);
}

/** States of a path differ by content, mode, time or target. */
function addHit(hits: Map<string, Hit>, entry: TreeEntry, id: string): void {
  const { path, type, mode, sizeBytes, mtimeSeconds, mtimeNanos, sha256, target } = entry;
  const facts = [path.toString('latin1'), type, mode, sizeBytes, mtimeSeconds, mtimeNanos];
  const key = [...facts, sha256.toString('latin1'), target.toString('latin1')].join('\0');
  const known = hits.get(key);
  if (known === undefined) hits.set(key, { entry, snapshots: [id] });
  else known.snapshots.push(id);
}

const ENTRY: Fields<Hit> = fieldsWithin(ENTRY_FIELDS, ({ entry }: Hit) => entry);

/** Of the entry what JSON has; the table shows which snapshots hold it, and not its mode. */
const HIT_FIELDS: Fields<Hit> = {
  ...ENTRY,
  path: {
    ...ENTRY['path'],
    cell: ({ entry }) => printablePath(entry.path) + (entry.type === 'directory' ? '/' : ''),
  },
  mode: { value: ({ entry }) => modeText(entry.mode) },
  newest: { kind: 'text', title: 'newest with it', cell: ({ snapshots }) => snapshots[0], before: 'path' },
  oldest: {
    kind: 'text',
    cell: ({ snapshots }) => (snapshots.length > 1 ? snapshots.at(-1) : undefined),
    before: 'path',
  },
  snapshots: {
    kind: 'count',
    value: ({ snapshots }) => snapshots,
    cell: ({ snapshots }) => snapshots.length,
    before: 'path',
  },
};

function hitTable(found: readonly Hit[], searched: number, deps: Deps): Table {
  const { rows, note } = shownRows(found, deps);
  return tableOf(
    `Found in ${counted(searched, 'snapshot')}: ${counted(found.length, 'path')}${note}`,
    HIT_FIELDS,
    rows,
  );
}
