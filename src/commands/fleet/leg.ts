/** Runs a leg: its queue with one pool of connections and one share of requests, and its record at the end. */
import { HoldfastError, messageOf } from '../../base/errors.ts';
import { serverUrlOf } from '../../base/github-server.ts';
import type { Leg } from '../../fleet/leg.ts';
import { type FleetResult, recordTime, writeRecord } from '../../fleet/records.ts';
import { createBudget, type RequestBudget } from '../../github/budget.ts';
import type { GithubClient } from '../../github/client.ts';
import type { Inputs } from '../../inputs/inputs.ts';
import type { Network } from '../../net/network.ts';
import type { CommandResult } from '../../report/result.ts';
import type { BackupOutcome } from '../../vault/backup/backup.ts';
import type { Deps } from '../shared/command.ts';
import type { Vault } from '../vault/vault.ts';
import { type FleetGithub, listAccount, type ListedAccount } from './account.ts';
import { legResult } from './leg-result.ts';
import type { Refused } from './plan.ts';
import { type BackupJob, leftOf, runQueue } from './queue.ts';

/** The command backup, without its result. */
export type MakeBackup = (inputs: Inputs, deps: Deps) => Promise<{ readonly outcome: BackupOutcome }>;

export interface LegJob {
  readonly leg: Leg;
  readonly vault: Vault;
  readonly github: FleetGithub;
  /** If the repositories were listed in this run already. */
  readonly listing?: ListedAccount;
  /** If the plan was made in this run: what it could not plan. */
  readonly refused?: readonly Refused[];
  readonly makeBackup: MakeBackup;
  /** For all that the leg asks. */
  readonly network: Network;
}

/** A leg that is cancelled leaves its record too; then the reason is thrown. */
export async function runLeg(job: LegJob, inputs: Inputs, deps: Deps): Promise<CommandResult> {
  const { leg, vault, github, makeBackup, network } = job;
  const { emit, signal, redact } = deps;
  const budget = leg.requests === undefined ? undefined : createBudget(leg.requests);
  const client = github.client({ budget });
  const { findRepository } = await import('../../github/repositories.ts');
  const listing = job.listing ?? (await listWithin(budget, client, leg.account, deps));
  const expectedBucketOwner = await vault.credentials.bucketOwner();
  const shared = {
    inputs: { ...inputs, expectedBucketOwner },
    deps: { ...deps, github: { token: github.token, budget } },
    network,
  };
  const backUpAll = ({ account, repositories }: ListedAccount) =>
    runQueue({
      ...{ leg, budget, redact, emit, signal },
      listed: new Map(repositories.map((each) => [each.id, each])),
      find: (id) => findRepository(client, id),
      backUp: async (job) => (await makeBackup(...backupOf(job, account, shared))).outcome,
    });
  const results = listing === undefined ? leg.queue.map(leftOf) : await backUpAll(listing);
  await keepRecord(leg, results, vault, deps);
  signal.throwIfAborted();
  // Not recorded: the series is another one's.
  const refused = (job.refused ?? []).map(({ why, ...each }) => ({ ...each, status: 'failed' as const, error: why }));
  return legResult(leg, [...results, ...refused], deps);
}

/** undefined: the share of the leg is too small for the list. @throws github-unreadable, rate-limited */
async function listWithin(
  budget: RequestBudget | undefined,
  client: GithubClient,
  account: string,
  deps: Deps,
): Promise<ListedAccount | undefined> {
  try {
    return await listAccount(client, account, { withProperties: false }, deps);
  } catch (error) {
    const isSpent = budget !== undefined && budget.left() === 0;
    if (isSpent && error instanceof HoldfastError && error.code === 'rate-limited') return undefined;
    throw error;
  }
}

interface Shared {
  readonly inputs: Inputs;
  readonly deps: Deps;
  readonly network: Network;
}

/**
 * As a nightly backup in the repository itself makes it, so that either goes on with the snapshots of the other: the series is
 * defined by the id that GitHub gives a workflow of that repository.
 */
function backupOf(
  { entry, repository: { name, hasWiki }, isFirst, isSpent, emit }: BackupJob,
  owner: { readonly login: string; readonly id: number },
  { inputs, deps, network }: Shared,
): [Inputs, Deps] {
  const repository = `${owner.login}/${name}`;
  const { env } = deps;
  const own = {
    GITHUB_REPOSITORY: repository,
    GITHUB_REPOSITORY_ID: String(entry.id),
    GITHUB_REPOSITORY_OWNER: owner.login,
    GITHUB_REPOSITORY_OWNER_ID: String(owner.id),
    GITHUB_SERVER_URL: serverUrlOf(inputs.githubServerUrl, env),
  };
  const context = env['GITHUB_ACTIONS'] === 'true' ? { fleet: env['GITHUB_REPOSITORY'] ?? '' } : {};
  // The bucket is the same for all.
  const bucketChecks = isFirst ? inputs.bucketChecks : 'off';
  // The few requests that are left are not for it.
  const spent = isSpent ? { github: { token: deps.github?.token, budget: createBudget(0) } } : {};
  const { series, base } = entry;
  return [
    { ...inputs, mode: 'backup', source: 'repository', repository, name: series, base, bucketChecks },
    { ...deps, ...spent, emit, env: { ...env, ...own }, leg: { network, context, hasWiki } },
  ];
}

/** How long a cancelled run takes for its record: the runner kills it 10 s after it has asked it to end. */
const LAST_WORDS_MS = 5000;

async function keepRecord(leg: Leg, results: readonly FleetResult[], { store }: Vault, deps: Deps): Promise<void> {
  const { account, leg: number, of } = leg;
  const signal = deps.signal.aborted ? AbortSignal.timeout(LAST_WORDS_MS) : deps.signal;
  try {
    const utc = await recordTime(store, signal);
    await writeRecord(store, utc, { kind: 'leg', account, leg: number, of, results: [...results] }, signal);
  } catch (error) {
    tellUnrecorded(error, deps);
  }
}

/** A record is a hint for the next plan: no run fails for want of it. @throws what is no such failure */
export function tellUnrecorded(error: unknown, { emit, signal }: Deps): void {
  if (!(error instanceof HoldfastError) && !signal.aborted) throw error;
  emit({
    type: 'warning',
    class: 'fleet-not-recorded',
    message: `What this run saw could not be recorded in the vault: ${messageOf(error)}`,
    why: 'The backups are there all the same. Without records a plan does not know how long they took, and which repositories are gone is not known.',
    fix: 'The role of backups has to be allowed to write v1/state/fleet/*: `holdfast setup` shows its policy.',
  });
}
