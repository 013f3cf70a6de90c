/**
 * Writes what follows from the schema: action.yml, and the tables of inputs and outputs in README.md between their
 * markers; and docs/providers.md from what is known of providers. `node tools/generate-docs.ts`; a test fails when the
 * files differ from it.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { acceptedBy } from '../src/inputs/kinds.ts';
import {
  CLI_MODES,
  GROUPS,
  type InputName,
  inputsOf,
  MODE_NAMES,
  INPUT_NAMES,
  OUTPUTS,
  specOf,
} from '../src/inputs/schema.ts';
import { providersPage, readData } from './providers/page.ts';

const ROOT = join(import.meta.dirname, '..');

const HEAD = `# Made by tools/generate-docs.ts from src/inputs/schema.ts.
name: Holdfast
description: Versioned, verified backups of repositories, artifacts and files in your own S3 bucket
author: Holdfast contributors
branding:
  icon: anchor
  color: blue
`;

export function actionYaml(): string {
  const inputs = inputsOf('action').map((name) => {
    const { required, default: standard, actionDefault } = specOf(name);
    const value = actionDefault ?? (standard === '' ? undefined : standard);
    const lines = [`  ${name}:`, `    description: ${scalar(description(name))}`];
    if (required) lines.push('    required: true');
    if (value !== undefined) lines.push(`    default: ${scalar(value)}`);
    return lines.join('\n');
  });
  const outputs = Object.entries(OUTPUTS).map(
    ([name, { modes, help }]) => `  ${name}:\n    description: ${scalar(`${plain(help)} (${modes.join(', ')})`)}`,
  );
  const runs = 'runs:\n  using: node24\n  main: dist/index.js\n';
  return `${HEAD}inputs:\n${inputs.join('\n')}\noutputs:\n${outputs.join('\n')}\n${runs}`;
}

function description(name: InputName): string {
  const spec = specOf(name);
  const accepted = spec.choices === undefined ? '' : ` One of: ${actionChoices(name).join(', ')}.`;
  const standard = spec.defaultHelp === undefined ? '' : ` Default: ${plain(spec.defaultHelp)}.`;
  return `${plain(spec.help)}${accepted}${standard}`;
}

/** The action has fewer modes than the command line. */
function actionChoices(name: InputName): readonly string[] {
  return name === 'mode' ? MODE_NAMES.filter((mode) => !CLI_MODES.includes(mode)) : (specOf(name).choices ?? []);
}

function plain(text: string): string {
  return text.replaceAll('`', '');
}

/** A quoted YAML scalar, as prettier would write it. */
function scalar(text: string): string {
  return text.includes("'") ? JSON.stringify(text) : `'${text}'`;
}

function inputTables(): string {
  return Object.entries(GROUPS)
    .map(([title, inputs]) => {
      const rows = INPUT_NAMES.filter((name) => name in inputs).map(inputRow);
      return [
        `**${title}**\n`,
        '| Input | Modes | Default | What it does, what it takes |',
        '| --- | --- | --- | --- |',
        ...rows,
      ].join('\n');
    })
    .join('\n\n');
}

function inputRow(name: InputName): string {
  const spec = specOf(name);
  const standard = spec.defaultHelp ?? (spec.default === undefined || spec.default === '' ? '' : `\`${spec.default}\``);
  const value = spec.required
    ? '(required)'
    : spec.actionDefault === undefined
      ? standard
      : `\`${spec.actionDefault}\``;
  const only = spec.cliOnly ? ' Command line only.' : spec.actionOnly ? " The command line's first word." : '';
  const modes = spec.modes.length === MODE_NAMES.length ? 'all' : spec.modes.join(', ');
  const accepted = spec.kind === 'boolean' ? '' : ` Takes ${acceptedBy(spec)}.`;
  return `| \`${name}\` | ${modes} | ${value} | ${cell(spec.help + accepted + only)} |`;
}

function outputTable(): string {
  const rows = Object.entries(OUTPUTS).map(
    ([name, { modes, help }]) => `| \`${name}\` | ${modes.join(', ')} | ${cell(help)} |`,
  );
  return ['| Output | Modes | What it is |', '| --- | --- | --- |', ...rows].join('\n');
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll('*', '\\*').replaceAll('<', '&lt;');
}

/** README.md with its generated parts replaced. */
export function readmeWithTables(readme: string): string {
  return between(between(readme, 'inputs', inputTables()), 'outputs', outputTable());
}

function between(text: string, name: string, content: string): string {
  const [start, end] = [`<!-- ${name} -->`, `<!-- /${name} -->`];
  const from = text.indexOf(start);
  const to = text.indexOf(end);
  if (from < 0 || to < from) throw new Error(`README.md needs the markers ${start} and ${end}`);
  return `${text.slice(0, from + start.length)}\n\n${content}\n\n${text.slice(to)}`;
}

if (import.meta.main) {
  const readmePath = join(ROOT, 'README.md');
  writeFileSync(join(ROOT, 'action.yml'), actionYaml());
  writeFileSync(join(ROOT, 'docs', 'providers.md'), await providersPage(readData()));
  writeFileSync(readmePath, readmeWithTables(readFileSync(readmePath, 'utf8')));
}
