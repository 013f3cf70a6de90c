/** Mode keys: makes the keys of a sealed vault, shares them with people, renews and checks them. */
import { randomBytes } from 'node:crypto';
import { wrapKeys } from '../aws/kms/wrapping.ts';
import { HoldfastError } from '../base/errors.ts';
import { counted } from '../base/text.ts';
import type { Inputs } from '../inputs/inputs.ts';
import type { CommandResult, Phrase } from '../report/result.ts';
import { type Fields, jsonRows, tableOf } from '../report/fields.ts';
import { requireServerDate, type Store } from '../store/store.ts';
import { formatUtc } from '../vault/format/keys.ts';
import { type KeyChain, sealKeys } from '../vault/keys/document.ts';
import { hadKeys, openPersonalKeys, type PersonalKeys, readKeyDocuments, writeKeys } from '../vault/keys/vault-keys.ts';
import { writeSealedRule } from '../vault/read/vault-rules.ts';
import { writeState } from '../vault/read/vault-state.ts';
import { type IdentityFile, parseVaultKey, type VaultKey, vaultKey } from '../vault/seal/keys.ts';
import { Identity } from '../vault/seal/x25519.ts';
import type { Deps } from './shared/command.ts';
import { writeKeyFile, type WrapKeys } from './shared/key-file.ts';
import { refuseStrangers } from './shared/untrusted-event.ts';
import { kmsDeps } from './vault/held-keys.ts';
import { openNewestSnapshot, type OpenedSnapshot } from './vault/opened-snapshot.ts';
import { openVault, type Vault } from './vault/vault.ts';

/** Makes, shares, renews or checks the keys of a vault; writes only with `apply`. */
export async function keys(inputs: Inputs, deps: Deps): Promise<CommandResult> {
  const vault = await openVault(inputs, deps);
  refuseStrangers(vault.workflow);
  return keysIn(vault, inputs, deps, wrapperOf(vault, inputs, deps));
}

type Act = NonNullable<Inputs['keys']>;

/** With kms-key-id the secret of the workflow is wrapped. */
function wrapperOf({ credentials }: Vault, { kmsKeyId }: Inputs, deps: Deps): WrapKeys | undefined {
  if (kmsKeyId === undefined) return undefined;
  return (fingerprint, text) => wrapKeys(kmsDeps(credentials, deps), kmsKeyId, fingerprint, text);
}

export async function keysIn(
  { store }: Pick<Vault, 'store'>,
  inputs: Inputs,
  deps: Deps,
  wrap?: WrapKeys,
): Promise<CommandResult> {
  const run: Run = { store, inputs, deps, wrap };
  const act = inputs.keys as Act;
  const rows = await ACTS[act](run);
  return buildResult(act, run, rows);
}

interface Run {
  readonly store: Store;
  readonly inputs: Inputs;
  readonly deps: Deps;
  readonly wrap: WrapKeys | undefined;
}

const ACTS: Readonly<Record<Act, (run: Run) => Promise<Outcome>>> = { create, share, rotate, check };

interface Outcome {
  /** What is in the vault afterwards. */
  readonly chain: KeyChain;
  /** With `apply` written, without it planned; undefined: there is nothing to write. */
  readonly written: string | undefined;
  readonly people: readonly Person[];
  /** What the user has to do now. */
  readonly text: string;
}

interface Person {
  readonly recipient: string;
  readonly state: 'new' | 'stays' | 'leaves';
}

async function create(run: Run): Promise<Outcome> {
  const { store, inputs, deps } = run;
  if (await hadKeys(store, deps.signal)) throw keysExist();
  const chain: KeyChain = [newKey(), newKey()];
  const document = await sealKeys(chain, inputs.recipients);
  const people = comparePeople([], inputs.recipients);
  if (!inputs.apply) return { chain, written: 'planned', people, text: CREATE_PLAN };
  await writeKeyFile(inputs, deps, chain, run.wrap);
  // Before the keys: without them nothing can be added, and create can be run again.
  await writeSealedRule(store, requireServerDate(store), deps.signal);
  const written = await writeKeys(store, requireServerDate(store), document, deps.signal);
  const [oldest] = await readKeyDocuments(store, deps.emit, deps.signal);
  if (oldest?.key !== written) throw keysExist();
  return { chain, written, people, text: `${nextSteps(inputs, chain)}\n${pinLine(chain)}\n${WHAT_IS_LOST}` };
}

