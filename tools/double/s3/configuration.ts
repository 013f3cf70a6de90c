import { AwsError, notImplemented } from '../errors.ts';
import type { Answer } from '../http.ts';
import { parsePolicy, type Policy } from '../policy.ts';
import { bucketArn, type Bucket } from '../state.ts';
import { child, children, element, parseXml, textOf, xmlDocument, type XmlElement } from '../xml.ts';
import { answerXml, bodyXml, invalidArgument, S3_NAMESPACE, type Operation, type S3Call } from './call.ts';

/** A configuration document of a bucket that is kept as it was put. */
interface Document {
  readonly subresource: string;
  /** Root element. */
  readonly root: string;
  /** Names of the operations, without `Put`, `Get`, `Delete`. */
  readonly operation: string;
  /** Permission without `s3:Put` and `s3:Get`. */
  readonly permission: string;
  readonly missing: readonly [code: string, message: string];
  readonly deleteOperation?: string;
  readonly check?: (document: XmlElement, call: S3Call) => void;
}

const DOCUMENTS: readonly Document[] = [
  {
    subresource: 'encryption',
    root: 'ServerSideEncryptionConfiguration',
    operation: 'BucketEncryption',
    permission: 'EncryptionConfiguration',
    missing: [
      'ServerSideEncryptionConfigurationNotFoundError',
      'The server side encryption configuration was not found',
    ],
    deleteOperation: 'DeleteBucketEncryption',
    check: checkEncryption,
  },
  {
    subresource: 'publicAccessBlock',
    root: 'PublicAccessBlockConfiguration',
    operation: 'PublicAccessBlock',
    permission: 'BucketPublicAccessBlock',
    missing: ['NoSuchPublicAccessBlockConfiguration', 'The public access block configuration was not found'],
    deleteOperation: 'DeletePublicAccessBlock',
  },
  {
    subresource: 'lifecycle',
    root: 'LifecycleConfiguration',
    operation: 'BucketLifecycleConfiguration',
    permission: 'LifecycleConfiguration',
    missing: ['NoSuchLifecycleConfiguration', 'The lifecycle configuration does not exist'],
    deleteOperation: 'DeleteBucketLifecycle',
    check: checkLifecycle,
  },
  {
    subresource: 'ownershipControls',
    root: 'OwnershipControls',
    operation: 'BucketOwnershipControls',
    permission: 'BucketOwnershipControls',
    missing: ['OwnershipControlsNotFoundError', 'The bucket ownership controls were not found'],
    deleteOperation: 'DeleteBucketOwnershipControls',
  },
  {
    subresource: 'object-lock',
    root: 'ObjectLockConfiguration',
    operation: 'ObjectLockConfiguration',
    permission: 'BucketObjectLockConfiguration',
    missing: ['ObjectLockConfigurationNotFoundError', 'Object Lock configuration does not exist for this bucket'],
  },
  {
    subresource: 'replication',
    root: 'ReplicationConfiguration',
    operation: 'BucketReplication',
    permission: 'ReplicationConfiguration',
    missing: ['ReplicationConfigurationNotFoundError', 'The replication configuration was not found'],
    deleteOperation: 'DeleteBucketReplication',
  },
];

export const CONFIGURATION_OPERATIONS: readonly Operation[] = [
  ...DOCUMENTS.flatMap(documentOperations),
  bucketOperation('GetBucketVersioning', 'GET', 'versioning', 's3:GetBucketVersioning', getVersioning),
  bucketOperation('PutBucketVersioning', 'PUT', 'versioning', 's3:PutBucketVersioning', putVersioning),
  bucketOperation('GetBucketPolicy', 'GET', 'policy', 's3:GetBucketPolicy', getPolicy),
  bucketOperation('PutBucketPolicy', 'PUT', 'policy', 's3:PutBucketPolicy', putPolicy),
  bucketOperation('DeleteBucketPolicy', 'DELETE', 'policy', 's3:DeleteBucketPolicy', deletePolicy),
  bucketOperation('GetBucketPolicyStatus', 'GET', 'policyStatus', 's3:GetBucketPolicyStatus', getPolicyStatus),
  bucketOperation('GetBucketAcl', 'GET', 'acl', 's3:GetBucketAcl', getAcl),
  bucketOperation('PutBucketAcl', 'PUT', 'acl', 's3:PutBucketAcl', putAcl),
  bucketOperation('GetBucketLogging', 'GET', 'logging', 's3:GetBucketLogging', getLogging),
  bucketOperation('PutBucketLogging', 'PUT', 'logging', 's3:PutBucketLogging', putLogging),
  bucketOperation('GetBucketLocation', 'GET', 'location', 's3:GetBucketLocation', getLocation),
];

function bucketOperation(
  name: string,
  method: string,
  subresource: string,
  action: string,
  handle: (call: S3Call) => Answer,
): Operation {
  return { name, method, scope: 'bucket', subresource, action, handle };
}

