/** The part of @actions/core that the action uses. The command line does not load it. */
import { HoldfastError, messageOf } from '../base/errors.ts';

type Env = Readonly<Record<string, string | undefined>>;

/** What the action uses of @actions/core, which is loaded for the action alone: the command line starts faster without. */
export type Toolkit = Pick<typeof import('@actions/core'), 'getInput' | 'setSecret' | 'setOutput' | 'summary'>;

export async function loadToolkit(): Promise<Toolkit> {
  return import('./toolkit.ts');
}

/** Hides a text in the log from now on; one mask for each line, as the runner compares lines. */
export function hide({ setSecret }: Toolkit, secret: string): void {
  for (const line of secret.split(/\r?\n/)) if (line.trim() !== '') setSecret(line);
}

export const OUTPUTS_LOST = 'outputs-not-written';

/** Does nothing outside a workflow, where the toolkit would print them. @throws outputs-not-written */
export function setOutputs(
  { setOutput }: Toolkit,
  env: Env,
  outputs: Readonly<Record<string, string | number | boolean>>,
): void {
  if (!env['GITHUB_OUTPUT']) return;
  try {
    for (const [name, value] of Object.entries(outputs)) setOutput(name, value);
  } catch (error) {
    throw new HoldfastError({
      code: OUTPUTS_LOST,
      message: 'The outputs of this step could not be written to the file that GITHUB_OUTPUT names.',
      why: `${messageOf(error)}. The work itself is done, as the log says; steps that need its outputs would not know.`,
      fix: 'Make sure that the user of this step may write that file: in a container job it may belong to another user.',
      cause: error,
    });
  }
}

/** Does nothing outside a workflow. */
export async function addSummary({ summary }: Toolkit, env: Env, markdown: string): Promise<void> {
  if (env['GITHUB_STEP_SUMMARY']) await summary.addRaw(markdown).write();
}
