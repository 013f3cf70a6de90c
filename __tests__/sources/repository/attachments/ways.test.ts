import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { attachmentAt } from '../../../../src/sources/repository/attachments/addresses.ts';
import { fetchAttachment } from '../../../../src/sources/repository/attachments/ways.ts';

const SERVER = 'https://github.com';
const URL_OF_IT = 'https://github.com/user-attachments/files/1/log.zip';
const STORED = 'https://github-production-user-asset-6210df.s3.amazonaws.com/1/2?X-Amz-Signature=secret';
const TOKEN = 'ghs_secret';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ways-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

const ok = (body = 'content', headers: Record<string, string> = { 'content-type': 'application/zip' }) =>
  new Response(body, { headers });
const status = (code: number, headers: Record<string, string> = {}) => new Response('no', { status: code, headers });
const to = (location: string) => status(302, { location });

/** What was asked for (with the token in brackets), and what came of it. */
async function run(answer: (url: string, token: string | null) => Response, signed?: string, url = URL_OF_IT) {
  const asked: string[] = [];
  const slept: number[] = [];
  const address = attachmentAt(url, SERVER);
  if (address === undefined) throw new Error(`${url} is not the address of an attachment`);
  const deps = {
    fetch: (async (input: string, init: RequestInit) => {
      await Promise.resolve();
      expect(init.redirect).toBe('manual');
      const token = new Headers(init.headers).get('authorization');
      asked.push(`${input}${token === null ? '' : ` [${token}]`}`);
      return answer(input, token);
    }) as typeof fetch,
    signal: new AbortController().signal,
    sleep: (ms: number) => {
      slept.push(ms);
      return Promise.resolve();
    },
    serverUrl: SERVER,
    token: TOKEN,
  };
  const file = join(folder, 'it');
  try {
    const { type } = await fetchAttachment(address, signed, file, deps);
    return { asked, slept, type, content: readFileSync(file, 'utf8') };
  } catch (error) {
    const { kind, message } = error as { readonly kind: string; readonly message: string };
    return { asked, slept, kind, message };
  }
}

test('as everybody may, first; what it is called is told by the server', async () => {
  expect(await run(() => ok())).toEqual({ asked: [URL_OF_IT], slept: [], type: 'application/zip', content: 'content' });
});

test('then with the token, which goes to the server alone and not to where it redirects', async () => {
  const ended = await run((url, token) => (url === STORED ? ok() : token === null ? status(404) : to(STORED)));
  expect(ended).toMatchObject({ asked: [URL_OF_IT, `${URL_OF_IT} [token ${TOKEN}]`, STORED], content: 'content' });
});

test('a redirect within the server takes the token along', async () => {
  const moved = 'https://github.com/user-attachments/files/2/log.zip';
  const ended = await run((url, token) => (token === null ? status(404) : url === moved ? ok() : to(moved)));
  expect(ended.asked.at(-1)).toBe(`${moved} [token ${TOKEN}]`);
});

test('a signed address is used first, and without the token', async () => {
  const signed = 'https://private-user-images.githubusercontent.com/1/2-x.png?jwt=secret';
  expect(await run(() => ok(), signed)).toMatchObject({ asked: [signed], content: 'content' });
  const ended = await run((url) => (url === signed ? status(404) : ok()), signed);
  expect(ended).toMatchObject({ asked: [signed, URL_OF_IT], content: 'content' });
});

test('another host never sees the token', async () => {
  const old = 'https://user-images.githubusercontent.com/1/a.png';
  expect(await run(() => status(404), undefined, old)).toMatchObject({ asked: [old], kind: 'absent' });
});

test.each([
  ['not there', () => status(404), 'github.com answered 404'],
  ['forbidden', () => status(403), 'github.com answered 403'],
  ['blocked', () => status(451), 'github.com answered 451'],
  ['gone', () => status(410), 'github.com answered 410'],
  ['a login', () => to('/login?return_to=x'), 'github.com asked for a login'],
  ['a single sign-on', () => to('https://github.com/sso/acme'), 'github.com asked for a login'],
  ['a page', () => ok('<html>', { 'content-type': 'text/html; charset=utf-8' }), 'answered with a page instead'],
  ['a redirect to elsewhere', () => to('https://evil.example/x?y'), 'redirected to evil.example, which is not a host'],
  ['a redirect into the network', () => to('http://169.254.169.254/latest'), 'redirected to 169.254.169.254, which'],
  ['a redirect to loopback', () => to('https://127.0.0.1/'), 'redirected to 127.0.0.1, which'],
  ['a host that ends like one', () => to('https://evilgithubusercontent.com/'), 'which is not a host of GitHub'],
  ['a bucket of somebody', () => to('https://evil.s3.amazonaws.com/'), 'which is not a host of GitHub'],
  ['plain http', () => to('http://objects.githubusercontent.com/x?sig=secret'), 'which is not https'],
  ['no address', () => to('http://'), 'redirected to an address that is none'],
  ['a circle', () => to(URL_OF_IT), 'redirected more than 5 times'],
  ['too big', () => ok('', { 'content-length': '5000000000' }), 'more than the 1073741824 that are taken'],
])('refused: %s', async (_, answer, reason) => {
  const ended = await run(answer);
  expect(ended).toMatchObject({ kind: 'absent', slept: [] });
  expect(ended.message).toContain(reason);
  expect(ended.message).not.toContain('secret');
});

test.each([
  ['an error', () => status(502), [1000, 2000], 'github.com answered 502.'],
  ['a limit', () => status(429, { 'retry-after': '7' }), [7000, 7000], 'github.com answered 429.'],
  ['a long limit', () => status(429, { 'retry-after': '3600' }), [], 'github.com answered 429.'],
  ['a file that ends early', () => ok('cut', { 'content-length': '7' }), [1000, 2000], 'github.com sent 3 of 7 bytes.'],
  [
    'no connection',
    () => {
      throw new TypeError('fetch failed');
    },
    [1000, 2000],
    'fetch failed',
  ],
])('fails, to be tried by the next run: %s', async (_, answer, slept, message) => {
  expect(await run(answer)).toMatchObject({ kind: 'failed', slept, message });
});

test('what passes within a few attempts is had', async () => {
  let tries = 0;
  expect(await run(() => (++tries < 3 ? status(503) : ok()))).toMatchObject({
    content: 'content',
    slept: [1000, 2000],
  });
});

test('a page that was attached is a file', async () => {
  const page = 'https://github.com/user-attachments/files/1/report.html';
  expect(await run(() => ok('<html>', { 'content-type': 'text/html' }), undefined, page)).toMatchObject({
    type: 'text/html',
  });
});

test('a defect of the program is not taken for a failure of the server', async () => {
  const ended = await run(() => {
    throw new RangeError('defect');
  });
  expect(ended).toMatchObject({ message: 'defect', slept: [] });
});
