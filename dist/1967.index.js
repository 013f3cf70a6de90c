export const id = 1967;
export const ids = [1967,5570,1147];
export const modules = {

/***/ 83756:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   N: () => (/* binding */ kmsFailed),
/* harmony export */   k: () => (/* binding */ callKms)
/* harmony export */ });
/* harmony import */ var _aws_sdk_client_kms__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(92632);
/* harmony import */ var _base_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(17594);
/* harmony import */ var _net_retry_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(16705);
/** One call of AWS KMS, with retries, and its failure in plain words. */



/** @throws kms-failed */
async function callKms({ credentials, network, region, env, emit, signal }, { permission, keyId, fix }, call) {
    const endpoint = env['AWS_ENDPOINT_URL_KMS'];
    const client = new _aws_sdk_client_kms__WEBPACK_IMPORTED_MODULE_2__/* .KMSClient */ .pgq({
        ...{ credentials, requestHandler: network.requestHandler },
        region: /^arn:[^:]*:kms:([^:]+):/.exec(keyId ?? '')?.[1] ?? region,
        // retry.ts makes the retries: they end at once on abort.
        maxAttempts: 1,
        ...(endpoint !== undefined && endpoint !== '' && { endpoint }),
    });
    try {
        const attempt = () => call(client, { abortSignal: signal });
        return await (0,_net_retry_js__WEBPACK_IMPORTED_MODULE_1__/* .withRetries */ .LH)(attempt, { policy: _net_retry_js__WEBPACK_IMPORTED_MODULE_1__/* .DEFAULT_RETRY */ .vI, what: permission, emit, signal });
    }
    catch (error) {
        signal.throwIfAborted();
        throw error instanceof _base_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .HoldfastError */ .Et ? error : kmsFailed(`refused ${permission}`, error, fix);
    }
}
function kmsFailed(problem, cause, fix) {
    const why = cause === undefined ? undefined : (0,_base_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .messageOf */ .bD)(cause);
    return new _base_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .HoldfastError */ .Et({ code: 'kms-failed', message: `KMS ${problem}.`, why, fix, cause });
}


/***/ }),

/***/ 71147:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   d: () => (/* binding */ wrapKeys),
/* harmony export */   unwrapKeys: () => (/* binding */ unwrapKeys)
/* harmony export */ });
/* harmony import */ var _aws_sdk_client_kms__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(92632);
/* harmony import */ var _client_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(83756);
/** Vault keys that a key of AWS KMS has wrapped: then a workflow holds no secret, and its role decides who opens them. */


/** What KMS encrypts at once. */
const MAX_PLAIN_BYTES = 4096;
const FIX = 'Check that the KMS key exists in this region and is enabled, and that its policy allows this role the call with the encryption context holdfast-key.';
/** Binds a wrapped key to the vault key inside, also in CloudTrail and in policies. */
function contextOf(fingerprint) {
    return { 'holdfast-key': fingerprint };
}
/**
 * Wraps the text of an identity file.
 * @param keyId the id, ARN or alias of a symmetric KMS key
 * @param fingerprint of the first vault key in the text
 * @returns `kms:<fingerprint>:<base64>`
 * @throws kms-failed
 */
async function wrapKeys(deps, keyId, fingerprint, text) {
    const plain = Buffer.from(text);
    if (plain.length > MAX_PLAIN_BYTES)
        throw (0,_client_js__WEBPACK_IMPORTED_MODULE_0__/* .kmsFailed */ .N)('wraps at most 4,096 bytes, and there are more former keys than fit', undefined, FIX);
    const command = new _aws_sdk_client_kms__WEBPACK_IMPORTED_MODULE_1__/* .EncryptCommand */ .b8v({ KeyId: keyId, Plaintext: plain, EncryptionContext: contextOf(fingerprint) });
    const call = { permission: 'kms:Encrypt', keyId, fix: FIX };
    const { CiphertextBlob } = await (0,_client_js__WEBPACK_IMPORTED_MODULE_0__/* .callKms */ .k)(deps, call, (client, options) => client.send(command, options));
    return `kms:${fingerprint}:${Buffer.from(CiphertextBlob ?? []).toString('base64')}`;
}
/**
 * The text of the identity file that was wrapped; the caller checks that its first key has this fingerprint.
 * @throws kms-failed
 */
async function unwrapKeys(deps, fingerprint, wrapped) {
    const command = new _aws_sdk_client_kms__WEBPACK_IMPORTED_MODULE_1__/* .DecryptCommand */ .vIm({ CiphertextBlob: wrapped, EncryptionContext: contextOf(fingerprint) });
    const call = { permission: 'kms:Decrypt', fix: FIX };
    const { Plaintext } = await (0,_client_js__WEBPACK_IMPORTED_MODULE_0__/* .callKms */ .k)(deps, call, (client, options) => client.send(command, options));
    return Buffer.from(Plaintext ?? []).toString('utf8');
}


/***/ }),

/***/ 11967:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  keys: () => (/* binding */ keys_keys),
  keysIn: () => (/* binding */ keysIn)
});

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
// EXTERNAL MODULE: ./lib/aws/kms/wrapping.js
var wrapping = __webpack_require__(71147);
// EXTERNAL MODULE: ./lib/base/errors.js
var errors = __webpack_require__(17594);
// EXTERNAL MODULE: ./lib/base/text.js
var base_text = __webpack_require__(58566);
// EXTERNAL MODULE: ./lib/report/fields.js
var fields = __webpack_require__(15313);
// EXTERNAL MODULE: ./lib/store/store.js
var store_store = __webpack_require__(97208);
// EXTERNAL MODULE: ./lib/vault/format/keys.js
var keys = __webpack_require__(58232);
// EXTERNAL MODULE: ./lib/vault/keys/document.js
var keys_document = __webpack_require__(81156);
// EXTERNAL MODULE: ./lib/vault/keys/vault-keys.js
var vault_keys = __webpack_require__(5570);
// EXTERNAL MODULE: ./lib/vault/read/vault-rules.js
var vault_rules = __webpack_require__(11451);
// EXTERNAL MODULE: ./lib/vault/read/vault-state.js
var vault_state = __webpack_require__(9357);
// EXTERNAL MODULE: ./lib/vault/seal/keys.js
var seal_keys = __webpack_require__(5978);
// EXTERNAL MODULE: ./lib/vault/seal/x25519.js
var x25519 = __webpack_require__(23436);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: ./lib/base/system-errors.js
var system_errors = __webpack_require__(23626);
// EXTERNAL MODULE: ./lib/commands/shared/named-path.js
var named_path = __webpack_require__(46247);
;// CONCATENATED MODULE: ./lib/commands/shared/key-file.js
/** The file in which the secret for a workflow is handed over: it is in no log and on no terminal. */





