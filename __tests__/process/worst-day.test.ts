/** The first page of the worst day (docs/recovery.md): its commands as they stand there, and what they say of each vault. */
import { execFile } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { rootKey } from '../../src/vault/format/keys.ts';
import { filesOf, SERIES, Stage, type Vault } from './stage.ts';
import { ROOT } from './support.ts';

const PAGE = readFileSync(join(ROOT, 'docs/recovery.md'), 'utf8');

let stage: Stage;
beforeAll(async () => {
  stage = await Stage.open();
});
afterAll(() => stage.close());

/** Lines of the block with this word behind its language. */
function commandsOf(word: string): string[] {
  const block = PAGE.split(`\`\`\`sh ${word}\n`)[1]?.split('```')[0] ?? '';
  return block.split('\n').filter((line) => line !== '');
}

/** A line of the page in a shell where `holdfast` is the command. */
function shell(vault: Vault, line: string): Promise<{ code: number; text: string }> {
  const { endpoint, region } = stage.double;
  const env = {
    PATH: process.env['PATH'],
    ...stage.keys,
    AWS_REGION: region,
    AWS_ENDPOINT_URL: endpoint,
    AWS_EC2_METADATA_DISABLED: 'true',
    HOLDFAST_BUCKET: vault.name,
    HOLDFAST_FORCE_PATH_STYLE: 'true',
    NODE: process.execPath,
    CLI: join(ROOT, 'bin/holdfast.js'),
  };
  const script = `holdfast() { "$NODE" "$CLI" "$@"; }\n${line}`;
  stage.double.clock.advance(2);
  return new Promise((resolve) => {
    execFile('bash', ['-c', script], { env, cwd: stage.folder }, (error, stdout, stderr) =>
      resolve({ code: error === null ? 0 : Number(error.code), text: stdout + stderr }),
    );
  });
}

/** By mode, what the commands of a block did. */
async function run(vault: Vault, word: string): Promise<Record<string, { code: number; text: string }>> {
  const done: Record<string, { code: number; text: string }> = {};
  const lines = commandsOf(word);
  expect(lines).toHaveLength(3);
  for (const line of lines) done[line.split(' ')[1] ?? ''] = await shell(vault, line);
  return done;
}

async function filled(): Promise<{ vault: Vault; ids: string[]; files: Record<string, string> }> {
  const vault = stage.vault();
  const ids: string[] = [];
  for (const text of ['first', 'second']) {
    writeFileSync(join(stage.source, 'a.txt'), text);
    ids.push((await vault.filled()).outputs['snapshot'] ?? '');
  }
  return { vault, ids, files: filesOf(stage.source) };
}

function cover(vault: Vault, key: string, isDeleteMarker: boolean): void {
  const [top] = vault.bucket.versions(key);
  if (top === undefined) throw new Error(`there is no ${key}`);
  const body = isDeleteMarker ? Buffer.alloc(0) : Buffer.alloc(top.body.length);
  const versionId = vault.bucket.nextVersionId();
  vault.bucket.add({ ...top, body, isDeleteMarker, lastModified: stage.double.clock.now(), versionId, etag: 'none' });
}

test('a vault that nobody touched', async () => {
  const { vault, ids } = await filled();
  const { repair, list, undelete } = await run(vault, 'first');
  expect(repair).toMatchObject({ code: 0, text: expect.stringContaining('Everything is as it was written') as string });
  expect(list?.code).toBe(0);
  for (const id of ids) expect(list?.text).toContain(id);
  expect(list?.text).not.toContain('delete marker');
  expect(undelete?.code).toBe(0);
  for (const id of ids) expect(undelete?.text).not.toContain(id);
});

test('deleted snapshots and overwritten packs are told, mended by the next block, and restore as they were', async () => {
  const { vault, ids, files } = await filled();
  const [, newest = ''] = ids;
  cover(vault, rootKey(SERIES, newest), true);
  for (const key of vault.keysOf('packs')) cover(vault, key, false);
  const { repair, list, undelete } = await run(vault, 'first');
  expect(repair?.code).toBe(1);
  expect(repair?.text).toMatch(/delete marker/);
  expect(repair?.text).toMatch(/overwritten/);
  expect(list?.text).toMatch(/under a delete marker/);
  expect(undelete?.text).toContain(newest);
  // `repair` stands in the block twice: what counts is the second.
  const mended = await run(vault, 'mend');
  expect(mended['repair']).toMatchObject({
    code: 0,
    text: expect.stringContaining('Everything is as it was written') as string,
  });
  expect(mended['verify']?.code).toBe(0);
  const target = stage.fresh();
  const step = await vault.restore(target);
  expect(step.outputs['snapshot']).toBe(newest);
  expect(filesOf(target)).toEqual(files);
});

test('what no S3 version holds is said to be lost', async () => {
  const { vault } = await filled();
  for (const key of vault.keysOf('packs')) vault.objects.remove(key);
  const { repair } = await run(vault, 'first');
  expect(repair?.code).toBe(1);
  expect(repair?.text).toMatch(/\blost\b/);
});

test('credentials that may not look are told so', async () => {
  const { vault } = await filled();
  stage.double.faults = ({ service }) => (service === 's3' ? { status: 403, code: 'AccessDenied' } : undefined);
  try {
    for (const { code, text } of Object.values(await run(vault, 'first'))) {
      expect(code).toBe(1);
      expect(text).toContain('access-denied');
    }
  } finally {
    stage.double.faults = undefined;
  }
});
