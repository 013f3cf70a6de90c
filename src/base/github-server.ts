/** Derives from the URL of a GitHub server its API and the issuer of its OIDC tokens. */
import { EXIT, HoldfastError } from './errors.ts';

export const DEFAULT_SERVER_URL = 'https://github.com';

/** The server that is named, or the runner's own, or github.com. */
export function serverUrlOf(named: string | undefined, env: Readonly<Record<string, string | undefined>>): string {
  return named ?? (env['GITHUB_SERVER_URL'] || DEFAULT_SERVER_URL);
}

/**
 * Issuer of the tokens of github.com, as host: the only one of whose tokens STS compares more than subject and
 * audience.
 */
export const GITHUB_ISSUER = 'token.actions.githubusercontent.com';

/**
 * Base of the REST API, without a slash at its end: of github.com, of a subdomain of ghe.com, and of GitHub Enterprise
 * Server.
 * https://docs.github.com/en/rest/using-the-rest-api/getting-started-with-the-rest-api. Errors: `bad-input`.
 */
export function apiUrlOf(serverUrl: string): string {
  const { origin, host, protocol } = parsed(serverUrl);
  return isHosted(host) ? `${protocol}//api.${host}` : `${origin}/api/v3`;
}

type Env = Readonly<Record<string, string | undefined>>;

/** Whether the server that is named is the runner's own. Errors: `bad-input`. */
export function isOwnServer(serverUrl: string | undefined, env: Env): boolean {
  return serverUrl === undefined || apiUrlOf(serverUrl) === apiUrlOf(serverUrlOf(undefined, env));
}

/** The API of a server: as a runner describes its own (GITHUB_API_URL), otherwise derived from its URL. */
export function apiUrlIn(env: Env, serverUrl: string | undefined): string {
  const given = env['GITHUB_API_URL'];
  if (given !== undefined && given !== '' && isOwnServer(serverUrl, env)) return given;
  return apiUrlOf(serverUrlOf(serverUrl, env));
}

/**
 * Issuer of the OIDC tokens of the server's jobs, as host and path without `https://`, which is how IAM names a
 * provider and the keys of its claims. https://docs.github.com/en/actions/reference/security/oidc and
 * https://docs.github.com/en/enterprise-cloud@latest/admin/data-residency/feature-overview-for-github-enterprise-cloud-with-data-residency
 * Errors: `bad-input`.
 */
export function issuerOf(serverUrl: string): string {
  const { host } = parsed(serverUrl);
  if (host === 'github.com') return GITHUB_ISSUER;
  return isHosted(host) ? `token.actions.${host}` : `${host}/_services/token`;
}

function isHosted(host: string): boolean {
  return host === 'github.com' || host.endsWith('.ghe.com');
}

function parsed(serverUrl: string): URL {
  const url = URL.parse(serverUrl);
  if (url !== null && ['https:', 'http:'].includes(url.protocol)) return url;
  throw new HoldfastError({
    code: 'bad-input',
    exitCode: EXIT.badInput,
    message: `github-server-url: "${serverUrl}" is not the URL of a server.`,
    why: 'It is given as github-server-url, or as GITHUB_SERVER_URL in the environment.',
    fix: 'Give it as https://github.example.com.',
  });
}
