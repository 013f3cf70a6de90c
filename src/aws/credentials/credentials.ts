/** Credentials for S3: by OIDC and a role, by a role of other credentials, or those of the machine. */
import type { AwsCredentialIdentity, AwsCredentialIdentityProvider } from '@smithy/types';
import { once } from '../../base/async.ts';
import { HoldfastError, messageOf } from '../../base/errors.ts';
import type { Emit } from '../../base/events.ts';
import { proveIdentity } from './identity.ts';
import type { Env } from '../../net/agents.ts';
import type { Network } from '../../net/network.ts';
import { claimsOf, isOidcAvailable, oidcUnavailable, requestOidcToken } from './oidc.ts';
import { defaultAudience, firstRegionOf, isAwsEndpoint, partitionOf } from './partition.ts';
import { renewing } from './renewing.ts';
import type { RetryPolicy } from '../../net/retry.ts';
import type { PolicyMode } from '../policies/session.ts';
import { keyArns, sessionPolicy, signingKeyOf } from '../policies/session.ts';
import type { CallerIdentity, RoleRequest, Sts } from './sts.ts';
import { STS_RETRY, assumeRole, assumeRoleWithToken, maskAll, describeSts } from './sts.ts';
import { explainStsError } from './sts-errors.ts';

/** Named as the inputs are. */
export interface CredentialSettings {
  readonly mode: PolicyMode;
  readonly bucket: string;
  /** Without slashes at its ends; '' is the bucket itself. */
  readonly prefix: string;
  /** Series that this step writes; undefined: any. For the session policy. */
  readonly series?: readonly string[] | undefined;
  readonly awsRegion?: string | undefined;
  /** ARNs; each role is assumed with the one before it. Empty: the ambient credentials as they are. */
  readonly roleToAssume: readonly string[];
  readonly roleSessionName?: string | undefined;
  readonly roleDurationSeconds: number;
  readonly audience?: string | undefined;
  readonly allowedAccountIds: readonly string[];
  readonly expectedBucketOwner?: string | undefined;
  /** KMS key of the vault. The session may use it, whichever account it belongs to. */
  readonly kmsKeyId?: string | undefined;
  /** Fingerprint of the vault key that the session may have KMS unwrap. */
  readonly wrappedKey?: string | undefined;
  /** KMS key of a GitHub App, with which the session may sign. */
  readonly githubAppKmsKey?: string | undefined;
  readonly sessionPolicy: 'auto' | 'off';
  readonly endpointUrl?: string | undefined;
  readonly stsEndpointUrl?: string | undefined;
  readonly useFipsEndpoint: boolean;
}

export interface CredentialDeps {
  readonly env: Env;
  readonly network: Network;
  readonly emit: Emit;
  readonly signal?: AbortSignal | undefined;
  readonly now: () => Date;
  /** Called with every secret before anything else is done with it. */
  readonly mask: (secret: string) => void;
  /** The ambient credentials; default: the chain of the AWS SDK. */
  readonly ambient?: AwsCredentialIdentityProvider | undefined;
  readonly retry?: RetryPolicy | undefined;
}

export interface Credentials {
  /**
   * Valid credentials, renewed before they expire by a new OIDC token and new role sessions; one renewal at a time,
   * however many requests wait for it. With allowed-account-ids no credentials are returned before the account is
   * proved.
   */
  readonly provider: AwsCredentialIdentityProvider;
  /** Requested once. undefined if the server cannot tell. */
  readonly identity: () => Promise<CallerIdentity | undefined>;
  /**
   * For `ExpectedBucketOwner`: expected-bucket-owner, else the account of the identity; undefined if that is not known.
   */
  readonly bucketOwner: () => Promise<string | undefined>;
  /** undefined: neither given nor in the environment; the bucket tells it. */
  readonly region: string | undefined;
  /** Second field of ARNs: `aws`, `aws-us-gov`, `aws-cn`, ... */
  readonly partition: string;
}

