/** Looks for items that were deleted at GitHub, every 30 days. */
import { expectNumber, numberPage, type NumberedField } from '../../../github/graphql.ts';
import { GithubFailure } from '../../../github/failure.ts';
import { eachChanged, folderOf, putItems, secondsBefore, type WalkJob } from './walks.ts';
import { repositoryAt, type Walk } from './kinds/kind.ts';

const SWEEP_EVERY_SECONDS = 30 * 86_400;
/** How many possibly deleted items a run looks up individually. */
const MAX_CHECKS = 100;

/**
 * Deleted items do not appear among the changes. What a full list lacks is looked up, and dropped if it is gone: lists
 * alone are no proof, since they change while they are read. Throws a GithubFailure; the next sweep goes on from there.
 *
 * @param isNothing it is known that neither GitHub nor the snapshot has any
 */
export async function sweep(job: WalkJob, isNothing: boolean): Promise<void> {
  const { cursor, client, kind } = job;
  const dueAt = Date.parse(cursor.sweptAt ?? '') + SWEEP_EVERY_SECONDS * 1000;
  if (cursor.sweepFrom === undefined && client.serverDate().getTime() < dueAt) return;
  if (!isNothing && !(await searched(job, kind.walk))) return;
  cursor.sweepFrom = undefined;
  cursor.sweptAt = secondsBefore(client.serverDate(), 0);
}

/** Whether it came to its end. */
async function searched(job: WalkJob, walk: Walk): Promise<boolean> {
  if (walk.type === 'since') return sweepChanged(job, walk);
  if (walk.type !== 'newest') return true;
  if (walk.numbers !== undefined) return sweepNumbers(job, walk.numbers);
  return walk.isReread === true ? readAgain(job, walk) : true;
}

interface StoredItem {
  readonly path: string;
  readonly id: number;
  readonly seconds: number;
}

/** By the time of the last change, which is the time of the file: so it goes as far as there are items. */
async function sweepChanged(job: WalkJob, walk: Extract<Walk, { type: 'since' }>): Promise<boolean> {
  const { cursor } = job;
  const from = cursor.sweepFrom === undefined || cursor.sweepFrom === '' ? undefined : cursor.sweepFrom;
  const fromSeconds = from === undefined ? -Infinity : Date.parse(from) / 1000;
  const stored = storedItems(job).filter(({ seconds }) => seconds >= fromSeconds);
  stored.sort((a, b) => a.seconds - b.seconds);
  const present = new Set<number>();
  const check = new Checker(job, (id) => job.client.get(walk.check(String(id)), { ...job.at }));
  let at = 0;
  await eachChanged(job, walk, from, async ({ items, reached, isLast }) => {
    await putItems(job, items);
    for (const item of items) present.add(Number(item['number'] ?? item['id']));
    const until = isLast ? Infinity : Date.parse(reached) / 1000;
    for (let next = stored[at]; next !== undefined && next.seconds <= until; next = stored[++at]) {
      if (present.has(next.id)) continue;
      if (!(await check.dropIfGone(next))) {
        cursor.sweepFrom = new Date(next.seconds * 1000).toISOString();
        return false;
      }
    }
    cursor.sweepFrom = reached;
    return true;
  });
  return at === stored.length;
}

/** By number, oldest first, with the cursors of GraphQL, which do not shift. */
async function sweepNumbers(job: WalkJob, field: NumberedField): Promise<boolean> {
  const { cursor, client } = job;
  const at = repositoryAt(job.at);
  const stored = storedItems(job).sort((a, b) => a.id - b.id);
  const check = new Checker(job, (number) => expectNumber(client, at, field, number));
  let [above = '0', after] = (cursor.sweepFrom ?? '').split(' ') as [string?, string?];
  for (let more = true; more;) {
    const page = await numberPage(client, at, field, after);
    const present = new Set(page.numbers);
    more = page.next !== undefined;
    const to = more ? Math.max(...page.numbers) : Infinity;
    for (const item of stored) {
      if (item.id <= Number(above) || item.id > to || present.has(item.id)) continue;
      if (!(await check.dropIfGone(item))) return false;
    }
    above = String(to);
    after = page.next;
    if (after !== undefined) cursor.sweepFrom = `${above} ${after}`;
  }
  return true;
}

/** Page by page from the newest; an interrupted reading goes on where it stopped. */
async function readAgain(job: WalkJob, walk: Extract<Walk, { type: 'newest' }>): Promise<boolean> {
  const { cursor, client } = job;
  for (let place = cursor.sweepFrom; ;) {
    const page = await walk.page(client, repositoryAt(job.at), { cursor: place });
    await putItems(job, page.items);
    if (page.next === undefined) return true;
    cursor.sweepFrom = place = page.next;
  }
}

class Checker {
  readonly #job: WalkJob;
  readonly #read: (id: number) => Promise<unknown>;
  #checks = 0;

  constructor(job: WalkJob, read: (id: number) => Promise<unknown>) {
    this.#job = job;
    this.#read = read;
  }

  /** False once this run has looked up enough. */
  async dropIfGone({ path, id }: StoredItem): Promise<boolean> {
    if (++this.#checks > MAX_CHECKS) return false;
    try {
      await this.#read(id);
    } catch (error) {
      if (!(error instanceof GithubFailure) || (error.kind !== 'absent' && error.kind !== 'gone')) throw error;
      this.#job.shelf.drop(path);
      this.#dropWhatBelongsTo(id);
    }
    return true;
  }

  /** With an issue or a pull request goes what was said and done there. */
  #dropWhatBelongsTo(id: number): void {
    const { shelf, kind } = this.#job;
    for (const name of BELONGING[kind.name] ?? []) {
      const start = `github/${name}/${String(id).padStart(6, '0')}`;
      for (const path of [...shelf.times(`github/${name}`).keys()]) {
        if (path.startsWith(`${start}-`) || path === `${start}.json`) shelf.drop(path);
      }
    }
  }
}

const BELONGING: Readonly<Record<string, readonly string[]>> = {
  issues: ['issue-comments', 'issue-dependencies', 'issue-events', 'issue-references'],
  pulls: ['issue-comments', 'issue-events', 'pull-references', 'reviews', 'review-comments', 'review-threads'],
};

function storedItems(job: WalkJob): StoredItem[] {
  return [...job.shelf.times(folderOf(job.kind))].map(([path, seconds]) => ({ path, id: idOf(path), seconds }));
}

/** The number or id at the end of a file's name. */
function idOf(path: string): number {
  return Number(/(\d+)\.json$/.exec(path)?.[1] ?? NaN);
}
