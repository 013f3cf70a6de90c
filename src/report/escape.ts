/**
 * Makes untrusted text (file names, refs, git's output, keys of a bucket) harmless where it is shown. Every text that a
 * renderer writes goes through one of these.
 */
import { visible, visibleLine } from '../base/text.ts';

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
    (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
