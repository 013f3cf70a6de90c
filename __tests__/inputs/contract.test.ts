import { readFileSync } from 'node:fs';
import { modeHelp, topHelp } from '../../src/cli/help.ts';
import { KINDS } from '../../src/inputs/kinds.ts';
import { inputsOf, INPUT_NAMES, MODE_NAMES, OUTPUTS, specOf } from '../../src/inputs/schema.ts';
import { VERSION } from '../../src/base/version.ts';
import { actionYaml, inputsPage } from '../../tools/generate-docs.ts';
import { manPage } from '../../tools/man-page.ts';

function read(path: string): string {
  return readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');
}

/** Keys two spaces deep below a key of the first level. */
function keysBelow(yaml: string, section: string): string[] {
  const body = yaml.split(`\n${section}:\n`)[1]?.split(/\n(?! )/)[0] ?? '';
  return [...body.matchAll(/^ {2}([a-z0-9-]+):$/gm)].map((match) => match[1] ?? '');
}

test('action.yml is what the schema says; if not: node tools/generate-docs.ts', () => {
  const yaml = read('action.yml');
  expect(yaml).toBe(actionYaml());
  expect(keysBelow(yaml, 'inputs')).toEqual(inputsOf('action'));
  expect(keysBelow(yaml, 'outputs')).toEqual(Object.keys(OUTPUTS));
});

test('docs/inputs.md is what the schema says; if not: node tools/generate-docs.ts', () => {
  const page = read('docs/inputs.md');
  expect(page).toBe(inputsPage());
  for (const name of [...INPUT_NAMES, ...Object.keys(OUTPUTS)]) expect(page).toContain(`| \`${name}\` |`);
});

test('docs/holdfast.1 is what the schema says, and has every flag and mode; if not: node tools/generate-docs.ts', () => {
  const page = read('docs/holdfast.1');
  expect(page).toBe(manPage());
  const terms = [...page.matchAll(/^\.TP\n\.B (.*)$/gm)].map(([, term = '']) => term.replaceAll('\\-', '-'));
  for (const name of inputsOf('cli'))
    expect(terms.filter((term) => /^--(?:\[no-\])?([a-z0-9-]+)/.exec(term)?.[1] === name)).toHaveLength(1);
  for (const mode of MODE_NAMES)
    expect(terms.some((term) => term === mode || term.startsWith(`${mode} `) || term.startsWith(`${mode},`))).toBe(
      true,
    );
  // A line that begins with a dot is a request: none but those of the page.
  const requests = [...page.matchAll(/^[.'](\S+)/gm)].map(([, request = '']) => request);
  expect(requests.filter((request) => !/^(?:\\"|TH|SH|SS|TP|PP|B|I|RI|nf|fi)$/.test(request))).toEqual([]);
});

test.each(MODE_NAMES)('the help of %s names exactly the flags that it takes', (mode) => {
  const flags = [...modeHelp(mode, true).matchAll(/^ {2}--(?:\[no-\])?([a-z0-9-]+)/gm)].map((match) => match[1] ?? '');
  expect(flags.toSorted()).toEqual(inputsOf('cli', mode).toSorted());
});

test('help fits a terminal of 100 columns, and the first page names every mode', () => {
  const pages = [topHelp(), ...MODE_NAMES.map((mode) => modeHelp(mode, true))];
  expect(Math.max(...pages.flatMap((page) => page.split('\n').map((line) => line.length)))).toBeLessThanOrEqual(105);
  for (const mode of MODE_NAMES) expect(topHelp()).toMatch(new RegExp(`^ {2}${mode}\\b`, 'm'));
});

test.each(INPUT_NAMES)('%s: default and example are accepted, help is one line', (name) => {
  const spec = specOf(name);
  for (const text of [spec.default, spec.example]) {
    if (text !== undefined && text !== '') expect(KINDS[spec.kind].parse(text, spec)).toHaveProperty('value');
  }
  expect(spec.help).toMatch(/^[^\n]{10,130}$/);
  expect(spec.modes.length).toBeGreaterThan(0);
});

test('the version is that of the package', () => {
  expect((JSON.parse(read('package.json')) as { version: string }).version).toBe(VERSION);
});
