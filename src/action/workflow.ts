import { randomUUID } from 'node:crypto';
import { appendFile } from 'node:fs/promises';
import { commandData } from '../report/escape.ts';

type Env = Readonly<Record<string, string | undefined>>;

/**
 * The runner's side of an action: inputs, masks, outputs, summary, as @actions/core has them. Its own few lines, since
 * that package takes 90 ms to load, mostly for an HTTP client that nothing here uses.
 *
 * @see https://docs.github.com/actions/reference/workflow-commands-for-github-actions
 */
export function getInput(env: Env, name: string): string {
  return (env[`INPUT_${name.replaceAll(' ', '_').toUpperCase()}`] ?? '').trim();
}

/** The command that hides a text in the log from now on; one for each line, as the runner compares lines. */
export function maskCommands(secret: string): string {
  const lines = secret.split(/\r?\n/).filter((line) => line.trim() !== '');
  return lines.map((line) => `::add-mask::${commandData(line)}\n`).join('');
}

/** Appends to the file of GITHUB_OUTPUT; does nothing outside a workflow. */
export async function setOutputs(
  env: Env,
  outputs: Readonly<Record<string, string | number | boolean>>,
): Promise<void> {
  const path = env['GITHUB_OUTPUT'];
  if (path === undefined || path === '') return;
  const text = Object.entries(outputs).map(([name, value]) => outputText(name, String(value)));
  if (text.length > 0) await appendFile(path, text.join(''));
}

/** A random delimiter, so that no value can end itself and set another output. */
function outputText(name: string, value: string): string {
  const delimiter = `holdfast_${randomUUID()}`;
  return `${name}<<${delimiter}\n${value}\n${delimiter}\n`;
}

/** Appends to the file of GITHUB_STEP_SUMMARY; does nothing outside a workflow. */
export async function addSummary(env: Env, markdown: string): Promise<void> {
  const path = env['GITHUB_STEP_SUMMARY'];
  if (path !== undefined && path !== '') await appendFile(path, markdown);
}
