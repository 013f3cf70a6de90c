import { asFlags, modeHelp, topHelp } from '../../src/cli/help.ts';
import { MODE_NAMES } from '../../src/inputs/schema.ts';

test.each(MODE_NAMES)('the help of %s fits a terminal', (mode) => {
  for (const line of `${topHelp()}\n${modeHelp(mode)}`.split('\n')) expect(line.length).toBeLessThanOrEqual(80);
});

test.each([
  ['`apply: true` carries it out', '`--apply` carries it out'],
  ['set `if-no-snapshot: warn`, or `path`', 'set `--if-no-snapshot warn`, or `path`'],
  ['`permissions: write` and apply: true are left alone', '`permissions: write` and apply: true are left alone'],
])('%s', (text, shown) => expect(asFlags(text)).toBe(shown));

test.each(MODE_NAMES)('the help of %s tells of no other mode', (mode) => {
  const text = modeHelp(mode).replaceAll(/\s+/g, ' ');
  const others = MODE_NAMES.filter((name) => name !== mode).join('|');
  expect(text).not.toMatch(new RegExp(`on other modes|\\bon (${others})\\b|\\((${others})\\)|\\b(${others}): `, 'i'));
});

test('--path is what the mode makes of it', () => {
  const pathOf = (mode: 'backup' | 'restore' | 'cat'): string | undefined =>
    /^ {2}--path (.*?)(?:\n {2}\S|\n\n)/ms.exec(modeHelp(mode))?.[1]?.replaceAll(/\s+/g, ' ');
  expect(pathOf('backup')).toBe(
    'LINE... Of files: what to keep. Accepted: glob patterns, one a line. Default: everything below root.',
  );
  expect(pathOf('restore')).toBe('FOLDER The target folder. Accepted: a folder; "." for the current one.');
  expect(pathOf('cat')).toBe('PATH The file. Accepted: a path in the snapshot.');
});
