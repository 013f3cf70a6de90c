export const id = 2872;
export const ids = [2872];
export const modules = {

/***/ 43267:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $: () => (/* binding */ judgeSettings),
/* harmony export */   Y: () => (/* binding */ applyBucketChecks)
/* harmony export */ });
/* harmony import */ var _base_command_line_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(57483);
/* harmony import */ var _base_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(17594);
/* harmony import */ var _encryption_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(48083);
/* harmony import */ var _settings_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(80429);




/**
 * Which settings of a bucket endanger a vault in it. Pure; at least one finding per check. What an object shows takes
 * precedence over what a setting says.
 */
function judgeSettings(settings, vault) {
    return _settings_js__WEBPACK_IMPORTED_MODULE_2__/* .BACKUP_SETTINGS */ .$7.flatMap((name) => {
        const findings = judgeSetting(_settings_js__WEBPACK_IMPORTED_MODULE_2__/* .SETTINGS */ .yy[name], settings[name], vault);
        if (name === 'versioning')
            return findings.map((finding) => withVersions(finding, settings.versioning, vault));
        if (name === 'encryption')
            return findings.map((finding) => withEncryption(finding, settings.encryption, vault));
        return findings;
    });
}
function judgeSetting(row, reading, vault) {
    return Object.entries(row.checks).flatMap(([id, check]) => {
        if (check.backup === undefined)
            return [];
        const name = check.backupName ?? id;
        if (reading.state !== 'ok')
            return [{ check: name, ...notRead(row.name, reading, check) }];
        const judged = [check.judge(reading.value, vault)].flat();
        return judged.map((judgement) => ({ check: name, ...findingOf(judgement, check) }));
    });
}
function findingOf({ status, message, why, evidence = [], fix, backup }, check) {
    if (status === 'passed')
        return { severity: 'ok', message };
    const seen = evidence.length === 0 ? '' : `Seen: ${evidence.join(', ')}. `;
    return {
        severity: backup ?? check.backup,
        message,
        why: seen + (why ?? check.why),
        ...(fix !== undefined && { fix }),
        ...(check.setupFixes && { setupFixes: true }),
    };
}
/**
 * A call that the provider does not support is a warning. One that the credentials may not make counts as failed, since
 * the proof would be possible but is missing.
 */
function notRead(setting, reading, { backup }) {
    const message = `The bucket's ${setting} could not be checked.`;
    if (reading.state === 'unknown')
        return { severity: 'warn', message, why: notServed(reading.reason), lasting: true };
    const { permission } = reading;
    const fix = `Allow ${permission} on the bucket.`;
    return { severity: backup, message, why: `The credentials lack ${permission}.`, fix };
}
/**
 * If the versions of an object were tested, they decide. If neither they nor the call tell, the bucket counts as having
 * none.
 */
function withVersions(finding, reading, { versions, page }) {
    const { check } = finding;
    const isEnabled = reading.state === 'ok' && reading.value.status === 'Enabled';
    if (reading.state === 'ok' && (!isEnabled || versions?.isProved !== false))
        return finding;
    if (versions?.isProved === true)
        return { check, severity: 'ok', message: versions.why };
    if (reading.state === 'denied')
        return { ...finding, why: [finding.why, versions?.why].filter((text) => text !== undefined).join(' ') };
    const said = reading.state === 'ok' ? 'The bucket says that its versioning is enabled.' : notServed(reading.reason);
    return {
        check,
        severity: 'refuse',
        message: 'It is not proved that the bucket keeps S3 versions.',
        why: `${said} ${versions?.why ?? 'It was not tested on an object.'} ${_settings_js__WEBPACK_IMPORTED_MODULE_2__/* .SETTINGS */ .yy.versioning.checks.versioning.why}`,
        fix: `Use a bucket that keeps S3 versions, with versioning enabled${see(page)}.`,
    };
}
function withEncryption(finding, reading, { encryption, encryptionRequested, page }) {
    const { check } = finding;
    if (encryption?.isProved === true)
        return { check, severity: 'ok', message: encryption.why };
    if (encryptionRequested && encryption === undefined)
        return { check, severity: 'ok', message: 'Every upload asks for encryption.' };
    const claimed = reading.state === 'ok' ? (0,_encryption_js__WEBPACK_IMPORTED_MODULE_1__/* .algorithmOf */ .Hy)(reading.value) : undefined;
    if (encryption === undefined || (!encryptionRequested && claimed === undefined))
        return finding.setupFixes === true
            ? { ...finding, fix: `${finding.fix ?? ''} Or ask for it with the input encryption.` }
            : finding;
    return {
        check,
        severity: 'refuse',
        message: encryptionRequested
            ? 'Encryption was requested but is not proved.'
            : `The bucket says that it encrypts with ${claimed}, but it does not.`,
        why: encryption.why,
        fix: `Use a server that encrypts and says so in its answers${see(page)}.${encryptionRequested ? ' Or leave out the input encryption, if the storage is encrypted in another way.' : ''}`,
    };
}
function notServed(reason) {
    return `The provider does not support this call. ${reason}`;
}
function see(page) {
    return page === undefined ? '' : `: ${page}`;
}
/**
 * `enforce`: one error that lists every refusal; `warn`: they are emitted as warnings; `off`: nothing. Warnings are
 * emitted in any case but `off`.
 */
