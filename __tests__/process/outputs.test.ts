/** The outputs that a mode sets are those that the README promises of it. */
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type OutputName, OUTPUTS, type Mode } from '../../src/inputs/schema.ts';
import { Stage, type Inputs, type Vault } from './stage.ts';
import { runCli } from './support.ts';

let stage: Stage;
let vault: Vault;
beforeAll(async () => {
  stage = await Stage.open();
  vault = stage.vault();
  await vault.filled();
});
afterAll(() => stage.close());

const modes: [Mode, Inputs][] = [
  ['backup', { source: 'files' }],
  ['restore', { path: 'again' }],
  ['list', {}],
  ['verify', {}],
  ['prune', { 'keep-last': '3' }],
  ['undelete', {}],
  ['mark', { mark: 'hold' }],
  ['repair', {}],
  ['audit', {}],
  ['setup', {}],
];
test.each(modes)('%s', async (mode, inputs) => {
  const { outputs } = await vault.start(mode, { inputs }).finish();
  const set = Object.keys(outputs) as OutputName[];
  const promised = (name: OutputName): readonly Mode[] => OUTPUTS[name].modes;
  expect(set).toEqual(expect.arrayContaining(['status', 'duration-ms', 'report']));
  expect(set.filter((name) => !promised(name).includes(mode))).toEqual([]);
});

test('a backup tells once of what it left out, and claims no more than it saw', async () => {
  const own = stage.vault();
  writeFileSync(join(stage.source, '.npmrc'), '//npm.example.com/:_authToken=npm_0123456789abcdef\n');
  const first = await own.backUp();
  expect(first.annotations.map(({ title }) => title)).toEqual(['holdfast: secret-left-out']);
  rmSync(join(stage.source, 'a.txt'));
  const second = await own.backUp({ inputs: { 'anomaly-share': '90 %' } });
  expect(second.stdout).toContain('No content is new: only the record of the snapshot was written.');
});

test('a name for all calls at a prompt is not meant by one for all series', async () => {
  const ended = await runCli(
    ['repair', '--all-series', '--bucket', vault.name, '--endpoint-url', stage.double.endpoint, '--force-path-style'],
    {
      env: { ...stage.keys, HOLDFAST_NAME: 'a/b' },
      cwd: stage.source,
    },
  );
  expect(ended).toMatchObject({ exitCode: 0 });
});
