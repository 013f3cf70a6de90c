import { expect } from '@jest/globals';
import { S3Client, type S3ClientConfig } from '@aws-sdk/client-s3';
import { STSClient } from '@aws-sdk/client-sts';
import { randomBytes } from 'node:crypto';

/** A server under test: any that speaks S3, with a role that its STS hands out for OIDC tokens where it has one. */
export interface Target {
  /** Name in the table of differences. */
  readonly server: string;
  readonly endpoint: string;
  readonly region: string;
  readonly credentials: Credentials;
  /** A key that SSE-KMS can use. */
  readonly kmsKeyId: string;
  readonly roles: Roles | undefined;
}

export interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}

/** A role that trusts one subject and audience, and may read and write `in/` of the bucket; nothing else. */
export interface Roles {
  readonly roleArn: string;
  readonly subject: string;
  readonly audience: string;
  /** An audience that the account accepts, and the role does not. */
  readonly otherAudience: string;
  token(claims?: Readonly<Record<string, unknown>>): Promise<string>;
  /** The same claims, signed with a key that is not the issuer's. */
  forgedToken(): Promise<string>;
}

/** What every check gets: a versioned, encrypted bucket of this run's own, and clients that never retry. */
export interface Lab {
  readonly target: Target;
  readonly s3: S3Client;
  readonly bucket: string;
  client(credentials?: Partial<Credentials>, more?: S3ClientConfig): S3Client;
  sts(credentials?: Credentials): STSClient;
  roles(): Roles;
}

export interface Check {
  readonly name: string;
  readonly run: (lab: Lab) => Promise<void>;
}

const nothing = (): void => undefined;
/** Refusals are meant here: the SDK's warnings about them would only hide others. */
const SILENT = { trace: nothing, debug: nothing, info: nothing, warn: nothing, error: nothing };

export function makeLab(target: Target, bucket: string): Lab {
  const base = { endpoint: target.endpoint, region: target.region, maxAttempts: 1, logger: SILENT };
  const client = (credentials: Partial<Credentials> = {}, more: S3ClientConfig = {}): S3Client =>
    new S3Client({ ...base, forcePathStyle: true, credentials: { ...target.credentials, ...credentials }, ...more });
  return {
    target,
    bucket,
    s3: client(),
    client,
    sts: (credentials = { accessKeyId: 'nobody', secretAccessKey: 'nothing' }) =>
      new STSClient({ ...base, credentials }),
    roles: () => {
      if (target.roles === undefined) throw new Error('this server has no roles');
      return target.roles;
    },
  };
}

/** A key of its own for each check. */
export function freshKey(name = 'key'): string {
  return `${name}-${randomBytes(6).toString('hex')}`;
}

/** Asserts that a call is refused, with this status or error name; gives the error's name and headers. */
export async function refused(call: Promise<unknown>, ...accepted: (string | number)[]): Promise<void> {
  let outcome = 'it was not refused';
  try {
    await call;
  } catch (error) {
    const { name, $metadata } = error as Error & { $metadata?: { httpStatusCode?: number } };
    if ($metadata === undefined) throw error;
    if (accepted.includes(name) || accepted.includes($metadata.httpStatusCode ?? 0)) return;
    outcome = `${name} ${$metadata.httpStatusCode}`;
  }
  expect(outcome).toBe(accepted.join(' or '));
}

export async function bytesOf(answer: { Body?: { transformToByteArray(): Promise<Uint8Array> } }): Promise<Buffer> {
  return Buffer.from((await answer.Body?.transformToByteArray()) ?? []);
}

export async function textOf(answer: { Body?: { transformToByteArray(): Promise<Uint8Array> } }): Promise<string> {
  return (await bytesOf(answer)).toString();
}
