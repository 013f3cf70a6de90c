/** Mode setup run in this process, as the command line runs it, against any server. */
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import type { CommandResult } from '../../../src/report/result.ts';
import { runCommand } from '../../../src/commands/registry.ts';
import { HoldfastError } from '../../../src/base/errors.ts';
import type { Event } from '../../../src/base/events.ts';
import { parseInputs } from '../../../src/inputs/parse.ts';
import type { Mode } from '../../../src/inputs/schema.ts';
import { workerUrl } from '../../support/worker-url.ts';

export interface Keys {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}

export interface Server extends Keys {
  readonly endpoint: string;
  readonly region: string;
}

export interface Ran {
  readonly result: CommandResult;
  readonly events: readonly Event[];
  /** Classes of the warnings, in order. */
  readonly warnings: readonly string[];
}

interface RunOptions {
  readonly keys?: Keys;
  readonly env?: Readonly<Record<string, string>>;
  readonly now?: () => Date;
  /** What the mode prints. */
  readonly output?: PassThrough;
}

export const FOLDER = mkdtempSync(join(tmpdir(), 'holdfast-setup-'));

export async function run(
  server: Server,
  mode: Mode,
  given: Readonly<Record<string, string>>,
  { keys = server, env = {}, now = () => new Date(), output = new PassThrough() }: RunOptions = {},
): Promise<Ran> {
  const common = {
    'endpoint-url': server.endpoint,
    'force-path-style': 'true',
    'aws-region': server.region,
    'sts-endpoint-url': server.endpoint,
  };
  // The SDK's own chain looks at the environment of the process.
  process.env['AWS_ACCESS_KEY_ID'] = keys.accessKeyId;
  process.env['AWS_SECRET_ACCESS_KEY'] = keys.secretAccessKey;
  if (keys.sessionToken === undefined) delete process.env['AWS_SESSION_TOKEN'];
  else process.env['AWS_SESSION_TOKEN'] = keys.sessionToken;
  const events: Event[] = [];
  const inputs = parseInputs(new Map(Object.entries({ mode, ...common, ...given })), 'cli');
  const result = await runCommand(inputs, {
    surface: 'cli',
    env,
    workingDir: FOLDER,
    tempRoot: FOLDER,
    emit: (event) => events.push(event),
    signal: new AbortController().signal,
    now,
    mask: () => undefined,
    redact: (text) => text,
    workerUrl,
    output,
  });
  const warnings = events.flatMap((event) => (event.type === 'warning' ? [event.class] : []));
  return { result, events, warnings };
}

/** What is wrong with a run that must fail. */
export async function failure(ran: Promise<unknown>): Promise<HoldfastError> {
  const error: unknown = await ran.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (error instanceof HoldfastError) return error;
  throw new Error(`expected an error for the user, got ${String(error)}`);
}
