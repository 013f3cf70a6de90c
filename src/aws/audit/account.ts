/** Reads what protects a bucket from outside: roles, OIDC providers, keys, the public access block of the account. */
import {
  GetOpenIDConnectProviderCommand,
  GetPolicyCommand,
  GetPolicyVersionCommand,
  GetRoleCommand,
  GetRolePolicyCommand,
  IAMClient,
  ListAttachedRolePoliciesCommand,
  ListRolePoliciesCommand,
} from '@aws-sdk/client-iam';
import { GetKeyPolicyCommand, KMSClient } from '@aws-sdk/client-kms';
import { GetPublicAccessBlockCommand, S3ControlClient } from '@aws-sdk/client-s3-control';
import type { AwsCredentialIdentityProvider } from '@smithy/types';
import { HoldfastError, isNamed, messageOf } from '../../base/errors.ts';
import type { Emit } from '../../base/events.ts';
import type { Env } from '../../net/agents.ts';
import type { Network } from '../../net/network.ts';
import type { Reading } from '../bucket/reading.ts';
import { openSwitchesOf } from '../bucket/settings.ts';
import { DEFAULT_RETRY, isTransient, shapeOf, withRetries } from '../../net/retry.ts';

/** A role with its policies. */
export interface RoleFacts {
  readonly arn: string;
  /** JSON. */
  readonly trust: string;
  /** JSON, by name; one that cannot be read says why. */
  readonly policies: readonly { readonly name: string; readonly text: Reading<string> }[];
  readonly hasBoundary: boolean;
}

export interface AccountReader {
  /** Six requests for a role with one inline and one managed policy. `missing`: there is no such role. */
  readonly role: (name: string) => Promise<Reading<RoleFacts | 'missing'>>;
  /** Audiences of an OIDC provider. */
  readonly provider: (arn: string) => Promise<Reading<readonly string[] | 'missing'>>;
  /** JSON. @param key its ARN or id */
  readonly keyPolicy: (key: string) => Promise<Reading<string>>;
  /** Names of the switches that are off. */
  readonly openSwitches: (accountId: string) => Promise<Reading<readonly string[]>>;
}

interface AccountDeps {
  readonly credentials: AwsCredentialIdentityProvider;
  readonly network: Network;
  /** Any region of the account's partition. For KMS, the region in the key's ARN is used instead. */
  readonly region: string;
  /** Whether the bucket is at AWS. Elsewhere a service exists only if AWS_ENDPOINT_URL_IAM, _KMS or _S3_CONTROL names it. */
  readonly onAws: boolean;
  readonly env: Env;
  readonly emit: Emit;
  readonly signal: AbortSignal;
}

/** Credentials of one provider are never sent to another: see credentials.ts. */
export function accountReader(deps: AccountDeps): AccountReader {
  const iam = lazily(() => new IAMClient(configOf(deps, 'IAM')));
  return {
    role: (name) => readRole(deps, iam, name),
    provider: (arn) =>
      ask<readonly string[] | 'missing'>(
        deps,
        'IAM',
        'iam:GetOpenIDConnectProvider',
        async (options) => {
          const command = new GetOpenIDConnectProviderCommand({ OpenIDConnectProviderArn: arn });
          return (await iam().send(command, options)).ClientIDList ?? [];
        },
        NO_SUCH_ENTITY,
      ),
    keyPolicy: (key) =>
      ask(deps, 'KMS', 'kms:GetKeyPolicy', async (options) => {
        const client = new KMSClient(configOf({ ...deps, region: key.split(':')[3] ?? deps.region }, 'KMS'));
        return (await client.send(new GetKeyPolicyCommand({ KeyId: key }), options)).Policy ?? '';
      }),
    openSwitches: (accountId) =>
      ask(
        deps,
        'S3_CONTROL',
        's3:GetAccountPublicAccessBlock',
        async (options) => {
          const command = new GetPublicAccessBlockCommand({ AccountId: accountId });
          return openSwitchesOf((await s3Control(deps).send(command, options)).PublicAccessBlockConfiguration);
        },
        { error: 'NoSuchPublicAccessBlockConfiguration', value: openSwitchesOf(undefined) },
      ),
  };
}

const NO_SUCH_ENTITY = { error: 'NoSuchEntityException', value: 'missing' } as const;

type Service = 'IAM' | 'KMS' | 'S3_CONTROL';

function endpointOf({ env }: AccountDeps, service: Service): string | undefined {
  return env[`AWS_ENDPOINT_URL_${service}`] || undefined;
}

function configOf(deps: AccountDeps, service: Service) {
  const endpoint = endpointOf(deps, service);
  const { credentials, network, region } = deps;
  // retry.ts makes the retries: they end at once on abort.
  const config = { credentials, region, requestHandler: network.requestHandler, maxAttempts: 1 };
  return endpoint === undefined ? config : { ...config, endpoint };
}

async function readRole(
  deps: AccountDeps,
  iam: () => IAMClient,
  name: string,
): Promise<Reading<RoleFacts | 'missing'>> {
  const input = { RoleName: name };
  const role = await ask<Omit<RoleFacts, 'policies'> | 'missing'>(
    deps,
    'IAM',
    'iam:GetRole',
    async (options) => {
      const { Role } = await iam().send(new GetRoleCommand(input), options);
      const trust = decodeURIComponent(Role?.AssumeRolePolicyDocument ?? '');
      return { arn: Role?.Arn ?? '', trust, hasBoundary: Role?.PermissionsBoundary !== undefined };
    },
    NO_SUCH_ENTITY,
  );
  if (role.state !== 'ok' || role.value === 'missing') return role as Reading<'missing'>;
  const [inline, attached] = await Promise.all([inlinePolicies(deps, iam, name), attachedPolicies(deps, iam, name)]);
  return { state: 'ok', value: { ...role.value, policies: [...inline, ...attached] } };
}

