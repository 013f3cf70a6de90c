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