/** The same keys for other people. */
async function share(run: Run): Promise<Outcome> {
  const { store, inputs, deps } = run;
  const { newest } = await openOwn(run);
  const people = comparePeople(newest.document.recipients, inputs.recipients);
  const document = await sealKeys(newest.chain, inputs.recipients);
  const isChange = people.some(({ state }) => state !== 'stays');
  const written = !isChange
    ? undefined
    : inputs.apply
      ? await writeKeys(store, requireServerDate(store), document, deps.signal)
      : 'planned';
  const leaves = people.some(({ state }) => state === 'leaves') ? [WHO_LEAVES] : [];
  const text = isChange ? [pinLine(newest.chain), ...leaves].join('\n') : 'The same people have these keys already.';
  return { chain: newest.chain, written, people, text };
}

/** New keys; the former ones stay beside them, for what was sealed with them. */
async function rotate(run: Run): Promise<Outcome> {
  const { store, inputs, deps } = run;
  const { newest } = await openOwn(run);
  const until = formatUtc(requireServerDate(store));
  const former = newest.chain.map((key) => ({ until, ...key }));
  const chain: KeyChain = [newKey(), newKey(), ...former];
  const document = await sealKeys(chain, inputs.recipients);
  const people = comparePeople(newest.document.recipients, inputs.recipients);
  if (!inputs.apply) return { chain, written: 'planned', people, text: ROTATE_PLAN };
  await writeKeyFile(inputs, deps, chain, run.wrap);
  const written = await writeKeys(store, requireServerDate(store), document, deps.signal);
  return { chain, written, people, text: `${nextSteps(inputs, chain)}\n${ROTATED}` };
}

/** Proves that a person can open the keys, a snapshot and its content with them, and notes when that was. */
async function check(run: Run): Promise<Outcome> {
  const { store, deps } = run;
  const { newest } = await openOwn(run);
  const { chain, document, key } = newest;
  const snapshot = await openNewestSnapshot(store, chain, deps);
  const opened = [
    'keys',
    ...(snapshot === undefined ? [] : ['root']),
    ...(snapshot?.pack === undefined ? [] : ['pack']),
  ];
  await writeState(store, 'keys', requireServerDate(store), { opened, document: key, ...snapshot }, deps.signal);
  const people = comparePeople(document.recipients, document.recipients);
  return { chain, written: undefined, people, text: `${checkedText(snapshot)} This was noted in the vault.` };
}

function checkedText(snapshot: OpenedSnapshot | undefined): string {
  if (snapshot === undefined)
    return 'You can open the keys of this vault. None of its newest snapshots was made with them, so nothing else was opened.';
  const { series, id, pack } = snapshot;
  const content =
    pack === undefined ? 'It has no content yet that could be opened' : 'A pack of its content was opened';
  return `You can open the keys of this vault, and with them snapshot ${id} of ${series}. ${content}.`;
}

/** Only the newest keys: whoever cannot open them has left, and would hand out former ones as new. */
async function openOwn({ store, inputs, deps }: Run): Promise<PersonalKeys> {
  const opened = await openPersonalKeys(store, ownIdentity(inputs, deps), deps);
  const [later] = opened.unopened;
  if (later === undefined) return opened;
  throw new HoldfastError({
    code: 'bad-vault-key',
    message: `There are later keys than those that this identity opens: ${later.key}.`,
    why: 'They are sealed to other people.',
    fix: 'Somebody who can open them shares them with you. If nobody of yours wrote them, see which role may write below v1/keys/.',
  });
}

function ownIdentity({ vaultKey: text = '' }: Inputs, { mask }: Deps): IdentityFile {
  const file = parseVaultKey(text, mask);
  if (file.kind === 'identities') return file;
  throw new HoldfastError({
    code: 'bad-vault-key',
    message: 'vault-key: a key that KMS has wrapped cannot be shared or renewed.',
    why: 'It is the vault key alone; the content key is with people only.',
    fix: 'Give your own age identity.',
  });
}

function newKey(): VaultKey {
  return vaultKey(new Identity(randomBytes(32)));
}

function comparePeople(before: readonly string[], after: readonly string[]): Person[] {
  return [
    ...after.map((recipient): Person => ({ recipient, state: before.includes(recipient) ? 'stays' : 'new' })),
    ...before
      .filter((recipient) => !after.includes(recipient))
      .map((recipient): Person => ({ recipient, state: 'leaves' })),
  ];
}

