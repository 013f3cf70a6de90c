/** Sealed snapshots by the script for stock tools: what the keys bring back, and what is refused. */
import { execFileSync } from 'node:child_process';
import { hash, randomBytes } from 'node:crypto';
import * as fs from 'node:fs';
import { dirname, join } from 'node:path';
import { writeMac } from '../../../src/vault/format/envelope.ts';
import { NO_FEATURES } from '../../../src/vault/format/features.ts';
import { decodeRoot, encodeRoot } from '../../../src/vault/format/root.ts';
import { formatUtc, parseUtc, rootKey, snapshotId } from '../../../src/vault/format/keys.ts';
import { compressSync, decompressFirst, skippableFrame } from '../../../src/vault/format/zstd.ts';
import { sealKeys } from '../../../src/vault/keys/document.ts';
import { writeKeys } from '../../../src/vault/keys/vault-keys.ts';
import { openBlob, sealBlob } from '../../../src/vault/seal/age-blob.ts';
import { withKeys } from '../../../src/vault/seal/keyed-store.ts';
import {
  formatIdentity,
  formatIdentityFile,
  vaultKey,
  vaultKeysOf,
  type VaultKey,
} from '../../../src/vault/seal/keys.ts';
import { Identity } from '../../../src/vault/seal/x25519.ts';
import { SERIES } from '../../support/engine.ts';
import { look } from '../../support/folders.ts';
import { GOLDEN_KEYS, GOLDEN_SEALED_VAULT, goldenSnapshots } from '../../support/golden-vault.ts';
import { Workshop } from '../backup/workshop.ts';
import { commandsOfPage, hasTools, recover } from './recover-script.ts';
import { idOf } from './vectors.ts';

const keyOf = (seed: number, until?: string): VaultKey => vaultKey(new Identity(Buffer.alloc(32, seed)), until);
const [K, V, OTHER, ANNA] = [1, 2, 3, 4].map((seed) => keyOf(seed)) as [VaultKey, VaultKey, VaultKey, VaultKey];
const secretOf = ({ identity }: VaultKey): string => formatIdentity(identity);

let workshop: Workshop;
let vault: string;
/** To K alone. */
let own: string;
/** To V, a day later. */
let writeOnly: string;
const WRITE_ONLY = 'acme/shop/write-only';
/** Of the same, with K and V first, and with other keys a day later. */
const RENEWED = 'acme/shop/renewed';
let renewed: string;

beforeAll(async () => {
  workshop = new Workshop();
  workshop.write('secret-plan.txt', 'the plan is to buy Shop\n'.repeat(50));
  workshop.write('folder/large.bin', randomBytes(900_000));
  workshop.write('folder/empty', '');
  // Tables that are large enough for a part.
  for (let i = 0; i < 2000; i++) workshop.write(`many/${String(i)}`, randomBytes(8));
  const store = withKeys(workshop.store, vaultKeysOf({ keys: [K] }));
  own = (await workshop.backUpFolder({ store, labels: ['first'] })).id;
  workshop.advance(86_400_000);
  const packRecipient = { recipient: V.identity.recipient, fingerprint: V.fingerprint };
  writeOnly = (await workshop.backUpFolder({ store, series: WRITE_ONLY, packRecipient })).id;
  await workshop.backUpFolder({ store, series: RENEWED, packRecipient });
  workshop.advance(86_400_000);
  workshop.write('secret-plan.txt', 'the plan is to buy Shop\n'.repeat(51));
  const newKeys = vaultKeysOf({ keys: [OTHER, { ...K, until: formatUtc(workshop.now) }] });
  const toNew = { recipient: ANNA.identity.recipient, fingerprint: ANNA.fingerprint };
  const renewedStore = withKeys(workshop.store, newKeys);
  renewed = (await workshop.backUpFolder({ store: renewedStore, series: RENEWED, packRecipient: toNew })).id;
  await writeKeys(workshop.store, workshop.now, await sealKeys([K, V], [ANNA.recipient, OTHER.recipient]));
  vault = written(new Map([...workshop.objects].map(([key, { body }]) => [key, body])));
});
afterAll(() => {
  workshop.remove();
});

/** A folder with these objects. */
function written(objects: ReadonlyMap<string, Buffer>): string {
  const folder = workshop.fresh();
  for (const [key, body] of objects) {
    fs.mkdirSync(dirname(join(folder, key)), { recursive: true });
    fs.writeFileSync(join(folder, key), body);
  }
  return folder;
}

