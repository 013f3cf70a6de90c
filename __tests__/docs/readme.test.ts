import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { sessionPolicy } from '../../src/aws/policies/session.ts';
import { parseArguments } from '../../src/cli/arguments.ts';
import { parseInputs } from '../../src/inputs/parse.ts';
import { ERROR_GROUPS } from '../../src/base/error-codes.ts';
import { INPUT_NAMES, type InputName, inputsOf, type Mode, specOf } from '../../src/inputs/schema.ts';
import { errorsPage } from '../../tools/generate-docs.ts';
import { ROOT } from '../process/support.ts';

const README = readFileSync(join(ROOT, 'README.md'), 'utf8');
const blocks = (language: string, text = README): string[] =>
  [...text.matchAll(new RegExp(`\`\`\`${language}\n([\\s\\S]*?)\`\`\``, 'g'))].map(([, block = '']) => block);

interface Policy {
  readonly Statement: readonly {
    readonly Action: string | readonly string[];
    readonly Resource: string | readonly string[];
    readonly Condition?: object;
  }[];
}

/** `action on resource if condition`, for each of them. */
function grants(policy: Policy): string[] {
  return policy.Statement.flatMap(({ Action, Resource, Condition }) =>
    [Action]
      .flat()
      .flatMap((action) => [Resource].flat().map((on) => [action, on, JSON.stringify(Condition)].join(' '))),
  );
}

test('the quick start is short', () => {
  expect(blocks('yaml')[0]?.trimEnd().split('\n').length).toBeLessThan(15);
});

const PAGES = ['README.md', ...globSync('docs/*.md', { cwd: ROOT }).sort()];
const read = (page: string): string => readFileSync(join(ROOT, page), 'utf8');

interface Step {
  readonly uses?: string;
  readonly with?: Readonly<Record<string, unknown>>;
}

/** The steps of a list of them, of a job, or of a workflow with jobs. */
function stepsOf(snippet: unknown): readonly Step[] {
  if (Array.isArray(snippet)) return snippet as Step[];
  const { steps = [], jobs = {} } = (snippet ?? {}) as { steps?: Step[]; jobs?: Record<string, { steps?: Step[] }> };
  return [...steps, ...Object.values(jobs).flatMap((job) => job.steps ?? [])];
}

const shownSteps = PAGES.flatMap((page) =>
  blocks('yaml', read(page))
    .flatMap((block) => stepsOf(parse(block)))
    .filter(({ uses = '' }) => uses.startsWith('OWNER/holdfast@'))
    .map(({ with: given = {} }) => [page, given] as const),
);

test('there are steps in README and docs', () => expect(shownSteps.length).toBeGreaterThan(12));

test.each(shownSteps)('a step in %s: %j', (_, given) => {
  const mode = (given['mode'] ?? 'backup') as Mode;
  const known: readonly string[] = inputsOf('action', mode);
  expect(Object.keys(given).filter((name) => !known.includes(name))).toEqual([]);
  const texts = Object.entries(given).map(([name, value]) => [name, String(value)] as const);
  // Expressions are texts that no check of an input is for.
  const plain = texts.filter(([, text]) => !text.includes('${{'));
  expect(() => parseInputs(new Map(plain), 'action')).not.toThrow();
});

