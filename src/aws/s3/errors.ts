/** Errors of S3 in plain words: what was asked, why it failed, what to do. */
import type { ErrorCode } from '../../base/error-codes.ts';
import type { ErrorFacts } from '../../base/errors.ts';
import { HoldfastError, isNamed, messageOf } from '../../base/errors.ts';
import { explainSystemError, isLack } from '../../base/system-errors.ts';
import type { ErrorShape } from '../../net/retry.ts';
import { shapeOf } from '../../net/retry.ts';

/** What was asked of S3 when it failed. */
export interface S3Call {
  /** As the API names it: `GetObject`. */
  readonly operation: string;
  readonly bucket: string;
  /** Whole key, prefix included. */
  readonly key?: string | undefined;
  readonly versionId?: string | undefined;
  /** The region that the user gave. */
  readonly region?: string | undefined;
  readonly endpointUrl?: string | undefined;
  readonly expectedBucketOwner?: string | undefined;
}

/** What a row of the table knows about one failure. */
interface Failure {
  readonly call: S3Call;
  readonly error: unknown;
  /** The SDK's error name or the socket's code. */
  readonly name: string;
  readonly status: number;
  /** `GetObject of s3://bucket/key`. */
  readonly what: string;
  /** The server's words, with name and status. */
  readonly said: string;
}

interface Row {
  readonly code: ErrorCode;
  readonly names?: readonly string[];
  readonly statuses?: readonly number[];
  /** A further test, if name and status are not enough. */
  readonly also?: (failure: Failure) => boolean;
  readonly explain: (failure: Failure) => Omit<ErrorFacts, 'code'>;
}

/** IAM permission of each operation, if it is not `s3:<operation>`. */
const PERMISSIONS: Readonly<Record<string, string>> = {
  HeadBucket: 's3:ListBucket',
  HeadObject: 's3:GetObject',
  ListObjectsV2: 's3:ListBucket',
  ListObjectVersions: 's3:ListBucketVersions',
  GetBucketEncryption: 's3:GetEncryptionConfiguration',
  GetPublicAccessBlock: 's3:GetBucketPublicAccessBlock',
  GetBucketLifecycleConfiguration: 's3:GetLifecycleConfiguration',
  GetBucketReplication: 's3:GetReplicationConfiguration',
  GetObjectLockConfiguration: 's3:GetBucketObjectLockConfiguration',
  PutBucketEncryption: 's3:PutEncryptionConfiguration',
  PutPublicAccessBlock: 's3:PutBucketPublicAccessBlock',
  PutBucketLifecycleConfiguration: 's3:PutLifecycleConfiguration',
  PutObjectLockConfiguration: 's3:PutBucketObjectLockConfiguration',
};

/**
 * The IAM permission that an operation needs:
 * https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazons3.html
 */
export function permissionOf(operation: string, versionId?: string): string {
  const permission = PERMISSIONS[operation] ?? `s3:${operation}`;
  return permission === 's3:GetObject' && versionId !== undefined ? 's3:GetObjectVersion' : permission;
}

/**
 * Whether a PUT is refused permanently: by a policy, a key, or a server that does not support it as Holdfast sends it.
 */
export function isRefusedPut(error: unknown): error is HoldfastError {
  return error instanceof HoldfastError && REFUSED_PUT.includes(error.code);
}

const REFUSED_PUT: readonly string[] = ['access-denied', 'kms-failed', 'not-implemented', 's3-failed'];

/** The region where S3 says that the bucket is, if the answer names one. */
export function regionNamedBy(error: unknown): string | undefined {
  const { $response, message } = shapeOf(error);
  return $response?.headers?.['x-amz-bucket-region'] ?? /expecting '([a-z0-9-]+)'/.exec(message ?? '')?.[1];
}

const MISSING_KEY = ['NoSuchKey', 'NoSuchVersion', 'NotFound'];

/** Explains why Holdfast needs a call that a server does not support. */
const NEEDED_FOR: Readonly<Record<string, string>> = {
  PutObject:
    'Every PUT of Holdfast has If-None-Match, so that nothing is overwritten, and a SHA-256 checksum: the server must support both.',
  ListObjectVersions:
    'Deleted or overwritten objects are found and recovered by their S3 versions: this server keeps none, or does not list them.',
};

