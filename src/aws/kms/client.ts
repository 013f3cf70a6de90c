/** One call of AWS KMS, with retries, and its failure in plain words. */
import { KMSClient } from '@aws-sdk/client-kms';
import type { AwsCredentialIdentityProvider } from '@smithy/types';
import type { Emit } from '../../base/events.ts';
import { HoldfastError, messageOf } from '../../base/errors.ts';
import type { Env } from '../../net/agents.ts';
import type { Network } from '../../net/network.ts';
import { DEFAULT_RETRY, withRetries } from '../../net/retry.ts';

export interface KmsDeps {
  readonly credentials: AwsCredentialIdentityProvider;
  readonly network: Network;
  /** Of the KMS key, unless its ARN names another. */
  readonly region: string;
  readonly env: Env;
  readonly emit: Emit;
  readonly signal: AbortSignal;
}

interface KmsCall {
  /** `kms:Encrypt`. */
  readonly permission: string;
  /** An id, an ARN or an alias; undefined where the call needs none. */
  readonly keyId?: string;
  /** What the user can do if it is refused. */
  readonly fix: string;
}

/** @throws kms-failed */
export async function callKms<T>(
  { credentials, network, region, env, emit, signal }: KmsDeps,
  { permission, keyId, fix }: KmsCall,
  call: (client: KMSClient, options: { readonly abortSignal: AbortSignal }) => Promise<T>,
): Promise<T> {
  const endpoint = env['AWS_ENDPOINT_URL_KMS'];
  const client = new KMSClient({
    ...{ credentials, requestHandler: network.requestHandler },
    region: /^arn:[^:]*:kms:([^:]+):/.exec(keyId ?? '')?.[1] ?? region,
    // retry.ts makes the retries: they end at once on abort.
    maxAttempts: 1,
    ...(endpoint !== undefined && endpoint !== '' && { endpoint }),
  });
  try {
    const attempt = (): Promise<T> => call(client, { abortSignal: signal });
    return await withRetries(attempt, { policy: DEFAULT_RETRY, what: permission, emit, signal });
  } catch (error) {
    signal.throwIfAborted();
    throw error instanceof HoldfastError ? error : kmsFailed(`refused ${permission}`, error, fix);
  }
}

export function kmsFailed(problem: string, cause: unknown, fix: string): HoldfastError {
  const why = cause === undefined ? undefined : messageOf(cause);
  return new HoldfastError({ code: 'kms-failed', message: `KMS ${problem}.`, why, fix, cause });
}
