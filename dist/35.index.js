export const id = 35;
export const ids = [35];
export const modules = {

/***/ 85466:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  audit: () => (/* binding */ audit)
});

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: ./node_modules/@aws-sdk/client-iam/dist-cjs/index.js
var dist_cjs = __webpack_require__(16764);
// EXTERNAL MODULE: ./node_modules/@aws-sdk/client-kms/dist-cjs/index.js
var client_kms_dist_cjs = __webpack_require__(92632);
// EXTERNAL MODULE: ./node_modules/@aws-sdk/client-s3-control/dist-cjs/index.js
var client_s3_control_dist_cjs = __webpack_require__(12619);
// EXTERNAL MODULE: ./lib/errors.js
var errors = __webpack_require__(452);
// EXTERNAL MODULE: ./lib/aws/posture.js
var posture = __webpack_require__(63305);
// EXTERNAL MODULE: ./lib/aws/retry.js
var retry = __webpack_require__(8083);
;// CONCATENATED MODULE: ./lib/aws/audit/account.js






/** Keys of one provider are never shown to another: see credentials.ts. */
function accountReader(deps) {
    const iam = lazily(() => new dist_cjs/* IAMClient */.h8v(configOf(deps, 'IAM')));
    return {
        role: (name) => readRole(deps, iam, name),
        provider: (arn) => ask(deps, 'IAM', 'iam:GetOpenIDConnectProvider', async (options) => {
            const command = new dist_cjs/* GetOpenIDConnectProviderCommand */.cCT({ OpenIDConnectProviderArn: arn });
            return (await iam().send(command, options)).ClientIDList ?? [];
        }, NO_SUCH_ENTITY),
        keyPolicy: (key) => ask(deps, 'KMS', 'kms:GetKeyPolicy', async (options) => {
            const client = new client_kms_dist_cjs/* KMSClient */.pgq(configOf({ ...deps, region: key.split(':')[3] ?? deps.region }, 'KMS'));
            return (await client.send(new client_kms_dist_cjs/* GetKeyPolicyCommand */.$r8({ KeyId: key }), options)).Policy ?? '';
        }),
        openSwitches: (accountId) => ask(deps, 'S3_CONTROL', 's3:GetAccountPublicAccessBlock', async (options) => {
            const command = new client_s3_control_dist_cjs/* GetPublicAccessBlockCommand */.GLk({ AccountId: accountId });
            return (0,posture/* openSwitchesOf */.aU)((await s3Control(deps).send(command, options)).PublicAccessBlockConfiguration);
        }, { error: 'NoSuchPublicAccessBlockConfiguration', value: (0,posture/* openSwitchesOf */.aU)(undefined) }),
    };
}
const NO_SUCH_ENTITY = { error: 'NoSuchEntityException', value: 'missing' };
function endpointOf({ env }, service) {
    return env[`AWS_ENDPOINT_URL_${service}`] || undefined;
}
function configOf(deps, service) {
    const endpoint = endpointOf(deps, service);
    const { credentials, network, region } = deps;
    // Retries are ours (retry.ts): they end at once on abort.
    const config = { credentials, region, requestHandler: network.requestHandler, maxAttempts: 1 };
    return endpoint === undefined ? config : { ...config, endpoint };
}
async function readRole(deps, iam, name) {
    const input = { RoleName: name };
    const role = await ask(deps, 'IAM', 'iam:GetRole', async (options) => {
        const { Role } = await iam().send(new dist_cjs/* GetRoleCommand */.kbp(input), options);
        const trust = decodeURIComponent(Role?.AssumeRolePolicyDocument ?? '');
        return { arn: Role?.Arn ?? '', trust, hasBoundary: Role?.PermissionsBoundary !== undefined };
    }, NO_SUCH_ENTITY);
    if (role.state !== 'ok' || role.value === 'missing')
        return role;
    const [inline, attached] = await Promise.all([inlinePolicies(deps, iam, name), attachedPolicies(deps, iam, name)]);
    return { state: 'ok', value: { ...role.value, policies: [...inline, ...attached] } };
}
async function inlinePolicies(deps, iam, role) {
    const names = await ask(deps, 'IAM', 'iam:ListRolePolicies', (options) => allPages((Marker) => iam().send(new dist_cjs/* ListRolePoliciesCommand */.Y7N({ RoleName: role, Marker }), options), 'PolicyNames'));
    if (names.state !== 'ok')
        return [{ name: 'inline policies', text: names }];
    const read = async (name) => ({
        name,
        text: await ask(deps, 'IAM', 'iam:GetRolePolicy', async (options) => {
            const command = new dist_cjs/* GetRolePolicyCommand */.WHQ({ RoleName: role, PolicyName: name });
            return decodeURIComponent((await iam().send(command, options)).PolicyDocument ?? '');
        }),
    });
    return Promise.all(names.value.map(read));
}
async function attachedPolicies(deps, iam, role) {
    const attached = await ask(deps, 'IAM', 'iam:ListAttachedRolePolicies', (options) => allPages((Marker) => iam().send(new dist_cjs/* ListAttachedRolePoliciesCommand */.wfM({ RoleName: role, Marker }), options), 'AttachedPolicies'));
    if (attached.state !== 'ok')
        return [{ name: 'managed policies', text: attached }];
    const read = async (arn) => {
        const version = await ask(deps, 'IAM', 'iam:GetPolicy', async (options) => {
            const { Policy } = await iam().send(new dist_cjs/* GetPolicyCommand */.s4W({ PolicyArn: arn }), options);
            return Policy?.DefaultVersionId ?? '';
        });
        if (version.state !== 'ok')
            return { name: arn, text: version };
        const text = await ask(deps, 'IAM', 'iam:GetPolicyVersion', async (options) => {
            const command = new dist_cjs/* GetPolicyVersionCommand */.G45({ PolicyArn: arn, VersionId: version.value });
            return decodeURIComponent((await iam().send(command, options)).PolicyVersion?.Document ?? '');
        });
        return { name: arn, text };
    };
    return Promise.all(attached.value.map(({ PolicyArn }) => read(PolicyArn ?? '')));
}
/** IAM's lists come in pages of a hundred. */
async function allPages(page, name) {
    const found = [];
    let marker;
    do {
        const answer = await page(marker);
        found.push(...(answer[name] ?? []));
        marker = answer.IsTruncated === true ? answer.Marker : undefined;
    } while (marker !== undefined);
    return found;
}
/** With an endpoint the SDK puts the account in front of its host, which no server but AWS's answers to. */
function s3Control(deps) {
    const client = new client_s3_control_dist_cjs/* S3ControlClient */.gGw(configOf(deps, 'S3_CONTROL'));
    const endpoint = endpointOf(deps, 'S3_CONTROL');
    if (endpoint !== undefined) {
        client.config.endpointProvider = () => ({ url: new URL(endpoint) });
    }
    return client;
}
/**
 * A call of a service of the account. A refusal, a service that is not there and a failure for good are answers; a server
 * that cannot be reached has answered nothing, and the run fails.
 *
 * @param absent the error that is an answer too
 * @throws account-unreachable
 */
async function ask(deps, service, permission, attempt, absent) {
    const { emit, signal, onAws } = deps;
    if (!onAws && endpointOf(deps, service) === undefined) {
        return { state: 'unknown', reason: 'Only AWS serves this call, and endpoint-url names another server.' };
    }
    try {
        const options = { abortSignal: signal };
        const value = await (0,retry/* withRetries */.LH)(() => attempt(options), { policy: retry/* DEFAULT_RETRY */.vI, what: permission, emit, signal });
        return { state: 'ok', value };
    }
    catch (error) {
        signal.throwIfAborted();
        if (error instanceof errors/* HoldfastError */.Et)
            throw error;
        const { name = '', $metadata } = (0,retry/* shapeOf */.F5)(error);
        const status = $metadata?.httpStatusCode;
        if (/^(AccessDenied|UnauthorizedOperation)/.test(name) || status === 403)
            return { state: 'denied', permission };
        if (absent !== undefined && (0,errors/* isNamed */.ev)(error, absent.error, absent.error.replace(/Exception$/, '')))
            return { state: 'ok', value: absent.value };
        if (status !== undefined && !(0,retry/* isTransient */.dg)(error))
            return { state: 'unknown', reason: `The service answered: ${(0,errors/* messageOf */.bD)(error)} (${name}, ${status}).` };
        throw new errors/* HoldfastError */.Et({
            code: 'account-unreachable',
            message: `A service of the account did not answer: ${(0,errors/* messageOf */.bD)(error)}.`,
            fix: 'Check the network of this machine, and HTTPS_PROXY and NO_PROXY if it uses a proxy; then run again.',
            cause: error,
        });
    }
}
function lazily(make) {
    let made;
    return () => (made ??= make());
}

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
// EXTERNAL MODULE: ./node_modules/valibot/dist/index.mjs
var dist = __webpack_require__(77934);
// EXTERNAL MODULE: ./lib/aws/audit/access.js
var access = __webpack_require__(48195);
// EXTERNAL MODULE: ./lib/aws/policies.js
var policies = __webpack_require__(65811);
// EXTERNAL MODULE: ./lib/aws/bucket-checks.js
var bucket_checks = __webpack_require__(75809);
// EXTERNAL MODULE: ./lib/aws/audit/finding.js
var audit_finding = __webpack_require__(27328);
;// CONCATENATED MODULE: ./lib/aws/audit/baseline.js







