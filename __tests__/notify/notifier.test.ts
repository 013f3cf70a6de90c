/** Heartbeats and notifications over real connections, to receivers of every kind. */
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:https';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { HoldfastError } from '../../src/base/errors.ts';
import type { Event } from '../../src/base/events.ts';
import { createNotifier, type Ending, type NotifierDeps } from '../../src/notify/notifier.ts';
import { createRedactor } from '../../src/report/secrets.ts';
import { listen, type Listening } from '../../tools/listen.ts';
import { startProxy } from '../support/proxy.ts';
import { hangUp, reply, type ScriptedServer, stall, startScriptedServer } from '../support/scripted-server.ts';

let receiver: ScriptedServer;
beforeAll(async () => {
  receiver = await startScriptedServer();
});
afterAll(() => receiver.close());

const CANCELLED = new HoldfastError({ code: 'cancelled', message: 'Cancelled: received SIGINT.', exitCode: 130 });
const FAILED: Ending = {
  mode: 'backup',
  error: new HoldfastError({ code: 'access-denied', message: 'Access denied.' }),
};
const DONE = {
  result: {
    mode: 'backup',
    status: 'complete',
    exitCode: 0,
    outputs: {},
    tables: [],
    json: {},
    summary: { title: 'Backup of acme/shop' },
  },
} as const satisfies Ending;

interface Told {
  readonly warnings: string[];
  readonly events: Event[];
}

async function tell(
  inputs: Readonly<Record<string, string>>,
  ending: Ending,
  more: Partial<NotifierDeps> = {},
): Promise<Told> {
  const events: Event[] = [];
  let nowMs = 1000;
  const redactor = createRedactor();
  const raw = new Map(Object.entries({ 'allow-private-receivers': 'true', ...inputs }));
  const notifier = createNotifier(raw, {
    env: {},
    emit: (event) => void events.push(event),
    signal: new AbortController().signal,
    mask: redactor.add,
    redact: redactor.redact,
    nowMs: () => (nowMs += 500),
    retry: { attempts: 3, baseMs: 1 },
    ...more,
  });
  notifier.start();
  await notifier.end(ending, 'result' in ending ? 0 : ending.error.exitCode, []);
  return { events, warnings: events.flatMap((event) => (event.type === 'warning' ? [event.message] : [])) };
}

/** What came in, with the id of the run blanked. */
const asked = (): string[] =>
  receiver.requests.map(({ method, url }) => `${method} ${url.replace(/rid=[0-9a-f-]{36}/, 'rid=ID')}`);

test('healthchecks.io hears of start and success at one run id, and of a failure with its reason', async () => {
  receiver.script(reply(200, {}, 'OK'));
  const address = `${receiver.endpointUrl}/ping-key/nightly?create=1`;
  expect((await tell({ 'heartbeat-url': address }, DONE)).warnings).toEqual([]);
  expect(asked()).toEqual(['POST /ping-key/nightly/start?create=1&rid=ID', 'POST /ping-key/nightly?create=1&rid=ID']);
  expect(new Set(receiver.requests.map(({ url }) => /rid=(.*)/.exec(url)?.[1])).size).toBe(1);
  receiver.script(reply(200, {}, 'OK'));
  await tell({ 'heartbeat-url': `${receiver.endpointUrl}/uuid/` }, FAILED);
  expect(asked()).toEqual(['POST /uuid/start?rid=ID', 'POST /uuid/fail?rid=ID']);
  expect(receiver.requests[1]?.body.toString()).toBe(
    'Holdfast: backup failed (access-denied) (exit code 1)\nAccess denied.',
  );
});

test('a push monitor of Uptime Kuma hears up or down with a text and the duration, and nothing of the start', async () => {
  receiver.script(reply(200, {}, '{"ok":true}'));
  await tell({ 'heartbeat-url': `${receiver.endpointUrl}/api/push/t0ken?status=up&msg=OK&ping=` }, DONE);
  await tell({ 'heartbeat-url': `${receiver.endpointUrl}/api/push/t0ken` }, FAILED);
  expect(asked()).toEqual([
    'GET /api/push/t0ken?status=up&msg=Backup+of+acme%2Fshop%3A+done+%28exit+code+0%29&ping=500',
    'GET /api/push/t0ken?status=down&msg=Holdfast%3A+backup+failed+%28access-denied%29+%28exit+code+1%29&ping=500',
  ]);
});