/**
 * Writes the vault key and former ones to the new file `key-file`, for this user alone. The content key is not in it: it is
 * for people, who open it from the vault.
 *
 * @param wrap if KMS wraps the keys: the text of an identity file to `kms:...`
 * @throws target-not-empty if there is something at its path
 */
async function writeKeyFile({ keyFile = '' }, deps, chain, wrap) {
    const path = (0,named_path/* namedPath */.h)(keyFile, deps);
    const text = await keyFileText(chain, wrap);
    try {
        const file = await (0,promises_.open)(path, 'wx', 0o600);
        try {
            await file.writeFile(text);
            await file.sync();
        }
        finally {
            await file.close();
        }
    }
    catch (error) {
        if (error.code !== 'EEXIST')
            throw (0,system_errors/* explainSystemError */.Tr)(error) ?? error;
        throw new errors/* HoldfastError */.Et({
            code: 'target-not-empty',
            message: `key-file: there is something at ${keyFile} already. Nothing was made.`,
            fix: 'Name a file that does not exist yet.',
        });
    }
}
async function keyFileText([key, , ...former], wrap) {
    // Of each former pair the first is the vault key of its time.
    const vaultKeys = [key, ...former.filter((_, index) => index % 2 === 0)];
    const identities = (0,seal_keys/* formatIdentityFile */.Ay)(vaultKeys);
    return [
        '# The vault key, for the secret HOLDFAST_VAULT_KEY of a workflow. Then delete this file: v1/keys/ of the vault',
        '# has it too, and the people whom it is sealed to open it there.',
        `# public key: ${key.recipient}`,
        wrap === undefined ? identities : `${await wrap(key.fingerprint, identities)}\n`,
    ].join('\n');
}

// EXTERNAL MODULE: ./lib/commands/shared/untrusted-event.js
var untrusted_event = __webpack_require__(50841);
// EXTERNAL MODULE: ./lib/commands/vault/held-keys.js
var held_keys = __webpack_require__(58083);
// EXTERNAL MODULE: ./lib/vault/read/blobs.js
var read_blobs = __webpack_require__(80569);
// EXTERNAL MODULE: ./lib/vault/read/damage.js
var damage = __webpack_require__(57076);
// EXTERNAL MODULE: ./lib/vault/read/root-reader.js
var root_reader = __webpack_require__(7269);
// EXTERNAL MODULE: ./lib/vault/read/snapshots.js
var snapshots = __webpack_require__(56572);
// EXTERNAL MODULE: ./lib/vault/seal/keyed-store.js
var keyed_store = __webpack_require__(61110);
;// CONCATENATED MODULE: ./lib/commands/vault/opened-snapshot.js








/** Newest roots of the vault that are tried: others may lie above, open ones and what somebody planted. */
const ROOTS_TRIED = 64;
/**
 * Opens the newest snapshot that was made with these keys, and the smallest pack that it needs, whole. One LIST of all roots.
 * @returns undefined if none of the newest was made with them
 * @throws sealed if the content key does not open the pack; object-lost, corrupt-seal
 */
async function openNewestSnapshot(inner, chain, { emit, signal }) {
    const store = (0,keyed_store/* withKeys */.j)(inner, (0,seal_keys/* vaultKeysOf */.Kl)({ keys: chain }));
    for (const info of await newestRoots(store, signal)) {
        try {
            const root = await (0,root_reader/* readRoot */.XD)(store, info, { signal });
            const pack = await openPack(store, root, signal);
            return { series: info.series, id: root.id, pack };
        }
        catch (error) {
            if (!(0,damage/* isUnreadable */.GZ)(error) || error.code === 'sealed' || error.code === 'object-lost')
                throw error;
            if (error.code !== 'foreign-snapshot')
                emit({ type: 'warning', class: 'unreadable-snapshot', message: error.message, why: error.why, fix: error.fix });
        }
    }
    return undefined;
}
/** With a time that S3 vouches for, newest first. */
async function newestRoots(store, signal) {
    const found = [];
    for await (const { objects } of store.list('v1/roots/', { signal }))
        for (const object of objects) {
            const info = (0,snapshots/* snapshotInfo */.bX)(object);
            if (info?.timeTrusted === true)
                found.push(info);
        }
    return found.sort((a, b) => b.utc.getTime() - a.utc.getTime()).slice(0, ROOTS_TRIED);
}
async function openPack(store, root, signal) {
    const [smallest] = root.objects
        .filter(({ key }) => (0,keys/* parseBlobKey */.QK)(key)?.kind === 'packs')
        .toSorted((a, b) => a.sizeBytes - b.sizeBytes);
    if (smallest === undefined)
        return undefined;
    const { key, sizeBytes } = smallest;
    const blobs = new read_blobs/* BlobReader */.n(store, root);
    const open = (body) => {
        if (!(0,keys/* isNameOf */.b_)(key, body))
            throw new errors/* HoldfastError */.Et({ code: 'corrupt-pack', message: `${key} does not have the bytes of its name.` });
        blobs.contentOf(key, body);
    };
    await blobs.read(key, 0, sizeBytes, open, signal);
    return key;
}

// EXTERNAL MODULE: ./lib/commands/vault/vault.js + 12 modules
var vault_vault = __webpack_require__(58266);
;// CONCATENATED MODULE: ./lib/commands/keys.js
/** Mode keys: makes the keys of a sealed vault, shares them with people, renews and checks them. */


















