import { unreadableKind } from '../../../src/vault/read/damage.ts';
import { createHash } from 'node:crypto';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import { createS3Store } from '../../../src/aws/s3/store.ts';
import type { S3Settings } from '../../../src/aws/s3/client.ts';
import type { Store } from '../../../src/store/store.ts';
import { cutBody, hangUp, reply, s3Error, stall, startScriptedServer, xml } from '../../support/scripted-server.ts';
import type { ScriptedServer } from '../../support/scripted-server.ts';

let server: ScriptedServer;
beforeAll(async () => {
  server = await startScriptedServer();
});
afterAll(() => server.close());

function storeWith(changes: Partial<S3Settings> = {}): Store {
  const settings: S3Settings = {
    bucket: 'vault',
    prefix: 'team/x',
    region: 'us-east-1',
    endpointUrl: server.endpointUrl,
    forcePathStyle: true,
    retry: { attempts: 3, baseMs: 1 },
    ...changes,
  };
  return createS3Store(settings, {
    credentials: { accessKeyId: 'AK', secretAccessKey: 'SK' },
    requestHandler: new NodeHttpHandler(),
    emit: () => undefined,
  });
}

const created = reply(200, { etag: '"e"', 'x-amz-version-id': 'v1' });
const BYTES = Buffer.from('0123456789');
const part = (from: number, to: number, total = BYTES.length): Record<string, string> => ({
  'content-range': `bytes ${from}-${to}/${total}`,
});

test.each([
  ['http://localhost:9000', undefined, '/vault/team/x/v1/a'],
  ['https://10.0.0.1', undefined, '/vault/team/x/v1/a'],
  ['https://s3.example.com', undefined, '/vault/team/x/v1/a'],
  ['https://s3.example.com', false, '/team/x/v1/a'],
  ['https://s3.eu-west-1.amazonaws.com', undefined, '/team/x/v1/a'],
  [undefined, undefined, '/team/x/v1/a'],
  [undefined, true, '/vault/team/x/v1/a'],
])(
  'the bucket is in the path for endpoint %s with force-path-style %s: %s',
  async (endpointUrl, forcePathStyle, path) => {
    let seen: string | undefined;
    const store = createS3Store(
      {
        bucket: 'vault',
        prefix: 'team/x',
        region: 'us-east-1',
        endpointUrl,
        forcePathStyle,
        retry: { attempts: 1, baseMs: 1 },
      },
      {
        credentials: { accessKeyId: 'AK', secretAccessKey: 'SK' },
        requestHandler: {
          handle: (request: { readonly path: string }) => {
            seen = request.path;
            return Promise.reject(new Error('seen'));
          },
        },
        emit: () => undefined,
      },
    );
    await expect(store.head('v1/a')).rejects.toThrow();
    expect(seen).toBe(path);
  },
);

