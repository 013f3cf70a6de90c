/** Keys in the vault: which documents of `v1/keys/` there are, and which of them can be believed. */
import { HoldfastError } from '../../base/errors.ts';
import type { Emit } from '../../base/events.ts';
import { LIMITS } from '../../base/limits.ts';
import type { S3Version, Store } from '../../store/store.ts';
import { isNameOf, KEYS_PREFIX, keysKey, isKeysKey } from '../format/keys.ts';
import { fingerprintOf, type IdentityFile } from '../seal/keys.ts';
import { type KeyChain, type KeysDocument, openKeys, parseKeysDocument } from './document.ts';

/** A document that is what its name says. */
export interface StoredKeys {
  readonly key: string;
  /** S3's own time of its first S3 version: one that was put back counts from when it was written. */
  readonly lastModified: Date;
  /** Under a delete marker: it opens nothing, and still tells with which keys the vault began. */
  readonly isDeleted: boolean;
  readonly document: KeysDocument;
}

/** Documents that are read: one for each change of people or keys. */
const MAX_DOCUMENTS = 1000;
/** S3 versions of one document that are looked through for its bytes: whoever may write there could put any number. */
const VERSIONS_READ = 16;

/**
 * All documents that are there, the oldest first by S3's time. What is not one is passed over, with a warning.
 * @throws corrupt-keys if there are too many to read
 */
export async function readKeyDocuments(store: Store, emit: Emit, signal?: AbortSignal): Promise<readonly StoredKeys[]> {
  return (await readAllKeyDocuments(store, emit, signal)).filter(({ isDeleted }) => !isDeleted);
}

/** The same with those under delete markers, as long as S3 keeps their bytes. */
export async function readAllKeyDocuments(
  store: Store,
  emit: Emit,
  signal?: AbortSignal,
): Promise<readonly StoredKeys[]> {
  const byKey = await listDocuments(store, signal);
  if (byKey.size > MAX_DOCUMENTS) throw tooMany();
  const found: StoredKeys[] = [];
  for (const [key, versions] of byKey) {
    try {
      const document = await readDocument(store, key, versions, signal);
      if (document !== undefined) found.push(document);
    } catch (error) {
      if (!(error instanceof HoldfastError && error.code === 'corrupt-keys')) throw error;
      emit({ type: 'warning', class: error.code, message: error.message, why: error.why, fix: error.fix });
    }
  }
  return found.sort((a, b) => a.lastModified.getTime() - b.lastModified.getTime() || (a.key < b.key ? -1 : 1));
}

/** As much of an S3 version as is needed here; without an id it is the current one, of a server that lists no versions. */
type Version = Pick<S3Version, 'isLatest' | 'isDeleteMarker' | 'sizeBytes' | 'lastModified'> & {
  readonly versionId?: string;
};

async function listDocuments(store: Store, signal: AbortSignal | undefined): Promise<Map<string, Version[]>> {
  const found = new Map<string, Version[]>();
  const add = (key: string, version: Version): void => {
    const known = found.get(key);
    if (known === undefined) found.set(key, [version]);
    else known.push(version);
  };
  try {
    for await (const page of store.listVersions(KEYS_PREFIX, { signal })) for (const each of page) add(each.key, each);
  } catch (error) {
    if (!(error instanceof HoldfastError && NO_VERSIONS.includes(error.code))) throw error;
    found.clear();
    for await (const { objects } of store.list(KEYS_PREFIX, { signal }))
      for (const { key, sizeBytes, lastModified } of objects)
        add(key, { isLatest: true, isDeleteMarker: false, sizeBytes, lastModified });
  }
  return found;
}

const NO_VERSIONS = ['access-denied', 'not-implemented'];

/** From the S3 version on top, else from the oldest one with the bytes of the name. undefined: nothing is there any more. */
async function readDocument(
  store: Store,
  key: string,
  versions: readonly Version[],
  signal: AbortSignal | undefined,
): Promise<StoredKeys | undefined> {
  const bad = (why: string): HoldfastError =>
    new HoldfastError({ code: 'corrupt-keys', message: `${key} is passed over: ${why}.` });
  const top = versions.find(({ isLatest }) => isLatest);
  const isDeleted = top === undefined || top.isDeleteMarker;
  const stored = versions
    .filter(({ isDeleteMarker }) => !isDeleteMarker)
    .toSorted((a, b) => a.lastModified.getTime() - b.lastModified.getTime());
  const [first] = stored;
  if (first === undefined) return undefined;
  if (!isKeysKey(key)) throw bad('this is no name of a document of keys');
  const tried = [...(isDeleted ? [] : [top]), ...stored.filter((each) => each !== top)].slice(0, VERSIONS_READ);
  const fitting = tried.filter(({ sizeBytes }) => sizeBytes <= LIMITS.keysMaxBytes);
  if (fitting.length === 0) throw bad(`it has ${String(first.sizeBytes)} bytes`);
  for (const version of fitting) {
    const which = version === top || version.versionId === undefined ? {} : { versionId: version.versionId };
    const { body } = await store.get(key, { offset: 0, length: LIMITS.keysMaxBytes, upTo: true, ...which, signal });
    if (isNameOf(key, body))
      return { key, lastModified: first.lastModified, isDeleted, document: parseKeysDocument(body, key) };
  }
  throw bad('its bytes are not those of its name');
}

function tooMany(): HoldfastError {
  return new HoldfastError({
    code: 'corrupt-keys',
    message: `There are more than ${String(MAX_DOCUMENTS)} objects below ${KEYS_PREFIX}.`,
    fix: 'Somebody else wrote them: see which role may, and delete those that are not yours.',
  });
}

