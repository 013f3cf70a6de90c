/** Whose credentials these are, proved by GetCallerIdentity. */
import type { AwsCredentialIdentityProvider } from '@smithy/types';
import { HoldfastError } from '../../base/errors.ts';
import { isTransient, shapeOf } from '../../net/retry.ts';
import type { CallerIdentity, Sts } from './sts.ts';
import { getCallerIdentity, describeSts } from './sts.ts';
import { explainStsError, wordsOf } from './sts-errors.ts';

/**
 * Whose credentials these are, proved by GetCallerIdentity; undefined where the server has no such call.
 * Throws `account-not-allowed`, or `identity-unknown` if accounts are to be checked and none can be proved.
 */
export async function proveIdentity(
  sts: Sts | undefined,
  provider: AwsCredentialIdentityProvider,
  allowedAccountIds: readonly string[],
): Promise<CallerIdentity | undefined> {
  const { identity, reason } = sts === undefined ? { reason: NO_STS } : await askIdentity(sts, provider);
  if (allowedAccountIds.length === 0) return identity;
  if (identity?.accountId === undefined) {
    throw new HoldfastError({
      code: 'identity-unknown',
      message: 'allowed-account-ids is set, but the account of the credentials is not known.',
      why: reason ?? `GetCallerIdentity answered without an account (${identity?.arn ?? 'no ARN'}).`,
      fix: 'Set sts-endpoint-url to a server that answers GetCallerIdentity, or remove allowed-account-ids.',
    });
  }
  if (!allowedAccountIds.includes(identity.accountId)) {
    throw new HoldfastError({
      code: 'account-not-allowed',
      message: `The credentials belong to account ${identity.accountId} (${identity.arn}), which is not allowed here.`,
      why: `allowed-account-ids is ${allowedAccountIds.join(', ')}.`,
      fix: 'Use a role or keys of an allowed account, or add this account to allowed-account-ids.',
    });
  }
  return identity;
}

const NO_STS = 'With endpoint-url, STS is asked only at sts-endpoint-url or AWS_ENDPOINT_URL_STS, and neither is set.';

interface Answer {
  readonly identity?: CallerIdentity;
  /** Why there is no identity. */
  readonly reason?: string;
}

async function askIdentity(sts: Sts, provider: AwsCredentialIdentityProvider): Promise<Answer> {
  const credentials = await provider();
  try {
    return { identity: await getCallerIdentity(sts, credentials) };
  } catch (error) {
    sts.signal?.throwIfAborted();
    if (sts.endpointUrl !== undefined && isNotServed(error)) {
      return { reason: `${describeSts(sts)} does not serve GetCallerIdentity: ${wordsOf(error)}.` };
    }
    throw explainStsError(error, { operation: 'GetCallerIdentity', place: describeSts(sts) });
  }
}

const REFUSALS = [
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
function isNotServed(error: unknown): boolean {
  const { name, $metadata } = shapeOf(error);
  const status = $metadata?.httpStatusCode;
  return status !== undefined && (status === 501 || !isTransient(error)) && !REFUSALS.includes(name ?? '');
}
