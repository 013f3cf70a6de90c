import { hash } from 'node:crypto';
import { CHECKSUMS, checksum, type ChecksumName } from './checksums.ts';
import { AwsError, notImplemented } from './errors.ts';
import type { WireRequest } from './http.ts';

export interface VerifiedBody {
  readonly bytes: Buffer;
  /** Checksums that the client sent (header or trailer), verified. */
  readonly checksums: Readonly<Partial<Record<ChecksumName, string>>>;
}

/** The payload of a signed request: hash, length, aws-chunked framing, Content-MD5 and checksums verified. */
export function verifyBody(request: WireRequest): VerifiedBody {
  const declared = request.headers['x-amz-content-sha256'] ?? 'UNSIGNED-PAYLOAD';
  const { bytes, trailers } = unframe(request, declared);
  if (/^[0-9a-f]{64}$/.test(declared) && hash('sha256', bytes) !== declared) {
    throw new AwsError(
      400,
      'XAmzContentSHA256Mismatch',
      "The provided 'x-amz-content-sha256' header does not match what was computed.",
    );
  }
  const md5 = request.headers['content-md5'];
  if (md5 !== undefined && hash('md5', bytes, 'base64') !== md5) {
    throw new AwsError(400, 'BadDigest', 'The Content-MD5 you specified did not match what we received.');
  }
  return { bytes, checksums: verifyChecksums(bytes, { ...request.headers, ...trailers }) };
}

function unframe(request: WireRequest, declared: string): { bytes: Buffer; trailers: Record<string, string> } {
  if (!declared.startsWith('STREAMING-')) return { bytes: request.body, trailers: {} };
  if (declared !== 'STREAMING-UNSIGNED-PAYLOAD-TRAILER') throw notImplemented(`payloads of the kind ${declared}`);
  const framed = decodeChunks(request.body);
  if (framed.bytes.length !== Number(request.headers['x-amz-decoded-content-length'])) {
    throw new AwsError(400, 'IncompleteBody', 'The request body terminated unexpectedly.');
  }
  for (const name of (request.headers['x-amz-trailer'] ?? '').split(',').filter(Boolean)) {
    if (framed.trailers[name.trim()] === undefined) {
      throw new AwsError(400, 'MalformedTrailerError', `The trailer ${name} was announced and did not come.`);
    }
  }
  return framed;
}

/** aws-chunked: `<hex length>\r\n<bytes>\r\n`..., `0\r\n`, then trailer lines, then an empty line. */
function decodeChunks(framed: Buffer): { bytes: Buffer; trailers: Record<string, string> } {
  const parts: Buffer[] = [];
  let at = 0;
  const line = (): string => {
    const end = framed.indexOf('\r\n', at);
    if (end < 0) throw new AwsError(400, 'IncompleteBody', 'The request body terminated unexpectedly.');
    const text = framed.toString('latin1', at, end);
    at = end + 2;
    return text;
  };
  for (;;) {
    const length = parseInt(line(), 16);
    if (!(length >= 0) || at + length > framed.length) throw new AwsError(400, 'IncompleteBody', 'Bad chunk length.');
    if (length === 0) break;
    parts.push(framed.subarray(at, at + length));
    at += length + 2;
  }
  const trailers: Record<string, string> = {};
  while (at < framed.length) {
    const text = line();
    const colon = text.indexOf(':');
    if (colon > 0) trailers[text.slice(0, colon).toLowerCase()] = text.slice(colon + 1).trim();
  }
  return { bytes: Buffer.concat(parts), trailers };
}

function verifyChecksums(bytes: Buffer, headers: Readonly<Record<string, string>>): VerifiedBody['checksums'] {
  const found: Partial<Record<ChecksumName, string>> = {};
  for (const name of CHECKSUMS) {
    const sent = headers[`x-amz-checksum-${name}`];
    if (sent === undefined) continue;
    if (checksum(name, bytes) !== sent) {
      const label = name.toUpperCase();
      throw new AwsError(400, 'BadDigest', `The ${label} you specified did not match the calculated checksum.`);
    }
    found[name] = sent;
  }
  return found;
}
