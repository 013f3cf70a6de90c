import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { VERSION } from '../../src/base/version.ts';
import { ROOT, runCli, runStep, start } from './support.ts';

describe('the action with wrong inputs', () => {
  test('fails with all problems in one annotation, in the summary and in the report', async () => {
    const step = await runStep({
      mode: 'restore',
      overwrite: 'sometimes',
      prefix: '/a',
      'include-hidden-files': 'true',
      'github-token': 'ghs_0123456789',
    });
    expect(step.exitCode).toBe(1);
    expect(step.stderr).toBe('');
    expect(step.annotations).toEqual([
      {
        type: 'error',
        title: 'holdfast: bad-input',
        text:
          '3 inputs are wrong, and nothing was done:\n' +
          '  bucket: missing. Accepted: the name of an S3 bucket: 3 to 63 lowercase letters, digits, dots and hyphens. Example: acme-backups\n' +
          '  prefix: got "/a", but it has a slash at an end. Accepted: segments of A-Z a-z 0-9 . _ - joined by /, without a slash at either end. Example: holdfast/prod\n' +
          '  overwrite: got "sometimes". Accepted: if-changed, always, never or refuse. Example: never',
      },
    ]);
    expect(step.report).toMatchObject({ mode: 'restore', status: 'failed', exitCode: 1, error: { code: 'bad-input' } });
    expect(step.summary).toContain('**bad-input**: 3 inputs are wrong');
  });

  test('masks secrets before anything else, and never repeats them', async () => {
    const secret = 'ghs_0123456789\nsecond-line';
    const { stdout, summary, report } = await runStep({ 'github-token': secret, prefix: 'second-line!' });
    expect(stdout.split('\n').slice(0, 2)).toEqual(['::add-mask::ghs_0123456789', '::add-mask::second-line']);
    expect(stdout.split('\n').slice(2).join('\n') + summary + JSON.stringify(report)).not.toContain('second-line');
  });

  test('a value cannot inject a workflow command', async () => {
    const { stdout, annotations } = await runStep({ bucket: 'x\n::set-env name=A::b\r::error::c##[error]d' });
    expect(annotations).toHaveLength(1);
    expect(stdout.trimEnd().split(/[\r\n]/)).toHaveLength(1);
  });

  test('loads no second HTTP client: that of @actions/core is left out of the bundle', async () => {
    const recorder = `import { registerHooks } from 'node:module';
      import { writeSync } from 'node:fs';
      registerHooks({ load: (url, context, next) => { writeSync(2, url + '\\n'); return next(url, context); } });`;
    const env = { NODE_OPTIONS: `--import data:text/javascript,${encodeURIComponent(recorder)}` };
    const { stderr } = await runStep({ bucket: 'A' }, { env });
    const loaded = [...new Set(stderr.match(/file:\S+\.js/g))].map((url) => readFileSync(new URL(url), 'utf8'));
    expect(loaded.length).toBeGreaterThan(2);
    expect(loaded.some((text) => text.includes('GITHUB_STEP_SUMMARY'))).toBe(true);
    expect(loaded.filter((text) => text.includes('undici'))).toEqual([]);
  });

  test('works without the files of a runner', async () => {
    const empty = { GITHUB_OUTPUT: '', GITHUB_STEP_SUMMARY: '' };
    expect((await runStep({ bucket: 'A' }, { env: empty })).exitCode).toBe(1);
  });
});