test('a notification is sent after a failure, and after a success only if asked for', async () => {
  receiver.script(reply(200));
  const address = `${receiver.endpointUrl}/hook`;
  await tell({ 'notify-url': address }, DONE);
  expect(asked()).toEqual([]);
  await tell({ 'notify-url': address, 'notify-on': 'always' }, DONE);
  await tell({ 'notify-url': address }, FAILED);
  await tell({ 'notify-url': address, 'notify-template': 'slack' }, FAILED);
  expect(asked()).toEqual(['POST /hook', 'POST /hook', 'POST /hook']);
  const bodies = receiver.requests.map(({ body }) => JSON.parse(body.toString()) as Record<string, unknown>);
  expect(bodies.map(({ outcome, blocks }) => outcome ?? typeof blocks)).toEqual(['success', 'failure', 'object']);
});

test('nothing of ours but the message is sent: no credentials, no cookies', async () => {
  receiver.script(reply(200));
  const env = { AWS_ACCESS_KEY_ID: 'AK', AWS_SECRET_ACCESS_KEY: 'SECRETKEY', GITHUB_TOKEN: 'ghs_token' };
  await tell({ 'notify-url': `${receiver.endpointUrl}/hook` }, FAILED, { env });
  const [request] = receiver.requests;
  expect(Object.keys(request?.headers ?? {}).sort()).toEqual(
    ['accept', 'connection', 'content-length', 'content-type', 'host', 'user-agent'].sort(),
  );
  expect(request?.body.toString()).not.toMatch(/SECRETKEY|ghs_token/);
});

test('what is secret in the run is not in the message', async () => {
  receiver.script(reply(200));
  const message = 'no way to https://user:pass-word@host/ for TOPSECRET';
  const error = new HoldfastError({ code: 'internal', message });
  const redactor = createRedactor();
  redactor.add('TOPSECRET');
  const inputs = { 'notify-url': `${receiver.endpointUrl}/hook` };
  await tell(inputs, { mode: 'backup', error }, { redact: redactor.redact });
  const body = receiver.requests[0]?.body.toString() ?? '';
  expect(body).toContain('no way to https://***@host/ for ***');
  expect(body).not.toMatch(/TOPSECRET|pass-word/);
});

test('a secret is not in the message where its text is cut or escaped either', async () => {
  const secret = 'TOP_SECRET:'.repeat(10);
  const redactor = createRedactor();
  redactor.add(secret);
  for (const before of [0, 250, 290, 950, 990]) {
    receiver.script(reply(200));
    const error = new HoldfastError({
      code: 'internal',
      message: `${'x'.repeat(before)}${secret}`,
      why: `\n${secret}`,
    });
    const inputs = {
      'notify-url': `${receiver.endpointUrl}/hook`,
      'heartbeat-url': `${receiver.endpointUrl}/api/push/x`,
    };
    await tell(inputs, { mode: 'backup', error }, { redact: redactor.redact });
    expect(receiver.requests.map(({ method }) => method).sort()).toEqual(['GET', 'POST']);
    for (const { url, body } of receiver.requests) expect(`${url}${body.toString()}`).not.toContain('TOP');
  }
});

test('no text is cut within a character, which some receivers refuse', async () => {
  for (const [template, before] of [
    ['slack', ''],
    ['discord', 'x'],
    ['teams', ''],
    ['json', 'x'],
  ] as const) {
    receiver.script(reply(200));
    const message = before + '\u{1f4a9}'.repeat(2000);
    const error = new HoldfastError({ code: 'internal', message });
    const result = { ...DONE.result, summary: { title: message } };
    const inputs = { 'notify-url': `${receiver.endpointUrl}/hook`, 'notify-template': template, 'notify-on': 'always' };
    const heartbeat = { 'heartbeat-url': `${receiver.endpointUrl}/api/push/x` };
    await tell({ ...inputs, ...heartbeat }, { mode: 'backup', error });
    await tell({ ...inputs, ...heartbeat }, { result });
    expect(receiver.requests).toHaveLength(4);
    for (const { url, body } of receiver.requests) expect(`${url}${body.toString()}`).not.toMatch(/%EF%BF%BD|\\ud83d/);
  }
});

