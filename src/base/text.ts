/** Text for people: counts, ages, and names whose control characters are shown as escapes. */
import { bytesText, printablePath } from './platform.ts';

/** `1 snapshot`, `2,000 snapshots`; nouns whose plural is irregular come with it: `1 entry`, `2 entries`. */
export function counted(count: number, noun: string, plural = `${noun}s`): string {
  return `${count.toLocaleString('en')} ${count === 1 ? noun : plural}`;
}

const HOUR_MS = 3_600_000;

/** The first few of them: `a, b, and 3 more`. */
export function firstOf(texts: readonly string[], most: number): string {
  const more = texts.length > most ? `, and ${String(texts.length - most)} more` : '';
  return texts.slice(0, most).join(', ') + more;
}

/** At most so many UTF-16 units of a text, without half a character at the end. */
export function cutText(text: string, maxChars: number): string {
  return text.slice(0, /[\ud800-\udbff]/.test(text[maxChars - 1] ?? '') ? maxChars - 1 : maxChars);
}

/** `3 h ago`, `5 d ago`. */
export function agoText(ageMs: number): string {
  const hours = Math.floor(ageMs / HOUR_MS);
  if (hours < 1) return 'less than an hour ago';
  return hours < 48 ? `${hours} h ago` : `${Math.floor(hours / 24)} d ago`;
}

// C0 and C1 controls without the line feed, DEL, line separators, and what Unicode lets be ignored: marks that reorder or hide text,
// letters that are blank, and tags and selectors, in which a text can hide that programs read. Not the selector of emoji, U+FE0F.
const INVISIBLE =
  /[\x00-\x09\x0b-\x1f\x7f-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ufe00-\ufe0e\ufeff\uffa0\ufff0-\ufffb]|\ud82f[\udca0-\udca3]|\ud834[\udd73-\udd7a]|[\udb40-\udb43][\udc00-\udfff]/g;

/** Control characters become visible (`\x1b`, `\u202e`); line feeds stay. `\x80` and above are bytes that are no text. */
export function visible(text: string): string {
  return text.toWellFormed().replace(INVISIBLE, (character) => character.split('').map(escapeOf).join(''));
}

function escapeOf(unit: string): string {
  const code = unit.charCodeAt(0);
  return code < 0x80 ? `\\x${hex(code, 2)}` : `\\u${hex(code, 4)}`;
}

function hex(code: number, digits: number): string {
  return code.toString(16).padStart(digits, '0');
}

/** As `visible`, on one line. */
export function visibleLine(text: string): string {
  return visible(text).replaceAll('\n', '\\n');
}

/** A path as lists show it, on one line: what is no visible text is an escape. */
export function shownPath(path: Buffer): string {
  return visibleLine(printablePath(path));
}

/**
 * Text in which the escapes of shown names (`\n`, `\xNN` for a byte, `\uNNNN`) stand for what they say, bytes that are not
 * UTF-8 as `bytesText` has them. No escape stands for a NUL or a slash, which no name has.
 */
export function unescapedText(shown: string): string {
  return shown.replace(/(?:\\x[0-9a-f]{2})+|\\n|\\u[0-9a-f]{4}/gi, (escape) => {
    if (escape === '\\n') return '\n';
    const digits = escape.slice(2);
    const text = /^\\x/i.test(escape)
      ? bytesText(Buffer.from(digits.replace(/\\x/gi, ''), 'hex'))
      : String.fromCharCode(Number.parseInt(digits, 16));
    return /[\0/]/.test(text) ? escape : text;
  });
}

/**
 * The texts by which mode cat finds a path, the best first: its name, where nothing in it would be taken for an escape, cut off as
 * space at an end, or not be visible; else its name with escapes for all that. Such a text means the path unless it is the name of
 * another one.
 */
export function typedPaths(path: Buffer): readonly string[] {
  const shown = shownPath(path);
  if (shown === shown.trim() && Buffer.from(shown).equals(path)) return [shown];
  const parts = path.toString('latin1').split('\\');
  const typed = visible(parts.map((part) => printablePath(Buffer.from(part, 'latin1'))).join('\\x5c'))
    .replaceAll('\n', '\\x0a')
    .replace(/^\s+|\s+$/g, (space) => space.split('').map(escapeOf).join(''));
  return [typed, typed.replace(/\\x[0-9a-f]{2}|\\u[0-9a-f]{4}/g, (escape) => escape.toUpperCase())];
}

/** Text as HTML, for text and for attributes in quotes. What is not visible in it is for the caller to show (`visibleLine`). */
export function html(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}
