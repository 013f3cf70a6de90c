/** Opens a vault with its credentials, connection and series, and finds the wanted snapshot. */
import { firstOf } from '../../base/text.ts';
import { createCredentials, type Credentials } from '../../aws/credentials/credentials.ts';
import { isAwsEndpoint } from '../../aws/credentials/partition.ts';
import { explainingStore } from '../../aws/provider/refused-puts.ts';
import { createNetwork } from '../../net/network.ts';
import { connectS3, type S3Connection } from '../../aws/s3/client.ts';
import { HoldfastError } from '../../base/errors.ts';
import { isOwnServer } from '../../base/github-server.ts';
import type { Inputs } from '../../inputs/inputs.ts';
import { nearest } from '../../inputs/nearest.ts';
import { type InputName, type Mode, specOf } from '../../inputs/schema.ts';
import { findSnapshot, onlyUnreadable, type FoundSnapshot, type UnreadSnapshot } from '../../vault/read/selectors.ts';
import { listSeries, newestSnapshots, readHeaders, repositoryIdOf } from '../../vault/read/snapshots.ts';
import { refuseBesideSealed } from '../../vault/backup/mixed-series.ts';
import { withKeys } from '../../vault/seal/keyed-store.ts';
import { wrappedFingerprint } from '../../vault/seal/keys.ts';
import { countingStore, type Traffic } from '../../store/counting.ts';
import { storeOver } from '../../aws/s3/store.ts';
import type { Store } from '../../store/store.ts';
import type { Deps } from '../shared/command.ts';
import { readWorkflowContext, type WorkflowContext } from '../../github/workflow-context.ts';
import { heldKeys } from './held-keys.ts';
import { tellOfHidden } from './hidden.ts';
import { endpointOf } from '../shared/summary-history.ts';
import { defaultName, planSeries, type SeriesPlan } from './series.ts';

export interface Vault {
  readonly store: Store;
  readonly connection: S3Connection;
  readonly credentials: Credentials;
  readonly traffic: () => Traffic;
  readonly workflow: WorkflowContext | undefined;
  /** undefined if no series was named and none can be guessed; then only the vault as a whole can be looked at. */
  readonly plan: SeriesPlan | undefined;
}

/** The vault that the inputs name, with credentials for what the mode does and nothing more. */
export async function openVault(inputs: Inputs, deps: Deps): Promise<Vault> {
  const { env, emit, signal } = deps;
  const workflow = readWorkflowContext(env);
  const plan = seriesOf(inputs, deps, workflow);
  const endpointUrl = endpointOf(inputs, env);
  const network = deps.leg?.network ?? createNetwork({ emit }, env);
  const credentials = createCredentials(
    {
      ...{ ...inputs, endpointUrl, series: plan === undefined ? undefined : [plan.series] },
      wrappedKey: wrappedFingerprint(inputs.vaultKey ?? ''),
    },
    { env, network, emit, signal, now: deps.now, mask: deps.mask },
  );
  const connection = connectS3(
    {
      bucket: inputs.bucket,
      prefix: inputs.prefix,
      region: credentials.region,
      endpointUrl,
      forcePathStyle: inputs.forcePathStyle,
      expectedBucketOwner: await credentials.bucketOwner(),
      encryption: { mode: inputs.encryption, kmsKeyId: inputs.kmsKeyId },
      useFips: inputs.useFipsEndpoint,
    },
    { credentials: credentials.provider, requestHandler: network.requestHandler, emit },
  );
  const store = storeOver(connection);
  const isAws = endpointUrl === undefined || isAwsEndpoint(endpointUrl);
  const counted = countingStore(isAws ? store : explainingStore(store, connection));
  return {
    store: withKeys(counted.store, await heldKeys(counted.store, credentials, inputs, deps)),
    traffic: counted.traffic,
    ...{ connection, credentials, workflow, plan },
  };
}

