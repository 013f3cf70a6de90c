/** Mode setup: creates or corrects the bucket, and prints the policies of the roles. */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ownerOf } from '../aws/policies/evaluate.ts';
import type { Note, Wanted } from '../aws/bucket/change.ts';
import type { SettingFinding } from '../aws/bucket/checks.ts';
import { UNSET_SETTINGS } from '../aws/bucket/settings.ts';
import { defaultAudience, isAwsEndpoint } from '../aws/credentials/partition.ts';
import {
  claimsOfRole,
  keyPatterns,
  marksOfRole,
  noOverwrite,
  ROLE_NAMES,
  rolePolicy,
  ROLES,
  subjectsOf,
  trustPolicy,
  vaultStatements,
  writesOfRole,
  type Role,
} from '../aws/policies/roles.ts';
import { providerPage } from '../aws/provider/providers.ts';
import { isRefusedPut } from '../aws/s3/errors.ts';
import { keyArns, policyDocument, signingKeyOf } from '../aws/policies/session.ts';
import { createBucket, refuseOverwrite } from '../aws/setup/apply.ts';
import { carryOut, LEFT_OUT, notKept, TAKEN_BACK } from '../aws/setup/carry-out.ts';
import { readBucket } from '../aws/setup/facts.ts';
import type { Line } from '../aws/setup/line.ts';
import { namespaceOf } from '../aws/setup/name.ts';
import { planSetup, type SetupPlan } from '../aws/setup/plan.ts';
import { HoldfastError } from '../base/errors.ts';
import { GITHUB_ISSUER, issuerOf, serverUrlOf } from '../base/github-server.ts';
import type { Inputs } from '../inputs/inputs.ts';
import { checkBucket, probeConditionalWrites } from '../aws/provider/preflight.ts';
import { plainPutIsRefused } from '../aws/provider/probe.ts';
import { PROBE_BYTES, PROBE_KEY } from '../store/probe-object.ts';
import type { Deps } from './shared/command.ts';
import { namedPath } from './shared/named-path.ts';
import { type Fields, jsonRows, tableOf } from '../report/fields.ts';
import type { CommandResult, Phrase } from '../report/result.ts';
import { openVault, type Vault } from './vault/vault.ts';
import { counted } from '../base/text.ts';

/**
 * Plans the creation or correction of the bucket, and with `apply` carries it out. Always prints the policies of the
 * roles.
 */
export async function setup(inputs: Inputs, deps: Deps): Promise<CommandResult> {
  const vault = await openVault(inputs, deps);
  deps.emit({ type: 'phase', name: 'Reading the settings of the bucket' });
  const wanted = await wantedOf(vault, inputs, deps);
  const roles = await rolesOf(vault, inputs, wanted, deps);
  if (inputs.policiesDir !== undefined) await writePolicies(namedPath(inputs.policiesDir, deps), roles, wanted);
  const facts = await readBucket(vault.connection, deps.signal);
  const isMissing = facts === undefined;
  if (isMissing) requireRegion(vault, wanted);
  const plan = planSetup(facts ?? UNSET_SETTINGS, wanted);
  tellOfOwner(plan, wanted, deps);
  const run: Run = { vault, inputs, deps, wanted };
  const outcome = inputs.apply ? await apply(run, plan, isMissing) : planned(run, plan, isMissing);
  if (!inputs.apply) for (const note of plan.notes) deps.emit({ type: 'warning', ...note });
  return buildSetupResult(run, outcome, roles);
}

/** Which servers do so cannot be asked, and one that knows no such principal would refuse the whole policy. */
function tellOfOwner({ statements }: SetupPlan, { place, backupRoles }: Wanted, { emit }: Deps): void {
  const isLetIn = statements.some(
    (each) => each['Effect'] === 'Allow' && [each['Action']].flat().includes('s3:GetObject'),
  );
  if (place.aws || backupRoles.length === 0 || isLetIn) return;
  emit({
    type: 'notice',
    class: 'setup-owner-cannot-read',
    message:
      "On Ceph the keys of the bucket's owner cannot read what a role writes: an object belongs to whoever wrote it.",
    fix: 'If they are to read backups too, add the statement of docs/setup.md ("Servers other than AWS") to the policy of the bucket; setup keeps it.',
  });
}

interface Run {
  readonly vault: Vault;
  readonly inputs: Inputs;
  readonly deps: Deps;
  readonly wanted: Wanted;
}

interface Outcome {
  readonly lines: readonly Line[];
  /** Changes made, or with `apply` to be made. */
  readonly changes: number;
  /** Whether a backup would accept the bucket; undefined if nothing was applied. */
  readonly isFit?: boolean;
  /** Whether everything planned was made; what the server refused does not count. */
  readonly isWhole?: boolean;
}

