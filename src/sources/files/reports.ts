/** Notices about paths that are missing or left out. */
import { firstOf } from '../../base/text.ts';
import { lstatSync, statSync } from 'node:fs';
import type { Emit } from '../../base/events.ts';
import { printablePath, systemErrorCode, toNativePath } from '../../base/platform.ts';
import type { Platform } from '../../base/platform.ts';
import type { Gap } from '../source.ts';
import { Selection } from './definition.ts';
import type { FilesDefinition } from './definition.ts';
import { NOTHING } from './patterns.ts';
import type { WalkResult } from './walk.ts';

/** How many paths a message lists; all of them are in the gaps. */
const LISTED_PATHS = 20;

/**
 * Warns about each path that a pattern names literally and that does not exist: most likely a mistake, which would
 * otherwise be noticed too late.
 *
 * @returns a gap for each of them that a line without wildcards names, and that nothing excludes
 */
export function findMissingPaths(definition: FilesDefinition, root: string, platform: Platform, emit: Emit): Gap[] {
  const { include, exclude } = new Selection(definition, platform);
  const named = new Set(include.literalPaths());
  const gaps: Gap[] = [];
  for (const start of include.literalStarts()) {
    const absent = whyAbsent(root, start, platform);
    if (absent === undefined) continue;
    if (named.has(start) && (include.kinds(start) & ~exclude.kinds(start)) !== NOTHING) {
      gaps.push({ class: 'absent', path: start || '.', reason: `\`path\` names it, and ${absent}` });
    }
    emit({
      type: 'warning',
      class: 'path-not-found',
      message: `${JSON.stringify(start)}, which \`path\` names, cannot be stored from ${JSON.stringify(root)}: ${absent}.`,
      fix: 'Correct `path`, or run the step that makes it first.',
      path: start,
    });
  }
  return gaps;
}

/** undefined if it exists, or if this user may not look at it, which is already among the gaps of the walk. */
function whyAbsent(root: string, relative: string, platform: Platform): string | undefined {
  const native = toNativePath(root, Buffer.from(relative), platform);
  try {
    statSync(native);
    return undefined;
  } catch (error) {
    if (!ABSENT.includes(systemErrorCode(error) ?? '')) return undefined;
  }
  return isLink(native) ? 'it is a symbolic link to something that does not exist' : 'it is not there';
}

const ABSENT = ['ENOENT', 'ENOTDIR', 'ELOOP', 'ENAMETOOLONG'];

function isLink(native: Buffer): boolean {
  try {
    return lstatSync(native).isSymbolicLink();
  } catch {
    // It does not exist, as expected.
    return false;
  }
}

/** A link that was followed is not a link in the snapshot. The user needs to know that. */
export function reportFollowed(followed: ReadonlyMap<string, string>, emit: Emit): void {
  const printable = (text: string): string => printablePath(Buffer.from(text, 'latin1'));
  const lines = [...followed].map(([path, real]) => `${printable(path)} -> ${printable(real)}`);
  const what = '`path` names symbolic links: what they point to was stored in their place';
  reportList('named-link', lines, what, emit);
}

/** Reports after the walk what was left out and why. */
export function reportLeftOut(result: WalkResult, limitBytes: number | undefined, emit: Emit): void {
  for (const gap of result.gaps.filter((one) => one.class === 'unreadable')) {
    emit({
      type: 'warning',
      class: 'unreadable-file',
      message: `${JSON.stringify(gap.path)} was not stored: ${gap.reason}.`,
      fix: 'Let the user that runs the backup read it, or leave it out with `exclude`.',
      path: gap.path,
    });
  }
  reportSecrets(ofClass(result.gaps, 'secret'), emit);
  reportList('special-file', ofClass(result.gaps, 'special'), 'Sockets, named pipes or devices were left out', emit);
  const limit = `larger than ${limitBytes ?? 0} bytes were left out, as asked`;
  reportList('larger-than-limit', result.tooLarge, `Files ${limit}`, emit);
  reportList(
    'name-not-utf8',
    result.notUtf8,
    'Names that are not valid UTF-8 are stored as they are, and shown with \\x for such bytes',
    emit,
  );
}

function ofClass(gaps: readonly Gap[], kind: Gap['class']): string[] {
  return gaps
    .filter((gap) => gap.class === kind)
    .map((gap) => (kind === 'secret' ? `${gap.path} (${gap.reason})` : gap.path));
}

function reportSecrets(paths: readonly string[], emit: Emit): void {
  if (paths.length === 0) return;
  emit({
    type: 'warning',
    class: 'secret-left-out',
    message: `Files that hold credentials were left out (${paths.length}): ${firstOf(paths, LISTED_PATHS)}.`,
    why: 'Whoever can read the backup could use them.',
    fix: 'If that is intended, nothing has to be done. To store them anyway, set `include-secrets: true`.',
  });
}

function reportList(kind: string, paths: readonly string[], what: string, emit: Emit): void {
  if (paths.length === 0) return;
  emit({ type: 'notice', class: kind, message: `${what} (${paths.length}): ${firstOf(paths, LISTED_PATHS)}.` });
}
