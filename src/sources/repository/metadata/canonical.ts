/** Writes the same item always in the same form, so that unchanged items give unchanged bytes. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json };
export type JsonObject = Readonly<Record<string, Json>>;

/**
 * Fields that are dropped at any depth: those that change without anybody changing the item, those that can be derived,
 * and addresses that are signed for an hour.
 */
const LEFT_OUT = new Set([
  '_links',
  'avatar_url',
  'download_count',
  'gravatar_id',
  'last_response',
  'last_used',
  'node_id',
  'score',
  'temp_clone_token',
  'upload_url',
]);

/**
 * The bytes under which an item is stored: the same item gives the same bytes. Keys sorted; addresses in the API left
 * out; people, repositories, labels and milestones inside of an item by name and id only, since they are items (or
 * changing) themselves.
 */
export function canonical(item: unknown, apiUrl: string): Buffer {
  return Buffer.from(`${JSON.stringify(reduce(item, apiUrl, true), undefined, 1)}\n`);
}

function reduce(value: unknown, apiUrl: string, isItem = false): Json {
  if (Array.isArray(value)) return value.map((element) => reduce(element, apiUrl));
  if (typeof value === 'bigint') return value.toString();
  if (typeof value !== 'object' || value === null) return (value ?? null) as Json;
  const object = withParent(value as Fields);
  const short = isItem ? undefined : reference(object);
  if (short !== undefined) return short;
  const kept: Record<string, Json> = {};
  for (const name of Object.keys(object).sort()) {
    const field = name === 'reactions' ? reactions(object[name]) : object[name];
    if (field === undefined || LEFT_OUT.has(name) || isApiAddress(name, field, apiUrl)) continue;
    // Not `kept[name] = ...`: that would run a setter for a field named `__proto__`.
    Object.defineProperty(kept, name, { value: reduce(field, apiUrl), enumerable: true, configurable: true });
  }
  return kept;
}

/** GitHub names the parent of an issue only by its address in the API. */
function withParent(object: Fields): Fields {
  const url = object['parent_issue_url'];
  const [, repository, number] =
    /\/repos\/([^/]+\/[^/]+)\/issues\/(\d+)$/.exec(typeof url === 'string' ? url : '') ?? [];
  return repository === undefined ? object : { ...object, parent: { number: Number(number), repository } };
}

/** Only fields that hold addresses are checked: text that people wrote is kept, whatever it looks like. */
function isApiAddress(name: string, value: unknown, apiUrl: string): boolean {
  return (name === 'url' || name.endsWith('_url')) && typeof value === 'string' && value.startsWith(`${apiUrl}/`);
}

type Fields = Readonly<Record<string, unknown>>;

const REFERENCES: readonly { readonly fits: (object: Fields) => boolean; readonly keep: readonly string[] }[] = [
  { fits: (it) => 'login' in it && 'id' in it && 'type' in it, keep: ['id', 'login', 'type'] },
  { fits: (it) => 'full_name' in it && 'owner' in it, keep: ['full_name', 'id', 'private'] },
  { fits: (it) => 'color' in it && 'default' in it && 'name' in it, keep: ['id', 'name'] },
  { fits: (it) => 'slug' in it && 'permissions' in it && 'events' in it, keep: ['id', 'name', 'slug'] },
  { fits: (it) => 'open_issues' in it && 'title' in it, keep: ['id', 'number', 'title'] },
];

function reference(object: Fields): JsonObject | undefined {
  const rule = REFERENCES.find(({ fits }) => fits(object));
  if (rule === undefined) return undefined;
  return Object.fromEntries(rule.keep.filter((name) => name in object).map((name) => [name, object[name] as Json]));
}

/** The reactions with a count above 0; undefined if there are none. */
function reactions(value: unknown): Fields | undefined {
  const given = Object.entries((value ?? {}) as Fields).filter(
    ([name, count]) => typeof count === 'number' && count > 0 && name !== 'total_count',
  );
  return given.length === 0 ? undefined : Object.fromEntries(given);
}
