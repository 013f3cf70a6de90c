/** Heartbeats and notifications of runs as they are started outside, whatever becomes of the run. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { reply, type ScriptedServer, stall, startScriptedServer } from '../support/scripted-server.ts';
import { Stage } from './stage.ts';
import { ROOT, runCli, runStep } from './support.ts';

let stage: Stage;
let receiver: ScriptedServer;
beforeAll(async () => {
  stage = await Stage.open();
  receiver = await startScriptedServer();
});
afterAll(() => Promise.all([stage.close(), receiver.close()]));

const HOOK = '/services/T0/B0/a-secret-of-a-webhook';
const PING = '/4a8f9f0e-1c2d-4e3f-8a9b-0c1d2e3f4a5b';
const SECRETS = /a-secret-of-a-webhook|4a8f9f0e/;

function receivers(): Record<string, string> {
  return {
    'heartbeat-url': `${receiver.endpointUrl}${PING}`,
    'notify-url': `${receiver.endpointUrl}${HOOK}`,
    'allow-private-receivers': 'true',
  };
}

const asked = (): string[] => receiver.requests.map(({ url }) => url.replace(/\?.*/, '')).sort();

test('a backup tells its start and its success, and with notify-on always what it did', async () => {
  receiver.script(reply(200));
  const step = await stage.vault().backUp({ inputs: { ...receivers(), 'notify-on': 'always' } });
  expect(step.exitCode).toBe(0);
  expect(asked()).toEqual([PING, `${PING}/start`, HOOK]);
  const hook = receiver.requests.find(({ url }) => url === HOOK);
  expect(JSON.parse(hook?.body.toString() ?? '')).toMatchObject({
    format: 'holdfast-notification/1',
    mode: 'backup',
    outcome: 'success',
    exitCode: 0,
    outputs: { snapshot: step.outputs['snapshot'] },
  });
});

test('a run that fails tells why; what cannot be delivered is a warning, and no log, summary or report names an address', async () => {
  receiver.script(reply(500));
  const inputs = receivers();
  const step = await stage.vault().backUp({ inputs: { ...inputs, bucket: 'no-such-bucket' } });
  expect(step.exitCode).toBe(1);
  expect(step.annotations.filter(({ type }) => type === 'warning').map(({ title }) => title)).toEqual([
    'holdfast: not-notified',
  ]);
  expect(step.summary).toContain('not-notified');
  // The masks themselves are workflow commands.
  const log = step.stdout.replace(/^::add-mask::.*$/gm, '');
  expect(`${log}${step.stderr}${step.summary}${JSON.stringify(step.report)}`).not.toMatch(SECRETS);
  expect(step.stdout).toContain(`::add-mask::${inputs['notify-url'] ?? ''}`);
});

