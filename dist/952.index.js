export const id = 952;
export const ids = [952];
export const modules = {

/***/ 34419:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $: () => (/* binding */ probeConditionalWrites),
/* harmony export */   L: () => (/* binding */ checkBucket)
/* harmony export */ });
/* harmony import */ var _checks_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(43267);
/* harmony import */ var _settings_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(5335);
/* harmony import */ var _store_witness_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(54778);
/* harmony import */ var _providers_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(56750);
/* harmony import */ var _net_retry_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(16705);
/* harmony import */ var _base_errors_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(17594);
/* harmony import */ var _store_probe_object_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(88199);
/* harmony import */ var _probe_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(12186);
/** Checks a bucket before a backup: settings, and a probe of conditional writes. */








/**
 * Proves, before anything is written, that the bucket is safe for a vault. It sends six calls for its settings and one
 * PUT, all at once. If encryption is requested, a HEAD of the probe replaces one of the calls. Further requests follow
 * only if a call is not supported or an answer contradicts it. What an object shows takes precedence over what a call
 * says.
 *
 * A refused bucket keeps nothing of this run, as far as the role may delete: the probe gets a delete marker, or is gone
 * if the bucket keeps no versions.
 *
 * @throws bucket-unsafe in mode `enforce`
 */
async function checkBucket(connection, store, options) {
    const { mode, isDry = false, looks = false, signal } = options;
    if (mode === 'off')
        return [];
    const { prefix, encryption, endpointUrl } = connection.settings;
    const asked = encryption === undefined || encryption.mode === 'bucket-default' ? undefined : encryption.mode;
    const [posture, probed, head] = await (0,_net_retry_js__WEBPACK_IMPORTED_MODULE_3__/* .allOrStop */ .PR)(signal, (shared) => Promise.all([
        (0,_settings_js__WEBPACK_IMPORTED_MODULE_1__/* .readPosture */ .T_)(connection, { signal: shared, withEncryption: asked === undefined }),
        probe(store, shared, connection),
        asked === undefined ? undefined : headProbe(store, shared),
    ]));
    const isKnown = probed.put?.created === true || !looks;
    const seen = isKnown ? head : (head ?? (await headProbe(store, signal)));
    const trial = { store, isDry, signal, asked, head: seen, first: isDry ? undefined : probed.put };
    const facts = {
        prefix,
        encryptionRequested: asked !== undefined,
        encryption: probed.encryption ?? (await encryptionProof(trial, posture.encryption)),
        versions: await versionsProof(trial, posture.versioning),
        page: (0,_providers_js__WEBPACK_IMPORTED_MODULE_7__/* .providerPage */ .f)(endpointUrl),
    };
    const judged = (0,_checks_js__WEBPACK_IMPORTED_MODULE_0__/* .judgePosture */ .AJ)(posture, facts).map((finding) => (isDry ? untried(finding, facts) : finding));
    const findings = [...judged, ...probed.findings];
    const isRefused = mode === 'enforce' && findings.some(({ severity }) => severity === 'refuse');
    if (isRefused && !isDry && probed.put?.created === true)
        await removeProbe(store, signal);
    (0,_checks_js__WEBPACK_IMPORTED_MODULE_0__/* .applyBucketChecks */ .Yn)(findings, mode, connection.emit, connection.settings);
    return findings;
}
/** A dry run writes nothing, so a missing proof says nothing. */
function untried(finding, facts) {
    const proof = finding.check === 'versioning' ? facts.versions : facts.encryption;
    const isUntried = ['versioning', 'encryption'].includes(finding.check) && proof?.isProved === false;
    return isUntried && finding.severity === 'refuse' ? { ...finding, severity: 'warn' } : finding;
}
const CONDITIONAL = 'conditional-writes';
/**
 * Whether a PUT with `If-None-Match: *` over an existing object is refused. One request on a vault that was probed
 * before (412 is the proof), two on a new one.
 *
 * @param connection to find out which part of the PUT the server does not support
 */
async function probe(store, signal, connection) {
    const options = { signal };
    try {
        const put = await store.putNew(_store_probe_object_js__WEBPACK_IMPORTED_MODULE_5__/* .PROBE_KEY */ .B, _store_probe_object_js__WEBPACK_IMPORTED_MODULE_5__/* .PROBE_BYTES */ .Z, options);
        const second = put.created ? await store.putNew(_store_probe_object_js__WEBPACK_IMPORTED_MODULE_5__/* .PROBE_KEY */ .B, _store_probe_object_js__WEBPACK_IMPORTED_MODULE_5__/* .PROBE_BYTES */ .Z, options) : put;
        return { put, findings: [second.created ? overwrites() : REFUSES_TO_OVERWRITE] };
    }
    catch (error) {
        if (!(error instanceof _base_errors_js__WEBPACK_IMPORTED_MODULE_4__/* .HoldfastError */ .Et) || !['not-implemented', 's3-failed'].includes(error.code))
            throw error;
        const found = connection === undefined ? undefined : await (0,_probe_js__WEBPACK_IMPORTED_MODULE_6__/* .diagnose */ .h)(connection, signal);
        const why = error.why ?? error.message;
        if (found === undefined && error.code === 's3-failed')
            throw error;
        if (found === undefined || found.lacks === 'If-None-Match')
            return { put: found?.put, findings: [{ check: CONDITIONAL, ...NO_CONDITIONAL_WRITES, why }] };
        const { put, lacks } = found;
        if (lacks === 'encryption')
            return { put, findings: [REFUSES_TO_OVERWRITE], encryption: { isProved: false, why } };
        const message = 'The server refuses a PUT with a SHA-256 checksum (no-checksums).';
        const fix = 'Use a server that takes x-amz-checksum-sha256: AWS S3, or a current version of Ceph RGW, MinIO and others.';
        return { put, findings: [{ check: 'checksums', severity: 'refuse', message, why, fix }] };
    }
}
async function probeConditionalWrites(store, signal) {
    const { findings } = await probe(store, signal);
    return findings[0] ?? overwrites();
}
const REFUSES_TO_OVERWRITE = {
    check: CONDITIONAL,
    severity: 'ok',
    message: 'The server refuses to overwrite (If-None-Match).',
};
const NO_CONDITIONAL_WRITES = {
    severity: 'refuse',
    message: 'The server does not support conditional writes (no-conditional-writes).',
    fix: 'Use a server that honours If-None-Match on PutObject: AWS S3, or a current version of Ceph RGW, MinIO and others.',
};
function overwrites() {
    const why = 'It accepted a PUT with If-None-Match: * over an object that exists.';
    return { check: CONDITIONAL, ...NO_CONDITIONAL_WRITES, why };
}
/** undefined: nothing contradicts the answer of the call, so no proof is needed. */
async function encryptionProof(trial, reading) {
    const { store, asked, first, signal } = trial;
    const look = async () => (await headProbe(store, signal))?.serverSideEncryption;
    const isClaimed = reading.state === 'ok' && reading.value !== undefined;
    if (asked === undefined && first?.created !== true && (isClaimed ? trial.head === undefined : true))
        return isClaimed ? undefined : encrypted(await look(), asked);
    // Some servers name it in the answer to a HEAD only.
    const seen = first?.created === true ? (first.serverSideEncryption ?? (await look())) : trial.head?.serverSideEncryption;
    const isRight = asked === undefined ? seen !== undefined : seen === asked;
    if (isRight || first?.created === true || trial.isDry)
        return encrypted(seen, asked);
    // The probe is older than the request or the setting, so it is written again.
    const again = await overProbe(trial);
    if ('created' in again)
        return encrypted(again.serverSideEncryption ?? (await look()), asked);
    if (asked === undefined)
        return undefined;
    return seen === undefined
        ? again
        : { isProved: true, why: `Stored objects are encrypted with ${seen}. ${again.why}` };
}
function encrypted(seen, asked) {
    if (seen === undefined)
        return { isProved: false, why: 'No answer about a stored object names its encryption.' };
    const isProved = asked === undefined || seen === asked;
    return {
        isProved,
        why: `A stored object is encrypted with ${seen}${isProved ? '' : `, and not with ${String(asked)}`}.`,
    };
}
/**
 * Whether an object that is overwritten stays as an S3 version: tested on the probe's key if the call for the bucket's
 * versioning says nothing, or if the answer to a PUT contradicts it. Three requests.
 */
