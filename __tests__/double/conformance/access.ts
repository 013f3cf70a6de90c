import { expect } from '@jest/globals';
import { DeleteObjectCommand, GetObjectCommand, ListObjectsV2Command, PutObjectCommand } from '@aws-sdk/client-s3';
import {
  AssumeRoleWithWebIdentityCommand,
  GetCallerIdentityCommand,
  type AssumeRoleWithWebIdentityCommandInput,
} from '@aws-sdk/client-sts';
import { freshKey, refused, textOf, type Check, type Credentials, type Lab } from './suite.ts';

export const ACCESS: readonly Check[] = [
  { name: 'a wrong secret is SignatureDoesNotMatch', run: wrongSecret },
  { name: 'an unknown access key is InvalidAccessKeyId', run: unknownKey },
  { name: 'an anonymous request is 403', run: anonymous },
  { name: 'a request signed an hour ago is RequestTimeTooSkewed', run: skewed },
  { name: 'a request signed for another region is refused', run: otherRegion },
  { name: 'another expected bucket owner is 403', run: otherOwner },
];

export const ROLES: readonly Check[] = [
  { name: 'a good token gives a session that can do what the role may', run: goodToken },
  { name: 'a session can do no more than the role', run: sessionLimits },
  { name: 'a session without its token, or with another, is refused', run: sessionToken },
  { name: 'a session policy narrows the role', run: sessionPolicy },
  { name: 'a session policy that is no policy is refused', run: badSessionPolicy },
  { name: 'a wrong audience is refused', run: (lab) => refusedToken(lab, { aud: 'someone-else' }) },
  {
    name: 'an audience that only the account accepts is refused',
    run: (lab) => refusedToken(lab, { aud: lab.roles().otherAudience }),
  },
  { name: 'a wrong subject is refused', run: (lab) => refusedToken(lab, { sub: 'repo:evil/app:ref:refs/heads/main' }) },
  { name: 'a longer subject is refused', run: (lab) => refusedToken(lab, { sub: `${lab.roles().subject}2` }) },
  { name: 'an unknown issuer is refused', run: (lab) => refusedToken(lab, { iss: 'http://127.0.0.1:1/evil' }) },
  { name: 'an expired token is refused', run: expiredToken },
  { name: 'a token signed with another key is refused', run: forgedToken },
  { name: 'a token without a signature is refused', run: unsignedToken },
  { name: 'a token with changed claims is refused', run: changedToken },
  { name: 'a text that is no token is refused', run: async (lab) => refused(assume(lab, 'not.a.token'), 400, 403) },
  { name: 'a session under 15 minutes is refused', run: shortSession },
  { name: 'GetCallerIdentity names the session', run: callerIdentity },
];

function get(lab: Lab, key: string, credentials: Partial<Credentials> = {}) {
  return lab.client(credentials).send(new GetObjectCommand({ Bucket: lab.bucket, Key: key }));
}

function put(lab: Lab, key: string, credentials: Partial<Credentials> = {}) {
  return lab.client(credentials).send(new PutObjectCommand({ Bucket: lab.bucket, Key: key, Body: 'x' }));
}

async function wrongSecret(lab: Lab): Promise<void> {
  await refused(get(lab, 'x', { secretAccessKey: 'wrong' }), 'SignatureDoesNotMatch');
}

async function unknownKey(lab: Lab): Promise<void> {
  await refused(get(lab, 'x', { accessKeyId: 'AKIANOBODYNOBODYNOBO' }), 'InvalidAccessKeyId');
}

async function anonymous(lab: Lab): Promise<void> {
  const key = freshKey();
  await put(lab, key);
  expect((await fetch(`${lab.target.endpoint}/${lab.bucket}/${key}`)).status).toBe(403);
}

async function skewed(lab: Lab): Promise<void> {
  const client = lab.client({}, { systemClockOffset: -3600 * 1000 });
  await refused(client.send(new GetObjectCommand({ Bucket: lab.bucket, Key: 'x' })), 'RequestTimeTooSkewed');
}

async function otherRegion(lab: Lab): Promise<void> {
  const client = lab.client({}, { region: 'ap-southeast-2' });
  const call = client.send(new ListObjectsV2Command({ Bucket: lab.bucket }));
  await refused(call, 'PermanentRedirect', 'AuthorizationHeaderMalformed');
}

async function otherOwner(lab: Lab): Promise<void> {
  const key = freshKey();
  await put(lab, key);
  const command = new GetObjectCommand({ Bucket: lab.bucket, Key: key, ExpectedBucketOwner: '999999999999' });
  await refused(lab.s3.send(command), 403);
}

