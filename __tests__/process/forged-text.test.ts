/** Text of a snapshot that somebody made up, as `list` shows it on the command line, in the log and in the summary. */
import * as S3 from '@aws-sdk/client-s3';
import { rootKey } from '../../src/vault/format/keys.ts';
import { SERIES, Stage } from './stage.ts';
import { plainHeader, plainRoot } from '../support/snapshots.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await Stage.open();
});
afterAll(() => stage.close());

const EVIL = '\u001b[2J\u009b1m\n::set-output name=x::y\r\n<img src=//evil.example> [in](https://evil.example) | `x` |';

test('escapes of the terminal, workflow commands, line feeds and Markdown in labels and context do nothing', async () => {
  const vault = stage.vault();
  await vault.filled();
  stage.double.clock.advance(60);
  const now = stage.double.clock.now();
  const header = plainHeader(SERIES, now, { labels: [EVIL], context: { sha: EVIL, ref: EVIL } });
  const { id, bytes } = plainRoot(SERIES, now, { header });
  const { endpoint, region, accessKeyId, secretAccessKey } = stage.double;
  const credentials = { accessKeyId, secretAccessKey };
  const s3 = new S3.S3Client({ endpoint, region, forcePathStyle: true, credentials });
  await s3.send(new S3.PutObjectCommand({ Bucket: vault.name, Key: rootKey(SERIES, id), Body: bytes }));
  s3.destroy();
  const shown = await vault.cli(['list']);
  const step = await vault.start('list').finish();
  expect([shown.exitCode, step.exitCode]).toEqual([0, 0]);
  expect(shown.stdout).toContain('evil.example');
  for (const text of [shown.stdout, shown.stderr, step.stdout]) {
    expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/);
    expect(text).not.toMatch(/^::set-output/m);
  }
  expect(step.summary).toContain('evil.example');
  expect(step.summary).not.toContain('<img');
  expect(step.summary).not.toMatch(/(?<!\\)\[in\]\(https/);
  expect(step.outputs).not.toHaveProperty('x');
});
