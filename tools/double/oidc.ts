import { generateKeyPairSync, randomBytes, type JsonWebKey, type KeyObject } from 'node:crypto';
import type { VirtualClock } from './clock.ts';
import { jsonAnswer, type Answer, type WireRequest } from './http.ts';
import { signJwt, type Claims } from './jwt.ts';

/** Paths begin with an underscore, which no bucket's name may hold. */
export const ISSUER_PATH = '/_oidc';
export const RUNNER_PATH = '/_runner/token';
const TOKEN_SECONDS = 300;

/** The claims that GitHub puts into the token of a scheduled run on the default branch, and more that tests ask for. */
const GITHUB_CLAIMS = {
  sub: 'repo:octo-org/octo-repo:ref:refs/heads/main',
  repository: 'octo-org/octo-repo',
  repository_id: '1296269',
  repository_owner: 'octo-org',
  repository_owner_id: '65',
  repository_visibility: 'private',
  ref: 'refs/heads/main',
  ref_type: 'branch',
  ref_protected: 'true',
  sha: '7f3c0c1e9cf8a0d9a9d6f0f0f6bb7a7c6f0a1b2c',
  event_name: 'schedule',
  workflow: 'backup',
  workflow_ref: 'octo-org/octo-repo/.github/workflows/backup.yml@refs/heads/main',
  job_workflow_ref: 'octo-org/octo-repo/.github/workflows/backup.yml@refs/heads/main',
  run_id: '4711',
  run_number: '42',
  run_attempt: '1',
  actor: 'octocat',
  actor_id: '583231',
  base_ref: '',
  head_ref: '',
  runner_environment: 'github-hosted',
};

/** An OIDC issuer, and the endpoint of GitHub's runner that hands out its tokens. */
export class Issuer {
  readonly url: string;
  readonly #clock: VirtualClock;
  readonly #keyId = randomBytes(8).toString('hex');
  /** Made when it is first needed: most tests need none. */
  #keyPair: { readonly privateKey: KeyObject; readonly publicKey: KeyObject } | undefined;
  /** Claims of each job, by the bearer token that the job asks with. */
  readonly #jobs = new Map<string, Claims>();
  readonly #endpoint: string;

  constructor(endpoint: string, clock: VirtualClock) {
    this.#endpoint = endpoint;
    this.url = endpoint + ISSUER_PATH;
    this.#clock = clock;
  }

  #keys() {
    this.#keyPair ??= generateKeyPairSync('rsa', { modulusLength: 2048 });
    return this.#keyPair;
  }

  token(audience: string, claims: Claims = {}): string {
    const now = Math.floor(this.#clock.now().getTime() / 1000);
    const times = { iat: now, nbf: now, exp: now + TOKEN_SECONDS, jti: randomBytes(16).toString('hex') };
    return signJwt(
      { ...GITHUB_CLAIMS, iss: this.url, aud: audience, ...times, ...claims },
      this.#keys().privateKey,
      this.#keyId,
    );
  }

  /** The environment of a job with `id-token: write`. */
  jobEnv(claims: Claims): { ACTIONS_ID_TOKEN_REQUEST_URL: string; ACTIONS_ID_TOKEN_REQUEST_TOKEN: string } {
    const bearer = randomBytes(32).toString('base64url');
    this.#jobs.set(bearer, claims);
    return {
      ACTIONS_ID_TOKEN_REQUEST_URL: `${this.#endpoint}${RUNNER_PATH}?api-version=2.0`,
      ACTIONS_ID_TOKEN_REQUEST_TOKEN: bearer,
    };
  }

  /** What a URL of the issuer holds: the discovery document or the key set. */
  document(url: string): object | undefined {
    if (url === `${this.url}/.well-known/openid-configuration`) {
      return {
        issuer: this.url,
        jwks_uri: `${this.url}/.well-known/jwks`,
        response_types_supported: ['id_token'],
        subject_types_supported: ['public', 'pairwise'],
        id_token_signing_alg_values_supported: ['RS256'],
      };
    }
    if (url !== `${this.url}/.well-known/jwks`) return undefined;
    const jwk: JsonWebKey = this.#keys().publicKey.export({ format: 'jwk' });
    return { keys: [{ ...jwk, kid: this.#keyId, use: 'sig', alg: 'RS256' }] };
  }

  serve(request: WireRequest): Answer {
    if (request.rawPath === RUNNER_PATH) return this.#serveToken(request);
    const document = this.document(this.#endpoint + request.rawPath);
    return document === undefined ? jsonAnswer({ message: 'Not Found' }, 404) : jsonAnswer(document);
  }

  #serveToken(request: WireRequest): Answer {
    const claims = this.#jobs.get((request.headers['authorization'] ?? '').replace(/^bearer /i, ''));
    if (claims === undefined) return jsonAnswer({ message: 'The bearer token is not that of a job.' }, 401);
    const repository =
      typeof claims['repository_owner'] === 'string' ? claims['repository_owner'] : GITHUB_CLAIMS.repository_owner;
    const audience = request.query.get('audience') ?? `https://github.com/${repository}`;
    return jsonAnswer({ count: 1, value: this.token(audience, claims) });
  }
}
