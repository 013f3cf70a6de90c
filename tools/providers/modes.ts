/** Runs each mode of the command line against a server, as a process, on a vault that the run makes. */
import * as S3 from '@aws-sdk/client-s3';
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { versionsOf } from './bucket.ts';
import { MODES, type ModeStep, type Verdict } from './result.ts';

const CLI = join(import.meta.dirname, '../../bin/holdfast.js');
const MODE_STEPS = Object.keys(MODES) as ModeStep[];
const SERIES = 'conformance/files';

export interface Vault {
  readonly client: S3.S3Client;
  /** Does not exist yet: setup makes it. */
  readonly bucket: string;
  /** An empty folder. */
  readonly folder: string;
  /** Of the command line: the keys, the region, the CA. */
  readonly env: NodeJS.ProcessEnv;
  readonly flags: readonly string[];
}

/** The end of one run of the command line. */
interface Ended {
  readonly exitCode: number | null;
  readonly json: Document | undefined;
  readonly stderr: string;
}

/** What the run reads of the document that `--json` prints. */
interface Document {
  readonly outputs?: Readonly<Record<string, unknown>>;
  readonly error?: { readonly code?: string; readonly message?: string };
  readonly problems?: readonly {
    readonly class: string;
    readonly type: string;
    readonly items: readonly { readonly message: string }[];
  }[];
}

type Steps = Readonly<Partial<Record<ModeStep, Verdict>>>;

export async function runModes(vault: Vault): Promise<Readonly<Record<ModeStep, Verdict>>> {
  const source = join(vault.folder, 'source');
  mkdirSync(source);
  writeFileSync(join(source, 'a.txt'), 'one');
  const setUp = setups(vault);
  const first = backup(vault, source);
  const unchanged = backup(vault, source);
  writeFileSync(join(source, 'a.txt'), 'two');
  const second = backup(vault, source, ['--encryption', 'AES256']);
  const last = second.exitCode === 0 ? second : backup(vault, source);
  const backups: Steps = {
    backup: verdict(first),
    'backup-unchanged': verdict(unchanged, unchanged.json?.outputs?.['new-bytes'] === 0, 'it stored something'),
    'backup-encrypted': verdict(second),
  };
  const later = first.exitCode === 0 ? await onVault(vault, first, last) : {};
  const audit = verdict(holdfast(vault, 'audit', ['--fail-on', 'none']));
  const steps: Steps = { ...setUp, ...backups, ...later, audit };
  const none: Verdict = { outcome: 'not-tried', note: 'there is no backup' };
  return Object.fromEntries(MODE_STEPS.map((step) => [step, steps[step] ?? none])) as Record<ModeStep, Verdict>;
}

async function onVault(vault: Vault, first: Ended, last: Ended): Promise<Steps> {
  return { ...reads(vault, last), ...marks(vault), ...(await losses(vault, first)) };
}

function setups(vault: Vault): Steps {
  const first = holdfast(vault, 'setup', ['--apply']);
  const again = holdfast(vault, 'setup', ['--apply']);
  return {
    setup: verdict(first),
    'setup-settles': verdict(again, again.json?.outputs?.['changes'] === 0, 'it changes something again'),
  };
}

function backup(vault: Vault, source: string, flags: readonly string[] = []): Ended {
  return holdfast(vault, 'backup', ['--root', source, ...flags]);
}

function reads(vault: Vault, last: Ended): Steps {
  const listed = holdfast(vault, 'list', []);
  const target = join(vault.folder, 'restored');
  const restored = holdfast(vault, 'restore', ['--path', target]);
  return {
    list: verdict(listed, JSON.stringify(listed.json).includes(snapshotOf(last)), 'it lacks the last snapshot'),
    restore: verdict(restored, restored.exitCode === 0 && textIn(target) === 'two', 'the files differ'),
    verify: verdict(holdfast(vault, 'verify', ['--level', 'full'])),
  };
}