function applyBucketChecks(findings, mode, emit, place) {
    if (mode === 'off')
        return;
    const refusals = mode === 'enforce' ? findings.filter((finding) => finding.severity === 'refuse') : [];
    for (const finding of findings) {
        if (finding.severity === 'ok' || refusals.includes(finding))
            continue;
        const { check, message, why, fix, lasting } = finding;
        emit({ type: 'warning', class: `bucket-${check}`, message, why, fix, ...(lasting === true && { lasting }) });
    }
    if (refusals.length > 0)
        throw unsafe(refusals, place);
}
/** Lists each defect with its reason and its fix, then the one command that fixes what setup can. */
function unsafe(refusals, place) {
    const [first] = refusals;
    const each = refusals.map((finding) => [`${finding.check}: ${finding.message}`, finding.why, finding.fix].filter(Boolean).join(' '));
    const isOne = refusals.length === 1;
    const ways = [isOne ? first?.fix : undefined, setupText(refusals, place), ACCEPT];
    return new _base_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .HoldfastError */ .Et({
        code: 'bucket-unsafe',
        message: `The bucket is not safe for backups: ${refusals.map(({ message }) => message).join(' ')}`,
        why: isOne ? first?.why : each.map((text, index) => `${index + 1}. ${text}`).join('\n'),
        fix: ways.filter((text) => text !== undefined).join(' '),
    });
}
const ACCEPT = 'Or accept the risk with bucket-checks: warn.';
function setupText(refusals, place) {
    const fixed = refusals.filter(({ setupFixes }) => setupFixes === true);
    if (fixed.length === 0)
        return undefined;
    const command = `\`${(0,_base_command_line_js__WEBPACK_IMPORTED_MODULE_3__/* .holdfastCommand */ .TC)('setup', place, { apply: true })}\``;
    if (fixed.length === refusals.length)
        return `One command fixes ${refusals.length === 1 ? 'it' : 'all of them'}, run with the rights of the bucket's owner (without --apply it shows what it would do): ${command}`;
    const numbers = fixed.map((finding) => refusals.indexOf(finding) + 1).join(' and ');
    return `Once the others are fixed, one command fixes ${numbers}, run with the rights of the bucket's owner: ${command}`;
}


/***/ }),

/***/ 2872:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $g: () => (/* binding */ probeConditionalWrites),
/* harmony export */   L$: () => (/* binding */ checkBucket),
/* harmony export */   s_: () => (/* binding */ readBackupSettings)
/* harmony export */ });
/* harmony import */ var _bucket_checks_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(43267);
/* harmony import */ var _bucket_encryption_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(48083);
/* harmony import */ var _bucket_settings_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(80429);
/* harmony import */ var _store_sample_object_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(98371);
/* harmony import */ var _providers_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(43553);
/* harmony import */ var _net_retry_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(16705);
/* harmony import */ var _base_errors_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(17594);
/* harmony import */ var _store_probe_object_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(88199);
/* harmony import */ var _probe_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(72145);
/** Checks a bucket before a backup: settings, and a probe of conditional writes. */









