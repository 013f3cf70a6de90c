import { demand, isAllowed, type Principal } from '../identity.ts';
import { AwsError } from '../errors.ts';
import { xmlAnswer, type Answer, type WireRequest } from '../http.ts';
import type { VerifiedBody } from '../body.ts';
import { knownKeys, readAs } from '../lacks.ts';
import type { ConditionContext } from '../policy.ts';
import { bucketArn, type Bucket, type S3State } from '../state.ts';
import { parseXml, xmlDocument, type XmlContent, type XmlElement } from '../xml.ts';

export const S3_NAMESPACE = 'http://s3.amazonaws.com/doc/2006-03-01/';

/** One authenticated request on a bucket, or on a key of it. */
export interface S3Call {
  readonly state: S3State;
  readonly request: WireRequest;
  readonly principal: Principal | undefined;
  readonly bucket: Bucket;
  /** Empty for operations on the bucket. */
  readonly key: string;
  readonly body: VerifiedBody;
}

/** One row of the table of operations. */
export interface Operation {
  readonly name: string;
  readonly method: string;
  readonly scope: 'bucket' | 'object';
  /** The query parameter that selects it; undefined for the plain request. */
  readonly subresource?: string;
  /** The permission that it needs, on the bucket's or the object's ARN. */
  readonly action: string;
  /** The permission where the request names an S3 version. */
  readonly versionAction?: string;
  readonly handle: (call: S3Call) => Answer;
}

export function answerXml(root: string, content: XmlContent): Answer {
  return xmlAnswer(xmlDocument(root, S3_NAMESPACE, content));
}

export function bodyXml(call: S3Call, root: string): XmlElement {
  const malformed = new AwsError(400, 'MalformedXML', 'The XML you provided was not well-formed or did not validate.');
  let parsed: XmlElement;
  try {
    parsed = parseXml(call.body.bytes.toString());
  } catch {
    throw malformed;
  }
  if (parsed.name !== root) throw malformed;
  return parsed;
}

/** The condition keys of a request: those of every service, of S3, and all of its x-amz headers. */
export function conditionContext(call: Omit<S3Call, 'body'>): ConditionContext {
  const { request, principal, state, bucket } = call;
  const context: Record<string, string | undefined> = {
    'aws:securetransport': String(request.secure),
    'aws:principalarn': principal?.principalArn,
    'aws:principalaccount': principal?.accountId,
    'aws:resourceaccount': bucket.ownerAccountId,
    's3:resourceaccount': bucket.ownerAccountId,
    'aws:currenttime': state.clock.now().toISOString(),
    's3:prefix': request.query.get('prefix') ?? undefined,
    's3:delimiter': request.query.get('delimiter') ?? undefined,
    's3:max-keys': request.query.get('max-keys') ?? undefined,
    's3:versionid': request.query.get('versionId') ?? undefined,
    's3:if-none-match': request.headers['if-none-match'],
    's3:if-match': request.headers['if-match'],
  };
  for (const [name, value] of Object.entries(request.headers)) {
    if (name.startsWith('x-amz-')) context[`s3:${name}`] = value;
  }
  return context;
}

function accessRequest(call: Omit<S3Call, 'body'>, action: string, key: string | undefined) {
  const { state, bucket, principal } = call;
  return {
    principal,
    action,
    resource: bucketArn(state, bucket.name, key),
    context: knownKeys(state.lacks, conditionContext(call)),
    resourcePolicy: readAs(state.lacks, bucket.policy),
    resourceAccountId: bucket.ownerAccountId,
  };
}

export function demandOnKey(call: Omit<S3Call, 'body'>, action: string, key: string): void {
  demand(accessRequest(call, action, key));
}

export function demandOnBucket(call: Omit<S3Call, 'body'>, action: string): void {
  demand(accessRequest(call, action, undefined));
}

/** What a reader of a missing key is told: 404 only if it may list, 403 otherwise, as on AWS. */
export function noSuchKey(call: S3Call, headers: Record<string, string> = {}): AwsError {
  if (!isAllowed(accessRequest(call, 's3:ListBucket', undefined)))
    return new AwsError(403, 'AccessDenied', 'Access Denied');
  return new AwsError(404, 'NoSuchKey', 'The specified key does not exist.', { details: { Key: call.key }, headers });
}

export function invalidArgument(message: string): AwsError {
  return new AwsError(400, 'InvalidArgument', message);
}