const TABLE: readonly Row[] = [
  {
    code: 'credentials-expired',
    names: ['ExpiredToken', 'ExpiredTokenException', 'RequestExpired', 'TokenRefreshRequired'],
    explain: ({ what, said }) => ({
      message: `${what} failed: the AWS credentials have expired.`,
      why: said,
      fix: 'Use role-to-assume, so that Holdfast renews its credentials itself, or give credentials that live longer than the run.',
    }),
  },
  {
    code: 'clock-skewed',
    names: ['RequestTimeTooSkewed', 'RequestInTheFuture'],
    explain: ({ what, said }) => ({
      message: `${what} was refused: the clock of this machine differs too much from the server's.`,
      why: said,
      fix: 'Set the clock of this machine (NTP).',
    }),
  },
  {
    code: 'credentials-invalid',
    names: ['InvalidAccessKeyId', 'InvalidToken', 'InvalidClientTokenId', 'UnrecognizedClientException'],
    explain: ({ what, said, call }) => ({
      message: `${what} was refused: the server does not know this access key or session token.`,
      why: said,
      fix:
        call.endpointUrl === undefined
          ? 'Check the access key; keys of AWS China or GovCloud work only in their own regions.'
          : `Check that the access key belongs to the server at ${call.endpointUrl}.`,
    }),
  },
  {
    code: 'credentials-invalid',
    names: ['SignatureDoesNotMatch', 'InvalidSignatureException'],
    explain: ({ what, said }) => ({
      message: `${what} was refused: the signature does not match.`,
      why: said,
      fix: 'Check the secret access key for missing or added characters, and the clock of this machine; a proxy that changes headers breaks signatures too.',
    }),
  },
  {
    code: 'no-credentials',
    names: ['CredentialsProviderError', 'TokenProviderError', 'ProviderError'],
    explain: ({ what, said }) => ({
      message: `${what} was not sent: no AWS credentials were found.`,
      why: said,
      fix: 'Give role-to-assume (with permission id-token: write in the workflow), or run configure-aws-credentials before, or set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY.',
    }),
  },
  {
    code: 'wrong-region',
    names: [
      'PermanentRedirect',
      'TemporaryRedirect',
      'AuthorizationHeaderMalformed',
      'IllegalLocationConstraintException',
    ],
    statuses: [301, 307],
    also: ({ call, error }) => call.region !== undefined && ![undefined, call.region].includes(regionNamedBy(error)),
    explain: ({ call, error, said }) => {
      const actual = regionNamedBy(error);
      return {
        message: `The bucket ${call.bucket} is ${actual === undefined ? 'in another region' : `in ${actual}`}, not in ${call.region ?? 'the region asked'}.`,
        why: said,
        fix:
          actual === undefined
            ? 'Set aws-region to the region of the bucket.'
            : `Set aws-region to ${actual}, or leave it out.`,
      };
    },
  },
  {
    code: 'bucket-not-found',
    names: ['NoSuchBucket', 'InvalidBucketName'],
    also: ({ call, status }) => status === 404 && call.operation === 'HeadBucket',
    explain: ({ call, said }) => ({
      message: `The bucket ${call.bucket} does not exist${call.endpointUrl === undefined ? '' : ` at ${call.endpointUrl}`}.`,
      why: said,
      fix: 'Check the name given as bucket, endpoint-url if it is not at AWS, and aws-region if it is in AWS China or GovCloud.',
    }),
  },
  {
    code: 'object-archived',
    names: ['InvalidObjectState'],
    explain: ({ what, said }) => ({
      message: `${what} failed: the object lies in an archive storage class and cannot be read immediately.`,
      why: said,
      fix: 'Restore the object in S3 (RestoreObject), wait until it is readable, and run again; then remove the lifecycle rule that moves objects to GLACIER or DEEP_ARCHIVE.',
    }),
  },
  {
    code: 'kms-failed',
    also: ({ name, status, said }) => name.startsWith('KMS.') || ([400, 404].includes(status) && /\bkms\b/i.test(said)),
    explain: ({ what, said }) => ({
      message: `${what} failed: its KMS key cannot be used.`,
      why: said,
      fix: 'Check that the key exists in the region of the bucket, is enabled, and is the one given as kms-key-id.',
    }),
  },
  {
    code: 'access-denied',
    names: ['AccessDenied', 'AccessDeniedException', 'Forbidden'],
    statuses: [401, 403],
    explain: explainDenied,
  },
  {
    code: 'object-not-found',
    names: MISSING_KEY,
    statuses: [404],
    // A VersionId that is malformed or belongs to a delete marker names no object either.
    also: ({ call, status }) => call.versionId !== undefined && (status === 400 || status === 405),
    explain: ({ call, said }) => ({
      message: `There is no object s3://${call.bucket}/${call.key ?? ''}${call.versionId === undefined ? '' : ` with VersionId ${call.versionId}`}.`,
      why: said,
    }),
  },
  {
    code: 'answer-cut-off',
    names: ['TruncatedBody'],
    explain: ({ what, said }) => ({
      message: `${what} failed: the answer ended too early in every try.`,
      why: said,
      fix: 'Run again; if it fails again, check the network, any proxy in between, and the server.',
    }),
  },
  {
    code: 'wrong-range',
    names: ['WrongRange'],
    explain: ({ what, said }) => ({
      message: `${what} failed: the server answered with another part of the object than was requested, in every try.`,
      why: said,
      fix: 'Run again; if it fails again, check whether the server, and any proxy or cache in between, supports the Range header.',
    }),
  },
  {
    code: 'upload-damaged',
    names: ['BadDigest', 'XAmzContentSHA256Mismatch', 'XAmzContentChecksumMismatch'],
    explain: ({ what, said }) => ({
      message: `${what} failed: the bytes that arrived are not those that were sent.`,
      why: said,
      fix: 'Run again; if it fails again, check the memory of this machine and any proxy in between.',
    }),
  },
  {
    code: 'slow-down',
    names: ['SlowDown', 'Throttling', 'ThrottlingException', 'RequestLimitExceeded', 'TooManyRequestsException'],
    statuses: [429, 503],
    explain: ({ what, said }) => ({
      message: `${what} failed: the server asked for fewer requests, and still did after all tries.`,
      why: said,
      fix: 'Run again later, or with fewer backups of this vault at the same time.',
    }),
  },
  {
    code: 'endpoint-unreachable',
    names: [
      'ECONNREFUSED',
      'ENOTFOUND',
      'EAI_AGAIN',
      'EHOSTUNREACH',
      'ENETUNREACH',
      'ETIMEDOUT',
      'ECONNRESET',
      'EPIPE',
      'TimeoutError',
      'ServerSilent',
    ],
    explain: ({ what, said, call, name }) => ({
      message: `${what} failed: no answer from ${call.endpointUrl ?? 'S3'}.`,
      why: said,
      fix: `${httpsHint(call, name)}Check endpoint-url and aws-region, the network of this machine, and HTTPS_PROXY and NO_PROXY if it uses a proxy.`,
    }),
  },
  {
    code: 'tls-failed',
    also: ({ said, call }) =>
      call.endpointUrl?.startsWith('https:') === true && /wrong version number|http request/.test(said),
    explain: ({ what, said, call }) => ({
      message: `${what} failed: ${String(call.endpointUrl)} does not answer in TLS. This port most likely speaks http, and not https.`,
      why: said,
      fix: `Give endpoint-url as ${String(call.endpointUrl).replace(/^https/, 'http')}, if the network up to it can be trusted, or the port of the server that speaks https.`,
    }),
  },
  {
    code: 'tls-failed',
    also: ({ said, call }) =>
      call.endpointUrl?.startsWith('http:') === true && /HTTP request .*HTTPS (?:server|port)/i.test(said),
    explain: ({ what, said, call }) => ({
      message: `${what} was refused: ${String(call.endpointUrl)} speaks https on this port, and not http.`,
      why: said,
      fix: `Give endpoint-url as ${String(call.endpointUrl).replace(/^http/, 'https')}.`,
    }),
  },
  {
    code: 'tls-failed',
    names: [
      'DEPTH_ZERO_SELF_SIGNED_CERT',
      'SELF_SIGNED_CERT_IN_CHAIN',
      'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
      'UNABLE_TO_GET_ISSUER_CERT',
      'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
      'CERT_HAS_EXPIRED',
      'CERT_NOT_YET_VALID',
      'CERT_UNTRUSTED',
      'ERR_TLS_CERT_ALTNAME_INVALID',
      'EPROTO',
    ],
    also: ({ name }) => name.startsWith('ERR_SSL_'),
    explain: ({ what, said, call }) => ({
      message: `${what} failed: no trusted TLS connection to ${call.endpointUrl ?? 'S3'}.`,
      why: said,
      fix: 'If the server or a proxy uses a certificate authority of its own, put its certificate in a PEM file and name that in AWS_CA_BUNDLE or NODE_EXTRA_CA_CERTS.',
    }),
  },
  {
    code: 'not-implemented',
    names: ['NotImplemented', 'MethodNotAllowed', 'XNotImplemented'],
    statuses: [405, 501],
    explain: ({ what, said, call }) => ({
      message: `${what} is not supported by ${call.endpointUrl ?? 'S3'}.`,
      why: [NEEDED_FOR[call.operation], said].filter((text) => text !== undefined).join(' '),
      fix: 'Use a server that implements this call of the S3 API: docs/providers.md says which ones do.',
    }),
  },
  {
    code: 'storage-full',
    names: ['QuotaExceeded', 'XMinioStorageFull', 'EntityTooLarge'],
    statuses: [507],
    explain: ({ what, said }) => ({
      message: `${what} was refused: the server has no room for it, or a quota is used up.`,
      why: said,
      fix: 'Free space at the server, or raise the quota.',
    }),
  },
];