describe('putNew', () => {
  test('sends one conditional PUT with its checksum, hashed once', async () => {
    server.script(created);
    const sha256 = createHash('sha256').update(BYTES).digest();
    const result = await storeWith({ expectedBucketOwner: '111122223333' }).putNew('v1/a', BYTES, {
      sha256,
      storageClass: 'STANDARD_IA',
    });
    expect(result).toEqual({ created: true, etag: '"e"', versionId: 'v1' });
    expect(server.requests).toHaveLength(1);
    const [request] = server.requests;
    expect(request).toMatchObject({ method: 'PUT', url: '/vault/team/x/v1/a?x-id=PutObject', body: BYTES });
    expect(request?.headers).toMatchObject({
      'if-none-match': '*',
      'content-length': '10',
      'x-amz-checksum-sha256': sha256.toString('base64'),
      'x-amz-sdk-checksum-algorithm': 'SHA256',
      'x-amz-content-sha256': sha256.toString('hex'),
      'x-amz-storage-class': 'STANDARD_IA',
      'x-amz-expected-bucket-owner': '111122223333',
    });
    expect(request?.headers).not.toHaveProperty('expect');
    expect(request?.headers).not.toHaveProperty('x-amz-server-side-encryption');
  });

  test('does not hash the body again: a digest of other bytes goes out as given', async () => {
    server.script(created);
    await storeWith().putNew('v1/a', BYTES, { sha256: Buffer.alloc(32, 7) });
    expect(server.requests[0]?.headers['x-amz-content-sha256']).toBe('07'.repeat(32));
  });

  test('asks for the encryption that was set', async () => {
    server.script(created);
    await storeWith({ encryption: { mode: 'aws:kms', kmsKeyId: 'key-1' } }).putNew('v1/a', BYTES);
    expect(server.requests[0]?.headers).toMatchObject({
      'x-amz-server-side-encryption': 'aws:kms',
      'x-amz-server-side-encryption-aws-kms-key-id': 'key-1',
    });
  });

  test('412 means that the key is taken', async () => {
    server.script(s3Error(412, 'PreconditionFailed'));
    await expect(storeWith().putNew('v1/a', BYTES)).resolves.toMatchObject({ created: false });
    expect(server.requests).toHaveLength(1);
  });

  test('a lost answer is tried again, and its 412 reported as taken', async () => {
    server.script(hangUp, s3Error(412, 'PreconditionFailed'));
    await expect(storeWith().putNew('v1/a', BYTES)).resolves.toMatchObject({ created: false });
    expect(server.requests).toHaveLength(2);
  });

  test.each([
    ['409', s3Error(409, 'ConditionalRequestConflict')],
    ['503', s3Error(503, 'SlowDown')],
    ['500', s3Error(500, 'InternalError')],
  ])('%s is tried again', async (_, answer) => {
    server.script(answer, created);
    await expect(storeWith().putNew('v1/a', BYTES)).resolves.toMatchObject({ created: true });
  });

  test('a refusal is not tried again', async () => {
    server.script(s3Error(403, 'AccessDenied', 'no'));
    await expect(storeWith().putNew('v1/a', BYTES)).rejects.toMatchObject({
      code: 'access-denied',
      message: expect.stringContaining('s3:PutObject') as string,
    });
    expect(server.requests).toHaveLength(1);
  });

  test('gives up after the tries allowed, and says so', async () => {
    server.script(s3Error(503, 'SlowDown'));
    await expect(storeWith().putNew('v1/a', BYTES)).rejects.toMatchObject({ code: 'slow-down' });
    expect(server.requests).toHaveLength(3);
  });
});

