/** Parses a command line into the texts of inputs, and collects all that is wrong with it. */
import { parseArgs } from 'node:util';
import { acceptedBy } from '../inputs/kinds.ts';
import { nearest } from '../inputs/nearest.ts';
import type { BadInput } from '../inputs/parse.ts';
import { type InputName, inputsOf, type Mode, MODE_NAMES, POSITIONALS, specOf } from '../inputs/schema.ts';

/** What the command line asks for. */
export type Request =
  | { readonly what: 'help'; readonly mode: Mode | undefined; readonly all: boolean }
  | { readonly what: 'version' }
  | { readonly what: 'completion'; readonly shell: string | undefined }
  | { readonly what: 'run'; readonly raw: ReadonlyMap<string, string>; readonly problems: readonly BadInput[] };

/** Other names of modes. */
export const ALIASES: Readonly<Record<string, Mode>> = { ls: 'list' };
/** Other names of flags. */
export const SHORT_FLAGS = { q: 'quiet' } as const satisfies Record<string, InputName>;

/**
 * @param argv Arguments without the program's name: the mode, then flags and plain arguments in any order. A flag that
 *   takes lines may be given several times.
 */
export function parseArguments(argv: readonly string[]): Request {
  const [first, ...rest] = argv;
  const mode = modeOf(first);
  const end = argv.indexOf('--');
  const flags = end === -1 ? argv : argv.slice(0, end);
  if (first === '--version' || flags.includes('-V')) return { what: 'version' };
  if (first === 'completion') return { what: 'completion', shell: rest[0] };
  if (first === 'help') return { what: 'help', mode: modeOf(rest[0]), all: rest.includes('--all') };
  if (flags.includes('--help-all')) return { what: 'help', mode, all: true };
  if (flags.some((text) => text === '--help' || text === '-h')) return { what: 'help', mode, all: false };
  if (first === undefined || mode === undefined) return { what: 'run', raw: new Map(), problems: [unknownMode(first)] };
  return { what: 'run', ...parseFlags(mode, rest) };
}

function modeOf(text: string | undefined): Mode | undefined {
  return MODE_NAMES.find((name) => name === text) ?? ALIASES[text ?? ''];
}

function unknownMode(text: string | undefined): BadInput {
  const meant = text === undefined ? undefined : nearest(text, MODE_NAMES);
  return {
    name: 'mode',
    ...(text === undefined ? {} : { value: text }),
    accepted: `the first word is one of ${MODE_NAMES.join(', ')}`,
    ...(meant === undefined ? { example: 'holdfast list --bucket acme-backups' } : { meant: `holdfast ${meant}` }),
  };
}

function parseFlags(mode: Mode, args: readonly string[]): { raw: Map<string, string>; problems: BadInput[] } {
  const known = inputsOf('cli');
  const raw = new Map<string, string>([['mode', mode]]);
  const problems: BadInput[] = [];
  const { tokens } = parseArgs({
    args: [...args],
    options: Object.fromEntries(known.map((name) => [name, optionOf(name)])),
    strict: false,
    allowPositionals: true,
    allowNegative: true,
    tokens: true,
  });
  const positionals: Positional[] = [];
  let after: InputName | undefined;
  for (const token of tokens) {
    if (token.kind === 'positional') positionals.push({ text: token.value, after });
    else after = undefined;
    if (token.kind !== 'option') continue;
    takeFlag(token, known, { mode, raw, problems });
    if (token.inlineValue === false) after = known.find((name) => name === token.name);
  }
  // The value of an unknown flag looks like an argument, and deserves no second complaint.
  if (!problems.some(({ name }) => name.startsWith('-'))) takePositionals(mode, positionals, raw, problems);
  return { raw, problems };
}

/** A plain argument, and the flag whose value comes right before it. */
interface Positional {
  readonly text: string;
  readonly after: InputName | undefined;
}

interface Taken {
  readonly mode: Mode;
  readonly raw: Map<string, string>;
  readonly problems: BadInput[];
}

