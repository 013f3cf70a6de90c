/** What steps of a fleet say of themselves. */
import { type AccountSite, TOKEN } from './account-site.ts';
import type { Stage, Vault } from './stage.ts';
import { type Env, type FinishedStep, runStep } from './support.ts';

/** Of a job of acme/ops. */
export const OPS = { GITHUB_REPOSITORY: 'acme/ops', GITHUB_REPOSITORY_ID: '77', GITHUB_REPOSITORY_OWNER: 'acme' };

interface Place {
  readonly stage: Stage;
  readonly site: AccountSite;
  readonly vault: Vault;
}

/** A step in a job of acme/ops. */
export async function runFleetStep(
  { stage, site, vault }: Place,
  mode: string,
  inputs: Readonly<Record<string, string>> = {},
  env: Env = {},
): Promise<FinishedStep> {
  const github = { 'github-server-url': site.url, 'github-token': TOKEN };
  const all = vault.inputs({ mode, name: '', ...(mode === 'browse' ? {} : github), ...inputs });
  // Snapshots of one second have no order but that of their hashes.
  stage.double.clock.advance(2);
  const runner = { GITHUB_EVENT_NAME: 'schedule', AWS_EC2_METADATA_DISABLED: 'true', ...stage.keys, ...OPS };
  return runStep(all, { env: { ...runner, ...env }, cwd: stage.source });
}

export function expectDone(step: FinishedStep, exitCode = 0): void {
  expect({ exitCode: step.exitCode, log: step.exitCode === exitCode ? '' : step.stdout + step.stderr }).toEqual({
    exitCode,
    log: '',
  });
}

interface Entry {
  readonly leg: number;
  readonly of: number;
  readonly plan: string;
}

export function legsOf(step: FinishedStep): readonly Entry[] {
  return (JSON.parse(step.outputs['matrix'] ?? '') as { include: readonly Entry[] }).include;
}

interface Row {
  readonly name: string;
  readonly status?: string;
  readonly newest?: string | null;
  readonly series: string;
  readonly error?: string;
}

export function planOf(step: FinishedStep): readonly Row[] {
  return (step.report as { result: { plan: readonly Row[] } }).result.plan;
}

export interface CoverageRow {
  readonly name: string;
  readonly state: string;
  readonly why?: string;
  readonly parts?: readonly string[];
}

export function statesOf(step: FinishedStep): Record<string, string> {
  const { rows } = (step.report as { result: { rows: readonly CoverageRow[] } }).result;
  return Object.fromEntries(rows.map(({ name, state }) => [name, state]));
}

export function resultsOf(step: FinishedStep): Record<string, string | undefined> {
  const { results } = (step.report as { result: { results: readonly Row[] } }).result;
  return Object.fromEntries(results.map(({ name, status }) => [name, status]));
}
