/** The workflows that users copy and call, held to the inputs of the action, to docs/workflows.md and to good manners. */
import { globSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { parse } from 'yaml';
import { ROLE_NAMES, ROLES } from '../../src/aws/policies/roles.ts';
import { INPUTS, inputsOf, OUTPUTS, type InputName, type Mode, type OutputName } from '../../src/inputs/schema.ts';
import { ROOT } from '../process/support.ts';

type Values = Readonly<Record<string, unknown>>;

interface Step {
  readonly id?: string;
  readonly uses?: string;
  readonly with?: Values;
}

interface Job {
  readonly permissions?: Values;
  readonly environment?: string;
  readonly concurrency?: unknown;
  readonly 'timeout-minutes'?: number;
  readonly uses?: string;
  readonly with?: Values;
  readonly secrets?: Values;
  readonly steps?: readonly Step[];
}

interface Called {
  readonly inputs: Readonly<Record<string, { readonly required?: boolean; readonly default?: unknown }>>;
}

interface Workflow {
  readonly on: { readonly workflow_call?: Called };
  readonly permissions: Values;
  readonly concurrency?: unknown;
  readonly jobs: Readonly<Record<string, Job>>;
}

const read = (path: string): string => readFileSync(join(ROOT, path), 'utf8');
const WHOLE = globSync('examples/*.yml', { cwd: ROOT }).sort();
const SHORT = globSync('examples/short/*.yml', { cwd: ROOT }).sort();
const CALLED = ['nightly', 'drill', 'audit'].map((name) => `.github/workflows/${name}.yml`);
const ALL = [...WHOLE, ...SHORT, ...CALLED];
const DOCS = read('docs/workflows.md');

/** The constant, or what releases put in its place. */
const HOLDFAST = /^(?:OWNER\/holdfast(?:\/.+)?@v1|[\w.-]+\/holdfast(?:\/.+)?@(?:v\d+\.\d+\.\d+|[0-9a-f]{40}))$/;
const workflow = (path: string): Workflow => parse(read(path)) as Workflow;
const jobsOf = (path: string): [string, Job][] => Object.entries(workflow(path).jobs);
const stepsOf = (path: string): Step[] => jobsOf(path).flatMap(([, { steps = [] }]) => steps);
const isHoldfast = ({ uses = '' }: Step): boolean => /^[^/]+\/holdfast@/.test(uses);
const modeOf = ({ with: given = {} }: Step): Mode => (given['mode'] ?? 'backup') as Mode;

test('there are examples of both kinds', () => {
  expect(WHOLE.length).toBeGreaterThanOrEqual(7);
  expect(SHORT.map((path) => basename(path))).toEqual(['audit.yml', 'drill.yml', 'nightly.yml']);
});

describe.each(ALL)('%s', (path) => {
  test('pins every action by its full hash, but Holdfast by its constant', () => {
    const used = [...read(path).matchAll(/^\s*(?:- )?uses: (\S+)(.*)$/gm)];
    expect(used.length).toBeGreaterThan(0);
    for (const [line, name = '', comment = ''] of used) {
      expect(name).not.toMatch(/^\./);
      if (/^[^/]+\/holdfast[@/]/.test(name)) expect(name).toMatch(HOLDFAST);
      else expect([line, /@[0-9a-f]{40}$/.test(name), /^ # v\d+\.\d+\.\d+$/.test(comment)]).toEqual([line, true, true]);
    }
  });

  test('takes no rights but those that its jobs name', () => {
    expect(workflow(path).permissions).toEqual({});
    for (const [name, { permissions }] of jobsOf(path)) {
      const writes = Object.keys(permissions ?? {}).filter((right) => permissions?.[right] !== 'read');
      expect([name, writes.filter((right) => !['id-token', 'security-events'].includes(right))]).toEqual([name, []]);
      expect(permissions).toBeDefined();
    }
  });

  test('gives the action inputs that exist, in the mode in which they count', () => {
    for (const step of stepsOf(path).filter(isHoldfast)) {
      const mode = modeOf(step);
      const known: readonly string[] = inputsOf('action', mode);
      const given = Object.keys(step.with ?? {});
      expect({ mode, unknown: given.filter((name) => !known.includes(name)) }).toEqual({ mode, unknown: [] });
      expect(given).toContain('bucket');
      for (const name of given as InputName[]) expectAccepted(name, step.with?.[name]);
    }
  });

  test('reads outputs that exist', () => {
    const modes = new Map(stepsOf(path).flatMap((step) => (step.id === undefined ? [] : [[step.id, modeOf(step)]])));
    for (const [, id = '', output = ''] of read(path).matchAll(/\bsteps\.(\w+)\.outputs\.([\w-]+)/g)) {
      const mode = modes.get(id);
      expect([output, mode]).toEqual([output, expect.any(String) as string]);
      const { modes: of }: { readonly modes: readonly Mode[] } = OUTPUTS[output as OutputName];
      expect(of).toContain(mode);
    }
  });

  test('is told of in the documentation', () => {
    const link = path.startsWith('.github') ? basename(path) : `](../${path})`;
    expect(DOCS).toContain(link);
  });
});

/** Values that are no expressions are of the kind that the input takes. */
function expectAccepted(name: InputName, value: unknown): void {
  const spec: {
    readonly kind: string;
    readonly choices?: readonly string[];
    readonly check?: (text: string) => unknown;
  } = INPUTS[name];
  const text = String(value).trim();
  if (text.includes('${{')) return;
  if (spec.choices !== undefined) expect(spec.choices).toContain(text);
  const each = spec.kind === 'lines' ? text.split('\n') : [text];
  for (const line of each) expect([name, line, spec.check?.(line)]).toEqual([name, line, undefined]);
}

test.each([...WHOLE, ...CALLED])('%s ends in time, and never runs beside itself', (path) => {
  const { concurrency } = workflow(path);
  for (const [name, job] of jobsOf(path)) {
    // A job that calls a workflow has the time limits of its jobs, and may have none of its own.
    if (job.uses === undefined) expect([name, job['timeout-minutes']]).toEqual([name, expect.any(Number) as number]);
    expect(concurrency ?? job.concurrency).toBeDefined();
  }
});

test.each([...WHOLE, ...SHORT])('%s takes a role that setup makes, and where that may be taken', (path) => {
  for (const [, job] of jobsOf(path)) {
    for (const given of [job.with, ...(job.steps ?? []).filter(isHoldfast).map((step) => step.with)]) {
      if (given === undefined) continue;
      const arn = String(given['role-to-assume']);
      const role = ROLE_NAMES.find((name) => arn === `arn:aws:iam::111122223333:role/holdfast-${name}`);
      expect([arn, role]).toEqual([arn, expect.any(String) as string]);
      if (role === undefined) continue;
      // Called workflows name their environment themselves.
      const isBranch = ROLES[role].fromBranch && !/tags:/.test(read(path));
      if (job.uses === undefined && !isBranch) expect(job.environment).toBe(ROLES[role].environment);
      const mode = (given['mode'] ?? (job.uses === undefined ? 'backup' : undefined)) as Mode | undefined;
      if (mode !== undefined) expect(ROLES[role].modes).toContain(mode);
    }
  }
});

test.each(SHORT)('%s fits what it calls, is short, and stands in the documentation as it is', (path) => {
  const [[, job] = ['', {} as Job]] = jobsOf(path);
  const [, name = ''] = /\/\.github\/workflows\/(.+)@/.exec(job.uses ?? '') ?? [];
  const called = workflow(`.github/workflows/${name}`);
  const { inputs } = called.on.workflow_call ?? { inputs: {} };
  expect(Object.keys(inputs)).toEqual(expect.arrayContaining(Object.keys(job.with ?? {})));
  const required = Object.entries(inputs).filter(([, { required: isRequired }]) => isRequired);
  expect(Object.keys(job.with ?? {})).toEqual(expect.arrayContaining(required.map(([input]) => input)));
  // GitHub refuses to start a call that asks for more than it is given.
  expect(job.permissions).toEqual(Object.values(called.jobs)[0]?.permissions);
  expect(read(path).trimEnd().split('\n').length).toBeLessThanOrEqual(12);
  expect(DOCS).toContain(`\`\`\`yaml\n${read(path)}\`\`\``);
});

test.each(CALLED)('%s uses every input that it takes, and takes every input that it uses', (path) => {
  const { inputs } = workflow(path).on.workflow_call ?? { inputs: {} };
  const used = [...read(path).matchAll(/\$\{\{.*?\binputs\.([\w-]+)/g)].map(([, name = '']) => name);
  expect(new Set(used)).toEqual(new Set(Object.keys(inputs)));
});

test('the roles of the documentation are those that setup makes', () => {
  const rows = [...DOCS.matchAll(/^\| `holdfast-(\w+)` +\| `([\w-]+)`/gm)].map(([, role, environment]) => [
    role,
    environment,
  ]);
  expect(rows).toEqual(ROLE_NAMES.map((role) => [role, ROLES[role].environment]));
});
