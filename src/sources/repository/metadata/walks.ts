/** Reads all items of one kind. */
import { canonical } from './canonical.ts';
import type { GithubAnswer, GithubClient } from '../../../github/client.ts';
import type { Cursor, ListPage } from './cursors.ts';
import { GithubFailure } from '../../../github/failure.ts';
import {
  isForAdministrators,
  repositoryAt,
  type Item,
  type MetadataKind,
  type NewestItems,
  type Place,
  type Walk,
} from './kinds/kind.ts';
import { cursorOf, itemsOf, placeOf } from './kinds/pages.ts';
import type { Shelf } from './shelf.ts';

/** One kind in one run. */
export interface WalkJob {
  readonly kind: MetadataKind;
  readonly client: GithubClient;
  readonly at: Place;
  readonly shelf: Shelf;
  /** Pages of lists that kinds with items in full have in common, as this run has them. */
  readonly lists: Map<string, GithubAnswer>;
  /** Updated after every page, so that an interrupted walk continues there. */
  readonly cursor: Cursor;
  /** Pages that are left, according to the last answer. */
  readonly onPagesLeft: (pages: number) => void;
  readonly onItem: (item: Item) => void;
  /** There are older items that GitHub does not list. */
  readonly onBeyond: () => void;
  /** One item could not be had, by its name; `isKnown`: an earlier backup failed to have it too. */
  readonly onLost: (name: string, failure: GithubFailure, isKnown: boolean) => void;
}

const PAGE_SIZE = 100;
/**
 * Clocks, replicas and transactions of the server may lag, so what changed shortly before the last walk is read again.
 */
const OVERLAP_SECONDS = 300;
/** After so many failures in a row of items in full, the others would most likely fail too. */
const MAX_FAILURES = 3;

export function folderOf(kind: MetadataKind): string {
  return `github/${kind.name}`;
}

/** Reads what changed in one kind. Throws a GithubFailure; what was read until then is kept. */
export async function walkKind(job: WalkJob): Promise<void> {
  const { walk } = job.kind;
  if (walk.type === 'since') {
    await walkSince(job, walk);
  } else if (walk.type === 'newest') {
    await walkNewest(job, walk);
  } else if (walk.type === 'list') {
    await walkList(job, walk);
  } else if (walk.type === 'one') {
    await readOne(job, walk);
  } else if (walk.type === 'each') {
    await readEach(job, walk);
  }
}

/** The cursor as after a reading that found nothing. `at`: from then on something may have come. */
export function noteNothing({ walk }: MetadataKind, cursor: Cursor, at: Date): void {
  const backSeconds = walk.type === 'newest' ? walk.backSeconds : 0;
  cursor.since = secondsBefore(at, OVERLAP_SECONDS + backSeconds);
  cursor.sweptAt ??= cursor.since;
}

/** Reads one object, and what is stored with it, unless it is all as it was. */
async function readOne(job: WalkJob, walk: Extract<Walk, { type: 'one' }>): Promise<void> {
  const { route, besides, isUsed, isShown } = walk;
  if (isUsed !== true && (await isAsBefore(job))) return;
  const etags: Record<string, string> = {};
  const read = async (place: string) => {
    const { data, etag } = await get(job, place, {});
    if (etag !== undefined) etags[place] = etag;
    return data;
  };
  const item = { ...itemsOf([await read(route)])[0] };
  if (isShown?.(item) === false) throw new GithubFailure('denied', 'GitHub shows this token a part of it only.');
  const places = Object.entries(besides?.(item) ?? {});
  for (const [field, place] of places) item[field] = await read(place);
  await putItems(job, [item]);
  // Without all of them nothing can be known to be as it was.
  job.cursor.etags = Object.keys(etags).length === places.length + 1 ? etags : undefined;
}

/** Whether everything that was read of an object has its ETag still: that costs nothing of the rate limit. */
async function isAsBefore(job: WalkJob): Promise<boolean> {
  const known = Object.entries(job.cursor.etags ?? {});
  for (const [place, etag] of known) if ((await get(job, place, {}, etag)).data !== undefined) return false;
  return known.length > 0;
}

