/** Starts what is shipped, as it is started outside: `dist/index.js` by the runner, `bin/holdfast.js` by a shell. */
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = fileURLToPath(new URL('../../', import.meta.url));

export type Env = Readonly<Record<string, string | undefined>>;

export interface Ended {
  readonly exitCode: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
  readonly durationMs: number;
}

export interface Started {
  readonly ended: Promise<Ended>;
  readonly kill: (signal: NodeJS.Signals) => void;
  /** Resolves once standard output or standard error holds the text; rejects if the process ends before. */
  readonly seen: (text: string) => Promise<void>;
}

export interface StartOptions {
  readonly env?: Env;
  readonly cwd?: string;
}

/** Nothing of this process's environment but what any program needs. */
const BARE_ENV: Env = { PATH: process.env['PATH'], HOME: tmpdir(), TMPDIR: tmpdir() };

/** The Node that runs what is shipped: another one than that of the tests with HOLDFAST_TEST_NODE. */
const NODE = process.env['HOLDFAST_TEST_NODE'] ?? process.execPath;

/** Starts a script of the project by its path below the project's folder. */
export function start(script: string, args: readonly string[], { env = {}, cwd }: StartOptions = {}): Started {
  const startedMs = performance.now();
  const child = spawn(NODE, [join(ROOT, script), ...args], {
    env: { ...BARE_ENV, ...env },
    cwd: cwd ?? tmpdir(),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const output = { stdout: '', stderr: '' };
  let waiting: (() => void)[] = [];
  for (const name of ['stdout', 'stderr'] as const) {
    child[name].setEncoding('utf8').on('data', (text: string) => {
      output[name] += text;
      for (const check of waiting) check();
    });
  }
  const ended = new Promise<Ended>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (exitCode, signal) =>
      resolve({ exitCode, signal, ...output, durationMs: performance.now() - startedMs }),
    );
  });
  const seen = (text: string): Promise<void> =>
    new Promise((resolve, reject) => {
      const check = (): void => {
        if (!output.stdout.includes(text) && !output.stderr.includes(text)) return;
        waiting = waiting.filter((each) => each !== check);
        resolve();
      };
      waiting.push(check);
      check();
      void ended.then(() => reject(new Error(`It ended without saying "${text}":\n${output.stdout}${output.stderr}`)));
    });
  return { ended, kill: (signal) => void child.kill(signal), seen };
}

/** The command line, run to its end. */
export async function runCli(args: readonly string[], options?: StartOptions): Promise<Ended> {
  return start('bin/holdfast.js', args, options).ended;
}

/** One step of a job: the files that the runner hands to an action, and what the action left in them. */
export interface Step {
  readonly started: Started;
  /** Waits for the end, reads the files, removes them. */
  readonly finish: () => Promise<FinishedStep>;
}

export interface FinishedStep extends Ended {
  readonly outputs: Readonly<Record<string, string>>;
  readonly summary: string;
  /** Workflow commands in the log, in order: `warning`, its title, its text (decoded). */
  readonly annotations: readonly Annotation[];
  /** The parsed report.json that the output `report` names. */
  readonly report: unknown;
}

export interface Annotation {
  readonly type: 'error' | 'warning' | 'notice';
  readonly title: string;
  readonly text: string;
}

/** Starts the bundled action with its inputs, as the runner does: defaults of action.yml are the caller's business. */
export function startStep(inputs: Readonly<Record<string, string>>, { env = {}, cwd }: StartOptions = {}): Step {
  const folder = mkdtempSync(join(tmpdir(), 'holdfast-step-'));
  const files = { GITHUB_OUTPUT: join(folder, 'output'), GITHUB_STEP_SUMMARY: join(folder, 'summary') };
  for (const path of Object.values(files)) writeFileSync(path, '');
  const given = Object.entries(inputs).map(([name, text]): [string, string] => [`INPUT_${name.toUpperCase()}`, text]);
  const runner = { GITHUB_ACTIONS: 'true', RUNNER_TEMP: folder, ...files, ...Object.fromEntries(given), ...env };
  const started = start('dist/index.js', [], { env: runner, ...(cwd === undefined ? {} : { cwd }) });
  const finish = async (): Promise<FinishedStep> => {
    const ended = await started.ended;
    const outputs = parseOutputs(readFileSync(files.GITHUB_OUTPUT, 'utf8'));
    const summary = readFileSync(files.GITHUB_STEP_SUMMARY, 'utf8');
    const path = outputs['report'];
    const report: unknown = path === undefined || path === '' ? undefined : JSON.parse(readFileSync(path, 'utf8'));
    rmSync(folder, { recursive: true, force: true });
    return { ...ended, outputs, summary, report, annotations: parseAnnotations(ended.stdout) };
  };
  return { started, finish };
}

export async function runStep(inputs: Readonly<Record<string, string>>, options?: StartOptions): Promise<FinishedStep> {
  return startStep(inputs, options).finish();
}

function parseOutputs(text: string): Record<string, string> {
  const matches = text.matchAll(/^([^\n]+)<<(\S+)\n([\s\S]*?)\n\2\n/gm);
  return Object.fromEntries([...matches].map(([, name = '', , value = '']) => [name, value]));
}

function parseAnnotations(log: string): Annotation[] {
  const matches = log.matchAll(/^::(error|warning|notice)(?: title=([^:\n]*))?::(.*)$/gm);
  return [...matches].map(([, type, title = '', text = '']) => ({
    type: type as Annotation['type'],
    title: decoded(title),
    text: decoded(text),
  }));
}

function decoded(text: string): string {
  return text.replace(/%(0A|0D|3A|2C|25)/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));
}
