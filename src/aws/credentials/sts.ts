/** Calls of STS: AssumeRole, AssumeRoleWithWebIdentity, GetCallerIdentity. */
import {
  AssumeRoleCommand,
  AssumeRoleWithWebIdentityCommand,
  GetCallerIdentityCommand,
  STSClient,
} from '@aws-sdk/client-sts';
import type { Credentials as StsCredentials, STSClientConfig } from '@aws-sdk/client-sts';
import type { AwsCredentialIdentity } from '@smithy/types';
import type { Emit } from '../../base/events.ts';
import { isNamed, messageOf } from '../../base/errors.ts';
import type { Network } from '../../net/network.ts';
import type { RetryPolicy } from '../../net/retry.ts';
import { withRetries } from '../../net/retry.ts';

/** An STS endpoint and the means to talk to it. */
export interface Sts {
  readonly region: string;
  /** undefined: AWS's own for the region. */
  readonly endpointUrl: string | undefined;
  readonly useFips: boolean;
  readonly network: Network;
  readonly emit: Emit;
  readonly signal: AbortSignal | undefined;
  /** This machine's clock. */
  readonly now: () => Date;
  /** Called with every secret before anything else is done with it. */
  readonly mask: (secret: string) => void;
  readonly retry: RetryPolicy;
}

/** The request for one role session. */
export interface RoleRequest {
  readonly roleArn: string;
  readonly sessionName: string;
  readonly durationSeconds: number;
  /** Inline session policy as JSON. */
  readonly policy: string | undefined;
  /** The external id that some trust policies require; from AWS profiles only. */
  readonly externalId?: string | undefined;
}

export interface CallerIdentity {
  /** Twelve digits; undefined where a server has no accounts. */
  readonly accountId: string | undefined;
  readonly arn: string;
}

/** Some seconds in total; half a minute if STS throttles. An OIDC token is valid for five minutes. */
export const STS_RETRY: RetryPolicy = { attempts: 5, baseMs: 300 };

/** Errors are those of the SDK; trust.ts explains them. */
export async function assumeRoleWithToken(
  sts: Sts,
  request: RoleRequest,
  token: string,
): Promise<AwsCredentialIdentity> {
  return takeSession(sts, request, undefined, 'AssumeRoleWithWebIdentity', (client, options) =>
    client.send(new AssumeRoleWithWebIdentityCommand({ ...inputOf(request), WebIdentityToken: token }), options),
  );
}

export async function assumeRole(
  sts: Sts,
  request: RoleRequest,
  by: AwsCredentialIdentity,
): Promise<AwsCredentialIdentity> {
  return takeSession(sts, request, by, 'AssumeRole', (client, options) =>
    client.send(new AssumeRoleCommand({ ...inputOf(request), ExternalId: request.externalId }), options),
  );
}

export async function getCallerIdentity(sts: Sts, of: AwsCredentialIdentity): Promise<CallerIdentity> {
  const { Account, Arn } = await send(sts, of, 'GetCallerIdentity', (client, options) =>
    client.send(new GetCallerIdentityCommand({}), options),
  );
  return { accountId: /^\d{12}$/.test(Account ?? '') ? Account : undefined, arn: Arn ?? '' };
}

function inputOf(request: RoleRequest): {
  RoleArn: string;
  RoleSessionName: string;
  DurationSeconds: number;
  Policy: string | undefined;
} {
  return {
    RoleArn: request.roleArn,
    RoleSessionName: request.sessionName,
    DurationSeconds: request.durationSeconds,
    Policy: request.policy,
  };
}

type SendOptions = { readonly abortSignal?: AbortSignal };
type Ask<T> = (client: STSClient, options: SendOptions) => Promise<T>;

/**
 * Returns a session whose `expiration` is by this machine's clock. Its remaining life is computed from the server's own
 * Date header.
 */
async function takeSession(
  sts: Sts,
  request: RoleRequest,
  by: AwsCredentialIdentity | undefined,
  operation: string,
  ask: Ask<{ readonly Credentials?: StsCredentials | undefined }>,
): Promise<AwsCredentialIdentity> {
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
export function maskAll(sts: Pick<Sts, 'mask'>, credentials: AwsCredentialIdentity): void {
  for (const secret of [credentials.secretAccessKey, credentials.sessionToken]) {
    if (secret !== undefined && secret !== '') sts.mask(secret);
  }
}

async function send<T>(
  sts: Sts,
  by: AwsCredentialIdentity | undefined,
  operation: string,
  ask: Ask<T>,
  onDate: (date: Date) => void = () => undefined,
): Promise<T> {
  const client = new STSClient(clientConfig(sts, by));
  watchDate(client, onDate);
  const options = sts.signal === undefined ? {} : { abortSignal: sts.signal };
  return withRetries(() => ask(client, options).catch(rethrow), {
    policy: sts.retry,
    what: operation,
    emit: sts.emit,
    signal: sts.signal,
  });
}

function clientConfig(sts: Sts, by: AwsCredentialIdentity | undefined): STSClientConfig {
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
function rethrow(error: unknown): never {
  if (isNamed(error, 'InvalidIdentityTokenException') && /retrieve verification key/i.test(messageOf(error))) {
    throw Object.assign(new Error(messageOf(error), { cause: error }), { name: 'IDPCommunicationErrorException' });
  }
  throw error;
}

function watchDate(client: STSClient, onDate: (date: Date) => void): void {
  client.middlewareStack.add(
    (next) => async (args) => {
      const result = await next(args);
      const { headers } = result.response as { readonly headers?: Readonly<Record<string, string>> };
      const date = new Date(headers?.['date'] ?? '');
      if (!Number.isNaN(date.getTime())) onDate(date);
      return result;
    },
    { step: 'deserialize', priority: 'low', name: 'holdfastWatchDate' },
  );
}

/** Names an STS for messages. */
export function describeSts(sts: Sts): string {
  return sts.endpointUrl === undefined ? `AWS STS in ${sts.region}` : sts.endpointUrl;
}
