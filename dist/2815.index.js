export const id = 2815;
export const ids = [2815];
export const modules = {

/***/ 43553:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   f: () => (/* binding */ providerPage)
/* harmony export */ });
/* unused harmony export PROVIDER_HOSTS */
/* harmony import */ var _credentials_partition_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(57202);
/** Which provider an endpoint belongs to, for errors that name the provider's part of docs/providers.md. */

/** Host, name, and anchor on the page, of all but AWS. `__tests__/providers/page.test.ts` holds it to the page. */
const PROVIDER_HOSTS = [
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
    const found = providerAt(endpointUrl);
    return found === undefined
        ? `${PAGE} says what each provider supports`
        : `${PAGE}#${found.anchor} says what ${found.name} supports, and ${PAGE} what others do`;
}
function providerAt(endpointUrl) {
    if (endpointUrl === undefined || (0,_credentials_partition_js__WEBPACK_IMPORTED_MODULE_0__/* .isAwsEndpoint */ .DM)(endpointUrl))
        return { name: 'AWS', anchor: 'aws' };
    const { hostname } = new URL(endpointUrl);
    const [, name, anchor] = PROVIDER_HOSTS.find(([host]) => host.test(hostname)) ?? [];
    return name === undefined || anchor === undefined ? undefined : { name, anchor };
}


/***/ }),

