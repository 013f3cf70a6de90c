/** What the importers read, made of what GitHub had: one document an item. Pure. */
import { type Fields, fields, list, text, time, whole } from './fields.ts';
import type { Names } from './names.ts';
import type { Yaml, YamlObject } from './yaml.ts';

/** `structs.GithubService` of the importers: people who sign in there by GitHub get what is theirs. */
const GITHUB = '2';
/** What the importers make of a milestone without a date; their schema wants one. */
const NO_DEADLINE = '9999-01-01T00:00:00Z';
const NO_COLOR = 'ededed';
/** Of one kind, for one item. */
const REACTIONS_MAX = 10_000;

/** Only texts: the importers read this file as a map of texts. */
export function repositoryDocument(repository: Fields): YamlObject {
  return {
    name: text(repository['name']),
    owner: text(fields(repository['owner'])['login']),
    description: text(repository['description']),
    website: text(repository['homepage']),
    original_url: text(repository['html_url']),
    default_branch: text(repository['default_branch']),
    is_private: String(repository['private'] === true),
    service_type: GITHUB,
  };
}

export function topicsDocument({ topics }: Fields): YamlObject {
  return { topics: Array.isArray(topics) ? topics.map(text).filter((topic) => topic !== '') : [] };
}

export function labelDocument({ name, color, description }: Fields): YamlObject {
  return { name: text(name), color: text(color) || NO_COLOR, description: text(description) };
}

export function milestoneDocument(milestone: Fields): YamlObject {
  const created = time(milestone['created_at']);
  return {
    title: text(milestone['title']),
    description: text(milestone['description']),
    deadline: time(milestone['due_on']) ?? NO_DEADLINE,
    created,
    updated: time(milestone['updated_at']) ?? created,
    closed: time(milestone['closed_at']) ?? null,
    state: stateOf(milestone),
  };
}

export function issueDocument(issue: Fields, number: number, names: Names): YamlObject {
  return { number, ...talkedAbout(issue, names), ...said(issue, names) };
}

/**
 * An empty file of the folder: the importers copy one for each pull request, end with an error where there is none, and
 * look into it only where no base is known.
 */
export const PATCH = 'empty.patch';

/** Where the head of a pull request is in the restored repository. */
export interface PullPlace {
  readonly owner: string;
  readonly repo: string;
  readonly headRef: string;
}

export function pullDocument(
  pull: Fields,
  number: number,
  { owner, repo, headRef }: PullPlace,
  names: Names,
): YamlObject {
  const [head, base] = [fields(pull['head']), fields(pull['base'])];
  const place = { owner_name: owner, repo_name: repo, clone_url: '' };
  const merged = time(pull['merged_at']);
  return {
    number,
    ...talkedAbout(pull, names),
    ...said(pull, names),
    // Without it they look for comments under the number 0.
    foreignindex: number,
    patch_url: PATCH,
    merged: merged !== undefined,
    merged_time: merged ?? null,
    merge_commit_sha: merged === undefined ? '' : oid(pull['merge_commit_sha']),
    head: { ...place, ref: headRef, sha: oid(head['sha']) },
    base: { ...place, ref: text(base['ref']), sha: oid(base['sha']) },
    is_draft: pull['draft'] === true,
  };
}

/** `lead` stands before what was said. */
export function commentDocument(comment: Fields, number: number, names: Names, lead = ''): YamlObject {
  return {
    issue_index: number,
    index: whole(comment['id']),
    comment_type: 'comment',
    ...said(comment, names),
    content: `${lead}${text(comment['body'])}`,
    reactions: reactionsOf(comment),
  };
}

export type ReviewState = 'APPROVED' | 'CHANGES_REQUESTED' | 'COMMENTED';

export function reviewDocument(
  review: Fields,
  state: ReviewState,
  number: number,
  comments: readonly Fields[],
  names: Names,
): YamlObject {
  const reviewer = names.person(review['user']);
  return {
    id: whole(review['id']),
    issue_index: number,
    reviewer_id: reviewer.id,
    reviewer_name: reviewer.name,
    official: false,
    commit_id: oid(fields(review['commit'])['sha']),
    content: text(review['body']),
    created_at: time(review['submitted_at']) ?? time(review['created_at']),
    state,
    comments: comments.map((comment) => reviewCommentDocument(comment, names)),
  };
}