async function versionsProof(trial, reading) {
    const { store, isDry, signal } = trial;
    const first = trial.first?.created === true ? trial.first : undefined;
    const seen = first ?? trial.head;
    const isEnabled = reading.state === 'ok' && reading.value === 'Enabled';
    if (reading.state === 'ok' && (!isEnabled || seen === undefined || (0,_store_witness_js__WEBPACK_IMPORTED_MODULE_2__/* .isRealVersion */ .n)(seen.versionId)))
        return undefined;
    const before = (seen ?? (await headProbe(store, signal)))?.versionId;
    if (isDry)
        return (0,_store_witness_js__WEBPACK_IMPORTED_MODULE_2__/* .isRealVersion */ .n)(before)
            ? { isProved: true, why: 'An object of the vault has a version id.' }
            : { isProved: false, why: 'A dry run writes nothing, so this could not be tested.' };
    if (first !== undefined && !(0,_store_witness_js__WEBPACK_IMPORTED_MODULE_2__/* .isRealVersion */ .n)(before))
        return NO_VERSION_ID;
    const newer = await overProbe(trial);
    if (!('created' in newer)) {
        // If nothing can be overwritten, the stored object is the only evidence.
        if (newer.isDenied && (0,_store_witness_js__WEBPACK_IMPORTED_MODULE_2__/* .isRealVersion */ .n)(before))
            return { isProved: true, why: 'A stored object has a version id, and the bucket refuses to overwrite it.' };
        // AWS says "null" for objects written before versioning was enabled; a server without versions says nothing.
        return isEnabled && newer.isDenied && before !== undefined ? undefined : newer;
    }
    const old = (0,_store_witness_js__WEBPACK_IMPORTED_MODULE_2__/* .isRealVersion */ .n)(before) ? before : newer.versionId;
    const top = (0,_store_witness_js__WEBPACK_IMPORTED_MODULE_2__/* .isRealVersion */ .n)(before) ? newer : await overProbe(trial);
    if (!('created' in top))
        return top;
    if (!(0,_store_witness_js__WEBPACK_IMPORTED_MODULE_2__/* .isRealVersion */ .n)(old) || !(0,_store_witness_js__WEBPACK_IMPORTED_MODULE_2__/* .isRealVersion */ .n)(top.versionId) || old === top.versionId)
        return NO_VERSION_ID;
    return (await headProbe(store, signal, old)) === undefined
        ? { isProved: false, why: 'An overwritten object could no longer be read by its version id.' }
        : { isProved: true, why: 'An overwritten object stays as an S3 version.' };
}
const NO_VERSION_ID = { isProved: false, why: 'The answer to a PUT names no S3 version.' };
/** Writes one more S3 version of the probe, with the same bytes. A bucket policy may refuse it. */
async function overProbe({ store, signal, }) {
    try {
        return await store.putOver(_store_probe_object_js__WEBPACK_IMPORTED_MODULE_5__/* .PROBE_KEY */ .B, _store_probe_object_js__WEBPACK_IMPORTED_MODULE_5__/* .PROBE_BYTES */ .Z, { signal });
    }
    catch (error) {
        if (!(error instanceof _base_errors_js__WEBPACK_IMPORTED_MODULE_4__/* .HoldfastError */ .Et) || !['access-denied', 'not-implemented', 's3-failed'].includes(error.code))
            throw error;
        const isDenied = error.code === 'access-denied';
        return { isProved: false, isDenied, why: `It could not be tested: ${error.message}` };
    }
}
/** Also undefined if it may not be read: then it proves nothing. */
async function headProbe(store, signal, versionId) {
    try {
        return await store.head(_store_probe_object_js__WEBPACK_IMPORTED_MODULE_5__/* .PROBE_KEY */ .B, { signal, ...(versionId !== undefined && { versionId }) });
    }
    catch (error) {
        if (error instanceof _base_errors_js__WEBPACK_IMPORTED_MODULE_4__/* .HoldfastError */ .Et && error.code === 'access-denied')
            return undefined;
        throw error;
    }
}
/** Best effort: most roles of backups may not delete anything. */
async function removeProbe(store, signal) {
    try {
        await store.markDeleted(_store_probe_object_js__WEBPACK_IMPORTED_MODULE_5__/* .PROBE_KEY */ .B, { signal });
    }
    catch (error) {
        if (!(error instanceof _base_errors_js__WEBPACK_IMPORTED_MODULE_4__/* .HoldfastError */ .Et))
            throw error;
    }
}


/***/ }),

/***/ 12186:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   E: () => (/* binding */ plainPutIsRefused),
/* harmony export */   h: () => (/* binding */ diagnose)
/* harmony export */ });
/* harmony import */ var _aws_sdk_client_s3__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(53711);
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77598);
/* harmony import */ var _net_retry_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(16705);
/* harmony import */ var _s3_errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(4397);
/* harmony import */ var _base_errors_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(17594);
/* harmony import */ var _store_probe_object_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(88199);
/** PUTs of the probe that the Store interface does not offer. */






/**
 * Finds out which part of a PUT makes the server refuse it: the first one without which it accepts the PUT. @returns
 * undefined if it accepts none
 */
async function diagnose(connection, signal) {
    const { encryption } = connection.settings;
    const isAsked = encryption !== undefined && encryption.mode !== 'bucket-default';
    const parts = [...(isAsked ? ['encryption'] : []), 'checksum', 'If-None-Match'];
    for (const lacks of parts) {
        const put = await putProbe(connection, parts.filter((part) => part !== lacks), signal).catch((error) => {
            if (error instanceof _base_errors_js__WEBPACK_IMPORTED_MODULE_3__/* .HoldfastError */ .Et)
                return undefined;
            throw error;
        });
        if (put !== undefined)
            return { lacks, put };
    }
    return undefined;
}
/**
 * Whether a PUT without `If-None-Match` is refused, as a bucket policy may require. If not, the probe gets one more S3
 * version with the same bytes.
 */
async function plainPutIsRefused(connection, signal) {
    try {
        await putProbe(connection, [], signal);
        return false;
    }
    catch (error) {
        if (error instanceof _base_errors_js__WEBPACK_IMPORTED_MODULE_3__/* .HoldfastError */ .Et && error.code === 'access-denied')
            return true;
        throw error;
    }
}
async function putProbe(connection, parts, signal) {
    const { client, settings, emit } = connection;
    const { bucket: Bucket, prefix, expectedBucketOwner: ExpectedBucketOwner, encryption } = settings;
    const Key = prefix === '' ? _store_probe_object_js__WEBPACK_IMPORTED_MODULE_4__/* .PROBE_KEY */ .B : `${prefix}/${_store_probe_object_js__WEBPACK_IMPORTED_MODULE_4__/* .PROBE_KEY */ .B}`;
    const input = {
        ...{ Bucket, Key, ExpectedBucketOwner, Body: _store_probe_object_js__WEBPACK_IMPORTED_MODULE_4__/* .PROBE_BYTES */ .Z },
        ...(parts.includes('If-None-Match') && { IfNoneMatch: '*' }),
        ...(parts.includes('checksum') && { ChecksumSHA256: (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.hash)('sha256', _store_probe_object_js__WEBPACK_IMPORTED_MODULE_4__/* .PROBE_BYTES */ .Z, 'base64') }),
        ...(parts.includes('encryption') &&
            encryption !== undefined &&
            encryption.mode !== 'bucket-default' && {
            ServerSideEncryption: encryption.mode,
            SSEKMSKeyId: encryption.kmsKeyId,
        }),
    };
    try {
        const answer = await (0,_net_retry_js__WEBPACK_IMPORTED_MODULE_1__/* .withRetries */ .LH)(() => client.send(new _aws_sdk_client_s3__WEBPACK_IMPORTED_MODULE_5__/* .PutObjectCommand */ .wKZ(input), signal && { abortSignal: signal }), { policy: settings.retry ?? _net_retry_js__WEBPACK_IMPORTED_MODULE_1__/* .DEFAULT_RETRY */ .vI, what: 'PutObject', emit, signal });
        const { ETag: etag, VersionId: versionId, ServerSideEncryption: serverSideEncryption } = answer;
        return { created: true, etag, versionId, serverSideEncryption };
    }
    catch (error) {
        signal?.throwIfAborted();
        if ((0,_base_errors_js__WEBPACK_IMPORTED_MODULE_3__/* .isNamed */ .ev)(error, 'PreconditionFailed'))
            return { created: false, etag: undefined, versionId: undefined };
        throw (0,_s3_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .explainS3Error */ .y6)(error, { ...settings, operation: 'PutObject', key: Key });
    }
}


/***/ }),

/***/ 56750:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   f: () => (/* binding */ providerPage)
/* harmony export */ });
/* unused harmony export PROVIDER_HOSTS */
/** Which provider an endpoint belongs to, for errors that name the provider's part of docs/providers.md. */
/** Suffix of the host, name, and anchor on the page. `__tests__/providers/page.test.ts` holds it to the page. */
const PROVIDER_HOSTS = [
    [/\.amazonaws\.com(\.cn)?$/, 'AWS', 'aws'],
    [/\.r2\.cloudflarestorage\.com$/, 'Cloudflare R2', 'cloudflare-r2'],
    [/\.backblazeb2\.com$/, 'Backblaze B2', 'backblaze-b2'],
    [/\.wasabisys\.com$/, 'Wasabi', 'wasabi'],
    [/^storage\.googleapis\.com$/, 'Google Cloud Storage', 'google-cloud-storage'],
    [/\.(oraclecloud|customer-oci)\.com$/, 'Oracle Cloud (OCI)', 'oracle-cloud-oci'],
    [/\.digitaloceanspaces\.com$/, 'DigitalOcean Spaces', 'digitalocean-spaces'],
    [/\.your-objectstorage\.com$/, 'Hetzner Object Storage', 'hetzner-object-storage'],
    [/(\.tigris\.dev|\.storage\.dev)$/, 'Tigris', 'tigris'],
    [/\.scw\.cloud$/, 'Scaleway', 'scaleway'],
    [/\.cloud\.ovh\.(net|us)$/, 'OVHcloud', 'ovhcloud'],
];
const PAGE = 'docs/providers.md';
/** Where to read on: `docs/providers.md#cloudflare-r2 says what Cloudflare R2 has`. */
function providerPage(endpointUrl) {
    const host = endpointUrl === undefined ? 's3.amazonaws.com' : new URL(endpointUrl).hostname;
    const found = PROVIDER_HOSTS.find(([pattern]) => pattern.test(host));
    return found === undefined
        ? `${PAGE} says what each provider supports`
        : `${PAGE}#${found[2]} says what ${found[1]} supports, and ${PAGE} what others do`;
}


