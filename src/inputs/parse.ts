import { EXIT, HoldfastError } from '../errors.ts';
import { camelCase, type Inputs } from './inputs.ts';
import { acceptedBy, KINDS, type Value } from './kinds.ts';
import { INPUT_NAMES, type InputName, INPUTS, type InputSpec, MODE_NAMES, type Mode, MODES, specOf } from './schema.ts';

/** By name in camel case. */
type Values = Record<string, Value | undefined>;

/** Shown in place of a secret that is wrong. */
const HIDDEN = '(a secret)';

export type Surface = 'action' | 'cli';

/** One wrong input, as the user sees it. */
export interface BadInput {
  readonly name: string;
  /** What came in; undefined if nothing did. Never the value of a secret. */
  readonly value?: string;
  /** What is wrong about it, where that does not follow from `accepted`. */
  readonly wrong?: string;
  readonly accepted?: string;
  readonly example?: string;
}

/**
 * Raw texts by input name -> typed inputs. All problems are reported together, with those that the caller has found
 * already (unknown flags, say), in one HoldfastError `bad-input`, before any work.
 *
 * @param raw Texts as they came in. Empty ones count as not given.
 * @param fallback Texts to use where `raw` has none (environment variables); those that the mode does not take are ignored.
 */
export function parseInputs(
  raw: ReadonlyMap<string, string>,
  surface: Surface,
  fallback: ReadonlyMap<string, string> = new Map(),
  found: readonly BadInput[] = [],
): Inputs {
  const problems = [...found];
  const mode = parseMode(raw.get('mode'), surface, problems);
  const given = new Map<InputName, string>();
  for (const name of INPUT_NAMES) {
    const takes = mode === undefined || specOf(name).modes.includes(mode);
    const text = trimmed(raw.get(name)) ?? (takes ? trimmed(fallback.get(name)) : undefined);
    if (text !== undefined) given.set(name, text);
  }
  const values: Values = {};
  for (const name of INPUT_NAMES) values[camelCase(name)] = parseOne(name, given.get(name), problems);
  if (mode !== undefined) problems.push(...misplaced(given, values, mode));
  // Every name of the schema was just set, with the type that its kind gives.
  const inputs = values as unknown as Inputs;
  if (mode !== undefined) problems.push(...contradictions(inputs, surface));
  if (problems.length > 0) throw badInputs(problems);
  return inputs;
}

function trimmed(text: string | undefined): string | undefined {
  const result = text?.trim();
  return result === '' ? undefined : result;
}

function parseMode(text: string | undefined, surface: Surface, problems: BadInput[]): Mode | undefined {
  const mode = trimmed(text) ?? INPUTS.mode.default;
  const known = MODE_NAMES.find((name) => name === mode);
  if (known !== undefined && !(surface === 'action' && MODES[known].cliOnly)) return known;
  const modes = MODE_NAMES.filter((name) => surface === 'cli' || !MODES[name].cliOnly);
  const wrong = known === undefined ? {} : { wrong: 'only the command line has it' };
  problems.push({
    name: 'mode',
    value: mode,
    ...wrong,
    accepted: KINDS.choice.accepted({ ...INPUTS.mode, choices: modes }),
  });
  return undefined;
}

function parseOne(name: InputName, text: string | undefined, problems: BadInput[]): Value | undefined {
  const spec = specOf(name);
  // Reported by parseMode.
  if (name === 'mode') return text ?? spec.default;
  if (text === undefined && spec.required) {
    problems.push({ name, accepted: acceptedBy(spec), example: spec.example });
    return undefined;
  }
  const effective = text ?? spec.default ?? '';
  if (effective === '') return valueOfNothing(spec);
  const parsed = KINDS[spec.kind].parse(effective, spec);
  if ('value' in parsed) return parsed.value;
  problems.push(badValue(name, effective, parsed.wrong));
  return undefined;
}

function valueOfNothing(spec: InputSpec): Value | undefined {
  if (spec.kind === 'lines' || spec.kind === 'list') return [];
  return spec.default;
}

function badValue(name: InputName, text: string, wrong: string): BadInput {
  const spec = specOf(name);
  const value = spec.secret ? HIDDEN : text;
  return { name, value, ...(wrong === '' ? {} : { wrong }), accepted: acceptedBy(spec), example: spec.example };
}

