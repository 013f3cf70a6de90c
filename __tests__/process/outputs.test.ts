/** The outputs that a mode sets are those that the README promises of it. */
import { type OutputName, OUTPUTS, type Mode } from '../../src/inputs/schema.ts';
import { Stage, type Inputs, type Vault } from './stage.ts';

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
