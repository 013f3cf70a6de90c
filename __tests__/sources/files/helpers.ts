import { tmpdir } from 'node:os';
import { HoldfastError } from '../../../src/base/errors.ts';
import type { Event } from '../../../src/base/events.ts';
import { createFilesSource } from '../../../src/sources/files/index.ts';
import type { FilesSettings } from '../../../src/sources/files/index.ts';
import type { OpenSource, ParentView, SourceEntry } from '../../../src/sources/source.ts';

export const DEFAULTS: Omit<FilesSettings, 'root'> = {
  patterns: ['.'],
  exclude: [],
  ignoreFiles: [],
  includeHidden: true,
  includeSecrets: false,
  ifNoFilesFound: 'ignore',
  anomalyShare: 0.25,
};

/** The code of the HoldfastError that a call throws. */
export function codeThrownBy(call: () => unknown): string {
  try {
    call();
  } catch (error) {
    if (error instanceof HoldfastError) return error.code;
    throw error;
  }
  return 'nothing thrown';
}

export interface Opened {
  readonly source: OpenSource;
  readonly entries: SourceEntry[];
  readonly events: Event[];
}

/** Opens a files source on a folder and reads all of its entries. */
export async function openFiles(root: string, settings: Partial<FilesSettings>, parent?: ParentView): Promise<Opened> {
  const events: Event[] = [];
  const source = await createFilesSource(
    { ...DEFAULTS, root, ...settings },
    { workspace: root, homeDir: '/nowhere' },
  ).open({
    parent,
    tempDir: tmpdir(),
    emit: (event) => events.push(event),
    signal: new AbortController().signal,
  });
  const entries: SourceEntry[] = [];
  for await (const batch of source.entries()) entries.push(...batch);
  return { source, entries, events };
}

/** Sorted text paths of the stored entries of some types. */
export async function storedPaths(
  root: string,
  settings: Partial<FilesSettings>,
  types: readonly string[] = ['file', 'directory', 'symlink'],
): Promise<string[]> {
  const { entries } = await openFiles(root, settings);
  return entries
    .filter((entry) => types.includes(entry.type))
    .map((entry) => entry.path.toString())
    .sort();
}
