/** The one JSON document of a run. */
import { randomUUID } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { RunResult } from './result.ts';
import type { HoldfastError } from '../base/errors.ts';
import { VERSION } from '../base/version.ts';
import { jsonText } from './escape.ts';
import type { ProblemClass } from './problems.ts';
import { redactJson } from './secrets.ts';

/** The one JSON document of a run: what `--json` prints, and what the action's output `report` points at. */
export interface Report {
  readonly holdfast: string;
  readonly mode: string;
  readonly status: RunResult['status'] | 'failed';
  readonly exitCode: number;
  readonly error?: Pick<HoldfastError, 'code' | 'message' | 'why' | 'fix'>;
  readonly problems: readonly ProblemClass[];
  readonly outputs?: RunResult['outputs'];
  readonly result?: unknown;
}

export function reportOf(result: RunResult, problems: readonly ProblemClass[]): Report {
  const { mode, status, exitCode, outputs, json } = result;
  return { holdfast: VERSION, mode, status, exitCode, problems, outputs, result: json };
}

export function failureReport(mode: string, error: HoldfastError, problems: readonly ProblemClass[]): Report {
  const { code, message, why, fix, exitCode } = error;
  return { holdfast: VERSION, mode, status: 'failed', exitCode, error: { code, message, why, fix }, problems };
}

/**
 * Writes the report into a new file of its own in `folder`.
 *
 * @returns The file's path.
 */
export async function writeReport(folder: string, report: Report, redact: (text: string) => string): Promise<string> {
  const path = join(folder, `holdfast-${randomUUID()}.json`);
  await writeFile(path, `${jsonText(redactJson(report, redact))}\n`, { flag: 'wx', mode: 0o600 });
  return path;
}
