import { runAction as runActionOn } from './action/main.ts';
import { runCli as runCliOn } from './cli/main.ts';

// From the bundle a worker is a file beside it; from the sources it is a module of its layer. Not written as
// `new URL('./x.js', import.meta.url)`, which the bundler would take for an asset to copy.
const here = import.meta.url;

function workerUrl(name: string): URL {
  return new URL(here.endsWith('.ts') ? `snapshot/${name}.ts` : `${name}.js`, here);
}

export async function runAction(): Promise<void> {
  await runActionOn(process, workerUrl);
}

export async function runCli(argv: readonly string[]): Promise<void> {
  await runCliOn(argv, process, workerUrl);
}

// Started by the runner, and not imported by bin/holdfast.js or a test.
if (import.meta.main) void runAction();
