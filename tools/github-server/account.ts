/** An account with its repositories, as many as a test wants. */
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { exampleAt, type Item, type Reply } from './schemas.ts';
import { emptyWorld, type World } from './world.ts';

/** Tests change it while the server runs. */
export interface StandInRepository {
  readonly id: number;
  owner: string;
  name: string;
  visibility: 'public' | 'private' | 'internal';
  isArchived: boolean;
  /** By GitHub's staff: git and the API answer 403. */
  isDisabled: boolean;
  hasWiki: boolean;
  /** The id of the one that it was forked from. */
  parent: number | undefined;
  topics: readonly string[];
  properties: Readonly<Record<string, string | readonly string[]>>;
  sizeKib: number;
  /** ISO 8601; null: empty. */
  pushedAt: string | null;
  updatedAt: string;
  /** What the API tells of it; made when it is asked for. */
  world: World | undefined;
}

interface AccountOptions {
  readonly login?: string;
  readonly id?: number;
  readonly type?: 'Organization' | 'User';
  /** `repo-0001` and so on, private. */
  readonly count?: number;
  /** The one that has issues, releases and all the rest: it gets the world's name. */
  readonly world: World;
}

const FIRST_ID = 5000;
const TIME = '2026-11-01T00:00:00Z';

export class StandInAccount {
  readonly login: string;
  readonly id: number;
  readonly type: 'Organization' | 'User';
  /** By id, in the order in which they were made. */
  readonly repositories = new Map<number, StandInRepository>();
  /** Former names, `owner/name` in lower case. */
  readonly #former = new Map<string, number>();
  readonly #world: World;

  constructor({ login = 'acme', id = 77, type = 'Organization', count = 0, world }: AccountOptions) {
    this.login = login;
    this.id = id;
    this.type = type;
    this.#world = world;
    for (let n = 1; n <= count; n++) this.add(`repo-${String(n).padStart(4, '0')}`);
  }

  add(name: string, facts: Partial<Omit<StandInRepository, 'id'>> = {}): StandInRepository {
    const repository: StandInRepository = {
      id: FIRST_ID + this.repositories.size + this.#former.size,
      owner: this.login,
      name,
      visibility: 'private',
      isArchived: false,
      isDisabled: false,
      hasWiki: false,
      parent: undefined,
      topics: [],
      properties: {},
      sizeKib: 100,
      pushedAt: TIME,
      updatedAt: TIME,
      world: undefined,
      ...facts,
    };
    this.repositories.set(repository.id, repository);
    return repository;
  }

  named(name: string): StandInRepository {
    const found = this.find(this.login, name);
    if (found === undefined) throw new Error(`${this.login} has no ${name}`);
    return found.repository;
  }

  rename(name: string, to: string): void {
    const repository = this.named(name);
    this.#former.set(`${repository.owner}/${name}`.toLowerCase(), repository.id);
    repository.name = to;
  }

  transfer(name: string, owner: string): void {
    const repository = this.named(name);
    this.#former.set(`${repository.owner}/${name}`.toLowerCase(), repository.id);
    repository.owner = owner;
  }

  /** It is gone from GitHub; its files are still below the root of the git server, and are not served. */
  remove(name: string): void {
    const { id, owner } = this.named(name);
    this.repositories.delete(id);
    this.#former.set(`${owner}/${name}`.toLowerCase(), -id);
  }

