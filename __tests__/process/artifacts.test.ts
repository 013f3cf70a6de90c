/** Artifacts of other runs through the bundle, as the runner starts it: what is stored, what is told, and no secret in it. */
import { join } from 'node:path';
import { BlobReader } from '../../src/vault/read/blobs.ts';
import { readRoot } from '../../src/vault/read/root-reader.ts';
import { loadSections } from '../../src/vault/read/snapshots.ts';
import { stateRows } from '../../src/vault/format/state.ts';
import { API_TOKEN, ArtifactServer, FORK_ID } from '../../tools/artifact-server/server.ts';
import { makeZip } from '../sources/artifacts/zips.ts';
import { memoryStore } from '../support/memory-store.ts';
import { filesOf, Stage, type Inputs, type Vault } from './stage.ts';
import type { FinishedStep } from './support.ts';

const NAME = 'acme/shop/artifacts';
const SECRETS = [API_TOKEN, API_TOKEN.slice(4), Buffer.from(API_TOKEN).toString('base64').slice(0, -4), 'sig='];
let stage: Stage;
let server: ArtifactServer;
let vault: Vault;

beforeAll(async () => {
  stage = await Stage.open();
  server = await ArtifactServer.start();
  server.now = () => stage.double.clock.now();
  vault = stage.vault();
  server.addRun({ id: 11 });
  server.addRun({ id: 15, headRepositoryId: FORK_ID });
  server.add('dist', makeZip([{ name: 'lib/a.js', content: 'good' }]), { runId: 11 });
  server.add('dist', makeZip([{ name: 'lib/a.js', content: 'evil' }]), { runId: 15 });
  server.add('gone', makeZip([{ name: 'x', content: 'x' }]), { runId: 11, expired: true });
});

afterAll(async () => {
  await server.close();
  await stage.close();
});

function backUp(more: Inputs): Promise<FinishedStep> {
  const source = { source: 'artifacts', name: NAME, repository: 'acme/shop', 'github-token': API_TOKEN };
  const serverUrl = server.apiUrl.replace(/\/api\/v3$/, '');
  return vault.backUp({ inputs: { ...source, 'github-server-url': serverUrl, ...more } });
}

/** Rows of the state and the header of a snapshot, as text: in the bucket they are compressed. */
async function tablesOf(id: string): Promise<string> {
  const { store, objects } = memoryStore();
  for (const key of vault.objects.keys()) {
    objects.set(key, { body: vault.objects.read(key), lastModified: stage.double.clock.now() });
  }
  const { signal } = new AbortController();
  const root = await readRoot(store, { series: NAME, id }, { signal });
  const { state } = await loadSections(root, ['state'], new BlobReader(store, root), signal);
  const rows = [...stateRows(state ?? [])].map(({ key, value }) => `${key.toString()} ${value.toString()}`);
  expect(rows).not.toEqual([]);
  return [...rows, JSON.stringify(root.header)].join('\n');
}

test('all of the repository: a fork kept out, an expired one named, the rest stored, and no secret anywhere', async () => {
  server.faults = [{ at: 'content', times: 1, does: 403 }];
  const step = await backUp({ 'run-id': 'all' });
  expect({ exitCode: step.exitCode, status: step.outputs['status'] }).toEqual({ exitCode: 0, status: 'complete' });
  expect(step.annotations.map(({ title }) => title).sort()).toEqual([
    'holdfast: gap-missing',
    'holdfast: untrusted-artifact',
  ]);
  expect(step.summary).toContain('it has expired');
  const target = join(stage.fresh(), 'back');
  const back = await vault.restore(target, { inputs: { name: NAME, source: 'artifacts' } });
  expect(back.exitCode).toBe(0);
  const files = filesOf(target);
  expect(Object.values(files)).toEqual(['good']);
  const said = [step, back].flatMap(({ stdout, stderr, summary, report, outputs }) => [
    stdout.replaceAll(/^::add-mask::.*$/gm, ''),
    stderr,
    summary,
    JSON.stringify([report, outputs]),
  ]);
  const stored = [await tablesOf(step.outputs['snapshot'] ?? ''), JSON.stringify(files)];
  for (const secret of SECRETS) expect([...said, ...stored].filter((text) => text.includes(secret))).toEqual([]);
});

/** What a log shows: the runner blanks out what was masked up to then. */
function shownLog(stdout: string): string {
  const masked: string[] = [];
  const lines = stdout.split('\n').flatMap((line) => {
    const [, mask] = /^::add-mask::(.+)$/.exec(line) ?? [];
    if (mask === undefined) return [masked.reduce((text, secret) => text.replaceAll(secret, '***'), line)];
    masked.push(mask);
    return [];
  });
  return lines.join('\n');
}

test('of the current run, without a token of GitHub: the signed addresses that its client prints are masked', async () => {
  const own = server.add('own', makeZip([{ name: 'x', content: 'mine' }]));
  const env = server.runnerEnv();
  const inputs = { source: 'artifacts', name: 'acme/shop/own', artifacts: 'own' };
  const step = await vault.backUp({ inputs, env });
  expect({ exitCode: step.exitCode, status: step.outputs['status'] }).toEqual({ exitCode: 0, status: 'complete' });
  // It does print them.
  expect(step.stdout).toMatch(new RegExp(`content/${String(own.id)}\\?.*sig=`));
  const shown = [shownLog(step.stdout), step.summary, JSON.stringify([step.report, step.outputs])].join('\n');
  expect(shown).not.toMatch(/sig=(?!\*\*\*)/);
  expect(shown).not.toContain(env['ACTIONS_RUNTIME_TOKEN']);
});

test('a run of a fork, asked for by name: refused, and nothing is stored', async () => {
  const before = vault.contents();
  const step = await backUp({ 'run-id': '15', name: 'acme/shop/fork' });
  expect(step.annotations.map(({ title }) => title)).toEqual(['holdfast: untrusted-run']);
  expect(step.exitCode).toBe(1);
  expect(vault.contents()).toEqual(before);
});
