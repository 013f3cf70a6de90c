import { Accounts, type AccessKey, type RoleInput, type UserInput } from './accounts.ts';
import { VirtualClock } from './clock.ts';
import { AwsError } from './errors.ts';
import { applyFault, type Fault, type FaultRequest } from './faults.ts';
import { xmlAnswer, type Answer, type WireRequest } from './http.ts';
import type { Principal } from './identity.ts';
import type { Claims } from './jwt.ts';
import { IAM_NAMESPACE, IAM_VERSION, serveIam } from './iam.ts';
import { kmsError, serveKms } from './kms.ts';
import { lackingAnswer, said, understood, type Lack } from './lacks.ts';
import { runLifecycle } from './lifecycle.ts';
import { ObjectAccess } from './object-access.ts';
import { Issuer, ISSUER_PATH, RUNNER_PATH } from './oidc.ts';
import type { PolicyInput } from './policy.ts';
import { isS3Control, serveS3Control } from './s3/account.ts';
import { setDefaults } from './s3/configuration.ts';
import { MANAGED_KMS_KEY } from './s3/encryption.ts';
import { serveS3, targetOf, type Caller, type Target } from './s3/service.ts';
import { type Served, startServer } from './server.ts';
import type { Listening } from '../listen.ts';
import { verifySignature } from './sigv4.ts';
import { Bucket, type S3State } from './state.ts';
import { issuerName, serveSts, STS_NAMESPACE, type StsState } from './sts.ts';
import { element, xmlDocument } from './xml.ts';

export interface DoubleOptions {
  /** Default 0: any free port. */
  readonly port?: number;
  readonly host?: string;
  readonly region?: string;
  readonly accountId?: string;
  /** `aws` (default), `aws-us-gov` or `aws-cn`. */
  readonly partition?: string;
  /** PEM texts; the double then speaks https only. */
  readonly tls?: { readonly key: string; readonly cert: string };
  /** Sessions really last this long, whatever was asked. */
  readonly sessionSeconds?: number;
  /** What the server lacks of S3; may be changed later. */
  readonly lacks?: readonly Lack[];
}

interface LoggedRequest {
  readonly service: 's3' | 's3-control' | 'sts' | 'iam' | 'kms' | 'oidc';
  readonly method: string;
  /** `PutObject`, `AssumeRole`, `GetToken`, ... */
  readonly operation: string;
  readonly bucket: string | undefined;
  readonly key: string | undefined;
  readonly query: string;
  readonly headers: Readonly<Record<string, string>>;
  /** ARN of who signed, if the signature was right. */
  readonly principal: string | undefined;
  /** 0 where no answer was sent. */
  readonly status: number;
  readonly code: string | undefined;
  readonly bytesIn: number;
  readonly bytesOut: number;
  readonly at: Date;
}

type FaultHook = (request: FaultRequest) => Fault | undefined;

export interface BucketInput {
  readonly region?: string;
  readonly accountId?: string;
}

const DEFAULT_AUDIENCES = ['sts.amazonaws.com', 'sts.amazonaws.com.cn'];

/** A running double. Everything but `endpoint` and the keys works behind the protocols, in this process. */
export class Double {
  readonly endpoint: string;
  readonly port: number;
  readonly region: string;
  readonly accountId: string;
  /** Keys of a user who may do everything. */
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly clock: VirtualClock;
  readonly issuer: Issuer;
  /** Asked for every request of S3 and STS; undefined: no fault. */
  faults: FaultHook | undefined;
  readonly requests: LoggedRequest[] = [];
  /** What it does not have, or does otherwise than S3. */
  readonly lacks: Set<Lack>;
  /** Accounts whose public access is blocked as a whole. */
  readonly blockedAccounts = new Set<string>();
  /** Policies of KMS keys by ARN, where they are not AWS's default. */
  readonly keyPolicies = new Map<string, string>();
  readonly #server: Listening;
  readonly #accounts: Accounts;
  readonly #s3: S3State;
  readonly #sts: StsState;

  readonly #signingKeys = new Map<string, string>();

