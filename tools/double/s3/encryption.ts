import { AwsError, notImplemented } from '../errors.ts';
import { demand } from '../identity.ts';
import type { Encryption } from '../state.ts';
import { child, parseXml, textOf } from '../xml.ts';
import { invalidArgument, type S3Call } from './call.ts';

/** S3's managed key, which every account has. */
export const MANAGED_KMS_KEY = 'alias/aws/s3';
const ALGORITHMS = ['AES256', 'aws:kms', 'aws:kms:dsse'];

/** How a new object is encrypted: as its headers ask, else as the bucket's default says; the KMS key must be usable. */
export function encryptionForWrite(call: S3Call): Encryption | undefined {
  const { headers } = call.request;
  if (headers['x-amz-server-side-encryption-customer-algorithm'] !== undefined) throw notImplemented('SSE-C');
  const asked = headers['x-amz-server-side-encryption'];
  const byDefault = defaultEncryption(call.bucket.documents.get('encryption'));
  const algorithm = asked ?? byDefault?.algorithm;
  if (algorithm === undefined) return undefined;
  if (!ALGORITHMS.includes(algorithm)) throw invalidArgument('The encryption method specified is not supported');
  if (algorithm === 'AES256') return { algorithm, kmsKeyArn: undefined };
  const sameAlgorithm = byDefault?.algorithm === algorithm ? byDefault.keyId : undefined;
  const keyId = headers['x-amz-server-side-encryption-aws-kms-key-id'] ?? sameAlgorithm ?? MANAGED_KMS_KEY;
  const kmsKeyArn = findKey(call, keyId);
  demandKey(call, 'kms:GenerateDataKey', kmsKeyArn);
  return { algorithm, kmsKeyArn };
}

export function demandDecrypt(call: S3Call, encryption: Encryption | undefined): void {
  if (encryption?.kmsKeyArn !== undefined) demandKey(call, 'kms:Decrypt', encryption.kmsKeyArn);
}

export function encryptionHeaders(encryption: Encryption | undefined): Record<string, string> {
  if (encryption === undefined) return {};
  return {
    'x-amz-server-side-encryption': encryption.algorithm,
    ...(encryption.kmsKeyArn === undefined
      ? {}
      : { 'x-amz-server-side-encryption-aws-kms-key-id': encryption.kmsKeyArn }),
  };
}

function defaultEncryption(document: string | undefined): { algorithm: string; keyId: string | undefined } | undefined {
  if (document === undefined) return undefined;
  const rule = child(parseXml(document), 'Rule', 'ApplyServerSideEncryptionByDefault');
  const algorithm = textOf(rule, 'SSEAlgorithm');
  return algorithm === undefined ? undefined : { algorithm, keyId: textOf(rule, 'KMSMasterKeyID') };
}

function findKey(call: S3Call, keyId: string): string {
  const arn = call.state.kmsKeys.get(keyId);
  if (arn === undefined) throw new AwsError(400, 'KMS.NotFoundException', `Key '${keyId}' does not exist`);
  return arn;
}

function demandKey(call: S3Call, action: string, resource: string): void {
  demand({
    principal: call.principal,
    action,
    resource,
    context: {
      'kms:viaservice': `s3.${call.bucket.region}.amazonaws.com`,
      'kms:calleraccount': call.principal?.accountId,
    },
    resourcePolicy: undefined,
    resourceAccountId: resource.split(':')[4] ?? '',
  });
}