/***/ }),

/***/ 6952:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  setup: () => (/* binding */ setup)
});

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./lib/aws/policies/evaluate.js
var evaluate = __webpack_require__(2409);
// EXTERNAL MODULE: ./lib/aws/credentials/partition.js
var credentials_partition = __webpack_require__(57202);
// EXTERNAL MODULE: ./lib/aws/policies/roles.js
var policies_roles = __webpack_require__(3877);
// EXTERNAL MODULE: ./lib/aws/bucket/providers.js
var providers = __webpack_require__(56750);
// EXTERNAL MODULE: ./lib/aws/s3/errors.js
var errors = __webpack_require__(4397);
// EXTERNAL MODULE: ./lib/aws/policies/session.js
var session = __webpack_require__(29040);
// EXTERNAL MODULE: ./node_modules/@aws-sdk/client-s3/dist-cjs/index.js
var dist_cjs = __webpack_require__(53711);
// EXTERNAL MODULE: external "node:timers/promises"
var external_node_timers_promises_ = __webpack_require__(58500);
// EXTERNAL MODULE: ./lib/base/errors.js
var base_errors = __webpack_require__(17594);
// EXTERNAL MODULE: ./lib/net/retry.js
var retry = __webpack_require__(16705);
// EXTERNAL MODULE: ./node_modules/valibot/dist/index.mjs
var dist = __webpack_require__(77934);
// EXTERNAL MODULE: ./lib/base/text.js
var base_text = __webpack_require__(58566);
// EXTERNAL MODULE: ./lib/aws/audit/access.js
var access = __webpack_require__(48195);
// EXTERNAL MODULE: ./lib/aws/audit/guards.js
var guards = __webpack_require__(27583);
;// CONCATENATED MODULE: ./lib/aws/setup/line.js
/** A call that the provider does not support is skipped and reported. Denied ones never get here: see facts.ts. */
function part(setting, reading, plan) {
    if (reading.state === 'ok') {
        const { now, then, step, undo, notes = [] } = plan(reading.value);
        return { line: { setting, now, then: then ?? now, ...(step && { step }), ...(undo && { undo }) }, notes };
    }
    const why = reading.state === 'unknown' ? reading.reason : `The credentials lack ${reading.permission}.`;
    return {
        line: { setting, now: 'not served', then: 'left out' },
        notes: [
            { class: `setup-${setting.replaceAll(' ', '-')}`, message: `The provider has no setting "${setting}".`, why },
        ],
    };
}
/** Keeps a setting and reports it, since the user asked for less. */
function stricter(setting, now, asked) {
    return {
        class: 'setup-stricter',
        message: `${setting}: ${now} is kept, although ${asked} was requested.`,
        why: 'Setup never weakens a stricter setting.',
    };
}

;// CONCATENATED MODULE: ./lib/aws/setup/bucket-policy.js
/** Plans the bucket policy: the statements that a vault needs, in addition to the existing ones. */








const policySchema = dist/* looseObject */._H3({
    Statement: dist/* union */.KCZ([dist/* array */.YOg(dist/* record */.g1P(dist/* string */.YjP(), dist/* unknown */.L5J())), dist/* record */.g1P(dist/* string */.YjP(), dist/* unknown */.L5J())]),
});
/**
 * The bucket's policy with the statements of the vault. Those of others are kept unchanged. A statement of Holdfast
 * that somebody changed is kept too, without its Sid: it can only deny more.
 */
function planPolicy(reading, wanted) {
    const { place } = wanted;
    const existing = reading.state === 'ok' ? parseStatements(reading.value) : [];
    const own = existing.filter(({ Sid }) => (0,policies_roles/* isOwnSid */.Jm)(Sid, place));
    const overwrite = (0,policies_roles/* noOverwrite */.T8)(place);
    const backupRoles = union([...own.flatMap(policies_roles/* rolesNamedBy */.SH), ...wanted.backupRoles]);
    const vaultKeys = union([...own.flatMap((statement) => (0,policies_roles/* keysNamedBy */.$4)(statement) ?? []), ...wanted.vaultKeys]);
    const statements = (0,policies_roles/* vaultStatements */.Jc)(place, { backupRoles, vaultKeys, tls: wanted.tls });
    const kept = existing.flatMap((statement) => keep(statement, [...statements, overwrite], wanted));
    const added = statements.filter((statement) => !kept.some((other) => (0,policies_roles/* sameStatement */.UJ)(other, statement)));
    const next = [...kept, ...added];
    const withoutOverwrite = next.filter((statement) => !(0,policies_roles/* sameStatement */.UJ)(statement, overwrite));
    const open = openStatements(reading);
    const show = `aws s3api get-bucket-policy --bucket ${place.bucket} --query Policy --output text`;
    const planned = {
        now: open.length === 0 ? countOf(existing) : `${countOf(existing)}, public: ${open.join(', ')}`,
        notes: open.map((name) => ({
            class: 'setup-public-policy',
            message: `The bucket policy grants public access: statement ${name}.`,
            why: 'Setup does not change statements that it did not write, and S3 refuses a policy with this statement once public access is blocked.',
            fix: `Remove the statement, or name the intended principals in it, and run setup again: ${show}`,
        })),
    };
    const before = reading.state === 'ok' ? reading.value : undefined;
    const undo = before === undefined || before === ''
        ? { operation: 'DeleteBucketPolicy', input: {} }
        : { operation: 'PutBucketPolicy', input: { Policy: before } };
    const step = { operation: 'PutBucketPolicy', input: { Policy: policyText(next) } };
    const names = added.map(({ Sid }) => Sid).join(', ');
    const then = names === '' ? countOf(next) : `${kept.length === 0 ? '' : `${countOf(kept)} and `}${names}`;
    return {
        part: part('bucket policy', reading, () => ((0,policies_roles/* sameJson */.Vk)(existing, next) ? planned : { ...planned, then, step, undo })),
        statements: withoutOverwrite,
        refusesOverwrite: withoutOverwrite.length < next.length,
        open,
    };
}
/** Parts that audit cannot read as a policy grant nothing that setup could name. */
function openStatements(reading) {
    const statements = (0,access/* statementsOf */.GX)(reading);
    return statements.state === 'ok' ? (0,guards/* publicStatements */.Qg)(statements.value) : [];
}
function keep(statement, wanted, { place }) {
    const { Sid, ...rest } = statement;
    // Left behind by a run that was interrupted during the probe.
    if ((0,policies_roles/* sameStatement */.UJ)(statement, (0,policies_roles/* noOverwrite */.T8)(place, 'probe')))
        return [];
    if (!(0,policies_roles/* isOwnSid */.Jm)(Sid, place) || wanted.some((each) => (0,policies_roles/* sameStatement */.UJ)(each, statement)))
        return [statement];
    const replaced = wanted.find((each) => each.Sid === Sid);
    return replaced !== undefined && isWithin(statement, replaced) ? [] : [rest];
}
/** Whether a statement differs from the new one only in that it names fewer roles, or allows fewer keys. */
function isWithin(old, next) {
    const nameless = (statement) => ({ ...statement, Principal: 0, Condition: 0 });
    if (!(0,policies_roles/* sameJson */.Vk)(nameless(old), nameless(next)))
        return false;
    const [keysBefore, keysAfter] = [(0,policies_roles/* keysNamedBy */.$4)(old), (0,policies_roles/* keysNamedBy */.$4)(next)];
    if (keysAfter !== undefined)
        return keysBefore?.every((key) => keysAfter.includes(key)) === true;
    const [before, after] = [(0,policies_roles/* rolesNamedBy */.SH)(old), (0,policies_roles/* rolesNamedBy */.SH)(next)];
    return before.length > 0 && before.every((arn) => after.includes(arn));
}
function union(texts) {
    return [...new Set(texts)];
}
function policyText(statements) {
    return JSON.stringify((0,session/* policyDocument */.yr)(statements));
}
function parseStatements(text) {
    if (text === undefined || text === '')
        return [];
    try {
        return [dist/* parse */.qgA(policySchema, JSON.parse(text)).Statement].flat();
    }
    catch (cause) {
        throw new base_errors/* HoldfastError */.Et({
            code: 'corrupt-policy',
            message: 'The policy of the bucket could not be read: it is not a policy document.',
            fix: 'Show it with aws s3api get-bucket-policy and correct it.',
            cause,
        });
    }
}
function countOf(statements) {
    const count = statements.length;
    return count === 0 ? 'none' : (0,base_text/* counted */.hS)(count, 'statement');
}

// EXTERNAL MODULE: ./lib/aws/bucket/settings.js
var settings = __webpack_require__(5335);
;// CONCATENATED MODULE: ./lib/aws/setup/facts.js
/** Reads the current state of the bucket for setup. */





