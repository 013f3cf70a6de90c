/** Who wrote a sealed root, or a journal: an HMAC under a key that only holders of the vault key have. */
import { createHmac, timingSafeEqual } from 'node:crypto';
import { deriveKey } from './age-header.ts';
import type { Identity } from './x25519.ts';

/** The last bytes of a sealed root. */
export const ROOT_MAC_BYTES = 32;

/** Each has a key of its own, so that neither can be passed off as the other. */
export type MacOf = 'root' | 'journal';

/** HMAC-SHA256 of all bytes before it. */
export function rootMac(identity: Identity, bytes: Uint8Array, of: MacOf = 'root'): Buffer {
  const key = deriveKey(identity.secretBytes(), Buffer.alloc(0), `holdfast/1 ${of}`);
  return createHmac('sha256', key).update(bytes).digest();
}

/** Compares without telling, by the time it takes, how much is right. */
export function isRootMac(mac: Uint8Array, identity: Identity, bytes: Uint8Array, of: MacOf = 'root'): boolean {
  return mac.length === ROOT_MAC_BYTES && timingSafeEqual(mac, rootMac(identity, bytes, of));
}
