/** What is sealed of a root, who can have written it, and the errors of roots that a reader has no key for. */
import * as v from 'valibot';
import { HoldfastError } from '../../base/errors.ts';
import { isFingerprint, type VaultKey, type VaultKeys } from '../seal/keys.ts';
import { isRootMac, ROOT_MAC_BYTES } from '../seal/root-mac.ts';

/**
 * A sealed root has an open header and the list of objects, for whoever looks after it; the rest in a blob for the vault
 * key; and an HMAC of all that, which only holders of that key can make. docs/format.md, "Sealed series".
 */
const fingerprint = v.pipe(v.string(), v.check(isFingerprint, 'not the fingerprint of a key'));

/** How a series is sealed: to the vault key `key`, packs to `to`. */
export const sealSchema = v.object({ kind: v.literal('age-x25519'), key: fingerprint, to: fingerprint });
export type Seal = v.InferOutput<typeof sealSchema>;

/** Of a sealed root, what says that it has a seal and that readers have to know it. */
export const SEALED_FEATURE = 'sealed';
/** In place of the sentence that says what was lost. */
export const OPEN_ANOMALY = 'The source had lost most of what it held.';

/** What stands open in a sealed root beside what every root tells. */
export interface SealedFacts {
  readonly status: 'complete' | 'partial';
  readonly labels: readonly string[];
  readonly anomaly: string | undefined;
  readonly seal: Seal;
}

/** What is said of an open snapshot among sealed ones to whoever has no key. */
export const BESIDE_SEALED = 'open, beside sealed ones: without vault-key nobody can tell whose it is';

/** Of snapshots of one series, as they look without a key: the open ones, if there are sealed ones among them. */
export function openBesideSealed<T extends { readonly header?: unknown; readonly sealed?: SealedFacts }>(
  snapshots: readonly T[],
): readonly T[] {
  if (snapshots.every(({ sealed }) => sealed === undefined)) return [];
  return snapshots.filter(({ header }) => header !== undefined);
}

/** A sealed root, or content of one, and no key that opens it. */
export class SealedError extends HoldfastError {
  /** Of a root: what can be told all the same. */
  readonly facts: SealedFacts | undefined;

  constructor(message: string, fix: string, facts?: SealedFacts) {
    super({ code: 'sealed', message, fix });
    this.facts = facts;
  }
}

export function sealedRoot(id: string, facts: SealedFacts): SealedError {
  return new SealedError(
    `Snapshot ${id} is sealed, and no vault-key was given.`,
    `Give the key of this vault (${facts.seal.key}) as vault-key; docs/sealing.md says who has it.`,
    facts,
  );
}

/** @param to fingerprint of the key that packs are sealed to */
export function sealedContent(id: string, to: string): SealedError {
  return new SealedError(
    `The content of snapshot ${id} is sealed to the key ${to}, and vault-key does not hold it.`,
    'Its names, sizes and hashes can be read, its content cannot. Whoever has that key restores: docs/sealing.md.',
  );
}

export const FORMER_KEYS =
  'It was stored before the keys were renewed, or with another vault-recipient. Give the former keys too, each after its line "# until": docs/sealing.md.';

/** A pack that is what was stored, and that no key of the reader opens, though one opens others of its snapshot. */
export function sealedPack(id: string, key: string): SealedError {
  return new SealedError(
    `${key}, which snapshot ${id} needs, is sealed to a key that vault-key does not hold.`,
    FORMER_KEYS,
  );
}

/** Not one of those that the holders of the vault key wrote: for them it is not there. */
export function foreignRoot(id: string, why: string): HoldfastError {
  return new HoldfastError({
    code: 'foreign-snapshot',
    message: `Snapshot ${id} is not one that a holder of vault-key wrote: ${why}.`,
    why: 'With vault-key only snapshots count that prove to be made with it.',
    fix: 'If it is one of yours, give the key that it was made with, or for an open series no key. If not, find out who can write to this vault (mode audit).',
  });
}

/**
 * The key that proves a root: named in its header, held by the reader, not given up before the time of the root, and with
 * the right HMAC at the end.
 *
 * @param header of the root, not checked yet
 * @throws foreign-snapshot
 */
export function proveRoot(id: string, header: unknown, bytes: Buffer, keys: VaultKeys): VaultKey {
  const { seal, utc } = (header ?? {}) as { seal?: unknown; utc?: unknown };
  if (seal === undefined) throw foreignRoot(id, 'it is open');
  const parsed = v.safeParse(sealSchema, seal);
  if (!parsed.success) throw foreignRoot(id, 'it says nothing that can be read of the key it was made with');
  const key = keys.opening.find((held) => held.fingerprint === parsed.output.key);
  if (key === undefined) throw foreignRoot(id, `it was made with the key ${parsed.output.key}`);
  if (key.until !== undefined && String(utc) > key.until)
    throw foreignRoot(id, `it was made with the key ${key.fingerprint}, which was given up at ${key.until}`);
  const [covered, mac] = [bytes.subarray(0, -ROOT_MAC_BYTES), bytes.subarray(-ROOT_MAC_BYTES)];
  if (!isRootMac(mac, key.identity, covered)) throw foreignRoot(id, 'its HMAC is wrong');
  return key;
}