/** Modes that can look at the vault as a whole. */
const WITHOUT_SERIES: readonly Mode[] = ['list', 'browse', 'setup', 'audit', 'keys'];

function seriesOf(inputs: Inputs, deps: Deps, workflow: WorkflowContext | undefined): SeriesPlan | undefined {
  if (inputs.mode === 'fleet' || inputs.mode === 'coverage') return undefined;
  if (inputs.name !== undefined) return planSeries(inputs.name, workflow, inputs.trust, inputs.base);
  try {
    return planSeries(defaultName(inputs, deps.env), workflow, inputs.trust, inputs.base);
  } catch (error) {
    if (WITHOUT_SERIES.includes(inputs.mode) || inputs.allSeries) return undefined;
    throw error;
  }
}

/**
 * The name of the series that the repository of this run has under a former name: a default name holds the repository's, which
 * can change, and its id cannot. One LIST of all roots, and a header a series: only for a series that has no snapshot
 * yet.
 */
export async function formerName(
  { store, workflow }: Vault,
  inputs: Inputs,
  { emit, signal, env }: Deps,
): Promise<string | undefined> {
  const { name, source } = inputs;
  if (name !== undefined || workflow === undefined || workflow.repositoryId === '') return undefined;
  if (!isOfOwnRepository(inputs, workflow, env)) return undefined;
  const candidates = (await listSeries(store, signal))
    .filter(
      ({ series, newest }) => series.split('/').length === 3 && series.endsWith(`/${source}`) && newest.timeTrusted,
    )
    .map(({ newest }) => newest)
    .sort((a, b) => b.utc.getTime() - a.utc.getTime());
  for await (const found of readHeaders(store, candidates, signal)) {
    if (!('header' in found) || repositoryIdOf(found.header) !== workflow.repositoryId) continue;
    if (found.header.source.kind !== source) continue;
    const message = `The repository was renamed: its snapshots are in series ${found.series}.`;
    emit({ type: 'notice', class: 'renamed-repository', message, fix: `Give it as name: ${found.series}.` });
    return found.series;
  }
  return undefined;
}

/** Whether this run is about the repository of its workflow, whose id it knows. */
function isOfOwnRepository(
  { repository, githubServerUrl }: Inputs,
  workflow: WorkflowContext,
  env: Deps['env'],
): boolean {
  const isNamed = repository === undefined || repository.toLowerCase() === workflow.repository.toLowerCase();
  return isNamed && isOwnServer(githubServerUrl, env);
}

/**
 * Where to look for what the inputs mean: the run's own series, the one that it builds on, those under a former name.
 */
export async function* seriesInOrder(vault: Vault, inputs: Inputs, deps: Deps): AsyncGenerator<string> {
  const present = plannedSeries(vault);
  yield present.series;
  if (present.base !== undefined) yield present.base;
  const name = await formerName(vault, inputs, deps);
  if (name === undefined) return;
  const former = planSeries(name, vault.workflow, inputs.trust, inputs.base);
  yield former.series;
  if (former.base !== undefined) yield former.base;
}

/** For the modes that always have one. */
export function plannedSeries({ plan }: Vault): SeriesPlan {
  if (plan === undefined) throw new Error('this mode has a series always');
  return plan;
}

/**
 * The snapshot that `version` picks, in the first series that has one: see `seriesInOrder`.
 *
 * @param isNeeded whether a part of the snapshot needs to be complete; all of them without
 * @throws no-snapshot, unless `if-no-snapshot` says otherwise: then undefined; newest-unreadable, newer-format,
 *   access-denied, object-archived if it may be one that cannot be read, whatever `if-no-snapshot` says
 */
