export const id = 516;
export const ids = [516];
export const modules = {

/***/ 57202:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   DM: () => (/* binding */ isAwsEndpoint),
/* harmony export */   Yl: () => (/* binding */ defaultAudience),
/* harmony export */   iI: () => (/* binding */ firstRegionOf),
/* harmony export */   iQ: () => (/* binding */ partitionOf)
/* harmony export */ });
/** Partitions of AWS by how their regions begin: https://docs.aws.amazon.com/general/latest/gr/rande.html */
const PARTITIONS = [
    { regions: 'cn-', partition: 'aws-cn', firstRegion: 'cn-north-1' },
    { regions: 'us-gov-', partition: 'aws-us-gov', firstRegion: 'us-gov-west-1' },
    { regions: 'us-isob-', partition: 'aws-iso-b', firstRegion: 'us-isob-east-1' },
    { regions: 'us-isof-', partition: 'aws-iso-f', firstRegion: 'us-isof-south-1' },
    { regions: 'us-iso-', partition: 'aws-iso', firstRegion: 'us-iso-east-1' },
    { regions: 'eu-isoe-', partition: 'aws-iso-e', firstRegion: 'eu-isoe-west-1' },
    { regions: 'eusc-', partition: 'aws-eusc', firstRegion: 'eusc-de-east-1' },
    { regions: '', partition: 'aws', firstRegion: 'us-east-1' },
];
/** The second field of an ARN; `aws` by default. A region takes precedence over a role. */
function partitionOf(region, roleArn) {
    if (region === undefined)
        return roleArn?.split(':')[1] ?? 'aws';
    return PARTITIONS.find(({ regions }) => region.startsWith(regions))?.partition ?? 'aws';
}
/** A region whose STS answers for the whole partition, for callers without a region. */
function firstRegionOf(partition) {
    return PARTITIONS.find((row) => row.partition === partition)?.firstRegion ?? 'us-east-1';
}
/** The audience that AWS documents for an OIDC provider of the partition. */
function defaultAudience(partition) {
    return partition === 'aws-cn' ? 'sts.amazonaws.com.cn' : 'sts.amazonaws.com';
}
const AWS_DOMAINS = ['amazonaws.com', 'amazonaws.com.cn', 'amazonaws.eu', 'api.aws', 'api.amazonwebservices.com.cn'];
/** Whether an endpoint URL belongs to AWS (a VPC endpoint, for example) and not to another provider. */
function isAwsEndpoint(url) {
    const host = URL.canParse(url) ? new URL(url).hostname : '';
    return AWS_DOMAINS.some((domain) => host === domain || host.endsWith(`.${domain}`));
}


/***/ }),

/***/ 29040:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   MD: () => (/* binding */ writtenPaths),
/* harmony export */   O: () => (/* binding */ vaultPath),
/* harmony export */   Ok: () => (/* binding */ marksOf),
/* harmony export */   SB: () => (/* binding */ bucketArn),
/* harmony export */   Y5: () => (/* binding */ allowStatements),
/* harmony export */   cD: () => (/* binding */ keyArns),
/* harmony export */   li: () => (/* binding */ sessionPolicy),
/* harmony export */   nd: () => (/* binding */ objectArn),
/* harmony export */   yr: () => (/* binding */ policyDocument)
/* harmony export */ });
/* unused harmony export SESSION_POLICY_MAX_CHARS */
const READ_ALL = { writes: [], probes: false, checksBucket: false };
/** Without the packs: names, sizes and times, but no content. */
const READ_NAMES = { ...READ_ALL, reads: ['roots', 'parts', 'marks'] };
const GRANTS = {
    backup: { writes: ['roots', 'packs', 'parts'], probes: true, checksBucket: true },
    restore: READ_ALL,
    cat: READ_ALL,
    list: READ_NAMES,
    find: READ_NAMES,
    diff: READ_NAMES,
    verify: { ...READ_ALL, marks: ['verified', 'proof'], state: 'verify', wholeVault: true },
    // What must not have been marked as deleted is written again over its marker.
    prune: {
        ...READ_ALL,
        writes: ['roots', 'packs', 'parts'],
        deletes: ['roots', 'packs', 'parts'],
        marks: ['readmitted'],
        state: 'prune',
        wholeVault: true,
        // The grace of prune must be shorter than the time that the lifecycle rules keep noncurrent versions.
        checksBucket: true,
    },
    undelete: { ...READ_ALL, writes: ['roots', 'packs', 'parts'], marks: ['readmitted'], wholeVault: true },
    mark: { ...READ_NAMES, writes: [], marks: ['label', 'hold', 'acknowledged', 'quarantine'] },
    audit: { ...READ_ALL, state: 'audit', checksBucket: true, reviews: true },
    // An overwritten object gets a delete marker first, since a conditional PUT needs one on top. This includes marks of
    // all kinds.
    repair: {
        ...READ_ALL,
        writes: ['roots', 'packs', 'parts'],
        // The probe is used beforehand to test how the server handles a PUT over a delete marker.
        deletes: '*',
        marks: ['*'],
        state: '*',
        wholeVault: true,
        probes: true,
    },
    setup: { ...READ_ALL, reads: [], probes: true, checksBucket: true, configures: true },
};
function grantOf(mode) {
    return GRANTS[mode];
}
/**
 * Characters that STS accepts: https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRoleWithWebIdentity.html
 */
const SESSION_POLICY_MAX_CHARS = 2048;
function policyDocument(statements) {
    return { Version: '2012-10-17', Statement: statements };
}
/** Kinds of marks that the modes may set. */
function marksOf(modes) {
    return union(modes.map((mode) => grantOf(mode).marks ?? []));
}
/** Paths below `v1/` that the modes may write, with wildcards; of any series unless some are given. */
function writtenPaths(modes, series) {
    return union(modes.map((mode) => {
        const grant = grantOf(mode);
        return [
            ...seriesPaths(grant.writes, grant.wholeVault === true ? undefined : series),
            ...(grant.marks ?? []).map((kind) => `marks/*/${kind}-*`),
            ...(grant.state === undefined ? [] : [`state/${grant.state}/*`]),
            ...probe([grant]),
        ];
    }));
}
function probe(grants) {
    return grants.some(({ probes }) => probes) ? ['probe'] : [];
}
/**
 * The inline policy that narrows a role session to one step's work: this bucket, this prefix, these calls. It only
 * takes away: what the role itself may not do stays forbidden. Names too long for STS's limit are met by widening in
 * steps: any series and all reads of the bucket's settings, then the beginning of the prefix only.
 */
function sessionPolicy(scope) {
    const { prefix, mode } = scope;
    const text = (statements) => JSON.stringify(policyDocument(statements));
    const whole = text(allowStatements([mode], scope, vaultPath(prefix), { series: scope.series }));
    if (whole.length <= SESSION_POLICY_MAX_CHARS)
        return whole;
    for (let chars = prefix.length;; chars = Math.floor(chars * 0.9)) {
        const vault = chars < prefix.length ? `${prefix.slice(0, chars)}*/v1/` : vaultPath(prefix);
        const wider = text(allowStatements([mode], scope, vault, { isShort: true }));
        if (wider.length <= SESSION_POLICY_MAX_CHARS || chars === 0)
            return wider;
    }
}
/** Where all keys of a vault begin. */
function vaultPath(prefix) {
    return prefix === '' ? 'v1/' : `${prefix}/v1/`;
}
function bucketArn({ partition, bucket }) {
    return `arn:${partition}:s3:::${bucket}`;
}
/** ARN of the vault's keys below `v1/`. */
function objectArn(place, path) {
    return `${bucketArn(place)}/${vaultPath(place.prefix)}${path}`;
}
/**
 * What the modes need, taken together, and nothing else. @param vault as vaultPath returns it; may contain wildcards
 */
function allowStatements(modes, place, vault, { series, isShort = false } = {}) {
    const grants = modes.map(grantOf);
    const bucket = bucketArn(place);
    const objects = (paths) => paths.map((path) => `${bucket}/${vault}${path}`);
    const reads = grants.some((grant) => grant.reads === undefined)
        ? ['*']
        : [...seriesPaths(union(grants.map(({ reads: kinds }) => kinds ?? [])), undefined), ...probe(grants)];
    const written = writtenPaths(modes, series);
    const deleted = union(grants.map(({ deletes = [] }) => (deletes === '*' ? [deletes] : seriesPaths(deletes, undefined))));
    const configures = grants.some((grant) => grant.configures === true);
    const lists = allow(['s3:ListBucket', 's3:ListBucketVersions'], [bucket]);
    return [
        allow(['s3:GetObject', 's3:GetObjectVersion'], objects(reads)),
        // For a missing object S3 takes its key as s3:prefix, and answers 404 to whoever may list it, else 403. Whether
        // there is a bucket at all is asked without a prefix.
        configures ? lists : { ...lists, Condition: { StringLike: { 's3:prefix': `${vault}*` } } },
        allow(union(grants.map((grant) => bucketCalls(grant, !place.aws || isShort))), [bucket]),
        ...(written.length > 0 ? [allow(['s3:PutObject'], objects(written))] : []),
        ...(deleted.length > 0 ? [allow(['s3:DeleteObject'], objects(deleted))] : []),
        ...(place.aws && grants.some((grant) => grant.reviews === true) ? [allow(REVIEWS, ['*'])] : []),
        ...(place.aws ? throughS3(place.keys ?? [], written.length > 0) : []),
    ];
}
/**
 * The KMS keys of a vault, as resources of a policy: every key of the accounts, since a bucket may have had another
 * default when an older object was written, and a key that was named. Keys of other accounts are left out: the owner of
 * that account can make anything written under such a key unreadable.
 *
 * @param accounts ids of the accounts of role and bucket; undefined and '' are left out
 * @param kmsKeyId as the input: an id, an ARN or an alias
 */
function keyArns(partition, accounts, kmsKeyId) {
    const [, , , region = '', account = '', name = ''] = kmsKeyId?.split(':') ?? [];
    // An alias may stand for any key of its account.
    const named = account === '' ? [] : [`arn:${partition}:kms:${region}:${account}:${name.replace(/^alias\/.*/, 'key/*')}`];
    const own = accounts.filter(Boolean).map((id) => `arn:${partition}:kms:*:${String(id)}:key/*`);
    return union([own, accounts.includes(account) ? [] : named]);
}
/** What guards a bucket, and is no part of it. */
const REVIEWS = [
    'iam:GetOpenIDConnectProvider',
    'iam:GetPolicy*',
    'iam:GetRole*',
    'iam:ListAttachedRolePolicies',
    'iam:ListRolePolicies',
    'kms:GetKeyPolicy',
    's3:GetAccountPublicAccessBlock',
];
function allow(actions, resources) {
    const [resource = '', ...more] = resources;
    return { Effect: 'Allow', Action: actions, Resource: more.length === 0 ? resource : resources };
}
function union(lists) {
    return [...new Set(lists.flat())];
}
function seriesPaths(kinds, series) {
    return kinds.flatMap((kind) => (series ?? ['']).map((name) => (name === '' ? `${kind}/*` : `${kind}/${name}/@/*`)));
}
/**
 * @param byPattern Ceph knows some of these by other names, and refuses a policy with a name that it does not know;
 * wildcards it takes
 */
function bucketCalls(grant, byPattern) {
    const allReads = ['s3:GetBucket*', 's3:Get*Configuration'];
    if (grant.configures === true)
        return [...allReads, 's3:CreateBucket', 's3:PutBucket*', 's3:Put*Configuration'];
    if (!grant.checksBucket)
        return ['s3:GetBucketLocation'];
    if (byPattern || grant.reviews === true)
        return allReads;
    return [
        's3:GetBucketAcl',
        's3:GetBucketLocation',
        's3:GetBucketOwnershipControls',
        's3:GetBucketPolicyStatus',
        's3:GetBucketPublicAccessBlock',
        's3:GetBucketVersioning',
        's3:GetEncryptionConfiguration',
        's3:GetLifecycleConfiguration',
    ];
}
/** Objects under SSE-KMS: only on behalf of S3, in any region, since the bucket's may not be known yet. */
function throughS3(keys, writes) {
    if (keys.length === 0)
        return [];
    const calls = writes ? ['kms:Decrypt', 'kms:GenerateDataKey'] : ['kms:Decrypt'];
    return [{ ...allow(calls, keys), Condition: { StringLike: { 'kms:ViaService': 's3.*' } } }];
}


/***/ }),

/***/ 4397:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Fp: () => (/* binding */ permissionOf),
/* harmony export */   mo: () => (/* binding */ isRefusedPut),
/* harmony export */   n8: () => (/* binding */ regionNamedBy),
/* harmony export */   y6: () => (/* binding */ explainS3Error)
/* harmony export */ });
/* harmony import */ var _base_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(17594);
/* harmony import */ var _base_system_errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(23626);
/* harmony import */ var _net_retry_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(16705);



/** IAM permission of each operation, if it is not `s3:<operation>`. */
const PERMISSIONS = {
    HeadBucket: 's3:ListBucket',
    HeadObject: 's3:GetObject',
    ListObjectsV2: 's3:ListBucket',
    ListObjectVersions: 's3:ListBucketVersions',
    GetBucketEncryption: 's3:GetEncryptionConfiguration',
    GetPublicAccessBlock: 's3:GetBucketPublicAccessBlock',
    GetBucketLifecycleConfiguration: 's3:GetLifecycleConfiguration',
    GetBucketReplication: 's3:GetReplicationConfiguration',
    GetObjectLockConfiguration: 's3:GetBucketObjectLockConfiguration',
    PutBucketEncryption: 's3:PutEncryptionConfiguration',
    PutPublicAccessBlock: 's3:PutBucketPublicAccessBlock',
    PutBucketLifecycleConfiguration: 's3:PutLifecycleConfiguration',
    PutObjectLockConfiguration: 's3:PutBucketObjectLockConfiguration',
};
/**
 * The IAM permission that an operation needs:
 * https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazons3.html
 */
function permissionOf(operation, versionId) {
    const permission = PERMISSIONS[operation] ?? `s3:${operation}`;
    return permission === 's3:GetObject' && versionId !== undefined ? 's3:GetObjectVersion' : permission;
}
/**
 * Whether a PUT is refused permanently: by a policy, a key, or a server that does not support it as Holdfast sends it.
 */
function isRefusedPut(error) {
    return error instanceof _base_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .HoldfastError */ .Et && REFUSED_PUT.includes(error.code);
}
const REFUSED_PUT = ['access-denied', 'kms-failed', 'not-implemented', 's3-failed'];
/** The region where S3 says that the bucket is, if the answer names one. */
function regionNamedBy(error) {
    const { $response, message } = (0,_net_retry_js__WEBPACK_IMPORTED_MODULE_2__/* .shapeOf */ .F5)(error);
    return $response?.headers?.['x-amz-bucket-region'] ?? /expecting '([a-z0-9-]+)'/.exec(message ?? '')?.[1];
}
const MISSING_KEY = ['NoSuchKey', 'NoSuchVersion', 'NotFound'];
/** Explains why Holdfast needs a call that a server does not support. */
const NEEDED_FOR = {
    PutObject: 'Every PUT of Holdfast has If-None-Match, so that nothing is overwritten, and a SHA-256 checksum: the server must support both.',
    ListObjectVersions: 'Deleted or overwritten objects are found and recovered by their S3 versions: this server keeps none, or does not list them.',
};
const TABLE = [
    {
        code: 'credentials-expired',
        names: ['ExpiredToken', 'ExpiredTokenException', 'RequestExpired', 'TokenRefreshRequired'],
        explain: ({ what, said }) => ({
            message: `${what} failed: the AWS credentials have expired.`,
            why: said,
            fix: 'Use role-to-assume, so that Holdfast renews its credentials itself, or give credentials that live longer than the run.',
        }),
    },
    {
        code: 'clock-skewed',
        names: ['RequestTimeTooSkewed', 'RequestInTheFuture'],
        explain: ({ what, said }) => ({
            message: `${what} was refused: the clock of this machine differs too much from the server's.`,
            why: said,
            fix: 'Set the clock of this machine (NTP).',
        }),
    },
    {
        code: 'credentials-invalid',
        names: ['InvalidAccessKeyId', 'InvalidToken', 'InvalidClientTokenId', 'UnrecognizedClientException'],
        explain: ({ what, said, call }) => ({
            message: `${what} was refused: the server does not know this access key or session token.`,
            why: said,
            fix: call.endpointUrl === undefined
                ? 'Check the access key; keys of AWS China or GovCloud work only in their own regions.'
                : `Check that the access key belongs to the server at ${call.endpointUrl}.`,
        }),
    },
    {
        code: 'credentials-invalid',
        names: ['SignatureDoesNotMatch', 'InvalidSignatureException'],
        explain: ({ what, said }) => ({
            message: `${what} was refused: the signature does not match.`,
            why: said,
            fix: 'Check the secret access key for missing or added characters, and the clock of this machine; a proxy that changes headers breaks signatures too.',
        }),
    },
    {
        code: 'no-credentials',
        names: ['CredentialsProviderError', 'TokenProviderError', 'ProviderError'],
        explain: ({ what, said }) => ({
            message: `${what} was not sent: no AWS credentials were found.`,
            why: said,
            fix: 'Give role-to-assume (with permission id-token: write in the workflow), or run configure-aws-credentials before, or set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY.',
        }),
    },
    {
        code: 'wrong-region',
        names: [
            'PermanentRedirect',
            'TemporaryRedirect',
            'AuthorizationHeaderMalformed',
            'IllegalLocationConstraintException',
        ],
        statuses: [301, 307],
        also: ({ call, error }) => call.region !== undefined && ![undefined, call.region].includes(regionNamedBy(error)),
        explain: ({ call, error, said }) => {
            const actual = regionNamedBy(error);
            return {
                message: `The bucket ${call.bucket} is ${actual === undefined ? 'in another region' : `in ${actual}`}, not in ${call.region ?? 'the region asked'}.`,
                why: said,
                fix: actual === undefined
                    ? 'Set aws-region to the region of the bucket.'
                    : `Set aws-region to ${actual}, or leave it out.`,
            };
        },
    },
    {
        code: 'bucket-not-found',
        names: ['NoSuchBucket', 'InvalidBucketName'],
        also: ({ call, status }) => status === 404 && call.operation === 'HeadBucket',
        explain: ({ call, said }) => ({
            message: `The bucket ${call.bucket} does not exist${call.endpointUrl === undefined ? '' : ` at ${call.endpointUrl}`}.`,
            why: said,
            fix: 'Check the name given as bucket, endpoint-url if it is not at AWS, and aws-region if it is in AWS China or GovCloud.',
        }),
    },
    {
        code: 'object-archived',
        names: ['InvalidObjectState'],
        explain: ({ what, said }) => ({
            message: `${what} failed: the object lies in an archive storage class and cannot be read immediately.`,
            why: said,
            fix: 'Restore the object in S3 (RestoreObject), wait until it is readable, and run again; then remove the lifecycle rule that moves objects to GLACIER or DEEP_ARCHIVE.',
        }),
    },
    {
        code: 'kms-failed',
        also: ({ name, status, said }) => name.startsWith('KMS.') || ([400, 404].includes(status) && /\bkms\b/i.test(said)),
        explain: ({ what, said }) => ({
            message: `${what} failed: its KMS key cannot be used.`,
            why: said,
            fix: 'Check that the key exists in the region of the bucket, is enabled, and is the one given as kms-key-id.',
        }),
    },
    {
        code: 'access-denied',
        names: ['AccessDenied', 'AccessDeniedException', 'Forbidden'],
        statuses: [401, 403],
        explain: explainDenied,
    },
    {
        code: 'object-not-found',
        names: MISSING_KEY,
        statuses: [404],
        // A VersionId that is malformed or belongs to a delete marker names no object either.
        also: ({ call, status }) => call.versionId !== undefined && (status === 400 || status === 405),
        explain: ({ call, said }) => ({
            message: `There is no object s3://${call.bucket}/${call.key ?? ''}${call.versionId === undefined ? '' : ` with VersionId ${call.versionId}`}.`,
            why: said,
        }),
    },
    {
        code: 'answer-cut-off',
        names: ['TruncatedBody'],
        explain: ({ what, said }) => ({
            message: `${what} failed: the answer ended too early in every try.`,
            why: said,
            fix: 'Run again; if it fails again, check the network, any proxy in between, and the server.',
        }),
    },
    {
        code: 'wrong-range',
        names: ['WrongRange'],
        explain: ({ what, said }) => ({
            message: `${what} failed: the server answered with another part of the object than was requested, in every try.`,
            why: said,
            fix: 'Run again; if it fails again, check whether the server, and any proxy or cache in between, supports the Range header.',
        }),
    },
    {
        code: 'upload-damaged',
        names: ['BadDigest', 'XAmzContentSHA256Mismatch', 'XAmzContentChecksumMismatch'],
        explain: ({ what, said }) => ({
            message: `${what} failed: the bytes that arrived are not those that were sent.`,
            why: said,
            fix: 'Run again; if it fails again, check the memory of this machine and any proxy in between.',
        }),
    },
    {
        code: 'slow-down',
        names: ['SlowDown', 'Throttling', 'ThrottlingException', 'RequestLimitExceeded', 'TooManyRequestsException'],
        statuses: [429, 503],
        explain: ({ what, said }) => ({
            message: `${what} failed: the server asked for fewer requests, and still did after all tries.`,
            why: said,
            fix: 'Run again later, or with fewer backups of this vault at the same time.',
        }),
    },
    {
        code: 'endpoint-unreachable',
        names: [
            'ECONNREFUSED',
            'ENOTFOUND',
            'EAI_AGAIN',
            'EHOSTUNREACH',
            'ENETUNREACH',
            'ETIMEDOUT',
            'ECONNRESET',
            'EPIPE',
            'TimeoutError',
            'ServerSilent',
        ],
        explain: ({ what, said, call, name }) => ({
            message: `${what} failed: no answer from ${call.endpointUrl ?? 'S3'}.`,
            why: said,
            fix: `${httpsHint(call, name)}Check endpoint-url and aws-region, the network of this machine, and HTTPS_PROXY and NO_PROXY if it uses a proxy.`,
        }),
    },
    {
        code: 'tls-failed',
        also: ({ said, call }) => call.endpointUrl?.startsWith('https:') === true && /wrong version number|http request/.test(said),
        explain: ({ what, said, call }) => ({
            message: `${what} failed: ${String(call.endpointUrl)} does not answer in TLS. This port most likely speaks http, and not https.`,
            why: said,
            fix: `Give endpoint-url as ${String(call.endpointUrl).replace(/^https/, 'http')}, if the network up to it can be trusted, or the port of the server that speaks https.`,
        }),
    },
    {
        code: 'tls-failed',
        also: ({ said, call }) => call.endpointUrl?.startsWith('http:') === true && /HTTP request .*HTTPS (?:server|port)/i.test(said),
        explain: ({ what, said, call }) => ({
            message: `${what} was refused: ${String(call.endpointUrl)} speaks https on this port, and not http.`,
            why: said,
            fix: `Give endpoint-url as ${String(call.endpointUrl).replace(/^http/, 'https')}.`,
        }),
    },
    {
        code: 'tls-failed',
        names: [
            'DEPTH_ZERO_SELF_SIGNED_CERT',
            'SELF_SIGNED_CERT_IN_CHAIN',
            'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
            'UNABLE_TO_GET_ISSUER_CERT',
            'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
            'CERT_HAS_EXPIRED',
            'CERT_NOT_YET_VALID',
            'CERT_UNTRUSTED',
            'ERR_TLS_CERT_ALTNAME_INVALID',
            'EPROTO',
        ],
        also: ({ name }) => name.startsWith('ERR_SSL_'),
        explain: ({ what, said, call }) => ({
            message: `${what} failed: no trusted TLS connection to ${call.endpointUrl ?? 'S3'}.`,
            why: said,
            fix: 'If the server or a proxy uses a certificate authority of its own, put its certificate in a PEM file and name that in AWS_CA_BUNDLE or NODE_EXTRA_CA_CERTS.',
        }),
    },
    {
        code: 'not-implemented',
        names: ['NotImplemented', 'MethodNotAllowed', 'XNotImplemented'],
        statuses: [405, 501],
        explain: ({ what, said, call }) => ({
            message: `${what} is not supported by ${call.endpointUrl ?? 'S3'}.`,
            why: [NEEDED_FOR[call.operation], said].filter((text) => text !== undefined).join(' '),
            fix: 'Use a server that implements this call of the S3 API: docs/providers.md says which ones do.',
        }),
    },
    {
        code: 'storage-full',
        names: ['QuotaExceeded', 'XMinioStorageFull', 'EntityTooLarge'],
        statuses: [507],
        explain: ({ what, said }) => ({
            message: `${what} was refused: the server has no room for it, or a quota is used up.`,
            why: said,
            fix: 'Free space at the server, or raise the quota.',
        }),
    },
];
/** Most servers end a connection that begins in http where they expect TLS. */
function httpsHint({ endpointUrl }, name) {
    if (name !== 'ECONNRESET' || endpointUrl?.startsWith('http:') !== true)
        return '';
    return `If the server speaks https on this port, give ${endpointUrl.replace(/^http/, 'https')}. `;
}
/**
 * A 403 does not mean that the object exists: S3 also sends it for a missing key if the caller may not list the bucket.
 */
function explainDenied({ what, said, call, status }) {
    const permission = permissionOf(call.operation, call.versionId);
    const needs = [permission];
    if (/\bkms\b/i.test(said))
        needs.push(call.operation === 'PutObject' ? 'kms:GenerateDataKey' : 'kms:Decrypt');
    const owner = call.expectedBucketOwner;
    const where = call.key === undefined || permission.startsWith('s3:List')
        ? `the bucket ${call.bucket}`
        : `s3://${call.bucket}/${call.key}`;
    const causes = [`The role or user may lack ${needs.join(' and ')}, or a policy of the bucket denies it.`];
    if (permission.startsWith('s3:GetObject')) {
        causes.push('S3 gives the same answer for an object that is not there, unless the caller has s3:ListBucket.');
    }
    if (owner !== undefined) {
        causes.push(`The bucket must belong to account ${owner} (expected-bucket-owner); S3 refuses every call if it does not.`);
    }
    return {
        message: `${what} was refused (${status === 401 ? 401 : 403}): it needs ${needs.join(' and ')}.`,
        why: `${causes.join(' ')} ${said}`,
        fix: `Allow ${needs.join(' and ')} on ${where}${owner === undefined ? '' : ', or set expected-bucket-owner to the account that owns the bucket'}.`,
    };
}
/**
 * Turns any error of a call to S3 into one that a user can act on. Errors that are already explained stay as they are.
 */
function explainS3Error(error, call) {
    if (error instanceof _base_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .HoldfastError */ .Et || (0,_base_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .isNamed */ .ev)(error, 'AbortError'))
        return error;
    if ((0,_base_system_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .isLack */ .q6)(error))
        return (0,_base_system_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .explainSystemError */ .Tr)(error) ?? error;
    const failure = failureOf(error, call);
    const row = TABLE.find((candidate) => fits(candidate, failure));
    if (row !== undefined)
        return new _base_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .HoldfastError */ .Et({ code: row.code, cause: error, ...row.explain(failure) });
    return new _base_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .HoldfastError */ .Et({ code: 's3-failed', message: `${failure.what} failed.`, why: failure.said, cause: error });
}
/** A name decides before a status does: several refusals share one status. */
function fits(row, failure) {
    if (row.names?.includes(failure.name) === true || row.also?.(failure) === true)
        return true;
    return row.statuses?.includes(failure.status) === true && !NAMED.has(failure.name);
}
const NAMED = new Set(TABLE.flatMap((row) => row.names ?? []));
function failureOf(error, call) {
    const shape = (0,_net_retry_js__WEBPACK_IMPORTED_MODULE_2__/* .shapeOf */ .F5)(error);
    const status = shape.$metadata?.httpStatusCode ?? 0;
    const name = shape.code ?? shape.name ?? '';
    const target = `s3://${call.bucket}${call.key === undefined ? '' : `/${call.key}`}`;
    const words = [(0,_base_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .messageOf */ .bD)(error), name, status === 0 ? '' : String(status)].filter((word) => word && word !== 'UnknownError');
    const said = `The answer was: ${words.join(', ') || 'an error without text'}.`;
    return { call, error, name, status, what: `${call.operation} of ${target}`, said };
}


/***/ }),

/***/ 95589:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Ar: () => (/* binding */ retryLack),
/* harmony export */   Oo: () => (/* binding */ once),
/* harmony export */   Y3: () => (/* binding */ startThreads),
/* harmony export */   kW: () => (/* binding */ awaitedLater),
/* harmony export */   yJ: () => (/* binding */ mapBounded)
/* harmony export */ });
/* harmony import */ var node_timers_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(58500);
/* harmony import */ var _system_errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(23626);
/** Bounded concurrency, results that are made once, and patience with a lack of descriptors or threads. */


/** Some 30 s in total: descriptors become free when a connection or a file is closed. */
const LACK_TRIES = 300;
const LACK_PAUSE_MS = 100;
/** Repeats work for a while if the system has no free descriptor, thread or memory. @throws the work's last error */
async function retryLack(work, signal) {
    for (let tries = 1;; tries++) {
        try {
            return work();
        }
        catch (error) {
            if (tries === LACK_TRIES || !(0,_system_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .isLack */ .q6)(error))
                throw error;
        }
        await (0,node_timers_promises__WEBPACK_IMPORTED_MODULE_0__.setTimeout)(LACK_PAUSE_MS, undefined, { signal });
    }
}
/**
 * Starts threads. If the system has none free, waits for the first and does without the others. If one cannot be
 * started for another reason, none keeps running.
 *
 * @throws what kept one from starting
 */
async function startThreads(count, make) {
    const threads = [await retryLack(make)];
    try {
        while (threads.length < count)
            threads.push(make());
    }
    catch (error) {
        if ((0,_system_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .isLack */ .q6)(error))
            return threads;
        await Promise.all(threads.map((thread) => thread.close()));
        throw error;
    }
    return threads;
}
/**
 * For a promise that is awaited later. If it fails before, it does not count as an unhandled rejection. The error is
 * not lost, since whoever awaits the promise gets it.
 */
function awaitedLater(promise) {
    promise.catch(() => {
        return;
    });
    return promise;
}
/** A result that is made when it is first asked for, and kept; a failure is not kept. */
function once(make) {
    let made;
    return () => {
        made ??= make().catch((error) => {
            made = undefined;
            throw error;
        });
        return made;
    };
}
/**
 * Works on items, `limit` of them at a time; results in the order of items. After a failure no further item is started.
 */
async function mapBounded(items, limit, work) {
    const results = [];
    let next = 0;
    let failed = false;
    const lane = async () => {
        while (next < items.length && !failed) {
            const at = next++;
            try {
                results[at] = await work(items[at]);
            }
            catch (error) {
                failed = true;
                throw error;
            }
        }
    };
    await Promise.all(Array.from({ length: Math.min(limit, items.length) }, lane));
    return results;
}


/***/ }),

/***/ 88192:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   UM: () => (/* binding */ DEFAULT_SERVER_URL),
/* harmony export */   oX: () => (/* binding */ GITHUB_ISSUER),
/* harmony export */   po: () => (/* binding */ apiUrlOf),
/* harmony export */   xD: () => (/* binding */ issuerOf)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(17594);
/** Derives from the URL of a GitHub server its API and the issuer of its OIDC tokens. */

const DEFAULT_SERVER_URL = 'https://github.com';
/**
 * Issuer of the tokens of github.com, as host: the only one of whose tokens STS compares more than subject and
 * audience.
 */
const GITHUB_ISSUER = 'token.actions.githubusercontent.com';
/**
 * Base of the REST API, without a slash at its end: of github.com, of a subdomain of ghe.com, and of GitHub Enterprise
 * Server.
 * https://docs.github.com/en/rest/using-the-rest-api/getting-started-with-the-rest-api. Errors: `bad-input`.
 */
