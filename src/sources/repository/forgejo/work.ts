/** What all steps of writing a folder for the importers share. */
import { writeFileSync } from 'node:fs';
import { cp, mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import type { Names } from './names.ts';
import { Notes, REST } from './report.ts';
import type { Stored } from './stored.ts';
import { type Yaml, yamlText, type YamlObject } from './yaml.ts';

/** Items between two looks at the signal. */
const BATCH = 256;

export class Work {
  readonly folder: string;
  readonly stored: Stored;
  readonly names: Names;
  readonly notes = new Notes();
  readonly written: Record<string, number> = {};
  readonly #signal: AbortSignal;
  #items = 0;

  constructor(folder: string, stored: Stored, names: Names, signal: AbortSignal) {
    this.folder = folder;
    this.stored = stored;
    this.names = names;
    this.#signal = signal;
  }

  /** Called for each item: lets others run now and then, and stops where the run is cancelled. */
  readonly step = async (): Promise<void> => {
    if (++this.#items % BATCH !== 0) return;
    await setImmediate();
    this.#signal.throwIfAborted();
  };

  document(name: string, value: Yaml): void {
    writeFileSync(join(this.folder, name), `${yamlText(value)}\n`, { flag: 'wx' });
  }

  /** What belongs to one issue or pull request: `comments/12.yml`. Nothing where there is nothing. */
  talk(folder: 'comments' | 'reviews', number: number, documents: readonly YamlObject[]): void {
    if (documents.length > 0) this.document(`${folder}/${String(number)}.yml`, documents);
    this.count(folder, documents.length);
    for (const document of documents) this.noteReactions(document);
  }

  count(what: string, count: number): void {
    this.written[what] = (this.written[what] ?? 0) + count;
  }

  noteReactions({ reactions, comments }: YamlObject): void {
    const why = 'GitHub says how many there are and not whose: each is from an unknown person';
    this.notes.add('reactions', lengthOf(reactions), why);
    if (Array.isArray(comments)) for (const comment of comments as YamlObject[]) this.noteReactions(comment);
  }

  /** Items that have no place in the documents stay as they were stored, below `holdfast/github`. */
  async keep(kind: string, names: readonly string[], what: string, why: string): Promise<void> {
    for (const name of names) {
      const target = join(this.folder, REST, kind, name);
      await mkdir(dirname(target), { recursive: true });
      await cp(join(this.stored.folder, kind, name), target);
    }
    this.notes.add(what, names.length, why, `${REST}/${kind}`);
  }
}

function lengthOf(value: Yaml | undefined): number {
  return Array.isArray(value) ? value.length : 0;
}