/** What AWS gives every new bucket: encryption by S3's keys, no public access, no ACLs. */
export function setDefaults(bucket: Bucket): void {
  const rule = { ApplyServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' }, BucketKeyEnabled: false };
  const allBlocked = {
    BlockPublicAcls: true,
    IgnorePublicAcls: true,
    BlockPublicPolicy: true,
    RestrictPublicBuckets: true,
  };
  const owned = { Rule: { ObjectOwnership: 'BucketOwnerEnforced' } };
  bucket.documents.set('encryption', xmlDocument('ServerSideEncryptionConfiguration', S3_NAMESPACE, { Rule: rule }));
  bucket.documents.set('publicAccessBlock', xmlDocument('PublicAccessBlockConfiguration', S3_NAMESPACE, allBlocked));
  bucket.documents.set('ownershipControls', xmlDocument('OwnershipControls', S3_NAMESPACE, owned));
}

export function enableObjectLock(bucket: Bucket): void {
  bucket.versioning = 'Enabled';
  bucket.documents.set(
    'object-lock',
    xmlDocument('ObjectLockConfiguration', S3_NAMESPACE, { ObjectLockEnabled: 'Enabled' }),
  );
}

/** Whether one switch of the public access block is on. */
export function isBlocked(
  bucket: Bucket,
  name: 'BlockPublicPolicy' | 'BlockPublicAcls' | 'RestrictPublicBuckets',
): boolean {
  const document = bucket.documents.get('publicAccessBlock');
  return document !== undefined && textOf(parseXml(document), name)?.toLowerCase() === 'true';
}

export function isPublicPolicy(policy: Policy | undefined): boolean {
  const fixed = ['aws:principalarn', 'aws:principalaccount', 'aws:sourceip'];
  return (policy?.statements ?? []).some(
    ({ effect, principal, conditions }) =>
      effect === 'Allow' &&
      principal?.['AWS']?.includes('*') === true &&
      !conditions.some(({ key }) => fixed.includes(key)),
  );
}

function documentOperations(document: Document): Operation[] {
  const { subresource, operation, permission, missing, deleteOperation } = document;
  const xml = (body: string): Answer => ({ status: 200, headers: { 'content-type': 'application/xml' }, body });
  const get = bucketOperation(`Get${operation}`, 'GET', subresource, `s3:Get${permission}`, ({ bucket }) => {
    const body = bucket.documents.get(subresource);
    if (body === undefined) throw new AwsError(404, missing[0], missing[1]);
    return xml(body);
  });
  const put = bucketOperation(`Put${operation}`, 'PUT', subresource, `s3:Put${permission}`, (call) => {
    document.check?.(bodyXml(call, document.root), call);
    call.bucket.documents.set(subresource, call.body.bytes.toString());
    return { status: 200 };
  });
  if (deleteOperation === undefined) return [get, put];
  const remove = bucketOperation(deleteOperation, 'DELETE', subresource, `s3:Put${permission}`, ({ bucket }) => {
    bucket.documents.delete(subresource);
    if (subresource === 'encryption') resetEncryption(bucket);
    return { status: 204 };
  });
  return [get, put, remove];
}

/** Deleting a bucket's encryption gives AWS's default again. */
function resetEncryption(bucket: Bucket): void {
  const kept = new Map(bucket.documents);
  setDefaults(bucket);
  for (const name of ['publicAccessBlock', 'ownershipControls']) {
    const document = kept.get(name);
    if (document === undefined) bucket.documents.delete(name);
    else bucket.documents.set(name, document);
  }
}

function checkEncryption(document: XmlElement): void {
  const algorithm = textOf(document, 'Rule', 'ApplyServerSideEncryptionByDefault', 'SSEAlgorithm');
  if (!['AES256', 'aws:kms', 'aws:kms:dsse'].includes(algorithm ?? '')) {
    throw new AwsError(400, 'MalformedXML', 'The XML you provided was not well-formed or did not validate.');
  }
}

function checkLifecycle(document: XmlElement): void {
  const rules = children(document, 'Rule');
  if (rules.length === 0) throw new AwsError(400, 'MalformedXML', 'At least one rule must be specified');
  for (const rule of rules) {
    const status = textOf(rule, 'Status') ?? '';
    if (!['Enabled', 'Disabled'].includes(status))
      throw new AwsError(400, 'MalformedXML', `Bad rule status "${status}"`);
    const days = [textOf(rule, 'Expiration', 'Days'), textOf(rule, 'NoncurrentVersionExpiration', 'NoncurrentDays')];
    if (days.some((value) => value !== undefined && !(Number(value) >= 1))) {
      throw invalidArgument("'Days' for Expiration action must be a positive integer");
    }
  }
}

function getVersioning({ bucket }: S3Call): Answer {
  return answerXml('VersioningConfiguration', { Status: bucket.versioning, MfaDelete: bucket.mfaDelete });
}

function putVersioning(call: S3Call): Answer {
  const status = textOf(bodyXml(call, 'VersioningConfiguration'), 'Status');
  if (status !== 'Enabled' && status !== 'Suspended') {
    throw new AwsError(400, 'IllegalVersioningConfigurationException', 'The Versioning element must be specified');
  }
  if (status === 'Suspended' && call.bucket.documents.has('object-lock')) {
    throw new AwsError(409, 'InvalidBucketState', 'An Object Lock configuration is present on this bucket');
  }
  call.bucket.versioning = status;
  return { status: 200 };
}

function getPolicy({ bucket }: S3Call): Answer {
  const policy = bucket.documents.get('policy');
  if (policy === undefined) throw noBucketPolicy();
  return { status: 200, headers: { 'content-type': 'application/json' }, body: policy };
}

function noBucketPolicy(): AwsError {
  return new AwsError(404, 'NoSuchBucketPolicy', 'The bucket policy does not exist');
}

function putPolicy(call: S3Call): Answer {
  const text = call.body.bytes.toString();
  const policy = readBucketPolicy(call, text);
  if (isPublicPolicy(policy) && isBlocked(call.bucket, 'BlockPublicPolicy')) {
    throw new AwsError(403, 'AccessDenied', 'Public policies are prevented by the BlockPublicPolicy setting');
  }
  call.bucket.policy = policy;
  call.bucket.documents.set('policy', text);
  return { status: 204 };
}

function readBucketPolicy(call: S3Call, text: string): Policy {
  try {
    const policy = parsePolicy(text, 'bucket');
    const own = bucketArn(call.state, call.bucket.name);
    const resources = policy.statements.flatMap((statement) => [...statement.resources, ...statement.notResources]);
    if (!resources.every((arn) => arn === own || arn.startsWith(`${own}/`)))
      throw new Error('Policy has invalid resource');
    return policy;
  } catch (error) {
    throw new AwsError(400, 'MalformedPolicy', error instanceof Error ? error.message : String(error));
  }
}

function deletePolicy({ bucket }: S3Call): Answer {
  bucket.policy = undefined;
  bucket.documents.delete('policy');
  return { status: 204 };
}

function getPolicyStatus({ bucket }: S3Call): Answer {
  if (bucket.policy === undefined) throw noBucketPolicy();
  return answerXml('PolicyStatus', { IsPublic: isPublicPolicy(bucket.policy) });
}

const PUBLIC_GRANTS: Readonly<Record<string, readonly string[]>> = {
  private: [],
  'public-read': ['READ'],
  'public-read-write': ['READ', 'WRITE'],
};

function getAcl({ bucket }: S3Call): Answer {
  const owner = element('Owner', { ID: bucket.ownerAccountId });
  const xsi = 'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"';
  const grant = (type: string, grantee: string, permission: string): string =>
    `<Grant><Grantee ${xsi} xsi:type="${type}">${grantee}</Grantee><Permission>${permission}</Permission></Grant>`;
  const everyone = element('URI', 'http://acs.amazonaws.com/groups/global/AllUsers');
  const grants = [
    grant('CanonicalUser', element('ID', bucket.ownerAccountId), 'FULL_CONTROL'),
    ...(PUBLIC_GRANTS[bucket.documents.get('acl') ?? 'private'] ?? []).map((permission) =>
      grant('Group', everyone, permission),
    ),
  ];
  const empty = answerXml('AccessControlPolicy', {});
  const content = `${owner}<AccessControlList>${grants.join('')}</AccessControlList></AccessControlPolicy>`;
  return { ...empty, body: String(empty.body).replace('</AccessControlPolicy>', content) };
}

/** Canned ACLs only: nothing else is needed to make a bucket public in a test. */
function putAcl(call: S3Call): Answer {
  const canned = call.request.headers['x-amz-acl'];
  if (canned === undefined || PUBLIC_GRANTS[canned] === undefined)
    throw notImplemented(`the ACL ${canned ?? 'in a body'}`);
  const ownership = call.bucket.documents.get('ownershipControls');
  if (
    ownership !== undefined &&
    textOf(child(parseXml(ownership), 'Rule'), 'ObjectOwnership') === 'BucketOwnerEnforced'
  ) {
    throw new AwsError(400, 'AccessControlListNotSupported', 'The bucket does not allow ACLs');
  }
  if (canned !== 'private' && isBlocked(call.bucket, 'BlockPublicAcls')) {
    throw new AwsError(403, 'AccessDenied', 'Public ACLs are prevented by the BlockPublicAcls setting');
  }
  call.bucket.documents.set('acl', canned);
  return { status: 200 };
}

/** A bucket that logs nothing says so in an empty document, and not by an error. */
function getLogging({ bucket }: S3Call): Answer {
  const body = bucket.documents.get('logging');
  if (body === undefined) return answerXml('BucketLoggingStatus', {});
  return { status: 200, headers: { 'content-type': 'application/xml' }, body };
}

function putLogging(call: S3Call): Answer {
  bodyXml(call, 'BucketLoggingStatus');
  call.bucket.documents.set('logging', call.body.bytes.toString());
  return { status: 200 };
}

function getLocation({ bucket }: S3Call): Answer {
  return answerXml('LocationConstraint', bucket.region === 'us-east-1' ? '' : bucket.region);
}
