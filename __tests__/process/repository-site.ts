/** A whole repository on a GitHub server of this machine: history, LFS, wiki, metadata. And who looks for its token. */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import {
  makeRun,
  makeWorld,
  startGithubServer,
  type GithubServer,
  type World,
} from '../../tools/github-server/index.ts';
import { LfsService } from '../../tools/lfs-server.ts';
import { makeZip } from '../sources/artifacts/zips.ts';
import { Repository } from '../sources/repository/harness.ts';
import { noise } from '../support/bytes.ts';

export const TOKEN = 'ghs_TheVerySecretTokenOfThisJob012345678';
/** As Basic authentication has it, without what its padding changes. */
const BASE64_TOKEN = Buffer.from(`x-access-token:${TOKEN}`).toString('base64').slice(0, -4);
/** What signed addresses of the servers hold. */
const SIGNATURES = ['signature=abc', 'sig=good'];
export const SECRETS = [TOKEN, TOKEN.slice(4, 30), BASE64_TOKEN, ...SIGNATURES];

/** A workflow run that is over, and its log. */
const RUN = 41;
const RUN_AT = '2026-11-22T12:00:00Z';

/** What git-lfs would commit in place of the content. */
export function pointerOf(content: Buffer): string {
  const oid = createHash('sha256').update(content).digest('hex');
  return `version https://git-lfs.github.com/spec/v1\noid sha256:${oid}\nsize ${String(content.length)}\n`;
}

export type Installed = Pick<Parameters<typeof startGithubServer>[0], 'app' | 'account'>;

export class RepositorySite {
  readonly work: Repository;
  readonly wiki: Repository;
  readonly root: string;
  readonly lfs: LfsService;
  readonly world: World;
  readonly server: GithubServer;

  /** `acme/shop` below `folder`, with two releases, an LFS object and a wiki. @param more an account with its App, of this world */
  static async open(folder: string, more: (world: World) => Installed = () => ({})): Promise<RepositorySite> {
    const root = join(folder, 'git');
    mkdirSync(join(root, 'acme'), { recursive: true });
    const lfs = new LfsService();
    const world = makeWorld();
    const server = await startGithubServer({ world, token: TOKEN, git: { root, lfs }, ...more(world) });
    const site = new RepositorySite(root, lfs, world, server);
    const { work, wiki } = site;
    world.lists['/actions/runs']?.unshift(makeRun(RUN, { created_at: RUN_AT, updated_at: RUN_AT }));
    world.logs.set(`${String(RUN)}/1`, makeZip([{ name: 'build/1_Set up job.txt', content: 'set up\n' }]));
    // Each that is made anew takes a second.
    world.lists['/labels']?.splice(1);
    work.commit('.gitattributes', '*.bin filter=lfs diff=lfs merge=lfs -text\n');
    for (let i = 0; i < 4; i++) work.commit(`f${String(i)}.txt`, noise(20_000, i).toString('hex'));
    work.git('tag', 'v1.0.0');
    const content = Buffer.from('the content of a large file');
    work.commit('large.bin', pointerOf(content));
    lfs.add(content);
    work.git('tag', '-a', '-m', 'Version 2', 'v2.0.0');
    work.git('notes', 'add', '-m', 'a note');
    work.git('update-ref', 'refs/pull/1/head', 'HEAD~1');
    wiki.commit('Home.md', '# Welcome\n');
    return site;
  }

  private constructor(root: string, lfs: LfsService, world: World, server: GithubServer) {
    this.root = root;
    this.lfs = lfs;
    this.world = world;
    this.server = server;
    this.work = Repository.init(join(root, 'acme', 'shop'));
    this.wiki = Repository.init(join(root, 'acme', 'shop.wiki.git'));
  }

  /** Requests since the last call, by what they went to. */
  takeRequests(): { readonly git: string[]; readonly wiki: string[]; readonly lfs: string[]; readonly api: string[] } {
    const taken = this.server.requests.splice(0);
    const of = (pattern: RegExp) => taken.filter((request) => pattern.test(request));
    const isGit = /\/(info\/refs|git-upload-pack|git-receive-pack)$/;
    return {
      git: of(isGit).filter((request) => !request.includes('.wiki')),
      wiki: of(isGit).filter((request) => request.includes('.wiki')),
      lfs: of(/\/info\/lfs\/|\/objects\//),
      api: taken.filter((request) => !isGit.test(request) && !/\/info\/lfs\/|\/objects\//.test(request)),
    };
  }
}

/** A server of a new home: an empty repository `acme/<name>` that takes pushes, and nothing in its metadata. */
export class NewHome {
  readonly path: string;
  readonly lfs = new LfsService();
  readonly name: string;
  readonly world: World;
  server!: GithubServer;

  static async open(folder: string, name: string): Promise<NewHome> {
    const home = new NewHome(folder, name);
    const git = { root: join(folder, name), lfs: home.lfs };
    home.server = await startGithubServer({ world: home.world, token: TOKEN, git });
    return home;
  }

  private constructor(folder: string, name: string) {
    this.name = `acme/${name}`;
    this.path = join(folder, name, 'acme', `${name}.git`);
    this.world = { ...makeWorld(), repo: name };
    for (const list of Object.keys(this.world.lists)) this.world.lists[list] = [];
    this.addRepository(this.path);
  }

  addRepository(path: string): void {
    mkdirSync(path, { recursive: true });
    execFileSync('git', ['init', '-q', '--bare', '--initial-branch=main', path], { stdio: 'pipe' });
    execFileSync('git', ['-C', path, 'config', 'http.receivepack', 'true'], { stdio: 'pipe' });
  }

  addWiki(): string {
    const path = this.path.replace(/\.git$/, '.wiki.git');
    this.addRepository(path);
    return path;
  }
}

export function gitIn(path: string, ...args: string[]): string {
  return execFileSync('git', ['-C', path, ...args], { stdio: 'pipe', encoding: 'utf8' }).trim();
}

/** Reads arguments of all processes, and files in a folder, again and again while something runs. */
export class Watch {
  readonly found = new Set<string>();
  readonly programs = new Set<string>();
  readonly #folder: string;
  readonly #timer: NodeJS.Timeout;

  constructor(folder: string) {
    this.#folder = folder;
    this.#timer = setInterval(() => this.#look(), 10);
  }

  stop(): void {
    clearInterval(this.#timer);
    this.#look();
  }

  #look(): void {
    for (const id of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
      const text = readIfThere(`/proc/${id}/cmdline`);
      if (readIfThere(`/proc/${id}/environ`).includes(this.#folder)) this.programs.add(text.split('\0', 2).join(' '));
      if (SECRETS.some((secret) => text.includes(secret))) this.found.add(`arguments: ${text}`);
    }
    for (const path of secretFiles(this.#folder)) this.found.add(path);
  }
}

/** Files below a folder that hold a secret. They may vanish meanwhile. */
export function secretFiles(folder: string): string[] {
  return filesBelow(folder).filter((path) => SECRETS.some((secret) => readIfThere(path).includes(secret)));
}

/** Folders may vanish while they are looked at. */
function filesBelow(folder: string): string[] {
  try {
    return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
      const path = join(folder, entry.name);
      return entry.isDirectory() ? filesBelow(path) : [path];
    });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}

function readIfThere(path: string): string {
  try {
    return path.startsWith('/proc/') || statSync(path).isFile() ? readFileSync(path, 'latin1') : '';
  } catch {
    return '';
  }
}
