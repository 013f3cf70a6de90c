/** The tables that show a push. */
import type { Pushed, PushPlan } from '../../sources/repository/index.ts';
import type { PushReport } from './push.ts';
import type { Table } from '../../report/result.ts';

const ACTIONS: readonly (readonly [PushPlan['steps'][number]['action'], string])[] = [
  ['create', 'create'],
  ['update', 'update: fast-forward'],
  ['same', 'none: already the same'],
  ['ahead', 'none: has more there'],
  ['rewrite', 'none: is different there'],
];
/** Names in a row. */
const SHOWN = 10;

/** What a push did, or would do. */
export function pushTables({ pushed, recreated }: PushReport, isApplied: boolean): Table[] {
  const plan = '(nothing was sent: that needs apply: true)';
  return [
    ...(pushed === undefined ? [] : [pushTable(pushed, isApplied ? 'Pushed' : `What a push would do ${plan}`)]),
    ...(recreated === undefined
      ? []
      : [recreationTable(recreated, isApplied ? 'Made anew' : `What would be re-created ${plan}`)]),
  ];
}

function pushTable(pushed: Pushed, title: string): Table {
  const { wiki } = pushed;
  return {
    title,
    columns: { what: 'text', action: 'text', count: 'count', 'the first of them': 'text' },
    rows: [
      ...streamRows('refs', pushed),
      ...lfsRows(pushed.lfs),
      ...(typeof wiki === 'object' ? streamRows('refs of the wiki', wiki) : []),
      ...(wiki === 'absent' ? [['wiki', 'none: it has no wiki there', 1, '']] : []),
    ],
  };
}

function streamRows(what: string, { steps, others }: PushPlan): (string | number)[][] {
  const rows = ACTIONS.map(([action, text]) => {
    const refs = steps.filter((step) => step.action === action).map(({ ref }) => Buffer.from(ref, 'latin1').toString());
    return [what, text, refs.length, refs.slice(0, SHOWN).join(', ')];
  });
  return [...rows, [what, 'none: not in the snapshot', others, '']].filter(([, , count]) => count !== 0);
}

function lfsRows(lfs: Pushed['lfs']): (string | number)[][] {
  if (lfs === undefined) return [];
  if (lfs.refusal !== undefined) return [['LFS objects', 'none: refused by the server', 0, lfs.refusal]];
  const rows = [
    ['LFS objects', 'create', lfs.objects, `${lfs.bytes.toLocaleString('en')} bytes`],
    ['LFS objects', 'none: already the same', lfs.held, ''],
  ];
  return rows.filter(([, , count]) => count !== 0);
}

const RESULTS = {
  planned: 'create',
  created: 'created',
  kept: 'none: one of this name exists',
  skipped: 'none: cannot be created',
  failed: 'failed',
} as const;

function recreationTable(results: NonNullable<PushReport['recreated']>, title: string): Table {
  const groups = Map.groupBy(results, ({ kind, result }) => `${kind} ${result}`);
  return {
    title,
    columns: { kind: 'text', action: 'text', count: 'count', 'the first of them': 'text' },
    rows: [...groups.values()].flatMap((group) => {
      const [first] = group;
      if (first === undefined) return [];
      const shown = group.slice(0, SHOWN).map(({ name, why }) => (why === undefined ? name : `${name} (${why})`));
      return [[first.kind, RESULTS[first.result], group.length, shown.join(', ')]];
    }),
  };
}