/** Most servers end a connection that begins in http where they expect TLS. */
function httpsHint({ endpointUrl }: S3Call, name: string): string {
  if (name !== 'ECONNRESET' || endpointUrl?.startsWith('http:') !== true) return '';
  return `If the server speaks https on this port, give ${endpointUrl.replace(/^http/, 'https')}. `;
}

/**
 * A 403 does not mean that the object exists: S3 also sends it for a missing key if the caller may not list the bucket.
 */
function explainDenied({ what, said, call, status }: Failure): Omit<ErrorFacts, 'code'> {
  const permission = permissionOf(call.operation, call.versionId);
  const needs = [permission];
  if (/\bkms\b/i.test(said)) needs.push(call.operation === 'PutObject' ? 'kms:GenerateDataKey' : 'kms:Decrypt');
  const owner = call.expectedBucketOwner;
  const where =
    call.key === undefined || permission.startsWith('s3:List')
      ? `the bucket ${call.bucket}`
      : `s3://${call.bucket}/${call.key}`;
  const causes = [`The role or user may lack ${needs.join(' and ')}, or a policy of the bucket denies it.`];
  if (permission.startsWith('s3:GetObject')) {
    causes.push('S3 gives the same answer for an object that is not there, unless the caller has s3:ListBucket.');
  }
  if (owner !== undefined) {
    causes.push(
      `The bucket must belong to account ${owner} (expected-bucket-owner); S3 refuses every call if it does not.`,
    );
  }
  return {
    message: `${what} was refused (${status === 401 ? 401 : 403}): it needs ${needs.join(' and ')}.`,
    why: `${causes.join(' ')} ${said}`,
    fix: `Allow ${needs.join(' and ')} on ${where}${owner === undefined ? '' : ', or set expected-bucket-owner to the account that owns the bucket'}.`,
  };
}

