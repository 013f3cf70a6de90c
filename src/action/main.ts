/** The entry of the action: reads inputs from the environment, runs the mode, writes outputs, summary and report. */
import { tmpdir } from 'node:os';
import { runCommand } from '../commands/registry.ts';
import type { Deps } from '../commands/shared/command.ts';
import {
  asUserError,
  cancelOnSignals,
  type Host,
  keepWithoutLog,
  stackOf,
  workingDirOf,
} from '../commands/shared/host.ts';
import type { RunResult } from '../report/result.ts';
import { EXIT, type HoldfastError, messageOf } from '../base/errors.ts';
import type { Inputs } from '../inputs/inputs.ts';
import { parseInputs } from '../inputs/parse.ts';
import { inputsOf, INPUTS, specOf } from '../inputs/schema.ts';
import { createNotifier, type Notifier } from '../notify/notifier.ts';
import { createActionsLog } from '../report/actions-log.ts';
import { ProblemBook } from '../report/problems.ts';
import type { Renderer } from '../report/renderer.ts';
import { failureReport, type Report, reportOf, writeReport } from '../report/report.ts';
import { createRedactor, redactError, redactProblems, redactResult, type Redactor } from '../report/secrets.ts';
import { passwordInUrl } from '../base/urls.ts';
import { renderFailure, renderSummary } from '../report/summary.ts';
import { addSummary, hide, loadToolkit, OUTPUTS_LOST, setOutputs, type Toolkit } from './workflow.ts';

/** A run in a workflow: its parts, made once. */
interface Run {
  readonly host: Host;
  readonly toolkit: Toolkit;
  readonly log: Renderer;
  readonly book: ProblemBook;
  readonly redactor: Redactor;
  readonly mask: (secret: string) => void;
  /** The inputs as they came in. */
  readonly raw: ReadonlyMap<string, string>;
  readonly tempRoot: string;
  readonly mode: string;
  readonly notifier: Notifier;
}

/**
 * The action: inputs from the environment, the command, then log, outputs, summary and report. Never rejects; the exit
 * code is left in `host.exitCode`: 0 or 1.
 */
export async function runAction(host: Host, workerUrl: Deps['workerUrl']): Promise<void> {
  keepWithoutLog(host);
  const { signal, dispose } = cancelOnSignals(host);
  const run = createRun(host, await loadToolkit(), signal);
  try {
    run.notifier.start();
    const inputs = parseInputs(run.raw, 'action');
    const { env } = host;
    const result = await runCommand(inputs, {
      surface: 'action',
      env,
      workingDir: env['GITHUB_WORKSPACE'] ?? workingDirOf(host),
      tempRoot: run.tempRoot,
      emit: run.log.emit,
      signal,
      now: () => new Date(),
      mask: run.mask,
      redact: run.redactor.redact,
      workerUrl,
      output: host.stdout,
    });
    await showResult(run, inputs, result);
  } catch (error) {
    await showFailure(run, asUserError(error, signal));
  } finally {
    dispose();
  }
}

function createRun(host: Host, toolkit: Toolkit, signal: AbortSignal): Run {
  const redactor = createRedactor();
  const mask = (secret: string): void => {
    hide(toolkit, secret);
    redactor.add(secret);
  };
  const raw = readInputs(toolkit, mask);
  const book = new ProblemBook();
  const write = (text: string): void => void host.stdout.write(redactor.redact(text));
  const tempRoot = host.env['RUNNER_TEMP'] ?? tmpdir();
  const mode = raw.get('mode') || INPUTS.mode.default;
  const nowMs = (): number => performance.now();
  const log = createActionsLog(write, nowMs, book, redactor.redact);
  const { env } = host;
  const notifier = createNotifier(raw, { env, emit: log.emit, signal, mask, redact: redactor.redact, nowMs });
  return { host, toolkit, log, book, redactor, mask, raw, tempRoot, mode, notifier };
}

/** The inputs as they came in, with the secrets among them masked before anything else happens. */
function readInputs(toolkit: Toolkit, mask: (secret: string) => void): Map<string, string> {
  const raw = new Map(inputsOf('action').map((name) => [name, toolkit.getInput(name)]));
  for (const [name, text] of raw) if (specOf(name).secret && text !== '') mask(text);
  for (const text of raw.values()) {
    const password = passwordInUrl(text);
    if (password !== undefined) mask(password);
  }
  return raw;
}

