/** Flags with secrets: a file or standard input, never the secret itself. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readSecretFiles } from '../../src/cli/secret-files.ts';

const KEY = 'AGE-SECRET-KEY-1QYPQXPQ9QCRSSZG2PVXQ6RS0ZQG3YYC5Z5TPWXQERGD3C8G7RUSQGPQYEE';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'holdfast-secret-'));
  writeFileSync(join(folder, 'me.txt'), `# me\n${KEY}\n`);
  writeFileSync(join(folder, 'empty'), '\n');
  writeFileSync(join(folder, 'long'), 'x'.repeat(65_537));
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});
const read = (file: string) => readSecretFiles(new Map([['vault-key', file]]), folder);

test('the file is read, and other flags stay as they are', () => {
  const { raw, problems } = readSecretFiles(new Map(Object.entries({ 'vault-key': 'me.txt', bucket: 'b' })), folder);
  expect(Object.fromEntries(raw)).toEqual({ 'vault-key': `# me\n${KEY}\n`, bucket: 'b' });
  expect(problems).toEqual([]);
});

test.each([
  [KEY, 'the key itself'],
  [KEY.toLowerCase(), 'the key itself'],
  ['kms:08be760263bec4d1:AQID', 'the key itself'],
  ['missing.txt', 'ENOENT'],
  ['.', 'EISDIR'],
  ['empty', 'empty'],
  ['long', 'too long'],
])('%s is refused, and not shown', (file, wrong) => {
  const { raw, problems } = read(file);
  expect([...raw]).toEqual([]);
  expect(problems).toEqual([
    expect.objectContaining({ name: 'vault-key', wrong: expect.stringContaining(wrong) as string }),
  ]);
  expect(JSON.stringify(problems)).not.toContain(KEY);
});