const count = dist/* pipe */.FsL(dist/* number */.aig(), dist/* safeInteger */.Y2b(), dist/* minValue */.Wwf(0));
/** What an audit notes for the next one, to see what got weaker. */
const baselineSchema = dist/* object */.Ikc({
    /** S3's time, ISO. */
    at: dist/* pipe */.FsL(dist/* string */.YjP(), dist/* isoTimestamp */.yhX()),
    /** `check subject` of all that passed. */
    passed: dist/* array */.YOg(dist/* string */.YjP()),
    /** Days after which noncurrent S3 versions go; null: never. Not there where it could not be read. */
    noncurrentDays: dist/* optional */.lqM(dist/* nullable */.mee(count)),
    objectLock: dist/* optional */.lqM(dist/* nullable */.mee(dist/* object */.Ikc({ mode: dist/* optional */.lqM(dist/* string */.YjP()), days: count }))),
    /** Deny statements of the bucket policy: their names and hashes. */
    denies: dist/* optional */.lqM(dist/* array */.YOg(dist/* object */.Ikc({ sid: dist/* string */.YjP(), sha256: dist/* string */.YjP() }))),
});
/**
 * @param before of the last audit: what it says of roles that this one did not look at is kept
 * @param at S3's clock
 */
function baselineOf(facts, findings, { before, prefix, at }) {
    const subjects = new Set(findings.map(({ subject }) => subject));
    const kept = (before?.passed ?? []).filter((name) => !subjects.has(name.slice(name.indexOf(' ') + 1)));
    const own = findings.filter(({ status, check }) => status === 'passed' && !check.startsWith('attack-')).map(nameOf);
    const lock = baseline_valueOf((0,posture/* mapReading */.P2)(facts.objectLock, posture/* lockOf */.Vx));
    const rules = baseline_valueOf(facts.lifecycle)?.value.rules;
    const policy = baseline_valueOf(facts.policy);
    return {
        at: at.toISOString(),
        passed: [...new Set([...own, ...kept])].sort(),
        ...(rules && { noncurrentDays: (0,bucket_checks/* noncurrentDays */.C5)((0,bucket_checks/* rulesOn */.Tv)(rules, prefix)) ?? null }),
        ...(lock && { objectLock: lock.value ?? null }),
        ...(policy && (0,access/* statementsOf */.GX)(facts.policy).state === 'ok' && { denies: deniesOf(policy.value) }),
    };
}
/** Wrapped, since undefined is a value here too. */
function baseline_valueOf(reading) {
    return reading.state === 'ok' ? { value: reading.value } : undefined;
}
function nameOf({ check, subject }) {
    return `${check} ${subject}`;
}
/** S3 may give a policy in other words than it was put. */
function deniesOf(policy) {
    const { Statement = [] } = JSON.parse(policy ?? '{}');
    return [Statement].flat().flatMap((statement) => {
        const { Effect, Sid } = (statement ?? {});
        if (Effect !== 'Deny')
            return [];
        const sha256 = (0,external_node_crypto_.createHash)('sha256').update((0,policies/* canonicalJson */.dj)(statement)).digest('hex');
        return [{ sid: typeof Sid === 'string' ? Sid : 'without a name', sha256 }];
    });
}
/** What is weaker than in the last audit, or can no longer be seen. Pure. */
function checkWeakened(before, now, findings, bucket) {
    const check = 'attack-weakened';
    if (before === undefined)
        return (0,audit_finding/* passed */.bF)(check, bucket, 'This is the first audit: it is what the next one compares with.');
    const evidence = [...lostChecks(before, findings), ...weakerNumbers(before, now), ...lostDenies(before, now)];
    if (evidence.length === 0)
        return (0,audit_finding/* passed */.bF)(check, bucket, `Nothing is weaker than on ${before.at}.`);
    return (0,audit_finding/* failed */.gz)(check, bucket, `The vault is less protected than on ${before.at}.`, {
        evidence,
        fix: 'Find out in CloudTrail who changed it; then run `holdfast setup`. The next audit compares with what is now.',
    });
}
function lostChecks({ passed: names }, findings) {
    const before = new Set(names);
    return findings
        .filter((finding) => finding.status !== 'passed' && before.has(nameOf(finding)))
        .map(({ check, subject, status, message }) => status === 'failed' ? `${check} of ${subject}: ${message}` : `${check} of ${subject}: can no longer be checked`);
}
function weakerNumbers(before, now) {
    const [oldDays, newDays] = [before.noncurrentDays, now.noncurrentDays];
    const isShorter = typeof newDays === 'number' && typeof oldDays === 'number' && newDays < oldDays;
    const lockBefore = before.objectLock;
    const lockNow = now.objectLock;
    const isUnlocked = lockBefore?.mode !== undefined &&
        lockNow !== undefined &&
        (lockNow?.mode === undefined ||
            lockNow.days < lockBefore.days ||
            (lockBefore.mode === 'COMPLIANCE' && lockNow.mode !== 'COMPLIANCE'));
    return [
        ...(isShorter ? [`noncurrent S3 versions: ${newDays} days, ${oldDays} before`] : []),
        ...(isUnlocked ? [`Object Lock: ${lockText(lockNow)}, ${lockText(lockBefore)} before`] : []),
    ];
}
function lockText(lock) {
    return lock?.mode === undefined ? 'no default retention' : `${lock.mode}, ${lock.days} days`;
}
function lostDenies(before, now) {
    if (now.denies === undefined)
        return [];
    const left = new Set(now.denies.map(({ sha256 }) => sha256));
    return (before.denies ?? [])
        .filter(({ sha256 }) => !left.has(sha256))
        .map(({ sid }) => `a Deny of the bucket policy is gone, or another: ${sid}`);
}

// EXTERNAL MODULE: ./lib/aws/audit/bucket.js
var audit_bucket = __webpack_require__(42835);
// EXTERNAL MODULE: ./lib/aws/audit/checks.js
var checks = __webpack_require__(24608);
// EXTERNAL MODULE: ./lib/aws/audit/guards.js
var guards = __webpack_require__(27583);
// EXTERNAL MODULE: ./lib/aws/audit/policy.js
var policy = __webpack_require__(63211);
// EXTERNAL MODULE: ./lib/aws/audit/trust.js + 1 modules
var trust = __webpack_require__(93260);
;// CONCATENATED MODULE: ./lib/aws/audit/review.js






/** Everything that is not told by the stored objects: the bucket, the account, the roles. Reads what it needs of the account. */
async function review(facts, place, roles, identity, account) {
    const policy = (0,access/* statementsOf */.GX)(facts.policy);
    const [openSwitches, key, read] = await Promise.all([
        readBlock(place, account),
        readKey(facts, account),
        Promise.all(roles.map(async (arn) => ({ arn, role: await review_readRole(arn, identity, account) }))),
    ]);
    const providers = await readProviders(read, account);
    const reviewed = [
        (0,access/* reviewBucketPolicy */.dM)(policy, place),
        ...read.map(({ arn, role }) => (0,access/* reviewRole */.ZU)(arn, role, policy, place)),
    ];
    return {
        findings: [
            ...(0,audit_bucket/* checkBucket */.L$)(facts, place),
            ...(0,audit_bucket/* checkDenials */.xM)(policy, facts.objectLock, place),
            (0,guards/* checkAccountBlock */.jI)(openSwitches, place),
            (0,guards/* checkKeyPolicy */.gV)(key.name, key.policy, place),
            ...reviewed.flatMap(({ findings }) => findings),
            ...providers,
        ],
        access: reviewed.flatMap(({ access }) => access),
    };
}
async function readBlock({ accountId }, account) {
    if (accountId !== undefined)
        return account.openSwitches(accountId);
    return { state: 'unknown', reason: 'The account of the bucket is not known (expected-bucket-owner tells it).' };
}
/** The key that AWS manages for S3 has a policy that nobody can change. */
async function readKey({ encryption }, account) {
    const name = (0,posture/* mapReading */.P2)(encryption, (rule) => rule?.ApplyServerSideEncryptionByDefault?.KMSMasterKeyID);
    const key = name.state === 'ok' ? name.value : undefined;
    if (key === undefined)
        return { name, policy: undefined };
    if (key.endsWith('alias/aws/s3'))
        return { name: { state: 'ok', value: undefined }, policy: undefined };
    return { name, policy: await account.keyPolicy(key) };
}
async function review_readRole(arn, identity, account) {
    const [own, accountOfRole] = [identity?.accountId, (0,policy/* ownerOf */.bf)(arn)];
    if (own !== undefined && own !== accountOfRole)
        return {
            state: 'unknown',
            reason: `The role belongs to account ${accountOfRole}, and IAM shows those of ${own}.`,
        };
    return account.role(arn.slice(arn.lastIndexOf('/') + 1));
}
/** Each provider that a trust policy names, once. */
async function readProviders(roles, account) {
    const trusts = roles.flatMap(({ role }) => role.state === 'ok' && role.value !== 'missing' ? [role.value.trust] : []);
    const arns = trusts.flatMap((text) => {
        const statements = (0,access/* statementsOf */.GX)({ state: 'ok', value: text });
        return statements.state === 'ok'
            ? statements.value.flatMap(({ principals }) => principals?.['Federated'] ?? [])
            : [];
    });
    const providers = [...new Set(arns)].filter((arn) => arn.includes(':oidc-provider/'));
    return Promise.all(providers.map(async (arn) => (0,trust/* checkProvider */.WZ)(arn, await account.provider(arn))));
}
/** The roles to look at: that of the credentials, if it is one, and those that were named; each once. */
function rolesToReview(identity, named) {
    const [, partition, account, name] = /^arn:([^:]+):sts::([^:]*):assumed-role\/([^/]+)\//.exec(identity?.arn ?? '') ?? [];
    if (name === undefined)
        return [...new Set(named)];
    // A session does not tell the path of its role.
    const isNamed = named.some((arn) => (0,policy/* ownerOf */.bf)(arn) === account && arn.endsWith(`/${name}`));
    const own = `arn:${partition}:iam::${account}:role/${name}`;
    return [...new Set(isNamed ? named : [own, ...named])];
}

