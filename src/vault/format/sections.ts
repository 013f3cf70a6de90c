/** The three tables of a snapshot as a root describes them: sections of segments, and the blocks that hold these. */
import { hash } from 'node:crypto';
import { HoldfastError } from '../../base/errors.ts';

export const SECTIONS = ['map', 'tree', 'state'] as const;
export type SectionName = (typeof SECTIONS)[number];

/** Segments compressed together: one zstd frame, inside the root or in a part. */
export type Block =
  | { readonly rawBytes: number; readonly stored: Buffer }
  | {
      readonly rawBytes: number;
      readonly storedBytes: number;
      readonly key: string;
      readonly offset: number;
      readonly sha256: string;
    };
export type PartBlock = Exclude<Block, { readonly stored: Buffer }>;

/** A segment of a section as the root describes it. */
export interface SegmentRef {
  readonly rows: number;
  readonly block: Block;
  /** First byte in the decoded block. */
  readonly start: number;
  readonly rawBytes: number;
}

export type Sections<T> = Readonly<Record<SectionName, readonly (readonly T[])[]>>;

/** Whether the bytes of a block are available. */
export function isInline(block: Block): block is Exclude<Block, PartBlock> {
  return 'stored' in block;
}

/** 128 bits, as in the names of objects. */
export function hashOfBlock(stored: Buffer): string {
  return hash('sha256', stored).slice(0, 32);
}

export function checkBlockHash(block: PartBlock, stored: Buffer): void {
  if (hashOfBlock(stored) !== block.sha256) {
    throw new HoldfastError({
      code: 'corrupt-segment',
      message: `Object ${block.key} is damaged: a block of segments in it does not have its recorded hash.`,
    });
  }
}
