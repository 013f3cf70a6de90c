/**
 * The day without Holdfast: what the command line stored in a real bucket comes back with stock tools alone (python3, the
 * aws command, zstd, git), as docs/recovery.md describes.
 */
import {
  CreateBucketCommand,
  PutBucketEncryptionCommand,
  PutBucketVersioningCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freshKey } from '../double/conformance/suite.ts';
import { ROOT, runCli } from '../process/support.ts';
import { testServer } from './server.ts';

const server = testServer();
const bucket = freshKey('recovery');
const folder = mkdtempSync(join(tmpdir(), 'holdfast-recovery-'));
const files = join(folder, 'files');
const repository = join(folder, 'app');
const awsEnv = {
  AWS_ENDPOINT_URL: server.endpoint,
  AWS_REGION: server.region,
  AWS_DEFAULT_REGION: server.region,
  AWS_ACCESS_KEY_ID: server.accessKeyId,
  AWS_SECRET_ACCESS_KEY: server.secretAccessKey,
};

beforeAll(async () => {
  await makeBucket();
  makeFiles();
  makeRepository();
  await backUp('acme/app/files', '--source', 'files', '--root', files);
  await backUp('acme/app/repository', '--repository', repository);
  rmSync(join(files, 'a.txt'));
  writeFileSync(join(files, 'numbers'), randomBytes(100_000));
  git('commit', '--quiet', '--allow-empty', '--message', 'Another night');
  await backUp('acme/app/files', '--source', 'files', '--root', files);
  await backUp('acme/app/repository', '--repository', repository);
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function makeBucket(): Promise<void> {
  const { endpoint, region, accessKeyId, secretAccessKey } = server;
  const s3 = new S3Client({ endpoint, region, credentials: { accessKeyId, secretAccessKey }, forcePathStyle: true });
  const Rules = [{ ApplyServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' as const } }];
  await s3.send(new CreateBucketCommand({ Bucket: bucket }));
  await s3.send(new PutBucketVersioningCommand({ Bucket: bucket, VersioningConfiguration: { Status: 'Enabled' } }));
  await s3.send(new PutBucketEncryptionCommand({ Bucket: bucket, ServerSideEncryptionConfiguration: { Rules } }));
  s3.destroy();
}

function makeFiles(): void {
  mkdirSync(join(files, 'a folder', 'empty'), { recursive: true });
  writeFileSync(join(files, 'a.txt'), 'first');
  writeFileSync(join(files, 'numbers'), randomBytes(3_000_000));
  writeFileSync(join(files, 'a folder', 'script'), '#!/bin/sh\n', { mode: 0o755 });
  symlinkSync('../a.txt', join(files, 'a folder', 'link'));
  cpSync(files, join(folder, 'files of the first night'), { recursive: true, verbatimSymlinks: true });
}

function git(...args: string[]): string {
  const who = ['-c', 'user.name=Test', '-c', 'user.email=test@example.com'];
  return execFileSync('git', [...who, ...args], { cwd: repository, encoding: 'utf8' });
}

function makeRepository(): void {
  mkdirSync(repository);
  git('init', '--quiet', '--initial-branch', 'main');
  writeFileSync(join(repository, 'README.md'), '# An application\n');
  git('add', '--all');
  git('commit', '--quiet', '--message', 'First night');
  git('tag', '--annotate', 'v1', '--message', 'First release');
  git('branch', 'side');
}

async function backUp(name: string, ...args: string[]): Promise<void> {
  const vault = ['--bucket', bucket, '--prefix', 'holdfast', '--name', name];
  const { exitCode, stderr } = await runCli(['backup', ...vault, ...args], { env: awsEnv });
  expect({ exitCode, stderr }).toMatchObject({ exitCode: 0 });
}

function recover(...args: string[]): string {
  const script = join(ROOT, 'scripts', 'holdfast-recover.py');
  const env = { ...awsEnv, PATH: process.env['PATH'], HOME: folder };
  return execFileSync('python3', [script, `s3://${bucket}/holdfast`, ...args], { env, encoding: 'utf8' });
}

function expectSameTree(expected: string, actual: string): void {
  execFileSync('diff', ['--recursive', '--no-dereference', expected, actual]);
}

test('shows what is there', () => {
  expect(recover('series')).toBe('acme/app/files\nacme/app/repository\n');
  expect(recover('list', 'acme/app/files').trim().split('\n')).toHaveLength(2);
});

test('brings the files of each night back', () => {
  const first = recover('list', 'acme/app/files').trim().split('\n')[1]?.split(' ')[0] ?? '';
  recover('restore', 'acme/app/files', first, join(folder, 'first'));
  expectSameTree(join(folder, 'files of the first night'), join(folder, 'first'));
  recover('restore', 'acme/app/files', 'latest', join(folder, 'latest'));
  expectSameTree(files, join(folder, 'latest'));
});

test('brings the repository back with all its refs', () => {
  const target = join(folder, 'restored.git');
  recover('git', 'acme/app/repository', 'latest', target);
  const refs = ['for-each-ref', '--format=%(objectname) %(refname)'];
  expect(git('-C', target, ...refs)).toBe(git(...refs));
  expect(git('-C', target, 'symbolic-ref', 'HEAD')).toBe('refs/heads/main\n');
  git('-C', target, 'fsck', '--full', '--strict');
});
