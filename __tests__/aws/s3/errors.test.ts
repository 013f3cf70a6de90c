import { HoldfastError } from '../../../src/base/errors.ts';
import { explainS3Error, permissionOf } from '../../../src/aws/s3/errors.ts';
import type { S3Call } from '../../../src/aws/s3/errors.ts';

const CALL: S3Call = { operation: 'GetObject', bucket: 'vault', key: 'team/v1/a', region: 'us-east-1' };

function sdkError(name: string, status?: number, message = ''): Error {
  return Object.assign(new Error(message), { name, $metadata: { httpStatusCode: status } });
}

function socketError(code: string): Error {
  return Object.assign(new Error(`connect ${code}`), { code });
}

function explained(error: unknown, call: Partial<S3Call> = {}): HoldfastError {
  const result = explainS3Error(error, { ...CALL, ...call });
  expect(result).toBeInstanceOf(HoldfastError);
  return result as HoldfastError;
}

test.each([
  ['access-denied', sdkError('AccessDenied', 403)],
  ['access-denied', sdkError('Unknown', 403)],
  ['object-not-found', sdkError('NoSuchKey', 404)],
  ['object-not-found', sdkError('NotFound', 404)],
  ['bucket-not-found', sdkError('NoSuchBucket', 404)],
  ['credentials-expired', sdkError('ExpiredToken', 400)],
  ['credentials-invalid', sdkError('InvalidAccessKeyId', 403)],
  ['credentials-invalid', sdkError('SignatureDoesNotMatch', 403)],
  ['clock-skewed', sdkError('RequestTimeTooSkewed', 403)],
  ['no-credentials', sdkError('CredentialsProviderError')],
  ['wrong-region', sdkError('PermanentRedirect', 301)],
  ['wrong-region', sdkError('AuthorizationHeaderMalformed', 400, "the region 'a' is wrong; expecting 'eu-west-1'")],
  ['object-archived', sdkError('InvalidObjectState', 403)],
  ['kms-failed', sdkError('KMS.DisabledException', 400)],
  ['slow-down', sdkError('SlowDown', 503)],
  ['not-implemented', sdkError('NotImplemented', 501)],
  ['storage-full', sdkError('QuotaExceeded', 403)],
  ['endpoint-unreachable', socketError('ECONNREFUSED')],
  ['endpoint-unreachable', socketError('ENOTFOUND')],
  ['endpoint-unreachable', sdkError('TimeoutError')],
  ['tls-failed', socketError('SELF_SIGNED_CERT_IN_CHAIN')],
  ['tls-failed', socketError('CERT_HAS_EXPIRED')],
  ['tls-failed', socketError('ERR_SSL_WRONG_VERSION_NUMBER')],
  ['s3-failed', sdkError('InternalError', 500)],
  ['s3-failed', 'not even an error'],
])('%s: %s', (code, error) => {
  expect(explained(error).code).toBe(code);
});

test('a refusal names the permission of its operation, and what else can cause it', () => {
  expect(explained(sdkError('AccessDenied', 403)).message).toContain('s3:GetObject');
  expect(explained(sdkError('AccessDenied', 403), { versionId: 'v' }).message).toContain('s3:GetObjectVersion');
  expect(explained(sdkError('AccessDenied', 403), { operation: 'ListObjectsV2' }).message).toContain('s3:ListBucket');
  const owner = explained(sdkError('AccessDenied', 403), { expectedBucketOwner: '111122223333' });
  expect(owner.why).toContain('111122223333 (expected-bucket-owner)');
  expect(owner.fix).toContain('expected-bucket-owner');
});

test('a refusal by KMS names the permission on the key', () => {
  const denied = sdkError('AccessDenied', 403, 'User is not authorized to perform: kms:Decrypt on the KMS key');
  expect(explained(denied).message).toContain('s3:GetObject and kms:Decrypt');
  expect(explained(denied, { operation: 'PutObject' }).message).toContain('s3:PutObject and kms:GenerateDataKey');
});

test('a TLS failure names the variables that help', () => {
  expect(explained(socketError('DEPTH_ZERO_SELF_SIGNED_CERT')).fix).toMatch(/AWS_CA_BUNDLE or NODE_EXTRA_CA_CERTS/);
});

describe('http and https on the wrong port', () => {
  const http = 'http://minio:9000';
  const https = 'https://minio:9000';
  const noTls = Object.assign(new Error('write EPROTO 40AD:error:0A00010B:SSL routines:wrong version number:'), {
    code: 'EPROTO',
  });
  const wantsTls = sdkError('Error', 400, 'Client sent an HTTP request to an HTTPS server.');

  test.each([
    ['https to a port of http', noTls, https, 'tls-failed', `Give endpoint-url as ${http}`],
    ['http to a port of https that says so', wantsTls, http, 'tls-failed', `Give endpoint-url as ${https}.`],
    [
      'http to a port of https that hangs up',
      socketError('ECONNRESET'),
      http,
      'endpoint-unreachable',
      `give ${https}.`,
    ],
  ])('%s', (_, error, endpointUrl, code, fix) =>
    expect(explained(error, { endpointUrl })).toMatchObject({ code, fix: expect.stringContaining(fix) as string }),
  );

  test('nothing is said of https where nobody listens, or where it is https already', () => {
    expect(explained(socketError('ECONNREFUSED'), { endpointUrl: http }).fix).not.toContain('https:');
    expect(explained(socketError('ECONNRESET'), { endpointUrl: https }).fix).not.toContain('https:');
  });
});

test('what is explained already, or an abort, stays as it is', () => {
  const known = new HoldfastError({ code: 'internal', message: 'y' });
  const abort = Object.assign(new Error(), { name: 'AbortError' });
  expect(explainS3Error(known, CALL)).toBe(known);
  expect(explainS3Error(abort, CALL)).toBe(abort);
});

test('permissions that differ from the name of the operation', () => {
  expect(permissionOf('HeadObject')).toBe('s3:GetObject');
  expect(permissionOf('GetBucketLifecycleConfiguration')).toBe('s3:GetLifecycleConfiguration');
  expect(permissionOf('GetBucketVersioning')).toBe('s3:GetBucketVersioning');
});