test('an address is not shown where texts are escaped: in summary and annotations', async () => {
  receiver.script(reply(200));
  const address = `${receiver.endpointUrl}/T_0/B*0/run?sp=%2Frun&sig=a_secret%3D`;
  const step = await runStep({
    ...receivers(),
    'notify-url': address,
    mode: 'backup',
    bucket: address,
    prefix: address,
  });
  expect(step.exitCode).toBe(1);
  expect(step.summary).toContain('bad-input');
  const log = step.stdout.replace(/^::add-mask::.*$/gm, '');
  for (const text of [log, step.summary, JSON.stringify(step.report)]) expect(text).not.toMatch(/secret|T(?:_|&#95;)0/);
});

test('a run whose result could not be written is told as a failure, by action and command line', async () => {
  receiver.script(reply(200));
  const vault = stage.vault();
  const inputs = { ...receivers(), 'notify-on': 'always' };
  const step = await vault.backUp({ inputs, env: { GITHUB_OUTPUT: '/dev/full' } });
  expect(step.exitCode).toBe(1);
  expect(asked()).toEqual([`${PING}/fail`, `${PING}/start`, HOOK]);
  receiver.script(reply(200));
  const env = { HOLDFAST_HEARTBEAT_URL: `${receiver.endpointUrl}${PING}`, HOLDFAST_ALLOW_PRIVATE_RECEIVERS: 'true' };
  const { endpoint, region } = stage.double;
  const place = `--bucket ${vault.name} --name acme/shop/files --endpoint-url ${endpoint} --aws-region ${region} --force-path-style`;
  const cli = `"${process.execPath}" "${ROOT}bin/holdfast.js" list ${place} > /dev/full`;
  const child = spawn('sh', ['-c', cli], {
    env: { ...env, ...stage.keys, AWS_EC2_METADATA_DISABLED: 'true' },
    stdio: 'ignore',
  });
  expect(await once(child, 'close')).toEqual([4, null]);
  // In order: what is told last counts.
  expect(receiver.requests.map(({ url }) => url.replace(/\?.*/, '')).at(-1)).toBe(`${PING}/fail`);
});

test('inputs that are wrong are told too, by action and command line', async () => {
  receiver.script(reply(200));
  const step = await runStep({ ...receivers(), mode: 'backup', bucket: 'UPPER' });
  expect(step.exitCode).toBe(1);
  expect(asked()).toEqual([`${PING}/fail`, `${PING}/start`, HOOK]);
  receiver.script(reply(200));
  const env = Object.fromEntries(
    Object.entries(receivers()).map(([name, text]) => [`HOLDFAST_${name.replaceAll('-', '_').toUpperCase()}`, text]),
  );
  const ended = await runCli(['backup', '--bucket', 'UPPER', '--json'], { env });
  expect(ended.exitCode).toBe(2);
  expect(asked()).toEqual([`${PING}/fail`, `${PING}/start`, HOOK]);
  expect(`${ended.stdout}${ended.stderr}`).not.toMatch(SECRETS);
  const hook = receiver.requests.find(({ url }) => url === HOOK);
  expect(JSON.parse(hook?.body.toString() ?? '')).toMatchObject({ outcome: 'failure', exitCode: 2 });
  receiver.script(reply(200));
  expect((await runCli(['bakcup', '--no-such-flag'], { env })).exitCode).toBe(2);
  expect(asked()).toEqual([`${PING}/fail`, `${PING}/start`, HOOK]);
  const unknown = receiver.requests.find(({ url }) => url === HOOK);
  expect(unknown?.body.toString()).toContain('"title":"Holdfast failed (bad-input)"');
});

test('an address on the command line is refused without being shown', async () => {
  const ended = await runCli(['list', '--bucket', 'acme-backups', '--notify-url', `https://example.com${HOOK}`]);
  expect(ended.exitCode).toBe(2);
  expect(ended.stderr).toContain('it is the address itself');
  expect(ended.stderr).not.toMatch(SECRETS);
});

test('a cancelled run is told before its process ends, with the exit code of the signal', async () => {
  receiver.script(reply(200));
  const vault = stage.vault();
  const hanging = await startScriptedServer();
  hanging.script(stall);
  const step = vault.start('backup', { inputs: { ...receivers(), 'endpoint-url': hanging.endpointUrl } });
  while (hanging.requests.length === 0) await new Promise((resolve) => setTimeout(resolve, 10));
  step.started.kill('SIGINT');
  const ended = await step.finish();
  await hanging.close();
  expect(ended.exitCode).toBe(1);
  expect(asked()).toEqual([`${PING}/fail`, `${PING}/start`, HOOK]);
  const hook = receiver.requests.find(({ url }) => url === HOOK);
  expect(JSON.parse(hook?.body.toString() ?? '')).toMatchObject({ outcome: 'cancelled' });
});

test('the page on notifications shows the fields that a message has', async () => {
  receiver.script(reply(200));
  await stage.vault().backUp({ inputs: { ...receivers(), 'notify-on': 'always' } });
  const hook = receiver.requests.find(({ url }) => url === HOOK);
  const sent = Object.keys(JSON.parse(hook?.body.toString() ?? '') as object);
  const page = readFileSync(new URL('../../docs/notifications.md', import.meta.url), 'utf8');
  const [, shown = ''] = /```json\n([\s\S]*?)```/.exec(page) ?? [];
  expect(sent.filter((name) => name !== 'workflow').sort()).toEqual(
    Object.keys(JSON.parse(shown) as object)
      .filter((name) => name !== 'workflow')
      .sort(),
  );
});
