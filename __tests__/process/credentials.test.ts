/** Whole runs with a role by OIDC: longer than its sessions, within its session policy, and nothing secret in sight. */
import { DeleteObjectCommand, PutBucketVersioningCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { zstdDecompressSync } from 'node:zlib';
import type { WireRequest } from '../../tools/double/http.ts';
import { startGitServer } from '../../tools/git-server.ts';
import { Repository } from '../sources/repository/harness.ts';
import { filesOf, SERIES, Stage, type Changes, type Vault } from './stage.ts';
import type { Env, FinishedStep } from './support.ts';
import { noise } from '../support/bytes.ts';

const NO_KEYS: Env = { AWS_ACCESS_KEY_ID: '', AWS_SECRET_ACCESS_KEY: '' };

function withRole(stage: Stage, role: string): Changes {
  const inputs = { 'role-to-assume': role, 'sts-endpoint-url': stage.double.endpoint };
  return { inputs, env: { ...NO_KEYS, ...stage.double.runnerEnv() } };
}

test('runs that take longer than a role session end well, with new sessions by new tokens', async () => {
  const stage = await Stage.open({ sessionSeconds: 1 });
  try {
    const vault = stage.vault();
    const role = withRole(stage, stage.double.addRole({ name: 'short' }));
    stage.double.faults = ({ service }) => (service === 's3' ? { delayMs: 350 } : undefined);
    for (const run of [() => vault.backUp(role), () => vault.restore(stage.fresh(), role)]) {
      stage.double.clearRequests();
      const step = await run();
      expect(step).toMatchObject({ exitCode: 0 });
      const { AssumeRoleWithWebIdentity: sessions = 0, GetToken: tokens = 0 } = stage.double.counts();
      expect(step.durationMs).toBeGreaterThan(1000);
      expect(sessions).toBeGreaterThanOrEqual(2);
      expect(tokens).toBe(sessions);
      expect(stage.double.requests.map(({ code }) => code)).not.toContain('ExpiredToken');
    }
  } finally {
    await stage.close();
  }
});

describe('a wide role', () => {
  let stage: Stage;
  let vault: Vault;
  beforeAll(async () => {
    stage = await Stage.open();
    vault = stage.vault();
  });
  afterAll(() => stage.close());

  test('is enough, and no run asks for a delete, or for anything beside its vault', async () => {
    const role = withRole(stage, stage.double.addRole({ name: 'wide' }));
    const target = stage.fresh();
    for (const step of [await vault.backUp(role), await vault.restore(target, role)])
      expect(step).toMatchObject({ exitCode: 0 });
    expect(filesOf(target)).toEqual(filesOf(stage.source));
    for (const { operation, status, key } of stage.double.requests) {
      expect(operation).not.toMatch(/Delete|CopyObject|PutBucket/);
      // 412 is what the probe wants, 404 a setting that the bucket does not have.
      expect([200, 206, 404, 412]).toContain(status);
      if (key !== undefined) expect(key).toMatch(/^v1\//);
    }
    const written = stage.double.requests.filter(({ operation }) => operation === 'PutObject');
    for (const { key, headers } of written) {
      expect(key).toMatch(new RegExp(`^v1/(probe$|(roots|packs|parts)/${SERIES}/@/)`));
      expect(headers['if-none-match']).toBe('*');
    }
  });
});

test('a wide role: what the session of a backup got by its policy may add to its series, and delete nothing', async () => {
  const stage = await Stage.open();
  try {
    const vault = stage.vault();
    let asked: WireRequest | undefined;
    stage.double.faults = ({ operation, request }) => {
      if (operation === 'AssumeRoleWithWebIdentity') asked = request;
      return undefined;
    };
    expect(await vault.backUp(withRole(stage, stage.double.addRole({ name: 'wide' })))).toMatchObject({ exitCode: 0 });
    const [pack = ''] = vault.keysOf('packs');
    const [{ versionId = '' } = {}] = vault.bucket.versions(pack);
    const body = new URLSearchParams(String(asked?.body));
    const answers = async (form: URLSearchParams): Promise<string[]> => {
      const s3 = await sessionOf(stage, form);
      const place = { Bucket: vault.name, Key: pack };
      const other = { Bucket: vault.name, Key: pack.replace(SERIES, 'acme/other/files'), Body: 'x' };
      const calls = [
        () => s3.send(new PutObjectCommand({ ...place, Key: `${pack}1`, Body: 'x' })),
        () => s3.send(new PutObjectCommand(other)),
        () => s3.send(new DeleteObjectCommand(place)),
        () => s3.send(new DeleteObjectCommand({ ...place, VersionId: versionId })),
        () => s3.send(new PutBucketVersioningCommand({ Bucket: vault.name, VersioningConfiguration: {} })),
      ];
      const found: string[] = [];
      for (const call of calls)
        found.push(
          await call().then(
            () => 'done',
            (error: Error) => error.name,
          ),
        );
      s3.destroy();
      return found;
    };
    const denied = Array<string>(4).fill('AccessDenied');
    expect(await answers(body)).toEqual(['done', ...denied]);
    // The role itself may: without the policy that the backup sent, the same request gives a session that deletes.
    body.delete('Policy');
    expect((await answers(body)).slice(0, 4)).toEqual(Array<string>(4).fill('done'));
  } finally {
    await stage.close();
  }
});

/** A client with the session that STS gives for a form as a run has sent it. */
async function sessionOf({ double }: Stage, form: URLSearchParams): Promise<S3Client> {
  const headers = { 'content-type': 'application/x-www-form-urlencoded' };
  const text = await (await fetch(double.endpoint, { method: 'POST', headers, body: form.toString() })).text();
  const field = (name: string): string => new RegExp(`<${name}>([^<]+)<`).exec(text)?.[1] ?? '';
  const credentials = {
    accessKeyId: field('AccessKeyId'),
    secretAccessKey: field('SecretAccessKey'),
    sessionToken: field('SessionToken'),
  };
  return new S3Client({ endpoint: double.endpoint, region: double.region, forcePathStyle: true, credentials });
}

describe('secrets', () => {
  const TOKEN = 'ghs_VerySecretTokenOfThisJob0123456789';
  /** Nothing of a run that others can see or keep, with what zstd packed unpacked. */
  function seen(step: FinishedStep, vault: Vault): Buffer {
    const log = step.stdout
      .split('\n')
      .filter((line) => !line.startsWith('::add-mask::'))
      .join('\n');
    const texts = [log, step.stderr, step.summary, JSON.stringify(step.report), JSON.stringify(step.outputs)];
    const bodies = vault.objects.keys().flatMap((key) => [Buffer.from(key), ...unpacked(vault.objects.read(key))]);
    return Buffer.concat([...texts.map((text) => Buffer.from(text)), ...bodies]);
  }

  const ZSTD_MAGIC = Buffer.from([0x28, 0xb5, 0x2f, 0xfd]);
  function unpacked(body: Buffer): Buffer[] {
    const found = [body];
    for (let at = body.indexOf(ZSTD_MAGIC); at >= 0; at = body.indexOf(ZSTD_MAGIC, at + 1)) {
      try {
        found.push(zstdDecompressSync(body.subarray(at)));
      } catch {
        // Four bytes that look like the start of a frame.
      }
    }
    return found;
  }

  function expectAbsent(secrets: readonly string[], where: Buffer): void {
    for (const secret of secrets) {
      expect(secret.length).toBeGreaterThan(10);
      const forms = [secret, encodeURIComponent(secret), Buffer.from(secret).toString('base64').replace(/=+$/, '')];
      for (const form of forms) expect({ secret, found: where.includes(form) }).toEqual({ secret, found: false });
    }
  }

  test('of a repository run, good or bad, are in no log, summary, report, output or stored byte', async () => {
    const stage = await Stage.open();
    const root = join(stage.folder, 'git');
    const server = await startGitServer({ root, token: TOKEN });
    try {
      const work = Repository.init(join(stage.folder, 'work'));
      for (let i = 0; i < 4; i++) work.commit(`f${String(i)}`, noise(3000, i).toString('hex'));
      mkdirSync(join(root, 'octo'), { recursive: true });
      const bare = join(root, 'octo', 'shop.git');
      execFileSync('git', ['clone', '-q', '--mirror', '--no-hardlinks', work.path, bare], { stdio: 'pipe' });
      const vault = stage.vault();
      const role = withRole(stage, stage.double.addRole({ name: 'any' }));
      const run = (inputs: Record<string, string> = {}): Promise<FinishedStep> =>
        vault.backUp({
          inputs: {
            ...role.inputs,
            name: 'octo/shop/repository',
            source: 'repository',
            repository: 'octo/shop',
            'github-server-url': server.url,
            'github-token': TOKEN,
            ...inputs,
          },
          env: { ...role.env },
        });
      const steps = [await run(), await run({ repository: 'octo/none', redefine: 'true' })];
      expect(steps.map(({ exitCode }) => exitCode)).toEqual([0, 1]);
      const jobToken = role.env?.['ACTIONS_ID_TOKEN_REQUEST_TOKEN'] ?? '';
      const sessionTokens = stage.double.requests.flatMap(({ headers }) => headers['x-amz-security-token'] ?? []);
      expect(sessionTokens.length).toBeGreaterThan(0);
      const secrets = [TOKEN, `x-access-token:${TOKEN}`, jobToken, ...new Set(sessionTokens)];
      for (const step of steps) {
        const where = seen(step, vault);
        expectAbsent(secrets, where);
        expect(where.includes('X-Amz-Signature')).toBe(false);
      }
    } finally {
      await server.close();
      await stage.close();
    }
  });

  test("checkout's credentials in the workspace are left out and named, and keys are nowhere", async () => {
    const stage = await Stage.open();
    try {
      const vault = stage.vault();
      const basic = Buffer.from(`x-access-token:${TOKEN}`).toString('base64');
      mkdirSync(join(stage.source, '.git'));
      writeFileSync(
        join(stage.source, '.git', 'config'),
        `[http "https://github.com/"]\n\textraheader = AUTHORIZATION: basic ${basic}\n`,
      );
      writeFileSync(join(stage.source, '.npmrc'), `//packages.example.com/:_authToken=${TOKEN}\n`);
      const step = await vault.backUp();
      expect(step.exitCode).toBe(0);
      expect(step.stdout).toContain('.git/config');
      expect(step.stdout).toContain('.npmrc');
      expectAbsent([TOKEN, basic, stage.double.secretAccessKey], seen(step, vault));
      const target = stage.fresh();
      await vault.restore(target);
      expect(Object.keys(filesOf(target)).sort()).toEqual(['a.txt', 'sub/b.bin']);
    } finally {
      await stage.close();
    }
  });

  test('no credentials are left in files of the runner or its folders', async () => {
    const stage = await Stage.open();
    try {
      const vault = stage.vault();
      const role = withRole(stage, stage.double.addRole({ name: 'any' }));
      const home = stage.fresh();
      const files = Object.fromEntries(
        ['GITHUB_ENV', 'GITHUB_STATE', 'GITHUB_PATH'].map((name) => [name, join(home, name)]),
      );
      for (const path of Object.values(files)) writeFileSync(path, '');
      const step = await vault.backUp({ ...role, env: { ...role.env, ...files, HOME: home, TMPDIR: home } });
      expect(step.exitCode).toBe(0);
      for (const name of readdirSync(home))
        expect({ name, size: statSync(join(home, name)).size }).toEqual({ name, size: 0 });
      expect(readFileSync(files['GITHUB_ENV'] ?? '', 'utf8')).toBe('');
    } finally {
      await stage.close();
    }
  });
});