function apiUrlOf(serverUrl) {
    const { origin, host, protocol } = parsed(serverUrl);
    return isHosted(host) ? `${protocol}//api.${host}` : `${origin}/api/v3`;
}
/**
 * Issuer of the OIDC tokens of the server's jobs, as host and path without `https://`, which is how IAM names a
 * provider and the keys of its claims. https://docs.github.com/en/actions/reference/security/oidc and
 * https://docs.github.com/en/enterprise-cloud@latest/admin/data-residency/feature-overview-for-github-enterprise-cloud-with-data-residency
 * Errors: `bad-input`.
 */
function issuerOf(serverUrl) {
    const { host } = parsed(serverUrl);
    if (host === 'github.com')
        return GITHUB_ISSUER;
    return isHosted(host) ? `token.actions.${host}` : `${host}/_services/token`;
}
function isHosted(host) {
    return host === 'github.com' || host.endsWith('.ghe.com');
}
function parsed(serverUrl) {
    const url = URL.parse(serverUrl);
    if (url !== null && ['https:', 'http:'].includes(url.protocol))
        return url;
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .HoldfastError */ .Et({
        code: 'bad-input',
        exitCode: _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .EXIT */ .dc.badInput,
        message: `github-server-url: "${serverUrl}" is not the URL of a server.`,
        why: 'It is given as github-server-url, or as GITHUB_SERVER_URL in the environment.',
        fix: 'Give it as https://github.example.com.',
    });
}


/***/ }),

/***/ 30307:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  r: () => (/* binding */ tellOfCovered),
  l: () => (/* binding */ tellOfHidden)
});

// EXTERNAL MODULE: ./lib/base/errors.js
var errors = __webpack_require__(17594);
// EXTERNAL MODULE: ./lib/vault/read/damage.js
var damage = __webpack_require__(57076);
// EXTERNAL MODULE: ./lib/vault/format/keys.js
var keys = __webpack_require__(58232);
// EXTERNAL MODULE: ./lib/vault/read/prune-state.js
var prune_state = __webpack_require__(17909);
// EXTERNAL MODULE: ./lib/vault/read/root-places.js
var root_places = __webpack_require__(64626);
;// CONCATENATED MODULE: ./lib/vault/read/hidden-roots.js
/** Finds snapshots that somebody has deleted or overwritten. */





/**
 * One request a thousand S3 versions, and one or two more if anything is deleted. undefined where S3 versions may not be
 * listed, or the server has none: then nothing is known.
 *
 * @param series one of them; all without
 * @param from a snapshot's id: only those as new as it
 */
async function findHiddenRoots(store, series, { from, signal }) {
    const prefix = series === undefined ? 'v1/roots/' : (0,keys/* rootsPrefix */.qR)(series);
    let places;
    try {
        places = await (0,root_places/* listRootPlaces */.jp)(store, prefix, signal, from === undefined ? undefined : prefix + from);
    }
    catch (error) {
        if ((0,damage/* isUnreadable */.GZ)(error) || (error instanceof errors/* HoldfastError */.Et && error.code === 'not-implemented'))
            return undefined;
        throw error;
    }
    const marked = places.filter(({ deletedAt }) => deletedAt !== undefined);
    if (marked.length === 0)
        return { deleted: [], isPruneKnown: true };
    try {
        const removed = await (0,prune_state/* removedByPrune */.Q6)(store, signal);
        return { deleted: marked.filter(({ key }) => !removed.has(key)), isPruneKnown: true };
    }
    catch (error) {
        if (!(0,damage/* isUnreadable */.GZ)(error))
            throw error;
        return { deleted: marked, isPruneKnown: false };
    }
}

// EXTERNAL MODULE: ./lib/base/text.js
var base_text = __webpack_require__(58566);
;// CONCATENATED MODULE: ./lib/commands/shared/hidden.js
/**
 * Reports snapshots that were deleted or overwritten: those under delete markers that no prune has set, and those found
 * only as older S3 versions.
 */


/** Warns that a root was read from an older S3 version, since its current one is wrong. */
function tellOfCovered({ id }, { emit }) {
    return () => {
        emit({
            type: 'warning',
            class: 'overwritten-snapshot',
            message: `Snapshot ${id} was read from an older S3 version: its root was overwritten.`,
            why: 'The version that was read matches the hash in its name, so it is what was stored.',
            fix: '`holdfast repair` puts it back. Find out who can write to this vault (mode audit).',
        });
    };
}
/** @returns them; none where S3 versions may not be listed */
async function tellOfHidden({ store }, series, from, { emit, signal }) {
    const hidden = await findHiddenRoots(store, series, { from, signal });
    if (hidden === undefined || hidden.deleted.length === 0)
        return [];
    const { deleted, isPruneKnown } = hidden;
    const bySeries = [...Map.groupBy(deleted, (place) => place.series)].map(([name, places]) => `${name} (${String(places.length)})`);
    const isOne = deleted.length === 1;
    emit({
        // Without prune's record, all of these may have been removed by a policy.
        type: isPruneKnown ? 'warning' : 'notice',
        class: 'deleted-snapshots',
        message: `${(0,base_text/* counted */.hS)(deleted.length, 'snapshot')} ${isOne ? 'lies' : 'lie'} under ${isOne ? 'a delete marker' : 'delete markers'}: ${bySeries.slice(0, 5).join(', ')}${bySeries.length > 5 ? ', ...' : ''}.`,
        why: isPruneKnown
            ? 'No prune has recorded that it removed them: somebody deleted them.'
            : 'It is not known whether prune removed them: its record cannot be read.',
        fix: 'Mode repair shows what can be recovered while S3 keeps the versions below the markers.',
    });
    return deleted;
}


/***/ }),

/***/ 78827:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Jk: () => (/* binding */ isAtAws),
/* harmony export */   OU: () => (/* binding */ addedBytes),
/* harmony export */   Od: () => (/* binding */ restoreCommand),
/* harmony export */   X5: () => (/* binding */ endpointOf),
/* harmony export */   jQ: () => (/* binding */ historyPoint)
/* harmony export */ });
/* harmony import */ var _aws_credentials_partition_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(57202);
/* harmony import */ var _base_command_line_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(57483);
/** What summaries show about a series: its snapshots, and how to restore one. */


/** What a snapshot added to the bucket: packs and parts, as its header says, and the root itself. */
function addedBytes(info, { counts }) {
    return (counts['storedBytes'] ?? 0) + info.sizeBytes;
}
function historyPoint(info, header) {
    const { status, counts } = header;
    return {
        id: info.id,
        time: info.utc,
        status,
        files: counts['files'] ?? 0,
        bytes: counts['bytes'] ?? 0,
        storedBytes: addedBytes(info, header),
    };
}
/** A command that restores the snapshot; its id as short as the summary shows it. */
function restoreCommand(inputs, { env }, { series, id }) {
    const version = /-([0-9a-f]{12})/.exec(id)?.[1] ?? id;
    const { bucket, prefix, awsRegion: region, forcePathStyle } = inputs;
    const place = { bucket, prefix, region, endpointUrl: endpointOf(inputs, env), forcePathStyle };
    return (0,_base_command_line_js__WEBPACK_IMPORTED_MODULE_1__/* .holdfastCommand */ .T)('restore', place, { name: series, version, path: './restored' });
}
/** The endpoint of a server other than AWS: from the input, or from the environment. */
function endpointOf({ endpointUrl }, env) {
    return endpointUrl ?? (env['AWS_ENDPOINT_URL_S3'] || env['AWS_ENDPOINT_URL'] || undefined);
}
/** Whether the AWS prices for storage apply to this bucket. */
function isAtAws(inputs, { env }) {
    const endpointUrl = endpointOf(inputs, env);
    return endpointUrl === undefined || (0,_aws_credentials_partition_js__WEBPACK_IMPORTED_MODULE_0__/* .isAwsEndpoint */ .DM)(endpointUrl);
}


/***/ }),

/***/ 35516:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  jA: () => (/* binding */ formerName),
  Z1: () => (/* binding */ openVault),
  gD: () => (/* binding */ pickSnapshot),
  cn: () => (/* binding */ plannedSeries),
  DP: () => (/* binding */ seriesInOrder)
});

// EXTERNAL MODULE: ./lib/base/async.js
var base_async = __webpack_require__(95589);
// EXTERNAL MODULE: ./lib/base/errors.js
var errors = __webpack_require__(17594);
// EXTERNAL MODULE: ./lib/net/retry.js
var retry = __webpack_require__(16705);
// EXTERNAL MODULE: ./node_modules/@aws-sdk/client-sts/dist-cjs/index.js
var dist_cjs = __webpack_require__(71695);
;// CONCATENATED MODULE: ./lib/aws/credentials/sts.js
/** Calls of STS: AssumeRole, AssumeRoleWithWebIdentity, GetCallerIdentity. */



/** Some seconds in total; half a minute if STS throttles. An OIDC token is valid for five minutes. */
const STS_RETRY = { attempts: 5, baseMs: 300 };
/** Errors are those of the SDK; trust.ts explains them. */
async function assumeRoleWithToken(sts, request, token) {
    return takeSession(sts, request, undefined, 'AssumeRoleWithWebIdentity', (client, options) => client.send(new dist_cjs/* AssumeRoleWithWebIdentityCommand */.WH({ ...inputOf(request), WebIdentityToken: token }), options));
}
async function assumeRole(sts, request, by) {
    return takeSession(sts, request, by, 'AssumeRole', (client, options) => client.send(new dist_cjs/* AssumeRoleCommand */.QL({ ...inputOf(request), ExternalId: request.externalId }), options));
}
async function getCallerIdentity(sts, of) {
    const { Account, Arn } = await send(sts, of, 'GetCallerIdentity', (client, options) => client.send(new dist_cjs/* GetCallerIdentityCommand */.zI({}), options));
    return { accountId: /^\d{12}$/.test(Account ?? '') ? Account : undefined, arn: Arn ?? '' };
}
function inputOf(request) {
    return {
        RoleArn: request.roleArn,
        RoleSessionName: request.sessionName,
        DurationSeconds: request.durationSeconds,
        Policy: request.policy,
    };
}
/**
 * Returns a session whose `expiration` is by this machine's clock. Its remaining life is computed from the server's own
 * Date header.
 */
async function takeSession(sts, request, by, operation, ask) {
    const startedMs = sts.now().getTime();
    let serverMs = startedMs;
    const answer = await send(sts, by, operation, ask, (date) => (serverMs = date.getTime()));
    const { AccessKeyId, SecretAccessKey, SessionToken, Expiration } = answer.Credentials ?? {};
    if (AccessKeyId === undefined || SecretAccessKey === undefined || SessionToken === undefined) {
        throw new Error(`${operation} answered without credentials`);
    }
    maskAll(sts, { accessKeyId: AccessKeyId, secretAccessKey: SecretAccessKey, sessionToken: SessionToken });
    // A Date header has whole seconds, so the server's clock may be up to a second ahead.
    const lifeMs = Expiration === undefined ? request.durationSeconds * 1000 : Expiration.getTime() - serverMs - 1000;
    return {
        accessKeyId: AccessKeyId,
        secretAccessKey: SecretAccessKey,
        sessionToken: SessionToken,
        expiration: new Date(startedMs + lifeMs),
    };
}
/** The id of an access key is not a secret: it identifies the caller but does not authenticate. */
function maskAll(sts, credentials) {
    for (const secret of [credentials.secretAccessKey, credentials.sessionToken]) {
        if (secret !== undefined && secret !== '')
            sts.mask(secret);
    }
}
async function send(sts, by, operation, ask, onDate = () => undefined) {
    const client = new dist_cjs/* STSClient */.iM(clientConfig(sts, by));
    watchDate(client, onDate);
    const options = sts.signal === undefined ? {} : { abortSignal: sts.signal };
    return (0,retry/* withRetries */.LH)(() => ask(client, options).catch(rethrow), {
        policy: sts.retry,
        what: operation,
        emit: sts.emit,
        signal: sts.signal,
    });
}
function clientConfig(sts, by) {
    return {
        region: sts.region,
        requestHandler: sts.network.requestHandler,
        // Retries are handled in net/retry.ts: they end at once on abort.
        maxAttempts: 1,
        // The SDK refuses FIPS together with an endpoint, even if only the environment sets it.
        ...(sts.endpointUrl === undefined
            ? { useFipsEndpoint: sts.useFips }
            : { endpoint: sts.endpointUrl, useFipsEndpoint: false }),
        ...(by === undefined ? {} : { credentials: by }),
    };
}
/** STS reports an issuer that it could not reach in two ways; one of them looks like a refusal. */
function rethrow(error) {
    if ((0,errors/* isNamed */.ev)(error, 'InvalidIdentityTokenException') && /retrieve verification key/i.test((0,errors/* messageOf */.bD)(error))) {
        throw Object.assign(new Error((0,errors/* messageOf */.bD)(error), { cause: error }), { name: 'IDPCommunicationErrorException' });
    }
    throw error;
}
function watchDate(client, onDate) {
    client.middlewareStack.add((next) => async (args) => {
        const result = await next(args);
        const { headers } = result.response;
        const date = new Date(headers?.['date'] ?? '');
        if (!Number.isNaN(date.getTime()))
            onDate(date);
        return result;
    }, { step: 'deserialize', priority: 'low', name: 'holdfastWatchDate' });
}
/** Names an STS for messages. */
function describeSts(sts) {
    return sts.endpointUrl === undefined ? `AWS STS in ${sts.region}` : sts.endpointUrl;
}

// EXTERNAL MODULE: ./lib/base/github-server.js
var github_server = __webpack_require__(88192);
;// CONCATENATED MODULE: ./lib/aws/credentials/sts-errors.js



const named = (...names) => (failure) => names.includes(failure.name);
const TABLE = [
    {
        code: 'role-duration-too-long',
        fits: ({ message }) => /DurationSeconds|MaxSessionDuration/.test(message),
        explain: ({ what, said, durationSeconds }) => ({
            message: `${what} was refused: the role does not allow sessions of ${durationSeconds} s.`,
            why: said,
            fix: 'Lower role-duration-seconds (sessions renew themselves, so a run may take longer), or raise the maximum session duration of the role.',
        }),
    },
    {
        code: 'session-policy-refused',
        fits: named('PackedPolicyTooLargeException', 'MalformedPolicyDocumentException', 'MalformedPolicyDocument'),
        explain: ({ what, said, policyChars }) => ({
            message: `${what} was refused: STS does not accept the session policy of ${policyChars ?? 0} characters that Holdfast sent.`,
            why: `${said} Servers other than AWS may not support everything in it; on AWS it may be too large together with session tags.`,
            fix: 'Set session-policy: off, and let the policy of the role itself allow only what is needed; or use a shorter prefix and name.',
        }),
    },
    {
        code: 'oidc-provider-missing',
        fits: ({ name, message }) => name === 'InvalidIdentityTokenException' && /no openidconnect provider/i.test(message),
        explain: ({ what, said, claims = {}, roleArn }) => ({
            message: `${what} was refused: the account of the role has no OIDC provider for ${claimText(claims['iss'])}.`,
            why: said,
            fix: `Create an IAM identity provider ${providerArn(claims, roleArn)} (type OpenID Connect, URL ${claimText(claims['iss'])}, audience ${claimText(claims['aud'])}), then let the trust policy of the role name it.`,
        }),
    },
    {
        code: 'role-not-assumed',
        fits: (failure) => failure.operation === 'AssumeRoleWithWebIdentity' && REFUSALS.includes(failure.name),
        explain: explainTrust,
    },
    {
        code: 'role-not-assumed',
        fits: (failure) => failure.operation === 'AssumeRole' && REFUSALS.includes(failure.name),
        explain: ({ what, said, roleArn }) => ({
            message: `${what} was refused.`,
            why: `Two policies must agree: the caller's must allow sts:AssumeRole on ${roleArn ?? 'the role'}, and the trust policy of that role must name the caller. ${said}`,
            fix: 'Add to the trust policy of the role: {"Effect":"Allow","Principal":{"AWS":"<ARN of the caller, as named above>"},"Action":"sts:AssumeRole"}, and allow the caller sts:AssumeRole on the role.',
        }),
    },
    {
        code: 'credentials-expired',
        fits: named('ExpiredToken', 'ExpiredTokenException', 'RequestExpired'),
        explain: ({ what, said }) => ({
            message: `${what} was refused: the credentials or the token have expired.`,
            why: said,
            fix: 'Check the clock of this machine. Use role-to-assume, so that Holdfast renews its credentials itself.',
        }),
    },
    {
        code: 'credentials-invalid',
        fits: named('InvalidClientTokenId', 'UnrecognizedClientException', 'SignatureDoesNotMatch', 'InvalidAccessKeyId', 'AccessDenied'),
        explain: ({ what, said, place }) => ({
            message: `${what} was refused: ${place} does not accept these credentials.`,
            why: said,
            fix: 'Check access key and secret; keys of AWS China, GovCloud or another provider work only there (aws-region, sts-endpoint-url).',
        }),
    },
    {
        code: 'region-disabled',
        fits: named('RegionDisabledException'),
        explain: ({ what, said, place }) => ({
            message: `${what} was refused: ${place} is switched off for this account.`,
            why: said,
            fix: 'Enable the region in the settings of the account, or set sts-endpoint-url to that of another region.',
        }),
    },
    {
        code: 'tls-failed',
        fits: ({ name }) => /^(CERT_|SELF_SIGNED_|DEPTH_ZERO_|UNABLE_TO_|ERR_TLS_|ERR_SSL_|EPROTO$)/.test(name),
        explain: ({ what, said, place }) => ({
            message: `${what} failed: no trusted TLS connection to ${place}.`,
            why: said,
            fix: 'If the server or a proxy uses a certificate authority of its own, put its certificate in a PEM file and name that in AWS_CA_BUNDLE.',
        }),
    },
    {
        code: 'endpoint-unreachable',
        fits: ({ name }) => name === 'TimeoutError' || name === 'ServerSilent' || /^(E[A-Z_]+|ERR_PROXY_TUNNEL)$/.test(name),
        explain: ({ what, said, place }) => ({
            message: `${what} failed: no answer from ${place}.`,
            why: said,
            fix: 'Check aws-region and sts-endpoint-url, the network of this machine, and HTTPS_PROXY and NO_PROXY if it uses a proxy.',
        }),
    },
];
const REFUSALS = [
    'AccessDenied',
    'AccessDeniedException',
    'InvalidIdentityTokenException',
    'IDPRejectedClaimException',
    'NoSuchEntity',
];
/** Any error of a call to STS as the error that a user can act on. */
function explainStsError(error, call) {
    if (error instanceof errors/* HoldfastError */.Et || (0,errors/* isNamed */.ev)(error, 'AbortError'))
        return error;
    const { name, code, $metadata } = (0,retry/* shapeOf */.F5)(error);
    const known = code ?? name ?? '';
    const status = $metadata?.httpStatusCode;
    const failure = {
        ...call,
        name: known,
        message: (0,errors/* messageOf */.bD)(error),
        what: `${call.operation}${call.roleArn === undefined ? '' : ` of ${call.roleArn}`}`,
        said: `STS or the connection said: ${wordsOf(error)} (${[known, status].filter((part) => part !== undefined).join(', ')}).`,
    };
    const row = TABLE.find(({ fits }) => fits(failure));
    if (row !== undefined)
        return new errors/* HoldfastError */.Et({ code: row.code, cause: error, ...row.explain(failure) });
    return new errors/* HoldfastError */.Et({
        code: 'sts-failed',
        message: `${failure.what} failed at ${call.place}.`,
        why: failure.said,
        cause: error,
    });
}
/** The SDK calls it an unknown error if a server sends a code without text. */
function wordsOf(error) {
    return (0,errors/* messageOf */.bD)(error).replace(/^(UnknownError)?$/, 'no message');
}
/** Fixes in the job come first. A change of the trust policy is the last resort, and never a wide one. */
function explainTrust({ what, said, message, roleArn, place, claims = {} }) {
    return {
        message: `${what} was refused: the role does not exist, or its trust policy does not admit this workflow.`,
        why: [said, 'The OIDC token of this job says:', ...claimLines(claims)].join('\n'),
        fix: [
            environmentAdvice(claims),
            'Check role-to-assume, and compare the claims above with the conditions of its trust policy.',
            ...statementAdvice(claims, roleArn, isAws(place)),
            ...(/audience/i.test(message)
                ? [`Add the audience ${claimText(claims['aud'])} to ${providerArn(claims, roleArn)} too.`]
                : []),
            ...otherSubjectAdvice(claims),
        ].join('\n'),
    };
}
function environmentAdvice(claims) {
    const environment = claimText(claims['environment']);
    return environment === ''
        ? 'This job runs in no environment. If the role requires one, as roles made by setup do, add `environment: holdfast` to the job.'
        : `This job runs in the environment ${JSON.stringify(environment)}. If the role requires another one, change \`environment\` of the job.`;
}
function statementAdvice(claims, roleArn, aws) {
    if (/:pull_request$|:\*$/.test(claimText(claims['sub'])) || /^pull_request/.test(claimText(claims['event_name']))) {
        return ['This job was started by a pull request: anybody who opens one would get the role. Run it on a branch.'];
    }
    return [
        'Only if the role is meant for this very job and the conditions cannot be met: add this statement, and leave the others as they are.',
        JSON.stringify(trustStatement(claims, roleArn, aws), undefined, 2),
    ];
}
function otherSubjectAdvice(claims) {
    const others = otherSubject(claims);
    if (others === undefined)
        return [];
    const when = isImmutable(claims) ? 'before' : 'after';
    return [`The same workflow has the subject ${others} ${when} its repository changes to immutable subjects.`];
}
/**
 * A trust policy statement that admits exactly the bearer of these claims.
 *
 * @param aws whether the STS belongs to AWS
 */
function trustStatement(claims, roleArn, aws) {
    const issuer = issuerOf(claims);
    return {
        Effect: 'Allow',
        Principal: { Federated: providerArn(claims, roleArn) },
        Action: 'sts:AssumeRoleWithWebIdentity',
        Condition: {
            StringEquals: {
                [`${issuer}:aud`]: claims['aud'],
                [`${issuer}:sub`]: claims['sub'],
                ...(aws ? narrowing(claims, issuer) : {}),
            },
        },
    };
}
/** Whether an STS belongs to AWS, judged by its name for messages: that of another server is an address. */
function isAws(place) {
    const host = URL.parse(place)?.hostname;
    return host === undefined || /\.amazonaws\.com(\.cn)?$/.test(host);
}
/**
 * AWS checks these claims of github.com's tokens besides the subject. Others, such as Ceph, know only audience and
 * subject. A condition on a claim that an STS does not know never holds, so such a statement would admit nobody.
 */
function narrowing(claims, issuer) {
    if (issuer !== github_server/* GITHUB_ISSUER */.oX)
        return {};
    const names = ['repository_id', 'job_workflow_ref'].filter((name) => claimText(claims[name]) !== '');
    return Object.fromEntries(names.map((name) => [`${issuer}:${name}`, claims[name]]));
}
function providerArn(claims, roleArn) {
    const [, partition = 'aws', , , account = ''] = (roleArn ?? '').split(':');
    return `arn:${partition}:iam::${account}:oidc-provider/${issuerOf(claims)}`;
}
function issuerOf(claims) {
    return claimText(claims['iss']).replace(/^https?:\/\//, '');
}
/**
 * The subject in its other form. GitHub writes `repo:org/repo:...`, and `repo:org@id/repo@id:...` for repositories
 * created, renamed or moved since June 2026, or switched by their owners:
 * https://docs.github.com/actions/reference/security/oidc#immutable-subject-claims
 * undefined where the claims do not tell, or the subject follows a template of the organisation.
 */
function otherSubject(claims) {
    const forms = subjectStarts(claims);
    if (forms === undefined)
        return undefined;
    const { named: byName, immutable } = forms;
    const subject = claimText(claims['sub']);
    if (subject.startsWith(`${byName}:`))
        return immutable + subject.slice(byName.length);
    if (subject.startsWith(`${immutable}:`))
        return byName + subject.slice(immutable.length);
    return undefined;
}
function isImmutable(claims) {
    return claimText(claims['sub']).startsWith(`${subjectStarts(claims)?.immutable}:`);
}
function subjectStarts(claims) {
    const [owner, name] = claimText(claims['repository']).split('/');
    const ownerId = claimText(claims['repository_owner_id']);
    const id = claimText(claims['repository_id']);
    if (!owner || !name || !ownerId || !id)
        return undefined;
    return { named: `repo:${owner}/${name}`, immutable: `repo:${owner}@${ownerId}/${name}@${id}` };
}
/** Claims that policies usually check come first; times and serial numbers are left out. */
function claimLines(claims) {
    const first = ['sub', 'aud', 'iss'];
    const names = [
        ...first,
        ...Object.keys(claims).filter((name) => !first.includes(name) && !['jti', 'exp', 'iat', 'nbf'].includes(name)),
    ];
    return names.map((name) => `  ${name}: ${claimText(claims[name]) || '(none)'}`);
}
function claimText(claim) {
    if (typeof claim === 'string')
        return claim;
    return claim === undefined ? '' : JSON.stringify(claim);
}

;// CONCATENATED MODULE: ./lib/aws/credentials/identity.js




/**
 * Whose credentials these are, proved by GetCallerIdentity; undefined where the server has no such call.
 * Throws `account-not-allowed`, or `identity-unknown` if accounts are to be checked and none can be proved.
 */
async function proveIdentity(sts, provider, allowedAccountIds) {
    const { identity, reason } = sts === undefined ? { reason: NO_STS } : await askIdentity(sts, provider);
    if (allowedAccountIds.length === 0)
        return identity;
    if (identity?.accountId === undefined) {
        throw new errors/* HoldfastError */.Et({
            code: 'identity-unknown',
            message: 'allowed-account-ids is set, but the account of the credentials is not known.',
            why: reason ?? `GetCallerIdentity answered without an account (${identity?.arn ?? 'no ARN'}).`,
            fix: 'Set sts-endpoint-url to a server that answers GetCallerIdentity, or remove allowed-account-ids.',
        });
    }
    if (!allowedAccountIds.includes(identity.accountId)) {
        throw new errors/* HoldfastError */.Et({
            code: 'account-not-allowed',
            message: `The credentials belong to account ${identity.accountId} (${identity.arn}), which is not allowed here.`,
            why: `allowed-account-ids is ${allowedAccountIds.join(', ')}.`,
            fix: 'Use a role or keys of an allowed account, or add this account to allowed-account-ids.',
        });
    }
    return identity;
}
const NO_STS = 'With endpoint-url, STS is asked only at sts-endpoint-url or AWS_ENDPOINT_URL_STS, and neither is set.';
async function askIdentity(sts, provider) {
    const credentials = await provider();
    try {
        return { identity: await getCallerIdentity(sts, credentials) };
    }
    catch (error) {
        sts.signal?.throwIfAborted();
        if (sts.endpointUrl !== undefined && isNotServed(error)) {
            return { reason: `${describeSts(sts)} does not serve GetCallerIdentity: ${wordsOf(error)}.` };
        }
        throw explainStsError(error, { operation: 'GetCallerIdentity', place: describeSts(sts) });
    }
}
const identity_REFUSALS = [
    'InvalidClientTokenId',
    'InvalidAccessKeyId',
    'SignatureDoesNotMatch',
    'ExpiredToken',
    'ExpiredTokenException',
    'RequestExpired',
];
/**
 * Servers other than AWS answer an unknown call in many ways, but always with a status, and not with one that concerns
 * the keys.
 */
function isNotServed(error) {
    const { name, $metadata } = (0,retry/* shapeOf */.F5)(error);
    const status = $metadata?.httpStatusCode;
    return status !== undefined && (status === 501 || !(0,retry/* isTransient */.dg)(error)) && !identity_REFUSALS.includes(name ?? '');
}

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
;// CONCATENATED MODULE: ./lib/aws/credentials/oidc.js
/** Requests the OIDC token of a job from its runner. */



/** GitHub sets both variables only for jobs with `permissions: id-token: write`. */
function isOidcAvailable(env) {
    return Boolean(env['ACTIONS_ID_TOKEN_REQUEST_URL']) && Boolean(env['ACTIONS_ID_TOKEN_REQUEST_TOKEN']);
}
/**
 * A new OIDC token of this job, from the runner's token service:
 * https://docs.github.com/actions/reference/security/oidc#methods-for-requesting-the-oidc-token
 * It is masked before anything else is done with it. Throws `oidc-unavailable`, `oidc-failed`.
 */
async function requestOidcToken(deps, audience) {
    const { env, network, emit, signal } = deps;
    if (!isOidcAvailable(env))
        throw await oidcUnavailable(env);
    const url = new URL(env['ACTIONS_ID_TOKEN_REQUEST_URL'] ?? '');
    url.searchParams.set('audience', audience);
    const bearer = env['ACTIONS_ID_TOKEN_REQUEST_TOKEN'] ?? '';
    deps.mask(bearer);
    const headers = { authorization: `Bearer ${bearer}`, accept: 'application/json', 'user-agent': 'holdfast' };
    const ask = async () => {
        const answer = await network.get(url.href, { headers, signal });
        if (answer.status !== 200)
            throw statusError(answer.status);
        return answer;
    };
    let answer;
    try {
        answer = await (0,retry/* withRetries */.LH)(ask, { policy: deps.retry, what: 'OIDC token', emit, signal });
    }
    catch (error) {
        signal?.throwIfAborted();
        throw oidcFailed(url, error);
    }
    const token = tokenIn(answer.body);
    if (token === undefined)
        throw oidcFailed(url, new Error('the answer is not JSON with a token in "value"'));
    deps.mask(token);
    return token;
}
function statusError(status) {
    return Object.assign(new Error(`HTTP status ${status}`), { $metadata: { httpStatusCode: status } });
}
function tokenIn(body) {
    try {
        const answer = JSON.parse(body);
        const value = typeof answer === 'object' && answer !== null && 'value' in answer ? answer.value : undefined;
        return typeof value === 'string' && value !== '' ? value : undefined;
    }
    catch {
        return undefined;
    }
}
function oidcFailed(url, error) {
    const status = (0,retry/* shapeOf */.F5)(error).$metadata?.httpStatusCode;
    return new errors/* HoldfastError */.Et({
        code: 'oidc-failed',
        message: `The runner's token service at ${url.host} gave no OIDC token.`,
        why: (0,errors/* messageOf */.bD)(error),
        fix: status === 401 || status === 403
            ? 'The request token of a job is refused once the job has ended; run the job again.'
            : 'Run the job again; if it fails again, check githubstatus.com, and HTTPS_PROXY and NO_PROXY on a self-hosted runner.',
        cause: error,
    });
}
/** Explains why this job cannot get a token, and what its author can do. */
async function oidcUnavailable(env, cause) {
    if (await isForkPullRequest(env)) {
        return new errors/* HoldfastError */.Et({
            code: 'oidc-unavailable',
            message: 'role-to-assume is set, but a pull request from a fork gets no OIDC token.',
            why: 'GitHub gives workflows that run the code of a fork neither tokens for AWS nor secrets.',
            fix: 'Skip this step for forks: if: github.event.pull_request.head.repo.full_name == github.repository',
            cause,
        });
    }
    return new errors/* HoldfastError */.Et({
        code: 'oidc-unavailable',
        message: 'role-to-assume is set, but this job has no access to OIDC tokens, and there are no other AWS credentials.',
        why: 'ACTIONS_ID_TOKEN_REQUEST_URL and ACTIONS_ID_TOKEN_REQUEST_TOKEN are not set: the job lacks the permission id-token: write.',
        fix: [
            'Add this to the job (a permissions block drops every permission that it does not name), and to the caller of a reusable workflow:',
            'permissions:',
            '  id-token: write',
            '  contents: read',
        ].join('\n'),
        cause,
    });
}
/** Whether the event file says that this run is for a pull request from another repository. */
async function isForkPullRequest(env) {
    const path = env['GITHUB_EVENT_PATH'];
    if (path === undefined || env['GITHUB_EVENT_NAME']?.startsWith('pull_request') !== true)
        return false;
    try {
        const event = JSON.parse(await (0,promises_.readFile)(path, 'utf8'));
        // The head repository is null after a fork was deleted.
        return event.pull_request !== undefined && event.pull_request.head?.repo?.full_name !== event.repository?.full_name;
    }
    catch {
        // Only the wording of an error depends on this. A missing or malformed file must not replace that error by its own.
        return false;
    }
}
/** The claims of a token, or none if it is not a JWT. */
function claimsOf(token) {
    try {
        const claims = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString('utf8'));
        return typeof claims === 'object' && claims !== null ? claims : {};
    }
    catch {
        return {};
    }
}

