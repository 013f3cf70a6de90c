/** Which series a run writes, by what started it; and that runs of branches and pull requests touch no other. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { rootKey } from '../../src/vault/format/keys.ts';
import { decodeRoot } from '../../src/vault/format/root.ts';
import { filesOf, SERIES, Stage, type Vault } from './stage.ts';
import type { Env } from './support.ts';

let stage: Stage;
let vault: Vault;
beforeAll(async () => {
  stage = await Stage.open();
  vault = stage.vault();
  await vault.filled();
});
afterAll(() => stage.close());

/** The environment of a run; `event` is what GITHUB_EVENT_PATH holds besides the repository. */
function started(name: string, ref: string, event: object = {}): Env {
  const path = join(stage.folder, 'event.json');
  const repository = { full_name: 'acme/shop', default_branch: 'main' };
  writeFileSync(path, JSON.stringify({ repository, ...event }));
  const run = { GITHUB_REPOSITORY: 'acme/shop', GITHUB_RUN_ID: '1', GITHUB_REF: ref };
  return { GITHUB_EVENT_NAME: name, GITHUB_EVENT_PATH: path, ...run };
}

const pull = { number: 7, pull_request: { number: 7, head: { repo: { full_name: 'acme/shop' } } } };
const follows = (event: string, branch: string): object => ({
  workflow_run: { id: 9, event, head_branch: branch, head_repository: { full_name: 'acme/shop' }, pull_requests: [] },
});

test.each<[string, () => Env, string]>([
  ['a pull request', () => started('pull_request', 'refs/pull/7/merge', pull), `${SERIES}/pr/7`],
  ['a push to another branch', () => started('push', 'refs/heads/topic'), `${SERIES}/ref/topic`],
  [
    'a run after that of a pull request',
    () => started('workflow_run', 'refs/heads/main', follows('pull_request', 'x')),
    `${SERIES}/pr/run-9`,
  ],
  [
    'a run after that of another branch',
    () => started('workflow_run', 'refs/heads/main', follows('push', 'topic')),
    `${SERIES}/ref/topic`,
  ],
  ['a push to the default branch', () => started('push', 'refs/heads/main'), SERIES],
  ['a schedule', () => started('schedule', 'refs/heads/main'), SERIES],
])('%s', async (name, env, series) => {
  writeFileSync(join(stage.source, 'a.txt'), `of ${name}`);
  const before = vault.contents();
  const own = vault.objects.keys(`v1/roots/${SERIES}/@/`);
  const step = await vault.backUp({ env: env() });
  expect(step).toMatchObject({ exitCode: 0, outputs: { series } });
  const after = vault.contents();
  expect(after).toEqual(expect.arrayContaining(before));
  for (const line of after.filter((each) => !before.includes(each))) expect(line).toContain(`/${series}/@/`);
  // The default branch goes on from its own, whatever others have written.
  const id = (await vault.backUp()).outputs['snapshot'] ?? '';
  const { header, objects } = decodeRoot({ series: SERIES, id }, vault.objects.read(rootKey(SERIES, id)));
  const parents = series === SERIES ? [step.outputs['snapshot']] : [own.at(-1)?.split('/').at(-1)];
  expect(header.parents.map((parent) => [parent.series, parent.id])).toEqual([[SERIES, parents[0]]]);
  for (const { key } of objects) expect(key).toContain(`/${SERIES}/@/`);
  const target = stage.fresh();
  expect((await vault.restore(target)).outputs['snapshot']).toBe(id);
  expect(filesOf(target)).toEqual(filesOf(stage.source));
});
