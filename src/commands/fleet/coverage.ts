/** Mode coverage: says of each repository of an account whether it is backed up, and which ones are only in the vault. */
import { algorithmOf } from '../../aws/bucket/encryption.ts';
import { readSettings } from '../../aws/bucket/settings.ts';
import { mapBounded } from '../../base/async.ts';
import { type Absence, figuresOf, isRecent, judgeCoverage } from '../../fleet/coverage.ts';
import { type CoverageRecord, writeRecord } from '../../fleet/records.ts';
import { findNewest } from '../../fleet/survey.ts';
import type { GithubClient } from '../../github/client.ts';
import type { ListedRepository } from '../../github/repositories.ts';
import type { Inputs } from '../../inputs/inputs.ts';
import type { CommandResult } from '../../report/result.ts';
import {
  type FleetAccount,
  joinWithVault,
  listAccount,
  type ListedAccount,
  openGithub,
  refuseNothing,
  surveyOf,
} from './account.ts';
import { coverageRecord, coverageResult, type BucketFacts, type Coverage } from './coverage-result.ts';
import { writeCsv } from './csv.ts';
import { tellUnrecorded } from './leg.ts';
import type { Deps } from '../shared/command.ts';
import { refuseStrangers } from '../shared/untrusted-event.ts';
import { openVault, type Vault } from '../vault/vault.ts';

const DEFAULT_MAX_AGE_SECONDS = 36 * 3600;

export async function coverage(inputs: Inputs, deps: Deps): Promise<CommandResult> {
  deps.emit({ type: 'phase', name: 'Vault' });
  const vault = await openVault(inputs, deps);
  refuseStrangers(vault.workflow);
  const github = await openGithub(vault, inputs, deps);
  const client = github.client({ isLast: true });
  const bucket = await bucketFacts(vault, deps);
  deps.emit({ type: 'phase', name: 'List the repositories' });
  const listed = await listAccount(client, github.account, { withProperties: inputs.properties.length > 0 }, deps);
  deps.emit({ type: 'phase', name: 'Ask the vault what it knows of them' });
  const survey = await surveyOf(vault.store, listed, deps);
  const { listing, absent } = await lookForAbsent(client, listed, survey);
  const fleet = joinWithVault(listing, survey, inputs, deps);
  const now = vault.store.serverDate() ?? deps.now();
  const maxAgeSeconds = inputs.maxAge ?? DEFAULT_MAX_AGE_SECONDS;
  const { chosen, series } = fleet;
  const rows = judgeCoverage({
    ...{ chosen, series, absent, now, maxAgeSeconds },
    ...{ state: survey.state, orphans: survey.orphans },
    newest: await newestOf(vault, fleet, absent, now, maxAgeSeconds, deps),
  });
  const limits = { maxAgeSeconds, verifiedSeconds: inputs.verifiedWithin };
  const figures = figuresOf(rows, now, limits);
  const seen: Coverage = { account: listing.account.login, rows, figures, bucket, now, maxAgeSeconds };
  await keepRecord(vault, coverageRecord(seen, limits), deps);
  // After the record: where all of an account is gone, prune has to know.
  refuseNothing(fleet);
  return coverageResult(seen, await writeCsv(rows, inputs, deps), inputs, deps);
}

/** The newest snapshots of series of which no recent record tells, also of those that vanished. */
async function newestOf(
  { store }: Vault,
  { chosen, series, survey }: FleetAccount,
  absent: ReadonlyMap<number, Absence>,
  now: Date,
  maxAgeSeconds: number,
  { signal }: Deps,
) {
  const names = chosen.flatMap(({ repository: { id }, excludedBy }) => {
    const own = series.get(id);
    const isKnown = isRecent(survey.state.results.get(id), now, maxAgeSeconds);
    return excludedBy !== undefined || own === undefined || own.refusal !== undefined || isKnown ? [] : [own.series];
  });
  // A leg that was killed has stored it, and recorded nothing.
  const vanished = [...absent.keys()].flatMap((id) => {
    const { series: name, isHeld = true } = survey.recorded.get(id) ?? {};
    return isHeld || name === undefined ? [] : [name];
  });
  return findNewest(store, [...new Set([...names, ...vanished])], { roots: survey.roots, withParts: true, signal });
}

const LOOKUPS_IN_FLIGHT = 8;
/** If more are missing, the list is read once more instead: a record may name any number of them. */
const LOOKUPS_MAX = 500;

/**
 * Asks GitHub for each repository that the vault knows and the list lacks: one that is deleted while a list is read can hide
 * another one from it, and one that was transferred is another account's now. Those that an earlier coverage called gone are
 * not asked for again: they would be in the list.
 */
async function lookForAbsent(
  client: GithubClient,
  listing: ListedAccount,
  { recorded, state }: FleetAccount['survey'],
): Promise<{ readonly listing: ListedAccount; readonly absent: ReadonlyMap<number, Absence> }> {
  const { findRepository } = await import('../../github/repositories.ts');
  const listed = new Set(listing.repositories.map(({ id }) => id));
  const missing = [...recorded.values()].filter(({ id, series }) => !listed.has(id) && !state.gone.has(series));
  const again = missing.length > LOOKUPS_MAX ? await listAgain(client, listing) : undefined;
  const found = await mapBounded(missing, LOOKUPS_IN_FLIGHT, async ({ id }) => ({
    id,
    repository: again === undefined ? await findRepository(client, id) : again.get(id),
  }));
  const isOwn = ({ owner }: ListedRepository): boolean => owner.toLowerCase() === listing.account.login.toLowerCase();
  const late = found.flatMap(({ repository }) => (repository !== undefined && isOwn(repository) ? [repository] : []));
  const absent = found.flatMap(({ id, repository }): [number, Absence][] => {
    if (repository === undefined) return [[id, {}]];
    return isOwn(repository) ? [] : [[id, { movedTo: `${repository.owner}/${repository.name}` }]];
  });
  return { listing: { ...listing, repositories: [...listing.repositories, ...late] }, absent: new Map(absent) };
}

async function listAgain(
  client: GithubClient,
  { account }: ListedAccount,
): Promise<ReadonlyMap<number, ListedRepository>> {
  const { listRepositories } = await import('../../github/repositories.ts');
  const { repositories } = await listRepositories(client, account.login, { withProperties: false });
  return new Map(repositories.map((each) => [each.id, each]));
}

async function bucketFacts({ connection }: Vault, { signal }: Deps): Promise<BucketFacts> {
  const { versioning, encryption } = await readSettings(connection, ['versioning', 'encryption'], signal);
  return {
    versioned: versioning.state === 'ok' ? versioning.value.status === 'Enabled' : undefined,
    encrypted: encryption.state === 'ok' ? algorithmOf(encryption.value) !== undefined : undefined,
  };
}

async function keepRecord({ store }: Vault, record: Omit<CoverageRecord, 'format'>, deps: Deps): Promise<void> {
  try {
    await writeRecord(store, store.serverDate() ?? deps.now(), record, deps.signal);
  } catch (error) {
    tellUnrecorded(error, deps);
  }
}
