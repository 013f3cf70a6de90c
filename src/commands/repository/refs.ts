/** The refs of a repository in a snapshot. */
import { stateRows } from '../../vault/format/state.ts';
import { readChain } from '../../sources/repository/index.ts';
import type { OpenSnapshot } from '../vault/snapshot-view.ts';

/** HEAD and the refs of a repository's snapshot, by name; undefined for other sources. Needs its state section. */
export function refsOf({
  root,
  sections,
}: Pick<OpenSnapshot, 'root' | 'sections'>): Readonly<Record<string, string>> | undefined {
  if (root.header.source.kind !== 'repository') return undefined;
  const git = readChain(stateRows(sections.state ?? []));
  if (git === undefined) return undefined;
  return { ...(git.head !== undefined && { HEAD: git.head }), ...Object.fromEntries(git.refs) };
}
