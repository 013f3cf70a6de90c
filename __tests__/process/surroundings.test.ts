/** What a process may find around itself: no readers, no room, no home, no current folder, leftovers of killed runs. */
import { spawn } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  openSync,
  closeSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { SERIES, Stage, type Vault } from './stage.ts';
import { ROOT, runCli, start, type Ended, type Env } from './support.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await Stage.open();
});
afterAll(() => stage.close());

const NODE = process.env['HOLDFAST_TEST_NODE'] ?? process.execPath;

function args(vault: Vault, mode: string, ...more: string[]): string[] {
  const { endpoint, region } = stage.double;
  const place = ['--bucket', vault.name, '--name', SERIES, '--endpoint-url', endpoint, '--aws-region', region];
  return [mode, ...more, ...place, '--force-path-style'];
}

function backup(vault: Vault): string[] {
  return args(vault, 'backup', '--source', 'files', '--root', stage.source);
}

function envOf(more: Env = {}): Env {
  return { AWS_EC2_METADATA_DISABLED: 'true', ...stage.keys, ...more };
}

async function stored(vault: Vault): Promise<void> {
  stage.double.clock.advance(2);
  expect(await runCli(backup(vault), { env: envOf() })).toMatchObject({ exitCode: 0 });
}

type Target = 'full' | 'gone' | 'ignore';

/** With standard output or error on a full disk, or on a pipe that nobody reads. */
async function runWith(argv: string[], to: { readonly stdout?: Target; readonly stderr?: Target }): Promise<Ended> {
  const full = openSync('/dev/full', 'w');
  const target = (name: Target | undefined) => (name === 'full' ? full : name === 'ignore' ? 'ignore' : 'pipe');
  const env = { PATH: process.env['PATH'], HOME: stage.folder, ...envOf() };
  const stdio: ('ignore' | 'pipe' | number)[] = ['ignore', target(to.stdout), target(to.stderr)];
  const child = spawn(NODE, [join(ROOT, 'bin/holdfast.js'), ...argv], { env, cwd: stage.folder, stdio });
  const output = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const) {
    if (to[name] === 'gone') child[name]?.destroy();
    else child[name]?.setEncoding('utf8').on('data', (text: string) => (output[name] += text));
  }
  const [exitCode, signal] = await new Promise<[number | null, NodeJS.Signals | null]>((resolve) =>
    child.once('close', (code, by) => resolve([code, by])),
  );
  closeSync(full);
  return { exitCode, signal, ...output, durationMs: 0 };
}

const onLinux = process.platform === 'linux' ? describe : describe.skip;

onLinux('standard output and standard error', () => {
  test.each(['full', 'gone'] as const)('a log that is %s stops no backup, restore or verify', async (stderr) => {
    const vault = stage.vault();
    stage.double.clock.advance(2);
    expect(await runWith(backup(vault), { stderr, stdout: 'ignore' })).toMatchObject({ exitCode: 0 });
    expect(vault.keysOf('roots')).toHaveLength(1);
    const target = stage.fresh();
    const restore = args(vault, 'restore', '--path', target);
    expect(await runWith(restore, { stderr, stdout: 'ignore' })).toMatchObject({ exitCode: 0 });
    expect(readFileSync(join(target, 'a.txt'), 'utf8')).toBe('the first file\n');
    expect(await runWith(args(vault, 'verify'), { stderr, stdout: 'ignore' })).toMatchObject({ exitCode: 0 });
  });

  test.each(['full', 'gone'] as const)(
    'a result that is lost on an output that is %s is exit code 4',
    async (stdout) => {
      const vault = stage.vault();
      stage.double.clock.advance(2);
      const done = await runWith(backup(vault), { stdout });
      expect(done).toMatchObject({ exitCode: 4, stderr: expect.stringContaining('Error (output-lost)') as string });
      expect(vault.keysOf('roots')).toHaveLength(1);
      for (const argv of [args(vault, 'list', '--json'), args(vault, 'cat', 'sub/b.bin')]) {
        expect(await runWith(argv, { stdout })).toMatchObject({ exitCode: 4 });
      }
      expect(await runWith(['--help'], { stdout })).toMatchObject({ exitCode: 4 });
      expect(await runWith(['list'], { stdout })).toMatchObject({ exitCode: 2 });
    },
  );
});

test('SIGHUP is a cancel, which leaves no temporary file', async () => {
  const vault = stage.vault();
  await stored(vault);
  const temp = stage.fresh();
  const { ended, kill, seen } = start('bin/holdfast.js', args(vault, 'verify', '--level', 'restore'), {
    env: envOf({ TMPDIR: temp }),
  });
  await seen('== ');
  kill('SIGHUP');
  const { exitCode, stderr } = await ended;
  // It may have been done already.
  if (exitCode !== 0) expect(stderr).toContain('Error (cancelled): Cancelled: received SIGHUP.');
  expect(readdirSync(temp)).toEqual([]);
});

