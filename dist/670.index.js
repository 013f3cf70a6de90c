export const id = 670;
export const ids = [670];
export const modules = {

/***/ 90670:
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
// EXTERNAL MODULE: ./lib/base/errors.js
var errors = __webpack_require__(17594);
// EXTERNAL MODULE: ./lib/aws/bucket/settings.js
var settings = __webpack_require__(5335);
// EXTERNAL MODULE: ./lib/net/retry.js
var retry = __webpack_require__(16705);
;// CONCATENATED MODULE: ./lib/aws/audit/account.js
/** Reads what guards a bucket and is no part of it: roles, OIDC providers, keys, the public access block. */






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
            return (0,settings/* openSwitchesOf */.aU)((await s3Control(deps).send(command, options)).PublicAccessBlockConfiguration);
        }, { error: 'NoSuchPublicAccessBlockConfiguration', value: (0,settings/* openSwitchesOf */.aU)(undefined) }),
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
// EXTERNAL MODULE: ./lib/aws/policies/roles.js
var roles = __webpack_require__(3877);
// EXTERNAL MODULE: ./lib/aws/bucket/checks.js
var checks = __webpack_require__(43267);
// EXTERNAL MODULE: ./lib/aws/audit/finding.js
var finding = __webpack_require__(27328);
;// CONCATENATED MODULE: ./lib/aws/audit/baseline.js
/** What an audit notes for the next one, to find what became weaker. */







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
    const own = findings
        .filter(({ status, check }) => status === 'passed' && !check.startsWith('attack-'))
        .map(findingName);
    const lock = baseline_valueOf((0,settings/* mapReading */.P2)(facts.objectLock, settings/* lockOf */.Vx));
    const rules = baseline_valueOf(facts.lifecycle)?.value.rules;
    const policy = baseline_valueOf(facts.policy);
    return {
        at: at.toISOString(),
        passed: [...new Set([...own, ...kept])].sort(),
        ...(rules && { noncurrentDays: (0,checks/* noncurrentDays */.C5)((0,checks/* rulesOn */.Tv)(rules, prefix)) ?? null }),
        ...(lock && { objectLock: lock.value ?? null }),
        ...(policy && (0,access/* statementsOf */.GX)(facts.policy).state === 'ok' && { denies: deniesOf(policy.value) }),
    };
}
/** Wrapped, since undefined is a value here too. */
function baseline_valueOf(reading) {
    return reading.state === 'ok' ? { value: reading.value } : undefined;
}
function findingName({ check, subject }) {
    return `${check} ${subject}`;
}
/** S3 may give a policy in other words than it was put. */
function deniesOf(policy) {
    const { Statement = [] } = JSON.parse(policy ?? '{}');
    return [Statement].flat().flatMap((statement) => {
        const { Effect, Sid } = (statement ?? {});
        if (Effect !== 'Deny')
            return [];
        const sha256 = (0,external_node_crypto_.createHash)('sha256').update((0,roles/* canonicalJson */.dj)(statement)).digest('hex');
        return [{ sid: typeof Sid === 'string' ? Sid : 'without a name', sha256 }];
    });
}
/** What is weaker than in the last audit, or can no longer be seen. Pure. */
function checkWeakened(before, now, findings, bucket) {
    const check = 'attack-weakened';
    if (before === undefined)
        return (0,finding/* passed */.bF)(check, bucket, 'This is the first audit: it is what the next one compares with.');
    const evidence = [...lostChecks(before, findings), ...weakerNumbers(before, now), ...lostDenies(before, now)];
    if (evidence.length === 0)
        return (0,finding/* passed */.bF)(check, bucket, `Nothing is weaker than on ${before.at}.`);
    return (0,finding/* failed */.gz)(check, bucket, `The vault is less protected than on ${before.at}.`, {
        evidence,
        fix: 'Find out in CloudTrail who changed it; then run `holdfast setup`. The next audit compares with what is now.',
    });
}
function lostChecks({ passed: names }, findings) {
    const before = new Set(names);
    return findings
        .filter((finding) => finding.status !== 'passed' && before.has(findingName(finding)))
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
var audit_checks = __webpack_require__(24608);
// EXTERNAL MODULE: ./lib/aws/audit/severity.js
var audit_severity = __webpack_require__(63710);
// EXTERNAL MODULE: ./lib/aws/audit/guards.js
var guards = __webpack_require__(27583);
// EXTERNAL MODULE: ./lib/aws/policies/evaluate.js
var evaluate = __webpack_require__(2409);
// EXTERNAL MODULE: ./lib/aws/audit/trust.js + 1 modules
var trust = __webpack_require__(93260);
;// CONCATENATED MODULE: ./lib/aws/audit/review.js
/** Runs all checks of bucket, account and roles, and reads what they need. */






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
    const name = (0,settings/* mapReading */.P2)(encryption, (rule) => rule?.ApplyServerSideEncryptionByDefault?.KMSMasterKeyID);
    const key = name.state === 'ok' ? name.value : undefined;
    if (key === undefined)
        return { name, policy: undefined };
    if (key.endsWith('alias/aws/s3'))
        return { name: { state: 'ok', value: undefined }, policy: undefined };
    return { name, policy: await account.keyPolicy(key) };
}
async function review_readRole(arn, identity, account) {
    const [own, accountOfRole] = [identity?.accountId, (0,evaluate/* ownerOf */.bf)(arn)];
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
    const isNamed = named.some((arn) => (0,evaluate/* ownerOf */.bf)(arn) === account && arn.endsWith(`/${name}`));
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
    const against = findings.filter((finding) => finding.status === 'failed' && (0,audit_severity/* rankOf */.I)(finding.severity) >= (0,audit_severity/* rankOf */.I)(isNeeded(finding) ? 'medium' : 'high'));
    if (against.length > 0)
        return { attackProof: 'no', because: names(against) };
    const open = findings.filter((finding) => finding.status === 'unknown' && isNeeded(finding));
    if (open.length > 0)
        return { attackProof: 'not known', because: names(open) };
    if (access.length === 0)
        return { attackProof: 'not known', because: ['no role was reviewed'] };
    return { attackProof: 'yes', because: [] };
}

