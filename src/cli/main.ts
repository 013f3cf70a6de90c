/** The entry of the command line: parses flags, runs the mode, prints the result. */
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
import { EXIT, type HoldfastError } from '../base/errors.ts';
import { parseInputs } from '../inputs/parse.ts';
import { inputsOf } from '../inputs/schema.ts';
import { ResultOutput } from '../base/output.ts';
import { jsonText } from '../report/escape.ts';
import { createNotifier, type Notifier } from '../notify/notifier.ts';
import { ProblemBook } from '../report/problems.ts';
import type { Renderer } from '../report/renderer.ts';
import { failureReport, type Report, reportOf } from '../report/report.ts';
import { createRedactor, redactJson, type Redactor } from '../report/secrets.ts';
import { createTerminal } from '../report/terminal.ts';
import { pathFrom } from '../base/system-errors.ts';
import { passwordInUrl } from '../base/urls.ts';
import { VERSION } from '../base/version.ts';
import { parseArguments, type Request } from './arguments.ts';
import { completionScript } from './completion.ts';
import { asFlags, modeHelp, topHelp } from './help.ts';
import { readSecretFiles } from './secret-files.ts';

/** A run at a prompt or in a script: its parts, made once. */
interface Run {
  readonly host: Host;
  readonly output: ResultOutput;
  readonly terminal: Renderer;
  readonly book: ProblemBook;
  readonly redactor: Redactor;
  /** One JSON document on standard output instead of tables; also where the inputs are wrong. */
  readonly json: boolean;
  /** Print problems only. */
  readonly quiet: boolean;
}

/**
 * The command line. Never rejects; the exit code is left in `host.exitCode` (see EXIT).
 *
 * @param argv Arguments without the program's name.
 */
export async function runCli(argv: readonly string[], host: Host, workerUrl: Deps['workerUrl']): Promise<void> {
  keepWithoutLog(host);
  const request = parseArguments(argv);
  if (argv.length === 0) {
    host.stderr.write(topHelp());
    host.exitCode = EXIT.badInput;
  } else if (request.what === 'help')
    await print(request.mode === undefined ? topHelp() : modeHelp(request.mode, request.all), host);
  else if (request.what === 'version') await print(`${VERSION}\n`, host);
  else if (request.what === 'completion') await printCompletion(request.shell, host);
  else await runRequest(request, host, workerUrl);
}

async function print(text: string, host: Host): Promise<void> {
  const output = new ResultOutput(host.stdout);
  output.write(text);
  if ((await output.finish()) !== undefined) host.exitCode = EXIT.outputLost;
}

async function printCompletion(shell: string | undefined, host: Host): Promise<void> {
  try {
    await print(completionScript(shell), host);
  } catch (error) {
    const run = createRun(new Map(), host);
    showFailure(run, 'completion', asUserError(error));
  }
}

async function runRequest(
  request: Extract<Request, { what: 'run' }>,
  host: Host,
  workerUrl: Deps['workerUrl'],
): Promise<void> {
  const { signal, dispose } = cancelOnSignals(host);
  const fallback = environmentInputs(host.env);
  const run = createRun(new Map([...fallback, ...request.raw]), host);
  let notifier: Notifier | undefined;
  try {
    const workingDir = workingDirOf(host);
    // HOLDFAST_NAME does not count in a call for all series.
    if (request.raw.get('all-series') === 'true') fallback.delete('name');
    for (const text of [...request.raw.values(), ...fallback.values()]) run.redactor.add(passwordInUrl(text) ?? '');
    const read = readSecretFiles(request.raw, workingDir);
    notifier = notifierOf(new Map([...fallback, ...read.raw]), run, signal);
    notifier.start();
    const inputs = parseInputs(read.raw, 'cli', fallback, [...request.problems, ...read.problems]);
    if (inputs.githubToken !== undefined) run.redactor.add(inputs.githubToken);
    const result = await runCommand(inputs, {
      surface: 'cli',
      env: host.env,
      workingDir,
      tempRoot: pathFrom(workingDir, tmpdir()),
      emit: run.terminal.emit,
      signal,
      now: () => new Date(),
      mask: run.redactor.add,
      redact: run.redactor.redact,
      workerUrl,
      output: run.output,
    });
    await notifier.end({ result }, result.exitCode, run.book.classes());
    showResult(run, result);
  } catch (error) {
    const mode = request.raw.get('mode') ?? '';
    const failure = asUserError(error, signal);
    await notifier?.end({ mode, error: failure }, exitCodeOf(failure), run.book.classes());
    showFailure(run, mode, failure);
  } finally {
    dispose();
  }
  await finishOutput(run, request.raw.get('mode') ?? '', notifier);
}