describe('get', () => {
  test('a whole object', async () => {
    server.script(reply(200, { etag: '"e"', 'x-amz-version-id': 'v' }, BYTES));
    const result = await storeWith().get('v1/a');
    expect(result).toMatchObject({ body: BYTES, objectBytes: 10, etag: '"e"', versionId: 'v' });
    expect(server.requests[0]?.headers.range).toBeUndefined();
  });

  test('a range, whatever checksum of the whole object comes with it', async () => {
    const headers = { ...part(2, 4), 'x-amz-checksum-crc32': 'AAAAAA==', 'x-amz-checksum-type': 'FULL_OBJECT' };
    server.script(reply(206, headers, BYTES.subarray(2, 5)));
    const result = await storeWith().get('v1/a', { offset: 2, length: 3 });
    expect(result).toMatchObject({ body: BYTES.subarray(2, 5), objectBytes: 10 });
    expect(server.requests[0]?.headers.range).toBe('bytes=2-4');
  });

  test('up to n bytes of a shorter object', async () => {
    server.script(reply(206, part(0, 9), BYTES));
    await expect(storeWith().get('v1/a', { length: 100, upTo: true })).resolves.toMatchObject({ body: BYTES });
  });

  test('up to n bytes of an empty object', async () => {
    server.script(s3Error(416, 'InvalidRange'));
    const result = await storeWith().get('v1/a', { length: 100, upTo: true });
    expect(result).toMatchObject({ objectBytes: 0, body: Buffer.alloc(0) });
  });

  test.each([
    ['is shorter than the range', reply(206, part(0, 9), BYTES), { length: 20 }],
    ['ends before the range', s3Error(416, 'InvalidRange'), { offset: 50, length: 20 }],
  ])('an object that %s is truncated, at the first try', async (_, answer, options) => {
    server.script(answer);
    await expect(storeWith().get('v1/a', options)).rejects.toMatchObject({ code: 'object-truncated' });
    expect(server.requests).toHaveLength(1);
  });

  test('a body that breaks off is read again', async () => {
    server.script(cutBody(206, part(0, 9), BYTES, 4), reply(206, part(0, 9), BYTES));
    await expect(storeWith().get('v1/a', { length: 10 })).resolves.toMatchObject({ body: BYTES });
    expect(server.requests).toHaveLength(2);
  });

  test.each([
    ['breaks off each time', cutBody(206, part(0, 9), BYTES, 4)],
    ['holds less than its Content-Range says', reply(206, part(0, 9), BYTES.subarray(0, 5))],
    ['holds more than its Content-Range says', reply(206, part(0, 9), Buffer.concat([BYTES, BYTES]))],
  ])('a body that %s says nothing of the object', async (_, answer) => {
    server.script(answer);
    const error: unknown = await storeWith()
      .get('v1/a', { length: 10 })
      .catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: 'answer-cut-off' });
    expect(unreadableKind(error)).toBeUndefined();
    expect(server.requests).toHaveLength(3);
  });

  test.each([
    ['begins elsewhere', reply(206, part(3, 9), BYTES.subarray(3)), 'bytes 3 to 9 of 10 came, and bytes 0 to 5'],
    ['is longer', reply(206, part(0, 9), BYTES), 'bytes 0 to 9 of 10 came, and bytes 0 to 5'],
    ['is shorter', reply(206, part(0, 3), BYTES.subarray(0, 4)), 'bytes 0 to 3 of 10 came, and bytes 0 to 5'],
    ['is the whole object', reply(200, {}, BYTES), 'bytes 0 to 9 of 10 came, and bytes 0 to 5'],
  ])(
    'an answer that %s than the range that was asked for: what came is said, after every try',
    async (_, answer, said) => {
      server.script(answer);
      const error: unknown = await storeWith()
        .get('v1/a', { length: 6 })
        .catch((thrown: unknown) => thrown);
      expect(error).toMatchObject({ code: 'wrong-range', why: expect.stringContaining(said) as string });
      expect(unreadableKind(error)).toBeUndefined();
      expect(server.requests).toHaveLength(3);
    },
  );

  test('an object larger than anything in a vault is not read', async () => {
    server.script(
      (response) => void response.writeHead(200, { 'content-length': String(65 * 1024 * 1024) }).write('x'),
    );
    await expect(storeWith().get('v1/a')).rejects.toMatchObject({ code: 'object-too-large' });
  });

  test('a missing key, and a VersionId that is malformed or a delete marker', async () => {
    server.script(s3Error(404, 'NoSuchKey'), s3Error(400, 'InvalidArgument'), s3Error(405, 'MethodNotAllowed'));
    await expect(storeWith().get('v1/a')).rejects.toMatchObject({ code: 'object-not-found' });
    await expect(storeWith().get('v1/a', { versionId: 'x' })).rejects.toMatchObject({ code: 'object-not-found' });
    await expect(storeWith().get('v1/a', { versionId: 'y' })).rejects.toMatchObject({ code: 'object-not-found' });
  });

  test('a 403 is never "not found"', async () => {
    server.script(s3Error(403, 'AccessDenied'));
    await expect(storeWith({ expectedBucketOwner: '111122223333' }).get('v1/a')).rejects.toMatchObject({
      code: 'access-denied',
      message: expect.stringContaining('s3:GetObject') as string,
      why: expect.stringMatching(/s3:ListBucket.*expected-bucket-owner/) as string,
    });
  });
});

