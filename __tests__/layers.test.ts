import { globSync, readFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { ROOT } from './process/support.ts';

/** Which folder of src/ may import from which: docs/architecture.md, "Layers". */
const MAY_USE: Readonly<Record<string, readonly string[]>> = {
  action: ['commands', 'inputs', 'report'],
  cli: ['commands', 'inputs', 'report'],
  commands: ['inputs', 'sources', 'snapshot', 'store', 'aws', 'report/sarif.ts'],
  report: ['commands/result.ts'],
  inputs: [],
  sources: [],
  snapshot: ['sources/source.ts', 'store'],
  store: ['aws'],
  aws: [],
};

const SRC = join(ROOT, 'src');

function importsOf(file: string): string[] {
  const text = readFileSync(join(SRC, file), 'utf8');
  const found = text.matchAll(/(?:\bfrom |\bimport\()'(\.{1,2}\/[^']+)'/g);
  return [...found].map(([, path = '']) => relative(SRC, join(SRC, dirname(file), path)).replaceAll(sep, '/'));
}

test('imports only go down', () => {
  const files = globSync('*/**/*.ts', { cwd: SRC }).map((file) => file.replaceAll(sep, '/'));
  const wrong = files.flatMap((file) => {
    const [layer = ''] = file.split('/');
    const allowed = [layer, ...(MAY_USE[layer] ?? [])];
    return importsOf(file)
      .filter((path) => path.includes('/') && !allowed.some((each) => path === each || path.startsWith(`${each}/`)))
      .map((path) => `${file} imports ${path}`);
  });
  expect(files.length).toBeGreaterThan(50);
  expect(wrong).toEqual([]);
});

test('no two files need each other, types included', () => {
  const graph = new Map(
    globSync('**/*.ts', { cwd: SRC }).map((file) => [file.replaceAll(sep, '/'), new Set<string>()]),
  );
  for (const [file, needs] of graph) for (const path of importsOf(file)) needs.add(path);
  // Whoever needs nothing that is left is taken away, until only circles remain.
  for (let before = -1; before !== graph.size;) {
    before = graph.size;
    for (const [file, needs] of graph) if (![...needs].some((path) => graph.has(path))) graph.delete(file);
  }
  expect([...graph.keys()]).toEqual([]);
});