/** Nobody is told of a success whose outputs are lost: that is a failure, shown after the result. */
async function showResult(run: Run, inputs: Inputs, result: RunResult): Promise<void> {
  const { host, toolkit, log, book } = run;
  const { redact } = run.redactor;
  const exitCode = exitCodeOf(result, inputs);
  const lost = saveOutputs(run, result);
  if (lost === undefined) await run.notifier.end({ result }, exitCode, book.classes());
  const report = await saveReport(run, { ...reportOf(result, book.classes()), exitCode });
  await saveSummary(run, renderSummary(redactResult(result, redact), redactProblems(book.classes(), redact)));
  log.finish();
  for (const table of result.tables) log.table(table);
  if (result.summary?.text !== undefined) log.emit({ type: 'info', message: `\n${result.summary.text}` });
  if (lost !== undefined) throw lost;
  setOutputs(toolkit, host.env, { report });
  host.exitCode = exitCode;
}

/** @returns why they could not be written */
function saveOutputs({ toolkit, host }: Run, { outputs }: RunResult): HoldfastError | undefined {
  try {
    setOutputs(toolkit, host.env, outputs);
    return undefined;
  } catch (error) {
    return asUserError(error);
  }
}

/** A partial result fails the step unless the inputs accept it. So does every other code but 0. */
function exitCodeOf(result: RunResult, inputs: Inputs): number {
  if (result.exitCode === EXIT.partial && acceptsPartial(inputs, result)) return EXIT.ok;
  return result.exitCode === EXIT.ok ? EXIT.ok : EXIT.failed;
}

/**
 * A backup is there all the same, and the next one may fill its gaps; one of a fleet that failed is not there. Of a restore the gaps of the snapshot are accepted by
 * `allow-partial`; what the target refused never is.
 */
function acceptsPartial({ mode, onPartial, allowPartial }: Inputs, { isLacking = false }: RunResult): boolean {
  if (mode === 'backup' || mode === 'fleet') return onPartial === 'warn' && !isLacking;
  if (mode === 'coverage') return false;
  return mode !== 'restore' || (allowPartial && !isLacking);
}

async function showFailure(run: Run, error: HoldfastError): Promise<void> {
  const { host, toolkit, log, book } = run;
  host.exitCode = EXIT.failed;
  const stack = stackOf(error);
  if (stack !== undefined) log.emit({ type: 'debug', message: stack });
  await run.notifier.end({ mode: run.mode, error }, EXIT.failed, book.classes());
  const report = await saveReport(run, { ...failureReport(run.mode, error, book.classes()), exitCode: EXIT.failed });
  const { redact } = run.redactor;
  const problems = redactProblems(book.classes(), redact);
  await saveSummary(run, renderFailure(run.mode, redactError(error, redact), problems));
  log.finish();
  log.error(error);
  if (error.code === OUTPUTS_LOST) return;
  try {
    setOutputs(toolkit, host.env, { report });
  } catch (second) {
    // The first error is shown already, and must not be hidden.
    log.error(asUserError(second));
  }
}

/** @returns '' if it cannot be written: that is no reason to fail a step that has done its work */
async function saveReport({ tempRoot, redactor, log }: Run, report: Report): Promise<string> {
  try {
    return await writeReport(tempRoot, report, redactor.redact);
  } catch (error) {
    warnUnwritten(log, 'report', 'RUNNER_TEMP', error);
    return '';
  }
}

async function saveSummary({ toolkit, host, redactor, log }: Run, markdown: string): Promise<void> {
  try {
    await addSummary(toolkit, host.env, redactor.redact(markdown));
  } catch (error) {
    warnUnwritten(log, 'summary', 'GITHUB_STEP_SUMMARY', error);
  }
}

function warnUnwritten({ emit }: Renderer, what: 'report' | 'summary', variable: string, error: unknown): void {
  emit({
    type: 'warning',
    class: `${what}-not-written`,
    message: `The ${what} of this step could not be written; the step goes on without it.`,
    why: messageOf(error),
    fix: `Make sure that the user of this step may write where ${variable} points (in a container job it may belong to another user).`,
  });
}
