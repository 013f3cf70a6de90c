/** What a walk found, in the order of paths. */
import type { EntryType } from '../source.ts';

/** What the walk learns about one path. Text holds one byte per character (`latin1`), so that it sorts like bytes. */
export interface ListingRow {
  /** Relative, `/` between segments. */
  readonly path: string;
  readonly type: EntryType;
  readonly mode: number;
  readonly sizeBytes: number;
  readonly mtimeSeconds: number;
  readonly mtimeNanos: number;
}

export interface ListedRow extends ListingRow {
  readonly target: Buffer;
  readonly linkGroup: number;
}

const BLOCK_ROWS = 16_384;
const TYPES: readonly EntryType[] = ['file', 'directory', 'symlink'];
const NOTHING = Buffer.alloc(0);
/** Bits of `kind` above the 12 of the mode. */
const TYPE_SHIFT = 12;
const LEFT_OUT = 1 << 15;

/**
 * The rows of a walk in columns, with each path stored as its difference from the path before it. A row takes some 50
 * bytes; a million objects would take half a gigabyte. Rows are added once, in path order, and can be read in that
 * order any number of times.
 */
export class Listing {
  private readonly blocks: Block[] = [];
  private readonly targets = new Map<number, Buffer>();
  private previousPath = '';
  private rows = 0;
  /** Rows that are not left out. */
  keptRows = 0;
  keptFiles = 0;
  /** Symbolic links among the files. */
  keptLinks = 0;
  totalBytes = 0;

  /** @returns the number of the row. A row that is not kept appears only if `keep` is called for it. */
  add(row: ListingRow, kept: boolean): number {
    const number = this.rows++;
    if (number % BLOCK_ROWS === 0) {
      this.blocks.push(new Block());
      this.previousPath = '';
    }
    this.block(number).add(number % BLOCK_ROWS, row, sharedLength(this.previousPath, row.path), kept);
    this.previousPath = row.path;
    if (kept) this.count(row.type, row.sizeBytes);
    return number;
  }

  isKept(number: number): boolean {
    return !this.block(number).isLeftOut(number % BLOCK_ROWS);
  }

  /** Keeps a row that was added without being kept: a folder in which something is kept now. */
  keep(number: number): void {
    this.block(number).keep(number % BLOCK_ROWS);
    this.count('directory', 0);
  }

  /** Removes a folder that vanished before it could be read. */
  drop(number: number): void {
    if (!this.isKept(number)) return;
    this.block(number).leaveOut(number % BLOCK_ROWS);
    this.keptRows--;
  }

  setTarget(number: number, target: Buffer): void {
    this.targets.set(number, target);
  }

  setLinkGroup(number: number, group: number): void {
    this.block(number).linkGroup[number % BLOCK_ROWS] = group;
  }

  *[Symbol.iterator](): Generator<ListedRow> {
    let path = '';
    for (let number = 0; number < this.rows; number++) {
      const block = this.block(number);
      const i = number % BLOCK_ROWS;
      if (i === 0) path = '';
      path = block.path(i, path);
      if (!block.isLeftOut(i)) yield block.row(i, path, this.targets.get(number) ?? NOTHING);
    }
  }

  private count(type: EntryType, sizeBytes: number): void {
    this.keptRows++;
    if (type !== 'directory') this.keptFiles++;
    if (type === 'symlink') this.keptLinks++;
    this.totalBytes += sizeBytes;
  }

  private block(number: number): Block {
    const block = this.blocks[Math.floor(number / BLOCK_ROWS)];
    if (block === undefined) throw new RangeError(`listing: there is no row ${number}`);
    return block;
  }
}

class Block {
  readonly linkGroup = new Uint32Array(BLOCK_ROWS);
  private readonly kind = new Uint16Array(BLOCK_ROWS);
  private readonly sizeBytes = new Float64Array(BLOCK_ROWS);
  private readonly mtimeSeconds = new Float64Array(BLOCK_ROWS);
  private readonly mtimeNanos = new Uint32Array(BLOCK_ROWS);
  private readonly shared = new Uint16Array(BLOCK_ROWS);
  private readonly textEnd = new Uint32Array(BLOCK_ROWS);
  private text = Buffer.alloc(BLOCK_ROWS * 16);

  add(i: number, row: ListingRow, shared: number, kept: boolean): void {
    const start = i === 0 ? 0 : (this.textEnd[i - 1] ?? 0);
    const end = start + row.path.length - shared;
    if (end > this.text.length) {
      const larger = Buffer.alloc(Math.max(end, this.text.length * 2));
      this.text.copy(larger, 0, 0, start);
      this.text = larger;
    }
    this.text.write(row.path.slice(shared), start, 'latin1');
    this.textEnd[i] = end;
    this.shared[i] = shared;
    this.kind[i] = row.mode | (TYPES.indexOf(row.type) << TYPE_SHIFT) | (kept ? 0 : LEFT_OUT);
    this.sizeBytes[i] = row.sizeBytes;
    this.mtimeSeconds[i] = row.mtimeSeconds;
    this.mtimeNanos[i] = row.mtimeNanos;
  }

  isLeftOut(i: number): boolean {
    return ((this.kind[i] ?? 0) & LEFT_OUT) !== 0;
  }

  keep(i: number): void {
    this.kind[i] = (this.kind[i] ?? 0) & ~LEFT_OUT;
  }

  leaveOut(i: number): void {
    this.kind[i] = (this.kind[i] ?? 0) | LEFT_OUT;
  }

  path(i: number, previous: string): string {
    const start = i === 0 ? 0 : this.textEnd[i - 1];
    return previous.slice(0, this.shared[i]) + this.text.toString('latin1', start, this.textEnd[i]);
  }

  row(i: number, path: string, target: Buffer): ListedRow {
    const kind = this.kind[i] ?? 0;
    return {
      path,
      type: TYPES[(kind >> TYPE_SHIFT) & 3] ?? 'file',
      mode: kind & 0o7777,
      sizeBytes: this.sizeBytes[i] ?? 0,
      mtimeSeconds: this.mtimeSeconds[i] ?? 0,
      mtimeNanos: this.mtimeNanos[i] ?? 0,
      target,
      linkGroup: this.linkGroup[i] ?? 0,
    };
  }
}

function sharedLength(a: string, b: string): number {
  const limit = Math.min(a.length, b.length, 0xffff);
  let length = 0;
  while (length < limit && a.charCodeAt(length) === b.charCodeAt(length)) length++;
  return length;
}
