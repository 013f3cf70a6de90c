/** Sorts what was said about a pull request into comments and reviews, as the importers take them. Pure. */
import { commentDocument, lineOf, reviewDocument, type ReviewState } from './documents.ts';
import { type Fields, text, time, whole } from './fields.ts';
import type { Names } from './names.ts';
import type { YamlObject } from './yaml.ts';

export interface Talk {
  readonly comments: readonly Fields[];
  readonly reviews: readonly Fields[];
  readonly reviewComments: readonly Fields[];
}

export interface TalkDocuments {
  readonly comments: readonly YamlObject[];
  readonly reviews: readonly YamlObject[];
  /** Comments on lines that are ordinary ones now. */
  readonly loosened: number;
  /** Dismissed reviews, which have become comments. */
  readonly dismissed: number;
  /** Reviews that nobody has sent yet: left out. */
  readonly pending: number;
}

const STATES: Readonly<Record<string, ReviewState>> = {
  APPROVED: 'APPROVED',
  CHANGES_REQUESTED: 'CHANGES_REQUESTED',
  COMMENTED: 'COMMENTED',
  // The importers know no such state, and would make a draft of it that nobody sees.
  DISMISSED: 'COMMENTED',
};

/**
 * `isKnown`: the commits of the pull request are in the repository. The importers leave out comments on lines where they
 * are not, and those without a piece of the diff: such a comment becomes an ordinary one that names its place.
 */
export function talkDocuments(talk: Talk, number: number, isKnown: boolean, names: Names): TalkDocuments {
  const onLines = Map.groupBy(talk.reviewComments, (comment) => isKnown && text(comment['diff_hunk']) !== '');
  const kept = [...(onLines.get(true) ?? [])].sort(byTime);
  const loose = onLines.get(false) ?? [];
  const pending = talk.reviews.filter(({ state }) => state === 'PENDING').length;
  const sent = talk.reviews.filter(({ state }) => state !== 'PENDING').sort(byTime);
  const reviews = reviewsOf(sent, kept).map(({ review, comments }) =>
    reviewDocument(review, STATES[text(review['state'])] ?? 'COMMENTED', number, comments, names),
  );
  const comments = [
    ...talk.comments.map((comment) => ({ comment, lead: '' })),
    ...loose.map((comment) => ({ comment, lead: placeText(comment) })),
  ].sort((a, b) => byTime(a.comment, b.comment));
  return {
    comments: comments.map(({ comment, lead }) => commentDocument(comment, number, names, lead)),
    reviews,
    loosened: loose.length,
    dismissed: sent.filter(({ state }) => state === 'DISMISSED').length,
    pending,
  };
}

interface Review {
  readonly review: Fields;
  readonly comments: readonly Fields[];
}

/**
 * Comments go with their review: the importers give them its author. Those whose review is not there get one of their
 * own. A review that holds nothing says nothing.
 */
function reviewsOf(reviews: readonly Fields[], comments: readonly Fields[]): readonly Review[] {
  const known = new Set(reviews.map(({ id }) => whole(id)));
  const groups = Map.groupBy(comments, (comment) => whole(comment['pull_request_review_id']));
  const own = reviews.map((review) => ({ review, comments: groups.get(whole(review['id'])) ?? [] }));
  const orphans = comments
    .filter((comment) => !known.has(whole(comment['pull_request_review_id'])))
    .map((comment) => ({ review: reviewAround(comment), comments: [comment] }));
  return [...own, ...orphans].filter(
    ({ review, comments: held }) => held.length > 0 || review['state'] !== 'COMMENTED' || text(review['body']) !== '',
  );
}

function reviewAround({ user, created_at, commit_id }: Fields): Fields {
  return { user, submitted_at: created_at, commit: { sha: commit_id }, state: 'COMMENTED' };
}

function placeText(comment: Fields): string {
  const line = lineOf(comment);
  return `On \`${text(comment['path'])}\`${line === 0 ? '' : `, line ${String(line)}`}:\n\n`;
}

function byTime(a: Fields, b: Fields): number {
  const [left, right] = [timeOf(a), timeOf(b)];
  if (left !== right) return left < right ? -1 : 1;
  return whole(a['id']) - whole(b['id']);
}

function timeOf(item: Fields): string {
  return time(item['submitted_at']) ?? time(item['created_at']) ?? '';
}