;// CONCATENATED MODULE: ./lib/aws/audit/verdict.js

/** Without one of these, who has stolen a role can destroy what is stored. */
const NEEDED = [
    'versioning',
    'lifecycle-harm',
    'deny-overwrite',
    'deny-delete',
    'deny-rules',
    'role-delete-versions',
    'role-rules',
    'role-iam',
    'role-overwrite',
];
/** Pure. What is not known never makes a `yes`. */
function verdictOf(findings, access) {
    const names = (those) => those.map(({ check, subject }) => `${check} of ${subject}`);
    const isNeeded = ({ check }) => NEEDED.includes(check);
    const against = findings.filter((finding) => finding.status === 'failed' && (0,audit_finding/* rankOf */.IQ)(finding.severity) >= (0,audit_finding/* rankOf */.IQ)(isNeeded(finding) ? 'medium' : 'high'));
    if (against.length > 0)
        return { attackProof: 'no', because: names(against) };
    const open = findings.filter((finding) => finding.status === 'unknown' && isNeeded(finding));
    if (open.length > 0)
        return { attackProof: 'not known', because: names(open) };
    if (access.length === 0)
        return { attackProof: 'not known', because: ['no role was reviewed'] };
    return { attackProof: 'yes', because: [] };
}

// EXTERNAL MODULE: ./lib/aws/network.js + 1 modules
var network = __webpack_require__(42864);
// EXTERNAL MODULE: ./lib/aws/partition.js
var aws_partition = __webpack_require__(80915);
;// CONCATENATED MODULE: ./lib/report/sarif.js

/** Code scanning sorts alerts by these: https://docs.github.com/en/code-security/code-scanning/integrating-with-code-scanning/sarif-support-for-code-scanning */
const SECURITY_SEVERITY = { low: '3.0', medium: '5.5', high: '8.0', critical: '9.5' };
const LEVELS = { low: 'note', medium: 'warning', high: 'error', critical: 'error' };
/** Code scanning takes no file with more: https://docs.github.com/en/code-security/code-scanning/troubleshooting-sarif-uploads/results-exceed-limit */
const RESULTS_MAX = 5000;
/**
 * A SARIF 2.1.0 document as code scanning takes it: each result at a place in a file, the workflow that runs the audit,
 * since a bucket is none, and with a fingerprint by which it is known again.
 * https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
 */
function sarifLog({ version, findings, notChecked, workflowRef }) {
    const results = findings.slice(0, RESULTS_MAX);
    const ruleIds = [...new Set(results.map(({ rule }) => rule))];
    const location = {
        physicalLocation: {
            artifactLocation: { uri: workflowFile(workflowRef), uriBaseId: '%SRCROOT%' },
            region: { startLine: 1 },
        },
    };
    return {
        $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
        version: '2.1.0',
        runs: [
            {
                tool: {
                    driver: {
                        name: 'Holdfast',
                        semanticVersion: version,
                        rules: ruleIds.map((id) => ruleOf(results.filter(({ rule }) => rule === id))),
                    },
                },
                automationDetails: { id: 'holdfast-audit/' },
                results: results.map((finding) => ({
                    ruleId: finding.rule,
                    ruleIndex: ruleIds.indexOf(finding.rule),
                    level: LEVELS[finding.severity],
                    message: { text: finding.message },
                    locations: [location],
                    partialFingerprints: { primaryLocationLineHash: fingerprint(finding) },
                })),
                invocations: [
                    {
                        executionSuccessful: true,
                        toolExecutionNotifications: notChecked.map((text) => ({ level: 'warning', message: { text } })),
                    },
                ],
            },
        ],
    };
}
/** @param findings of one rule, which is as severe as the worst of them */
function ruleOf(findings) {
    const order = Object.keys(SECURITY_SEVERITY);
    const worst = findings.reduce((a, b) => (order.indexOf(b.severity) > order.indexOf(a.severity) ? b : a));
    return {
        id: worst.rule,
        name: worst.rule,
        shortDescription: { text: worst.title },
        fullDescription: { text: worst.why },
        help: { text: `${worst.why}\n${worst.helpUrl}`, markdown: `${worst.why}\n\n[Documentation](${worst.helpUrl})` },
        helpUri: worst.helpUrl,
        defaultConfiguration: { level: LEVELS[worst.severity] },
        properties: { 'security-severity': SECURITY_SEVERITY[worst.severity], tags: ['security', 'backup'] },
    };
}
function fingerprint({ rule, subject }) {
    return (0,external_node_crypto_.createHash)('sha256').update(`${rule}\n${subject}`).digest('hex').slice(0, 32);
}
/** Path of the calling workflow in its repository; of one that could be there where none calls. */
function workflowFile(ref) {
    const path = /^[^/]+\/[^/]+\/(.+)@[^@]*$/.exec(ref ?? '')?.[1] ?? '.github/workflows/holdfast.yml';
    return path.split('/').map(encodeURIComponent).join('/');
}

// EXTERNAL MODULE: ./lib/async.js
var lib_async = __webpack_require__(25923);
// EXTERNAL MODULE: ./lib/snapshot/damage.js
var damage = __webpack_require__(93059);
// EXTERNAL MODULE: ./lib/limits.js
var limits = __webpack_require__(8207);
// EXTERNAL MODULE: ./lib/snapshot/keys.js
var keys = __webpack_require__(61650);
// EXTERNAL MODULE: ./lib/snapshot/prune-state.js
var prune_state = __webpack_require__(73788);
// EXTERNAL MODULE: ./lib/snapshot/root-reader.js
var root_reader = __webpack_require__(72340);
// EXTERNAL MODULE: ./lib/snapshot/snapshots.js
var snapshots = __webpack_require__(5825);
// EXTERNAL MODULE: ./lib/snapshot/verify-objects.js
var verify_objects = __webpack_require__(64502);
;// CONCATENATED MODULE: ./lib/snapshot/attacks.js








/**
 * Looks for traces of an attack in the S3 versions of the whole vault: one request for each thousand. More only where
 * there is something to explain: what prune noted (two), and, where packs or parts were deleted or overwritten, the live
 * snapshots that prune has not noted (one each).
 */
