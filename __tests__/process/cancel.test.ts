import { createServer } from 'node:http';
import { start, startStep, type Env } from './support.ts';
import { listen, type Listening } from '../../tools/listen.ts';

/** A server that takes every request and never answers. */
let server: Listening;
let endpoint: string;
let asked: Promise<void>;

beforeEach(async () => {
  const first = Promise.withResolvers<void>();
  asked = first.promise;
  server = await listen(createServer(() => first.resolve()));
  endpoint = server.url;
});

afterEach(() => server.close());

const KEYS: Env = { AWS_ACCESS_KEY_ID: 'AK', AWS_SECRET_ACCESS_KEY: 'SK', AWS_EC2_METADATA_DISABLED: 'true' };

test.each([
  ['SIGINT', 130],
  ['SIGTERM', 143],
] as const)('%s stops the command line within 5 s, with the exit code of a shell: %i', async (signal, code) => {
  const args = [
    'list',
    '--bucket',
    'acme-backups',
    '--name',
    'x',
    '--endpoint-url',
    endpoint,
    '--aws-region',
    'us-east-1',
  ];
  const { ended, kill } = start('bin/holdfast.js', args, { env: KEYS });
  await asked;
  const killedMs = performance.now();
  kill(signal);
  const { exitCode, stderr } = await ended;
  expect(performance.now() - killedMs).toBeLessThan(5000);
  expect(exitCode).toBe(code);
  expect(stderr).toContain(`Error (cancelled): Cancelled: received ${signal}.`);
});

test('SIGINT stops the action within 5 s, with one annotation', async () => {
  const inputs = {
    mode: 'list',
    bucket: 'acme-backups',
    name: 'x',
    'endpoint-url': endpoint,
    'aws-region': 'us-east-1',
  };
  const step = startStep(inputs, { env: KEYS });
  await asked;
  const killedMs = performance.now();
  step.started.kill('SIGINT');
  const { exitCode, annotations } = await step.finish();
  expect(performance.now() - killedMs).toBeLessThan(5000);
  expect(exitCode).toBe(1);
  expect(annotations).toMatchObject([{ type: 'error', title: 'holdfast: cancelled' }]);
});
