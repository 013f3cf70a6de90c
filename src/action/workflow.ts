type Env = Readonly<Record<string, string | undefined>>;

/** What the action uses of @actions/core, which is loaded for the action alone: the command line starts faster without. */
export type Toolkit = Pick<typeof import('@actions/core'), 'getInput' | 'setSecret' | 'setOutput' | 'summary'>;

export async function loadToolkit(): Promise<Toolkit> {
  return import('@actions/core');
}

/** Hides a text in the log from now on; one mask for each line, as the runner compares lines. */
export function hide({ setSecret }: Toolkit, secret: string): void {
  for (const line of secret.split(/\r?\n/)) if (line.trim() !== '') setSecret(line);
}

/** Does nothing outside a workflow, where the toolkit would print them. */
export function setOutputs(
  { setOutput }: Toolkit,
  env: Env,
  outputs: Readonly<Record<string, string | number | boolean>>,
): void {
  if (!env['GITHUB_OUTPUT']) return;
  for (const [name, value] of Object.entries(outputs)) setOutput(name, value);
}

/** Does nothing outside a workflow. */
export async function addSummary({ summary }: Toolkit, env: Env, markdown: string): Promise<void> {
  if (env['GITHUB_STEP_SUMMARY']) await summary.addRaw(markdown).write();
}
