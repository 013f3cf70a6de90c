/** One request to the API of GitHub, sent by Octokit over our own connections, and what came back. */
import { HoldfastError } from '../base/errors.ts';
import { authOptions, type AppKey } from './app-jwt.ts';
import { BrokenAnswer } from './failure.ts';

/** Values for the places of a route (`{owner}`); the others are its query or its body. */
export type Parameters = Readonly<Record<string, unknown>>;

export type Headers = Readonly<Record<string, string>>;

/** Who asks, where requests are signed by an App and not on behalf of an installation. */
export interface AppIdentity {
  readonly id: string;
  readonly key: AppKey;
}

export interface Received {
  readonly status: number;
  /** Lower-case names. */
  readonly headers: Headers;
  /** JSON; with `isStream` the body as it comes. */
  readonly data: unknown;
}

export interface SendOptions {
  readonly headers?: Headers | undefined;
  readonly token: string | undefined;
  readonly fetch: typeof fetch;
  /** The body is not read, and redirects are not followed. */
  readonly isStream?: boolean | undefined;
}

/** Sends a request. `route`: `GET /repos/{owner}/{repo}/labels`. Throws a Refusal for any status but a success. */
export type Send = (route: string, parameters: Parameters, options: SendOptions) => Promise<Received>;

const API_VERSION = '2022-11-28';
const ACCEPT = 'application/vnd.github+json';

/**
 * Octokit is loaded here, and only by runs that ask GitHub for something.
 *
 * @param url `https://api.github.com`, `https://<server>/api/v3`
 */
export async function openApi(
  url: string,
  debug: (message: string) => void,
  app: AppIdentity | undefined,
): Promise<Send> {
  const { GitHub } = await import('@actions/github/lib/utils');
  const log = { debug, info: debug, warn: debug, error: debug };
  const octokit = new GitHub({ baseUrl: url, userAgent: 'holdfast', log, ...(app && (await asApp(app))) });
  return async (route, parameters, { headers, token, fetch, isStream = false }) => {
    const authorization = token === undefined ? {} : { authorization: `token ${token}` };
    try {
      const answer = await octokit.request(route, {
        ...parameters,
        headers: { accept: ACCEPT, 'x-github-api-version': API_VERSION, ...authorization, ...headers },
        request: { fetch, log, ...(isStream ? { redirect: 'manual', parseSuccessResponseBody: false } : {}) },
      });
      return { status: answer.status, headers: textHeaders(answer.headers), data: answer.data as unknown };
    } catch (error) {
      throw refusalIn(error);
    }
  };
}

async function asApp({ id, key }: AppIdentity) {
  const { createAppAuth } = await import('@octokit/auth-app');
  return { authStrategy: createAppAuth, auth: authOptions(id, key) };
}

/** An answer that is no success. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly status: number;
  readonly headers: Headers;

  constructor(status: number, headers: Headers, data: unknown) {
    super(saidIn(data) ?? `GitHub answered ${String(status)}`);
    this.status = status;
    this.headers = headers;
  }
}

/** Octokit gives a failed connection the status 500 and no response; what fetch threw is its cause. */
function refusalIn(error: unknown): unknown {
  // From where the key of an App lies.
  if (error instanceof HoldfastError) return error;
  const { response, cause } = error as {
    readonly response?: { readonly status: number; readonly headers: Record<string, unknown>; readonly data?: unknown };
    readonly cause?: unknown;
  };
  if (response === undefined) return cause ?? error;
  return new Refusal(response.status, textHeaders(response.headers), response.data);
}

function textHeaders(headers: Readonly<Record<string, unknown>>): Headers {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), String(value)]));
}

/** The message of an error of the API, by which alone a secondary limit is known. Pages in HTML have none. */
function saidIn(data: unknown): string | undefined {
  const message = (data as { readonly message?: unknown } | null | undefined)?.message;
  return typeof message === 'string' ? message : undefined;
}

/** An object or a list. Anything else, such as the page of a proxy, is a broken answer. */
export function jsonOf({ status, headers, data }: Received): unknown {
  if (typeof data === 'object' && data !== null && !(data instanceof ArrayBuffer)) return data;
  const type = headers['content-type']?.split(';')[0] ?? 'no type';
  throw new BrokenAnswer(`the answer is not JSON, or broke off (${String(status)}, ${type})`);
}