/**
 * Turns any error of a call to S3 into one that a user can act on. Errors that are already explained stay as they are.
 */
export function explainS3Error(error: unknown, call: S3Call): Error {
  if (error instanceof HoldfastError || isNamed(error, 'AbortError')) return error as Error;
  if (isLack(error)) return explainSystemError(error) ?? (error as Error);
  const failure = failureOf(error, call);
  const row = TABLE.find((candidate) => fits(candidate, failure));
  if (row !== undefined) return new HoldfastError({ code: row.code, cause: error, ...row.explain(failure) });
  return new HoldfastError({ code: 's3-failed', message: `${failure.what} failed.`, why: failure.said, cause: error });
}

/** A name decides before a status does: several refusals share one status. */
function fits(row: Row, failure: Failure): boolean {
  if (row.names?.includes(failure.name) === true || row.also?.(failure) === true) return true;
  return row.statuses?.includes(failure.status) === true && !NAMED.has(failure.name);
}

const NAMED = new Set(TABLE.flatMap((row) => row.names ?? []));

function failureOf(error: unknown, call: S3Call): Failure {
  const shape: ErrorShape = shapeOf(error);
  const status = shape.$metadata?.httpStatusCode ?? 0;
  const name = shape.code ?? shape.name ?? '';
  const target = `s3://${call.bucket}${call.key === undefined ? '' : `/${call.key}`}`;
  const words = [messageOf(error), name, status === 0 ? '' : String(status)].filter(
    (word) => word && word !== 'UnknownError',
  );
  const said = `The answer was: ${words.join(', ') || 'an error without text'}.`;
  return { call, error, name, status, what: `${call.operation} of ${target}`, said };
}
