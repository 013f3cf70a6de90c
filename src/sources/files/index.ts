import { accessSync, constants, lstatSync, statSync } from 'node:fs';
import { setImmediate } from 'node:timers/promises';
import * as path from 'node:path';
import { HoldfastError, messageOf } from '../../errors.ts';
import type { Emit } from '../../events.ts';
import { toNativePath } from '../../platform.ts';
import type { Platform } from '../../platform.ts';
import { PARTIAL_GAPS } from '../source.ts';
import type {
  Content,
  Gap,
  OpenSource,
  ParentView,
  Source,
  SourceContext,
  SourceEntry,
  SourceResult,
} from '../source.ts';
import { defineFiles, Selection } from './definition.ts';
import type { FilesDefinition, FilesSettings } from './definition.ts';
import type { ListedRow, Listing } from './listing.ts';
import { walk } from './walk.ts';
import type { WalkResult } from './walk.ts';

export { wouldStore } from './definition.ts';
export type { FilesDefinition, FilesSettings, WouldStore } from './definition.ts';
export { compilePatterns } from './patterns.ts';

export interface FilesDeps {
  /** What the root's recorded name is relative to: the workspace, or the current folder of the CLI. */
  readonly baseDir: string;
  readonly homeDir: string;
  readonly platform?: Platform;
}

const BATCH_ENTRIES = 1000;
/** How many paths a message lists; all of them are in the gaps. */
const LISTED_PATHS = 20;

/**
 * Files below a root, selected by patterns.
 * @throws HoldfastError `invalid-pattern`, `pattern-outside-root`; when it is opened `root-not-found`,
 *   `root-not-a-folder`, `root-unreadable`, `no-files-found`
 */
export function createFilesSource(settings: FilesSettings, deps: FilesDeps): Source {
  const platform = deps.platform ?? process.platform;
  const definition = defineFiles(settings, { ...deps, platform });
  return {
    kind: 'files',
    definition,
    open: async (context) => {
      checkRoot(settings.root);
      const result = await walk(settings.root, definition, platform, context.signal);
      warnOfMissingPaths(definition, settings.root, platform, context.emit);
      report(result, settings, context.emit);
      checkNotEmpty(result.listing, settings, context.emit);
      return new OpenFiles(settings, definition, result, platform, context);
    },
  };
}

class OpenFiles implements OpenSource {
  readonly totals: OpenSource['totals'];
  readonly identity: OpenSource['identity'];
  private readonly settings: FilesSettings;
  private readonly result: WalkResult;
  private readonly platform: Platform;
  private readonly context: SourceContext;

  constructor(
    settings: FilesSettings,
    definition: FilesDefinition,
    result: WalkResult,
    platform: Platform,
    context: SourceContext,
  ) {
    this.settings = settings;
    this.result = result;
    this.platform = platform;
    this.context = context;
    this.identity = { root: definition.root };
    this.totals = { entries: result.listing.keptRows, bytes: result.listing.totalBytes };
  }

  async *entries(): AsyncGenerator<readonly SourceEntry[]> {
    let batch: SourceEntry[] = [];
    for (const row of this.result.listing) {
      batch.push(toEntry(row, this.settings.root, this.platform));
      if (batch.length < BATCH_ENTRIES) continue;
      yield batch;
      batch = [];
      await setImmediate();
      this.context.signal.throwIfAborted();
    }
    if (batch.length > 0) yield batch;
  }

  async finish(): Promise<SourceResult> {
    const { gaps, listing } = this.result;
    const anomaly = findAnomaly(listing, this.context.parent, this.settings.anomalyShare);
    return {
      state: [],
      parts: { files: gaps.some((gap) => PARTIAL_GAPS.includes(gap.class)) ? 'partial' : 'complete' },
      gaps,
      ...(anomaly === undefined ? {} : { anomaly }),
    };
  }

  async close(): Promise<void> {
    // Nothing of this source outlives it: no files of its own, no open descriptors.
  }
}

function toEntry(row: ListedRow, root: string, platform: Platform): SourceEntry {
  const pathBytes = Buffer.from(row.path, 'latin1');
  const content: Content =
    row.type === 'file' ? { kind: 'file', absolutePath: toNativePath(root, pathBytes, platform) } : { kind: 'none' };
  return { ...row, path: pathBytes, content };
}