function notifierOf(raw: ReadonlyMap<string, string>, run: Run, signal: AbortSignal): Notifier {
  const { host, terminal, redactor } = run;
  return createNotifier(raw, {
    env: host.env,
    emit: terminal.emit,
    signal,
    mask: redactor.add,
    redact: redactor.redact,
    nowMs: () => performance.now(),
  });
}

/**
 * A failed run keeps its exit code. A run that succeeded fails if its result could not be written, and whoever was told of a
 * success is told so.
 */
async function finishOutput({ host, output, terminal, book }: Run, mode: string, notifier?: Notifier): Promise<void> {
  const lost = await output.finish();
  const isDone = host.exitCode === EXIT.ok || host.exitCode === EXIT.partial || host.exitCode === EXIT.outputLost;
  if (lost === undefined || !isDone) return;
  if (host.exitCode !== EXIT.outputLost) terminal.error(asUserError(lost));
  await notifier?.end({ mode, error: asUserError(lost) }, EXIT.outputLost, book.classes());
  host.exitCode = EXIT.outputLost;
}

function createRun(raw: ReadonlyMap<string, string>, host: Host): Run {
  const redactor = createRedactor();
  const book = new ProblemBook();
  const output = new ResultOutput(host.stdout);
  const terminal = createTerminal({
    stderr: {
      isTTY: host.stderr.isTTY,
      columns: host.stderr.columns,
      write: (text) => host.stderr.write(redactor.redact(text)),
    },
    writeResult: (text) => void output.write(text),
    redact: redactor.redact,
    widthMax: host.stdout.isTTY ? host.stdout.columns : undefined,
    worded: asFlags,
    env: host.env,
    nowMs: () => performance.now(),
    book,
    quiet: isOn(raw, 'quiet'),
  });
  return { host, output, terminal, book, redactor, json: isOn(raw, 'json'), quiet: isOn(raw, 'quiet') };
}

/** Reads a switch that also decides how wrong inputs are reported, so it is read before the inputs are checked. */
function isOn(raw: ReadonlyMap<string, string>, name: 'json' | 'quiet'): boolean {
  return /^true$/i.test(raw.get(name) ?? '');
}

/** HOLDFAST_<INPUT> gives an input that has no flag. */
function environmentInputs(env: Host['env']): Map<string, string> {
  const names = inputsOf('cli').filter((name) => name !== 'json');
  // In a workflow the command line does what the action does: by default it backs up the repository.
  const inWorkflow = env['GITHUB_ACTIONS'] === 'true' ? 'repository' : '';
  const standard = (name: string): string => (name === 'source' ? inWorkflow : '');
  return new Map(names.map((name) => [name, env[environmentName(name)] ?? standard(name)]));
}

function environmentName(name: string): string {
  return `HOLDFAST_${name.replaceAll('-', '_').toUpperCase()}`;
}

function showResult(run: Run, result: RunResult): void {
  run.terminal.finish();
  const isQuiet = run.quiet && result.exitCode === EXIT.ok;
  if (run.json) printJson(run, reportOf(result, run.book.classes()));
  else if (!isQuiet) for (const table of result.tables) run.terminal.table(table);
  if (result.summary?.text !== undefined) run.terminal.emit({ type: 'info', message: result.summary.text });
  run.host.exitCode = result.exitCode;
}

function showFailure(run: Run, mode: string, error: HoldfastError): void {
  run.terminal.finish();
  run.terminal.error(error);
  const stack = stackOf(error);
  if (stack !== undefined) run.terminal.emit({ type: 'info', message: stack });
  if (run.json) printJson(run, failureReport(mode, error, run.book.classes()));
  run.host.exitCode = exitCodeOf(error);
}

function exitCodeOf({ exitCode }: HoldfastError): number {
  return exitCode === EXIT.ok ? EXIT.failed : exitCode;
}

function printJson({ output, redactor }: Run, report: Report): void {
  output.write(`${jsonText(redactJson(report, redactor.redact))}\n`);
}