export async function pickSnapshot(
  vault: Vault,
  inputs: Inputs,
  deps: Deps,
  selectors: readonly string[],
  isNeeded?: (part: string) => boolean,
): Promise<FoundSnapshot | undefined> {
  const unread: UnreadSnapshot[] = [];
  const options = {
    now: deps.now(),
    onUnread: (each: UnreadSnapshot) => unread.push(each),
    allowPartial: inputs.allowPartial,
    allowOlder: inputs.allowOlder,
    emit: deps.emit,
    signal: deps.signal,
    ...(isNeeded && { isNeeded }),
  };
  for await (const candidate of seriesInOrder(vault, inputs, deps)) {
    const found = await findSnapshot(vault.store, candidate, selectors, options);
    if (found === undefined) continue;
    // If a snapshot is named by its id, a newer one that is gone does not matter.
    if (!found.explicit)
      await Promise.all([
        refuseBesideSealed(vault.store, found.info, deps.signal),
        tellOfHidden(vault, candidate, found.info.id, deps),
      ]);
    return found;
  }
  if (unread.length > 0) throw onlyUnreadable(unread);
  await tellOfHidden(vault, plannedSeries(vault).series, undefined, deps);
  const error = await noSnapshot(vault, inputs, deps, selectors);
  if (inputs.ifNoSnapshot === 'fail') throw error;
  const { code, message, why, fix } = error;
  if (inputs.ifNoSnapshot === 'warn') deps.emit({ type: 'warning', class: code, message, why, fix });
  return undefined;
}

/** A missing series is a different mistake from a selector that matches nothing. Both errors list what exists. */
async function noSnapshot(
  vault: Vault,
  inputs: Inputs,
  deps: Deps,
  selectors: readonly string[],
): Promise<HoldfastError> {
  const { series } = plannedSeries(vault);
  const place = `s3://${inputs.bucket}${inputs.prefix === '' ? '' : `/${inputs.prefix}`}`;
  const newest = await newestSnapshots(vault.store, series, NAMED_SNAPSHOTS, deps.now(), deps.signal);
  const takes = (name: InputName): boolean => specOf(name).modes.includes(inputs.mode);
  const firstRun = takes('if-no-snapshot') ? ' For a first run: `if-no-snapshot: warn`.' : '';
  if (newest.length === 0) {
    return new HoldfastError({
      code: 'no-snapshot',
      message: `There is no snapshot of a series ${series} in ${place}.`,
      why: await seriesThere(vault, series, deps),
      fix: `Check bucket, prefix and name; mode list without a name shows which series there are. If snapshots were deleted, mode repair shows what can be recovered.${firstRun}`,
    });
  }
  const partial =
    takes('allow-partial') && !inputs.allowPartial ? ' `allow-partial: true` lets partial ones count.' : '';
  const rule = inputs.allowPartial ? '' : 'Only complete snapshots count, unless one is picked by its id. ';
  return new HoldfastError({
    code: 'no-snapshot',
    message: `Series ${series} in ${place} has no snapshot that matches ${selectors.join(', ') || 'latest'}.`,
    why: `${rule}The newest are: ${newest
      .slice(0, NAMED_SNAPSHOTS)
      .map(({ id }) => id)
      .join(', ')}.`,
    fix: `Mode list with this name shows what is there.${partial}${firstRun}`,
  });
}

/** Named in an error. */
const NAMED_SNAPSHOTS = 3;
const NAMED_SERIES = 10;

/** The series of the vault, the most similar name first; undefined where the role may not list them. */
async function seriesThere(
  { store }: Vault,
  wanted: string,
  { signal }: Pick<Deps, 'signal'>,
): Promise<string | undefined> {
  try {
    const names = (await listSeries(store, signal)).map(({ series }) => series);
    if (names.length === 0) return 'There is no snapshot of any series: the vault is empty.';
    const close = nearest(wanted, names);
    const sorted = close === undefined ? names : [close, ...names.filter((name) => name !== close)];
    const meant = close === undefined ? '' : ` Did you mean ${close}?`;
    return `There ${names.length === 1 ? 'is' : 'are'}: ${firstOf(sorted, NAMED_SERIES)}.${meant}`;
  } catch (error) {
    if (error instanceof HoldfastError && error.code === 'access-denied') return undefined;
    throw error;
  }
}
