/** Parses all inputs, and reports all problems at once. */
import { HoldfastError } from '../base/errors.ts';
import { type Camel, camelCase, type Inputs } from './inputs.ts';
import { acceptedBy, KINDS, listed, type Value } from './kinds.ts';
import { nearest } from './nearest.ts';
import {
  CLI_MODES,
  INPUT_NAMES,
  type InputName,
  INPUTS,
  type InputSpec,
  MODE_NAMES,
  type Mode,
  specOf,
} from './schema.ts';

/** By name in camel case. */
type Values = Record<string, Value | undefined>;

/** Shown in place of an invalid secret. */
const HIDDEN = '(a secret)';

export type Surface = 'action' | 'cli';

/** One wrong input, as the user sees it. */
export interface BadInput {
  readonly name: string;
  /** The given value; undefined if none. Never the value of a secret. */
  readonly value?: string;
  /** What is wrong with it, if that does not follow from `accepted`. */
  readonly wrong?: string;
  readonly accepted?: string;
  readonly example?: string | undefined;
  /** The most likely intended value; then no example is needed. */
  readonly meant?: string | undefined;
}

/**
 * Raw texts by input name -> typed inputs. All problems are reported together in one HoldfastError `bad-input` before
 * any work, including those that the caller has found (unknown flags, for example).
 *
 * @param raw Texts as they came in. Empty ones count as not given.
 * @param fallback Texts to use where `raw` has none (environment variables); those that the mode does not take are
 *   ignored.
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
  for (const name of INPUT_NAMES)
    values[camelCase(name)] = parseOne(name, given.get(name) ?? standardOf(name, surface, given), problems);
  if (mode !== undefined)
    problems.push(...misplaced(given, values, mode).filter(({ name }) => !isReported(problems, name)));
  // Every name of the schema was just set, with the type that its kind gives.
  const inputs = values as unknown as Inputs;
  problems.push(...contradictions(inputs, surface, new Set(problems.map(({ name }) => name))));
  if (problems.length > 0) throw badInputs(problems);
  return inputs;
}

/** One input by itself, for what has to be known even where others are wrong; undefined if it is wrong too. */
export function parseAlone<Name extends InputName>(
  name: Name,
  raw: ReadonlyMap<string, string>,
): Inputs[Camel<Name>] | undefined {
  const problems: BadInput[] = [];
  const value = parseOne(name, trimmed(raw.get(name)), problems);
  return problems.length === 0 ? (value as Inputs[Camel<Name>]) : undefined;
}

function isReported(problems: readonly BadInput[], name: string): boolean {
  return problems.some((problem) => problem.name === name);
}

function trimmed(text: string | undefined): string | undefined {
  const result = text?.trim();
  return result === '' ? undefined : result;
}

function parseMode(text: string | undefined, surface: Surface, problems: BadInput[]): Mode | undefined {
  const mode = trimmed(text) ?? INPUTS.mode.default;
  const known = MODE_NAMES.find((name) => name === mode);
  const modes = MODE_NAMES.filter((name) => surface === 'cli' || !CLI_MODES.includes(name));
  if (known !== undefined && modes.includes(known)) return known;
  const wrong = known === undefined ? {} : { wrong: 'only the command line has it' };
  problems.push({
    name: 'mode',
    value: mode,
    ...wrong,
    accepted: KINDS.choice.accepted({ ...INPUTS.mode, choices: modes }),
    meant: known === undefined ? nearest(mode, modes) : undefined,
  });
  return undefined;
}

function parseOne(name: InputName, text: string | undefined, problems: BadInput[]): Value | undefined {
  const spec = specOf(name);
  // Reported by parseMode.
  if (name === 'mode') return text ?? spec.default;
  if (text === undefined && spec.required) {
    if (!isReported(problems, name)) problems.push({ name, accepted: acceptedBy(spec), example: spec.example });
    return undefined;
  }
  const effective = text ?? spec.default ?? '';
  if (effective === '') return valueOfNothing(spec);
  const parsed = KINDS[spec.kind].parse(effective, spec);
  if ('value' in parsed) return parsed.value;
  problems.push(badValue(name, effective, parsed.wrong));
  return isListed(spec) ? [] : undefined;
}

/** Defaults of the command line that differ from those of the action. */
function standardOf(name: InputName, surface: Surface, given: ReadonlyMap<InputName, string>): string | undefined {
  if (surface === 'action') return undefined;
  // A given repository or organisation implies that source, not the files of the current folder.
  if (name === 'source' && given.has('organization')) return 'organization';
  if (name === 'source' && given.has('repository')) return 'repository';
  return specOf(name).cliDefault;
}

