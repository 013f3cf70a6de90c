export const id = 1147;
export const ids = [1147];
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


/***/ })

};
