import { allow, startDouble, type Double } from '../../tools/double/double.ts';
import { Issuer } from '../../tools/double/oidc.ts';
import { conformance } from './conformance/run.ts';
import { freshKey } from './conformance/suite.ts';

const SUBJECT = 'repo:octo-org/octo-repo:ref:refs/heads/main';
let double: Double | undefined;

afterAll(() => double?.close());

conformance('double', freshKey('conformance'), async (bucket) => {
  const started = await startDouble();
  double = started;
  const roleArn = started.addRole({
    name: 'conformance',
    trustPolicy: started.trustPolicy(SUBJECT),
    policies: [allow(['s3:GetObject', 's3:PutObject'], `arn:aws:s3:::${bucket}/in/*`)],
  });
  started.addKmsKey('conformance-key');
  const forger = new Issuer(started.endpoint, started.clock);
  const { endpoint, region, accessKeyId, secretAccessKey } = started;
  return {
    server: 'double',
    endpoint,
    region,
    credentials: { accessKeyId, secretAccessKey },
    kmsKeyId: 'conformance-key',
    roles: {
      roleArn,
      subject: SUBJECT,
      audience: 'sts.amazonaws.com',
      otherAudience: 'sts.amazonaws.com.cn',
      token: (claims) => Promise.resolve(started.token(claims)),
      forgedToken: () => Promise.resolve(forger.token('sts.amazonaws.com')),
    },
  };
});