/**
 * Proves, before anything is written, that the bucket is safe for a vault. It sends five calls for its settings and one
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
    const { mode, isDry = false, comparesProbe = false, signal } = options;
    if (mode === 'off')
        return [];
    const { bucket, prefix, encryption, endpointUrl } = connection.settings;
    const asked = encryption === undefined || encryption.mode === 'bucket-default' ? undefined : encryption.mode;
    const [settings, probed, head] = await (0,_net_retry_js__WEBPACK_IMPORTED_MODULE_5__/* .allOrStop */ .PR)(signal, (shared) => Promise.all([
        readBackupSettings(connection, { signal: shared, withEncryption: asked === undefined }),
        probe(store, shared, connection),
        asked === undefined ? undefined : headProbe(store, shared),
    ]));
    const isKnown = probed.put?.created === true || !comparesProbe;
    const seen = isKnown ? head : (head ?? (await headProbe(store, signal)));
    const trial = { store, isDry, signal, asked, head: seen, first: isDry ? undefined : probed.put };
    const facts = {
        bucket,
        prefix,
        encryptionRequested: asked !== undefined,
        encryption: probed.encryption ?? (await encryptionProof(trial, settings.encryption)),
        versions: await versionsProof(trial, settings.versioning),
        page: (0,_providers_js__WEBPACK_IMPORTED_MODULE_4__/* .providerPage */ .f)(endpointUrl),
    };
    const judged = (0,_bucket_checks_js__WEBPACK_IMPORTED_MODULE_0__/* .judgeSettings */ .$)(settings, facts).map((finding) => (isDry ? untried(finding, facts) : finding));
    const findings = [...judged, ...probed.findings];
    const isRefused = mode === 'enforce' && findings.some(({ severity }) => severity === 'refuse');
    if (isRefused && !isDry && probed.put?.created === true)
        await removeProbe(store, signal);
    (0,_bucket_checks_js__WEBPACK_IMPORTED_MODULE_0__/* .applyBucketChecks */ .Y)(findings, mode, connection.emit, connection.settings);
    return findings;
}
/**
 * The settings with a check that can stop a backup.
 *
 * @param options.withEncryption false: the default encryption of the bucket does not matter and is not requested
 */
