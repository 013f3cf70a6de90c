import * as fs from 'node:fs';
import { Bench, classesOf, filesIn } from './bench.ts';
import { makeZip } from './zips.ts';

let bench: Bench;
beforeEach(async () => {
  bench = await Bench.start();
  bench.server.add(
    'dist',
    makeZip([
      { name: 'lib/a.js', content: 'a' },
      { name: 'README', content: 'of dist' },
    ]),
  );
  bench.server.add('docs', makeZip([{ name: 'README', content: 'of docs' }]));
  bench.server.add('tool.txt', Buffer.from('one file'), { mimeType: 'text/plain' });
  await bench.backUp();
});
afterEach(() => bench.close());

test('as files, each artifact in a folder of its name; the records stay in the vault', async () => {
  const { target, outputs } = await bench.restore();
  expect(filesIn(target)).toEqual({
    'dist/lib/a.js': 'a',
    'dist/README': 'of dist',
    'docs/README': 'of docs',
    'tool.txt/tool.txt': 'one file',
  });
  expect(outputs).toMatchObject({ status: 'complete', files: 4 });
});

test('a part, by pattern', async () => {
  const { target } = await bench.restore({ include: 'dist/**', exclude: '**/README' });
  expect(filesIn(target)).toEqual({ 'dist/lib/a.js': 'a' });
});

test('all in one folder: the newest wins, and what repeats is named', async () => {
  const { target, events, outputs } = await bench.restore({ 'merge-multiple': 'true' });
  expect(filesIn(target)).toEqual({ 'lib/a.js': 'a', README: 'of docs', 'tool.txt': 'one file' });
  expect(classesOf(events)).toEqual(['merged-paths']);
  expect(outputs).toMatchObject({ files: 4 });
  const part = await bench.restore({ 'merge-multiple': 'true', include: 'dist/**' });
  expect(filesIn(part.target)).toEqual({ 'lib/a.js': 'a', README: 'of dist' });
  expect(classesOf(part.events)).toEqual([]);
  await expect(bench.restore({ 'merge-multiple': 'true', include: 'nothing' })).rejects.toMatchObject({
    code: 'no-match',
  });
});

test('published again as artifacts of another run, and backed up from there', async () => {
  bench.server.currentRun = 2;
  Object.assign(process.env, bench.server.runnerEnv());
  const { target, json, tables, events } = await bench.restore({ publish: 'true' });
  expect(fs.existsSync(target)).toBe(false);
  expect(json).toMatchObject({ published: [{ name: 'dist' }, { name: 'docs' }, { name: 'tool.txt' }] });
  expect(tables[1]?.rows).toHaveLength(3);
  expect(classesOf(events)).toEqual(['published-again']);
  const again = await bench.backUp();
  expect(await bench.contents(again)).toEqual({
    'dist/lib/a.js': 'a',
    'dist/README': 'of dist',
    'docs/README': 'of docs',
    'tool.txt/tool.txt': 'one file',
  });
  // The same names twice in one run.
  await expect(bench.restore({ publish: 'true' })).rejects.toMatchObject({ code: 'publish-failed' });
});

test('a dry run says what it would do, and publishes nothing', async () => {
  const count = bench.server.artifacts.size;
  const { target, tables } = await bench.restore({ 'dry-run': 'true' });
  expect(fs.existsSync(target)).toBe(false);
  expect(tables.map(({ title }) => title)).toContain('What a restore would do');
  await bench.restore({ 'dry-run': 'true', publish: 'true' });
  expect(bench.server.artifacts.size).toBe(count);
});

test('delete is refused; contradictions are named', async () => {
  await expect(bench.restore({ delete: 'true' })).rejects.toMatchObject({ code: 'bad-input', exitCode: 2 });
  await expect(bench.restore({ publish: 'true', 'merge-multiple': 'true' })).rejects.toMatchObject({
    code: 'bad-input',
  });
});
