/** X25519 keys as 32 raw bytes, on node:crypto. */
import { createPrivateKey, createPublicKey, diffieHellman, type KeyObject } from 'node:crypto';

const KEY_BYTES = 32;
/** What stands before the raw key in DER: https://www.rfc-editor.org/rfc/rfc8410 */
const PUBLIC_DER = Buffer.from('302a300506032b656e032100', 'hex');
const PRIVATE_DER = Buffer.from('302e020100300506032b656e04220420', 'hex');

/** The public half of a key: what is sealed to it only the identity opens. */
export class Recipient {
  /** The 32 of the public key. */
  readonly bytes: Uint8Array;
  readonly #key: KeyObject;

  constructor(bytes: Uint8Array) {
    requireKeyBytes(bytes);
    this.bytes = bytes;
    this.#key = createPublicKey({ key: Buffer.concat([PUBLIC_DER, bytes]), format: 'der', type: 'spki' });
  }

  /** The shared secret of 32 bytes. @throws if it is all zeros, as points of low order give it */
  agreeWith(privateKey: KeyObject): Buffer {
    return diffieHellman({ privateKey, publicKey: this.#key });
  }
}

/** A secret key. Neither JSON nor a log of the object shows it. */
export class Identity {
  readonly recipient: Recipient;
  readonly #secret: Buffer;
  readonly #key: KeyObject;

  /** @param secret the 32 bytes of the key */
  constructor(secret: Uint8Array) {
    requireKeyBytes(secret);
    this.#secret = Buffer.from(secret);
    this.#key = createPrivateKey({ key: Buffer.concat([PRIVATE_DER, secret]), format: 'der', type: 'pkcs8' });
    const der = createPublicKey(this.#key).export({ format: 'der', type: 'spki' });
    this.recipient = new Recipient(der.subarray(PUBLIC_DER.length));
  }

  /** The 32 bytes of the secret key: for other threads, and to derive keys from. */
  secretBytes(): Uint8Array {
    return Buffer.from(this.#secret);
  }

  /** The shared secret of 32 bytes. @throws on points of low order */
  agreeWith(other: Recipient): Buffer {
    return other.agreeWith(this.#key);
  }
}

function requireKeyBytes(bytes: Uint8Array): void {
  if (bytes.length !== KEY_BYTES) throw new RangeError(`An X25519 key has 32 bytes, not ${String(bytes.length)}`);
}