// EXTERNAL MODULE: ./lib/net/agents.js + 1 modules
var agents = __webpack_require__(76215);
// EXTERNAL MODULE: ./lib/aws/credentials/partition.js
var credentials_partition = __webpack_require__(57202);
// EXTERNAL MODULE: ./lib/store/witness.js
var store_witness = __webpack_require__(54778);
// EXTERNAL MODULE: ./lib/aws/s3/errors.js
var s3_errors = __webpack_require__(4397);
// EXTERNAL MODULE: ./lib/base/platform.js
var platform = __webpack_require__(44694);
// EXTERNAL MODULE: ./lib/base/system-errors.js
var system_errors = __webpack_require__(23626);
;// CONCATENATED MODULE: ./lib/report/sarif.js
/** The findings of an audit as SARIF. */

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

// EXTERNAL MODULE: ./lib/base/async.js
var base_async = __webpack_require__(95589);
// EXTERNAL MODULE: ./lib/vault/read/damage.js
var damage = __webpack_require__(57076);
// EXTERNAL MODULE: ./lib/base/limits.js
var limits = __webpack_require__(50453);
// EXTERNAL MODULE: ./lib/vault/format/keys.js
var keys = __webpack_require__(58232);
// EXTERNAL MODULE: ./lib/vault/read/prune-state.js
var prune_state = __webpack_require__(17909);
// EXTERNAL MODULE: ./lib/vault/read/root-reader.js
var root_reader = __webpack_require__(7269);
// EXTERNAL MODULE: ./lib/vault/read/snapshots.js
var snapshots = __webpack_require__(56572);
// EXTERNAL MODULE: ./lib/vault/read/versions.js
var read_versions = __webpack_require__(46188);
// EXTERNAL MODULE: ./lib/base/storage-classes.js
var storage_classes = __webpack_require__(12053);
;// CONCATENATED MODULE: ./lib/vault/read/traces.js
/** Looks for traces of attacks: keys and S3 versions that Holdfast does not leave. */









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
        overwritten: await (0,base_async/* mapBounded */.yJ)(scan.overwritten, IN_FLIGHT, (key) => judgeOverwritten(judge, key)),
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
    for await (const batch of (0,read_versions/* versionsByKey */.WG)(store, 'v1/', { signal })) {
        for (const { key, versions } of batch) {
            scan.s3Versions += versions.length;
            note(scan, key, versions);
        }
    }
    return scan;
}
function note(scan, key, all) {
    const kind = kindOf(key);
    const data = (0,read_versions/* withBytes */.Y9)(all).toSorted((a, b) => a.lastModified.getTime() - b.lastModified.getTime() || Number(a.isLatest) - Number(b.isLatest));
    const current = data.find(({ isLatest }) => isLatest);
    const versions = { key, kind, data, isDeleted: current === undefined, markers: all.length - data.length };
    if (kind === 'foreign') {
        if (current !== undefined)
            scan.foreign.push(key);
        return;
    }
    if (storage_classes/* ARCHIVE_CLASSES */.C.includes(current?.storageClass ?? '') && current !== undefined)
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
    await (0,base_async/* mapBounded */.yJ)(unread, IN_FLIGHT, async ({ key, info }) => {
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
    if (head === undefined || head.sizeBytes > limits/* LIMITS */.b1.rootMaxBytes)
        return false;
    if (kind === 'blob' && head.sha256 !== undefined)
        return (0,keys/* isNamedBy */.$8)(key, head.sha256);
    return (0,keys/* isNameOf */.b_)(key, (await store.get(key, { signal })).body);
}

// EXTERNAL MODULE: ./lib/vault/read/vault-state.js
var vault_state = __webpack_require__(9357);
// EXTERNAL MODULE: ./lib/base/version.js
var version = __webpack_require__(26413);
// EXTERNAL MODULE: ./lib/commands/shared/named-path.js
var named_path = __webpack_require__(46247);
// EXTERNAL MODULE: ./lib/report/result.js
var result = __webpack_require__(7393);
// EXTERNAL MODULE: ./lib/commands/shared/vault.js + 12 modules
var shared_vault = __webpack_require__(35516);
;// CONCATENATED MODULE: ./lib/commands/audit.js
/** Mode audit: reviews the bucket, the roles and the stored objects. */

























/**
 * Reviews the bucket, the roles and the stored objects: who could read, change or destroy backups, and did somebody?
 */
async function audit(inputs, deps) {
    deps.emit({ type: 'phase', name: 'Audit' });
    const vault = await (0,shared_vault/* openVault */.Z1)(inputs, deps);
    const identity = await vault.credentials.identity();
    const [facts, traces, before, seen] = await Promise.all([
        (0,settings/* readSettings */.sb)(vault.connection, settings/* ALL_SETTINGS */.wn, deps.signal),
        orRefused(findTraces(vault.store, deps.signal)),
        readBaseline(vault, deps),
        orRefused((0,store_witness/* witnessOf */.X)(vault.store, deps.signal)),
    ]);
    const witness = seen instanceof errors/* HoldfastError */.Et ? undefined : seen;
    const isDenied = (reading) => reading.state === 'denied';
    if (traces instanceof errors/* HoldfastError */.Et && Object.values(facts).every(isDenied))
        throw traces;
    const { findings: ofSettings, access } = await reviewIn(vault, { facts, witness, identity }, inputs, deps);
    const weakened = await compare(vault, facts, before, ofSettings, deps);
    const findings = (0,finding/* sorted */.IP)([...tracesFound(traces, keepsVersions(facts, witness), inputs), weakened, ...ofSettings]);
    // At a prompt the table says it all, at once.
    if (deps.surface === 'action')
        tell(findings, deps);
    const sarif = await writeSarif(findings, inputs, deps);
    return buildAuditResult(inputs, { findings, access, traces, sarif });
}
async function reviewIn({ connection, credentials }, { facts, witness, identity }, inputs, deps) {
    const { endpointUrl, expectedBucketOwner, bucket, prefix } = connection.settings;
    const { partition } = credentials;
    const onAws = endpointUrl === undefined || (0,credentials_partition/* isAwsEndpoint */.DM)(endpointUrl);
    const account = accountReader({
        credentials: credentials.provider,
        network: (0,agents/* createNetwork */.VS)({ emit: deps.emit }, deps.env),
        region: credentials.region ?? (0,credentials_partition/* firstRegionOf */.iI)(partition),
        onAws,
        env: deps.env,
        emit: deps.emit,
        signal: deps.signal,
    });
    const place = { bucket, prefix, partition, accountId: expectedBucketOwner, onAws, witness };
    return review(facts, place, rolesToReview(identity, inputs.auditRoles), identity, account);
}
/** If access is refused, the fact is unknown and the audit continues; every other error ends it. */
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
function orThrow(error) {
    if ((0,s3_errors/* isRefusedPut */.mo)(error))
        return error;
    throw error;
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
        const refused = await (0,vault_state/* writeState */.Jq)(store, STATE, at, baseline, signal).then(() => undefined, orThrow);
        if (refused !== undefined) {
            const { message: reason, why, fix } = refused;
            const message = `The next audit has nothing new to compare with: ${reason}`;
            emit({ type: 'warning', class: 'baseline-not-written', message, why, fix });
        }
    }
    if (!(before instanceof errors/* HoldfastError */.Et))
        return checkWeakened(known, baseline, findings, bucket);
    if (before.code !== 'corrupt-state')
        return (0,finding/* unknown */.L5)('attack-weakened', bucket, before.message);
    return (0,finding/* failed */.gz)('attack-weakened', bucket, 'The notes of the last audit are damaged.', {
        evidence: [before.message],
        fix: 'Only audits write below v1/state/audit/: find out who did. This audit has noted the current state.',
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
function keepsVersions({ versioning }, witness) {
    if (witness !== undefined && !(0,store_witness/* isRealVersion */.n)(witness.versionId))
        return `The answer about ${witness.key} names no S3 version: without versions, what is overwritten or deleted leaves no trace.`;
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
        ['attack-foreign-objects', 'foreign', 'The vault contains objects that Holdfast does not write', ''],
        [
            'attack-untrusted-times',
            'untrusted',
            'Snapshots were stored at another time than they say',
            `${repair} --readmit`,
        ],
    ];
    return rows.map(([check, list, message, command]) => {
        if (traces instanceof errors/* HoldfastError */.Et)
            return (0,finding/* unknown */.L5)(check, bucket, traces.message, traces.code === 'access-denied' ? 's3:ListBucketVersions' : undefined);
        const isBlind = list === 'overwritten' || list === 'deleted';
        if (isBlind && traceless !== undefined && traces[list].length === 0)
            return (0,finding/* unknown */.L5)(check, bucket, traceless);
        const suspects = [...traces[list]].sort((a, b) => (0,audit_severity/* rankOf */.I)(DEGREES[b.degree]) - (0,audit_severity/* rankOf */.I)(DEGREES[a.degree]));
        return traceFound(check, bucket, message, suspects, command);
    });
}
function traceFound(check, bucket, message, suspects, command) {
    const [worst] = suspects;
    const shown = suspects.slice(0, SHOWN).map(({ key, says }) => `${key}: ${says}`);
    const more = suspects.length > SHOWN ? [`and ${suspects.length - SHOWN} more`] : [];
    if (worst === undefined)
        return (0,finding/* passed */.bF)(check, bucket, `${audit_checks/* CHECKS */.u[check].title}.`);
    if (worst.degree === 'explained')
        return (0,finding/* passed */.bF)(check, bucket, `${audit_checks/* CHECKS */.u[check].title}, but for what Holdfast did itself.`, [...shown, ...more]);
    const look = command === ''
        ? 'Inspect them, and find out in CloudTrail who wrote them.'
        : `See what would be done: ${command}; do it with --apply. Find out in CloudTrail who it was.`;
    return (0,finding/* failed */.gz)(check, bucket, `${message}.`, {
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
        if (status === 'failed' && (0,audit_severity/* rankOf */.I)(severity) >= (0,audit_severity/* rankOf */.I)('medium'))
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
            const { title, why, url } = audit_checks/* CHECKS */.u[check];
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
            fix: (0,system_errors/* meaningOf */.Pr)((0,platform/* systemErrorCode */.vq)(cause) ?? '')?.fix ?? 'Set the input sarif to a file in an existing folder.',
            cause,
        });
    }
    return path;
}
function buildAuditResult({ bucket, prefix, failOn }, outcome) {
    const { findings, access, traces, sarif } = outcome;
    const real = findings.filter(({ status, severity }) => status === 'failed' && severity !== 'none');
    const isFailed = failOn !== 'none' && real.some(({ severity }) => (0,audit_severity/* rankOf */.I)(severity) >= (0,audit_severity/* rankOf */.I)(failOn));
    const seen = traces instanceof errors/* HoldfastError */.Et ? {} : { s3Versions: traces.s3Versions, snapshots: traces.snapshots };
    const verdict = verdictOf(findings, access);
    return {
        status: isFailed ? 'failed' : 'complete',
        outputs: { findings: real.length, ...(sarif !== undefined && { sarif }) },
        tables: [findingsTable(findings), accessTable(access), passedTable(findings)].filter(({ rows }) => rows.length > 0),
        summary: {
            title: `Audit of ${bucket}${prefix === '' ? '' : `/${prefix}`}`,
            verdict: isFailed ? 'failed' : real.length === 0 ? 'passed' : 'passed, with findings',
            facts: {
                'Attack-proof': [verdict.attackProof],
                Findings: [[real.length, 'count']],
                'Checks passed': [[findings.filter(({ status }) => status === 'passed').length, 'count']],
            },
            text: `${verdictText(verdict)} ${auditSummary(findings, real, seen)}${access.length > 0 ? '' : NO_ROLES}`,
        },
        json: { bucket, prefix, ...seen, ...verdict, findings: findings.map(findingJson), access },
    };
}
/** Causes that the first sentence names. */
const CAUSES_SHOWN = 4;
function verdictText({ attackProof, because }) {
    if (attackProof === 'yes')
        return 'Attack-proof: yes. Somebody who steals a reviewed role can neither overwrite what is stored, nor delete it for good, nor change the rules.';
    const more = because.length > CAUSES_SHOWN ? ` and ${because.length - CAUSES_SHOWN} more` : '';
    return `Attack-proof: ${attackProof} (${because.slice(0, CAUSES_SHOWN).join(', ')}${more}).`;
}
const NO_ROLES = ' No role was reviewed: the credentials are of none, or its policies could not be read; name roles in audit-roles.';
function findingJson(finding) {
    const { title, why, url } = audit_checks/* CHECKS */.u[finding.check];
    return { ...finding, title, why, url };
}
function auditSummary(findings, real, seen) {
    const counts = [...audit_severity/* SEVERITIES */.o]
        .reverse()
        .map((severity) => [real.filter((finding) => finding.severity === severity).length, severity])
        .filter(([count]) => count > 0)
        .map(([count, severity]) => `${count} ${severity}`);
    const of = (status) => String(findings.filter((finding) => finding.status === status).length);
    return [
        real.length === 0 ? 'No findings.' : `Findings: ${counts.join(', ')}.`,
        `${of('passed')} checks passed, ${of('unknown')} could not be carried out.`,
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
        audit_checks/* CHECKS */.u[check].url,
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


/***/ })

};
