import {
  CreateBucketCommand,
  PutBucketEncryptionCommand,
  PutBucketVersioningCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import { parseArgs } from 'node:util';
import {
  createOidcProvider,
  createRole,
  deleteOidcProvider,
  deleteRole,
  startMockIssuer,
  trustPolicy,
  type IamServer,
  type MockIssuer,
} from './rgw-roles.ts';
import { listen } from './listen.ts';

/**
 * What GitHub's runner and an AWS account are for a job, over a real server: an OIDC issuer with the endpoint that gives
 * out its tokens, a role that trusts them, and a vault bucket. Reads the server as the integration tests do. Prints one
 * line of JSON when it is ready, and removes role and provider when it gets SIGINT or SIGTERM, or standard input ends
 * (with --until-stdin-ends).
 *
 *   node tools/rgw-runner.ts --bucket NAME [--subject repo:acme/app:ref:refs/heads/main] [--until-stdin-ends]
 */
const AUDIENCE = 'sts.amazonaws.com';

interface Runner {
  readonly env: Readonly<Record<string, string>>;
  close(): Promise<void>;
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      bucket: { type: 'string' },
      subject: { type: 'string', default: 'repo:acme/app:ref:refs/heads/main' },
      'until-stdin-ends': { type: 'boolean', default: false },
    },
  });
  const { bucket, subject } = values;
  if (bucket === undefined) throw new Error('--bucket NAME is missing');
  const server = serverFromEnv();
  await makeVaultBucket(server, bucket);
  const issuer = await startMockIssuer();
  const runner = await startRunner(issuer, subject);
  const providerArn = await createOidcProvider(server, issuer.url, [AUDIENCE]);
  const role = {
    name: `runner-${randomBytes(6).toString('hex')}`,
    trustPolicy: trustPolicy(providerArn, issuer.url, AUDIENCE, subject),
    policies: [
      {
        Version: '2012-10-17',
        Statement: [
          { Effect: 'Allow', Action: 's3:*', Resource: [`arn:aws:s3:::${bucket}`, `arn:aws:s3:::${bucket}/*`] },
        ],
      },
    ],
  };
  const roleArn = await createRole(server, role);
  process.stdout.write(
    `${JSON.stringify({ bucket, roleArn, endpoint: server.endpoint, region: server.region, runnerEnv: runner.env })}\n`,
  );
  await ended(values['until-stdin-ends']);
  await deleteRole(server, role);
  await deleteOidcProvider(server, providerArn);
  await Promise.all([runner.close(), issuer.close()]);
}

function serverFromEnv(): IamServer {
  const given = (name: string): string => {
    const value = process.env[name];
    if (value === undefined || value === '') throw new Error(`${name} is missing from the environment`);
    return value;
  };
  return {
    endpoint: given('HOLDFAST_TEST_ENDPOINT'),
    region: process.env['AWS_REGION'] ?? 'us-east-1',
    accessKeyId: given('AWS_ACCESS_KEY_ID'),
    secretAccessKey: given('AWS_SECRET_ACCESS_KEY'),
  };
}

async function makeVaultBucket({ endpoint, region, ...credentials }: IamServer, Bucket: string): Promise<void> {
  const s3 = new S3Client({ endpoint, region, credentials, forcePathStyle: true });
  const Rules = [{ ApplyServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' as const } }];
  await s3.send(new CreateBucketCommand({ Bucket }));
  await s3.send(new PutBucketVersioningCommand({ Bucket, VersioningConfiguration: { Status: 'Enabled' } }));
  await s3.send(new PutBucketEncryptionCommand({ Bucket, ServerSideEncryptionConfiguration: { Rules } }));
}

/** The endpoint that a job with `id-token: write` asks for tokens. */
async function startRunner(issuer: MockIssuer, sub: string): Promise<Runner> {
  const bearer = randomBytes(32).toString('base64url');
  const server = createServer((request, response) => {
    const aud = new URL(request.url ?? '/', 'http://runner').searchParams.get('audience') ?? 'https://github.com/acme';
    const isJob = request.headers.authorization?.replace(/^bearer /i, '') === bearer;
    const answer = isJob ? issuer.token({ aud, sub }).then((value) => ({ value })) : Promise.resolve(undefined);
    answer
      .then((body) =>
        response
          .writeHead(body === undefined ? 401 : 200, { 'content-type': 'application/json' })
          .end(JSON.stringify(body ?? {})),
      )
      .catch(() => response.destroy());
  });
  const { url, close } = await listen(server);
  return {
    env: {
      ACTIONS_ID_TOKEN_REQUEST_URL: `${url}/token?api-version=2.0`,
      ACTIONS_ID_TOKEN_REQUEST_TOKEN: bearer,
    },
    close,
  };
}

async function ended(withStdin: boolean): Promise<void> {
  await new Promise((resolve) => {
    process.once('SIGINT', resolve).once('SIGTERM', resolve);
    if (withStdin) process.stdin.resume().once('end', resolve);
  });
}

await main();