test('a server that is busy or hangs up is asked again; one that refuses is not', async () => {
  receiver.script(reply(503), hangUp, reply(204));
  expect((await tell({ 'notify-url': `${receiver.endpointUrl}/hook` }, FAILED)).warnings).toEqual([]);
  expect(receiver.requests.length).toBe(3);
  receiver.script(reply(404));
  const { warnings } = await tell({ 'notify-url': `${receiver.endpointUrl}/hook` }, FAILED);
  expect(warnings).toEqual(['The notification of this run was not delivered: the receiver answered with status 404.']);
  expect(receiver.requests.length).toBe(1);
});

test('a receiver that says nothing costs the time of its tries, not more, and is a warning', async () => {
  receiver.script(stall);
  const inputs = { 'notify-url': `${receiver.endpointUrl}/hook` };
  const { warnings } = await tell(inputs, FAILED, { tryMs: 50, retry: { attempts: 2, baseMs: 1 } });
  expect(warnings).toEqual(['The notification of this run was not delivered: the receiver did not answer in time.']);
  expect(receiver.requests.length).toBe(2);
});

test('an answer without end is not read', async () => {
  receiver.script((response) => {
    response.writeHead(200);
    const more = (): void => {
      if (!response.destroyed) response.write('x'.repeat(65_536), () => setImmediate(more));
    };
    more();
  });
  expect((await tell({ 'notify-url': `${receiver.endpointUrl}/hook` }, FAILED)).warnings).toEqual([]);
});

test('redirects are followed where the message is kept, and not for ever', async () => {
  const third = `${receiver.endpointUrl}/third`;
  receiver.script(reply(307, { location: '/other' }), reply(308, { location: third }), reply(200));
  const inputs = { 'notify-url': `${receiver.endpointUrl}/hook` };
  expect((await tell(inputs, FAILED)).warnings).toEqual([]);
  expect(asked()).toEqual(['POST /hook', 'POST /other', 'POST /third']);
  expect(receiver.requests[2]?.body.toString()).toBe(receiver.requests[0]?.body.toString());
  receiver.script(reply(302, { location: '/other' }));
  expect((await tell(inputs, FAILED)).warnings).toEqual([
    'The notification of this run was not delivered: the receiver redirected the message with status 302, which drops it.',
  ]);
  receiver.script(reply(307, { location: '/hook' }));
  expect((await tell(inputs, FAILED)).warnings).toEqual([
    'The notification of this run was not delivered: the receiver redirected too often.',
  ]);
  expect(receiver.requests.length).toBe(4);
  receiver.script(reply(307, { location: 'http://169.254.169.254/latest/meta-data' }));
  expect((await tell(inputs, FAILED)).warnings[0]).toContain('no public address');
});

const NO_ADDRESS =
  'The notification of this run was not delivered: the receiver has no public address (allow-private-receivers allows others).';

test('without allow-private-receivers nothing is sent in the open, to a private address, or to a name that leads to one', async () => {
  receiver.script(reply(200));
  const { port } = new URL(receiver.endpointUrl);
  const off = { 'allow-private-receivers': 'false' };
  const plain = await tell({ ...off, 'notify-url': receiver.endpointUrl }, FAILED);
  expect(plain.warnings).toEqual(['The notification of this run was not delivered: the address is not https.']);
  for (const host of ['127.0.0.1', '[::1]', '[::ffff:7f00:1]', '0x7f.1', '2130706433', 'localhost'])
    expect((await tell({ ...off, 'notify-url': `https://${host}:${port}/` }, FAILED)).warnings).toEqual([NO_ADDRESS]);
  let lookups = 0;
  const rebinding: NotifierDeps['resolve'] = (_, __, callback) => {
    lookups++;
    callback(null, [{ address: '127.0.0.1', family: 4 }]);
  };
  const named = await tell({ ...off, 'notify-url': `https://hook.example:${port}/` }, FAILED, { resolve: rebinding });
  expect(named.warnings).toEqual([NO_ADDRESS]);
  expect(lookups).toBe(1);
  expect(receiver.requests).toEqual([]);
});

