/** What steps of a fleet say of themselves. */
import type { FinishedStep } from './support.ts';

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
