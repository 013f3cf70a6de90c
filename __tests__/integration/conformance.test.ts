import {
  createOidcProvider,
  createRole,
  deleteOidcProvider,
  deleteRole,
  startMockIssuer,
  trustPolicy,
} from '../../tools/rgw-roles.ts';
import { conformance } from '../double/conformance/run.ts';
import { freshKey } from '../double/conformance/suite.ts';
import { testServer } from './server.ts';

const SUBJECT = 'repo:acme/app:ref:refs/heads/main';
const AUDIENCE = 'sts.amazonaws.com';
const OTHER_AUDIENCE = 'another-application';
const cleanUps: (() => Promise<void>)[] = [];
const server = testServer();

afterAll(async () => {
  for (const cleanUp of cleanUps.reverse()) await cleanUp();
});

conformance(server.name, freshKey('conformance'), async (bucket) => {
  const { endpoint, region, accessKeyId, secretAccessKey, kmsKeyId } = server;
  const issuer = await startMockIssuer();
  cleanUps.push(() => issuer.close());
  const providerArn = await createOidcProvider(server, issuer.url, [AUDIENCE, OTHER_AUDIENCE]);
  cleanUps.push(() => deleteOidcProvider(server, providerArn));
  const Statement = [
    { Effect: 'Allow', Action: ['s3:GetObject', 's3:PutObject'], Resource: `arn:aws:s3:::${bucket}/in/*` },
  ];
  const role = {
    name: bucket,
    trustPolicy: trustPolicy(providerArn, issuer.url, AUDIENCE, SUBJECT),
    policies: [{ Version: '2012-10-17', Statement }],
  };
  const roleArn = await createRole(server, role);
  cleanUps.push(() => deleteRole(server, role));
  return {
    server: server.name,
    endpoint,
    region,
    credentials: { accessKeyId, secretAccessKey },
    kmsKeyId,
    roles: {
      roleArn,
      subject: SUBJECT,
      audience: AUDIENCE,
      otherAudience: OTHER_AUDIENCE,
      token: (claims) => issuer.token(claims),
      forgedToken: () => issuer.forgedToken(),
    },
  };
});
