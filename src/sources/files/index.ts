/** The source of files. */
import type { BigIntStats } from 'node:fs';
import { setImmediate } from 'node:timers/promises';
import { retryLack } from '../../base/async.ts';
import { HoldfastError } from '../../base/errors.ts';
import type { Emit } from '../../base/events.ts';
import { fileTimeOf, storedMode, toNativePath } from '../../base/platform.ts';
import type { Platform } from '../../base/platform.ts';
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
import { defineFiles } from './definition.ts';
import type { FilesDefinition, FilesSettings } from './definition.ts';
import type { ListedRow, Listing } from './listing.ts';
import { findMissingPaths, reportFollowed, reportLeftOut } from './reports.ts';
import { checkRoot } from './root-folder.ts';
import { walk } from './walk.ts';
import type { WalkResult } from './walk.ts';

export { wouldStore } from './definition.ts';
export type { FilesDefinition, FilesSettings } from './definition.ts';
export { compilePatterns } from './patterns.ts';

export interface FilesDeps {
  /** In a job: the folder that the recorded name of the root is relative to. */
  readonly workspace: string | undefined;
  readonly homeDir: string;
  readonly platform?: Platform;
}

const BATCH_ENTRIES = 1000;

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
      const folder = await retryLack(() => checkRoot(settings.root), context.signal);
      const result = await walk(settings.root, definition, platform, context.signal);
      const missing = findMissingPaths(definition, settings.root, platform, context.emit);
      reportFollowed(result.followed, context.emit);
      reportLeftOut(result, settings.excludeLargerThanBytes, context.emit);
      checkNotEmpty(result, settings, context.emit);
      const mayBeNone = result.listing.keptFiles === 0 && settings.ifNoFilesFound === 'ignore';
      const gaps = mayBeNone ? result.gaps : [...result.gaps, ...missing];
      return new OpenFiles(settings, { definition, result: { ...result, gaps }, platform, folder }, context);
    },
  };
}

interface Found {
  readonly definition: FilesDefinition;
  readonly result: WalkResult;
  readonly platform: Platform;
  /** The root itself, which is not an entry. */
  readonly folder: BigIntStats;
}

class OpenFiles implements OpenSource {
  readonly totals: OpenSource['totals'];
  readonly identity: OpenSource['identity'];
  private readonly settings: FilesSettings;
  private readonly result: WalkResult;
  private readonly platform: Platform;
  private readonly context: SourceContext;

  constructor(settings: FilesSettings, { definition, result, platform, folder }: Found, context: SourceContext) {
    this.settings = settings;
    this.result = result;
    this.platform = platform;
    this.context = context;
    const { seconds, nanos } = fileTimeOf(folder.mtimeNs);
    const mode = storedMode(folder, platform);
    this.identity = { root: definition.root, folder: { mode, mtime: seconds, nanos } };
    this.totals = { entries: result.listing.keptRows, bytes: result.listing.totalBytes };
  }

  async *entries(): AsyncGenerator<readonly SourceEntry[]> {
    let batch: SourceEntry[] = [];
    for (const row of this.result.listing) {
      batch.push(toEntry(row, this.settings.root, this.platform, this.result.followed.get(row.path)));
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
    // Nothing to clean up: this source has no files of its own and no open descriptors.
  }
}

/** @param real the real path, if a link that the user named leads to it */
function toEntry(row: ListedRow, root: string, platform: Platform, real?: string): SourceEntry {
  const pathBytes = Buffer.from(row.path, 'latin1');
  const native = (): Buffer =>
    real === undefined ? toNativePath(root, pathBytes, platform) : Buffer.from(real, 'latin1');
  const content: Content = row.type === 'file' ? { kind: 'file', absolutePath: native() } : { kind: 'none' };
  return { ...row, path: pathBytes, content };
}

function checkNotEmpty({ listing, gaps }: WalkResult, settings: FilesSettings, emit: Emit): void {
  if (listing.keptFiles > 0 && listing.keptFiles === listing.keptLinks) warnOfLinksOnly(listing, emit);
  if (listing.keptFiles > 0 || settings.ifNoFilesFound === 'ignore') return;
  const what = {
    message: `No files were found in ${JSON.stringify(settings.root)} with the patterns ${JSON.stringify(settings.patterns)}.`,
    why: 'An empty backup would look like a good one until it is needed.',
    fix: 'Correct `path`, `exclude` or `root`; or set `if-no-files-found: ignore` if there may be none.',
    ...unreadable(gaps),
  };
  if (settings.ifNoFilesFound === 'error') throw new HoldfastError({ code: 'no-files-found', ...what });
  emit({ type: 'warning', class: 'no-files-found', ...what });
}

/** What could not be read may hold all the files. Then the patterns are not the cause. */
function unreadable(gaps: readonly Gap[]): { why: string; fix: string } | undefined {
  const [first, ...more] = gaps.filter((gap) => gap.class === 'unreadable');
  if (first === undefined) return undefined;
  const others = more.length === 0 ? '' : `; and ${more.length} more could not be read`;
  return {
    why: `${JSON.stringify(first.path)} could not be read: ${first.reason}${others}.`,
    fix: 'Make sure that this user can read it, and run it again.',
  };
}

function warnOfLinksOnly({ keptLinks }: Listing, emit: Emit): void {
  emit({
    type: 'warning',
    class: 'only-links',
    message: `This backup contains only symbolic links (${keptLinks}), not the files that they point to.`,
    why: 'A link is followed only where `path` names it without wildcards, as in `result` or `result/**`.',
    fix: 'Name the link, or the folder that it points to, in `path`.',
  });
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
