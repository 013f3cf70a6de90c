import {
  CreateBucketCommand,
  ListObjectsV2Command,
  PutBucketEncryptionCommand,
  PutBucketVersioningCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { spawn } from 'node:child_process';
import { mkdir, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { listen } from '../listen.ts';

const ACCESS_KEY = 'benchmark';
const SECRET_KEY = 'benchmark-secret';
const REGION = 'us-east-1';

/** What every tool finds in its environment. */
export const CREDENTIALS = {
  AWS_ACCESS_KEY_ID: ACCESS_KEY,
  AWS_SECRET_ACCESS_KEY: SECRET_KEY,
  AWS_REGION: REGION,
} as const;

const START_TIMEOUT_MS = 30_000;

/** An empty MinIO of its own: nothing of an earlier round is left. */
export class MinioServer {
  readonly url: string;
  readonly client: S3Client;
  private readonly stopProcess: () => Promise<void>;

  private constructor(url: string, stopProcess: () => Promise<void>) {
    this.url = url;
    this.stopProcess = stopProcess;
    this.client = new S3Client({
      endpoint: url,
      region: REGION,
      forcePathStyle: true,
      credentials: { accessKeyId: ACCESS_KEY, secretAccessKey: SECRET_KEY },
    });
  }

  static async start(program: string, folder: string): Promise<MinioServer> {
    const data = join(folder, 'minio');
    await rm(data, { recursive: true, force: true });
    await mkdir(data, { recursive: true });
    const port = await freePort();
    const child = spawn(program, ['server', '--quiet', '--address', `127.0.0.1:${String(port)}`, data], {
      stdio: 'ignore',
      env: {
        ...process.env,
        MINIO_ROOT_USER: ACCESS_KEY,
        MINIO_ROOT_PASSWORD: SECRET_KEY,
        MINIO_KMS_SECRET_KEY: `benchmark:${Buffer.alloc(32, 7).toString('base64')}`,
        MINIO_BROWSER: 'off',
      },
    });
    const ended = new Promise<void>((resolve) => child.on('close', () => resolve()));
    const server = new MinioServer(`http://127.0.0.1:${String(port)}`, async () => {
      child.kill();
      await ended;
      await rm(data, { recursive: true, force: true });
    });
    await server.ready();
    return server;
  }

  private async ready(): Promise<void> {
    const until = performance.now() + START_TIMEOUT_MS;
    for (;;) {
      const answer = await fetch(`${this.url}/minio/health/ready`).catch(() => undefined);
      if (answer?.ok === true) return;
      if (performance.now() > until) throw new Error('MinIO does not start');
      await setTimeout(50);
    }
  }

  /** Versioned, and encrypted where asked for: what `bucket-checks: enforce` wants. */
  async createBucket(name: string, isEncrypted = false): Promise<void> {
    await this.client.send(new CreateBucketCommand({ Bucket: name }));
    await this.client.send(
      new PutBucketVersioningCommand({ Bucket: name, VersioningConfiguration: { Status: 'Enabled' } }),
    );
    if (!isEncrypted) return;
    const rule = { ApplyServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' as const } };
    await this.client.send(
      new PutBucketEncryptionCommand({ Bucket: name, ServerSideEncryptionConfiguration: { Rules: [rule] } }),
    );
  }

  async storedBytes(bucket: string): Promise<number> {
    let bytes = 0;
    let token: string | undefined;
    do {
      const page = await this.client.send(new ListObjectsV2Command({ Bucket: bucket, ContinuationToken: token }));
      for (const { Size = 0 } of page.Contents ?? []) bytes += Size;
      token = page.NextContinuationToken;
    } while (token !== undefined);
    return bytes;
  }

  async stop(): Promise<void> {
    this.client.destroy();
    await this.stopProcess();
  }
}

async function freePort(): Promise<number> {
  const { port, close } = await listen(createServer());
  await close();
  return port;
}