function checkRoot(root: string): void {
  let isDirectory: boolean;
  try {
    isDirectory = path.isAbsolute(root) && statSync(root).isDirectory();
    accessSync(root, constants.R_OK | constants.X_OK);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    throw new HoldfastError({
      code: code === 'ENOENT' || code === 'ENOTDIR' ? 'root-not-found' : 'root-unreadable',
      message: `The root ${JSON.stringify(root)} of the files to back up cannot be read: ${messageOf(error)}.`,
      fix: 'Set `root` to a folder that this user may read, or run the step that makes it first.',
      exitCode: 2,
      cause: error,
    });
  }
  if (isDirectory) return;
  throw new HoldfastError({
    code: 'root-not-a-folder',
    message: `The root ${JSON.stringify(root)} is not a folder with an absolute path.`,
    fix: 'Set `root` to a folder, and name single files in `path`.',
    exitCode: 2,
  });
}

function checkNotEmpty(listing: Listing, settings: FilesSettings, emit: Emit): void {
  if (listing.keptFiles > 0 || settings.ifNoFilesFound === 'ignore') return;
  const what = {
    message: `No files were found in ${JSON.stringify(settings.root)} with the patterns ${JSON.stringify(settings.patterns)}.`,
    why: 'An empty backup would look like a good one until it is needed.',
    fix: 'Correct `path`, `exclude` or `root`; or set `if-no-files-found: ignore` if there may be none.',
  };
  if (settings.ifNoFilesFound === 'error') throw new HoldfastError({ code: 'no-files-found', ...what });
  emit({ type: 'warning', class: 'no-files-found', ...what });
}

/** A path that a pattern names literally and that is not there is most likely a mistake: it would be missed too late. */
function warnOfMissingPaths(definition: FilesDefinition, root: string, platform: Platform, emit: Emit): void {
  for (const start of new Selection(definition, platform).include.literalStarts()) {
    const segments = start === '' ? [] : start.split('/');
    const links = segments.slice(0, -1).filter((_, i) => {
      const above = Buffer.from(segments.slice(0, i + 1).join('/'));
      return lstatSync(toNativePath(root, above, platform), { throwIfNoEntry: false })?.isSymbolicLink() === true;
    });
    if (links.length > 0) {
      emit({
        type: 'warning',
        class: 'path-behind-link',
        message: `Nothing was stored of ${JSON.stringify(start)}: ${JSON.stringify(links[0])} in it is a symbolic link.`,
        why: 'Links are stored as links and never followed.',
        fix: 'Name the folder that the link leads to.',
        path: start,
      });
    } else if (lstatSync(toNativePath(root, Buffer.from(start), platform), { throwIfNoEntry: false }) === undefined) {
      emit({
        type: 'warning',
        class: 'path-not-found',
        message: `${JSON.stringify(start)}, which \`path\` names, is not in ${JSON.stringify(root)}.`,
        fix: 'Correct `path`, or run the step that makes it first.',
        path: start,
      });
    }
  }
}

function report(result: WalkResult, settings: FilesSettings, emit: Emit): void {
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
  reportList('special-file', ofClass(result.gaps, 'special'), 'sockets, named pipes or devices were left out', emit);
  const limit = `larger than ${settings.excludeLargerThanBytes ?? 0} bytes were left out, as asked`;
  reportList('larger-than-limit', result.tooLarge, `files ${limit}`, emit);
  reportList('name-not-utf8', result.notUtf8, 'paths are not valid UTF-8: stored as they are, shown with \\x..', emit);
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
    message: `${paths.length} files that hold credentials were left out: ${listed(paths)}.`,
    why: 'Whoever can read the backup could use them.',
    fix: 'Nothing, if that is right. To store them all the same, set `include-secrets: true`.',
  });
}

function reportList(kind: string, paths: readonly string[], what: string, emit: Emit): void {
  if (paths.length === 0) return;
  const type = kind === 'special-file' ? 'warning' : 'notice';
  emit({ type, class: kind, message: `${paths.length} ${what}: ${listed(paths)}.` });
}

function listed(paths: readonly string[]): string {
  const more = paths.length - LISTED_PATHS;
  return paths.slice(0, LISTED_PATHS).join(', ') + (more > 0 ? ` and ${more} more` : '');
}

/** One sentence if more than `share` of the parent's files are gone: both lists are in path order, so one pass does. */
function findAnomaly(listing: Listing, parent: ParentView | undefined, share: number): string | undefined {
  if (parent === undefined) return undefined;
  const current = listing[Symbol.iterator]();
  let row = current.next();
  let files = 0;
  let gone = 0;
  for (const { entry } of parent.entries('')) {
    if (entry.type === 'directory') continue;
    files++;
    const path = entry.path.toString('latin1');
    while (row.done !== true && row.value.path < path) row = current.next();
    if (row.done === true || row.value.path !== path || row.value.type === 'directory') gone++;
  }
  if (files === 0 || gone <= files * share) return undefined;
  return `${gone} of the ${files} files of the last snapshot (${parent.id}) are gone.`;
}
