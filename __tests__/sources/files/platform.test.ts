import * as fs from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import {
  decodeUtf8,
  isCaseInsensitive,
  linkTarget,
  nameFolding,
  printablePath,
  storedMode,
  toNativePath,
  unrepresentable,
  unrepresentableTarget,
} from '../../../src/base/platform.ts';

describe('names that a platform cannot hold', () => {
  test.each([
    ['a/b', undefined],
    ['.hidden', undefined],
    ['a:b', /":"/],
    ['x/CON', /device/],
    ['aux.txt', /device/],
    ['com1', /device/],
    ['com10', undefined],
    ['console', undefined],
    ['trailing.', /dot or space/],
    ['trailing /x', /dot or space/],
    ['back\\slash', /names/],
    ['new\nline', /names/],
    ['\u00e4'.repeat(255), undefined],
    ['x'.repeat(256), /longer/],
    ['nul\0', /NUL/],
  ])('Windows: %j', (name, reason) => {
    const found = unrepresentable(Buffer.from(name), 'win32');
    if (reason === undefined) expect(found).toBeUndefined();
    else expect(found).toMatch(reason);
  });

  test('bytes that are not UTF-8 exist on Linux only', () => {
    const name = Buffer.from([0x61, 0xff]);
    expect(unrepresentable(name, 'linux')).toBeUndefined();
    expect(unrepresentable(name, 'darwin')).toMatch(/UTF-8/);
    expect(unrepresentable(name, 'win32')).toMatch(/UTF-8/);
  });

  test('Linux takes what Windows does not, and counts bytes', () => {
    expect(unrepresentable(Buffer.from('a:b/CON/x.'), 'linux')).toBeUndefined();
    expect(unrepresentable(Buffer.from('\u00e4'.repeat(128)), 'linux')).toMatch(/longer/);
    expect(unrepresentable(Buffer.from('\u00e4'.repeat(128)), 'darwin')).toBeUndefined();
  });
});

describe('paths', () => {
  test('native form', () => {
    const bytes = Buffer.from([0x61, 0x2f, 0xff]);
    expect(toNativePath('/r', bytes, 'linux')).toEqual(Buffer.concat([Buffer.from('/r/'), bytes]));
    expect(toNativePath('/', Buffer.from('x'), 'linux').toString()).toBe('/x');
    expect(toNativePath('C:\\r', Buffer.from('a/\u00e4'), 'win32').toString()).toBe('\\\\?\\C:\\r\\a\\\u00e4');
  });

  test('for people', () => {
    expect(printablePath(Buffer.from('\u00e4/\u{1f600}'))).toBe('\u00e4/\u{1f600}');
    const mixed = Buffer.concat([Buffer.from([0xff]), Buffer.from('\u00e4\u{1f600}b'), Buffer.from([0xc3])]);
    expect(printablePath(mixed)).toBe('\\xff\u00e4\u{1f600}b\\xc3');
    expect(decodeUtf8(Buffer.from([0xed, 0xa0, 0x80]))).toBeUndefined();
    expect(decodeUtf8(Buffer.from('\ufeffx'))).toBe('\ufeffx');
  });
});

test('modes of Windows are stored as what they mean elsewhere', () => {
  const folder = fs.mkdtempSync(path.join(tmpdir(), 'holdfast-platform-'));
  const file = path.join(folder, 'x');
  fs.writeFileSync(file, '');
  const modeOf = (mode: number, platform: NodeJS.Platform): number => {
    fs.chmodSync(file, mode);
    return storedMode(fs.lstatSync(file, { bigint: true }), platform);
  };
  expect([modeOf(0o666, 'win32'), modeOf(0o444, 'win32')]).toEqual([0o644, 0o444]);
  if (process.platform !== 'win32') expect(modeOf(0o4711, 'linux')).toBe(0o4711);
  expect(storedMode(fs.lstatSync(folder, { bigint: true }), 'win32')).toBe(0o755);
  fs.rmSync(folder, { recursive: true });
});