function marks(vault: Vault): Steps {
  return {
    'prune-plan': verdict(holdfast(vault, 'prune', ['--keep-last', '1', '--max-delete-share', '100 %'])),
    mark: verdict(holdfast(vault, 'mark', ['label', 'latest', '--labels', 'tried'])),
  };
}

/** Deletes and overwrites objects of the vault, as an intruder would, and has them brought back. */
async function losses(vault: Vault, first: Ended): Promise<Steps> {
  const { client, bucket: Bucket } = vault;
  const keys = (await versionsOf(client, Bucket)).map(({ Key }) => Key);
  const root = keys.find((key) => key.includes(snapshotOf(first)) && key.includes('/roots/'));
  const pack = keys.find((key) => key.includes('/packs/'));
  if (root === undefined || pack === undefined) return {};
  await client.send(new S3.DeleteObjectCommand({ Bucket, Key: root }));
  const undelete = await restorable(vault, first, holdfast(vault, 'undelete', [snapshotOf(first), '--apply']));
  await client.send(new S3.DeleteObjectCommand({ Bucket, Key: pack }));
  const deleted = await restorable(vault, first, holdfast(vault, 'repair', ['--apply']));
  await client.send(new S3.PutObjectCommand({ Bucket, Key: pack, Body: 'other bytes' }));
  const overwritten = await restorable(vault, first, holdfast(vault, 'repair', ['--apply']));
  return { undelete, 'repair-deleted': deleted, 'repair-overwritten': overwritten };
}

/** The verdict on a run after which the first snapshot must be whole again. */
async function restorable(vault: Vault, first: Ended, ended: Ended): Promise<Verdict> {
  const target = join(vault.folder, `back-${String(Date.now())}`);
  const restored = holdfast(vault, 'restore', ['--path', target, '--version', snapshotOf(first)]);
  const isBack = restored.exitCode === 0 && textIn(target) === 'one';
  return verdict(ended, isBack, 'the snapshot cannot be restored');
}

function textIn(folder: string): string {
  return readFileSync(join(folder, 'a.txt'), 'utf8');
}

function snapshotOf({ json }: Ended): string {
  const id = json?.outputs?.['snapshot'];
  return typeof id === 'string' && id !== '' ? id : 'none';
}

/** @param holds what must be so beside the exit code; `partial` (3) is success where a setting is not served. */
function verdict(ended: Ended, holds = true, lacking = ''): Verdict {
  const { exitCode, json, stderr } = ended;
  if (exitCode === 0 || exitCode === 3) {
    const left = problems(json, 'warning');
    if (!holds) return { outcome: 'no-effect', note: lacking };
    return { outcome: 'works', ...(left.length > 0 && { note: `warns: ${left.join(', ')}` }) };
  }
  const code = json?.error?.code ?? problems(json, 'error')[0] ?? /^Error \(([a-z0-9-]+)\)/m.exec(stderr)?.[1];
  if (code !== undefined) return { outcome: 'refused', code };
  return { outcome: 'refused', note: `exit ${String(exitCode)}, warns: ${problems(json, 'warning').join(', ')}` };
}

function problems(json: Document | undefined, type: string): readonly string[] {
  return (json?.problems ?? []).filter((each) => each.type === type).map((each) => each.class);
}

function holdfast(vault: Vault, mode: string, args: readonly string[]): Ended {
  const where = ['--bucket', vault.bucket, '--source', 'files', '--name', SERIES, '--json'];
  const { status, stdout, stderr } = spawnSync(process.execPath, [CLI, mode, ...args, ...where, ...vault.flags], {
    env: vault.env,
    cwd: vault.folder,
    encoding: 'utf8',
  });
  if (status !== 0) process.stderr.write(`${mode} ${args.join(' ')}: exit ${String(status)}\n${stderr}\n`);
  const json = stdout.trim() === '' ? undefined : (JSON.parse(stdout) as Document);
  return { exitCode: status, json, stderr };
}
