/** What pages are made of in tests. */
import { type CollectDeps, collectSeries } from '../../src/browse/collect.ts';
import type { FleetView, SeriesView, SnapshotView, VaultView } from '../../src/browse/model.ts';
import { SiteBuilder } from '../../src/browse/site.ts';
import { SiteWriter } from '../../src/browse/write.ts';
import type { FoundCoverage } from '../../src/fleet/records.ts';
import type { Store } from '../../src/store/store.ts';
import type { SealedFacts } from '../../src/vault/format/sealed-root.ts';
import { writeMark } from '../../src/vault/read/marks.ts';
import { faultyStore } from '../support/faulty-store.ts';
import { type Change, makeHistory, type MadeSnapshot } from '../support/made-history.ts';
import { memoryStore } from '../support/memory-store.ts';

const SERIES = 'acme/shop/repository';
const HOSTILE = [
  '</td><script>document.title="owned"</script>',
  '<img src=x onerror=alert(1)>',
  'a\u202egnp.exe',
  "it's",
  '-rf',
  'a b',
  'two  spaces',
];
const NIGHT = new Date('2026-11-20T01:00:00Z');

const COVERAGE: FoundCoverage = {
  utc: new Date(NIGHT.getTime() + 3600_000),
  record: {
    format: 'holdfast-fleet/1',
    kind: 'coverage',
    account: 'acme',
    results: [
      { id: 2, name: 'shop', series: SERIES, state: 'covered', utc: NIGHT },
      { id: 3, name: 'infra', series: 'acme/infra/repository', state: 'never', why: '<img src=x> javascript:\u202e' },
      { id: 4, name: 'old', series: 'acme/old/repository', state: 'excluded', why: 'archived' },
    ],
    gone: [{ id: 1, series: 'acme/gone/repository', name: 'tools', since: NIGHT, movedTo: 'other/<b>' }],
  },
};

export interface MadeVault {
  readonly view: VaultView;
  readonly series: readonly SeriesView[];
  readonly fleet: FleetView;
}

const REFS: Readonly<Record<string, string>> = {
  HEAD: 'refs/heads/main',
  'refs/heads/<s>': 'a'.repeat(40),
  'refs/heads/"\'><img src=x onerror=alert(1)>': 'b'.repeat(40),
  'refs/tags/a\u202egnp': '<b>c</b>',
  [`refs/heads/${'long'.repeat(200)}`]: 'd'.repeat(40),
};

const LABELS = ['v1', '<i>label</i>', 'x\ny\u2066', 'label'.repeat(300)];

function collectDeps(store: Store): CollectDeps {
  return {
    store,
    signal: new AbortController().signal,
    refsOf: ({ root }) => ({ ...REFS, 'refs/heads/moves': root.id }),
    onRead: () => undefined,
  };
}

/** Three nights with hostile names, labels and refs, of which marks tell hostile reasons. */
async function fillSeries(store: Store, series: string): Promise<void> {
  const first = [...HOSTILE, 'docs/a.md', 'docs/b.md'].map((path): Change => [path, { size: 10, version: 1 }]);
  const at = (seconds: number): Date => new Date(NIGHT.getTime() + seconds * 1000);
  const made: MadeSnapshot[] = [
    { time: at(0), changes: [...first, ['link', { target: '<b>' }]] },
    {
      time: at(1),
      changes: [
        ['docs/a.md', { size: 4000, version: 2 }],
        ['docs/b.md', undefined],
      ],
    },
    {
      time: at(2),
      changes: [['docs/c.md', { size: 1, version: 1 }]],
      header: { status: 'partial', anomaly: '<i>lost</i>', labels: LABELS },
    },
  ];
  const ids = await makeHistory(store, series, made);
  const snapshot = { series, id: ids[0] ?? '' };
  await writeMark(store, snapshot, 'verified', at(60), { level: 'restore' });
  await writeMark(store, snapshot, 'hold', at(61), { reason: '<u>audit</u>' });
}

/** Several series of which one has hostile names, one cannot be read in part, one not at all, and a coverage that knows more of them. */
export async function madeView(): Promise<MadeVault> {
  const { store } = memoryStore(() => NIGHT);
  const names = [SERIES, 'acme/Shop/repository', '-rf/x', `acme/${'long-name.'.repeat(19)}x`];
  for (const name of [...names, 'acme/torn/files', 'acme/closed/files']) await fillSeries(store, name);
  const faulty = faultyStore(store, [
    { verb: 'get', key: /^v1\/roots\/acme\/torn\/files\//, after: 2, fault: 'denied' },
    { verb: 'list', key: /^v1\/marks\/acme\/closed\//, fault: 'denied' },
  ]);
  const found: SeriesView[] = [];
  for (const name of [...names, 'acme/torn/files', 'acme/closed/files']) {
    const one = await collectSeries(name, 400, collectDeps(faulty));
    if (one !== undefined) found.push(one);
  }
  found.push(sealedOf(found[0] as SeriesView));
  return {
    view: { place: { bucket: 'acme-backups', prefix: '' }, asOf: NIGHT, isAtAws: true },
    series: found,
    fleet: { coverages: [COVERAGE], problems: ['1 record of a <b>fleet</b> is damaged, and passed over.'] },
  };
}

/** As a sealed series looks to somebody without its key. */
function sealedOf(open: SeriesView): SeriesView {
  const snapshots = open.snapshots.map(({ info, facts }): SnapshotView => ({
    ...{ info: { ...info, series: 'acme/sealed/files' }, facts },
    sealed: { status: 'complete', labels: ['v2'], anomaly: 'an anomaly was found' } as unknown as SealedFacts,
  }));
  const none = { newest: undefined, refs: undefined, files: [], gone: [] };
  return { ...open, series: 'acme/sealed/files', snapshots, latest: snapshots[0], ...none };
}

/** A page by its file name. */
export type Site = readonly { readonly name: string; readonly content: string }[];

/** The pages in memory. */
export async function renderSite({ view, series, fleet }: MadeVault, isSingle: boolean): Promise<Site> {
  const spools = new Map<string, string>();
  const site: { name: string; content: string }[] = [];
  const builder = new SiteBuilder(view, isSingle, {
    append: async (spool, text) => void spools.set(spool, `${spools.get(spool) ?? ''}${text}`),
    put: async (name, pieces) => {
      const texts = pieces.map((piece) => (typeof piece === 'string' ? piece : (spools.get(piece.spool) ?? '')));
      site.push({ name, content: texts.join('') });
    },
  });
  for (const each of series) await builder.add(each);
  await builder.finish(fleet);
  return site;
}

/** The pages on the disk. */
export async function writeSite(folder: string, { view, series, fleet }: MadeVault, isSingle: boolean): Promise<void> {
  const writer = await SiteWriter.open(folder);
  const builder = new SiteBuilder(view, isSingle, writer);
  for (const each of series) await builder.add(each);
  await builder.finish(fleet);
  await writer.commit();
}