/** Reads what belongs to the items that wait in the cursor; those that could not be had wait on. */
async function readEach(job: WalkJob, { places }: Extract<Walk, { type: 'each' }>): Promise<void> {
  const waiting = new Set(job.cursor.lacking);
  let failuresInARow = 0;
  try {
    for (const name of [...waiting]) {
      try {
        const item: Record<string, unknown> = { number: Number(name) };
        for (const [field, route] of Object.entries(places(String(Number(name))))) {
          item[field] = (await readDetails(job, route, { detailField: field, isBare: true }, undefined)).item?.[field];
        }
        await putItems(job, [item]);
        failuresInARow = 0;
      } catch (error) {
        if (!(error instanceof GithubFailure)) throw error;
        // The item itself is gone, and what belongs to it leaves with it.
        if (error.kind !== 'absent' && error.kind !== 'gone') {
          if (error.kind !== 'failed' || ++failuresInARow >= MAX_FAILURES) throw error;
          job.onLost(name, error, false);
          continue;
        }
      }
      waiting.delete(name);
    }
  } finally {
    job.cursor.lacking = waiting.size === 0 ? undefined : [...waiting];
  }
}

/** Reads one item of a kind again. Throws a GithubFailure. */
export async function readItem(job: WalkJob, route: string): Promise<void> {
  await putItems(job, itemsOf([(await get(job, route, {})).data]));
}

async function walkSince(job: WalkJob, walk: Extract<Walk, { type: 'since' }>): Promise<void> {
  const { cursor } = job;
  let startedAt: string | undefined;
  await eachChanged(job, walk, cursor.since, async ({ items, reached }) => {
    startedAt ??= secondsBefore(job.client.serverDate(), OVERLAP_SECONDS);
    await putItems(job, items);
    if (reached !== '') cursor.since = reached;
    return true;
  });
  cursor.since = startedAt;
  cursor.sweptAt ??= startedAt;
}

export interface ChangedPage {
  readonly items: readonly Item[];
  /** All that changed up to this time was listed; '' if there is nothing. */
  readonly reached: string;
  readonly isLast: boolean;
}

/**
 * Oldest change first. Each request asks for what changed since the last item seen rather than for the next page: an
 * item that changes meanwhile moves to the end, and with pages the items after it would be skipped. GitHub makes only
 * so many pages, too. Ends when `onPage` returns false.
 */
export async function eachChanged(
  job: WalkJob,
  walk: Extract<Walk, { type: 'since' }>,
  from: string | undefined,
  onPage: (page: ChangedPage) => Promise<boolean>,
): Promise<void> {
  let since = from;
  let reached = from ?? '';
  for (let next: string | undefined; ;) {
    const order = { sort: 'updated', direction: 'asc', state: 'all', per_page: PAGE_SIZE };
    const answer = await get(job, walk.route, {
      ...order,
      ...(since === undefined ? {} : { since }),
      ...placeOf(next),
    });
    const items = itemsOf(answer.data);
    const last = items.at(-1);
    if (last !== undefined) reached = secondsBefore(timeOf(last, 'updated_at'), 1);
    const isLast = last === undefined || (items.length < PAGE_SIZE && answer.next === undefined);
    if (!(await onPage({ items, reached, isLast })) || isLast) return;
    job.onPagesLeft(pagesAfter(answer));
    // If a whole page changed within a second or two, the time does not advance. Then the next page is read.
    next = since !== undefined && reached <= since ? cursorOf(answer.next) : undefined;
    if (next === undefined && since === reached) return;
    if (next === undefined) since = reached;
  }
}

/** Newest first: reads what is new from the top, then the rest of an unfinished first walk. */
async function walkNewest(job: WalkJob, walk: Extract<Walk, { type: 'newest' }>): Promise<void> {
  const { cursor } = job;
  const knownFrom = cursor.since;
  const reader = new NewestReader(job, walk);
  if (cursor.first !== undefined) cursor.first *= 2;
  try {
    if (knownFrom === undefined) cursor.page = (await reader.read(undefined)).next;
    else await readNews(reader, walk, knownFrom);
  } catch (error) {
    if (!isBeyond(error)) throw error;
    cursor.older = reader.oldest;
  }
  cursor.since = reader.since;
  if (cursor.older === undefined) await readPages(reader, job, walk);
  if (cursor.older !== undefined) await readOlder(reader, job, walk);
  cursor.since = reader.since;
  cursor.sweptAt ??= reader.since;
  reader.repeatLacking();
}

async function readNews(reader: NewestReader, walk: Extract<Walk, { type: 'newest' }>, from: string): Promise<void> {
  for (let place: string | undefined; ;) {
    const page = await reader.read(place, { knownBefore: from });
    const oldest = page.items.at(-1);
    const isEnd = page.next === undefined || page.hasKnown === true || oldest === undefined;
    if (isEnd || isBefore(oldest, walk.time, from)) return;
    place = page.next;
  }
}

