import { tmpdir } from 'node:os';
import { type Deps, runCommand } from '../commands/engine.ts';
import { asUserError, cancelOnSignals, type Host, stackOf } from '../commands/host.ts';
import type { RunResult } from '../commands/result.ts';
import { EXIT, type HoldfastError } from '../errors.ts';
import type { Inputs } from '../inputs/inputs.ts';
import { parseInputs } from '../inputs/parse.ts';
import { inputsOf, INPUTS, specOf } from '../inputs/schema.ts';
import { createActionsLog } from '../report/actions-log.ts';
import { ProblemBook } from '../report/problems.ts';
import type { Renderer } from '../report/renderer.ts';
import { failureReport, type Report, reportOf, writeReport } from '../report/report.ts';
import { createRedactor, type Redactor } from '../report/secrets.ts';
import { renderFailure, renderSummary } from '../report/summary.ts';
import { addSummary, hide, loadToolkit, setOutputs, type Toolkit } from './workflow.ts';

/** A run in a workflow: its parts, made once. */
interface Run {
  readonly host: Host;
  readonly toolkit: Toolkit;
  readonly log: Renderer;
  readonly book: ProblemBook;
  readonly redactor: Redactor;
  readonly tempRoot: string;
  readonly mode: string;
}

/**
 * The action: inputs from the environment, the command, then log, outputs, summary and report. Never rejects; the exit
 * code is left in `host.exitCode`: 0 or 1.
 */
export async function runAction(host: Host, workerUrl: Deps['workerUrl']): Promise<void> {
  const { signal, dispose } = cancelOnSignals(host);
  const run = createRun(host, await loadToolkit());
  try {
    const mask = createMask(run);
    const inputs = parseInputs(readInputs(run, mask), 'action');
    const { env } = host;
    const result = await runCommand(inputs, {
      surface: 'action',
      env,
      workingDir: env['GITHUB_WORKSPACE'] ?? host.cwd(),
      tempRoot: run.tempRoot,
      emit: run.log.emit,
      signal,
      now: () => new Date(),
      mask,
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

function createRun(host: Host, toolkit: Toolkit): Run {
  const redactor = createRedactor();
  const book = new ProblemBook();
  const write = (text: string): void => void host.stdout.write(redactor.redact(text));
  const tempRoot = host.env['RUNNER_TEMP'] ?? tmpdir();
  const mode = toolkit.getInput('mode') || INPUTS.mode.default;
  return { host, toolkit, log: createActionsLog(write, () => performance.now(), book), book, redactor, tempRoot, mode };
}

function createMask({ toolkit, redactor }: Run): (secret: string) => void {
  return (secret) => {
    hide(toolkit, secret);
    redactor.add(secret);
  };
}

/** The inputs as they came in, with the secrets among them masked before anything else happens. */
function readInputs({ toolkit }: Run, mask: (secret: string) => void): Map<string, string> {
  const raw = new Map(inputsOf('action').map((name) => [name, toolkit.getInput(name)]));
  for (const [name, text] of raw) if (specOf(name).secret && text !== '') mask(text);
  return raw;
}

async function showResult(run: Run, inputs: Inputs, result: RunResult): Promise<void> {
  const { host, toolkit, log, book } = run;
  log.finish();
  for (const table of result.tables) log.table(table);
  if (result.summary?.text !== undefined) log.emit({ type: 'info', message: `\n${result.summary.text}` });
  const exitCode = exitCodeOf(result, inputs);
  const report = await saveReport(run, { ...reportOf(result, book.classes()), exitCode });
  setOutputs(toolkit, host.env, { ...result.outputs, report });
  await addSummary(toolkit, host.env, run.redactor.redact(renderSummary(result, book.classes())));
  host.exitCode = exitCode;
}

/**
 * A partial backup leaves the step green unless asked otherwise, and so does the restore of a partial snapshot, which was
 * asked for expressly; every other code but 0 fails it.
 */
function exitCodeOf(result: RunResult, inputs: Inputs): number {
  const isAccepted = inputs.mode !== 'backup' || inputs.onPartial === 'warn';
  if (result.exitCode === EXIT.partial && isAccepted) return EXIT.ok;
  return result.exitCode === EXIT.ok ? EXIT.ok : EXIT.failed;
}

async function showFailure(run: Run, error: HoldfastError): Promise<void> {
  const { host, toolkit, log, book } = run;
  host.exitCode = EXIT.failed;
  const stack = stackOf(error);
  if (stack !== undefined) log.emit({ type: 'debug', message: stack });
  log.finish();
  log.error(error);
  try {
    const report = await saveReport(run, { ...failureReport(run.mode, error, book.classes()), exitCode: EXIT.failed });
    setOutputs(toolkit, host.env, { report });
    await addSummary(toolkit, host.env, run.redactor.redact(renderFailure(run.mode, error, book.classes())));
  } catch (second) {
    // The first error is shown already; a full disk, say, must not hide it.
    log.error(asUserError(second));
  }
}

async function saveReport({ tempRoot, redactor }: Run, report: Report): Promise<string> {
  return writeReport(tempRoot, report, redactor.redact);
}