  constructor(server: Listening, endpoint: string, options: DoubleOptions, clock: VirtualClock) {
    const partition = options.partition ?? 'aws';
    this.#server = server;
    this.port = server.port;
    this.endpoint = endpoint;
    this.region = options.region ?? 'us-east-1';
    this.accountId = options.accountId ?? '111122223333';
    this.clock = clock;
    this.issuer = new Issuer(endpoint, clock);
    this.#accounts = new Accounts(this.accountId, partition, clock);
    const { accessKeyId, secretAccessKey } = this.#accounts.addAdmin();
    this.accessKeyId = accessKeyId;
    this.secretAccessKey = secretAccessKey;
    this.lacks = new Set(options.lacks);
    const { lacks, region } = this;
    this.#s3 = { buckets: new Map(), clock, partition, region, kmsKeys: new Map(), lacks };
    this.#s3.kmsKeys.set(MANAGED_KMS_KEY, this.addKmsKey('00000000-aaaa-4aaa-8aaa-000000000000'));
    const { sessionSeconds } = options;
    // Its own issuer it asks directly: over TLS it would have to trust the test's certificate.
    const fetchDocument = async (url: string): Promise<unknown> => this.issuer.document(url) ?? fetchJson(url);
    this.#sts = { accounts: this.#accounts, clock, providers: new Map(), sessionSeconds, fetchJson: fetchDocument };
    this.addOidcProvider(this.issuer.url);
  }

  /** ARN of the double's own issuer, for trust policies. */
  get oidcProviderArn(): string {
    return this.#providerArn(this.issuer.url);
  }

  /** Accepts the tokens of an issuer, whose keys are fetched from it; gives the ARN for trust policies. */
  addOidcProvider(url: string, clientIds: readonly string[] = DEFAULT_AUDIENCES): string {
    const arn = this.#providerArn(url);
    this.#sts.providers.set(url, { arn, url, clientIds });
    return arn;
  }

