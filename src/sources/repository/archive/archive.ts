/** Writes a readable archive of issues, pull requests and discussions. */
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { systemErrorCode } from '../../../base/platform.ts';
import { conversationOf, type Conversation, type Fields } from './conversation.ts';
import { indexHtml, renderHtml } from './html.ts';
import { filesByAddress, type Shelves } from './links.ts';
import { indexMarkdown, renderMarkdown } from './markdown.ts';

/** The folder of a kind of conversation, and the folders of what was said in it. */
const FOLDERS = [
  { folder: 'issues', kind: 'Issue', said: ['issue-comments'] },
  { folder: 'pulls', kind: 'Pull request', said: ['issue-comments', 'reviews', 'review-comments'] },
  { folder: 'discussions', kind: 'Discussion', said: [] },
] as const;

/** Names of items: `000123.json`, `000123-000000004567.json`; nothing else is read or becomes a path. */
const ITEM = /^\d{1,15}(-\d{1,15})?\.json$/;

/**
 * Writes conversations as readable pages: `<target>/index.md`, `index.html`, `issues/000123.md` and so on, from the
 * restored JSON files in `metadataDir` (the folder `github` of a snapshot, which has to end up beside `target`). Returns the number
 * of conversations. A file that is not JSON is skipped, since restored files may have been edited; its name is in `skipped`.
 */
export async function writeArchive(
  metadataDir: string,
  target: string,
): Promise<{ readonly conversations: number; readonly skipped: readonly string[] }> {
  const index: Conversation[] = [];
  const skipped: string[] = [];
  const shelves = await shelvesIn(metadataDir);
  const events = await byConversation(metadataDir, 'issue-events');
  for (const { folder, kind, said } of FOLDERS) {
    const names = await itemsIn(join(metadataDir, folder));
    if (names.length === 0) continue;
    await mkdir(join(target, folder), { recursive: true });
    const remarks = await Promise.all(said.map((name) => byConversation(metadataDir, name)));
    for (const name of names) {
      const item = await readJson(metadataDir, `${folder}/${name}`, skipped);
      if (item === undefined) continue;
      const number = numberIn(name);
      const read = (found: readonly Map<string, string[]>[]) =>
        readAll(
          metadataDir,
          found.flatMap((files) => files.get(number) ?? []),
          skipped,
        );
      const path = `${folder}/${number}`;
      const happened = folder === 'discussions' ? [] : await read([events]);
      const page = conversationOf(kind, path, item, await read(remarks), happened);
      await writeFile(join(target, `${path}.md`), renderMarkdown(page, shelves));
      await writeFile(join(target, `${path}.html`), renderHtml(page, shelves));
      index.push({ ...page, body: '', remarks: [] });
    }
  }
  await mkdir(target, { recursive: true });
  await writeFile(join(target, 'index.md'), indexMarkdown(index));
  await writeFile(join(target, 'index.html'), indexHtml(index));
  return { conversations: index.length, skipped };
}

/** What texts may link to. */
async function shelvesIn(metadataDir: string): Promise<Shelves> {
  const pages = new Map<string, string>();
  for (const { folder } of FOLDERS) {
    for (const name of await itemsIn(join(metadataDir, folder))) {
      pages.set(String(Number(numberIn(name))), `${folder}/${numberIn(name)}`);
    }
  }
  const files = await namesIn(join(metadataDir, 'attachments'), true);
  const repository = await readJson(metadataDir, 'repository/repository.json', []);
  const address = repository?.['html_url'];
  const isAddress = typeof address === 'string' && URL.canParse(address);
  return { pages, files: filesByAddress(files), repositoryUrl: isAddress ? address : '' };
}

/** `000123.json`, `000123-000000004567.json` -> `000123` */
function numberIn(name: string): string {
  return /^\d+/.exec(name)?.[0] ?? '';
}

async function itemsIn(dir: string): Promise<readonly string[]> {
  return (await namesIn(dir, false)).filter((name) => ITEM.test(name));
}

async function namesIn(dir: string, recursive: boolean): Promise<readonly string[]> {
  try {
    return (await readdir(dir, { recursive })).map((name) => name.replaceAll('\\', '/')).sort();
  } catch (error) {
    if (systemErrorCode(error) === 'ENOENT') return [];
    throw error;
  }
}

/** Files of one kind by the number of the conversation that they belong to. */
async function byConversation(metadataDir: string, folder: string): Promise<Map<string, string[]>> {
  return Map.groupBy(
    (await itemsIn(join(metadataDir, folder))).map((name) => `${folder}/${name}`),
    (path) => numberIn(path.slice(folder.length + 1)),
  );
}

async function readAll(dir: string, names: readonly string[], skipped: string[]): Promise<readonly Fields[]> {
  const found: Fields[] = [];
  for (const name of names) {
    const fields = await readJson(dir, name, skipped);
    if (fields !== undefined) found.push(fields);
  }
  return found;
}

async function readJson(dir: string, name: string, skipped: string[]): Promise<Fields | undefined> {
  try {
    const value: unknown = JSON.parse(await readFile(join(dir, name), 'utf8'));
    if (typeof value === 'object' && value !== null) return value as Fields;
  } catch (error) {
    if (systemErrorCode(error) === 'ENOENT') return undefined;
    if (!(error instanceof SyntaxError)) throw error;
  }
  skipped.push(name);
  return undefined;
}
