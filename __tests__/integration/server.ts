/** The real server of the integration tests, from the environment; `tools/rgw.sh start` prints these lines. */
export interface TestServer {
  /** `rgw`, or another name in the conformance suite's table of differences. */
  readonly name: string;
  readonly endpoint: string;
  readonly region: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly kmsKeyId: string;
}

export function testServer(env: NodeJS.ProcessEnv = process.env): TestServer {
  const endpoint = env['HOLDFAST_TEST_ENDPOINT'];
  const accessKeyId = env['AWS_ACCESS_KEY_ID'];
  const secretAccessKey = env['AWS_SECRET_ACCESS_KEY'];
  if (!endpoint || !accessKeyId || !secretAccessKey) {
    throw new Error('integration tests need HOLDFAST_TEST_ENDPOINT, AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY');
  }
  return {
    name: env['HOLDFAST_TEST_SERVER'] ?? 'rgw',
    endpoint,
    region: env['AWS_REGION'] ?? 'us-east-1',
    accessKeyId,
    secretAccessKey,
    kmsKeyId: env['HOLDFAST_TEST_KMS_KEY'] ?? 'testkey-1',
  };
}