function assume(lab: Lab, token: string, more: Partial<AssumeRoleWithWebIdentityCommandInput> = {}) {
  const base = { RoleArn: lab.roles().roleArn, RoleSessionName: 'conformance', DurationSeconds: 900 };
  return lab.sts().send(new AssumeRoleWithWebIdentityCommand({ ...base, WebIdentityToken: token, ...more }));
}

async function session(
  lab: Lab,
  more: Partial<AssumeRoleWithWebIdentityCommandInput> = {},
): Promise<Required<Credentials>> {
  const { Credentials: given } = await assume(lab, await lab.roles().token(), more);
  return {
    accessKeyId: given?.AccessKeyId ?? '',
    secretAccessKey: given?.SecretAccessKey ?? '',
    sessionToken: given?.SessionToken ?? '',
  };
}

async function goodToken(lab: Lab): Promise<void> {
  const credentials = await session(lab);
  const key = `in/${freshKey()}`;
  await put(lab, key, credentials);
  expect(await textOf(await get(lab, key, credentials))).toBe('x');
}

async function sessionLimits(lab: Lab): Promise<void> {
  const credentials = await session(lab);
  const key = `in/${freshKey()}`;
  await put(lab, key, credentials);
  await refused(put(lab, `out/${freshKey()}`, credentials), 'AccessDenied');
  const client = lab.client(credentials);
  await refused(client.send(new ListObjectsV2Command({ Bucket: lab.bucket })), 'AccessDenied');
  await refused(client.send(new DeleteObjectCommand({ Bucket: lab.bucket, Key: key })), 'AccessDenied');
}

async function sessionToken(lab: Lab): Promise<void> {
  const { accessKeyId, secretAccessKey, sessionToken } = await session(lab);
  await refused(get(lab, 'in/x', { accessKeyId, secretAccessKey }), 403, 400);
  const other = `AAAAAAAA${sessionToken.slice(8)}`;
  await refused(get(lab, 'in/x', { accessKeyId, secretAccessKey, sessionToken: other }), 403, 400);
}

async function sessionPolicy(lab: Lab): Promise<void> {
  const Statement = [{ Effect: 'Allow', Action: 's3:GetObject', Resource: `arn:aws:s3:::${lab.bucket}/in/*` }];
  const credentials = await session(lab, { Policy: JSON.stringify({ Version: '2012-10-17', Statement }) });
  const key = `in/${freshKey()}`;
  await put(lab, key);
  expect(await textOf(await get(lab, key, credentials))).toBe('x');
  await refused(put(lab, key, credentials), 'AccessDenied');
}

async function badSessionPolicy(lab: Lab): Promise<void> {
  const token = await lab.roles().token();
  await refused(assume(lab, token, { Policy: '{"Version":"2012-10-17","Statement":[{"Effect":"Perhaps"}]}' }), 400);
}

async function refusedToken(lab: Lab, claims: Readonly<Record<string, unknown>>): Promise<void> {
  await refused(assume(lab, await lab.roles().token(claims)), 400, 403);
}

async function expiredToken(lab: Lab): Promise<void> {
  const past = Math.floor(Date.now() / 1000) - 7200;
  const token = await lab.roles().token({ iat: past, nbf: past, exp: past + 3600 });
  await refused(assume(lab, token), 400, 403);
}

async function forgedToken(lab: Lab): Promise<void> {
  await refused(assume(lab, await lab.roles().forgedToken()), 400, 403);
}

async function unsignedToken(lab: Lab): Promise<void> {
  const [, claims] = (await lab.roles().token()).split('.');
  const header = Buffer.from('{"alg":"none","typ":"JWT"}').toString('base64url');
  await refused(assume(lab, `${header}.${claims}.`), 400, 403);
}

async function changedToken(lab: Lab): Promise<void> {
  const [header, claims = '', signature] = (await lab.roles().token({ sub: 'repo:evil/app' })).split('.');
  const read = JSON.parse(Buffer.from(claims, 'base64url').toString()) as Record<string, unknown>;
  const changed = Buffer.from(JSON.stringify({ ...read, sub: lab.roles().subject })).toString('base64url');
  await refused(assume(lab, `${header}.${changed}.${signature}`), 400, 403);
}

async function shortSession(lab: Lab): Promise<void> {
  await refused(assume(lab, await lab.roles().token(), { DurationSeconds: 60 }), 400);
}

async function callerIdentity(lab: Lab): Promise<void> {
  const { Arn } = await lab.sts(await session(lab)).send(new GetCallerIdentityCommand({}));
  expect(Arn).toMatch(/assumed-role\/.*\/conformance$/);
}