  #providerArn(url: string): string {
    return `arn:${this.#s3.partition}:iam::${this.accountId}:oidc-provider/${issuerName(url)}`;
  }

  /** Gives the role's ARN. By default any job of the own issuer may assume it, and it may do everything on S3. */
  addRole(input: Partial<RoleInput> & { readonly name: string }): string {
    const policies = input.policies ?? [allow('s3:*', '*'), allow('kms:*', '*')];
    return this.#accounts.addRole({ trustPolicy: this.trustPolicy(), ...input, policies }).arn;
  }

  /** A trust policy for jobs of the double's own issuer whose subject fits (wildcards allowed). */
  trustPolicy(subject = '*', audience = 'sts.amazonaws.com'): object {
    const issuer = issuerName(this.issuer.url);
    const Condition = { StringEquals: { [`${issuer}:aud`]: audience }, StringLike: { [`${issuer}:sub`]: subject } };
    const Principal = { Federated: this.oidcProviderArn };
    return {
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Principal, Action: 'sts:AssumeRoleWithWebIdentity', Condition }],
    };
  }

  addUser(input: UserInput): AccessKey {
    return this.#accounts.addUser(input);
  }

  /** Keys of a user who may do everything in another account. */
  addAccount(accountId: string): AccessKey {
    return this.#accounts.addAdmin(accountId);
  }

  /** Gives the key's ARN. */
  addKmsKey(id: string, accountId = this.accountId): string {
    const arn = `arn:${this.#s3.partition}:kms:${this.region}:${accountId}:key/${id}`;
    this.#s3.kmsKeys.set(id, arn).set(arn, arn);
    return arn;
  }

  /** Makes a key one for signing. `alias`: `alias/app`. */
  importSigningKey(arn: string, pem: string, alias?: string): void {
    this.#signingKeys.set(arn, pem);
    if (alias !== undefined) this.#s3.kmsKeys.set(alias, arn).set(arn.replace(/key\/.*$/, alias), arn);
  }

  makeBucket(name: string, { region = this.region, accountId = this.accountId }: BucketInput = {}): Bucket {
    const bucket = new Bucket(name, region, accountId, this.clock.now());
    setDefaults(bucket);
    this.#s3.buckets.set(name, bucket);
    return bucket;
  }

  /** A bucket as Holdfast wants it: versions kept, encrypted, not public. */
  makeVaultBucket(name: string, input: BucketInput = {}): Bucket {
    const bucket = this.makeBucket(name, input);
    bucket.versioning = 'Enabled';
    return bucket;
  }

  /** Objects of a bucket, to look at and to damage behind S3's back. */
  objects(bucket: string): ObjectAccess {
    const found = this.#s3.buckets.get(bucket);
    if (found === undefined) throw new Error(`the double has no bucket ${bucket}`);
    return new ObjectAccess(found);
  }

  /** An OIDC token of the own issuer. */
  token(claims: Claims = {}, audience = 'sts.amazonaws.com'): string {
    return this.issuer.token(audience, claims);
  }

  /** Environment of a job with `id-token: write`; the claims override those of the tokens it gets. */
  runnerEnv(claims: Claims = {}): Record<string, string> {
    return this.issuer.jobEnv(claims);
  }

  /** Environment of a process that uses the double as if it were AWS, with the keys of the user who may do everything. */
  awsEnv(): Record<string, string> {
    return {
      AWS_ENDPOINT_URL_S3: this.endpoint,
      AWS_ENDPOINT_URL_STS: this.endpoint,
      AWS_REGION: this.region,
      AWS_ACCESS_KEY_ID: this.accessKeyId,
      AWS_SECRET_ACCESS_KEY: this.secretAccessKey,
    };
  }

  /** Environment by which the calls about accounts, which only AWS serves, come here as well. */
  accountEnv(): Record<string, string> {
    return {
      AWS_ENDPOINT_URL_IAM: this.endpoint,
      AWS_ENDPOINT_URL_KMS: this.endpoint,
      AWS_ENDPOINT_URL_S3_CONTROL: this.endpoint,
    };
  }

  clearRequests(): void {
    this.requests.length = 0;
  }

  /** Number of requests by operation. */
  counts(): Record<string, number> {
    const counts: Record<string, number> = {};
    for (const { operation } of this.requests) counts[operation] = (counts[operation] ?? 0) + 1;
    return counts;
  }

  /** Applies every bucket's lifecycle rules as of now. */
  runLifecycle(): void {
    runLifecycle(this.#s3);
  }

  close(): Promise<void> {
    return this.#server.close();
  }

  /** One request: its fault, who it is from, what it does, and the log of it. */
  async handle(request: WireRequest): Promise<Served> {
    const service = serviceOf(request);
    const target = service === 's3' ? guard(() => targetOf(request)) : plainTarget(service, request);
    const fault = service === 'oidc' ? undefined : this.faults?.({ service, request, ...target });
    let who: Principal | undefined;
    let code: string | undefined;
    const answer = async (): Promise<Answer> => {
      try {
        if (service === 'oidc') return this.issuer.serve(request);
        const caller = this.#authenticate(service, request);
        who = caller.principal;
        return await this.#serve(service, request, caller);
      } catch (error) {
        const known = asAwsError(error);
        code = known.code;
        return this.#withRegion(target, errorAnswer(service, request, known));
      }
    };
    const served = await applyFault(fault, answer, (error) => errorAnswer(service, request, error));
    const sent = served.delivery.kind === 'send' || served.delivery.kind === 'cut';
    this.requests.push({
      service,
      method: request.method,
      ...target,
      query: request.rawQuery,
      headers: request.headers,
      principal: who?.arn,
      status: sent ? served.answer.status : 0,
      code: code ?? (typeof fault === 'object' && 'code' in fault ? fault.code : undefined),
      bytesIn: request.body.length,
      bytesOut: Buffer.byteLength(served.answer.body ?? ''),
      at: this.clock.now(),
    });
    return served;
  }

  async #serve(service: Exclude<Service, 'oidc'>, request: WireRequest, caller: Caller): Promise<Answer> {
    const { principal } = caller;
    if (service === 's3') {
      const seen = understood(this.lacks, request);
      const odd = lackingAnswer(this.lacks, this.#s3, seen, targetOf(seen));
      return said(this.lacks, odd ?? serveS3(this.#s3, seen, caller));
    }
    if (service === 's3-control') return serveS3Control(this.blockedAccounts, request, principal);
    if (service === 'iam') return serveIam(this.#sts, request, principal);
    if (service === 'kms') {
      const { kmsKeys } = this.#s3;
      const state = { kmsKeys, keyPolicies: this.keyPolicies, signingKeys: this.#signingKeys };
      return serveKms(state, request, principal);
    }
    return serveSts(this.#sts, request, principal);
  }

  /** AWS names the region of a bucket also to those who may do nothing with it. */
  #withRegion({ bucket = '' }: Target, answer: Answer): Answer {
    const region = this.#s3.buckets.get(bucket)?.region;
    return region === undefined ? answer : { ...answer, headers: { 'x-amz-bucket-region': region, ...answer.headers } };
  }

  #authenticate(service: Exclude<Service, 'oidc'>, request: WireRequest): Caller {
    // A web identity is the caller's proof; clients may still send a signature with made-up keys.
    const anonymous = { principal: undefined, region: undefined };
    if (service === 'sts' && /(^|&)Action=AssumeRoleWithWebIdentity(&|$)/.test(request.body.toString()))
      return anonymous;
    const scope = service === 's3-control' ? 's3' : service;
    const signed = verifySignature(request, scope, this.clock, (id, token) => this.#accounts.secret(scope, id, token));
    if (signed === undefined) return anonymous;
    return { principal: this.#accounts.principal(signed.accessKeyId), region: signed.region };
  }
}

/** Starts S3, STS and an OIDC issuer on one port of this machine. */
export async function startDouble(options: DoubleOptions = {}): Promise<Double> {
  const clock = new VirtualClock();
  const host = options.host ?? '127.0.0.1';
  const running: { double?: Double } = {};
  const server = await startServer({
    host,
    port: options.port ?? 0,
    tls: options.tls,
    now: () => clock.now(),
    handle: async (request) => {
      if (running.double === undefined) throw new Error('a request came before the double was ready');
      return running.double.handle(request);
    },
  });
  const endpoint = `${options.tls === undefined ? 'http' : 'https'}://${host}:${server.port}`;
  running.double = new Double(server, endpoint, options, clock);
  return running.double;
}

export function allow(action: string | readonly string[], resource: string | readonly string[]): PolicyInput {
  return { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: action, Resource: resource }] };
}

type Service = LoggedRequest['service'];

function serviceOf(request: WireRequest): Service {
  if (request.rawPath.startsWith(`${ISSUER_PATH}/`) || request.rawPath === RUNNER_PATH) return 'oidc';
  if (isS3Control(request)) return 's3-control';
  if (request.method !== 'POST' || request.rawPath !== '/') return 's3';
  if (request.headers['x-amz-target']?.startsWith('TrentService.') === true) return 'kms';
  if (request.headers['content-type']?.startsWith('application/x-www-form-urlencoded') !== true) return 's3';
  return new URLSearchParams(request.body.toString()).get('Version') === IAM_VERSION ? 'iam' : 'sts';
}

function plainTarget(service: Exclude<Service, 's3'>, request: WireRequest): Target {
  const named = {
    sts: () => new URLSearchParams(request.body.toString()).get('Action'),
    iam: () => new URLSearchParams(request.body.toString()).get('Action'),
    kms: () => request.headers['x-amz-target']?.replace('TrentService.', ''),
    's3-control': () => 'GetAccountPublicAccessBlock',
    oidc: () => (request.rawPath === RUNNER_PATH ? 'GetToken' : 'GetIssuer'),
  };
  return { operation: named[service]() ?? 'Unknown', bucket: undefined, key: undefined };
}

/** A path that cannot be decoded names nothing; the handler then gives the error. */
function guard(find: () => Target): Target {
  try {
    return find();
  } catch (error) {
    if (error instanceof URIError) return { operation: 'Unknown', bucket: undefined, key: undefined };
    throw error;
  }
}

function asAwsError(error: unknown): AwsError {
  if (error instanceof AwsError) return error;
  if (error instanceof URIError) return new AwsError(400, 'InvalidURI', "Couldn't parse the specified URI.");
  // 501 is not retried by clients, so that a defect of the double shows at once.
  return new AwsError(501, 'DoubleFailed', error instanceof Error ? (error.stack ?? error.message) : String(error));
}

function errorAnswer(service: Service, request: WireRequest, error: AwsError): Answer {
  if (service === 'kms') return kmsError(error);
  const { status, code, message, details, headers } = error;
  const requestId = '0000000000000000';
  const body =
    service === 'sts' || service === 'iam'
      ? xmlDocument('ErrorResponse', service === 'iam' ? IAM_NAMESPACE : STS_NAMESPACE, {
          Error: { Type: status < 500 ? 'Sender' : 'Receiver', Code: code, Message: message },
          RequestId: requestId,
        })
      : `<?xml version="1.0" encoding="UTF-8"?>\n${element('Error', { Code: code, Message: message, ...details, RequestId: requestId })}`;
  const answer = xmlAnswer(request.method === 'HEAD' || status === 304 ? '' : body, status);
  return { ...answer, headers: { ...answer.headers, 'x-amz-request-id': requestId, ...headers } };
}

async function fetchJson(url: string): Promise<unknown> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url} answered ${response.status}`);
  return response.json();
}