function valueOfNothing(spec: InputSpec): Value | undefined {
  return isListed(spec) ? [] : spec.default;
}

function isListed(spec: InputSpec): boolean {
  return spec.kind === 'lines' || spec.kind === 'list';
}

function badValue(name: InputName, text: string, wrong: string): BadInput {
  const spec = specOf(name);
  const value = spec.secret ? HIDDEN : text;
  const facts = { name, value, ...(wrong === '' ? {} : { wrong }), accepted: acceptedBy(spec) };
  const meant = wrong === '' ? nearest(text, spec.choices ?? []) : undefined;
  return meant === undefined ? { ...facts, example: spec.example } : { ...facts, meant };
}

/** Refuses inputs that would be ignored. Those that only repeat their default are accepted. */
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
    } else if (mode === 'backup' && spec.backupOf?.includes(String(source)) === false && source !== undefined) {
      const wrong = `with source ${String(source)} it has no meaning`;
      problems.push({ name, value, wrong, accepted: `only with source ${listed(spec.backupOf)}` });
    }
  }
  return problems;
}

/** Combinations that make no sense. Inputs that are invalid by themselves are not checked again. */
function contradictions(inputs: Inputs, surface: Surface, wrong: ReadonlySet<string>): BadInput[] {
  return COMBINATIONS.filter(({ of, when }) => !of.some((name) => wrong.has(name)) && when(inputs, surface)).map(
    ({ of: [name], says }) => {
      const value = inputs[camelCase(name) as keyof Inputs];
      const text = isGiven(value) ? (specOf(name).secret === true ? HIDDEN : shown(value)) : undefined;
      return { name, ...(text === undefined ? {} : { value: text }), ...says(inputs) };
    },
  );
}

function isGiven(value: unknown): value is Value {
  return value !== undefined && !(Array.isArray(value) && value.length === 0);
}

function shown(value: Value): string {
  return typeof value === 'object' ? value.join('\n') : String(value);
}

interface Combination {
  /** The inputs concerned; the first is the one that is reported. */
  readonly of: readonly [InputName, ...InputName[]];
  readonly when: (inputs: Inputs, surface: Surface) => boolean;
  readonly says: (inputs: Inputs) => Pick<BadInput, 'wrong' | 'accepted' | 'example'>;
}