/** Makes, shares, renews or checks the keys of a vault; writes only with `apply`. */
async function keys_keys(inputs, deps) {
    const vault = await (0,vault_vault/* openVault */.Z1)(inputs, deps);
    (0,untrusted_event/* refuseStrangers */.C)(vault.workflow);
    return keysIn(vault, inputs, deps, wrapperOf(vault, inputs, deps));
}
/** With kms-key-id the secret of the workflow is wrapped. */
function wrapperOf({ credentials }, { kmsKeyId }, deps) {
    if (kmsKeyId === undefined)
        return undefined;
    return (fingerprint, text) => (0,wrapping/* wrapKeys */.d)((0,held_keys/* kmsDeps */.Q)(credentials, deps), kmsKeyId, fingerprint, text);
}
async function keysIn({ store }, inputs, deps, wrap) {
    const run = { store, inputs, deps, wrap };
    const act = inputs.keys;
    const rows = await ACTS[act](run);
    return buildResult(act, run, rows);
}
const ACTS = { create, share, rotate, check };
async function create(run) {
    const { store, inputs, deps } = run;
    if (await (0,vault_keys/* hadKeys */.ap)(store, deps.signal))
        throw keysExist();
    const chain = [newKey(), newKey()];
    const document = await (0,keys_document/* sealKeys */.my)(chain, inputs.recipients);
    const people = comparePeople([], inputs.recipients);
    if (!inputs.apply)
        return { chain, written: 'planned', people, text: CREATE_PLAN };
    await writeKeyFile(inputs, deps, chain, run.wrap);
    // Before the keys: without them nothing can be added, and create can be run again.
    await (0,vault_rules/* writeSealedRule */.oK)(store, (0,store_store/* requireServerDate */.t)(store), deps.signal);
    const written = await (0,vault_keys/* writeKeys */.mk)(store, (0,store_store/* requireServerDate */.t)(store), document, deps.signal);
    const [oldest] = await (0,vault_keys/* readKeyDocuments */.Qw)(store, deps.emit, deps.signal);
    if (oldest?.key !== written)
        throw keysExist();
    return { chain, written, people, text: `${nextSteps(inputs, chain)}\n${pinLine(chain)}\n${WHAT_IS_LOST}` };
}
/** The same keys for other people. */
async function share(run) {
    const { store, inputs, deps } = run;
    const { newest } = await openOwn(run);
    const people = comparePeople(newest.document.recipients, inputs.recipients);
    const document = await (0,keys_document/* sealKeys */.my)(newest.chain, inputs.recipients);
    const isChange = people.some(({ state }) => state !== 'stays');
    const written = !isChange
        ? undefined
        : inputs.apply
            ? await (0,vault_keys/* writeKeys */.mk)(store, (0,store_store/* requireServerDate */.t)(store), document, deps.signal)
            : 'planned';
    const leaves = people.some(({ state }) => state === 'leaves') ? [WHO_LEAVES] : [];
    const text = isChange ? [pinLine(newest.chain), ...leaves].join('\n') : 'The same people have these keys already.';
    return { chain: newest.chain, written, people, text };
}
/** New keys; the former ones stay beside them, for what was sealed with them. */
async function rotate(run) {
    const { store, inputs, deps } = run;
    const { newest } = await openOwn(run);
    const until = (0,keys/* formatUtc */.ay)((0,store_store/* requireServerDate */.t)(store));
    const former = newest.chain.map((key) => ({ until, ...key }));
    const chain = [newKey(), newKey(), ...former];
    const document = await (0,keys_document/* sealKeys */.my)(chain, inputs.recipients);
    const people = comparePeople(newest.document.recipients, inputs.recipients);
    if (!inputs.apply)
        return { chain, written: 'planned', people, text: ROTATE_PLAN };
    await writeKeyFile(inputs, deps, chain, run.wrap);
    const written = await (0,vault_keys/* writeKeys */.mk)(store, (0,store_store/* requireServerDate */.t)(store), document, deps.signal);
    return { chain, written, people, text: `${nextSteps(inputs, chain)}\n${ROTATED}` };
}
/** Proves that a person can open the keys, a snapshot and its content with them, and notes when that was. */
async function check(run) {
    const { store, deps } = run;
    const { newest } = await openOwn(run);
    const { chain, document, key } = newest;
    const snapshot = await openNewestSnapshot(store, chain, deps);
    const opened = [
        'keys',
        ...(snapshot === undefined ? [] : ['root']),
        ...(snapshot?.pack === undefined ? [] : ['pack']),
    ];
    await (0,vault_state/* writeState */.Jq)(store, 'keys', (0,store_store/* requireServerDate */.t)(store), { opened, document: key, ...snapshot }, deps.signal);
    const people = comparePeople(document.recipients, document.recipients);
    return { chain, written: undefined, people, text: `${checkedText(snapshot)} This was noted in the vault.` };
}
function checkedText(snapshot) {
    if (snapshot === undefined)
        return 'You can open the keys of this vault. None of its newest snapshots was made with them, so nothing else was opened.';
    const { series, id, pack } = snapshot;
    const content = pack === undefined ? 'It has no content yet that could be opened' : 'A pack of its content was opened';
    return `You can open the keys of this vault, and with them snapshot ${id} of ${series}. ${content}.`;
}
/** Only the newest keys: whoever cannot open them has left, and would hand out former ones as new. */
async function openOwn({ store, inputs, deps }) {
    const opened = await (0,vault_keys/* openPersonalKeys */.B0)(store, ownIdentity(inputs, deps), deps);
    const [later] = opened.unopened;
    if (later === undefined)
        return opened;
    throw new errors/* HoldfastError */.Et({
        code: 'bad-vault-key',
        message: `There are later keys than those that this identity opens: ${later.key}.`,
        why: 'They are sealed to other people.',
        fix: 'Somebody who can open them shares them with you. If nobody of yours wrote them, see which role may write below v1/keys/.',
    });
}
function ownIdentity({ vaultKey: text = '' }, { mask }) {
    const file = (0,seal_keys/* parseVaultKey */.nS)(text, mask);
    if (file.kind === 'identities')
        return file;
    throw new errors/* HoldfastError */.Et({
        code: 'bad-vault-key',
        message: 'vault-key: a key that KMS has wrapped cannot be shared or renewed.',
        why: 'It is the vault key alone; the content key is with people only.',
        fix: 'Give your own age identity.',
    });
}
function newKey() {
    return (0,seal_keys/* vaultKey */._D)(new x25519/* Identity */.l((0,external_node_crypto_.randomBytes)(32)));
}
function comparePeople(before, after) {
    return [
        ...after.map((recipient) => ({ recipient, state: before.includes(recipient) ? 'stays' : 'new' })),
        ...before
            .filter((recipient) => !after.includes(recipient))
            .map((recipient) => ({ recipient, state: 'leaves' })),
    ];
}
function keysExist() {
    return new errors/* HoldfastError */.Et({
        code: 'keys-exist',
        message: 'This vault has keys already, or had some once: there is something below v1/keys/.',
        why: 'Two first keys would divide the vault: each would hide what the other one sealed.',
        fix: 'For other people `holdfast keys share`, for new keys `holdfast keys rotate`. A new vault begins under another prefix.',
    });
}
const WHO_LEAVES = 'Who leaves keeps what she has: rotate the keys too, and end her access to the bucket. What is stored already stays readable to her.';
const CREATE_PLAN = 'A plan, and nothing was written: `apply: true` makes the keys. Each person listed can open them; nobody else can. From then on nothing can be added to this vault that is not encrypted: a backup without vault-key fails.';
const ROTATE_PLAN = 'A plan, and nothing was written: `apply: true` makes new keys. Former ones stay readable to the people listed.';
const WHAT_IS_LOST = 'If all people listed lose their identities, the content of all backups is lost: nobody can open it, whatever rights they have. Let each of them run `holdfast keys check` after the first backup, and once a year.';
const ROTATED = 'Replace both inputs of every workflow before its next run: what it stores with the former vault key from now on does not count for whoever has the new ones.';
function nextSteps({ keyFile = '' }, [, content]) {
    return [
        'Two inputs for each workflow that uses this vault:',
        '    vault-key: ${{ secrets.HOLDFAST_VAULT_KEY }}',
        `    vault-recipient: ${content.recipient}`,
        `The secret is in ${keyFile}. Store it, then delete the file:`,
        `    gh secret set HOLDFAST_VAULT_KEY < ${keyFile}`,
    ].join('\n');
}
/** The first vault key of all ends the chain, before its content key. */
function pinLine(chain) {
    return [
        'Each person adds this line to the file with her own identity, so that nobody can pass off other keys:',
        `    # vault ${chain.at(-2)?.fingerprint ?? ''}`,
    ].join('\n');
}
/** Public facts only. */
const KEY_FIELDS = {
    role: { kind: 'text', title: 'key', value: ({ role }) => role },
    fingerprint: { kind: 'text', value: ({ key }) => key.fingerprint },
    recipient: { kind: 'text', value: ({ key }) => key.recipient },
    until: { kind: 'text', value: ({ key }) => key.until },
};
const PERSON_FIELDS = {
    recipient: { kind: 'text', title: 'person', value: ({ recipient }) => recipient },
    state: { kind: 'text', value: ({ state }) => state },
};
const ROLES = ['vault key', 'content key'];
function buildResult(act, { inputs }, { chain, written, people, text }) {
    const isPlan = written === 'planned';
    // The keys of a plan are made anew when it is carried out.
    const isMade = !isPlan || act === 'share';
    const rows = chain.map((key, index) => ({ role: ROLES[index] ?? 'former', key })).slice(isMade ? 0 : chain.length);
    const facts = {
        People: [[people.filter(({ state }) => state !== 'leaves').length, 'count']],
        Keys: [(0,base_text/* counted */.hS)(chain.length, 'key')],
    };
    return {
        status: 'complete',
        outputs: { changes: written === undefined ? 0 : 1, applied: inputs.apply && written !== undefined },
        tables: [
            (0,fields/* tableOf */.c_)('People who can open the keys', PERSON_FIELDS, people),
            ...(isMade ? [(0,fields/* tableOf */.c_)('Keys', KEY_FIELDS, rows)] : []),
        ],
        summary: { title: `Keys of ${inputs.bucket}: ${act}`, verdict: verdictOn(act, written), facts, text },
        json: {
            action: act,
            applied: inputs.apply && written !== undefined,
            document: isPlan ? undefined : written,
            people: (0,fields/* jsonRows */.GN)(PERSON_FIELDS, people),
            keys: (0,fields/* jsonRows */.GN)(KEY_FIELDS, rows),
        },
    };
}
function verdictOn(act, written) {
    if (act === 'check')
        return 'the keys open';
    return written === undefined ? 'nothing to write' : written === 'planned' ? 'a plan' : 'written';
}