// EXTERNAL MODULE: ./lib/aws/credentials/partition.js
var credentials_partition = __webpack_require__(57202);
;// CONCATENATED MODULE: ./lib/aws/credentials/renewing.js

/** Renewed this long before they expire, or after two thirds of a life shorter than 15 minutes. */
const RENEW_BEFORE_MS = 5 * 60_000;
/** Pause after a failed renewal while the old credentials are still valid. */
const RENEW_AGAIN_MS = 30_000;
/**
 * A provider that keeps what `obtain` returned until shortly before it expires. All callers share one renewal. A
 * renewal that fails while the old credentials are still valid is a warning and is tried again.
 */
function renewing(obtain, deps) {
    let held;
    let pending;
    const nowMs = () => deps.now().getTime();
    const renew = async () => {
        try {
            const credentials = await obtain();
            held = { credentials, renewAtMs: renewalOf(credentials, nowMs()) };
        }
        catch (error) {
            const expiresMs = held?.credentials.expiration?.getTime() ?? 0;
            if (held === undefined || nowMs() >= expiresMs || deps.signal?.aborted === true)
                throw error;
            held = { ...held, renewAtMs: Math.min(nowMs() + RENEW_AGAIN_MS, expiresMs) };
            deps.emit({
                type: 'warning',
                class: 'credentials-not-renewed',
                message: 'The AWS credentials could not be renewed yet.',
                why: (0,errors/* messageOf */.bD)(error),
            });
        }
        return held.credentials;
    };
    return async () => {
        if (held !== undefined && nowMs() < held.renewAtMs)
            return held.credentials;
        pending ??= renew().finally(() => (pending = undefined));
        return pending;
    };
}
function renewalOf(credentials, nowMs) {
    const expiresMs = credentials.expiration?.getTime() ?? Infinity;
    return expiresMs === Infinity ? Infinity : expiresMs - Math.min(RENEW_BEFORE_MS, (expiresMs - nowMs) / 3);
}

// EXTERNAL MODULE: ./lib/aws/policies/session.js
var session = __webpack_require__(29040);
;// CONCATENATED MODULE: ./lib/aws/credentials/credentials.js









/** No work is done before the first use. Errors are HoldfastErrors: see oidc.ts, trust.ts and identity.ts. */
function createCredentials(settings, deps) {
    const { env } = deps;
    const region = settings.awsRegion ?? (env['AWS_REGION'] || env['AWS_DEFAULT_REGION'] || undefined);
    const partition = (0,credentials_partition/* partitionOf */.iQ)(region, settings.roleToAssume.at(-1));
    const sts = stsFor(settings, deps, region ?? (0,credentials_partition/* firstRegionOf */.iI)(partition));
    const session = { settings, deps, sts, partition, ambient: (0,base_async/* once */.Oo)(() => ambientProvider(deps, sts)) };
    const unchecked = renewing(() => obtain(session), deps);
    const identity = (0,base_async/* once */.Oo)(() => proveIdentity(sts, unchecked, settings.allowedAccountIds));
    return {
        provider: async () => {
            if (settings.allowedAccountIds.length > 0)
                await identity();
            return unchecked();
        },
        identity,
        bucketOwner: async () => settings.expectedBucketOwner ?? (await identity())?.accountId,
        region,
        partition,
    };
}
/**
 * Keys of another provider are never shown to AWS: with an endpoint that is not one of AWS, STS exists only where it
 * was named expressly.
 */
function stsFor(settings, deps, region) {
    const endpointUrl = settings.stsEndpointUrl ?? (deps.env['AWS_ENDPOINT_URL_STS'] || undefined);
    if (endpointUrl === undefined && !isOnAws(settings, deps.env))
        return undefined;
    const { network, emit, signal, now, mask, retry = STS_RETRY } = deps;
    return { region, endpointUrl, useFips: settings.useFipsEndpoint, network, emit, signal, now, mask, retry };
}
/** If the input names no endpoint, the SDK's own variables may. */
function isOnAws(settings, env) {
    const endpoint = settings.endpointUrl ?? (env['AWS_ENDPOINT_URL_S3'] || env['AWS_ENDPOINT_URL']);
    return endpoint === undefined || endpoint === '' || (0,credentials_partition/* isAwsEndpoint */.DM)(endpoint);
}
/** Obtains new credentials from scratch: token or ambient credentials, then each role of the chain. */
async function obtain(context) {
    const [firstRole, ...furtherRoles] = context.settings.roleToAssume;
    if (firstRole === undefined)
        return fromAmbient(context);
    const { sts } = context;
    if (sts === undefined)
        throw stsMissing(firstRole);
    const withToken = isOidcAvailable(context.deps.env);
    let credentials = withToken
        ? await sessionByToken(context, sts, firstRole)
        : await sessionByRole(context, sts, firstRole, await fromAmbient(context));
    for (const role of furtherRoles)
        credentials = await sessionByRole(context, sts, role, credentials);
    return credentials;
}
async function sessionByToken(context, sts, roleArn) {
    const { settings, deps } = context;
    const request = roleRequest(context, roleArn, settings.roleDurationSeconds);
    const token = await requestOidcToken({ ...sts, env: deps.env }, settings.audience ?? (0,credentials_partition/* defaultAudience */.Yl)(context.partition));
    return explained(sts, 'AssumeRoleWithWebIdentity', request, () => assumeRoleWithToken(sts, request, token), token);
}
/**
 * AWS limits a session that is obtained with another session to one hour:
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles.html
 */
const CHAINED_MAX_SECONDS = 3600;
async function sessionByRole(context, sts, roleArn, by) {
    const { roleDurationSeconds } = context.settings;
    const seconds = by.sessionToken === undefined ? roleDurationSeconds : Math.min(roleDurationSeconds, CHAINED_MAX_SECONDS);
    const request = roleRequest(context, roleArn, seconds);
    return explained(sts, 'AssumeRole', request, () => assumeRole(sts, request, by));
}
/** Only the last session of a chain is narrowed: the ones before it must be able to assume the next. */
function roleRequest({ settings, deps, partition }, roleArn, durationSeconds) {
    const narrowed = settings.sessionPolicy === 'auto' && roleArn === settings.roleToAssume.at(-1);
    const { expectedBucketOwner, kmsKeyId } = settings;
    const keys = (0,session/* keyArns */.cD)(partition, [roleArn.split(':')[4], expectedBucketOwner], kmsKeyId);
    return {
        roleArn,
        durationSeconds,
        sessionName: settings.roleSessionName ?? defaultSessionName(deps.env),
        policy: narrowed ? (0,session/* sessionPolicy */.li)({ ...settings, partition, keys, aws: isOnAws(settings, deps.env) }) : undefined,
    };
}
/** Shown in CloudTrail. */
function defaultSessionName(env) {
    const run = env['GITHUB_RUN_ID'] ?? '';
    return /^\d{1,20}$/.test(run) ? `holdfast-${run}` : 'holdfast';
}
async function explained(sts, operation, request, take, token) {
    try {
        return await take();
    }
    catch (error) {
        sts.signal?.throwIfAborted();
        const { roleArn, durationSeconds, policy } = request;
        const claims = token === undefined ? undefined : claimsOf(token);
        throw explainStsError(error, {
            operation,
            place: describeSts(sts),
            roleArn,
            durationSeconds,
            policyChars: policy?.length,
            claims,
        });
    }
}
function stsMissing(roleArn) {
    return new errors/* HoldfastError */.Et({
        code: 'sts-endpoint-missing',
        message: `${roleArn} cannot be assumed: endpoint-url names a server that is not AWS, and no STS endpoint is set.`,
        why: 'Holdfast never shows the keys of one provider to another, so it does not ask AWS here.',
        fix: 'Set sts-endpoint-url (or AWS_ENDPOINT_URL_STS) to the STS of that provider, or remove role-to-assume.',
    });
}
async function fromAmbient({ settings, deps, ambient }) {
    try {
        const credentials = await (await ambient())();
        maskAll(deps, credentials);
        return credentials;
    }
    catch (error) {
        deps.signal?.throwIfAborted();
        if (error instanceof errors/* HoldfastError */.Et)
            throw error;
        if (settings.roleToAssume.length > 0 && deps.env['GITHUB_ACTIONS'] === 'true')
            throw await oidcUnavailable(deps.env, error);
        const profile = deps.env['AWS_PROFILE'];
        throw new errors/* HoldfastError */.Et({
            code: 'no-credentials',
            message: `No AWS credentials were found${profile ? ` for the profile ${profile}` : ''}.`,
            why: `The AWS SDK said: ${(0,errors/* messageOf */.bD)(error)}.`.replace(/\.\.$/, '.'),
            fix: profile
                ? 'Check AWS_PROFILE: the profile has to be in ~/.aws/config or ~/.aws/credentials, with keys, a role or a login that has not expired.'
                : 'In a workflow, set role-to-assume (with permissions: id-token: write), or run aws-actions/configure-aws-credentials before; elsewhere set AWS_PROFILE, or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY.',
            cause: error,
        });
    }
}
/**
 * The SDK's chain: environment, shared configuration files, web identity file, container, instance. Loaded when needed.
 * Role sessions of profiles are obtained by our own code, so that the endpoint rules hold for them too.
 */
async function ambientProvider(deps, sts) {
    if (deps.ambient !== undefined)
        return deps.ambient;
    const { fromNodeProviderChain } = await __webpack_require__.e(/* import() */ 719).then(__webpack_require__.t.bind(__webpack_require__, 29719, 19));
    const request = (params) => ({
        roleArn: params.RoleArn ?? '',
        sessionName: params.RoleSessionName ?? defaultSessionName(deps.env),
        durationSeconds: params.DurationSeconds ?? CHAINED_MAX_SECONDS,
        policy: undefined,
        externalId: params.ExternalId,
    });
    const chain = fromNodeProviderChain({
        clientConfig: { requestHandler: deps.network.requestHandler, ...(sts === undefined ? {} : { region: sts.region }) },
        roleAssumer: async (by, params) => {
            if (sts === undefined)
                throw stsMissing(params.RoleArn ?? '');
            return explained(sts, 'AssumeRole', request(params), () => assumeRole(sts, request(params), by));
        },
        roleAssumerWithWebIdentity: async (params) => {
            if (sts === undefined)
                throw stsMissing(params.RoleArn ?? '');
            const token = params.WebIdentityToken ?? '';
            const take = () => assumeRoleWithToken(sts, request(params), token);
            return explained(sts, 'AssumeRoleWithWebIdentity', request(params), take, token);
        },
    });
    return () => chain();
}

// EXTERNAL MODULE: ./lib/net/agents.js + 1 modules
var agents = __webpack_require__(76215);
// EXTERNAL MODULE: ./node_modules/@aws-sdk/client-s3/dist-cjs/index.js
var client_s3_dist_cjs = __webpack_require__(53711);
// EXTERNAL MODULE: ./lib/aws/s3/errors.js
var s3_errors = __webpack_require__(4397);
;// CONCATENATED MODULE: ./lib/aws/s3/client.js
/** Connects to S3: the client of the SDK with retries, checksums and the settings of the vault. */




/** The first region asked where a bucket is: its endpoint knows every bucket of the commercial partition. */
const FIRST_REGION = 'us-east-1';
/**
 * Retries are handled in net/retry.ts: they also cover the reading of bodies, and errors arrive as they were thrown.
 * The SDK's own are replaced, not removed, since other middleware is placed by their name.
 */
function createClient(config) {
    const client = new client_s3_dist_cjs/* S3Client */.YxF(config);
    client.middlewareStack.add((next) => next, {
        name: 'retryMiddleware',
        step: 'finalizeRequest',
        priority: 'high',
        override: true,
    });
    return client;
}
function client_connectS3(settings, deps) {
    const closing = new AbortController();
    let serverDate;
    const client = createClient({
        ...client_clientConfig(settings, deps),
        region: settings.region ?? (0,base_async/* once */.Oo)(() => findRegion(settings, deps, closing.signal)),
        credentials: deps.credentials,
    });
    reusePayloadHash(client);
    watchHeaders(client, (headers) => {
        const date = new Date(headers['date'] ?? '');
        if (!Number.isNaN(date.getTime()))
            serverDate = date;
    });
    const close = () => {
        closing.abort();
        client.destroy();
    };
    return { settings, client, emit: deps.emit, serverDate: () => serverDate, close };
}
/**
 * Hosts of AWS itself, which take the bucket in the host name: https://docs.aws.amazon.com/general/latest/gr/s3.html
 */
const AWS_HOST = /(^|\.)(amazonaws\.(com|com\.cn|eu)|api\.aws)$/i;
/** Servers other than AWS seldom have a DNS name for each bucket, so path style is their default. */
function isForeign(endpointUrl) {
    return endpointUrl !== undefined && !AWS_HOST.test(new URL(endpointUrl).hostname);
}
function client_clientConfig(settings, deps) {
    return {
        requestHandler: deps.requestHandler,
        forcePathStyle: settings.forcePathStyle ?? isForeign(settings.endpointUrl),
        ...(settings.useFips === undefined ? {} : { useFipsEndpoint: settings.useFips }),
        ...(settings.endpointUrl === undefined ? {} : { endpoint: settings.endpointUrl }),
        // Every object is verified by SHA-256 above this layer: an additional CRC would hash each body twice, and the
        // checksum of a whole object, sent by some servers with a part of it, would fail a good answer.
        requestChecksumCalculation: 'WHEN_REQUIRED',
        responseChecksumValidation: 'WHEN_REQUIRED',
        // With "Expect: 100-continue" the SDK opens a new connection for each large PUT.
        expectContinueHeader: false,
    };
}
/**
 * The region of the bucket, from the header that S3 adds to any answer about it, refusals included. The request is not
 * signed, so it needs no permission. Servers other than AWS often say nothing: us-east-1 is what they expect.
 * Buckets of AWS China and GovCloud are unknown there: for those the region must be given.
 */
async function findRegion(settings, deps, signal) {
    const client = createClient({
        ...client_clientConfig(settings, deps),
        region: FIRST_REGION,
        credentials: { accessKeyId: 'anonymous', secretAccessKey: 'anonymous' },
        signer: { sign: async (request) => request },
    });
    let region;
    watchHeaders(client, (headers) => (region = headers['x-amz-bucket-region'] ?? region));
    const ask = async () => {
        try {
            await client.send(new client_s3_dist_cjs/* HeadBucketCommand */.kuI({ Bucket: settings.bucket }), { abortSignal: signal });
        }
        catch (error) {
            const status = (0,retry/* shapeOf */.F5)(error).$metadata?.httpStatusCode;
            region ??= (0,s3_errors/* regionNamedBy */.n8)(error);
            // Any answer will do; only getting none is a failure here.
            if (region === undefined && (status === undefined || (0,retry/* isTransient */.dg)(error)))
                throw error;
        }
    };
    try {
        await (0,retry/* withRetries */.LH)(ask, {
            policy: settings.retry ?? retry/* DEFAULT_RETRY */.vI,
            what: 'HeadBucket',
            emit: deps.emit,
            signal,
        });
    }
    catch (error) {
        throw (0,s3_errors/* explainS3Error */.y6)(error, { operation: 'HeadBucket', ...settings });
    }
    return region ?? FIRST_REGION;
}
/** Shows the headers of every answer; `low` priority is next to the wire, before errors are made of answers. */
function watchHeaders(client, watch) {
    client.middlewareStack.add((next) => async (args) => {
        const result = await next(args);
        watch(result.response.headers ?? {});
        return result;
    }, { step: 'deserialize', priority: 'low', name: 'holdfastWatchHeaders' });
}
/** The signature covers the body's SHA-256, which a PUT carries as its checksum already: the body is hashed once. */
function reusePayloadHash(client) {
    client.middlewareStack.add((next) => async (args) => {
        const { headers } = args.request;
        const checksum = headers['x-amz-checksum-sha256'];
        if (checksum !== undefined)
            headers['x-amz-content-sha256'] = Buffer.from(checksum, 'base64').toString('hex');
        return next(args);
    }, { step: 'build', name: 'holdfastReusePayloadHash' });
}

// EXTERNAL MODULE: ./lib/inputs/nearest.js
var nearest = __webpack_require__(83231);
// EXTERNAL MODULE: ./lib/inputs/schema.js + 1 modules
var schema = __webpack_require__(87566);
// EXTERNAL MODULE: ./lib/vault/read/selectors.js
var read_selectors = __webpack_require__(6971);
// EXTERNAL MODULE: ./lib/vault/read/snapshots.js
var snapshots = __webpack_require__(56572);
;// CONCATENATED MODULE: ./lib/store/counting.js
/** The same store, and a function that returns its traffic so far. Failed requests count too. */
function countingStore(inner) {
    const requests = { putNew: 0, get: 0, head: 0, list: 0, listVersions: 0, markDeleted: 0 };
    let uploadedBytes = 0;
    let downloadedBytes = 0;
    async function* pages(verb, source) {
        for await (const page of source) {
            requests[verb]++;
            yield page;
        }
    }
    const store = {
        async putNew(key, body, options) {
            requests.putNew++;
            const result = await inner.putNew(key, body, options);
            uploadedBytes += body.byteLength;
            return result;
        },
        async putOver(key, body, options) {
            requests.putNew++;
            const result = await inner.putOver(key, body, options);
            uploadedBytes += body.byteLength;
            return result;
        },
        async get(key, options) {
            requests.get++;
            const result = await inner.get(key, options);
            downloadedBytes += result.body.byteLength;
            return result;
        },
        async head(key, options) {
            requests.head++;
            return inner.head(key, options);
        },
        list: (prefix, options) => pages('list', inner.list(prefix, options)),
        listVersions: (prefix, options) => pages('listVersions', inner.listVersions(prefix, options)),
        async markDeleted(key, options) {
            requests.markDeleted++;
            await inner.markDeleted(key, options);
        },
        serverDate: () => inner.serverDate(),
    };
    return { store, traffic: () => ({ requests: { ...requests }, uploadedBytes, downloadedBytes }) };
}

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
// EXTERNAL MODULE: ./lib/base/limits.js
var limits = __webpack_require__(50453);
;// CONCATENATED MODULE: ./lib/aws/s3/body.js


/** The Range header for these options; undefined for the whole object. */
function rangeHeader({ offset = 0, length }) {
    if (length !== undefined)
        return `bytes=${offset}-${offset + length - 1}`;
    return offset === 0 ? undefined : `bytes=${offset}-`;
}
/** Holdfast stores nothing larger, so no memory is allocated for larger bodies. */
const MAX_BODY_BYTES = limits/* LIMITS */.b1.rootMaxBytes;
/** Reads the body of an answer to GetObject, checked against the request and the headers. */
async function readAnswer(answer, key, asked) {
    const stream = answer.Body;
    try {
        const { bytes, objectBytes } = promised(answer, key, asked);
        return { body: await collect(stream, bytes), objectBytes };
    }
    catch (error) {
        stream.destroy();
        throw error;
    }
}
/** The number of bytes that the headers promise. Throws if that is not what was requested. */
function promised(answer, key, asked) {
    const { start, end, objectBytes } = readContentRange(answer, key);
    const offset = asked.offset ?? 0;
    const wantedEnd = asked.length === undefined ? objectBytes : Math.min(offset + asked.length, objectBytes);
    if (asked.length !== undefined && asked.upTo !== true && offset + asked.length > objectBytes) {
        throw new errors/* HoldfastError */.Et({
            code: 'object-truncated',
            message: `${key} is ${objectBytes} bytes long, too short for bytes ${offset} to ${offset + asked.length}.`,
        });
    }
    if (start !== offset || end !== wantedEnd) {
        const came = `${bytesText(start, end)} of ${objectBytes} came`;
        throw wrongRange(`${came}, and ${bytesText(offset, wantedEnd)} were requested`);
    }
    if (end - start > MAX_BODY_BYTES) {
        throw new errors/* HoldfastError */.Et({
            code: 'object-too-large',
            message: `${key} is ${objectBytes} bytes long; nothing in a vault is longer than ${MAX_BODY_BYTES}.`,
            why: 'It was not written by Holdfast, or it was replaced.',
        });
    }
    return { bytes: end - start, objectBytes };
}
/** @param end behind the last byte */
function bytesText(start, end) {
    return end > start ? `bytes ${start} to ${end - 1}` : `no bytes from ${start} on`;
}
/** Bytes [start, end) of the object are in the body. Without Content-Range, it is the whole object. */
function readContentRange(answer, key) {
    const range = /^bytes (\d+)-(\d+)\/(\d+)$/.exec(answer.ContentRange ?? '');
    if (range !== null)
        return { start: Number(range[1]), end: Number(range[2]) + 1, objectBytes: Number(range[3]) };
    if (answer.ContentLength === undefined) {
        throw new errors/* HoldfastError */.Et({ code: 'bad-s3-answer', message: `The S3 server sent no length for ${key}.` });
    }
    return { start: 0, end: answer.ContentLength, objectBytes: answer.ContentLength };
}
/** Reads exactly `bytes` bytes of a stream into a buffer of its own. */
async function collect(stream, bytes) {
    const body = Buffer.allocUnsafeSlow(bytes);
    let filled = 0;
    try {
        for await (const chunk of stream) {
            if (filled + chunk.length > bytes)
                throw new Error('more than promised');
            filled += chunk.copy(body, filled);
        }
    }
    catch (error) {
        throw truncated(`it broke after ${filled} of ${bytes} bytes (${(0,errors/* messageOf */.bD)(error)})`, error);
    }
    if (filled !== bytes)
        throw truncated(`it ended after ${filled} of ${bytes} bytes`);
    return body;
}
/** Errors that another try may fix; net/retry.ts knows them by name. */
function wrongRange(problem) {
    return Object.assign(new Error(problem), { name: 'WrongRange' });
}
function truncated(problem, cause) {
    return Object.assign(new Error(problem, { cause }), { name: 'TruncatedBody' });
}

;// CONCATENATED MODULE: ./lib/aws/s3/store.js
/** The store over S3. */







/** Opens a vault in S3 over its own connection. */
function createS3Store(settings, deps) {
    return storeOver(connectS3(settings, deps));
}
/** Opens a vault in S3 over a shared connection (the bucket's checks use it too). */
function storeOver(connection) {
    const vault = vaultOf(connection);
    return {
        putNew: (key, body, options) => putNew(vault, key, body, options ?? {}),
        putOver: (key, body, options) => put(vault, key, body, options ?? {}),
        get: (key, options) => get(vault, key, options ?? {}),
        head: (key, options) => head(vault, key, options ?? {}),
        list: (prefix, options) => list(vault, prefix, options ?? {}),
        listVersions: (prefix, options) => listVersions(vault, prefix, options),
        markDeleted: (key, options) => markDeleted(vault, key, options?.signal),
        serverDate: connection.serverDate,
    };
}
function vaultOf(connection) {
    const { bucket, prefix, expectedBucketOwner } = connection.settings;
    const start = prefix === '' ? '' : `${prefix}/`;
    return {
        connection,
        target: { Bucket: bucket, ExpectedBucketOwner: expectedBucketOwner },
        fullKey: (key) => start + key,
        relativeKey: (fullKey) => {
            if (fullKey?.startsWith(start) !== true)
                throw badAnswer(`it lists ${JSON.stringify(fullKey)}, although keys were requested under ${start}`);
            return fullKey.slice(start.length);
        },
    };
}
/** Runs one request with retries and turns the last error into one for users. */
async function perform(vault, request, attempt) {
    const { settings, emit } = vault.connection;
    const { operation, signal } = request;
    const key = vault.fullKey(request.key);
    const options = signal === undefined ? {} : { abortSignal: signal };
    try {
        return await (0,retry/* withRetries */.LH)(() => attempt(options), {
            policy: settings.retry ?? retry/* DEFAULT_RETRY */.vI,
            what: `${operation} ${key}`,
            emit,
            signal,
        });
    }
    catch (error) {
        signal?.throwIfAborted();
        throw (0,s3_errors/* explainS3Error */.y6)(error, { ...settings, operation, key, versionId: request.versionId });
    }
}
/**
 * If the 200 of a try was lost, the next try gets 412. Then `created` is false too, and the caller, which compares what
 * is stored, finds its own bytes.
 */
async function putNew(vault, key, body, options) {
    return put(vault, key, body, options, '*');
}
async function put(vault, key, body, options, ifNoneMatch) {
    const sha256 = options.sha256 ?? (0,external_node_crypto_.hash)('sha256', body, 'buffer');
    const input = {
        ...vault.target,
        Key: vault.fullKey(key),
        Body: body,
        ContentLength: body.byteLength,
        IfNoneMatch: ifNoneMatch,
        ChecksumAlgorithm: 'SHA256',
        ChecksumSHA256: Buffer.from(sha256).toString('base64'),
        StorageClass: options.storageClass,
        ...encryptionHeaders(vault.connection.settings.encryption),
    };
    return perform(vault, { operation: 'PutObject', key, signal: options.signal }, async (sendOptions) => {
        try {
            const answer = await vault.connection.client.send(new client_s3_dist_cjs/* PutObjectCommand */.wKZ(input), sendOptions);
            const { VersionId: versionId, ServerSideEncryption: serverSideEncryption } = answer;
            return { created: true, etag: known(answer.ETag, 'ETag'), versionId, serverSideEncryption };
        }
        catch (error) {
            if (ifNoneMatch === undefined || !(0,errors/* isNamed */.ev)(error, 'PreconditionFailed'))
                throw error;
            return { created: false, etag: undefined, versionId: undefined };
        }
    });
}
function encryptionHeaders(encryption) {
    if (encryption === undefined || encryption.mode === 'bucket-default')
        return {};
    return { ServerSideEncryption: encryption.mode, SSEKMSKeyId: encryption.kmsKeyId };
}
async function get(vault, key, options) {
    const { versionId, signal } = options;
    const input = { ...vault.target, Key: vault.fullKey(key), Range: rangeHeader(options), VersionId: versionId };
    return perform(vault, { operation: 'GetObject', key, versionId, signal }, async (sendOptions) => {
        let answer;
        try {
            answer = await vault.connection.client.send(new client_s3_dist_cjs/* GetObjectCommand */.jLs(input), sendOptions);
        }
        catch (error) {
            if ((0,errors/* isNamed */.ev)(error, 'InvalidRange'))
                return beyondTheEnd(key, options, error);
            throw error;
        }
        const { body, objectBytes } = await readAnswer(answer, key, options);
        return { body, objectBytes, etag: answer.ETag, versionId: answer.VersionId, lastModified: answer.LastModified };
    });
}
/**
 * Handles status 416: there is nothing at the requested offset. For a read of "up to n bytes" from the start, the
 * object is empty.
 */
function beyondTheEnd(key, options, cause) {
    if (options.upTo === true && (options.offset ?? 0) === 0) {
        return { body: Buffer.alloc(0), objectBytes: 0, etag: undefined, versionId: undefined, lastModified: undefined };
    }
    throw new errors/* HoldfastError */.Et({
        code: 'object-truncated',
        message: `${key} ends before byte ${options.offset ?? 0}, where a part of it should begin.`,
        cause,
    });
}
async function head(vault, key, options) {
    const { versionId, signal } = options;
    const input = { ...vault.target, Key: vault.fullKey(key), VersionId: versionId, ChecksumMode: 'ENABLED' };
    try {
        return await perform(vault, { operation: 'HeadObject', key, versionId, signal }, async (sendOptions) => {
            const answer = await vault.connection.client.send(new client_s3_dist_cjs/* HeadObjectCommand */.l81(input), sendOptions);
            return {
                sizeBytes: known(answer.ContentLength, 'Content-Length'),
                etag: answer.ETag,
                versionId: answer.VersionId,
                lastModified: answer.LastModified,
                sha256: answer.ChecksumSHA256 === undefined ? undefined : Buffer.from(answer.ChecksumSHA256, 'base64'),
                serverSideEncryption: answer.ServerSideEncryption,
                kmsKeyId: answer.SSEKMSKeyId,
                storageClass: answer.StorageClass,
            };
        });
    }
    catch (error) {
        if (error instanceof errors/* HoldfastError */.Et && error.code === 'object-not-found')
            return undefined;
        throw error;
    }
}
async function* list(vault, prefix, options) {
    const input = {
        ...vault.target,
        Prefix: vault.fullKey(prefix),
        Delimiter: options.delimiter,
        StartAfter: options.startAfter === undefined ? undefined : vault.fullKey(options.startAfter),
        EncodingType: 'url',
    };
    let token;
    do {
        const page = await perform(vault, { operation: 'ListObjectsV2', key: prefix, signal: options.signal }, (sendOptions) => vault.connection.client.send(new client_s3_dist_cjs/* ListObjectsV2Command */.u6x({ ...input, ContinuationToken: token }), sendOptions));
        const hasMore = known(page.IsTruncated, 'IsTruncated');
        const keyOf = (name) => vault.relativeKey(decoded(name, page.EncodingType));
        yield {
            objects: (page.Contents ?? []).map((object) => ({
                key: keyOf(object.Key),
                sizeBytes: known(object.Size, 'Size'),
                etag: known(object.ETag, 'ETag'),
                lastModified: known(object.LastModified, 'LastModified'),
                storageClass: object.StorageClass,
            })),
            prefixes: (page.CommonPrefixes ?? []).map((common) => keyOf(common.Prefix)),
        };
        token = hasMore ? known(page.NextContinuationToken, 'NextContinuationToken') : undefined;
    } while (token !== undefined);
}
async function* listVersions(vault, prefix, { startAfter, signal } = {}) {
    const input = { ...vault.target, Prefix: vault.fullKey(prefix), EncodingType: 'url' };
    let marker = startAfter === undefined ? {} : { KeyMarker: vault.fullKey(startAfter) };
    while (marker !== undefined) {
        const command = new client_s3_dist_cjs/* ListObjectVersionsCommand */.uc$({ ...input, ...marker });
        const page = await perform(vault, { operation: 'ListObjectVersions', key: prefix, signal }, (sendOptions) => vault.connection.client.send(command, sendOptions));
        const hasMore = known(page.IsTruncated, 'IsTruncated');
        yield [
            ...(page.Versions ?? []).map((row) => versionOf(vault, row, page.EncodingType)),
            ...(page.DeleteMarkers ?? []).map((row) => ({
                ...versionOf(vault, row, page.EncodingType),
                isDeleteMarker: true,
            })),
        ];
        const nextKey = decoded(page.NextKeyMarker, page.EncodingType);
        marker = hasMore
            ? { KeyMarker: known(nextKey, 'NextKeyMarker'), VersionIdMarker: page.NextVersionIdMarker }
            : undefined;
    }
}
async function markDeleted(vault, key, signal) {
    const command = new client_s3_dist_cjs/* DeleteObjectCommand */.k4j({ ...vault.target, Key: vault.fullKey(key) });
    await perform(vault, { operation: 'DeleteObject', key, signal }, (sendOptions) => vault.connection.client.send(command, sendOptions));
}
function versionOf(vault, row, encoding) {
    return {
        key: vault.relativeKey(decoded(row.Key, encoding)),
        versionId: known(row.VersionId, 'VersionId'),
        isLatest: row.IsLatest === true,
        isDeleteMarker: false,
        sizeBytes: row.Size ?? 0,
        lastModified: known(row.LastModified, 'LastModified'),
        ...(row.ETag !== undefined && { etag: row.ETag }),
        ...(row.StorageClass !== undefined && { storageClass: row.StorageClass }),
    };
}
/** Keys come URL-encoded (they may hold what XML cannot), with `+` for a space, if the answer says so. */
function decoded(name, encoding) {
    if (name === undefined || encoding !== 'url')
        return name;
    try {
        return decodeURIComponent(name.replaceAll('+', ' '));
    }
    catch {
        throw badAnswer(`it holds the key ${JSON.stringify(name)}, which is not URL-encoded UTF-8`);
    }
}
/**
 * A field that every answer has. An HTML page of a proxy with status 200 lacks it and must not pass for an empty list.
 */
