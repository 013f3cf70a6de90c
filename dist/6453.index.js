export const id = 6453;
export const ids = [6453];
export const modules = {

/***/ 56453:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  createSender: () => (/* binding */ createSender)
});

// EXTERNAL MODULE: ./lib/base/version.js
var version = __webpack_require__(26413);
// EXTERNAL MODULE: ./lib/net/http.js
var net_http = __webpack_require__(20747);
// EXTERNAL MODULE: ./lib/net/proxies.js
var net_proxies = __webpack_require__(75367);
// EXTERNAL MODULE: ./lib/net/retry.js
var net_retry = __webpack_require__(16705);
// EXTERNAL MODULE: external "node:dns"
var external_node_dns_ = __webpack_require__(40610);
// EXTERNAL MODULE: ./node_modules/ipaddr.js/lib/ipaddr.js
var ipaddr = __webpack_require__(48280);
;// CONCATENATED MODULE: ./lib/notify/addresses.js
/** Which addresses of the network heartbeats and notifications may go to, looked at when the connection is made. */


/** Ranges of a private network, by their names in ipaddr.js. */
const PRIVATE_RANGES = ['private', 'loopback', 'uniqueLocal', 'carrierGradeNat'];
/** Where clouds hand out credentials outside of the link-local ranges, by `address/bits`. */
const CREDENTIAL_PLACES = [
    '168.63.129.16/32', // Azure
    '100.100.100.200/32', // Alibaba Cloud
    'fd00:ec2::/32', // AWS: instance metadata, Pod Identity of EKS
    'fd20:ce::254/128', // Google Cloud
].map((range) => ipaddr.parseCIDR(range));
/** All that is public in IPv6 lies in it. What is outside is old forms of IPv4 addresses among others. */
const GLOBAL_IPV6 = ipaddr.parseCIDR('2000::/3');
/** The code of the error of a connection that was not made. */
const REFUSED_ADDRESS = 'ERR_REFUSED_ADDRESS';
/**
 * Public addresses always; those of private networks if they are asked for. Those never where a cloud hands out
 * credentials, as in the link-local ranges: nobody listens for heartbeats there. Every other special range (multicast, reserved) is
 * refused too.
 */
function mayReach(address, allowPrivate) {
    if (!ipaddr.isValid(address))
        return false;
    const judged = withinIpv4(ipaddr.process(address));
    if (CREDENTIAL_PLACES.some((place) => isIn(judged, place)))
        return false;
    const range = judged.range();
    if (range === 'unicast')
        return judged.kind() === 'ipv4' || isIn(judged, GLOBAL_IPV6);
    return allowPrivate && PRIVATE_RANGES.includes(range);
}
function isIn(address, [base, bits]) {
    return address.kind() === base.kind() && address.match(base, bits);
}
/** What NAT64 makes of an IPv4 address (RFC 6052, 64:ff9b::/96) is judged as that address. */
function withinIpv4(address) {
    const isNat64 = address.kind() === 'ipv6' && address.toNormalizedString().startsWith('64:ff9b:0:0:0:0:');
    return isNat64 ? ipaddr.fromByteArray(address.toByteArray().slice(-4)) : address;
}
/** The address that a URL names itself; undefined if it has the name of a host. */
function literalAddress({ hostname }) {
    const text = hostname.replace(/^\[(.*)\]$/, '$1');
    return ipaddr.isValid(text) ? text : undefined;
}
/**
 * For the connection itself, so that a name cannot lead to one address when it is checked and to another when it is used.
 */
function guardedLookup(allowPrivate, resolve = external_node_dns_.lookup) {
    return (hostname, options, callback) => {
        resolve(hostname, { ...options, all: true }, (error, found) => {
            if (error !== null)
                return callback(error, '', 0);
            const allowed = found.filter(({ address }) => mayReach(address, allowPrivate));
            const [first] = allowed;
            if (first === undefined)
                return callback(refusedAddress(), '', 0);
            if (options.all === true)
                return callback(null, allowed);
            callback(null, first.address, first.family);
        });
    };
}
function refusedAddress() {
    return Object.assign(new Error('the address is not public'), { code: REFUSED_ADDRESS });
}

;// CONCATENATED MODULE: ./lib/notify/send.js





