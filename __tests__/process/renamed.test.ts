import { AccountSite, TOKEN } from './account-site.ts';
import { expectError, SERIES, Stage } from './stage.ts';

let stage: Stage;
let site: AccountSite;
beforeAll(async () => {
  stage = await Stage.open();
  site = await AccountSite.open(stage.fresh());
  site.add(4712, 'other');
  site.add(4711, 'shop');
});
afterAll(async () => {
  await site.close();
  await stage.close();
});

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

test('one that was transferred goes on too', async () => {
  const vault = stage.vault();
  expect((await vault.backUp({ ...FORMER, inputs: { name: '' } })).exitCode).toBe(0);
  const moved = { env: { ...ID, GITHUB_REPOSITORY: 'umbrella/store', GITHUB_REPOSITORY_OWNER_ID: '99' } };
  const second = await vault.backUp({ ...moved, inputs: { name: '' } });
  expect(second).toMatchObject({ exitCode: 0, outputs: { series: SERIES, 'new-bytes': '0' } });
});

/** A step in a workflow of acme/shop, about a repository: by default its own. */
function ofShop(inputs: Readonly<Record<string, string>> = {}) {
  const env = { ...FORMER.env, GITHUB_SERVER_URL: site.url };
  return { env, inputs: { name: '', source: 'repository', parts: 'git', 'github-token': TOKEN, ...inputs } };
}

test('a workflow that has backed up another repository does not take its series for one of its own former name', async () => {
  const vault = stage.vault();
  const other = await vault.backUp(ofShop({ repository: 'acme/other' }));
  expect(other).toMatchObject({ exitCode: 0, outputs: { series: 'acme/other/repository' } });
  expectError(await vault.restore(stage.fresh(), ofShop({ parts: '' })), 'no-snapshot');
  const own = await vault.backUp(ofShop());
  expect(own).toMatchObject({ exitCode: 0, outputs: { series: 'acme/shop/repository', status: 'complete' } });
  expect(own.stdout).not.toContain('was renamed');
});

test('a repository of the same name on another server has not been renamed either', async () => {
  const vault = stage.vault();
  const renamed = { GITHUB_REPOSITORY: 'acme/other', GITHUB_REPOSITORY_ID: '4711' };
  expect((await vault.backUp(ofShop())).exitCode).toBe(0);
  const { inputs, env } = ofShop({ 'github-server-url': site.url });
  const elsewhere = { inputs, env: { ...env, ...renamed, GITHUB_SERVER_URL: 'https://github.example.com' } };
  const other = await vault.backUp(elsewhere);
  expect(other).toMatchObject({ exitCode: 0, outputs: { series: 'acme/other/repository' } });
});
