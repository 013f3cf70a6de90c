/** The table of modes: which file runs each. */
import type { Inputs } from '../inputs/inputs.ts';
import type { Mode } from '../inputs/schema.ts';
import type { Command, Deps } from './shared/command.ts';
import { type RunResult, runResult } from '../report/result.ts';
import { removeAbandoned } from './shared/temp-dir.ts';

/** Loaded when needed, so that `--help` and wrong inputs do not load the rest. */
const COMMANDS: Readonly<Record<Mode, () => Promise<Command>>> = {
  backup: async () => (await import('./backup.ts')).backup,
  restore: async () => (await import('./restore.ts')).restore,
  list: async () => (await import('./list.ts')).list,
  find: async () => (await import('./find.ts')).find,
  diff: async () => (await import('./diff.ts')).diff,
  cat: async () => (await import('./cat.ts')).cat,
  browse: async () => (await import('./browse.ts')).browse,
  verify: async () => (await import('./verify/verify.ts')).verify,
  prune: async () => (await import('./prune.ts')).prune,
  undelete: async () => (await import('./undelete.ts')).undelete,
  mark: async () => (await import('./mark.ts')).mark,
  audit: async () => (await import('./audit.ts')).audit,
  repair: async () => (await import('./repair.ts')).repair,
  keys: async () => (await import('./keys.ts')).keys,
  fleet: async () => {
    const [{ fleetCommand }, { makeBackup }] = await Promise.all([import('./fleet/fleet.ts'), import('./backup.ts')]);
    return fleetCommand(makeBackup);
  },
  coverage: async () => (await import('./fleet/coverage.ts')).coverage,
  setup: async () => (await import('./setup.ts')).setup,
};

export async function runCommand(inputs: Inputs, deps: Deps): Promise<RunResult> {
  const startedMs = performance.now();
  removeAbandoned(deps.tempRoot, deps.now().getTime());
  const command = await COMMANDS[inputs.mode]();
  return runResult(inputs.mode, await command(inputs, deps), performance.now() - startedMs);
}
