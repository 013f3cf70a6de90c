/** Writes pages into a folder that is empty, or that holds pages of an earlier run and nothing else that matters. */
import { randomBytes } from 'node:crypto';
import { lstat, mkdir, readdir, readFile, rename, unlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as v from 'valibot';
import { HoldfastError } from '../base/errors.ts';
import { isNotFound } from '../base/platform.ts';
import type { Site } from './site.ts';

/** Names the files of the run that wrote it. */
const RECORD = 'holdfast-browse.json';
const FORMAT = 'holdfast-browse/1';
const pageName = v.pipe(v.string(), v.regex(/^[A-Za-z0-9][A-Za-z0-9-]{0,120}\.html$/));
const recordSchema = v.object({ format: v.literal(FORMAT), files: v.pipe(v.array(pageName), v.maxLength(1_000_000)) });

/** Pages of an earlier run that are not made any more are removed. @throws target-not-empty */
export async function writeSite(folder: string, site: Site): Promise<void> {
  await checkFolder(folder);
  const earlier = await readRecord(folder);
  const names = site.map(({ name }) => name);
  await put(folder, RECORD, recordOf([...new Set([...earlier, ...names])]));
  for (const { name, content } of site) await put(folder, name, content);
  const made = new Set(names);
  for (const name of earlier) if (!made.has(name)) await remove(join(folder, name));
  await put(folder, RECORD, recordOf(names));
  await removeUnfinished(folder);
}

/** Before anything is read. @throws target-not-empty */
export async function checkFolder(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  const known = new Set([RECORD, ...(await readRecord(folder))]);
  const strange = (await readdir(folder)).filter((name) => !known.has(name.replace(UNFINISHED, '')));
  const [first] = strange;
  if (first === undefined) return;
  throw new HoldfastError({
    code: 'target-not-empty',
    message: `The folder ${folder} holds ${JSON.stringify(first)}, which no run of browse has made.`,
    why: 'Pages go into a folder of their own: what an earlier run has made there is replaced.',
    fix: 'Give an empty folder, or one that does not exist yet.',
    exitCode: 2,
  });
}

function recordOf(files: readonly string[]): string {
  return `${JSON.stringify({ format: FORMAT, files: files.toSorted() })}\n`;
}

async function readRecord(folder: string): Promise<readonly string[]> {
  try {
    return v.parse(recordSchema, JSON.parse(await readFile(join(folder, RECORD), 'utf8'))).files;
  } catch (error) {
    if (isNotFound(error) || error instanceof SyntaxError || v.isValiError(error)) return [];
    throw error;
  }
}

/** What a run has not yet renamed, under a name that no other run uses. */
const UNFINISHED = /\.[0-9a-f]{16}\.new$/;
/** Older ones are those of runs that were killed. */
const UNFINISHED_MS = 3600_000;

/** A new file in the place of what is there: a link would lead elsewhere. */
async function put(folder: string, name: string, content: string): Promise<void> {
  const path = join(folder, name);
  const unfinished = `${path}.${randomBytes(8).toString('hex')}.new`;
  await writeFile(unfinished, content, { flag: 'wx' });
  await rename(unfinished, path);
}

async function removeUnfinished(folder: string): Promise<void> {
  const { mtimeMs } = await lstat(join(folder, RECORD));
  for (const name of await readdir(folder)) {
    if (!UNFINISHED.test(name)) continue;
    const found = await lstat(join(folder, name)).catch(() => undefined);
    if (found !== undefined && mtimeMs - found.mtimeMs > UNFINISHED_MS) await remove(join(folder, name));
  }
}

async function remove(path: string): Promise<void> {
  try {
    if ((await lstat(path)).isDirectory()) return;
    await unlink(path);
  } catch (error) {
    if (!isNotFound(error)) throw error;
  }
}
