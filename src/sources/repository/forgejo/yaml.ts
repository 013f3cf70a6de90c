/** Writes documents so that every reader of YAML takes them: as JSON, which is YAML, with the rest escaped. */
import { open, type FileHandle } from 'node:fs/promises';

export type Yaml = null | boolean | number | string | readonly Yaml[] | YamlObject;
export interface YamlObject {
  readonly [name: string]: Yaml | undefined;
}

const FLUSH_CHARS = 1 << 20;

/** What JSON has as it is, and YAML refuses or takes for the end of a line. Lone surrogates never come so far. */
const NOT_IN_YAML = /[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]/g;

export function yamlText(value: Yaml): string {
  return JSON.stringify(value, undefined, 1).replace(
    NOT_IN_YAML,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** A file that is one list, written item by item: 18,000 issues are never in memory at once. */
export class ListFile {
  readonly #file: FileHandle;
  #pending = '[';
  #count = 0;

  static async create(path: string): Promise<ListFile> {
    return new ListFile(await open(path, 'wx'));
  }

  private constructor(file: FileHandle) {
    this.#file = file;
  }

  get count(): number {
    return this.#count;
  }

  async add(item: YamlObject): Promise<void> {
    this.#pending += `${this.#count === 0 ? '' : ','}\n${yamlText(item)}`;
    this.#count++;
    if (this.#pending.length > FLUSH_CHARS) await this.#flush();
  }

  /** Ends the list. */
  async close(): Promise<void> {
    this.#pending += '\n]\n';
    try {
      await this.#flush();
    } finally {
      await this.#file.close();
    }
  }

  async #flush(): Promise<void> {
    const text = this.#pending;
    this.#pending = '';
    await this.#file.writeFile(text);
  }
}
