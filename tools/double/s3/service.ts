import { verifyBody } from '../body.ts';
import { AwsError, notImplemented } from '../errors.ts';
import type { Answer, WireRequest } from '../http.ts';
import { demand, type Principal } from '../identity.ts';
import { Bucket, bucketArn, type S3State } from '../state.ts';
import { parseXml, textOf } from '../xml.ts';
import { answerXml, conditionContext, demandOnBucket, demandOnKey, type Operation, type S3Call } from './call.ts';
import { CONFIGURATION_OPERATIONS, enableObjectLock, isBlocked, isPublicPolicy, setDefaults } from './configuration.ts';
import { LIST_OPERATIONS } from './lists.ts';
import { MULTIPART_OPERATIONS } from './multipart.ts';
import { OBJECT_OPERATIONS } from './objects.ts';

const OPERATIONS: readonly Operation[] = [
  ...OBJECT_OPERATIONS,
  ...MULTIPART_OPERATIONS,
  ...LIST_OPERATIONS,
  ...CONFIGURATION_OPERATIONS,
  { name: 'HeadBucket', method: 'HEAD', scope: 'bucket', action: 's3:ListBucket', handle: headBucket },
  { name: 'DeleteBucket', method: 'DELETE', scope: 'bucket', action: 's3:DeleteBucket', handle: deleteBucket },
];

/** Query parameters that select an operation: those of the table, and those that the double knows not to serve. */
const SELECTORS = new Set([
  ...OPERATIONS.flatMap(({ subresource }) => subresource ?? []),
  ...`accelerate analytics attributes cors intelligent-tiering inventory legal-hold logging metrics notification
      replication requestPayment restore retention select session tagging torrent website`.split(/\s+/),
]);

/** What a request asks for, before anybody looks at who asks. */
export interface Target {
  readonly operation: string;
  readonly bucket: string | undefined;
  readonly key: string | undefined;
}

export interface Caller {
  readonly principal: Principal | undefined;
  /** The region that the client signed for. */
  readonly region: string | undefined;
}

/** Bucket and key from the path or, where the host names the bucket, from both. */
export function targetOf(request: WireRequest): Target {
  const { bucket, key } = addressOf(request);
  if (bucket === undefined) return { operation: request.method === 'GET' ? 'ListBuckets' : 'Unknown', bucket, key };
  if (isCreate(request, key)) return { operation: 'CreateBucket', bucket, key };
  const operation = findOperation(request, key);
  const isCopy = operation?.name === 'PutObject' && request.headers['x-amz-copy-source'] !== undefined;
  return { operation: isCopy ? 'CopyObject' : (operation?.name ?? 'Unknown'), bucket, key };
}

function addressOf(request: WireRequest): { bucket: string | undefined; key: string | undefined } {
  const host = (request.headers['host'] ?? '').replace(/:\d+$/, '');
  const ofHost = /^(.+?)\.(?:s3[.-].*amazonaws\.com(?:\.cn)?|s3\.amazonaws\.com|(?:s3\.)?localhost)$/.exec(host)?.[1];
  const path = request.rawPath.slice(1);
  if (ofHost !== undefined && ofHost !== 's3')
    return { bucket: ofHost, key: path === '' ? undefined : decodeURIComponent(path) };
  const slash = path.indexOf('/');
  const [bucket, key] = slash < 0 ? [path, ''] : [path.slice(0, slash), path.slice(slash + 1)];
  return {
    bucket: bucket === '' ? undefined : decodeURIComponent(bucket),
    key: key === '' ? undefined : decodeURIComponent(key),
  };
}

function isCreate(request: WireRequest, key: string | undefined): boolean {
  return (
    request.method === 'PUT' && key === undefined && ![...request.query.keys()].some((name) => SELECTORS.has(name))
  );
}

function findOperation(request: WireRequest, key: string | undefined): Operation | undefined {
  const selector = [...request.query.keys()].find((name) => SELECTORS.has(name));
  const scope = key === undefined ? 'bucket' : 'object';
  return OPERATIONS.find(
    (operation) =>
      operation.method === request.method && operation.scope === scope && operation.subresource === selector,
  );
}

/** Does what the request asks, or throws the AwsError to answer. Synchronous, so that every operation is atomic. */
export function serveS3(state: S3State, request: WireRequest, caller: Caller): Answer {
  const { bucket: name, key } = targetOf(request);
  checkRegion(state, name, caller);
  if (name === undefined) return listBuckets(state, request, caller);
  if (isCreate(request, key)) return createBucket(state, request, caller, name);
  const bucket = state.buckets.get(name);
  if (bucket === undefined) {
    throw new AwsError(404, 'NoSuchBucket', 'The specified bucket does not exist', { details: { BucketName: name } });
  }
  const operation = findOperation(request, key);
  if (operation === undefined) throw notImplemented(`${request.method} with ${request.rawQuery || 'no query'}`);
  const call = { state, request, principal: caller.principal, bucket, key: key ?? '' };
  checkOwner(request, bucket);
  checkPublic(call);
  authorize(call, operation);
  const full: S3Call = { ...call, body: verifyBody(request) };
  if (request.headers['x-amz-content-sha256'] === undefined && caller.principal !== undefined) {
    throw new AwsError(400, 'InvalidRequest', 'Missing required header for this request: x-amz-content-sha256');
  }
  return operation.handle(full);
}

