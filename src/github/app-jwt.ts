/** How an App proves who it is: a JWT that is signed with its key, wherever that lies. */
import type { StrategyOptions } from '@octokit/auth-app';

/** A key in PKCS#8, or whatever signs with one: RSASSA-PKCS1-v1_5 with SHA-256. */
export type AppKey =
  | { readonly kind: 'pem'; readonly pem: string }
  | { readonly kind: 'signer'; readonly sign: (text: Buffer) => Promise<Uint8Array> };

/** What @octokit/auth-app needs to sign the requests of an App. It repeats those whose times GitHub finds wrong, by GitHub's clock. */
export function authOptions(appId: string, key: AppKey): StrategyOptions {
  if (key.kind === 'pem') return { appId, privateKey: key.pem };
  return { appId, createJwt: (id, differenceSeconds = 0) => signedJwt(String(id), differenceSeconds, key.sign) };
}

/** GitHub takes at most ten minutes; it begins in the past, for clocks that are ahead. */
const LIFE_SECONDS = 570;
const EARLIER_SECONDS = 30;

/** https://docs.github.com/en/apps/creating-github-apps/authenticating-with-a-github-app/generating-a-json-web-token-jwt-for-a-github-app */
async function signedJwt(issuer: string, differenceSeconds: number, sign: (text: Buffer) => Promise<Uint8Array>) {
  const now = Math.floor(Date.now() / 1000) + differenceSeconds;
  const exp = now + LIFE_SECONDS;
  const parts = [
    { alg: 'RS256', typ: 'JWT' },
    { iat: now - EARLIER_SECONDS, exp, iss: issuer },
  ];
  const text = parts.map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.');
  const signature = Buffer.from(await sign(Buffer.from(text))).toString('base64url');
  return { jwt: `${text}.${signature}`, expiresAt: new Date(exp * 1000).toISOString() };
}
