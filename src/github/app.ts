/** The credentials of a GitHub App: its installation is found, and tokens of it are made that renew themselves. */
import type { AppKey } from './app-jwt.ts';
import { appFailure, notInstalled, severalInstallations, suspended, type AppPlace } from './app-failures.ts';
import { openClient, type ClientDeps, type GithubClient } from './client.ts';
import { GithubFailure } from './failure.ts';
import * as v from 'valibot';
import type { TokenSource } from '../base/token-source.ts';

export interface AppSettings {
  /** `https://api.github.com`, `https://<server>/api/v3`. */
  readonly apiUrl: string;
  /** The App's id, or its client id. */
  readonly id: string;
  readonly key: AppKey;
  /** Whose installation: that on an account, that on a repository (the tokens are then for this one only), or the only one. */
  readonly place: AppPlace;
  /** What the tokens may do at most, see `permissionsOf`. */
  readonly rights: AppRights;
}

/** `read`: read what the App may. `push`: also write to git. `all`: what the App may. */
export type AppRights = 'read' | 'push' | 'all';

export interface AppDeps extends ClientDeps {
  /** Called with each token before it is used. */
  readonly mask: (secret: string) => void;
}

export interface AppAccess {
  readonly token: TokenSource;
  /** On which the App is installed. */
  readonly account: string;
}

/** Tokens live for an hour; one that ends sooner than this is renewed before it is used. */
const RENEWED_BEFORE_MS = 600_000;

/**
 * Finds the installation, and makes a first token, so that what is wrong is told before any work.
 *
 * @throws app-refused, app-not-installed, rate-limited, github-unreadable, kms-failed
 */
export async function openApp(settings: AppSettings, deps: AppDeps): Promise<AppAccess> {
  const { apiUrl, id, key, place } = settings;
  const client = openClient({ apiUrl, token: undefined, reserve: 0, app: { id, key } }, deps);
  try {
    const installation = await findInstallation(client, place, apiUrl);
    if (installation.suspended_at !== null) throw suspended(installation.account.login);
    const mint = (): Promise<Minted> => mintToken(client, installation, settings, deps);
    return { token: renewing(await mint(), mint, deps), account: installation.account.login };
  } catch (error) {
    deps.signal.throwIfAborted();
    throw error instanceof GithubFailure ? appFailure(error, place, apiUrl) : error;
  }
}

const INSTALLATION = v.object({
  id: v.pipe(v.number(), v.safeInteger()),
  account: v.object({ login: v.string() }),
  permissions: v.record(v.string(), v.string()),
  suspended_at: v.optional(v.nullable(v.string()), null),
});

const TOKEN = v.object({
  token: v.pipe(v.string(), v.regex(/^[\x21-\x7e]+$/)),
  expires_at: v.pipe(v.string(), v.isoTimestamp()),
});

type Installation = v.InferOutput<typeof INSTALLATION>;

async function findInstallation(client: GithubClient, place: AppPlace, apiUrl: string): Promise<Installation> {
  if (place.kind === 'only') return onlyInstallation(client);
  if (place.kind === 'repository') {
    const { owner, repo } = place;
    const found = await installationAt(client, 'GET /repos/{owner}/{repo}/installation', { owner, repo });
    if (found !== undefined) return found;
    throw notInstalled(place, (await installationOn(client, owner)) !== undefined, apiUrl);
  }
  const found = await installationOn(client, place.account);
  if (found === undefined) throw notInstalled(place, false, apiUrl);
  return found;
}

async function installationOn(client: GithubClient, account: string): Promise<Installation | undefined> {
  const ofOrganization = await installationAt(client, 'GET /orgs/{org}/installation', { org: account });
  return ofOrganization ?? installationAt(client, 'GET /users/{username}/installation', { username: account });
}

/** undefined: there is none. */
async function installationAt(
  client: GithubClient,
  route: string,
  parameters: Readonly<Record<string, string>>,
): Promise<Installation | undefined> {
  try {
    return parsed(INSTALLATION, (await client.get(route, parameters)).data);
  } catch (error) {
    // That there is no such App is answered with 404, too.
    if (error instanceof GithubFailure && error.kind === 'absent' && error.message === 'Not Found') return undefined;
    throw error;
  }
}

async function onlyInstallation(client: GithubClient): Promise<Installation> {
  const { data } = await client.get('GET /app/installations', { per_page: 100 });
  const [first, ...others] = parsed(v.array(INSTALLATION), data);
  if (first === undefined) throw notInstalled({ kind: 'only' }, false, client.apiUrl);
  if (others.length > 0) throw severalInstallations([first, ...others].map(({ account }) => account.login));
  return first;
}

function parsed<T>(schema: v.GenericSchema<unknown, T>, data: unknown): T {
  const result = v.safeParse(schema, data);
  if (result.success) return result.output;
  throw new GithubFailure('failed', `The answer does not have the expected form (${result.issues[0].message}).`);
}

interface Minted {
  readonly token: string;
  /** By our own clock. */
  readonly endsMs: number;
}

async function mintToken(
  client: GithubClient,
  { id, permissions }: Installation,
  { place, rights }: AppSettings,
  { mask, now }: AppDeps,
): Promise<Minted> {
  const answer = await client.send(
    'POST /app/installations/{installation_id}/access_tokens',
    {
      installation_id: id,
      ...(rights === 'all' ? {} : { permissions: permissionsOf(permissions, rights) }),
      ...(place.kind === 'repository' ? { repositories: [place.repo] } : {}),
    },
    { mayRepeat: true },
  );
  const { token, expires_at: ends } = parsed(TOKEN, answer);
  mask(token);
  return { token, endsMs: now().getTime() + Date.parse(ends) - client.serverDate().getTime() };
}

/** Cannot be had for reading. */
const WRITE_ONLY = ['profile', 'workflows'];

/** Of what the installation was granted, no more than these rights: a token that can only read harms nothing when it leaks. */
export function permissionsOf(
  granted: Readonly<Record<string, string>>,
  rights: 'read' | 'push',
): Readonly<Record<string, string>> {
  const readable = Object.keys(granted).filter((name) => !WRITE_ONLY.includes(name));
  const pushed = rights === 'push' ? ['contents', 'workflows'].filter((name) => granted[name] === 'write') : [];
  const levels = [
    ...readable.map((name) => [name, 'read'] as const),
    ...pushed.map((name) => [name, 'write'] as const),
  ];
  return Object.fromEntries<string>(levels);
}

/** Where a token cannot be renewed yet, but is still valid, it is used on. */
function renewing(first: Minted, mint: () => Promise<Minted>, { now, debug }: AppDeps): TokenSource {
  let current = first;
  let pending: Promise<Minted> | undefined;
  return async (refused) => {
    const isRefused = refused === current.token;
    const leftMs = current.endsMs - now().getTime();
    if (!isRefused && leftMs > RENEWED_BEFORE_MS) return current.token;
    try {
      current = await (pending ??= mint().finally(() => (pending = undefined)));
    } catch (error) {
      if (isRefused || leftMs <= 0) throw error;
      debug(`The token of the App could not be renewed yet: ${String(error)}`);
    }
    return current.token;
  };
}