function known(value, name) {
    if (value === undefined)
        throw badAnswer(`it lacks ${name}`);
    return value;
}
function badAnswer(problem) {
    return new errors/* HoldfastError */.Et({
        code: 'bad-s3-answer',
        message: `The S3 server sent an answer that violates the S3 protocol: ${problem}.`,
        fix: 'Check that endpoint-url is the address of an S3 server, and that its version is current.',
    });
}

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(73024);
;// CONCATENATED MODULE: ./lib/github/workflow-context.js
/** What a workflow run knows about itself from its environment and event. */


/** undefined outside of a workflow. @throws bad-event-file */
function readWorkflowContext(env) {
    if (env['GITHUB_ACTIONS'] !== 'true')
        return undefined;
    const text = (name) => env[name] ?? '';
    const event = readEvent(env['GITHUB_EVENT_PATH']);
    const run = event.workflow_run;
    const pull = event.pull_request;
    return {
        event: text('GITHUB_EVENT_NAME'),
        ref: text('GITHUB_REF'),
        sha: text('GITHUB_SHA'),
        repository: text('GITHUB_REPOSITORY'),
        repositoryId: text('GITHUB_REPOSITORY_ID'),
        ownerId: text('GITHUB_REPOSITORY_OWNER_ID'),
        runId: text('GITHUB_RUN_ID'),
        attempt: text('GITHUB_RUN_ATTEMPT'),
        job: text('GITHUB_JOB'),
        workflow: text('GITHUB_WORKFLOW'),
        defaultBranch: event.repository?.default_branch,
        pullRequest: pull?.number,
        // The head repository is null after a fork was deleted.
        isFork: pull !== undefined && pull.head?.repo?.full_name !== event.repository?.full_name,
        follows: run && {
            event: run.event ?? '',
            branch: run.head_branch ?? '',
            pullRequest: run.pull_requests?.[0]?.number,
            runId: String(run.id ?? ''),
        },
    };
}
function readEvent(path) {
    if (path === undefined || path === '')
        return {};
    try {
        return JSON.parse((0,external_node_fs_.readFileSync)(path, 'utf8'));
    }
    catch (cause) {
        throw new errors/* HoldfastError */.Et({
            code: 'bad-event-file',
            message: `The event of this workflow run cannot be read from ${path}: ${(0,errors/* messageOf */.bD)(cause)}.`,
            why: 'It decides which series this run may write.',
            cause,
        });
    }
}

// EXTERNAL MODULE: ./lib/commands/shared/hidden.js + 1 modules
var shared_hidden = __webpack_require__(30307);
// EXTERNAL MODULE: ./lib/commands/shared/summary-history.js
var summary_history = __webpack_require__(78827);
;// CONCATENATED MODULE: ./lib/commands/shared/series.js
/** The series that a run may write, and from where it may take a parent. */


const TRUSTED_EVENTS = ['schedule', 'workflow_dispatch'];
/**
 * A less trusted event never writes to a series that a more trusted one builds on: pull requests and other branches get
 * series of their own below the name, with the series itself as their base.
 *
 * @param workflow undefined outside of a workflow: whoever has the credentials at a prompt is trusted
 */
function planSeries(name, workflow, trust, base) {
    const own = workflow === undefined ? undefined : suffixOf(workflow, trust);
    return own === undefined ? { series: name, base } : { series: `${name}/${own}`, base: base ?? name };
}
function suffixOf({ event, ref, defaultBranch, pullRequest, follows, runId }, trust) {
    if (event.startsWith('pull_request'))
        return `pr/${pullRequest ?? `run-${runId}`}`;
    if (follows?.event.startsWith('pull_request') === true)
        return `pr/${follows.pullRequest ?? `run-${follows.runId}`}`;
    if (follows !== undefined)
        return follows.branch === defaultBranch || trust === 'ref' ? undefined : `ref/${refSegments(follows.branch)}`;
    const isDefaultBranch = defaultBranch !== undefined && ref === `refs/heads/${defaultBranch}`;
    if (TRUSTED_EVENTS.includes(event) || (event === 'push' && isDefaultBranch) || trust === 'ref')
        return undefined;
    return `ref/${refSegments(ref.replace(/^refs\/heads\//, ''))}`;
}
/** A ref in the characters that a series may have; what had to be replaced is told apart by a hash. */
function refSegments(ref) {
    const plain = ref
        .replaceAll(/[^A-Za-z0-9._/-]/g, '_')
        .split('/')
        .map((segment) => (/^\.{0,2}$/.test(segment) ? '_' : segment))
        .join('/')
        .slice(0, 80)
        .replace(/\/$/, '_');
    return plain === ref ? ref : `${plain}-${(0,external_node_crypto_.hash)('sha256', ref).slice(0, 8)}`;
}
/**
 * `owner/repo/<source>`, of the given repository or of the one that the workflow runs in.
 * @throws bad-input where neither is known
 */
function defaultName(source, repository, env) {
    const named = repository !== undefined && /^[A-Za-z0-9_-][A-Za-z0-9._-]*\/[A-Za-z0-9._-]+$/.test(repository)
        ? repository
        : undefined;
    const ownerAndRepo = named ?? (repository === undefined ? env['GITHUB_REPOSITORY'] : undefined);
    if (ownerAndRepo !== undefined && ownerAndRepo !== '')
        return `${ownerAndRepo}/${source}`;
    throw new errors/* HoldfastError */.Et({
        code: 'bad-input',
        message: 'name: not set, and outside of a workflow there is no default for it.',
        why: 'The name of a series is owner/repo and the source by default; here no repository of the form owner/name is known.',
        fix: 'Give the series a name: --name acme/shop/files. `holdfast list` without a name shows the series of the vault.',
    });
}

;// CONCATENATED MODULE: ./lib/commands/shared/vault.js
/** Opens a vault with its credentials, connection and series, and finds the wanted snapshot. */














/** The vault that the inputs name, with credentials for what the mode does and nothing more. */
async function openVault(inputs, deps) {
    const { env, emit, signal } = deps;
    const workflow = readWorkflowContext(env);
    const plan = seriesOf(inputs, deps, workflow);
    const endpointUrl = (0,summary_history/* endpointOf */.X5)(inputs, env);
    const network = (0,agents/* createNetwork */.VS)({ emit }, env);
    const credentials = createCredentials({ ...inputs, endpointUrl, series: plan === undefined ? undefined : [plan.series] }, { env, network, emit, signal, now: deps.now, mask: deps.mask });
    const connection = client_connectS3({
        bucket: inputs.bucket,
        prefix: inputs.prefix,
        region: credentials.region,
        endpointUrl,
        forcePathStyle: inputs.forcePathStyle,
        expectedBucketOwner: await credentials.bucketOwner(),
        encryption: { mode: inputs.encryption, kmsKeyId: inputs.kmsKeyId },
        useFips: inputs.useFipsEndpoint,
    }, { credentials: credentials.provider, requestHandler: network.requestHandler, emit });
    return { ...countingStore(storeOver(connection)), connection, credentials, workflow, plan };
}
function seriesOf(inputs, deps, workflow) {
    if (inputs.name !== undefined)
        return planSeries(inputs.name, workflow, inputs.trust, inputs.base);
    try {
        return planSeries(defaultName(inputs.source, inputs.repository, deps.env), workflow, inputs.trust, inputs.base);
    }
    catch (error) {
        if (['list', 'setup', 'audit'].includes(inputs.mode) || inputs.allSeries)
            return undefined;
        throw error;
    }
}
/**
 * The name of the series that this repository wrote under a former name: a default name holds the repository's, which
 * can change, and its id cannot. One LIST of all roots, and a header a series: only for a series that has no snapshot
 * yet.
 */
async function formerName({ store, workflow }, { name, repository, source }, { emit, signal }) {
    const isOwn = repository === undefined || repository === workflow?.repository;
    if (name !== undefined || workflow === undefined || workflow.repositoryId === '' || !isOwn)
        return undefined;
    const candidates = (await (0,snapshots/* listSeries */._y)(store, signal))
        .filter(({ series, newest }) => series.split('/').length === 3 && series.endsWith(`/${source}`) && newest.timeTrusted)
        .map(({ newest }) => newest)
        .sort((a, b) => b.utc.getTime() - a.utc.getTime());
    for await (const found of (0,snapshots/* readHeaders */.jB)(store, candidates, signal)) {
        if (!('header' in found) || found.header.context['repositoryId'] !== workflow.repositoryId)
            continue;
        if (found.header.source.kind !== source)
            continue;
        const message = `The repository was renamed: its snapshots are in series ${found.series}.`;
        emit({ type: 'notice', class: 'renamed-repository', message, fix: `Give it as name: ${found.series}.` });
        return found.series;
    }
    return undefined;
}
/**
 * Where to look for what the inputs mean: the run's own series, the one that it builds on, those under a former name.
 */
async function* seriesInOrder(vault, inputs, deps) {
    const present = plannedSeries(vault);
    yield present.series;
    if (present.base !== undefined)
        yield present.base;
    const name = await formerName(vault, inputs, deps);
    if (name === undefined)
        return;
    const former = planSeries(name, vault.workflow, inputs.trust, inputs.base);
    yield former.series;
    if (former.base !== undefined)
        yield former.base;
}
/** For the modes that always have one. */
function plannedSeries({ plan }) {
    if (plan === undefined)
        throw new Error('this mode has a series always');
    return plan;
}
/**
 * The snapshot that `version` picks, in the first series that has one: see `seriesInOrder`.
 *
 * @param isNeeded whether a part of the snapshot needs to be complete; all of them without
 * @throws no-snapshot, unless `if-no-snapshot` says otherwise: then undefined; newest-unreadable, newer-format,
 *   access-denied, object-archived if it may be one that cannot be read, whatever `if-no-snapshot` says
 */
async function pickSnapshot(vault, inputs, deps, selectors, isNeeded) {
    const unread = [];
    const options = {
        now: deps.now(),
        onUnread: (each) => unread.push(each),
        allowPartial: inputs.allowPartial,
        allowOlder: inputs.allowOlder,
        emit: deps.emit,
        signal: deps.signal,
        ...(isNeeded && { isNeeded }),
    };
    for await (const candidate of seriesInOrder(vault, inputs, deps)) {
        const found = await (0,read_selectors/* findSnapshot */.Cb)(vault.store, candidate, selectors, options);
        if (found === undefined)
            continue;
        // If a snapshot is named by its id, a newer one that is gone does not matter.
        if (!found.explicit)
            await (0,shared_hidden/* tellOfHidden */.l)(vault, candidate, found.info.id, deps);
        return found;
    }
    if (unread.length > 0)
        throw (0,read_selectors/* onlyUnreadable */.M5)(unread);
    await (0,shared_hidden/* tellOfHidden */.l)(vault, plannedSeries(vault).series, undefined, deps);
    const error = await noSnapshot(vault, inputs, deps, selectors);
    if (inputs.ifNoSnapshot === 'fail')
        throw error;
    const { code, message, why, fix } = error;
    if (inputs.ifNoSnapshot === 'warn')
        deps.emit({ type: 'warning', class: code, message, why, fix });
    return undefined;
}
/** A missing series is a different mistake from a selector that matches nothing. Both errors list what exists. */
async function noSnapshot(vault, inputs, deps, selectors) {
    const { series } = plannedSeries(vault);
    const place = `s3://${inputs.bucket}${inputs.prefix === '' ? '' : `/${inputs.prefix}`}`;
    const newest = await (0,snapshots/* newestSnapshots */.q8)(vault.store, series, NAMED_SNAPSHOTS, deps.now(), deps.signal);
    const takes = (name) => (0,schema/* specOf */.rI)(name).modes.includes(inputs.mode);
    const firstRun = takes('if-no-snapshot') ? ' For a first run: `if-no-snapshot: warn`.' : '';
    if (newest.length === 0) {
        return new errors/* HoldfastError */.Et({
            code: 'no-snapshot',
            message: `There is no snapshot of a series ${series} in ${place}.`,
            why: await seriesThere(vault, series, deps),
            fix: `Check bucket, prefix and name; mode list without a name shows which series there are. If snapshots were deleted, mode repair shows what can be recovered.${firstRun}`,
        });
    }
    const partial = takes('allow-partial') && !inputs.allowPartial ? ' `allow-partial: true` lets partial ones count.' : '';
    const rule = inputs.allowPartial ? '' : 'Only complete snapshots count, unless one is picked by its id. ';
    return new errors/* HoldfastError */.Et({
        code: 'no-snapshot',
        message: `Series ${series} in ${place} has no snapshot that matches ${selectors.join(', ') || 'latest'}.`,
        why: `${rule}The newest are: ${newest
            .slice(0, NAMED_SNAPSHOTS)
            .map(({ id }) => id)
            .join(', ')}.`,
        fix: `Mode list with this name shows what is there.${partial}${firstRun}`,
    });
}
/** Named in an error. */
const NAMED_SNAPSHOTS = 3;
const NAMED_SERIES = 10;
/** The series of the vault, the most similar name first; undefined where the role may not list them. */
async function seriesThere({ store }, wanted, { signal }) {
    try {
        const names = (await (0,snapshots/* listSeries */._y)(store, signal)).map(({ series }) => series);
        if (names.length === 0)
            return 'There is no snapshot of any series: the vault is empty.';
        const close = (0,nearest/* nearest */.p)(wanted, names);
        const sorted = close === undefined ? names : [close, ...names.filter((name) => name !== close)];
        const more = names.length > NAMED_SERIES ? `, and ${names.length - NAMED_SERIES} more` : '';
        const meant = close === undefined ? '' : ` Did you mean ${close}?`;
        return `There ${names.length === 1 ? 'is' : 'are'}: ${sorted.slice(0, NAMED_SERIES).join(', ')}${more}.${meant}`;
    }
    catch (error) {
        if (error instanceof errors/* HoldfastError */.Et && error.code === 'access-denied')
            return undefined;
        throw error;
    }
}


/***/ }),

/***/ 76215:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  k$: () => (/* binding */ IDLE_TIMEOUT_MS),
  jQ: () => (/* binding */ createAgents),
  VS: () => (/* binding */ createNetwork)
});

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(73024);
// EXTERNAL MODULE: external "node:http"
var external_node_http_ = __webpack_require__(37067);
// EXTERNAL MODULE: external "node:https"
var external_node_https_ = __webpack_require__(44708);
// EXTERNAL MODULE: external "node:tls"
var external_node_tls_ = __webpack_require__(41692);
// EXTERNAL MODULE: ./node_modules/@smithy/node-http-handler/dist-cjs/index.js
var dist_cjs = __webpack_require__(61279);
// EXTERNAL MODULE: ./lib/base/errors.js
var errors = __webpack_require__(17594);
// EXTERNAL MODULE: ./lib/base/limits.js
var limits = __webpack_require__(50453);
// EXTERNAL MODULE: external "node:diagnostics_channel"
var external_node_diagnostics_channel_ = __webpack_require__(53053);
;// CONCATENATED MODULE: ./lib/net/silence.js
/**
 * Watches the exchanges with each server: reports and ends a silence, and cuts off an answer that arrives too slowly.
 */

const PATIENCE = { checkMs: 5000, tellMs: 30_000, giveUpMs: 170_000, dripMs: 60_000 };
/**
 * Bytes per second. Many answers may share a slow line: below the floor, one is cut only if it lags behind the others.
 */
const FLOOR = 1024;
const LAG = 4;
const TELL_AGAIN_MS = 60_000;
/** After a pause without requests, an earlier silence no longer counts. */
const FORGET_MS = 60_000;
/** Marks an error that must not be retried: the tries were made before. */
const GIVEN_UP = 'ServerSilent';
const watches = new WeakMap();
/** Every request of an agent, whoever makes it: https://nodejs.org/api/diagnostics_channel.html#http */
(0,external_node_diagnostics_channel_.subscribe)('http.client.request.created', (message) => {
    const { request } = message;
    if (request.agent !== undefined)
        watches.get(request.agent)?.begin(request);
});
/** Watches all requests of these agents from now on. */
function watchSilence(agents, emit, patience = PATIENCE) {
    const watch = new Watch(emit, patience);
    for (const agent of agents)
        watches.set(agent, watch);
}
class Watch {
    emit;
    patience;
    servers = new Map();
    exchanges = new Set();
    timer;
    checkedMs = 0;
    /** Of all answers. */
    allBytes = 0;
    constructor(emit, patience) {
        this.emit = emit;
        this.patience = patience;
    }
    begin(request) {
        const now = performance.now();
        const server = this.serverOf(request.host, now);
        const exchange = {
            request,
            server,
            socket: undefined,
            readBytes: 0,
            queuedBytes: 0,
            window: undefined,
        };
        server.active++;
        this.exchanges.add(exchange);
        request.once('socket', (socket) => {
            exchange.socket = socket;
            exchange.readBytes = socket.bytesRead;
        });
        request.once('close', () => this.end(exchange));
        if (this.timer !== undefined)
            return;
        this.checkedMs = now;
        this.timer = setInterval(() => this.check(), this.patience.checkMs).unref();
    }
    serverOf(host, now) {
        const fresh = { host, isAnswered: true, active: 0, endedMs: now, heardMs: now, tellNextMs: 0 };
        const server = this.servers.get(host) ?? fresh;
        this.servers.set(host, server);
        if (server.isAnswered || (server.active === 0 && now - server.endedMs > FORGET_MS)) {
            hear(server, now, this.patience);
            server.isAnswered = false;
        }
        return server;
    }
    end(exchange) {
        const now = performance.now();
        this.look(exchange, now);
        this.exchanges.delete(exchange);
        exchange.server.active--;
        exchange.server.endedMs = now;
        if (this.exchanges.size > 0)
            return;
        clearInterval(this.timer);
        this.timer = undefined;
    }
    check() {
        const now = performance.now();
        const lateMs = now - this.checkedMs - this.patience.checkMs;
        this.checkedMs = now;
        // This process or machine slept: nothing is known about the servers.
        if (lateMs > 2 * this.patience.checkMs) {
            for (const server of this.servers.values())
                hear(server, now, this.patience);
            for (const exchange of this.exchanges)
                exchange.window = undefined;
        }
        for (const exchange of this.exchanges)
            this.look(exchange, now);
        for (const exchange of this.exchanges)
            this.cutIfDripping(exchange, now);
        for (const server of this.servers.values())
            if (server.active > 0)
                this.tell(server, now);
    }
    /**
     * What has moved since the last look: bytes of the answer, or of a request that waited for the server to take them.
     */
    look(exchange, now) {
        const { socket, server } = exchange;
        if (socket === undefined)
            return;
        const newBytes = socket.bytesRead - exchange.readBytes;
        const queued = queuedBytes(socket);
        if (newBytes > 0 || queued < exchange.queuedBytes)
            hear(server, now, this.patience);
        if (newBytes > 0) {
            exchange.window ??= { sinceMs: now, bytes: 0, allBytes: this.allBytes };
            exchange.window.bytes += newBytes;
        }
        this.allBytes += newBytes;
        exchange.readBytes = socket.bytesRead;
        exchange.queuedBytes = queued;
    }
    cutIfDripping({ request, window, server }, now) {
        if (window === undefined || now - window.sinceMs < this.patience.dripMs)
            return;
        const seconds = (now - window.sinceMs) / 1000;
        const all = this.allBytes - window.allBytes;
        const isSlow = window.bytes < FLOOR * seconds;
        const lags = all < FLOOR * seconds || window.bytes < all / this.exchanges.size / LAG;
        if (isSlow && lags) {
            const message = `${server.host} sent ${window.bytes} bytes of its answer in ${Math.round(seconds)} s`;
            request.destroy(Object.assign(new Error(message), { name: 'TimeoutError' }));
        }
    }
    tell(server, now) {
        const silentMs = now - server.heardMs;
        const seconds = Math.round(silentMs / 1000);
        if (silentMs >= this.patience.giveUpMs) {
            const message = `${server.host} sent no byte for ${seconds} salthough it was asked again in that time`;
            for (const { request } of [...this.exchanges].filter((each) => each.server === server)) {
                request.destroy(Object.assign(new Error(message), { name: GIVEN_UP }));
            }
        }
        else if (silentMs >= server.tellNextMs) {
            server.tellNextMs += TELL_AGAIN_MS;
            const until = Math.round(this.patience.giveUpMs / 1000);
            this.emit?.({
                type: 'info',
                message: `No answer from ${server.host} for ${seconds} s; it is given up after ${until} s.`,
            });
        }
    }
}
function hear(server, now, { tellMs }) {
    server.heardMs = now;
    server.isAnswered = true;
    server.tellNextMs = tellMs;
}
/** What the system has not taken from this process yet: Node's own idle timeout looks at the same number. */
function queuedBytes(socket) {
    const { _handle: handle } = socket;
    return handle?.writeQueueSize ?? 0;
}

;// CONCATENATED MODULE: ./lib/net/agents.js
/** Connections: proxies, certificate authorities and time limits, for every request that leaves the process. */








const CONNECTION_TIMEOUT_MS = 10_000;
const IDLE_TIMEOUT_MS = 60_000;
/** More than the engine ever has in flight, since the SDK counts the wait for a free socket as connection time. */
const MAX_SOCKETS = 64;
/** Nothing read by `get` is large. */
const ANSWER_MAX_BYTES = limits/* MiB */.lv;
/**
 * Proxies come from HTTPS_PROXY, HTTP_PROXY and NO_PROXY (or in lower case); AWS_CA_BUNDLE names a PEM file with
 * certificate authorities to trust besides the usual ones. Node itself reads NODE_EXTRA_CA_CERTS when it starts.
 * Throws `bad-proxy` or `bad-ca-bundle`.
 */
function createNetwork(settings, env) {
    const idleTimeoutMs = settings.idleTimeoutMs ?? IDLE_TIMEOUT_MS;
    const agents = createAgents(env, settings);
    const requestHandler = new dist_cjs.NodeHttpHandler({
        ...agents,
        connectionTimeout: settings.connectionTimeoutMs ?? CONNECTION_TIMEOUT_MS,
        socketTimeout: idleTimeoutMs,
    });
    return { requestHandler, get: (url, options) => get(url, options, agents, idleTimeoutMs) };
}
/** Creates agents with connections of their own, watched for silence (silence.ts). Throws like `createNetwork`. */
function createAgents(env, { emit, patience } = {}) {
    const options = { keepAlive: true, maxSockets: MAX_SOCKETS, proxyEnv: proxiesOf(env) };
    const httpAgent = new external_node_http_.Agent(options);
    const httpsAgent = new external_node_https_.Agent({ ...options, ...readCaBundle(env['AWS_CA_BUNDLE']) });
    watchSilence([httpAgent, httpsAgent], emit, patience);
    return { httpAgent, httpsAgent };
}
const PROXY_VARIABLES = ['http_proxy', 'https_proxy', 'HTTP_PROXY', 'HTTPS_PROXY'];
function proxiesOf(env) {
    const proxies = {};
    for (const name of PROXY_VARIABLES) {
        const value = env[name];
        if (value !== undefined && value !== '')
            proxies[name] = proxyUrl(name, value);
    }
    if (Object.keys(proxies).length === 0)
        return {};
    requireProxySupport();
    return { ...proxies, no_proxy: env['no_proxy'] ?? env['NO_PROXY'] ?? '' };
}
/**
 * Node silently ignores what is not an http or https URL, and connects directly. A bare host and port is common and
 * means http.
 */
function proxyUrl(name, value) {
    const text = value.includes('://') ? value : `http://${value}`;
    if (URL.canParse(text) && /^https?:$/.test(new URL(text).protocol))
        return text;
    throw new errors/* HoldfastError */.Et({
        code: 'bad-proxy',
        message: `The environment variable ${name} does not hold the URL of an http proxy.`,
        fix: 'Set it to a URL such as http://proxy.example.com:3128, or unset it.',
    });
}
/** Older releases ignore `proxyEnv`, and the run would hang in front of a firewall. */
function requireProxySupport() {
    const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
    if (major > 24 || (major === 24 && minor >= 5))
        return;
    throw new errors/* HoldfastError */.Et({
        code: 'bad-proxy',
        message: `A proxy is set in the environment, but Node ${process.versions.node} cannot use it.`,
        why: 'Node reads proxies from the environment since 24.5.',
        fix: 'Update the runner (or Node), or unset HTTPS_PROXY and HTTP_PROXY.',
    });
}
function readCaBundle(path) {
    if (path === undefined || path === '')
        return {};
    const bad = (why, cause) => new errors/* HoldfastError */.Et({
        code: 'bad-ca-bundle',
        message: `AWS_CA_BUNDLE names ${path}, which is not a readable file of certificates.`,
        why,
        fix: 'Set it to a PEM file with the certificates of your certificate authority, or unset it.',
        cause,
    });
    let text;
    try {
        text = (0,external_node_fs_.readFileSync)(path, 'utf8');
    }
    catch (error) {
        throw bad((0,errors/* messageOf */.bD)(error), error);
    }
    if (!text.includes('-----BEGIN CERTIFICATE-----'))
        throw bad('It contains no line "-----BEGIN CERTIFICATE-----".');
    return { ca: [...(0,external_node_tls_.getCACertificates)('default'), text] };
}
async function get(url, options, agents, idleTimeoutMs) {
    options.signal?.throwIfAborted();
    const secure = new URL(url).protocol === 'https:';
    const { promise, resolve, reject } = Promise.withResolvers();
    const request = (secure ? external_node_https_.request : external_node_http_.request)(url, {
        agent: secure ? agents.httpsAgent : agents.httpAgent,
        headers: options.headers,
        timeout: idleTimeoutMs,
        ...(options.signal === undefined ? {} : { signal: options.signal }),
    });
    request.on('response', resolve).on('error', reject);
    request.on('timeout', () => request.destroy(namedTimeout(`no answer within ${idleTimeoutMs / 1000} s`)));
    request.end();
    try {
        const response = await promise;
        return { status: response.statusCode ?? 0, body: await readBody(response) };
    }
    catch (error) {
        options.signal?.throwIfAborted();
        throw error;
    }
}
async function readBody(response) {
    const chunks = [];
    let sizeBytes = 0;
    for await (const chunk of response) {
        sizeBytes += chunk.length;
        if (sizeBytes > ANSWER_MAX_BYTES)
            throw new Error(`the answer is longer than ${ANSWER_MAX_BYTES} bytes`);
        chunks.push(chunk);
    }
    return Buffer.concat(chunks).toString('utf8');
}
function namedTimeout(message) {
    return Object.assign(new Error(message), { name: 'TimeoutError' });
}


/***/ }),

/***/ 16705:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   F5: () => (/* binding */ shapeOf),
/* harmony export */   LH: () => (/* binding */ withRetries),
/* harmony export */   PR: () => (/* binding */ allOrStop),
/* harmony export */   dg: () => (/* binding */ isTransient),
/* harmony export */   vI: () => (/* binding */ DEFAULT_RETRY)
/* harmony export */ });
/* harmony import */ var node_timers_promises__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(58500);
/* harmony import */ var _base_errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(17594);
/** Decides which failures are retried, how often, and after which pause. */


const DEFAULT_RETRY = { attempts: 6, baseMs: 200 };
const MAX_PAUSE_MS = 20_000;
const THROTTLED = ['SlowDown', 'Throttling', 'ThrottlingException', 'RequestLimitExceeded', 'TooManyRequestsException'];
/** Errors that another try can fix. A bad digest means bytes that were damaged in transit. */
const TRANSIENT = [
    ...THROTTLED,
    'TimeoutError',
    'RequestTimeout',
    'InternalError',
    'ServiceUnavailable',
    'IncompleteBody',
    'TruncatedBody',
    'WrongRange',
    'BadDigest',
    'XAmzContentSHA256Mismatch',
    'ConditionalRequestConflict',
    'OperationAborted',
    'ConcurrentModification',
    // STS could not reach the issuer of an OIDC token.
    'IDPCommunicationErrorException',
];
/**
 * Retried once with a new signature: one such answer may be a fault of the server, two are caused by this machine's
 * clock.
 */
const SKEWED = ['RequestTimeTooSkewed', 'RequestInTheFuture'];
const TRANSIENT_STATUS = [429, 500, 502, 503, 504];
const TRANSIENT_CODES = [
    'ECONNRESET',
    'ECONNREFUSED',
    'ECONNABORTED',
    'EPIPE',
    'ETIMEDOUT',
    'EHOSTUNREACH',
    'ENETUNREACH',
    'ENOTFOUND',
    'EAI_AGAIN',
    'ERR_STREAM_PREMATURE_CLOSE',
    // No file descriptor or port was free at this moment.
    'EMFILE',
    'ENFILE',
    'ENOBUFS',
    'EADDRNOTAVAIL',
    // The parser met bytes that no answer begins with: Ceph's 404 to GetPublicAccessBlock is longer than it says, and
    // what
    // is left over comes before the next answer on that connection.
    'HPE_INVALID_CONSTANT',
];
function shapeOf(error) {
    return typeof error === 'object' && error !== null ? error : {};
}
function isThrottled(error) {
    const { name, $metadata } = shapeOf(error);
    return THROTTLED.includes(name ?? '') || [429, 503].includes($metadata?.httpStatusCode ?? 0);
}
/** Errors that concern the request itself, however wrong the clock was that signed it. */
const MEANT_STATUS = [404, 405, 412, 501];
const MEANT = ['AccessDenied', 'InvalidObjectState'];
/**
 * Signed with a clock that the SDK has set right since. It says so of every error of a machine whose clock is off, so
 * that answers which have nothing to do with it are told apart.
 */
function isClockSkew(error) {
    const { name, $metadata } = shapeOf(error);
    const isMeant = MEANT.includes(name ?? '') || MEANT_STATUS.includes($metadata?.httpStatusCode ?? 0);
    return $metadata?.clockSkewCorrected === true && !isMeant;
}
/** Whether the same request may succeed if it is sent again; never true for a refusal. */
function isTransient(error) {
    const { name, code, $metadata } = shapeOf(error);
    return (TRANSIENT.includes(name ?? '') ||
        TRANSIENT_CODES.includes(code ?? '') ||
        TRANSIENT_STATUS.includes($metadata?.httpStatusCode ?? 0) ||
        isClockSkew(error));
}
/**
 * Runs `attempt` until it succeeds, fails permanently, or the tries are used up; throws the last error unchanged.
 * An aborted signal ends it at once, also within a pause, with the signal's reason.
 */
