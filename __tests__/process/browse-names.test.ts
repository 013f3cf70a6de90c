/** Names that want to be something else: the commands on the pages of the bundle, run by a shell, bring back that very path. */
import { execFile } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, readlinkSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { filesOf, Stage, type Vault } from './stage.ts';
import { ROOT } from './support.ts';

/** Bytes as Latin-1; each file holds its own name. */
const FILES = [
  ...[
    '<script>document.title="ran"<',
    '<img src=x onerror=alert(1)>',
    '$(touch pwned)',
    "'; touch pwned; '",
    '-rf',
    '#comment',
  ],
  ...[
    'a  two',
    ' both ends ',
    'a\nb',
    'a\\nb',
    'a\\x0ab',
    '\xe2\x80\xaegpj.exe',
    'bad\xff',
    `${`${'deep'.repeat(60)}/`.repeat(15)}end`,
  ],
];
const LINKS = ['*link', '{link,x}', '!link', 'link '];

let stage: Stage;
let vault: Vault;
let pages: Record<string, string>;

beforeAll(async () => {
  stage = await Stage.open();
  for (const name of FILES) {
    const path = Buffer.from(`${stage.source}/${name}`, 'latin1');
    mkdirSync(path.subarray(0, path.lastIndexOf(0x2f)), { recursive: true });
    writeFileSync(path, name, 'latin1');
  }
  for (const name of LINKS) symlinkSync(`to ${name}`, `${stage.source}/${name}`);
  vault = stage.vault();
  await vault.filled();
  for (const name of FILES) rmSync(Buffer.from(`${stage.source}/${name}`, 'latin1'));
  await vault.filled();
  const out = join(stage.fresh(), 'pages');
  const step = await vault.start('browse', { inputs: { name: '', out } }).finish();
  expect({ exitCode: step.exitCode, log: step.exitCode === 0 ? '' : step.stdout }).toEqual({ exitCode: 0, log: '' });
  pages = filesOf(out);
}, 120_000);

afterAll(() => stage.close());

/** What a person sees of HTML, with commands shown. */
function seen(content: string): string {
  const entities: Record<string, string> = { lt: '<', gt: '>', amp: '&', quot: '"', '#39': "'" };
  return content.replace(/<[^>]*>/g, '').replace(/&(lt|gt|amp|quot|#39);/g, (_, name: string) => entities[name] ?? '');
}

const pageOf = (kind: string): string =>
  Buffer.from(Object.entries(pages).find(([name]) => name.includes(`-${kind}`))?.[1] ?? '', 'latin1').toString('utf8');

/** Runs lines as typed into one terminal after what the page says to type first; what each printed. */
async function typed(kind: string, lines: readonly string[], cwd: string): Promise<readonly string[]> {
  const [, exports = ''] = /<code class="cmd">((?:unset .*?; )?export .*?)<\/code>/.exec(pageOf(kind)) ?? [];
  const start = `holdfast() { '${process.execPath}' '${ROOT}bin/holdfast.js' "$@"; }\n${seen(exports)}\n`;
  const script = lines.map((line, index) => `${line} > 'out-${String(index)}' 2> 'err-${String(index)}' < /dev/null\n`);
  const env = { PATH: process.env['PATH'], HOME: cwd, AWS_EC2_METADATA_DISABLED: 'true', ...stage.keys };
  await promisify(execFile)('sh', ['-c', start + script.join('')], { cwd, env }).catch(() => undefined);
  return lines.map((_, index) => readFileSync(join(cwd, `out-${String(index)}`), 'latin1'));
}

const catsOf = (kind: string): string[] =>
  [
    ...pageOf(kind).matchAll(/<tr>(?:<td>(?:changed|removed)<td class="p">[^]*?)?<td[^>]*>([^]*?)(?=<td|<tr|<\/t)/g),
  ].flatMap(([row]) => /holdfast cat .*/.exec(seen(row))?.[0] ?? []);

test('the row of each file that is gone prints that very file', async () => {
  const cwd = stage.fresh();
  const lines = catsOf('gone-1');
  expect(lines.length).toBe(FILES.length);
  expect([...(await typed('gone-1', lines, cwd))].sort()).toEqual([...FILES].sort());
  expect(readdirSync(cwd)).not.toContain('pwned');
}, 300_000);

test('the row of each link brings back that link and nothing else', async () => {
  const cwd = stage.fresh();
  const lines = [...pageOf('files-1').matchAll(/&rarr;[^]*?(?=<td)/g)].flatMap(
    ([row]) => /holdfast restore .*/.exec(seen(row))?.[0] ?? [],
  );
  const found: string[] = [];
  for (const line of lines) {
    const target = join(cwd, 'restored');
    await typed('files-1', [line], cwd);
    for (const name of readdirSync(target)) found.push(`${name} ${readlinkSync(join(target, name))}`);
    rmSync(target, { recursive: true });
  }
  expect(found.sort()).toEqual(
    LINKS.filter((name) => !/\\| $/.test(name))
      .map((name) => `${name} to ${name}`)
      .sort(),
  );
}, 300_000);