async function findTraces(store, signal) {
    const scan = await scanVersions(store, signal);
    const needsPrune = [...scan.deleted, ...scan.overwritten].some(({ kind }) => ['root', 'blob'].includes(kind));
    const numbers = new prune_state/* KeyNumbers */.mt();
    const pruned = needsPrune ? await (0,prune_state/* readPruneState */._2)(store, numbers, signal) : NOTHING_PRUNED;
    const removed = new Set(pruned.removed.map(({ series, id }) => (0,keys/* rootKey */.eO)(series, id)));
    const read = await readNeeds(store, scan, { pruned, numbers }, signal);
    const isPartial = scan.deleted.some(({ key, kind }) => kind === 'root' && !removed.has(key));
    const needs = { ...read, isPartial: isPartial || read.unreadable.length > 0 };
    const judge = { store, signal, removed, needs };
    return {
        s3Versions: scan.s3Versions,
        snapshots: scan.roots.length,
        overwritten: await (0,lib_async/* mapBounded */.yJ)(scan.overwritten, IN_FLIGHT, (key) => judgeOverwritten(judge, key)),
        deleted: judgeDeleted(scan.deleted, judge),
        foreign: [
            ...scan.foreign.map((key) => ({ key, degree: 'suspicious', says: 'Holdfast writes no such key' })),
            ...scan.archived.map(({ key, storageClass = '' }) => ({
                key,
                degree: 'suspicious',
                says: `it lies in ${storageClass}, where Holdfast writes nothing and cannot read at once`,
            })),
        ],
        untrusted: scan.roots
            .filter(({ key, info }) => !info.timeTrusted && !scan.readmitted.has(key))
            .map(({ key, info }) => ({ key, degree: 'suspicious', says: `its name says ${info.utc.toISOString()}` })),
    };
}
const IN_FLIGHT = 16;
const NOTHING_PRUNED = { roots: new Map(), removed: [] };
function kindOf(key) {
    if ((0,keys/* parseRootKey */.tv)(key) !== undefined)
        return 'root';
    if ((0,keys/* parseBlobKey */.QK)(key) !== undefined)
        return 'blob';
    if ((0,keys/* parseMarkKey */.GE)(key) !== undefined)
        return 'mark';
    if ((0,keys/* parseStateKey */.SY)(key) !== undefined)
        return 'state';
    return key === 'v1/probe' ? 'probe' : 'foreign';
}
async function scanVersions(store, signal) {
    const lists = { roots: [], overwritten: [], deleted: [], foreign: [], archived: [] };
    const scan = { s3Versions: 0, readmitted: new Set(), ...lists };
    // A page ends anywhere, and has the delete markers apart: its last key is looked at together with the next page.
    let open = new Map();
    for await (const page of store.listVersions('v1/', { signal })) {
        scan.s3Versions += page.length;
        for (const version of page) {
            const known = open.get(version.key);
            if (known === undefined)
                open.set(version.key, [version]);
            else
                known.push(version);
        }
        const last = [...open.keys()].reduce((a, b) => (Buffer.compare(Buffer.from(a), Buffer.from(b)) >= 0 ? a : b), '');
        for (const [key, versions] of open)
            if (key !== last)
                note(scan, key, versions);
        open = new Map([...open].filter(([key]) => key === last));
    }
    for (const [key, versions] of open)
        note(scan, key, versions);
    return scan;
}
function note(scan, key, all) {
    const kind = kindOf(key);
    const data = all
        .filter(({ isDeleteMarker }) => !isDeleteMarker)
        .sort((a, b) => a.lastModified.getTime() - b.lastModified.getTime() || Number(a.isLatest) - Number(b.isLatest));
    const current = data.find(({ isLatest }) => isLatest);
    const versions = { key, kind, data, isDeleted: current === undefined, markers: all.length - data.length };
    if (kind === 'foreign') {
        if (current !== undefined)
            scan.foreign.push(key);
        return;
    }
    if (verify_objects/* ARCHIVE_CLASSES */.CP.includes(current?.storageClass ?? '') && current !== undefined)
        scan.archived.push(current);
    if (data.length > 1)
        scan.overwritten.push(versions);
    if (current === undefined)
        scan.deleted.push(versions);
    const mark = (0,keys/* parseMarkKey */.GE)(key);
    if (mark?.kind === 'readmitted' && current !== undefined)
        scan.readmitted.add((0,keys/* rootKey */.eO)(mark.series, mark.id));
    const info = current && (0,snapshots/* snapshotInfo */.bX)({ ...current, etag: '', storageClass: undefined });
    if (info !== undefined)
        scan.roots.push({ key, info });
}
/** What live snapshots need; read only where something of it was touched. */
async function readNeeds(store, scan, { pruned, numbers }, signal) {
    const objects = new Set();
    const unreadable = [];
    if (![...scan.deleted, ...scan.overwritten].some(({ kind }) => kind === 'blob'))
        return { objects, unreadable };
    const unread = scan.roots.filter(({ key }) => !pruned.roots.has(key));
    for (const { key } of scan.roots) {
        for (const number of pruned.roots.get(key)?.objects ?? [])
            objects.add(numbers.key(number));
    }
    await (0,lib_async/* mapBounded */.yJ)(unread, IN_FLIGHT, async ({ key, info }) => {
        try {
            for (const object of (await (0,root_reader/* readRoot */.XD)(store, info, { signal })).objects)
                objects.add(object.key);
        }
        catch (error) {
            if (!(0,damage/* isUnreadable */.GZ)(error))
                throw error;
            unreadable.push(key);
        }
    });
    return { objects, unreadable };
}
function judgeDeleted(deleted, { removed, needs }) {
    const suspects = deleted.map(({ key, kind }) => {
        switch (kind) {
            case 'root':
                return removed.has(key)
                    ? { key, degree: 'explained', says: 'a snapshot that prune took out' }
                    : { key, degree: 'harm', says: 'a snapshot, and prune has no record of it' };
            case 'blob':
                if (needs.objects.has(key))
                    return { key, degree: 'harm', says: 'a live snapshot needs it' };
                return needs.isPartial
                    ? { key, degree: 'suspicious', says: 'a snapshot that was deleted or cannot be read may need it' }
                    : { key, degree: 'explained', says: 'no live snapshot needs it' };
            case 'mark':
                return { key, degree: 'harm', says: 'a mark, which nothing of Holdfast deletes' };
            case 'probe':
                return {
                    key,
                    degree: 'suspicious',
                    says: 'repair does, to try the server, and a backup that refuses the bucket',
                };
            default:
                return { key, degree: 'suspicious', says: 'nothing of Holdfast deletes it' };
        }
    });
    return suspects.concat(needs.unreadable.map((key) => ({ key, degree: 'suspicious', says: 'a snapshot that cannot be read: run verify' })));
}
/** Whether the right bytes lie on top again, as repair leaves them. */
async function judgeOverwritten(judge, versions) {
    const { key, kind, data, isDeleted, markers } = versions;
    if (isDeleted)
        return data.every(({ etag }) => etag !== undefined && etag === data[0]?.etag)
            ? { key, degree: 'explained', says: 'brought back once, with the same bytes, and deleted since' }
            : { key, degree: 'suspicious', says: 'overwritten, and deleted since' };
    // A backup finds it gone, and writes it without overwriting anything.
    if (kind === 'probe' && markers >= data.length - 1)
        return { key, degree: 'explained', says: 'deleted by somebody, and written again by a backup' };
    if (kind === 'probe')
        return { key, degree: 'suspicious', says: 'the server does not refuse to overwrite' };
    if (await isCurrentRight(judge, versions))
        return { key, degree: 'explained', says: 'written again; the bytes that were stored first lie on top' };
    const isNeeded = kind !== 'blob' || judge.needs.isPartial || judge.needs.objects.has(key);
    return !isNeeded
        ? { key, degree: 'suspicious', says: 'no live snapshot needs it' }
        : { key, degree: 'harm', says: 'the bytes on top are not those that were stored first' };
}
async function isCurrentRight({ store, signal }, { key, kind, data }) {
    if (kind === 'root' || kind === 'blob')
        return holdsItsName(store, key, kind, signal);
    const [first, last] = [data[0], data.at(-1)];
    return first?.etag !== undefined && first.etag === last?.etag;
}
/** Packs and parts by the provider's own checksum where it keeps one; all else by reading the object. */
async function holdsItsName(store, key, kind, signal) {
    const head = await store.head(key, { signal });
    if (head === undefined || head.sizeBytes > limits/* LIMITS */.b.rootMaxBytes)
        return false;
    if (kind === 'blob' && head.sha256 !== undefined)
        return (0,keys/* isNamedBy */.$8)(key, head.sha256);
    return (0,keys/* isNameOf */.b_)(key, (await store.get(key, { signal })).body);
}

// EXTERNAL MODULE: ./lib/snapshot/vault-state.js
var vault_state = __webpack_require__(88580);
// EXTERNAL MODULE: ./lib/store/probe-object.js
var probe_object = __webpack_require__(88199);
// EXTERNAL MODULE: ./lib/version.js
var version = __webpack_require__(13411);
// EXTERNAL MODULE: ./lib/commands/named-path.js
var named_path = __webpack_require__(19411);
// EXTERNAL MODULE: ./lib/commands/result.js
var result = __webpack_require__(79421);
// EXTERNAL MODULE: ./lib/commands/vault.js + 12 modules
var commands_vault = __webpack_require__(16807);
;// CONCATENATED MODULE: ./lib/commands/audit.js




















