import { SERIES, Stage } from './stage.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await Stage.open();
});
afterAll(async () => stage.close());

const ID = { GITHUB_REPOSITORY_ID: '4711' };
const FORMER = { env: { ...ID, GITHUB_REPOSITORY: 'acme/shop' } };
const RENAMED = { env: { ...ID, GITHUB_REPOSITORY: 'acme/store' } };
const OTHER = { env: { GITHUB_REPOSITORY_ID: '4712', GITHUB_REPOSITORY: 'acme/shop' } };

test('a renamed repository goes on with its series, and finds what it kept under its former name', async () => {
  const vault = stage.vault();
  const first = await vault.backUp({ ...FORMER, inputs: { name: '' } });
  expect(first).toMatchObject({ exitCode: 0, outputs: { series: SERIES } });
  const second = await vault.backUp({ ...RENAMED, inputs: { name: '' } });
  expect(second).toMatchObject({ exitCode: 0, outputs: { series: SERIES, 'new-bytes': '0' } });
  expect(second.stdout).toContain('The repository was renamed');
  const restored = await vault.restore(stage.fresh(), { ...RENAMED, inputs: { name: '', source: 'files' } });
  expect(restored).toMatchObject({ exitCode: 0, outputs: { snapshot: second.outputs['snapshot'] } });
});

test('a repository that was made anew under an old name is another one', async () => {
  const vault = stage.vault();
  expect((await vault.backUp({ ...FORMER, inputs: { name: '' } })).exitCode).toBe(0);
  const other = await vault.backUp({ ...OTHER, inputs: { name: '' } });
  expect(other.exitCode).toBe(1);
  expect(other.stdout).toContain('belongs to another repository');
  expect((await vault.backUp({ ...OTHER, inputs: { name: '', redefine: 'true' } })).exitCode).toBe(0);
});
