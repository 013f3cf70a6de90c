/** The credentials of a GitHub App: its installation is found, and tokens of it are made that renew themselves. */
import type { AppKey } from './app-jwt.ts';
import {
  appFailure,
  lacksPermission,
  notInstalled,
  severalInstallations,
  suspended,
  type AppNeed,
  type AppPlace,
} from './app-failures.ts';
import { openClient, type ClientDeps, type GithubClient } from './client.ts';
import { GithubFailure } from './failure.ts';
import * as v from 'valibot';
import { isoTime } from '../base/times.ts';
import type { TokenSource } from '../base/token-source.ts';

export interface AppSettings {
  /** `https://api.github.com`, `https://<server>/api/v3`. */
  readonly apiUrl: string;
  /** The App's id, or its client id. */
  readonly id: string;
  readonly key: AppKey;
  /** Whose installation: that on an account, that on a repository (the tokens are then for this one only), or the only one. */
  readonly place: AppPlace;
  readonly purpose: AppPurpose;
}

/** What tokens are for. */
export interface AppPurpose {
  /**
   * What they may do at most, of what the App was granted: permissions by name, `read` for all that can be had for reading, `all` for
   * everything.
   */
  readonly rights: Permissions | 'read' | 'all';
  /** What is needed in any case, and what cannot be done without: `nothing can be pushed`. */
  readonly needs?: AppNeed | undefined;
}

/** `read`, `write`, `admin` by the name of the permission. */
export type Permissions = Readonly<Record<string, string>>;

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
 * @throws app-refused, app-not-installed, app-lacks-permission, rate-limited, github-unreadable, kms-failed
 */
export async function openApp(settings: AppSettings, deps: AppDeps): Promise<AppAccess> {
  const { apiUrl, id, key, place, purpose } = settings;
  const client = openClient({ apiUrl, token: undefined, reserve: 0, app: { id, key } }, deps);
  try {
    const installation = await findInstallation(client, place, apiUrl);
    if (installation.suspended_at !== null) throw suspended(installation.account.login);
    const { needs } = purpose;
    if (needs !== undefined && !holds(installation.permissions, needs)) throw lacksPermission(needs, installation);
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
  expires_at: isoTime,
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
  { place, purpose: { rights } }: AppSettings,
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

const LEVELS = ['', 'read', 'write', 'admin'];

function holds(granted: Permissions, { name, level }: AppNeed): boolean {
  return LEVELS.indexOf(granted[name] ?? '') >= LEVELS.indexOf(level);
}

/** Of what the installation was granted, no more than these rights: a token that can only read harms nothing when it leaks. */
export function permissionsOf(granted: Permissions, rights: Permissions | 'read'): Permissions {
  const readable = Object.keys(granted).filter((name) => !WRITE_ONLY.includes(name));
  if (rights === 'read') return Object.fromEntries(readable.map((name) => [name, 'read']));
  const least = ([name, level]: readonly [string, string]): readonly [string, string][] => {
    if (holds(granted, { name, level })) return [[name, level]];
    return readable.includes(name) ? [[name, 'read']] : [];
  };
  return Object.fromEntries(Object.entries(rights).flatMap(least));
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
