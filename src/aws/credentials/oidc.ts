/** Requests the OIDC token of a job from its runner. */
import { readFile } from 'node:fs/promises';
import { HoldfastError, messageOf } from '../../base/errors.ts';
import type { Emit } from '../../base/events.ts';
import { MiB } from '../../base/limits.ts';
import type { Env } from '../../net/agents.ts';
import { readBody } from '../../net/http.ts';
import type { Network } from '../../net/network.ts';
import type { RetryPolicy } from '../../net/retry.ts';
import { shapeOf, withRetries } from '../../net/retry.ts';

export interface OidcDeps {
  readonly env: Env;
  readonly network: Network;
  readonly emit: Emit;
  readonly signal: AbortSignal | undefined;
  readonly mask: (secret: string) => void;
  readonly retry: RetryPolicy;
}

const ANSWER_MAX_BYTES = MiB;

/** The claims of a token, of any JSON type. They are not verified here: STS does that. */
export type Claims = Readonly<Record<string, unknown>>;

/** GitHub sets both variables only for jobs with `permissions: id-token: write`. */
export function isOidcAvailable(env: Env): boolean {
  return Boolean(env['ACTIONS_ID_TOKEN_REQUEST_URL']) && Boolean(env['ACTIONS_ID_TOKEN_REQUEST_TOKEN']);
}

/**
 * A new OIDC token of this job, from the runner's token service:
 * https://docs.github.com/actions/reference/security/oidc#methods-for-requesting-the-oidc-token
 * It is masked before anything else is done with it. Throws `oidc-unavailable`, `oidc-failed`.
 */
export async function requestOidcToken(deps: OidcDeps, audience: string): Promise<string> {
  const { env, network, emit, signal } = deps;
  if (!isOidcAvailable(env)) throw await oidcUnavailable(env);
  const url = new URL(env['ACTIONS_ID_TOKEN_REQUEST_URL'] ?? '');
  url.searchParams.set('audience', audience);
  const bearer = env['ACTIONS_ID_TOKEN_REQUEST_TOKEN'] ?? '';
  deps.mask(bearer);
  const headers = { authorization: `Bearer ${bearer}`, accept: 'application/json', 'user-agent': 'holdfast' };
  const ask = async (): Promise<string> => {
    const answer = await network.http.request(url, { method: 'GET', headers, signal });
    const body = await readBody(answer, ANSWER_MAX_BYTES);
    if (answer.statusCode !== 200) throw statusError(answer.statusCode ?? 0);
    return body.toString('utf8');
  };
  let answer: string;
  try {
    answer = await withRetries(ask, { policy: deps.retry, what: 'OIDC token', emit, signal });
  } catch (error) {
    signal?.throwIfAborted();
    throw oidcFailed(url, error);
  }
  const token = tokenIn(answer);
  if (token === undefined) throw oidcFailed(url, new Error('the answer is not JSON with a token in "value"'));
  deps.mask(token);
  return token;
}

function statusError(status: number): Error {
  return Object.assign(new Error(`HTTP status ${status}`), { $metadata: { httpStatusCode: status } });
}

function tokenIn(body: string): string | undefined {
  try {
    const answer: unknown = JSON.parse(body);
    const value = typeof answer === 'object' && answer !== null && 'value' in answer ? answer.value : undefined;
    return typeof value === 'string' && value !== '' ? value : undefined;
  } catch {
    return undefined;
  }
}

function oidcFailed(url: URL, error: unknown): HoldfastError {
  const status = shapeOf(error).$metadata?.httpStatusCode;
  return new HoldfastError({
    code: 'oidc-failed',
    message: `The runner's token service at ${url.host} gave no OIDC token.`,
    why: messageOf(error),
    fix:
      status === 401 || status === 403
        ? 'The request token of a job is refused once the job has ended; run the job again.'
        : 'Run the job again; if it fails again, check githubstatus.com, and HTTPS_PROXY and NO_PROXY on a self-hosted runner.',
    cause: error,
  });
}

/** Explains why this job cannot get a token, and what its author can do. */
export async function oidcUnavailable(env: Env, cause?: unknown): Promise<HoldfastError> {
  if (await isForkPullRequest(env)) {
    return new HoldfastError({
      code: 'oidc-unavailable',
      message: 'role-to-assume is set, but a pull request from a fork gets no OIDC token.',
      why: 'GitHub gives workflows that run the code of a fork neither tokens for AWS nor secrets.',
      fix: 'Skip this step for forks: if: github.event.pull_request.head.repo.full_name == github.repository',
      cause,
    });
  }
  return new HoldfastError({
    code: 'oidc-unavailable',
    message:
      'role-to-assume is set, but this job has no access to OIDC tokens, and there are no other AWS credentials.',
    why: 'ACTIONS_ID_TOKEN_REQUEST_URL and ACTIONS_ID_TOKEN_REQUEST_TOKEN are not set: the job lacks the permission id-token: write.',
    fix: [
      'Add this to the job (a permissions block drops every permission that it does not name), and to the caller of a reusable workflow:',
      'permissions:',
      '  id-token: write',
      '  contents: read',
    ].join('\n'),
    cause,
  });
}

/** Whether the event file says that this run is for a pull request from another repository. */
async function isForkPullRequest(env: Env): Promise<boolean> {
  const path = env['GITHUB_EVENT_PATH'];
  if (path === undefined || env['GITHUB_EVENT_NAME']?.startsWith('pull_request') !== true) return false;
  try {
    const event = JSON.parse(await readFile(path, 'utf8')) as {
      pull_request?: { head?: { repo?: { full_name?: string } | null } };
      repository?: { full_name?: string };
    };
    // The head repository is null after a fork was deleted.
    return event.pull_request !== undefined && event.pull_request.head?.repo?.full_name !== event.repository?.full_name;
  } catch {
    // Only the wording of an error depends on this. A missing or malformed file must not replace that error by its own.
    return false;
  }
}

/** The claims of a token, or none if it is not a JWT. */
export function claimsOf(token: string): Claims {
  try {
    const claims: unknown = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString('utf8'));
    return typeof claims === 'object' && claims !== null ? (claims as Claims) : {};
  } catch {
    return {};
  }
}
