/** docs/holdfast.1: the manual page, made from the table of inputs, the modes, their examples and the exit codes. */
import { brokenCommand } from '../src/base/command-line.ts';
import { VERSION } from '../src/base/version.ts';
import { EXAMPLES } from '../src/cli/examples.ts';
import { ENVIRONMENT_TEXT, EXIT_CODE_TEXTS, flagFacts, modeWord } from '../src/cli/help.ts';
import { GROUPS, type InputName, inputsOf, MODE_NAMES, MODES, specOf } from '../src/inputs/schema.ts';

const EXAMPLE_WIDTH = 72;

/** In the macros of man(7). */
export function manPage(): string {
  const modes = MODE_NAMES.map((mode) => item(modeWord(mode), MODES[mode]));
  const flags = Object.entries(GROUPS).flatMap(([title, inputs]) => {
    const names = inputsOf('cli').filter((name) => name in inputs);
    return names.length === 0 ? [] : [`.SS ${escaped(title)}`, ...names.map(flagItem)];
  });
  const examples = MODE_NAMES.flatMap((mode) =>
    EXAMPLES[mode].flatMap(({ what, command }) => [
      '.PP',
      escaped(`${what}:`),
      '.PP',
      '.nf',
      ...brokenCommand(command, EXAMPLE_WIDTH).map((line) => escaped(`    ${line}`)),
      '.fi',
    ]),
  );
  return [
    '.\\" Made by tools/generate-docs.ts.',
    `.TH HOLDFAST 1 "" "holdfast ${VERSION}" "User Commands"`,
    '.SH NAME',
    'holdfast \\- versioned, verified backups in your own S3 bucket',
    '.SH SYNOPSIS',
    '.B holdfast',
    '.I MODE',
    '.RI [ flags ]',
    '.SH MODES',
    ...modes,
    '.SH FLAGS',
    'A mode takes the flags that are marked with its name; those without a mark belong to all modes.',
    ...flags,
    '.SH ENVIRONMENT',
    escaped(ENVIRONMENT_TEXT),
    '.SH EXIT STATUS',
    ...EXIT_CODE_TEXTS.map(([code, text]) => item(code, text)),
    '.SH EXAMPLES',
    ...examples,
    '',
  ].join('\n');
}

function flagItem(name: InputName): string {
  const { flag, text } = flagFacts(name);
  const { modes } = specOf(name);
  const mark = modes.length === MODE_NAMES.length ? '' : ` (${modes.join(', ')})`;
  return item(flag, `${text}${mark}`);
}

function item(term: string, text: string): string {
  return ['.TP', `.B ${escaped(term)}`, escaped(text)].join('\n');
}

/** As text of roff: no escape, no request at the start of a line, hyphens that can be copied. */
function escaped(text: string): string {
  return text
    .replaceAll('`', '')
    .replaceAll('\\', '\\e')
    .replaceAll('-', '\\-')
    .replaceAll(/^(?=[.'])/gm, '\\&');
}
