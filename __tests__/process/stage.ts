/** A double, a vault bucket per test, a folder to back up, and the bundle started over them. */
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startDouble, type Double, type DoubleOptions } from '../../tools/double/double.ts';
import type { Bucket } from '../../tools/double/state.ts';
import { runCli, runStep, startStep, type Ended, type Env, type FinishedStep, type Step } from './support.ts';
import { noise } from '../support/bytes.ts';

export const SERIES = 'acme/shop/files';
export type Inputs = Readonly<Record<string, string>>;

export interface Changes {
  readonly inputs?: Inputs;
  readonly env?: Env;
}

export class Stage {
  readonly double: Double;
  readonly folder = mkdtempSync(join(tmpdir(), 'holdfast-stage-'));
  readonly source = join(this.folder, 'source');
  #count = 0;

  private constructor(double: Double) {
    this.double = double;
    mkdirSync(join(this.source, 'sub'), { recursive: true });
    writeFileSync(join(this.source, 'a.txt'), 'the first file\n');
    writeFileSync(join(this.source, 'sub', 'b.bin'), noise(40_000, 7));
  }

  static async open(options: DoubleOptions = {}): Promise<Stage> {
    return new Stage(await startDouble(options));
  }

  async close(): Promise<void> {
    rmSync(this.folder, { recursive: true, force: true });
    await this.double.close();
  }

  /** A vault of a test's own. */
  vault(name: string = `vault-${String(this.#count++)}`): Vault {
    return new Vault(this, name, this.double.makeVaultBucket(name));
  }

  fresh(): string {
    return mkdtempSync(join(this.folder, 'target-'));
  }

  /** Keys of the user who may do everything. */
  get keys(): Env {
    return this.keysOf(this.double);
  }

  keysOf(keys: { readonly accessKeyId: string; readonly secretAccessKey: string }): Env {
    return { AWS_ACCESS_KEY_ID: keys.accessKeyId, AWS_SECRET_ACCESS_KEY: keys.secretAccessKey };
  }
}

export class Vault {
  readonly stage: Stage;
  readonly name: string;
  readonly bucket: Bucket;

  constructor(stage: Stage, name: string, bucket: Bucket) {
    this.stage = stage;
    this.name = name;
    this.bucket = bucket;
  }

  get objects(): ReturnType<Double['objects']> {
    return this.stage.double.objects(this.name);
  }

  inputs(more: Inputs = {}): Inputs {
    const { endpoint, region } = this.stage.double;
    const place = { bucket: this.name, name: SERIES, 'endpoint-url': endpoint, 'force-path-style': 'true' };
    return { ...place, 'aws-region': region, ...more };
  }

  #run(mode: string, own: Inputs, { inputs = {}, env = {} }: Changes): [Inputs, { env: Env; cwd: string }] {
    const all = this.inputs({ mode, ...own, ...inputs });
    // Snapshots of one second have no order but that of their hashes.
    this.stage.double.clock.advance(2);
    const runner = { GITHUB_EVENT_NAME: 'schedule', AWS_EC2_METADATA_DISABLED: 'true' };
    return [all, { env: { ...runner, ...this.stage.keys, ...env }, cwd: this.stage.source }];
  }

  /** Not waited for. */
  start(mode: string, changes: Changes = {}): Step {
    return startStep(...this.#run(mode, mode === 'backup' ? { source: 'files' } : {}, changes));
  }

  backUp(changes: Changes = {}): Promise<FinishedStep> {
    return runStep(...this.#run('backup', { source: 'files' }, changes));
  }

  restore(target: string, changes: Changes = {}): Promise<FinishedStep> {
    return runStep(...this.#run('restore', { path: target }, changes));
  }

  /** The command line, with nothing of a runner around it. */
  cli(args: readonly string[], env: Env = this.stage.keys): Promise<Ended> {
    const { endpoint, region } = this.stage.double;
    const name = args.includes('--all-series') ? [] : ['--name', SERIES];
    const flags = ['--bucket', this.name, ...name, '--endpoint-url', endpoint, '--aws-region', region];
    const all = { AWS_EC2_METADATA_DISABLED: 'true', ...env };
    return runCli([...args, ...flags, '--force-path-style'], { env: all, cwd: this.stage.source });
  }

  /** A good first backup; the step, for its outputs. */
  async filled(): Promise<FinishedStep> {
    const step = await this.backUp();
    if (step.exitCode !== 0) throw new Error(step.stdout);
    return step;
  }

  /** Every S3 version in the bucket, without the probe: what must not change where nothing was to be done. */
  contents(): string[] {
    return this.bucket
      .keys()
      .filter((key) => !key.endsWith('v1/probe'))
      .flatMap((key) => this.bucket.versions(key).map(({ versionId, etag }) => `${key} ${versionId} ${etag}`));
  }

  keysOf(kind: 'roots' | 'packs' | 'parts'): string[] {
    return this.objects.keys(`v1/${kind}/`);
  }
}

/** Files of a folder by path, whole. */
export function filesOf(folder: string, below = ''): Record<string, string> {
  const found: Record<string, string> = {};
  for (const name of readdirSync(join(folder, below))) {
    const path = join(below, name);
    if (statSync(join(folder, path)).isDirectory()) Object.assign(found, filesOf(folder, path));
    else found[path] = readFileSync(join(folder, path), 'latin1');
  }
  return found;
}

/** One clear error: its code, some of its words, and an exit code that is not 0; with what to do about it. */
export function expectError(step: FinishedStep, code: string, ...words: (string | RegExp)[]): void {
  const errors = step.annotations.filter(({ type }) => type === 'error');
  expect({ errors: errors.map(({ title }) => title), log: step.stdout }).toEqual({
    errors: [`holdfast: ${code}`],
    log: step.stdout,
  });
  const text = errors[0]?.text ?? '';
  for (const word of words) expect(text).toMatch(word);
  expect(step.exitCode).toBe(1);
  expect(step.stderr).toBe('');
  expect(step.report).toMatchObject({ status: 'failed', error: { code } });
  expect(step.summary).toContain(`**${code}**`);
}
