import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import * as fs from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Writable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import {
  CreateBucketCommand,
  DeleteObjectCommand,
  ListObjectsV2Command,
  PutBucketVersioningCommand,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { runCommand } from '../../src/commands/registry.ts';
import { parseInputs } from '../../src/inputs/parse.ts';
import { testServer } from './server.ts';
import { workerUrl } from '../support/worker-url.ts';

/** The whole way on a real server: backed up by Holdfast, brought back by the script with `aws`, `zstd` and `git`. */
const SCRIPT = fileURLToPath(new URL('../../scripts/holdfast-recover.py', import.meta.url));
const server = testServer();
const { endpoint, region, accessKeyId, secretAccessKey } = server;
const bucket = `holdfast-recover-${randomBytes(6).toString('hex')}`;
const env = {
  PATH: process.env['PATH'],
  AWS_ENDPOINT_URL: endpoint,
  AWS_REGION: region,
  AWS_DEFAULT_REGION: region,
  AWS_ACCESS_KEY_ID: accessKeyId,
  AWS_SECRET_ACCESS_KEY: secretAccessKey,
};

let folder: string;
let admin: S3Client;

function recover(...args: string[]): string {
  return execFileSync('python3', [SCRIPT, `s3://${bucket}/team/vault`, ...args], { env, encoding: 'utf8' });
}

async function holdfast(given: Readonly<Record<string, string>>) {
  const common = { bucket, prefix: 'team/vault', 'force-path-style': 'true' };
  return runCommand(parseInputs(new Map(Object.entries({ ...common, ...given })), 'cli'), {
    surface: 'cli',
    env,
    workingDir: folder,
    tempRoot: folder,
    emit: () => undefined,
    signal: new AbortController().signal,
    now: () => new Date(),
    mask: () => undefined,
    redact: (text) => text,
    workerUrl,
    output: new Writable({ write: (_chunk, _encoding, done) => done() }),
  });
}

function put(path: string, content: string | Buffer): void {
  fs.mkdirSync(dirname(join(folder, path)), { recursive: true });
  fs.writeFileSync(join(folder, path), content);
}

function git(...args: string[]): string {
  const identity = ['-c', 'user.name=A', '-c', 'user.email=a@example.com'];
  return execFileSync('git', [...identity, ...args], { cwd: join(folder, 'repository'), encoding: 'utf8' });
}

async function packs(): Promise<string[]> {
  const Prefix = 'team/vault/v1/packs/shop/files/';
  const { Contents = [] } = await admin.send(new ListObjectsV2Command({ Bucket: bucket, Prefix }));
  return Contents.map(({ Key = '' }) => Key);
}

beforeAll(async () => {
  folder = fs.mkdtempSync(join(tmpdir(), 'holdfast-recover-'));
  const credentials = { accessKeyId, secretAccessKey };
  admin = new S3Client({ endpoint, region, credentials, forcePathStyle: true });
  await admin.send(new CreateBucketCommand({ Bucket: bucket }));
  const VersioningConfiguration = { Status: 'Enabled' } as const;
  await admin.send(new PutBucketVersioningCommand({ Bucket: bucket, VersioningConfiguration }));
});
afterAll(() => {
  admin.destroy();
  fs.rmSync(folder, { recursive: true });
});

test('files come back from the bucket, also when a pack was overwritten and another one deleted', async () => {
  put('source/random', randomBytes(3_000_000));
  for (let i = 0; i < 200; i++) put(`source/many/${String(i)}`, `file ${String(i)}`);
  fs.symlinkSync('many/7', join(folder, 'source/link'));
  const files = { mode: 'backup', source: 'files', name: 'shop/files', root: 'source', 'bucket-checks': 'off' };
  await holdfast(files);
  put('source/many/7', 'changed');
  const { outputs } = await holdfast(files);

  expect(recover('series')).toBe('shop/files\n');
  expect(recover('list', 'shop/files').split(' ')[0]).toBe(outputs.snapshot);
  const compare = (target: string) =>
    execFileSync('diff', ['-r', '--no-dereference', join(folder, 'source'), join(folder, target)]);
  recover('restore', 'shop/files', 'latest', join(folder, 'restored'));
  compare('restored');

  const [first = '', second = ''] = await packs();
  await admin.send(new PutObjectCommand({ Bucket: bucket, Key: first, Body: 'overwritten' }));
  await admin.send(new DeleteObjectCommand({ Bucket: bucket, Key: second }));
  recover('restore', 'shop/files', String(outputs.snapshot), join(folder, 'rescued'));
  compare('rescued');
});

test('a repository comes back from the bucket', async () => {
  put('repository/a.txt', 'one\n');
  git('init', '-q', '-b', 'main');
  git('add', '.');
  git('commit', '-qm', 'one');
  const repository = { mode: 'backup', repository: 'repository', name: 'shop/repository', 'bucket-checks': 'off' };
  await holdfast(repository);
  put('repository/a.txt', 'two\n');
  git('commit', '-qam', 'two');
  git('tag', '-a', 'v1', '-m', 'v1');
  await holdfast(repository);

  const target = join(folder, 'shop.git');
  recover('git', 'shop/repository', 'latest', target);
  const refs = execFileSync('git', ['-C', target, 'for-each-ref'], { encoding: 'utf8' });
  expect(refs).toBe(git('for-each-ref'));
  expect(execFileSync('git', ['-C', target, 'show', 'HEAD:a.txt'], { encoding: 'utf8' })).toBe('two\n');
});
