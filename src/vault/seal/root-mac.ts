/** Who wrote a sealed root: an HMAC under a key that only holders of the vault key have. */
import { createHmac, timingSafeEqual } from 'node:crypto';
import { deriveKey } from './age-header.ts';
import type { Identity } from './x25519.ts';

/** The last bytes of a sealed root. */
export const ROOT_MAC_BYTES = 32;

/** HMAC-SHA256 of all bytes of a root before it. */
export function rootMac(identity: Identity, bytes: Uint8Array): Buffer {
  const key = deriveKey(identity.secretBytes(), Buffer.alloc(0), 'holdfast/1 root');
  return createHmac('sha256', key).update(bytes).digest();
}

/** Compares without telling, by the time it takes, how much is right. */
export function isRootMac(mac: Uint8Array, identity: Identity, bytes: Uint8Array): boolean {
  return mac.length === ROOT_MAC_BYTES && timingSafeEqual(mac, rootMac(identity, bytes));
}