/** The settings that setup manages. */
const NAMES = [
    'versioning',
    'encryption',
    'openSwitches',
    'ownership',
    'lifecycle',
    'objectLock',
    'policy',
];
const unset = { state: 'ok', value: undefined };
/** The facts of a bucket that does not exist yet. What AWS sets by default is read after its creation. */
const NO_SETTINGS = {
    versioning: { state: 'ok', value: { status: 'never', mfaDelete: false } },
    encryption: unset,
    openSwitches: { state: 'ok', value: (0,settings/* openSwitchesOf */.aU)(undefined) },
    ownership: { state: 'ok', value: 'ObjectWriter' },
    lifecycle: { state: 'ok', value: { rules: [], minimumSize: undefined } },
    objectLock: unset,
    policy: unset,
};
/**
 * Reads the settings of a bucket in eight calls; undefined if there is no such bucket.
 *
 * @throws bucket-not-yours if the name belongs to somebody else, or the credentials may not use the bucket;
 *   wrong-region; access-denied, naming every permission that is missing: a setting that cannot be read could be
 *   weakened without notice
 */
async function readBucket(connection, signal) {
    if (!(await bucketExists(connection, signal)))
        return undefined;
    const facts = await (0,settings/* readSettings */.sb)(connection, NAMES, signal);
    const missing = Object.values(facts).flatMap((reading) => (reading.state === 'denied' ? [reading.permission] : []));
    if (missing.length === 0)
        return facts;
    const { bucket } = connection.settings;
    throw new base_errors/* HoldfastError */.Et({
        code: 'access-denied',
        message: `The settings of the bucket ${bucket} could not be read: ${missing.join(', ')} is not allowed.`,
        why: 'Setup changes only settings that it could read: they may be stricter than what it would write.',
        fix: `Allow ${missing.join(', ')} on the bucket (mode setup prints the policy of the role for it: without apply, under "policies").`,
    });
}
async function bucketExists(connection, signal) {
    const { client, settings, emit } = connection;
    const { bucket, expectedBucketOwner } = settings;
    const input = { Bucket: bucket, ExpectedBucketOwner: expectedBucketOwner };
    const options = signal === undefined ? {} : { abortSignal: signal };
    const policy = settings.retry ?? retry/* DEFAULT_RETRY */.vI;
    try {
        await (0,retry/* withRetries */.LH)(() => client.send(new dist_cjs/* HeadBucketCommand */.kuI(input), options), {
            policy,
            what: 'HeadBucket',
            emit,
            signal,
        });
        return true;
    }
    catch (error) {
        signal?.throwIfAborted();
        const explained = (0,errors/* explainS3Error */.y6)(error, { ...settings, operation: 'HeadBucket' });
        const isExplained = explained instanceof base_errors/* HoldfastError */.Et;
        // HEAD answers have no body, so only the status tells.
        if (isExplained && explained.code !== 'wrong-region' && (0,retry/* shapeOf */.F5)(error).$metadata?.httpStatusCode === 404)
            return false;
        if (isExplained && explained.code === 'access-denied')
            throw notYours(connection, explained);
        throw explained;
    }
}
/** The error for an existing bucket that cannot be set up with these credentials. */
function notYours({ settings }, cause) {
    const { bucket, expectedBucketOwner: owner } = settings;
    return new base_errors/* HoldfastError */.Et({
        code: 'bucket-not-yours',
        message: `The bucket ${bucket} exists, and these credentials may not set it up.`,
        why: `Names of buckets are shared by all accounts: it may be somebody else's${owner === undefined ? '' : ` (account ${owner} is expected)`}. Or it is yours, and the role lacks s3:ListBucket, or a policy of the bucket refuses it.`,
        fix: 'If the bucket is yours, allow s3:ListBucket on it, or set expected-bucket-owner to its account; else choose another name.',
        cause,
    });
}

;// CONCATENATED MODULE: ./lib/aws/setup/apply.js
/** Carries out one step of setup with its S3 call. */








/** The planner has made the input of a step for its command. */
const COMMANDS = {
    PutPublicAccessBlock: dist_cjs/* PutPublicAccessBlockCommand */.ZXv,
    PutBucketOwnershipControls: dist_cjs/* PutBucketOwnershipControlsCommand */.o9A,
    PutBucketVersioning: dist_cjs/* PutBucketVersioningCommand */.XjQ,
    PutBucketEncryption: dist_cjs/* PutBucketEncryptionCommand */.iRK,
    PutBucketLifecycleConfiguration: dist_cjs/* PutBucketLifecycleConfigurationCommand */.RJe,
    PutObjectLockConfiguration: dist_cjs/* PutObjectLockConfigurationCommand */.R0w,
    PutBucketPolicy: dist_cjs/* PutBucketPolicyCommand */.BfN,
    DeletePublicAccessBlock: dist_cjs/* DeletePublicAccessBlockCommand */.x57,
    DeleteBucketEncryption: dist_cjs/* DeleteBucketEncryptionCommand */.Ein,
    DeleteBucketPolicy: dist_cjs/* DeleteBucketPolicyCommand */.dB7,
};
/** Makes one call of setup, with retries and an explained error. */
async function send(connection, operation, signal, ask) {
    const { settings, emit } = connection;
    try {
        await (0,retry/* withRetries */.LH)(() => ask(signal === undefined ? {} : { abortSignal: signal }), {
            policy: settings.retry ?? retry/* DEFAULT_RETRY */.vI,
            what: operation,
            emit,
            signal,
        });
    }
    catch (error) {
        signal?.throwIfAborted();
        throw (0,errors/* explainS3Error */.y6)(error, { ...settings, operation });
    }
}
/** Carries out one step of a plan; doing it twice does no harm. */
async function applyStep(connection, step, signal) {
    const { client, settings } = connection;
    const input = { Bucket: settings.bucket, ExpectedBucketOwner: settings.expectedBucketOwner, ...step.input };
    const command = new COMMANDS[step.operation](input);
    await send(connection, step.operation, signal, (options) => client.send(command, options));
}
/** AWS's first region: buckets there are made without naming it. */
const DEFAULT_REGION = 'us-east-1';
/** @throws bucket-not-yours if somebody else created it first */
async function createBucket(connection, { region, objectLock, namespace }, signal) {
    const { client, settings } = connection;
    const named = region !== undefined && region !== DEFAULT_REGION;
    const command = new dist_cjs/* CreateBucketCommand */.cZX({
        Bucket: settings.bucket,
        ...(namespace !== undefined && { BucketNamespace: namespace }),
        ...(objectLock && { ObjectLockEnabledForBucket: true }),
        ...(named && { CreateBucketConfiguration: { LocationConstraint: region } }),
    });
    try {
        await send(connection, 'CreateBucket', signal, (options) => client.send(command, options));
    }
    catch (error) {
        const cause = error.cause;
        // An earlier try of this run may have created it, but its answer was lost.
        if ((0,base_errors/* isNamed */.ev)(cause, 'BucketAlreadyOwnedByYou'))
            return;
        throw (0,base_errors/* isNamed */.ev)(cause, 'BucketAlreadyExists') ? notYours(connection, error) : error;
    }
}
const PROBE_TRIES = 6;
const PROBE_PAUSE_MS = 1000;
/**
 * Makes the bucket refuse to overwrite, if its server can. The statement is tested on the probe's key, where it
 * disturbs no backup. It is removed again if conditional PUTs fail because of it, or plain ones still succeed
 * (docs/format.md, rule 11).
 *
 * @param statements the policy without it
 * @returns whether the bucket refuses to overwrite now
 */
async function refuseOverwrite(connection, place, statements, probe, signal) {
    let known = false;
    try {
        await putPolicy(connection, [...statements, (0,policies_roles/* noOverwrite */.T8)(place, 'probe')], signal);
        known = await isKnown(probe, signal);
    }
    catch (error) {
        if (!isMalformed(error))
            throw error;
    }
    finally {
        await putPolicy(connection, known ? [...statements, (0,policies_roles/* noOverwrite */.T8)(place)] : statements);
    }
    if (!known || (await probe.conditionalPutWorks()))
        return known;
    await putPolicy(connection, statements);
    return false;
}
async function isKnown(probe, signal) {
    for (let tries = 1; tries <= PROBE_TRIES; tries++) {
        if (!(await probe.conditionalPutWorks()))
            return false;
        if (await probe.plainPutRefused())
            return probe.conditionalPutWorks();
        if (tries < PROBE_TRIES)
            await (0,external_node_timers_promises_.setTimeout)(probe.pauseMs ?? PROBE_PAUSE_MS, undefined, { signal });
    }
    return false;
}
/** MinIO's answer to a condition key that it does not know. */
function isMalformed(error) {
    return error instanceof base_errors/* HoldfastError */.Et && (0,base_errors/* isNamed */.ev)(error.cause, 'MalformedPolicy');
}
async function putPolicy(connection, statements, signal) {
    await applyStep(connection, { operation: 'PutBucketPolicy', input: { Policy: policyText(statements) } }, signal);
}

;// CONCATENATED MODULE: ./lib/aws/setup/carry-out.js



const LEFT_OUT = 'left out';
/** Also skipped: it was made, and would have locked the vault. */
const TAKEN_BACK = 'as it was: the change locked the vault';
/**
 * Makes the changes of a plan, in order. A change after which a server other than AWS refuses every PUT is undone. A
 * change that such a server refuses is skipped. Both are reported.
 *
 * @returns the lines as they are now
 * @throws locked-out if the vault cannot be written although the change was undone
 */
