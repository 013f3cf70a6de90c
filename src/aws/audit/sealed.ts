/** Checks of sealed series: nothing open among them, people who can open the keys, and content that somebody has opened. */
import { counted, firstOf } from '../../base/text.ts';
import { failed, type Finding, passed } from './finding.ts';

/** A series with a sealed snapshot, as far as it was looked at. */
export interface SealedSeries {
  readonly series: string;
  /** Ids of open snapshots, newest first. */
  readonly open: readonly string[];
  /** How many snapshots were read, of how many. */
  readonly read: number;
  readonly total: number;
  /** S3's time of the oldest sealed one that was read. */
  readonly since: Date;
  /** The job that writes cannot read the content: it is sealed to another key than the rest. */
  readonly isWriteOnly: boolean;
  /** When a holder of the content key last opened content, as far as that was noted. */
  readonly openedAt: Date | undefined;
}

export interface SealedFacts {
  readonly series: readonly SealedSeries[];
  /** The newest document of keys; undefined if there is none. */
  readonly keys: { readonly key: string; readonly people: number } | undefined;
  /** When the last `keys check` was noted. */
  readonly checkedAt: Date | undefined;
}

const DAY_MS = 24 * 3600 * 1000;
const CHECKED_WITHIN_DAYS = 365;
const OPENED_WITHIN_DAYS = 90;
/** Ids of one series that a finding shows. */
const SHOWN = 5;

/** Nothing at all for a vault in which nothing is sealed. @param now S3's clock */
export function checkSealed(facts: SealedFacts, bucket: string, now: Date): readonly Finding[] {
  if (facts.series.length === 0 && facts.keys === undefined) return [];
  return [
    checkOpen(facts, bucket),
    checkPeople(facts, bucket),
    ...checkChecked(facts, bucket, now),
    checkOpened(facts, bucket, now),
  ];
}

function checkOpen({ series }: SealedFacts, bucket: string): Finding {
  const mixed = series.filter(({ open }) => open.length > 0);
  const read = series.map(
    ({ series: name, read, total }) => `${name}: ${String(read)} of ${counted(total, 'snapshot')} read`,
  );
  if (mixed.length === 0) return passed('sealed-open', bucket, 'No open snapshot stands beside sealed ones.', read);
  return failed('sealed-open', bucket, 'Open snapshots stand beside sealed ones of the same series.', {
    evidence: [...mixed.map(({ series: name, open }) => `${name}: ${firstOf(open, SHOWN)}`), ...read],
    fix: 'Find out who wrote them: a job without its vault-key, or somebody who planted them (CloudTrail). Then put each into quarantine: `holdfast mark --mark quarantine --name SERIES --version ID`.',
  });
}

function checkPeople({ keys }: SealedFacts, bucket: string): Finding {
  if (keys === undefined)
    return failed('sealed-people', bucket, 'There are sealed snapshots, and no keys for people below v1/keys/.', {
      fix: 'Whoever loses the secret of the workflow loses these backups. Make the keys of a vault with `holdfast keys create`, or keep your own in two places.',
    });
  if (keys.people >= 2)
    return passed('sealed-people', bucket, `${counted(keys.people, 'person', 'people')} can open the newest keys.`);
  return failed('sealed-people', bucket, 'Fewer than two people can open the newest keys.', {
    evidence: [`${keys.key}: ${counted(keys.people, 'recipient')}`],
    fix: 'List all people again with `holdfast keys share`. It writes for two at least: if none of you wrote this document, see which role may write below v1/keys/.',
  });
}

/** Of keys that are not in the vault nobody notes a check. */
function checkChecked({ keys, checkedAt }: SealedFacts, bucket: string, now: Date): readonly Finding[] {
  if (keys === undefined) return [];
  const fix = 'Each person runs `holdfast keys check` with her own identity.';
  if (checkedAt === undefined)
    return [failed('sealed-checked', bucket, 'Nobody has ever shown that she can open the keys.', { fix })];
  const days = daysBetween(checkedAt, now);
  return days <= CHECKED_WITHIN_DAYS
    ? [passed('sealed-checked', bucket, `The keys were last opened ${counted(days, 'day')} ago.`)]
    : [
        failed('sealed-checked', bucket, `Nobody has shown for ${counted(days, 'day')} that she can open the keys.`, {
          fix,
        }),
      ];
}

function checkOpened({ series }: SealedFacts, bucket: string, now: Date): Finding {
  const due = series.filter(({ isWriteOnly, since }) => isWriteOnly && daysBetween(since, now) > OPENED_WITHIN_DAYS);
  const unopened = due.filter(
    ({ openedAt }) => openedAt === undefined || daysBetween(openedAt, now) > OPENED_WITHIN_DAYS,
  );
  if (unopened.length === 0)
    return passed(
      'sealed-opened',
      bucket,
      `Content of each write-only series of more than ${String(OPENED_WITHIN_DAYS)} days was opened within that time.`,
    );
  return failed(
    'sealed-opened',
    bucket,
    `Nobody has opened content of these write-only series for ${String(OPENED_WITHIN_DAYS)} days.`,
    {
      evidence: unopened.map(
        ({ series: name, openedAt }) =>
          `${name}: ${openedAt === undefined ? 'no note of it' : `last on ${openedAt.toISOString().slice(0, 10)}`}`,
      ),
      fix: 'Who has the content key runs `holdfast verify --level restore` with her own identity as vault-key, or `holdfast keys check`.',
    },
  );
}

function daysBetween(from: Date, to: Date): number {
  return Math.floor((to.getTime() - from.getTime()) / DAY_MS);
}
