/** docs/fleet.md and the workflow that it describes, held against the source. */
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { fleetPage, registrationAddress } from '../../tools/fleet-page.ts';
import { INPUTS, OUTPUTS } from '../../src/inputs/schema.ts';

const read = (path: string): string => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');

interface Step {
  readonly id?: string;
  readonly uses: string;
  readonly with: Readonly<Record<string, unknown>>;
}

interface Workflow {
  readonly on: { readonly workflow_call: { readonly inputs: object; readonly secrets: object } };
  readonly jobs: Readonly<
    Record<string, { readonly needs?: unknown; readonly if?: string; readonly steps: readonly Step[] }>
  >;
}

const workflow = parse(read('.github/workflows/fleet.yml')) as Workflow;
const steps = Object.values(workflow.jobs).flatMap((job) => job.steps);

test('the address that registers an App asks for what the kinds of metadata need; if not: npm run docs', () => {
  const page = read('docs/fleet.md');
  expect(page).toBe(fleetPage(page));
});

test('GitHub knows each permission of that address', () => {
  const described = JSON.parse(read('node_modules/@octokit/openapi/generated/api.github.com.json')) as {
    readonly components: { readonly schemas: { readonly 'app-permissions': { readonly properties: object } } };
  };
  // Permissions of Apps that the description leaves out: GitHub's answers name them in x-accepted-github-permissions.
  const others = ['actions_variables', 'repository_advisories'];
  const known = [...Object.keys(described.components.schemas['app-permissions'].properties), ...others];
  const asked = [...new URL(registrationAddress()).searchParams].filter(([, value]) => value === 'read');
  expect(asked.length).toBeGreaterThan(15);
  expect(known).toEqual(expect.arrayContaining(asked.map(([name]) => name)));
});

test('the workflow gives the action inputs that it has, and takes outputs that it has', () => {
  const given = steps
    .filter(({ uses }) => uses.startsWith('OWNER/holdfast@'))
    .flatMap((step) => Object.keys(step.with));
  expect(given.filter((name) => !(name in INPUTS))).toEqual([]);
  const taken = [...read('.github/workflows/fleet.yml').matchAll(/steps\.\w+\.outputs\.([\w-]+)/g)].map(
    ([, name]) => name,
  );
  expect(taken.filter((name) => !(String(name) in OUTPUTS))).toEqual([]);
});

test('the job coverage comes after plan and legs, whatever became of them', () => {
  expect(workflow.jobs['coverage']).toMatchObject({ needs: ['plan', 'leg'], if: '${{ !cancelled() }}' });
});

test('the workflow uses each of its inputs and secrets', () => {
  const text = read('.github/workflows/fleet.yml');
  const { inputs, secrets } = workflow.on.workflow_call;
  expect(Object.keys(inputs).filter((name) => !text.includes(`inputs.${name}`))).toEqual([]);
  expect(Object.keys(secrets).filter((name) => !text.includes(`secrets.${name}`))).toEqual([]);
});
