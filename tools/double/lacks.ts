/** What servers lack that are S3 by name: one flag each, so that the double can play them. */
import { AwsError, notImplemented } from './errors.ts';
import { xmlAnswer, type Answer, type WireRequest } from './http.ts';
import type { ConditionContext, Policy } from './policy.ts';
import { element } from './xml.ts';
import type { Target } from './s3/service.ts';
import type { Bucket, S3State } from './state.ts';

/** Each flag with what the server does. */
export const LACKS = {
  'versioning-call': "The calls for a bucket's versioning are not served; what the bucket was made with holds",
  versions: 'It keeps no S3 versions, and does not serve the calls about them',
  'null-versions': 'It keeps no S3 versions, and says "null" for a version id',
  'false-versions': 'It says that versioning is on, and keeps the newest bytes only, without version ids',
  'lost-versions': 'The calls for versioning are not served; PUTs get version ids, and only the newest bytes are kept',
  'settings-calls': 'No call for a setting of a bucket is served, but versioning',
  'listing-as-answer': 'A question for a setting is answered with a listing of the bucket',
  'empty-answer': 'A question for a setting is answered with status 200 and nothing',
  'html-answer': 'A question for a setting is answered with a page of HTML and status 200',
  'encryption-refused': 'A PUT that asks for encryption is refused with 501, and so are the calls about it',
  'encryption-ignored': 'Nothing is encrypted, whatever is asked for, and no answer names encryption',
  'false-encryption': 'A bucket says that it encrypts, and nothing is encrypted',
  'encryption-without-key':
    'It keeps what a bucket says of encryption, and has no key: a PUT that needs one is refused',
  'conditional-put-ignored': 'If-None-Match is passed over: a PUT overwrites',
  'conditional-put-refused': 'A PUT with If-None-Match is refused with 501',
  'conditional-put-over-marker': 'A PUT with If-None-Match over a delete marker is refused with 412',
  'policy-conditions': 'Conditions of a bucket policy are passed over: a statement with one holds always',
  'policy-condition-keys': 'The condition key s3:if-none-match is not known: it counts as absent',
  'access-block-locks-out': 'BlockPublicAcls refuses every PUT of an object',
  'part-of-lifecycle': 'A lifecycle rule loses its AbortIncompleteMultipartUpload',
  'settings-kept': 'A setting that is put is answered with 200, and dropped',
  'checksums-kept': 'Checksums are neither looked at nor kept',
  'checksums-refused': 'A PUT with a checksum is refused',
} as const;
export type Lack = keyof typeof LACKS;

export function isLack(name: string): name is Lack {
  return Object.hasOwn(LACKS, name);
}

const VERSION_CALLS = ['GetBucketVersioning', 'PutBucketVersioning'];
/** Of a bucket, and not of what lies in it. */
const isSetting = ({ operation, key, bucket }: Target): boolean =>
  bucket !== undefined && key === undefined && /^(Get|Put|Delete)(Bucket.|Public|ObjectLock)/.test(operation);

/** The request as the lacking server understands it: without the headers that it passes over. */
export function understood(lacks: ReadonlySet<Lack>, request: WireRequest): WireRequest {
  const passedOver = (name: string): boolean =>
    (lacks.has('conditional-put-ignored') && name === 'if-none-match' && request.method === 'PUT') ||
    (isPlain(lacks) && name.startsWith('x-amz-server-side-encryption')) ||
    (lacks.has('checksums-kept') && (name.startsWith('x-amz-checksum-') || name === 'x-amz-sdk-checksum-algorithm'));
  const headers = Object.fromEntries(Object.entries(request.headers).filter(([name]) => !passedOver(name)));
  return { ...request, headers };
}

/**
 * The answer of a server that lacks something, in place of the double's own; undefined: it does as S3 does.
 * @throws AwsError as that server refuses it
 */
export function lackingAnswer(
  lacks: ReadonlySet<Lack>,
  state: S3State,
  request: WireRequest,
  target: Target,
): Answer | undefined {
  const { operation } = target;
  const bucket = state.buckets.get(target.bucket ?? '');
  if (bucket !== undefined) forget(lacks, bucket, target.key);
  refuse(lacks, request, target, bucket);
  if (!isSetting(target)) return undefined;
  if (lacks.has('encryption-without-key') && operation === 'DeleteBucketEncryption') {
    // Unlike on AWS, where a default comes back.
    bucket?.documents.delete('encryption');
    return { status: 204 };
  }
  if (request.method === 'GET') return oddAnswer(lacks, target, bucket);
  const isKept = !lacks.has('settings-kept') || VERSION_CALLS.includes(operation);
  return isKept ? undefined : { status: request.method === 'PUT' ? 200 : 204 };
}

/** What the server never had in its bucket. */
function forget(lacks: ReadonlySet<Lack>, bucket: Bucket, key: string | undefined): void {
  if (lacks.has('versions') || lacks.has('null-versions')) bucket.versioning = undefined;
  if (lacks.has('encryption-ignored')) bucket.documents.delete('encryption');
  if ((lacks.has('false-versions') || lacks.has('lost-versions')) && key !== undefined) {
    const [, ...older] = bucket.versions(key);
    for (const { versionId } of older) bucket.remove(key, versionId);
  }
}