async function wantedOf(vault: Vault, inputs: Inputs, { emit, signal }: Deps): Promise<Wanted> {
  const { connection, credentials } = vault;
  const { endpointUrl, bucket, prefix, expectedBucketOwner: accountId } = connection.settings;
  const { partition } = credentials;
  const aws = endpointUrl === undefined || isAwsEndpoint(endpointUrl);
  const account = (await credentials.identity())?.accountId ?? '';
  const keys = keyArns(partition, [account, accountId], inputs.kmsKeyId);
  const { githubAppKmsKey: appKey } = inputs;
  const signingKey = appKey === undefined ? undefined : signingKeyOf(partition, [account], appKey);
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
async function usedKey({ store, connection, credentials }: Vault, signal: AbortSignal): Promise<string[]> {
  const { expectedBucketOwner: accountId } = connection.settings;
  try {
    const key = (await store.head(PROBE_KEY, { signal }))?.kmsKeyId;
    if (key === undefined || (accountId !== undefined && ownerOf(key) !== accountId)) return [];
    return keyPatterns(key, { partition: credentials.partition, accountId });
  } catch (error) {
    if (error instanceof HoldfastError && ['access-denied', 'bucket-not-found'].includes(error.code)) return [];
    throw error;
  }
}

/** A bucket cannot be moved: where it is to lie is not guessed, nor whose its name is. */
function requireRegion({ connection }: Vault, { place, accountId }: Wanted): void {
  const { region } = connection.settings;
  if (place.aws) namespaceOf(place.bucket, { accountId, region });
  if (region !== undefined || !place.aws) return;
  throw new HoldfastError({
    code: 'bad-input',
    message: `The bucket ${place.bucket} does not exist, and no region is given in which to create it.`,
    why: 'A bucket stays in its region.',
    fix: 'Set aws-region, for example to eu-central-1.',
  });
}

function creation({ vault, inputs, wanted }: Run): Line {
  const { region } = vault.connection.settings;
  const lock = inputs.objectLockDays === undefined ? '' : ', with Object Lock';
  const where = region === undefined ? '' : ` in ${region}`;
  return { setting: 'bucket', now: 'missing', then: `${wanted.place.bucket}${where}${lock}` };
}

function planned(run: Run, plan: SetupPlan, isMissing: boolean): Outcome {
  const { aws } = run.wanted.place;
  const open: Line = { setting: 'overwriting', now: 'possible', then: aws ? 'refused' : 'refused, if the server can' };
  const isProof = plan.refusesOverwrite;
  const lines = [
    ...(isMissing ? [creation(run)] : []),
    ...plan.lines,
    ...(isProof ? [REFUSED] : plan.hasPolicies ? [open] : []),
  ];
  const steps = plan.lines.filter(({ step }) => step !== undefined).length;
  return { lines, changes: steps + Number(isMissing) + Number(!isProof && plan.hasPolicies && aws) };
}

const REFUSED: Line = { setting: 'overwriting', now: 'refused', then: 'refused' };
const OPEN: Line = { setting: 'overwriting', now: 'possible', then: LEFT_OUT };

async function apply(run: Run, before: SetupPlan, isMissing: boolean): Promise<Outcome> {
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
    plan = planSetup((await readBucket(connection, signal)) ?? UNSET_SETTINGS, wanted);
  }
  for (const note of plan.notes) emit({ type: 'warning', ...note });
  const canPut = trialOf(vault, wanted.place.aws, signal);
  const done = await carryOut(connection, plan.lines, { canPut, aws: wanted.place.aws, emit, signal });
  const lost = await lookAgain(run, plan, done);
  const made = done.map((line) => (lost.includes(line.setting) ? { ...line, then: NOT_KEPT } : line));
  // Before overwriting is refused: a proof may need to overwrite the probe.
  const findings = await checkBucket(connection, store, { mode: 'warn', comparesProbe: true, signal });
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
function refuseOpenPolicy({ openStatements, notes }: SetupPlan): void {
  if (openStatements.length === 0) return;
  const { why, fix } = notes.find((note) => note.class === 'setup-public-policy') ?? {};
  throw new HoldfastError({
    code: 'bucket-unsafe',
    message: `The bucket policy grants public access, so nothing was changed: statement ${openStatements.join(', statement ')}.`,
    why,
    fix,
  });
}

const NOT_KEPT = 'not kept by the server';
const UNCHANGED: readonly string[] = [LEFT_OUT, TAKEN_BACK, NOT_KEPT];

/** Reads the bucket once more, if something was changed, and reports what the server accepted but did not keep. */
async function lookAgain(
  { vault, wanted, deps }: Run,
  before: SetupPlan,
  done: readonly Line[],
): Promise<readonly string[]> {
  if (!done.some(({ step, then }) => step !== undefined && !UNCHANGED.includes(then))) return [];
  const facts = await readBucket(vault.connection, deps.signal);
  if (facts === undefined) return [];
  const still = planSetup(facts, wanted);
  const isNew = (note: Note): boolean => !before.notes.some(({ message }) => message === note.message);
  for (const note of still.notes)
    if (note.class === 'setup-not-kept' && isNew(note)) deps.emit({ type: 'warning', ...note });
  const lost = notKept(done, still.lines);
  for (const setting of lost)
    deps.emit({
      type: 'warning',
      class: 'setup-not-kept',
      message: `${setting}: the server confirmed the setting but did not keep it.`,
      why: 'It drops the setting or a part of it. Running setup again changes nothing.',
      fix: `Set it with the tools of the provider, if there is a way. ${providerPage(vault.connection.settings.endpointUrl)}.`,
    });
  return lost;
}

/** What a PUT at the probe's key shows; undefined: it is refused. */
async function triedPut({ store }: Vault, signal: AbortSignal): Promise<SettingFinding | undefined> {
  try {
    return await probeConditionalWrites(store, signal);
  } catch (error) {
    if (isRefusedPut(error)) return undefined;
    throw error;
  }
}

type Written = 'written' | 'not-overwritten' | 'refused';

/**
 * Whether the vault can be written as well as at the first call. A server other than AWS may answer 412 to a
 * conditional PUT before it looks at anything else, so the probe is overwritten there, unless the bucket refuses that.
 */
function trialOf(vault: Vault, aws: boolean, signal: AbortSignal): () => Promise<boolean> {
  let first: Written | undefined;
  return async () => {
    const tried = await triedPut(vault, signal);
    const now = tried === undefined ? 'refused' : aws ? 'written' : await overwritten(vault, signal);
    first ??= now;
    return now === 'written' || (now === 'not-overwritten' && first === now);
  };
}

async function overwritten({ store }: Vault, signal: AbortSignal): Promise<Written> {
  try {
    await store.putOver(PROBE_KEY, PROBE_BYTES, { signal });
    return 'written';
  } catch (error) {
    if (isRefusedPut(error)) return error.code === 'access-denied' ? 'not-overwritten' : 'refused';
    throw error;
  }
}

async function protect({ vault, deps, wanted }: Run, plan: SetupPlan, done: readonly Line[]): Promise<Line> {
  if (plan.refusesOverwrite) return REFUSED;
  const { connection } = vault;
  const { signal, emit } = deps;
  const probe = {
    plainPutRefused: () => plainPutIsRefused(connection, signal),
    conditionalPutWorks: async () => (await triedPut(vault, signal))?.severity === 'ok',
  };
  // A server that does not support the simpler statements is not tested for this one.
  const hasPolicy = done.every(({ setting, then }) => setting !== 'bucket policy' || !UNCHANGED.includes(then));
  const isProof = hasPolicy && (await refuseOverwrite(connection, wanted.place, plan.statements, probe, signal));
  if (isProof) return { ...REFUSED, now: 'possible' };
  emit({
    type: 'warning',
    class: 'not-overwrite-proof',
    message: 'The vault is not overwrite-proof: this server cannot refuse a PUT without If-None-Match.',
    why: 'Anybody who can write can overwrite an object with a new S3 version. The old one stays until the lifecycle rule removes it.',
    fix: 'Set object-lock-days if the server has Object Lock, run mode audit every ten days at least, and repair what it finds.',
  });
  return OPEN;
}

interface RoleDocuments {
  readonly role: Role;
  readonly subjects: readonly string[];
  readonly policy: object;
  readonly trust: object;
}

async function rolesOf(vault: Vault, inputs: Inputs, wanted: Wanted, deps: Deps): Promise<readonly RoleDocuments[]> {
  const { credentials, workflow } = vault;
  const account = (await credentials.identity())?.accountId ?? '';
  const ownServer = serverUrlOf(undefined, deps.env);
  const issuer = issuerOf(serverUrlOf(inputs.githubServerUrl, deps.env));
  const providerArn = `arn:${wanted.place.partition}:iam::${account}:oidc-provider/${issuer}`;
  const audience = inputs.audience ?? defaultAudience(wanted.place.partition);
  const repository = inputs.repository ?? workflow?.repository ?? deps.env['GITHUB_REPOSITORY'] ?? 'OWNER/REPOSITORY';
  const isOwn = workflow?.repository === repository && issuer === issuerOf(ownServer);
  // Servers before the immutable subjects do not name them.
  const hasIds = isOwn && workflow.ownerId !== '' && workflow.repositoryId !== '';
  const subject = {
    repository,
    ids: hasIds ? { owner: workflow.ownerId, repository: workflow.repositoryId } : undefined,
    defaultBranch: (isOwn ? workflow.defaultBranch : undefined) ?? 'main',
  };
  // Elsewhere STS compares subject and audience alone.
  const hasClaims = wanted.place.partition === 'aws' && wanted.place.aws && issuer === GITHUB_ISSUER;
  const known = { repositoryId: subject.ids?.repository ?? '', workflow: inputs.backupWorkflow };
  return ROLE_NAMES.map((role) => {
    const subjects = subjectsOf(role, subject);
    const claims = hasClaims ? claimsOfRole(role, known) : {};
    const trust = trustPolicy(subjects, { issuer, providerArn, audience, claims });
    return { role, subjects, policy: rolePolicy(role, wanted.place), trust };
  });
}

async function writePolicies(folder: string, roles: readonly RoleDocuments[], wanted: Wanted): Promise<void> {
  const bucketPolicy = policyDocument([...vaultStatements(wanted.place, wanted), noOverwrite(wanted.place)]);
  await mkdir(folder, { recursive: true });
  const files = roles.flatMap(({ role, policy, trust }) => [
    [`${role}.policy.json`, policy] as const,
    [`${role}.trust.json`, trust] as const,
  ]);
  for (const [name, document] of [...files, ['bucket-policy.json', bucketPolicy] as const])
    await writeFile(join(folder, name), `${JSON.stringify(document, undefined, 2)}\n`);
}

function buildSetupResult({ inputs, wanted }: Run, outcome: Outcome, roles: readonly RoleDocuments[]): CommandResult {
  const { lines, changes, isFit, isWhole } = outcome;
  const { bucket, prefix } = wanted.place;
  const fields = lineFields(inputs.apply);
  return {
    status: isFit === false ? 'failed' : isWhole === false ? 'partial' : 'complete',
    outputs: { changes, applied: inputs.apply && changes > 0 },
    tables: [
      tableOf(inputs.apply ? 'The bucket' : 'Plan for the bucket', fields, lines),
      tableOf(ROLES_TITLE, ROLE_FIELDS, roles),
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
      settings: jsonRows(fields, lines),
      policies: jsonRows(ROLE_FIELDS, roles),
    },
  };
}

const ROLES_TITLE = 'Roles (as JSON files with policies-dir, or in the JSON report under "policies")';

function setupVerdict({ apply: isApplied }: Inputs, { changes, isFit, isWhole }: Outcome): string {
  if (!isApplied) return changes === 0 ? 'as it should be' : 'a plan, nothing was changed';
  if (isFit === false) return 'failed: a backup would refuse the bucket';
  return isWhole === false ? 'partial: the server did not keep every setting' : 'safe for backups';
}

function setupFacts({ apply: isApplied }: Inputs, { lines, changes }: Outcome): Readonly<Record<string, Phrase>> {
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

function overwritingText({ now, then }: Line, isApplied: boolean): string {
  if (now === then || UNCHANGED.includes(then)) return now;
  return isApplied ? then : `${now} today; with apply ${then}`;
}

function summaryText({ apply: isApplied }: Inputs, { changes, isFit }: Outcome): string {
  const count = counted(changes, 'change');
  if (!isApplied)
    return changes === 0
      ? 'The bucket is as it should be.'
      : `A plan, and nothing was changed: \`apply: true\` makes ${count}.`;
  const done = changes === 0 ? 'The bucket was as it should be.' : `${count} made.`;
  return `${done} ${isFit === false ? 'A backup would still refuse the bucket: see the warnings.' : 'It is safe for backups.'}`;
}

/** Now and after it, in the words of a plan or of what was done. */
function lineFields(isApplied: boolean): Fields<Line> {
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

const ROLE_FIELDS: Fields<RoleDocuments> = {
  role: { kind: 'text', value: ({ role }) => role },
  modes: { kind: 'text', cell: ({ role }) => ROLES[role].modes.join(', ') },
  writes: {
    kind: 'text',
    title: 'may write',
    cell: ({ role }) =>
      writesOfRole(role)
        .filter((path) => !path.startsWith('marks/'))
        .join(' '),
  },
  marks: { kind: 'text', title: 'may set marks', cell: ({ role }) => marksOfRole(role).join(' ').replace('*', 'any') },
  subjects: {
    kind: 'text',
    title: 'for jobs with the subject',
    value: ({ subjects }) => subjects,
    cell: ({ subjects }) => subjects.join(' '),
  },
  policy: { value: ({ policy }) => policy },
  trust: { value: ({ trust }) => trust },
};
