export const id = 147;
export const ids = [147];
export const modules = {

/***/ 71147:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   d: () => (/* binding */ wrapKeys),
/* harmony export */   unwrapKeys: () => (/* binding */ unwrapKeys)
/* harmony export */ });
/* harmony import */ var _aws_sdk_client_kms__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(92632);
/* harmony import */ var _base_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(17594);
/* harmony import */ var _net_retry_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(16705);
/** Vault keys that a key of AWS KMS has wrapped: then a workflow holds no secret, and its role decides who opens them. */



/** What KMS encrypts at once. */
const MAX_PLAIN_BYTES = 4096;
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
        throw failed('wraps at most 4,096 bytes, and there are more former keys than fit', undefined);
    const command = new _aws_sdk_client_kms__WEBPACK_IMPORTED_MODULE_2__/* .EncryptCommand */ .b8v({ KeyId: keyId, Plaintext: plain, EncryptionContext: contextOf(fingerprint) });
    const region = /^arn:[^:]*:kms:([^:]+):/.exec(keyId)?.[1] ?? deps.region;
    const { CiphertextBlob } = await send({ ...deps, region }, 'kms:Encrypt', (client, options) => client.send(command, options));
    return `kms:${fingerprint}:${Buffer.from(CiphertextBlob ?? []).toString('base64')}`;
}
/**
 * The text of the identity file that was wrapped; the caller checks that its first key has this fingerprint.
 * @throws kms-failed
 */
async function unwrapKeys(deps, fingerprint, wrapped) {
    const command = new _aws_sdk_client_kms__WEBPACK_IMPORTED_MODULE_2__/* .DecryptCommand */ .vIm({ CiphertextBlob: wrapped, EncryptionContext: contextOf(fingerprint) });
    const { Plaintext } = await send(deps, 'kms:Decrypt', (client, options) => client.send(command, options));
    return Buffer.from(Plaintext ?? []).toString('utf8');
}
async function send({ credentials, network, region, env, emit, signal }, permission, call) {
    const endpoint = env['AWS_ENDPOINT_URL_KMS'];
    const client = new _aws_sdk_client_kms__WEBPACK_IMPORTED_MODULE_2__/* .KMSClient */ .pgq({
        ...{ credentials, region, requestHandler: network.requestHandler },
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
        throw error instanceof _base_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .HoldfastError */ .Et ? error : failed(`refused ${permission}`, error);
    }
}
function failed(problem, cause) {
    return new _base_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .HoldfastError */ .Et({
        code: 'kms-failed',
        message: `KMS ${problem}.`,
        why: cause === undefined ? undefined : (0,_base_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .messageOf */ .bD)(cause),
        fix: 'Check that the KMS key exists in this region and is enabled, and that its policy allows this role the call with the encryption context holdfast-key.',
        cause,
    });
}


/***/ })

};
