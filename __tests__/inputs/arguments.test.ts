import { parseArguments, type Request } from '../../src/cli/arguments.ts';
import { nearest } from '../../src/inputs/nearest.ts';

type Run = Extract<Request, { what: 'run' }>;

function run(...argv: string[]): Run {
  const request = parseArguments(argv);
  if (request.what !== 'run') throw new Error(`${request.what}, and not run`);
  return request;
}

const raws: [argv: string[], raw: Record<string, string>][] = [
  [['list', '--bucket', 'b'], { mode: 'list', bucket: 'b' }],
  [['list', '--bucket=b', '--allow-partial'], { mode: 'list', bucket: 'b', 'allow-partial': 'true' }],
  [['backup', '--no-include-hidden-files'], { mode: 'backup', 'include-hidden-files': 'false' }],
  [['backup', '--include-hidden-files=false'], { mode: 'backup', 'include-hidden-files': 'false' }],
  [['backup', '--path', 'a', '--path', 'b'], { mode: 'backup', path: 'a\nb' }],
  [['backup', '--exclude=--odd'], { mode: 'backup', exclude: '--odd' }],
  [['restore', '--version', 'latest~1'], { mode: 'restore', version: 'latest~1' }],
  [['find', '*.md', 'docs/**'], { mode: 'find', include: '*.md\ndocs/**' }],
  [['diff', 'a', 'b'], { mode: 'diff', 'compare-with': 'a', version: 'b' }],
  [['diff', 'a'], { mode: 'diff', 'compare-with': 'a' }],
  [['cat', '--', '--help'], { mode: 'cat', path: '--help' }],
  [['ls', '--bucket', 'b'], { mode: 'list', bucket: 'b' }],
  [['backup', '-q'], { mode: 'backup', quiet: 'true' }],
];
test.each(raws)('%j', (argv, raw) => {
  const request = run(...argv);
  expect(Object.fromEntries(request.raw)).toEqual(raw);
  expect(request.problems).toEqual([]);
});

test.each([
  [['restore', '--pth', 'x'], [{ name: '--pth', wrong: 'there is no such flag', meant: '--path' }]],
  [['restore', '--zzzzzz'], [{ name: '--zzzzzz', wrong: 'there is no such flag', example: 'holdfast restore --help' }]],
  [
    ['restore', '--mode', 'x'],
    [{ name: '--mode', wrong: 'there is no such flag', example: 'holdfast restore --help' }],
  ],
  [['restore', '-x'], [{ name: '-x', wrong: 'there is no such flag', example: 'holdfast restore --help' }]],
  [
    ['restore', '--delete'],
    [{ name: 'delete', wrong: 'the flag has no value', accepted: 'false, true or force', example: "--delete 'true'" }],
  ],
  [['restore', '--bucket', 'a', '--bucket', 'b'], [{ name: 'bucket', value: 'b', wrong: 'it is given twice' }]],
  [
    ['restore', 'x'],
    [{ name: 'arguments', value: 'x', wrong: 'there is no place for it', accepted: 'flags only after restore' }],
  ],
  [
    ['list', 'acme/shop'],
    [
      {
        ...{ name: 'arguments', value: 'acme/shop', wrong: 'there is no place for it' },
        ...{ accepted: 'flags only after list', example: 'holdfast list --name acme/shop' },
      },
    ],
  ],
  [
    ['diff', 'a', 'b', 'c'],
    [{ name: 'arguments', value: 'c', wrong: 'there is no place for it', accepted: 'holdfast diff A [B]' }],
  ],
])('%j is wrong', (argv, problems) => {
  expect(run(...argv).problems).toEqual(problems);
});

test.each([
  [['backup', '--exclude', 'a.log', 'b.log'], 'b.log', 'after --exclude come several words', "--exclude 'build/*'"],
  [
    ['backup', '--path', 'src/a', 'src/b', '--bucket', 'b'],
    'src/b',
    'after --path come several words',
    "--path 'build/*'",
  ],
  [['restore', './a', './b'], './a ./b', 'they are several words', "holdfast restore 'build/*'"],
])('%j: a pattern without quotes', (argv, value, wrong, example) => {
  const { problems } = run(...argv);
  expect(problems).toMatchObject([
    {
      name: 'arguments',
      value,
      wrong: expect.stringContaining(wrong) as string,
      accepted: 'patterns in quotes',
      example: expect.stringContaining(example) as string,
    },
  ]);
});

test('an unknown mode comes with the nearest one', () => {
  expect(run('bakcup').problems).toMatchObject([{ name: 'mode', value: 'bakcup', meant: 'holdfast backup' }]);
  expect(run().problems).toMatchObject([
    {
      name: 'mode',
      accepted:
        'the first word is one of backup, restore, list, find, diff, cat, browse, verify, prune, undelete, mark, audit, repair, keys, fleet, coverage, setup',
    },
  ]);
});

test('--version is the program before a mode, and a selector after it', () => {
  expect(parseArguments(['--version'])).toEqual({ what: 'version' });
  expect(run('list', '--version', 'latest').raw.get('version')).toBe('latest');
});

test('help, everywhere', () => {
  expect(parseArguments(['backup', '--help-all'])).toEqual({ what: 'help', mode: 'backup', all: true });
  expect(parseArguments(['ls', '--help'])).toEqual({ what: 'help', mode: 'list', all: false });
  expect(parseArguments(['restore', '-V'])).toEqual({ what: 'version' });
  expect(parseArguments(['--help'])).toEqual({ what: 'help', mode: undefined, all: false });
  expect(parseArguments(['help', 'restore'])).toEqual({ what: 'help', mode: 'restore', all: false });
  expect(parseArguments(['restore', '--bucket', 'b', '-h'])).toEqual({ what: 'help', mode: 'restore', all: false });
});

test('nearest', () => {
  expect(nearest('exlude', ['include', 'exclude'])).toBe('exclude');
  expect(nearest('completely-else', ['include', 'exclude'])).toBeUndefined();
  expect(nearest('region', ['aws-region', 'bucket'])).toBe('aws-region');
  expect(nearest('endpoint', ['sts-endpoint-url', 'endpoint-url', 'use-fips-endpoint'])).toBe('endpoint-url');
  expect(nearest('standard', ['GLACIER_IR', 'STANDARD'])).toBe('STANDARD');
});
