/** The repositories of an account: of an organisation, of a user, or those that an App's installation holds. */
import * as v from 'valibot';
import { isoTime } from '../base/times.ts';
import { HoldfastError } from '../base/errors.ts';
import type { GithubClient } from './client.ts';
import { GithubFailure, type FailureKind } from './failure.ts';
import type { Parameters } from './request.ts';

export interface ListedRepository {
  readonly id: number;
  readonly owner: string;
  readonly name: string;
  readonly visibility: 'public' | 'private' | 'internal';
  readonly isArchived: boolean;
  readonly isDisabled: boolean;
  readonly isFork: boolean;
  /** Its settings say that it has a wiki; undefined: the list does not tell. */
  readonly hasWiki: boolean | undefined;
  readonly topics: readonly string[];
  /** Custom properties of an organisation that have a value, by name; several values as a list. */
  readonly properties: Readonly<Record<string, string | readonly string[]>>;
  readonly sizeKib: number;
  readonly defaultBranch: string;
  /** undefined: nothing was ever pushed. */
  readonly pushedAt: Date | undefined;
  readonly updatedAt: Date | undefined;
}

export interface Account {
  readonly login: string;
  readonly id: number;
  readonly type: 'Organization' | 'User';
  /**
   * false: the token is known to miss private repositories of the account, as that of an App's installation on selected ones does,
   * or the GITHUB_TOKEN of a workflow. Of a personal access token GitHub does not tell.
   */
  readonly seesAll: boolean;
}

export interface Listing {
  readonly account: Account;
  /** Sorted by id. */
  readonly repositories: readonly ListedRepository[];
}

interface ListOptions {
  /**
   * Also the custom properties: one more request for each 100 repositories, and an error where the token may not read them. Without,
   * all `properties` are empty. Default: true.
   */
  readonly withProperties?: boolean;
}

const PAGE_SIZE = 100;

/**
 * Reads the list: one request for each 100 repositories, and at most three more.
 *
 * A repository that is deleted meanwhile can hide another one from the list. Who draws conclusions from a name that is not there asks
 * for that one by itself (`findRepository`).
 *
 * @param account undefined: what the token's installation holds
 * @throws github-unreadable, rate-limited, bad-input
 */
export async function listRepositories(
  client: GithubClient,
  account: string | undefined,
  { withProperties = true }: ListOptions = {},
): Promise<Listing> {
  const reader = new Reader(client);
  const installed = await readInstalled(reader);
  const { account: of, items } =
    account === undefined ? await ofInstallation(installed) : await ofAccount(reader, account, installed);
  const withValues = withProperties && of.type === 'Organization';
  const properties = withValues ? await readProperties(reader, of.login) : new Map<number, Properties>();
  const distinct = new Map(items.map((item) => [item.id, item]));
  const listed = [...distinct.values()].map((item) => describe(item, properties.get(item.id)));
  return { account: of, repositories: listed.toSorted((one, other) => one.id - other.id) };
}

/**
 * What an id stands for now, whatever its owner and name are; undefined: it is gone, or the token does not see it any more.
 * Its custom properties are not read.
 *
 * @throws github-unreadable, rate-limited
 */
export async function findRepository(client: GithubClient, id: number): Promise<ListedRepository | undefined> {
  const what = `the repository with the id ${String(id)}`;
  const { data } = await new Reader(client).ask(
    { what, needs: 'metadata: read' },
    'GET /repositories/{id}',
    { id },
    REPOSITORY,
    ['absent', 'gone', 'blocked'],
  );
  return data === undefined ? undefined : describe(data);
}

type Properties = ListedRepository['properties'];

const ID = v.pipe(v.number(), v.safeInteger(), v.minValue(1));
const OWNER = v.object({
  login: v.pipe(v.string(), v.regex(/^[A-Za-z0-9][\w-]{0,99}$/)),
  id: ID,
  type: v.picklist(['Organization', 'User']),
});
const TIME = v.optional(v.nullable(isoTime), null);

const REPOSITORY = v.object({
  id: ID,
  // What is no name of a repository would lead elsewhere in an address.
  name: v.pipe(v.string(), v.regex(/^(?!\.{1,2}$)[\w.-]{1,100}$/)),
  owner: OWNER,
  private: v.boolean(),
  // What a server leaves out, leaves empty or calls otherwise does not end the list.
  visibility: v.fallback(v.optional(v.picklist(['public', 'private', 'internal'])), undefined),
  archived: v.nullish(v.boolean(), false),
  disabled: v.nullish(v.boolean(), false),
  fork: v.nullish(v.boolean(), false),
  has_wiki: v.fallback(v.optional(v.boolean()), undefined),
  topics: v.nullish(v.array(v.string()), []),
  size: v.nullish(v.pipe(v.number(), v.minValue(0)), 0),
  default_branch: v.optional(v.nullable(v.string()), null),
  pushed_at: TIME,
  updated_at: TIME,
});

