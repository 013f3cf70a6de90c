/** Which files an item has, under which names, and what is left out of them. */
import { GithubFailure } from '../../../../github/failure.ts';
import { safeName } from '../../../entries.ts';
import type { Item, ItemFile } from './kind.ts';
import { itemsOf } from './pages.ts';

export const text = (value: unknown): string =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : '';
/** An item without a number or name would overwrite another. */
function nameless(): never {
  throw new GithubFailure('failed', 'The answer contains an item without a number, id or name.');
}
const digits = (value: unknown): string => (/^\d+$/.test(text(value)) ? text(value) : nameless());
export const number = (value: unknown): string => digits(value).padStart(6, '0');
export const longId = (value: unknown): string => digits(value).padStart(12, '0');
export const fileName = (value: unknown): string => (text(value) === '' ? nameless() : safeName(text(value)));
const dayOf = (time: unknown): string => /^\d{4}-\d\d-\d\d(?=T)/.exec(text(time))?.[0] ?? nameless();
/** The number at the end of `.../issues/12`. */
export const numberIn = (url: unknown): string => number(/\/(\d+)$/.exec(text(url))?.[1] ?? '0');

export const named = (name: (item: Item) => string) => (item: Item) => [{ name: name(item), item }];
export const byId = named((item) => longId(item['id']));
export const byNumber = named((item) => number(item['number']));
export const byName = named((item) => fileName(item['name']));
/** The only one of its kind. */
export const only = (name: string) => named(() => name);

/** The name under which a file of a release is stored. */
export function assetFile(id: number, name: string): string {
  return `${String(id).padStart(12, '0')}-${safeName(name)}`;
}

/** Which issues block an issue, and which it blocks. The issues are items themselves. */
export function filesOfDependencies({ number: issue, blocked_by: blockedBy, blocking }: Item): readonly ItemFile[] {
  const named = (list: unknown) =>
    itemsOf(list).map((item) => ({
      id: item['id'],
      number: item['number'],
      repository: /\/repos\/([^/]+\/[^/]+)$/.exec(text(item['repository_url']))?.[1] ?? null,
    }));
  return byNumber({ number: issue, blocked_by: named(blockedBy), blocking: named(blocking) });
}

/** One file for each day, which stays when GitHub no longer has the day; what is popular, as it is now. */
export function filesOfTraffic({ views, clones, paths, referrers }: Item): readonly ItemFile[] {
  const days = (name: string, list: unknown) =>
    itemsOf(list).map((item) => ({ name: `${name}-${dayOf(item['timestamp'])}`, item }));
  return [
    ...days('views', views),
    ...days('clones', (clones as Item)['clones']),
    { name: 'popular-paths', item: { paths: itemsOf(paths) } },
    { name: 'popular-referrers', item: { referrers: itemsOf(referrers) } },
  ];
}

/** The reviews of a pull request, and which of its threads are resolved. */
export function filesOfReviews(pull: Item): readonly ItemFile[] {
  const start = number(pull['number']);
  const reviews = (pull['reviews'] as readonly Item[]).map((item) => ({
    name: `${start}-${longId(item['id'])}`,
    item,
  }));
  const threads = pull['threads'] as readonly Item[];
  if (threads.length === 0) return reviews;
  return [...reviews, { kind: 'review-threads', name: start, item: { number: pull['number'], threads } }];
}

/** Counters of the repository that change without anybody's decision. */
export const COUNTERS = [
  'forks',
  'forks_count',
  'network_count',
  'open_issues',
  'open_issues_count',
  'permissions',
  'pushed_at',
  'size',
  'stargazers_count',
  'subscribers_count',
  'updated_at',
  'watchers',
  'watchers_count',
];

/** Each analysis writes its commit into all alerts that it finds again. */
export function withoutCommit(alert: Item): Item {
  const instance = alert['most_recent_instance'] as Item | null | undefined;
  return { ...alert, most_recent_instance: without(instance ?? {}, ['commit_sha']) };
}

/** How likely it is that a weakness will be used is computed anew each day. */
export function withoutForecast(alert: Item): Item {
  const advisory = alert['security_advisory'] as Item | null | undefined;
  return { ...alert, security_advisory: without(advisory ?? {}, ['epss']) };
}

export function without(item: Item, names: readonly string[]): Item {
  return Object.fromEntries(Object.entries(item).filter(([name]) => !names.includes(name)));
}