describe('the command line', () => {
  test('--help and --version', async () => {
    expect(await runCli(['--help'])).toMatchObject({
      exitCode: 0,
      stderr: '',
      stdout: expect.stringContaining('Usage: holdfast') as string,
    });
    expect(await runCli(['diff', '--help'])).toMatchObject({
      exitCode: 0,
      stdout: expect.stringContaining('diff A [B] [flags]') as string,
    });
    for (const flag of ['--version', '-V'])
      expect(await runCli([flag])).toMatchObject({ exitCode: 0, stdout: `${VERSION}\n` });
  });

  test('a mistyped word comes with the one that was meant', async () => {
    expect((await runCli(['bakcup'])).stderr).toMatch(/mode: got "bakcup".* Did you mean holdfast backup\?\n/);
    const ended = await runCli(['backup', '--bucket', 'abc', '--source', 'fils', '--region', 'x']);
    expect(ended.exitCode).toBe(2);
    expect(ended.stderr).toMatch(/--region: there is no such flag\. Did you mean --aws-region\?/);
    expect(ended.stderr).toMatch(
      /source: got "fils"\. Accepted: repository, organization, artifacts or files\. Did you mean files\?/,
    );
  });

  test('a bucket by another name, and a server without http', async () => {
    const ended = await runCli(['ls', '--bucket', 's3://acme-backups/team/x', '--endpoint-url', 'localhost:9000']);
    expect(ended.exitCode).toBe(2);
    expect(ended.stderr).toContain('it is a URL: give acme-backups as bucket, and team/x as prefix.');
    expect(ended.stderr).toContain('it has no https:// before it (or http://): https://localhost:9000.');
  });

  test('completion for bash completes modes, flags and values', async () => {
    const { stdout: script, exitCode } = await runCli(['completion', 'bash']);
    expect(exitCode).toBe(0);
    const complete = (...words: string[]): string[] => {
      const quoted = words.map((word) => `'${word}'`).join(' ');
      const ask = `COMP_WORDS=(holdfast ${quoted}); COMP_CWORD=${words.length}; _holdfast; printf '%s\n' "\${COMPREPLY[@]}"`;
      return execFileSync('bash', ['-c', `${script}\n${ask}`], { encoding: 'utf8' })
        .trim()
        .split('\n');
    };
    expect(complete('re')).toEqual(['restore', 'repair']);
    expect(complete('restore', '--over')).toEqual(['--overwrite']);
    expect(complete('restore', '--overwrite', 'if')).toEqual(['if-changed']);
    expect(complete('list', '--over')).toEqual(['']);
  });

  test('completion for another shell: what there is', async () => {
    const ended = await runCli(['completion', 'fishy']);
    expect(ended).toMatchObject({ exitCode: 2, stdout: '' });
    expect(ended.stderr).toMatch(/there is none for "fishy"\.\n.*completion fish\)/);
  });

  test('wrong inputs: exit code 2, and the problems on standard error', async () => {
    const ended = await runCli(['restore', '--overwrit', 'x', '--prefix', '/'], { env: { HOLDFAST_BUCKET: 'Bad' } });
    expect(ended).toMatchObject({ exitCode: 2, stdout: '' });
    expect(ended.stderr.split('\n').map((line) => line.split(' Accepted:')[0])).toEqual([
      'Error (bad-input): 4 inputs are wrong, and nothing was done:',
      '  --overwrit: there is no such flag. Did you mean --overwrite?',
      '  bucket: got "Bad", but it has other characters.',
      '  prefix: got "/", but it has a slash at an end.',
      '  path: missing.',
      '',
    ]);
  });

  test('wrong inputs with --json: one document on standard output', async () => {
    const ended = await runCli(['list', '--json']);
    expect(ended.exitCode).toBe(2);
    expect(JSON.parse(ended.stdout)).toMatchObject({
      holdfast: VERSION,
      mode: 'list',
      status: 'failed',
      error: { code: 'bad-input' },
    });
  });

  test('no arguments: the help, and exit code 2', async () => {
    expect(await runCli([])).toMatchObject({
      exitCode: 2,
      stdout: '',
      stderr: expect.stringContaining('Usage: holdfast MODE') as string,
    });
  });
});

describe('under a Node that is too old', () => {
  const asNode20 =
    "data:text/javascript,Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '20.19.0' } })";
  const env = { NODE_OPTIONS: `--import="${asNode20}"` };
  const message = 'Holdfast needs Node 24 or later, and was started by Node 20.19.0. Nothing was done.';

  test('the action fails with an annotation', async () => {
    const { exitCode, stdout, stderr } = await start('dist/index.js', [], { env }).ended;
    expect({ exitCode, stderr }).toEqual({ exitCode: 1, stderr: '' });
    expect(stdout).toMatch(`::error title=holdfast%3A node-too-old::${message}`);
  });

  test('the command line fails with a message', async () => {
    const { exitCode, stdout, stderr } = await start('bin/holdfast.js', ['--version'], { env }).ended;
    expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: '' });
    expect(stderr.replace('\n', ' ')).toContain(`Error (node-too-old): ${message}`);
  });
});

test('importing the bundle starts nothing', async () => {
  const bundle = (await import(join(ROOT, 'dist/main.js'))) as Record<string, unknown>;
  expect(Object.keys(bundle).toSorted()).toEqual(['runAction', 'runCli']);
});

test('the bundle that every run loads is small', () => {
  expect(readFileSync(join(ROOT, 'dist/main.js')).length).toBeLessThan(3e6);
});