async function carryOut(connection, lines, trial) {
    const isTried = lines.some(({ step }) => step !== undefined) && (await trial.canPut());
    const done = [];
    for (const line of lines)
        done.push(await change(connection, line, trial, isTried));
    return done;
}
async function change(connection, line, trial, isTried) {
    const { step, undo, setting, then } = line;
    const { aws, emit, signal } = trial;
    if (step === undefined)
        return line;
    try {
        await applyStep(connection, step, signal);
    }
    catch (error) {
        // Servers other than AWS support few conditions and settings. Whether the vault is safe without them is judged at
        // the end.
        if (aws || !isRefused(error))
            throw error;
        const { message, why } = error;
        emit({ type: 'warning', class: `setup-${setting.replaceAll(' ', '-')}-refused`, message, why });
        return { ...line, then: LEFT_OUT };
    }
    if (isTried && undo !== undefined && !(await trial.canPut())) {
        await applyStep(connection, undo, signal);
        const message = `With ${setting} (${then}) this server refuses every PUT into the vault: the change was undone.`;
        const fix = `Nothing has to be done: the vault is unchanged. ${(0,providers/* providerPage */.f)(connection.settings.endpointUrl)}.`;
        if (await trial.canPut()) {
            emit({ type: 'warning', class: 'setup-locked-out', message, fix });
            return { ...line, then: TAKEN_BACK };
        }
        throw new base_errors/* HoldfastError */.Et({
            code: 'locked-out',
            message: `Since ${setting} was changed this server refuses every PUT into the vault, even after the change was undone.`,
            fix: `Check the bucket's ${setting} with the tools of the provider. ${(0,providers/* providerPage */.f)(connection.settings.endpointUrl)}.`,
        });
    }
    emit({ type: 'info', message: `${setting}: ${then}` });
    return line;
}
/** Whether the server refuses the change itself, and not because of a missing right or connection. */
function isRefused(error) {
    return error instanceof base_errors/* HoldfastError */.Et && ['not-implemented', 's3-failed'].includes(error.code);
}
/** Settings that were made but are not in effect: `still` is the plan for the current bucket. */
function notKept(done, still) {
    return done.flatMap(({ setting, step, then }) => {
        const isMade = step !== undefined && then !== LEFT_OUT && then !== TAKEN_BACK;
        const isMissing = still.some((line) => line.setting === setting && line.step !== undefined);
        return isMade && isMissing ? [setting] : [];
    });
}

;// CONCATENATED MODULE: ./lib/aws/setup/name.js
/** Names of buckets in the private namespace of an account in a region: nobody else can create or claim one. */

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/gpbucketnamespaces.html */
const ACCOUNT_REGIONAL = 'account-regional';
/**
 * The namespace in which a bucket must be created, derived from its name: `PREFIX-ACCOUNT-REGION-an`. undefined: the
 * namespace shared by all accounts.
 *
 * @throws bad-input for the name of another account or region: S3 would refuse it with a less clear message
 */
function namespaceOf(bucket, { accountId, region }) {
    const [, account, place] = /-(\d{12})-([a-z]{2,}(?:-[a-z]+)+-\d+)-an$/.exec(bucket) ?? [];
    if (account === undefined || place === undefined)
        return undefined;
    const isOther = (wanted, named) => wanted !== undefined && wanted !== named;
    if (!isOther(accountId, account) && !isOther(region, place))
        return ACCOUNT_REGIONAL;
    throw new base_errors/* HoldfastError */.Et({
        code: 'bad-input',
        message: `The bucket ${bucket} cannot be created: its name belongs to account ${account} in ${place}.`,
        why: `A name that ends with -ACCOUNT-REGION-an lies in the namespace of that account alone. These credentials belong to ${accountId ?? 'an account that is not known'}, and the region is ${region ?? 'not given'}.`,
        fix: 'Use the account and region of these credentials in the name, or choose a name without that ending.',
    });
}

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
// EXTERNAL MODULE: ./lib/aws/bucket/checks.js
var checks = __webpack_require__(43267);
;// CONCATENATED MODULE: ./lib/aws/setup/lifecycle.js
/** Plans the lifecycle rules of a vault. */






/** Nobody needs the parts of an unfinished upload. Holdfast makes no multipart uploads. */
const ABORT_MULTIPART_DAYS = 7;
/** Allows immediate reads, as packs require. */
const COLD_CLASS = 'GLACIER_IR';
/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_LifecycleRule.html */
const ID_MAX_CHARS = 255;
/**
 * One rule for the vault, and one for its packs if they are to move. Both have the vault's prefix, so that other data
 * in the bucket is not touched. Rules of others are not changed.
 *
 * @throws bucket-unsafe if one of those endangers the vault: only its owner knows what else it is for
 */
function planLifecycle({ rules, minimumSize }, wanted) {
    const vault = (0,session/* vaultPath */.O)(wanted.place.prefix);
    const ids = { versions: ruleId('versions', vault), packs: ruleId('packs', vault) };
    const own = (id) => rules.find((rule) => rule.ID === id);
    const foreign = rules.filter(({ ID }) => ID !== ids.versions && ID !== ids.packs);
    refuseHarmful(foreign, wanted.place.prefix);
    const { days, notes } = noncurrentDays(foreign, own(ids.versions), wanted, vault);
    const versions = {
        ID: ids.versions,
        Status: 'Enabled',
        Filter: { Prefix: vault },
        // A delete marker with no version below it hides nothing; no backup is under it.
        Expiration: { ExpiredObjectDeleteMarker: true },
        ...(days !== undefined && { NoncurrentVersionExpiration: { NoncurrentDays: days } }),
        AbortIncompleteMultipartUpload: { DaysAfterInitiation: ABORT_MULTIPART_DAYS },
    };
    const packs = packsRule(ids.packs, vault, wanted.transitionDays) ?? own(ids.packs);
    const planned = [versions, ...(packs === undefined ? [] : [packs])];
    const next = [
        ...rules.map((rule) => planned.find(({ ID }) => ID === rule.ID) ?? rule),
        ...planned.filter(({ ID = '' }) => own(ID) === undefined),
    ];
    const now = describeLifecycle(rules, wanted.place.prefix);
    if ((0,policies_roles/* sameJson */.Vk)(rules, next))
        return { now, notes };
    const kept = wanted.place.aws ? undefined : keptAs(own(ids.versions), versions);
    if (kept !== undefined &&
        (0,policies_roles/* sameJson */.Vk)(rules, next.map((rule) => (rule === versions ? kept.rule : rule))))
        return { now, notes: [...notes, ...kept.notes] };
    const input = {
        LifecycleConfiguration: { Rules: next },
        ...(minimumSize !== undefined && { TransitionDefaultMinimumObjectSize: minimumSize }),
    };
    return {
        now,
        then: describeLifecycle(next, wanted.place.prefix),
        step: { operation: 'PutBucketLifecycleConfiguration', input },
        notes,
    };
}
/** Parts of the vault's rule that protect nothing and only clean up. */
const TIDYING = {
    AbortIncompleteMultipartUpload: 'the removal of unfinished uploads',
    Expiration: 'the removal of delete markers with nothing below them',
};
/**
 * The vault's rule as stored by a server that drops such parts. Writing them again in each run would change nothing.
 * undefined: the rule differs in more than that.
 */
function keptAs(there, wanted) {
    if (there === undefined)
        return undefined;
    const names = Object.keys(TIDYING);
    const dropped = names.filter((name) => there[name] === undefined);
    const rest = Object.fromEntries(Object.entries(wanted).filter(([name]) => !dropped.some((each) => each === name)));
    if (dropped.length === 0 || !(0,policies_roles/* sameJson */.Vk)(there, rest))
        return undefined;
    const note = {
        class: 'setup-not-kept',
        message: `The lifecycle rule of the vault lacks ${dropped.map((name) => TIDYING[name]).join(' and ')}.`,
        why: 'Servers other than AWS may accept a rule and drop a part of it. This part protects nothing, so the rule is left as it is.',
    };
    return { rule: there, notes: [note] };
}
function refuseHarmful(foreign, prefix) {
    const harmful = (0,checks/* judgeLifecycle */.UJ)({ state: 'ok', value: foreign }, prefix).filter(({ severity }) => severity === 'refuse');
    if (harmful.length === 0)
        return;
    throw new base_errors/* HoldfastError */.Et({
        code: 'bucket-unsafe',
        message: `A lifecycle rule of the bucket endangers the vault: ${harmful.map(({ message }) => message).join(' ')}`,
        why: [...new Set(harmful.map(({ why }) => why))].join(' '),
        fix: 'Setup does not change rules that it did not write. Disable the rule, give it a prefix or tag that leaves the vault out, or use a bucket of its own.',
    });
}
/**
 * Days for the vault's rule; undefined if a rule of somebody else already expires noncurrent S3 versions of the whole
 * vault. The shortest of several rules wins, so a further rule could only weaken it.
 */