async function withRetries(attempt, options) {
    const { policy, signal } = options;
    let wasSkewed = false;
    for (let tries = 1;; tries++) {
        signal?.throwIfAborted();
        try {
            return await orAborted(attempt(), signal);
        }
        catch (error) {
            signal?.throwIfAborted();
            const isSkewed = SKEWED.includes(shapeOf(error).name ?? '');
            const mayPass = isTransient(error) || (isSkewed && !wasSkewed);
            wasSkewed ||= isSkewed;
            if (tries >= policy.attempts || !mayPass)
                throw error;
            const pauseMs = pauseBefore(tries, error, policy);
            const reason = (0,_base_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .messageOf */ .bD)(error) || shapeOf(error).code || 'no message';
            options.emit({ type: 'debug', message: `${options.what}: ${reason}; try ${tries + 1} in ${pauseMs} ms` });
            await pause(pauseMs, signal);
        }
    }
}
/** Work that does not see the signal (a look-up of credentials or region within a request) must not delay its end. */
async function orAborted(work, signal) {
    if (signal === undefined)
        return work;
    const aborted = Promise.withResolvers();
    const stop = () => aborted.reject(signal.reason);
    signal.addEventListener('abort', stop, { once: true });
    try {
        return await Promise.race([work, aborted.promise]);
    }
    finally {
        signal.removeEventListener('abort', stop);
    }
}
/** Between half and all of the doubled base: spread out, so that parallel calls do not come back together. */
function pauseBefore(tries, error, policy) {
    const baseMs = policy.baseMs * (isThrottled(error) ? 5 : 1);
    const boundMs = Math.min(MAX_PAUSE_MS, baseMs * 2 ** (tries - 1));
    return Math.round(boundMs * (0.5 + Math.random() / 2));
}
async function pause(ms, signal) {
    try {
        await (0,node_timers_promises__WEBPACK_IMPORTED_MODULE_0__.setTimeout)(ms, undefined, { signal });
    }
    catch (error) {
        signal?.throwIfAborted();
        throw error;
    }
}
/** Runs calls side by side; the first failure aborts the others, so that none goes on unseen. */
async function allOrStop(signal, start) {
    const stop = new AbortController();
    try {
        return await start(signal === undefined ? stop.signal : AbortSignal.any([signal, stop.signal]));
    }
    catch (error) {
        stop.abort(error);
        throw error;
    }
}


/***/ }),

/***/ 49524:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   bG: () => (/* binding */ cutLength),
/* harmony export */   kg: () => (/* binding */ knownChunker),
/* harmony export */   s8: () => (/* binding */ inheritChunker)
/* harmony export */ });
/* unused harmony exports chunkerFor, sameChunker */
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77598);
/* harmony import */ var _base_limits_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(50453);
/** Content-defined chunking: cuts content at places that depend on the content alone. */


/** 32 KiB up to 32 GiB of source (a million fragments), doubling after that; 1 MiB at most, so max stays 4 MiB. */
function chunkerFor(sourceBytes) {
    let avgBytes = 32 * _base_limits_js__WEBPACK_IMPORTED_MODULE_1__/* .KiB */ .ty;
    while (sourceBytes / avgBytes > (32 * _base_limits_js__WEBPACK_IMPORTED_MODULE_1__/* .GiB */ .T3) / (32 * _base_limits_js__WEBPACK_IMPORTED_MODULE_1__/* .KiB */ .ty) && avgBytes * 4 < _base_limits_js__WEBPACK_IMPORTED_MODULE_1__/* .LIMITS */ .b1.fragmentMaxBytes)
        avgBytes *= 2;
    return paramsOf(avgBytes);
}
function paramsOf(avgBytes) {
    return { algorithm: 'gear32', minBytes: avgBytes / 4, avgBytes, maxBytes: avgBytes * 4 };
}
/** Other parameters would store everything again. The parent's are kept until they are off by a factor of 4 or more. */
function inheritChunker(parent, sourceBytes) {
    const own = chunkerFor(sourceBytes);
    if (parent === undefined)
        return own;
    const ratio = own.avgBytes / parent.avgBytes;
    return ratio >= 4 || ratio <= 1 / 4 ? own : parent;
}
function sameChunker(a, b) {
    return (a.algorithm === b.algorithm && a.minBytes === b.minBytes && a.avgBytes === b.avgBytes && a.maxBytes === b.maxBytes);
}
/** Parameters as a root records them; undefined if they are not of this algorithm, whatever they are. */
function knownChunker(recorded) {
    const { algorithm, minBytes, avgBytes, maxBytes } = (recorded ?? {});
    if (algorithm !== 'gear32' || typeof avgBytes !== 'number')
        return undefined;
    const exponent = Math.log2(avgBytes);
    if (!Number.isInteger(exponent) || exponent < 12 || exponent > 20)
        return undefined;
    const params = paramsOf(avgBytes);
    return params.minBytes === minBytes && params.maxBytes === maxBytes ? params : undefined;
}
/** gear[b] = first four bytes, little endian, of SHA-256 of the text "holdfast gear <b>". */
function gearTable() {
    return Int32Array.from({ length: 256 }, (_, byte) => (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('sha256')
        .update(`holdfast gear ${String(byte)}`)
        .digest()
        .readInt32LE(0));
}
let gear;
/**
 * Length of the next fragment of buffer[start, end). Of content that goes on after `end`, at least `maxBytes` must be
 * there, else the answer would depend on how it was read.
 *
 * A hot loop: one table look-up, shift and add a byte; the hash starts anew at each fragment, and the first `minBytes`
 * are stepped over. The top bits are compared, since only they depend on all of the last 32 bytes.
 */
function cutLength(buffer, start, end, params) {
    const available = end - start;
    if (available <= params.minBytes)
        return available;
    const table = (gear ??= gearTable());
    const bits = Math.log2(params.avgBytes);
    // Two bits stricter before the average, two looser after it: lengths gather around the average.
    const strict = -1 << (32 - (bits + 2));
    const loose = -1 << (32 - (bits - 2));
    const limit = start + Math.min(available, params.maxBytes);
    const middle = Math.min(limit, start + params.avgBytes);
    let hash = 0;
    let at = start + params.minBytes;
    for (; at < middle; at++) {
        hash = ((hash << 1) + table[buffer[at]]) | 0;
        if ((hash & strict) === 0)
            return at + 1 - start;
    }
    for (; at < limit; at++) {
        hash = ((hash << 1) + table[buffer[at]]) | 0;
        if ((hash & loose) === 0)
            return at + 1 - start;
    }
    return limit - start;
}


/***/ }),

/***/ 28778:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   q: () => (/* binding */ parseJson)
/* harmony export */ });
/* harmony import */ var _base_limits_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(50453);
/** Parses JSON from a bucket within a bound of memory. */

/**
 * JSON from a bucket, with a bound on what it takes in memory: a text of 64 MiB can ask for a hundred million lists.
 */
const COMMA = 0x2c;
const BACKSLASH = 0x5c;
const QUOTE = 0x22;
const OPEN_LIST = 0x5b;
const OPEN_OBJECT = 0x7b;
/**
 * @param text UTF-8
 * @throws if it is not JSON, or has more than `LIMITS.jsonMaxValues` values
 */
function parseJson(text) {
    // A value takes a byte at least.
    if (text.length > _base_limits_js__WEBPACK_IMPORTED_MODULE_0__/* .LIMITS */ .b1.jsonMaxValues)
        countValues(text);
    return JSON.parse(Buffer.from(text.buffer, text.byteOffset, text.length).toString());
}
/** Each value follows a comma, or is the first in a list or object, or the whole: names of fields come for free. */
function countValues(text) {
    let values = 1;
    let isText = false;
    for (let at = 0; at < text.length; at++) {
        const byte = text[at];
        if (isText) {
            if (byte === BACKSLASH)
                at++;
            else if (byte === QUOTE)
                isText = false;
        }
        else if (byte === QUOTE)
            isText = true;
        else if (byte === COMMA || byte === OPEN_LIST || byte === OPEN_OBJECT)
            values++;
        if (values > _base_limits_js__WEBPACK_IMPORTED_MODULE_0__/* .LIMITS */ .b1.jsonMaxValues)
            throw new Error(`it has more than ${String(_base_limits_js__WEBPACK_IMPORTED_MODULE_0__/* .LIMITS */ .b1.jsonMaxValues)} values`);
    }
}


/***/ }),

/***/ 58232:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $8: () => (/* binding */ isNamedBy),
/* harmony export */   FW: () => (/* binding */ ID_START_CHARS),
/* harmony export */   GE: () => (/* binding */ parseMarkKey),
/* harmony export */   I9: () => (/* binding */ timeOfId),
/* harmony export */   QK: () => (/* binding */ parseBlobKey),
/* harmony export */   SY: () => (/* binding */ parseStateKey),
/* harmony export */   V9: () => (/* binding */ hashOfName),
/* harmony export */   X5: () => (/* binding */ marksPrefix),
/* harmony export */   Y6: () => (/* binding */ statePrefix),
/* harmony export */   YN: () => (/* binding */ timeOfStamp),
/* harmony export */   Yr: () => (/* binding */ isSnapshotId),
/* harmony export */   _k: () => (/* binding */ isSeries),
/* harmony export */   ay: () => (/* binding */ formatUtc),
/* harmony export */   bP: () => (/* binding */ stateKey),
/* harmony export */   b_: () => (/* binding */ isNameOf),
/* harmony export */   bd: () => (/* binding */ blobKey),
/* harmony export */   cB: () => (/* binding */ isIdStart),
/* harmony export */   eO: () => (/* binding */ rootKey),
/* harmony export */   iy: () => (/* binding */ snapshotId),
/* harmony export */   j2: () => (/* binding */ blobsPrefix),
/* harmony export */   qR: () => (/* binding */ rootsPrefix),
/* harmony export */   rI: () => (/* binding */ markKey),
/* harmony export */   tv: () => (/* binding */ parseRootKey),
/* harmony export */   v2: () => (/* binding */ utcOfName),
/* harmony export */   y5: () => (/* binding */ parseUtc)
/* harmony export */ });
/* unused harmony export MARK_KINDS */
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77598);
/* harmony import */ var _base_errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(17594);
/* harmony import */ var _base_limits_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(50453);
/** The grammar of keys in a vault. */



/** Hex digits of a hash in a key: 128 bits. */
const HASH_CHARS = 32;
/** Characters of `20261123T010203Z`. */
const UTC_CHARS = 16;
const SERIES = /^(?!.*(?:^|\/)\.{1,2}(?:\/|$))[A-Za-z0-9._-]+(?:\/[A-Za-z0-9._-]+)*$/;
const UTC = /^(\d{4})(\d{2})(\d{2})T(\d{2})(\d{2})(\d{2})Z$/;
const STAMP = /^\d{8}T\d{6}Z-[0-9a-f]{24}$/;
const ID = /^\d{8}T\d{6}Z-[0-9a-f]{32}$/;
const BLOB = /^v1\/(packs|parts)\/(.+)\/@\/(\d{8}T\d{6}Z-[0-9a-f]{32})$/;
const MARK = /^v1\/marks\/(.+)\/@\/(\d{8}T\d{6}Z-[0-9a-f]{32})\/([a-z]+)-(\d{8}T\d{6}Z-[0-9a-f]{24})$/;
const STATE = /^v1\/state\/([a-z]+)\/(\d{8}T\d{6}Z-[0-9a-f]{24})$/;
const ROOT = /^v1\/roots\/(.+)\/@\/(\d{8}T\d{6}Z-[0-9a-f]{32})$/;
function isSeries(text) {
    return text.length <= _base_limits_js__WEBPACK_IMPORTED_MODULE_2__/* .LIMITS */ .b1.seriesMaxChars && SERIES.test(text);
}
/** `20261123T010203Z`; whole seconds. */
function formatUtc(date) {
    return date
        .toISOString()
        .replace(/\.\d+Z$/, 'Z')
        .replaceAll(/[-:]/g, '');
}
/** The time of `<utc>...`; throws on anything else, also on a 31st of February. */
function parseUtc(text) {
    const [, year, month, day, hour, minute, second] = UTC.exec(text) ?? [];
    const iso = `${String(year)}-${String(month)}-${String(day)}T${String(hour)}:${String(minute)}:${String(second)}.000Z`;
    const date = new Date(iso);
    // Date reads a 31st of February as a day in March and 24:00 as the next day. Anything else that is wrong is an
    // invalid time.
    if (date.getUTCDate() !== Number(day)) {
        throw new _base_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .HoldfastError */ .Et({
            code: 'bad-time',
            message: `Not a time of the form 20261123T010203Z: ${JSON.stringify(text)}`,
        });
    }
    return date;
}
/** Snapshots of one series; ids sort by time. */
function rootsPrefix(series) {
    return `v1/roots/${series}/@/`;
}
function rootKey(series, id) {
    return rootsPrefix(series) + id;
}
/** The name of a root, pack or part: the time when its run began, and the first half of the SHA-256 of its bytes. */
function formatObjectName(utc, sha256) {
    return `${formatUtc(utc)}-${sha256.toString('hex').slice(0, HASH_CHARS)}`;
}
/** Whether the SHA-256 of some bytes is the one in the key of a root, pack or part. */
function isNamedBy(key, sha256) {
    return sha256.toString('hex').slice(0, HASH_CHARS) === key.slice(-HASH_CHARS);
}
/** Whether these are the bytes that belong to the key of a root, pack or part. */
function isNameOf(key, bytes) {
    return isNamedBy(key, (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.hash)('sha256', bytes, 'buffer'));
}
/** The id of a snapshot: the name of its root. */
function snapshotId(utc, rootBytes) {
    return formatObjectName(utc, (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.hash)('sha256', rootBytes, 'buffer'));
}
function isSnapshotId(text) {
    return ID.test(text) && isUtc(utcOfName(text));
}
/** The time that the name of a root, pack or part begins with, as it is written: `20261123T010203Z`. */
function utcOfName(name) {
    return name.slice(0, UTC_CHARS);
}
/** The hash that the name of a root, pack or part ends with, as it is written. */
function hashOfName(name) {
    return name.slice(UTC_CHARS + 1);
}
/** Of the name of a root, pack or part. */
function timeOfId(id) {
    return parseUtc(utcOfName(id));
}
/** Fewer characters of an id are not taken for the start of one. */
const ID_START_CHARS = 6;
/** Whether a text is the start of an id, or of the hash in it. */
function isIdStart(text, id) {
    return id.startsWith(text) || hashOfName(id).startsWith(text);
}
/** undefined for a key that is not a root's. */
function parseRootKey(key) {
    const [, series, id] = ROOT.exec(key) ?? [];
    return series !== undefined && id !== undefined && isSeries(series) && isSnapshotId(id) ? { series, id } : undefined;
}
/** `<utc>-<24 hex>`, 96 random bits: ends the key of a mark or of a mode's state, which no two writers ever share. */
function newStamp(utc) {
    return `${formatUtc(utc)}-${(0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.randomBytes)(12).toString('hex')}`;
}
function isStamp(text) {
    return STAMP.test(text) && isUtc(utcOfName(text));
}
function timeOfStamp(stamp) {
    return parseUtc(utcOfName(stamp));
}
function blobsPrefix(kind, series) {
    return `v1/${kind}/${series}/@/`;
}
function blobKey(kind, series, utc, sha256) {
    return blobsPrefix(kind, series) + formatObjectName(utc, sha256);
}
/** undefined for a key that is not a pack's or part's. */
function parseBlobKey(key) {
    const [, kind, series, name] = BLOB.exec(key) ?? [];
    if (kind === undefined || series === undefined || name === undefined)
        return undefined;
    return isSeries(series) && isSnapshotId(name) ? { kind: kind, series, name } : undefined;
}
/** Marks are written by roles other than backup's; the kind comes first, so that a policy can bind to it. */
const MARK_KINDS = ['verified', 'acknowledged', 'hold', 'label', 'quarantine', 'readmitted', 'proof'];
function marksPrefix(series, id) {
    return `v1/marks/${series}/@/${id === undefined ? '' : `${id}/`}`;
}
function markKey(series, id, kind, utc) {
    return `${marksPrefix(series, id)}${kind}-${newStamp(utc)}`;
}
/** undefined for a key that is not a mark's. */
function parseMarkKey(key) {
    const [, series, id, kind, stamp] = MARK.exec(key) ?? [];
    if (series === undefined || id === undefined || stamp === undefined)
        return undefined;
    if (!isSeries(series) || !isSnapshotId(id) || !isStamp(stamp) || !isMarkKind(kind))
        return undefined;
    return { series, id, kind, utc: timeOfStamp(stamp) };
}
function isMarkKind(text) {
    return MARK_KINDS.some((kind) => kind === text);
}
/** Facts of the vault that one mode keeps for itself. */
function statePrefix(mode) {
    return `v1/state/${mode}/`;
}
function stateKey(mode, utc) {
    return statePrefix(mode) + newStamp(utc);
}
/** The mode whose facts they are; undefined for a key that holds no such facts. */
function parseStateKey(key) {
    const [, mode, stamp] = STATE.exec(key) ?? [];
    return stamp !== undefined && isStamp(stamp) ? mode : undefined;
}
function isUtc(text) {
    try {
        parseUtc(text);
        return true;
    }
    catch {
        return false;
    }
}


/***/ }),

/***/ 57026:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  E2: () => (/* binding */ decodeHeader),
  HK: () => (/* binding */ decodeRoot),
  pR: () => (/* binding */ encodeRoot),
  d8: () => (/* binding */ etagHint)
});

// UNUSED EXPORTS: FORMAT

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
// EXTERNAL MODULE: ./node_modules/valibot/dist/index.mjs
var dist = __webpack_require__(77934);
// EXTERNAL MODULE: ./lib/base/errors.js
var errors = __webpack_require__(17594);
// EXTERNAL MODULE: ./lib/base/limits.js
var limits = __webpack_require__(50453);
// EXTERNAL MODULE: ./lib/vault/format/chunker.js
var chunker = __webpack_require__(49524);
// EXTERNAL MODULE: ./lib/vault/format/json.js
var json = __webpack_require__(28778);
// EXTERNAL MODULE: ./lib/vault/format/keys.js
var keys = __webpack_require__(58232);
;// CONCATENATED MODULE: ./lib/vault/format/root-limits.js
/** What a root may describe. */

/** The first exceeded limit, as the end of a sentence; undefined: none is exceeded. */
function excessOf({ objects, blocks, sections }) {
    const levels = Math.max(...Object.values(sections).map((table) => table.length));
    const segments = Object.values(sections).flatMap((table) => table.flat());
    const counts = [
        ['packs and parts', objects, limits/* LIMITS */.b1.snapshotMaxObjects],
        ['blocks', blocks.length, limits/* LIMITS */.b1.snapshotMaxBlocks],
        ['segments', segments.length, limits/* LIMITS */.b1.snapshotMaxSegments],
        ['levels of one table', levels, limits/* LIMITS */.b1.tableMaxLevels],
        ['rows in its map', rowsOf(sections.map), limits/* LIMITS */.b1.mapMaxRows],
        ['rows in its tree', rowsOf(sections.tree), limits/* LIMITS */.b1.tableMaxRows],
        ['rows in its state', rowsOf(sections.state), limits/* LIMITS */.b1.tableMaxRows],
        ['bytes of tables', sumOf(blocks, ({ rawBytes }) => rawBytes), limits/* LIMITS */.b1.snapshotMaxTableBytes],
    ];
    const found = counts.find(([, count, most]) => count > most);
    return found && `it has ${String(found[1])} ${found[0]}, but only ${String(found[2])} are allowed`;
}
/**
 * Segments that share bytes of a block, or blocks that share bytes of a part: a small root could name the same bytes
 * over and over. What lies between them may be what a later snapshot does not need any more.
 */
function overlapOf({ blocks, sections }) {
    const segments = Object.values(sections).flatMap((table) => table.flat());
    for (const [block, refs] of Map.groupBy(segments, (ref) => ref.block)) {
        if (refs.length > 1 && block.rawBytes > limits/* LIMITS */.b1.sharedBlockMaxBytes)
            return `a block of ${String(block.rawBytes)} bytes holds more than one segment`;
        if (hasOverlap(refs.map(({ start, rawBytes }) => ({ start, end: start + rawBytes }))))
            return 'two segments lie in the same bytes';
    }
    const inRoot = blocks.flatMap((block) => ('stored' in block ? [block.stored.byteOffset] : []));
    if (new Set(inRoot).size !== inRoot.length)
        return 'two blocks lie in the same frame';
    const inParts = blocks.flatMap((block) => ('stored' in block ? [] : [block]));
    for (const ofPart of Map.groupBy(inParts, ({ key }) => key).values()) {
        if (hasOverlap(ofPart.map(({ offset, storedBytes }) => ({ start: offset, end: offset + storedBytes }))))
            return 'two blocks lie in the same bytes';
    }
    return undefined;
}
function hasOverlap(spans) {
    const inOrder = spans.toSorted((a, b) => a.start - b.start || a.end - b.end);
    return inOrder.some(({ start }, i) => i > 0 && start < inOrder[i - 1].end);
}
function rowsOf(table) {
    return sumOf(table.flat(), ({ rows }) => rows);
}
function sumOf(list, numberOf) {
    return list.reduce((sum, each) => sum + numberOf(each), 0);
}

// EXTERNAL MODULE: ./lib/vault/format/sections.js
var format_sections = __webpack_require__(5100);
// EXTERNAL MODULE: ./lib/vault/format/zstd.js + 1 modules
var zstd = __webpack_require__(93310);
;// CONCATENATED MODULE: ./lib/vault/format/root.js
/** The root of a snapshot: encoding and decoding. */










/**
 * The root of a snapshot: zstd frames of one JSON document each (header, objects, sections, gaps), then small
 * blocks of segments as skippable frames, so that `zstd -dc` of a root gives only JSON. docs/format.md, "Root".
 */
const FORMAT = 'holdfast-root/1';
/** Features that this version can read beyond the base format: none yet. */
const KNOWN_FEATURES = [];
const ROOT_ZSTD_LEVEL = 12;
/** The header, decoded. */
const HEADER_MAX_RAW_BYTES = 256 * 1024;
/** In the document of that name. */
const MAX_GAPS = 10_000;
const count = dist/* pipe */.FsL(dist/* number */.aig(), dist/* safeInteger */.Y2b(), dist/* minValue */.Wwf(0));
/** The first half of a SHA-256, as in keys. */
const halfHash = dist/* pipe */.FsL(dist/* string */.YjP(), dist/* regex */.yGV(/^[0-9a-f]{32}$/));
const series = dist/* pipe */.FsL(dist/* string */.YjP(), dist/* check */.z6Y(keys/* isSeries */._k, 'not a series'));
const plain = dist/* record */.g1P(dist/* string */.YjP(), dist/* unknown */.L5J());
/** A status that is not known to be complete counts as not complete. */
const root_status = dist/* pipe */.FsL(dist/* string */.YjP(), dist/* transform */.pdi((text) => (text === 'complete' ? text : 'partial')));
/** A record of which only the values known to this version are kept. Nothing needed depends on the others. */
const recordOf = (value) => dist/* pipe */.FsL(plain, dist/* transform */.pdi((record) => {
    const known = {};
    for (const [name, each] of Object.entries(record))
        if (dist.is(value, each))
            known[name] = each;
    return known;
}));
const gap = dist/* object */.Ikc({ class: dist/* string */.YjP(), path: dist/* string */.YjP(), reason: dist/* string */.YjP() });
const frameSchema = dist/* object */.Ikc({ name: dist/* string */.YjP(), stored: count, raw: count });
const headerSchema = dist/* object */.Ikc({
    format: dist/* literal */.euz(FORMAT),
    features: dist/* object */.Ikc({ required: dist/* array */.YOg(dist/* string */.YjP()), optional: dist/* array */.YOg(dist/* string */.YjP()) }),
    series,
    /** S3's Date when the run began. */
    utc: dist/* string */.YjP(),
    status: root_status,
    parts: dist/* record */.g1P(dist/* string */.YjP(), root_status),
    source: dist/* object */.Ikc({ kind: dist/* string */.YjP(), definition: plain, identity: plain }),
    /** Where the snapshot was made: event, ref, commit, run id, attempt, job, tool. */
    context: recordOf(dist/* string */.YjP()),
    labels: dist/* array */.YOg(dist/* string */.YjP()),
    parents: dist/* array */.YOg(dist/* object */.Ikc({ series, id: dist/* pipe */.FsL(dist/* string */.YjP(), dist/* check */.z6Y(keys/* isSnapshotId */.Yr, 'not a snapshot id')) })),
    /** Other series whose objects this snapshot may name. */
    bases: dist/* array */.YOg(series),
    counts: recordOf(count),
    /** Per class: how many, and the first ten. */
    gaps: dist/* record */.g1P(dist/* string */.YjP(), dist/* object */.Ikc({ count, first: dist/* array */.YOg(gap) })),
    anomaly: dist/* optional */.lqM(dist/* string */.YjP()),
    /** undefined for one of a later version: only whoever builds on the snapshot takes it over. */
    chunker: dist/* pipe */.FsL(dist/* unknown */.L5J(), dist/* transform */.pdi(chunker/* knownChunker */.kg)),
    mtime: dist/* string */.YjP(),
    /** Packs of interrupted runs that this run took over. */
    adopted: dist/* array */.YOg(dist/* string */.YjP()),
    /** What follows the header, in order. */
    frames: dist/* array */.YOg(frameSchema),
});
/** A list with a maximum length, which is checked before its items. */
const listOf = (item, most) => dist/* pipe */.FsL(dist/* custom */.IeY((input) => Array.isArray(input) && input.length <= most, `it is not a list of at most ${String(most)} items`), dist/* array */.YOg(item));
const columns = (item) => listOf(item, limits/* LIMITS */.b1.snapshotMaxObjects);
const objectsSchema = dist/* object */.Ikc({
    key: columns(dist/* string */.YjP()),
    size: columns(count),
    live: columns(count),
    etag: columns(dist/* string */.YjP()),
});
const blockSchema = dist/* object */.Ikc({
    stored: count,
    raw: dist/* pipe */.FsL(count, dist/* maxValue */.cGV(limits/* LIMITS */.b1.segmentMaxBytes)),
    /** Index in the header's frames, for a block inside the root. */
    frame: dist/* optional */.lqM(count),
    /** Index in `objects`, first byte there and half the SHA-256 of the stored bytes, for one in a part. */
    object: dist/* optional */.lqM(count),
    offset: dist/* optional */.lqM(count),
    sha256: dist/* optional */.lqM(halfHash),
});
const segmentSchema = dist/* object */.Ikc({
    rows: count,
    /** Index in `blocks`, and where in the decoded block it begins and how long it is. */
    block: count,
    start: count,
    raw: count,
});
const sectionSchema = dist/* object */.Ikc({
    codec: dist/* literal */.euz('zstd'),
    seal: dist/* literal */.euz('none'),
    levels: listOf(listOf(segmentSchema, limits/* LIMITS */.b1.snapshotMaxSegments), limits/* LIMITS */.b1.tableMaxLevels),
});
const sectionsSchema = dist/* object */.Ikc({
    blocks: listOf(blockSchema, limits/* LIMITS */.b1.snapshotMaxBlocks),
    map: sectionSchema,
    tree: sectionSchema,
    state: sectionSchema,
});
/** 16 characters of an ETag: enough to see that an object is another one, and every root names every object. */
function etagHint(etag) {
    return (etag ?? '').replaceAll('"', '').slice(0, 16);
}
function encodeRoot({ header, objects, sections, gaps }) {
    const documents = [
        [
            'objects',
            {
                key: objects.map((o) => o.key),
                size: objects.map((o) => o.sizeBytes),
                live: objects.map((o) => o.liveBytes),
                etag: objects.map((o) => o.etag),
            },
        ],
        ...(gaps.length > 0 ? [['gaps', gaps]] : []),
    ];
    const blocks = [...new Set(format_sections/* SECTIONS */.bP.flatMap((name) => sections[name].flat().map(({ block }) => block)))];
    const excess = excessOf({ objects: objects.length, blocks, sections });
    if (excess !== undefined)
        throw tooLarge(excess);
    const inline = blocks.filter(format_sections/* isInline */.mO);
    const objectIndex = new Map(objects.map((object, i) => [object.key, i]));
    // The frames in front of the blocks: the documents, and the section table itself.
    const firstInline = documents.length + 1;
    const blockJson = (block) => {
        if ((0,format_sections/* isInline */.mO)(block))
            return { stored: block.stored.length, raw: block.rawBytes, frame: firstInline + inline.indexOf(block) };
        const object = objectIndex.get(block.key);
        if (object === undefined)
            throw new Error(`a block lies in ${block.key}, which is not among the objects`);
        return { stored: block.storedBytes, raw: block.rawBytes, object, offset: block.offset, sha256: block.sha256 };
    };
    const segmentJson = ({ rows, block, start, rawBytes }) => ({
        rows,
        block: blocks.indexOf(block),
        start,
        raw: rawBytes,
    });
    const section = (name) => ({
        codec: 'zstd',
        seal: 'none',
        levels: sections[name].map((level) => level.map(segmentJson)),
    });
    documents.push([
        'sections',
        { blocks: blocks.map(blockJson), map: section('map'), tree: section('tree'), state: section('state') },
    ]);
    const frames = [
        ...documents.map(([name, document]) => ({ name, ...jsonFrame(document) })),
        ...inline.map(({ stored, rawBytes }) => ({ name: 'block', bytes: (0,zstd/* skippableFrame */.Nx)(stored), raw: rawBytes })),
    ];
    const complete = {
        format: FORMAT,
        ...header,
        frames: frames.map(({ name, bytes, raw }) => ({ name, stored: bytes.length, raw })),
    };
    const first = jsonFrame(complete).bytes;
    if (first.length > limits/* LIMITS */.b1.rootHeaderMaxBytes)
        throw new errors/* HoldfastError */.Et({
            code: 'header-too-large',
            message: `The description of this snapshot takes ${String(first.length)} bytes, but only ${String(limits/* LIMITS */.b1.rootHeaderMaxBytes)} are allowed.`,
            why: 'Patterns and labels are recorded with each snapshot.',
            fix: 'Use fewer or shorter patterns (a folder instead of its files), and fewer labels.',
        });
    const bytes = Buffer.concat([first, ...frames.map((frame) => frame.bytes)]);
    const rawBytes = frames.reduce((sum, { raw }) => sum + raw, 0);
    if (bytes.length > limits/* LIMITS */.b1.rootMaxBytes || rawBytes > limits/* LIMITS */.b1.rootMaxRawBytes)
        throw tooLarge(`its root takes ${String(bytes.length)} bytes, and ${String(rawBytes)} decoded`);
    return bytes;
}
function tooLarge(detail) {
    return new errors/* HoldfastError */.Et({
        code: 'snapshot-too-large',
        message: `This snapshot exceeds a limit: ${detail}.`,
        why: 'Readers refuse such a snapshot, so that nobody can exhaust their memory. Nothing was committed.',
        fix: 'Split the source into several series, each with a `name` of its own.',
    });
}
function jsonFrame(document) {
    const raw = Buffer.from(JSON.stringify(document));
    return { bytes: (0,zstd/* compressSync */.oS)(raw, ROOT_ZSTD_LEVEL), raw: raw.length };
}
/** Length of the first frame and its document. Works on the first bytes of a root alone. */
function readFirstFrame(bytes, bad) {
    try {
        const start = bytes.subarray(0, limits/* LIMITS */.b1.rootHeaderMaxBytes);
        const { raw, storedBytes } = (0,zstd/* decompressFirst */.S6)(start, HEADER_MAX_RAW_BYTES, 'Its first frame');
        return { length: storedBytes, json: JSON.parse(raw.toString()) };
    }
    catch (cause) {
        throw bad(`its header cannot be read (${(0,errors/* messageOf */.bD)(cause)})`, cause);
    }
}
function corruptRoot(id) {
    return (detail, cause) => new errors/* HoldfastError */.Et({ code: 'corrupt-root', message: `Snapshot ${id} is damaged: ${detail}.`, cause });
}
/**
 * The header of a root from its first bytes (`LIMITS.rootPrefixBytes` are always enough).
 * @throws newer-format, corrupt-root
 */
