export const id = 317;
export const ids = [317];
export const modules = {

/***/ 40317:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Ed: () => (/* binding */ GithubFailure),
/* harmony export */   H: () => (/* binding */ isNoLongerThere),
/* harmony export */   MC: () => (/* binding */ BrokenAnswer),
/* harmony export */   TX: () => (/* binding */ isNetworkError)
/* harmony export */ });
/* harmony import */ var _base_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(17594);
/** Why something could not be had from GitHub. */

/** Each user turns it into a gap or an error of its own. The message may contain text from the server. */
class GithubFailure extends Error {
    name = 'GithubFailure';
    kind;
    /** For `limit`: when GitHub allows requests again, if it says so. */
    resetsAt;
    constructor(kind, message, cause, resetsAt) {
        super(message, cause === undefined ? undefined : { cause });
        this.kind = kind;
        this.resetsAt = resetsAt;
    }
}
/** A file that has expired or was deleted: GitHub itself says so, or the host that it redirects to. */
function isNoLongerThere({ kind, cause }) {
    const status = cause instanceof BrokenAnswer ? cause.status : undefined;
    return kind === 'gone' || kind === 'absent' || status === 404 || status === 410;
}
/** An incomplete answer, or one that is not what was asked for; another try may succeed. */
class BrokenAnswer extends Error {
    name = 'BrokenAnswer';
    /** What the storage host answered instead of the file. */
    status;
    constructor(message, status) {
        super(message);
        this.status = status;
    }
}
/** What fetch and its streams throw when a connection breaks; anything else is a bug. */
function isNetworkError(error) {
    if ((0,_base_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .isNamed */ .ev)(error, 'BrokenAnswer', 'TimeoutError', 'AbortError', 'SocketError'))
        return true;
    return error instanceof Error && (error.message === 'terminated' || error.message === 'fetch failed');
}


/***/ })

};
