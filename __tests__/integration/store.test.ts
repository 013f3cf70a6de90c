import { storeSuite } from '../support/store-suite.ts';

/** A variable that the integration tests need; see docs/development.md. */
function given(name: string): string {
  const value = process.env[name];
  if (value === undefined || value === '') throw new Error(`integration tests need ${name}`);
  return value;
}

storeSuite(async () => ({
  endpointUrl: given('HOLDFAST_TEST_ENDPOINT'),
  region: process.env['AWS_REGION'] ?? 'us-east-1',
  credentials: { accessKeyId: given('AWS_ACCESS_KEY_ID'), secretAccessKey: given('AWS_SECRET_ACCESS_KEY') },
}));