/***/ 32815:
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
// EXTERNAL MODULE: ./lib/aws/bucket/settings.js + 1 modules
var bucket_settings = __webpack_require__(80429);
// EXTERNAL MODULE: ./lib/aws/credentials/partition.js
var credentials_partition = __webpack_require__(57202);
// EXTERNAL MODULE: ./lib/aws/policies/roles.js
var policies_roles = __webpack_require__(3877);
// EXTERNAL MODULE: ./lib/aws/provider/providers.js
var providers = __webpack_require__(43553);
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
// EXTERNAL MODULE: ./lib/aws/bucket/change.js
var change = __webpack_require__(17150);
// EXTERNAL MODULE: ./lib/aws/bucket/policy-plan.js
var policy_plan = __webpack_require__(62534);
;// CONCATENATED MODULE: ./lib/aws/setup/facts.js
/** Reads the current state of the bucket for setup. */





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
    const facts = await (0,bucket_settings/* readSettings */.sb)(connection, bucket_settings/* SETUP_SETTINGS */.Sj, signal);
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
    // The planner has made the input of a step for its command.
    const Command = change/* CHANGES */.Y[step.operation];
    const command = new Command(input);
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
    await applyStep(connection, { operation: 'PutBucketPolicy', input: { Policy: (0,policy_plan/* policyText */.M)(statements) } }, signal);
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
        done.push(await carry_out_change(connection, line, trial, isTried));
    return done;
}
async function carry_out_change(connection, line, trial, isTried) {
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
        const isKeyMissing = setting === 'encryption';
        const way = isKeyMissing ? 'Give the server a key for it, and run setup again.' : 'Nothing has to be done.';
        const fix = `${way} The vault is unchanged. ${(0,providers/* providerPage */.f)(connection.settings.endpointUrl)}.`;
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

;// CONCATENATED MODULE: ./lib/aws/setup/line.js
/** A call that the provider does not support is skipped and reported. Denied ones never get here: see facts.ts. */
function part(row, reading, wanted) {
    const { name: setting } = row;
    const planned = reading.state === 'ok' ? row.plan?.(reading.value, wanted) : undefined;
    if (planned !== undefined) {
        const { now, then, step, undo, notes = [] } = planned;
        return { line: { setting, now, then: then ?? now, ...(step && { step }), ...(undo && { undo }) }, notes };
    }
    const note = {
        class: `setup-${setting.replaceAll(' ', '-')}`,
        message: `The provider has no setting "${setting}".`,
        ...(reading.state === 'unknown' && { why: reading.reason }),
    };
    return { line: { setting, now: 'not served', then: 'left out' }, notes: [note] };
}

;// CONCATENATED MODULE: ./lib/aws/setup/plan.js





/**
 * Plans the changes that make the bucket safe for a vault. No stricter setting is weakened, and nothing that belongs to
 * others is changed. A bucket that is already as wanted gives no step.
 *
 * @throws bucket-unsafe if a lifecycle rule of somebody else endangers the vault
 */
function planSetup(settings, asked) {
    const wanted = { ...asked, vaultKeys: keysOf(settings, asked) };
    const policy = (0,policy_plan/* planPolicy */._)(settings.policy.state === 'ok' ? settings.policy.value : undefined, wanted);
    const parts = bucket_settings/* SETUP_SETTINGS */.Sj.map((name) => part(bucket_settings/* SETTINGS */.yy[name], settings[name], wanted));
    return {
        lines: parts.map(({ line }) => line),
        notes: parts.flatMap(({ notes }) => notes),
        statements: policy.statements,
        refusesOverwrite: policy.refusesOverwrite,
        openStatements: policy.open,
        hasPolicies: settings.policy.state === 'ok',
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

// EXTERNAL MODULE: ./lib/base/github-server.js
var github_server = __webpack_require__(88192);
// EXTERNAL MODULE: ./lib/aws/provider/preflight.js
var preflight = __webpack_require__(2872);
// EXTERNAL MODULE: ./lib/aws/provider/probe.js
var provider_probe = __webpack_require__(72145);
// EXTERNAL MODULE: ./lib/store/probe-object.js
var probe_object = __webpack_require__(88199);
// EXTERNAL MODULE: ./lib/commands/shared/named-path.js
var named_path = __webpack_require__(46247);
// EXTERNAL MODULE: ./lib/report/fields.js
var report_fields = __webpack_require__(15313);
// EXTERNAL MODULE: ./lib/commands/vault/vault.js + 12 modules
var vault_vault = __webpack_require__(58266);
// EXTERNAL MODULE: ./lib/base/text.js
var base_text = __webpack_require__(58566);
;// CONCATENATED MODULE: ./lib/commands/setup.js
/** Mode setup: creates or corrects the bucket, and prints the policies of the roles. */























/**
 * Plans the creation or correction of the bucket, and with `apply` carries it out. Always prints the policies of the
 * roles.
 */
async function setup(inputs, deps) {
    const vault = await (0,vault_vault/* openVault */.Z1)(inputs, deps);
    deps.emit({ type: 'phase', name: 'Reading the settings of the bucket' });
    const wanted = await wantedOf(vault, inputs, deps);
    const roles = await rolesOf(vault, inputs, wanted, deps);
    if (inputs.policiesDir !== undefined)
        await writePolicies((0,named_path/* namedPath */.h)(inputs.policiesDir, deps), roles, wanted);
    const facts = await readBucket(vault.connection, deps.signal);
    const isMissing = facts === undefined;
    if (isMissing)
        requireRegion(vault, wanted);
    const plan = planSetup(facts ?? bucket_settings/* UNSET_SETTINGS */.sE, wanted);
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
    const { githubAppKmsKey: appKey } = inputs;
    const signingKey = appKey === undefined ? undefined : (0,session/* signingKeyOf */.i$)(partition, [account], appKey);
    const place = { partition, bucket, prefix, aws, keys, signingKey };
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
        plan = planSetup((await readBucket(connection, signal)) ?? bucket_settings/* UNSET_SETTINGS */.sE, wanted);
    }
    for (const note of plan.notes)
        emit({ type: 'warning', ...note });
    const canPut = trialOf(vault, wanted.place.aws, signal);
    const done = await carryOut(connection, plan.lines, { canPut, aws: wanted.place.aws, emit, signal });
    const lost = await lookAgain(run, plan, done);
    const made = done.map((line) => (lost.includes(line.setting) ? { ...line, then: NOT_KEPT } : line));
    // Before overwriting is refused: a proof may need to overwrite the probe.
    const findings = await (0,preflight/* checkBucket */.L$)(connection, store, { mode: 'warn', comparesProbe: true, signal });
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
        return await (0,preflight/* probeConditionalWrites */.$g)(store, signal);
    }
    catch (error) {
        if ((0,errors/* isRefusedPut */.mo)(error))
            return undefined;
        throw error;
    }
}
/**
 * Whether the vault can be written as well as at the first call. A server other than AWS may answer 412 to a
 * conditional PUT before it looks at anything else, so the probe is overwritten there, unless the bucket refuses that.
 */
function trialOf(vault, aws, signal) {
    let first;
    return async () => {
        const tried = await triedPut(vault, signal);
        const now = tried === undefined ? 'refused' : aws ? 'written' : await overwritten(vault, signal);
        first ??= now;
        return now === 'written' || (now === 'not-overwritten' && first === now);
    };
}
async function overwritten({ store }, signal) {
    try {
        await store.putOver(probe_object/* PROBE_KEY */.B, probe_object/* PROBE_BYTES */.Z, { signal });
        return 'written';
    }
    catch (error) {
        if ((0,errors/* isRefusedPut */.mo)(error))
            return error.code === 'access-denied' ? 'not-overwritten' : 'refused';
        throw error;
    }
}
async function protect({ vault, deps, wanted }, plan, done) {
    if (plan.refusesOverwrite)
        return REFUSED;
    const { connection } = vault;
    const { signal, emit } = deps;
    const probe = {
        plainPutRefused: () => (0,provider_probe/* plainPutIsRefused */.E)(connection, signal),
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
    const ownServer = (0,github_server/* serverUrlOf */.Gh)(undefined, deps.env);
    const issuer = (0,github_server/* issuerOf */.xD)((0,github_server/* serverUrlOf */.Gh)(inputs.githubServerUrl, deps.env));
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
    const { bucket, prefix } = wanted.place;
    const fields = lineFields(inputs.apply);
    return {
        status: isFit === false ? 'failed' : isWhole === false ? 'partial' : 'complete',
        outputs: { changes, applied: inputs.apply && changes > 0 },
        tables: [
            (0,report_fields/* tableOf */.c_)(inputs.apply ? 'The bucket' : 'Plan for the bucket', fields, lines),
            (0,report_fields/* tableOf */.c_)(ROLES_TITLE, ROLE_FIELDS, roles),
        ],
        summary: {
            title: `Setup of ${bucket}`,
            verdict: setupVerdict(inputs, outcome),
            facts: setupFacts(inputs, outcome),
            text: summaryText(inputs, outcome),
        },
        json: {
            bucket,
            prefix,
            changes,
            settings: (0,report_fields/* jsonRows */.GN)(fields, lines),
            policies: (0,report_fields/* jsonRows */.GN)(ROLE_FIELDS, roles),
        },
    };
}
const ROLES_TITLE = 'Roles (as JSON files with policies-dir, or in the JSON report under "policies")';
function setupVerdict({ apply: isApplied }, { changes, isFit, isWhole }) {
    if (!isApplied)
        return changes === 0 ? 'as it should be' : 'a plan, nothing was changed';
    if (isFit === false)
        return 'failed: a backup would refuse the bucket';
    return isWhole === false ? 'partial: the server did not keep every setting' : 'safe for backups';
}
function setupFacts({ apply: isApplied }, { lines, changes }) {
    const overwriting = lines.find(({ setting }) => setting === OPEN.setting);
    const settings = lines.filter((line) => line !== overwriting);
    const good = settings.filter(({ now, then }) => now === then || (isApplied && !UNCHANGED.includes(then)));
    return {
        'Settings as they should be': [`${good.length} of ${settings.length}`],
        [isApplied ? 'Changes made' : 'Changes to make']: [[changes, 'count']],
        Overwriting: [
            overwriting === undefined ? 'possible: the server has no policies' : overwritingText(overwriting, isApplied),
        ],
    };
}
function overwritingText({ now, then }, isApplied) {
    if (now === then || UNCHANGED.includes(then))
        return now;
    return isApplied ? then : `${now} today; with apply ${then}`;
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
/** Now and after it, in the words of a plan or of what was done. */
function lineFields(isApplied) {
    return {
        setting: { kind: 'text', value: ({ setting }) => setting },
        now: { kind: 'text', title: isApplied ? 'was' : 'is', value: ({ now }) => now },
        then: {
            kind: 'text',
            title: isApplied ? 'is' : 'will be',
            value: ({ then }) => then,
            cell: ({ now, then }) => (then === now ? 'as it is' : then),
        },
        step: { value: ({ step }) => step },
        undo: { value: ({ undo }) => undo },
    };
}
const ROLE_FIELDS = {
    role: { kind: 'text', value: ({ role }) => role },
    modes: { kind: 'text', cell: ({ role }) => policies_roles/* ROLES */.gg[role].modes.join(', ') },
    writes: {
        kind: 'text',
        title: 'may write',
        cell: ({ role }) => (0,policies_roles/* writesOfRole */.k5)(role)
            .filter((path) => !path.startsWith('marks/'))
            .join(' '),
    },
    marks: { kind: 'text', title: 'may set marks', cell: ({ role }) => (0,policies_roles/* marksOfRole */.uC)(role).join(' ').replace('*', 'any') },
    subjects: {
        kind: 'text',
        title: 'for jobs with the subject',
        value: ({ subjects }) => subjects,
        cell: ({ subjects }) => subjects.join(' '),
    },
    policy: { value: ({ policy }) => policy },
    trust: { value: ({ trust }) => trust },
};


/***/ }),

/***/ 46247:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   h: () => (/* binding */ namedPath)
/* harmony export */ });
/* harmony import */ var node_os__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(48161);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(76760);
/* harmony import */ var _base_errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(17594);
/* harmony import */ var _base_system_errors_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(23626);
/** The absolute path of a file or folder that an input names. */




