/** Mode browse: a vault as static pages in a folder. */
import { collectSeries } from '../browse/collect.ts';
import type { SeriesView, VaultView } from '../browse/model.ts';
import { renderSite } from '../browse/site.ts';
import { checkFolder, writeSite } from '../browse/write.ts';
import { HoldfastError } from '../base/errors.ts';
import { counted } from '../base/text.ts';
import { type FoundCoverage, readCoverages } from '../fleet/records.ts';
import type { Inputs } from '../inputs/inputs.ts';
import type { CommandResult } from '../report/result.ts';
import { listSeries, listSnapshots } from '../vault/read/snapshots.ts';
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
  const series: SeriesView[] = [];
  for (const name of await namesOf(vault, inputs, deps)) {
    const view = await readSeries(vault, name, inputs, deps);
    if (view !== undefined) series.push(view);
  }
  const coverages = inputs.name === undefined ? await coveragesOf(vault, deps) : [];
  const view: VaultView = {
    place: placeOf(inputs, deps),
    asOf: asOfOf(inputs, series, coverages),
    isAtAws: isAtAws(inputs, deps),
    series,
    coverages,
  };
  const site = renderSite(view, inputs.singleFile);
  await writeSite(folder, site);
  const bytes = site.reduce((sum, { content }) => sum + Buffer.byteLength(content), 0);
  const unread = series.flatMap(({ snapshots }) => snapshots).filter(({ problem }) => problem !== undefined);
  const made: Made = { folder, pages: site.length, bytes, series: series.length };
  return {
    status: series.length === 0 ? 'not-found' : unread.length > 0 ? 'partial' : 'complete',
    outputs: { found: series.length > 0, path: folder },
    tables: [tableOf('Pages', MADE_FIELDS, [made])],
    summary: {
      title: 'Pages of this vault',
      facts: { Series: [[series.length, 'count']], Pages: [[site.length, 'count']], Size: [[bytes, 'bytes']] },
      ...(unread.length > 0 && { text: `${counted(unread.length, 'snapshot')} cannot be read: the pages say why.` }),
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

async function namesOf({ store }: Vault, { name }: Inputs, { signal }: Deps): Promise<readonly string[]> {
  return name === undefined ? (await listSeries(store, signal)).map(({ series }) => series) : [name];
}

async function readSeries(
  { store }: Vault,
  name: string,
  { history }: Inputs,
  { emit, signal }: Deps,
): Promise<SeriesView | undefined> {
  const all = await listSnapshots(store, name, undefined, signal);
  if (all.length === 0) return undefined;
  const shown = all.slice(0, history);
  return collectSeries(name, shown, all.length - shown.length, {
    store,
    signal,
    refsOf: (snapshot) => refsOf(snapshot),
    onRead: (series, doneItems, totalItems) =>
      emit({ type: 'progress', what: `read ${series}`, doneBytes: 0, totalBytes: undefined, doneItems, totalItems }),
  });
}

/** None, where these credentials may not read them: the pages of the series are worth having without. */
async function coveragesOf({ store }: Vault, { emit, now, signal }: Deps): Promise<readonly FoundCoverage[]> {
  try {
    const { coverages, damaged } = await readCoverages(store, store.serverDate() ?? now(), signal);
    for (const key of damaged)
      emit({
        type: 'warning',
        class: 'fleet-record-damaged',
        message: `${key} is no record of a fleet, and was passed over.`,
        why: 'The coverage that the pages show may be an older one.',
        fix: 'Delete this one object.',
      });
    return coverages;
  } catch (error) {
    if (!(error instanceof HoldfastError && error.code === 'access-denied')) throw error;
    emit({
      type: 'warning',
      class: 'fleet-not-shown',
      message: 'The coverage of a fleet is not shown: these credentials may not read v1/state/fleet/.',
      why: error.message,
    });
    return [];
  }
}

/** The pages tell no other time than one that the vault or a person says: so the same vault gives the same pages. */
function asOfOf({ asOf }: Inputs, series: readonly SeriesView[], coverages: readonly FoundCoverage[]): Date {
  if (asOf !== undefined) return new Date(asOf);
  const times = series.flatMap(({ latest }) => latest?.info.utc.getTime() ?? []);
  return new Date(Math.max(0, ...times, ...coverages.map(({ utc }) => utc.getTime())));
}
