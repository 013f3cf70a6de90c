import type { Inputs } from '../inputs/inputs.ts';
import type { Deps } from './engine.ts';
import type { CommandResult } from './result.ts';

export async function prune(inputs: Inputs, deps: Deps): Promise<CommandResult> {
  await Promise.resolve(deps);
  throw new Error(`${inputs.mode} is being written`);
}
