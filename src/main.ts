/** What the bundle holds: both entries of the program. Loaded by start.ts once this Node is known to be able to. */
import { homedir } from 'node:os';
import { setFlagsFromString } from 'node:v8';
import { runAction as runActionOn } from './action/main.ts';
import { runCli as runCliOn } from './cli/main.ts';
import { EXIT } from './base/errors.ts';

// Not written as `new URL('./x.js', import.meta.url)`, which the bundler would take for an asset to copy.
const here = import.meta.url;

/** A worker thread is a bundle of its own, beside that of this file. */
function workerUrl(name: string): URL {
  return new URL(`${name}.js`, here);
}

/**
 * Together they cost some 0.1 s of CPU time in a run of 0.9 s (docs/benchmarks.md). The young generation stays small: V8
 * lets it grow to 48 MiB a thread while nearly all of its objects live for one batch of files only; saves some 60 MB. And
 * the old generation is collected once it has grown by half: V8 waits until it is some three times as large; saves 80 MB
 * where a large repository is read from GitHub.
 */
function keepHeapSmall(): void {
  setFlagsFromString('--semi-space-growth-factor=1');
  setFlagsFromString('--heap-growing-percent=50');
}

function prepare(): void {
  keepHeapSmall();
  haveHome();
}

/**
 * A user without HOME and without a line in /etc/passwd (`docker run --user 1001`) has no home folder. The AWS SDK fails
 * where it asks for one, and looks for no profile in one that is not there.
 */
function haveHome(): void {
  try {
    if (homedir() !== '') return;
  } catch {
    // As below.
  }
  process.env['HOME'] = '/nonexistent';
}

/**
 * Node ends a process that waits for nothing more with exit code 0, whether its work is done or not.
 *
 * @param mark what an error begins with
 */
async function toItsEnd(work: () => Promise<void>, mark: string): Promise<void> {
  const tell = (): void => {
    process.exitCode = EXIT.failed;
    const stream = mark.startsWith('::') ? process.stdout : process.stderr;
    stream.write(
      `${mark}Unexpected: the run stopped before its end. This is a defect of Holdfast. Please report it, with this log.\n`,
    );
  };
  process.once('beforeExit', tell);
  await work();
  process.off('beforeExit', tell);
}

export async function runAction(): Promise<void> {
  prepare();
  await toItsEnd(() => runActionOn(process, workerUrl), '::error title=holdfast%3A internal::');
}

export async function runCli(argv: readonly string[]): Promise<void> {
  prepare();
  await toItsEnd(() => runCliOn(argv, process, workerUrl), 'Error (internal): ');
}