/** Why a message did not arrive, in words that name no address. `code` and status decide whether it is tried again. */
class NotSent extends Error {
    name = 'NotSent';
    code;
    $metadata;
    constructor(message, { code, status } = {}) {
        super(message);
        this.code = code;
        this.$metadata = status === undefined ? {} : { httpStatusCode: status };
    }
}
const TRY_MS = 10_000;
const RETRY = { attempts: 3, baseMs: 400 };
const REDIRECTS_FOLLOWED = 3;
/** @throws bad-proxy, bad-ca-bundle */
function createSender(settings) {
    // Connections of its own: each was checked when it was made.
    const http = (0,net_http/* createHttp */.V0)(settings.env);
    const parts = { http, proxies: (0,net_proxies/* proxiesOf */._j)(settings.env), settings };
    return { send: (delivery, signal) => sendOften(delivery, signal, parts), close: http.close };
}
async function sendOften(delivery, signal, parts) {
    const { retry = RETRY, tryMs = TRY_MS, emit } = parts.settings;
    const attempt = async () => {
        try {
            await follow(delivery, AbortSignal.any([signal, AbortSignal.timeout(tryMs)]), parts);
        }
        catch (error) {
            throw inWords(error);
        }
    };
    try {
        await (0,net_retry/* withRetries */.LH)(attempt, { policy: retry, what: 'notification', emit, signal });
    }
    catch (error) {
        throw inWords(error);
    }
}
async function follow(delivery, signal, parts) {
    let { url } = delivery;
    for (let hops = 0;; hops++) {
        const answer = await sendOnce({ ...delivery, url }, signal, parts);
        // What a receiver says beyond its status is of no use here, and may be endless.
        answer.destroy();
        const status = answer.statusCode ?? 0;
        if (status >= 200 && status < 300)
            return;
        const { location } = answer.headers;
        if (status < 300 || status >= 400 || location === undefined)
            throw new NotSent(`the receiver answered with status ${String(status)}`, { status });
        if (hops === REDIRECTS_FOLLOWED)
            throw new NotSent('the receiver redirected too often');
        // A client makes a GET of it, and the message would be lost.
        if (delivery.method === 'POST' && status < 307)
            throw new NotSent(`the receiver redirected the message with status ${String(status)}, which drops it`);
        url = redirected(url, location);
    }
}
function redirected(from, location) {
    const next = URL.parse(location, from.href);
    if (next === null)
        throw new NotSent('the receiver redirected to something that is no address');
    if (next.protocol !== 'https:' && next.protocol !== from.protocol)
        throw new NotSent('the receiver redirected away from https');
    // Nothing that one receiver says makes credentials for another.
    next.username = next.password = '';
    return next;
}
function sendOnce({ url, method, body, contentType }, signal, parts) {
    const { http, proxies, settings } = parts;
    const { allowPrivate, resolve } = settings;
    if (url.protocol !== 'https:' && !(allowPrivate && url.protocol === 'http:'))
        throw new NotSent('the address is not https');
    const literal = literalAddress(url);
    if (literal !== undefined && !mayReach(literal, allowPrivate))
        throw refusedAddress();
    // A proxy looks names up itself, and its own address may well be a private one.
    const isDirect = (0,net_proxies/* proxyFor */.iJ)(url, proxies) === undefined;
    return http.request(url, {
        method,
        headers: {
            'user-agent': `holdfast/${version/* VERSION */.x}`,
            accept: '*/*',
            ...(contentType && { 'content-type': contentType }),
        },
        body: body ?? (method === 'POST' ? '' : undefined),
        signal,
        ...(isDirect && { lookup: guardedLookup(allowPrivate, resolve) }),
    });
}
const REASONS = {
    [REFUSED_ADDRESS]: 'the receiver has no public address (allow-private-receivers allows others)',
    ENOTFOUND: "the receiver's name is not known (ENOTFOUND)",
    EAI_AGAIN: "the receiver's name could not be looked up (EAI_AGAIN)",
    ECONNREFUSED: 'the receiver takes no connections (ECONNREFUSED)',
    ECONNRESET: 'the connection broke (ECONNRESET)',
};
/** Errors of sockets and names have addresses in their messages. */
function inWords(error) {
    if (error instanceof NotSent)
        return error;
    const { name, code } = (0,net_retry/* shapeOf */.F5)(error);
    if (name === 'TimeoutError' || name === 'AbortError')
        return new NotSent('the receiver did not answer in time', { code: 'ETIMEDOUT' });
    if (name === 'HoldfastError')
        return new NotSent('the run was cancelled');
    const text = code === undefined ? undefined : REASONS[code];
    return new NotSent(text ?? `the connection failed (${code ?? name ?? 'unknown'})`, { code });
}


/***/ })

};
