export const id = 5570;
export const ids = [5570];
export const modules = {

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


/***/ })

};
