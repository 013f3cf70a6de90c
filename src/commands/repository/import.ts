/** Tells what a folder for Forgejo and Gitea holds, and what is not in it. */
import type { ImportReport } from '../../sources/repository/forgejo/index.ts';
import type { Deps } from '../shared/command.ts';
import type { Table } from '../../report/result.ts';
import { counted } from '../../base/text.ts';

export function tellOfImport({ isPrivate, unreadable }: ImportReport, lfsObjects: number, { emit }: Deps): void {
  if (isPrivate) {
    emit({
      type: 'warning',
      class: 'import-public',
      message: 'The repository is private at GitHub, and the importers of Forgejo and Gitea make it public.',
      fix: 'Set FORCE_PRIVATE = true in the section [repository] of app.ini before the import.',
    });
  }
  if (lfsObjects > 0) {
    emit({
      type: 'notice',
      class: 'import-lfs',
      message: `The importers take no LFS objects: ${counted(lfsObjects, 'object')} in git/lfs/objects.`,
      fix: 'After the import: git -C PATH/git lfs push --all URL',
    });
  }
  const [first] = unreadable;
  if (first !== undefined) {
    emit({
      type: 'warning',
      class: 'import-unreadable',
      message: `${counted(unreadable.length, 'file')} of the metadata cannot be read and are not in the folder, the first of them github/${first}.`,
      why: 'A stored item is a JSON object, and these are none.',
      fix: 'Restore with repository-layout: bare and look at them below holdfast/github.',
    });
  }
}

export function importTables({ written, notes }: ImportReport): Table[] {
  return [
    {
      title: 'Written for Forgejo and Gitea',
      columns: { what: 'text', count: 'count' },
      rows: Object.entries(written).filter(([, count]) => count > 0),
    },
    ...(notes.length === 0 ? [] : [notesTable(notes)]),
  ];
}

function notesTable(notes: ImportReport['notes']): Table {
  return {
    title: 'Not imported, or not as it was',
    columns: { what: 'text', count: 'count', why: 'text', 'where it is': 'text' },
    rows: notes.map(({ what, count, why, where }) => [what, count, why, where]),
  };
}