/***/ }),

/***/ 46247:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   h: () => (/* binding */ namedPath)
/* harmony export */ });
/* harmony import */ var node_os__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(48161);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(76760);
/* harmony import */ var _base_errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(17594);
/* harmony import */ var _base_system_errors_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(23626);
/** The absolute path of a file or folder that an input names. */




/**
 * The absolute path of a file or folder that an input names. As in a shell, `~` at the beginning is the home folder:
 * the values of a workflow or of the environment come without a shell that would have seen to it.
 * @throws bad-path for the home folder of another user, or where this user has none
 */
function namedPath(text, { workingDir, env }) {
    const [, user, rest = ''] = /^~([^/\\]*)(.*)$/s.exec(text) ?? [];
    if (user === undefined)
        return (0,_base_system_errors_js__WEBPACK_IMPORTED_MODULE_3__/* .pathFrom */ .Iw)(workingDir, text);
    if (user !== '') {
        throw badPath(text, 'homes of other users are not looked up', `Write out the path; for a file of this name in the current folder, give ./${text}.`);
    }
    return (0,_base_system_errors_js__WEBPACK_IMPORTED_MODULE_3__/* .pathFrom */ .Iw)(homeOf(text, env['HOME']), `.${rest}`);
}
function homeOf(text, fromEnv) {
    let why = 'this user has no home folder';
    try {
        const home = fromEnv === undefined || fromEnv === '' ? (0,node_os__WEBPACK_IMPORTED_MODULE_0__.homedir)() : fromEnv;
        if ((0,node_path__WEBPACK_IMPORTED_MODULE_1__.isAbsolute)(home))
            return home;
    }
    catch (error) {
        why = (0,_base_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .messageOf */ .bD)(error);
    }
    throw badPath(text, why, 'Set HOME, or write out the path.');
}
function badPath(text, why, fix) {
    return new _base_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .HoldfastError */ .Et({
        code: 'bad-path',
        message: `The path ${JSON.stringify(text)} cannot be used: ${why}.`,
        fix,
        exitCode: 2,
    });
}


/***/ }),

/***/ 50841:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   C: () => (/* binding */ refuseStrangers)
/* harmony export */ });
/* harmony import */ var _base_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(17594);
/** Refuses runs that people without write access can start. */

/** Runs that people without write access can start must not change the vault. @throws untrusted-event */
function refuseStrangers(workflow) {
    if (workflow === undefined || (!workflow.isFork && workflow.event !== 'pull_request_target'))
        return;
    throw new _base_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .HoldfastError */ .Et({
        code: 'untrusted-event',
        message: 'This mode does not run for pull requests from forks, nor for pull_request_target.',
        why: 'Anyone can open a pull request.',
        fix: 'Run it on schedule or workflow_dispatch.',
    });
}


/***/ }),

