/** What pages are made of in tests. */
import { collectSeries } from '../../src/browse/collect.ts';
import type { VaultView } from '../../src/browse/model.ts';
import type { FoundCoverage } from '../../src/fleet/records.ts';
import { listSnapshots } from '../../src/vault/read/snapshots.ts';
import { writeMark } from '../../src/vault/read/marks.ts';
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

/** One series of three nights whose names are hostile, and a coverage that knows more of them. */
export async function madeView(): Promise<VaultView> {
  const { store } = memoryStore(() => NIGHT);
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
      header: { status: 'partial', anomaly: '<i>lost</i>', labels: ['v1'] },
    },
  ];
  const ids = await makeHistory(store, SERIES, made);
  const snapshot = { series: SERIES, id: ids[0] ?? '' };
  await writeMark(store, snapshot, 'verified', at(60), { level: 'restore' });
  await writeMark(store, snapshot, 'hold', at(61), { reason: '<u>audit</u>' });
  const infos = await listSnapshots(store, SERIES, undefined);
  const view = await collectSeries(SERIES, infos, 0, {
    store,
    signal: new AbortController().signal,
    refsOf: ({ root }) => ({ HEAD: 'refs/heads/main', 'refs/heads/<s>': root.id }),
    onRead: () => undefined,
  });
  return {
    place: { bucket: 'acme-backups', prefix: '' },
    asOf: NIGHT,
    isAtAws: true,
    series: [view],
    coverages: [COVERAGE],
  };
}
