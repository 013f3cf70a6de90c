/** Writes a readable archive of issues, pull requests and discussions. */
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { systemErrorCode } from '../../../base/platform.ts';
import { indexPages, renderHtml, renderMarkdown, type Conversation, type Remark } from './archive-pages.ts';

/** The folder of a kind of conversation, and the folders of its comments. */
const SHELVES = [
  { folder: 'issues', kind: 'Issue', remarks: ['issue-comments'] },
  { folder: 'pulls', kind: 'Pull request', remarks: ['issue-comments', 'reviews', 'review-comments'] },
  { folder: 'discussions', kind: 'Discussion', remarks: [] },
] as const;

type Fields = Readonly<Record<string, unknown>>;

/**
 * Writes conversations as readable pages: `<target>/index.md`, `index.html`, `issues/000123.md` and so on, from the
 * restored JSON files in `metadataDir` (the folder `github` of a snapshot). Returns the number of conversations. A file
 * that is not JSON is skipped, since restored files may have been edited; its name is in `skipped`.
 */
export async function writeArchive(
  metadataDir: string,
  target: string,
): Promise<{ readonly conversations: number; readonly skipped: readonly string[] }> {
  const index: Conversation[] = [];
  const skipped: string[] = [];
  for (const { folder, kind, remarks } of SHELVES) {
    const names = await namesIn(join(metadataDir, folder));
    if (names.length === 0) continue;
    await mkdir(join(target, folder), { recursive: true });
    const said = await Promise.all(remarks.map((name) => byConversation(metadataDir, name)));
    for (const name of names) {
      const item = await readJson(join(metadataDir, folder), name, skipped);
      if (item === undefined) continue;
      const number = name.slice(0, -'.json'.length);
      const files = said.flatMap((shelf) => shelf.get(number) ?? []);
      const found: Fields[] = [];
      for (const file of files) {
        const remark = await readJson(metadataDir, file, skipped);
        if (remark !== undefined) found.push(remark);
      }
      const page = conversation(kind, `${folder}/${number}`, item, found);
      await writeFile(join(target, `${page.path}.md`), renderMarkdown(page));
      await writeFile(join(target, `${page.path}.html`), renderHtml(page));
      index.push({ ...page, body: '', remarks: [] });
    }
  }
  await mkdir(target, { recursive: true });
  for (const [name, content] of Object.entries(indexPages(index))) await writeFile(join(target, name), content);
  return { conversations: index.length, skipped };
}

/** Names of items: `000123.json`, `000123-000000004567.json`; nothing else is read or becomes a path. */
async function namesIn(dir: string): Promise<readonly string[]> {
  try {
    return (await readdir(dir)).filter((name) => /^\d{1,15}(-\d{1,15})?\.json$/.test(name)).sort();
  } catch (error) {
    if (systemErrorCode(error) === 'ENOENT') return [];
    throw error;
  }
}

/** Files of one kind by the number of the conversation that they belong to. */
async function byConversation(metadataDir: string, folder: string): Promise<Map<string, string[]>> {
  const names = await namesIn(join(metadataDir, folder));
  return Map.groupBy(
    names.map((name) => `${folder}/${name}`),
    (path) => path.slice(folder.length + 1, path.indexOf('-', folder.length)),
  );
}

async function readJson(dir: string, name: string, skipped: string[]): Promise<Fields | undefined> {
  try {
    const value: unknown = JSON.parse(await readFile(join(dir, name), 'utf8'));
    if (typeof value === 'object' && value !== null) return value as Fields;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
  }
  skipped.push(name);
  return undefined;
}

function conversation(kind: string, path: string, item: Fields, said: readonly Fields[]): Conversation {
  const remarks = [...said, ...fieldsIn(item['comments'])].flatMap((it) => [it, ...fieldsIn(it['replies'])]);
  return {
    kind,
    path,
    number: text(item['number']),
    title: text(item['title']),
    state: itemStateText(item),
    author: login(item),
    time: text(item['created_at']),
    labels: fieldsIn(item['labels']).map((label) => text(label['name'])),
    address: text(item['html_url']),
    body: text(item['body']),
    remarks: remarks.map(remarkOf).sort((a, b) => (a.time < b.time ? -1 : a.time > b.time ? 1 : 0)),
  };
}

function itemStateText(item: Fields): string {
  if (item['merged_at'] !== undefined && item['merged_at'] !== null) return 'merged';
  return text(item['state']) || (item['closed'] === true ? 'closed' : 'open');
}

function remarkOf(it: Fields): Remark {
  const line = text(it['line'] ?? it['original_line']);
  const place = text(it['path']) === '' ? '' : ` on ${text(it['path'])}${line === '' ? '' : `:${line}`}`;
  const verdict = text(it['state']) === '' ? '' : ` (${text(it['state']).toLowerCase().replaceAll('_', ' ')})`;
  const answer = it['is_answer'] === true ? ' (the answer)' : '';
  return {
    author: login(it),
    time: text(it['submitted_at'] ?? it['created_at']),
    about: `${place}${verdict}${answer}`,
    body: text(it['body']),
  };
}

/** Deleted accounts no longer have a name. */
function login(item: Fields): string {
  return text((item['user'] as Fields | null | undefined)?.['login']) || 'ghost';
}

function fieldsIn(value: unknown): readonly Fields[] {
  if (!Array.isArray(value)) return [];
  return value.filter((it): it is Fields => typeof it === 'object' && it !== null);
}

function text(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}
