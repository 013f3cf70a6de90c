/** What several pages say of snapshots and series. */
import { counted, cutText } from '../base/text.ts';
import { formatBytes, formatCount } from '../report/format.ts';
import { unreadableKind } from '../vault/read/damage.ts';
import type { MarkFacts } from '../vault/read/marks.ts';
import { BESIDE_SEALED } from '../vault/format/sealed-root.ts';
import { isBroken, saidOf, type SeriesView, type SnapshotView } from './model.ts';
import { ageOf, timeCell } from './parts.ts';
import { text } from './shell.ts';

const NO_FIGURE = '<td class="n">';

export function bytesCell(sizeBytes: number | undefined): string {
  return sizeBytes === undefined ? NO_FIGURE : `<td class="n">${formatBytes(sizeBytes)}`;
}

export function countCell(count: number | undefined): string {
  return count === undefined ? NO_FIGURE : `<td class="n">${formatCount(count)}`;
}

/** As mode list says it. */
export function statusOf(snapshot: SnapshotView): string {
  const kind = unreadableKind(snapshot.problem);
  if (kind === 'foreign' || kind === 'newer') return `<span class="bad">${kind}</span>`;
  if (snapshot.problem !== undefined) return '<span class="bad">cannot be read</span>';
  const status = saidOf(snapshot)?.status ?? 'unknown';
  return `<span class="${status === 'complete' ? 'good' : 'mid'}">${text(status)}</span>`;
}

/** All that is to be known of a snapshot beside its figures. */
function notesOf(snapshot: SnapshotView): readonly string[] {
  const { info, sealed, isBesideSealed, problem, facts: marks } = snapshot;
  const said = saidOf(snapshot);
  const because = (what: string, reason: string | undefined): string[] =>
    reason === undefined ? [] : [reason === '' ? what : `${what}: ${reason}`];
  const labels = [...new Set([...(said?.labels ?? []), ...(marks?.labels ?? [])])];
  return [
    ...(problem === undefined ? [] : [problem.message]),
    ...(sealed === undefined ? [] : ['sealed: without vault-key only its status, labels and time are known']),
    ...(isBesideSealed === true ? [BESIDE_SEALED] : []),
    ...because('anomaly', said?.anomaly),
    ...because('in quarantine, never used', marks?.quarantine),
    ...because('held', marks?.hold),
    ...because('anomaly acknowledged', marks?.acknowledged),
    ...(info.timeTrusted ? [] : ['its time is not trusted: never latest']),
    ...(labels.length === 0 ? [] : [`labels: ${labels.join(' ')}`]),
  ];
}

export function notes(snapshot: SnapshotView): string {
  return notesOf(snapshot)
    .map((note) => `<br><span class="soft">${text(cutNote(note))}</span>`)
    .join('');
}

/** Labels and reasons may be as long as whoever wrote them liked; mode list has all of it. */
const NOTE_MAX_CHARS = 200;

function cutNote(note: string): string {
  return note.length <= NOTE_MAX_CHARS
    ? note
    : `${cutText(note, NOTE_MAX_CHARS)}... (${formatCount(note.length)} characters)`;
}

/** A proof, or that something is known of one and not how deep it went. */
export function proofText({ level, utc }: NonNullable<MarkFacts['verified']>, asOf: Date): string {
  const age = ageOf(asOf, utc);
  return isRead({ level })
    ? text(`${age} (${level})`)
    : `<span class="mid">marked ${age}; the mark cannot be read</span>`;
}

function isRead({ level }: Pick<NonNullable<MarkFacts['verified']>, 'level'>): boolean {
  return level !== 'unknown';
}

/** The last proof of any of its snapshots. */
export function verifiedText({ snapshots, isMarked }: SeriesView, asOf: Date): string {
  if (!isMarked) return '<span class="bad">not known</span>';
  const times = snapshots.flatMap(({ facts }) => facts?.verified ?? []);
  const read = times.filter(isRead);
  const last = (read.length === 0 ? times : read).reduce<(typeof times)[number] | undefined>(
    (newest, each) => (newest === undefined || each.utc > newest.utc ? each : newest),
    undefined,
  );
  return last === undefined ? '<span class="mid">never</span>' : proofText(last, asOf);
}

export function hasProof({ snapshots }: SeriesView): boolean {
  return snapshots.some(({ facts }) => facts?.verified !== undefined && isRead(facts.verified));
}

/** What of a series could not be read: on each of its pages. */
export function gapsOf({ problems, snapshots, removedCount, latest, newest }: SeriesView): string {
  const broken = snapshots.filter(isBroken).length;
  const said = [
    ...problems.map((problem) => `<p class="bad">${text(problem.text)}</p>`),
    ...(broken === 0
      ? []
      : [
          `<p class="bad">Of ${counted(snapshots.length, 'snapshot')} ${formatCount(broken)} cannot be read: the list of snapshots says why. Nothing that only such a one holds is on these pages.</p>`,
        ]),
    ...(latest?.problem === undefined || newest === undefined
      ? []
      : [
          `<p class="bad">The newest snapshot, of ${timeCell(latest.info.utc)}, is one of them: what follows of files and refs is that of ${timeCell(newest.info.utc)}.</p>`,
        ]),
    ...(removedCount === 0
      ? []
      : [`<p class="soft">${counted(removedCount, 'snapshot')} removed while these pages were made.</p>`]),
  ];
  return said.join('\n');
}