/** Reviews the bucket, the roles and the stored objects: who could read, change or destroy backups, and did somebody? */
async function audit(inputs, deps) {
    deps.emit({ type: 'phase', name: 'Audit' });
    const vault = await (0,commands_vault/* openVault */.Z1)(inputs, deps);
    const identity = await vault.credentials.identity();
    const [facts, traces, before] = await Promise.all([
        (0,posture/* readSettings */.sb)(vault.connection, posture/* ALL_SETTINGS */.wn, deps.signal),
        orRefused(findTraces(vault.store, deps.signal)),
        readBaseline(vault, deps),
    ]);
    const isDenied = (reading) => reading.state === 'denied';
    if (traces instanceof errors/* HoldfastError */.Et && Object.values(facts).every(isDenied))
        throw traces;
    const { findings: ofSettings, access } = await reviewIn(vault, facts, identity, inputs, deps);
    const weakened = await compare(vault, facts, before, ofSettings, deps);
    const findings = (0,audit_finding/* sorted */.IP)([...tracesFound(traces, keepsVersions(facts), inputs), weakened, ...ofSettings]);
    // At a prompt the table says it all, at once.
    if (deps.surface === 'action')
        tell(findings, deps);
    const sarif = await writeSarif(findings, inputs, deps);
    return resultOf(inputs, { findings, access, traces, sarif });
}
async function reviewIn({ connection, credentials, store }, facts, identity, inputs, deps) {
    const { endpointUrl, expectedBucketOwner, bucket, prefix } = connection.settings;
    const { partition } = credentials;
    const onAws = endpointUrl === undefined || (0,aws_partition/* isAwsEndpoint */.DM)(endpointUrl);
    const account = accountReader({
        credentials: credentials.provider,
        network: (0,network/* createNetwork */.VS)({ emit: deps.emit }, deps.env),
        region: credentials.region ?? (0,aws_partition/* firstRegionOf */.iI)(partition),
        onAws,
        env: deps.env,
        emit: deps.emit,
        signal: deps.signal,
    });
    const { encryption } = (0,posture/* postureOf */.oQ)(facts);
    const hasNoDefault = encryption.state === 'ok' && encryption.value === undefined;
    const probe = hasNoDefault ? await orRefused(store.head(probe_object/* PROBE_KEY */.B, { signal: deps.signal })) : undefined;
    const encryptionSeen = !(probe instanceof errors/* HoldfastError */.Et) && probe?.serverSideEncryption !== undefined;
    const place = { bucket, prefix, partition, accountId: expectedBucketOwner, onAws, encryptionSeen };
    return review(facts, place, rolesToReview(identity, inputs.auditRoles), identity, account);
}
/** What is refused is not known, and the audit goes on; every other error ends it. */
async function orRefused(work) {
    try {
        return await work;
    }
    catch (error) {
        if (error instanceof errors/* HoldfastError */.Et && NOT_SEEN.includes(error.code))
            return error;
        throw error;
    }
}
const NOT_SEEN = ['access-denied', 'corrupt-state', 'not-implemented'];
/** Mode under whose name the baseline is kept. */
const STATE = 'audit';
function readBaseline({ store }, { signal }) {
    return orRefused((0,vault_state/* readState */.un)(store, STATE, baselineSchema, signal));
}
/** What got weaker since the last audit; what is now is noted for the next, if it is anything new. */
async function compare({ store, connection }, facts, before, findings, { emit, now, signal }) {
    const { bucket, prefix } = connection.settings;
    const at = store.serverDate() ?? now();
    const known = before instanceof errors/* HoldfastError */.Et ? undefined : before;
    const baseline = baselineOf(facts, findings, { before: known, prefix, at });
    if (known === undefined || !isSame(known, baseline)) {
        const written = await orRefused((0,vault_state/* writeState */.Jq)(store, STATE, at, baseline, signal));
        if (written instanceof errors/* HoldfastError */.Et) {
            const { message: reason, why, fix } = written;
            const message = `The next audit has nothing new to compare with: ${reason}`;
            emit({ type: 'warning', class: 'baseline-not-written', message, why, fix });
        }
    }
    if (!(before instanceof errors/* HoldfastError */.Et))
        return checkWeakened(known, baseline, findings, bucket);
    if (before.code !== 'corrupt-state')
        return (0,audit_finding/* unknown */.L5)('attack-weakened', bucket, before.message);
    return (0,audit_finding/* failed */.gz)('attack-weakened', bucket, 'What the last audit noted is damaged.', {
        evidence: [before.message],
        fix: 'Nothing but audits writes below v1/state/audit/: find out who did. This audit has noted the state of now.',
    });
}
function isSame(a, b) {
    return JSON.stringify({ ...a, at: '' }) === JSON.stringify({ ...b, at: '' });
}
/** Keys that a finding shows. */
const SHOWN = 10;
const DEGREES = {
    harm: 'critical',
    suspicious: 'medium',
    explained: 'none',
};
/** Why what was overwritten or deleted leaves no trace; undefined: it does. */
function keepsVersions({ versioning }) {
    if (versioning.state === 'denied')
        return `The credentials lack ${versioning.permission}.`;
    if (versioning.state === 'unknown')
        return `Whether the bucket keeps S3 versions is not known: ${versioning.reason}`;
    if (versioning.value.status === 'Enabled')
        return undefined;
    return 'Without versioning, what is overwritten or deleted leaves no trace.';
}
function tracesFound(traces, traceless, { bucket, prefix }) {
    const repair = (0,audit_bucket/* commandFor */.Fw)('repair', { bucket, prefix }, '--all-series');
    const rows = [
        ['attack-overwritten', 'overwritten', 'Keys of the vault were overwritten', repair],
        ['attack-deleted', 'deleted', 'Keys of the vault lie under delete markers', repair],
        ['attack-foreign-objects', 'foreign', 'Objects lie in the vault that Holdfast does not write', ''],
        [
            'attack-untrusted-times',
            'untrusted',
            'Snapshots were stored at another time than they say',
            `${repair} --readmit`,
        ],
    ];
    return rows.map(([check, list, message, command]) => {
        if (traces instanceof errors/* HoldfastError */.Et)
            return (0,audit_finding/* unknown */.L5)(check, bucket, traces.message, traces.code === 'access-denied' ? 's3:ListBucketVersions' : undefined);
        const isBlind = list === 'overwritten' || list === 'deleted';
        if (isBlind && traceless !== undefined && traces[list].length === 0)
            return (0,audit_finding/* unknown */.L5)(check, bucket, traceless);
        const suspects = [...traces[list]].sort((a, b) => (0,audit_finding/* rankOf */.IQ)(DEGREES[b.degree]) - (0,audit_finding/* rankOf */.IQ)(DEGREES[a.degree]));
        return traceFound(check, bucket, message, suspects, command);
    });
}
function traceFound(check, bucket, message, suspects, command) {
    const [worst] = suspects;
    const shown = suspects.slice(0, SHOWN).map(({ key, says }) => `${key}: ${says}`);
    const more = suspects.length > SHOWN ? [`and ${suspects.length - SHOWN} more`] : [];
    if (worst === undefined)
        return (0,audit_finding/* passed */.bF)(check, bucket, `${checks/* CHECKS */.u[check].title}.`);
    if (worst.degree === 'explained')
        return (0,audit_finding/* passed */.bF)(check, bucket, `${checks/* CHECKS */.u[check].title}, but for what Holdfast did itself.`, [...shown, ...more]);
    const look = command === ''
        ? 'Look at them, and find out in CloudTrail who wrote them.'
        : `See what would be done: ${command}; do it with --apply. Find out in CloudTrail who it was.`;
    return (0,audit_finding/* failed */.gz)(check, bucket, `${message}.`, {
        severity: DEGREES[worst.degree],
        evidence: [...shown, ...more],
        fix: look,
    });
}
/** Annotations: the serious ones, each check a class of its own, and what could not be checked. */
function tell(findings, { emit }) {
    for (const { check, status, severity, subject, message, evidence, fix, permission } of findings) {
        const why = evidence.length > 0 ? evidence.join('; ') : undefined;
        const what = `${message} (${subject})`;
        if (status === 'failed' && (0,audit_finding/* rankOf */.IQ)(severity) >= (0,audit_finding/* rankOf */.IQ)('medium'))
            emit({ type: 'warning', class: `audit-${check}`, message: `${severity}: ${what}`, why, fix });
        if (status === 'unknown' && permission === undefined)
            emit({ type: 'notice', class: 'audit-not-served', message: what, why, fix });
        if (status === 'unknown' && permission !== undefined)
            emit({ type: 'warning', class: 'audit-not-permitted', message: what, why, fix });
    }
}
async function writeSarif(findings, inputs, deps) {
    if (inputs.sarif === undefined)
        return undefined;
    const path = (0,named_path/* namedPath */.h)(inputs.sarif, deps);
    const log = sarifLog({
        version: version/* VERSION */.x,
        findings: findings.flatMap((finding) => {
            const { check, status, severity, subject, message, evidence, fix } = finding;
            if (status !== 'failed' || severity === 'none')
                return [];
            const { title, why, url } = checks/* CHECKS */.u[check];
            const text = [`${message} (${subject})`, ...evidence, ...(fix === undefined ? [] : [`What to do: ${fix}`])].join('\n');
            return [{ rule: check, title, why, helpUrl: url, severity, subject, message: text }];
        }),
        notChecked: findings
            .filter(({ status }) => status === 'unknown')
            .map(({ message, subject, evidence }) => `${message} (${subject}) ${evidence.join(' ')}`),
        workflowRef: deps.env['GITHUB_WORKFLOW_REF'],
    });
    try {
        await (0,promises_.writeFile)(path, `${JSON.stringify(log, undefined, 2)}\n`);
    }
    catch (cause) {
        throw new errors/* HoldfastError */.Et({
            code: 'sarif-not-written',
            message: `The SARIF file ${path} could not be written: ${(0,errors/* messageOf */.bD)(cause)}.`,
            fix: 'Let input sarif name a file in a folder that is there.',
            cause,
        });
    }
    return path;
}
function resultOf({ bucket, prefix, failOn }, outcome) {
    const { findings, access, traces, sarif } = outcome;
    const real = findings.filter(({ status, severity }) => status === 'failed' && severity !== 'none');
    const isFailed = failOn !== 'none' && real.some(({ severity }) => (0,audit_finding/* rankOf */.IQ)(severity) >= (0,audit_finding/* rankOf */.IQ)(failOn));
    const seen = traces instanceof errors/* HoldfastError */.Et ? {} : { s3Versions: traces.s3Versions, snapshots: traces.snapshots };
    const verdict = verdictOf(findings, access);
    return {
        status: isFailed ? 'failed' : 'complete',
        outputs: { findings: real.length, ...(sarif !== undefined && { sarif }) },
        tables: [findingsTable(findings), accessTable(access), passedTable(findings)].filter(({ rows }) => rows.length > 0),
        summary: {
            title: `Audit of ${bucket}${prefix === '' ? '' : `/${prefix}`}`,
            text: `${verdictText(verdict)} ${textOf(findings, real, seen)}${access.length > 0 ? '' : NO_ROLES}`,
        },
        json: { bucket, prefix, ...seen, ...verdict, findings: findings.map(jsonOf), access },
    };
}
/** Causes that the first sentence names. */
const CAUSES_SHOWN = 4;
function verdictText({ attackProof, because }) {
    if (attackProof === 'yes')
        return 'Attack-proof: yes. Whoever steals a role that was reviewed can neither overwrite what is stored, nor delete it for good, nor change the rules.';
    const more = because.length > CAUSES_SHOWN ? ` and ${because.length - CAUSES_SHOWN} more` : '';
    return `Attack-proof: ${attackProof} (${because.slice(0, CAUSES_SHOWN).join(', ')}${more}).`;
}
const NO_ROLES = ' No role was reviewed: the credentials are of none, or its policies could not be read; name roles in audit-roles.';
function jsonOf(finding) {
    const { title, why, url } = checks/* CHECKS */.u[finding.check];
    return { ...finding, title, why, url };
}
function textOf(findings, real, seen) {
    const counts = [...audit_finding/* SEVERITIES */.oC]
        .reverse()
        .map((severity) => [real.filter((finding) => finding.severity === severity).length, severity])
        .filter(([count]) => count > 0)
        .map(([count, severity]) => `${count} ${severity}`);
    const of = (status) => String(findings.filter((finding) => finding.status === status).length);
    return [
        real.length === 0 ? 'No findings.' : `Findings: ${counts.join(', ')}.`,
        `${of('passed')} checks passed, ${of('unknown')} could not be made.`,
        ...(seen.s3Versions === undefined
            ? []
            : [`S3 versions looked at: ${seen.s3Versions}, of snapshots: ${seen.snapshots}.`]),
    ].join(' ');
}
function findingsTable(findings) {
    const failures = findings
        .filter(({ status }) => status === 'failed')
        .map(({ check, severity, subject, message, evidence, fix }) => [
        severity,
        check,
        subject,
        found(message, evidence),
        fix,
        checks/* CHECKS */.u[check].url,
    ]);
    const unchecked = findings.filter(({ status }) => status === 'unknown');
    // One refusal leaves many checks open, of a role all of them: a row for each cause.
    const causes = Map.groupBy(unchecked, ({ subject, evidence }) => [subject, ...evidence].join('\n'));
    const rows = [
        ...failures,
        ...[...causes.values()].map((those) => [
            'unknown',
            those.map(({ check }) => check).join(', '),
            those[0]?.subject,
            found('Not checked.', those[0]?.evidence ?? []),
            those[0]?.fix,
        ]),
    ];
    const columns = { ...(0,result/* textColumns */.L)('severity', 'check', 'of', 'what was found', 'what to do'), page: 'link' };
    return { title: 'Findings', columns, rows };
}
function found(message, evidence) {
    return evidence.length === 0 ? message : `${message} (${evidence.join('; ')})`;
}
function accessTable(access) {
    const rows = access.map((row) => [
        row.who,
        row.read,
        row.write,
        row.overwrite,
        row.markDeleted,
        row.deleteVersions,
        row.changeRules,
    ]);
    const rights = ['read', 'write', 'overwrite', 'set delete markers', 'delete S3 versions', 'change rules'];
    return {
        title: 'Who may do what (other users and roles of the account are not seen: name roles in audit-roles)',
        columns: (0,result/* textColumns */.L)('who', ...rights),
        rows,
    };
}
function passedTable(findings) {
    const rows = findings
        .filter(({ status }) => status === 'passed')
        .map(({ check, subject, message, evidence }) => [check, subject, found(message, evidence)]);
    return { title: 'Passed', columns: (0,result/* textColumns */.L)('check', 'of', 'what was found'), rows };
}


