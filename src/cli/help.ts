import { acceptedBy } from '../inputs/kinds.ts';
import {
  GROUPS,
  type InputName,
  inputsOf,
  type Mode,
  MODE_NAMES,
  MODES,
  POSITIONALS,
  specOf,
} from '../inputs/schema.ts';

const WIDTH = 80;

export function topHelp(): string {
  const modes = MODE_NAMES.map((mode) => entry(`${mode} ${POSITIONALS[mode]?.usage ?? ''}`.trim(), MODES[mode], 18));
  return [
    'Holdfast: versioned, verified backups of repositories, artifacts and files,\nin your own S3 bucket.\n',
    'Usage: holdfast MODE [flags]\n',
    'Modes',
    ...modes,
    '\nHelp on a mode: holdfast MODE --help. Version: holdfast --version\n',
    ENVIRONMENT,
    EXIT_CODES,
  ].join('\n');
}

/** A message of the engine names inputs as a workflow has them, `apply: true`: here they are flags, `--apply`. */
export function asFlags(text: string): string {
  const names: readonly string[] = inputsOf('cli');
  return text.replace(/`([a-z\d-]+): ([^`\s]+)`/g, (all, name: string, value: string) => {
    if (!names.includes(name)) return all;
    return specOf(name as InputName).kind === 'boolean' && value === 'true'
      ? `\`--${name}\``
      : `\`--${name} ${value}\``;
  });
}

export function modeHelp(mode: Mode): string {
  const names = inputsOf('cli', mode);
  const sections = Object.entries(GROUPS).flatMap(([title, inputs]) => {
    const members = names.filter((name) => name in inputs);
    return members.length === 0 ? [] : [`\n${title}`, ...members.map((name) => flagEntry(name, mode))];
  });
  const usage = ['Usage: holdfast', mode, POSITIONALS[mode]?.usage, '[flags]\n'].filter(Boolean).join(' ');
  return [usage, ...wrap(MODES[mode], WIDTH), ...sections, '', ENVIRONMENT, EXIT_CODES].join('\n');
}

const ENVIRONMENT = `Environment
  HOLDFAST_<FLAG> gives a flag its default: HOLDFAST_BUCKET, HOLDFAST_NAME, ...
  Credentials come from the AWS chain: environment, profiles, web identity,
  container or instance role.
`;

const EXIT_CODES = `Exit codes
  0  everything that was asked for was done
  1  it failed, found something wrong, or found nothing
  2  wrong input; nothing was done
  3  a snapshot was committed or read that is partial
  4  it was done, but its result could not be written to standard output
`;

const PLACEHOLDERS = {
  text: ' TEXT',
  lines: ' LINE...',
  list: ' LIST',
  boolean: '',
  integer: ' NUMBER',
  choice: ' WORD',
  size: ' SIZE',
  share: ' SHARE',
  duration: ' DURATION',
} as const;

function flagEntry(name: InputName, mode: Mode): string {
  const row = specOf(name);
  const { placeholder, ...told } = row.inMode?.(mode) ?? {};
  const spec = { ...row, ...told };
  const given = spec.cliDefault ?? spec.default;
  const standard = given === '' ? undefined : (given ?? spec.defaultHelp?.replaceAll('`', ''));
  const facts = [
    spec.help.replaceAll('`', ''),
    spec.kind === 'boolean' || spec.accepted === spec.help ? '' : `Accepted: ${acceptedBy(spec)}.`,
    spec.required ? 'Required.' : '',
    standard === undefined || standard === '' || standard === 'false' ? '' : `Default: ${standard}.`,
  ];
  const value = placeholder === undefined ? PLACEHOLDERS[spec.kind] : ` ${placeholder}`;
  const flag = spec.kind === 'boolean' && spec.default === 'true' ? `--[no-]${name}` : `--${name}${value}`;
  return entry(flag, facts.filter((fact) => fact !== '').join(' '), 32);
}

/** `  left   right`, the right side wrapped; a left side that is too long gets a line of its own. */
function entry(left: string, right: string, leftWidth: number): string {
  const indent = ' '.repeat(leftWidth + 2);
  const lines = wrap(right, WIDTH - indent.length);
  if (left.length + 2 > leftWidth) return [`  ${left}`, ...lines.map((line) => indent + line)].join('\n');
  const [first, ...rest] = lines;
  return [`  ${left.padEnd(leftWidth)}${first}`, ...rest.map((line) => indent + line)].join('\n');
}

function wrap(text: string, width: number): string[] {
  const lines = [''];
  for (const word of text.split(' ')) {
    const last = lines.at(-1) ?? '';
    if (last === '') lines[lines.length - 1] = word;
    else if (last.length + 1 + word.length <= width) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}