function refuse(
  lacks: ReadonlySet<Lack>,
  { method, headers }: WireRequest,
  { operation, key = '' }: Target,
  bucket: Bucket | undefined,
): void {
  const isPut = method === 'PUT' && key !== '';
  const header = (name: string): boolean => Object.keys(headers).some((each) => each.startsWith(name));
  const isUnserved =
    ((lacks.has('versioning-call') || lacks.has('lost-versions')) && VERSION_CALLS.includes(operation)) ||
    (lacks.has('versions') && [...VERSION_CALLS, 'ListObjectVersions'].includes(operation)) ||
    (lacks.has('settings-calls') && /^(Get|Put|Delete)(Bucket(?!Versioning)|Public|ObjectLock)/.test(operation)) ||
    (lacks.has('encryption-refused') &&
      (/BucketEncryption$/.test(operation) || (isPut && header('x-amz-server-side-encryption')))) ||
    (lacks.has('conditional-put-refused') && isPut && header('if-none-match'));
  if (isUnserved) throw notImplemented(operation);
  if (lacks.has('checksums-refused') && isPut && header('x-amz-checksum-'))
    throw new AwsError(400, 'InvalidArgument', 'Unsupported header x-amz-checksum-sha256 received for this API call.');
  const isCovered = bucket?.newest(key)?.isDeleteMarker === true;
  if (lacks.has('conditional-put-over-marker') && isPut && header('if-none-match') && isCovered)
    throw new AwsError(412, 'PreconditionFailed', 'At least one of the pre-conditions you specified did not hold');
  // A condition that does not hold is answered first.
  const holds = !header('if-none-match') || isCovered || bucket?.newest(key) === undefined;
  const needsKey = bucket?.documents.has('encryption') === true || header('x-amz-server-side-encryption');
  if (lacks.has('encryption-without-key') && isPut && needsKey && holds)
    throw new AwsError(400, 'InvalidRequest', 'There is no key to encrypt with');
  const block = bucket?.documents.get('publicAccessBlock') ?? '';
  if (lacks.has('access-block-locks-out') && isPut && /<BlockPublicAcls>true/.test(block))
    throw new AwsError(403, 'AccessDenied', 'Access Denied');
}

/** To a question for a setting. */
function oddAnswer(lacks: ReadonlySet<Lack>, { operation }: Target, bucket: Bucket | undefined): Answer | undefined {
  if (lacks.has('empty-answer')) return { status: 200, headers: { 'content-length': '0' } };
  if (lacks.has('html-answer'))
    return {
      status: 200,
      headers: { 'content-type': 'text/html' },
      body: '<!DOCTYPE html><html><body>Hello<br></html>',
    };
  if (lacks.has('listing-as-answer')) {
    const rows = ['Name', 'Prefix', 'Marker'].map((name) => element(name, name === 'Name' ? (bucket?.name ?? '') : ''));
    const content = `${rows.join('')}<MaxKeys>1000</MaxKeys><IsTruncated>false</IsTruncated>`;
    return xmlAnswer(
      `<?xml version="1.0"?><ListBucketResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/">${content}</ListBucketResult>`,
    );
  }
  const lifecycle = bucket?.documents.get('lifecycle');
  if (!lacks.has('part-of-lifecycle') || operation !== 'GetBucketLifecycleConfiguration' || lifecycle === undefined)
    return undefined;
  return xmlAnswer(lifecycle.replace(/<AbortIncompleteMultipartUpload>[^]*?<\/AbortIncompleteMultipartUpload>/g, ''));
}

/** Whether nothing is encrypted. */
function isPlain(lacks: ReadonlySet<Lack>): boolean {
  return lacks.has('encryption-ignored') || lacks.has('false-encryption');
}

/** The answer without what the server does not say. */
export function said(lacks: ReadonlySet<Lack>, answer: Answer): Answer {
  const isSaid = (name: string): boolean => !isPlain(lacks) || !name.startsWith('x-amz-server-side-encryption');
  const headers = Object.fromEntries(Object.entries(answer.headers ?? {}).filter(([name]) => isSaid(name)));
  if (lacks.has('versions') || lacks.has('false-versions')) delete headers['x-amz-version-id'];
  if (lacks.has('null-versions') && headers['etag'] !== undefined) headers['x-amz-version-id'] = 'null';
  return { ...answer, headers };
}

/** The policy of a bucket as the server reads it. */
export function readAs(lacks: ReadonlySet<Lack>, policy: Policy | undefined): Policy | undefined {
  if (policy === undefined || !lacks.has('policy-conditions')) return policy;
  return { statements: policy.statements.map((statement) => ({ ...statement, conditions: [] })) };
}

/** The condition keys of a request that the server knows. */
export function knownKeys(lacks: ReadonlySet<Lack>, context: ConditionContext): ConditionContext {
  return lacks.has('policy-condition-keys') ? { ...context, 's3:if-none-match': undefined } : context;
}