type NamedPolicies = RoleFacts['policies'];

async function inlinePolicies(deps: AccountDeps, iam: () => IAMClient, role: string): Promise<NamedPolicies> {
  const names = await ask(deps, 'IAM', 'iam:ListRolePolicies', (options) =>
    allPages((Marker) => iam().send(new ListRolePoliciesCommand({ RoleName: role, Marker }), options), 'PolicyNames'),
  );
  if (names.state !== 'ok') return [{ name: 'inline policies', text: names }];
  const read = async (name: string) => ({
    name,
    text: await ask(deps, 'IAM', 'iam:GetRolePolicy', async (options) => {
      const command = new GetRolePolicyCommand({ RoleName: role, PolicyName: name });
      return decodeURIComponent((await iam().send(command, options)).PolicyDocument ?? '');
    }),
  });
  return Promise.all(names.value.map(read));
}

async function attachedPolicies(deps: AccountDeps, iam: () => IAMClient, role: string): Promise<NamedPolicies> {
  const attached = await ask(deps, 'IAM', 'iam:ListAttachedRolePolicies', (options) =>
    allPages(
      (Marker) => iam().send(new ListAttachedRolePoliciesCommand({ RoleName: role, Marker }), options),
      'AttachedPolicies',
    ),
  );
  if (attached.state !== 'ok') return [{ name: 'managed policies', text: attached }];
  const read = async (arn: string) => {
    const version = await ask(deps, 'IAM', 'iam:GetPolicy', async (options) => {
      const { Policy } = await iam().send(new GetPolicyCommand({ PolicyArn: arn }), options);
      return Policy?.DefaultVersionId ?? '';
    });
    if (version.state !== 'ok') return { name: arn, text: version };
    const text = await ask(deps, 'IAM', 'iam:GetPolicyVersion', async (options) => {
      const command = new GetPolicyVersionCommand({ PolicyArn: arn, VersionId: version.value });
      return decodeURIComponent((await iam().send(command, options)).PolicyVersion?.Document ?? '');
    });
    return { name: arn, text };
  };
  return Promise.all(attached.value.map(({ PolicyArn }) => read(PolicyArn ?? '')));
}

/** IAM's lists come in pages of a hundred. */
async function allPages<K extends string, T>(
  page: (marker: string | undefined) => Promise<
    { readonly [name in K]?: T[] | undefined } & {
      readonly Marker?: string | undefined;
      IsTruncated?: boolean | undefined;
    }
  >,
  name: K,
): Promise<readonly T[]> {
  const found: T[] = [];
  let marker: string | undefined;
  do {
    const answer = await page(marker);
    found.push(...(answer[name] ?? []));
    marker = answer.IsTruncated === true ? answer.Marker : undefined;
  } while (marker !== undefined);
  return found;
}

/** The SDK puts the account in front of the host of an endpoint. Only AWS answers to such a name. */
function s3Control(deps: AccountDeps): S3ControlClient {
  const client = new S3ControlClient(configOf(deps, 'S3_CONTROL'));
  const endpoint = endpointOf(deps, 'S3_CONTROL');
  if (endpoint !== undefined) {
    client.config.endpointProvider = () => ({ url: new URL(endpoint) });
  }
  return client;
}

/**
 * Calls a service of the account. A refusal, a missing service and a permanent failure are answers. A server that cannot
 * be reached gave no answer, so the run fails.
 *
 * @param absent the error that is an answer too
 * @throws account-unreachable
 */
async function ask<T>(
  deps: AccountDeps,
  service: Service,
  permission: string,
  attempt: (options: { readonly abortSignal: AbortSignal }) => Promise<T>,
  absent?: { readonly error: string; readonly value: T },
): Promise<Reading<T>> {
  const { emit, signal, onAws } = deps;
  if (!onAws && endpointOf(deps, service) === undefined) {
    return { state: 'unknown', reason: 'Only AWS serves this call, and endpoint-url names another server.' };
  }
  try {
    const options = { abortSignal: signal };
    const value = await withRetries(() => attempt(options), { policy: DEFAULT_RETRY, what: permission, emit, signal });
    return { state: 'ok', value };
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof HoldfastError) throw error;
    const { name = '', $metadata } = shapeOf(error);
    const status = $metadata?.httpStatusCode;
    if (/^(AccessDenied|UnauthorizedOperation)/.test(name) || status === 403) return { state: 'denied', permission };
    if (absent !== undefined && isNamed(error, absent.error, absent.error.replace(/Exception$/, '')))
      return { state: 'ok', value: absent.value };
    if (status !== undefined && !isTransient(error))
      return { state: 'unknown', reason: `The service answered: ${messageOf(error)} (${name}, ${status}).` };
    throw new HoldfastError({
      code: 'account-unreachable',
      message: `A service of the account did not answer: ${messageOf(error)}.`,
      fix: 'Check the network of this machine, and HTTPS_PROXY and NO_PROXY if it uses a proxy; then run again.',
      cause: error,
    });
  }
}

function lazily<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => (made ??= make());
}
