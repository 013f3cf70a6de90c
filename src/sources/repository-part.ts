/** The interface of a part of a repository. */
import type { OpenSource, SourceContext } from './source.ts';

/**
 * A repository is backed up in parts. Each has a folder of its own. Concatenated in name order, their entries and state
 * rows are therefore in order too: `git/...` < `github/...` < `lfs/...` < `wiki/...`.
 */
export const PART_NAMES = ['git', 'github', 'lfs', 'wiki'] as const;
export type PartName = (typeof PART_NAMES)[number];

/**
 * One part of a repository. `context.tempDir` is a private folder of the part. In `context.parent` it reads only what
 * is below its own name. Parts are opened in name order, so that no other part is tried if `git` cannot be read.
 */
export interface RepositoryPart {
  readonly name: PartName;
  open(context: SourceContext): Promise<OpenPart>;
}

/**
 * Like an open source (see there), with these differences:
 *
 * - `entries`: the first is the folder `<name>` itself, all others are below it. There are no entries if there is
 *   nothing to store.
 * - `finish().state`: every key starts with `<name>/`.
 * - `finish().parts`: names that start with the part's own: `lfs`, `github/issues`, ...
 * - `totals.bytes`: what has to be read, without what is carried over.
 * - `identity`: what this part knows for the header of the root; most know nothing.
 */
export interface OpenPart extends Omit<OpenSource, 'identity'> {
  readonly identity?: OpenSource['identity'];
}
