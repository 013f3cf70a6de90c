import { createHmac, hash } from 'node:crypto';
import type { VirtualClock } from './clock.ts';
import { AwsError, notImplemented } from './errors.ts';
import type { WireRequest } from './http.ts';

/** Signature Version 4 in the Authorization header: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html */
interface Authorization {
  readonly accessKeyId: string;
  readonly day: string;
  readonly region: string;
  readonly service: string;
  readonly signedHeaders: readonly string[];
  readonly signature: string;
}

/** As credential scopes name it. */
export type SignedService = 's3' | 'sts' | 'iam' | 'kms';

export interface Signed {
  readonly accessKeyId: string;
  readonly region: string;
}

const SKEW_MS = 15 * 60 * 1000;

/**
 * Who signed, if the signature is right. `secretOf` gives the secret of an access key, or throws what a client with an
 * unknown or expired key must be told. Undefined: an anonymous request.
 */
export function verifySignature(
  request: WireRequest,
  service: SignedService,
  clock: VirtualClock,
  secretOf: (accessKeyId: string, sessionToken: string | undefined) => string,
): Signed | undefined {
  if (request.query.has('X-Amz-Signature')) throw notImplemented('presigned requests');
  const header = request.headers['authorization'];
  if (header === undefined) return undefined;
  const authorization = parseAuthorization(header);
  if (authorization.service !== service) {
    throw malformed(`incorrect service "${authorization.service}". This endpoint belongs to "${service}".`);
  }
  const secret = secretOf(authorization.accessKeyId, request.headers['x-amz-security-token']);
  const time = checkTime(request, clock);
  checkSignedHeaders(request, authorization);
  if (sign(request, authorization, time, secret) !== authorization.signature) {
    throw new AwsError(
      403,
      'SignatureDoesNotMatch',
      'The request signature we calculated does not match the signature you provided. Check your key and signing method.',
    );
  }
  return { accessKeyId: authorization.accessKeyId, region: authorization.region };
}

function malformed(what: string): AwsError {
  return new AwsError(400, 'AuthorizationHeaderMalformed', `The authorization header is malformed; ${what}`);
}

function parseAuthorization(header: string): Authorization {
  const match =
    /^AWS4-HMAC-SHA256 Credential=([^/,\s]+)\/(\d{8})\/([^/]+)\/([^/]+)\/aws4_request,\s*SignedHeaders=([^,\s]+),\s*Signature=([0-9a-f]{64})$/.exec(
      header,
    );
  const [, accessKeyId, day, region, service, headers, signature] = match ?? [];
  if (!accessKeyId || !day || !region || !service || !headers || !signature) throw malformed('it could not be read.');
  return { accessKeyId, day, region, service, signedHeaders: headers.split(';'), signature };
}

/** The time of signing, `20261123T010203Z`. */
function checkTime(request: WireRequest, clock: VirtualClock): string {
  const time = request.headers['x-amz-date'] ?? '';
  const parts = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(time);
  if (parts === null) throw new AwsError(403, 'AccessDenied', 'AWS authentication requires a valid x-amz-date header.');
  const [, year, month, day, hour, minute, second] = parts;
  const signedAt = new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
  if (!clock.isNear(signedAt, SKEW_MS)) {
    const message = 'The difference between the request time and the current time is too large.';
    throw new AwsError(403, 'RequestTimeTooSkewed', message);
  }
  return time;
}

function checkSignedHeaders(request: WireRequest, authorization: Authorization): void {
  const missing = Object.keys(request.headers).filter(
    (name) => (name === 'host' || name.startsWith('x-amz-')) && !authorization.signedHeaders.includes(name),
  );
  if (missing.length > 0) {
    const message = 'There were headers present in the request which were not signed';
    throw new AwsError(403, 'AccessDenied', message, { details: { HeadersNotSigned: missing.join(', ') } });
  }
}

function sign(request: WireRequest, authorization: Authorization, time: string, secret: string): string {
  const { day, region, service, signedHeaders } = authorization;
  const payload = request.headers['x-amz-content-sha256'] ?? hash('sha256', request.body);
  const canonical = [
    request.method,
    canonicalPath(request.rawPath),
    canonicalQuery(request.rawQuery),
    ...signedHeaders.map((name) => `${name}:${(request.headers[name] ?? '').trim().replace(/ +/g, ' ')}`),
    '',
    signedHeaders.join(';'),
    payload,
  ].join('\n');
  const scope = `${day}/${region}/${service}/aws4_request`;
  const toSign = ['AWS4-HMAC-SHA256', time, scope, hash('sha256', canonical)].join('\n');
  let key: Buffer | string = `AWS4${secret}`;
  for (const part of [day, region, service, 'aws4_request']) key = createHmac('sha256', key).update(part).digest();
  return createHmac('sha256', key).update(toSign).digest('hex');
}

/** The headers that sign a request whose body is whole: of the double's own clients, for services without an SDK here. */
export function signedHeaders(
  request: WireRequest,
  key: { readonly accessKeyId: string; readonly secretAccessKey: string },
  scope: { readonly region: string; readonly service: string },
  now: Date,
): Record<string, string> {
  const time = now.toISOString().replace(/[-:]|\.\d+/g, '');
  const payload = { 'x-amz-date': time, 'x-amz-content-sha256': hash('sha256', request.body) };
  const headers: Record<string, string> = { ...request.headers, ...payload };
  const names = Object.keys(headers).sort();
  const { accessKeyId } = key;
  const authorization: Authorization = {
    accessKeyId,
    day: time.slice(0, 8),
    ...scope,
    signedHeaders: names,
    signature: '',
  };
  const signature = sign({ ...request, headers }, authorization, time, key.secretAccessKey);
  const credential = `${accessKeyId}/${authorization.day}/${scope.region}/${scope.service}/aws4_request`;
  const value = `AWS4-HMAC-SHA256 Credential=${credential}, SignedHeaders=${names.join(';')}, Signature=${signature}`;
  return { ...headers, authorization: value };
}

/** Percent-encoding as SigV4 wants it: everything but unreserved characters. */
function encode(text: string): string {
  return encodeURIComponent(text).replace(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);
}

function canonicalPath(rawPath: string): string {
  return rawPath
    .split('/')
    .map((segment) => encode(decodeURIComponent(segment)))
    .join('/');
}

function canonicalQuery(rawQuery: string): string {
  const pairs = rawQuery
    .split('&')
    .filter(Boolean)
    .map((pair) => {
      const equals = pair.indexOf('=');
      const [name, value] = equals < 0 ? [pair, ''] : [pair.slice(0, equals), pair.slice(equals + 1)];
      return { name: encode(decodeURIComponent(name)), value: encode(decodeURIComponent(value)) };
    });
  pairs.sort((a, b) => compare(a.name, b.name) || compare(a.value, b.value));
  return pairs.map(({ name, value }) => `${name}=${value}`).join('&');
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
