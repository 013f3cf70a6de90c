/** Vault documents: what a vault asks of whoever adds snapshots to it. */
import * as v from 'valibot';
import { mapBounded } from '../../base/async.ts';
import { HoldfastError } from '../../base/errors.ts';
import { LIMITS } from '../../base/limits.ts';
import { visibleLine } from '../../base/text.ts';
import type { ObjectInfo, Store } from '../../store/store.ts';
import { featuresSchema, unknownFeatures } from '../format/features.ts';
import { parseJson } from '../format/root-limits.ts';
import { isNameOf, isVaultKey, VAULT_PREFIX, vaultDocumentKey } from '../format/keys.ts';

/** What the documents of a vault say, taken together. */
export interface VaultRules {
  /** Nothing may be added in the open. */
  readonly isSealed: boolean;
}

const FORMAT = 'holdfast-vault/1';
const documentSchema = v.object({
  format: v.literal(FORMAT),
  features: v.pick(featuresSchema, ['required']),
  sealed: v.boolean(),
});
type VaultDocument = v.InferOutput<typeof documentSchema>;

const READS_IN_FLIGHT = 4;

/**
 * What a writer must know before it adds a snapshot (docs/format.md, "Vault documents"). The documents add up: what any of
 * them asks for is asked for. One LIST, and a GET for each of them; a vault without any is an open one of version 1.
 * @throws newer-format if a later version is needed; corrupt-vault-document for what is no such document
 */
export async function readVaultRules(store: Store, signal?: AbortSignal): Promise<VaultRules> {
  const found: ObjectInfo[] = [];
  for await (const { objects } of store.list(VAULT_PREFIX, { signal })) {
    found.push(...objects);
    if (found.length > LIMITS.vaultMaxDocuments) throw tooMany();
  }
  const documents = await mapBounded(found, READS_IN_FLIGHT, (object) => readDocument(store, object, signal));
  const required = documents.flatMap(({ features }) => features.required);
  const unknown = unknownFeatures({ required, maintain: [], build: [] }, 'read');
  if (unknown !== undefined) throw newer(unknown);
  return { isSealed: documents.some(({ sealed }) => sealed) };
}

/** From now on nothing may be added in the open. @param utc S3's clock */
export async function writeSealedRule(store: Store, utc: Date, signal?: AbortSignal): Promise<void> {
  const document: VaultDocument = { format: FORMAT, features: { required: ['sealed'] }, sealed: true };
  const bytes = Buffer.from(JSON.stringify(document));
  await store.putNew(vaultDocumentKey(utc, bytes), bytes, { signal });
}

async function readDocument(store: Store, object: ObjectInfo, signal: AbortSignal | undefined): Promise<VaultDocument> {
  const { key, sizeBytes } = object;
  if (!isVaultKey(key)) throw corrupt(key, 'its name is not that of one');
  if (sizeBytes > LIMITS.vaultDocumentMaxBytes) throw corrupt(key, `it has ${String(sizeBytes)} bytes`);
  const range = { offset: 0, length: LIMITS.vaultDocumentMaxBytes, upTo: true, signal };
  return parseDocument(key, (await store.get(key, range)).body);
}

function parseDocument(key: string, body: Buffer): VaultDocument {
  if (!isNameOf(key, body)) throw corrupt(key, 'its bytes do not have the hash in its name');
  let json: unknown;
  try {
    json = parseJson(body);
  } catch (cause) {
    throw corrupt(key, 'it is not JSON', cause);
  }
  const { format } = (json ?? {}) as { readonly format?: unknown };
  if (typeof format === 'string' && format !== FORMAT && format.startsWith('holdfast-vault/'))
    throw newer(`format ${visibleLine(format)}`);
  const parsed = v.safeParse(documentSchema, json);
  if (!parsed.success) throw corrupt(key, 'it does not have the shape of one');
  return parsed.output;
}

/** Whether it is a document as `writeSealedRule` writes them, and asks for nothing else. */
export function asksForSealing(key: string, body: Buffer): boolean {
  try {
    const { sealed, features } = parseDocument(key, body);
    return sealed && features.required.length === 1 && features.required[0] === 'sealed';
  } catch (error) {
    if (error instanceof HoldfastError) return false;
    throw error;
  }
}

const NOTHING = 'Nothing was written: whoever adds to a vault must know what it asks for.';
const WAY_OUT =
  'If one of yours was overwritten, put its first S3 version back. What none of you wrote: delete that one object with the rights of the owner (a delete marker). Reading and restoring go on meanwhile.';

function newer(detail: string): HoldfastError {
  return new HoldfastError({
    code: 'newer-format',
    message: `This vault takes snapshots of a newer version of Holdfast only (${detail}).`,
    why: NOTHING,
    fix: 'Use a newer version of Holdfast to back up. Reading and restoring go on with this one as far as the snapshots allow.',
  });
}

function corrupt(key: string, detail: string, cause?: unknown): HoldfastError {
  return new HoldfastError({
    code: 'corrupt-vault-document',
    message: `${visibleLine(key)} is not a document that says what this vault asks for: ${detail}.`,
    why: NOTHING,
    fix: WAY_OUT,
    cause,
  });
}

function tooMany(): HoldfastError {
  return new HoldfastError({
    code: 'corrupt-vault-document',
    message: `More than ${String(LIMITS.vaultMaxDocuments)} objects lie below ${VAULT_PREFIX}, which says what this vault asks for.`,
    why: NOTHING,
    fix: WAY_OUT,
  });
}

/** @throws vault-sealed for a run that would store in the open */
export function refuseOpen({ isSealed }: VaultRules): void {
  if (!isSealed) return;
  throw new HoldfastError({
    code: 'vault-sealed',
    message: 'This vault is a sealed one, and this run would store in the open.',
    why: 'A document below v1/vault/ says that nothing may be added to it that is not encrypted. Nothing was written.',
    fix: 'Give the key of the vault, or back up into another vault (another prefix).',
  });
}