const COMBINATIONS: readonly Combination[] = [
  {
    of: ['github-app-id', 'github-app-private-key', 'github-app-kms-key'],
    when: ({ githubAppId, githubAppPrivateKey, githubAppKmsKey }) =>
      githubAppId !== undefined && githubAppPrivateKey === undefined && githubAppKmsKey === undefined,
    says: () => ({
      wrong: 'an id alone proves nothing',
      accepted: 'together with github-app-private-key or github-app-kms-key',
    }),
  },
  {
    of: ['github-app-kms-key', 'github-app-private-key'],
    when: ({ githubAppPrivateKey, githubAppKmsKey }) =>
      githubAppPrivateKey !== undefined && githubAppKmsKey !== undefined,
    says: () => ({ wrong: 'the App has one key', accepted: 'either github-app-private-key or github-app-kms-key' }),
  },
  {
    of: ['github-app-private-key', 'github-app-id'],
    when: ({ githubAppId, githubAppPrivateKey }) => githubAppId === undefined && githubAppPrivateKey !== undefined,
    says: () => ({ wrong: 'whose key it is, is not given', accepted: 'together with github-app-id' }),
  },
  {
    of: ['github-app-kms-key', 'github-app-id'],
    when: ({ mode, githubAppId, githubAppKmsKey }) =>
      mode !== 'setup' && githubAppId === undefined && githubAppKmsKey !== undefined,
    says: () => ({ wrong: 'whose key it is, is not given', accepted: 'together with github-app-id' }),
  },
  {
    of: ['path', 'mode'],
    when: ({ mode, path }) => mode === 'restore' && path.length > 1,
    says: () => ({ wrong: 'restore has one target folder', accepted: 'one folder' }),
  },
  {
    of: ['path', 'mode'],
    when: ({ mode, path, pushTo }, surface) =>
      surface === 'cli' && mode === 'restore' && path.length === 0 && pushTo === undefined,
    says: () => ({
      accepted: 'the folder to restore into; "." for the one that the command is started in',
      example: './restored',
    }),
  },
  {
    of: ['push-refs', 'push-to'],
    when: ({ pushRefs, pushTo }) => pushRefs.length > 0 && pushTo === undefined,
    says: () => ({ accepted: 'only with push-to, which names the repository to send them to' }),
  },
  {
    of: ['push-as', 'push-refs'],
    when: ({ pushAs, pushRefs }) => pushAs !== undefined && pushRefs.length === 0,
    says: () => ({ accepted: 'only with push-refs, which names what it is the name of' }),
  },
  {
    of: ['push-force', 'push-refs'],
    when: ({ pushForce, pushRefs }) => pushForce && pushRefs.length === 0,
    says: () => ({ accepted: 'only with push-refs: what is forced has to be named' }),
  },
  {
    of: ['path', 'mode'],
    when: ({ mode, path }) => mode === 'cat' && path.length !== 1,
    says: () => ({ accepted: 'one file of the snapshot', example: 'docs/index.md' }),
  },
  {
    of: ['include', 'mode'],
    when: ({ mode, include }) => mode === 'find' && include.length === 0,
    says: () => ({ accepted: 'patterns of what to find', example: '**/*.md' }),
  },
  {
    of: ['compare-with', 'mode'],
    when: ({ mode, compareWith }) => mode === 'diff' && compareWith === undefined,
    says: () => ({ accepted: 'the selector of the older snapshot', example: 'latest~1' }),
  },
  {
    of: ['kms-key-id', 'encryption'],
    when: ({ mode, kmsKeyId, encryption }) =>
      ['backup', 'setup'].includes(mode) && kmsKeyId !== undefined && !encryption.startsWith('aws:kms'),
    says: ({ encryption }) => ({ wrong: `encryption is ${encryption}`, accepted: 'only with aws:kms or aws:kms:dsse' }),
  },
  {
    of: ['use-fips-endpoint', 'endpoint-url'],
    when: ({ useFipsEndpoint, endpointUrl }) => useFipsEndpoint && endpointUrl !== undefined,
    says: () => ({ wrong: 'endpoint-url is given, which decides by itself', accepted: 'one of the two' }),
  },
  {
    of: ['delete', 'overwrite'],
    when: ({ delete: deletes, overwrite }) => deletes !== 'false' && overwrite === 'never',
    says: () => ({ wrong: 'overwrite is never, so nothing that is there may be touched', accepted: 'one of the two' }),
  },
  {
    of: ['exclude', 'source'],
    when: ({ mode, source, exclude }) => mode === 'backup' && source === 'artifacts' && exclude.length > 0,
    says: () => ({ wrong: 'artifacts are chosen by their names', accepted: 'a line !NAME in artifacts' }),
  },
  {
    of: ['workflow', 'run-id'],
    when: ({ workflow, runId }) => workflow !== undefined && runId !== undefined,
    says: () => ({ wrong: 'run-id is given, which decides by itself', accepted: 'one of the two' }),
  },
  {
    of: ['branch', 'workflow'],
    when: ({ branch, workflow }) => branch !== undefined && workflow === undefined,
    says: () => ({ wrong: 'it is the branch of the runs of a workflow', accepted: 'only with workflow' }),
  },
  {
    of: ['publish', 'merge-multiple'],
    when: ({ publish, mergeMultiple }) => publish && mergeMultiple,
    says: () => ({ wrong: 'artifacts that are published stay apart', accepted: 'one of the two' }),
  },
  {
    of: ['version', 'all-series'],
    when: ({ mode, version, allSeries }) => mode === 'verify' && allSeries && version.length > 0,
    says: () => ({ wrong: 'all-series looks at the newest snapshot of each series', accepted: 'one of the two' }),
  },
  {
    of: ['name', 'all-series'],
    when: ({ name, allSeries }) => allSeries && name !== undefined,
    says: () => ({ wrong: 'all-series is for every series', accepted: 'one of the two' }),
  },
  {
    of: ['sample-runs', 'level'],
    when: ({ sampleRuns, level }) => level !== 'sample' && String(sampleRuns) !== INPUTS['sample-runs'].default,
    says: ({ level }) => ({ wrong: `level is ${level}`, accepted: 'only with level sample' }),
  },
  {
    of: ['mark', 'mode'],
    when: ({ mode, mark }) => mode === 'mark' && mark === undefined,
    says: () => ({ accepted: acceptedBy(specOf('mark')), example: 'hold' }),
  },
  {
    of: ['keys', 'mode'],
    when: ({ mode, keys }) => mode === 'keys' && keys === undefined,
    says: () => ({ accepted: acceptedBy(specOf('keys')), example: 'holdfast keys create' }),
  },
  {
    of: ['recipients', 'keys'],
    when: ({ keys, recipients }) => keys !== undefined && (keys === 'check') !== (recipients.length === 0),
    says: ({ keys }) =>
      keys === 'check'
        ? { wrong: 'check changes nothing', accepted: 'only with create, share and rotate' }
        : { accepted: acceptedBy(specOf('recipients')) },
  },
  {
    of: ['key-file', 'keys'],
    when: ({ keys, keyFile }) => keys !== undefined && ['share', 'check'].includes(keys) !== (keyFile === undefined),
    says: ({ keyFile }) =>
      keyFile === undefined
        ? { accepted: acceptedBy(specOf('key-file')), example: specOf('key-file').example }
        : { wrong: 'there is no new secret to write', accepted: 'only with create and rotate' },
  },
  {
    of: ['vault-key', 'keys'],
    when: ({ keys, vaultKey }) => keys !== undefined && (keys === 'create') !== (vaultKey === undefined),
    says: ({ keys }) =>
      keys === 'create'
        ? { wrong: 'create makes the keys', accepted: 'only with share, rotate and check' }
        : { accepted: acceptedBy(specOf('vault-key')), example: specOf('vault-key').example },
  },
  {
    of: ['labels', 'mark'],
    when: ({ mark, labels }) => mark === 'label' && labels.length === 0,
    says: () => ({ accepted: 'the labels to add, one a line', example: 'release-1.4' }),
  },
  {
    of: ['labels', 'mark'],
    when: ({ mark, labels }) => mark !== undefined && mark !== 'label' && labels.length > 0,
    says: ({ mark }) => ({ wrong: `mark is ${mark}`, accepted: 'only with mark label' }),
  },
  {
    of: ['version', 'mark'],
    when: ({ mark, version }) => mark === 'quarantine' && version.length === 0,
    says: () => ({ wrong: 'a quarantine is for good, so that its snapshot has to be named', accepted: 'a selector' }),
  },
  ...(['heartbeat-url', 'notify-url'] as const).map((name): Combination => ({
    of: [name, 'allow-private-receivers'],
    when: ({ [camelCase(name) as 'heartbeatUrl' | 'notifyUrl']: address, allowPrivateReceivers }) =>
      /^http:/i.test(address ?? '') && !allowPrivateReceivers,
    says: () => ({ wrong: 'it is not https', accepted: 'https, or http together with allow-private-receivers' }),
  })),
  {
    of: ['notify-template', 'notify-url'],
    when: ({ notifyTemplate, notifyUrl }) => notifyTemplate !== 'auto' && notifyUrl === undefined,
    says: () => ({ accepted: 'only with notify-url' }),
  },
  {
    of: ['notify-on', 'notify-url'],
    when: ({ notifyOn, notifyUrl }) => notifyOn !== 'failure' && notifyUrl === undefined,
    says: () => ({ accepted: 'only with notify-url' }),
  },
  {
    of: ['repository', 'mode'],
    when: ({ repository }, surface) => surface === 'action' && !/^[^\s:/]+\/[^\s:/]+$/.test(repository ?? 'owner/name'),
    says: () => ({
      wrong: 'only the command line takes URLs and local paths',
      accepted: 'owner/name',
      example: 'acme/shop',
    }),
  },
];

function badInputs(problems: readonly BadInput[]): HoldfastError {
  const count = problems.length === 1 ? 'An input is' : `${problems.length} inputs are`;
  const lines = problems.map((problem) => `  ${describe(problem)}`);
  return new HoldfastError({
    code: 'bad-input',
    message: `${count} wrong, and nothing was done:\n${lines.join('\n')}`,
  });
}

const SHOWN_CHARS = 120;

function cameIn(value: string | undefined, wrong: string | undefined): string | undefined {
  if (value === undefined) return wrong === undefined ? 'missing' : undefined;
  return `got ${JSON.stringify(value.slice(0, SHOWN_CHARS))}${value.length > SHOWN_CHARS ? '...' : ''}`;
}

function describe({ name, value, wrong, accepted, example, meant }: BadInput): string {
  const parts = [
    `${name}: ${[cameIn(value, wrong), wrong].filter((part) => part !== undefined).join(', but ')}.`,
    accepted === undefined ? '' : `Accepted: ${accepted}.`,
    meant === undefined ? '' : `Did you mean ${meant}?`,
    example === undefined ? '' : `Example: ${example}`,
  ];
  return parts.filter((part) => part !== '').join(' ');
}
