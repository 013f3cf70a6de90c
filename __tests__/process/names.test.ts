/** Every name that `list` shows, control characters and bad bytes included, can be given back to cat, find and restore. */
import { readdirSync, writeFileSync } from 'node:fs';
import { Stage, type Vault } from './stage.ts';

/** Bytes of a name, as Latin-1, and what `list` shows of it. */
const NAMES: readonly (readonly [string, string])[] = [
  ['line\nfeed', 'line\\nfeed'],
  ['#tab\tbell\x07', '#tab\\x09bell\\x07'],
  ['!escape\x1b[31m', '!escape\\x1b[31m'],
  ['c1\xc2\x9bcontrol', 'c1\\u009bcontrol'],
  ['bidi\xe2\x80\xaereversed', 'bidi\\u202ereversed'],
  ['hidden\xf3\xa0\x81\x81tag\xc2\xad\xe3\x85\xa4', 'hidden\\udb40\\udc41tag\\u00ad\\u3164'],
  ['bad\xe9byte\n', 'bad\\xe9byte\\n'],
  ['star*\n[x]?', 'star*\\n[x]?'],
];

let stage: Stage;
let vault: Vault;
beforeAll(async () => {
  stage = await Stage.open();
  for (const [name] of NAMES) writeFileSync(Buffer.from(`${stage.source}/${name}`, 'latin1'), `in ${name}`, 'latin1');
  for (const name of [' both ends ', 'a\\nb', 'a\nb']) writeFileSync(`${stage.source}/${name}`, `in ${name}`);
  vault = stage.vault();
  await vault.filled();
});
afterAll(() => stage.close());

async function restored(...flags: readonly string[]): Promise<string[]> {
  const target = stage.fresh();
  const ended = await vault.cli(['restore', '--path', target, ...flags]);
  expect(ended).toMatchObject({ exitCode: 0 });
  return readdirSync(target, { encoding: 'latin1' });
}

test('list shows names on one line each', async () => {
  const { stdout } = await vault.cli(['list', '--version', 'latest']);
  const lines = stdout.split('\n');
  for (const [, shown] of NAMES) expect(lines.filter((line) => line.endsWith(`  ${shown}`))).toHaveLength(1);
});

test.each(NAMES)('%j', async (name, shown) => {
  expect(await vault.cli(['cat', `./${shown}`])).toMatchObject({
    exitCode: 0,
    stdout: Buffer.from(`in ${name}`, 'latin1').toString('utf8'),
  });
  const found = await vault.cli(['find', `./${shown}`, '--json']);
  expect(found.exitCode).toBe(0);
  const { result } = JSON.parse(found.stdout) as {
    result: { found: { path?: string; pathBase64?: string }[] };
  };
  const bytes = result.found.map(({ path, pathBase64 = '' }) =>
    path === undefined ? Buffer.from(pathBase64, 'base64') : Buffer.from(path),
  );
  expect(bytes.map((one) => one.toString('latin1'))).toEqual([name]);
  expect(await restored('--include', `./${shown}`)).toEqual([name]);
  const others = await restored('--exclude', `./${shown}`);
  expect(others).not.toContain(name);
  expect(others).toContain('a.txt');
});

test('escapes stand among wildcards, and spaces at the ends have one', async () => {
  expect(await restored('--include', '*\\n*')).toEqual(
    expect.arrayContaining(['line\nfeed', 'bad\xe9byte\n']) as string[],
  );
  expect(await restored('--include', 'bad\\xe9*')).toEqual(['bad\xe9byte\n']);
  expect(await restored('--include', '\\x20both ends\\x20')).toEqual([' both ends ']);
  expect((await vault.cli(['cat', '\\x20both ends\\x20'])).stdout).toBe('in  both ends ');
});

test('a backslash has an escape too, where names would look the same', async () => {
  expect((await vault.cli(['cat', 'a\\x0ab'])).stdout).toBe('in a\nb');
  expect((await vault.cli(['cat', 'a\\x5cnb'])).stdout).toBe('in a\\nb');
  expect(await restored('--include', 'a\\x0ab')).toEqual(['a\nb']);
  expect(await restored('--include', 'a\\x5cnb')).toEqual(['a\\nb']);
});
