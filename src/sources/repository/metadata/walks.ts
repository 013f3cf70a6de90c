/** Reads all items of one kind. */
import { canonical } from './canonical.ts';
import type { GithubAnswer, GithubClient } from '../../../github/client.ts';
import type { Cursor, ListPage } from './cursors.ts';
import { GithubFailure } from '../../../github/failure.ts';
import type { Repository } from '../../../github/graphql.ts';
import { cursorOf, itemsOf, type Item, type MetadataKind, type Walk } from './kinds.ts';
import type { Shelf } from './spool.ts';

/** One kind in one run. */
export interface WalkJob {
  readonly kind: MetadataKind;
  readonly client: GithubClient;
  readonly at: Repository;
  readonly shelf: Shelf;
  /** Updated after every page, so that an interrupted walk continues there. */
  readonly cursor: Cursor;
  /** Pages that are left, according to the last answer. */
  readonly onPagesLeft: (pages: number) => void;
  readonly onItem: (item: Item) => void;
  /** There are older items that GitHub does not list. */
  readonly onBeyond: () => void;
}

const PAGE_SIZE = 100;
/**
 * Clocks, replicas and transactions of the server may lag, so what changed shortly before the last walk is read again.
 */
const OVERLAP_SECONDS = 300;
const SWEEP_EVERY_SECONDS = 30 * 86_400;
/** How many possibly deleted items a run looks up individually. */
const MAX_CHECKS = 100;

export function folderOf(kind: MetadataKind): string {
  return `github/${kind.name}`;
}

/** Reads what changed in one kind. Throws a GithubFailure; what was read until then is kept. */
export async function walkKind(job: WalkJob): Promise<void> {
  const { walk } = job.kind;
  if (walk.type === 'since') {
    await walkSince(job, walk);
    await sweep(job, walk);
  } else if (walk.type === 'newest') {
    await walkNewest(job, walk);
  } else if (walk.type === 'list') {
    await walkList(job, walk);
  } else if (walk.type === 'one') {
    await readItem(job, walk.route);
  }
}

/** Reads one item of a kind again. Throws a GithubFailure. */
export async function readItem(job: WalkJob, route: string): Promise<void> {
  await putItems(job, [(await get(job, route, {})).data as Item]);
}

/**
 * Oldest change first. Each request asks for what changed since the last item seen rather than for a page's number: an
 * item that changes meanwhile moves to the end, and with page numbers the items after it would be skipped.
 */
async function walkSince(job: WalkJob, walk: Extract<Walk, { type: 'since' }>): Promise<void> {
  const { cursor } = job;
  let startedAt: string | undefined;
  for (let page = 1; ;) {
    const since = cursor.since === undefined ? {} : { since: cursor.since };
    const order = { sort: 'updated', direction: 'asc', state: 'all', per_page: PAGE_SIZE };
    const answer = await get(job, walk.route, { ...order, ...since, page });
    startedAt ??= secondsBefore(job.client.serverDate(), OVERLAP_SECONDS);
    const items = itemsOf(answer.data);
    await putItems(job, items);
    const last = items.at(-1);
    if (last === undefined || (items.length < PAGE_SIZE && answer.next === undefined)) break;
    job.onPagesLeft(lastPage(answer, page) - page);
    const reached = secondsBefore(timeOf(last, 'updated_at'), 1);
    // If a whole page changed within a second or two, the time does not advance. Then the page number is used after
    // all.
    if (cursor.since !== undefined && reached <= cursor.since) {
      page++;
    } else {
      cursor.since = reached;
      page = 1;
    }
  }
  cursor.since = startedAt;
  cursor.sweptAt ??= startedAt;
}

/**
 * Deleted items do not appear among the changes. Every 30 days all items are read in order of creation. An item that
 * the snapshot has and the pages lack is looked up, and dropped if it is gone. The pages alone are no proof, since they
 * shift while they are read.
 */
