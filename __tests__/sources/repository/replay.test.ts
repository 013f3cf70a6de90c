import { createHash } from 'node:crypto';
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { BlobReader } from '../../../src/vault/read/blobs.ts';
import { restoreTree } from '../../../src/vault/restore/restore.ts';
import { readRoot } from '../../../src/vault/read/root-reader.ts';
import { loadSections, newestSnapshots } from '../../../src/vault/read/snapshots.ts';
import { stateRows } from '../../../src/vault/format/state.ts';
import { createRepositorySource, restoreRepository } from '../../../src/sources/repository/index.ts';
import { GitNights } from '../../../tools/bench/data.ts';
import { SeededRandom } from '../../../tools/bench/random.ts';
import { Repository, Workbench } from './harness.ts';
import { TestVault } from '../../support/vault.ts';

const NIGHTS = 60;
/** With what nights add, 3,900 refs. */
const PULLS = 3840;
const PACK_FACTOR = 1.15;
/** Of a pack: its table of contents, and the frames around a link. */
const PACK_NIGHT_BYTES = 256;
/** Of a night in all: packs, parts and roots. */
const NIGHT_BYTES = 4 * 1024;
const SERIES = 'acme/shop/repository';
const bench = new Workbench();
afterAll(() => {
  bench.remove();
});

/** A mirror with the refs of a busy repository, which each night does what happens in one. */
class Mirror {
  readonly repository = new Repository(bench.fresh('mirror'));
  readonly #nights = new GitNights();
  readonly #random = new SeededRandom('replay');
  #pulls = PULLS;

  constructor() {
    mkdirSync(this.repository.path);
    this.repository.git('init', '-q', '--bare', '--initial-branch=main');
    // Pull requests first: their refs are written as one file, in the place of all others.
    this.repository.addPulls(PULLS);
    this.repository.feed(this.#nights.base(), 'fast-import', '--quiet');
  }

  /** Commits on main, a pull request opened, another pushed to, sometimes a tag, a force push or a deleted branch. */
  night(night: number): void {
    const { repository } = this;
    const pulls = [this.#pulls++, PULLS + this.#random.below(night + 1)];
    const commits = pulls.map((pull) => pullCommit(pull, night));
    repository.feed([this.#nights.night(), ...commits].join(''), 'fast-import', '--quiet', '--force');
    if (night % 7 === 0) repository.git('tag', '-a', '-m', `release ${String(night)}`, `v${String(night)}`, 'main');
    if (night % 11 === 0) repository.git('update-ref', 'refs/heads/topic', `main~${String(night % 5)}`);
    if (night % 13 === 0) repository.git('update-ref', '-d', `refs/pull/${String(night)}/head`);
  }

  tips(): string[] {
    return [...new Set(this.repository.git('for-each-ref', '--format=%(objectname)').split('\n'))];
  }
}

/** A change on top of main; a second one on the same night is a force push. */
function pullCommit(pull: number, night: number): string {
  const text = `pull ${String(pull)} on night ${String(night)}\n`;
  const data = `data ${String(text.length)}\n${text}`;
  const seconds = String(1_700_000_000 + night * 86_400);
  return `commit refs/pull/${String(pull)}/head
committer A <a@example.com> ${seconds} +0000
${data}from refs/heads/main^0
M 100644 inline pulls/${String(pull)}.txt
${data}
`;
}

/** Refs, HEAD and the names of all objects that can be reached. */
function fingerprint(repository: Repository): string {
  const objects = repository.git('rev-list', '--objects', '--no-object-names', '--all').split('\n').sort();
  return createHash('sha256')
    .update([repository.refs(), repository.head(), ...objects].join('\n'))
    .digest('hex');
}

test('sixty nights: every tenth restored as it was, and little more stored than git would have to send', async () => {
  const mirror = new Mirror();
  const vault = new TestVault();
  const source = createRepositorySource(
    { repository: mirror.repository.path, allowLocal: true },
    { env: { PATH: process.env['PATH'] }, cwd: bench.dir },
  );
  const expected = new Map<string, string>();
  const storedBytes = (prefix: string) =>
    [...vault.objects].reduce((sum, [key, { body }]) => sum + (key.startsWith(prefix) ? body.length : 0), 0);
  const back = async () => {
    vault.now = new Date(vault.now.getTime() + 24 * 3600 * 1000);
    return vault.backUp({}, { source, series: SERIES, mtime: 'keep-equal' });
  };
  await back();
  const before = { all: storedBytes(''), packs: storedBytes('v1/packs/') };
  let thinBytes = 0;
  let tips = mirror.tips();
  for (let night = 1; night <= NIGHTS; night++) {
    mirror.night(night);
    const now = mirror.tips();
    thinBytes += mirror.repository.pack([...now, ...tips.map((tip) => `^${tip}`)].join('\n')).length;
    tips = now;
    const { id } = await back();
    if (night % 10 === 0) expected.set(id, fingerprint(mirror.repository));
  }
  const allowed = (nightBytes: number) => PACK_FACTOR * thinBytes + NIGHTS * nightBytes;
  expect(storedBytes('v1/packs/') - before.packs).toBeLessThanOrEqual(allowed(PACK_NIGHT_BYTES));
  expect(storedBytes('') - before.all).toBeLessThanOrEqual(allowed(NIGHT_BYTES));

  const signal = new AbortController().signal;
  const infos = await newestSnapshots(vault.store, SERIES, NIGHTS + 1, vault.now, signal);
  for (const [id, wanted] of expected) {
    const info = infos.find((candidate) => candidate.id === id);
    if (info === undefined) throw new Error(`${id} is not listed`);
    expect(fingerprint(new Repository(await restored(vault, info)))).toBe(wanted);
  }
});

/** The whole way back: files out of the vault, and git makes a repository of them. */
async function restored(vault: TestVault, info: Parameters<typeof readRoot>[1]): Promise<string> {
  const signal = new AbortController().signal;
  const emit = () => undefined;
  const root = await readRoot(vault.store, info, { signal });
  const files = bench.fresh('files');
  const workerUrl = new URL('../../../src/vault/restore/restore-worker.ts', import.meta.url);
  await restoreTree({
    store: vault.store,
    root,
    target: files,
    isSelected: () => true,
    overwrite: 'always',
    dryRun: false,
    workerUrl,
    emit,
    signal,
  });
  const { state } = await loadSections(root, ['state'], new BlobReader(vault.store, root), signal);
  const target = bench.fresh('restored');
  await restoreRepository({
    state: [...stateRows(state ?? [])],
    openFile: (path) => Promise.resolve(join(files, path)),
    target,
    layout: 'bare',
    env: { PATH: process.env['PATH'] },
    signal,
    emit,
  });
  rmSync(files, { recursive: true });
  return target;
}
