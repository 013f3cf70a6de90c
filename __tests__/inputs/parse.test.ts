import { HoldfastError } from '../../src/base/errors.ts';
import type { Inputs } from '../../src/inputs/inputs.ts';
import { parseInputs, type Surface } from '../../src/inputs/parse.ts';

type Texts = Readonly<Record<string, string>>;

function parse(texts: Texts, surface: Surface = 'action', environment: Texts = {}): Inputs {
  const raw = { bucket: 'acme-backups', ...texts };
  return parseInputs(new Map(Object.entries(raw)), surface, new Map(Object.entries(environment)));
}

function refusal(texts: Texts, surface: Surface = 'action', environment: Texts = {}): HoldfastError {
  try {
    parse(texts, surface, environment);
  } catch (error) {
    if (error instanceof HoldfastError) return error;
  }
  throw new Error('it was not refused');
}

/** Problems of a refusal by the name of the input, without the example. */
function problems(texts: Texts, surface: Surface = 'action'): Record<string, string> {
  const lines = refusal(texts, surface).message.split('\n').slice(1);
  return Object.fromEntries(
    lines.map((line): [string, string] => {
      const [name = '', ...rest] = line.trim().split(': ');
      return [name, rest.join(': ').split(' Accepted:')[0] ?? ''];
    }),
  );
}

describe('values', () => {
  const accepted: [name: string, texts: Texts, key: keyof Inputs, value: unknown][] = [
    ['defaults', {}, 'mode', 'backup'],
    ['true', { 'dry-run': 'true' }, 'dryRun', true],
    ['True', { 'dry-run': 'True' }, 'dryRun', true],
    ['TRUE', { 'dry-run': ' TRUE\n' }, 'dryRun', true],
    ['"false" is false', { 'dry-run': 'false' }, 'dryRun', false],
    [
      'a boolean whose default is true',
      { source: 'files', 'include-hidden-files': 'FALSE' },
      'includeHiddenFiles',
      false,
    ],
    ['an optional boolean', { 'force-path-style': 'false' }, 'forcePathStyle', false],
    ['no optional boolean', {}, 'forcePathStyle', undefined],
    ['lines, trimmed, without empty ones', { source: 'files', path: ' a/** \r\n\n!a/b\n' }, 'path', ['a/**', '!a/b']],
    ['no lines', {}, 'version', []],
    [
      'a list',
      { 'allowed-account-ids': '111122223333, 444455556666' },
      'allowedAccountIds',
      ['111122223333', '444455556666'],
    ],
    ['an integer', { 'role-duration-seconds': '900' }, 'roleDurationSeconds', 900],
    ['a size in binary units', { source: 'files', 'exclude-larger-than': '1.5 MiB' }, 'excludeLargerThan', 1_572_864],
    ['a size in decimal units', { source: 'files', 'exclude-larger-than': '2gb' }, 'excludeLargerThan', 2e9],
    ['bytes', { source: 'files', 'exclude-larger-than': '10' }, 'excludeLargerThan', 10],
    ['a share', { 'anomaly-share': '0.4' }, 'anomalyShare', 0.4],
    ['a share in per cent', { 'anomaly-share': '40%' }, 'anomalyShare', 0.4],
    ['a choice', { mode: 'restore', delete: 'force' }, 'delete', 'force'],
    [
      'a chain of roles',
      { 'role-to-assume': 'arn:aws:iam::111122223333:role/a\narn:aws-cn:iam:::role/x/y' },
      'roleToAssume',
      ['arn:aws:iam::111122223333:role/a', 'arn:aws-cn:iam:::role/x/y'],
    ],
    ['an empty input counts as not given', { prefix: '  ' }, 'prefix', ''],
  ];
  test.each(accepted)('%s', (_, texts, key, value) => {
    expect(parse(texts)[key]).toEqual(value);
  });

  const refused: [name: string, texts: Texts, input: string, wrong: string][] = [
    ['no bucket', { bucket: '' }, 'bucket', 'missing.'],
    ['yes is no boolean', { 'dry-run': 'yes' }, 'dry-run', 'got "yes".'],
    ['an unknown mode', { mode: 'bakcup' }, 'mode', 'got "bakcup".'],
    ['a mode of the command line', { mode: 'cat' }, 'mode', 'got "cat", but only the command line has it.'],
    [
      'a short session',
      { 'role-duration-seconds': '60' },
      'role-duration-seconds',
      'got "60", but it is out of range.',
    ],
    ['a number with a sign', { 'role-duration-seconds': '+900' }, 'role-duration-seconds', 'got "+900".'],
    ['an unknown unit', { source: 'files', 'exclude-larger-than': '3 pints' }, 'exclude-larger-than', 'got "3 pints".'],
    ['more than all', { 'anomaly-share': '120 %' }, 'anomaly-share', 'got "120 %", but it is more than all.'],
    [
      'an archive class',
      { 'storage-class': 'DEEP_ARCHIVE' },
      'storage-class',
      'got "DEEP_ARCHIVE", but refused: every backup reads and verifies earlier packs, and an archived object cannot be read at once.',
    ],
    ['a NUL', { source: 'files', exclude: 'a\0b' }, 'exclude', 'got "a\\u0000b", but it holds a NUL character.'],
    [
      'one bad line of several',
      { labels: 'good\nnot good' },
      'labels',
      'got "good\\nnot good", but it is too long or has other characters.',
    ],
    [
      'a URL with a password',
      { 'endpoint-url': 'https://a:b@example.com' },
      'endpoint-url',
      'got "https://a:b@example.com", but it contains credentials, which have inputs of their own.',
    ],
  ];
  test.each(refused)('%s is refused', (_, texts, input, wrong) => {
    expect(problems(texts)).toEqual({ [input]: wrong });
  });
});