function noncurrentDays(foreign, own, { noncurrentDays: asked, place }, vault) {
    const expiring = (0,checks/* rulesOn */.Tv)(foreign, place.prefix).filter((rule) => daysOf(rule) !== undefined);
    const shorter = expiring.filter((rule) => (daysOf(rule) ?? 0) < asked).map(({ ID }) => ID ?? '(without ID)');
    const notes = shorter.length === 0
        ? []
        : [
            {
                class: 'setup-lifecycle-shorter',
                message: `Noncurrent S3 versions are kept for fewer than ${asked} days by ${shorter.join(', ')}.`,
                why: 'Of several rules the shortest wins, and setup does not change rules that it did not write.',
                fix: 'Give that rule a prefix that leaves the vault out, or more days.',
            },
        ];
    if (expiring.some((rule) => isForAll(rule, vault)))
        return { days: undefined, notes };
    const before = own?.Status === 'Enabled' ? (daysOf(own) ?? 0) : 0;
    const text = `noncurrent S3 versions for ${before} days`;
    if (before > asked)
        return { days: before, notes: [...notes, stricter('lifecycle', text, `${asked} days`)] };
    return { days: asked, notes };
}
function daysOf(rule) {
    return rule.NoncurrentVersionExpiration?.NoncurrentDays;
}
/** Whether the rule holds for every object of the vault, whatever its size. */
function isForAll({ Filter: filter, ...rule }, vault) {
    const sizes = [filter?.ObjectSizeGreaterThan, filter?.ObjectSizeLessThan];
    const both = [filter?.And?.ObjectSizeGreaterThan, filter?.And?.ObjectSizeLessThan];
    const prefix = filter?.Prefix ?? filter?.And?.Prefix ?? rule.Prefix ?? '';
    return [...sizes, ...both].every((size) => size === undefined) && vault.startsWith(prefix);
}
function packsRule(id, vault, days) {
    if (days === undefined)
        return undefined;
    const transition = { Days: days, StorageClass: COLD_CLASS };
    return { ID: id, Status: 'Enabled', Filter: { Prefix: `${vault}packs/` }, Transitions: [transition] };
}
/** One id for each vault of a bucket; a long prefix is replaced by its hash. */
function ruleId(kind, vault) {
    const id = `holdfast-${kind}:${vault}`;
    return id.length <= ID_MAX_CHARS ? id : `holdfast-${kind}:${(0,external_node_crypto_.createHash)('sha256').update(vault).digest('hex')}`;
}
function describeLifecycle(rules, prefix) {
    const texts = (0,checks/* rulesOn */.Tv)(rules, prefix).flatMap((rule) => [
        ...(daysOf(rule) === undefined ? [] : [`noncurrent ${daysOf(rule)} days`]),
        ...(rule.AbortIncompleteMultipartUpload === undefined
            ? []
            : [`unfinished uploads ${rule.AbortIncompleteMultipartUpload.DaysAfterInitiation} days`]),
        ...(rule.Transitions ?? []).map((move) => `packs to ${move.StorageClass} after ${move.Days} days`),
    ]);
    return texts.length === 0 ? 'nothing expires' : texts.join(', ');
}

;// CONCATENATED MODULE: ./lib/aws/setup/plan.js






/**
 * Plans the changes that make the bucket safe for a vault. No stricter setting is weakened, and nothing that belongs to
 * others is changed. A bucket that is already as wanted gives no step.
 *
 * @throws bucket-unsafe if a lifecycle rule of somebody else endangers the vault
 */
function planSetup(facts, wanted) {
    const policy = planPolicy(facts.policy, { ...wanted, vaultKeys: keysOf(facts, wanted) });
    const parts = [
        part('public access block', facts.openSwitches, planPublicAccess),
        part('object ownership', facts.ownership, planOwnership),
        part('versioning', facts.versioning, planVersioning),
        part('encryption', facts.encryption, (rule) => planEncryption(rule, wanted)),
        part('lifecycle', facts.lifecycle, (lifecycle) => planLifecycle(lifecycle, wanted)),
        part('Object Lock', (0,settings/* mapReading */.P2)(facts.objectLock, settings/* lockOf */.Vx), (lock) => planObjectLock(lock, wanted.objectLockDays)),
        policy.part,
    ];
    return {
        lines: parts.map(({ line }) => line),
        notes: parts.flatMap(({ notes }) => notes),
        statements: policy.statements,
        refusesOverwrite: policy.refusesOverwrite,
        openStatements: policy.open,
        hasPolicies: facts.policy.state === 'ok',
    };
}
/**
 * Which KMS key a PUT may name. With a key of its own: that one. With the default key of the account: any key of the
 * account. With S3's own keys: none.
 */
function keysOf({ encryption }, { place, accountId, ...wanted }) {
    const current = encryption.state === 'ok' ? encryption.value?.ApplyServerSideEncryptionByDefault : undefined;
    const named = [current?.KMSMasterKeyID, wanted.encryption.kmsKeyId].filter((key) => key !== undefined);
    const keys = [
        ...wanted.vaultKeys,
        ...named.flatMap((key) => (0,policies_roles/* keyPatterns */.jk)(key, { partition: place.partition, accountId })),
    ];
    const usesKms = [current?.SSEAlgorithm, wanted.encryption.mode].some((name) => name?.startsWith('aws:kms'));
    return keys.length === 0 && usesKms ? (0,session/* keyArns */.cD)(place.partition, [accountId]) : keys;
}
function planPublicAccess(open) {
    if (open.length === 0)
        return { now: 'blocked' };
    const block = (isOn) => {
        const switches = Object.fromEntries(settings/* PUBLIC_ACCESS_SWITCHES */.O2.map((name) => [name, isOn(name)]));
        return { operation: 'PutPublicAccessBlock', input: { PublicAccessBlockConfiguration: switches } };
    };
    const isAllOpen = open.length === settings/* PUBLIC_ACCESS_SWITCHES */.O2.length;
    const undo = isAllOpen
        ? { operation: 'DeletePublicAccessBlock', input: {} }
        : block((name) => !open.includes(name));
    return { now: `off: ${open.join(', ')}`, then: 'blocked', step: block(() => true), undo };
}
const OWNER_ENFORCED = 'BucketOwnerEnforced';
function planOwnership(now) {
    if (now === OWNER_ENFORCED)
        return { now };
    const put = (ObjectOwnership) => {
        return { operation: 'PutBucketOwnershipControls', input: { OwnershipControls: { Rules: [{ ObjectOwnership }] } } };
    };
    return { now, then: OWNER_ENFORCED, step: put(OWNER_ENFORCED), undo: put(now) };
}
function planVersioning({ status }) {
    if (status === 'Enabled')
        return { now: status };
    const step = { operation: 'PutBucketVersioning', input: { VersioningConfiguration: { Status: 'Enabled' } } };
    return { now: status === 'never' ? 'never enabled' : status, then: 'Enabled', step };
}
/** From none to the strictest. */
const ALGORITHMS = [undefined, 'AES256', 'aws:kms', 'aws:kms:dsse'];
function planEncryption(rule, wanted) {
    const { mode, kmsKeyId } = wanted.encryption;
    const current = rule?.ApplyServerSideEncryptionByDefault;
    const algorithm = mode === 'bucket-default' ? 'AES256' : mode;
    const [is, shall] = [ALGORITHMS.indexOf(current?.SSEAlgorithm), ALGORITHMS.indexOf(algorithm)];
    const isOtherKey = is === shall && kmsKeyId !== undefined && !isKey(current?.KMSMasterKeyID, kmsKeyId);
    const blocked = blockedTypes(rule, wanted.place.aws);
    const isStricter = is > shall;
    const keeps = isStricter || (is === shall && !isOtherKey);
    const now = encryptionText(rule);
    const notes = isStricter && mode !== 'bucket-default' ? [stricter('encryption', now, algorithm)] : [];
    if (keeps && (0,policies_roles/* sameJson */.Vk)(blocked, rule?.BlockedEncryptionTypes))
        return { now, notes };
    const next = { SSEAlgorithm: algorithm, ...(kmsKeyId !== undefined && { KMSMasterKeyID: kmsKeyId }) };
    // A bucket key makes one call to KMS for many objects; DSSE does not support it.
    const bucketKey = !keeps && algorithm === 'aws:kms' ? { BucketKeyEnabled: true } : {};
    const changed = {
        ...rule,
        ...(!keeps && { ApplyServerSideEncryptionByDefault: next }),
        ...bucketKey,
        ...(blocked && { BlockedEncryptionTypes: blocked }),
    };
    const put = (Rules) => {
        return { operation: 'PutBucketEncryption', input: { ServerSideEncryptionConfiguration: { Rules } } };
    };
    const undo = rule === undefined ? { operation: 'DeleteBucketEncryption', input: {} } : put([rule]);
    return { now, then: encryptionText(changed), step: put([changed]), undo, notes };
}
const CUSTOMER_KEYS = 'SSE-C';
/**
 * Objects under a key of the writer (SSE-C) are blocked, unless somebody has allowed them explicitly: that is for other
 * data in the bucket, and the policy refuses them in the vault in any case. Only AWS has this setting.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/blocking-unblocking-s3-c-encryption-gpb.html
 */
