/** Which document counts as the answer to a question for a setting. */
import { NodeHttpHandler } from '@smithy/node-http-handler';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { readSettings } from '../../../src/aws/bucket/settings.ts';
import { connectS3 } from '../../../src/aws/s3/client.ts';

const enabled = (root: string): string => `<${root}><Status>Enabled</Status></${root}>`;

test.each([
  ['VersioningConfiguration', 'ok'],
  // As moto names it.
  ['GetBucketVersioningResponse', 'ok'],
  ['ListBucketResult', 'unknown'],
  ['GetBucketAclResponse', 'unknown'],
])('%s as an answer to GetBucketVersioning: %s', async (root, state) => {
  const server = createServer((_, response) => response.end(`<?xml version="1.0"?>${enabled(root)}`));
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const endpointUrl = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
  const connection = connectS3(
    { bucket: 'vault', prefix: '', region: 'us-east-1', endpointUrl, forcePathStyle: true },
    {
      credentials: { accessKeyId: 'AK', secretAccessKey: 'SK' },
      requestHandler: new NodeHttpHandler(),
      emit: () => undefined,
    },
  );
  try {
    const { versioning } = await readSettings(connection, ['versioning']);
    expect(versioning.state).toBe(state);
    if (versioning.state === 'ok') expect(versioning.value.status).toBe('Enabled');
  } finally {
    connection.close();
    server.close();
  }
});