/** An unfinished first walk goes on where it stopped. */
async function readPages(
  reader: NewestReader,
  { cursor }: WalkJob,
  walk: Extract<Walk, { type: 'newest' }>,
): Promise<void> {
  try {
    while (cursor.page !== undefined) {
      const page = await reader.read(cursor.page);
      cursor.page = page.next;
    }
  } catch (error) {
    if (!isBeyond(error)) throw error;
    cursor.older = reader.oldest ?? cursor.since;
    cursor.page = undefined;
    if (walk.older === undefined) return;
  }
}

/** What lies behind the last page that GitHub makes. */
async function readOlder(reader: NewestReader, job: WalkJob, walk: Extract<Walk, { type: 'newest' }>): Promise<void> {
  const { cursor } = job;
  while (cursor.older !== undefined) {
    const time = cursor.older;
    if (walk.older === undefined) {
      cursor.older = undefined;
      job.onBeyond();
      return;
    }
    try {
      const page = await reader.read(cursor.page, { older: walk.older(time) });
      const last = page.items.at(-1);
      const hasMet = walk.isOldestFirst === true && last !== undefined && !isBefore(last, walk.time, time);
      cursor.page = hasMet ? undefined : page.next;
      if (cursor.page === undefined) cursor.older = undefined;
    } catch (error) {
      if (!isBeyond(error)) throw error;
      cursor.page = undefined;
      // By this way too there is no page further: from the other end, or without any progress.
      const isStuck = walk.isOldestFirst === true || reader.oldest === undefined || reader.oldest === time;
      cursor.older = isStuck ? undefined : reader.oldest;
      if (isStuck) job.onBeyond();
    }
  }
}

function isBeyond(error: unknown): boolean {
  return error instanceof GithubFailure && error.kind === 'beyond';
}

/** Parameters for what is older, or the time before which everything is known. */
interface Reach {
  readonly older?: Item;
  readonly knownBefore?: string;
}

/** Reads pages of one walk and remembers what they lack. */
class NewestReader {
  /** The time of the oldest item so far. */
  oldest: string | undefined;
  readonly #job: WalkJob;
  readonly #walk: Extract<Walk, { type: 'newest' }>;
  #startedAt: string | undefined;
  /** The next walk comes down to here, to try again what is lacking for the first time. */
  #backTo: string | undefined;
  readonly #told = new Set<string>();

  constructor(job: WalkJob, walk: Extract<Walk, { type: 'newest' }>) {
    this.#job = job;
    this.#walk = walk;
  }

