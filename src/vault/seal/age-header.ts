/** The header of an age file with exactly one X25519 stanza: https://c2sp.org/age */
import { createCipheriv, createDecipheriv, createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';
import { Recipient, type Identity } from './x25519.ts';

/** All headers of this kind have this length. */
export const HEADER_BYTES = 168;
export const FILE_KEY_BYTES = 16;
/** What the header's HMAC covers: all up to `---`. */
const MAC_COVERS_BYTES = HEADER_BYTES - 45;
const HEADER =
  /^age-encryption\.org\/v1\n-> X25519 ([A-Za-z0-9+/]{43})\n([A-Za-z0-9+/]{43})\n--- ([A-Za-z0-9+/]{43})\n$/;
const TAG_BYTES = 16;
/** Each wrapping key is used once. */
const ZERO_NONCE = Buffer.alloc(12);
const NO_BYTES = Buffer.alloc(0);

/** The same arguments give the same bytes. */
export function makeHeader(fileKey: Uint8Array, ephemeral: Identity, recipient: Recipient): Buffer {
  const share = ephemeral.recipient.bytes;
  const wrapping = wrappingKey(ephemeral.agreeWith(recipient), share, recipient.bytes);
  const cipher = createCipheriv('chacha20-poly1305', wrapping, ZERO_NONCE, { authTagLength: TAG_BYTES });
  const body = Buffer.concat([cipher.update(fileKey), cipher.final(), cipher.getAuthTag()]);
  const covered = `age-encryption.org/v1\n-> X25519 ${encode(share)}\n${encode(body)}\n---`;
  return Buffer.from(`${covered} ${encode(headerMac(fileKey, covered))}\n`, 'latin1');
}

/** The file key. @throws Error, with the reason, if these bytes are no such header or not for this identity */
export function readHeader(header: Uint8Array, identity: Identity): Buffer {
  const bytes = Buffer.from(header.buffer, header.byteOffset, header.length);
  const [share, body, mac] = (HEADER.exec(bytes.toString('latin1')) ?? []).slice(1).map(decode);
  if (share === undefined || body === undefined || mac === undefined)
    throw new Error('it does not begin with the header of an age file for one X25519 key');
  const fileKey = unwrap(body, share, identity);
  if (!timingSafeEqual(mac, headerMac(fileKey, bytes.subarray(0, MAC_COVERS_BYTES))))
    throw new Error('the HMAC of its header is wrong');
  return fileKey;
}

function unwrap(body: Buffer, share: Buffer, identity: Identity): Buffer {
  try {
    const wrapping = wrappingKey(identity.agreeWith(new Recipient(share)), share, identity.recipient.bytes);
    const decipher = createDecipheriv('chacha20-poly1305', wrapping, ZERO_NONCE, { authTagLength: TAG_BYTES });
    decipher.setAuthTag(body.subarray(FILE_KEY_BYTES));
    return Buffer.concat([decipher.update(body.subarray(0, FILE_KEY_BYTES)), decipher.final()]);
  } catch (error) {
    throw new Error('it is not sealed to this key', { cause: error });
  }
}

function wrappingKey(shared: Uint8Array, share: Uint8Array, recipient: Uint8Array): Buffer {
  return deriveKey(shared, Buffer.concat([share, recipient]), 'age-encryption.org/v1/X25519');
}

function headerMac(fileKey: Uint8Array, covered: string | Uint8Array): Buffer {
  return createHmac('sha256', deriveKey(fileKey, NO_BYTES, 'header'))
    .update(covered)
    .digest();
}

/** HKDF-SHA256 to 32 bytes. */
export function deriveKey(secret: Uint8Array, salt: Uint8Array, info: string): Buffer {
  return Buffer.from(hkdfSync('sha256', secret, salt, info, 32));
}

function encode(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64').replaceAll('=', '');
}

/** undefined if the bits that a text of 43 characters has beyond 32 bytes are not zero: other texts of the same bytes. */
function decode(text: string): Buffer | undefined {
  const bytes = Buffer.from(text, 'base64');
  return encode(bytes) === text ? bytes : undefined;
}
