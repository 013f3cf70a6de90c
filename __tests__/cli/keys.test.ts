/** Mode keys as a person meets it at a prompt: the whole command line, over a double of AWS. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { runCli } from '../../src/cli/main.ts';
import type { Host } from '../../src/commands/shared/host.ts';
import { formatIdentity, vaultKey } from '../../src/vault/seal/keys.ts';
import { Identity } from '../../src/vault/seal/x25519.ts';
import { type Double, startDouble } from '../../tools/double/double.ts';
import { noise } from '../support/bytes.ts';

const [ANNA, BEN] = [1, 2].map((seed) => vaultKey(new Identity(noise(32, seed))));
const people = `${ANNA?.recipient ?? ''},${BEN?.recipient ?? ''}`;
const secret = formatIdentity(new Identity(noise(32, 1)));

/** The AWS SDK reads them from this process. */
const { AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY } = process.env;

let double: Double;
let folder: string;
beforeAll(async () => {
  double = await startDouble({});
  process.env['AWS_ACCESS_KEY_ID'] = double.accessKeyId;
  process.env['AWS_SECRET_ACCESS_KEY'] = double.secretAccessKey;
  double.makeVaultBucket('vault');
  double.addKmsKey('1234abcd-12ab-34cd-56ef-1234567890ab');
  folder = mkdtempSync(join(tmpdir(), 'holdfast-cli-'));
  writeFileSync(join(folder, 'anna.txt'), `# created: today\n${secret}\n`);
});
afterAll(async () => {
  for (const [name, value] of Object.entries({ AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY }))
    if (value === undefined) Reflect.deleteProperty(process.env, name);
    else process.env[name] = value;
  rmSync(folder, { recursive: true });
  await double.close();
});

/** Everything that was printed, and the exit code. */
async function holdfast(args: readonly string[], env: Record<string, string> = {}) {
  let printed = '';
  const stream = () =>
    new Writable({
      write(chunk: Buffer, _, done) {
        printed += chunk.toString();
        done();
      },
    });
  const place = [
    '--bucket',
    'vault',
    '--endpoint-url',
    double.endpoint,
    '--force-path-style',
    '--aws-region',
    double.region,
  ];
  const host = {
    env: { AWS_ENDPOINT_URL_KMS: double.endpoint, ...env },
    cwd: () => folder,
    chdir: () => undefined,
    stdout: stream(),
    stderr: stream(),
    on: () => undefined,
    off: () => undefined,
    exitCode: undefined as number | undefined,
  };
  await runCli(['keys', ...args, ...place], host as unknown as Host, () => new URL('file:///none'));
  return { printed, exitCode: host.exitCode };
}

test('from nothing to keys that are checked: no secret is printed, whichever way it came in', async () => {
  const create = ['create', '--recipients', people, '--key-file', 'vault.key'];
  const outcomes = [
    await holdfast(create),
    await holdfast([...create, '--apply']),
    await holdfast(['check', '--vault-key', 'anna.txt', '--json']),
    await holdfast(['check'], { HOLDFAST_VAULT_KEY: secret }),
    await holdfast(
      ['rotate', '--vault-key', 'anna.txt', '--recipients', people, '--key-file', 'wrapped.key', '--apply'].concat([
        '--kms-key-id',
        '1234abcd-12ab-34cd-56ef-1234567890ab',
      ]),
    ),
  ];
  expect(outcomes.filter(({ exitCode }) => exitCode !== 0)).toEqual([]);
  for (const { printed } of outcomes) expect(printed).not.toMatch(/AGE-SECRET-KEY-1/i);
  expect(outcomes[1]?.printed).toContain('gh secret set HOLDFAST_VAULT_KEY < vault.key');
  expect(readFileSync(join(folder, 'vault.key'), 'utf8')).toMatch(/^AGE-SECRET-KEY-1[A-Z0-9]{58}$/m);
  expect(readFileSync(join(folder, 'wrapped.key'), 'utf8')).toMatch(/^kms:[0-9a-f]{16}:[\w+/=]+$/m);
  expect(readFileSync(join(folder, 'wrapped.key'), 'utf8')).not.toContain('AGE-SECRET-KEY');
});

test('a key on the command line is refused, since others see it there', async () => {
  const { printed, exitCode } = await holdfast(['check', '--vault-key', secret]);
  expect(exitCode).toBe(2);
  expect(printed).toContain('it is the key itself');
  expect(printed).not.toContain(secret);
});
