/** The interface of a part of a repository. */
import type { OpenSource, SourceContext } from './source.ts';

/**
 * A repository is backed up in parts. Each lies in a folder of its own, so that strung together in the order of their
 * names their entries and their rows of state are in order too: `git/...` < `github/...` < `lfs/...` < `wiki/...`.
 */
export const PART_NAMES = ['git', 'github', 'lfs', 'wiki'] as const;
export type PartName = (typeof PART_NAMES)[number];

/**
 * One part of a repository. `context.tempDir` is a folder of the part's own; of `context.parent` it looks at what lies
 * below its own name only. Opened in the order of the names, so that where `git` cannot be read no other part is asked.
 */
export interface RepositoryPart {
  readonly name: PartName;
  open(context: SourceContext): Promise<OpenPart>;
}

/**
 * As of a source (see there), with these differences:
 *
 * - `entries`: the first is the folder `<name>` itself, all others lie below it; none at all where there is nothing.
 * - `finish().state`: every key starts with `<name>/`.
 * - `finish().parts`: names that start with the part's own: `lfs`, `github/issues`, ...
 * - `totals.bytes`: what has to be read, without what is carried over.
 * - `identity`: what this part knows for the header of the root; most know nothing.
 */
export interface OpenPart extends Omit<OpenSource, 'identity'> {
  readonly identity?: OpenSource['identity'];
}