function keysExist(): HoldfastError {
  return new HoldfastError({
    code: 'keys-exist',
    message: 'This vault has keys already, or had some once: there is something below v1/keys/.',
    why: 'Two first keys would divide the vault: each would hide what the other one sealed.',
    fix: 'For other people `holdfast keys share`, for new keys `holdfast keys rotate`. A new vault begins under another prefix.',
  });
}

const WHO_LEAVES =
  'Who leaves keeps what she has: rotate the keys too, and end her access to the bucket. What is stored already stays readable to her.';
const CREATE_PLAN =
  'A plan, and nothing was written: `apply: true` makes the keys. Each person listed can open them; nobody else can. From then on nothing can be added to this vault that is not encrypted: a backup without vault-key fails.';
const ROTATE_PLAN =
  'A plan, and nothing was written: `apply: true` makes new keys. Former ones stay readable to the people listed.';
const WHAT_IS_LOST =
  'If all people listed lose their identities, the content of all backups is lost: nobody can open it, whatever rights they have. Let each of them run `holdfast keys check` after the first backup, and once a year.';
const ROTATED =
  'Replace both inputs of every workflow before its next run: what it stores with the former vault key from now on does not count for whoever has the new ones.';

function nextSteps({ keyFile = '' }: Inputs, [, content]: KeyChain): string {
  return [
    'Two inputs for each workflow that uses this vault:',
    '    vault-key: ${{ secrets.HOLDFAST_VAULT_KEY }}',
    `    vault-recipient: ${content.recipient}`,
    `The secret is in ${keyFile}. Store it, then delete the file:`,
    `    gh secret set HOLDFAST_VAULT_KEY < ${keyFile}`,
  ].join('\n');
}

/** The first vault key of all ends the chain, before its content key. */
function pinLine(chain: KeyChain): string {
  return [
    'Each person adds this line to the file with her own identity, so that nobody can pass off other keys:',
    `    # vault ${chain.at(-2)?.fingerprint ?? ''}`,
  ].join('\n');
}

interface KeyRow {
  readonly role: string;
  readonly key: VaultKey;
}

/** Public facts only. */
const KEY_FIELDS: Fields<KeyRow> = {
  role: { kind: 'text', title: 'key', value: ({ role }) => role },
  fingerprint: { kind: 'text', value: ({ key }) => key.fingerprint },
  recipient: { kind: 'text', value: ({ key }) => key.recipient },
  until: { kind: 'text', value: ({ key }) => key.until },
};

const PERSON_FIELDS: Fields<Person> = {
  recipient: { kind: 'text', title: 'person', value: ({ recipient }) => recipient },
  state: { kind: 'text', value: ({ state }) => state },
};

const ROLES = ['vault key', 'content key'];

function buildResult(act: Act, { inputs }: Run, { chain, written, people, text }: Outcome): CommandResult {
  const isPlan = written === 'planned';
  // The keys of a plan are made anew when it is carried out.
  const isMade = !isPlan || act === 'share';
  const rows = chain.map((key, index) => ({ role: ROLES[index] ?? 'former', key })).slice(isMade ? 0 : chain.length);
  const facts: Record<string, Phrase> = {
    People: [[people.filter(({ state }) => state !== 'leaves').length, 'count']],
    Keys: [counted(chain.length, 'key')],
  };
  return {
    status: 'complete',
    outputs: { changes: written === undefined ? 0 : 1, applied: inputs.apply && written !== undefined },
    tables: [
      tableOf('People who can open the keys', PERSON_FIELDS, people),
      ...(isMade ? [tableOf('Keys', KEY_FIELDS, rows)] : []),
    ],
    summary: { title: `Keys of ${inputs.bucket}: ${act}`, verdict: verdictOn(act, written), facts, text },
    json: {
      action: act,
      applied: inputs.apply && written !== undefined,
      document: isPlan ? undefined : written,
      people: jsonRows(PERSON_FIELDS, people),
      keys: jsonRows(KEY_FIELDS, rows),
    },
  };
}

function verdictOn(act: Act, written: string | undefined): string {
  if (act === 'check') return 'the keys open';
  return written === undefined ? 'nothing to write' : written === 'planned' ? 'a plan' : 'written';
}