/** Whether anything was ever stored below `v1/keys/`: S3 versions and delete markers count too. */
export async function hadKeys(store: Store, signal?: AbortSignal): Promise<boolean> {
  for await (const versions of store.listVersions(KEYS_PREFIX, { signal })) if (versions.length > 0) return true;
  return false;
}

export interface OpenedKeys extends StoredKeys {
  readonly chain: KeyChain;
}

/** What a person's own identity opens in this vault. */
export interface PersonalKeys {
  /** The newest that can be believed. */
  readonly newest: OpenedKeys;
  /** All documents, oldest first. */
  readonly documents: readonly StoredKeys[];
  /** Later ones that these identities do not open: the person may have left. */
  readonly unopened: readonly StoredKeys[];
}

/**
 * The keys of a vault, opened with a person's own identities. Anybody can seal to a person, so a document counts only if it
 * holds all keys of the oldest one by S3's time, which a forger does not have; and the key of a line `# vault` if the
 * person's file has one.
 * @throws bad-vault-key if no document is sealed to these identities, or none of those can be believed
 */
export async function openPersonalKeys(
  store: Store,
  person: IdentityFile,
  deps: KeyDeps & { readonly signal?: AbortSignal },
): Promise<PersonalKeys> {
  return choosePersonalKeys(await readAllKeyDocuments(store, deps.emit, deps.signal), person, deps);
}

interface KeyDeps {
  readonly emit: Emit;
  readonly mask: (secret: string) => void;
}

/**
 * The same, of documents that were read. Which is the newest their names tell: what can be believed was named by somebody
 * who has the keys, and one that was put back is as old as it was.
 *
 * @param all with those under delete markers
 */
export async function choosePersonalKeys(
  all: readonly StoredKeys[],
  person: IdentityFile,
  { emit, mask }: KeyDeps,
): Promise<PersonalKeys> {
  const required = requiredKeys(all, person);
  const documents = all.filter(({ isDeleted }) => !isDeleted);
  const unopened: StoredKeys[] = [];
  let isSealedToPerson = false;
  for (const stored of documents.toSorted((a, b) => (a.key < b.key ? 1 : -1))) {
    const chain = givenKeys(stored, person) ?? (await openOrWarn(stored, person, emit, mask));
    if (chain === undefined) {
      unopened.push(stored);
      continue;
    }
    isSealedToPerson = true;
    const has = new Set(chain.map(({ fingerprint }) => fingerprint));
    if (required.every((key) => has.has(key))) return { newest: { ...stored, chain }, documents, unopened };
    emit({
      type: 'warning',
      class: 'foreign-keys',
      message: `${stored.key} is passed over: it does not hold the first keys of this vault (${required.join(', ')}).`,
      fix: 'Somebody else wrote it: see which role may write to v1/keys/.',
    });
  }
  throw notForPerson(documents, person, isSealedToPerson);
}

/** Fingerprints that a document must hold to be believed. With a pin the oldest is the oldest of that vault key. */
function requiredKeys(documents: readonly StoredKeys[], { firstKey }: IdentityFile): string[] {
  const oldest = documents.find(({ document }) => firstKey === undefined || document.key === firstKey);
  if (oldest !== undefined) return [oldest.document.key, oldest.document.to];
  return firstKey === undefined ? [] : [firstKey];
}

/** The keys themselves, as the age program prints them: for people whose identity only that program can use. */
function givenKeys({ document }: StoredKeys, { keys }: IdentityFile): KeyChain | undefined {
  const [key, content, ...former] = keys;
  const isIt = key?.fingerprint === document.key && content?.fingerprint === document.to;
  return isIt ? [key, content, ...former] : undefined;
}

async function openOrWarn(
  { document, key }: StoredKeys,
  person: IdentityFile,
  emit: Emit,
  mask: (secret: string) => void,
): Promise<KeyChain | undefined> {
  try {
    return await openKeys(document, person, key, mask);
  } catch (error) {
    if (!(error instanceof HoldfastError)) throw error;
    emit({ type: 'warning', class: error.code, message: error.message, why: error.why, fix: error.fix });
    return undefined;
  }
}

function notForPerson(
  documents: readonly StoredKeys[],
  { keys, firstKey }: IdentityFile,
  isSealedToPerson: boolean,
): HoldfastError {
  const own = keys.map(({ recipient }) => fingerprintOf(recipient)).join(', ');
  if (isSealedToPerson)
    return new HoldfastError({
      code: 'bad-vault-key',
      message: 'No document of keys in this vault can be believed.',
      why: `Those that this identity opens do not hold the first keys of the vault${firstKey === undefined ? '' : ', or not the one that the line "# vault" names'}.`,
      fix: 'Is this the vault that you mean? Then somebody has written below v1/keys/: look at its S3 versions.',
    });
  return new HoldfastError({
    code: 'bad-vault-key',
    message:
      documents.length === 0
        ? 'This vault has no keys: there is nothing below v1/keys/.'
        : `No keys of this vault are sealed to the given identity (${own === '' ? 'of another kind than X25519' : own}).`,
    fix:
      documents.length === 0
        ? 'Make them with `holdfast keys create`, or give the vault key itself.'
        : 'Somebody who can open them shares them with `holdfast keys share`, your public half among the recipients.',
  });
}

/** @param utc S3's clock @returns the key of the new document */
export async function writeKeys(store: Store, utc: Date, document: Buffer, signal?: AbortSignal): Promise<string> {
  const key = keysKey(utc, document);
  await store.putNew(key, document, { signal });
  return key;
}
