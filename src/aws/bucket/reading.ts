/** Reads one setting of a bucket: its call, with the answer or the reason for having none. */
import type { S3ClientResolvedConfig, ServiceInputTypes, ServiceOutputTypes } from '@aws-sdk/client-s3';
import type { Command, DeserializeMiddleware } from '@smithy/types';
import type { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { HoldfastError, isNamed } from '../../base/errors.ts';
import { DEFAULT_RETRY, shapeOf, withRetries } from '../../net/retry.ts';
import type { S3Connection } from '../s3/client.ts';
import { explainS3Error, permissionOf } from '../s3/errors.ts';

/** Result of one call: its answer, or the reason for having none. */
export type Reading<T> =
  | { readonly state: 'ok'; readonly value: T }
  /** The provider does not support the call, or its answer does not follow the API. */
  | { readonly state: 'unknown'; readonly reason: string }
  | { readonly state: 'denied'; readonly permission: string };

export function mapReading<T, U>(reading: Reading<T>, map: (value: T) => U): Reading<U> {
  return reading.state === 'ok' ? { state: 'ok', value: map(reading.value) } : reading;
}

interface BucketInput {
  readonly Bucket: string;
  readonly ExpectedBucketOwner: string | undefined;
}

type BucketCommand<Input extends ServiceInputTypes, Output extends ServiceOutputTypes> = new (
  input: BucketInput,
) => Command<ServiceInputTypes, Input, ServiceOutputTypes, Output, S3ClientResolvedConfig>;

/** The call that reads a setting, and what its answer means. */
export interface BucketCall<T> {
  readonly operation: string;
  readonly ask: (client: S3Connection['client'], input: BucketInput, abortSignal: AbortSignal) => Promise<T>;
  /** The error by which S3 reports that it was never set. */
  readonly absentError: string | undefined;
}

/** @param root the element that an answer must be: some servers answer unknown calls with another document */
export function bucketCall<Input extends ServiceInputTypes, Output extends ServiceOutputTypes, T>(
  [operation, root]: readonly [operation: string, root: string],
  command: BucketCommand<Input, Output>,
  valueOf: (answer: Output) => T,
  absentError?: string,
): BucketCall<T> {
  const ask: BucketCall<T>['ask'] = async (client, input, abortSignal) => {
    const call = new command(input);
    // Some servers name an answer after its call, as SOAP does.
    const roots = [root, `${operation}Response`];
    call.middlewareStack.add(requireRoot(roots), { step: 'deserialize', priority: 'low', name: 'holdfastRequireRoot' });
    return valueOf(await client.send(call, { abortSignal }));
  };
  return { operation, ask, absentError };
}

/** A JSON document, and not XML: a bucket's policy. */
export const JSON_OBJECT = '{';

/** Makes a call fail with `not-implemented` if the answer is another document, whatever its status. */
function requireRoot<Input extends object, Output extends object>(
  roots: readonly string[],
): DeserializeMiddleware<Input, Output> {
  return (next) => async (args) => {
    const result = await next(args);
    const response = result.response as { readonly statusCode: number; body?: Readable | Uint8Array };
    if (response.statusCode >= 300 || response.body === undefined) return result;
    const body = response.body instanceof Uint8Array ? response.body : await buffer(response.body);
    const start = startOf(Buffer.from(body).toString());
    if (!roots.includes(start))
      notAnswered(`Its answer is ${start === '' ? 'empty' : `no ${String(roots[0])}, but ${start}`}.`);
    // The SDK reads it from here, since the stream is at its end.
    response.body = body;
    return result;
  };
}

/** Name of a document's root element; for others their first character. */
function startOf(text: string): string {
  const start = text.replace(/^\uFEFF/, '').replace(/^(?:\s|<\?[^]*?\?>|<!--[^]*?-->)*/, '');
  return /^<(?:[\w.-]+:)?([\w.-]+)/.exec(start)?.[1] ?? start.slice(0, 1);
}

export function notAnswered(message: string): never {
  throw new HoldfastError({ code: 'not-implemented', message });
}

/** Errors that say nothing about the bucket's settings, only that this provider has no such call. */
const NOT_SERVED = ['not-implemented', 'object-not-found', 's3-failed'];

/** @param unset the value that stands for a setting that was never set */
export async function readCall<T>(
  connection: S3Connection,
  { operation, ask, absentError }: BucketCall<T>,
  unset: T,
  signal: AbortSignal,
): Promise<Reading<T>> {
  const { client, settings, emit } = connection;
  const input = { Bucket: settings.bucket, ExpectedBucketOwner: settings.expectedBucketOwner };
  const policy = settings.retry ?? DEFAULT_RETRY;
  try {
    const value = await withRetries(() => ask(client, input, signal), { policy, what: operation, emit, signal });
    return { state: 'ok', value };
  } catch (error) {
    signal.throwIfAborted();
    if (absentError !== undefined && isNamed(error, absentError)) return { state: 'ok', value: unset };
    const explained = explainS3Error(error, { ...settings, operation });
    if (!(explained instanceof HoldfastError)) throw explained;
    if (explained.code === 'access-denied') return { state: 'denied', permission: permissionOf(operation) };
    const status = shapeOf(error).$metadata?.httpStatusCode ?? 0;
    // An unsupported call is refused permanently. A failing server has not answered yet.
    if (NOT_SERVED.includes(explained.code) && (status < 500 || status === 501)) {
      return { state: 'unknown', reason: explained.why ?? explained.message };
    }
    throw explained;
  }
}
