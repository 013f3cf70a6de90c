/** What `--help` prints: from the table of inputs, and some examples. */
import { brokenCommand } from '../base/command-line.ts';
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
import { ALIASES, SHORT_FLAGS } from './arguments.ts';
import { EXAMPLES } from './examples.ts';

const WIDTH = 80;

export function topHelp(): string {
  const modes = MODE_NAMES.map((mode) => entry(modeWord(mode), MODES[mode], 18));
  return [
    'Holdfast: versioned, verified backups of repositories, artifacts and files,\nin your own S3 bucket.\n',
    'Usage: holdfast MODE [flags]\n',
    'Modes',
    ...modes,
    '\nExamples',
    '  holdfast backup --bucket acme-backups --name acme/www --root /srv/www',
    '  holdfast list --bucket acme-backups --name acme/www',
    '  holdfast restore --bucket acme-backups --name acme/www --path ./restored',
    `\n${MORE_HELP}`,
    ENVIRONMENT,
    EXIT_CODES,
  ].join('\n');
}

const MORE_HELP = `Help on a mode: holdfast MODE --help. All of its flags: holdfast MODE --help-all
Version: holdfast --version. Completion: holdfast completion bash (or zsh, fish)
`;

/** A mode with its other names and its arguments. */
export function modeWord(mode: Mode): string {
  const names = [mode, ...Object.keys(ALIASES).filter((alias) => ALIASES[alias] === mode)];
  return `${names.join(', ')} ${POSITIONALS[mode]?.usage ?? ''}`.trim();
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

/**
 * Flags that few users need: for AWS all but the region and the endpoint, for git and GitHub all but the repository and the
 * token, and settings whose defaults are right for nearly everybody.
 */
const RARE: ReadonlySet<InputName> = new Set<InputName>([
  ...(['role-to-assume', 'role-session-name', 'role-duration-seconds', 'audience', 'allowed-account-ids'] as const),
  ...([
    'expected-bucket-owner',
    'session-policy',
    'force-path-style',
    'sts-endpoint-url',
    'use-fips-endpoint',
  ] as const),
  ...(['encryption', 'kms-key-id', 'storage-class', 'bucket-checks'] as const),
  ...(['exclude-refs', 'github-server-url', 'push-pull-requests', 'recreate', 'workflow', 'branch', 'run-id'] as const),
  ...(['artifacts-of-pull-requests', 'merge-multiple', 'publish', 'trust', 'base', 'allow-fork', 'redefine'] as const),
  ...(['mtime', 'ignore-files', 'include-secrets', 'keep-special-bits', 'anomaly-share', 'sample-runs'] as const),
  ...(['heartbeat-url', 'notify-url', 'notify-template', 'notify-on', 'allow-private-receivers'] as const),
]);

/** @param all the rare flags too */
export function modeHelp(mode: Mode, all: boolean): string {
  const names = inputsOf('cli', mode);
  const shown = names.filter((name) => all || !RARE.has(name));
  const sections = Object.entries(GROUPS).flatMap(([title, inputs]) => {
    const members = shown.filter((name) => name in inputs);
    return members.length === 0 ? [] : [`\n${title}`, ...members.map((name) => flagEntry(name, mode))];
  });
  const usage = ['Usage: holdfast', mode, POSITIONALS[mode]?.usage, '[flags]\n'].filter(Boolean).join(' ');
  const examples = EXAMPLES[mode].flatMap(({ what, command }) =>
    [`# ${what}`, ...brokenCommand(command, WIDTH - 2)].map((line) => `  ${line}`),
  );
  const hidden = names.length - shown.length;
  const more =
    hidden === 0 ? [] : ['', `${hidden} more flags, for AWS, git and rare cases: holdfast ${mode} --help-all`];
  return [
    usage,
    ...wrap(MODES[mode], WIDTH),
    '\nExamples',
    ...examples,
    ...sections,
    ...more,
    '',
    ENVIRONMENT,
    EXIT_CODES,
  ].join('\n');
}

/** docs/holdfast.1 has it too. */
export const ENVIRONMENT_TEXT =
  'HOLDFAST_<FLAG> gives a flag its default: HOLDFAST_BUCKET, HOLDFAST_NAME, ... ' +
  'Credentials come from the AWS chain: environment, profiles, web identity, container or instance role.';

const ENVIRONMENT = ['Environment', ...wrap(ENVIRONMENT_TEXT, WIDTH - 2).map((line) => `  ${line}`), ''].join('\n');

/** By code; docs/holdfast.1 has them too. */
export const EXIT_CODE_TEXTS: readonly (readonly [code: string, meaning: string])[] = [
  ['0', 'everything that was asked for was done'],
  ['1', 'it failed, found something wrong, or found nothing'],
  ['2', 'wrong input; nothing was done'],
  ['3', 'a snapshot was committed or read that is partial'],
  ['4', 'it was done, but its result could not be written to standard output'],
  ['130', 'cancelled by Ctrl-C (SIGINT); 143 by SIGTERM, 129 by SIGHUP'],
];

const EXIT_CODES = ['Exit codes', ...EXIT_CODE_TEXTS.map(([code, text]) => entry(code, text, 5)), ''].join('\n');

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
  const { flag, text } = flagFacts(name, mode);
  return entry(flag, text, 32);
}

/** A flag as it is typed, and what it does, what it accepts and its default. Without a mode: in all modes. */
export function flagFacts(name: InputName, mode?: Mode): { readonly flag: string; readonly text: string } {
  const row = specOf(name);
  const { placeholder, ...told } = mode === undefined ? {} : (row.inMode?.(mode) ?? {});
  const spec = { ...row, ...told };
  const given = told.defaultHelp ?? spec.cliDefault ?? spec.default;
  const standard = given === '' ? undefined : (given ?? spec.defaultHelp);
  const facts = [
    spec.help,
    spec.kind === 'boolean' || spec.accepted === spec.help ? '' : `Accepted: ${acceptedBy(spec)}.`,
    spec.required ? 'Required.' : '',
    standard === undefined || standard === '' || standard === 'false' ? '' : `Default: ${standard}.`,
  ];
  const value = placeholder === undefined ? PLACEHOLDERS[spec.kind] : ` ${placeholder}`;
  const long = spec.kind === 'boolean' && spec.default === 'true' ? `--[no-]${name}` : `--${name}${value}`;
  const short = Object.entries(SHORT_FLAGS).find(([, whole]) => whole === name)?.[0];
  const text = facts.filter((fact) => fact !== '').join(' ');
  return { flag: short === undefined ? long : `${long}, -${short}`, text: text.replaceAll('`', '') };
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
