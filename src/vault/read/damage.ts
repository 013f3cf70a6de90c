/** Why something in a vault cannot be read: the one place that decides it. */
import type { ErrorCode } from '../../base/error-codes.ts';
import { HoldfastError } from '../../base/errors.ts';

/**
 * Why something that is stored in the vault cannot be read. This is the one place that decides it: every mode asks here
 * whether an error is about one object, which it may pass over, or about the run, which ends it.
 *
 * - `lost`: the key is not there (404), or no S3 version of it holds the recorded bytes.
 * - `damaged`: there are bytes, and they are not what their name, their hash or the format says.
 * - `newer`: written by a later version of Holdfast.
 * - `sealed`: the reader has no key that opens it.
 * - `foreign`: not made by a holder of the reader's key: for him it is not there.
 * - `forbidden`: the credentials, or the KMS key, do not open it.
 * - `archived`: in a storage class that cannot be read at once.
 */
export type Unreadable = 'lost' | 'damaged' | 'newer' | 'sealed' | 'foreign' | 'forbidden' | 'archived';

const KINDS: Readonly<Partial<Record<ErrorCode, Unreadable>>> = {
  'object-lost': 'lost',
  'object-not-found': 'lost',
  'object-truncated': 'damaged',
  'object-too-large': 'damaged',
  'corrupt-root': 'damaged',
  'corrupt-frame': 'damaged',
  'corrupt-fragment': 'damaged',
  'corrupt-segment': 'damaged',
  'corrupt-pack': 'damaged',
  'corrupt-map': 'damaged',
  'corrupt-tree': 'damaged',
  'corrupt-mark': 'damaged',
  'corrupt-state': 'damaged',
  'corrupt-seal': 'damaged',
  'newer-format': 'newer',
  sealed: 'sealed',
  'foreign-snapshot': 'foreign',
  'access-denied': 'forbidden',
  'kms-failed': 'forbidden',
  'object-archived': 'archived',
};

/** undefined for every other error: nothing is known of the object then, and the error is to be thrown on. */
export function unreadableKind(error: unknown): Unreadable | undefined {
  return error instanceof HoldfastError && Object.hasOwn(KINDS, error.code) ? KINDS[error.code] : undefined;
}

/** Whether this one object cannot be read, for any of the reasons; others may well be. */
export function isUnreadable(error: unknown): error is HoldfastError {
  return unreadableKind(error) !== undefined;
}

/** Whether the right bytes are not there: lost or damaged. Another S3 version of the key may still hold them. */
export function isLoss(error: unknown): error is HoldfastError {
  const kind = unreadableKind(error);
  return kind === 'lost' || kind === 'damaged';
}

/** Whether bytes may be there that this run cannot look at: forbidden or archived. */
export function isUnseen(error: unknown): error is HoldfastError {
  const kind = unreadableKind(error);
  return kind === 'forbidden' || kind === 'archived';
}

/**
 * Does what only a server with S3 versions can do. What lists them elsewhere finds none: then an object of which no other
 * bytes are known is lost, and others are read on.
 * @returns the error of a server that does not serve it
 */
export async function ifServed(work: () => Promise<void>): Promise<HoldfastError | undefined> {
  try {
    await work();
    return undefined;
  } catch (error) {
    if (error instanceof HoldfastError && error.code === 'not-implemented') return error;
    throw error;
  }
}