function decodeHeader(id, bytes) {
    const bad = corruptRoot(id);
    const { length, json } = readFirstFrame(bytes, bad);
    refuseNewer(id, json);
    const parsed = dist/* safeParse */.xLC(headerSchema, json);
    if (!parsed.success)
        throw bad(`its header has the wrong shape (${issuesOf(parsed.issues)})`);
    const header = parsed.output;
    if (header.utc !== (0,keys/* utcOfName */.v2)(id))
        throw bad('its time is not that of its key');
    return { header, headerBytes: length };
}
function refuseNewer(id, json) {
    const { format, features } = (json ?? {});
    const required = Array.isArray(features?.required) ? features.required : [];
    const unknown = required.filter((feature) => !KNOWN_FEATURES.includes(String(feature)));
    const newer = typeof format === 'string' && format !== FORMAT && format.startsWith('holdfast-root/');
    if (!newer && unknown.length === 0)
        return;
    throw new errors/* HoldfastError */.Et({
        code: 'newer-format',
        message: `Snapshot ${id} was written by a newer version of Holdfast (${newer ? `format ${format}` : `features ${unknown.join(', ')}`}).`,
        why: `This version reads ${FORMAT}.`,
        fix: 'Use a newer version of Holdfast to read it.',
    });
}
function issuesOf(issues) {
    return issues
        .slice(0, 3)
        .map((issue) => `${dist/* getDotPath */.BuJ(issue) ?? 'it'}: ${issue.message}`)
        .join('; ');
}
/** A whole root, checked against its id and its own description. @throws newer-format, corrupt-root */
function decodeRoot(key, bytes) {
    const { id } = key;
    const bad = corruptRoot(id);
    const { header, headerBytes } = decodeHeader(id, bytes);
    if ((0,keys/* snapshotId */.iy)((0,keys/* parseUtc */.y5)(header.utc), bytes) !== id)
        throw bad('its bytes do not have the hash in its name');
    if (header.series !== key.series)
        throw bad(`it says that it belongs to series ${header.series}`);
    const frames = cutFrames(header, headerBytes, bytes, bad);
    const document = (name, schema) => {
        const frame = frames.find((candidate) => candidate.name === name);
        if (frame === undefined)
            throw bad(`it has no ${name}`);
        const json = parseJson((0,zstd/* decompressSync */.Rq)(frame.bytes, frame.raw, `Snapshot ${id}`), bad);
        const parsed = dist/* safeParse */.xLC(schema, json);
        if (!parsed.success)
            throw bad(`its ${name} have the wrong shape (${issuesOf(parsed.issues)})`);
        return parsed.output;
    };
    const objects = readObjects(header, document('objects', objectsSchema), bad);
    const tables = document('sections', sectionsSchema);
    const blocks = tables.blocks.map((json) => readBlock(json, frames, objects, bad));
    const refs = (name) => tables[name].levels.map((level) => level.map((json) => segmentRef(json, blocks, bad)));
    const sections = { map: refs('map'), tree: refs('tree'), state: refs('state') };
    const excess = excessOf({ objects: objects.length, blocks, sections });
    if (excess !== undefined)
        throw bad(excess);
    const overlap = overlapOf({ objects: objects.length, blocks, sections });
    if (overlap !== undefined)
        throw bad(overlap);
    return {
        id,
        sha256: (0,external_node_crypto_.hash)('sha256', bytes),
        header,
        objects,
        sections,
        gaps: frames.some((frame) => frame.name === 'gaps') ? document('gaps', listOf(gap, MAX_GAPS)) : [],
    };
}
function cutFrames(header, headerBytes, bytes, bad) {
    let at = headerBytes;
    let rawBytes = 0;
    const frames = header.frames.map(({ name, stored, raw }) => {
        const frame = { name, bytes: bytes.subarray(at, at + stored), raw };
        if (raw > limits/* LIMITS */.b1.segmentMaxBytes)
            throw bad(`its frame ${name} is larger than any may be`);
        at += stored;
        rawBytes += raw;
        return frame;
    });
    if (at !== bytes.length)
        throw bad('its frames do not fill it');
    const documents = header.frames.flatMap(({ name }) => (name === 'block' ? [] : [name]));
    if (new Set(documents).size !== documents.length)
        throw bad('it has a document twice');
    if (rawBytes > limits/* LIMITS */.b1.rootMaxRawBytes)
        throw bad(`its frames decode to ${String(rawBytes)} bytes, more than any may`);
    return frames;
}
function parseJson(raw, bad) {
    try {
        return (0,json/* parseJson */.q)(raw);
    }
    catch (cause) {
        throw bad('a document in it is not JSON, or has too many values', cause);
    }
}
function readObjects(header, { key, size, live, etag }, bad) {
    if ([size, live, etag].some((column) => column.length !== key.length))
        throw bad('its object list has columns of different lengths');
    if (new Set(key).size !== key.length)
        throw bad('its object list names an object twice');
    const allowed = new Set([header.series, ...header.bases]);
    return key.map((name, i) => {
        const blob = (0,keys/* parseBlobKey */.QK)(name);
        if (blob === undefined || !allowed.has(blob.series))
            throw bad(`it names an object outside of its series: ${JSON.stringify(name)}`);
        if (size[i] > limits/* LIMITS */.b1.packMaxBytes)
            throw bad(`object ${name} is larger than any may be`);
        if (live[i] > size[i])
            throw bad(`more of object ${name} is in use than it has`);
        return {
            key: name,
            sizeBytes: size[i],
            liveBytes: live[i],
            etag: etag[i],
        };
    });
}
function readBlock(json, frames, objects, bad) {
    const { raw: rawBytes, stored: storedBytes } = json;
    if (json.frame !== undefined) {
        const frame = frames[json.frame];
        if (frame?.name !== 'block' || frame.raw !== rawBytes || !(0,zstd/* isSkippableFrame */.XG)(frame.bytes))
            throw bad('a block is not where it should be');
        return { rawBytes, stored: frame.bytes.subarray(zstd/* SKIPPABLE_HEADER_BYTES */.w_) };
    }
    const { object, offset, sha256 } = json;
    const part = object === undefined ? undefined : objects[object];
    if (part === undefined || offset === undefined || sha256 === undefined || offset + storedBytes > part.sizeBytes)
        throw bad('a block is not where it should be');
    return { rawBytes, storedBytes, key: part.key, offset, sha256 };
}
function segmentRef({ rows, block: index, start, raw: rawBytes }, blocks, bad) {
    const block = blocks[index];
    if (block === undefined || start + rawBytes > block.rawBytes)
        throw bad('a segment is not where it should be');
    return { rows, block, start, rawBytes };
}


/***/ }),

/***/ 5100:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   RA: () => (/* binding */ hashOfBlock),
/* harmony export */   bP: () => (/* binding */ SECTIONS),
/* harmony export */   mO: () => (/* binding */ isInline),
/* harmony export */   wB: () => (/* binding */ checkBlockHash)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77598);
/* harmony import */ var _base_errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(17594);
/** The three tables of a snapshot as a root describes them: sections of segments, and the blocks that hold these. */


const SECTIONS = ['map', 'tree', 'state'];
/** Whether the bytes of a block are available. */
function isInline(block) {
    return 'stored' in block;
}
/** 128 bits, as in the names of objects. */
function hashOfBlock(stored) {
    return (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.hash)('sha256', stored).slice(0, 32);
}
function checkBlockHash(block, stored) {
    if (hashOfBlock(stored) !== block.sha256) {
        throw new _base_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .HoldfastError */ .Et({
            code: 'corrupt-segment',
            message: `Object ${block.key} is damaged: a block of segments in it does not have its recorded hash.`,
        });
    }
}


/***/ }),

/***/ 93310:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  w_: () => (/* binding */ SKIPPABLE_HEADER_BYTES),
  PW: () => (/* binding */ compressBound),
  oS: () => (/* binding */ compressSync),
  mF: () => (/* binding */ decompress),
  S6: () => (/* binding */ decompressFirst),
  Rq: () => (/* binding */ decompressSync),
  IQ: () => (/* binding */ decompressUpTo),
  XG: () => (/* binding */ isSkippableFrame),
  _r: () => (/* binding */ release),
  Nx: () => (/* binding */ skippableFrame)
});

// EXTERNAL MODULE: external "node:zlib"
var external_node_zlib_ = __webpack_require__(38522);
// EXTERNAL MODULE: external "node:util"
var external_node_util_ = __webpack_require__(57975);
// EXTERNAL MODULE: ./lib/base/errors.js
var errors = __webpack_require__(17594);
// EXTERNAL MODULE: ./lib/base/limits.js
var limits = __webpack_require__(50453);
;// CONCATENATED MODULE: ./lib/vault/format/zstd-frame.js
/** Reads the outside of a zstd frame without decoding it. */

/**
 * The outside of a zstd frame: where it ends and how much memory its decoder takes, without decoding it. Decoders do
 * not report this: some stop after the first frame, some continue with what follows, and all allocate the memory that
 * the frame asks for.
 */
/** Frame magic numbers, little endian: https://www.rfc-editor.org/rfc/rfc8878#section-3.1 */
const FRAME_MAGIC = 0xfd2fb528;
const CHECKSUM_BYTES = 4;
const BLOCK_HEADER_BYTES = 3;
/** What one block holds at most, whatever the window: RFC 8878, section 3.1.1.2.4. */
const BLOCK_MAX_BYTES = 128 * 1024;
/** Bytes of the field `Dictionary_ID` and `Frame_Content_Size`, by their flags. */
const DICTIONARY_BYTES = [0, 1, 2, 4];
const CONTENT_BYTES = [0, 2, 4, 8];
const BLOCK_RLE = 1;
const BLOCK_RESERVED = 3;
/**
 * The first frame of `bytes`: https://www.rfc-editor.org/rfc/rfc8878#section-3.1.1
 *
 * @param what names it in errors
 * @throws corrupt-frame if it is not a complete zstd frame, or needs a dictionary
 */
function zstdFrame(bytes, what) {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
    try {
        const header = readHeader(view);
        return { ...header, storedBytes: endOfBlocks(view, header) };
    }
    catch (error) {
        if (error instanceof RangeError)
            throw corrupt(what, 'it is not a complete zstd frame', error);
        throw error instanceof NoFrame ? corrupt(what, error.message, error) : error;
    }
}
class NoFrame extends Error {
}
function corrupt(what, detail, cause) {
    return new errors/* HoldfastError */.Et({ code: 'corrupt-frame', message: `${what} is damaged: ${detail}.`, cause });
}
function readHeader(view) {
    if (view.getUint32(0, true) !== FRAME_MAGIC)
        throw new NoFrame('it does not begin with a zstd frame');
    const descriptor = view.getUint8(4);
    if ((descriptor & 0b1000) !== 0)
        throw new NoFrame('a reserved bit of its frame header is set');
    const isSingleSegment = (descriptor & 0b100000) !== 0;
    let at = 5;
    const window = isSingleSegment ? 0 : windowOf(view.getUint8(at++));
    const dictionaryBytes = DICTIONARY_BYTES[descriptor & 0b11];
    for (let i = 0; i < dictionaryBytes; i++) {
        if (view.getUint8(at++) !== 0)
            throw new NoFrame('it needs a dictionary');
    }
    const flag = descriptor >>> 6;
    const sizeBytes = flag === 0 && isSingleSegment ? 1 : CONTENT_BYTES[flag];
    const contentBytes = sizeBytes === 0 ? undefined : contentSize(view, at, sizeBytes);
    return {
        headerBytes: at + sizeBytes,
        windowBytes: isSingleSegment ? (contentBytes ?? 0) : window,
        isSingleSegment,
        contentBytes,
        hasChecksum: (descriptor & 0b100) !== 0,
    };
}
function windowOf(descriptor) {
    const base = 2 ** (10 + (descriptor >>> 3));
    return base + (base / 8) * (descriptor & 0b111);
}
function contentSize(view, at, sizeBytes) {
    if (sizeBytes === 1)
        return view.getUint8(at);
    if (sizeBytes === 2)
        return view.getUint16(at, true) + 256;
    if (sizeBytes === 4)
        return view.getUint32(at, true);
    return Number(view.getBigUint64(at, true));
}
/** Steps from block to block: each says how long it is, and the last one that it is the last. */
function endOfBlocks(view, { headerBytes, hasChecksum }) {
    let at = headerBytes;
    for (let isLast = false; !isLast;) {
        const header = view.getUint16(at, true) | (view.getUint8(at + 2) << 16);
        const type = (header >>> 1) & 0b11;
        const size = header >>> 3;
        if (type === BLOCK_RESERVED || size > BLOCK_MAX_BYTES)
            throw new NoFrame('a block in it is of an unknown kind');
        isLast = (header & 1) !== 0;
        at += BLOCK_HEADER_BYTES + (type === BLOCK_RLE ? 1 : size);
    }
    const end = at + (hasChecksum ? CHECKSUM_BYTES : 0);
    if (end > view.byteLength)
        throw new NoFrame('it is truncated');
    return end;
}

;// CONCATENATED MODULE: ./lib/vault/format/zstd.js
/** Encodes and decodes zstd frames, with the same result under every Node. */





/**
 * zstd frames (RFC 8878) by node:zlib. Three traps are closed here. What follows a frame is ignored by Node 24 and
 * decoded too by Node 26, so the frame is measured before. A frame may ask for any amount of memory, so its window is
 * looked at before. And output is collected in 16 KiB pieces if the size is not given.
 */
/** Little endian: https://www.rfc-editor.org/rfc/rfc8878#section-3.1.2 */
const SKIPPABLE_MAGIC = 0x184d2a50;
const SKIPPABLE_HEADER_BYTES = 8;
/** What a frame of so many raw bytes takes at most: ZSTD_compressBound, rounded up. */
function compressBound(rawBytes) {
    return rawBytes + (rawBytes >>> 8) + 1024;
}
function compressOptions(rawBytes, level) {
    return {
        params: { [external_node_zlib_.constants.ZSTD_c_compressionLevel]: level, [external_node_zlib_.constants.ZSTD_c_checksumFlag]: 0 },
        pledgedSrcSize: rawBytes,
        // So that the output is one piece.
        chunkSize: compressBound(rawBytes),
    };
}
function compressSync(raw, level) {
    const stored = (0,external_node_zlib_.zstdCompressSync)(raw, compressOptions(raw.length, level));
    allocatedBytes.set(stored, compressBound(raw.length));
    return stored;
}
function decompressOptions(rawBytes) {
    // Leaves room for one byte more than expected, so that a longer frame is noticed and not cut off.
    return { maxOutputLength: rawBytes + 1, chunkSize: Math.max(64, rawBytes + 1) };
}
/** Decodes exactly one frame: all of `stored` consumed, exactly `rawBytes` out; else `corrupt-frame`. */
function decompressSync(stored, rawBytes, what) {
    checkFrame(stored, rawBytes, what);
    try {
        return checkedLength((0,external_node_zlib_.zstdDecompressSync)(stored, decompressOptions(rawBytes)), rawBytes, what);
    }
    catch (error) {
        throw error instanceof errors/* HoldfastError */.Et ? error : zstd_corrupt(what, (0,errors/* messageOf */.bD)(error), error);
    }
}
/** Decodes the first of several frames, to `maxRawBytes` at most. @throws corrupt-frame */
function decompressFirst(bytes, maxRawBytes, what) {
    const frame = zstdFrame(bytes, what);
    checkMemory(frame, maxRawBytes, what);
    try {
        const raw = (0,external_node_zlib_.zstdDecompressSync)(bytes.subarray(0, frame.storedBytes), { maxOutputLength: maxRawBytes });
        return { raw, storedBytes: frame.storedBytes };
    }
    catch (error) {
        throw error instanceof errors/* HoldfastError */.Et ? error : zstd_corrupt(what, (0,errors/* messageOf */.bD)(error), error);
    }
}
/** Decodes one frame whose size is not recorded, to at most `maxRawBytes`. @throws corrupt-frame */
function decompressUpTo(stored, maxRawBytes, what) {
    const { raw, storedBytes } = decompressFirst(stored, maxRawBytes, what);
    if (storedBytes !== stored.length)
        throw zstd_corrupt(what, followed(stored.length - storedBytes));
    return raw;
}
const decompressAsync = (0,external_node_util_.promisify)(external_node_zlib_.zstdDecompress);
/** The same on node's thread pool. */
async function decompress(stored, rawBytes, what) {
    checkFrame(stored, rawBytes, what);
    try {
        return checkedLength(await decompressAsync(stored, decompressOptions(rawBytes)), rawBytes, what);
    }
    catch (error) {
        throw error instanceof errors/* HoldfastError */.Et ? error : zstd_corrupt(what, (0,errors/* messageOf */.bD)(error), error);
    }
}
/** One frame and nothing else, which takes no more memory than what is recorded of it. */
function checkFrame(stored, rawBytes, what) {
    const frame = zstdFrame(stored, what);
    if (frame.storedBytes !== stored.length)
        throw zstd_corrupt(what, followed(stored.length - frame.storedBytes));
    checkMemory(frame, rawBytes, what);
}
function checkMemory({ isSingleSegment, windowBytes, contentBytes }, rawBytes, what) {
    if (contentBytes !== undefined && contentBytes > rawBytes)
        throw zstd_corrupt(what, `it says that it decodes to ${String(contentBytes)} bytes, more than ${String(rawBytes)}`);
    if (!isSingleSegment && windowBytes > limits/* LIMITS */.b1.windowMaxBytes)
        throw zstd_corrupt(what, `its window has ${String(windowBytes)} bytes, more than ${String(limits/* LIMITS */.b1.windowMaxBytes)}`);
}
function followed(bytes) {
    return `${String(bytes)} bytes follow the frame`;
}
function checkedLength(raw, rawBytes, what) {
    if (raw.length !== rawBytes)
        throw zstd_corrupt(what, `it decodes to ${String(raw.length)} bytes, recorded are ${String(rawBytes)}`);
    return raw;
}
function zstd_corrupt(what, detail, cause) {
    return new errors/* HoldfastError */.Et({ code: 'corrupt-frame', message: `${what} is damaged: ${detail}.`, cause });
}
/** Of buffers that are the start of what was allocated for them: what is compressed well may be a small part of it. */
const allocatedBytes = new WeakMap();
/**
 * Frees the memory of a large buffer at once. Nothing else may use the buffer. Left to the garbage collector, the
 * outputs of a few hundred frames pile up, and each pile costs a collection of everything.
 *
 * Small buffers share a pool, whose size differs from one release of Node to the next; but what lies in a pool always
 * has less than half of it: https://nodejs.org/api/buffer.html#static-method-bufferallocunsafesize
 */
function release(bytes) {
    const memory = bytes.buffer;
    const allocated = allocatedBytes.get(bytes) ?? bytes.byteLength;
    if (memory instanceof ArrayBuffer && allocated * 2 > memory.byteLength)
        memory.transfer(0);
}
/** A frame that every zstd decoder skips: https://www.rfc-editor.org/rfc/rfc8878#section-3.1.2 */
function skippableFrame(content) {
    const frame = Buffer.allocUnsafe(SKIPPABLE_HEADER_BYTES + content.length);
    frame.writeUInt32LE(SKIPPABLE_MAGIC, 0);
    frame.writeUInt32LE(content.length, 4);
    frame.set(content, SKIPPABLE_HEADER_BYTES);
    return frame;
}
function isSkippableFrame(bytes) {
    const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
    return (view.length >= SKIPPABLE_HEADER_BYTES &&
        view.readUInt32LE(0) === SKIPPABLE_MAGIC &&
        view.readUInt32LE(4) === view.length - SKIPPABLE_HEADER_BYTES);
}


/***/ }),

/***/ 80569:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   n: () => (/* binding */ BlobReader)
/* harmony export */ });
/* harmony import */ var _base_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(17594);
/* harmony import */ var _damage_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(57076);
/* harmony import */ var _format_keys_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(58232);
/* harmony import */ var _versions_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(46188);
/** Reads packs and parts by hash, from older S3 versions if need be. */




/**
 * Reads packs and parts by what a root says of them. Identity is the hash: where the current S3 version is gone or
 * wrong, any version of that key with the hash in it is read (docs/format.md, rule 2).
 */
class BlobReader {
    store;
    objects;
    /** S3 versions found to hold the recorded bytes where the current one does not. */
    goodVersions = new Map();
    /** Keys whose current S3 version has the recorded size, and right bytes wherever it was read. */
    current = new Set();
    /** Keys that were read from another S3 version than the current one. */
    fallbacks = new Set();
    constructor(store, objects) {
        this.store = store;
        this.objects = new Map(objects.map((object) => [object.key, object]));
    }
    /**
     * Bytes [offset, offset + length) of an object, passed through `check`, which throws on wrong bytes and whose value is
     * returned.
     * @throws object-lost if no S3 version holds the recorded bytes
     */
    async read(key, offset, length, check, signal) {
        const range = { offset, length, signal };
        const known = this.goodVersions.get(key);
        if (known === undefined) {
            try {
                return await this.readCurrent(key, range, check);
            }
            catch (error) {
                if (!(0,_damage_js__WEBPACK_IMPORTED_MODULE_1__/* .isLoss */ .Q2)(error))
                    throw error;
                this.goodVersions.set(key, this.findGoodVersion(key, error, signal));
            }
        }
        const versionId = await this.goodVersions.get(key);
        this.fallbacks.add(key);
        return check((await this.store.get(key, { ...range, versionId })).body);
    }
    async readCurrent(key, range, check) {
        const { body, objectBytes } = await this.store.get(key, range);
        const object = this.objects.get(key);
        if (object !== undefined && objectBytes !== object.sizeBytes) {
            throw new _base_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .HoldfastError */ .Et({
                code: 'object-truncated',
                message: `${key} has ${String(objectBytes)} bytes, and ${String(object.sizeBytes)} were recorded.`,
            });
        }
        const value = await check(body);
        this.current.add(key);
        return value;
    }
    async findGoodVersion(key, cause, signal) {
        const object = this.objects.get(key);
        if (object === undefined)
            throw new Error(`${key} is not among the objects of the snapshot`);
        const candidates = [];
        const unlisted = await (0,_damage_js__WEBPACK_IMPORTED_MODULE_1__/* .ifServed */ .Pk)(async () => {
            for await (const { versionId, isDeleteMarker, sizeBytes } of (0,_versions_js__WEBPACK_IMPORTED_MODULE_3__/* .versionsOfKey */ .cx)(this.store, key, signal)) {
                if (!isDeleteMarker && sizeBytes === object.sizeBytes)
                    candidates.push(versionId);
            }
        });
        for (const versionId of candidates) {
            const { body } = await this.store.get(key, { versionId, signal });
            if ((0,_format_keys_js__WEBPACK_IMPORTED_MODULE_2__/* .isNameOf */ .b_)(key, body))
                return versionId;
        }
        throw new _base_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .HoldfastError */ .Et({
            code: 'object-lost',
            message: `No S3 version of ${key} holds the recorded bytes.`,
            why: [(0,_base_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .messageOf */ .bD)(cause), unlisted?.why].filter((text) => text !== undefined).join(' '),
            fix: 'Restore another snapshot, or put the object back from a copy of the bucket.',
            cause,
        });
    }
}


/***/ }),

/***/ 57076:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   GZ: () => (/* binding */ isUnreadable),
/* harmony export */   NM: () => (/* binding */ isUnseen),
/* harmony export */   Pk: () => (/* binding */ ifServed),
/* harmony export */   Q2: () => (/* binding */ isLoss),
/* harmony export */   wZ: () => (/* binding */ unreadableKind)
/* harmony export */ });
/* harmony import */ var _base_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(17594);

const KINDS = {
    'object-lost': 'lost',
    'object-not-found': 'lost',
    'object-truncated': 'damaged',
    'object-too-large': 'damaged',
    'corrupt-root': 'damaged',
    'corrupt-frame': 'damaged',
    'corrupt-fragment': 'damaged',
    'corrupt-segment': 'damaged',
    'corrupt-pack': 'damaged',
    'corrupt-map': 'damaged',
    'corrupt-tree': 'damaged',
    'corrupt-mark': 'damaged',
    'corrupt-state': 'damaged',
    'newer-format': 'newer',
    'access-denied': 'forbidden',
    'kms-failed': 'forbidden',
    'object-archived': 'archived',
};
/** undefined for every other error: nothing is known of the object then, and the error is to be thrown on. */
function unreadableKind(error) {
    return error instanceof _base_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .HoldfastError */ .Et && Object.hasOwn(KINDS, error.code) ? KINDS[error.code] : undefined;
}
/** Whether this one object cannot be read, for any of the reasons; others may well be. */
function isUnreadable(error) {
    return unreadableKind(error) !== undefined;
}
/** Whether the right bytes are not there: lost or damaged. Another S3 version of the key may still hold them. */
function isLoss(error) {
    const kind = unreadableKind(error);
    return kind === 'lost' || kind === 'damaged';
}
/** Whether bytes may be there that this run cannot look at: forbidden or archived. */
function isUnseen(error) {
    const kind = unreadableKind(error);
    return kind === 'forbidden' || kind === 'archived';
}
/**
 * Does what only a server with S3 versions can do. What lists them elsewhere finds none: then an object of which no other
 * bytes are known is lost, and others are read on.
 * @returns the error of a server that does not serve it
 */
async function ifServed(work) {
    try {
        await work();
        return undefined;
    }
    catch (error) {
        if (error instanceof _base_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .HoldfastError */ .Et && error.code === 'not-implemented')
            return error;
        throw error;
    }
}


/***/ }),

/***/ 37359:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   J5: () => (/* binding */ quarantinedIds),
/* harmony export */   Lx: () => (/* binding */ writeMark),
/* harmony export */   Mp: () => (/* binding */ readMark),
/* harmony export */   T5: () => (/* binding */ lastVerified),
/* harmony export */   bg: () => (/* binding */ isReadInFull),
/* harmony export */   mC: () => (/* binding */ lastVerifiedAt),
/* harmony export */   nu: () => (/* binding */ readMarkFacts),
/* harmony export */   os: () => (/* binding */ VERIFY_LEVELS),
/* harmony export */   rD: () => (/* binding */ listMarks)
/* harmony export */ });
/* harmony import */ var valibot__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(77934);
/* harmony import */ var _base_async_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(95589);
/* harmony import */ var _base_errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(17594);
/* harmony import */ var _base_limits_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(50453);
/* harmony import */ var _damage_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(57076);
/* harmony import */ var _format_keys_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(58232);
/** Marks: what was learned of a snapshot after it was committed. */






const bodySchema = valibot__WEBPACK_IMPORTED_MODULE_5__/* .looseObject */ ._H3({
    /** Why a person set it. */
    reason: valibot__WEBPACK_IMPORTED_MODULE_5__/* .optional */ .lqM(valibot__WEBPACK_IMPORTED_MODULE_5__/* .string */ .YjP()),
    /** `verified`: how deep. */
    level: valibot__WEBPACK_IMPORTED_MODULE_5__/* .optional */ .lqM(valibot__WEBPACK_IMPORTED_MODULE_5__/* .string */ .YjP()),
    /** `label`: the labels added. */
    labels: valibot__WEBPACK_IMPORTED_MODULE_5__/* .optional */ .lqM(valibot__WEBPACK_IMPORTED_MODULE_5__/* .array */ .YOg(valibot__WEBPACK_IMPORTED_MODULE_5__/* .string */ .YjP())),
    /** `hold`: a later one with true ends it. */
    released: valibot__WEBPACK_IMPORTED_MODULE_5__/* .optional */ .lqM(valibot__WEBPACK_IMPORTED_MODULE_5__/* .boolean */ .zMY()),
});
/**
 * Marks of a series, or of one snapshot, oldest first within a snapshot and kind; one request a thousand.
 *
 * @param options.from a snapshot's id: only marks of it and of later ones
 */
async function listMarks(store, series, options = {}) {
    const { id, from, signal } = options;
    const place = {
        ...(from !== undefined && { startAfter: (0,_format_keys_js__WEBPACK_IMPORTED_MODULE_4__/* .marksPrefix */ .X5)(series) + from }),
        signal,
    };
    const found = [];
    for await (const { objects } of store.list((0,_format_keys_js__WEBPACK_IMPORTED_MODULE_4__/* .marksPrefix */ .X5)(series, id), place)) {
        for (const { key } of objects) {
            const parsed = (0,_format_keys_js__WEBPACK_IMPORTED_MODULE_4__/* .parseMarkKey */ .GE)(key);
            if (parsed?.series === series)
                found.push({ ...parsed, key });
        }
    }
    return found;
}
/** What the mark says beyond its key. @throws corrupt-mark */
async function readMark(store, mark, signal) {
    const { body } = await store.get(mark.key, {
        offset: 0,
        length: _base_limits_js__WEBPACK_IMPORTED_MODULE_2__/* .LIMITS */ .b1.markMaxBytes,
        upTo: true,
        signal,
    });
    try {
        return valibot__WEBPACK_IMPORTED_MODULE_5__/* .parse */ .qgA(bodySchema, JSON.parse(body.toString('utf8')));
    }
    catch (cause) {
        throw new _base_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .HoldfastError */ .Et({ code: 'corrupt-mark', message: `Mark ${mark.key} is not what a mark should be.`, cause });
    }
}
/** @param utc S3's clock */
async function writeMark(store, snapshot, kind, utc, body, signal) {
    const key = (0,_format_keys_js__WEBPACK_IMPORTED_MODULE_4__/* .markKey */ .rI)(snapshot.series, snapshot.id, kind, utc);
    await store.putNew(key, Buffer.from(JSON.stringify(body)), { signal });
}
/** Ids of the snapshots that must not be used by themselves: neither `latest` nor a parent. */
function quarantinedIds(marks) {
    return new Set(marks.filter(({ kind }) => kind === 'quarantine').map(({ id }) => id));
}
const VERIFY_LEVELS = ['metadata', 'sample', 'full', 'restore'];
const BODIES_IN_FLIGHT = 16;
/** Marks of one kind that are read of one snapshot, the newest: a series that has stopped is verified again every day. */
const READ_OF_A_KIND = { verified: 4, others: 64 };
/** Reads what the marks say, by snapshot id; one request a mark. A mark that cannot be read says what its key says. */
async function readMarkFacts(store, marks, signal) {
    const kinds = Map.groupBy(marks.filter(({ kind }) => kind !== 'readmitted' && kind !== 'proof'), ({ id, kind }) => `${kind} ${id}`);
    const read = [...kinds.values()].flatMap((list) => list.slice(list[0]?.kind === 'verified' ? -READ_OF_A_KIND.verified : -READ_OF_A_KIND.others));
    const said = await (0,_base_async_js__WEBPACK_IMPORTED_MODULE_0__/* .mapBounded */ .yJ)(read, BODIES_IN_FLIGHT, async (mark) => ({
        mark,
        body: await readOrNothing(store, mark, signal),
    }));
    return new Map([...Map.groupBy(said, ({ mark }) => mark.id)].map(([id, list]) => [id, combineMarks(list)]));
}
/** When a snapshot of the series was last verified. */
function lastVerifiedAt(marks) {
    return marks
        .filter(({ kind }) => kind === 'verified')
        .map(({ utc }) => utc)
        .reduce((last, utc) => (last === undefined || utc > last ? utc : last), undefined);
}
/** The last of the `verified` marks of each snapshot, by its id: as many as are ever read. */
function lastVerified(marks) {
    const verified = Map.groupBy(marks.filter(({ kind }) => kind === 'verified'), ({ id }) => id);
    return new Map([...verified].map(([id, list]) => [id, list.slice(-READ_OF_A_KIND.verified)]));
}
/**
 * Levels at which every byte of a snapshot was read, decoded and held against its hashes: `sample` reads a part of it, and
 * `metadata` none.
 */