/***/ 15313:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   GN: () => (/* binding */ jsonRows),
/* harmony export */   Nh: () => (/* binding */ fieldsWithin),
/* harmony export */   c_: () => (/* binding */ tableOf),
/* harmony export */   d0: () => (/* binding */ jsonRow)
/* harmony export */ });
function tableOf(title, fields, rows) {
    const shown = shownFields(fields);
    const columns = Object.fromEntries(shown.map(([name, field]) => [field.title ?? name, field.kind ?? 'text']));
    return { title, columns, rows: rows.map((row) => shown.map(([, field]) => cellOf(field, row))) };
}
/** For `--json` and the report. Times are ISO text; undefined values are left out. */
function jsonRow(fields, row) {
    return jsonRows(fields, [row])[0] ?? {};
}
function jsonRows(fields, rows) {
    const named = Object.entries(fields);
    return rows.map((row) => {
        const json = {};
        for (const [name, { value, values }] of named) {
            if (values !== undefined)
                Object.assign(json, values(row));
            const found = value?.(row);
            if (found !== undefined)
                json[name] = found instanceof Date ? found.toISOString() : found;
        }
        return json;
    });
}
/** Fields of a part of a row, as fields of the row: a hit shows the fields of its entry. */
function fieldsWithin(fields, partOf) {
    return Object.fromEntries(Object.entries(fields).map(([name, { value, values, cell, ...rest }]) => [
        name,
        {
            ...rest,
            ...(value && { value: (row) => value(partOf(row)) }),
            ...(values && { values: (row) => values(partOf(row)) }),
            ...(cell && { cell: (row) => cell(partOf(row)) }),
        },
    ]));
}
/** The fields of a table, in the order of its columns. */
function shownFields(fields) {
    const ordered = [];
    for (const each of Object.entries(fields)) {
        const next = ordered.findIndex(([name]) => name === each[1].before);
        ordered.splice(next < 0 ? ordered.length : next, 0, each);
    }
    return ordered.filter(([, { kind }]) => kind !== undefined);
}
function cellOf({ value, cell }, row) {
    if (cell !== undefined)
        return cell(row);
    return (value?.(row) ?? undefined);
}


/***/ }),

/***/ 97208:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   t: () => (/* binding */ requireServerDate)
/* harmony export */ });
/** S3's own clock, after at least one answer. */
function requireServerDate(store) {
    const date = store.serverDate();
    if (date === undefined)
        throw new Error('no answer came yet');
    return date;
}


/***/ }),

/***/ 81156:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   hU: () => (/* binding */ openKeys),
/* harmony export */   lC: () => (/* binding */ parseKeysDocument),
/* harmony export */   my: () => (/* binding */ sealKeys)
/* harmony export */ });
/* harmony import */ var valibot__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(77934);
/* harmony import */ var _base_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(17594);
/* harmony import */ var _base_limits_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(50453);
/* harmony import */ var _seal_keys_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(5978);
/** Documents of `v1/keys/`: the keys of a vault, sealed to people. */




/**
 * One is written whenever people or keys change; none is ever changed. Of the fields only `identities` is proved, by what
 * it holds: anybody who may write could have written the others.
 */
const fingerprint = valibot__WEBPACK_IMPORTED_MODULE_3__/* .pipe */ .FsL(valibot__WEBPACK_IMPORTED_MODULE_3__/* .string */ .YjP(), valibot__WEBPACK_IMPORTED_MODULE_3__/* .check */ .z6Y(_seal_keys_js__WEBPACK_IMPORTED_MODULE_2__/* .isFingerprint */ .Zv));
const schema = valibot__WEBPACK_IMPORTED_MODULE_3__/* .looseObject */ ._H3({
    format: valibot__WEBPACK_IMPORTED_MODULE_3__/* .literal */ .euz('holdfast-keys/1'),
    /** Fingerprint of the vault key K. */
    key: fingerprint,
    /** Fingerprint of the content key V, to which packs are sealed. */
    to: fingerprint,
    /** `age1...`: who can open `identities`. */
    recipients: valibot__WEBPACK_IMPORTED_MODULE_3__/* .pipe */ .FsL(valibot__WEBPACK_IMPORTED_MODULE_3__/* .array */ .YOg(valibot__WEBPACK_IMPORTED_MODULE_3__/* .string */ .YjP()), valibot__WEBPACK_IMPORTED_MODULE_3__/* .maxLength */ .Ru6(_base_limits_js__WEBPACK_IMPORTED_MODULE_1__/* .LIMITS */ .b1.keysMaxRecipients)),
    /** An armored age file: an identity file with K, V, and the former pairs. */
    identities: valibot__WEBPACK_IMPORTED_MODULE_3__/* .string */ .YjP(),
});
/** @throws bad-input for recipients that are none, too few or too many */
async function sealKeys(chain, recipients) {
    requirePeople(recipients, chain);
    const { armor, Encrypter } = await __webpack_require__.e(/* import() */ 4073).then(__webpack_require__.bind(__webpack_require__, 74073));
    const encrypter = new Encrypter();
    for (const recipient of recipients) {
        try {
            encrypter.addRecipient(recipient);
        }
        catch (error) {
            throw badPeople(`${JSON.stringify(recipient.slice(0, 200))} is not a recipient that age knows`, error);
        }
    }
    const [{ fingerprint: key }, { fingerprint: to }] = chain;
    const identities = armor.encode(await encrypter.encrypt((0,_seal_keys_js__WEBPACK_IMPORTED_MODULE_2__/* .formatIdentityFile */ .Ay)(chain)));
    const document = { format: 'holdfast-keys/1', key, to, recipients: [...recipients], identities };
    const bytes = Buffer.from(`${JSON.stringify(document)}\n`);
    if (bytes.length > _base_limits_js__WEBPACK_IMPORTED_MODULE_1__/* .LIMITS */ .b1.keysMaxBytes)
        throw badPeople(`the document would have ${String(bytes.length)} bytes, more than ${String(_base_limits_js__WEBPACK_IMPORTED_MODULE_1__/* .LIMITS */ .b1.keysMaxBytes)}`);
    return bytes;
}
/** One person alone could lose a whole vault with one disk. */
function requirePeople(recipients, chain) {
    const people = new Set(recipients).size;
    if (people !== recipients.length)
        throw badPeople('one of them is there twice');
    if (people < 2)
        throw badPeople(`there ${people === 1 ? 'is one' : 'are none'}, and whoever loses the only key loses every backup`);
    if (people > _base_limits_js__WEBPACK_IMPORTED_MODULE_1__/* .LIMITS */ .b1.keysMaxRecipients)
        throw badPeople(`there are ${String(people)}, more than ${String(_base_limits_js__WEBPACK_IMPORTED_MODULE_1__/* .LIMITS */ .b1.keysMaxRecipients)}`);
    if (chain.some(({ recipient }) => recipients.includes(recipient)))
        throw badPeople('one of them is a key of this vault itself, which protects nothing');
    if (recipients.some((recipient) => /^AGE-(?:SECRET-KEY|PLUGIN)/i.test(recipient)))
        throw new _base_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .HoldfastError */ .Et({
            code: 'bad-input',
            message: 'recipients: one of them is a secret key. Treat it as leaked.',
            fix: 'Give the public half, age1..., which age-keygen -y prints.',
        });
}
function badPeople(problem, cause) {
    return new _base_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .HoldfastError */ .Et({
        code: 'bad-input',
        message: `recipients: ${problem}.`,
        fix: 'List everybody who shall be able to open the keys: age1..., two people at least. Each makes a key with age-keygen and gives only the line "public key".',
        cause,
    });
}
/** @throws corrupt-keys */
function parseKeysDocument(bytes, name) {
    try {
        if (bytes.length > _base_limits_js__WEBPACK_IMPORTED_MODULE_1__/* .LIMITS */ .b1.keysMaxBytes)
            throw new Error(`it has ${String(bytes.length)} bytes`);
        return valibot__WEBPACK_IMPORTED_MODULE_3__/* .parse */ .qgA(schema, JSON.parse(Buffer.from(bytes).toString('utf8')));
    }
    catch (error) {
        throw corrupt(name, error);
    }
}
/**
 * Opens a document with the identities of a person.
 * @returns undefined if it is not sealed to any of them
 * @throws corrupt-keys if what it holds are not the keys that it names
 */
