import { parseArguments } from '../../src/cli/arguments.ts';
import { EXAMPLES } from '../../src/cli/examples.ts';
import { asFlags, modeHelp, topHelp } from '../../src/cli/help.ts';
import { parseInputs } from '../../src/inputs/parse.ts';
import { inputsOf, MODE_NAMES } from '../../src/inputs/schema.ts';

test.each(MODE_NAMES)('the help of %s fits a terminal', (mode) => {
  for (const line of `${topHelp()}\n${modeHelp(mode, true)}`.split('\n')) expect(line.length).toBeLessThanOrEqual(80);
});

test.each([
  ['`apply: true` carries it out', '`--apply` carries it out'],
  ['set `if-no-snapshot: warn`, or `path`', 'set `--if-no-snapshot warn`, or `path`'],
  ['`permissions: write` and apply: true are left alone', '`permissions: write` and apply: true are left alone'],
])('%s', (text, shown) => expect(asFlags(text)).toBe(shown));

test.each(MODE_NAMES)('the help of %s tells of no other mode', (mode) => {
  const text = modeHelp(mode, true).replaceAll(/\s+/g, ' ');
  const others = MODE_NAMES.filter((name) => name !== mode).join('|');
  expect(text).not.toMatch(new RegExp(`on other modes|\\bon (${others})\\b|\\((${others})\\)|\\b(${others}): `, 'i'));
});

test('--path is what the mode makes of it', () => {
  const pathOf = (mode: 'backup' | 'restore' | 'cat'): string | undefined =>
    /^ {2}--path (.*?)(?:\n {2}\S|\n\n)/ms.exec(modeHelp(mode, true))?.[1]?.replaceAll(/\s+/g, ' ');
  expect(pathOf('backup')).toBe(
    'LINE... Of files: what to keep. Accepted: glob patterns, one a line. Default: everything below root.',
  );
  expect(pathOf('restore')).toBe('FOLDER The target folder. Accepted: a folder; "." for the current one.');
  expect(pathOf('cat')).toBe('PATH The file. Accepted: a path in the snapshot.');
});

test.each(MODE_NAMES)('the examples of %s are in its help, and right', (mode) => {
  const help = modeHelp(mode, false);
  expect(EXAMPLES[mode].length).toBeGreaterThan(0);
  for (const { what, command } of EXAMPLES[mode]) {
    const lines = new RegExp(`# ${what}\\n((?:.*\\\\\\n)*.*)`).exec(help)?.[1] ?? '';
    expect(lines.replaceAll(/ \\\n */g, ' ').trim()).toBe(command);
    const words = [...command.matchAll(/'([^']*)'|(\S+)/g)].map(([, quoted, bare]) => quoted ?? bare ?? '');
    const request = parseArguments(words.slice(1));
    if (request.what !== 'run') throw new Error(request.what);
    expect(parseInputs(request.raw, 'cli', new Map(), request.problems).mode).toBe(mode);
  }
});

test('rare flags are behind --help-all, and the short help says how many', () => {
  const flags = (text: string): string[] =>
    [...text.matchAll(/^ {2}--(?:\[no-\])?([a-z0-9-]+)/gm)].map(([, name = '']) => name);
  const short = flags(modeHelp('backup', false));
  const hidden = inputsOf('cli', 'backup').filter((name) => !short.includes(name));
  expect(hidden).toEqual(expect.arrayContaining(['role-to-assume', 'kms-key-id', 'exclude-refs']));
  expect(short).toEqual(expect.arrayContaining(['bucket', 'name', 'source', 'path', 'quiet', 'endpoint-url']));
  expect(modeHelp('backup', false)).toContain(
    `\n${hidden.length} more flags, for AWS, git and rare cases: holdfast backup --help-all\n`,
  );
});
