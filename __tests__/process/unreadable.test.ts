/** The tables of docs/unreadable.md: what each command makes of roots and packs that cannot be read. Each cell is tried. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Unreadable } from '../../src/vault/read/damage.ts';
import { rootKey } from '../../src/vault/format/keys.ts';
import { filesOf, SERIES, Stage, type Vault } from './stage.ts';
import { ROOT } from './support.ts';
import { plainHeader, plainRoot } from '../support/snapshots.ts';

/** Those of open series. */
type Kind = Exclude<Unreadable, 'sealed' | 'foreign'>;

/** A vault with two snapshots. */
interface Scene {
  readonly vault: Vault;
  readonly older: string;
  readonly newer: string;
}

let stage: Stage;
/** What every vault of these tests starts as. */
let template: Scene;
/** Answers to GET and HEAD, by bucket and key. */
const answers = new Map<string, { readonly status: number; readonly code: string }>();

beforeAll(async () => {
  stage = await Stage.open();
  const vault = stage.vault();
  const ids: string[] = [];
  for (const text of ['first', 'second']) {
    writeFileSync(join(stage.source, 'a.txt'), text);
    stage.double.clock.advance(2);
    const { stdout } = await vault.cli(['backup', '--source', 'files', '--json']);
    ids.push(String((JSON.parse(stdout) as Report).outputs?.['snapshot']));
  }
  const [older = '', newer = ''] = ids;
  template = { vault, older, newer };
  stage.double.faults = ({ operation, bucket, key }) =>
    operation === 'GetObject' || operation === 'HeadObject' ? answers.get(`${bucket ?? ''} ${key ?? ''}`) : undefined;
});
afterAll(() => stage.close());

function scene(): Scene {
  const vault = stage.vault();
  for (const key of template.vault.bucket.keys())
    for (const version of template.vault.bucket.versions(key).toReversed()) vault.bucket.add({ ...version });
  return { ...template, vault };
}

/** Makes an object unreadable. @returns the id of a root of a newer format, which takes the place of the one given */
function spoil(vault: Vault, key: string, kind: Kind): string | undefined {
  const place = `${vault.name} ${key}`;
  switch (kind) {
    case 'lost':
      // S3 lists a root that is lost: one that it does not list is none. Of a pack the root knows.
      if (!key.startsWith('v1/roots/')) vault.objects.remove(key);
      answers.set(place, { status: 404, code: 'NoSuchKey' });
      return undefined;
    case 'forbidden':
      answers.set(place, { status: 403, code: 'AccessDenied' });
      return undefined;
    case 'damaged':
      vault.objects.replace(key, Buffer.alloc(vault.objects.read(key).length));
      return undefined;
    case 'archived':
      vault.objects.setStorageClass(key, 'GLACIER');
      return undefined;
    case 'newer':
      return ofTomorrow(vault, key);
  }
}

function ofTomorrow(vault: Vault, key: string): string {
  const [version] = vault.bucket.versions(key);
  if (version === undefined) throw new Error(`there is no ${key}`);
  vault.objects.remove(key);
  const features = { required: ['of-tomorrow'], maintain: ['of-tomorrow'], build: ['of-tomorrow'] };
  const { lastModified } = version;
  const { id, bytes } = plainRoot(SERIES, lastModified, { header: plainHeader(SERIES, lastModified, { features }) });
  vault.bucket.add({ ...version, key: rootKey(SERIES, id), body: bytes, checksums: {} });
  return id;
}

/** By the heading of a table, what is spoiled in it. */
const SPOILED: Readonly<Record<string, (scene: Scene, kind: Kind) => Scene>> = {
  'The newest root of two': ({ vault, older, newer }, kind) => ({
    vault,
    older,
    newer: spoil(vault, rootKey(SERIES, newer), kind) ?? newer,
  }),
  'All roots of the series': ({ vault, older, newer }, kind) => ({
    vault,
    older: spoil(vault, rootKey(SERIES, older), kind) ?? older,
    newer: spoil(vault, rootKey(SERIES, newer), kind) ?? newer,
  }),
  'A pack that the newest snapshot needs': (given, kind) => {
    spoil(given.vault, given.vault.keysOf('packs').at(-1) ?? '', kind);
    return given;
  },
};

interface Report {
  readonly error?: { readonly code: string };
  readonly outputs?: Readonly<Record<string, unknown>>;
  readonly problems: readonly { readonly class: string }[];
}

/** Runs a command as the page has it, and says what came of it in the words of the page. */
async function outcomeOf({ vault, older, newer }: Scene, command: string): Promise<string> {
  const words = command.split(' ').map((word) => (word === 'ID' ? newer : word));
  const [mode = ''] = words;
  const more = mode === 'restore' ? ['--path', stage.fresh()] : [];
  stage.double.clock.advance(2);
  const { stdout, exitCode } = await vault.cli([...words, ...more, '--json']);
  const { error, outputs, problems } = JSON.parse(stdout) as Report;
  if (error !== undefined) {
    expect(exitCode).toBe(1);
    return `\`${error.code}\``;
  }
  const isReading = mode === 'restore' || mode === 'diff';
  const taken = { [older]: 'older', [newer]: 'newer' }[isReading ? String(outputs?.['snapshot']) : ''];
  const told = problems.map((problem) => `\`${problem.class}\``);
  return [`exit ${String(exitCode)}`, ...(taken === undefined ? [] : [taken]), ...told].join(', ');
}

interface Table {
  readonly heading: string;
  readonly kinds: readonly Kind[];
  readonly rows: readonly { readonly command: string; readonly cells: readonly string[] }[];
}

const cellsOf = (line: string): string[] =>
  line
    .split('|')
    .slice(1, -1)
    .map((cell) => cell.trim());

function tables(): Table[] {
  const page = readFileSync(join(ROOT, 'docs/unreadable.md'), 'utf8');
  return Object.keys(SPOILED).map((heading) => {
    const section = page.split(`## ${heading}\n`)[1]?.split('\n## ')[0] ?? '';
    const [head = '', , ...lines] = section.split('\n').filter((line) => line.startsWith('|'));
    const rows = lines
      .map(cellsOf)
      .map(([command = '', ...cells]) => ({ command: command.replaceAll('`', ''), cells }));
    return { heading, kinds: cellsOf(head).slice(1) as Kind[], rows };
  });
}

test('a backup over a pack that it cannot read stores the content again, and the next restore is whole', async () => {
  for (const kind of ['lost', 'damaged', 'forbidden', 'archived'] as const) {
    const { vault } = scene();
    spoil(vault, vault.keysOf('packs').at(-1) ?? '', kind);
    stage.double.clock.advance(2);
    expect((await vault.cli(['backup', '--source', 'files'])).exitCode).toBe(0);
    const target = stage.fresh();
    expect({ kind, ...(await vault.cli(['restore', '--path', target])) }).toMatchObject({ kind, exitCode: 0 });
    expect(filesOf(target)).toEqual(filesOf(stage.source));
  }
});

test.each(tables().flatMap(({ heading, kinds, rows }) => kinds.map((kind, at) => ({ heading, kind, at, rows }))))(
  '$heading: $kind',
  async ({ heading, kind, at, rows }) => {
    const spoiled = SPOILED[heading]?.(scene(), kind);
    if (spoiled === undefined) throw new Error('no such table');
    expect(rows.length).toBeGreaterThan(3);
    const found: string[] = [];
    for (const { command } of rows) found.push(`${command}: ${await outcomeOf(spoiled, command)}`);
    expect(found).toEqual(rows.map(({ command, cells }) => `${command}: ${cells[at] ?? ''}`));
  },
);
