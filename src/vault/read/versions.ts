/** S3 versions by key: every listing of them goes through here. */
import { HoldfastError } from '../../base/errors.ts';
import type { S3Version, Store } from '../../store/store.ts';

/**
 * A listing comes in pages of up to a thousand rows. In each page the delete markers come after all S3 versions with bytes,
 * and its last key may go on in the next page. So a row says nothing of its key until the next page is there; what is
 * handed on here is whole.
 */
export interface KeyVersions {
  readonly key: string;
  /** S3 versions and delete markers, newest first. */
  readonly versions: readonly S3Version[];
}

/** By key: S3 versions and delete markers, newest first. */
export type Inventory = ReadonlyMap<string, readonly S3Version[]>;

interface ListingOptions {
  /** Keys behind this one. */
  readonly startAfter?: string | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** The one that S3 calls the latest, then by the time that S3 gives. */
function newestFirst(a: S3Version, b: S3Version): number {
  return Number(b.isLatest) - Number(a.isLatest) || b.lastModified.getTime() - a.lastModified.getTime();
}

export function withBytes(versions: readonly S3Version[]): readonly S3Version[] {
  return versions.filter(({ isDeleteMarker }) => !isDeleteMarker);
}

/** Row by row as they are listed, for those who can stop early. */
export async function* listedVersions(
  store: Store,
  prefix: string,
  options: ListingOptions = {},
): AsyncGenerator<S3Version> {
  for await (const page of store.listVersions(prefix, listing(options))) yield* page;
}

/** Rows of one key, as they are listed: where a later page fails, those before it have come. One request as a rule. */
export async function* versionsOfKey(store: Store, key: string, signal?: AbortSignal): AsyncGenerator<S3Version> {
  for await (const version of listedVersions(store, key, { signal })) if (version.key === key) yield version;
}

/**
 * All keys under a prefix, in batches of about a page; no more than a page is in memory. One request a thousand rows.
 *
 * @throws bad-s3-answer if the rows of a key come in places that do not adjoin: part of them would look like all
 */
export async function* versionsByKey(
  store: Store,
  prefix: string,
  options: ListingOptions = {},
): AsyncGenerator<readonly KeyVersions[]> {
  const order = new OrderCheck();
  let open = new Map<string, S3Version[]>();
  for await (const page of store.listVersions(prefix, listing(options))) {
    for (const version of page) append(open, version);
    const unfinished = new Set(
      [false, true].map((isMarker) => page.findLast(({ isDeleteMarker }) => isDeleteMarker === isMarker)?.key),
    );
    const [whole, rest] = split(open, (key) => !unfinished.has(key));
    open = rest;
    yield order.checked(whole);
  }
  yield order.checked(open);
}

/** Finds keys of which some rows came before: these lack the latest, and come behind where S3's order has them. */
class OrderCheck {
  private last = '';

  /** @throws bad-s3-answer */
  checked(batch: ReadonlyMap<string, S3Version[]>): readonly KeyVersions[] {
    const before = this.last;
    return Array.from(batch, ([key, versions]) => {
      if (key <= before && !versions.some(({ isLatest }) => isLatest))
        throw new HoldfastError({
          code: 'bad-s3-answer',
          message: `The S3 server lists the S3 versions of ${key} in places that do not adjoin.`,
          fix: 'Check that `endpoint-url` is an S3 server that lists S3 versions in the order of keys.',
        });
      if (key > this.last) this.last = key;
      return { key, versions: versions.sort(newestFirst) };
    });
  }
}

/** Adds all keys under some prefixes to an inventory, in whatever order they are listed. One request a thousand rows. */
export async function collectVersions(
  inventory: Map<string, S3Version[]>,
  store: Store,
  prefixes: readonly string[],
  options: ListingOptions = {},
): Promise<void> {
  for (const prefix of prefixes) {
    const several = new Set<S3Version[]>();
    for await (const page of store.listVersions(prefix, listing(options))) {
      for (const version of page) {
        const versions = append(inventory, version);
        if (versions.length > 1) several.add(versions);
      }
    }
    for (const versions of several) versions.sort(newestFirst);
  }
}

function listing({ startAfter, signal }: ListingOptions): { startAfter?: string; signal: AbortSignal | undefined } {
  return { ...(startAfter !== undefined && { startAfter }), signal };
}

function append(rows: Map<string, S3Version[]>, version: S3Version): S3Version[] {
  const known = rows.get(version.key);
  if (known === undefined) {
    const versions = [version];
    rows.set(version.key, versions);
    return versions;
  }
  known.push(version);
  return known;
}

function split<V>(
  all: ReadonlyMap<string, V>,
  isFirst: (key: string) => boolean,
): readonly [Map<string, V>, Map<string, V>] {
  const [first, rest] = [new Map<string, V>(), new Map<string, V>()];
  for (const [key, value] of all) (isFirst(key) ? first : rest).set(key, value);
  return [first, rest];
}