/** A file with these lines. */
function identityFile(text: string | Buffer): string {
  const file = join(workshop.fresh(), 'keys');
  fs.writeFileSync(file, text, { mode: 0o600 });
  return file;
}
const fileOf = (...keys: VaultKey[]): string => identityFile(formatIdentityFile(keys));

const target = (): string => join(workshop.fresh(), 'target');

const bytesOf = (id: string): Buffer => fs.readFileSync(join(vault, rootKey(SERIES, id)));

/** The vault with another root in it, and what that is called. */
function withRoot(bytes: Buffer, series = SERIES, id = idOf(bytes)): { id: string; vault: string } {
  const copy = workshop.fresh();
  fs.cpSync(vault, copy, { recursive: true });
  fs.mkdirSync(dirname(join(copy, rootKey(series, id))), { recursive: true });
  fs.writeFileSync(join(copy, rootKey(series, id)), bytes);
  return { id, vault: copy };
}

/** It says this, and leaves nothing behind. */
function expectRefused(said: string | RegExp, ...args: string[]): void {
  const to = target();
  const { status, stderr } = recover(...args, to);
  expect([status, stderr]).toEqual([1, expect.stringMatching(said)]);
  expect(fs.readdirSync(dirname(to))).toEqual([]);
}

(hasTools('python3', 'zstd', 'age', 'age-keygen') || process.env['CI'] !== undefined ? describe : describe.skip)(
  'holdfast-recover.py with --identity',
  () => {
    test('brings back what is sealed to the vault key alone, tables in parts too', () => {
      const parts = [...workshop.objects.keys()].filter((key) => key.startsWith('v1/parts/'));
      expect(parts.length).toBeGreaterThan(0);
      const to = target();
      expect(recover('--identity', fileOf(K), vault, 'restore', SERIES, 'latest', to)).toMatchObject({ status: 0 });
      expect(look(to)).toEqual(workshop.expected.get(`${SERIES} ${own}`));
    });

    test.each<[string, string]>([
      ['K, then V', formatIdentityFile([K, V])],
      [
        'V, then K, with CRLF and comments',
        `# made today\r\n# vault ${K.fingerprint}\r\n\r\n${secretOf(V)}\r\n${secretOf(K)}\r\n`,
      ],
      [
        'a BOM, spaces and an identity of a plugin',
        `\uFEFF ${secretOf(K)} \nAGE-PLUGIN-YUBIKEY-1QQQ\n\t${secretOf(V)}`,
      ],
      ['old line ends, former keys', `${secretOf(K)}\r${secretOf(V)}\r# until 20261101T000000Z\r${secretOf(OTHER)}\r`],
    ])('brings back a write-only one with a file of both: %s', (_, text) => {
      const to = target();
      const args = ['restore', WRITE_ONLY, writeOnly, to];
      expect(recover(`--identity=${identityFile(text)}`, vault, ...args)).toMatchObject({ status: 0 });
      expect(look(to)).toEqual(workshop.expected.get(`${WRITE_ONLY} ${writeOnly}`));
    });

    test('the vault key alone lists a write-only one, and a restore names the other key', () => {
      const { stdout } = recover('--identity', fileOf(K), vault, 'list', WRITE_ONLY);
      expect(stdout).toMatch(new RegExp(`^${writeOnly} complete .*"files": 2003`));
      const said = `content of snapshot ${writeOnly} is sealed to the key ${V.fingerprint}`;
      expectRefused(said, '--identity', fileOf(K), vault, 'restore', WRITE_ONLY, writeOnly);
    });

    test('brings back every snapshot of files of the golden sealed vault, of before the keys were renewed too', () => {
      const ofFiles = goldenSnapshots(GOLDEN_SEALED_VAULT).filter(([, { entries }]) => entries !== undefined);
      expect(ofFiles).toHaveLength(3);
      for (const [id, { series, entries = [] }] of ofFiles) {
        const to = target();
        const step = recover('--identity', GOLDEN_KEYS, GOLDEN_SEALED_VAULT, 'restore', series, id, to);
        expect(step).toMatchObject({ status: 0 });
        for (const { path, sha256 } of entries.filter(({ type }) => type === 'file'))
          expect(hash('sha256', fs.readFileSync(join(to, path)))).toBe(sha256);
        expect(Object.keys(look(to)).sort()).toEqual(entries.map(({ path }) => path).sort());
      }
    });

    test('with renewed keys: a file with the former ones too brings it back, and one without names the pack', () => {
      const restore = (...keys: VaultKey[]) => ['--identity', fileOf(...keys), vault, 'restore', RENEWED, renewed];
      const said = new RegExp(
        `v1/packs/${RENEWED}/@/\\S+, which snapshot ${renewed} needs, cannot .* the former ones too`,
      );
      expectRefused(said, ...restore(OTHER, ANNA));
      const to = target();
      expect(recover(...restore(OTHER, ANNA, V), to)).toMatchObject({ status: 0 });
      expect(look(to)).toEqual(workshop.expected.get(`${RENEWED} ${renewed}`));
    });

    test('without it a sealed snapshot is an error that names it, also as latest', () => {
      for (const id of [own, 'latest'])
        expectRefused(`${own} is sealed: .*--identity FILE`, vault, 'restore', SERIES, id);
      const { stderr, status } = recover(vault, 'list', SERIES);
      expect([status, stderr]).toEqual([
        1,
        expect.stringMatching(`passed over: snapshot ${own} is sealed: .*--identity`),
      ]);
      expect(recover(vault, 'series').stdout).toBe(`${SERIES}\n${RENEWED}\n${WRITE_ONLY}\n`);
    });

    test('another key, or one given up before, proves nothing; one given up later does', () => {
      const restore = (keys: VaultKey[]) => ['--identity', fileOf(...keys), vault, 'restore', SERIES, own] as const;
      expectRefused(`sealed to the key ${K.fingerprint}, which is not in the file`, ...restore([OTHER, V]));
      const utc = own.slice(0, 16);
      const before = formatUtc(new Date(parseUtc(utc).getTime() - 1000));
      expectRefused('given up before', ...restore([OTHER, keyOf(1, before)]));
      expect(recover(...restore([OTHER, keyOf(1, utc)]), target())).toMatchObject({ status: 0 });
    });

    test('padding behind what is sealed in a root is passed over, anything else there is not', () => {
      const restore = (padding: Buffer) => {
        const { id, vault: copy } = withRoot(resealed(bytesOf(own), (inside) => Buffer.concat([inside, padding])));
        return ['--identity', fileOf(K), copy, 'restore', SERIES, id];
      };
      const to = target();
      expect(recover(...restore(skippableFrame(Buffer.alloc(1000))), to)).toMatchObject({ status: 0 });
      expect(look(to)).toEqual(workshop.expected.get(`${SERIES} ${own}`));
      expectRefused('longer than it says', ...restore(Buffer.alloc(1000)));
    });

    const later = (): Date => new Date(parseUtc(own.slice(0, 16)).getTime() + 60_000);
    const shapeless = compressSync(Buffer.from('{"utc":"20261124T010203Z","frames":[]}'), 3);
    const ofOwn = () => decodeRoot({ series: SERIES, id: own }, bytesOf(own), { keys: vaultKeysOf({ keys: [K] }) });
    test.each<[string, string | RegExp, () => Buffer]>([
      ['with another HMAC', 'HMAC is wrong', () => flipped(bytesOf(own), -1)],
      ['with a bit of its blob changed', 'HMAC is wrong', () => flipped(bytesOf(own), -100)],
      ['of who has only the public half', 'HMAC is wrong', () => forged({ ...OTHER, fingerprint: K.fingerprint })],
      ['of another key', `sealed to the key ${OTHER.fingerprint}`, () => forged(OTHER)],
      ['that is open', 'is not sealed', () => forged(undefined)],
      ['with an open header of another shape', 'damaged', () => shapeless],
    ])('a root %s is refused by its id, and passed over for latest', (_, said, make) => {
      const { id, vault: copy } = withRoot(make());
      const identity = ['--identity', fileOf(K, V), copy];
      expectRefused(said, ...identity, 'restore', SERIES, id);
      const { stdout, stderr } = recover(...identity, 'list', SERIES);
      expect(stdout.trim().split('\n')).toEqual([expect.stringMatching(`^${own} complete .* first$`)]);
      expect(stderr).toMatch(`passed over: snapshot ${id} `);
      expect(recover(...identity, 'restore', SERIES, 'latest', target())).toMatchObject({ status: 0 });
    });

    function forged(key: VaultKey | undefined): Buffer {
      const root = ofOwn();
      const header = { ...root.header, utc: formatUtc(later()) };
      if (key === undefined)
        return encodeRoot({ ...root, header: { ...header, features: NO_FEATURES, seal: undefined } });
      const seal = { kind: 'age-x25519' as const, key: key.fingerprint, to: K.fingerprint };
      return encodeRoot({ ...root, header: { ...header, seal } }, key);
    }

    test('a root of another series or time is refused', () => {
      const moved = withRoot(bytesOf(own), 'acme/other');
      const replayed = withRoot(bytesOf(own), SERIES, snapshotId(later(), bytesOf(own)));
      for (const [{ id, vault: copy }, series] of [
        [moved, 'acme/other'],
        [replayed, SERIES],
      ] as const)
        expectRefused('belongs elsewhere', '--identity', fileOf(K), copy, 'restore', series, id);
    });

    test.each<[string, string | Buffer, string]>([
      ['a key with a mistake', `\n${secretOf(K).slice(0, -1)}Q\n`, 'line 2 of .* holds a key with a mistake'],
      ['a recipient', `${K.recipient}\n`, 'line 1 of .* is neither'],
      ['something else', `${secretOf(K)}\nhunter2\n`, 'line 2 of .* is neither'],
      ['bytes', Buffer.alloc(100, 0xfe), 'is neither'],
      ['a time that is none', `# until soon\n${secretOf(K)}\n`, 'line 1 of .*until. without a time'],
      ['only comments', '# until 20261101T000000Z\n', 'holds no key'],
      ['nothing', '', 'holds no key'],
    ])('a file with %s is refused, and not shown', (_, text, said) => {
      const file = identityFile(text);
      const { status, stdout, stderr } = recover('--identity', file, vault, 'list', SERIES);
      expect([status, stdout, stderr]).toEqual([1, '', expect.stringMatching(said)]);
      expect(stderr).not.toMatch(/AGE-SECRET-KEY-1[A-Z0-9]{9}|hunter2/);
      expectRefused('No such file', '--identity', `${file}.gone`, vault, 'restore', SERIES, own);
    });
  },
);