function blockedTypes(rule, aws) {
    const now = rule?.BlockedEncryptionTypes;
    const isAnswered = (now?.EncryptionType ?? []).length > 0;
    return aws && !isAnswered ? { EncryptionType: [CUSTOMER_KEYS] } : now;
}
function encryptionText(rule) {
    const { SSEAlgorithm, KMSMasterKeyID } = rule?.ApplyServerSideEncryptionByDefault ?? {};
    const text = [SSEAlgorithm ?? 'none', KMSMasterKeyID].filter(Boolean).join(' by ');
    return rule?.BlockedEncryptionTypes?.EncryptionType?.includes(CUSTOMER_KEYS) === true
        ? `${text}, ${CUSTOMER_KEYS} blocked`
        : text;
}
/** S3 returns a key as it was given: an id, an ARN or an alias. */
function isKey(now, wanted) {
    return now === wanted || now?.endsWith(`:key/${wanted}`) === true || wanted.endsWith(`:key/${now}`);
}
function planObjectLock(lock, days) {
    const now = lock === undefined ? 'off' : lock.mode === undefined ? 'on, no default' : lockText(lock.mode, lock.days);
    if (days === undefined)
        return { now };
    if (lock !== undefined && lock.days >= days)
        return { now, notes: lock.days > days ? [stricter('Object Lock', now, `${days} days`)] : [] };
    const Mode = lock?.mode ?? 'GOVERNANCE';
    const put = (retention) => {
        const Rule = retention === undefined ? {} : { Rule: { DefaultRetention: retention } };
        const ObjectLockConfiguration = { ObjectLockEnabled: 'Enabled', ...Rule };
        return { operation: 'PutObjectLockConfiguration', input: { ObjectLockConfiguration } };
    };
    // Once enabled it stays enabled; only its default can be undone.
    const undo = put(lock?.mode === undefined ? undefined : { Mode: lock.mode, Days: lock.days });
    return { now, then: lockText(Mode, days), step: put({ Mode, Days: days }), undo };
}
function lockText(mode, days) {
    return `${mode.toLowerCase()}, ${days} days`;
}

// EXTERNAL MODULE: ./lib/base/github-server.js
var github_server = __webpack_require__(88192);
// EXTERNAL MODULE: ./lib/aws/bucket/preflight.js
var preflight = __webpack_require__(34419);
// EXTERNAL MODULE: ./lib/aws/bucket/probe.js
var bucket_probe = __webpack_require__(12186);
// EXTERNAL MODULE: ./lib/store/probe-object.js
var probe_object = __webpack_require__(88199);
// EXTERNAL MODULE: ./lib/commands/shared/named-path.js
var named_path = __webpack_require__(46247);
// EXTERNAL MODULE: ./lib/report/result.js
var result = __webpack_require__(7393);
// EXTERNAL MODULE: ./lib/commands/shared/vault.js + 12 modules
var shared_vault = __webpack_require__(35516);
;// CONCATENATED MODULE: ./lib/commands/setup.js
/** Mode setup: creates or corrects the bucket, and prints the policies of the roles. */






















/**
 * Plans the creation or correction of the bucket, and with `apply` carries it out. Always prints the policies of the
 * roles.
 */
async function setup(inputs, deps) {
    const vault = await (0,shared_vault/* openVault */.Z1)(inputs, deps);
    deps.emit({ type: 'phase', name: 'Reading the settings of the bucket' });
    const wanted = await wantedOf(vault, inputs, deps);
    const roles = await rolesOf(vault, inputs, wanted, deps);
    if (inputs.policiesDir !== undefined)
        await writePolicies((0,named_path/* namedPath */.h)(inputs.policiesDir, deps), roles, wanted);
    const facts = await readBucket(vault.connection, deps.signal);
    const isMissing = facts === undefined;
    if (isMissing)
        requireRegion(vault, wanted);
    const plan = planSetup(facts ?? NO_SETTINGS, wanted);
    tellOfOwner(plan, wanted, deps);
    const run = { vault, inputs, deps, wanted };
    const outcome = inputs.apply ? await apply(run, plan, isMissing) : planned(run, plan, isMissing);
    if (!inputs.apply)
        for (const note of plan.notes)
            deps.emit({ type: 'warning', ...note });
    return buildSetupResult(run, outcome, roles);
}
/** Which servers do so cannot be asked, and one that knows no such principal would refuse the whole policy. */
function tellOfOwner({ statements }, { place, backupRoles }, { emit }) {
    const isLetIn = statements.some((each) => each['Effect'] === 'Allow' && [each['Action']].flat().includes('s3:GetObject'));
    if (place.aws || backupRoles.length === 0 || isLetIn)
        return;
    emit({
        type: 'notice',
        class: 'setup-owner-cannot-read',
        message: "On Ceph the keys of the bucket's owner cannot read what a role writes: an object belongs to whoever wrote it.",
        fix: 'If they are to read backups too, add the statement of docs/setup.md ("Servers other than AWS") to the policy of the bucket; setup keeps it.',
    });
}
async function wantedOf(vault, inputs, { emit, signal }) {
    const { connection, credentials } = vault;
    const { endpointUrl, bucket, prefix, expectedBucketOwner: accountId } = connection.settings;
    const { partition } = credentials;
    const aws = endpointUrl === undefined || (0,credentials_partition/* isAwsEndpoint */.DM)(endpointUrl);
    const account = (await credentials.identity())?.accountId ?? '';
    const keys = (0,session/* keyArns */.cD)(partition, [account, accountId], inputs.kmsKeyId);
    const place = { partition, bucket, prefix, aws, keys };
    const byName = aws ? [`arn:${place.partition}:iam::${account}:role/holdfast-backup`] : [];
    const backupRoles = inputs.backupRoles.length > 0 ? inputs.backupRoles : byName;
    if (backupRoles.length === 0) {
        emit({
            type: 'notice',
            class: 'setup-no-backup-roles',
            message: 'The bucket policy restricts no backup role, since none is known.',
            fix: 'Give their ARNs in backup-roles, if the provider has roles.',
        });
    }
    const tls = endpointUrl === undefined || endpointUrl.startsWith('https:');
    if (!tls) {
        emit({
            type: 'warning',
            class: 'setup-no-tls',
            message: 'The statement that refuses connections without TLS is left out.',
            why: 'endpoint-url is http: the policy would lock out Holdfast itself.',
        });
    }
    return {
        place,
        encryption: { mode: inputs.encryption, kmsKeyId: inputs.kmsKeyId },
        noncurrentDays: inputs.noncurrentDays,
        objectLockDays: inputs.objectLockDays,
        transitionDays: inputs.transitionDays,
        backupRoles,
        vaultKeys: await usedKey(vault, signal),
        accountId,
        tls,
    };
}
/**
 * The key under which backups lie already, as the probe's object shows, so that a vault whose backups name a key is not
 * locked by a setup that was not told of it. A key of another account does not count.
 */
