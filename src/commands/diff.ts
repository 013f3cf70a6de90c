/** Mode diff: what changed between two snapshots. */
import type { Emit } from '../base/events.ts';
import type { Inputs } from '../inputs/inputs.ts';
import { printablePath } from '../base/platform.ts';
import type { TreeEntry } from '../vault/format/tree.ts';
import type { Deps } from './shared/command.ts';
import {
  entriesOf,
  fileSize,
  modeText,
  openSnapshot,
  pathJson,
  pickOne,
  selectorOf,
  shownRows,
} from './vault/snapshot-view.ts';
import { refsOf } from './repository/refs.ts';
import { type Fields, jsonRows, tableOf } from '../report/fields.ts';
import type { CommandResult, Phrase, Table } from '../report/result.ts';
import { openVault, type Vault } from './vault/vault.ts';
import { counted } from '../base/text.ts';

/** What changed from the snapshot `compare-with` to the snapshot `version`. */
export async function diff(inputs: Inputs, deps: Deps): Promise<CommandResult> {
  return diffIn(await openVault(inputs, deps), inputs, deps);
}

export interface Difference {
  readonly kind: 'added' | 'removed' | 'changed';
  readonly path: Buffer;
  readonly before?: TreeEntry;
  readonly after?: TreeEntry;
}

/**
 * Merges two trees in path order. Equal are entries of the same type, mode, content and link target: times do not
 * count, since every fresh checkout has new ones.
 */
export function* compareTrees(before: Iterable<TreeEntry>, after: Iterable<TreeEntry>): Generator<Difference> {
  const old = before[Symbol.iterator]();
  let previous = old.next();
  for (const entry of after) {
    while (previous.done !== true && Buffer.compare(previous.value.path, entry.path) < 0) {
      yield { kind: 'removed', path: previous.value.path, before: previous.value };
      previous = old.next();
    }
    if (previous.done === true || !previous.value.path.equals(entry.path)) {
      yield { kind: 'added', path: entry.path, after: entry };
      continue;
    }
    if (!isSame(previous.value, entry))
      yield { kind: 'changed', path: entry.path, before: previous.value, after: entry };
    previous = old.next();
  }
  for (; previous.done !== true; previous = old.next()) {
    yield { kind: 'removed', path: previous.value.path, before: previous.value };
  }
}

function isSame(a: TreeEntry, b: TreeEntry): boolean {
  return a.type === b.type && a.mode === b.mode && a.sha256.equals(b.sha256) && a.target.equals(b.target);
}

interface RefDifference {
  readonly ref: string;
  readonly before: string | undefined;
  readonly after: string | undefined;
}

function compareRefs(
  before: Readonly<Record<string, string>> = {},
  after: Readonly<Record<string, string>> = {},
): readonly RefDifference[] {
  return [...new Set([...Object.keys(before), ...Object.keys(after)])]
    .sort()
    .map((ref) => ({ ref, before: before[ref], after: after[ref] }))
    .filter((change) => change.before !== change.after);
}

export async function diffIn(vault: Vault, inputs: Inputs, deps: Deps): Promise<CommandResult> {
  const once = { ...deps, emit: tellingOnce(deps.emit) };
  const from = await pickOne(vault, inputs, once, [inputs.compareWith ?? 'latest~1']);
  const to = await pickOne(vault, inputs, once, inputs.version);
  const [a, b] = await Promise.all(
    [from, to].map((found) => openSnapshot(vault.store, found, ['tree', 'state'], deps)),
  );
  if (a === undefined || b === undefined) throw new Error('two snapshots were asked for');
  const isSelected = selectorOf(inputs, deps);
  const differences = [...compareTrees(entriesOf(a), entriesOf(b))].filter(({ before, after }) => {
    const { path, type } = (after ?? before) as TreeEntry;
    return isSelected(path, type === 'directory');
  });
  const refs = compareRefs(refsOf(a), refsOf(b));
  const names = { from: from.info.id, to: to.info.id };
  return {
    status: 'complete',
    outputs: { found: true, series: to.info.series, snapshot: names.to, differences: differences.length + refs.length },
    tables: [
      ...(refs.length > 0 ? [refTable(refs, deps)] : []),
      pathTable(`${names.from} to ${names.to}`, differences, deps),
    ],
    summary: {
      title: `What changed in ${to.info.series}`,
      verdict: differences.length + refs.length === 0 ? 'nothing' : changesText(differences.length, refs.length),
      facts: diffFacts(differences),
    },
    json: {
      series: to.info.series,
      ...names,
      differences: jsonRows(DIFFERENCE_FIELDS, differences),
      ...(refs.length > 0 && { refs: jsonRows(REF_FIELDS, refs) }),
    },
  };
}

