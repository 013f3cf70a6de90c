import { lstatSync } from 'node:fs';
import type { Emit } from '../../events.ts';
import { toNativePath } from '../../platform.ts';
import type { Platform } from '../../platform.ts';
import type { Gap } from '../source.ts';
import { Selection } from './definition.ts';
import type { FilesDefinition } from './definition.ts';
import type { WalkResult } from './walk.ts';

/** How many paths a message lists; all of them are in the gaps. */
const LISTED_PATHS = 20;

/** A path that a pattern names literally and that is not there is most likely a mistake: it would be missed too late. */
export function reportMissingPaths(definition: FilesDefinition, root: string, platform: Platform, emit: Emit): void {
  for (const start of new Selection(definition, platform).include.literalStarts()) {
    const found = look(root, start, platform);
    if (found === 'missing') {
      emit({
        type: 'warning',
        class: 'path-not-found',
        message: `${JSON.stringify(start)}, which \`path\` names, is not in ${JSON.stringify(root)}.`,
        fix: 'Correct `path`, or run the step that makes it first.',
        path: start,
      });
    } else if (found === 'behind-link') {
      emit({
        type: 'warning',
        class: 'path-behind-link',
        message: `Nothing was stored of ${JSON.stringify(start)}: a folder in this path is a symbolic link.`,
        why: 'Links are stored as links and never followed.',
        fix: 'Name the folder that the link leads to.',
        path: start,
      });
    }
  }
}

function look(root: string, relative: string, platform: Platform): 'found' | 'missing' | 'behind-link' {
  const segments = relative === '' ? [] : relative.split('/');
  for (let i = 1; i <= segments.length; i++) {
    const part = toNativePath(root, Buffer.from(segments.slice(0, i).join('/')), platform);
    let stats;
    try {
      stats = lstatSync(part, { throwIfNoEntry: false });
    } catch {
      // What this user may not look at is among the walk's gaps already.
      return 'found';
    }
    if (stats === undefined) return 'missing';
    if (i < segments.length && stats.isSymbolicLink()) return 'behind-link';
    if (i < segments.length && !stats.isDirectory()) return 'missing';
  }
  return 'found';
}

/** Tells, after the walk, what was left out and why. */
export function reportLeftOut(result: WalkResult, limitBytes: number | undefined, emit: Emit): void {
  for (const gap of result.gaps.filter((one) => one.class === 'unreadable')) {
    emit({
      type: 'warning',
      class: 'unreadable-file',
      message: `${JSON.stringify(gap.path)} was not stored: ${gap.reason}.`,
      fix: 'Give the user that runs the backup the right to read it, or leave it out with `exclude`.',
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
    message: `Files that hold credentials were left out (${paths.length}): ${listed(paths)}.`,
    why: 'Whoever can read the backup could use them.',
    fix: 'If they are meant to be left out, nothing has to be done. To store them all the same: `include-secrets: true`.',
  });
}

function reportList(kind: string, paths: readonly string[], what: string, emit: Emit): void {
  if (paths.length === 0) return;
  emit({ type: 'notice', class: kind, message: `${what} (${paths.length}): ${listed(paths)}.` });
}

function listed(paths: readonly string[]): string {
  const more = paths.length - LISTED_PATHS;
  return paths.slice(0, LISTED_PATHS).join(', ') + (more > 0 ? ` and ${more} more` : '');
}