async function usedKey({ store, connection, credentials }, signal) {
    const { expectedBucketOwner: accountId } = connection.settings;
    try {
        const key = (await store.head(probe_object/* PROBE_KEY */.B, { signal }))?.kmsKeyId;
        if (key === undefined || (accountId !== undefined && (0,evaluate/* ownerOf */.bf)(key) !== accountId))
            return [];
        return (0,policies_roles/* keyPatterns */.jk)(key, { partition: credentials.partition, accountId });
    }
    catch (error) {
        if (error instanceof base_errors/* HoldfastError */.Et && ['access-denied', 'bucket-not-found'].includes(error.code))
            return [];
        throw error;
    }
}
/** A bucket cannot be moved: where it is to lie is not guessed, nor whose its name is. */
function requireRegion({ connection }, { place, accountId }) {
    const { region } = connection.settings;
    if (place.aws)
        namespaceOf(place.bucket, { accountId, region });
    if (region !== undefined || !place.aws)
        return;
    throw new base_errors/* HoldfastError */.Et({
        code: 'bad-input',
        message: `The bucket ${place.bucket} does not exist, and no region is given in which to create it.`,
        why: 'A bucket stays in its region.',
        fix: 'Set aws-region, for example to eu-central-1.',
    });
}
function creation({ vault, inputs, wanted }) {
    const { region } = vault.connection.settings;
    const lock = inputs.objectLockDays === undefined ? '' : ', with Object Lock';
    const where = region === undefined ? '' : ` in ${region}`;
    return { setting: 'bucket', now: 'missing', then: `${wanted.place.bucket}${where}${lock}` };
}
function planned(run, plan, isMissing) {
    const { aws } = run.wanted.place;
    const open = { setting: 'overwriting', now: 'possible', then: aws ? 'refused' : 'refused, if the server can' };
    const isProof = plan.refusesOverwrite;
    const lines = [
        ...(isMissing ? [creation(run)] : []),
        ...plan.lines,
        ...(isProof ? [REFUSED] : plan.hasPolicies ? [open] : []),
    ];
    const steps = plan.lines.filter(({ step }) => step !== undefined).length;
    return { lines, changes: steps + Number(isMissing) + Number(!isProof && plan.hasPolicies && aws) };
}
const REFUSED = { setting: 'overwriting', now: 'refused', then: 'refused' };
const OPEN = { setting: 'overwriting', now: 'possible', then: LEFT_OUT };
async function apply(run, before, isMissing) {
    const { deps, vault, wanted } = run;
    const { connection, store } = vault;
    const { signal, emit } = deps;
    refuseOpenPolicy(before);
    emit({ type: 'phase', name: 'Setting up the bucket' });
    let plan = before;
    if (isMissing) {
        const { region, bucket } = connection.settings;
        const { place, accountId } = wanted;
        const namespace = place.aws ? namespaceOf(bucket, { accountId, region }) : undefined;
        const objectLock = run.inputs.objectLockDays !== undefined;
        await createBucket(connection, { region, objectLock, namespace }, signal);
        // The provider decides what a new bucket has by default.
        plan = planSetup((await readBucket(connection, signal)) ?? NO_SETTINGS, wanted);
    }
    for (const note of plan.notes)
        emit({ type: 'warning', ...note });
    const canPut = async () => (await triedPut(vault, signal)) !== undefined;
    const done = await carryOut(connection, plan.lines, { canPut, aws: wanted.place.aws, emit, signal });
    const lost = await lookAgain(run, plan, done);
    const made = done.map((line) => (lost.includes(line.setting) ? { ...line, then: NOT_KEPT } : line));
    // Before overwriting is refused: a proof may need to overwrite the probe.
    const findings = await (0,preflight/* checkBucket */.L)(connection, store, { mode: 'warn', looks: true, signal });
    const isFit = findings.every(({ severity }) => severity !== 'refuse');
    const overwriting = plan.hasPolicies ? [isFit || plan.refusesOverwrite ? await protect(run, plan, made) : OPEN] : [];
    const lines = [...(isMissing ? [creation(run)] : []), ...made, ...overwriting];
    return {
        lines,
        changes: lines.filter(({ now, then }) => now !== then && !UNCHANGED.includes(then)).length,
        isFit,
        isWhole: lines.every(({ then }) => then !== TAKEN_BACK && then !== NOT_KEPT),
    };
}
/** Checked before anything is changed. Otherwise half of the steps would be done when S3 refuses the policy. */
function refuseOpenPolicy({ openStatements, notes }) {
    if (openStatements.length === 0)
        return;
    const { why, fix } = notes.find((note) => note.class === 'setup-public-policy') ?? {};
    throw new base_errors/* HoldfastError */.Et({
        code: 'bucket-unsafe',
        message: `The bucket policy grants public access, so nothing was changed: statement ${openStatements.join(', statement ')}.`,
        why,
        fix,
    });
}
const NOT_KEPT = 'not kept by the server';
const UNCHANGED = [LEFT_OUT, TAKEN_BACK, NOT_KEPT];
/** Reads the bucket once more, if something was changed, and reports what the server accepted but did not keep. */
async function lookAgain({ vault, wanted, deps }, before, done) {
    if (!done.some(({ step, then }) => step !== undefined && !UNCHANGED.includes(then)))
        return [];
    const facts = await readBucket(vault.connection, deps.signal);
    if (facts === undefined)
        return [];
    const still = planSetup(facts, wanted);
    const isNew = (note) => !before.notes.some(({ message }) => message === note.message);
    for (const note of still.notes)
        if (note.class === 'setup-not-kept' && isNew(note))
            deps.emit({ type: 'warning', ...note });
    const lost = notKept(done, still.lines);
    for (const setting of lost)
        deps.emit({
            type: 'warning',
            class: 'setup-not-kept',
            message: `${setting}: the server confirmed the setting but did not keep it.`,
            why: 'It drops the setting or a part of it. Running setup again changes nothing.',
            fix: `Set it with the tools of the provider, if there is a way. ${(0,providers/* providerPage */.f)(vault.connection.settings.endpointUrl)}.`,
        });
    return lost;
}
/** What a PUT at the probe's key shows; undefined: it is refused. */
async function triedPut({ store }, signal) {
    try {
        return await (0,preflight/* probeConditionalWrites */.$)(store, signal);
    }
    catch (error) {
        if ((0,errors/* isRefusedPut */.mo)(error))
            return undefined;
        throw error;
    }
}
async function protect({ vault, deps, wanted }, plan, done) {
    if (plan.refusesOverwrite)
        return REFUSED;
    const { connection } = vault;
    const { signal, emit } = deps;
    const probe = {
        plainPutRefused: () => (0,bucket_probe/* plainPutIsRefused */.E)(connection, signal),
        conditionalPutWorks: async () => (await triedPut(vault, signal))?.severity === 'ok',
    };
    // A server that does not support the simpler statements is not tested for this one.
    const hasPolicy = done.every(({ setting, then }) => setting !== 'bucket policy' || !UNCHANGED.includes(then));
    const isProof = hasPolicy && (await refuseOverwrite(connection, wanted.place, plan.statements, probe, signal));
    if (isProof)
        return { ...REFUSED, now: 'possible' };
    emit({
        type: 'warning',
        class: 'not-overwrite-proof',
        message: 'The vault is not overwrite-proof: this server cannot refuse a PUT without If-None-Match.',
        why: 'Anybody who can write can overwrite an object with a new S3 version. The old one stays until the lifecycle rule removes it.',
        fix: 'Set object-lock-days if the server has Object Lock, run mode audit every ten days at least, and repair what it finds.',
    });
    return OPEN;
}
async function rolesOf(vault, inputs, wanted, deps) {
    const { credentials, workflow } = vault;
    const account = (await credentials.identity())?.accountId ?? '';
    const ownServer = deps.env['GITHUB_SERVER_URL'] || github_server/* DEFAULT_SERVER_URL */.UM;
    const issuer = (0,github_server/* issuerOf */.xD)(inputs.githubServerUrl ?? ownServer);
    const providerArn = `arn:${wanted.place.partition}:iam::${account}:oidc-provider/${issuer}`;
    const audience = inputs.audience ?? (0,credentials_partition/* defaultAudience */.Yl)(wanted.place.partition);
    const repository = inputs.repository ?? workflow?.repository ?? deps.env['GITHUB_REPOSITORY'] ?? 'OWNER/REPOSITORY';
    const isOwn = workflow?.repository === repository && issuer === (0,github_server/* issuerOf */.xD)(ownServer);
    // Servers before the immutable subjects do not name them.
    const hasIds = isOwn && workflow.ownerId !== '' && workflow.repositoryId !== '';
    const subject = {
        repository,
        ids: hasIds ? { owner: workflow.ownerId, repository: workflow.repositoryId } : undefined,
        defaultBranch: (isOwn ? workflow.defaultBranch : undefined) ?? 'main',
    };
    // Elsewhere STS compares subject and audience alone.
    const hasClaims = wanted.place.partition === 'aws' && wanted.place.aws && issuer === github_server/* GITHUB_ISSUER */.oX;
    const known = { repositoryId: subject.ids?.repository ?? '', workflow: inputs.backupWorkflow };
    return policies_roles/* ROLE_NAMES */.ST.map((role) => {
        const subjects = (0,policies_roles/* subjectsOf */.Z6)(role, subject);
        const claims = hasClaims ? (0,policies_roles/* claimsOfRole */.xo)(role, known) : {};
        const trust = (0,policies_roles/* trustPolicy */.RZ)(subjects, { issuer, providerArn, audience, claims });
        return { role, subjects, policy: (0,policies_roles/* rolePolicy */.v2)(role, wanted.place), trust };
    });
}
async function writePolicies(folder, roles, wanted) {
    const bucketPolicy = (0,session/* policyDocument */.yr)([...(0,policies_roles/* vaultStatements */.Jc)(wanted.place, wanted), (0,policies_roles/* noOverwrite */.T8)(wanted.place)]);
    await (0,promises_.mkdir)(folder, { recursive: true });
    const files = roles.flatMap(({ role, policy, trust }) => [
        [`${role}.policy.json`, policy],
        [`${role}.trust.json`, trust],
    ]);
    for (const [name, document] of [...files, ['bucket-policy.json', bucketPolicy]])
        await (0,promises_.writeFile)((0,external_node_path_.join)(folder, name), `${JSON.stringify(document, undefined, 2)}\n`);
}
function buildSetupResult({ inputs, wanted }, outcome, roles) {
    const { lines, changes, isFit, isWhole } = outcome;
    return {
        status: isFit === false ? 'failed' : isWhole === false ? 'partial' : 'complete',
        outputs: { changes, applied: inputs.apply && changes > 0 },
        tables: [bucketTable(inputs, lines), roleTable(roles)],
        summary: { title: `Setup of ${wanted.place.bucket}`, text: summaryText(inputs, outcome) },
        json: { bucket: wanted.place.bucket, prefix: wanted.place.prefix, changes, settings: lines, policies: roles },
    };
}
function summaryText({ apply: isApplied }, { changes, isFit }) {
    const count = (0,base_text/* counted */.hS)(changes, 'change');
    if (!isApplied)
        return changes === 0
            ? 'The bucket is as it should be.'
            : `A plan, and nothing was changed: \`apply: true\` makes ${count}.`;
    const done = changes === 0 ? 'The bucket was as it should be.' : `${count} made.`;
    return `${done} ${isFit === false ? 'A backup would still refuse the bucket: see the warnings.' : 'It is safe for backups.'}`;
}
function bucketTable({ apply: isApplied }, lines) {
    return {
        title: isApplied ? 'The bucket' : 'Plan for the bucket',
        columns: { setting: 'text', [isApplied ? 'was' : 'is']: 'text', [isApplied ? 'is' : 'will be']: 'text' },
        rows: lines.map(({ setting, now, then }) => [setting, now, then === now ? 'as it is' : then]),
    };
}
function roleTable(roles) {
    return {
        title: 'Roles (as JSON files with policies-dir, or in the JSON report under "policies")',
        columns: (0,result/* textColumns */.L)('role', 'modes', 'may write', 'may set marks', 'for jobs with the subject'),
        rows: roles.map(({ role, subjects }) => [
            role,
            policies_roles/* ROLES */.gg[role].modes.join(', '),
            (0,policies_roles/* writesOfRole */.k5)(role)
                .filter((path) => !path.startsWith('marks/'))
                .join(' '),
            (0,policies_roles/* marksOfRole */.uC)(role).join(' ').replace('*', 'any'),
            subjects.join(' '),
        ]),
    };
}


/***/ })

};