/** No work is done before the first use. Errors are HoldfastErrors: see oidc.ts, trust.ts and identity.ts. */
export function createCredentials(settings: CredentialSettings, deps: CredentialDeps): Credentials {
  const { env } = deps;
  const region = settings.awsRegion ?? (env['AWS_REGION'] || env['AWS_DEFAULT_REGION'] || undefined);
  const partition = partitionOf(region, settings.roleToAssume.at(-1));
  const sts = stsFor(settings, deps, region ?? firstRegionOf(partition));
  const session: SessionContext = { settings, deps, sts, partition, ambient: once(() => ambientProvider(deps, sts)) };
  const unchecked = renewing(() => obtain(session), deps);
  const identity = once(() => proveIdentity(sts, unchecked, settings.allowedAccountIds));
  return {
    provider: async () => {
      if (settings.allowedAccountIds.length > 0) await identity();
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
function stsFor(settings: CredentialSettings, deps: CredentialDeps, region: string): Sts | undefined {
  const endpointUrl = settings.stsEndpointUrl ?? (deps.env['AWS_ENDPOINT_URL_STS'] || undefined);
  if (endpointUrl === undefined && !isOnAws(settings, deps.env)) return undefined;
  const { network, emit, signal, now, mask, retry = STS_RETRY } = deps;
  return { region, endpointUrl, useFips: settings.useFipsEndpoint, network, emit, signal, now, mask, retry };
}

/** If the input names no endpoint, the SDK's own variables may. */
function isOnAws(settings: CredentialSettings, env: Env): boolean {
  const endpoint = settings.endpointUrl ?? (env['AWS_ENDPOINT_URL_S3'] || env['AWS_ENDPOINT_URL']);
  return endpoint === undefined || endpoint === '' || isAwsEndpoint(endpoint);
}

interface SessionContext {
  readonly settings: CredentialSettings;
  readonly deps: CredentialDeps;
  readonly sts: Sts | undefined;
  readonly partition: string;
  readonly ambient: () => Promise<AwsCredentialIdentityProvider>;
}

/** Obtains new credentials from scratch: token or ambient credentials, then each role of the chain. */
async function obtain(context: SessionContext): Promise<AwsCredentialIdentity> {
  const [firstRole, ...furtherRoles] = context.settings.roleToAssume;
  if (firstRole === undefined) return fromAmbient(context);
  const { sts } = context;
  if (sts === undefined) throw stsMissing(firstRole);
  const withToken = isOidcAvailable(context.deps.env);
  let credentials = withToken
    ? await sessionByToken(context, sts, firstRole)
    : await sessionByRole(context, sts, firstRole, await fromAmbient(context));
  for (const role of furtherRoles) credentials = await sessionByRole(context, sts, role, credentials);
  return credentials;
}

async function sessionByToken(context: SessionContext, sts: Sts, roleArn: string): Promise<AwsCredentialIdentity> {
  const { settings, deps } = context;
  const request = roleRequest(context, roleArn, settings.roleDurationSeconds);
  const token = await requestOidcToken(
    { ...sts, env: deps.env },
    settings.audience ?? defaultAudience(context.partition),
  );
  return explained(sts, 'AssumeRoleWithWebIdentity', request, () => assumeRoleWithToken(sts, request, token), token);
}

/**
 * AWS limits a session that is obtained with another session to one hour:
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles.html
 */
const CHAINED_MAX_SECONDS = 3600;

async function sessionByRole(
  context: SessionContext,
  sts: Sts,
  roleArn: string,
  by: AwsCredentialIdentity,
): Promise<AwsCredentialIdentity> {
  const { roleDurationSeconds } = context.settings;
  const seconds =
    by.sessionToken === undefined ? roleDurationSeconds : Math.min(roleDurationSeconds, CHAINED_MAX_SECONDS);
  const request = roleRequest(context, roleArn, seconds);
  return explained(sts, 'AssumeRole', request, () => assumeRole(sts, request, by));
}

/** Only the last session of a chain is narrowed: the ones before it must be able to assume the next. */
function roleRequest(
  { settings, deps, partition }: SessionContext,
  roleArn: string,
  durationSeconds: number,
): RoleRequest {
  const narrowed = settings.sessionPolicy === 'auto' && roleArn === settings.roleToAssume.at(-1);
  const { expectedBucketOwner, kmsKeyId, githubAppKmsKey: appKey } = settings;
  const account = roleArn.split(':')[4];
  const keys = keyArns(partition, [account, expectedBucketOwner], kmsKeyId);
  const signingKey = appKey === undefined ? undefined : signingKeyOf(partition, [account], appKey);
  return {
    roleArn,
    durationSeconds,
    sessionName: settings.roleSessionName ?? defaultSessionName(deps.env),
    policy: narrowed
      ? sessionPolicy({ ...settings, partition, keys, signingKey, aws: isOnAws(settings, deps.env) })
      : undefined,
  };
}

/** Shown in CloudTrail. */
function defaultSessionName(env: Env): string {
  const run = env['GITHUB_RUN_ID'] ?? '';
  return /^\d{1,20}$/.test(run) ? `holdfast-${run}` : 'holdfast';
}

async function explained(
  sts: Sts,
  operation: 'AssumeRole' | 'AssumeRoleWithWebIdentity',
  request: RoleRequest,
  take: () => Promise<AwsCredentialIdentity>,
  token?: string,
): Promise<AwsCredentialIdentity> {
  try {
    return await take();
  } catch (error) {
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

function stsMissing(roleArn: string): HoldfastError {
  return new HoldfastError({
    code: 'sts-endpoint-missing',
    message: `${roleArn} cannot be assumed: endpoint-url names a server that is not AWS, and no STS endpoint is set.`,
    why: 'Holdfast never shows the keys of one provider to another, so it does not ask AWS here.',
    fix: 'Set sts-endpoint-url (or AWS_ENDPOINT_URL_STS) to the STS of that provider, or remove role-to-assume.',
  });
}

async function fromAmbient({ settings, deps, ambient }: SessionContext): Promise<AwsCredentialIdentity> {
  try {
    const credentials = await (await ambient())();
    maskAll(deps, credentials);
    return credentials;
  } catch (error) {
    deps.signal?.throwIfAborted();
    if (error instanceof HoldfastError) throw error;
    if (settings.roleToAssume.length > 0 && deps.env['GITHUB_ACTIONS'] === 'true')
      throw await oidcUnavailable(deps.env, error);
    const profile = deps.env['AWS_PROFILE'];
    throw new HoldfastError({
      code: 'no-credentials',
      message: `No AWS credentials were found${profile ? ` for the profile ${profile}` : ''}.`,
      why: `The AWS SDK said: ${messageOf(error)}.`.replace(/\.\.$/, '.'),
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
async function ambientProvider(deps: CredentialDeps, sts: Sts | undefined): Promise<AwsCredentialIdentityProvider> {
  if (deps.ambient !== undefined) return deps.ambient;
  const { fromNodeProviderChain } = await import('@aws-sdk/credential-providers');
  const request = (params: ProfileRole): RoleRequest => ({
    roleArn: params.RoleArn ?? '',
    sessionName: params.RoleSessionName ?? defaultSessionName(deps.env),
    durationSeconds: params.DurationSeconds ?? CHAINED_MAX_SECONDS,
    policy: undefined,
    externalId: params.ExternalId,
  });
  const chain = fromNodeProviderChain({
    clientConfig: { requestHandler: deps.network.requestHandler, ...(sts === undefined ? {} : { region: sts.region }) },
    roleAssumer: async (by, params) => {
      if (sts === undefined) throw stsMissing(params.RoleArn ?? '');
      return explained(sts, 'AssumeRole', request(params), () => assumeRole(sts, request(params), by));
    },
    roleAssumerWithWebIdentity: async (params) => {
      if (sts === undefined) throw stsMissing(params.RoleArn ?? '');
      const token = params.WebIdentityToken ?? '';
      const take = (): Promise<AwsCredentialIdentity> => assumeRoleWithToken(sts, request(params), token);
      return explained(sts, 'AssumeRoleWithWebIdentity', request(params), take, token);
    },
  });
  return () => chain();
}

/** What a profile or the environment says about a role; the SDK's names. */
interface ProfileRole {
  readonly RoleArn?: string | undefined;
  readonly RoleSessionName?: string | undefined;
  readonly DurationSeconds?: number | undefined;
  readonly ExternalId?: string | undefined;
}
