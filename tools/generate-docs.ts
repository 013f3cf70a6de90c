/**
 * Writes what follows from tables in the source: action.yml and docs/inputs.md from the schema of inputs, docs/errors.md
 * from the codes of errors, the manual page docs/holdfast.1 from the schema, the checks of docs/audit.md from their table, the tables
 * of docs/metadata.md and the address in docs/fleet.md from those of kinds, docs/providers.md from what is known of providers.
 * `node tools/generate-docs.ts`; a test fails when a file differs.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CHECKS } from '../src/aws/audit/checks.ts';
import { ERROR_GROUPS } from '../src/base/error-codes.ts';
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
import { fleetPage } from './fleet-page.ts';
import { manPage } from './man-page.ts';
import { metadataPage } from './metadata/page.ts';
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

/** docs/inputs.md: each input and output of the action and the command line. */
export function inputsPage(): string {
  const head = ['| Input | Modes | Default | What it does, what it takes |', '| --- | --- | --- | --- |'];
  const table = (names: readonly InputName[]): string => [...head, ...names.map(inputRow)].join('\n');
  const groups = Object.entries(GROUPS).map(
    ([title, inputs]) => `## ${title}\n\n${table(INPUT_NAMES.filter((name) => name in inputs))}`,
  );
  return page([
    '# Inputs and outputs',
    MADE,
    'An input of the action is a flag of the command line: `bucket: acme-backups` is `--bucket acme-backups`, and a list takes ' +
      'the flag several times or one value with lines. `HOLDFAST_<INPUT>` in the environment (`HOLDFAST_BUCKET`) gives a flag ' +
      'its default. Wrong inputs are reported all at once, before anything is read or written.',
    '## Those that matter first',
    table(FIRST_INPUTS),
    ...groups,
    '## Outputs',
    outputTable(),
  ]);
}

/** What a first workflow sets, or asks about. */
const FIRST_INPUTS: readonly InputName[] = [
  'mode',
  'source',
  'bucket',
  'role-to-assume',
  'path',
  'name',
  'version',
  'prefix',
  'aws-region',
  'apply',
];

/** docs/errors.md: each code of an error. */
export function errorsPage(): string {
  const groups = Object.entries(ERROR_GROUPS).map(([title, codes]) => {
    const rows = Object.entries(codes).map(
      ([code, { means, then }]) => `| <a id="${code}"></a>\`${code}\` | ${cell(means)} | ${cell(then)} |`,
    );
    return `## ${title}\n\n${['| Code | What it means | What to do |', '| --- | --- | --- |', ...rows].join('\n')}`;
  });
  return page([
    '# Errors',
    MADE,
    'An error is shown as `Error (code): what happened`, with why and what to do below it. With `--json` and in the report it is ' +
      '`error.code`. Codes are stable: scripts may match on them. The message says more than this page: what came in, and where.',
    ...groups,
    '## What has no code',
    symptomTable(),
  ]);
}

function symptomTable(): string {
  const rows = Object.entries(SYMPTOMS).map(([symptom, explained]) => `| ${symptom} | ${cell(explained)} |`);
  return ['| You see | Because |', '| --- | --- |', ...rows].join('\n');
}

const SYMPTOMS = {
  'The status `partial`':
    'A snapshot was committed, with gaps. The log, the summary and `list` with its id name them. `latest` passes it over. Set `on-partial: fail` to let the step fail.',
  'A backup stores everything again':
    'It had no parent: it is a first run, has another `name`, was started by an event that writes a series of its own, or packs have vanished from the bucket. The group "Parent" of the log says which.',
  'Files are left out':
    'Known credential files are left out and named in a warning (`include-secrets`). Ignore files count only if `ignore-files` names them.',
  'A certificate is not trusted':
    'Put the certificate of your authority into a PEM file, and the path of that file into `AWS_CA_BUNDLE`.',
  'The code `internal`':
    'A defect of Holdfast. Failures of the system have codes of their own: `no-permission`, `read-only`, `disk-full`, `io-error`, `out-of-resources`, `network-failed`, `system-error`, each with the call and the file.',
};

/** docs/audit.md with its last part, a section for each check, as the table of checks has it. */
export function auditPage(written: string): string {
  const [byHand = ''] = written.split(CHECKS_HEADING);
  const sections = Object.entries(CHECKS).map(
    ([id, { severity, title, why, fix, url }]) =>
      `### \`${id}\`\n\n${title}. Severity: ${severity}.\n\n${why}\n\nWhat to do: ${fix} See [the page](${url}).`,
  );
  return `${byHand}${CHECKS_HEADING}${page([MADE, ...sections])}`;
}

const CHECKS_HEADING = '## Checks\n\n';

const MADE = '<!-- Made by tools/generate-docs.ts. -->\n<!-- prettier-ignore-start -->';

function page(parts: readonly string[]): string {
  return `${[...parts, '<!-- prettier-ignore-end -->'].join('\n\n')}\n`;
}

function inputRow(name: InputName): string {
  const spec = specOf(name);
  const ownDefault = spec.cliDefault === undefined ? '' : `; on the command line \`${spec.cliDefault}\``;
  const standard =
    spec.defaultHelp ?? (spec.default === undefined || spec.default === '' ? '' : `\`${spec.default}\`${ownDefault}`);
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

/** Text of a cell of a table. In code, Markdown takes all but the border of a cell as it is. */
function cell(text: string): string {
  return text
    .replaceAll('|', '\\|')
    .replaceAll(/(`[^`]*`)|[*<]/g, (found, code?: string) => code ?? (found === '*' ? '\\*' : '&lt;'));
}

if (import.meta.main) {
  writeFileSync(join(ROOT, 'action.yml'), actionYaml());
  writeFileSync(join(ROOT, 'docs', 'inputs.md'), inputsPage());
  writeFileSync(join(ROOT, 'docs', 'errors.md'), errorsPage());
  writeFileSync(join(ROOT, 'docs', 'holdfast.1'), manPage());
  const audit = join(ROOT, 'docs', 'audit.md');
  writeFileSync(audit, auditPage(readFileSync(audit, 'utf8')));
  const metadata = join(ROOT, 'docs', 'metadata.md');
  writeFileSync(metadata, await metadataPage(readFileSync(metadata, 'utf8')));
  const fleet = join(ROOT, 'docs/fleet.md');
  writeFileSync(fleet, fleetPage(readFileSync(fleet, 'utf8')));
  writeFileSync(join(ROOT, 'docs', 'providers.md'), await providersPage(readData()));
}
