/** The commands verify and mark over a vault in memory, as the engine calls them. */
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Deps } from '../../../src/commands/shared/command.ts';
import { markIn } from '../../../src/commands/mark.ts';
import { type RunResult, runResult } from '../../../src/report/result.ts';
import type { Vault } from '../../../src/commands/vault/vault.ts';
import { verifyIn } from '../../../src/commands/verify/verify.ts';
import type { Event, Problem } from '../../../src/base/events.ts';
import { parseInputs } from '../../../src/inputs/parse.ts';
import { parseMarkKey } from '../../../src/vault/format/keys.ts';
import type { VerifyFinding } from '../../../src/vault/verify/findings.ts';
import { countingStore, type Traffic } from '../../../src/store/counting.ts';
import type { Store } from '../../../src/store/store.ts';
import { withKeys } from '../../../src/vault/seal/keyed-store.ts';
import type { VaultKeys } from '../../../src/vault/seal/keys.ts';
import { SERIES } from '../../support/engine.ts';
import { workerUrl } from '../../support/worker-url.ts';

export interface Ran extends RunResult {
  readonly events: readonly Event[];
  readonly requests: Traffic['requests'];
  readonly findings: readonly VerifyFinding[];
}

export interface RunOptions {
  /** Of the runner, which is never trusted; default a day ahead of S3. */
  readonly now?: Date;
  readonly signal?: AbortSignal;
  readonly base?: string;
  readonly env?: Deps['env'];
  /** What `vault-key` holds. */
  readonly keys?: VaultKeys;
}

/** Verifies, or marks, and leaves nothing behind in the folder for temporary files. */
export async function run(
  mode: 'verify' | 'mark',
  inner: Store,
  given: Readonly<Record<string, string>> = {},
  options: RunOptions = {},
): Promise<Ran> {
  const name = given['all-series'] === undefined ? { name: SERIES } : {};
  const inputs = parseInputs(new Map(Object.entries({ mode, bucket: 'test-bucket', ...name, ...given })), 'cli');
  const events: Event[] = [];
  const tempRoot = mkdtempSync(join(tmpdir(), 'holdfast-verify-'));
  const deps: Partial<Deps> = {
    surface: 'cli',
    env: { PATH: process.env['PATH'], ...options.env },
    workingDir: '/nowhere',
    tempRoot,
    emit: (event) => events.push(event),
    signal: options.signal ?? new AbortController().signal,
    now: () => options.now ?? new Date('2030-01-01T00:00:00Z'),
    workerUrl,
  };
  const { store, traffic } = countingStore(inner);
  const vault = {
    store: withKeys(store, options.keys),
    traffic,
    plan: { series: inputs.name, base: options.base },
  } as unknown as Vault;
  try {
    const result = runResult(mode, await (mode === 'verify' ? verifyIn : markIn)(vault, inputs, deps as Deps), 0);
    return { ...result, events, requests: traffic().requests, findings: findingsOf(result) };
  } finally {
    expect(readdirSync(tempRoot)).toEqual([]);
    rmSync(tempRoot, { recursive: true, force: true });
  }
}

function findingsOf({ json }: RunResult): readonly VerifyFinding[] {
  const { verified = [] } = json as { readonly verified?: readonly { readonly findings: readonly VerifyFinding[] }[] };
  return verified.flatMap(({ findings }) => findings);
}

export function problems(events: readonly Event[], type: Problem['type'] = 'warning'): string[] {
  return events.flatMap((event) => (event.type === type ? [event.class] : []));
}

/** Kinds of the marks in a vault that say something of a snapshot as a whole, each once for each mark. */
export function marksIn(keys: Iterable<string>): string[] {
  return [...keys].flatMap((key) => parseMarkKey(key)?.kind ?? []).filter((kind) => kind !== 'proof');
}