function authorize(call: Omit<S3Call, 'body'>, operation: Operation): void {
  if (operation.action === '') return;
  if (operation.scope === 'bucket') {
    demandOnBucket(call, operation.action);
    return;
  }
  const byVersion = call.request.query.has('versionId') ? operation.versionAction : undefined;
  demandOnKey(call, byVersion ?? operation.action, call.key);
}

/** A client that signed for another region than the bucket's is sent there, as by AWS's endpoint of that other region. */
function checkRegion(state: S3State, name: string | undefined, caller: Caller): void {
  if (caller.region === undefined) return;
  const bucket = name === undefined ? undefined : state.buckets.get(name);
  if (bucket !== undefined && bucket.region !== caller.region) {
    throw new AwsError(
      301,
      'PermanentRedirect',
      'The bucket you are attempting to access must be addressed using the specified endpoint.',
      {
        details: { Endpoint: `s3.${bucket.region}.amazonaws.com`, Bucket: bucket.name },
      },
    );
  }
  if (bucket === undefined && caller.region !== state.region) {
    const message = `The authorization header is malformed; the region '${caller.region}' is wrong; expecting '${state.region}'`;
    throw new AwsError(400, 'AuthorizationHeaderMalformed', message, { details: { Region: state.region } });
  }
}

function checkOwner(request: WireRequest, bucket: Bucket): void {
  const expected = request.headers['x-amz-expected-bucket-owner'];
  if (expected !== undefined && expected !== bucket.ownerAccountId)
    throw new AwsError(403, 'AccessDenied', 'Access Denied');
}

/** The public access block stops strangers even where a policy that was there before admits them. */
function checkPublic({ bucket, principal }: Omit<S3Call, 'body'>): void {
  const stranger = principal?.accountId !== bucket.ownerAccountId;
  if (stranger && isPublicPolicy(bucket.policy) && isBlocked(bucket, 'RestrictPublicBuckets')) {
    throw new AwsError(403, 'AccessDenied', 'Access Denied');
  }
}

function createBucket(state: S3State, request: WireRequest, { principal, region }: Caller, name: string): Answer {
  demandOnService(state, request, principal, 's3:CreateBucket', bucketArn(state, name));
  if (principal === undefined) throw new AwsError(403, 'AccessDenied', 'Access Denied');
  if (!/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(name)) {
    throw new AwsError(400, 'InvalidBucketName', 'The specified bucket is not valid.', {
      details: { BucketName: name },
    });
  }
  const { bytes } = verifyBody(request);
  const constraint = bytes.length === 0 ? undefined : textOf(parseXml(bytes.toString()), 'LocationConstraint');
  const existing = state.buckets.get(name);
  if (existing !== undefined) {
    const own = existing.ownerAccountId === principal.accountId;
    throw own
      ? new AwsError(409, 'BucketAlreadyOwnedByYou', 'Your previous request to create the named bucket succeeded.')
      : new AwsError(409, 'BucketAlreadyExists', 'The requested bucket name is not available.');
  }
  const bucket = new Bucket(name, constraint ?? region ?? state.region, principal.accountId, state.clock.now());
  setDefaults(bucket);
  if (request.headers['x-amz-bucket-object-lock-enabled']?.toLowerCase() === 'true') enableObjectLock(bucket);
  state.buckets.set(name, bucket);
  return { status: 200, headers: { location: `/${name}` } };
}

function listBuckets(state: S3State, request: WireRequest, { principal }: Caller): Answer {
  if (request.method !== 'GET') throw notImplemented(`${request.method} on the service`);
  demandOnService(state, request, principal, 's3:ListAllMyBuckets', '*');
  const own = [...state.buckets.values()].filter(({ ownerAccountId }) => ownerAccountId === principal?.accountId);
  return answerXml('ListAllMyBucketsResult', {
    Owner: { ID: principal?.accountId },
    Buckets: { Bucket: own.map(({ name, createdAt }) => ({ Name: name, CreationDate: createdAt })) },
  });
}

function demandOnService(
  state: S3State,
  request: WireRequest,
  principal: Principal | undefined,
  action: string,
  resource: string,
): void {
  const accountId = principal?.accountId ?? '';
  const none = new Bucket('', state.region, accountId, state.clock.now());
  const context = conditionContext({ state, request, principal, bucket: none, key: '' });
  demand({ principal, action, resource, context, resourcePolicy: undefined, resourceAccountId: accountId });
}

function headBucket({ bucket }: S3Call): Answer {
  return { status: 200, headers: { 'x-amz-bucket-region': bucket.region } };
}

function deleteBucket({ state, bucket }: S3Call): Answer {
  if (!bucket.isEmpty()) throw new AwsError(409, 'BucketNotEmpty', 'The bucket you tried to delete is not empty');
  state.buckets.delete(bucket.name);
  return { status: 204 };
}