function changesText(paths: number, refs: number): string {
  const counts = [paths > 0 ? counted(paths, 'path') : '', refs > 0 ? counted(refs, 'ref') : ''];
  return counts.filter((text) => text !== '').join(' and ');
}

function diffFacts(differences: readonly Difference[]): Readonly<Record<string, Phrase>> {
  const bytesOf = (kind: Difference['kind']): number =>
    differences
      .filter((difference) => difference.kind === kind)
      .reduce((sum, { before, after }) => sum + (fileSize(after ?? before) ?? 0), 0);
  const fact = (kind: Difference['kind']): Phrase => [
    `${counted(countOf(differences, kind), 'path')}, `,
    [bytesOf(kind), 'bytes'],
  ];
  return { Added: fact('added'), Removed: fact('removed'), Changed: fact('changed') };
}

/** Both selections skip the same snapshots. */
function tellingOnce(emit: Emit): Emit {
  const told = new Set<string>();
  return (event) => {
    const text = JSON.stringify(event);
    if (!told.has(text)) emit(event);
    told.add(text);
  };
}

const DIFFERENCE_FIELDS: Fields<Difference> = {
  kind: { kind: 'text', title: 'change', value: ({ kind }) => kind },
  path: { kind: 'path', values: ({ path }) => pathJson(path), cell: pathText },
  before: {
    kind: 'bytes',
    title: 'size before',
    value: ({ before }) => before && sideJson(before),
    cell: ({ before }) => fileSize(before),
    before: 'path',
  },
  after: {
    kind: 'bytes',
    title: 'size after',
    value: ({ after }) => after && sideJson(after),
    cell: ({ after }) => fileSize(after),
    before: 'path',
  },
};

function pathText({ path, before, after }: Difference): string {
  return printablePath(path) + ((after ?? before)?.type === 'directory' ? '/' : '');
}

function sideJson({ type, mode, sizeBytes, sha256 }: TreeEntry) {
  const content = type === 'file' ? { sizeBytes, sha256: sha256.toString('hex') } : {};
  return { type, mode: modeText(mode), ...content };
}

function pathTable(title: string, differences: readonly Difference[], deps: Deps): Table {
  const { rows, note } = shownRows(differences, deps);
  const counts = KINDS.map((kind) => `${countOf(differences, kind)} ${kind}`).join(', ');
  return tableOf(`${title}: ${counts}${note}`, DIFFERENCE_FIELDS, rows);
}

const KINDS = ['added', 'removed', 'changed'] as const;

function countOf(differences: readonly Difference[], kind: Difference['kind']): number {
  return differences.filter((difference) => difference.kind === kind).length;
}

const REF_FIELDS: Fields<RefDifference> = {
  ref: { kind: 'text', value: ({ ref }) => ref },
  before: { kind: 'text', value: ({ before }) => before },
  after: { kind: 'text', value: ({ after }) => after },
};

function refTable(refs: readonly RefDifference[], deps: Deps): Table {
  const { rows, note } = shownRows(refs, deps);
  return tableOf(`Refs: ${refs.length} changed${note}`, REF_FIELDS, rows);
}