async function readBackupSettings(connection, { signal, withEncryption = true, } = {}) {
    const first = _bucket_settings_js__WEBPACK_IMPORTED_MODULE_2__/* .BACKUP_SETTINGS */ .$7.filter((name) => name !== 'publicGrants' && (withEncryption || name !== 'encryption'));
    const settings = { ...UNASKED, ...(await (0,_bucket_settings_js__WEBPACK_IMPORTED_MODULE_2__/* .readSettings */ .sb)(connection, first, signal)) };
    const { openSwitches } = settings;
    // What an ACL grants to everybody is void then.
    if (openSwitches.state === 'ok' && !openSwitches.value.includes('IgnorePublicAcls'))
        return { ...settings, publicGrants: { state: 'ok', value: [] } };
    return { ...settings, ...(await (0,_bucket_settings_js__WEBPACK_IMPORTED_MODULE_2__/* .readSettings */ .sb)(connection, ['publicGrants'], signal)) };
}
const UNASKED = { encryption: { state: 'unknown', reason: 'It was not requested.' } };
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
        const put = await store.putNew(_store_probe_object_js__WEBPACK_IMPORTED_MODULE_7__/* .PROBE_KEY */ .B, _store_probe_object_js__WEBPACK_IMPORTED_MODULE_7__/* .PROBE_BYTES */ .Z, options);
        const second = put.created ? await store.putNew(_store_probe_object_js__WEBPACK_IMPORTED_MODULE_7__/* .PROBE_KEY */ .B, _store_probe_object_js__WEBPACK_IMPORTED_MODULE_7__/* .PROBE_BYTES */ .Z, options) : put;
        return { put, findings: [second.created ? overwrites() : REFUSES_TO_OVERWRITE] };
    }
    catch (error) {
        if (!(error instanceof _base_errors_js__WEBPACK_IMPORTED_MODULE_6__/* .HoldfastError */ .Et) || !['not-implemented', 's3-failed'].includes(error.code))
            throw error;
        const found = connection === undefined ? undefined : await (0,_probe_js__WEBPACK_IMPORTED_MODULE_8__/* .diagnose */ .h)(connection, signal);
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
    const isClaimed = reading.state === 'ok' && (0,_bucket_encryption_js__WEBPACK_IMPORTED_MODULE_1__/* .algorithmOf */ .Hy)(reading.value) !== undefined;
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
    const isEnabled = reading.state === 'ok' && reading.value.status === 'Enabled';
    if (reading.state === 'ok' && (!isEnabled || seen === undefined || (0,_store_sample_object_js__WEBPACK_IMPORTED_MODULE_3__/* .isRealVersion */ .G)(seen.versionId)))
        return undefined;
    const before = (seen ?? (await headProbe(store, signal)))?.versionId;
    if (isDry)
        return (0,_store_sample_object_js__WEBPACK_IMPORTED_MODULE_3__/* .isRealVersion */ .G)(before)
            ? { isProved: true, why: 'An object of the vault has a version id.' }
            : { isProved: false, why: 'A dry run writes nothing, so this could not be tested.' };
    if (first !== undefined && !(0,_store_sample_object_js__WEBPACK_IMPORTED_MODULE_3__/* .isRealVersion */ .G)(before))
        return NO_VERSION_ID;
    const newer = await overProbe(trial);
    if (!('created' in newer)) {
        // If nothing can be overwritten, the stored object is the only evidence.
        if (newer.isDenied && (0,_store_sample_object_js__WEBPACK_IMPORTED_MODULE_3__/* .isRealVersion */ .G)(before))
            return { isProved: true, why: 'A stored object has a version id, and the bucket refuses to overwrite it.' };
        // AWS says "null" for objects written before versioning was enabled; a server without versions says nothing.
        return isEnabled && newer.isDenied && before !== undefined ? undefined : newer;
    }
    const old = (0,_store_sample_object_js__WEBPACK_IMPORTED_MODULE_3__/* .isRealVersion */ .G)(before) ? before : newer.versionId;
    const top = (0,_store_sample_object_js__WEBPACK_IMPORTED_MODULE_3__/* .isRealVersion */ .G)(before) ? newer : await overProbe(trial);
    if (!('created' in top))
        return top;
    if (!(0,_store_sample_object_js__WEBPACK_IMPORTED_MODULE_3__/* .isRealVersion */ .G)(old) || !(0,_store_sample_object_js__WEBPACK_IMPORTED_MODULE_3__/* .isRealVersion */ .G)(top.versionId) || old === top.versionId)
        return NO_VERSION_ID;
    return (await headProbe(store, signal, old)) === undefined
        ? { isProved: false, why: 'An overwritten object could no longer be read by its version id.' }
        : { isProved: true, why: 'An overwritten object stays as an S3 version.' };
}
const NO_VERSION_ID = { isProved: false, why: 'The answer to a PUT names no S3 version.' };
/** Writes one more S3 version of the probe, with the same bytes. A bucket policy may refuse it. */
async function overProbe({ store, signal, }) {
    try {
        return await store.putOver(_store_probe_object_js__WEBPACK_IMPORTED_MODULE_7__/* .PROBE_KEY */ .B, _store_probe_object_js__WEBPACK_IMPORTED_MODULE_7__/* .PROBE_BYTES */ .Z, { signal });
    }
    catch (error) {
        if (!(error instanceof _base_errors_js__WEBPACK_IMPORTED_MODULE_6__/* .HoldfastError */ .Et) || !['access-denied', 'not-implemented', 's3-failed'].includes(error.code))
            throw error;
        const isDenied = error.code === 'access-denied';
        return { isProved: false, isDenied, why: `It could not be tested: ${error.message}` };
    }
}
/** Also undefined if it may not be read: then it proves nothing. */
async function headProbe(store, signal, versionId) {
    try {
        return await store.head(_store_probe_object_js__WEBPACK_IMPORTED_MODULE_7__/* .PROBE_KEY */ .B, { signal, ...(versionId !== undefined && { versionId }) });
    }
    catch (error) {
        if (error instanceof _base_errors_js__WEBPACK_IMPORTED_MODULE_6__/* .HoldfastError */ .Et && error.code === 'access-denied')
            return undefined;
        throw error;
    }
}
/** Best effort: most roles of backups may not delete anything. */
async function removeProbe(store, signal) {
    try {
        await store.markDeleted(_store_probe_object_js__WEBPACK_IMPORTED_MODULE_7__/* .PROBE_KEY */ .B, { signal });
    }
    catch (error) {
        if (!(error instanceof _base_errors_js__WEBPACK_IMPORTED_MODULE_6__/* .HoldfastError */ .Et))
            throw error;
    }
}


/***/ }),

/***/ 72145:
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


/***/ })

};
