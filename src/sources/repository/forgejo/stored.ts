/** The metadata of a snapshot as a restore has put it into a folder: `<kind>/<name>.json`. */
import { type Dirent, existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Fields } from './fields.ts';

/** `000123.json`, `000123-000000004567.json`: the number of what it belongs to comes first. */
const NUMBERED = /^(\d{1,15})(-\d{1,15})?\.json$/;

/** Files are small and many: read one after the other, without a trip to another thread for each. */
export class Stored {
  readonly folder: string;
  /** Files that hold no JSON object, as `<kind>/<name>`. */
  readonly unreadable: string[] = [];

  constructor(folder: string) {
    this.folder = folder;
  }

  /** Names of kinds that the snapshot has. */
  get kinds(): readonly string[] {
    return this.#entries('', (entry) => entry.isDirectory());
  }

  /** Names of its files, in order. A link, which no backup of metadata makes, is none. */
  names(kind: string): readonly string[] {
    return this.#entries(kind, (entry) => entry.isFile());
  }

  /** Files of a kind, also those in folders of it. */
  count(kind: string): number {
    const entries = readdirSync(join(this.folder, kind), { withFileTypes: true, recursive: true });
    return entries.filter((entry) => entry.isFile()).length;
  }

  /** By their number: one name each for issues, several for comments. In order of numbers. */
  byNumber(kind: string): ReadonlyMap<number, readonly string[]> {
    const groups = new Map<number, string[]>();
    for (const name of this.names(kind)) {
      const number = Number(NUMBERED.exec(name)?.[1] ?? 0);
      if (!Number.isSafeInteger(number) || number === 0) continue;
      const group = groups.get(number);
      if (group === undefined) groups.set(number, [name]);
      else group.push(name);
    }
    return new Map([...groups].sort(([a], [b]) => a - b));
  }

  item(kind: string, name: string): Fields | undefined {
    try {
      const value: unknown = JSON.parse(readFileSync(join(this.folder, kind, name), 'utf8'));
      if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Fields;
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error;
    }
    this.unreadable.push(`${kind}/${name}`);
    return undefined;
  }

  /** Those of `names` that can be read. */
  items(kind: string, names: readonly string[] = this.names(kind)): readonly Fields[] {
    return names.map((name) => this.item(kind, name)).filter((item) => item !== undefined);
  }

  #entries(kind: string, isWanted: (entry: Dirent) => boolean): readonly string[] {
    const folder = join(this.folder, kind);
    if (!existsSync(folder)) return [];
    const entries = readdirSync(folder, { withFileTypes: true }).filter(isWanted);
    return entries.map(({ name }) => name).sort();
  }
}
