import { readFileSync } from 'node:fs';
import type { HistoryPoint, RunResult, Table } from '../../src/report/result.ts';
import { HoldfastError } from '../../src/base/errors.ts';
import { ProblemBook } from '../../src/report/problems.ts';
import { renderFailure, renderSummary, SUMMARY_MAX_BYTES } from '../../src/report/summary.ts';

const DAY_MS = 86_400_000;

function history(count: number): HistoryPoint[] {
  return Array.from({ length: count }, (_, day) => ({
    id: `20261101T020000Z-${String(day).padStart(12, '0')}${'f'.repeat(20)}`,
    time: new Date(Date.UTC(2026, 10, 1, 2) + day * DAY_MS),
    status: day === 1 ? ('partial' as const) : ('complete' as const),
    files: 1200 + day,
    bytes: 8_000_000 + day * 1000,
    storedBytes: day === 0 ? 3_100_000 : 40_000 + day * 10_000,
  }));
}

const result: RunResult = {
  mode: 'backup',
  status: 'complete',
  exitCode: 0,
  outputs: {},
  json: {},
  tables: [
    {
      title: 'Backup',
      columns: { What: 'text', Files: 'count', Size: 'bytes', Duration: 'duration' },
      rows: [
        ['in the snapshot', 1203, 8_003_000, undefined],
        ['new | <b>bold</b>', 38, 123_456, 4321],
      ],
    },
  ],
  summary: {
    title: 'Backup of acme/shop',
    verdict: 'complete',
    facts: {
      'In the snapshot': [[1203, 'count'], ' files, ', [8_003_000, 'bytes']],
      New: [[123_456, 'bytes'], ' of content'],
      'Newest proof': ['by verify, 3 h ago'],
    },
    text: '38 of 1,203 files are new.',
    restoreCommand:
      'holdfast restore --bucket acme-backups --prefix team/x --name acme/shop --version 000000000000 --path ./restored',
    vaultBytes: 60 * 2 ** 30,
    isAtAws: true,
    history: history(4),
  },
};

function problems(count = 2): ReturnType<ProblemBook['classes']> {
  const book = new ProblemBook();
  for (let index = 0; index < count; index++) {
    book.add({ type: 'notice', class: 'left-out', message: 'Left out: `.npmrc`.' });
    book.add({
      type: 'warning',
      class: 'unreadable-file',
      message: `Cannot read "<a href=x>${index}".`,
      fix: 'Give @runner the right.',
    });
  }
  return book.classes();
}

test('the summary of a backup: verdict and facts first, then warnings', () => {
  const golden = readFileSync(new URL('../fixtures/summary.md', import.meta.url), 'utf8');
  expect(renderSummary(result, problems())).toBe(golden);
});

test('a failure says what happened, why, and what to do', () => {
  const error = new HoldfastError({
    code: 'bucket-not-found',
    message: 'No bucket "x".',
    why: 'Why.',
    fix: 'Do *this*.',
  });
  expect(renderFailure('backup', error, [])).toBe(
    '## Holdfast: backup failed\n\n' +
      '> [!CAUTION]\n> **bucket-not-found**: No bucket &#34;x&#34;.<br>Why.<br>Do &#42;this&#42;.\n\n',
  );
});

test('it always fits, whatever is in it', () => {
  const row = ['|'.repeat(5000), 1, 2, 3];
  const huge: Table = { ...(result.tables[0] as Table), rows: Array.from({ length: 100_000 }, () => row) };
  const tables = Array.from({ length: 200 }, () => huge);
  const text = renderSummary({ ...result, tables, summary: { title: 'T', history: history(5000) } }, problems(5000));
  expect(Buffer.byteLength(text)).toBeLessThanOrEqual(SUMMARY_MAX_BYTES);
  expect(text).toContain('The rest did not fit');
});

