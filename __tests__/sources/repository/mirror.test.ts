import { execFileSync } from 'node:child_process';
import { openGit } from '../../../src/sources/repository/git/git.ts';
import { fetchMirror } from '../../../src/sources/repository/git/mirror.ts';
import type { Conversation } from '../../../src/sources/repository/git/protocol.ts';
import { Repository, Workbench } from './harness.ts';

const bench = new Workbench();
afterAll(() => {
  bench.remove();
});

/** A server that answers with this pack, whatever it is asked for. */
function sending(pack: Buffer): Conversation {
  return {
    format: 'sha1',
    listRefs: () => Promise.reject(new Error('not asked')),
    fetchPack: (_, sink) => {
      sink.write(pack);
      return Promise.resolve();
    },
    close: () => Promise.resolve(),
  };
}

test('a pack that lacks what its objects refer to, or the tips, is refused', async () => {
  const source = Repository.init(bench.fresh('source'));
  const first = source.commit('a.txt', 'one\n');
  const tip = source.commit('b.txt', 'two\n');
  const packed = (revisions: string) =>
    execFileSync('git', ['pack-objects', '--revs', '--stdout', '-q'], { cwd: source.path, input: revisions });
  const { signal } = new AbortController();
  const git = await openGit({ env: { PATH: process.env['PATH'] }, homeDir: bench.fresh('home'), signal });
  const fetched = (pack: Buffer) => {
    const gitDir = bench.fresh('mirror');
    return fetchMirror(git, sending(pack), new Set([tip]), gitDir, () => undefined);
  };
  await fetched(packed(`${tip}\n`));
  await expect(fetched(packed(`${tip}\n^${first}\n`))).rejects.toMatchObject({ code: 'git-bad-pack' });
  await expect(fetched(packed(`${first}\n`))).rejects.toMatchObject({
    code: 'git-bad-pack',
    why: `${tip} is not in it`,
  });
});
