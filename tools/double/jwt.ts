import { createPublicKey, sign, verify, type JsonWebKey, type KeyObject } from 'node:crypto';

export type Claims = Readonly<Record<string, unknown>>;

interface Jwt {
  readonly header: Claims;
  readonly claims: Claims;
  readonly signedText: string;
  readonly signature: Buffer;
}

export function signJwt(claims: Claims, key: KeyObject, keyId: string): string {
  const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
  const text = `${encode({ typ: 'JWT', alg: 'RS256', kid: keyId })}.${encode(claims)}`;
  return `${text}.${sign('RSA-SHA256', Buffer.from(text), key).toString('base64url')}`;
}

/** Undefined for anything that is not the three parts of a JWT. Nothing is verified here. */
export function readJwt(token: string): Jwt | undefined {
  const [header, claims, signature, ...more] = token.split('.');
  if (header === undefined || claims === undefined || signature === undefined || more.length > 0) return undefined;
  const decode = (part: string): Claims => JSON.parse(Buffer.from(part, 'base64url').toString()) as Claims;
  try {
    return {
      header: decode(header),
      claims: decode(claims),
      signedText: `${header}.${claims}`,
      signature: Buffer.from(signature, 'base64url'),
    };
  } catch {
    return undefined;
  }
}

/** RS256 only, by the key of the set that the header names. */
export function isSignedBy(jwt: Jwt, keys: readonly JsonWebKey[]): boolean {
  if (jwt.header['alg'] !== 'RS256') return false;
  const jwk = keys.find((candidate) => candidate['kid'] === jwt.header['kid']);
  if (jwk === undefined) return false;
  return verify('RSA-SHA256', Buffer.from(jwt.signedText), createPublicKey({ key: jwk, format: 'jwk' }), jwt.signature);
}
