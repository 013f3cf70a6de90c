/** One request to the API of GitHub, and what came back. */
import { messageOf } from '../base/errors.ts';
import { BrokenAnswer } from './failure.ts';

/** Values for the places of a route (`{owner}`); the others are its query or its body. */
export type Parameters = Readonly<Record<string, unknown>>;

export interface Api {
  /** `https://api.github.com`, `https://<server>/api/v3`. */
  readonly url: string;
  readonly token: string | undefined;
}

export interface Call {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | Blob | undefined;
}

const API_VERSION = '2022-11-28';

/** Headers of every request to the API, and of none to another host. */
export function headersFor({ token }: Api, accept = 'application/vnd.github+json'): Record<string, string> {
  return {
    accept,
    'user-agent': 'holdfast',
    'x-github-api-version': API_VERSION,
    ...(token === undefined ? {} : { authorization: `token ${token}` }),
  };
}

/** `route`: `GET /repos/{owner}/{repo}/labels`. */
export function callFor(api: Api, route: string, parameters: Parameters): Call {
  const [method = 'GET', template = ''] = route.split(' ');
  const rest = new Map(Object.entries(parameters).filter(([, value]) => value !== undefined));
  const path = template.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = encodeURIComponent(String(rest.get(name)));
    rest.delete(name);
    return value;
  });
  if (method !== 'GET') {
    const headers = { ...headersFor(api), 'content-type': 'application/json' };
    return { method, url: `${api.url}${path}`, headers, body: JSON.stringify(Object.fromEntries(rest)) };
  }
  const query = [...rest].map(([name, value]) => `${name}=${encodeURIComponent(String(value))}`).join('&');
  return { method, url: `${api.url}${path}${query === '' ? '' : `?${query}`}`, headers: headersFor(api) };
}

/** `/graphql` beside the REST API; of a server of one's own `/api/graphql` beside `/api/v3`. */
export function graphqlCall(api: Api, query: string, variables: Parameters): Call {
  const url = `${api.url.replace(/\/v3$/, '')}/graphql`;
  const headers = { ...headersFor(api), 'content-type': 'application/json' };
  return { method: 'POST', url, headers, body: JSON.stringify({ query, variables }) };
}

/** An answer that is no success. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;

  constructor(status: number, headers: Readonly<Record<string, string>>, body: string) {
    super(saidIn(body) ?? `GitHub answered ${String(status)}`);
    this.status = status;
    this.headers = headers;
  }
}

/** The message of an error of the API, by which alone a secondary limit is known. Pages in HTML have none. */
function saidIn(body: string): string | undefined {
  try {
    const message = (JSON.parse(body) as { readonly message?: unknown } | null)?.message;
    return typeof message === 'string' ? message : undefined;
  } catch {
    return undefined;
  }
}

/** Throws a Refusal for any status but a success. */
export async function expectSuccess(answer: Response): Promise<Response> {
  if (answer.ok) return answer;
  const body = await answer.text().catch(() => '');
  throw new Refusal(answer.status, Object.fromEntries(answer.headers), body);
}

/** An object or a list. Anything else, such as the page of a proxy, is a broken answer. */
export async function readJson(answer: Response): Promise<unknown> {
  let text: string;
  try {
    text = await answer.text();
  } catch (error) {
    throw new BrokenAnswer(`the answer broke off: ${messageOf(error)}`);
  }
  try {
    const data: unknown = JSON.parse(text);
    if (typeof data === 'object' && data !== null) return data;
  } catch {
    // Told below.
  }
  const type = answer.headers.get('content-type')?.split(';')[0] ?? 'no type';
  throw new BrokenAnswer(`the answer is not JSON, or broke off (${String(answer.status)}, ${type})`);
}
