/** Each mode on each server that lacks something of S3: done and true, or refused with the fact that is missing. */
import { DeleteObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { HoldfastError } from '../../src/base/errors.ts';
import type { Event } from '../../src/base/events.ts';
import type { Mode } from '../../src/inputs/schema.ts';
import { startDouble, type Double } from '../../tools/double/double.ts';
import { LACKS, type Lack } from '../../tools/double/lacks.ts';
import { FOLDER, run, type Ran } from '../aws/setup/workbench.ts';

let double: Double;
let client: S3Client;
let count = 0;
beforeAll(async () => {
  double = await startDouble();
  const { endpoint, region, accessKeyId, secretAccessKey } = double;
  const credentials = { accessKeyId, secretAccessKey };
  client = new S3Client({ endpoint, region, forcePathStyle: true, credentials, maxAttempts: 3 });
});
afterAll(async () => {
  client.destroy();
  await double.close();
  rmSync(FOLDER, { recursive: true, force: true });
});

/** What a run came to: what it said is all of its messages. */
interface Ended {
  readonly exitCode: number | undefined;
  readonly ran: Ran | undefined;
  readonly said: string;
}

interface Vault {
  readonly bucket: string;
  /** Ids of the snapshots. */
  readonly first: string;
  readonly last: string;
}

const TEXTS = { first: 'one', last: 'two, which is longer' } as const;

async function holdfast(
  mode: Mode,
  bucket: string,
  given: Readonly<Record<string, string>> = {},
  output = new PassThrough(),
): Promise<Ended> {
  const series: Record<string, string> = mode === 'audit' ? {} : { name: 'acme/shop/files', source: 'files' };
  const options = { now: () => double.clock.now(), output };
  try {
    const ran = await run(double, mode, { bucket, ...series, ...given }, options);
    return { exitCode: ran.result.exitCode, ran, said: ran.events.map(textOf).join('\n') };
  } catch (error) {
    // What is no error for the user is a defect.
    if (!(error instanceof HoldfastError) || error.code === 'internal') throw error;
    const { message, why, fix } = error;
    return { exitCode: undefined, ran: undefined, said: [message, why, fix].join(' ') };
  }
}

function textOf(event: Event): string {
  return event.type === 'warning' ? [event.class, event.message, event.why, event.fix].join(' ') : '';
}

async function backUp(bucket: string, text: string): Promise<string | undefined> {
  writeFileSync(join(FOLDER, 'data.txt'), text);
  const { ran } = await holdfast('backup', bucket, { path: 'data.txt', 'bucket-checks': 'off' });
  const id = ran?.result.outputs.snapshot;
  return id === undefined ? undefined : String(id);
}

/** Two snapshots, written on the lacking server or, where it takes none, before it was one. */
async function makeVault(lack: Lack): Promise<Vault> {
  const bucket = `bucket-${String(count++)}`;
  double.lacks.clear();
  double.makeVaultBucket(bucket);
  double.lacks.add(lack);
  let first = await backUp(bucket, TEXTS.first);
  if (first === undefined) {
    double.lacks.clear();
    first = await backUp(bucket, TEXTS.first);
  }
  double.clock.advance(7200);
  const last = await backUp(bucket, TEXTS.last);
  double.lacks.add(lack);
  if (first === undefined || last === undefined) throw new Error('there is no vault');
  return { bucket, first, last };
}

async function isRestored({ bucket, ...ids }: Vault, which: 'first' | 'last'): Promise<boolean> {
  const path = mkdtempSync(join(FOLDER, 'restored-'));
  const { exitCode } = await holdfast('restore', bucket, { path, version: ids[which] });
  return exitCode === 0 && readFileSync(join(path, 'data.txt'), 'utf8') === TEXTS[which];
}

function keyWith(bucket: string, part: string): string {
  const key = double
    .objects(bucket)
    .keys()
    .findLast((each) => each.includes(part));
  if (key === undefined) throw new Error(`no key has ${part}`);
  return key;
}

/** Overwritten as an intruder would do it who may. */
async function overwrite(Bucket: string, Key: string): Promise<void> {
  const refusing = (['access-block-locks-out', 'checksums-refused', 'encryption-without-key'] as const).filter((lack) =>
    double.lacks.delete(lack),
  );
  await client.send(new PutObjectCommand({ Bucket, Key, Body: 'other bytes' }));
  for (const lack of refusing) double.lacks.add(lack);
}

interface Step {
  readonly act: (vault: Vault) => Promise<Ended>;
  /** Whether what the exit code 0 says is so. */
  readonly holds: (vault: Vault, ended: Ended) => boolean | Promise<boolean>;
}

const printed = new Map<Vault, string>();

/** Those that write come last, and prune as the very last: see lacking.test.ts for backup and setup. */
const STEPS = {
  list: {
    act: ({ bucket }) => holdfast('list', bucket),
    holds: ({ first, last }, { ran }) => [first, last].every((id) => JSON.stringify(ran?.result.json).includes(id)),
  },
  find: {
    act: ({ bucket }) => holdfast('find', bucket, { include: 'data*' }),
    holds: (_, { ran }) => JSON.stringify(ran?.result.json).includes('data.txt'),
  },
  diff: {
    act: ({ bucket, first }) => holdfast('diff', bucket, { version: 'latest', 'compare-with': first }),
    holds: (_, { ran }) => JSON.stringify(ran?.result.json).includes('data.txt'),
  },
  cat: {
    act: async (vault) => {
      const output = new PassThrough();
      const ended = await holdfast('cat', vault.bucket, { path: 'data.txt' }, output);
      printed.set(vault, String(output.read()));
      return ended;
    },
    holds: (vault) => printed.get(vault) === TEXTS.last,
  },
  restore: {
    act: ({ bucket }) => holdfast('restore', bucket, { path: mkdtempSync(join(FOLDER, 'restored-')) }),
    holds: (vault) => isRestored(vault, 'last'),
  },
  verify: { act: ({ bucket }) => holdfast('verify', bucket, { level: 'full' }), holds: () => true },
  mark: {
    act: ({ bucket }) => holdfast('mark', bucket, { mark: 'label', labels: 'tried', version: 'latest' }),
    holds: ({ bucket }) => keyWith(bucket, '/label-') !== '',
  },
  audit: { act: ({ bucket }) => holdfast('audit', bucket, { 'fail-on': 'none' }), holds: () => true },
  undelete: {
    act: async ({ bucket, first }) => {
      await client.send(new DeleteObjectCommand({ Bucket: bucket, Key: keyWith(bucket, first) }));
      return holdfast('undelete', bucket, { version: first, apply: 'true' });
    },
    holds: (vault) => isRestored(vault, 'first'),
  },
  repair: {
    act: async ({ bucket }) => {
      await overwrite(bucket, keyWith(bucket, '/packs/'));
      return holdfast('repair', bucket, { apply: 'true' });
    },
    holds: (vault) => isRestored(vault, 'last'),
  },
  prune: {
    act: ({ bucket }) => {
      double.clock.advance(60 * 24 * 3600);
      return holdfast('prune', bucket, { 'keep-last': '1', apply: 'true', 'max-delete-share': '100 %' });
    },
    holds: async (vault) => {
      const back = await holdfast('undelete', vault.bucket, { version: vault.first, apply: 'true' });
      return back.exitCode === 0 && (await isRestored(vault, 'first'));
    },
  },
} as const satisfies Partial<Record<Mode, Step>>;
type StepName = keyof typeof STEPS;

const NO_LISTING = /keeps none, or does not list them/;
const NO_VERSIONS = /keeps no S3 versions/;
const NOT_PROVED = /not proved that the bucket keeps S3 versions/;
const NO_PUT = /s3:PutObject.* BlockPublicAcls of the bucket is on/;
const CHECKSUM = /checksum/;
const NO_KEY = /encrypts with AES256 by default: a server that has no key for it refuses every PUT/;
const CONDITION = /If-None-Match/;

/** What a refusal has to name. Every other mode does its work. */
const REFUSED: Readonly<Partial<Record<Lack, Readonly<Partial<Record<StepName, RegExp>>>>>> = {
  'versioning-call': { prune: NOT_PROVED },
  versions: { undelete: NO_LISTING, repair: NO_LISTING, prune: NO_LISTING },
  'null-versions': { undelete: NO_VERSIONS, repair: NO_VERSIONS, prune: /no versioning/ },
  'false-versions': { undelete: NO_VERSIONS, repair: NO_VERSIONS, prune: NOT_PROVED },
  'lost-versions': {
    undelete: /S3 versions of objects that it needs are gone/,
    repair: /cannot be put back/,
    prune: NOT_PROVED,
  },
  'listing-as-answer': { prune: NOT_PROVED },
  'empty-answer': { prune: NOT_PROVED },
  'html-answer': { prune: NOT_PROVED },
  'conditional-put-refused': { mark: CONDITION, undelete: CONDITION, repair: CONDITION, prune: CONDITION },
  'access-block-locks-out': { mark: NO_PUT, undelete: NO_PUT, repair: NO_PUT, prune: NO_PUT },
  'encryption-without-key': { mark: NO_KEY, undelete: NO_KEY, repair: NO_KEY, prune: NO_KEY },
  'checksums-refused': { mark: CHECKSUM, undelete: CHECKSUM, repair: CHECKSUM, prune: CHECKSUM },
};

/** Where a result that stands cannot be noted in the vault, and the run says so. */
const NOT_NOTED: readonly Lack[] = [
  'conditional-put-refused',
  'access-block-locks-out',
  'checksums-refused',
  'encryption-without-key',
];

const UNKNOWN_SETTINGS = ['public-policy', 'public-acl', 'lifecycle-harm', 'encryption', 'deny-overwrite'];
const TRACES = ['versioning', 'attack-overwritten', 'attack-deleted'];
/** Checks of the audit that may not pass there. */
const NOT_PASSED: Readonly<Partial<Record<Lack, readonly string[]>>> = {
  'versioning-call': TRACES,
  versions: TRACES,
  'null-versions': TRACES,
  'false-versions': TRACES,
  'lost-versions': TRACES,
  'settings-calls': UNKNOWN_SETTINGS,
  'listing-as-answer': [...TRACES, ...UNKNOWN_SETTINGS],
  'empty-answer': [...TRACES, ...UNKNOWN_SETTINGS],
  'html-answer': [...TRACES, ...UNKNOWN_SETTINGS],
  'encryption-refused': ['encryption'],
  'encryption-ignored': ['encryption'],
  'false-encryption': ['encryption'],
};

/** Keys of the vault but the probe's and what audits note. */
const stored = (bucket: string): readonly string[] =>
  double
    .objects(bucket)
    .keys('v1/')
    .filter((key) => key !== 'v1/probe' && !key.startsWith('v1/state/'));

function passedChecks({ ran }: Ended): readonly string[] {
  const { findings } = ran?.result.json as { readonly findings: readonly { check: string; status: string }[] };
  return findings.filter(({ status }) => status === 'passed').map(({ check }) => check);
}

test.each(Object.keys(LACKS) as Lack[])('%s', async (lack) => {
  const vault = await makeVault(lack);
  for (const [name, step] of Object.entries(STEPS) as [StepName, Step][]) {
    const expected = REFUSED[lack]?.[name];
    const before = stored(vault.bucket);
    const ended = await step.act(vault);
    const works = ended.exitCode === 0 && (expected !== undefined || (await step.holds(vault, ended)));
    // The name of the step, and what was said, show in the difference.
    expect([name, works, works ? '' : ended.said]).toEqual([name, expected === undefined, works ? '' : ended.said]);
    if (expected !== undefined) {
      expect(ended.said).toMatch(expected);
      expect(stored(vault.bucket).filter((key) => !before.includes(key))).toEqual([]);
    }
    if (name === 'verify') expect(ended.said.includes('not-noted')).toBe(NOT_NOTED.includes(lack));
    if (name === 'audit') {
      const passed = passedChecks(ended);
      expect((NOT_PASSED[lack] ?? []).filter((check) => passed.includes(check))).toEqual([]);
      expect(passed.length).toBeGreaterThan(0);
    }
  }
});