async function openKeys(document, person, name, mask) {
    const { armor, Decrypter } = await __webpack_require__.e(/* import() */ 4073).then(__webpack_require__.bind(__webpack_require__, 74073));
    const decrypter = new Decrypter();
    try {
        for (const identity of person.lines)
            decrypter.addIdentity(identity);
    }
    catch {
        throw unsupported();
    }
    let text;
    try {
        text = await decrypter.decrypt(armor.decode(document.identities), 'text');
    }
    catch {
        return undefined;
    }
    try {
        return chainOf(document, (0,_seal_keys_js__WEBPACK_IMPORTED_MODULE_2__/* .parseVaultKey */ .nS)(text, mask));
    }
    catch (error) {
        throw corrupt(name, error);
    }
}
function unsupported() {
    return new _base_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .HoldfastError */ .Et({
        code: 'bad-vault-key',
        message: 'vault-key holds an identity of a plugin, which only the age program can use.',
        fix: 'Open the keys with it, and give what it prints as vault-key: jq -r .identities DOCUMENT | age -d -i IDENTITY',
        exitCode: _base_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .EXIT */ .dc.badInput,
    });
}
function chainOf({ key, to }, file) {
    if (file.kind !== 'identities')
        throw new Error('it holds no identities');
    const [first, second, ...former] = file.keys;
    if (first?.fingerprint !== key || second?.fingerprint !== to)
        throw new Error('it holds other keys than it names');
    if (first.until !== undefined || second.until !== undefined)
        throw new Error('it holds former keys only');
    return [first, second, ...former];
}
function corrupt(name, cause) {
    return new _base_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .HoldfastError */ .Et({
        code: 'corrupt-keys',
        message: `${name} is not a document of keys: ${(0,_base_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .messageOf */ .bD)(cause).slice(0, 300)}.`,
        cause,
    });
}


/***/ }),

/***/ 5570:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   B0: () => (/* binding */ openPersonalKeys),
/* harmony export */   Qw: () => (/* binding */ readKeyDocuments),
/* harmony export */   ap: () => (/* binding */ hadKeys),
/* harmony export */   choosePersonalKeys: () => (/* binding */ choosePersonalKeys),
/* harmony export */   mk: () => (/* binding */ writeKeys),
/* harmony export */   readAllKeyDocuments: () => (/* binding */ readAllKeyDocuments)
/* harmony export */ });
/* harmony import */ var _base_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(17594);
/* harmony import */ var _base_limits_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(50453);
/* harmony import */ var _format_keys_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(58232);
/* harmony import */ var _seal_keys_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(5978);
/* harmony import */ var _document_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(81156);
/** Keys in the vault: which documents of `v1/keys/` there are, and which of them can be believed. */





/** Documents that are read: one for each change of people or keys. */
const MAX_DOCUMENTS = 1000;
/** S3 versions of one document that are looked through for its bytes: whoever may write there could put any number. */
const VERSIONS_READ = 16;
/**
 * All documents that are there, the oldest first by S3's time. What is not one is passed over, with a warning.
 * @throws corrupt-keys if there are too many to read
 */
async function readKeyDocuments(store, emit, signal) {
    return (await readAllKeyDocuments(store, emit, signal)).filter(({ isDeleted }) => !isDeleted);
}
/** The same with those under delete markers, as long as S3 keeps their bytes. */
async function readAllKeyDocuments(store, emit, signal) {
    const byKey = await listDocuments(store, signal);
    if (byKey.size > MAX_DOCUMENTS)
        throw tooMany();
    const found = [];
    for (const [key, versions] of byKey) {
        try {
            const document = await readDocument(store, key, versions, signal);
            if (document !== undefined)
                found.push(document);
        }
        catch (error) {
            if (!(error instanceof _base_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .HoldfastError */ .Et && error.code === 'corrupt-keys'))
                throw error;
            emit({ type: 'warning', class: error.code, message: error.message, why: error.why, fix: error.fix });
        }
    }
    return found.sort((a, b) => a.lastModified.getTime() - b.lastModified.getTime() || (a.key < b.key ? -1 : 1));
}
async function listDocuments(store, signal) {
    const found = new Map();
    const add = (key, version) => {
        const known = found.get(key);
        if (known === undefined)
            found.set(key, [version]);
        else
            known.push(version);
    };
    try {
        for await (const page of store.listVersions(_format_keys_js__WEBPACK_IMPORTED_MODULE_2__/* .KEYS_PREFIX */ .E4, { signal }))
            for (const each of page)
                add(each.key, each);
    }
    catch (error) {
        if (!(error instanceof _base_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .HoldfastError */ .Et && NO_VERSIONS.includes(error.code)))
            throw error;
        found.clear();
        for await (const { objects } of store.list(_format_keys_js__WEBPACK_IMPORTED_MODULE_2__/* .KEYS_PREFIX */ .E4, { signal }))
            for (const { key, sizeBytes, lastModified } of objects)
                add(key, { isLatest: true, isDeleteMarker: false, sizeBytes, lastModified });
    }
    return found;
}
const NO_VERSIONS = ['access-denied', 'not-implemented'];
/** From the S3 version on top, else from the oldest one with the bytes of the name. undefined: nothing is there any more. */
async function readDocument(store, key, versions, signal) {
    const bad = (why) => new _base_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .HoldfastError */ .Et({ code: 'corrupt-keys', message: `${key} is passed over: ${why}.` });
    const top = versions.find(({ isLatest }) => isLatest);
    const isDeleted = top === undefined || top.isDeleteMarker;
    const stored = versions
        .filter(({ isDeleteMarker }) => !isDeleteMarker)
        .toSorted((a, b) => a.lastModified.getTime() - b.lastModified.getTime());
    const [first] = stored;
    if (first === undefined)
        return undefined;
    if (!(0,_format_keys_js__WEBPACK_IMPORTED_MODULE_2__/* .isKeysKey */ .W6)(key))
        throw bad('this is no name of a document of keys');
    const tried = [...(isDeleted ? [] : [top]), ...stored.filter((each) => each !== top)].slice(0, VERSIONS_READ);
    const fitting = tried.filter(({ sizeBytes }) => sizeBytes <= _base_limits_js__WEBPACK_IMPORTED_MODULE_1__/* .LIMITS */ .b1.keysMaxBytes);
    if (fitting.length === 0)
        throw bad(`it has ${String(first.sizeBytes)} bytes`);
    for (const version of fitting) {
        const which = version === top || version.versionId === undefined ? {} : { versionId: version.versionId };
        const { body } = await store.get(key, { offset: 0, length: _base_limits_js__WEBPACK_IMPORTED_MODULE_1__/* .LIMITS */ .b1.keysMaxBytes, upTo: true, ...which, signal });
        if ((0,_format_keys_js__WEBPACK_IMPORTED_MODULE_2__/* .isNameOf */ .b_)(key, body))
            return { key, lastModified: first.lastModified, isDeleted, document: (0,_document_js__WEBPACK_IMPORTED_MODULE_4__/* .parseKeysDocument */ .lC)(body, key) };
    }
    throw bad('its bytes are not those of its name');
}
function tooMany() {
    return new _base_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .HoldfastError */ .Et({
        code: 'corrupt-keys',
        message: `There are more than ${String(MAX_DOCUMENTS)} objects below ${_format_keys_js__WEBPACK_IMPORTED_MODULE_2__/* .KEYS_PREFIX */ .E4}.`,
        fix: 'Somebody else wrote them: see which role may, and delete those that are not yours.',
    });
}
/** Whether anything was ever stored below `v1/keys/`: S3 versions and delete markers count too. */
async function hadKeys(store, signal) {
    for await (const versions of store.listVersions(_format_keys_js__WEBPACK_IMPORTED_MODULE_2__/* .KEYS_PREFIX */ .E4, { signal }))
        if (versions.length > 0)
            return true;
    return false;
}
/**
 * The keys of a vault, opened with a person's own identities. Anybody can seal to a person, so a document counts only if it
 * holds all keys of the oldest one by S3's time, which a forger does not have; and the key of a line `# vault` if the
 * person's file has one.
 * @throws bad-vault-key if no document is sealed to these identities, or none of those can be believed
 */
