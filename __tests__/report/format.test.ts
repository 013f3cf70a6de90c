import fc from 'fast-check';
import { type Table, textColumns } from '../../src/report/result.ts';
import {
  formatBytes,
  formatCount,
  formatDuration,
  formatLimit,
  formatShare,
  formatTime,
} from '../../src/report/format.ts';
import { renderTable } from '../../src/report/tables.ts';

test.each([
  [0, '0 B'],
  [999, '999 B'],
  [1000, '0.98 KiB'],
  [1024, '1.00 KiB'],
  [1536, '1.50 KiB'],
  [1024 * 1024 - 1, '1.00 MiB'],
  [12.5 * 2 ** 20, '12.5 MiB'],
  [125 * 2 ** 30, '125 GiB'],
  [2 ** 60, '1024 PiB'],
])('%d bytes', (bytes, text) => expect(formatBytes(bytes)).toBe(text));

test.each([
  [0, '0 ms'],
  [999, '999 ms'],
  [1000, '1.0 s'],
  [59_949, '59.9 s'],
  [59_960, '1 min 00 s'],
  [245_000, '4 min 05 s'],
  [3_599_400, '59 min 59 s'],
  [7_380_000, '2 h 03 min'],
])('%d ms', (ms, text) => expect(formatDuration(ms)).toBe(text));

test.each([
  [30 * 86_400, '30 days'],
  [86_400, '1 day'],
  [36 * 3600, '36 h'],
  [5400, '1 h 30 min'],
])('a limit of %d s', (seconds, text) => expect(formatLimit(seconds)).toBe(text));

test('counts, shares and times', () => {
  expect([0, 999, 1000, 1_234_567].map(formatCount)).toEqual(['0', '999', '1,000', '1,234,567']);
  expect(formatShare(0.126)).toBe('13 %');
  expect(formatTime(new Date('2026-11-23T01:02:03.456Z'))).toBe('2026-11-23 01:02:03Z');
});

test('a table is aligned, and its cells stay on their line', () => {
  const table = renderTable({
    title: 'Files',
    columns: { Path: 'text', Size: 'bytes', Time: 'time', Note: 'text' },
    rows: [
      ['a\n::error::b', 10, new Date(0), undefined],
      ['long name', 2_000_000, undefined, true],
    ],
  });
  expect(table).toBe(
    [
      'Files',
      '  Path               Size  Time                  Note',
      '  a\\n::error::b      10 B  1970-01-01 00:00:00Z',
      '  long name      1.91 MiB                        true',
      '',
    ].join('\n'),
  );
});

describe('where lines have an end', () => {
  const id = (digit: string): string => `20261123T010203Z-${digit.repeat(32)}`;
  const columns = { id: 'text', size: 'bytes', empty: 'text', notes: 'text' } as const;
  const notes = 'a text of so many words that it needs more than one line';
  const lines = (rows: Table['rows'], widthMax: number) =>
    renderTable({ title: 'T', columns, rows }, widthMax).split('\n');

  test('one row becomes a list, with its id in full', () => {
    expect(lines([[id('a'), 10, undefined, notes]], 60)).toEqual([
      'T',
      `  id     ${id('a')}`,
      '  size   10 B',
      '  notes  a text of so many words that it needs more than one',
      '         line',
      '',
    ]);
  });

  const rows = [
    [id('a'), 10, '', notes],
    [id('b'), 2000, undefined, undefined],
  ];

  test('of several rows ids are shortened, and texts wrapped in their column', () => {
    expect(lines(rows, 60)).toEqual([
      'T',
      '  id                size  notes',
      '  aaaaaaaaaaaa      10 B  a text of so many words that it',
      '                          needs more than one line',
      '  bbbbbbbbbbbb  1.95 KiB',
      '',
    ]);
  });

  test('what does not fit becomes a list for each row, which no column is torn in', () => {
    expect(lines(rows, 40)).toEqual([
      'T',
      '  id     aaaaaaaaaaaa',
      '  size   10 B',
      '  notes  a text of so many words that it',
      '         needs more than one line',
      '',
      '  id     bbbbbbbbbbbb',
      '  size   1.95 KiB',
      '',
    ]);
  });

  test('a table of 100 columns with two long texts becomes lists, and one of paths stays a table', () => {
    const words = 'why it is so '.repeat(6).trim();
    const two = {
      title: 'T',
      columns: textColumns('what', 'why', 'do'),
      rows: [
        ['a', words, words],
        ['b', words, words],
      ],
    };
    expect(
      renderTable(two, 100)
        .split('\n')
        .filter((line) => /^ {2}(what|why|do)\b/.test(line)),
    ).toHaveLength(6);
    const long = `${'folder/'.repeat(20)}file`;
    const paths = {
      title: 'T',
      columns: { mode: 'text', path: 'path' } as const,
      rows: [
        ['-0644', long],
        ['-0644', 'b'],
      ],
    };
    expect(renderTable(paths, 100)).toBe(`T\n  mode   path\n  -0644  ${long}\n  -0644  b\n`);
  });

  test('no line is longer, unless a word is', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.array(
            fc.string({ maxLength: 60 }).map((text) => text.replaceAll(/\S{15}/g, '$& ')),
            { minLength: 4, maxLength: 4 },
          ),
        ),
        fc.integer({ min: 45, max: 120 }),
        (cells, widthMax) => {
          const texts = textColumns(...Object.keys(columns));
          const text = renderTable({ title: '', columns: texts, rows: cells }, widthMax);
          for (const line of text.split('\n')) expect(line.length).toBeLessThanOrEqual(widthMax);
        },
      ),
    );
  });
});

test('commands are never wrapped', () => {
  const columns = { command: 'command' } as const;
  const command = 'aws s3api delete-object --bucket acme-backups --key v1/roots/x';
  expect(renderTable({ title: 'T', columns, rows: [[command]] }, 40)).toBe(`T\n  command\n  ${command}\n`);
});

test('a table without rows says so', () => {
  expect(renderTable({ title: 'T', columns: { A: 'text' }, rows: [] })).toBe('T\n  (none)\n');
});
