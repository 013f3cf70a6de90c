/** Connects to S3: the client of the SDK with retries, checksums and the settings of the vault. */
import { HeadBucketCommand, S3Client } from '@aws-sdk/client-s3';
import type { S3ClientConfig } from '@aws-sdk/client-s3';
import { once } from '../../base/async.ts';
import type { Emit } from '../../base/events.ts';
import type { RetryPolicy } from '../../net/retry.ts';
import { DEFAULT_RETRY, isTransient, shapeOf, withRetries } from '../../net/retry.ts';
import { explainS3Error, regionNamedBy } from './errors.ts';

/** Where a vault lies and how it is written. */
export interface S3Settings {
  readonly bucket: string;
  /** Without slashes at its ends; '' is the bucket itself. */
  readonly prefix: string;
  /** As the user gave it; undefined: looked up with the bucket. */
  readonly region?: string | undefined;
  /** Server other than AWS, with its scheme. */
  readonly endpointUrl?: string | undefined;
  /** undefined: chosen by the endpoint. */
  readonly forcePathStyle?: boolean | undefined;
  /** Account id, sent on every call: a bucket of another account is refused by S3 itself. */
  readonly expectedBucketOwner?: string | undefined;
  readonly encryption?: Encryption | undefined;
  /** undefined: as AWS_USE_FIPS_ENDPOINT says. */
  readonly useFips?: boolean | undefined;
  readonly retry?: RetryPolicy | undefined;
}

/** The encryption that each PUT requests; `bucket-default` requests none. */
export interface Encryption {
  readonly mode: 'bucket-default' | 'AES256' | 'aws:kms' | 'aws:kms:dsse';
  readonly kmsKeyId?: string | undefined;
}

export interface S3Deps {
  readonly credentials: NonNullable<S3ClientConfig['credentials']>;
  readonly requestHandler: NonNullable<S3ClientConfig['requestHandler']>;
  readonly emit: Emit;
}

/** An S3 client bound to one bucket, shared by the store and the bucket's checks. */
export interface S3Connection {
  readonly settings: S3Settings;
  readonly client: Pick<S3Client, 'send'>;
  readonly emit: Emit;
  /** S3's own clock: the Date header of the newest answer, errors included; undefined before the first. */
  readonly serverDate: () => Date | undefined;
  /** Aborts requests in flight and closes the connections. */
  readonly close: () => void;
}

/** The first region asked where a bucket is: its endpoint knows every bucket of the commercial partition. */
const FIRST_REGION = 'us-east-1';

/**
 * Retries are handled in net/retry.ts: they also cover the reading of bodies, and errors arrive as they were thrown.
 * The SDK's own are replaced, not removed, since other middleware is placed by their name.
 */
function createClient(config: S3ClientConfig): S3Client {
  const client = new S3Client(config);
  client.middlewareStack.add((next) => next, {
    name: 'retryMiddleware',
    step: 'finalizeRequest',
    priority: 'high',
    override: true,
  });
  return client;
}

export function connectS3(settings: S3Settings, deps: S3Deps): S3Connection {
  const closing = new AbortController();
  let serverDate: Date | undefined;
  const client = createClient({
    ...clientConfig(settings, deps),
    region: settings.region ?? once(() => findRegion(settings, deps, closing.signal)),
    credentials: deps.credentials,
  });
  reusePayloadHash(client);
  watchHeaders(client, (headers) => {
    const date = new Date(headers['date'] ?? '');
    if (!Number.isNaN(date.getTime())) serverDate = date;
  });
  const close = (): void => {
    closing.abort();
    client.destroy();
  };
  return { settings, client, emit: deps.emit, serverDate: () => serverDate, close };
}

/**
 * Hosts of AWS itself, which take the bucket in the host name: https://docs.aws.amazon.com/general/latest/gr/s3.html
 */
const AWS_HOST = /(^|\.)(amazonaws\.(com|com\.cn|eu)|api\.aws)$/i;

/** Servers other than AWS seldom have a DNS name for each bucket, so path style is their default. */
function isForeign(endpointUrl: string | undefined): boolean {
  return endpointUrl !== undefined && !AWS_HOST.test(new URL(endpointUrl).hostname);
}

function clientConfig(settings: S3Settings, deps: S3Deps): S3ClientConfig {
  return {
    requestHandler: deps.requestHandler,
    forcePathStyle: settings.forcePathStyle ?? isForeign(settings.endpointUrl),
    ...(settings.useFips === undefined ? {} : { useFipsEndpoint: settings.useFips }),
    ...(settings.endpointUrl === undefined ? {} : { endpoint: settings.endpointUrl }),
    // Every object is verified by SHA-256 above this layer: an additional CRC would hash each body twice, and the
    // checksum of a whole object, sent by some servers with a part of it, would fail a good answer.
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
    // With "Expect: 100-continue" the SDK opens a new connection for each large PUT.
    expectContinueHeader: false,
  };
}

/**
 * The region of the bucket, from the header that S3 adds to any answer about it, refusals included. The request is not
 * signed, so it needs no permission. Servers other than AWS often say nothing: us-east-1 is what they expect.
 * Buckets of AWS China and GovCloud are unknown there: for those the region must be given.
 */
async function findRegion(settings: S3Settings, deps: S3Deps, signal: AbortSignal): Promise<string> {
  const client = createClient({
    ...clientConfig(settings, deps),
    region: FIRST_REGION,
    credentials: { accessKeyId: 'anonymous', secretAccessKey: 'anonymous' },
    signer: { sign: async (request) => request },
  });
  let region: string | undefined;
  watchHeaders(client, (headers) => (region = headers['x-amz-bucket-region'] ?? region));
  const ask = async (): Promise<void> => {
    try {
      await client.send(new HeadBucketCommand({ Bucket: settings.bucket }), { abortSignal: signal });
    } catch (error) {
      const status = shapeOf(error).$metadata?.httpStatusCode;
      region ??= regionNamedBy(error);
      // Any answer will do; only getting none is a failure here.
      if (region === undefined && (status === undefined || isTransient(error))) throw error;
    }
  };
  try {
    await withRetries(ask, {
      policy: settings.retry ?? DEFAULT_RETRY,
      what: 'HeadBucket',
      emit: deps.emit,
      signal,
    });
  } catch (error) {
    throw explainS3Error(error, { operation: 'HeadBucket', ...settings });
  }
  return region ?? FIRST_REGION;
}

type Headers = Record<string, string | undefined>;

/** Shows the headers of every answer; `low` priority is next to the wire, before errors are made of answers. */
function watchHeaders(client: S3Client, watch: (headers: Headers) => void): void {
  client.middlewareStack.add(
    (next) => async (args) => {
      const result = await next(args);
      watch((result.response as { headers?: Headers }).headers ?? {});
      return result;
    },
    { step: 'deserialize', priority: 'low', name: 'holdfastWatchHeaders' },
  );
}

/** The signature covers the body's SHA-256, which a PUT carries as its checksum already: the body is hashed once. */
function reusePayloadHash(client: S3Client): void {
  client.middlewareStack.add(
    (next) => async (args) => {
      const { headers } = args.request as { headers: Headers };
      const checksum = headers['x-amz-checksum-sha256'];
      if (checksum !== undefined) headers['x-amz-content-sha256'] = Buffer.from(checksum, 'base64').toString('hex');
      return next(args);
    },
    { step: 'build', name: 'holdfastReusePayloadHash' },
  );
}