(hasTools('zstd', 'age', 'jq') ? describe : describe.skip)('docs/recovery.md, sealed series', () => {
  test('its way by hand works as it is written', () => {
    const cwd = workshop.fresh();
    fs.cpSync(vault, cwd, { recursive: true });
    fs.writeFileSync(join(cwd, 'me.txt'), `${secretOf(ANNA)}\n`);
    const out = execFileSync('bash', ['-euo', 'pipefail', '-c', commandsOfPage('by-hand-sealed')], {
      cwd,
      encoding: 'utf8',
    });
    expect(fs.readFileSync(join(cwd, 'keys'), 'utf8')).toBe(formatIdentityFile([K, V]));
    expect(out).toMatch(/"key": "[0-9a-f]{16}"/);
    expect(out).toMatch(/"files": 2003/);
    expect(out).toContain('secret-plan.txt');
    expect(out).toMatch(/^(content-\S+:)?\d+:the plan is to buy Shop$/m);
  });
});

function flipped(bytes: Buffer, at: number): Buffer {
  const changed = Buffer.from(bytes);
  const place = changed.length + at;
  changed.writeUInt8(changed.readUInt8(place) ^ 1, place);
  return changed;
}

interface Frame {
  stored: number;
  raw: number;
}

/** A root of K with other bytes sealed in it. */
function resealed(root: Buffer, change: (inside: Buffer) => Buffer): Buffer {
  const { raw, storedBytes } = decompressFirst(root, 256 * 1024, 'It');
  const header = JSON.parse(raw.toString()) as { frames: Frame[] };
  const [objects, sealed, mac] = header.frames as [Frame, Frame, Frame];
  const start = storedBytes + objects.stored;
  const inside = change(openBlob(root.subarray(start + 8, start + sealed.stored), K.identity, 'It'));
  const blob = skippableFrame(sealBlob(inside, K.identity.recipient));
  Object.assign(sealed, { stored: blob.length, raw: inside.length });
  const first = compressSync(Buffer.from(JSON.stringify(header)), 3);
  const bytes = Buffer.concat([first, root.subarray(storedBytes, start), blob, root.subarray(-mac.stored)]);
  writeMac(bytes, K, 'root');
  return bytes;
}
