/**
 * Makes untrusted text (file names, refs, git's output, keys of a bucket) harmless where it is shown. Every text that a
 * renderer writes goes through one of these.
 */

// C0 and C1 controls without the line feed, DEL, line separators, and the marks that reorder or hide text.
const INVISIBLE = /[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g;

/** Control characters become visible (`\x1b`, `\u202e`); line feeds stay. */
export function visible(text: string): string {
  return text.toWellFormed().replace(INVISIBLE, (character) => {
    const code = character.charCodeAt(0);
    return code < 0x100 ? `\\x${hex(code, 2)}` : `\\u${hex(code, 4)}`;
  });
}

function hex(code: number, digits: number): string {
  return code.toString(16).padStart(digits, '0');
}

/** As `visible`, on one line. */
export function visibleLine(text: string): string {
  return visible(text).replaceAll('\n', '\\n');
}

/**
 * Text for the log of a workflow run, in lines of which none is a workflow command. The runner takes `::name::` at the
 * start of a line, spaces before it ignored, and `##[name]` anywhere in a line.
 */
export function logText(text: string): string {
  return visible(text)
    .replace(/^(\s*):(?=:)/gm, '$1\\:')
    .replaceAll('##[', '##\\[');
}

/** The data of a workflow command; see `escapeData` of @actions/core. */
export function commandData(text: string): string {
  return visible(text).replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

/** A property of a workflow command; see `escapeProperty` of @actions/core. */
export function commandProperty(text: string): string {
  return commandData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}

/**
 * Text inside a paragraph or table cell of GitHub's Markdown, on one line: no markup, HTML, link, mention, reference,
 * emoji or formula can come of it.
 */
export function markdown(text: string): string {
  return visibleLine(text)
    .replace(/[&<>"'\\`*_{}[\]()#+!|~@:$^=]/g, (character) => `&#${character.charCodeAt(0)};`)
    .replace(/(www)\./gi, '$1&#46;')
    .replace(/^-/, '&#45;');
}

/** JSON that is harmless on a terminal too. */
export function jsonText(value: unknown): string {
  return JSON.stringify(value, undefined, 2).replace(
    /[\x7f-\x9f\u2028\u2029]/g,
    (c) => `\\u${hex(c.charCodeAt(0), 4)}`,
  );
}
