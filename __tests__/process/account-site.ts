/** An account on a GitHub server of this machine: a list of real git repositories, and nothing else of them. */
import { mkdirSync, renameSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { answerGit } from '../../tools/git-server.ts';
import { listen } from '../../tools/listen.ts';
import { Repository } from '../sources/repository/harness.ts';

export const TOKEN = 'ghs_TheVerySecretTokenOfThisJob012345678';
const OWNER = { login: 'acme', id: 900, type: 'Organization' };

/** As GitHub lists it; what tests change. */
export interface Hosted {
  readonly id: number;
  name: string;
  owner: typeof OWNER;
  readonly fork: boolean;
  readonly parentId: number | undefined;
  topics: string[];
  pushed_at: string;
  updated_at: string;
}

export class AccountSite {
  readonly root: string;
  readonly hosted: Hosted[] = [];
  /** Paths of the API, in order. */
  readonly requests: string[] = [];
  url = '';
  /** Requests of the hour that are left; undefined: no limit. */
  remaining: number | undefined;
  /** Instead of the answer for a path. */
  fault: ((path: string) => { readonly status: number; readonly message: string } | undefined) | undefined;
  close: () => Promise<void> = () => Promise.resolve();

  private constructor(folder: string) {
    this.root = join(folder, 'account');
    mkdirSync(join(this.root, 'acme'), { recursive: true });
  }

  static async open(folder: string): Promise<AccountSite> {
    const site = new AccountSite(folder);
    const server = createServer((request, response) => {
      const url = new URL(request.url ?? '', 'http://localhost');
      if (!url.pathname.startsWith('/api/v3/')) {
        void answerGit({ root: site.root, token: TOKEN }, request, response);
        return;
      }
      const path = url.pathname.slice('/api/v3'.length);
      site.requests.push(path);
      if (site.remaining !== undefined) site.remaining--;
      const fault = site.fault?.(path);
      const body = fault === undefined ? site.answer(path) : { message: fault.message };
      const limit = site.remaining === undefined ? {} : limitHeaders(site.remaining);
      const status = fault?.status ?? (body === undefined ? 404 : 200);
      response.writeHead(status, { 'content-type': 'application/json', ...limit });
      response.end(JSON.stringify(body ?? { message: 'Not Found' }));
    });
    const { url, close } = await listen(server);
    return Object.assign(site, { url, close });
  }

  private answer(path: string): unknown {
    if (path === '/users/acme') return OWNER;
    if (path === '/orgs/acme/repos') return this.hosted.filter(({ owner }) => owner.login === 'acme').map(listed);
    const [, id] = /^\/repositories\/(\d+)$/.exec(path) ?? [];
    const [, name] = /^\/repos\/acme\/([^/]+)$/.exec(path) ?? [];
    const found = this.hosted.find((each) => String(each.id) === id || each.name === name);
    if (found === undefined) return undefined;
    return { ...listed(found), ...(found.parentId === undefined ? {} : { parent: { id: found.parentId } }) };
  }

  add(id: number, name: string, parentId?: number): Repository {
    const at = '2026-11-20T00:00:00Z';
    const rest = { owner: OWNER, fork: parentId !== undefined, parentId, topics: [], pushed_at: at, updated_at: at };
    this.hosted.push({ id, name, ...rest });
    const repository = Repository.init(join(this.root, 'acme', name));
    repository.commit('README.md', `# ${name}\n`);
    return repository;
  }

  rename(from: string, to: string): void {
    this.of(from).name = to;
    renameSync(join(this.root, 'acme', from), join(this.root, 'acme', to));
  }

  remove(name: string): void {
    this.hosted.splice(this.hosted.indexOf(this.of(name)), 1);
    rmSync(join(this.root, 'acme', name), { recursive: true });
  }

  of(name: string): Hosted {
    const found = this.hosted.find((each) => each.name === name);
    if (found === undefined) throw new Error(`there is no ${name}`);
    return found;
  }
}

function listed({ id, name, owner, fork, topics, pushed_at, updated_at }: Hosted): object {
  const repository = { id, name, owner, fork, topics, pushed_at, updated_at };
  return { ...repository, private: true, visibility: 'private', size: 10, default_branch: 'main' };
}

function limitHeaders(remaining: number): Record<string, string> {
  const reset = String(Math.floor(Date.now() / 1000) + 3000);
  return { 'x-ratelimit-limit': '5000', 'x-ratelimit-remaining': String(remaining), 'x-ratelimit-reset': reset };
}
