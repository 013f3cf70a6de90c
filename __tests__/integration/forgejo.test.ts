/**
 * A repository of a GitHub server, backed up, restored for Forgejo and Gitea, and imported into a real Gitea: what its
 * API says is what was at GitHub. HOLDFAST_TEST_GITEA names the program (`tools/gitea.sh build`), HOLDFAST_TEST_GITEA_FILES
 * the folder with its templates; without them there is nothing to test.
 */
import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as sleep } from 'node:timers/promises';
import { gitIn, RepositorySite, TOKEN } from '../process/repository-site.ts';
import { Stage } from '../process/stage.ts';

const program = process.env['HOLDFAST_TEST_GITEA'] ?? '';
const files = process.env['HOLDFAST_TEST_GITEA_FILES'] ?? '';
const whereBuilt = program === '' ? describe.skip : describe;

type Item = Record<string, unknown>;
const PASSWORD = 'the-Password-of-this-test';
const NAME = 'acme/shop/repository';

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const socket = createServer().listen(0, '127.0.0.1', () => {
      const { port } = socket.address() as AddressInfo;
      socket.close(() => {
        resolve(port);
      });
    });
  });
}

/** A Gitea of this test's own, with an administrator and the organization `acme`. */
class Gitea {
  readonly url: string;
  readonly #database: string;
  readonly #config: string;
  readonly #folder: string;
  #server: ChildProcess | undefined;

  static async start(folder: string): Promise<Gitea> {
    mkdirSync(folder);
    const gitea = new Gitea(folder, await freePort());
    try {
      await gitea.#start();
      gitea.run(
        'admin',
        'user',
        'create',
        '--admin',
        '--username',
        'root',
        '--password',
        PASSWORD,
        '--email',
        'a@b.example',
      );
      await gitea.api('orgs', { username: 'acme' });
      return gitea;
    } catch (error) {
      await gitea.stop();
      throw error;
    }
  }

  private constructor(folder: string, port: number) {
    this.#folder = folder;
    this.url = `http://127.0.0.1:${String(port)}/`;
    this.#database = join(folder, 'gitea.db');
    this.#config = join(folder, 'app.ini');
    writeFileSync(
      this.#config,
      `I_AM_BEING_UNSAFE_RUNNING_AS_ROOT = true
RUN_USER = ${userInfo().username}
WORK_PATH = ${folder}
[server]
HTTP_ADDR = 127.0.0.1
HTTP_PORT = ${String(port)}
ROOT_URL = ${this.url}
STATIC_ROOT_PATH = ${files}
OFFLINE_MODE = true
DISABLE_SSH = true
LFS_START_SERVER = true
[database]
DB_TYPE = sqlite3
PATH = ${this.#database}
[repository]
ROOT = ${join(folder, 'repositories')}
FORCE_PRIVATE = true
[security]
INSTALL_LOCK = true
SECRET_KEY = a-key-of-this-test
INTERNAL_TOKEN = a-token-of-this-test
[indexer]
ISSUE_INDEXER_TYPE = db
[log]
LEVEL = warn
[cron]
ENABLED = false
`,
    );
  }

