import { blankUrlPasswords } from './urls.ts';

/** Keeps secrets out of everything that is written: the runner masks its own log, but no terminal, file or pipe. */
export interface Redactor {
  readonly add: (secret: string) => void;
  readonly redact: (text: string) => string;
}

/** Shorter texts are no secrets, and replacing them would maim every log. */
const SHORTEST_SECRET = 4;

/** Shorter secrets are found inside of common words: they are replaced only where they stand alone. */
const SHORTEST_INSIDE = 8;

export function createRedactor(): Redactor {
  const secrets = new Map<string, RegExp>();
  return {
    add(secret) {
      for (const line of [secret, ...secret.split(/\r?\n/)]) {
        if (line.length >= SHORTEST_SECRET && !secrets.has(line)) secrets.set(line, finderOf(line));
      }
    },
    redact(text) {
      let result = text;
      for (const finder of secrets.values()) result = result.replace(finder, '***');
      return blankUrlPasswords(result);
    },
  };
}

function finderOf(secret: string): RegExp {
  const literal = secret.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
  if (secret.length >= SHORTEST_INSIDE) return new RegExp(literal, 'g');
  return new RegExp(`(?<![\\p{L}\\p{N}_])${literal}(?![\\p{L}\\p{N}_])`, 'gu');
}

/** Names under which JSON holds paths of snapshots and folders: these are data, and stay as they are. */
const PATH_KEYS = ['path', 'paths', 'pathBase64', 'target', 'first'];

/** Any JSON with the secrets in its texts replaced, but for paths: a path that was changed would be another one. */
export function redactJson(value: unknown, redact: Redactor['redact'], key = ''): unknown {
  if (typeof value === 'string') return PATH_KEYS.includes(key) ? value : redact(value);
  if (Array.isArray(value)) return value.map((item: unknown) => redactJson(item, redact, key));
  if (value === null || typeof value !== 'object' || 'toJSON' in value) return value;
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, redactJson(item, redact, name)]));
}