async function openPersonalKeys(store, person, deps) {
    return choosePersonalKeys(await readAllKeyDocuments(store, deps.emit, deps.signal), person, deps);
}
/**
 * The same, of documents that were read. Which is the newest their names tell: what can be believed was named by somebody
 * who has the keys, and one that was put back is as old as it was.
 *
 * @param all with those under delete markers
 */
async function choosePersonalKeys(all, person, { emit, mask }) {
    const required = requiredKeys(all, person);
    const documents = all.filter(({ isDeleted }) => !isDeleted);
    const unopened = [];
    let isSealedToPerson = false;
    for (const stored of documents.toSorted((a, b) => (a.key < b.key ? 1 : -1))) {
        const chain = givenKeys(stored, person) ?? (await openOrWarn(stored, person, emit, mask));
        if (chain === undefined) {
            unopened.push(stored);
            continue;
        }
        isSealedToPerson = true;
        const has = new Set(chain.map(({ fingerprint }) => fingerprint));
        if (required.every((key) => has.has(key)))
            return { newest: { ...stored, chain }, documents, unopened };
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
function requiredKeys(documents, { firstKey }) {
    const oldest = documents.find(({ document }) => firstKey === undefined || document.key === firstKey);
    if (oldest !== undefined)
        return [oldest.document.key, oldest.document.to];
    return firstKey === undefined ? [] : [firstKey];
}
/** The keys themselves, as the age program prints them: for people whose identity only that program can use. */
function givenKeys({ document }, { keys }) {
    const [key, content, ...former] = keys;
    const isIt = key?.fingerprint === document.key && content?.fingerprint === document.to;
    return isIt ? [key, content, ...former] : undefined;
}
async function openOrWarn({ document, key }, person, emit, mask) {
    try {
        return await (0,_document_js__WEBPACK_IMPORTED_MODULE_4__/* .openKeys */ .hU)(document, person, key, mask);
    }
    catch (error) {
        if (!(error instanceof _base_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .HoldfastError */ .Et))
            throw error;
        emit({ type: 'warning', class: error.code, message: error.message, why: error.why, fix: error.fix });
        return undefined;
    }
}
function notForPerson(documents, { keys, firstKey }, isSealedToPerson) {
    const own = keys.map(({ recipient }) => (0,_seal_keys_js__WEBPACK_IMPORTED_MODULE_3__/* .fingerprintOf */ .ax)(recipient)).join(', ');
    if (isSealedToPerson)
        return new _base_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .HoldfastError */ .Et({
            code: 'bad-vault-key',
            message: 'No document of keys in this vault can be believed.',
            why: `Those that this identity opens do not hold the first keys of the vault${firstKey === undefined ? '' : ', or not the one that the line "# vault" names'}.`,
            fix: 'Is this the vault that you mean? Then somebody has written below v1/keys/: look at its S3 versions.',
        });
    return new _base_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .HoldfastError */ .Et({
        code: 'bad-vault-key',
        message: documents.length === 0
            ? 'This vault has no keys: there is nothing below v1/keys/.'
            : `No keys of this vault are sealed to the given identity (${own === '' ? 'of another kind than X25519' : own}).`,
        fix: documents.length === 0
            ? 'Make them with `holdfast keys create`, or give the vault key itself.'
            : 'Somebody who can open them shares them with `holdfast keys share`, your public half among the recipients.',
    });
}
/** @param utc S3's clock @returns the key of the new document */
async function writeKeys(store, utc, document, signal) {
    const key = (0,_format_keys_js__WEBPACK_IMPORTED_MODULE_2__/* .keysKey */ .Y$)(utc, document);
    await store.putNew(key, document, { signal });
    return key;
}


/***/ }),

/***/ 11451:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   SH: () => (/* binding */ readVaultRules),
/* harmony export */   nl: () => (/* binding */ asksForSealing),
/* harmony export */   oK: () => (/* binding */ writeSealedRule),
/* harmony export */   t0: () => (/* binding */ refuseOpen)
/* harmony export */ });
/* harmony import */ var valibot__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(77934);
/* harmony import */ var _base_async_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(95589);
/* harmony import */ var _base_errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(17594);
/* harmony import */ var _base_limits_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(50453);
/* harmony import */ var _base_text_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(58566);
/* harmony import */ var _format_features_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(60939);
/* harmony import */ var _format_root_limits_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(28341);
/* harmony import */ var _format_keys_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(58232);
/** Vault documents: what a vault asks of whoever adds snapshots to it. */








