/** Reads fields of stored items. They are hostile until checked: what has another type is as good as absent. */

export type Fields = Readonly<Record<string, unknown>>;

export interface Person {
  /** 0: not known. */
  readonly id: number;
  readonly name: string;
}

/** As GitHub shows whoever has deleted their account. */
const NOBODY: Person = { id: 0, name: 'ghost' };

/** Half of a surrogate pair is no text in YAML, and a NUL none in PostgreSQL: both become U+FFFD. */
export function text(value: unknown): string {
  return typeof value === 'string' ? value.toWellFormed().replaceAll('\0', '\ufffd') : '';
}

/** A whole number from 1 on; 0 for all else. */
export function whole(value: unknown): number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value > 0 ? value : 0;
}

const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/;

/** In UTC; undefined if it is no time. */
export function time(value: unknown): string | undefined {
  if (typeof value !== 'string' || !TIME.test(value)) return undefined;
  const ms = Date.parse(value);
  return Number.isNaN(ms) ? undefined : new Date(ms).toISOString().replace('.000Z', 'Z');
}

export function fields(value: unknown): Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : {};
}

export function list(value: unknown): readonly Fields[] {
  return Array.isArray(value) ? value.map(fields) : [];
}

/** Who is meant by `user`, `author`. */
export function person(value: unknown): Person {
  const { id, login } = fields(value);
  return text(login) === '' ? NOBODY : { id: whole(id), name: text(login) };
}
