/** A GitHub App and its installation: JWTs that are checked, and tokens that end and are narrowed. */
import { createPublicKey, randomBytes, verify } from 'node:crypto';
import type { StandInAccount, StandInRepository } from './account.ts';
import { exampleAt, faultAt, type Item, type Reply } from './schemas.ts';

type Permissions = Readonly<Record<string, string>>;

/** What a token may do. */
export interface Grant {
  readonly token: string;
  readonly endsMs: number;
  readonly permissions: Permissions;
  /** Ids; undefined: all that the installation holds. */
  readonly repositories: readonly number[] | undefined;
}

interface AppOptions {
  readonly id: number;
  readonly clientId?: string;
  /** PEM. */
  readonly publicKey: string;
  readonly account: StandInAccount;
  readonly permissions: Permissions;
}

const INSTALLATION = 4711;
const JWT_LONGEST_SECONDS = 600;

/** Tests change it as they like. */
export class StandInApp {
  readonly grants: Grant[] = [];
  /** What each token was asked with, in order. */
  readonly asked: Item[] = [];
  readonly #uses = new Map<string, number>();
  permissions: Permissions;
  /** By how much the server's clock is ahead of this machine's. */
  aheadMs = 0;
  lifeMs = 3_600_000;
  /** So many requests end a token, as time does: those of the first, the second and so on; the last number counts for all others. */
  requestsPerToken: readonly number[] = [];
  isInstalled = true;
  isSuspended = false;
  /** Names of the repositories that the installation holds; undefined: all of its account. */
  selected: readonly string[] | undefined;
  readonly #options: AppOptions;

  constructor(options: AppOptions) {
    this.#options = options;
    this.permissions = options.permissions;
  }

  now(): Date {
    return new Date(Date.now() + this.aheadMs);
  }

  /** What the repositories are that a token, or else the installation, holds. */
  held(grant?: Grant): readonly StandInRepository[] {
    const { account } = this.#options;
    const all = [...account.repositories.values()].filter(({ owner }) => owner === account.login);
    const installed = all.filter(({ name }) => this.selected?.includes(name) ?? true);
    return installed.filter(({ id }) => grant?.repositories?.includes(id) ?? true);
  }