/** Inputs that would be ignored: better refused than believed. Those that only repeat their default do no harm. */
function misplaced(given: ReadonlyMap<InputName, string>, values: Values, mode: Mode): BadInput[] {
  const problems: BadInput[] = [];
  const source = values['source'];
  for (const [name, text] of given) {
    const spec = specOf(name);
    const isDefault = JSON.stringify(values[camelCase(name)]) === JSON.stringify(parseOne(name, spec.default, []));
    if (isDefault || spec.actionDefault !== undefined) continue;
    const value = spec.secret ? HIDDEN : text;
    if (!spec.modes.includes(mode)) {
      const accepted = `only on ${spec.modes.join(', ')}`;
      problems.push({ name, value, wrong: `mode ${mode} does not take it`, accepted });
    } else if (mode === 'backup' && spec.backupOf !== undefined && source !== undefined && spec.backupOf !== source) {
      const wrong = `with source ${String(source)} it has no meaning`;
      problems.push({ name, value, wrong, accepted: `only with source ${spec.backupOf}` });
    }
  }
  return problems;
}

/** Combinations that cannot be meant. Values that were wrong by themselves are undefined here. */
function contradictions(inputs: Inputs, surface: Surface): BadInput[] {
  const problems: BadInput[] = [];
  const refuse = (name: InputName, value: string, wrong: string): void => void problems.push({ name, value, wrong });
  const { mode, path } = inputs;
  if ((mode === 'restore' || mode === 'cat') && path.length > 1) {
    refuse('path', path.join('\n'), mode === 'cat' ? 'cat writes one file' : 'restore has one target folder');
  }
  if (mode === 'cat' && path.length === 0) problems.push({ name: 'path', accepted: 'one file of the snapshot' });
  if (mode === 'find' && inputs.include.length === 0)
    problems.push({ name: 'include', accepted: 'patterns', example: '**/*.md' });
  if (mode === 'diff' && inputs.compareWith === undefined) {
    problems.push({ name: 'compare-with', accepted: 'the selector of the older snapshot', example: 'latest~1' });
  }
  if (inputs.kmsKeyId !== undefined && !String(inputs.encryption).startsWith('aws:kms')) {
    refuse('kms-key-id', inputs.kmsKeyId, `encryption is ${inputs.encryption}; it needs aws:kms or aws:kms:dsse`);
  }
  if (inputs.endpointUrl !== undefined && inputs.useFipsEndpoint) {
    refuse(
      'use-fips-endpoint',
      'true',
      'endpoint-url is given, and only AWS has FIPS endpoints: name the FIPS endpoint there',
    );
  }
  if (inputs.roleToAssume.length === 0 && inputs.stsEndpointUrl !== undefined && inputs.endpointUrl === undefined) {
    refuse(
      'sts-endpoint-url',
      inputs.stsEndpointUrl,
      'there is neither role-to-assume nor endpoint-url that would need it',
    );
  }
  if (inputs.delete !== 'false' && inputs.overwrite === 'never') {
    refuse('delete', inputs.delete, 'overwrite is never: nothing that is there may be touched');
  }
  if (surface === 'action' && mode === 'backup' && !/^[^\s:/]+\/[^\s:/]+$/.test(inputs.repository ?? 'a/b')) {
    refuse(
      'repository',
      String(inputs.repository),
      'the action takes owner/name; only the command line takes URLs and paths',
    );
  }
  return problems;
}

function badInputs(problems: readonly BadInput[]): HoldfastError {
  const count = problems.length === 1 ? 'An input is' : `${problems.length} inputs are`;
  const lines = problems.map((problem) => `  ${describe(problem)}`);
  return new HoldfastError({
    code: 'bad-input',
    message: `${count} wrong, and nothing was done:\n${lines.join('\n')}`,
    exitCode: EXIT.badInput,
  });
}

const SHOWN_CHARS = 120;

function describe({ name, value, wrong, accepted, example }: BadInput): string {
  const quoted = value === undefined ? 'missing' : `got ${JSON.stringify(value.slice(0, SHOWN_CHARS))}`;
  const cut = value !== undefined && value.length > SHOWN_CHARS ? '...' : '';
  const parts = [
    `${name}: ${quoted}${cut}${wrong === undefined ? '' : `, but ${wrong}`}.`,
    accepted === undefined ? '' : `Accepted: ${accepted}.`,
    example === undefined ? '' : `Example: ${example}`,
  ];
  return parts.filter((part) => part !== '').join(' ');
}