/***/ }),

/***/ 56215:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   FA: () => (/* binding */ HASH_BYTES),
/* harmony export */   Ju: () => (/* binding */ SegmentBuilder),
/* harmony export */   OB: () => (/* binding */ rowOf),
/* harmony export */   Y4: () => (/* binding */ Segment)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(452);
/* harmony import */ var _limits_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8207);
/* harmony import */ var _json_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(85804);



const HASH_BYTES = 32;
/** Grows by doubling; the bytes of a column under construction. */
class ByteSink {
    buffer = Buffer.allocUnsafe(256);
    length = 0;
    reserve(bytes) {
        if (this.length + bytes <= this.buffer.length)
            return;
        const larger = Buffer.allocUnsafe(Math.max(this.buffer.length * 2, this.length + bytes));
        this.buffer.copy(larger, 0, 0, this.length);
        this.buffer = larger;
    }
    append(bytes) {
        this.reserve(bytes.length);
        this.buffer.set(bytes, this.length);
        this.length += bytes.length;
    }
    /** LEB128; arithmetic and not shifts, since values reach 2^53 - 1. */
    appendUint(value) {
        if (!Number.isSafeInteger(value) || value < 0)
            throw new Error(`not a column value: ${String(value)}`);
        this.reserve(8);
        let rest = value;
        while (rest >= 0x80) {
            this.buffer[this.length++] = (rest % 0x80) + 0x80;
            rest = Math.floor(rest / 0x80);
        }
        this.buffer[this.length++] = rest;
    }
    bytes() {
        return this.buffer.subarray(0, this.length);
    }
}
const zigzag = (value) => (value >= 0 ? value * 2 : -value * 2 - 1);
const unzigzag = (value) => (value % 2 === 0 ? value / 2 : -(value + 1) / 2);
/** Collects rows column by column; `encode` gives the raw segment. */
class SegmentBuilder {
    schema;
    lengths = {};
    data = {};
    rows = 0;
    constructor(schema) {
        this.schema = schema;
        for (const name of Object.keys(schema.columns)) {
            this.lengths[name] = new ByteSink();
            this.data[name] = new ByteSink();
        }
    }
    /** `row` has a value for each column: a number, 32 bytes, bytes, or a whole number of hashes end to end. */
    push(row) {
        for (const [name, type] of Object.entries(this.schema.columns)) {
            const value = row[name];
            const data = this.data[name];
            if (type === 'uint' || type === 'int') {
                data.appendUint(type === 'int' ? zigzag(value) : value);
                continue;
            }
            const bytes = value;
            if (type === 'bytes')
                this.lengths[name].appendUint(bytes.length);
            if (type === 'hashes')
                this.lengths[name].appendUint(bytes.length / HASH_BYTES);
            if (type === 'hash' && bytes.length !== HASH_BYTES)
                throw new Error(`column ${name}: not a SHA-256`);
            data.append(bytes);
        }
        this.rows++;
    }
    /** Bytes collected so far, without the head. */
    get sizeBytes() {
        return Object.keys(this.schema.columns).reduce((sum, name) => sum + this.columnBytes(name), 0);
    }
    columnBytes(name) {
        return this.lengths[name].length + this.data[name].length;
    }
    encode(objects) {
        const columns = Object.entries(this.schema.columns).map(([name, type]) => [name, type, this.columnBytes(name)]);
        const head = Buffer.from(JSON.stringify({ table: this.schema.table, rows: this.rows, columns, ...(objects && { objects }) }));
        const size = Buffer.alloc(4);
        size.writeUInt32LE(head.length);
        const names = Object.keys(this.schema.columns);
        return Buffer.concat([
            size,
            head,
            ...names.flatMap((n) => [this.lengths[n].bytes(), this.data[n].bytes()]),
        ]);
    }
}
const EMPTY = Buffer.alloc(0);
/** A decoded segment, still in columns; every length in it is checked before use. */
class Segment {
    rows;
    objects;
    numbers = {};
    slices = {};
    /** @throws corrupt-segment */
    constructor(schema, raw, what) {
        const bad = (detail) => new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .HoldfastError */ .Et({ code: 'corrupt-segment', message: `${what} is damaged: ${detail}.` });
        const head = readHead(raw, schema.table, bad);
        this.rows = head.rows;
        this.objects = head.objects;
        for (const [name, type] of Object.entries(schema.columns)) {
            const place = head.places.get(name);
            if (place?.type !== type)
                throw bad(`column ${name} of type ${type} is missing`);
            this.decodeColumn(name, type, raw.subarray(place.start, place.end), bad);
        }
    }
    decodeColumn(name, type, bytes, bad) {
        const isCutOff = () => bad(`column ${name} is cut off, or a number in it has another form than the shortest`);
        if (this.rows > bytes.length)
            throw isCutOff();
        const uints = new UintReader(bytes, isCutOff);
        if (type === 'uint' || type === 'int') {
            const values = new Float64Array(this.rows);
            for (let row = 0; row < this.rows; row++)
                values[row] = type === 'int' ? unzigzag(uints.next()) : uints.next();
            if (uints.at !== bytes.length)
                throw bad(`column ${name} is too long`);
            this.numbers[name] = values;
            return;
        }
        const unit = type === 'bytes' ? 1 : HASH_BYTES;
        const borders = new Uint32Array(this.rows + 1);
        let at = 0;
        for (let row = 0; row < this.rows; row++) {
            at += (type === 'hash' ? 1 : uints.next()) * unit;
            if (at > bytes.length)
                throw bad(`column ${name} points outside of itself`);
            borders[row + 1] = at;
        }
        const data = bytes.subarray(uints.at);
        if (at !== data.length)
            throw bad(`the data of column ${name} has not the length that its rows have`);
        this.slices[name] = { data, borders };
    }
    number(column, row) {
        return this.numbers[column]?.[row];
    }
    /** A view, not a copy; of rows [row, endRow), end to end. Most values of some columns are empty, and views are dear. */
    bytes(column, row, endRow = row + 1) {
        const { data, borders } = this.slices[column];
        const start = borders[row];
        const end = borders[endRow];
        return start === end ? EMPTY : data.subarray(start, end);
    }
}
function readHead(raw, table, bad) {
    if (raw.length < 4 || raw.length > _limits_js__WEBPACK_IMPORTED_MODULE_1__/* .LIMITS */ .b.segmentMaxBytes)
        throw bad(`${String(raw.length)} bytes`);
    const headEnd = 4 + raw.readUInt32LE(0);
    if (headEnd > raw.length)
        throw bad('its head is cut off');
    let head;
    try {
        head = (0,_json_js__WEBPACK_IMPORTED_MODULE_2__/* .parseJson */ .q)(raw.subarray(4, headEnd)) ?? {};
    }
    catch (cause) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .HoldfastError */ .Et({ code: 'corrupt-segment', message: bad('its head is not JSON').message, cause });
    }
    const { rows, columns, objects = [] } = head;
    if (head.table !== table)
        throw bad(`it is a segment of ${JSON.stringify(head.table)}, expected ${table}`);
    if (!isCount(rows) || rows > raw.length)
        throw bad('its row count is wrong');
    if (rows > _limits_js__WEBPACK_IMPORTED_MODULE_1__/* .LIMITS */ .b.segmentMaxRows)
        throw bad(`it has ${String(rows)} rows, more than any may`);
    if (!Array.isArray(columns) || columns.length > _limits_js__WEBPACK_IMPORTED_MODULE_1__/* .LIMITS */ .b.segmentMaxColumns)
        throw bad('its column list is wrong');
    if (!Array.isArray(objects) || !objects.every((key) => typeof key === 'string'))
        throw bad('its object list is wrong');
    const places = new Map();
    let start = headEnd;
    for (const column of columns) {
        const [name, type, bytes] = (Array.isArray(column) ? column : []);
        if (typeof name !== 'string' || typeof type !== 'string' || !isCount(bytes))
            throw bad('its column list is wrong');
        if (places.has(name))
            throw bad(`it has two columns ${JSON.stringify(name)}`);
        places.set(name, { type, start, end: start + bytes });
        start += bytes;
    }
    if (start !== raw.length)
        throw bad('its columns do not fill it');
    return { rows, objects: objects, places };
}
function isCount(value) {
    return Number.isSafeInteger(value) && value >= 0;
}
/** 7 bits each, for numbers of 53 bits. */
const UINT_MAX_BYTES = 8;
/** Reads LEB128 numbers, one after the other. */
class UintReader {
    bytes;
    bad;
    at = 0;
    constructor(bytes, bad) {
        this.bytes = bytes;
        this.bad = bad;
    }
    /** The shortest form only: each number has one encoding, of 8 bytes at most. */
    next() {
        let byte = this.byte();
        if (byte < 0x80)
            return byte;
        let value = byte & 0x7f;
        let scale = 0x80;
        const end = this.at - 1 + UINT_MAX_BYTES;
        do {
            if (this.at >= end)
                throw this.bad();
            byte = this.byte();
            value += (byte & 0x7f) * scale;
            scale *= 0x80;
        } while (byte >= 0x80);
        if (byte === 0 || value > Number.MAX_SAFE_INTEGER)
            throw this.bad();
        return value;
    }
    byte() {
        if (this.at >= this.bytes.length)
            throw this.bad();
        return this.bytes[this.at++];
    }
}
/** One row of a segment in the form that `SegmentBuilder.push` takes. */
function rowOf(segment, schema, row) {
    const result = {};
    for (const [name, type] of Object.entries(schema.columns)) {
        result[name] = type === 'uint' || type === 'int' ? segment.number(name, row) : segment.bytes(name, row);
    }
    return result;
}


