/** What pages give to paste: a shell reads each word back as it was meant, whatever stands in it, and runs nothing else. */
import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { onceInTerminal, restoreCommand } from '../../src/browse/parts.ts';
import { holdfastCommand, quoted, type VaultPlace } from '../../src/base/command-line.ts';
import { visibleLine } from '../../src/base/text.ts';
import { isSeries } from '../../src/vault/format/keys.ts';
import type { SnapshotInfo } from '../../src/vault/read/snapshots.ts';
import type { SeriesView } from '../../src/browse/model.ts';

const SHELLS = ['sh', 'bash', 'zsh'].filter((shell) => {
  try {
    execFileSync(shell, ['-c', 'true'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
});

const PIECES = [
  'a',
  '-',
  '=',
  '~',
  '$(touch pwned)',
  '`touch pwned`',
  "'",
  '"',
  '\\',
  ' ',
  ';',
  '|',
  '&',
  '!',
  '*',
  '#',
  '%1',
];
const word = fc
  .array(fc.oneof(fc.constantFrom(...PIECES), fc.string({ unit: 'grapheme', maxLength: 4 })), {
    minLength: 1,
    maxLength: 6,
  })
  .map((parts) => parts.join(''))
  .filter((text) => text !== '' && visibleLine(text) === text);
const series = fc
  .string({ unit: fc.constantFrom('a', 'Z', '-', '.', '_', '/', '0'), minLength: 1, maxLength: 12 })
  .filter(isSeries);
const place: fc.Arbitrary<VaultPlace> = fc.record({
  bucket: word,
  prefix: fc.oneof(fc.constant(''), word),
  region: fc.option(word, { nil: undefined }),
  endpointUrl: fc.option(word, { nil: undefined }),
  forcePathStyle: fc.option(fc.boolean(), { nil: undefined }),
});
const ID = '20261120T010000Z-0123456789abcdef0123456789abcdef';

/** What a shell hands to the program of each line, and then the variables that are told to it. */
function readBack(shell: string, lines: readonly string[], variables = ''): readonly string[] {
  const start = `holdfast() { printf '%s\\0' "$@"; printf '\\n\\0'; }\nset -f\n`;
  const script = `${start}${lines.map((line) => `${line}\n${variables}\n`).join('')}`;
  const env = { PATH: process.env['PATH'] };
  // Where its input is a socket, bash reads its files of the user.
  const out = execFileSync(shell, ['-c', script], { encoding: 'utf8', env, stdio: ['ignore', 'pipe', 'inherit'] });
  return out.split('\0\n\0').slice(0, -1);
}

test.each(SHELLS)('%s reads every word of a command back as it is', (shell) => {
  fc.assert(
    fc.property(fc.array(fc.tuple(place, series, word), { minLength: 1, maxLength: 30 }), (all) => {
      const lines = all.flatMap(([at, name, path]) => [
        restoreCommand(at, { series: name, id: ID } as SnapshotInfo),
        holdfastCommand('cat', at, { name, path }),
        `holdfast cat --path=${quoted(path)}`,
      ]);
      const flag = (name: string, value: string): string[] =>
        value.startsWith('-') ? [`--${name}=${value}`] : [`--${name}`, value];
      const expected = all.flatMap(([at, name, path]) => {
        const vault = [
          ...flag('bucket', at.bucket),
          ...(at.prefix === '' ? [] : flag('prefix', at.prefix)),
          ...(at.endpointUrl === undefined ? [] : flag('endpoint-url', at.endpointUrl)),
          ...(at.region === undefined ? [] : flag('aws-region', at.region)),
          ...(at.forcePathStyle === true ? ['--force-path-style'] : []),
          ...flag('name', name),
        ];
        return [
          ['restore', ...vault, '--version', '0123456789ab', '--path', './restored'],
          ['cat', ...vault, ...flag('path', path)],
          ['cat', `--path=${path}`],
        ];
      });
      expect(readBack(shell, lines)).toEqual(expected.map((words) => words.join('\0')));
    }),
    { numRuns: 30 },
  );
});

test('what zsh would take for the path of a program is in quotes', () => {
  expect(['=ls', 'a=b'].map(quoted)).toEqual(["'=ls'", 'a=b']);
});

const NAMES = ['BUCKET', 'PREFIX', 'AWS_REGION', 'ENDPOINT_URL', 'FORCE_PATH_STYLE', 'NAME', 'VERSION'];

test.each(SHELLS)('%s has after the line of each page what that page says, and nothing of the page before', (shell) => {
  const view = { series: 'acme/shop', snapshots: [] } as unknown as SeriesView;
  const version = fc.option(fc.constant({ series: 'acme/shop', id: ID } as SnapshotInfo), { nil: undefined });
  fc.assert(
    fc.property(fc.array(fc.tuple(place, series, version), { minLength: 2, maxLength: 20 }), (all) => {
      const lines = all.map(([at, name, info]) => lineOf(onceInTerminal(at, { ...view, series: name }, info)));
      const print = `holdfast ${NAMES.map((name) => `"\${HOLDFAST_${name}-unset}"`).join(' ')}`;
      const expected = all.map(([at, name, info]) => {
        const { bucket, prefix, region = 'unset', endpointUrl = 'unset', forcePathStyle } = at;
        const path = forcePathStyle === true ? 'true' : 'unset';
        return [
          bucket,
          prefix || 'unset',
          region,
          endpointUrl,
          path,
          name,
          info === undefined ? 'unset' : '0123456789ab',
        ];
      });
      expect(readBack(shell, lines, print)).toEqual(expected.map((words) => words.join('\0')));
    }),
    { numRuns: 30 },
  );
});

/** As a person sees and copies it. */
function lineOf(shown: string): string {
  const entities: Record<string, string> = { lt: '<', gt: '>', amp: '&', quot: '"', '#39': "'" };
  const [, line = ''] = /<code class="cmd">([^]*)<\/code>/.exec(shown) ?? [];
  const seen = line.replace(/&(lt|gt|amp|quot|#39);/g, (_, name: string) => entities[name] ?? '');
  return seen;
}