const IN_FULL = ['full', 'restore'];
/** Whether one of the `verified` marks says that the snapshot was read in full; one request a mark, the newest first. */
async function isReadInFull(store, verified, signal) {
    for (const mark of verified.toReversed()) {
        const { level } = await readOrNothing(store, mark, signal);
        if (level !== undefined && IN_FULL.includes(level))
            return true;
    }
    return false;
}
async function readOrNothing(store, mark, signal) {
    try {
        return await readMark(store, mark, signal);
    }
    catch (error) {
        if ((0,_damage_js__WEBPACK_IMPORTED_MODULE_3__/* .isUnreadable */ .GZ)(error))
            return {};
        throw error;
    }
}
function combineMarks(said) {
    const of = (kind) => said.filter(({ mark }) => mark.kind === kind).sort((a, b) => a.mark.utc.getTime() - b.mark.utc.getTime());
    const reasonOf = (marks) => marks.length === 0 ? undefined : (marks.at(-1)?.body.reason ?? '');
    const levels = of('verified').map(({ mark, body }) => ({ level: body.level ?? 'unknown', utc: mark.utc }));
    // Of one level the newest comes last, and the sort keeps the order of equals.
    const verified = levels.sort((a, b) => depthOf(a.level) - depthOf(b.level)).at(-1);
    return {
        verified,
        labels: [...new Set(of('label').flatMap(({ body }) => body.labels ?? []))],
        hold: reasonOf(heldBy(of('hold'))),
        acknowledged: reasonOf(of('acknowledged')),
        quarantine: reasonOf(of('quarantine')),
    };
}
function depthOf(level) {
    return VERIFY_LEVELS.findIndex((known) => known === level);
}
/** Holds that no release came after. Of the same second, both count as a hold: keys have no finer order. */
function heldBy(marks) {
    const released = Math.max(...marks.map(({ mark, body }) => (body.released === true ? mark.utc.getTime() : -Infinity)));
    return marks.filter(({ mark, body }) => body.released !== true && mark.utc.getTime() >= released);
}


/***/ }),

/***/ 17909:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Q6: () => (/* binding */ removedByPrune),
/* harmony export */   _2: () => (/* binding */ readPruneState),
/* harmony export */   mt: () => (/* binding */ KeyNumbers),
/* harmony export */   zN: () => (/* binding */ writePruneState)
/* harmony export */ });
/* harmony import */ var valibot__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(77934);
/* harmony import */ var _base_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(17594);
/* harmony import */ var _base_limits_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(50453);
/* harmony import */ var _format_keys_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(58232);
/* harmony import */ var _vault_state_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(9357);
/** What prune keeps for its next run, and for others to read. */





/**
 * What prune keeps for its next run, and for others to read (`v1/state/prune/`): what it learned of roots, so that they
 * need not be read again, and which roots it took out. The id of a root is the hash of its bytes, so that what was learned
 * of it stays true.
 */
const count = valibot__WEBPACK_IMPORTED_MODULE_4__/* .pipe */ .FsL(valibot__WEBPACK_IMPORTED_MODULE_4__/* .number */ .aig(), valibot__WEBPACK_IMPORTED_MODULE_4__/* .safeInteger */ .Y2b(), valibot__WEBPACK_IMPORTED_MODULE_4__/* .minValue */ .Wwf(0));
const removalSchema = valibot__WEBPACK_IMPORTED_MODULE_4__/* .object */ .Ikc({
    series: valibot__WEBPACK_IMPORTED_MODULE_4__/* .pipe */ .FsL(valibot__WEBPACK_IMPORTED_MODULE_4__/* .string */ .YjP(), valibot__WEBPACK_IMPORTED_MODULE_4__/* .check */ .z6Y(_format_keys_js__WEBPACK_IMPORTED_MODULE_2__/* .isSeries */ ._k, 'not a series')),
    id: valibot__WEBPACK_IMPORTED_MODULE_4__/* .pipe */ .FsL(valibot__WEBPACK_IMPORTED_MODULE_4__/* .string */ .YjP(), valibot__WEBPACK_IMPORTED_MODULE_4__/* .check */ .z6Y(_format_keys_js__WEBPACK_IMPORTED_MODULE_2__/* .isSnapshotId */ .Yr, 'not a snapshot id')),
    /** S3's time, ISO. */
    at: valibot__WEBPACK_IMPORTED_MODULE_4__/* .pipe */ .FsL(valibot__WEBPACK_IMPORTED_MODULE_4__/* .string */ .YjP(), valibot__WEBPACK_IMPORTED_MODULE_4__/* .isoTimestamp */ .yhX()),
    /** Of one that was taken out by its id. */
    reason: valibot__WEBPACK_IMPORTED_MODULE_4__/* .optional */ .lqM(valibot__WEBPACK_IMPORTED_MODULE_4__/* .string */ .YjP()),
});
const removalsSchema = valibot__WEBPACK_IMPORTED_MODULE_4__/* .object */ .Ikc({
    /** Roots under a delete marker of prune's, or that it was about to mark; the record is written first. */
    removed: valibot__WEBPACK_IMPORTED_MODULE_4__/* .array */ .YOg(removalSchema),
});
const stateSchema = valibot__WEBPACK_IMPORTED_MODULE_4__/* .object */ .Ikc({
    /** Keys of all packs and parts that the roots name. */
    keys: valibot__WEBPACK_IMPORTED_MODULE_4__/* .array */ .YOg(valibot__WEBPACK_IMPORTED_MODULE_4__/* .pipe */ .FsL(valibot__WEBPACK_IMPORTED_MODULE_4__/* .string */ .YjP(), valibot__WEBPACK_IMPORTED_MODULE_4__/* .check */ .z6Y((key) => (0,_format_keys_js__WEBPACK_IMPORTED_MODULE_2__/* .parseBlobKey */ .QK)(key) !== undefined, 'not a pack or part'))),
    roots: valibot__WEBPACK_IMPORTED_MODULE_4__/* .array */ .YOg(valibot__WEBPACK_IMPORTED_MODULE_4__/* .object */ .Ikc({
        key: valibot__WEBPACK_IMPORTED_MODULE_4__/* .pipe */ .FsL(valibot__WEBPACK_IMPORTED_MODULE_4__/* .string */ .YjP(), valibot__WEBPACK_IMPORTED_MODULE_4__/* .check */ .z6Y((key) => (0,_format_keys_js__WEBPACK_IMPORTED_MODULE_2__/* .parseRootKey */ .tv)(key) !== undefined, 'not a root')),
        complete: valibot__WEBPACK_IMPORTED_MODULE_4__/* .boolean */ .zMY(),
        anomaly: valibot__WEBPACK_IMPORTED_MODULE_4__/* .boolean */ .zMY(),
        labels: valibot__WEBPACK_IMPORTED_MODULE_4__/* .array */ .YOg(valibot__WEBPACK_IMPORTED_MODULE_4__/* .string */ .YjP()),
        kind: valibot__WEBPACK_IMPORTED_MODULE_4__/* .string */ .YjP(),
        files: count,
        bytes: count,
        /** Indices in `keys`. */
        objects: valibot__WEBPACK_IMPORTED_MODULE_4__/* .array */ .YOg(count),
    })),
    ...removalsSchema.entries,
});
/** Numbers for keys: thousands of roots name the same objects. */
class KeyNumbers {
    numbers = new Map();
    keys = [];
    /** The number of a key, a new one if it has none. */
    of(key) {
        const known = this.numbers.get(key);
        if (known !== undefined)
            return known;
        this.numbers.set(key, this.keys.length);
        return this.keys.push(key) - 1;
    }
    known(key) {
        return this.numbers.get(key);
    }
    key(number) {
        const key = this.keys[number];
        if (key === undefined)
            throw new RangeError(`there is no key ${String(number)}`);
        return key;
    }
    get size() {
        return this.keys.length;
    }
}
/**
 * @param numbers gets the keys of what the remembered roots name
 * @throws corrupt-state
 */
async function readPruneState(store, numbers, signal) {
    const { newest: state, older } = await readRecent(store, stateSchema, signal);
    const roots = new Map();
    const translation = Uint32Array.from(state?.keys ?? [], (key) => numbers.of(key));
    for (const { key, objects, ...facts } of state?.roots ?? []) {
        if (objects.some((index) => index >= translation.length))
            throw new _base_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .HoldfastError */ .Et({
                code: 'corrupt-state',
                message: `What prune noted of ${key} in its last run is damaged: it names an object that is not there.`,
                fix: 'Delete the newest object below v1/state/prune/: the next run begins afresh.',
            });
        roots.set(key, { ...facts, objects: Uint32Array.from(objects, (index) => translation[index]) });
    }
    return { roots, removed: newestOfEach([...older, ...(state === undefined ? [] : [state])]) };
}
/** Of two prunes at once neither has read what the other notes: what was removed stands in both. */
function readRecent(store, newest, signal) {
    const schemas = { newest, older: removalsSchema };
    return (0,_vault_state_js__WEBPACK_IMPORTED_MODULE_3__/* .readRecentStates */ .EJ)(store, 'prune', schemas, _base_limits_js__WEBPACK_IMPORTED_MODULE_1__/* .LIMITS */ .b1.graceSeconds, signal);
}
function newestOfEach(documents) {
    const byKey = new Map();
    const all = documents.flatMap(({ removed }) => removed);
    for (const removal of all.toSorted((a, b) => (a.at < b.at ? -1 : 1)))
        byKey.set((0,_format_keys_js__WEBPACK_IMPORTED_MODULE_2__/* .rootKey */ .eO)(removal.series, removal.id), removal);
    return [...byKey.values()];
}
/** Root keys that prune took out, for those who ask whether a delete marker is its own; one LIST, and a GET for each prune of the last days. */
async function removedByPrune(store, signal) {
    const { newest, older } = await readRecent(store, removalsSchema, signal);
    const removed = newestOfEach([...older, ...(newest === undefined ? [] : [newest])]);
    return new Map(removed.map((removal) => [(0,_format_keys_js__WEBPACK_IMPORTED_MODULE_2__/* .rootKey */ .eO)(removal.series, removal.id), removal]));
}
/** @param utc S3's clock */
async function writePruneState(store, utc, { roots, removed }, numbers, signal) {
    const used = new KeyNumbers();
    const rows = [...roots].map(([key, { objects, ...facts }]) => ({
        key,
        ...facts,
        objects: Array.from(objects, (number) => used.of(numbers.key(number))),
    }));
    const keys = Array.from({ length: used.size }, (_, number) => used.key(number));
    await (0,_vault_state_js__WEBPACK_IMPORTED_MODULE_3__/* .writeState */ .Jq)(store, 'prune', utc, { keys, roots: rows, removed }, signal);
}


/***/ }),

/***/ 64626:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   ed: () => (/* binding */ learnRoots),
/* harmony export */   jp: () => (/* binding */ listRootPlaces),
/* harmony export */   qV: () => (/* binding */ listRoots),
/* harmony export */   yI: () => (/* binding */ readPlace)
/* harmony export */ });
/* harmony import */ var _base_async_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(95589);
/* harmony import */ var _base_errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(17594);
/* harmony import */ var _base_limits_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(50453);
/* harmony import */ var _damage_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(57076);
/* harmony import */ var _format_keys_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(58232);
/* harmony import */ var _prune_state_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(17909);
/* harmony import */ var _format_root_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(57026);
/* harmony import */ var _snapshots_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(56572);
/* harmony import */ var _versions_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(46188);
/** The roots of a vault with their S3 versions. */









/** Root keys with their S3 versions, in key order; one request a thousand S3 versions. Keys without bytes are left out. */
async function listRootPlaces(store, prefix = 'v1/roots/', signal, startAfter) {
    return (await listRoots(store, prefix, signal, startAfter)).places;
}
/** The same, and the keys of which anything is left, a delete marker alone included. */
async function listRoots(store, prefix = 'v1/roots/', signal, startAfter) {
    const byKey = new Map();
    await (0,_versions_js__WEBPACK_IMPORTED_MODULE_8__/* .collectVersions */ ._M)(byKey, store, [prefix], { startAfter, signal });
    return { places: [...byKey].flatMap(([key, ofKey]) => placeOf(key, ofKey) ?? []), keys: new Set(byKey.keys()) };
}
function placeOf(key, versions) {
    const parsed = (0,_format_keys_js__WEBPACK_IMPORTED_MODULE_4__/* .parseRootKey */ .tv)(key);
    const stored = (0,_versions_js__WEBPACK_IMPORTED_MODULE_8__/* .withBytes */ .Y9)(versions);
    const [newest] = stored;
    const newestInfo = newest === undefined ? undefined : infoOf(newest);
    if (parsed === undefined || newest === undefined || newestInfo === undefined)
        return undefined;
    const isDeleted = versions.some(({ isLatest, isDeleteMarker }) => isLatest && isDeleteMarker);
    // The one on top counts whatever its time: some servers (versitygw) give what it covers the time of the deletion, or a later.
    const markers = versions.filter((each) => each.isDeleteMarker && (each.isLatest || each.lastModified >= newest.lastModified));
    return {
        key,
        ...parsed,
        utc: newestInfo.utc,
        sizeBytes: newest.sizeBytes,
        lastModified: newest.lastModified,
        versions: stored.map(({ versionId, sizeBytes }) => ({ versionId, sizeBytes })),
        deletedAt: isDeleted ? markers.map(({ lastModified }) => lastModified).toSorted((a, b) => +a - +b)[0] : undefined,
        timeTrusted: stored.some((version) => infoOf(version)?.timeTrusted === true),
        newestTrusted: newestInfo.timeTrusted,
    };
}
function infoOf(version) {
    return (0,_snapshots_js__WEBPACK_IMPORTED_MODULE_7__/* .snapshotInfo */ .bX)({ ...version, etag: '', storageClass: undefined });
}
/**
 * The root whose hash is in its key, whole and checked; of a live one the current S3 version, of a deleted one the newest
 * that is right.
 * @throws corrupt-root, newer-format, object-not-found
 */
async function readPlace(store, place, signal) {
    const { key, versions, deletedAt } = place;
    const tried = deletedAt === undefined ? versions.slice(0, 1) : versions;
    let failure;
    for (const { versionId, sizeBytes } of tried) {
        try {
            if (sizeBytes > _base_limits_js__WEBPACK_IMPORTED_MODULE_2__/* .LIMITS */ .b1.rootMaxBytes)
                throw tooLarge(place.id, sizeBytes);
            const { body } = await store.get(key, { versionId, signal });
            return (0,_format_root_js__WEBPACK_IMPORTED_MODULE_6__/* .decodeRoot */ .HK)(place, body);
        }
        catch (error) {
            if (!(0,_damage_js__WEBPACK_IMPORTED_MODULE_3__/* .isUnreadable */ .GZ)(error))
                throw error;
            failure ??= error;
        }
    }
    throw failure;
}
function tooLarge(id, sizeBytes) {
    const message = `Snapshot ${id} is damaged: its root has ${String(sizeBytes)} bytes, more than any may have.`;
    return new _base_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .HoldfastError */ .Et({ code: 'corrupt-root', message });
}
/** Roots in memory at once: most have some 100 KiB, none more than LIMITS.rootMaxBytes. */
const READS_IN_FLIGHT = 16;
const LARGE_BYTES = 2 * _base_limits_js__WEBPACK_IMPORTED_MODULE_2__/* .MiB */ .lv;
/**
 * What prune has to know of each root: what was noted of it before, else by reading it. A key that more than one S3 version
 * with bytes has is read in any case, since its current bytes may be others.
 */
async function learnRoots(store, places, known, numbers, signal) {
    const facts = new Map();
    const unreadable = new Map();
    const unknown = [];
    for (const place of places) {
        const noted = place.versions.length === 1 ? known.get(place.key) : undefined;
        if (noted === undefined)
            unknown.push(place);
        else
            facts.set(place.key, noted);
    }
    const learn = async (place) => {
        try {
            facts.set(place.key, factsOf(await readPlace(store, place, signal), numbers));
        }
        catch (error) {
            if (!(0,_damage_js__WEBPACK_IMPORTED_MODULE_3__/* .isUnreadable */ .GZ)(error))
                throw error;
            unreadable.set(place.key, error);
        }
    };
    const isLarge = ({ sizeBytes }) => sizeBytes > LARGE_BYTES;
    await (0,_base_async_js__WEBPACK_IMPORTED_MODULE_0__/* .mapBounded */ .yJ)(unknown.filter((place) => !isLarge(place)), READS_IN_FLIGHT, learn);
    await (0,_base_async_js__WEBPACK_IMPORTED_MODULE_0__/* .mapBounded */ .yJ)(unknown.filter(isLarge), 1, learn);
    return { facts, unreadable, readCount: unknown.length };
}
function factsOf({ header, objects }, numbers) {
    const { status, anomaly, labels, counts, source } = header;
    return {
        complete: status === 'complete',
        anomaly: anomaly !== undefined,
        labels,
        kind: source.kind,
        files: counts['files'] ?? 0,
        bytes: counts['bytes'] ?? 0,
        objects: Uint32Array.from(objects, ({ key }) => numbers.of(key)),
    };
}


/***/ }),

/***/ 7269:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   OI: () => (/* binding */ isForged),
/* harmony export */   Sg: () => (/* binding */ readRootHeader),
/* harmony export */   XD: () => (/* binding */ readRoot)
/* harmony export */ });
/* harmony import */ var _base_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(17594);
/* harmony import */ var _base_limits_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(50453);
/* harmony import */ var _damage_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(57076);
/* harmony import */ var _format_keys_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(58232);
/* harmony import */ var _format_root_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(57026);
/* harmony import */ var _versions_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(46188);
/** Reads a root, again if need be, and from older S3 versions. */






/** @throws corrupt-root, newer-format, object-not-found, object-archived, access-denied, ...: see damage.ts */
async function readRoot(store, key, options = {}) {
    try {
        return await readWhole(store, key, options);
    }
    catch (error) {
        if (options.versionId !== undefined)
            throw error;
        return readElsewhere(store, key, error, options);
    }
}
/** One request as a rule: the first bytes of the root. Checked against the id as well where they are all of it. */
async function readRootHeader(store, key, options = {}) {
    try {
        return await readStart(store, key, options.signal);
    }
    catch (error) {
        return (await readElsewhere(store, key, error, options)).header;
    }
}
async function readWhole(store, key, { versionId, signal }) {
    const { body } = await store.get((0,_format_keys_js__WEBPACK_IMPORTED_MODULE_3__/* .rootKey */ .eO)(key.series, key.id), {
        ...(versionId !== undefined && { versionId }),
        signal,
    });
    return decodeNamed(key, body);
}
/** Errors about bytes that have the hash in the name of their key: no other S3 version can be what belongs there. */
const isFinal = new WeakSet();
function decodeNamed(key, body) {
    try {
        return (0,_format_root_js__WEBPACK_IMPORTED_MODULE_4__/* .decodeRoot */ .HK)(key, body);
    }
    catch (error) {
        if ((0,_damage_js__WEBPACK_IMPORTED_MODULE_2__/* .isLoss */ .Q2)(error) && (0,_format_keys_js__WEBPACK_IMPORTED_MODULE_3__/* .isNameOf */ .b_)((0,_format_keys_js__WEBPACK_IMPORTED_MODULE_3__/* .rootKey */ .eO)(key.series, key.id), body))
            isFinal.add(error);
        throw error;
    }
}
async function readStart(store, key, signal) {
    const { series, id } = key;
    const range = { offset: 0, length: _base_limits_js__WEBPACK_IMPORTED_MODULE_1__/* .LIMITS */ .b1.rootPrefixBytes, upTo: true, signal };
    const { body, objectBytes } = await store.get((0,_format_keys_js__WEBPACK_IMPORTED_MODULE_3__/* .rootKey */ .eO)(series, id), range);
    if (objectBytes > _base_limits_js__WEBPACK_IMPORTED_MODULE_1__/* .LIMITS */ .b1.rootMaxBytes)
        throw damaged(id, `its root has ${String(objectBytes)} bytes`);
    const header = body.length === objectBytes ? decodeNamed(key, body).header : (0,_format_root_js__WEBPACK_IMPORTED_MODULE_4__/* .decodeHeader */ .E2)(id, body).header;
    if (header.series !== series)
        throw damaged(id, `it says that it belongs to series ${header.series}`);
    return header;
}
function damaged(id, detail) {
    return new _base_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .HoldfastError */ .Et({ code: 'corrupt-root', message: `Snapshot ${id} is damaged: ${detail}.` });
}
/** @throws `failure` if nothing better is found */
async function readElsewhere(store, key, failure, options) {
    if ((!(0,_damage_js__WEBPACK_IMPORTED_MODULE_2__/* .isLoss */ .Q2)(failure) && !(0,_damage_js__WEBPACK_IMPORTED_MODULE_2__/* .isUnseen */ .NM)(failure)) || isFinal.has(failure))
        throw failure;
    if ((0,_damage_js__WEBPACK_IMPORTED_MODULE_2__/* .isLoss */ .Q2)(failure)) {
        try {
            return await readWhole(store, key, options);
        }
        catch (error) {
            if ((!(0,_damage_js__WEBPACK_IMPORTED_MODULE_2__/* .isLoss */ .Q2)(error) && !(0,_damage_js__WEBPACK_IMPORTED_MODULE_2__/* .isUnseen */ .NM)(error)) || isFinal.has(error))
                throw error;
        }
    }
    const body = await findRightBytes(store, (0,_format_keys_js__WEBPACK_IMPORTED_MODULE_3__/* .rootKey */ .eO)(key.series, key.id), !(0,_damage_js__WEBPACK_IMPORTED_MODULE_2__/* .isUnseen */ .NM)(failure), options.signal);
    if (body === undefined)
        throw failure;
    options.onCovered?.(failure);
    return (0,_format_root_js__WEBPACK_IMPORTED_MODULE_4__/* .decodeRoot */ .HK)(key, body);
}
/** S3 versions of one key that are read at most: whoever may write could put any number there. */
const VERSIONS_READ = 16;
/**
 * Bytes with the hash in the name of the key, from any of its S3 versions: the oldest first, since what was written first is
 * what the name was made for. undefined if there are none, if the key is deleted, or if its versions may not be listed.
 *
 * @param withCurrent false where the current version may not be read: to read it by its version id would only hide that a
 *   right is missing
 */
async function findRightBytes(store, key, withCurrent, signal) {
    const versions = await knownVersions(store, key, signal);
    if (versions.some(({ isLatest, isDeleteMarker }) => isLatest && isDeleteMarker))
        return undefined;
    const candidates = versions
        .filter(({ isLatest, isDeleteMarker, sizeBytes }) => {
        return !isDeleteMarker && sizeBytes <= _base_limits_js__WEBPACK_IMPORTED_MODULE_1__/* .LIMITS */ .b1.rootMaxBytes && (withCurrent || !isLatest);
    })
        .toSorted((a, b) => a.lastModified.getTime() - b.lastModified.getTime());
    for (const { versionId } of candidates.slice(0, VERSIONS_READ)) {
        try {
            const { body } = await store.get(key, { versionId, signal });
            if ((0,_format_keys_js__WEBPACK_IMPORTED_MODULE_3__/* .isNameOf */ .b_)(key, body))
                return body;
        }
        catch (error) {
            if (!(0,_damage_js__WEBPACK_IMPORTED_MODULE_2__/* .isUnreadable */ .GZ)(error))
                throw error;
        }
    }
    return undefined;
}
async function knownVersions(store, key, signal) {
    const found = [];
    try {
        for await (const version of (0,_versions_js__WEBPACK_IMPORTED_MODULE_5__/* .versionsOfKey */ .cx)(store, key, signal))
            found.push(version);
    }
    catch (error) {
        if (!(error instanceof _base_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .HoldfastError */ .Et && ['access-denied', 'not-implemented'].includes(error.code)))
            throw error;
    }
    return found;
}
/**
 * Whether what lies under a root's key never was a snapshot: it has the hash in its name, so that nothing else ever
 * belonged there, and it is no root of any version; or it is larger than a root may be, and no S3 version is smaller. A
 * snapshot that was lost or damaged is not taken for one of these.
 */
async function isForged(store, key, failure, signal) {
    if ((0,_damage_js__WEBPACK_IMPORTED_MODULE_2__/* .unreadableKind */ .wZ)(failure) !== 'damaged')
        return false;
    const name = (0,_format_keys_js__WEBPACK_IMPORTED_MODULE_3__/* .rootKey */ .eO)(key.series, key.id);
    try {
        const { body } = await store.get(name, { signal });
        return (0,_format_keys_js__WEBPACK_IMPORTED_MODULE_3__/* .isNameOf */ .b_)(name, body);
    }
    catch (error) {
        if (!(0,_damage_js__WEBPACK_IMPORTED_MODULE_2__/* .isUnreadable */ .GZ)(error))
            throw error;
        if (error.code !== 'object-too-large')
            return false;
        const versions = await knownVersions(store, name, signal);
        return versions.length > 0 && versions.every((each) => each.isDeleteMarker || each.sizeBytes > _base_limits_js__WEBPACK_IMPORTED_MODULE_1__/* .LIMITS */ .b1.rootMaxBytes);
    }
}


/***/ }),

/***/ 6971:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   As: () => (/* binding */ isComplete),
/* harmony export */   Cb: () => (/* binding */ findSnapshot),
/* harmony export */   M5: () => (/* binding */ onlyUnreadable),
/* harmony export */   yv: () => (/* binding */ originOf)
/* harmony export */ });
/* unused harmony export parseSelector */
/* harmony import */ var _base_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(17594);
/* harmony import */ var _base_text_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(58566);
/* harmony import */ var _damage_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(57076);
/* harmony import */ var _format_keys_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(58232);
/* harmony import */ var _marks_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(37359);
/* harmony import */ var _format_root_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(57026);
/* harmony import */ var _root_reader_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(7269);
/* harmony import */ var _snapshots_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(56572);
/* harmony import */ var _versions_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(46188);
/** From a version as the user writes it to one snapshot. */









const FORMS = 'latest, latest~N, a snapshot id or a start of it (6 characters of either half), tag:LABEL, sha:COMMIT, ' +
    'ref:BRANCH-OR-TAG, run:RUN-ID, before:TIME (2026-11-23, 2026-11-23T01:02:03Z or 7d), s3:VERSION-ID';
const UNIT_MS = { s: 1e3, m: 6e4, h: 36e5, d: 864e5, w: 7 * 864e5 };
const DURATION = /^(\d{1,6})([smhdw])$/;
const ISO = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2})?)?$/;
const COMMIT = /^[0-9a-f]{7,64}$/i;
/** @param now what durations such as `before:7d` count from. @throws bad-selector (exit code 2) */
function parseSelector(line, now) {
    const text = line.trim();
    const bad = (why) => new _base_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .HoldfastError */ .Et({
        code: 'bad-selector',
        message: `Not a selector: ${JSON.stringify(text)}.`,
        why,
        fix: `Write one of: ${FORMS}.`,
        exitCode: _base_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .EXIT */ .dc.badInput,
    });
    const latest = /^latest(?:~(\d{1,6}))?$/.exec(text);
    if (latest !== null)
        return { kind: 'latest', back: Number(latest[1] ?? 0) };
    if (text.startsWith('latest~'))
        throw bad('After latest~ there must be a number.');
    if ((0,_format_keys_js__WEBPACK_IMPORTED_MODULE_3__/* .isSnapshotId */ .Yr)(text))
        return { kind: 'id', id: text };
    const [, prefix, value = ''] = /^([a-z0-9]+):(.*)$/s.exec(text) ?? [];
    if (prefix === undefined) {
        if (text === '' || /\s|\p{Cc}|:/u.test(text))
            throw bad('It is none of the known forms.');
        return { kind: 'any', text };
    }
    if (value === '')
        throw bad(`After ${prefix}: there must be a value.`);
    switch (prefix) {
        case 'sha':
            if (!COMMIT.test(value))
                throw bad('A commit has 7 hexadecimal digits at least.');
            return { kind: prefix, value: value.toLowerCase() };
        case 'tag':
        case 'ref':
        case 'run':
            return { kind: prefix, value };
        case 'before':
            return { kind: prefix, time: parseTime(value, now, bad) };
        case 's3':
            return { kind: prefix, versionId: value };
        default:
            throw bad(`${prefix}: is not known.`);
    }
}
/** A time without a zone is in UTC, wherever the command runs. */
function parseTime(text, now, bad) {
    const [, amount, unit = ''] = DURATION.exec(text) ?? [];
    const [iso, clock, , , zone] = ISO.exec(text) ?? [];
    const time = amount !== undefined
        ? new Date(now.getTime() - Number(amount) * UNIT_MS[unit])
        : new Date(iso === undefined ? NaN : clock !== undefined && zone === undefined ? `${iso}Z` : iso);
    if (Number.isNaN(time.getTime()))
        throw bad('After before: there must be a time or a duration (s, m, h, d, w).');
    return time;
}
/**
 * The snapshot that the first selector with a hit picks; undefined if none hits. No line means `latest`.
 * @throws bad-selector, ambiguous-selector (exit code 2); newest-unreadable if it may be a snapshot that cannot be read;
 *   newer-format, corrupt-root for a snapshot picked by id
 */
