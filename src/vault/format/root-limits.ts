/** What a root may describe, and JSON in it: known before it takes memory. */
import { LIMITS } from '../../base/limits.ts';
import type { Block, SegmentRef, Sections } from './sections.ts';

/**
 * What a root may describe (docs/format.md, "Limits"), for whoever writes one and for whoever reads one. All of it is
 * known before anything but the root itself is read.
 */
export interface RootTables {
  readonly objects: number;
  readonly blocks: readonly Block[];
  readonly sections: Sections<SegmentRef>;
}

/** The first exceeded limit, as the end of a sentence; undefined: none is exceeded. */
export function excessOf({ objects, blocks, sections }: RootTables): string | undefined {
  const levels = Math.max(...Object.values(sections).map((table) => table.length));
  const segments = Object.values(sections).flatMap((table) => table.flat());
  const counts: readonly (readonly [string, number, number])[] = [
    ['packs and parts', objects, LIMITS.snapshotMaxObjects],
    ['blocks', blocks.length, LIMITS.snapshotMaxBlocks],
    ['segments', segments.length, LIMITS.snapshotMaxSegments],
    ['levels of one table', levels, LIMITS.tableMaxLevels],
    ['rows in its map', rowsOf(sections.map), LIMITS.mapMaxRows],
    ['rows in its tree', rowsOf(sections.tree), LIMITS.tableMaxRows],
    ['rows in its state', rowsOf(sections.state), LIMITS.tableMaxRows],
    ['bytes of tables', sumOf(blocks, ({ rawBytes }) => rawBytes), LIMITS.snapshotMaxTableBytes],
  ];
  const found = counts.find(([, count, most]) => count > most);
  return found && `it has ${String(found[1])} ${found[0]}, but only ${String(found[2])} are allowed`;
}

/**
 * Segments that share bytes of a block, or blocks that share bytes of a part: a small root could name the same bytes
 * over and over. What lies between them may be what a later snapshot does not need any more.
 */
export function overlapOf({ blocks, sections }: RootTables): string | undefined {
  const segments = Object.values(sections).flatMap((table) => table.flat());
  for (const [block, refs] of Map.groupBy(segments, (ref) => ref.block)) {
    if (refs.length > 1 && block.rawBytes > LIMITS.sharedBlockMaxBytes)
      return `a block of ${String(block.rawBytes)} bytes holds more than one segment`;
    if (hasOverlap(refs.map(({ start, rawBytes }) => ({ start, end: start + rawBytes }))))
      return 'two segments lie in the same bytes';
  }
  const inRoot = blocks.flatMap((block) => ('stored' in block ? [block.stored.byteOffset] : []));
  if (new Set(inRoot).size !== inRoot.length) return 'two blocks lie in the same frame';
  const inParts = blocks.flatMap((block) => ('stored' in block ? [] : [block]));
  for (const ofPart of Map.groupBy(inParts, ({ key }) => key).values()) {
    if (hasOverlap(ofPart.map(({ offset, storedBytes }) => ({ start: offset, end: offset + storedBytes }))))
      return 'two blocks lie in the same bytes';
  }
  return undefined;
}

interface Span {
  readonly start: number;
  readonly end: number;
}

function hasOverlap(spans: readonly Span[]): boolean {
  const inOrder = spans.toSorted((a, b) => a.start - b.start || a.end - b.end);
  return inOrder.some(({ start }, i) => i > 0 && start < (inOrder[i - 1] as Span).end);
}

function rowsOf(table: readonly (readonly SegmentRef[])[]): number {
  return sumOf(table.flat(), ({ rows }) => rows);
}

function sumOf<T>(list: readonly T[], numberOf: (each: T) => number): number {
  return list.reduce((sum, each) => sum + numberOf(each), 0);
}

/**
 * JSON from a bucket, with a bound on what it takes in memory: a text of 64 MiB can ask for a hundred million lists.
 */
const COMMA = 0x2c;
const BACKSLASH = 0x5c;
const QUOTE = 0x22;
const OPEN_LIST = 0x5b;
const OPEN_OBJECT = 0x7b;

/**
 * @param text UTF-8
 * @throws if it is not JSON, or has more than `LIMITS.jsonMaxValues` values
 */
export function parseJson(text: Uint8Array): unknown {
  // A value takes a byte at least.
  if (text.length > LIMITS.jsonMaxValues) countValues(text);
  return JSON.parse(Buffer.from(text.buffer, text.byteOffset, text.length).toString()) as unknown;
}

/** Each value follows a comma, or is the first in a list or object, or the whole: names of fields come for free. */
function countValues(text: Uint8Array): void {
  let values = 1;
  let isText = false;
  for (let at = 0; at < text.length; at++) {
    const byte = text[at];
    if (isText) {
      if (byte === BACKSLASH) at++;
      else if (byte === QUOTE) isText = false;
    } else if (byte === QUOTE) isText = true;
    else if (byte === COMMA || byte === OPEN_LIST || byte === OPEN_OBJECT) values++;
    if (values > LIMITS.jsonMaxValues) throw new Error(`it has more than ${String(LIMITS.jsonMaxValues)} values`);
  }
}