/** A command of a shell, of cron or of a systemd unit, without its comment and without where its output goes. */
const COMMAND = /^ *(?:ExecStart=\S*\/|(?:[\d*]+ +){5})?holdfast (.*?)(?: +[#>|].*)?$/;

/** Lines of shell blocks that start with `holdfast`, as the words that a shell would make of them. */
const shownCommands = PAGES.flatMap((page) =>
  ['sh', 'bash', 'ini', 'cron', '']
    .flatMap((language) => blocks(language, read(page)))
    .flatMap((block) => block.replaceAll('\\\n', ' ').split('\n'))
    .flatMap((line) => COMMAND.exec(line)?.[1] ?? [])
    .map(
      (line) =>
        [page, [...line.matchAll(/'([^']*)'|"([^"]*)"|(\S+)/g)].map(([, a, b, c]) => a ?? b ?? c ?? '')] as const,
    ),
);

test('there are commands in README and docs', () => expect(shownCommands.length).toBeGreaterThan(20));

test.each(shownCommands)('a command in %s: %j', (_, words) => {
  const request = parseArguments(words);
  if (request.what === 'version') return;
  if (request.what !== 'run') throw new Error(request.what);
  const environment = new Map([['bucket', 'acme-backups']]);
  expect(() => parseInputs(request.raw, 'cli', environment, request.problems)).not.toThrow();
});

test('the policy of the role allows what a backup asks for, and no more', () => {
  const shown = JSON.parse(blocks('json', read('docs/setup.md').split('<!-- backup-policy -->')[1])[0] ?? '') as Policy;
  const scope = { mode: 'backup', partition: 'aws', bucket: 'acme-backups', prefix: 'holdfast', aws: true } as const;
  const asked = JSON.parse(sessionPolicy(scope)) as Policy;
  const widened = grants(asked)
    .filter((grant) => !grant.startsWith('kms:'))
    .map((grant) => grant.replace(/(holdfast\/v1\/)(\S*) $/, '$1* '));
  expect(grants(shown).sort()).toEqual([...new Set(widened)].sort());
});

test('docs/errors.md is what the table of codes says; if not: node tools/generate-docs.ts', () => {
  expect(read('docs/errors.md')).toBe(errorsPage());
});

test('each code of an error is used, and named once', () => {
  const codes = Object.values(ERROR_GROUPS).flatMap((group) => Object.keys(group));
  const sources = globSync('src/**/*.ts', { cwd: ROOT, exclude: (path) => path.endsWith('error-codes.ts') }).map(read);
  expect(codes.filter((code) => !sources.some((text) => text.includes(`'${code}'`)))).toEqual([]);
  expect(new Set(codes).size).toBe(codes.length);
});

test('what docs/errors.md tells to set are inputs, with values that they take', () => {
  const set = [...errorsPage().matchAll(/\bset `([a-z-]+)(?:: ([^`]*))?`/gi)].map(([, name = '', value]) => [
    name,
    value,
  ]);
  expect(set.length).toBeGreaterThan(5);
  const names: readonly (string | undefined)[] = INPUT_NAMES;
  expect(set.filter(([name]) => !names.includes(name))).toEqual([]);
  const refused = set.filter(([name, value]) => {
    const { choices, kind } = specOf(name as InputName);
    const accepted = choices ?? (kind === 'boolean' ? ['true', 'false'] : undefined);
    return value !== undefined && accepted?.includes(value) === false;
  });
  expect(refused).toEqual([]);
});

test('what a month costs is computed from the prices and the requests that stand beside it', () => {
  const text = README.split('## What a month costs')[1] ?? '';
  const price = (before: string): number => Number(new RegExp(`([0-9.]+) ${before}`).exec(text)?.[1]);
  const put = price('per 1,000 PUT or LIST') / 1000;
  const get = price('per 1,000 GET\\s+or HEAD') / 1000;
  const row = (name: string): string[] => new RegExp(`\\| ${name} *\\|(.*)\\|`).exec(text)?.[1]?.split('|') ?? [];
  const numbers = (name: string): number[] => row(name).map((cell) => Number(/[0-9.]+/.exec(cell)?.[0]));
  const expected = [
    [1, 4.3],
    [50, 1],
    [50, 4.3],
  ].map(([gigabytes = 0, drills = 0]) => {
    const packs = gigabytes * 32;
    const traffic = gigabytes * (1 + drills);
    // A backup's 16 requests, a sample's 5 LIST and 3 PUT, a drill's 4 and its restore's 3, and audit's 30: all as PUTs.
    const puts = 30 * (16 + 8) + drills * 7 + 4.3 * 30;
    const gets = 30 * (packs + 8) + drills * (3 * packs + 10);
    const costs = [
      gigabytes * price('a GB,'),
      puts * put + gets * get,
      Math.max(0, traffic - price('free GB')) * price('a GB of traffic'),
    ].map((cost) => Math.round(cost * 100) / 100);
    return [...costs, costs.reduce((a, b) => a + b)].map((cost) => cost.toFixed(2));
  });
  const shown = ['Storage', 'Requests', 'Traffic out of AWS', '\\*\\*Sum\\*\\*'].map(numbers);
  expect(shown[0]?.map((_, i) => shown.map((cells) => cells[i]?.toFixed(2)))).toEqual(expected);
});
