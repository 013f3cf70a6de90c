export const id = 292;
export const ids = [292];
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

/***/ 90292:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   signByKms: () => (/* binding */ signByKms)
/* harmony export */ });
/* harmony import */ var _aws_sdk_client_kms__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(92632);
/* harmony import */ var _client_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(83756);
/** Signatures by a key that never leaves AWS KMS. */


const ALGORITHM = 'RSASSA_PKCS1_V1_5_SHA_256';
/**
 * RSASSA-PKCS1-v1_5 with SHA-256 over the text.
 * @param keyId the id, ARN or alias of an RSA key for signing
 * @param text at most 4,096 bytes
 * @throws kms-failed
 */
async function signByKms(deps, keyId, text) {
    const command = new _aws_sdk_client_kms__WEBPACK_IMPORTED_MODULE_1__/* .SignCommand */ .fJE({ KeyId: keyId, Message: text, MessageType: 'RAW', SigningAlgorithm: ALGORITHM });
    const call = {
        permission: 'kms:Sign',
        keyId,
        fix: "Check that the key exists in this region and is enabled, that it is an RSA key with the usage SIGN_VERIFY (the App's private key, imported), and that this role is allowed kms:Sign on it.",
    };
    const { Signature } = await (0,_client_js__WEBPACK_IMPORTED_MODULE_0__/* .callKms */ .k)(deps, call, (client, options) => client.send(command, options));
    return Signature ?? new Uint8Array();
}


/***/ })

};