async function sweep(job: WalkJob, walk: Extract<Walk, { type: 'since' }>): Promise<void> {
  const { cursor, shelf, client } = job;
  const dueAt = Date.parse(cursor.sweptAt ?? '') + SWEEP_EVERY_SECONDS * 1000;
  if (cursor.sweepPage === undefined && client.serverDate().getTime() < dueAt) return;
  const stored = [...shelf.stored(folderOf(job.kind))].map((path) => ({ path, id: idOf(path) }));
  stored.sort((a, b) => a.id - b.id);
  let checks = 0;
  let at = 0;
  let isFirst = true;
  for (let more = true; more;) {
    const page = (cursor.sweepPage ??= 1);
    const answer = await sweepPage(job, walk.route, page);
    if (answer === undefined) break;
    const items = itemsOf(answer.data);
    await putItems(job, items);
    job.onPagesLeft(lastPage(answer, page) - page);
    more = answer.next !== undefined || items.length === PAGE_SIZE;
    const ids = items.map((item) => Number(item['number'] ?? item['id']));
    const present = new Set(ids);
    const to = more ? Math.max(...ids) : Infinity;
    // If the search continues in another run, everything before this page is already settled.
    if (isFirst && page > 1) at = stored.findIndex(({ id }) => id >= (ids[0] ?? Infinity));
    if (at < 0) at = stored.length;
    isFirst = false;
    for (let next = stored[at]; next !== undefined && next.id <= to; next = stored[++at]) {
      if (present.has(next.id)) continue;
      if (++checks > MAX_CHECKS) return;
      if (await isGone(job, walk.check(String(next.id)))) shelf.drop(next.path);
    }
    cursor.sweepPage = page + 1;
  }
  cursor.sweepPage = undefined;
  cursor.sweptAt = secondsBefore(client.serverDate(), 0);
}

/** undefined beyond the last page that GitHub makes: what comes after it cannot be searched. */
async function sweepPage(job: WalkJob, route: string, page: number): Promise<GithubAnswer | undefined> {
  try {
    return await get(job, route, { sort: 'created', direction: 'asc', state: 'all', per_page: PAGE_SIZE, page });
  } catch (error) {
    if (error instanceof GithubFailure && error.kind === 'beyond') return undefined;
    throw error;
  }
}

/** The number or id at the end of a file's name. */
function idOf(path: string): number {
  return Number(/(\d+)\.json$/.exec(path)?.[1] ?? NaN);
}

async function isGone(job: WalkJob, route: string): Promise<boolean> {
  try {
    await get(job, route, {});
    return false;
  } catch (error) {
    if (error instanceof GithubFailure && (error.kind === 'absent' || error.kind === 'gone')) return true;
    throw error;
  }
}

/** Newest first: reads what is new from the top, then the rest of an unfinished first walk. */
async function walkNewest(job: WalkJob, walk: Extract<Walk, { type: 'newest' }>): Promise<void> {
  const { cursor, client, at } = job;
  const knownFrom = cursor.since;
  let startedAt: string | undefined;
  const read = async (place: string | undefined) => {
    const page = await walk.page(client, at, place);
    startedAt ??= secondsBefore(client.serverDate(), OVERLAP_SECONDS + walk.backSeconds);
    await putItems(job, page.items);
    job.onPagesLeft(page.pagesLeft);
    return page;
  };
  if (knownFrom === undefined) {
    cursor.page = (await read(undefined)).next;
  } else {
    for (let place: string | undefined; ;) {
      const page = await read(place);
      const oldest = page.items.at(-1);
      if (page.next === undefined || oldest === undefined || isBefore(oldest, walk.time, knownFrom)) break;
      place = page.next;
    }
  }
  cursor.since = startedAt;
  try {
    while (cursor.page !== undefined) cursor.page = (await read(cursor.page)).next;
  } catch (error) {
    if (!(error instanceof GithubFailure) || error.kind !== 'beyond') throw error;
    cursor.page = undefined;
    job.onBeyond();
  }
}

function isBefore(item: Item, time: string, limit: string): boolean {
  return timeOf(item, time).getTime() < Date.parse(limit);
}