  async #start(): Promise<void> {
    const server = spawn(program, ['web', '--config', this.#config], {
      // Where it looks for the schemas of the documents.
      cwd: files,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.#server = server;
    let log = '';
    for (const stream of [server.stdout, server.stderr]) stream.on('data', (data: Buffer) => (log += data.toString()));
    for (;;) {
      if (server.exitCode !== null) throw new Error(`Gitea ended: ${log.slice(-4000)}`);
      const answer = await fetch(`${this.url}api/v1/version`).catch(() => undefined);
      if (answer?.ok === true) return;
      await sleep(200);
    }
  }

  run(...args: string[]): string {
    const options = { cwd: this.#folder, encoding: 'utf8', stdio: 'pipe' } as const;
    return execFileSync(program, [...args, '--config', this.#config], options);
  }

  /** GET, or POST where there is a body. */
  async api<T = Item[]>(path: string, body?: unknown): Promise<T> {
    const answer = await fetch(path.startsWith('http') ? path : `${this.url}api/v1/${path}`, {
      headers: {
        authorization: `Basic ${Buffer.from(`root:${PASSWORD}`).toString('base64')}`,
        'content-type': 'application/json',
      },
      ...(body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) }),
    });
    if (!answer.ok) throw new Error(`${path}: ${String(answer.status)} ${await answer.text()}`);
    const type = answer.headers.get('content-type') ?? '';
    return (
      type.includes('json') ? answer.json() : answer.arrayBuffer().then((bytes) => Buffer.from(bytes))
    ) as Promise<T>;
  }

  /** Names of authors: its API gives the fields `original_author` and leaves them empty. */
  authors(query: string): unknown[] {
    const database = new DatabaseSync(this.#database, { readOnly: true });
    try {
      return database
        .prepare(query)
        .all()
        .map((row) => Object.values(row));
    } finally {
      database.close();
    }
  }

  async stop(): Promise<void> {
    const server = this.#server;
    if (server === undefined || server.exitCode !== null) return;
    const ended = new Promise((resolve) => server.once('exit', resolve));
    server.kill();
    await ended;
  }
}

/** All that the importer may take: closed, locked, labelled, merged, from a fork, a draft, with reactions. */
function enrich({ world, work }: RepositorySite): void {
  const lists = world.lists as Record<string, Item[]>;
  const [label, milestone] = [lists['/labels']?.[0] ?? {}, lists['/milestones']?.[0] ?? {}];
  const closed = { state: 'closed', closed_at: '2024-02-03T04:05:06Z' };
  Object.assign(world.repository, {
    private: true,
    visibility: 'private',
    topics: ['tea', 'shop'],
    description: 'Tea and more',
    default_branch: 'main',
  });
  for (const issue of lists['/issues'] ?? []) Object.assign(issue, { labels: [], milestone: null });
  const counts = { '-1': 0, laugh: 0, hooray: 0, confused: 0, rocket: 0, eyes: 0 };
  const reactions = { url: 'https://api.github.com/x', total_count: 3, '+1': 2, heart: 1, ...counts };
  Object.assign(lists['/issues']?.[0] ?? {}, { ...closed, locked: true, labels: [label], milestone, reactions });
  Object.assign(lists['/issues']?.[1] ?? {}, {
    title: 'ünïcödé 😀 "quoted": - # \\ \u2028',
    body: 'a\r\nb\n\n```\n: x\n```\n\ttab\u0085',
  });
  const main = work.git('rev-parse', 'HEAD');
  const before = work.git('rev-parse', 'HEAD~2');
  work.git('checkout', '-q', '-b', 'topic', before);
  work.commit('f1.txt', 'one\ntwo\nthree\n');
  const topic = work.git('rev-parse', 'HEAD');
  work.git('checkout', '-q', 'main');
  const pulls = [...(lists['/pulls'] ?? [])].reverse();
  const forkOf = (pull: Item) => ({ ...((pull['head'] as Item)['repo'] as Item), id: 99, full_name: 'bob/shop' });
  for (const [at, pull] of pulls.entries()) {
    Object.assign(pull, { ...closed, draft: false, labels: [], milestone: null, merged_at: null });
    Object.assign(pull['head'] as Item, { ref: at === 0 ? 'fix' : 'topic', sha: topic });
    Object.assign(pull['base'] as Item, { ref: 'main', sha: before });
    work.git('update-ref', `refs/pull/${String(pull['number'])}/head`, topic);
  }
  const [fork, merged, draft] = pulls as [Item, Item, Item];
  Object.assign(fork['head'] as Item, {
    repo: forkOf(fork),
    user: { ...((fork['head'] as Item)['user'] as Item), login: 'bob' },
  });
  Object.assign(fork, { state: 'open', closed_at: null });
  Object.assign(merged, { merged_at: closed.closed_at, merge_commit_sha: main });
  Object.assign(draft, { state: 'open', closed_at: null, draft: true, labels: [label] });
  for (const [n, comment] of (lists['/pulls/comments'] ?? []).entries()) {
    const number = 13 + (n % 3);
    const user = { ...(comment['user'] as Item), login: `user-${String(number)}`, id: 500 + number };
    const place = { path: 'f1.txt', line: 2, original_line: 2, side: 'RIGHT', diff_hunk: '@@ -1 +1,3 @@\n+one\n+two' };
    Object.assign(comment, {
      ...place,
      user,
      pull_request_review_id: 400_000 + number,
      commit_id: topic,
      original_commit_id: topic,
    });
  }
}

const seconds = (value: unknown) => (typeof value === 'string' ? Date.parse(value) / 1000 : null);
const loginOf = (value: unknown) => (value as { login: string } | null)?.login;
const namesOf = (value: unknown) => (value as { name: string }[]).map(({ name }) => name);
const byNumber = (a: Item, b: Item) => Number(a['number']) - Number(b['number']);

/** What has to be equal of an issue or a pull request, of GitHub's form and of Gitea's. */
const essence = (item: Item) => ({
  number: item['number'],
  title: item['title'],
  body: item['body'] ?? '',
  state: item['state'],
  isLocked: item['is_locked'] ?? item['locked'],
  labels: namesOf(item['labels']),
  milestone: (item['milestone'] as { title: string } | null)?.title,
  created: seconds(item['created_at']),
  updated: seconds(item['updated_at']),
  closed: seconds(item['closed_at']),
});

whereBuilt('imported into a real Gitea', () => {
  let stage: Stage;
  let site: RepositorySite;
  let gitea: Gitea;
  let target: string;
  const of = (list: string) => [...((site.world.lists[list] ?? []) as Item[])].sort(byNumber);

  beforeAll(async () => {
    stage = await Stage.open();
    site = await RepositorySite.open(stage.folder);
    enrich(site);
    const vault = stage.vault();
    const inputs = { name: NAME, repository: 'acme/shop', 'github-server-url': site.server.url, 'github-token': TOKEN };
    const backup = await vault.backUp({ inputs: { ...inputs, source: 'repository' } });
    target = join(stage.fresh(), 'shop');
    const restore = await vault.restore(target, { inputs: { name: NAME, 'repository-layout': 'forgejo' } });
    expect([backup.exitCode, restore.exitCode, restore.exitCode === 0 ? '' : restore.stdout]).toEqual([0, 0, '']);
    gitea = await Gitea.start(join(stage.folder, 'gitea'));
    gitea.run('restore-repo', '--repo_dir', target, '--owner_name', 'acme', '--repo_name', 'shop', '--validation');
  });

  afterAll(async () => {
    // It may not have been started.
    await (gitea as Gitea | undefined)?.stop();
    await site.server.close();
    await stage.close();
  });

  test('issues', async () => {
    const issues = await gitea.api('repos/acme/shop/issues?state=all&type=issues&limit=50');
    expect(issues.sort(byNumber).map(essence)).toEqual(of('/issues').map(essence));
    const reactions = await gitea.api('repos/acme/shop/issues/1/reactions');
    expect(reactions.map(({ content }) => content).sort()).toEqual(['+1', '+1', 'heart']);
  });

  test('pull requests: as issues, and where they are in the history', async () => {
    const issues = await gitea.api('repos/acme/shop/issues?state=all&type=pulls&limit=50');
    const given = of('/pulls')
      .map(essence)
      .map((pull, at) => (at === 2 ? { ...pull, title: `WIP: ${pull.title as string}` } : pull));
    expect(issues.sort(byNumber).map(essence)).toEqual(given);
    const pulls = await gitea.api('repos/acme/shop/pulls?state=all&limit=50');
    const place = (pull: Item) => ({
      number: pull['number'],
      merged: seconds(pull['merged_at']),
      head: (pull['head'] as Item)['sha'],
      base: [(pull['base'] as Item)['ref'], pull['merge_base'] ?? (pull['base'] as Item)['sha']],
      isDraft: pull['draft'],
    });
    expect(pulls.sort(byNumber).map(place)).toEqual(of('/pulls').map(place));
    expect(pulls.map(({ head }) => (head as Item)['ref'])).toEqual(['bob/fix', 'topic', 'topic']);
    expect(pulls[1]).toMatchObject({ merged: true, merge_commit_sha: site.work.git('rev-parse', 'HEAD') });
  });

  test('comments, and reviews with their comments on lines', async () => {
    const said = (comment: Item) => [comment['body'], seconds(comment['created_at']), seconds(comment['updated_at'])];
    const comments = await gitea.api('repos/acme/shop/issues/comments?limit=50');
    const given = of('/issues/comments').map(said);
    expect(comments.map(said).sort()).toEqual(given.sort());
    for (const { number, reviews } of site.world.reviews) {
      const [review, ...more] = await gitea.api(`repos/acme/shop/pulls/${String(number)}/reviews`);
      const short = { state: 'APPROVED', body: reviews[0]?.['body'] };
      expect([more, review]).toEqual([[], expect.objectContaining(short)]);
      const path = `repos/acme/shop/pulls/${String(number)}/reviews/${String(review?.['id'])}/comments`;
      const lines = (await gitea.api(path)).map(({ body, path: file, position }) => [body, file, position]);
      const wanted = of('/pulls/comments').filter((it) =>
        String(it['pull_request_url']).endsWith(`/${String(number)}`),
      );
      expect(lines.sort()).toEqual(wanted.map(({ body }) => [body, 'f1.txt', 2]).sort());
    }
  });

  test('authors, and not the administrator who imports', async () => {
    const author = (item: Item) => [item['number'], loginOf(item['user'])];
    const issues = gitea.authors('SELECT "index", original_author FROM issue ORDER BY "index"');
    expect(issues).toEqual([...of('/issues'), ...of('/pulls')].map(author));
    const said = (type: number) =>
      gitea.authors(`SELECT content, original_author FROM comment WHERE type = ${String(type)}`);
    const given = (item: Item) => [item['body'], loginOf(item['user'])];
    expect(said(0).sort()).toEqual(of('/issues/comments').map(given).sort());
    // 21: comments on lines.
    expect(said(21).sort()).toEqual(of('/pulls/comments').map(given).sort());
    const reviewers = gitea.authors('SELECT original_author FROM review ORDER BY original_author');
    expect(reviewers).toEqual([['user-13'], ['user-14'], ['user-15']]);
    const publishers = gitea.authors("SELECT original_author FROM release WHERE title <> ''");
    expect(publishers).toEqual(of('/releases').map(({ author: it }) => [loginOf(it)]));
  });

  test('labels, milestones, releases with files, topics', async () => {
    const labels = await gitea.api('repos/acme/shop/labels');
    const label = ({ name, color, description }: Item) => [name, color, description ?? ''];
    expect(labels.map(label)).toEqual(of('/labels').map(label));
    const milestones = await gitea.api('repos/acme/shop/milestones?state=all');
    const milestone = (it: Item) => [it['title'], it['description'], it['state'], seconds(it['due_on'])];
    expect(milestones.map(milestone)).toEqual(of('/milestones').map(milestone));
    const releases = await gitea.api('repos/acme/shop/releases?limit=50');
    const release = (it: Item) => [
      it['tag_name'],
      it['name'],
      it['body'],
      it['draft'],
      it['prerelease'],
      namesOf(it['assets']),
    ];
    expect(releases.map(release).sort()).toEqual(of('/releases').map(release).sort());
    const [asset] = releases.find(({ tag_name }) => tag_name === 'v1.0.0')?.['assets'] as {
      browser_download_url: string;
    }[];
    expect(await gitea.api<Buffer>(asset?.browser_download_url ?? '')).toEqual(site.world.files.get(7001)?.bytes);
    expect(await gitea.api<Item>('repos/acme/shop/topics')).toEqual({ topics: ['shop', 'tea'] });
  });

  test('refs, wiki; private where FORCE_PRIVATE says so', async () => {
    const { description, default_branch: branch, private: isPrivate } = await gitea.api<Item>('repos/acme/shop');
    expect([description, branch, isPrivate]).toEqual(['Tea and more', 'main', true]);
    const url = gitea.url.replace('//', `//root:${PASSWORD}@`);
    const refs = gitIn(target, 'ls-remote', '--refs', `${url}acme/shop.git`).split('\n');
    const wanted = site.work
      .refs()
      .split('\n')
      .map((line) => line.replace(' ', '\t'));
    // `refs/pull/1/head` is that of no pull request; the fork's branch is there besides.
    expect(refs).toEqual(expect.arrayContaining(wanted));
    expect(refs.filter((line) => !wanted.includes(line)).map((line) => line.split('\t')[1])).toEqual([
      'refs/heads/bob/fix',
    ]);
    const page = await gitea.api<{ content_base64: string }>('repos/acme/shop/wiki/page/Home');
    expect(Buffer.from(page.content_base64, 'base64').toString()).toBe('# Welcome\n');
  });

  test('what it did not take is there', () => {
    const discussion = readFileSync(join(target, 'holdfast/github/discussions/005001.json'), 'utf8');
    expect(JSON.parse(discussion)).toMatchObject({ number: 5001 });
  });
});
