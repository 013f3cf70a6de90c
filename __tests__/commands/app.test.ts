/** A private repository by the credentials of an App: its key as a secret and in KMS. The command, over doubles of S3, KMS and GitHub. */
import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { runCommand } from '../../src/commands/registry.ts';
import { parseInputs } from '../../src/inputs/parse.ts';
import { startDouble, type Double } from '../../tools/double/double.ts';
import {
  makeWorld,
  StandInAccount,
  StandInApp,
  startGithubServer,
  type GithubServer,
} from '../../tools/github-server/index.ts';
import { workerUrl } from '../support/worker-url.ts';

const KEYS = generateKeyPairSync('rsa', { modulusLength: 2048 });
const PEM = KEYS.privateKey.export({ type: 'pkcs1', format: 'pem' }).toString();
const PERMISSIONS = { metadata: 'read', contents: 'write', issues: 'read', pull_requests: 'read' };

let folder: string;
let double: Double;
let app: StandInApp;
let server: GithubServer;
let count = 0;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'holdfast-app-'));
  double = await startDouble({});
  // The chain of the SDK looks there, and nowhere else.
  process.env['AWS_ACCESS_KEY_ID'] = double.accessKeyId;
  process.env['AWS_SECRET_ACCESS_KEY'] = double.secretAccessKey;
  const world = makeWorld();
  world.now = new Date();
  const account = new StandInAccount({ world, count: 2 });
  const root = join(folder, 'git');
  account.makeGitRepositories(root);
  const publicKey = KEYS.publicKey.export({ type: 'spki', format: 'pem' }).toString();
  app = new StandInApp({ id: 12, publicKey, account, permissions: PERMISSIONS });
  server = await startGithubServer({ world, token: 'ghs_none', git: { root }, app, account });
});

beforeEach(() => {
  app.grants.splice(0);
  app.asked.splice(0);
  app.selected = undefined;
});

afterAll(async () => {
  await server.close();
  await double.close();
  delete process.env['AWS_ACCESS_KEY_ID'];
  delete process.env['AWS_SECRET_ACCESS_KEY'];
  rmSync(folder, { recursive: true, force: true });
});

/** A backup of the private repository into a vault of its own, with what was masked and said. */
async function backUp(more: Readonly<Record<string, string>>) {
  const bucket = `vault-${String(count++)}`;
  double.makeVaultBucket(bucket);
  const given = {
    ...{ mode: 'backup', source: 'repository', repository: 'acme/repo-0001', 'github-server-url': server.url },
    ...{ bucket, 'endpoint-url': double.endpoint, 'force-path-style': 'true', 'aws-region': double.region },
    ...{ 'github-token': 'ghs_of_another_repository', 'github-app-id': '12', ...more },
  };
  const masked: string[] = [];
  const said: unknown[] = [];
  const run = async () =>
    runCommand(parseInputs(new Map(Object.entries(given)), 'action'), {
      surface: 'action',
      env: {
        ...{ PATH: process.env['PATH'], AWS_ENDPOINT_URL_KMS: double.endpoint },
      },
      workingDir: folder,
      tempRoot: folder,
      emit: (event) => void said.push(event),
      signal: new AbortController().signal,
      now: () => double.clock.now(),
      mask: (secret) => void masked.push(secret),
      redact: (text) => text,
      workerUrl,
      output: new PassThrough(),
    });
  return { bucket, masked, said, result: await run().catch((error: unknown) => error) };
}

test('a key that is a secret: one token for reading that repository alone, masked, and the snapshot is complete', async () => {
  const { result, masked, said } = await backUp({ 'github-app-private-key': PEM });
  expect(result).toMatchObject({ exitCode: 0, outputs: { status: 'complete' } });
  expect(app.asked).toEqual([
    {
      permissions: { metadata: 'read', contents: 'read', issues: 'read', pull_requests: 'read' },
      repositories: ['repo-0001'],
    },
  ]);
  const token = app.grants[0]?.token ?? '?';
  expect(masked).toContain(token);
  expect(JSON.stringify([said, result])).not.toContain(token);
});

test('a key in KMS: no secret is given, and the requests are signed there', async () => {
  const arn = double.addKmsKey('eeeeeeee-1111-4111-8111-eeeeeeeeeeee');
  double.importSigningKey(arn, KEYS.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString());
  const { result } = await backUp({ 'github-app-kms-key': arn });
  expect(result).toMatchObject({ exitCode: 0, outputs: { status: 'complete' } });
  expect(app.asked).toHaveLength(1);
});

test.each<[string, () => Readonly<Record<string, string>>, string]>([
  [
    'the key of another App',
    () => ({
      'github-app-private-key': generateKeyPairSync('rsa', { modulusLength: 2048 })
        .privateKey.export({ type: 'pkcs8', format: 'pem' })
        .toString(),
    }),
    'app-refused',
  ],
  ['a key that is none', () => ({ 'github-app-private-key': PEM.slice(0, 300) }), 'bad-input'],
  ['an id alone', () => ({}), 'bad-input'],
  ['two keys', () => ({ 'github-app-private-key': PEM, 'github-app-kms-key': 'alias/app' }), 'bad-input'],
  [
    'an installation without the repository',
    () => {
      app.selected = ['repo-0002'];
      return { 'github-app-private-key': PEM };
    },
    'app-not-installed',
  ],
])('%s: nothing is stored, and the error says why', async (_, more, code) => {
  const { result, bucket } = await backUp(more());
  expect(result).toMatchObject({ name: 'HoldfastError', code });
  expect([...double.objects(bucket).keys()]).toEqual([]);
  expect(app.grants).toEqual([]);
});
