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
  ['force', 'force: what is there is replaced'],
];
/** Names in a row. */
const SHOWN = 10;

/** What a push did, or would do; ref by ref where these were chosen. */
export function pushTables({ pushed, recreated }: PushReport, isApplied: boolean, isChosen: boolean): Table[] {
  const plan = '(nothing was sent: that needs apply: true)';
  return [
    ...(pushed === undefined ? [] : [pushTable(pushed, isApplied ? 'Pushed' : `What a push would do ${plan}`)]),
    ...(pushed === undefined || !isChosen ? [] : [refsTable(pushed)]),
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

const REFS_SHOWN = 100;
const OID_SHOWN = 12;

function refsTable({ steps }: Pushed): Table {
  const texts = new Map(ACTIONS);
  const short = (oid: string | undefined) => oid?.slice(0, OID_SHOWN) ?? '';
  return {
    title: 'Ref by ref',
    columns: { ref: 'text', 'in the snapshot': 'text', 'was there': 'text', action: 'text' },
    rows: steps
      .slice(0, REFS_SHOWN)
      .map(({ ref, to, from, action }) => [refText(ref), short(to), short(from), texts.get(action) ?? action]),
  };
}

function refText(ref: string): string {
  return Buffer.from(ref, 'latin1').toString();
}

function streamRows(what: string, { steps, others }: PushPlan): (string | number)[][] {
  const rows = ACTIONS.map(([action, text]) => {
    const refs = steps.filter((step) => step.action === action).map(({ ref }) => refText(ref));
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
