import { HeadBucketCommand, S3Client } from '@aws-sdk/client-s3';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const NODE = fileURLToPath(new URL('../../node_modules/.bin/node', import.meta.url));
const MAIN = fileURLToPath(new URL('../../tools/double/main.ts', import.meta.url));

interface Ready {
  readonly endpoint: string;
  readonly region: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly roles: Readonly<Record<string, string>>;
  readonly runnerEnv: Readonly<Record<string, string>>;
}

test('the double as a process says where it is in one line of JSON, and ends with its standard input', async () => {
  const child = spawn(NODE, [MAIN, '--bucket', 'vault', '--role', 'backup', '--until-stdin-ends'], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const exit = once(child, 'exit');
  const [line] = (await once(createInterface(child.stdout), 'line')) as [string];
  const { endpoint, region, roles, runnerEnv, ...credentials } = JSON.parse(line) as Ready;
  const s3 = new S3Client({ endpoint, region, forcePathStyle: true, credentials });
  await s3.send(new HeadBucketCommand({ Bucket: 'vault' }));
  expect(roles['backup']).toMatch(/:role\/backup$/);
  expect(runnerEnv['ACTIONS_ID_TOKEN_REQUEST_URL']).toContain(endpoint);
  child.stdin.end();
  expect(await exit).toEqual([0, null]);
});