async function findSnapshot(store, series, selectorLines, options) {
    const lines = selectorLines.filter((line) => line.trim() !== '');
    const selectors = (lines.length > 0 ? lines : ['latest']).map((line) => parseSelector(line, options.now));
    for (const selector of selectors) {
        const found = await new Search(store, series, options).find(selector);
        if (found === undefined)
            continue;
        if (!isComplete(found.header, options.isNeeded)) {
            options.emit?.({
                type: 'warning',
                class: 'partial-snapshot',
                message: `Snapshot ${found.info.id} is partial: some of its source could not be read when it was made.`,
                fix: 'Its gaps are shown by the mode list with this version.',
            });
        }
        if (found.explicit)
            await warnOfQuarantine(store, found.info, options);
        return found;
    }
    return undefined;
}
/** Whoever names it means it. */
async function warnOfQuarantine(store, info, { emit, signal }) {
    const marks = await (0,_marks_js__WEBPACK_IMPORTED_MODULE_4__/* .listMarks */ .rD)(store, info.series, { id: info.id, signal });
    const quarantine = marks.filter(({ kind }) => kind === 'quarantine');
    if (quarantine.length === 0)
        return;
    const reason = (await (0,_marks_js__WEBPACK_IMPORTED_MODULE_4__/* .readMarkFacts */ .nu)(store, quarantine, signal)).get(info.id)?.quarantine ?? '';
    emit?.({
        type: 'warning',
        class: 'quarantined-snapshot',
        message: `Snapshot ${info.id} is in quarantine${reason === '' ? '' : `: ${reason}`}.`,
        why: 'A mark says that it is not to be used; it is never picked unless it is named.',
    });
}
/** A partial snapshot will do where what it lacks is in parts that nobody needs. */
function isComplete({ status, parts }, isNeeded) {
    if (status === 'complete')
        return true;
    const partial = Object.keys(parts).filter((part) => parts[part] === 'partial');
    return isNeeded !== undefined && partial.length > 0 && !partial.some(isNeeded);
}
/** Refs and commits that a snapshot goes by: those of the workflow that made it, and those of the source. */
function originOf({ context, source }) {
    const texts = (...values) => values.filter((value) => typeof value === 'string');
    return {
        refs: texts(context['ref'], source.identity['ref']),
        commits: texts(context['sha'], source.identity['commit']),
    };
}
/** Whether the snapshot is of what a user means by `main`, `v1.2` or `refs/heads/main`. */
function isRef(header, value) {
    return originOf(header).refs.some((ref) => [value, `refs/heads/${value}`, `refs/tags/${value}`].includes(ref));
}
function isCommit(header, value) {
    return originOf(header).commits.some((commit) => commit.startsWith(value.toLowerCase()));
}
/** By its name, and by S3's own time: the name of a false snapshot may say anything. */
function isBefore({ utc, lastModified, readmitted }, time) {
    return utc < time && (lastModified < time || readmitted);
}
/** Whether the key was deleted since it was listed. */
async function isGone(store, { series, id }, signal) {
    const key = (0,_format_keys_js__WEBPACK_IMPORTED_MODULE_3__/* .rootKey */ .eO)(series, id);
    for await (const { objects } of store.list(key, { signal }))
        if (objects.some((object) => object.key === key))
            return false;
    return true;
}
/** Snapshots that an error names. */
const NAMED_MAX = 3;
/** Nothing that can be read fits, and what cannot be read may: that is no first run. */
function onlyUnreadable(unread) {
    const [first] = unread;
    if (first === undefined)
        throw new Error('nothing is unreadable');
    const isNewer = unread.every(({ error }) => (0,_damage_js__WEBPACK_IMPORTED_MODULE_2__/* .unreadableKind */ .wZ)(error) === 'newer');
    const named = unread.slice(0, NAMED_MAX).map(({ info }) => info.id);
    const more = unread.length - named.length;
    return new _base_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .HoldfastError */ .Et({
        code: isNewer ? 'newer-format' : 'newest-unreadable',
        message: `No snapshot that can be read fits, and ${unread.length === 1 ? 'one that cannot be read' : `${String(unread.length)} that cannot be read`} may be the one that is meant: ${named.join(', ')}${more > 0 ? `, and ${String(more)} more` : ''}. The first of them: ${first.error.message}`,
        why: 'With allow-older an older snapshot may take the place of one that cannot be read, and there is none that fits.',
        fix: `${isNewer ? 'Use a newer version of Holdfast.' : '`holdfast repair` shows what can be put back.'} What never was a good one: \`holdfast mark --mark quarantine --version ${first.info.id}\`.`,
        cause: first.error,
    });
}
function newestUnreadable({ id }, error) {
    return new _base_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .HoldfastError */ .Et({
        code: (0,_damage_js__WEBPACK_IMPORTED_MODULE_2__/* .unreadableKind */ .wZ)(error) === 'newer' ? 'newer-format' : 'newest-unreadable',
        message: `Snapshot ${id} may be the one that is meant, and it cannot be read: ${error.message}`,
        why: `It was read twice, and no S3 version of it has the right bytes${(0,_damage_js__WEBPACK_IMPORTED_MODULE_2__/* .unreadableKind */ .wZ)(error) === 'newer' ? ' for this version of Holdfast' : ''}. An older snapshot does not take its place unasked.`,
        fix: `Run again. \`holdfast repair\` shows what can be put back. To take the next older one: allow-older, or its id (mode list shows them). If it never was a good one: \`holdfast mark --mark quarantine --version ${id}\`.`,
        cause: error,
    });
}
class Search {
    store;
    series;
    options;
    /** All marks of the series, once they were needed. */
    allMarks;
    constructor(store, series, options) {
        this.store = store;
        this.series = series;
        this.options = options;
    }
    async find(selector) {
        switch (selector.kind) {
            case 'latest':
                return this.newest(() => true, { back: selector.back });
            case 'tag':
                return this.newest(await this.isLabelled(selector.value));
            case 'sha':
                return this.newest(({ header }) => isCommit(header, selector.value));
            case 'ref':
                return this.newest(({ header }) => isRef(header, selector.value));
            case 'run':
                return this.newest(({ header }) => header.context['runId'] === selector.value);
            case 'before':
                return this.newest(() => true, { before: selector.time });
            case 'id':
                return this.byId(await this.idsAtStart(selector.id), selector.id);
            case 's3':
                return this.byVersion(selector.versionId);
            case 'any':
                return this.byAnything(selector.text);
        }
    }
    /**
     * Labelled when it was made, or later by a mark. The newest match counts, so that late labels have to be known even
     * where a snapshot was made with this one: a LIST of the marks, and a GET for each that is a label.
     */
    async isLabelled(label) {
        const { signal } = this.options;
        this.allMarks ??= (0,_marks_js__WEBPACK_IMPORTED_MODULE_4__/* .listMarks */ .rD)(this.store, this.series, { signal });
        const labels = (await this.allMarks).filter(({ kind }) => kind === 'label');
        const late = await (0,_marks_js__WEBPACK_IMPORTED_MODULE_4__/* .readMarkFacts */ .nu)(this.store, labels, signal);
        return ({ id, header }) => header.labels.includes(label) || late.get(id)?.labels.includes(label) === true;
    }
    async newest(matches, place = {}) {
        return (await this.newestOfEach([matches], place))[0];
    }
    /** For each condition the newest eligible snapshot that meets it, or the one `back` steps before it; in one walk. */
    async newestOfEach(conditions, { back = 0, before } = {}) {
        const left = conditions.map(() => back);
        const hits = conditions.map(() => undefined);
        let partial = 0;
        let readable = 0;
        let unseen;
        const unread = [];
        for await (const found of this.headers(before)) {
            if ('error' in found) {
                if ((0,_damage_js__WEBPACK_IMPORTED_MODULE_2__/* .isUnseen */ .NM)(found.error))
                    unseen ??= found.error;
                const verdict = await this.judge(found.info, found.error);
                if (verdict === 'older')
                    unread.push(found);
                if (verdict === 'meant') {
                    // It takes one of the places that are counted, whatever it is.
                    if (left.some((count) => count === 0))
                        throw newestUnreadable(found.info, found.error);
                    left.forEach((count, i) => (left[i] = count - 1));
                }
                continue;
            }
            readable++;
            const { header, ...info } = found;
            const met = conditions.flatMap((matches, i) => (hits[i] === undefined && matches(found) ? [i] : []));
            if (met.length === 0)
                continue;
            if (this.options.allowPartial !== true && !isComplete(header, this.options.isNeeded)) {
                partial++;
                continue;
            }
            for (const i of met) {
                if (left[i] > 0)
                    left[i] = left[i] - 1;
                else
                    hits[i] = { info, header, explicit: false };
            }
            if (hits.every((hit) => hit !== undefined))
                break;
        }
        if (readable === 0 && unseen !== undefined)
            throw unseen;
        if (readable === 0 && unread.length > 0)
            throw onlyUnreadable(unread);
        for (const each of unread)
            this.options.onUnread?.(each);
        if (partial > 0)
            this.sayPassedOver(partial);
        return hits;
    }
    /**
     * Whether an older snapshot may be picked in place of one that cannot be read. What was lost or damaged, and what a newer
     * version wrote, could be the one that is meant, so that the user has to say so: then it is passed over as `older`. What
     * is archived or forbidden is as it was made to be, and what never was a snapshot is none: these are passed over as `none`.
     */
    async judge(info, error) {
        const { allowOlder, onPassedOver, emit, signal } = this.options;
        if (onPassedOver !== undefined) {
            onPassedOver(info, error);
            return 'none';
        }
        const kind = (0,_damage_js__WEBPACK_IMPORTED_MODULE_2__/* .unreadableKind */ .wZ)(error);
        const isNone = kind === 'archived' ||
            kind === 'forbidden' ||
            (kind === 'lost' && (await isGone(this.store, info, signal))) ||
            (await (0,_root_reader_js__WEBPACK_IMPORTED_MODULE_6__/* .isForged */ .OI)(this.store, info, error, signal));
        if (!isNone && allowOlder !== true)
            return 'meant';
        emit?.({
            type: 'warning',
            class: 'unreadable-snapshot',
            message: `Passed over snapshot ${info.id}: ${error.message}`,
            fix: `\`holdfast repair\` looks for what can be put back; \`holdfast mark --mark quarantine --version ${info.id}\` sets it aside.`,
        });
        return isNone ? 'none' : 'older';
    }
    sayPassedOver(partial) {
        this.options.emit?.({
            type: 'notice',
            class: 'partial-passed-over',
            message: `${(0,_base_text_js__WEBPACK_IMPORTED_MODULE_1__/* .counted */ .hS)(partial, 'partial snapshot was', 'partial snapshots were')} passed over.`,
            fix: 'To use one, name its id, or set allow-partial.',
        });
    }
    /** Headers of all snapshots with a trusted time that are not in quarantine, newest first. */
    async *headers(before) {
        const { now, signal } = this.options;
        const end = before !== undefined && before < now ? before : now;
        for await (const infos of (0,_snapshots_js__WEBPACK_IMPORTED_MODULE_7__/* .snapshotWindows */ .m3)(this.store, this.series, end, { signal })) {
            const quarantined = await this.quarantined(infos);
            const meant = infos.filter((info) => !quarantined.has(info.id) && (before === undefined || isBefore(info, before)));
            for (const info of meant)
                if (!info.timeTrusted)
                    this.options.onPassedOver?.(info, 'untrusted-time');
            yield* (0,_snapshots_js__WEBPACK_IMPORTED_MODULE_7__/* .readHeaders */ .jB)(this.store, meant.filter(({ timeTrusted }) => timeTrusted), signal);
        }
    }
    /** A LIST of the marks that are as new as these snapshots, given newest first. */
    async quarantined(infos) {
        const from = infos.at(-1)?.id;
        const { signal, emit } = this.options;
        const marks = await (this.allMarks ?? (0,_marks_js__WEBPACK_IMPORTED_MODULE_4__/* .listMarks */ .rD)(this.store, this.series, { from, signal }));
        const found = (0,_marks_js__WEBPACK_IMPORTED_MODULE_4__/* .quarantinedIds */ .J5)(marks);
        const passedOver = infos.filter(({ id }) => found.has(id));
        for (const { id } of passedOver) {
            emit?.({
                type: 'notice',
                class: 'quarantine-passed-over',
                message: `Snapshot ${id} is in quarantine: only its id or S3 version picks it.`,
            });
        }
        return found;
    }
    /** One request as a rule: the time comes first in an id, so that its start is the start of a key. */
    async idsAtStart(start) {
        const found = [];
        const { signal } = this.options;
        for await (const page of this.store.list((0,_format_keys_js__WEBPACK_IMPORTED_MODULE_3__/* .rootsPrefix */ .qR)(this.series) + start, { signal })) {
            for (const object of page.objects) {
                const info = (0,_snapshots_js__WEBPACK_IMPORTED_MODULE_7__/* .snapshotInfo */ .bX)(object);
                if (info?.series === this.series)
                    found.push(info);
            }
        }
        return found;
    }
    async byId(infos, text) {
        const [info] = infos;
        if (info === undefined)
            return undefined;
        if (infos.length > 1) {
            throw ambiguous(text, infos.map(({ id }) => `id ${id}`));
        }
        return { info, header: (await (0,_snapshots_js__WEBPACK_IMPORTED_MODULE_7__/* .readHeader */ .ay)(this.store, info, this.options.signal)).header, explicit: true };
    }
    /** Finds deleted and overwritten roots too: that is what this selector is for. */
    async byVersion(versionId) {
        const { signal } = this.options;
        for await (const version of (0,_versions_js__WEBPACK_IMPORTED_MODULE_8__/* .listedVersions */ .f3)(this.store, (0,_format_keys_js__WEBPACK_IMPORTED_MODULE_3__/* .rootsPrefix */ .qR)(this.series), { signal })) {
            if (version.versionId !== versionId || version.isDeleteMarker)
                continue;
            const key = (0,_format_keys_js__WEBPACK_IMPORTED_MODULE_3__/* .parseRootKey */ .tv)(version.key);
            if (key === undefined)
                continue;
            const { body } = await this.store.get(version.key, { versionId, signal });
            const info = {
                ...key,
                utc: (0,_format_keys_js__WEBPACK_IMPORTED_MODULE_3__/* .timeOfId */ .I9)(key.id),
                sizeBytes: version.sizeBytes,
                lastModified: version.lastModified,
                timeTrusted: true,
                readmitted: false,
            };
            return { info, header: (0,_format_root_js__WEBPACK_IMPORTED_MODULE_5__/* .decodeRoot */ .HK)(key, body).header, explicit: true, versionId };
        }
        return undefined;
    }
    /**
     * A value without a prefix. That it fits one kind only can be told from all headers alone, so this reads them all; the
     * prefixes, and ids in full, are there to spare that.
     */
    async byAnything(text) {
        const ids = text.length < _format_keys_js__WEBPACK_IMPORTED_MODULE_3__/* .ID_START_CHARS */ .FW ? [] : await this.idsLike(text);
        if (ids.length > 1)
            return this.byId(ids, text);
        const isOfCommit = ({ header }) => isCommit(header, text);
        const kinds = [await this.isLabelled(text), ...(COMMIT.test(text) ? [isOfCommit] : [])];
        const [label, commit] = await this.newestOfEach(kinds);
        const candidates = [
            ...ids.map(({ id }) => ({ id, is: `id ${id}` })),
            ...(label === undefined ? [] : [{ id: label.info.id, is: `label of ${label.info.id} (tag:${text})` }]),
            ...(commit === undefined ? [] : [{ id: commit.info.id, is: `commit of ${commit.info.id} (sha:${text})` }]),
        ];
        if (new Set(candidates.map(({ id }) => id)).size > 1) {
            throw ambiguous(text, candidates.map(({ is }) => is));
        }
        return ids.length > 0 ? this.byId(ids, text) : (label ?? commit);
    }
    /** Snapshots whose id, or whose second half of it, starts with the text. */
    async idsLike(text) {
        if (/^\d{6}/.test(text) && !/^[0-9a-f]+$/.test(text))
            return this.idsAtStart(text);
        if (!/^[0-9a-f]+$/.test(text))
            return [];
        const all = await (0,_snapshots_js__WEBPACK_IMPORTED_MODULE_7__/* .listSnapshots */ .Cb)(this.store, this.series, undefined, this.options.signal);
        return all.filter(({ id }) => (0,_format_keys_js__WEBPACK_IMPORTED_MODULE_3__/* .isIdStart */ .cB)(text, id));
    }
}
function ambiguous(text, candidates) {
    return new _base_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .HoldfastError */ .Et({
        code: 'ambiguous-selector',
        message: `The version ${JSON.stringify(text)} fits more than one: ${candidates.slice(0, 10).join('; ')}${candidates.length > 10 ? `; and ${String(candidates.length - 10)} more` : ''}.`,
        fix: 'Write the id in full, or name the kind (tag:, sha:).',
        exitCode: _base_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .EXIT */ .dc.badInput,
    });
}


/***/ }),

/***/ 56572:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $1: () => (/* binding */ loadSections),
/* harmony export */   Cb: () => (/* binding */ listSnapshots),
/* harmony export */   Mi: () => (/* binding */ readRoots),
/* harmony export */   _y: () => (/* binding */ listSeries),
/* harmony export */   ay: () => (/* binding */ readHeader),
/* harmony export */   bX: () => (/* binding */ snapshotInfo),
/* harmony export */   hW: () => (/* binding */ isTrustedTime),
/* harmony export */   jB: () => (/* binding */ readHeaders),
/* harmony export */   m3: () => (/* binding */ snapshotWindows),
/* harmony export */   q8: () => (/* binding */ newestSnapshots)
/* harmony export */ });
/* harmony import */ var _base_async_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(95589);
/* harmony import */ var _base_errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(17594);
/* harmony import */ var _base_limits_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(50453);
/* harmony import */ var _blobs_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(80569);
/* harmony import */ var _damage_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(57076);
/* harmony import */ var _format_keys_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(58232);
/* harmony import */ var _marks_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(37359);
/* harmony import */ var _format_sections_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(5100);
/* harmony import */ var _root_reader_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(7269);
/* harmony import */ var _format_zstd_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(93310);
/** Lists the snapshots of a vault, and loads their tables. */










function snapshotInfo(object) {
    const key = (0,_format_keys_js__WEBPACK_IMPORTED_MODULE_5__/* .parseRootKey */ .tv)(object.key);
    if (key === undefined)
        return undefined;
    const utc = (0,_format_keys_js__WEBPACK_IMPORTED_MODULE_5__/* .timeOfId */ .I9)(key.id);
    const { sizeBytes, lastModified } = object;
    return { ...key, utc, sizeBytes, lastModified, timeTrusted: isTrustedTime(utc, lastModified), readmitted: false };
}
/** Whether S3's LastModified of a root vouches for the time in its name (docs/format.md, after the rules). */
function isTrustedTime(utc, lastModified) {
    const ageSeconds = (lastModified.getTime() - utc.getTime()) / 1000;
    return ageSeconds >= -_base_limits_js__WEBPACK_IMPORTED_MODULE_2__/* .LIMITS */ .b1.clockSkewSeconds && ageSeconds <= _base_limits_js__WEBPACK_IMPORTED_MODULE_2__/* .LIMITS */ .b1.backupMaxSeconds;
}
const DAY_MS = 24 * 3600 * 1000;
/** How far back the newest snapshots are looked for before all are listed. */
const WINDOWS_DAYS = [4, 90];
/**
 * The newest snapshots of a series, newest first: at least `wanted` of them if there are as many. Looks at a window that
 * widens into the past, since S3 lists from the oldest on.
 */
async function newestSnapshots(store, series, wanted, now, signal) {
    for (const days of WINDOWS_DAYS) {
        const found = await listSnapshots(store, series, new Date(now.getTime() - days * DAY_MS), signal);
        if (found.length >= wanted)
            return found;
    }
    return listSnapshots(store, series, undefined, signal);
}
/**
 * All snapshots of a series, newest first, in as many batches as windows of `newestSnapshots` are needed: whoever finds what
 * he looks for in the first one lists no more.
 *
 * @param first the newest ones, if they were listed already
 */
async function* snapshotWindows(store, series, now, { first, signal, }) {
    let seen = 0;
    let oldest;
    for (let infos = first;; infos = undefined) {
        infos ??= await newestSnapshots(store, series, seen + 1, now, signal);
        const known = oldest;
        const fresh = infos.filter(({ id }) => known === undefined || id < known);
        if (fresh.length === 0 && (known !== undefined || infos.length === 0))
            return;
        yield fresh;
        seen = infos.length;
        oldest = fresh.at(-1)?.id;
    }
}
/** Snapshots of a series since a time (all without), newest first. */
async function listSnapshots(store, series, since, signal) {
    const prefix = (0,_format_keys_js__WEBPACK_IMPORTED_MODULE_5__/* .rootsPrefix */ .qR)(series);
    const startAfter = since === undefined ? undefined : prefix + (0,_format_keys_js__WEBPACK_IMPORTED_MODULE_5__/* .formatUtc */ .ay)(since);
    const found = [];
    for await (const page of store.list(prefix, {
        ...(startAfter !== undefined && { startAfter }),
        signal,
    })) {
        for (const object of page.objects) {
            const info = snapshotInfo(object);
            if (info?.series === series)
                found.push(info);
        }
    }
    return trustReadmitted(store, series, found.reverse(), signal);
}
/**
 * A root that was put back, or copied with its vault, has a time that S3 cannot vouch for; a `readmitted` mark does, which
 * the role of a backup cannot write. Looked for only where such a root is.
 */
async function trustReadmitted(store, series, infos, signal) {
    if (infos.every(({ timeTrusted }) => timeTrusted))
        return infos;
    const marks = await (0,_marks_js__WEBPACK_IMPORTED_MODULE_6__/* .listMarks */ .rD)(store, series, { signal });
    const readmitted = new Set(marks.filter(({ kind }) => kind === 'readmitted').map(({ id }) => id));
    return infos.map((info) => (readmitted.has(info.id) ? { ...info, timeTrusted: true, readmitted: true } : info));
}
/** Series of the vault, in key order, each with how many snapshots it has. */
async function listSeries(store, signal) {
    const found = new Map();
    for await (const page of store.list('v1/roots/', { signal })) {
        for (const object of page.objects) {
            const info = snapshotInfo(object);
            if (info === undefined)
                continue;
            found.set(info.series, { snapshots: (found.get(info.series)?.snapshots ?? 0) + 1, newest: info });
        }
    }
    return [...found].map(([series, rest]) => ({ series, ...rest }));
}
/** One request as a rule. */
async function readHeader(store, info, signal) {
    return { ...info, header: await (0,_root_reader_js__WEBPACK_IMPORTED_MODULE_8__/* .readRootHeader */ .Sg)(store, info, { signal }) };
}
const READS_IN_FLIGHT = 16;
/** Of roots that are read at once, by what LIST says of their sizes: anybody's may be as large as a root can be. */
const BYTES_IN_FLIGHT = _base_limits_js__WEBPACK_IMPORTED_MODULE_2__/* .LIMITS */ .b1.rootMaxBytes;
/** Headers in the given order; an unreadable one is given as its error, for the caller to show. */
function readHeaders(store, infos, signal) {
    return readAhead(infos, (info) => readHeader(store, info, signal), 0);
}
/** Whole roots in the given order, in the same way. */
function readRoots(infos, read) {
    return readAhead(infos, async (info) => ({ root: await read(info) }), BYTES_IN_FLIGHT);
}
/** @param maxBytes in flight, but for a single one; 0: no matter */
async function* readAhead(infos, read, maxBytes) {
    const reading = [];
    let bytes = 0;
    let next = 0;
    const mayStart = ({ sizeBytes }) => reading.length === 0 || maxBytes === 0 || bytes + sizeBytes <= maxBytes;
    // Starts with one, for the caller who takes only the first, and doubles from there.
    let window = 1;
    while (next < infos.length || reading.length > 0) {
        while (reading.length < window && next < infos.length && mayStart(infos[next])) {
            const info = infos[next++];
            bytes += info.sizeBytes;
            const done = read(info).catch((error) => {
                if ((0,_damage_js__WEBPACK_IMPORTED_MODULE_4__/* .isUnreadable */ .GZ)(error))
                    return { info, error };
                throw error;
            });
            reading.push({ sizeBytes: info.sizeBytes, done: (0,_base_async_js__WEBPACK_IMPORTED_MODULE_0__/* .awaitedLater */ .kW)(done) });
        }
        const { sizeBytes, done } = reading.shift();
        yield await done;
        bytes -= sizeBytes;
        window = Math.min(window * 2, READS_IN_FLIGHT);
    }
}
/** Fetches sections of a root: one range a part. Blocks are checked against their hashes. */
async function loadSections(root, names, blobs, signal) {
    const blocks = new Set(names.flatMap((name) => root.sections[name].flat().map(({ block }) => block)));
    const decoded = new DecodedBlocks(`A block of snapshot ${root.id}`);
    const stored = new Map();
    const inParts = [];
    for (const block of blocks) {
        if ((0,_format_sections_js__WEBPACK_IMPORTED_MODULE_7__/* .isInline */ .mO)(block))
            stored.set(block, block.stored);
        else
            inParts.push(block);
    }
    await Promise.all([...Map.groupBy(inParts, ({ key }) => key)].map(async ([key, wanted]) => {
        const start = Math.min(...wanted.map(({ offset }) => offset));
        const end = Math.max(...wanted.map(({ offset, storedBytes }) => offset + storedBytes));
        const check = (body) => {
            for (const block of wanted) {
                const at = block.offset - start;
                const bytes = body.subarray(at, at + block.storedBytes);
                (0,_format_sections_js__WEBPACK_IMPORTED_MODULE_7__/* .checkBlockHash */ .wB)(block, bytes);
                stored.set(block, bytes);
            }
        };
        await blobs.read(key, start, end - start, check, signal);
    }));
    const load = (ref) => {
        const { rows, block, start, rawBytes } = ref;
        const bytes = stored.get(block);
        return {
            rows,
            rawBytes,
            storedBytes: Math.ceil((bytes.length * rawBytes) / Math.max(1, block.rawBytes)),
            raw: () => decoded.of(bytes, block.rawBytes).subarray(start, start + rawBytes),
            ref,
        };
    };
    return Object.fromEntries(names.map((name) => [name, root.sections[name].map((level) => level.map(load))]));
}
/** Of a table that is read in order, the block at hand; and one more, since levels are read side by side. */
const DECODED_KEPT = 2;
/**
 * Blocks decoded when they are asked for, the last ones kept: several segments are cut from each. A WeakRef would not do,
 * since whatever it gives out stays until the loop over a whole table ends.
 */
class DecodedBlocks {
    what;
    kept = [];
    constructor(what) {
        this.what = what;
    }
    of(stored, rawBytes) {
        const found = this.kept.find((block) => block.stored === stored);
        const block = found ?? { stored, raw: (0,_format_zstd_js__WEBPACK_IMPORTED_MODULE_9__/* .decompressSync */ .Rq)(stored, rawBytes, this.what) };
        this.kept = [block, ...this.kept.filter((other) => other !== block)].slice(0, DECODED_KEPT);
        return block.raw;
    }
}


/***/ }),

/***/ 9357:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   EJ: () => (/* binding */ readRecentStates),
/* harmony export */   Jq: () => (/* binding */ writeState),
/* harmony export */   un: () => (/* binding */ readState)
/* harmony export */ });
/* harmony import */ var valibot__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(77934);
/* harmony import */ var _base_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(17594);
/* harmony import */ var _base_limits_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(50453);
/* harmony import */ var _format_keys_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(58232);
/* harmony import */ var _format_zstd_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(93310);
/** What a mode notes in the vault for its next run. */





const STATE_ZSTD_LEVEL = 6;
/**
 * What a mode noted for its next run (verify's cursor, audit's baseline, the roots that prune has seen): the newest
 * document, or undefined before the first. Written by that mode's role alone, and never a proof that an object lives.
 * @throws corrupt-state
 */
async function readState(store, mode, schema, signal) {
    const newest = (await stateKeys(store, mode, signal)).at(-1);
    return newest === undefined ? undefined : readDocument(store, mode, newest, schema, signal);
}
/**
 * The newest document, and those that were written so shortly before it that its writer may not have read them. Of the
 * older ones only a part is wanted; damaged ones are left out.
 * @throws corrupt-state for the newest
 */
async function readRecentStates(store, mode, { newest: schema, older }, spanSeconds, signal) {
    const keys = await stateKeys(store, mode, signal);
    const newest = keys.pop();
    if (newest === undefined)
        return { newest, older: [] };
    const since = (0,_format_keys_js__WEBPACK_IMPORTED_MODULE_2__/* .timeOfStamp */ .YN)(newest.slice((0,_format_keys_js__WEBPACK_IMPORTED_MODULE_2__/* .statePrefix */ .Y6)(mode).length)).getTime() - spanSeconds * 1000;
    const first = (0,_format_keys_js__WEBPACK_IMPORTED_MODULE_2__/* .statePrefix */ .Y6)(mode) + (0,_format_keys_js__WEBPACK_IMPORTED_MODULE_2__/* .formatUtc */ .ay)(new Date(since));
    const document = await readDocument(store, mode, newest, schema, signal);
    const found = [];
    for (const key of keys.filter((name) => name >= first)) {
        try {
            found.push(await readDocument(store, mode, key, older, signal));
        }
        catch (error) {
            if (!(error instanceof _base_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .HoldfastError */ .Et && error.code === 'corrupt-state'))
                throw error;
        }
    }
    return { newest: document, older: found };
}
/** The oldest first. */
async function stateKeys(store, mode, signal) {
    const found = [];
    for await (const { objects } of store.list((0,_format_keys_js__WEBPACK_IMPORTED_MODULE_2__/* .statePrefix */ .Y6)(mode), { signal }))
        found.push(...objects.map(({ key }) => key).filter((key) => (0,_format_keys_js__WEBPACK_IMPORTED_MODULE_2__/* .parseStateKey */ .SY)(key) === mode));
    return found;
}
async function readDocument(store, mode, key, schema, signal) {
    const { body } = await store.get(key, { signal });
    try {
        const raw = (0,_format_zstd_js__WEBPACK_IMPORTED_MODULE_3__/* .decompressUpTo */ .IQ)(body, _base_limits_js__WEBPACK_IMPORTED_MODULE_1__/* .LIMITS */ .b1.stateMaxBytes, key);
        return valibot__WEBPACK_IMPORTED_MODULE_4__/* .parse */ .qgA(schema, JSON.parse(raw.toString('utf8')));
    }
    catch (cause) {
        throw new _base_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .HoldfastError */ .Et({
            code: 'corrupt-state',
            message: `${key}, where mode ${mode} keeps what it saw in its last run, is damaged.`,
            fix: 'Delete this one object: the next run begins afresh.',
            cause,
        });
    }
}
/** @param utc S3's clock */
async function writeState(store, mode, utc, document, signal) {
    const body = (0,_format_zstd_js__WEBPACK_IMPORTED_MODULE_3__/* .compressSync */ .oS)(Buffer.from(JSON.stringify(document)), STATE_ZSTD_LEVEL);
    await store.putNew((0,_format_keys_js__WEBPACK_IMPORTED_MODULE_2__/* .stateKey */ .bP)(mode, utc), body, { signal });
}


/***/ }),

/***/ 46188:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   WG: () => (/* binding */ versionsByKey),
/* harmony export */   Y9: () => (/* binding */ withBytes),
/* harmony export */   _M: () => (/* binding */ collectVersions),
/* harmony export */   cx: () => (/* binding */ versionsOfKey),
/* harmony export */   f3: () => (/* binding */ listedVersions)
/* harmony export */ });
/* unused harmony export newestFirst */
/* harmony import */ var _base_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(17594);
/** S3 versions by key: every listing of them goes through here. */

/** The one that S3 calls the latest, then by the time that S3 gives. */
function newestFirst(a, b) {
    return Number(b.isLatest) - Number(a.isLatest) || b.lastModified.getTime() - a.lastModified.getTime();
}
function withBytes(versions) {
    return versions.filter(({ isDeleteMarker }) => !isDeleteMarker);
}
/** Row by row as they are listed, for those who can stop early. */
async function* listedVersions(store, prefix, options = {}) {
    for await (const page of store.listVersions(prefix, listing(options)))
        yield* page;
}
/** Rows of one key, as they are listed: where a later page fails, those before it have come. One request as a rule. */
async function* versionsOfKey(store, key, signal) {
    for await (const version of listedVersions(store, key, { signal }))
        if (version.key === key)
            yield version;
}
/**
 * All keys under a prefix, in batches of about a page; no more than a page is in memory. One request a thousand rows.
 *
 * @throws bad-s3-answer if the rows of a key come in places that do not adjoin: part of them would look like all
 */
async function* versionsByKey(store, prefix, options = {}) {
    const order = new OrderCheck();
    let open = new Map();
    for await (const page of store.listVersions(prefix, listing(options))) {
        for (const version of page)
            append(open, version);
        const unfinished = new Set([false, true].map((isMarker) => page.findLast(({ isDeleteMarker }) => isDeleteMarker === isMarker)?.key));
        const [whole, rest] = split(open, (key) => !unfinished.has(key));
        open = rest;
        yield order.checked(whole);
    }
    yield order.checked(open);
}
/** Finds keys of which some rows came before: these lack the latest, and come behind where S3's order has them. */
class OrderCheck {
    last = '';
    /** @throws bad-s3-answer */
    checked(batch) {
        const before = this.last;
        return Array.from(batch, ([key, versions]) => {
            if (key <= before && !versions.some(({ isLatest }) => isLatest))
                throw new _base_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .HoldfastError */ .Et({
                    code: 'bad-s3-answer',
                    message: `The S3 server lists the S3 versions of ${key} in places that do not adjoin.`,
                    fix: 'Check that `endpoint-url` is an S3 server that lists S3 versions in the order of keys.',
                });
            if (key > this.last)
                this.last = key;
            return { key, versions: versions.sort(newestFirst) };
        });
    }
}
/** Adds all keys under some prefixes to an inventory, in whatever order they are listed. One request a thousand rows. */
async function collectVersions(inventory, store, prefixes, options = {}) {
    for (const prefix of prefixes) {
        const several = new Set();
        for await (const page of store.listVersions(prefix, listing(options))) {
            for (const version of page) {
                const versions = append(inventory, version);
                if (versions.length > 1)
                    several.add(versions);
            }
        }
        for (const versions of several)
            versions.sort(newestFirst);
    }
}
function listing({ startAfter, signal }) {
    return { ...(startAfter !== undefined && { startAfter }), signal };
}
function append(rows, version) {
    const known = rows.get(version.key);
    if (known === undefined) {
        const versions = [version];
        rows.set(version.key, versions);
        return versions;
    }
    known.push(version);
    return known;
}
function split(all, isFirst) {
    const [first, rest] = [new Map(), new Map()];
    for (const [key, value] of all)
        (isFirst(key) ? first : rest).set(key, value);
    return [first, rest];
}


/***/ })

};
