/** Rules of .gitignore files. */
import ignore from 'ignore';
import type { Ignore } from 'ignore';
import { ignoresCase } from '../../base/platform.ts';
import type { Platform } from '../../base/platform.ts';
import { MiB } from '../../base/limits.ts';

/** Longest ignore file that is read; git's own files are some kilobytes. */
export const IGNORE_FILE_MAX_BYTES = MiB;

interface Level {
  /** Folder of the ignore file, '' or ending in `/`. */
  readonly prefix: string;
  readonly rules: Ignore;
}

/**
 * The ignore files that hold in one folder, as git reads them: each on paths relative to its own folder, a deeper one
 * before a shallower one, and nothing below an ignored folder. Immutable; paths are relative to the root.
 */
export class IgnoreChain {
  static readonly none = new IgnoreChain([]);
  /** Shallowest first. */
  private readonly levels: readonly Level[];

  private constructor(levels: readonly Level[]) {
    this.levels = levels;
  }

  /** With the content of an ignore file in a folder (prefix '' or ending in `/`) that this chain holds in. */
  with(prefix: string, content: Buffer, platform: Platform): IgnoreChain {
    const rules = ignore({ ignorecase: ignoresCase(platform), allowRelativePaths: true });
    return new IgnoreChain([...this.levels, { prefix, rules: rules.add(content.toString('utf8')) }]);
  }

  /** @param path of something whose folder is not ignored */
  ignores(path: string, isDirectory: boolean): boolean {
    for (let i = this.levels.length - 1; i >= 0; i--) {
      const result = this.test(i, path, isDirectory);
      if (result.ignored) return true;
      if (result.unignored) return false;
    }
    return false;
  }

  /**
   * Returns the ignore files for everything below a folder that is not ignored. A level that ignores the folder was
   * overruled by a deeper one. It would still ignore everything in the folder, so it no longer counts there.
   */
  below(directory: string): IgnoreChain {
    const levels = this.levels.filter((_, i) => !this.test(i, directory, true).ignored);
    return levels.length === this.levels.length ? this : new IgnoreChain(levels);
  }

  private test(level: number, path: string, isDirectory: boolean): { ignored: boolean; unignored: boolean } {
    const { prefix, rules } = this.levels[level] as Level;
    return rules.test(path.slice(prefix.length) + (isDirectory ? '/' : ''));
  }
}
