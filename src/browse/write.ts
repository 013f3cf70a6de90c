/**
 * Writes pages into a folder that is empty, or that holds pages of an earlier run and nothing else that matters. They are made in a
 * folder inside it, and put in place when all are there: a run that fails leaves the pages of the earlier one.
 */
import { randomBytes } from 'node:crypto';
import { createReadStream, type Stats } from 'node:fs';
import {
  type FileHandle,
  lstat,
  mkdir,
  open,
  readdir,
  readFile,
  rename,
  rmdir,
  unlink,
  writeFile,
} from 'node:fs/promises';
import { join } from 'node:path';
import * as v from 'valibot';
import { HoldfastError } from '../base/errors.ts';
import { isNotFound } from '../base/platform.ts';
import type { Piece, Sink, Spool } from './site.ts';

/** Names the files of the run that wrote it. */
const RECORD = 'holdfast-browse.json';
const FORMAT = 'holdfast-browse/1';
const pageName = v.pipe(v.string(), v.regex(/^[A-Za-z0-9][A-Za-z0-9-]{0,120}\.html$/));
const recordSchema = v.object({ format: v.literal(FORMAT), files: v.pipe(v.array(pageName), v.maxLength(1_000_000)) });

/** Before anything is read. @throws target-not-empty */
export async function checkFolder(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  const known = new Set([RECORD, ...(await readRecord(folder))]);
  const isKnown = (name: string): boolean => known.has(name.replace(UNFINISHED, '')) || STAGING.test(name);
  const first = (await readdir(folder)).find((name) => !isKnown(name));
  if (first === undefined) return;
  throw new HoldfastError({
    code: 'target-not-empty',
    message: `The folder ${folder} holds ${JSON.stringify(first)}, which no run of browse has made.`,
    why: 'Pages go into a folder of their own: what an earlier run has made there is replaced.',
    fix: 'Give an empty folder, or one that does not exist yet.',
    exitCode: 2,
  });
}

/** Holds the pages of a run until all are made. */
export class SiteWriter implements Sink {
  readonly #folder: string;
  readonly #staging: string;
  readonly #names = new Set<string>();
  readonly #spools = new Map<Spool, FileHandle>();
  #bytes = 0;

  private constructor(folder: string, staging: string) {
    this.#folder = folder;
    this.#staging = staging;
  }

  /** @throws target-not-empty */
  static async open(folder: string): Promise<SiteWriter> {
    await checkFolder(folder);
    const staging = join(folder, `holdfast-browse-${unusedSuffix()}`);
    await mkdir(staging);
    return new SiteWriter(folder, staging);
  }

  get pages(): number {
    return this.#names.size;
  }

  /** Of all pages. */
  get bytes(): number {
    return this.#bytes;
  }

  async append(spool: Spool, text: string): Promise<void> {
    const known = this.#spools.get(spool);
    const file = known ?? (await open(this.#pathOf(spool), 'wx'));
    this.#spools.set(spool, file);
    await file.appendFile(text);
  }

  async put(name: string, pieces: readonly Piece[]): Promise<void> {
    if (this.#names.has(name)) throw new Error(`${name} was made twice`);
    this.#names.add(name);
    const file = await open(join(this.#staging, name), 'wx');
    try {
      for (const piece of pieces) {
        const isText = typeof piece === 'string';
        await file.appendFile(isText ? piece : createReadStream(this.#pathOf(piece.spool)));
      }
      this.#bytes += (await file.stat()).size;
    } finally {
      await file.close();
    }
  }

  /** Puts the pages in place. Those of an earlier run that are not made any more are removed. @throws target-not-empty */
  async commit(): Promise<void> {
    await this.#closeSpools();
    await checkFolder(this.#folder);
    const earlier = await readRecord(this.#folder);
    await putRecord(this.#folder, [...new Set([...earlier, ...this.#names])]);
    // In the place of what is there: a link would lead elsewhere.
    for (const name of this.#names) await rename(join(this.#staging, name), join(this.#folder, name));
    for (const name of earlier) if (!this.#names.has(name)) await remove(join(this.#folder, name));
    await putRecord(this.#folder, [...this.#names]);
    await removeStaging(this.#staging);
    await removeUnfinished(this.#folder);
  }

  /** The folder is as it was. */
  async discard(): Promise<void> {
    await this.#closeSpools();
    await removeStaging(this.#staging);
  }

  #pathOf(spool: Spool): string {
    return join(this.#staging, spool);
  }

  async #closeSpools(): Promise<void> {
    for (const file of this.#spools.values()) await file.close();
    this.#spools.clear();
  }
}

async function readRecord(folder: string): Promise<readonly string[]> {
  try {
    return v.parse(recordSchema, JSON.parse(await readFile(join(folder, RECORD), 'utf8'))).files;
  } catch (error) {
    if (isNotFound(error) || error instanceof SyntaxError || v.isValiError(error)) return [];
    throw error;
  }
}

async function putRecord(folder: string, files: readonly string[]): Promise<void> {
  const path = join(folder, RECORD);
  const unfinished = `${path}.${unusedSuffix()}`;
  await writeFile(unfinished, `${JSON.stringify({ format: FORMAT, files: files.toSorted() })}\n`, { flag: 'wx' });
  await rename(unfinished, path);
}

/** What a run has not yet renamed, under a name that no other run uses. */
const UNFINISHED = /\.[0-9a-f]{16}\.new$/;
const STAGING = /^holdfast-browse-[0-9a-f]{16}\.new$/;
/** Older ones are those of runs that were killed: longer than any run lasts. */
const UNFINISHED_MS = 24 * 3600_000;

function unusedSuffix(): string {
  return `${randomBytes(8).toString('hex')}.new`;
}

async function removeUnfinished(folder: string): Promise<void> {
  const { mtimeMs } = await lstat(join(folder, RECORD));
  for (const name of await readdir(folder)) {
    const isStaging = STAGING.test(name);
    if (!isStaging && !UNFINISHED.test(name)) continue;
    const path = join(folder, name);
    const found = await lstatOf(path);
    if (found === undefined || mtimeMs - found.mtimeMs <= UNFINISHED_MS) continue;
    await (isStaging && found.isDirectory() ? removeStaging(path) : remove(path));
  }
}

/** A folder with files alone: whatever else somebody has put there stays. */
async function removeStaging(staging: string): Promise<void> {
  try {
    for (const name of await readdir(staging)) await remove(join(staging, name));
    if ((await readdir(staging)).length === 0) await rmdir(staging);
  } catch (error) {
    if (!isNotFound(error)) throw error;
  }
}

/** undefined: another run has removed it. */
async function lstatOf(path: string): Promise<Stats | undefined> {
  try {
    return await lstat(path);
  } catch (error) {
    if (!isNotFound(error)) throw error;
    return undefined;
  }
}

async function remove(path: string): Promise<void> {
  try {
    if ((await lstatOf(path))?.isDirectory() === false) await unlink(path);
  } catch (error) {
    if (!isNotFound(error)) throw error;
  }
}