function reviewCommentDocument(comment: Fields, names: Names): YamlObject {
  const { poster_id, poster_name, content } = said(comment, names);
  const line = lineOf(comment);
  const isCurrent = whole(comment['line']) > 0;
  return {
    id: whole(comment['id']),
    in_reply_to: whole(comment['in_reply_to_id']),
    content,
    tree_path: text(comment['path']),
    diff_hunk: text(comment['diff_hunk']),
    position: 1,
    // What was said of the old side has a negative line there.
    line: comment['side'] === 'LEFT' ? -line : line,
    commit_id: oid(isCurrent ? comment['commit_id'] : (comment['original_commit_id'] ?? comment['commit_id'])),
    poster_id,
    poster_name,
    reactions: reactionsOf(comment),
    created_at: time(comment['created_at']),
    updated_at: time(comment['updated_at']),
  };
}

/** The line of a comment on a file; 0 if it is on the whole file. */
export function lineOf(comment: Fields): number {
  return whole(comment['line']) || whole(comment['original_line']);
}

/** `files`: of its files, those that are there, by id with their place in the folder. */
export function releaseDocument(release: Fields, files: ReadonlyMap<number, string>, names: Names): YamlObject {
  const publisher = names.person(release['author']);
  const published = time(release['published_at']);
  return {
    tag_name: text(release['tag_name']),
    target_commitish: text(release['target_commitish']),
    name: text(release['name']),
    body: text(release['body']),
    draft: release['draft'] === true,
    prerelease: release['prerelease'] === true,
    publisher_id: publisher.id,
    publisher_name: publisher.name,
    created: time(release['created_at']) ?? published,
    published,
    assets: list(release['assets']).flatMap((asset) => assetDocument(asset, files)),
  };
}

function assetDocument(asset: Fields, files: ReadonlyMap<number, string>): readonly YamlObject[] {
  const place = files.get(whole(asset['id']));
  if (place === undefined) return [];
  const times = { created: time(asset['created_at']), updated: time(asset['updated_at']) };
  // The importers end with an error where a number is missing.
  const numbers = { size: whole(asset['size']), download_count: whole(asset['download_count']) };
  return [{ id: whole(asset['id']), name: text(asset['name']), ...numbers, ...times, download_url: place }];
}

/** What all have that somebody wrote. */
function said(item: Fields, names: Names): YamlObject {
  const poster = names.person(item['user']);
  const created = time(item['created_at']);
  return {
    poster_id: poster.id,
    poster_name: poster.name,
    content: text(item['body']),
    created,
    updated: time(item['updated_at']) ?? created,
  };
}

/** What issues and pull requests have in common besides. */
function talkedAbout(item: Fields, names: Names): YamlObject {
  return {
    title: text(item['title']),
    milestone: names.milestoneOf(item),
    state: stateOf(item),
    is_locked: item['locked'] === true,
    closed: time(item['closed_at']) ?? null,
    labels: names.labelsOf(item),
    reactions: reactionsOf(item),
    assignees: names.assigneesOf(item),
  };
}

function stateOf({ state }: Fields): 'open' | 'closed' {
  return state === 'closed' ? 'closed' : 'open';
}

/** SHA-1, as GitHub has it: the importers take nothing else. */
export function oid(value: unknown): string {
  return typeof value === 'string' && /^[0-9a-f]{40}$/.test(value) ? value : '';
}

const REACTIONS = ['+1', '-1', 'laugh', 'hooray', 'confused', 'heart', 'rocket', 'eyes'];

/** GitHub's lists say how many there are, and not whose: each gets a name of its own that says so. */
export function reactionsOf(item: Fields): Yaml[] {
  const counts = fields(item['reactions']);
  return REACTIONS.flatMap((content) =>
    Array.from({ length: Math.min(whole(counts[content]), REACTIONS_MAX) }, (_, index) => ({
      user_id: 0,
      user_name: `unknown-${String(index + 1)}`,
      content,
    })),
  );
}
