/** Issues and pull requests with all that was said about them. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { History } from '../index.ts';
import { commentDocument, issueDocument, oid, PATCH, pullDocument } from './documents.ts';
import { fields } from './fields.ts';
import { type Head, headOf, planHeads } from './heads.ts';
import { type TalkDocuments, talkDocuments } from './reviews.ts';
import type { Work } from './work.ts';
import { ListFile } from './yaml.ts';

type Groups = ReadonlyMap<number, readonly string[]>;

export async function writeConversations(work: Work, history: History): Promise<void> {
  const of = (kind: string): Groups => work.stored.byNumber(kind);
  const [issues, pulls] = [of('issues'), of('pulls')];
  const talk = { comments: of('issue-comments'), reviews: of('reviews'), reviewComments: of('review-comments') };
  await writeList(work, 'issues', 'issue.yml', (file) => writeIssues(work, file, issues, pulls, talk.comments));
  await writeList(work, 'pull requests', 'pull_request.yml', (file) => writePulls(work, file, history, pulls, talk));
  await keepOrphans(work, 'issue-comments', talk.comments, (number) => issues.has(number) || pulls.has(number));
  await keepOrphans(work, 'reviews', talk.reviews, (number) => pulls.has(number));
  await keepOrphans(work, 'review-comments', talk.reviewComments, (number) => pulls.has(number));
}

async function writeList(work: Work, what: string, name: string, fill: (file: ListFile) => Promise<void>) {
  const file = await ListFile.create(join(work.folder, name));
  try {
    await fill(file);
  } finally {
    await file.close();
  }
  work.count(what, file.count);
}

async function writeIssues(work: Work, file: ListFile, issues: Groups, pulls: Groups, comments: Groups): Promise<void> {
  const { names, stored } = work;
  for (const [number, [name = '']] of issues) {
    await work.step();
    if (pulls.has(number)) {
      // The importers end with an error at the second item of a number.
      await work.keep('issues', [name], 'issues', 'a pull request has the same number');
      continue;
    }
    const issue = stored.item('issues', name);
    if (issue === undefined) continue;
    const document = issueDocument(issue, number, names);
    work.noteReactions(document);
    await file.add(document);
    const said = stored.items('issue-comments', comments.get(number) ?? []);
    work.talk(
      'comments',
      number,
      said.map((comment) => commentDocument(comment, number, names)),
    );
  }
}

interface TalkGroups {
  readonly comments: Groups;
  readonly reviews: Groups;
  readonly reviewComments: Groups;
}

async function writePulls(
  work: Work,
  file: ListFile,
  history: History,
  pulls: Groups,
  talk: TalkGroups,
): Promise<void> {
  const { names, stored } = work;
  await writeFile(join(work.folder, PATCH), '');
  const heads = await readHeads(work, pulls);
  const commits = await history.commits([...heads.values()].flatMap(({ sha }) => (sha === '' ? [] : [sha])));
  const plan = planHeads([...heads.values()], commits, history.branches);
  await history.addBranches(plan.branches);
  work.notes.add('branches', plan.branches.size, 'made for open pull requests from forks, as the importers do', 'git');
  for (const [number, [name = '']] of pulls) {
    await work.step();
    const [pull, head] = [stored.item('pulls', name), heads.get(number)];
    if (pull === undefined || head === undefined) continue;
    const place = { ...head.base, headRef: plan.refs.get(number) ?? head.ref };
    const document = pullDocument(pull, number, place, names);
    work.noteReactions(document);
    await file.add(document);
    const isKnown = (commits.has(head.sha) || history.pulls.has(number)) && oid(fields(pull['base'])['sha']) !== '';
    const said = {
      comments: stored.items('issue-comments', talk.comments.get(number) ?? []),
      reviews: stored.items('reviews', talk.reviews.get(number) ?? []),
      reviewComments: stored.items('review-comments', talk.reviewComments.get(number) ?? []),
    };
    writeTalk(work, number, talkDocuments(said, number, isKnown, names));
  }
}

/** A first look at all pull requests, since one call of git answers for all of them. */
async function readHeads({ stored, step }: Work, pulls: Groups): Promise<ReadonlyMap<number, Head>> {
  const heads = new Map<number, Head>();
  for (const [number, [name = '']] of pulls) {
    await step();
    const pull = stored.item('pulls', name);
    if (pull !== undefined) heads.set(number, headOf(pull, number));
  }
  return heads;
}

function writeTalk(work: Work, number: number, talk: TalkDocuments): void {
  work.talk('comments', number, talk.comments);
  work.talk('reviews', number, talk.reviews);
  const { notes } = work;
  const loose = 'the commits or the piece of the diff are not in the snapshot: ordinary comments that name their place';
  notes.add('comments on lines', talk.loosened, loose);
  notes.add('dismissed reviews', talk.dismissed, 'the importers know no such state: reviews that comment');
  notes.add('pending reviews', talk.pending, 'nobody has sent them yet: left out');
}

async function keepOrphans(work: Work, kind: string, groups: Groups, isThere: (number: number) => boolean) {
  for (const [number, names] of groups) {
    if (isThere(number)) continue;
    await work.keep(kind, names, kind.replace('-', ' '), 'what they are about is not in the snapshot');
  }
}