describe('through a proxy, to a receiver over TLS', () => {
  const TLS = new URL('../fixtures/tls/', import.meta.url);
  const seen: string[] = [];
  let location = '';
  let server: Listening;
  beforeAll(async () => {
    const [key, cert] = await Promise.all(
      ['key', 'cert'].map((name) => readFile(new URL(`localhost-${name}.pem`, TLS))),
    );
    const tls = createServer({ key: key ?? '', cert: cert ?? '' }, (request, response) => {
      seen.push(request.url ?? '');
      request.resume();
      response.writeHead(location === '' ? 200 : 307, location === '' ? {} : { location }).end();
    });
    server = await listen(tls);
  });
  afterAll(() => server.close());

  test('a redirect to a private address or away from https is not followed', async () => {
    const proxy = await startProxy();
    const env = { HTTPS_PROXY: proxy.url, AWS_CA_BUNDLE: fileURLToPath(new URL('localhost-cert.pem', TLS)) };
    const address = `https://localhost:${String(server.port)}/hook`;
    const inputs = { 'allow-private-receivers': 'false', 'notify-url': address };
    expect((await tell(inputs, FAILED, { env })).warnings).toEqual([]);
    expect(seen).toEqual(['/hook']);
    location = `https://127.0.0.1:${String(server.port)}/private`;
    expect((await tell(inputs, FAILED, { env })).warnings).toEqual([NO_ADDRESS]);
    location = receiver.endpointUrl;
    receiver.script(reply(200));
    const open = { ...inputs, 'allow-private-receivers': 'true' };
    expect((await tell(open, FAILED, { env })).warnings).toEqual([
      'The notification of this run was not delivered: the receiver redirected away from https.',
    ]);
    expect([seen, receiver.requests]).toEqual([['/hook', '/hook', '/hook'], []]);
    await proxy.close();
  });
});

test('a run that was cancelled is told as such', async () => {
  receiver.script(reply(200));
  const { warnings } = await tell(
    { 'heartbeat-url': `${receiver.endpointUrl}/uuid`, 'notify-url': `${receiver.endpointUrl}/hook` },
    { mode: 'backup', error: CANCELLED },
    { signal: AbortSignal.abort(CANCELLED) },
  );
  expect(warnings).toEqual([]);
  expect(asked().sort()).toEqual(['POST /hook', 'POST /uuid/fail?rid=ID', 'POST /uuid/start?rid=ID']);
  const hook = receiver.requests.find(({ url }) => url === '/hook');
  expect(JSON.parse(hook?.body.toString() ?? '')).toMatchObject({ outcome: 'cancelled', exitCode: 130 });
});

test('a cancellation ends what hangs', async () => {
  receiver.script(stall);
  const controller = new AbortController();
  const told = tell({ 'notify-url': `${receiver.endpointUrl}/hook` }, FAILED, { signal: controller.signal });
  while (receiver.requests.length === 0) await sleep(5);
  controller.abort(CANCELLED);
  expect((await told).warnings).toEqual(['The notification of this run was not delivered: the run was cancelled.']);
});

test('no address of a receiver is in any event, and inputs that are wrong are told by the run alone', async () => {
  receiver.script(reply(500));
  const secret = `${receiver.endpointUrl}/services/T000/B000/verysecret?sig=alsosecret`;
  const { events } = await tell({ 'heartbeat-url': secret, 'notify-url': secret }, FAILED);
  expect(events.length).toBeGreaterThan(3);
  expect(JSON.stringify(events)).not.toMatch(/verysecret|alsosecret|127\.0\.0\.1/);
  const wrong = await tell({ 'notify-url': 'not a url', 'heartbeat-url': 'ftp://x', 'notify-template': 'fax' }, FAILED);
  expect(wrong.events).toEqual([]);
});