function optionOf(name: InputName): { type: 'boolean' | 'string'; short?: string } {
  const short = Object.entries(SHORT_FLAGS).find(([, long]) => long === name)?.[0];
  return { type: isSwitch(name) ? 'boolean' : 'string', ...(short !== undefined && { short }) };
}

function isSwitch(name: InputName): boolean {
  return specOf(name).kind === 'boolean';
}

interface Flag {
  readonly name: string;
  readonly rawName: string;
  readonly value: string | undefined;
  readonly inlineValue: boolean | undefined;
}

function takeFlag(flag: Flag, known: readonly InputName[], { mode, raw, problems }: Taken): void {
  const name = known.find((each) => each === flag.name);
  const isShort = Object.keys(SHORT_FLAGS).some((short) => flag.rawName === `-${short}`);
  const negated = flag.rawName.startsWith('--no-') && flag.rawName !== `--${flag.name}`;
  const isLong = flag.rawName.startsWith('--');
  if (name === undefined || !(isLong || isShort) || (negated && !isSwitch(name))) {
    const text = flag.rawName.replace(/^-+/, '');
    const close = nearest(text, inputsOf('cli', mode)) ?? nearest(text, known);
    const hint = close === undefined ? { example: `holdfast ${mode} --help` } : { meant: `--${close}` };
    problems.push({ name: flag.rawName, wrong: 'there is no such flag', ...hint });
    return;
  }
  if (!isSwitch(name) && (flag.value === undefined || (!flag.inlineValue && flag.value.startsWith('--')))) {
    const spec = specOf(name);
    const example = `--${name} '${spec.example}'`;
    problems.push({ name, wrong: 'the flag has no value', accepted: acceptedBy(spec), example });
    return;
  }
  addText(name, flag.value ?? String(!negated), raw, problems);
}

/** If a flag takes lines, several values of it are its lines. Otherwise the second value is a mistake. */
function addText(name: InputName, text: string, raw: Map<string, string>, problems: BadInput[]): void {
  const before = raw.get(name);
  const { kind } = specOf(name);
  if (before !== undefined && kind !== 'lines' && kind !== 'list') {
    problems.push({ name, value: specOf(name).secret ? '(a secret)' : text, wrong: 'it is given twice' });
    return;
  }
  raw.set(name, before === undefined ? text : `${before}\n${text}`);
}

function takePositionals(
  mode: Mode,
  given: readonly Positional[],
  raw: Map<string, string>,
  problems: BadInput[],
): void {
  const { names, usage } = POSITIONALS[mode] ?? { names: [], usage: '' };
  const surplus = names.length === 1 ? [] : given.slice(names.length);
  given.slice(0, given.length - surplus.length).forEach(({ text }, index) => {
    const name = names.length === 1 ? names[0] : names[index];
    if (name !== undefined) addText(name, text, raw, problems);
  });
  const [first] = surplus;
  if (first === undefined) return;
  const accepted = usage === '' ? `flags only after ${mode}` : `holdfast ${mode} ${usage}`;
  const shown = { name: 'arguments', value: surplus.map(({ text }) => text).join(' ') };
  if (isExpanded(surplus)) {
    const flag = first.after === undefined ? '' : `--${first.after} `;
    const wrong = `${flag === '' ? 'they are' : `after ${flag.trim()} come`} several words, as of a pattern without quotes, which the shell replaces by the paths that fit it`;
    problems.push({ ...shown, wrong, accepted: 'patterns in quotes', example: `holdfast ${mode} ${flag}'build/*'` });
    return;
  }
  const example = first.text.includes('/') ? `holdfast ${mode} --name ${first.text}` : undefined;
  problems.push({ ...shown, wrong: 'there is no place for it', accepted, example });
}

/**
 * Whether a shell expanded a pattern to these: at least one after the first value of a flag that takes patterns, or several
 * paths.
 */
function isExpanded(surplus: readonly Positional[]): boolean {
  const { after } = surplus[0] ?? {};
  if (after !== undefined && specOf(after).kind === 'lines') return true;
  return surplus.length > 1 && surplus.every(({ text }) => /[./]/.test(text));
}