/***/ }),

/***/ 58624:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   K$: () => (/* binding */ addLevel),
/* harmony export */   QE: () => (/* binding */ tableRows),
/* harmony export */   Su: () => (/* binding */ levelBytes),
/* harmony export */   UR: () => (/* binding */ decodeSegment),
/* harmony export */   Vx: () => (/* binding */ rewrittenFrom),
/* harmony export */   fc: () => (/* binding */ mergeFrom),
/* harmony export */   mx: () => (/* binding */ LevelWriter),
/* harmony export */   oW: () => (/* binding */ rowCount),
/* harmony export */   ug: () => (/* binding */ encodeSegment)
/* harmony export */ });
/* unused harmony export holdSegment */
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(452);
/* harmony import */ var _limits_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8207);
/* harmony import */ var _columns_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(56215);
/* harmony import */ var _zstd_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(92406);




/** Raw bytes at which a segment ends at the next border, and at which it ends anywhere. */
const BORDER_AFTER_BYTES = 512 * 1024;
const SEGMENT_END_BYTES = 8 * 1024 * 1024;
/** One key in 4,096 is a border: equal runs of rows give equal segments, wherever the run began. */
const BORDER_MASK = 0xfff;
const MAX_LEVELS = 8;
/** Until the commit, where segments are compressed together, a fast level keeps memory small. */
const HELD_ZSTD_LEVEL = 1;
function decodeSegment(schema, segment) {
    const what = `A segment of the ${schema.table} table`;
    const decoded = new _columns_js__WEBPACK_IMPORTED_MODULE_2__/* .Segment */ .Y4(schema, segment.raw(), what);
    if (decoded.rows !== segment.rows) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .HoldfastError */ .Et({
            code: 'corrupt-segment',
            message: `${what} is damaged: it has ${String(decoded.rows)} rows, and the root says ${String(segment.rows)}.`,
        });
    }
    return decoded;
}
function encodeSegment(builder, objects) {
    return holdSegment(builder.rows, builder.encode(objects));
}
function holdSegment(rows, raw) {
    // Copied: what zstd gives is a part of a buffer that could have held the incompressible.
    const held = Buffer.from((0,_zstd_js__WEBPACK_IMPORTED_MODULE_3__/* .compressSync */ .oS)(raw, HELD_ZSTD_LEVEL));
    const rawBytes = raw.length;
    return { rows, rawBytes, storedBytes: held.length, raw: () => (0,_zstd_js__WEBPACK_IMPORTED_MODULE_3__/* .decompressSync */ .Rq)(held, rawBytes, 'A segment in memory') };
}
/** Takes rows in key order, gives a level. */
class LevelWriter {
    schema;
    done = [];
    builder;
    lastKey;
    constructor(schema) {
        this.schema = schema;
        this.builder = new _columns_js__WEBPACK_IMPORTED_MODULE_2__/* .SegmentBuilder */ .Ju(schema);
    }
    push(row) {
        const key = row[this.schema.key];
        if (this.lastKey !== undefined && Buffer.compare(this.lastKey, key) >= 0) {
            throw new Error(`${this.schema.table}: row out of order: ${Buffer.from(key).toString()}`);
        }
        this.lastKey = key;
        this.builder.push(row);
        const { sizeBytes } = this.builder;
        const isFull = this.builder.rows >= _limits_js__WEBPACK_IMPORTED_MODULE_1__/* .LIMITS */ .b.segmentMaxRows;
        if (sizeBytes < BORDER_AFTER_BYTES && !isFull)
            return;
        if (isFull || sizeBytes >= SEGMENT_END_BYTES || (fnv1a(key) & BORDER_MASK) === 0)
            this.end();
    }
    end() {
        if (this.builder.rows === 0)
            return;
        this.done.push(encodeSegment(this.builder));
        this.builder = new _columns_js__WEBPACK_IMPORTED_MODULE_2__/* .SegmentBuilder */ .Ju(this.schema);
    }
    finish() {
        this.end();
        return this.done;
    }
}
/** http://www.isthe.com/chongo/tech/comp/fnv/: FNV-1a, 32 bits, folded so that the low bits mix. */
function fnv1a(bytes) {
    let hash = 0x811c9dc5;
    for (const byte of bytes)
        hash = Math.imul(hash ^ byte, 0x01000193);
    return hash ^ (hash >>> 15);
}
/** The rows of one level from the first key >= `from`; tombstones too. */
function* levelRows(schema, level, from) {
    let last;
    for (const stored of level) {
        const segment = decodeSegment(schema, stored);
        for (let row = lowerBound(segment, schema.key, from); row < segment.rows; row++) {
            const key = segment.bytes(schema.key, row);
            if (last !== undefined && Buffer.compare(last, key) >= 0) {
                throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .HoldfastError */ .Et({
                    code: 'corrupt-segment',
                    message: `The ${schema.table} table is damaged: its rows are not in order.`,
                });
            }
            last = key;
            yield { key, segment, row };
        }
    }
}
function lowerBound(segment, column, from) {
    let low = 0;
    let high = from.length === 0 ? 0 : segment.rows;
    while (low < high) {
        const middle = (low + high) >>> 1;
        if (Buffer.compare(segment.bytes(column, middle), from) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}
/** Rows of the levels in key order, the newest of each key; tombstones kept. */
function mergedRows(schema, levels, from) {
    const rows = levels.map((level) => levelRows(schema, level, from));
    return rows.length === 1 ? rows[0] : merge(rows);
}
function* merge(levels) {
    const cursors = levels.map((rows) => ({ rows, head: rows.next() }));
    for (;;) {
        let newest;
        let least;
        for (const cursor of cursors) {
            if (cursor.head.done === true)
                continue;
            const order = least === undefined ? -1 : Buffer.compare(cursor.head.value.key, least);
            if (order <= 0)
                newest = cursor;
            if (order < 0)
                least = cursor.head.value.key;
        }
        if (newest === undefined || least === undefined)
            return;
        const found = newest.head.value;
        for (const cursor of cursors) {
            if (cursor.head.done === true)
                continue;
            const isOlder = cursor !== newest && Buffer.compare(cursor.head.value.key, least) === 0;
            if (cursor === newest || isOlder)
                cursor.head = cursor.rows.next();
        }
        yield found;
    }
}
/** The table's live rows in key order, those whose key starts with `prefix`. */
function* tableRows(schema, levels, prefix = Buffer.alloc(0)) {
    for (const found of mergedRows(schema, levels, prefix)) {
        if (prefix.length > 0 && !found.key.subarray(0, prefix.length).equals(prefix))
            return;
        if (found.segment.number(schema.alive, found.row) !== 0)
            yield found;
    }
}
/**
 * From which level on all are merged into one. Those that are written anew in any case are. With `reachesOlder` sizes fall
 * by half at least from level to level, and there are `MAX_LEVELS` at most, so that a table of any age is read from few
 * segments and each byte is rewritten O(log n) times. Bytes, not rows: that of a large file has an id for each fragment.
 *
 * @param sizes bytes of each present level, oldest first, then of the new one
 * @param rewrittenFrom the first of the levels that are written anew
 */
function mergeFrom(sizes, rewrittenFrom, reachesOlder) {
    if (!reachesOlder)
        return rewrittenFrom;
    let start = rewrittenFrom;
    let merged = sizes.slice(start).reduce((sum, each) => sum + each, 0);
    while (start > 0 && (start >= MAX_LEVELS || merged * 2 >= sizes[start - 1])) {
        start--;
        merged += sizes[start];
    }
    return start;
}
/** The first of the levels from which on every segment is written anew; the last one is new. */
function rewrittenFrom(levels, { isRewritten }) {
    return levels.slice(0, -1).findLastIndex((level) => !level.every(isRewritten)) + 1;
}
/** The levels after a run that changed these rows (a level of rows and tombstones; empty: nothing changed). */
function addLevel(schema, levels, changes, policy) {
    if (changes.length === 0)
        return levels;
    const all = [...levels, changes];
    const start = mergeFrom(all.map(levelBytes), rewrittenFrom(all, policy), policy.reachesOlder);
    if (start === all.length - 1)
        return all;
    const writer = new LevelWriter(schema);
    for (const { segment, row } of mergedRows(schema, all.slice(start), Buffer.alloc(0))) {
        const keep = start > 0 || segment.number(schema.alive, row) !== 0;
        if (keep)
            writer.push((0,_columns_js__WEBPACK_IMPORTED_MODULE_2__/* .rowOf */ .OB)(segment, schema, row));
    }
    const merged = writer.finish().map((segment) => sameSegment(levels, segment) ?? segment);
    return merged.length === 0 ? all.slice(0, start) : [...all.slice(0, start), merged];
}
/** A segment that the parent has already, byte for byte, keeps its place there. */
function sameSegment(levels, segment) {
    return levels.flat().find((old) => old.rawBytes === segment.rawBytes && old.raw().equals(segment.raw()));
}
/** As they are before compression. */
function levelBytes(level) {
    return level.reduce((sum, segment) => sum + segment.rawBytes, 0);
}
function rowCount(level) {
    return level.reduce((sum, segment) => sum + segment.rows, 0);
}


/***/ }),