/** Reads all pages and drops what is on none of them any more. */
async function walkList(job: WalkJob, walk: Extract<Walk, { type: 'list' }>): Promise<void> {
  let pages = await listPages(job, walk, job.cursor.pages ?? []);
  let names = new Set(pages.flatMap((page) => page.names));
  const lost = () => [...job.shelf.stored(folderOf(job.kind))].filter((path) => !names.has(basenameOfJson(path)));
  // If an item is deleted while the list is read, another may slip through between two pages. What seems lost is
  // therefore looked for once more.
  if (pages.length > 1 && lost().length > 0) {
    pages = await listPages(job, walk, []);
    names = new Set([...names, ...pages.flatMap((page) => page.names)]);
  }
  for (const path of lost()) job.shelf.drop(path);
  job.cursor.pages = pages;
}

async function listPages(
  job: WalkJob,
  walk: Extract<Walk, { type: 'list' }>,
  known: readonly ListPage[],
): Promise<readonly ListPage[]> {
  const pages: ListPage[] = [];
  for (let next: string | undefined = ''; next !== undefined;) {
    const before: ListPage | undefined = known[pages.length];
    const place = Object.fromEntries(new URLSearchParams(next));
    const answer: GithubAnswer = await get(
      job,
      walk.route,
      { ...walk.parameters, per_page: PAGE_SIZE, ...place },
      before?.etag,
    );
    if (answer.data === undefined && before !== undefined) {
      pages.push(before);
      next = before.next;
      continue;
    }
    const names = await putItems(job, await withDetails(job, walk, itemsOf(answer.data, walk.field)));
    next = cursorOf(answer.next);
    pages.push({
      etag: walk.detail === undefined ? answer.etag : undefined,
      names,
      ...(next === undefined ? {} : { next }),
    });
  }
  return pages;
}

async function withDetails(
  job: WalkJob,
  { detail, detailField }: Extract<Walk, { type: 'list' }>,
  items: readonly Item[],
): Promise<readonly Item[]> {
  if (detail === undefined) return items;
  const whole: Item[] = [];
  for (const item of items) {
    const details = await readDetails(job, detail(item), detailField);
    whole.push({ name: item['name'], ...details });
  }
  return whole;
}

/** Reads one object, or all items of a list. */
async function readDetails(job: WalkJob, route: string, field: string | undefined): Promise<Item> {
  if (field === undefined) return (await get(job, route, {})).data as Item;
  const items: Item[] = [];
  for (let place: string | undefined = ''; place !== undefined;) {
    const answer = await get(job, route, { per_page: PAGE_SIZE, ...Object.fromEntries(new URLSearchParams(place)) });
    items.push(...itemsOf(answer.data, field));
    place = cursorOf(answer.next);
  }
  return { [field]: items };
}

function get(job: WalkJob, route: string, parameters: Item, etag?: string): Promise<GithubAnswer> {
  return job.client.get(route, { ...job.at, ...parameters }, etag);
}

/** Puts the files of the items into the spool. Returns their names. */
async function putItems({ kind, shelf, client, onItem }: WalkJob, items: readonly Item[]): Promise<readonly string[]> {
  const names: string[] = [];
  items.forEach(onItem);
  for (const { name, item } of items.flatMap((item) => kind.files(item))) {
    names.push(name);
    const time = Date.parse((item['updated_at'] ?? item['created_at'] ?? '') as string);
    const mtimeSeconds = Number.isNaN(time) ? 0 : Math.floor(time / 1000);
    await shelf.put(pathOf(kind, name), canonical(item, client.apiUrl), mtimeSeconds);
  }
  return names;
}

function pathOf(kind: MetadataKind, name: string): string {
  return `${folderOf(kind)}/${name}.json`;
}

function basenameOfJson(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1, -'.json'.length);
}

function lastPage(answer: GithubAnswer, page: number): number {
  return Number(answer.last?.searchParams.get('page') ?? page);
}

export function timeOf(item: Item, field: string): Date {
  const time = new Date(String(item[field]));
  if (Number.isNaN(time.getTime())) throw new GithubFailure('failed', `An item has no time in "${field}".`);
  return time;
}

/** ISO 8601 with whole seconds, as the API expects it. */
function secondsBefore(date: Date, seconds: number): string {
  return new Date(date.getTime() - seconds * 1000).toISOString().replace(/\.\d{3}Z$/, 'Z');
}