describe('head', () => {
  test('reads size, checksum and encryption', async () => {
    const sha256 = createHash('sha256').update(BYTES).digest();
    server.script(
      reply(200, {
        'content-length': '10',
        'x-amz-checksum-sha256': sha256.toString('base64'),
        'x-amz-server-side-encryption': 'AES256',
        'x-amz-storage-class': 'STANDARD_IA',
      }),
    );
    await expect(storeWith().head('v1/a')).resolves.toMatchObject({
      sizeBytes: 10,
      sha256,
      serverSideEncryption: 'AES256',
      storageClass: 'STANDARD_IA',
    });
    expect(server.requests[0]?.headers['x-amz-checksum-mode']).toBe('ENABLED');
  });

  test('404 is undefined, 403 an error', async () => {
    server.script(reply(404), reply(403));
    await expect(storeWith().head('v1/a')).resolves.toBeUndefined();
    await expect(storeWith().head('v1/a')).rejects.toMatchObject({ code: 'access-denied' });
  });
});

describe('list', () => {
  const object = (key: string): string =>
    `<Contents><Key>${key}</Key><Size>3</Size><ETag>"e"</ETag><LastModified>2026-01-02T03:04:05.000Z</LastModified></Contents>`;
  const page = (inner: string): ReturnType<typeof xml> =>
    xml(`<ListBucketResult><EncodingType>url</EncodingType>${inner}</ListBucketResult>`);

  test('pages, decoded keys relative to the vault, common prefixes', async () => {
    server.script(
      page(
        `<IsTruncated>true</IsTruncated><NextContinuationToken>t</NextContinuationToken>${object('team/x/v1/a+b%2Bc%C3%BC')}`,
      ),
      page('<IsTruncated>false</IsTruncated><CommonPrefixes><Prefix>team/x/v1/d/</Prefix></CommonPrefixes>'),
    );
    const pages = await collect(storeWith().list('v1/', { startAfter: 'v1/a', delimiter: '/' }));
    expect(pages).toEqual([
      {
        objects: [
          {
            key: 'v1/a b+cü',
            sizeBytes: 3,
            etag: '"e"',
            lastModified: new Date('2026-01-02T03:04:05Z'),
            storageClass: undefined,
          },
        ],
        prefixes: [],
      },
      { objects: [], prefixes: ['v1/d/'] },
    ]);
    const [first, second] = server.requests.map(({ url }) => new URL(url, 'http://x').searchParams);
    expect(Object.fromEntries(first ?? [])).toMatchObject({
      prefix: 'team/x/v1/',
      'start-after': 'team/x/v1/a',
      delimiter: '/',
    });
    expect(second?.get('continuation-token')).toBe('t');
  });

  test.each([
    ['a key outside the prefix', page(`<IsTruncated>false</IsTruncated>${object('other/v1/a')}`)],
    ['a key that is not URL-encoded', page(`<IsTruncated>false</IsTruncated>${object('team/x/%E0%A4%A')}`)],
    ['a page of HTML', reply(200, { 'content-type': 'text/html' }, '<html><body>Sign in</body></html>')],
    ['no token for the next page', page('<IsTruncated>true</IsTruncated>')],
  ])('an answer with %s is refused', async (_, answer) => {
    server.script(answer);
    await expect(collect(storeWith().list('v1/'))).rejects.toMatchObject({ code: 'bad-s3-answer' });
  });

  test('versions and delete markers, over pages', async () => {
    const row = (tag: string, id: string): string =>
      `<${tag}><Key>team/x/v1/a</Key><VersionId>${id}</VersionId><IsLatest>true</IsLatest><LastModified>2026-01-02T03:04:05.000Z</LastModified>${tag === 'Version' ? '<Size>3</Size>' : ''}</${tag}>`;
    server.script(
      xml(
        `<ListVersionsResult><IsTruncated>true</IsTruncated><NextKeyMarker>team/x/v1/a</NextKeyMarker><NextVersionIdMarker>m1</NextVersionIdMarker>${row('DeleteMarker', 'm1')}</ListVersionsResult>`,
      ),
      xml(`<ListVersionsResult><IsTruncated>false</IsTruncated>${row('Version', 'v1')}</ListVersionsResult>`),
    );
    const rows = (await collect(storeWith().listVersions('v1/'))).flat();
    expect(rows).toMatchObject([
      { key: 'v1/a', versionId: 'm1', isDeleteMarker: true, sizeBytes: 0 },
      { key: 'v1/a', versionId: 'v1', isDeleteMarker: false, sizeBytes: 3 },
    ]);
    const next = new URL(server.requests[1]?.url ?? '', 'http://x').searchParams;
    expect([next.get('key-marker'), next.get('version-id-marker')]).toEqual(['team/x/v1/a', 'm1']);
  });
});

