/** Mode browse: a vault as static pages in a folder. */
import { collectSeries, type CollectDeps, latestTime } from '../browse/collect.ts';
import { type FleetView, isBroken, saidOf, type SeriesView, type VaultView } from '../browse/model.ts';
import { SiteBuilder } from '../browse/site.ts';
import { checkFolder, SiteWriter } from '../browse/write.ts';
import type { HoldfastError } from '../base/errors.ts';
import { counted } from '../base/text.ts';
import { readCoverages } from '../fleet/records.ts';
import type { Inputs } from '../inputs/inputs.ts';
import type { CommandResult } from '../report/result.ts';
import { isUnreadable, unreadableKind } from '../vault/read/damage.ts';
import { listSeries } from '../vault/read/snapshots.ts';
import { type Fields, jsonRows, tableOf } from '../report/fields.ts';
import { refsOf } from './repository/refs.ts';
import type { Deps } from './shared/command.ts';
import { namedPath } from './shared/named-path.ts';
import { isAtAws, placeOf } from './shared/summary-history.ts';
import { openVault, type Vault } from './vault/vault.ts';

/** Pages of the series that is named, or of all series. */
export async function browse(inputs: Inputs, deps: Deps): Promise<CommandResult> {
  const folder = namedPath(inputs.out, deps);
  await checkFolder(folder);
  const vault = await openVault(inputs, deps);
  const listed = await listedSeries(vault, inputs, deps);
  const fleet = inputs.name === undefined ? await fleetOf(vault, deps) : { coverages: [], problems: [] };
  const view: VaultView = {
    place: placeOf(inputs, deps),
    asOf: await asOfOf(vault, inputs, listed, fleet, deps),
    isAtAws: isAtAws(inputs, deps),
  };
  const writer = await SiteWriter.open(folder);
  const read = new Tally();
  try {
    const site = new SiteBuilder(view, inputs.singleFile, writer);
    for (const { series } of listed) {
      const found = await collectSeries(series, inputs.history, collectDeps(vault, deps));
      if (found === undefined) continue;
      read.add(found);
      await site.add(found);
    }
    read.throwIfNothing();
    await site.finish(fleet);
    await writer.commit();
  } catch (error) {
    await writer.discard();
    throw error;
  }
  const { pages, bytes } = writer;
  return resultOf(read, fleet, { folder, pages, bytes, series: read.series });
}

/** What was read of all series together. */
class Tally {
  series = 0;
  /** Series of which something as a whole is not known. */
  unknown = 0;
  broken = 0;
  #isAnyRead = false;
  #forbidden: HoldfastError | undefined;

  add({ snapshots, problems }: SeriesView): void {
    this.series++;
    if (problems.length > 0) this.unknown++;
    this.broken += snapshots.filter(isBroken).length;
    this.#isAnyRead ||= snapshots.some((each) => saidOf(each) !== undefined);
    const errors = [...problems.map(({ error }) => error), ...snapshots.map(({ problem }) => problem)];
    this.#forbidden ??= errors.find((error) => unreadableKind(error) === 'forbidden');
  }

  /** These credentials are the wrong ones: pages that say so of each snapshot would help nobody. */
  throwIfNothing(): void {
    if (!this.#isAnyRead && this.#forbidden !== undefined) throw this.#forbidden;
  }
}

function resultOf(read: Tally, { problems }: FleetView, made: Made): CommandResult {
  const { series, broken, unknown } = read;
  const lacking = [
    ...(broken === 0 ? [] : [`${counted(broken, 'snapshot')} cannot be read.`]),
    ...(unknown === 0 ? [] : [`Of ${counted(unknown, 'series', 'series')} snapshots or marks cannot be listed.`]),
    ...problems,
  ];
  return {
    status: series === 0 ? 'not-found' : lacking.length > 0 ? 'partial' : 'complete',
    outputs: { found: series > 0, path: made.folder },
    tables: [tableOf('Pages', MADE_FIELDS, [made])],
    summary: {
      title: 'Pages of this vault',
      facts: {
        Series: [[series, 'count']],
        Pages: [[made.pages, 'count']],
        Size: [[made.bytes, 'bytes']],
      },
      ...(lacking.length > 0 && { text: `${lacking.join(' ')} The pages say why.` }),
    },
    json: jsonRows(MADE_FIELDS, [made])[0],
  };
}

interface Made {
  readonly folder: string;
  readonly pages: number;
  readonly bytes: number;
  readonly series: number;
}

const MADE_FIELDS: Fields<Made> = {
  folder: { kind: 'path', value: ({ folder }) => folder },
  series: { kind: 'count', value: ({ series }) => series },
  pages: { kind: 'count', value: ({ pages }) => pages },
  bytes: { kind: 'bytes', title: 'size', value: ({ bytes }) => bytes },
};

interface ListedSeries {
  readonly series: string;
  /** Of the newest snapshot, whether it counts or not; undefined: not known. */
  readonly newestAt: Date | undefined;
}

async function listedSeries({ store }: Vault, { name }: Inputs, { signal }: Deps): Promise<readonly ListedSeries[]> {
  if (name !== undefined) return [{ series: name, newestAt: undefined }];
  return (await listSeries(store, signal)).map(({ series, newest }) => ({ series, newestAt: newest.utc }));
}

function collectDeps({ store }: Vault, { emit, signal }: Deps): CollectDeps {
  return {
    store,
    signal,
    refsOf: (snapshot) => refsOf(snapshot),
    onRead: (series, doneItems, totalItems) =>
      emit({ type: 'progress', what: `read ${series}`, doneBytes: 0, totalBytes: undefined, doneItems, totalItems }),
  };
}

/** The pages of the series are worth having without, and say what is missing. */
async function fleetOf({ store }: Vault, { emit, now, signal }: Deps): Promise<FleetView> {
  try {
    const { coverages, damaged } = await readCoverages(store, store.serverDate() ?? now(), signal);
    const why = 'The coverage that the pages show may be an older one.';
    for (const key of damaged)
      emit({
        type: 'warning',
        class: 'fleet-record-damaged',
        message: `${key} is no record of a fleet, and was passed over.`,
        why,
        fix: 'Delete this one object.',
      });
    const count = counted(damaged.length, 'record of a fleet is', 'records of a fleet are');
    return { coverages, problems: damaged.length === 0 ? [] : [`${count} damaged, and passed over. ${why}`] };
  } catch (error) {
    if (!isUnreadable(error)) throw error;
    const message = 'The coverage of a fleet is not shown: its records below v1/state/fleet/ cannot be read.';
    emit({ type: 'warning', class: 'fleet-not-shown', message, why: error.message });
    return { coverages: [], problems: [`${message} ${error.message}`] };
  }
}

/**
 * The pages tell no other time than one that the vault or a person says: so the same vault gives the same pages. Series are looked
 * into from the one with the newest snapshot on, until no other one can have a newer one that counts: most often one alone.
 */
async function asOfOf(
  { store }: Vault,
  { asOf }: Inputs,
  listed: readonly ListedSeries[],
  { coverages }: FleetView,
  { signal }: Deps,
): Promise<Date> {
  if (asOf !== undefined) return new Date(asOf);
  let last = coverages.reduce((newest, { utc }) => Math.max(newest, utc.getTime()), 0);
  const timeOf = ({ newestAt }: ListedSeries): number => newestAt?.getTime() ?? Infinity;
  for (const each of listed.toSorted((a, b) => timeOf(b) - timeOf(a))) {
    if (timeOf(each) <= last) break;
    last = Math.max(last, (await latestTime(store, each.series, signal))?.getTime() ?? 0);
  }
  return new Date(last);
}
