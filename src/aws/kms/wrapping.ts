/** Vault keys that a key of AWS KMS has wrapped: then a workflow holds no secret, and its role decides who opens them. */
import { DecryptCommand, EncryptCommand, KMSClient } from '@aws-sdk/client-kms';
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

/** What KMS encrypts at once. */
const MAX_PLAIN_BYTES = 4096;

/** Binds a wrapped key to the vault key inside, also in CloudTrail and in policies. */
function contextOf(fingerprint: string): { readonly 'holdfast-key': string } {
  return { 'holdfast-key': fingerprint };
}

/**
 * Wraps the text of an identity file.
 * @param keyId the id, ARN or alias of a symmetric KMS key
 * @param fingerprint of the first vault key in the text
 * @returns `kms:<fingerprint>:<base64>`
 * @throws kms-failed
 */
export async function wrapKeys(deps: KmsDeps, keyId: string, fingerprint: string, text: string): Promise<string> {
  const plain = Buffer.from(text);
  if (plain.length > MAX_PLAIN_BYTES)
    throw failed('wraps at most 4,096 bytes, and there are more former keys than fit', undefined);
  const command = new EncryptCommand({ KeyId: keyId, Plaintext: plain, EncryptionContext: contextOf(fingerprint) });
  const region = /^arn:[^:]*:kms:([^:]+):/.exec(keyId)?.[1] ?? deps.region;
  const { CiphertextBlob } = await send({ ...deps, region }, 'kms:Encrypt', (client, options) =>
    client.send(command, options),
  );
  return `kms:${fingerprint}:${Buffer.from(CiphertextBlob ?? []).toString('base64')}`;
}

/**
 * The text of the identity file that was wrapped; the caller checks that its first key has this fingerprint.
 * @throws kms-failed
 */
export async function unwrapKeys(deps: KmsDeps, fingerprint: string, wrapped: Uint8Array): Promise<string> {
  const command = new DecryptCommand({ CiphertextBlob: wrapped, EncryptionContext: contextOf(fingerprint) });
  const { Plaintext } = await send(deps, 'kms:Decrypt', (client, options) => client.send(command, options));
  return Buffer.from(Plaintext ?? []).toString('utf8');
}

async function send<T>(
  { credentials, network, region, env, emit, signal }: KmsDeps,
  permission: string,
  call: (client: KMSClient, options: { readonly abortSignal: AbortSignal }) => Promise<T>,
): Promise<T> {
  const endpoint = env['AWS_ENDPOINT_URL_KMS'];
  const client = new KMSClient({
    ...{ credentials, region, requestHandler: network.requestHandler },
    // retry.ts makes the retries: they end at once on abort.
    maxAttempts: 1,
    ...(endpoint !== undefined && endpoint !== '' && { endpoint }),
  });
  try {
    const attempt = (): Promise<T> => call(client, { abortSignal: signal });
    return await withRetries(attempt, { policy: DEFAULT_RETRY, what: permission, emit, signal });
  } catch (error) {
    signal.throwIfAborted();
    throw error instanceof HoldfastError ? error : failed(`refused ${permission}`, error);
  }
}

function failed(problem: string, cause: unknown): HoldfastError {
  return new HoldfastError({
    code: 'kms-failed',
    message: `KMS ${problem}.`,
    why: cause === undefined ? undefined : messageOf(cause),
    fix: 'Check that the KMS key exists in this region and is enabled, and that its policy allows this role the call with the encryption context holdfast-key.',
    cause,
  });
}