/**
 * The absolute path of a file or folder that an input names. As in a shell, `~` at the beginning is the home folder:
 * the values of a workflow or of the environment come without a shell that would have seen to it.
 * @throws bad-path for the home folder of another user, or where this user has none
 */
function namedPath(text, { workingDir, env }) {
    const [, user, rest = ''] = /^~([^/\\]*)(.*)$/s.exec(text) ?? [];
    if (user === undefined)
        return (0,_base_system_errors_js__WEBPACK_IMPORTED_MODULE_3__/* .pathFrom */ .Iw)(workingDir, text);
    if (user !== '') {
        throw badPath(text, 'homes of other users are not looked up', `Write out the path; for a file of this name in the current folder, give ./${text}.`);
    }
    return (0,_base_system_errors_js__WEBPACK_IMPORTED_MODULE_3__/* .pathFrom */ .Iw)(homeOf(text, env['HOME']), `.${rest}`);
}
function homeOf(text, fromEnv) {
    let why = 'this user has no home folder';
    try {
        const home = fromEnv === undefined || fromEnv === '' ? (0,node_os__WEBPACK_IMPORTED_MODULE_0__.homedir)() : fromEnv;
        if ((0,node_path__WEBPACK_IMPORTED_MODULE_1__.isAbsolute)(home))
            return home;
    }
    catch (error) {
        why = (0,_base_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .messageOf */ .bD)(error);
    }
    throw badPath(text, why, 'Set HOME, or write out the path.');
}
function badPath(text, why, fix) {
    return new _base_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .HoldfastError */ .Et({
        code: 'bad-path',
        message: `The path ${JSON.stringify(text)} cannot be used: ${why}.`,
        fix,
        exitCode: 2,
    });
}