  /** `isMoved`: by a former name. */
  find(owner: string, name: string): { readonly repository: StandInRepository; readonly isMoved: boolean } | undefined {
    const path = `${owner}/${name}`.toLowerCase();
    const present = [...this.repositories.values()].find((it) => `${it.owner}/${it.name}`.toLowerCase() === path);
    if (present !== undefined) return { repository: present, isMoved: false };
    const former = this.repositories.get(this.#former.get(path) ?? 0);
    return former === undefined ? undefined : { repository: former, isMoved: true };
  }

  asUser(): Item {
    const example = (exampleAt('/orgs/{org}/installation') as Item)['account'] as Item;
    return { ...example, ...this.#named(), type: this.type };
  }

  #named(): Item {
    return { login: this.login, id: this.id };
  }

  profile(): Item {
    return { ...(exampleAt('/users/{username}') as Item), ...this.#named(), type: this.type };
  }

  /** As lists have it. */
  itemOf(repository: StandInRepository): Item {
    const { id, owner, name, visibility, isArchived, isDisabled, hasWiki, parent, topics } = repository;
    const { sizeKib, pushedAt, updatedAt } = repository;
    const [example = {}] = (exampleAt('/installation/repositories') as { repositories: Item[] }).repositories;
    return {
      ...example,
      ...{ id, name, full_name: `${owner}/${name}`, visibility, private: visibility !== 'public' },
      owner: { ...this.asUser(), login: owner, ...(owner === this.login ? {} : { id: this.id + 1 }) },
      ...{ archived: isArchived, disabled: isDisabled, fork: parent !== undefined, topics, size: sizeKib },
      ...{
        default_branch: 'main',
        pushed_at: pushedAt,
        updated_at: updatedAt,
        has_wiki: hasWiki,
        has_discussions: false,
      },
    };
  }

  worldOf(repository: StandInRepository): World {
    const { owner, name } = repository;
    const world = (repository.world ??= emptyWorld(this.#world, owner, name));
    const { parent } = repository;
    const source = parent === undefined ? undefined : this.repositories.get(parent);
    const { has_wiki, has_discussions, ...facts } = this.itemOf(repository);
    const isOwn = world.lists !== this.#world.lists;
    return Object.assign(world, {
      now: this.#world.now,
      owner,
      repo: name,
      repository: {
        ...world.repository,
        ...facts,
        ...(isOwn ? { has_wiki, has_discussions } : {}),
        ...(source === undefined ? {} : { parent: this.itemOf(source), source: this.itemOf(source) }),
      },
    });
  }

  values(repository: StandInRepository): Item {
    return {
      repository_id: repository.id,
      repository_name: repository.name,
      repository_full_name: `${repository.owner}/${repository.name}`,
      properties: Object.entries(repository.properties).map(([property_name, value]) => ({ property_name, value })),
    };
  }

  /** A bare repository below `root` for each of these that has content, all with the same commit. */
  makeGitRepositories(root: string, repositories: Iterable<StandInRepository> = this.repositories.values()): void {
    const template = join(root, '.template.git');
    mkdirSync(root, { recursive: true });
    const git = (...args: string[]) => execFileSync('git', args, { cwd: root, stdio: ['pipe', 'pipe', 'ignore'] });
    git('init', '--quiet', '--bare', '--initial-branch=main', '--template=', template);
    const stream = join(root, '.stream');
    writeFileSync(stream, COMMIT);
    execFileSync('sh', ['-c', `git --git-dir=${template} fast-import --quiet <${stream}`]);
    git('--git-dir', template, 'config', 'http.receivepack', 'true');
    for (const { owner, name } of repositories) {
      const path = join(root, owner, `${name}.git`);
      mkdirSync(dirname(path), { recursive: true });
      cpSync(template, path, { recursive: true });
    }
  }
}

const COMMIT = `commit refs/heads/main
committer A <a@example.com> 1750000000 +0000
data 6
first

M 100644 inline README.md
data 6
hello

`;

/** Of a long list only the items of a page are made. */
export interface Items {
  readonly length: number;
  readonly slice: (from: number, to: number) => readonly Item[];
}

/** Lists of the account and what is asked of it; undefined: it is another address. `path` without `/api/v3`. */
export function accountList(
  account: StandInAccount,
  path: string,
  held: readonly StandInRepository[] | undefined,
):
  | { readonly schema: string; readonly field?: string; readonly items: Items; readonly more?: Item }
  | Reply
  | undefined {
  const own = [...account.repositories.values()].filter(({ owner }) => owner === account.login);
  const items = (list: readonly StandInRepository[]): Items => ({
    length: list.length,
    slice: (from, to) => list.slice(from, to).map((it) => account.itemOf(it)),
  });
  const isOwn = (login: string) => login.toLowerCase() === account.login.toLowerCase();
  const [, kind, login = '', rest] = /^\/(users|orgs)\/([^/]+)(?:\/(repos|properties\/values))?$/.exec(path) ?? [];
  if (kind === 'users' && rest === undefined) {
    return isOwn(login) ? { status: 200, body: account.profile(), schema: 'get /users/{username}' } : NOT_FOUND;
  }
  if (path === '/installation/repositories') {
    if (held === undefined) return NO_INSTALLATION;
    const selection = held.length === own.length ? 'all' : 'selected';
    return {
      schema: `get ${path}`,
      field: 'repositories',
      items: items(held),
      more: { repository_selection: selection },
    };
  }
  if (rest === undefined || !isOwn(login)) return rest === undefined ? undefined : NOT_FOUND;
  const seen = held === undefined ? own : own.filter((it) => it.visibility === 'public' || held.includes(it));
  if (rest === 'properties/values') {
    return { schema: 'get /orgs/{org}/properties/values', items: seen.map((it) => account.values(it)) };
  }
  if (kind === 'orgs') {
    return account.type === 'User' ? NOT_FOUND : { schema: 'get /orgs/{org}/repos', items: items(seen) };
  }
  return {
    schema: 'get /users/{username}/repos',
    items: items(own.filter(({ visibility }) => visibility === 'public')),
  };
}

const NOT_FOUND: Reply = { status: 404, body: { message: 'Not Found' } };
const NO_INSTALLATION: Reply = {
  status: 403,
  body: {
    message:
      'You must authenticate with an installation access token in order to list repositories for an installation.',
  },
};