const OF_INSTALLATION = v.object({
  total_count: v.number(),
  repository_selection: v.optional(v.string(), 'selected'),
  repositories: v.array(REPOSITORY),
});

const VALUES = v.array(
  v.object({
    repository_id: ID,
    properties: v.array(
      v.object({ property_name: v.string(), value: v.nullable(v.union([v.string(), v.array(v.string())])) }),
    ),
  }),
);

type Item = v.InferOutput<typeof REPOSITORY>;

interface Found {
  readonly account: Account;
  readonly items: readonly Item[];
}

/** What the installation of the token holds; its first page is read. */
interface Installed {
  readonly seesAll: boolean;
  /** Of its first repository; undefined: it holds none. */
  readonly owner: Item['owner'] | undefined;
  readonly items: () => Promise<readonly Item[]>;
}

/** undefined: the token is not that of an installation. */
async function readInstalled(reader: Reader): Promise<Installed | undefined> {
  const place: Place = { what: "the repositories of the App's installation", needs: 'metadata: read' };
  const route = 'GET /installation/repositories';
  const first = await reader.ask(place, route, { per_page: PAGE_SIZE }, OF_INSTALLATION, [
    'denied',
    'refused',
    'absent',
  ]);
  if (first.data === undefined) return undefined;
  const { repositories, repository_selection: selection } = first.data;
  return {
    seesAll: selection === 'all',
    owner: repositories[0]?.owner,
    items: async () => {
      const others = await reader.pagesAfter(first.next, place, route, { per_page: PAGE_SIZE }, OF_INSTALLATION);
      return [...repositories, ...others.flatMap((page) => page.repositories)];
    },
  };
}

async function ofInstallation(installed: Installed | undefined): Promise<Found> {
  const owner = installed?.owner;
  if (installed === undefined || owner === undefined) throw noAccount(installed !== undefined);
  return { account: { ...owner, seesAll: installed.seesAll }, items: await installed.items() };
}

async function ofAccount(reader: Reader, name: string, installed: Installed | undefined): Promise<Found> {
  const { data: owner } = await reader.ask(
    { what: `the account "${name}"`, needs: 'metadata: read' },
    'GET /users/{username}',
    { username: name },
    OWNER,
    ['absent'],
  );
  if (owner === undefined) throw noSuchAccount(name, reader.apiUrl);
  const own = installed?.owner?.id === owner.id ? installed : undefined;
  if (own?.seesAll === true) return { account: { ...owner, seesAll: true }, items: await own.items() };
  const { route, parameters, isPublic } = await listOf(reader, owner, installed !== undefined);
  const place: Place = { what: `the repositories of ${owner.login}`, needs: 'metadata: read' };
  const listed = await reader.all(
    place,
    route,
    { ...parameters, sort: 'created', direction: 'asc' },
    v.array(REPOSITORY),
  );
  const isOwned = (item: Item): boolean => item.owner.id === owner.id;
  const items = [...listed.flat(), ...((await own?.items()) ?? [])].filter(isOwned);
  return { account: { ...owner, seesAll: installed === undefined && !isPublic }, items };
}

interface ListAddress {
  readonly route: string;
  readonly parameters: Parameters;
  /** It has the public repositories only. */
  readonly isPublic: boolean;
}

/** Of a user, only that user's own token lists more than the public ones; an App's token has no user. */
async function listOf(reader: Reader, owner: Item['owner'], isOfApp: boolean): Promise<ListAddress> {
  if (owner.type === 'Organization') {
    return { route: 'GET /orgs/{org}/repos', parameters: { org: owner.login, type: 'all' }, isPublic: false };
  }
  const place: Place = { what: 'the user of the token', needs: 'metadata: read' };
  const self = isOfApp ? undefined : await reader.ask(place, 'GET /user', {}, OWNER, ['denied', 'refused']);
  if (self?.data?.id === owner.id) {
    return { route: 'GET /user/repos', parameters: { affiliation: 'owner' }, isPublic: false };
  }
  return { route: 'GET /users/{username}/repos', parameters: { username: owner.login, type: 'owner' }, isPublic: true };
}

async function readProperties(reader: Reader, org: string): Promise<ReadonlyMap<number, Properties>> {
  const place: Place = {
    what: `the custom properties of the repositories of ${org}`,
    needs: 'custom-properties: read for the organisation',
  };
  const pages = await reader.all(place, 'GET /orgs/{org}/properties/values', { org }, VALUES);
  return new Map(pages.flat().map(({ repository_id: id, properties }) => [id, valuesIn(properties)]));
}

function valuesIn(properties: v.InferOutput<typeof VALUES>[number]['properties']): Properties {
  const named = properties.map(({ property_name: name, value }) => [name, value] as const);
  return Object.fromEntries(named.filter((pair): pair is [string, string | string[]] => pair[1] !== null));
}

