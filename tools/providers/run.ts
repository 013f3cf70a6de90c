/**
 * One conformance run against one S3 server: which of the facts that Holdfast builds on it has, and which modes work.
 * `npm run providers -- NAME --provider HEADING --server 'NAME VERSION'` writes `tools/providers/results/NAME.json`, from
 * which docs/providers.md is made (`npm run docs`).
 *
 * Endpoint, keys, region and CA come by environment, as those of the integration tests do: HOLDFAST_TEST_ENDPOINT,
 * AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_REGION, NODE_EXTRA_CA_CERTS. `--endpoint` says it too. It needs the bundle
 * in dist/ (`npm run build`), makes two buckets, and removes them.
 *
 * `--settings` says what the server was started with, and `--flag=--bucket-checks=warn` gives each mode one more flag.
 *
 * With `--check` nothing is written; the run fails where what it finds differs from what is kept.
 */
import { S3Client } from '@aws-sdk/client-s3';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isDeepStrictEqual, parseArgs } from 'node:util';
import { VERSION } from '../../src/base/version.ts';
import { testServer } from '../../__tests__/integration/server.ts';
import { removeBucket } from './bucket.ts';
import { askFacts } from './facts.ts';
import { runModes } from './modes.ts';
import { FACTS, MODES, type Result } from './result.ts';

const RESULTS = join(import.meta.dirname, 'results');

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    endpoint: { type: 'string' },
    provider: { type: 'string' },
    server: { type: 'string' },
    settings: { type: 'string', default: 'none' },
    flag: { type: 'string', multiple: true, default: [] },
    check: { type: 'boolean', default: false },
  },
});

async function main(): Promise<void> {
  const [name = ''] = positionals;
  if (!/^[a-z0-9-]+$/.test(name))
    throw new Error('usage: run.ts NAME --provider HEADING --server "NAME VERSION" [--check]');
  const path = join(RESULTS, `${name}.json`);
  const kept = values.check ? (JSON.parse(readFileSync(path, 'utf8')) as Result) : undefined;
  const found = await tried(kept);
  for (const [key, { outcome, code, note }] of Object.entries({ ...found.facts, ...found.modes }))
    console.log([key.padEnd(20), outcome, code, note].filter((each) => each !== undefined).join('  '));
  if (kept === undefined) writeFileSync(path, `${JSON.stringify(found, null, 2)}\n`);
  else for (const line of differences(kept, found)) fail(line);
}

async function tried(kept: Result | undefined): Promise<Result> {
  const env = { ...process.env, ...(values.endpoint !== undefined && { HOLDFAST_TEST_ENDPOINT: values.endpoint }) };
  const { endpoint, region, accessKeyId, secretAccessKey } = testServer(env);
  const credentials = { accessKeyId, secretAccessKey };
  const client = new S3Client({ endpoint, region, credentials, forcePathStyle: true, maxAttempts: 2 });
  const bucket = `holdfast-tried-${randomBytes(4).toString('hex')}`;
  const folder = mkdtempSync(join(tmpdir(), 'holdfast-tried-'));
  try {
    const flags = ['--endpoint-url', endpoint, '--aws-region', region, ...values.flag];
    return {
      provider: kept?.provider ?? values.provider ?? '',
      server: kept?.server ?? values.server ?? '',
      date: new Date().toISOString().slice(0, 10),
      holdfast: VERSION,
      settings: kept?.settings ?? values.settings,
      facts: await askFacts({ client, bucket }),
      modes: await runModes({ client, bucket: `${bucket}-v`, folder, flags, env: bareEnv() }),
    };
  } finally {
    await removeBucket(client, bucket);
    await removeBucket(client, `${bucket}-v`);
    client.destroy();
    rmSync(folder, { recursive: true });
  }
}

/** Nothing but what the command line needs. */
function bareEnv(): NodeJS.ProcessEnv {
  const names = ['PATH', 'HOME', 'TMPDIR', 'NODE_EXTRA_CA_CERTS', 'AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY'];
  return Object.fromEntries(names.map((name) => [name, process.env[name]]));
}

function differences(kept: Result, found: Result): readonly string[] {
  const all = { ...FACTS, ...MODES };
  const [before, now] = [kept, found].map(({ facts, modes }) => ({ ...facts, ...modes }));
  return (Object.keys(all) as (keyof typeof all)[])
    .filter((key) => !isDeepStrictEqual(before?.[key], now?.[key]))
    .map((key) => `${key}: ${JSON.stringify(now?.[key])}, and not ${JSON.stringify(before?.[key])}`);
}

function fail(line: string): void {
  console.error(line);
  process.exitCode = 1;
}

await main();