  /** The token of a request, if it is a valid one of this App. Asked once for each. */
  grantOf(token: string): Grant | undefined {
    if (!this.isInstalled || this.isSuspended) return undefined;
    const uses = (this.#uses.get(token) ?? 0) + 1;
    this.#uses.set(token, uses);
    const at = this.grants.findIndex((grant) => grant.token === token && grant.endsMs > this.now().getTime());
    const most = this.requestsPerToken[at] ?? this.requestsPerToken.at(-1) ?? Infinity;
    return uses > most ? undefined : this.grants[at];
  }

  /** Ends all tokens at once, as when the App's key is revoked. */
  revoke(): void {
    this.grants.splice(0);
  }

  /** undefined: the address is none of an App. `path` without `/api/v3`. */
  answer(method: string, path: string, authorization: string, body: Buffer): Reply | undefined {
    const isOfApp =
      /^\/app(\/|$)/.test(path) ||
      /^\/(orgs|users)\/[^/]+\/installation$/.test(path) ||
      /^\/repos\/[^/]+\/[^/]+\/installation$/.test(path);
    if (!isOfApp) return undefined;
    const dated = (reply: Reply): Reply => ({
      ...reply,
      headers: { date: this.now().toUTCString(), ...reply.headers },
    });
    return dated(this.#refusalOf(authorization) ?? this.#answer(method, path, body));
  }

  #refusalOf(authorization: string): Reply | undefined {
    const [, jwt = ''] = /^bearer (.+)$/i.exec(authorization) ?? [];
    const [head = '', claims = '', signature = ''] = jwt.split('.');
    const { iss, iat, exp } = decoded(claims);
    const { id, clientId, publicKey } = this.#options;
    if (decoded(head)['alg'] !== 'RS256') return said(401, 'A JSON web token could not be decoded');
    if (![String(id), clientId].includes(String(iss))) return said(404, 'Integration not found');
    const isSigned = verify(
      'sha256',
      Buffer.from(`${head}.${claims}`),
      createPublicKey(publicKey),
      Buffer.from(signature, 'base64url'),
    );
    if (!isSigned) return said(401, 'A JSON web token could not be decoded');
    const now = Math.floor(this.now().getTime() / 1000);
    if (typeof iat !== 'number' || iat > now) return said(401, ISSUED);
    if (typeof exp !== 'number' || exp <= now) return said(401, EXPIRED);
    return exp > now + JWT_LONGEST_SECONDS ? said(401, TOO_LONG) : undefined;
  }

  #answer(method: string, path: string, body: Buffer): Reply {
    const { account } = this.#options;
    if (method === 'POST') return this.#mint(path, body);
    if (path === '/app/installations') {
      // The description of this list wants accounts that are users and enterprises at once.
      const fault = faultAt('get /orgs/{org}/installation', this.#installation());
      if (fault !== undefined) return said(500, fault);
      return { status: 200, body: this.isInstalled ? [this.#installation()] : [] };
    }
    const [, kind = '', owner = '', repo] =
      /^\/(orgs|users|repos)\/([^/]+)(?:\/([^/]+))?\/installation$/.exec(path) ?? [];
    const isOf = this.isInstalled && owner.toLowerCase() === account.login.toLowerCase();
    const isHeld = kind !== 'repos' || this.held().some(({ name }) => name === repo);
    if (!isOf || !isHeld || (kind === 'orgs' && account.type === 'User')) return said(404, 'Not Found');
    return { status: 200, body: this.#installation(), schema: `get ${INSTALLATION_PATHS[kind] ?? ''}` };
  }

  #installation(): Item {
    const { account, id } = this.#options;
    return {
      ...(exampleAt('/orgs/{org}/installation') as Item),
      id: INSTALLATION,
      account: account.asUser(),
      app_id: id,
      target_type: account.type,
      repository_selection: this.selected === undefined ? 'all' : 'selected',
      permissions: this.permissions,
      suspended_at: this.isSuspended ? '2026-11-01T00:00:00Z' : null,
      suspended_by: this.isSuspended ? account.asUser() : null,
    };
  }

  #mint(path: string, body: Buffer): Reply {
    if (path !== `/app/installations/${String(INSTALLATION)}/access_tokens`) return said(404, 'Not Found');
    if (this.isSuspended) return said(403, 'This installation has been suspended');
    const asked = body.length === 0 ? {} : (JSON.parse(body.toString()) as Item);
    this.asked.push(asked);
    const wanted = (asked['permissions'] ?? this.permissions) as Permissions;
    const isGranted = ([name, level]: [string, string]) =>
      LEVELS.indexOf(this.permissions[name] ?? '') >= LEVELS.indexOf(level);
    if (!Object.entries(wanted).every(isGranted))
      return said(422, 'The permissions requested are not granted to this installation.');
    const names = asked['repositories'] as readonly string[] | undefined;
    const held = this.held().filter(({ name }) => names?.includes(name) ?? true);
    if (names !== undefined && held.length < names.length)
      return said(
        422,
        'There is at least one repository that does not exist or is not accessible to the parent installation.',
      );
    const token = `ghs_${randomBytes(18).toString('hex')}`;
    const endsMs = this.now().getTime() + this.lifeMs;
    this.grants.push({ token, endsMs, permissions: wanted, repositories: names && held.map(({ id }) => id) });
    const answer = { token, expires_at: new Date(endsMs).toISOString().replace(/\.\d+Z$/, 'Z'), permissions: wanted };
    const selection = names === undefined && this.selected === undefined ? 'all' : 'selected';
    const schema = 'post /app/installations/{installation_id}/access_tokens';
    return { status: 201, body: { ...answer, repository_selection: selection }, schema };
  }
}

const LEVELS = ['', 'read', 'write', 'admin'];
const INSTALLATION_PATHS: Readonly<Record<string, string>> = {
  orgs: '/orgs/{org}/installation',
  users: '/users/{username}/installation',
  repos: '/repos/{owner}/{repo}/installation',
};
const ISSUED = "'Issued at' claim ('iat') must be an Integer representing the time that the assertion was issued";
const EXPIRED =
  "'Expiration time' claim ('exp') must be a numeric value representing the future time at which the assertion expires";
const TOO_LONG = "'Expiration time' claim ('exp') is too far in the future";

function decoded(part: string): Item {
  try {
    return JSON.parse(Buffer.from(part, 'base64url').toString()) as Item;
  } catch {
    return {};
  }
}

function said(status: number, message: string): Reply {
  return { status, body: { message, documentation_url: 'https://docs.github.com/rest' } };
}

/** What an installation's token needs for a path below a repository, by its first segment; anything else: metadata. */
const NEEDS: Readonly<Record<string, string>> = {
  actions: 'actions',
  branches: 'contents',
  'code-scanning': 'security_events',
  comments: 'contents',
  dependabot: 'vulnerability_alerts',
  deployments: 'deployments',
  environments: 'actions',
  hooks: 'repository_hooks',
  issues: 'issues',
  keys: 'administration',
  pages: 'pages',
  pulls: 'pull_requests',
  releases: 'contents',
  'secret-scanning': 'secret_scanning_alerts',
  traffic: 'administration',
};

/** The refusal of a request below a repository that a token may not make. */
export function refusalOf({ permissions }: Grant, method: string, path: string): Reply | undefined {
  const name = NEEDS[path.split('/')[1] ?? ''] ?? 'metadata';
  const level = method === 'GET' ? 'read' : 'write';
  if (LEVELS.indexOf(permissions[name] ?? '') >= LEVELS.indexOf(level)) return undefined;
  const headers = { 'x-accepted-github-permissions': `${name}=${level}` };
  return { ...said(403, 'Resource not accessible by integration'), headers };
}

/** Whether git may be served with the token. */
export function mayUseGit({ permissions }: Grant, isPush: boolean): boolean {
  return LEVELS.indexOf(permissions['contents'] ?? '') >= LEVELS.indexOf(isPush ? 'write' : 'read');
}
