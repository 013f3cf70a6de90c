/** Fetches one attachment: which hosts are asked, with what, and what their answers mean. */
import { sourceOf, type Token } from '../../../base/token-source.ts';
import { tryAgain } from '../../../net/retry.ts';
import { saveBody } from '../../../github/download.ts';
import { BrokenAnswer, GithubFailure, isNetworkError } from '../../../github/failure.ts';
import type { Address } from './addresses.ts';

export interface WaysDeps {
  readonly fetch: typeof fetch;
  readonly signal: AbortSignal;
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>;
  readonly serverUrl: string;
  /** Sent to the host of `serverUrl` and nowhere else. */
  readonly token: Token | undefined;
}

export interface Received {
  /** As the server names it: `image/png`. */
  readonly type: string;
}

/** GitHub takes files of up to 100 MB in texts; videos were allowed more for a while. */
const MAX_BYTES = 1_073_741_824;
const REDIRECTS_FOLLOWED = 5;
const TIMEOUT_MS = 900_000;
const ATTEMPTS = 3;
const LONGEST_PAUSE_MS = 120_000;

/**
 * Saves the attachment as `file`. It is asked for by its signed address if there is one, then as everybody may, then with the
 * token. Throws a GithubFailure: `absent` if none of them gave it, `failed` if a server or the network failed, so that the next
 * run tries again. Messages name no query: addresses of storage hosts are signed.
 */
export async function fetchAttachment(
  address: Address,
  signed: string | undefined,
  file: string,
  deps: WaysDeps,
): Promise<Received> {
  const isOurs = new URL(address.url).host === new URL(deps.serverUrl).host;
  const ways: readonly { readonly url: string; readonly token?: Token }[] = [
    ...(signed === undefined ? [] : [{ url: signed }]),
    { url: address.url },
    ...(isOurs && deps.token !== undefined ? [{ url: address.url, token: deps.token }] : []),
  ];
  let refusal = '';
  for (const { url, token } of ways) {
    const answer = await tryAgain(
      () => attempt(url, token, address, file, deps),
      (error, tries) => pauseAfter(error, tries, deps.signal),
      (ms) => deps.sleep(ms, deps.signal),
    );
    if (typeof answer !== 'string') return answer;
    refusal = answer;
  }
  throw new GithubFailure('absent', refusal);
}

/** What is thrown after a failed attempt, or the pause before the next. */
function pauseAfter(error: unknown, tries: number, signal: AbortSignal): number {
  signal.throwIfAborted();
  if (!(error instanceof Busy) && !isNetworkError(error)) throw error;
  const pauseMs = (error instanceof Busy ? error.pauseMs : undefined) ?? 1000 * 2 ** (tries - 1);
  if (tries >= ATTEMPTS || pauseMs > LONGEST_PAUSE_MS) throw new GithubFailure('failed', error.message, error);
  return pauseMs;
}

/** The server cannot answer now. */
class Busy extends Error {
  override readonly name = 'Busy';
  /** As the server asks for it. */
  readonly pauseMs: number | undefined;

  constructor(host: string, answer: Response) {
    super(`${host} answered ${String(answer.status)}.`);
    const seconds = answer.headers.get('retry-after') ?? '';
    this.pauseMs = /^\d{1,6}$/.test(seconds) ? Number(seconds) * 1000 : undefined;
  }
}

/** Why it was refused, as a text; or what was received. */
async function attempt(
  first: string,
  token: Token | undefined,
  address: Address,
  file: string,
  deps: WaysDeps,
): Promise<Received | string> {
  let url = new URL(first);
  for (let hops = 0; hops <= REDIRECTS_FOLLOWED; hops++) {
    const isServer = url.origin === new URL(deps.serverUrl).origin;
    const answer = await deps.fetch(url.href, {
      headers: {
        'user-agent': 'holdfast',
        ...(isServer && token !== undefined ? { authorization: `token ${await sourceOf(token)()}` } : {}),
      },
      redirect: 'manual',
      signal: AbortSignal.any([deps.signal, AbortSignal.timeout(TIMEOUT_MS)]),
    });
    const location = answer.headers.get('location');
    if (answer.status >= 300 && answer.status < 400 && location !== null) {
      await answer.body?.cancel();
      const next = URL.canParse(location, url.href) ? new URL(location, url) : undefined;
      const refusal = refusalOfRedirect(next, url, deps.serverUrl);
      if (next === undefined || refusal !== undefined) return refusal ?? 'redirected to no address';
      url = next;
      continue;
    }
    if (answer.status === 200 && answer.body !== null) return await received(answer, url.host, address, file);
    await answer.body?.cancel();
    if (answer.status >= 500 || answer.status === 429 || answer.status === 408) throw new Busy(url.host, answer);
    return `${url.host} answered ${String(answer.status)}`;
  }
  return `redirected more than ${String(REDIRECTS_FOLLOWED)} times`;
}

async function received(answer: Response, host: string, address: Address, file: string): Promise<Received | string> {
  const type = (answer.headers.get('content-type') ?? '').split(';')[0]?.trim().toLowerCase() ?? '';
  // A page to log in, or one that says that the server is down, comes with status 200 too.
  if (type === 'text/html' && !/\.html?$/i.test(address.path)) {
    await answer.body?.cancel();
    return `${host} answered with a page instead of the file`;
  }
  const length = answer.headers.get('content-length');
  if (answer.body === null) throw new BrokenAnswer(`${host} sent no content.`);
  if (length !== null && Number(length) > MAX_BYTES) {
    await answer.body.cancel();
    return `it has ${length} bytes, more than the ${String(MAX_BYTES)} that are taken`;
  }
  const { bytes } = await saveBody(answer.body, file, MAX_BYTES);
  if (length !== null && bytes !== Number(length)) {
    throw new BrokenAnswer(`${host} sent ${String(bytes)} of ${length} bytes.`);
  }
  return { type };
}

/** Hosts on which GitHub stores such files. Anything else is refused, above all an address inside of a network. */
const STORAGE = /^([\w-]+\.)*githubusercontent\.com$|^github-production-[\w-]+\.s3\.amazonaws\.com$/;

function refusalOfRedirect(next: URL | undefined, from: URL, serverUrl: string): string | undefined {
  if (next === undefined) return `${from.host} redirected to an address that is none`;
  const server = new URL(serverUrl);
  const isServer = next.host === server.host || next.host.endsWith(`.${server.host}`);
  if (isServer && /^\/(login|session|sso|saml)\b/.test(next.pathname)) return `${from.host} asked for a login`;
  if (!isServer && !STORAGE.test(next.host) && next.host !== 'github.com') {
    return `${from.host} redirected to ${next.host}, which is not a host of GitHub`;
  }
  if (next.protocol !== 'https:' && !(isServer && next.protocol === server.protocol)) {
    return `${from.host} redirected to ${next.origin}, which is not https`;
  }
  return undefined;
}
