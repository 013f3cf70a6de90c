/** Makes a conversation of an issue, pull request or discussion and of what was said about it. */

/** What a page shows. All texts are as people wrote them: untrusted. */
export interface Conversation {
  readonly kind: string;
  /** Path of the page without its extension: `issues/000123`. */
  readonly path: string;
  readonly number: string;
  readonly title: string;
  readonly state: string;
  readonly author: string;
  /** ISO 8601, or empty. */
  readonly time: string;
  readonly labels: readonly string[];
  readonly milestone: string;
  /** Number of the issue that this one is a part of, or empty. */
  readonly parent: string;
  readonly address: string;
  readonly body: string;
  /** `:+1: 3`, ... */
  readonly reactions: readonly string[];
  readonly remarks: readonly Remark[];
}

export interface Remark {
  readonly author: string;
  readonly time: string;
  /** Where the remark was made and as what: ` on src/a.ts:12`, ` (approved)`. */
  readonly about: string;
  readonly body: string;
  readonly reactions: readonly string[];
  /** Answers to it, in a thread. */
  readonly replies: readonly Remark[];
}

export type Fields = Readonly<Record<string, unknown>>;

/** `said`: comments, reviews and comments on lines. `events`: what was done: closed, reopened, renamed, ... */
export function conversationOf(
  kind: string,
  path: string,
  item: Fields,
  said: readonly Fields[],
  events: readonly Fields[],
): Conversation {
  const remarks = [...threadsOf([...said, ...fieldsIn(item['comments'])]), ...events.flatMap(eventRemark)];
  const milestone = item['milestone'] as Fields | null | undefined;
  const parent = (item['parent'] ?? item['parent_issue_url']) as Fields | string | null | undefined;
  return {
    kind,
    path,
    number: text(item['number']),
    title: text(item['title']),
    state: stateOf(item),
    author: login(item),
    time: text(item['created_at']),
    labels: fieldsIn(item['labels']).map((label) => text(label['name'])),
    milestone: text(milestone?.['title']),
    parent: typeof parent === 'string' ? (/\/(\d{1,15})$/.exec(parent)?.[1] ?? '') : text(parent?.['number']),
    address: text(item['html_url']),
    body: text(item['body']),
    reactions: reactionsOf(item),
    remarks: remarks.sort((a, b) => (a.time < b.time ? -1 : a.time > b.time ? 1 : 0)),
  };
}

/** Answers go below what they answer: comments on the same line of a pull request, replies in a discussion. */
function threadsOf(said: readonly Fields[]): readonly Remark[] {
  const ids = new Set(said.map(({ id }) => text(id)).filter((id) => id !== ''));
  const answered = (it: Fields) => text(it['in_reply_to_id']);
  const answers = Map.groupBy(
    said.filter((it) => ids.has(answered(it))),
    answered,
  );
  return said
    .filter((it) => !ids.has(answered(it)))
    .map((it) => remarkOf(it, [...fieldsIn(it['replies']), ...(answers.get(text(it['id'])) ?? [])]));
}

function remarkOf(it: Fields, replies: readonly Fields[]): Remark {
  const line = text(it['line'] ?? it['original_line']);
  const place = text(it['path']) === '' ? '' : ` on ${text(it['path'])}${line === '' ? '' : `:${line}`}`;
  const verdict = text(it['state']) === '' ? '' : ` (${text(it['state']).toLowerCase().replaceAll('_', ' ')})`;
  const answer = it['is_answer'] === true ? ' (the answer)' : '';
  const resolved = it['is_resolved'] === true ? ' (resolved)' : '';
  return {
    author: login(it),
    time: text(it['submitted_at'] ?? it['created_at']),
    about: `${place}${verdict}${answer}${resolved}`,
    body: text(it['body']),
    reactions: reactionsOf(it),
    replies: replies.map((reply) => remarkOf(reply, [])).sort((a, b) => (a.time < b.time ? -1 : 1)),
  };
}

/** Events that change what a conversation is. Others are in its JSON files. */
const EVENTS = ['closed', 'reopened', 'merged', 'renamed', 'locked', 'unlocked', 'transferred'];

function eventRemark(event: Fields): readonly Remark[] {
  const name = text(event['event']);
  if (!EVENTS.includes(name)) return [];
  const rename = event['rename'] as Fields | null | undefined;
  const about = rename == null ? '' : ` from "${text(rename['from'])}" to "${text(rename['to'])}"`;
  const author = text((event['actor'] as Fields | null | undefined)?.['login']) || 'ghost';
  const time = text(event['created_at']);
  return [{ author, time, about: ` ${name} this${about}`, body: '', reactions: [], replies: [] }];
}

function stateOf(item: Fields): string {
  if (item['merged_at'] !== undefined && item['merged_at'] !== null) return 'merged';
  const reason = text(item['state_reason']).toLowerCase();
  const state = text(item['state']) || (item['closed'] === true ? 'closed' : 'open');
  return reason === 'not_planned' || reason === 'duplicate' ? `${state} as ${reason.replace('_', ' ')}` : state;
}

function reactionsOf(item: Fields): readonly string[] {
  const given = item['reactions'];
  if (typeof given !== 'object' || given === null || Array.isArray(given)) return [];
  return Object.entries(given).flatMap(([name, count]) =>
    typeof count === 'number' ? [`${name} ${String(count)}`] : [],
  );
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

/** `, 2026-01-31 10:00 UTC`; empty if it is no time. */
export function timeText(time: string): string {
  return /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/.test(time) ? `, ${time.slice(0, 10)} ${time.slice(11, 16)} UTC` : '';
}