test('a list shows its snapshots once, and a table without rows says so', () => {
  const tables = [{ title: 'Snapshots', columns: { id: 'text' } as const, rows: [] }];
  const text = renderSummary({ ...result, mode: 'list', tables, summary: { title: 'T', history: history(3) } }, []);
  expect(text).toContain('### Snapshots\n\nNone.');
  expect(text).not.toContain('Last snapshots');
  expect(text).toContain('xychart-beta');
});

test('an address in a column of links can be followed; what is none stays text', () => {
  const rows = [['https://docs.aws.amazon.com/a/b.html#c-d'], ['https://x.y/](javascript:z)'], [undefined]];
  const tables = [{ title: 'Findings', columns: { page: 'link' } as const, rows }];
  const text = renderSummary({ ...result, tables, summary: { title: 'T' } }, []);
  expect(text).toContain('| [see](https://docs.aws.amazon.com/a/b.html#c-d) |');
  expect(text).not.toContain('](javascript');
});

test('a small vault costs next to nothing, and says so', () => {
  const text = renderSummary({ ...result, summary: { title: 'T', vaultBytes: 1000, isAtAws: true } }, []);
  expect(text).toContain('0.98 KiB in the bucket: less than 0.01 USD a month');
});

test('another server than AWS has no price that is known here', () => {
  const text = renderSummary({ ...result, summary: { title: 'T', vaultBytes: 2 ** 40 } }, []);
  expect(text).toContain('This snapshot needs 1.00 TiB in the bucket.');
  expect(text).not.toContain('USD');
});

test('ids are short in tables, and in full once, in a block that is closed', () => {
  const text = renderSummary(result, []);
  const [open = '', folded = ''] = text.split('<details>');
  for (const { id } of history(4)) {
    expect(open).not.toContain(id);
    expect(folded.split(id)).toHaveLength(2);
  }
  expect(text).toContain('| 000000000003 | 2026-11-04');
});

test.each([
  ['complete', {}, 'done'],
  ['complete', { applied: false }, 'a plan, nothing was changed'],
  ['failed', {}, 'failed'],
  ['partial', {}, 'partial'],
] as const)('a verdict that follows from the status %s and %j', (status, outputs, verdict) => {
  const text = renderSummary({ ...result, mode: 'prune', status, outputs, summary: { title: 'Prune of x' } }, []);
  expect(text).toMatch(new RegExp(`^## Prune of x&#58; ${verdict}\\n|^## Prune of x: ${verdict}\\n`));
});

test('the axis of the chart begins at zero, and its labels differ', () => {
  const steady = history(3).map((point) => ({ ...point, storedBytes: 1_000_000 }));
  const chart = renderSummary({ ...result, summary: { title: 'T', history: steady } }, []);
  expect(chart).toContain('y-axis "KiB" 0 --> 976.563');
  const sameDay = history(20).map((point, index) => ({ ...point, time: new Date(Date.UTC(2026, 10, 1, index)) }));
  const labels = /x-axis \[(.*)\]/.exec(
    renderSummary({ ...result, summary: { title: 'T', history: sameDay } }, []),
  )?.[1];
  expect(new Set(labels?.split(', ')).size).toBe(20);
});

test('a command that could end its block is left out', () => {
  const text = renderSummary({ ...result, summary: { title: 'T', restoreCommand: 'holdfast ```\n# x' } }, []);
  expect(text).not.toContain('# x');
});

test('a table with two columns of sentences becomes a list, which needs no sideways scrolling', () => {
  const words = 'why it is as it is, '.repeat(5).trim();
  const tables = [
    {
      title: 'Findings',
      columns: { what: 'text', snapshot: 'text', details: 'text', 'what to do': 'text' } as const,
      rows: [['object-missing', history(1)[0]?.id, words, `*${words}`]],
    },
  ];
  const text = renderSummary({ ...result, tables, summary: { title: 'T' } }, []);
  expect(text).toContain(
    `### Findings\n\n- **object-missing**; snapshot: 000000000000\n  - details: ${words}\n  - what to do: &#42;${words}\n`,
  );
});