describe('inputs together', () => {
  test('all problems are reported at once, each once', () => {
    const texts = {
      bucket: '',
      prefix: '/a',
      mode: 'restore',
      overwrite: 'maybe',
      'storage-class': 'GLACIER',
      labels: 'x',
    };
    expect(Object.keys(problems(texts))).toEqual(['bucket', 'prefix', 'overwrite', 'storage-class', 'labels']);
    expect(refusal(texts)).toMatchObject({ code: 'bad-input', exitCode: 2 });
  });

  test('each problem says what came in, what is accepted, and an example', () => {
    expect(refusal({ mode: 'restore', overwrite: 'maybe' }).message).toBe(
      'An input is wrong, and nothing was done:\n' +
        '  overwrite: got "maybe". Accepted: if-changed, always, never or refuse. Example: never',
    );
  });

  const contradictions: [name: string, texts: Texts, surface: Surface, expected: Record<string, string>][] = [
    [
      'an input of another mode',
      { mode: 'list', overwrite: 'never' },
      'action',
      { overwrite: 'got "never", but mode list does not take it.' },
    ],
    [
      'an input of another source',
      { root: '/srv' },
      'action',
      { root: 'got "/srv", but with source repository it has no meaning.' },
    ],
    [
      'two targets',
      { mode: 'restore', path: 'a\nb' },
      'action',
      { path: 'got "a\\nb", but restore has one target folder.' },
    ],
    [
      'a KMS key without KMS',
      { 'kms-key-id': 'alias/x' },
      'action',
      { 'kms-key-id': 'got "alias/x", but encryption is bucket-default.' },
    ],
    [
      'FIPS with an endpoint',
      { 'use-fips-endpoint': 'true', 'endpoint-url': 'https://s3.example.com' },
      'action',
      { 'use-fips-endpoint': 'got "true", but endpoint-url is given, which decides by itself.' },
    ],
    [
      'delete without overwrite',
      { mode: 'restore', delete: 'true', overwrite: 'never' },
      'action',
      { delete: 'got "true", but overwrite is never, so nothing that is there may be touched.' },
    ],
    [
      'a local repository in a workflow',
      { repository: '/srv/x.git' },
      'action',
      { repository: 'got "/srv/x.git", but only the command line takes URLs and local paths.' },
    ],
    ['find without a pattern', { mode: 'find' }, 'cli', { include: 'missing.' }],
    ['diff without selectors', { mode: 'diff' }, 'cli', { 'compare-with': 'missing.' }],
    ['restore without a target', { mode: 'restore' }, 'cli', { path: 'missing.' }],
    ['cat without a file', { mode: 'cat' }, 'cli', { path: 'missing.' }],
  ];
  test.each(contradictions)('%s is refused', (_, texts, surface, expected) => {
    expect(problems(texts, surface)).toEqual(expected);
  });

  test('what only repeats a default, or has one of the runner, is never out of place', () => {
    const texts = {
      mode: 'list',
      overwrite: 'if-changed',
      'dry-run': 'False',
      'anomaly-share': '25%',
      'github-token': 'ghs_x',
    };
    expect(parse(texts).mode).toBe('list');
  });

  test('the environment gives defaults, and what this mode does not take is left aside', () => {
    const environment = { bucket: 'other', prefix: 'a/b', overwrite: 'never' };
    expect(parse({ mode: 'list' }, 'cli', environment)).toMatchObject({
      bucket: 'acme-backups',
      prefix: 'a/b',
      overwrite: 'refuse',
    });
    expect(parse({ mode: 'restore', path: 'x' }, 'cli')).toMatchObject({ overwrite: 'refuse' });
    expect(parse({ mode: 'restore', path: 'x' })).toMatchObject({ overwrite: 'if-changed' });
    expect(refusal({ mode: 'list' }, 'cli', { prefix: '/' }).message).toContain('prefix: got "/"');
  });

  test('a secret is never repeated', () => {
    const message = refusal({ source: 'files', 'github-token': 'ghs_secret\0' }).message;
    expect(message).not.toContain('ghs_secret');
  });

  test.each(['verify', 'prune', 'repair'])('%s of every series, and of one by its name', (mode) => {
    expect(refusal({ mode, 'all-series': 'true', name: 'a/b' }).message).toContain('all-series is for every series');
  });

  test.each([
    [{ bucket: 'acme/prod' }, 'what comes after it as prefix'],
    [{ mode: 'verify', 'max-age': '0h' }, 'it has to be more than 0'],
  ])('%j', (texts, wrong) => expect(refusal(texts).message).toContain(wrong));

  test('a long value is cut', () => {
    expect(refusal({ prefix: 'ä'.repeat(500) }).message.length).toBeLessThan(400);
  });
});
