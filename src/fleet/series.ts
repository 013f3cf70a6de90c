/** Which series is whose: that which is recorded for a repository's id, else the default of its name. Pure. */
import { isSeries } from '../vault/format/keys.ts';

/** The series of a nightly backup in the repository itself, so that its history goes on. */
export function defaultSeries(account: string, name: string): string {
  return `${account}/${name}/repository`;
}

export function isAccountName(text: string): boolean {
  return /^[A-Za-z0-9][\w-]{0,99}$/.test(text);
}

export function isRepositoryName(text: string): boolean {
  return /^(?!\.{1,2}$)[\w.-]{1,100}$/.test(text);
}

export interface NamedRepository {
  readonly id: number;
  readonly name: string;
}

/** What the vault knows of a repository. */
export interface RecordedSeries extends NamedRepository {
  readonly series: string;
  /** Whether a snapshot of it is known. */
  readonly isHeld: boolean;
}

export interface OwnSeries {
  readonly series: string;
  /** Why the repository cannot be backed up into it; undefined: it can. */
  readonly refusal: string | undefined;
}

/**
 * The series of each repository, by its id. A repository that was renamed keeps its own, and one that has taken its old name
 * would share it: the one with the record has it, and the other is refused. One that is gone and was never backed up has none.
 *
 * @param recorded by id; also of those that are gone
 */
export function seriesOfAll(
  account: string,
  repositories: readonly NamedRepository[],
  recorded: ReadonlyMap<number, RecordedSeries>,
): ReadonlyMap<number, OwnSeries> {
  const isListed = new Set(repositories.map(({ id }) => id));
  const holders = [...recorded.values()]
    .filter(({ id, isHeld }) => isHeld || isListed.has(id))
    // Where one has snapshots, one that was refused, or left out, has no claim.
    .toSorted((a, b) => Number(a.isHeld) - Number(b.isHeld));
  const owners = new Map(holders.map((record) => [record.series.toLowerCase(), record]));
  const found = new Map<number, OwnSeries>();
  for (const { id, name } of repositories) {
    const series = recorded.get(id)?.series ?? defaultSeries(account, name);
    const owner = owners.get(series.toLowerCase());
    found.set(id, { series, refusal: refusalOf(series, id, owner) });
  }
  return found;
}

function refusalOf(series: string, id: number, owner: RecordedSeries | undefined): string | undefined {
  if (!isSeries(series)) return `${series} cannot be the name of a series`;
  return owner === undefined || owner.id === id ? undefined : takenText(series, owner.id, owner.name);
}

/** @param name of the repository that has the series, if it is known */
export function takenText(series: string, id: number, name?: string): string {
  const last = name === undefined ? '' : `, last known as ${name}`;
  return `its series would be ${series}, which holds the backups of another repository (id ${String(id)}${last}): leave it out here, and back it up by a workflow of its own with another name`;
}
