/** The frames of a map that a reader may decode: those of packs that the root names, each once, none over another. */
import { HoldfastError } from '../../base/errors.ts';
import { LIMITS } from '../../base/limits.ts';
import type { Frame, FrameFragments } from '../format/map.ts';

/**
 * A map only claims where frames lie. One that names the same bytes of a pack over and over, each time as another frame,
 * would make its reader decode without end; no pack has such frames (docs/format.md, "Map").
 */
export class LiveFrames {
  private readonly live: ReadonlySet<string>;
  /** By pack, then by first byte. */
  private readonly frames = new Map<string, Map<number, Frame>>();
  private readonly wrong = new Map<string, string>();

  /** @param live keys of the packs that count: the root's objects */
  constructor(live: Iterable<string>) {
    this.live = new Set(live);
  }

  /** Whether the frame counts: its pack is one of the root's, and no row before has named the same place. */
  take({ frame }: FrameFragments): boolean {
    const { pack, offset, storedBytes, rawBytes } = frame;
    if (!this.live.has(pack) || this.wrong.has(pack)) return false;
    const ofPack = this.frames.get(pack) ?? new Map<number, Frame>();
    this.frames.set(pack, ofPack);
    const before = ofPack.get(offset);
    if (before === undefined) {
      ofPack.set(offset, frame);
      if (ofPack.size > LIMITS.packMaxFrames) this.wrong.set(pack, 'names more frames of it than a pack may have');
      return true;
    }
    if (before.storedBytes !== storedBytes || before.rawBytes !== rawBytes) this.wrong.set(pack, OVERLAP);
    return false;
  }

  /** What the map says of packs that cannot be so, by key. Asked when all frames were taken. */
  flaws(): ReadonlyMap<string, string> {
    for (const [pack, frames] of this.frames) {
      const flaw = this.wrong.get(pack) ?? flawOf([...frames.values()]);
      if (flaw !== undefined) this.wrong.set(pack, flaw);
    }
    return this.wrong;
  }

  /** @throws corrupt-map */
  check(): void {
    for (const [pack, flaw] of this.flaws())
      throw new HoldfastError({
        code: 'corrupt-map',
        message: `The map of the snapshot is damaged: it ${flaw} (${pack}).`,
        why: 'No backup writes such a map, and reading by it could go on without end.',
        fix: 'Restore another snapshot, and find out who can write to the vault (mode audit).',
      });
  }
}

const OVERLAP = 'has frames of it that overlap';

function flawOf(frames: readonly Frame[]): string | undefined {
  const inOrder = frames.toSorted((a, b) => a.offset - b.offset);
  let end = 0;
  let rawBytes = 0;
  for (const frame of inOrder) {
    if (frame.offset < end) return OVERLAP;
    end = frame.offset + frame.storedBytes;
    rawBytes += frame.rawBytes;
  }
  return rawBytes > LIMITS.packMaxRawBytes ? 'says that it decodes to more than a pack may' : undefined;
}