/***/ }),

/***/ 15313:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   GN: () => (/* binding */ jsonRows),
/* harmony export */   Nh: () => (/* binding */ fieldsWithin),
/* harmony export */   c_: () => (/* binding */ tableOf),
/* harmony export */   d0: () => (/* binding */ jsonRow)
/* harmony export */ });
function tableOf(title, fields, rows) {
    const shown = shownFields(fields);
    const columns = Object.fromEntries(shown.map(([name, field]) => [field.title ?? name, field.kind ?? 'text']));
    return { title, columns, rows: rows.map((row) => shown.map(([, field]) => cellOf(field, row))) };
}
/** For `--json` and the report. Times are ISO text; undefined values are left out. */
function jsonRow(fields, row) {
    return jsonRows(fields, [row])[0] ?? {};
}
function jsonRows(fields, rows) {
    const named = Object.entries(fields);
    return rows.map((row) => {
        const json = {};
        for (const [name, { value, values }] of named) {
            if (values !== undefined)
                Object.assign(json, values(row));
            const found = value?.(row);
            if (found !== undefined)
                json[name] = found instanceof Date ? found.toISOString() : found;
        }
        return json;
    });
}
/** Fields of a part of a row, as fields of the row: a hit shows the fields of its entry. */
function fieldsWithin(fields, partOf) {
    return Object.fromEntries(Object.entries(fields).map(([name, { value, values, cell, ...rest }]) => [
        name,
        {
            ...rest,
            ...(value && { value: (row) => value(partOf(row)) }),
            ...(values && { values: (row) => values(partOf(row)) }),
            ...(cell && { cell: (row) => cell(partOf(row)) }),
        },
    ]));
}
/** The fields of a table, in the order of its columns. */
function shownFields(fields) {
    const ordered = [];
    for (const each of Object.entries(fields)) {
        const next = ordered.findIndex(([name]) => name === each[1].before);
        ordered.splice(next < 0 ? ordered.length : next, 0, each);
    }
    return ordered.filter(([, { kind }]) => kind !== undefined);
}
function cellOf({ value, cell }, row) {
    if (cell !== undefined)
        return cell(row);
    return (value?.(row) ?? undefined);
}


/***/ })

};