  /** Everything that changed before is read. */
  get since(): string | undefined {
    const [started, back] = [this.#startedAt, this.#backTo];
    return started === undefined || back === undefined || back > started ? started : back;
  }

  async read(place: string | undefined, { older, knownBefore }: Reach = {}): Promise<NewestItems> {
    const { client, at, cursor, onPagesLeft } = this.#job;
    const { page: readPage, time, backSeconds, isOldestFirst } = this.#walk;
    const page = await readPage(client, repositoryAt(at), {
      cursor: place,
      older,
      knownBefore,
      ...(cursor.first === undefined ? {} : { first: cursor.first }),
    });
    this.#startedAt ??= secondsBefore(client.serverDate(), OVERLAP_SECONDS + backSeconds);
    cursor.first = page.first;
    await putItems(this.#job, page.items);
    const last = page.items.at(-1);
    if (last !== undefined && (older === undefined || isOldestFirst !== true)) {
      this.oldest = secondsBefore(timeOf(last, time), 0);
    }
    this.#noteLacking(page);
    onPagesLeft(page.pagesLeft);
    return page;
  }

  /** What earlier backups could not have, and what did not change since. */
  repeatLacking(): void {
    const failure = new GithubFailure('failed', 'GitHub could not give it when it last changed');
    for (const name of this.#job.cursor.lacking ?? []) if (!this.#told.has(name)) this.#job.onLost(name, failure, true);
  }

  #noteLacking({ items, lacking = [] }: NewestItems): void {
    const { cursor, onLost } = this.#job;
    const had = new Set(items.map((item) => nameOf(item['number'] ?? item['id'])));
    const known = new Set((cursor.lacking ?? []).filter((name) => !had.has(name)));
    for (const { number, why, isDenied } of lacking) {
      const name = number === undefined ? 'one without a number' : nameOf(number);
      onLost(name, new GithubFailure('failed', why), isDenied === true || known.has(name));
      if (isDenied === true) continue;
      this.#told.add(name);
      const oldest = items.at(-1);
      if (!known.has(name)) {
        this.#backTo = oldest === undefined ? this.oldest : secondsBefore(timeOf(oldest, this.#walk.time), 1);
      }
      known.add(name);
    }
    cursor.lacking = known.size === 0 ? undefined : [...known];
  }
}

/** An item with a number as a part of a path. */
export function nameOf(number: unknown): string {
  return String(number).padStart(6, '0');
}

function isBefore(item: Item, time: string, limit: string): boolean {
  return timeOf(item, time).getTime() < Date.parse(limit);
}

/** Reads all pages and drops what is on none of them any more. */
async function walkList(job: WalkJob, walk: Extract<Walk, { type: 'list' }>): Promise<void> {
  const { cursor, shelf } = job;
  if (walk.gate !== undefined) await get(job, walk.gate, { per_page: 1 });
  let pages = await listPages(job, walk, cursor.pages ?? [], cursor.begun ?? []);
  let names = new Set(pages.flatMap((page) => page.names));
  const lost = () => [...shelf.stored(folderOf(job.kind))].filter((path) => !names.has(basenameOfJson(path)));
  // If an item is deleted while the list is read, another may slip through between two pages. What seems lost is
  // therefore looked for once more.
  if (pages.length > 1 && lost().length > 0) {
    pages = await listPages(job, walk, [], []);
    names = new Set([...names, ...pages.flatMap((page) => page.names)]);
  }
  for (const path of lost()) shelf.drop(path);
  cursor.pages = pages;
  cursor.begun = undefined;
}

/** `begun`: the pages that an interrupted run has read. */
async function listPages(
  job: WalkJob,
  walk: Extract<Walk, { type: 'list' }>,
  known: readonly ListPage[],
  begun: readonly ListPage[],
): Promise<readonly ListPage[]> {
  const pages: ListPage[] = [...begun];
  for (let next: string | undefined = begun.length === 0 ? '' : begun.at(-1)?.next; next !== undefined;) {
    const page: ListPage = await listPage(job, walk, next, known[pages.length]);
    pages.push(page);
    next = page.next;
    // Where it is not the last one, a run that ends here goes on with the next page.
    job.cursor.begun = next === undefined ? undefined : [...pages];
  }
  return pages;
}

async function listPage(
  job: WalkJob,
  walk: Extract<Walk, { type: 'list' }>,
  place: string,
  before: ListPage | undefined,
): Promise<ListPage> {
  // A full last page stays the same when another one comes after it, so that its ETag proves nothing.
  const mayGrow = before?.next === undefined && (before?.names.length ?? 0) >= PAGE_SIZE;
  const isShared = walk.detail !== undefined || walk.isShared === true;
  const etag = mayGrow || isShared ? undefined : before?.etag;
  const parameters = { ...walk.parameters, per_page: PAGE_SIZE, ...placeOf(place) };
  const shared = !isShared ? undefined : `${walk.route} ${JSON.stringify(parameters)}`;
  const answer = job.lists.get(shared ?? '') ?? (await get(job, walk.route, parameters, etag));
  if (shared !== undefined) job.lists.set(shared, answer);
  if (answer.data === undefined && before !== undefined) return before;
  const { items, kept } = await withDetails(job, walk, itemsOf(answer.data, walk.field));
  const names = [...(await putItems(job, items)), ...kept];
  const next = cursorOf(answer.next);
  return {
    etag: isShared ? undefined : answer.etag,
    names,
    ...(next === undefined ? {} : { next }),
  };
}

/** `kept`: names of items that the list has and that could not be had in full; what is stored of them stays. */
interface Detailed {
  readonly items: readonly Item[];
  readonly kept: readonly string[];
}

/** A failure that concerns one item loses that item only. */
async function withDetails(
  job: WalkJob,
  walk: Extract<Walk, { type: 'list' }>,
  listed: readonly Item[],
): Promise<Detailed> {
  const { detail, hasDetail, nothing } = walk;
  if (detail === undefined) return { items: listed, kept: [] };
  const items: Item[] = [];
  const lost: { readonly name: string; readonly failure: GithubFailure }[] = [];
  const same: string[] = [];
  const stored = job.shelf.times(folderOf(job.kind));
  const etags: Record<string, string> = {};
  let failuresInARow = 0;
  for (const item of listed.filter((it) => hasDetail?.(it) ?? true)) {
    const [name = ''] = job.kind.files(item).map((file) => file.name);
    const seconds = stored.get(`${folderOf(job.kind)}/${name}.json`);
    if (seconds !== undefined && walk.isDated === true && seconds === secondsOf(item)) {
      same.push(name);
      continue;
    }
    try {
      const known = seconds === undefined ? undefined : job.cursor.etags?.[name];
      const read = await readDetails(job, detail(item), walk, known);
      if (read.etag !== undefined) etags[name] = read.etag;
      if (read.item === undefined) same.push(name);
      else items.push({ name: item['name'], ...read.item });
      failuresInARow = 0;
    } catch (error) {
      if (!(error instanceof GithubFailure)) throw error;
      if (error.kind === 'absent' && nothing?.test(error.message) === true) continue;
      const isOwn = error.kind === 'absent' || error.kind === 'gone' || error.kind === 'failed';
      if (!isOwn || (error.kind === 'failed' && ++failuresInARow >= MAX_FAILURES)) throw error;
      lost.push({ name, failure: error });
    }
  }
  // One of them might be gone; where none is there, something else is wrong.
  const [first] = lost;
  if (items.length + same.length === 0 && first !== undefined && (lost.length > 1 || isForAdministrators(job.kind)))
    throw first.failure;
  for (const { name, failure } of lost) job.onLost(name, failure, false);
  job.cursor.etags = { ...job.cursor.etags, ...etags };
  return { items, kept: [...same, ...lost.map(({ name }) => name)] };
}

interface Details {
  /** undefined if it is the same as with the known ETag. */
  readonly item: Item | undefined;
  /** Of an answer that came in one page. */
  readonly etag: string | undefined;
}

/** Reads one object, or all items of a list. */
async function readDetails(
  job: WalkJob,
  route: string,
  { detailField: field, isBare }: Pick<Extract<Walk, { type: 'list' }>, 'detailField' | 'isBare'>,
  known: string | undefined,
): Promise<Details> {
  const listed = isBare === true ? undefined : field;
  const first = await get(job, route, field === undefined ? {} : { per_page: PAGE_SIZE }, known);
  if (first.data === undefined) return { item: undefined, etag: known };
  if (field === undefined) return { item: itemsOf([first.data])[0], etag: first.etag };
  const items = [...itemsOf(first.data, listed)];
  for (let place = cursorOf(first.next); place !== undefined;) {
    const answer = await get(job, route, { per_page: PAGE_SIZE, ...placeOf(place) });
    items.push(...itemsOf(answer.data, listed));
    place = cursorOf(answer.next);
  }
  const mayGrow = items.length >= PAGE_SIZE;
  return { item: { [field]: items }, etag: mayGrow ? undefined : first.etag };
}

function get(job: WalkJob, route: string, parameters: Item, etag?: string): Promise<GithubAnswer> {
  return job.client.get(route, { ...job.at, ...parameters }, etag);
}

/** Puts the files of the items into the shelf. Returns their names. */
export async function putItems(
  { kind, shelf, client, onItem }: WalkJob,
  items: readonly Item[],
): Promise<readonly string[]> {
  const names: string[] = [];
  items.forEach(onItem);
  const emptied = items.map((item) => kind.emptied?.(item)).filter((name) => name !== undefined);
  for (const name of emptied) shelf.drop(`github/${kind.name}/${name}.json`);
  for (const { name, item, kind: folder = kind.name } of items.flatMap((item) => kind.files(item))) {
    names.push(name);
    const mtimeSeconds = secondsOf(item);
    shelf.put(`github/${folder}/${name}.json`, canonical(item, client.apiUrl), mtimeSeconds);
  }
  return names;
}

/** When it last changed; 0 if it does not say. */
function secondsOf(item: Item): number {
  const time = Date.parse((item['updated_at'] ?? item['created_at'] ?? '') as string);
  return Number.isNaN(time) ? 0 : Math.floor(time / 1000);
}

function basenameOfJson(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1, -'.json'.length);
}

/** By the numbers of pages, where the addresses have any. */
function pagesAfter({ next, last }: GithubAnswer): number {
  const [from, to] = [next, last].map((url) => Number(url?.searchParams.get('page') ?? NaN));
  return from !== undefined && to !== undefined && to >= from ? to - from + 1 : 1;
}

export function timeOf(item: Item, field: string): Date {
  const time = new Date(String(item[field]));
  if (Number.isNaN(time.getTime())) throw new GithubFailure('failed', `An item has no time in "${field}".`);
  return time;
}

/** ISO 8601 with whole seconds, as the API expects it. */
export function secondsBefore(date: Date, seconds: number): string {
  return new Date(date.getTime() - seconds * 1000).toISOString().replace(/\.\d{3}Z$/, 'Z');
}
