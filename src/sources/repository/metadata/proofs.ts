/** Of which kinds one query shows that they are as they were when they were last read. */
import { hash } from 'node:crypto';
import { isShownList, readNews, type NewsList, type ShownList } from '../../../github/news.ts';
import { GithubFailure } from '../../../github/failure.ts';
import type { GithubClient } from '../../../github/client.ts';
import type { Repository } from '../../../github/graphql.ts';

/** What was seen of kinds: the same text again means that a kind is as it was. */
export interface Proofs {
  /** By kind; without those of which the query proves nothing. */
  readonly kinds: ReadonlyMap<string, string>;
  /** Of all that the query shows, and of the settings of the repository; undefined if it showed nothing. */
  readonly all: string | undefined;
  /** Lists that it shows with no item. */
  readonly empty: readonly NewsList[];
}

export const NO_PROOFS: Proofs = { kinds: new Map(), all: undefined, empty: [] };

/** Clocks, replicas and transactions of the server may lag: what changed so shortly before proves nothing yet. */
const SETTLED_AFTER_MS = 300_000;

interface Evidence {
  readonly of: readonly NewsList[];
  /** What a kind rests on, of these lists in order; undefined: it proves nothing. */
  readonly seen: (...lists: readonly ShownList[]) => unknown;
}

const times: Evidence['seen'] = (...lists) =>
  lists.map(({ totalCount, nodes }) => [totalCount, nodes.map((node) => node['updatedAt'])]);
const inFull: Evidence['seen'] = (...lists) => (lists.every(isWhole) ? lists : undefined);
const asShown: Evidence['seen'] = (...lists) => lists;
/** All items, with all of a list in each of them. */
const inner =
  (name: string): Evidence['seen'] =>
  (...lists) => {
    const isShown = lists.every(({ nodes }) => nodes.every((node) => isShownList(node[name])));
    return isShown ? inFull(...lists.map((list) => only(list, name))) : undefined;
  };

/** Kinds of which the query shows what a reading would: all items, or how many there are and when the newest ones changed. */
const EVIDENCE: Readonly<Record<string, Evidence>> = {
  labels: { of: ['labels'], seen: inFull },
  milestones: { of: ['milestones'], seen: inFull },
  releases: { of: ['releases'], seen: inFull },
  issues: { of: ['issues'], seen: times },
  'issue-references': { of: ['issues'], seen: times },
  'issue-dependencies': { of: ['issues'], seen: times },
  pulls: { of: ['pulls'], seen: times },
  'pull-references': { of: ['pulls'], seen: times },
  reviews: { of: ['pulls'], seen: asShown },
  // An edited comment need not change the time of its issue or pull request, so that all comments have to be shown.
  'issue-comments': { of: ['issues', 'pulls'], seen: inner('comments') },
  'review-comments': { of: ['pulls'], seen: inner('reviews') },
  'commit-comments': { of: ['commitComments'], seen: inFull },
  discussions: { of: ['discussions'], seen: asShown },
  deployments: { of: ['deployments'], seen: asShown },
  'deployment-statuses': { of: ['deployments'], seen: asShown },
  projects: { of: ['projects'], seen: asShown },
};

/**
 * Kinds that no query shows. They are read where anything that it does show is new, or the repository itself changed (a push, its
 * settings).
 */
const WITH_THE_REST: readonly string[] = [
  'activity',
  'code-scanning-alerts',
  'dependabot-alerts',
  'issue-events',
  'secret-scanning-alerts',
  'security-advisories',
  'workflow-runs',
];

/**
 * Asks for what proves these kinds to be as they were, in one request. `repository`: what is known of the repository itself. A
 * server that cannot say proves nothing.
 */
export async function proveKinds(
  client: GithubClient,
  at: Repository,
  kinds: readonly string[],
  repository: string,
): Promise<Proofs> {
  const lists = [...new Set(kinds.flatMap((kind) => EVIDENCE[kind]?.of ?? []))];
  if (lists.length === 0) return NO_PROOFS;
  try {
    const shown = await readNews(client, at, lists);
    return proofsOf(shown, kinds, repository, client.serverDate());
  } catch (error) {
    if (!(error instanceof GithubFailure)) throw error;
    return NO_PROOFS;
  }
}

/** Pure. */
export function proofsOf(
  shown: ReadonlyMap<NewsList, ShownList>,
  kinds: readonly string[],
  repository: string,
  now: Date,
): Proofs {
  if (shown.size === 0) return NO_PROOFS;
  const settledBefore = new Date(now.getTime() - SETTLED_AFTER_MS).toISOString();
  const all = digest([repository, [...shown]]);
  const proved = kinds.flatMap((kind): [string, string][] => {
    if (WITH_THE_REST.includes(kind)) return [[kind, all]];
    const { of = [], seen } = EVIDENCE[kind] ?? {};
    const lists = of.flatMap((name) => shown.get(name) ?? []);
    const evidence = lists.length === of.length ? seen?.(...lists) : undefined;
    return evidence === undefined || isRecent(evidence, settledBefore) ? [] : [[kind, digest(evidence)]];
  });
  const empty = [...shown].flatMap(([name, list]) => (list.totalCount === 0 && isWhole(list) ? [name] : []));
  return { kinds: new Map(proved), all, empty };
}

function digest(value: unknown): string {
  return hash('sha256', JSON.stringify(value)).slice(0, 16);
}

/** The list with nothing but one list of each item. */
function only({ totalCount, nodes }: ShownList, name: string): ShownList {
  return { totalCount, nodes: nodes.map((node) => ({ [name]: node[name] })) };
}

/** Whether it has all of its items, and so have the lists in them. */
function isWhole(list: ShownList): boolean {
  const inner = list.nodes.flatMap((node) => Object.values(node).filter(isShownList));
  return list.nodes.length === list.totalCount && inner.every(isWhole);
}

/** Whether a time of change in it is later. */
function isRecent(value: unknown, time: string): boolean {
  if (typeof value === 'string') return false;
  if (Array.isArray(value)) return value.some((item) => isLater(item, time) || isRecent(item, time));
  if (typeof value !== 'object' || value === null) return false;
  return Object.entries(value).some(
    ([name, item]) => (/^(updated|created)At$/.test(name) && isLater(item, time)) || isRecent(item, time),
  );
}

function isLater(value: unknown, time: string): boolean {
  return typeof value === 'string' && /^\d{4}-\d\d-\d\dT/.test(value) && Date.parse(value) > Date.parse(time);
}