test('whether a folder tells names apart by case, without writing', () => {
  const folder = fs.mkdtempSync(path.join(tmpdir(), 'holdfast-platform-'));
  const sensitive = !fs.existsSync(folder.toUpperCase().replace(tmpdir().toUpperCase(), tmpdir()));
  expect(isCaseInsensitive(folder, 'linux')).toBe(!sensitive);
  if (sensitive) {
    // Both forms, even as links of one file, prove nothing; then another name decides.
    fs.writeFileSync(path.join(folder, 'x'), '');
    fs.linkSync(path.join(folder, 'x'), path.join(folder, 'X'));
    expect(isCaseInsensitive(folder, 'darwin')).toBe(false);
  }
  fs.rmSync(folder, { recursive: true });
});

describe('names that a folder takes for one', () => {
  const [nfc, nfd] = ['\u00e9', 'e\u0301'];
  // Of the root nothing is known but the platform: its name has no letter, and no name in it tells.
  const folded = (platform: NodeJS.Platform, name: string): string | undefined => {
    const folder = fs.mkdtempSync(path.join(tmpdir(), '1-'));
    const letterless = path.join(folder, '1');
    fs.mkdirSync(letterless);
    const answer = nameFolding(letterless, platform)?.(Buffer.from(name));
    fs.rmSync(folder, { recursive: true });
    return answer;
  };
  const areOne = (platform: NodeJS.Platform, a: string, b: string): boolean =>
    (folded(platform, a) ?? a) === (folded(platform, b) ?? b);

  test.each([
    ['darwin', nfc, nfd, true],
    ['darwin', 'README', 'ReadMe', true],
    ['darwin', '\u00df', 'SS', true],
    ['win32', nfc, nfd, false],
    ['win32', '\u00c9', nfc, true],
    ['win32', 'README', 'ReadMe', true],
    ['win32', '\u00df', 'SS', false],
    ['linux', nfc, nfd, false],
    ['linux', 'README', 'ReadMe', false],
  ] as const)('%s: %j and %j: %s', (platform, a, b, expected) => {
    expect(areOne(platform, a, b)).toBe(expected);
  });

  test('a volume of macOS that tells case apart still takes NFC and NFD for one', () => {
    const folder = fs.mkdtempSync(path.join(tmpdir(), 'holdfast-platform-'));
    fs.writeFileSync(path.join(folder, 'x'), '');
    if (isCaseInsensitive(folder)) return;
    const fold = nameFolding(folder, 'darwin');
    expect(fold?.(Buffer.from(nfc))).toBe(fold?.(Buffer.from(nfd)));
    expect(fold?.(Buffer.from('A'))).not.toBe(fold?.(Buffer.from('a')));
    fs.rmSync(folder, { recursive: true });
  });
});

describe('targets of symbolic links', () => {
  test.each([
    ['a/b', 'win32', undefined],
    ['C:/a', 'win32', undefined],
    ['a\\b', 'win32', /separates names/],
    ['a\\b', 'linux', undefined],
    ['', 'linux', /nothing/],
    ['a\0', 'linux', /nothing/],
  ] as const)('%j on %s', (target, platform, reason) => {
    const found = unrepresentableTarget(Buffer.from(target), platform);
    if (reason === undefined) expect(found).toBeUndefined();
    else expect(found).toMatch(reason);
  });

  (process.platform === 'win32' ? test.skip : test)('are stored with / between names', () => {
    const folder = fs.mkdtempSync(path.join(tmpdir(), 'holdfast-platform-'));
    const link = path.join(folder, 'x');
    fs.symlinkSync('..\\a\\\u00e4', link);
    expect(linkTarget(Buffer.from(link), 'win32').toString()).toBe('../a/\u00e4');
    expect(linkTarget(Buffer.from(link), 'linux').toString()).toBe('..\\a\\\u00e4');
    fs.rmSync(folder, { recursive: true });
  });
});
