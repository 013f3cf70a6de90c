import type { Writable } from 'node:stream';
import type { Emit } from '../events.ts';
import type { Inputs } from '../inputs/inputs.ts';
import type { Surface } from '../inputs/parse.ts';
import type { Mode } from '../inputs/schema.ts';
import { type CommandResult, type RunResult, runResult } from './result.ts';
import { removeAbandoned } from './temp-dir.ts';

/** What the engine needs of the outside, given by the action, the CLI or a test. */
export interface Deps {
  /** A command may do less in a workflow than at a prompt (local repositories are for the CLI only). */
  readonly surface: Surface;
  readonly env: Readonly<Record<string, string | undefined>>;
  /**
   * Absolute; relative paths of inputs are relative to it. The workspace in a workflow. '' if the current folder is not
   * there any more: see `workingDirOf`.
   */
  readonly workingDir: string;
  /** A folder in which each run makes a temporary folder of its own. Absolute. */
  readonly tempRoot: string;
  readonly emit: Emit;
  readonly signal: AbortSignal;
  readonly now: () => Date;
  /** Called with every secret before its first use. */
  readonly mask: (secret: string) => void;
  /** The entry of a worker thread by the name of its module in `snapshot/` (`read-worker`): a file URL. */
  readonly workerUrl: (name: string) => URL;
  /** Where `cat` writes the file. */
  readonly output: Writable;
}

export type Command = (inputs: Inputs, deps: Deps) => Promise<CommandResult>;

/** Loaded when needed, so that `--help` and wrong inputs cost no start of the engine. */
const COMMANDS: Readonly<Record<Mode, () => Promise<Command>>> = {
  backup: async () => (await import('./backup.ts')).backup,
  restore: async () => (await import('./restore.ts')).restore,
  list: async () => (await import('./list.ts')).list,
  find: async () => (await import('./find.ts')).find,
  diff: async () => (await import('./diff.ts')).diff,
  cat: async () => (await import('./cat.ts')).cat,
  verify: async () => (await import('./verify.ts')).verify,
  prune: async () => (await import('./prune.ts')).prune,
  undelete: async () => (await import('./undelete.ts')).undelete,
  mark: async () => (await import('./mark.ts')).mark,
  audit: async () => (await import('./audit.ts')).audit,
  repair: async () => (await import('./repair.ts')).repair,
  setup: async () => (await import('./setup.ts')).setup,
};

export async function runCommand(inputs: Inputs, deps: Deps): Promise<RunResult> {
  const startedMs = performance.now();
  const removed = removeAbandoned(deps.tempRoot, deps.now().getTime());
  try {
    const command = await COMMANDS[inputs.mode]();
    return runResult(inputs.mode, await command(inputs, deps), performance.now() - startedMs);
  } finally {
    await removed;
  }
}
