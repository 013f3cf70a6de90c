import { parseArgs } from 'node:util';
import { acceptedBy } from '../inputs/kinds.ts';
import type { BadInput } from '../inputs/parse.ts';
import { type InputName, inputsOf, type Mode, MODE_NAMES, POSITIONALS, specOf } from '../inputs/schema.ts';
import { nearest } from './nearest.ts';

/** What the command line asks for. */
export type Request =
  | { readonly what: 'help'; readonly mode: Mode | undefined }
  | { readonly what: 'version' }
  | { readonly what: 'run'; readonly raw: ReadonlyMap<string, string>; readonly problems: readonly BadInput[] };

/**
 * @param argv Arguments without the program's name: the mode, then flags and plain arguments in any order. A flag that
 *   takes lines may be given several times.
 */
export function parseArguments(argv: readonly string[]): Request {
  const [first, ...rest] = argv;
  const mode = MODE_NAMES.find((name) => name === first);
  if (first === '--version' || first === '-V') return { what: 'version' };
  if (first === 'help') return { what: 'help', mode: MODE_NAMES.find((name) => name === rest[0]) };
  if (argv.some((text, index) => isHelp(text) && !argv.slice(0, index).includes('--'))) return { what: 'help', mode };
  if (first === undefined || mode === undefined) return { what: 'run', raw: new Map(), problems: [unknownMode(first)] };
  return { what: 'run', ...parseFlags(mode, rest) };
}

function isHelp(text: string): boolean {
  return text === '--help' || text === '-h';
}

function unknownMode(text: string | undefined): BadInput {
  const close = text === undefined ? undefined : nearest(text, MODE_NAMES);
  return {
    name: 'mode',
    ...(text === undefined ? {} : { value: text }),
    accepted: `the first word is one of ${MODE_NAMES.join(', ')}`,
    example: `holdfast ${close ?? 'list'} --bucket acme-backups`,
  };
}

function parseFlags(mode: Mode, args: readonly string[]): { raw: Map<string, string>; problems: BadInput[] } {
  const known = inputsOf('cli');
  const raw = new Map<string, string>([['mode', mode]]);
  const problems: BadInput[] = [];
  const { tokens } = parseArgs({
    args: [...args],
    options: Object.fromEntries(known.map((name) => [name, { type: isSwitch(name) ? 'boolean' : 'string' }])),
    strict: false,
    allowPositionals: true,
    allowNegative: true,
    tokens: true,
  });
  const positionals: string[] = [];
  for (const token of tokens) {
    if (token.kind === 'positional') positionals.push(token.value);
    if (token.kind === 'option') takeFlag(token, known, raw, problems);
  }
  // After an unknown flag its value, if it has one, looks like an argument: not worth a second complaint.
  if (!problems.some(({ name }) => name.startsWith('-'))) takePositionals(mode, positionals, raw, problems);
  return { raw, problems };
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

function takeFlag(flag: Flag, known: readonly InputName[], raw: Map<string, string>, problems: BadInput[]): void {
  const name = known.find((each) => each === flag.name);
  const negated = flag.rawName.startsWith('--no-') && flag.rawName !== `--${flag.name}`;
  if (name === undefined || !flag.rawName.startsWith('--') || (negated && !isSwitch(name))) {
    const close = nearest(flag.rawName.replace(/^-+/, ''), known);
    const example = close === undefined ? 'holdfast --help' : `--${close}`;
    problems.push({ name: flag.rawName, wrong: 'there is no such flag', example });
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

/** Several values of one flag are lines of it, where it takes lines; else the second one is a mistake. */
function addText(name: InputName, text: string, raw: Map<string, string>, problems: BadInput[]): void {
  const before = raw.get(name);
  const { kind } = specOf(name);
  if (before !== undefined && kind !== 'lines' && kind !== 'list') {
    problems.push({ name, value: specOf(name).secret ? '(a secret)' : text, wrong: 'it is given twice' });
    return;
  }
  raw.set(name, before === undefined ? text : `${before}\n${text}`);
}

function takePositionals(mode: Mode, texts: readonly string[], raw: Map<string, string>, problems: BadInput[]): void {
  const { names, usage } = POSITIONALS[mode] ?? { names: [], usage: '' };
  texts.forEach((text, index) => {
    const name = names.length === 1 ? names[0] : names[index];
    if (name !== undefined) return addText(name, text, raw, problems);
    const accepted = usage === '' ? `flags only after ${mode}` : `holdfast ${mode} ${usage}`;
    const example = text.includes('/') ? `holdfast ${mode} --name ${text}` : undefined;
    problems.push({ name: 'arguments', value: text, wrong: 'there is no place for it', accepted, example });
  });
}