describe('folders that are not there', () => {
  test('files need no temporary folder; what needs one says what is wrong with it', async () => {
    const vault = stage.vault();
    stage.double.clock.advance(2);
    const env = envOf({ TMPDIR: '/nonexistent' });
    expect(await runCli(backup(vault), { env })).toMatchObject({ exitCode: 0 });
    const { exitCode, stderr } = await runCli(args(vault, 'verify', '--level', 'restore'), { env });
    expect(exitCode).toBe(1);
    expect(stderr).toContain('Error (temp-folder): The folder for temporary files, /nonexistent, cannot be used.');
  });

  test('a current folder that was removed matters to relative paths only', async () => {
    const vault = stage.vault();
    stage.double.clock.advance(2);
    const run = async (argv: readonly string[]): Promise<Ended> => {
      const gone = stage.fresh();
      const script = 'cd "$1" && rmdir "$1" && shift && exec "$@"';
      const child = spawn('sh', ['-c', script, 'sh', gone, NODE, join(ROOT, 'bin/holdfast.js'), ...argv], {
        env: { PATH: process.env['PATH'], HOME: stage.folder, ...envOf() },
      });
      let stderr = '';
      child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
      child.stdout.resume();
      const exitCode = await new Promise<number | null>((resolve) => child.once('close', resolve));
      return { exitCode, signal: null, stdout: '', stderr, durationMs: 0 };
    };
    expect(await run(backup(vault))).toMatchObject({ exitCode: 0 });
    expect(await run(args(vault, 'list'))).toMatchObject({ exitCode: 0 });
    expect(await run(args(vault, 'restore', '--path', stage.fresh()))).toMatchObject({ exitCode: 0 });
    const relative = await run(args(vault, 'restore', '--path', 'here'));
    expect(relative).toMatchObject({
      exitCode: 1,
      stderr: expect.stringContaining('Error (no-working-folder)') as string,
    });
  });
});

test('temporary folders of killed runs are removed by the next run, and nothing else is', async () => {
  const vault = stage.vault();
  await stored(vault);
  const temp = stage.fresh();
  const env = envOf({ TMPDIR: temp });
  const verify = args(vault, 'verify', '--level', 'restore');
  const { ended, kill } = start('bin/holdfast.js', verify, { env });
  while (readdirSync(temp).length === 0) await new Promise((resolve) => setTimeout(resolve, 1));
  kill('SIGKILL');
  await ended;
  const [left = ''] = readdirSync(temp);
  expect(left).toMatch(/^holdfast-tmp-/);
  writeFileSync(join(temp, left, 'content'), 'of the backup');
  // Of this form, and not to be touched: a running process, an open folder, a link, another machine's, a user's own name.
  const ofRunning = left.replace(/^(holdfast-tmp-)\d+-\d+/, `$1${process.pid}-0`);
  const open = left.replace(/.{6}$/, 'opened');
  const link = left.replace(/.{6}$/, 'linked');
  const foreign = left.replace(/[0-9a-f]{12}(-.{6})$/, '000000000000$1');
  const own = 'holdfast-tmp-mine';
  for (const name of [ofRunning, open, foreign, own, 'holdfast-abc123']) mkdirSync(join(temp, name), { mode: 0o700 });
  chmodSync(join(temp, open), 0o755);
  symlinkSync(stage.source, join(temp, link));
  expect(await runCli(args(vault, 'list'), { env })).toMatchObject({ exitCode: 0 });
  expect(existsSync(join(temp, left))).toBe(false);
  expect(readdirSync(temp).sort()).toEqual([ofRunning, open, link, foreign, own, 'holdfast-abc123'].sort());
  expect(existsSync(join(stage.source, 'a.txt'))).toBe(true);
});

describe('files of a step that cannot be written', () => {
  test('a step succeeds without its summary and its report', async () => {
    const vault = stage.vault();
    const step = await vault.backUp({
      env: { GITHUB_STEP_SUMMARY: stage.folder, RUNNER_TEMP: '/nonexistent' },
    });
    expect(step).toMatchObject({ exitCode: 0, outputs: { status: 'complete', report: '' } });
    expect(step.annotations.map(({ title }) => title)).toEqual([
      'holdfast: report-not-written',
      'holdfast: summary-not-written',
    ]);
  });

  test('outputs that cannot be written fail the step, and say that its work is done', async () => {
    const vault = stage.vault();
    const step = await vault.backUp({ env: { GITHUB_OUTPUT: stage.folder } });
    expect(step).toMatchObject({
      exitCode: 1,
      annotations: [{ type: 'error', title: 'holdfast: outputs-not-written' }],
    });
    expect(vault.keysOf('roots')).toHaveLength(1);
  });
});
