/** The house keeps its order: which room of src/ may import from which, as docs/architecture.md says it. */
import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { ROOT } from '../process/support.ts';

const SRC = join(ROOT, 'src');
const MAX_FILES_OF_A_ROOM = 16;

const FILES = globSync('**/*.ts', { cwd: SRC })
  .map((file) => file.replaceAll(sep, '/'))
  .sort();

/** Imported files of src/, types included. */
function importsOf(file: string): string[] {
  const text = readFileSync(join(SRC, file), 'utf8');
  const found = text.matchAll(/(?:\bfrom |\bimport\()'(\.{1,2}\/[^']+)'/g);
  return [...found].map(([, path = '']) => relative(SRC, join(SRC, dirname(file), path)).replaceAll(sep, '/'));
}

interface Room {
  readonly uses: readonly string[];
  readonly usesAllBelow: boolean;
}

/** The table "Rooms" of docs/architecture.md, which lists them from top to bottom. */
function readRooms(): Map<string, Room> {
  const page = readFileSync(join(ROOT, 'docs/architecture.md'), 'utf8');
  const rows = page.matchAll(/^\| `src\/([\w/-]*)` +\| [^|]+\| ([^|]*)\|$/gm);
  return new Map(
    [...rows].map(([, room = '', uses = '']) => [
      room.replace(/\/$/, '') || '.',
      {
        uses: [...uses.matchAll(/`([\w/-]+)`/g)].map(([, name = '']) => name),
        usesAllBelow: uses.trim() === 'all below',
      },
    ]),
  );
}

const ROOMS = readRooms();

test('each folder of src/ is a room of the table, and each room a folder', () => {
  expect([...ROOMS.keys()].sort()).toEqual([...new Set(FILES.map(dirname))].sort());
});

const ORDER = [...ROOMS.keys()];

test('rooms only use rooms that stand below them in the table', () => {
  const wrong = [...ROOMS].flatMap(([room, { uses }]) =>
    uses.filter((used) => ORDER.indexOf(used) <= ORDER.indexOf(room)).map((used) => `${room} uses ${used}`),
  );
  expect(wrong).toEqual([]);
});

test('a file imports from its own room, from base/, and from what the table allows; nothing is allowed in vain', () => {
  const needed = new Map<string, Set<string>>(ORDER.map((room) => [room, new Set()]));
  for (const file of FILES) for (const path of importsOf(file)) needed.get(dirname(file))?.add(dirname(path));
  const found = [...needed].map(([room, used]) => [
    room,
    [...used].filter((one) => one !== room && one !== 'base').sort(),
  ]);
  const allowed = [...ROOMS].map(([room, { uses, usesAllBelow }]) => [
    room,
    usesAllBelow
      ? [...(needed.get(room) ?? [])].filter((one) => ORDER.indexOf(one) > ORDER.indexOf(room) && one !== 'base').sort()
      : [...uses].sort(),
  ]);
  expect(found).toEqual(allowed);
});

test(`no room has more than ${String(MAX_FILES_OF_A_ROOM)} files`, () => {
  const sizes = Map.groupBy(FILES, dirname);
  expect([...sizes].filter(([, files]) => files.length > MAX_FILES_OF_A_ROOM).map(([room]) => room)).toEqual([]);
});

test('no two files need each other, types included', () => {
  const graph = new Map(FILES.map((file) => [file, new Set(importsOf(file))]));
  // Whoever needs nothing that is left is taken away, until only circles and what leads to them remain.
  for (let before = -1; before !== graph.size;) {
    before = graph.size;
    for (const [file, needs] of graph) if (![...needs].some((path) => graph.has(path))) graph.delete(file);
  }
  expect([...graph.keys()]).toEqual([]);
});

test('each file begins with a sentence that says what it is for, each room with a README that names files of it', () => {
  expect(FILES.filter((file) => !readFileSync(join(SRC, file), 'utf8').startsWith('/**'))).toEqual([]);
  const rooms = ORDER.filter((room) => room !== '.');
  const readmes = rooms.map((room) => ({ room, path: join(SRC, room, 'README.md') }));
  expect(readmes.filter(({ path }) => !existsSync(path)).map(({ room }) => room)).toEqual([]);
  const gone = readmes.flatMap(({ room, path }) =>
    [...readFileSync(path, 'utf8').matchAll(/`([\w/-]+\.ts)`/g)]
      .map(([, name = '']) => name)
      .filter((name) => ![room, '.', dirname(room)].some((at) => FILES.includes(join(at, name))))
      .map((name) => `${room}: ${name}`),
  );
  expect(gone).toEqual([]);
});
