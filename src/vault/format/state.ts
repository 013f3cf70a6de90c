/** The state table: what the next run of a source needs from this one. */
import type { Row } from './columns.ts';
import { LevelWriter, tableRows, type Levels, type StoredSegment, type TableSchema } from './table.ts';

/**
 * The state: what the next run of a source needs from this one, and the refs of a repository. `alive` 0 is a tombstone.
 */
export const STATE: TableSchema = {
  table: 'state',
  key: 'key',
  alive: 'alive',
  columns: { key: 'bytes', alive: 'uint', value: 'bytes' },
};

export interface StateRow {
  readonly key: Buffer;
  readonly value: Buffer;
}

export function* stateRows(levels: Levels, prefix?: Buffer): Generator<StateRow> {
  for (const { key, segment, row } of tableRows(STATE, levels, prefix))
    yield { key, value: segment.bytes('value', row) };
}

/** What differs between two states, both in key order, as a level of rows and tombstones. */
export function stateChanges(before: Iterable<StateRow>, after: Iterable<StateRow>): readonly StoredSegment[] {
  const writer = new LevelWriter(STATE);
  const old = before[Symbol.iterator]();
  let previous = old.next();
  for (const row of after) {
    while (previous.done !== true && Buffer.compare(previous.value.key, row.key) < 0) {
      writer.push(tombstone(previous.value.key));
      previous = old.next();
    }
    const known = previous.done !== true && previous.value.key.equals(row.key) ? previous.value : undefined;
    if (known !== undefined) previous = old.next();
    if (known?.value.equals(row.value) !== true) writer.push({ key: row.key, alive: 1, value: row.value });
  }
  for (; previous.done !== true; previous = old.next()) writer.push(tombstone(previous.value.key));
  return writer.finish();
}

function tombstone(key: Buffer): Row {
  return { key, alive: 0, value: Buffer.alloc(0) };
}
