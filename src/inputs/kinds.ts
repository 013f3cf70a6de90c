/** Converts the text of an input to its typed value, and describes what each kind accepts. */
import type { InputSpec } from './schema.ts';

export type Value = string | number | boolean | readonly string[];

/** A value, or what is wrong with the text; `wrong` may be '' where the list of what is accepted says it all. */
type Parsed = { readonly value: Value } | { readonly wrong: string };

interface InputKind {
  /** What is accepted, unless the spec says more. */
  accepted(spec: InputSpec): string;
  /** `text` is trimmed and not empty. */
  parse(text: string, spec: InputSpec): Parsed;
}

const WRONG: Parsed = { wrong: '' };

export const KINDS: Readonly<Record<InputSpec['kind'], InputKind>> = {
  text: { accepted: () => 'text', parse: (text, spec) => checked([text], spec, text) },
  lines: { accepted: () => 'one or more lines', parse: (text, spec) => parseList(text, /\r?\n/, spec) },
  list: { accepted: () => 'values separated by commas', parse: (text, spec) => parseList(text, /[\s,]+/, spec) },
  boolean: { accepted: () => 'true or false', parse: parseBoolean },
  integer: { accepted: (spec) => `a whole number from ${spec.min} to ${spec.max}`, parse: parseInteger },
  choice: { accepted: (spec) => listed(spec.choices ?? []), parse: parseChoice },
  size: { accepted: () => 'a size: a number and B, KB, MB, GB, KiB, MiB or GiB', parse: parseSize },
  duration: { accepted: () => 'a duration: a number and h, d or w', parse: parseDuration },
  share: { accepted: () => 'a share: 0 to 1, or 0 % to 100 %', parse: parseShare },
};

export function acceptedBy(spec: InputSpec): string {
  return spec.accepted ?? KINDS[spec.kind].accepted(spec);
}

function parseList(text: string, separator: RegExp, spec: InputSpec): Parsed {
  const items = text
    .split(separator)
    .map((item) => item.trim())
    .filter((item) => item !== '');
  return checked(items, spec, items);
}

function checked(items: readonly string[], spec: InputSpec, value: Value): Parsed {
  for (const item of items) {
    const wrong = item.includes('\0') ? 'it holds a NUL character' : spec.check?.(item);
    if (wrong !== undefined) return { wrong };
  }
  return { value };
}

/** The booleans of YAML 1.2's core schema, as `getBooleanInput` of the Actions toolkit takes them. */
function parseBoolean(text: string): Parsed {
  if (/^(?:true|True|TRUE)$/.test(text)) return { value: true };
  if (/^(?:false|False|FALSE)$/.test(text)) return { value: false };
  return WRONG;
}

function parseInteger(text: string, spec: InputSpec): Parsed {
  if (!/^\d{1,15}$/.test(text)) return WRONG;
  const value = Number(text);
  if (value < (spec.min ?? 0) || value > (spec.max ?? Infinity)) return { wrong: 'it is out of range' };
  return { value };
}

function parseChoice(text: string, spec: InputSpec): Parsed {
  const refusal = spec.refused?.[text];
  if (refusal !== undefined) return { wrong: `refused: ${refusal}` };
  return spec.choices?.includes(text) ? { value: text } : WRONG;
}

const UNIT_BYTES: Readonly<Record<string, number>> = {
  '': 1,
  b: 1,
  kb: 1e3,
  mb: 1e6,
  gb: 1e9,
  tb: 1e12,
  kib: 2 ** 10,
  mib: 2 ** 20,
  gib: 2 ** 30,
  tib: 2 ** 40,
};

function parseSize(text: string): Parsed {
  const match = /^(\d{1,12}(?:\.\d{1,6})?)\s*([A-Za-z]*)$/.exec(text);
  const unit = UNIT_BYTES[match?.[2]?.toLowerCase() ?? '?'];
  if (!match || unit === undefined) return WRONG;
  return { value: Math.floor(Number(match[1]) * unit) };
}

const UNIT_SECONDS: Readonly<Record<string, number>> = { h: 3600, d: 24 * 3600, w: 7 * 24 * 3600 };

/** In seconds. */
export function parseDuration(text: string): Parsed {
  const [, amount, unit = ''] = /^(\d{1,6})\s*([hdw])$/.exec(text) ?? [];
  if (Number(amount) === 0) return { wrong: 'it has to be more than 0' };
  return amount === undefined ? WRONG : { value: Number(amount) * (UNIT_SECONDS[unit] as number) };
}

function parseShare(text: string): Parsed {
  const match = /^(\d{1,3}(?:\.\d{1,6})?)\s*(%?)$/.exec(text);
  if (!match) return WRONG;
  const value = Number(match[1]) / (match[2] === '%' ? 100 : 1);
  return value <= 1 ? { value } : { wrong: 'it is more than all' };
}

/** `a`, `a or b`, `a, b or c`. */
export function listed(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`;
}
