/** Makes the plan of a fleet: which repository in which leg. */
import { fingerprintOf, type Leg, LEG_MAX_BYTES, legsForBytes, writeLeg } from '../../fleet/leg.ts';
import type { Candidate } from '../../fleet/order.ts';
import { type PlannedLeg, planLegs } from '../../fleet/plan.ts';
import { pushSeen } from '../../fleet/pushed.ts';
import { readAtOf } from '../../fleet/records.ts';
import { findNewest, isUnchanged } from '../../fleet/survey.ts';
import type { GithubClient } from '../../github/client.ts';
import { GithubFailure } from '../../github/failure.ts';
import type { Inputs } from '../../inputs/inputs.ts';
import type { Deps } from '../shared/command.ts';
import { endpointOf } from '../shared/summary-history.ts';
import type { Vault } from '../vault/vault.ts';
import { type FleetAccount, type FleetGithub, joinWithVault, listAccount, refuseNothing, surveyOf } from './account.ts';

export interface FleetPlan {
  readonly fleet: FleetAccount;
  readonly legs: readonly PlannedLeg[];
  /** Repositories that cannot be backed up, with the reason. */
  readonly refused: readonly Refused[];
  /** Undefined: no limit is known. */
  readonly requestsLeft: number | undefined;
}

export interface Refused {
  readonly id: number;
  readonly name: string;
  /** Of another one. */
  readonly series: string;
  readonly why: string;
}

export async function makePlan(vault: Vault, github: FleetGithub, inputs: Inputs, deps: Deps): Promise<FleetPlan> {
  const client = github.client();
  deps.emit({ type: 'phase', name: 'List the repositories' });
  const listing = await listAccount(client, github.account, { withProperties: inputs.properties.length > 0 }, deps);
  deps.emit({ type: 'phase', name: 'Ask the vault what it knows of them' });
  const fleet = joinWithVault(listing, await surveyOf(vault.store, listing, deps), inputs, deps);
  refuseNothing(fleet);
  const refused = refusedOf(fleet, deps);
  const candidates = await candidatesOf(vault, client, fleet, deps);
  const requestsLeft = client.requestsLeft();
  const minLegs = legsNeeded(candidates, fleet.account.login);
  const now = vault.store.serverDate() ?? deps.now();
  const legs = planLegs(candidates, { legs: inputs.apply ? 1 : inputs.legs, minLegs, requestsLeft, now });
  return { fleet, legs, refused, requestsLeft };
}

/** Two repositories never share a series: the second one is a gap with a name. */
function refusedOf({ chosen, series }: FleetAccount, { emit }: Deps): FleetPlan['refused'] {
  const refused = chosen.flatMap(({ repository: { id, name }, excludedBy }) => {
    const { series: taken = '', refusal: why } = series.get(id) ?? {};
    return excludedBy !== undefined || why === undefined ? [] : [{ id, name, series: taken, why }];
  });
  for (const { name, why } of refused)
    emit({ type: 'warning', class: 'series-taken', message: `${name} cannot be backed up: ${why}.` });
  return refused;
}

async function candidatesOf(
  { store }: Vault,
  client: GithubClient,
  fleet: FleetAccount,
  { signal, emit }: Deps,
): Promise<readonly Candidate[]> {
  const { chosen, series, survey } = fleet;
  const wanted = chosen.flatMap(({ repository, excludedBy }) => {
    const own = series.get(repository.id);
    if (excludedBy !== undefined || own === undefined || own.refusal !== undefined) return [];
    return [{ repository, series: own.series, result: survey.state.results.get(repository.id) }];
  });
  const unknown = wanted.filter(({ result }) => result?.utc === undefined).map((each) => each.series);
  const newest = await findNewest(store, unknown, { roots: survey.roots, withParts: false, signal });
  const parents = new ParentFinder(client, fleet, emit);
  const found: Candidate[] = [];
  for (const { repository, series: name, result } of wanted) {
    const utc = result?.utc ?? newest.get(name)?.utc;
    // Of one that no leg has made, nothing is known to lack.
    const readAt = result?.utc === undefined ? utc : readAtOf(result);
    found.push({
      ...{ id: repository.id, name: repository.name, series: name, sizeKib: repository.sizeKib },
      ...{ newest: utc, readAt, pushed: pushSeen(result) },
      ...{ lastMs: result?.durationMs, isUnchanged: isUnchanged(result, repository) },
      ...(utc === undefined && repository.isFork ? await parents.of(repository) : {}),
    });
  }
  return found;
}

/** Forks whose parents one plan asks for. */
const PARENTS_ASKED = 100;

/** Finds the repository of the account that a fork is one of: its first backup may use the packs of that one. */
class ParentFinder {
  private asked = 0;
  private readonly client: GithubClient;
  private readonly fleet: FleetAccount;
  private readonly emit: Deps['emit'];

  constructor(client: GithubClient, fleet: FleetAccount, emit: Deps['emit']) {
    this.client = client;
    this.fleet = fleet;
    this.emit = emit;
  }

  async of({
    owner,
    name,
  }: {
    readonly owner: string;
    readonly name: string;
  }): Promise<Pick<Candidate, 'base' | 'after'>> {
    if (this.asked++ >= PARENTS_ASKED) return {};
    try {
      const { data } = await this.client.get('GET /repos/{owner}/{repo}', { owner, repo: name });
      const id = Number((data as { readonly parent?: { readonly id?: unknown } }).parent?.id);
      const parent = this.fleet.series.get(id);
      return parent === undefined || parent.refusal !== undefined ? {} : { base: parent.series, after: id };
    } catch (error) {
      if (!(error instanceof GithubFailure)) throw error;
      // Without it the first backup stores more, and lacks nothing.
      this.emit({ type: 'debug', message: `What ${name} is a fork of could not be read: ${error.message}` });
      return {};
    }
  }
}

/** So that no text of a leg is too long. */
function legsNeeded(candidates: readonly Candidate[], account: string): number {
  const text = writeLeg({ vault: '', account, leg: 1, of: 1, requests: undefined, queue: candidates });
  const bytes = Buffer.byteLength(text);
  return bytes < LEG_MAX_BYTES ? 1 : legsForBytes(bytes);
}

/** The leg that holds everything, for a run that makes all backups by itself. */
export function wholeLeg({ fleet, legs }: FleetPlan, inputs: Inputs, deps: Deps): Leg {
  const [only] = legs;
  return {
    ...{ vault: fingerprintOfInputs(inputs, deps), account: fleet.account.login, leg: 1, of: 1 },
    ...{ requests: only?.requests, queue: only?.queue ?? [] },
  };
}

export function fingerprintOfInputs(inputs: Inputs, { env }: Deps): string {
  return fingerprintOf({ bucket: inputs.bucket, prefix: inputs.prefix, endpointUrl: endpointOf(inputs, env) });
}