describe('connection', () => {
  test('the server clock comes from every answer, errors included', async () => {
    const store = storeWith();
    expect(store.serverDate()).toBeUndefined();
    server.script(reply(404, { date: 'Mon, 23 Nov 2026 01:02:03 GMT' }));
    await store.head('v1/a');
    expect(store.serverDate()).toEqual(new Date('2026-11-23T01:02:03Z'));
  });

  test('an abort ends a stalled request at once, with its reason', async () => {
    server.script(stall);
    const reason = new Error('cancelled');
    await expect(storeWith().get('v1/a', { signal: abortedAfter(30, reason) })).rejects.toBe(reason);
  });

  test('an abort ends a stalled body and a pause between tries', async () => {
    const reason = new Error('cancelled');
    server.script((response) => void response.writeHead(200, { 'content-length': '10' }).write('01'));
    await expect(storeWith().get('v1/a', { signal: abortedAfter(30, reason) })).rejects.toBe(reason);
    server.script(s3Error(503, 'SlowDown'));
    const patient = storeWith({ retry: { attempts: 3, baseMs: 60_000 } });
    await expect(patient.get('v1/a', { signal: abortedAfter(30, reason) })).rejects.toBe(reason);
  });

  test('an abort ends a look-up of the region, also with many requests waiting for it', async () => {
    const reason = new Error('cancelled');
    server.script(stall);
    const store = storeWith({ region: undefined });
    const signal = abortedAfter(30, reason);
    const results = await Promise.allSettled(Array.from({ length: 20 }, () => store.get('v1/a', { signal })));
    expect(new Set(results.map((result) => result.status === 'rejected' && (result.reason as unknown)))).toEqual(
      new Set([reason]),
    );
  });

  test('a region that was not given is found by an unsigned HEAD, also if that is refused', async () => {
    server.script(reply(403, { 'x-amz-bucket-region': 'eu-west-1' }), reply(200, {}, BYTES));
    await storeWith({ region: undefined }).get('v1/a');
    const [head, get] = server.requests;
    expect(head).toMatchObject({ method: 'HEAD', url: '/vault/' });
    expect(head?.headers.authorization).toBeUndefined();
    expect(get?.headers.authorization).toContain('/eu-west-1/s3/');
  });

  test('a wrong region names both', async () => {
    server.script(s3Error(301, 'PermanentRedirect', '', { 'x-amz-bucket-region': 'eu-west-1' }));
    await expect(storeWith().get('v1/a')).rejects.toMatchObject({
      code: 'wrong-region',
      message: 'The bucket vault is in eu-west-1, not in us-east-1.',
    });
    server.script(reply(400, { 'x-amz-bucket-region': 'eu-west-1' }));
    await expect(storeWith().head('v1/a')).rejects.toMatchObject({ code: 'wrong-region' });
  });

  test('no server', async () => {
    const store = storeWith({ endpointUrl: 'http://127.0.0.1:1' });
    await expect(store.head('v1/a')).rejects.toMatchObject({ code: 'endpoint-unreachable' });
  });
});

function abortedAfter(ms: number, reason: Error): AbortSignal {
  const controller = new AbortController();
  setTimeout(() => controller.abort(reason), ms);
  return controller.signal;
}

async function collect<T>(pages: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const page of pages) all.push(page);
  return all;
}