const FORMAT = 'holdfast-vault/1';
const documentSchema = valibot__WEBPACK_IMPORTED_MODULE_7__/* .object */ .Ikc({
    format: valibot__WEBPACK_IMPORTED_MODULE_7__/* .literal */ .euz(FORMAT),
    features: valibot__WEBPACK_IMPORTED_MODULE_7__/* .pick */ .UpN(_format_features_js__WEBPACK_IMPORTED_MODULE_4__/* .featuresSchema */ .rv, ['required']),
    sealed: valibot__WEBPACK_IMPORTED_MODULE_7__/* .boolean */ .zMY(),
});
const READS_IN_FLIGHT = 4;
/**
 * What a writer must know before it adds a snapshot (docs/format.md, "Vault documents"). The documents add up: what any of
 * them asks for is asked for. One LIST, and a GET for each of them; a vault without any is an open one of version 1.
 * @throws newer-format if a later version is needed; corrupt-vault-document for what is no such document
 */
async function readVaultRules(store, signal) {
    const found = [];
    for await (const { objects } of store.list(_format_keys_js__WEBPACK_IMPORTED_MODULE_6__/* .VAULT_PREFIX */ .OI, { signal })) {
        found.push(...objects);
        if (found.length > _base_limits_js__WEBPACK_IMPORTED_MODULE_2__/* .LIMITS */ .b1.vaultMaxDocuments)
            throw tooMany();
    }
    const documents = await (0,_base_async_js__WEBPACK_IMPORTED_MODULE_0__/* .mapBounded */ .yJ)(found, READS_IN_FLIGHT, (object) => readDocument(store, object, signal));
    const required = documents.flatMap(({ features }) => features.required);
    const unknown = (0,_format_features_js__WEBPACK_IMPORTED_MODULE_4__/* .unknownFeatures */ .aB)({ required, maintain: [], build: [] }, 'read');
    if (unknown !== undefined)
        throw newer(unknown);
    return { isSealed: documents.some(({ sealed }) => sealed) };
}
/** From now on nothing may be added in the open. @param utc S3's clock */
async function writeSealedRule(store, utc, signal) {
    const document = { format: FORMAT, features: { required: ['sealed'] }, sealed: true };
    const bytes = Buffer.from(JSON.stringify(document));
    await store.putNew((0,_format_keys_js__WEBPACK_IMPORTED_MODULE_6__/* .vaultDocumentKey */ .RC)(utc, bytes), bytes, { signal });
}
async function readDocument(store, object, signal) {
    const { key, sizeBytes } = object;
    if (!(0,_format_keys_js__WEBPACK_IMPORTED_MODULE_6__/* .isVaultKey */ .k0)(key))
        throw corrupt(key, 'its name is not that of one');
    if (sizeBytes > _base_limits_js__WEBPACK_IMPORTED_MODULE_2__/* .LIMITS */ .b1.vaultDocumentMaxBytes)
        throw corrupt(key, `it has ${String(sizeBytes)} bytes`);
    const range = { offset: 0, length: _base_limits_js__WEBPACK_IMPORTED_MODULE_2__/* .LIMITS */ .b1.vaultDocumentMaxBytes, upTo: true, signal };
    return parseDocument(key, (await store.get(key, range)).body);
}
function parseDocument(key, body) {
    if (!(0,_format_keys_js__WEBPACK_IMPORTED_MODULE_6__/* .isNameOf */ .b_)(key, body))
        throw corrupt(key, 'its bytes do not have the hash in its name');
    let json;
    try {
        json = (0,_format_root_limits_js__WEBPACK_IMPORTED_MODULE_5__/* .parseJson */ .qF)(body);
    }
    catch (cause) {
        throw corrupt(key, 'it is not JSON', cause);
    }
    const { format } = (json ?? {});
    if (typeof format === 'string' && format !== FORMAT && format.startsWith('holdfast-vault/'))
        throw newer(`format ${(0,_base_text_js__WEBPACK_IMPORTED_MODULE_3__/* .visibleLine */ .P8)(format)}`);
    const parsed = valibot__WEBPACK_IMPORTED_MODULE_7__/* .safeParse */ .xLC(documentSchema, json);
    if (!parsed.success)
        throw corrupt(key, 'it does not have the shape of one');
    return parsed.output;
}
/** Whether it is a document as `writeSealedRule` writes them, and asks for nothing else. */
function asksForSealing(key, body) {
    try {
        const { sealed, features } = parseDocument(key, body);
        return sealed && features.required.length === 1 && features.required[0] === 'sealed';
    }
    catch (error) {
        if (error instanceof _base_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .HoldfastError */ .Et)
            return false;
        throw error;
    }
}
const NOTHING = 'Nothing was written: whoever adds to a vault must know what it asks for.';
const WAY_OUT = 'If one of yours was overwritten, put its first S3 version back. What none of you wrote: delete that one object with the rights of the owner (a delete marker). Reading and restoring go on meanwhile.';
function newer(detail) {
    return new _base_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .HoldfastError */ .Et({
        code: 'newer-format',
        message: `This vault takes snapshots of a newer version of Holdfast only (${detail}).`,
        why: NOTHING,
        fix: 'Use a newer version of Holdfast to back up. Reading and restoring go on with this one as far as the snapshots allow.',
    });
}
function corrupt(key, detail, cause) {
    return new _base_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .HoldfastError */ .Et({
        code: 'corrupt-vault-document',
        message: `${(0,_base_text_js__WEBPACK_IMPORTED_MODULE_3__/* .visibleLine */ .P8)(key)} is not a document that says what this vault asks for: ${detail}.`,
        why: NOTHING,
        fix: WAY_OUT,
        cause,
    });
}
function tooMany() {
    return new _base_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .HoldfastError */ .Et({
        code: 'corrupt-vault-document',
        message: `More than ${String(_base_limits_js__WEBPACK_IMPORTED_MODULE_2__/* .LIMITS */ .b1.vaultMaxDocuments)} objects lie below ${_format_keys_js__WEBPACK_IMPORTED_MODULE_6__/* .VAULT_PREFIX */ .OI}, which says what this vault asks for.`,
        why: NOTHING,
        fix: WAY_OUT,
    });
}
/** @throws vault-sealed for a run that would store in the open */
function refuseOpen({ isSealed }) {
    if (!isSealed)
        return;
    throw new _base_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .HoldfastError */ .Et({
        code: 'vault-sealed',
        message: 'This vault is a sealed one, and this run would store in the open.',
        why: 'A document below v1/vault/ says that nothing may be added to it that is not encrypted. Nothing was written.',
        fix: 'Give the key of the vault, or back up into another vault (another prefix).',
    });
}


/***/ })

};
