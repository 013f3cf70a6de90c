/** Writes the folder that `gitea restore-repo` and `forgejo restore-repo` read, from the metadata of a snapshot. */
import { cp, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { History } from '../index.ts';
import { writeConversations } from './conversations.ts';
import { labelDocument, milestoneDocument, repositoryDocument, topicsDocument } from './documents.ts';
import type { Fields } from './fields.ts';
import { Names } from './names.ts';
import { writeReleases } from './releases.ts';
import { type ImportReport, REST } from './report.ts';
import { Stored } from './stored.ts';
import { Work } from './work.ts';

export interface ImportJob {
  /** The folder `github` of a restored snapshot; it may be absent. */
  readonly metadataDir: string;
  /** Where the documents go. It exists, and the repository is in it. */
  readonly folder: string;
  readonly history: History;
  readonly signal: AbortSignal;
}

/** Kinds whose items have their place in the documents. */
const TAKEN = new Set([
  'issue-comments',
  'issues',
  'labels',
  'milestones',
  'pulls',
  'release-assets',
  'releases',
  'review-comments',
  'reviews',
]);

/** Writes all documents, and what they have no place for as JSON below `holdfast/github`. */
export async function writeImport({ metadataDir, folder, history, signal }: ImportJob): Promise<ImportReport> {
  const stored = new Stored(metadataDir);
  const [labels, milestones] = [stored.items('labels'), stored.items('milestones')];
  const work = new Work(folder, stored, new Names(labels, milestones), signal);
  const [repository = {}] = stored.items('repository');
  work.document('repo.yml', repositoryDocument(repository));
  work.document('topic.yml', topicsDocument(repository));
  work.document('milestone.yml', milestones.map(milestoneDocument));
  work.count('milestones', milestones.length);
  // Reviews name people without their ids.
  for (const collaborator of stored.items('collaborators')) work.names.person(collaborator);
  await mkdir(join(folder, 'comments'));
  await mkdir(join(folder, 'reviews'));
  await writeConversations(work, history);
  writeLabels(work, labels);
  await writeReleases(work, history.tags);
  await keepRest(work);
  const { written, notes } = work;
  return {
    written,
    notes: notes.all,
    unreadable: stored.unreadable,
    isPrivate: repository['private'] === true,
  };
}

/** After all that have labels: the importers leave out those that are in no list. */
function writeLabels(work: Work, labels: readonly Fields[]): void {
  const all = [...labels, ...work.names.unlisted.map((name) => ({ name }))];
  work.document('label.yml', all.map(labelDocument));
  work.count('labels', all.length);
}

async function keepRest({ folder, stored, notes }: Work): Promise<void> {
  for (const kind of stored.kinds) {
    if (TAKEN.has(kind)) continue;
    await cp(join(stored.folder, kind), join(folder, REST, kind), { recursive: true });
    if (kind !== 'repository') notes.add(kind, stored.count(kind), 'the importers take none', `${REST}/${kind}`);
    else notes.add('settings', 1, 'description, website, topics and default branch are imported', `${REST}/${kind}`);
  }
}