/***/ 64502:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $I: () => (/* binding */ readObjects),
/* harmony export */   CP: () => (/* binding */ ARCHIVE_CLASSES),
/* harmony export */   qJ: () => (/* binding */ ObjectProver)
/* harmony export */ });
/* harmony import */ var _async_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(25923);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(452);
/* harmony import */ var _damage_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(93059);
/* harmony import */ var _keys_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(61650);
/* harmony import */ var _pack_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(67331);
/* harmony import */ var _proof_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(5142);
/* harmony import */ var _root_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(51344);
/* harmony import */ var _zstd_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(92406);








const HEADS_IN_FLIGHT = 32;
/** Of up to 32 MiB each, with a decoded frame. */
const PACKS_IN_FLIGHT = 4;
/** Their objects cannot be read at once: https://docs.aws.amazon.com/AmazonS3/latest/userguide/storage-class-intro.html */
/** Classes from which an object has to be restored in S3 before it can be read. */
const ARCHIVE_CLASSES = ['GLACIER', 'DEEP_ARCHIVE'];
/**
 * Proves that objects are there, with their size and their bytes, without reading them: by the SHA-256 that the provider
 * took when they were written, one HEAD an object. A provider that keeps none is asked by LIST, 1,000 objects a request,
 * and then an equal ETag is the proof; where that differs the object is read.
 *
 * One is made for each run, and asks for no object twice in it: snapshots of one series share most of theirs.
 */
class ObjectProver {
    store;
    signal;
    proved = new Map();
    lists = new Map();
    /** Whether the provider keeps SHA-256 checksums; undefined until the first object was seen. */
    keepsChecksums;
    constructor(store, signal) {
        this.store = store;
        this.signal = signal;
    }
    /** What is wrong with them. */
    async check(objects) {
        const [first, ...rest] = objects;
        if (first === undefined)
            return [];
        // Alone: its answer tells how the others are asked for.
        const problems = [await this.once(first)];
        problems.push(...(await (0,_async_js__WEBPACK_IMPORTED_MODULE_0__/* .mapBounded */ .yJ)(rest, HEADS_IN_FLIGHT, (object) => this.once(object))));
        return problems.filter((problem) => problem !== undefined);
    }
    once(object) {
        const name = `${object.key} ${String(object.sizeBytes)}`;
        const known = this.proved.get(name) ?? this.prove(object);
        this.proved.set(name, known);
        return known;
    }
    async prove(object) {
        const { key } = object;
        const seen = this.keepsChecksums === false ? await this.listed(key) : await this.head(key);
        if (seen === undefined)
            return missing(key);
        if (seen.sizeBytes !== object.sizeBytes)
            return wrongSize(object, seen.sizeBytes);
        if (ARCHIVE_CLASSES.includes(seen.storageClass ?? '')) {
            return { class: 'object-archived', key, detail: `is archived (${String(seen.storageClass)}) and cannot be read` };
        }
        if (seen.sha256 !== undefined)
            return (0,_keys_js__WEBPACK_IMPORTED_MODULE_3__/* .isNamedBy */ .$8)(key, seen.sha256) ? undefined : wrongBytes(key, 'by the checksum that S3 keeps');
        return (0,_root_js__WEBPACK_IMPORTED_MODULE_6__/* .etagHint */ .d8)(seen.etag) === object.etag ? undefined : this.read(object);
    }
    async head(key) {
        const seen = await this.store.head(key, { signal: this.signal });
        if (seen !== undefined)
            this.keepsChecksums ??= seen.sha256 !== undefined;
        return seen;
    }
    async listed(key) {
        const { kind, series } = (0,_keys_js__WEBPACK_IMPORTED_MODULE_3__/* .parseBlobKey */ .QK)(key) ?? { kind: 'packs', series: '' };
        const prefix = (0,_keys_js__WEBPACK_IMPORTED_MODULE_3__/* .blobsPrefix */ .j2)(kind, series);
        const list = this.lists.get(prefix) ?? this.list(prefix);
        this.lists.set(prefix, list);
        return (await list).get(key);
    }
    async list(prefix) {
        const found = new Map();
        for await (const { objects } of this.store.list(prefix, { signal: this.signal })) {
            for (const object of objects)
                found.set(object.key, object);
        }
        return found;
    }
    async read(object) {
        const body = await getWhole(this.store, object, this.signal);
        return Buffer.isBuffer(body) ? undefined : body;
    }
}
/** Reads objects whole and looks at every byte, some at a time. `frames`: by pack, what the snapshot's map says of it. */
async function readObjects(store, objects, frames, observer, signal) {
    const problems = await (0,_async_js__WEBPACK_IMPORTED_MODULE_0__/* .mapBounded */ .yJ)(objects, PACKS_IN_FLIGHT, async (object) => {
        const body = await getWhole(store, object, signal);
        if (!Buffer.isBuffer(body))
            return body;
        observer.onRead(body.length);
        const problem = await decodeWhole(object.key, body, frames.get(object.key) ?? [], observer);
        (0,_zstd_js__WEBPACK_IMPORTED_MODULE_7__/* .release */ ._r)(body);
        return problem;
    });
    return problems.filter((problem) => problem !== undefined);
}
/** The bytes that the root records, or what the current ones are instead. No older S3 version is looked at. */
async function getWhole(store, object, signal) {
    const { key } = object;
    try {
        const { body } = await store.get(key, { signal });
        if (body.length !== object.sizeBytes)
            return wrongSize(object, body.length);
        return (0,_keys_js__WEBPACK_IMPORTED_MODULE_3__/* .isNameOf */ .b_)(key, body) ? body : wrongBytes(key, 'as read');
    }
    catch (error) {
        if (error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .HoldfastError */ .Et && error.code === 'object-archived')
            return { class: 'object-archived', key, detail: 'is archived and cannot be read' };
        if (!(0,_damage_js__WEBPACK_IMPORTED_MODULE_2__/* .isLoss */ .Q2)(error))
            throw error;
        return missing(key);
    }
}
/** Its table of contents, every frame and every fragment; then what the map says of them. */
async function decodeWhole(key, body, claimed, { onFrame, onGood }) {
    if ((0,_keys_js__WEBPACK_IMPORTED_MODULE_3__/* .parseBlobKey */ .QK)(key)?.kind !== 'packs')
        return undefined;
    try {
        const found = await (0,_pack_js__WEBPACK_IMPORTED_MODULE_4__/* .readPack */ .wh)(key, body, onFrame);
        onGood(key, (0,_proof_js__WEBPACK_IMPORTED_MODULE_5__/* .catalogueOf */ .vq)(found));
        if (agree(claimed, found))
            return undefined;
        return { class: 'content-damaged', key, detail: 'holds other fragments than the map of the snapshot says' };
    }
    catch (error) {
        if (!(0,_damage_js__WEBPACK_IMPORTED_MODULE_2__/* .isLoss */ .Q2)(error))
            throw error;
        const detail = `has the bytes that were stored, and they cannot be decoded (${error.message})`;
        return { class: 'content-damaged', key, detail };
    }
}
/** Whether each frame of the map is one of the pack's, with the same fragments. */
function agree(claimed, found) {
    const byOffset = new Map(found.map((one) => [one.frame.offset, one]));
    return claimed.every(({ frame, lengths, ids }) => {
        const fact = byOffset.get(frame.offset);
        return (fact?.frame.storedBytes === frame.storedBytes &&
            fact.lengths.length === lengths.length &&
            fact.lengths.every((length, i) => length === lengths[i]) &&
            fact.ids.equals(ids));
    });
}
function missing(key) {
    return { class: 'object-missing', key, detail: 'is gone: deleted, or covered by a delete marker' };
}
function wrongSize({ key, sizeBytes }, foundBytes) {
    const detail = `has ${String(foundBytes)} bytes, and ${String(sizeBytes)} were stored: it was overwritten or cut`;
    return { class: 'object-changed', key, detail };
}
function wrongBytes(key, how) {
    return {
        class: 'object-changed',
        key,
        detail: `has other bytes than were stored (SHA-256, ${how}): it was overwritten`,
    };
}


/***/ })

};