function describe(item: Item, properties: Properties = {}): ListedRepository {
  const timeOf = (text: string | null): Date | undefined => (text === null ? undefined : new Date(text));
  return {
    id: item.id,
    owner: item.owner.login,
    name: item.name,
    visibility: item.visibility ?? (item.private ? 'private' : 'public'),
    isArchived: item.archived,
    isDisabled: item.disabled,
    isFork: item.fork,
    hasWiki: item.has_wiki,
    topics: item.topics,
    properties,
    sizeKib: item.size,
    defaultBranch: item.default_branch ?? '',
    pushedAt: timeOf(item.pushed_at),
    updatedAt: timeOf(item.updated_at),
  };
}

/** What is read, and the permission that an App needs for it, in the words of errors. */
interface Place {
  readonly what: string;
  readonly needs: string;
}

interface Answer<T> {
  /** undefined if it failed in a way that is expected. */
  readonly data: T | undefined;
  readonly next: URL | undefined;
}

/** Reads lists, checks what comes, and explains what fails. */
class Reader {
  readonly apiUrl: string;
  readonly #client: GithubClient;

  constructor(client: GithubClient) {
    this.apiUrl = client.apiUrl;
    this.#client = client;
  }

  async ask<T>(
    place: Place,
    route: string,
    parameters: Parameters,
    schema: v.GenericSchema<unknown, T>,
    expected: readonly FailureKind[] = [],
  ): Promise<Answer<T>> {
    try {
      const { data, next } = await this.#client.get(route, parameters);
      return { data: v.parse(schema, data), next };
    } catch (error) {
      if (error instanceof GithubFailure && expected.includes(error.kind)) return { data: undefined, next: undefined };
      throw listFailure(error, place, this.apiUrl);
    }
  }

  async all<T>(place: Place, route: string, parameters: Parameters, schema: v.GenericSchema<unknown, T>): Promise<T[]> {
    const paged = { ...parameters, per_page: PAGE_SIZE };
    const first = await this.ask(place, route, paged, schema);
    const others = await this.pagesAfter(first.next, place, route, paged, schema);
    return first.data === undefined ? others : [first.data, ...others];
  }

  /** As the links of the answers say, of which only the query is taken: the token goes to no other address. */
  async pagesAfter<T>(
    link: URL | undefined,
    place: Place,
    route: string,
    parameters: Parameters,
    schema: v.GenericSchema<unknown, T>,
  ): Promise<T[]> {
    const pages: T[] = [];
    for (let next = link; next !== undefined;) {
      const answer = await this.ask(place, route, { ...parameters, ...Object.fromEntries(next.searchParams) }, schema);
      if (answer.data !== undefined) pages.push(answer.data);
      if (answer.next?.search === next.search)
        throw listFailure(new GithubFailure('failed', 'a page leads to itself'), place, this.apiUrl);
      next = answer.next;
    }
    return pages;
  }
}

function noAccount(isInstallation: boolean): HoldfastError {
  return new HoldfastError({
    code: 'bad-input',
    message: isInstallation
      ? "The App's installation holds no repository."
      : 'organization: not set, and the token is not that of an App, whose installation would say which account is meant.',
    fix: isInstallation
      ? "Give the App access to repositories, on the page of its installation in the account's settings."
      : 'Name the organisation or the user as organization.',
  });
}

function noSuchAccount(name: string, apiUrl: string): HoldfastError {
  return new HoldfastError({
    code: 'github-unreadable',
    message: `There is no organisation or user "${name}" at ${apiUrl} (404).`,
    fix: 'Check organization, and github-server-url if it is not on github.com.',
  });
}

function listFailure(error: unknown, { what, needs }: Place, apiUrl: string): unknown {
  const facts = { code: 'github-unreadable' as const, cause: error };
  const message = `${apiUrl} did not list ${what}`;
  if (v.isValiError(error)) {
    return new HoldfastError({
      ...facts,
      message: `${message}: the answer does not have the expected form (${error.message}).`,
      fix: 'Check github-server-url: it must be a GitHub server.',
    });
  }
  if (!(error instanceof GithubFailure)) return error;
  if (error.kind === 'limit') {
    const when = error.resetsAt === undefined ? '' : ` until ${error.resetsAt.toISOString()}`;
    return new HoldfastError({
      ...facts,
      code: 'rate-limited',
      message: `${message}: there are no requests left${when}.`,
      why: error.message,
      fix: 'Run it again later.',
    });
  }
  const isToken = ['unauthorized', 'denied', 'refused', 'absent'].includes(error.kind);
  return new HoldfastError({
    ...facts,
    message: `${message}: ${error.message}.`,
    why: error.kind === 'unauthorized' ? 'The token is not accepted (401).' : undefined,
    fix: isToken
      ? `Give the App, or the token, the permission ${needs}. A new permission of an App counts once the account has accepted it.`
      : 'Run it again later.',
  });
}
