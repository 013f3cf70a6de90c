import type { TinyFiles } from './backup.ts';
import type { Random } from './random.ts';

const FILES = 24;

/** What each series is a backup of, as it changes over time. */
export class Sources {
  private readonly random: Random;
  private readonly bySeries = new Map<string, Map<string, Buffer>>();
  private changes = 0;

  constructor(random: Random) {
    this.random = random;
  }

  /** As it is when the next run begins. @param base what a new series begins as */
  next(series: string, base: string | undefined): TinyFiles {
    const files =
      this.bySeries.get(series) ?? new Map(base === undefined ? this.first(series) : this.next(base, undefined));
    this.bySeries.set(series, files);
    const { random } = this;
    for (let left = random.chance(0.2) ? 0 : random.int(1, 6); left > 0; left--) {
      const path = `src/file-${String(random.int(0, FILES + 8))}`;
      if (random.chance(0.05)) files.delete(path);
      else files.set(path, this.content(series));
    }
    return new Map(files);
  }

  private first(series: string): Map<string, Buffer> {
    return new Map(Array.from({ length: FILES }, (_, i) => [`src/file-${String(i)}`, this.content(series)]));
  }

  /** No two are the same. */
  private content(series: string): Buffer {
    return Buffer.from(`${series} ${String(this.changes++)} `.repeat(this.random.int(1, 4)));
  }
}
