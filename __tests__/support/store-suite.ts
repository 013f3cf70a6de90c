import {
  CreateBucketCommand,
  DeleteObjectCommand,
  PutBucketLifecycleConfigurationCommand,
  PutBucketVersioningCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import { randomBytes } from 'node:crypto';
import { connectS3 } from '../../src/aws/s3/client.ts';
import type { S3Connection, S3Settings } from '../../src/aws/s3/client.ts';
import { checkBucket, probeConditionalWrites, readBackupSettings } from '../../src/aws/provider/preflight.ts';
import { PROBE_KEY } from '../../src/store/probe-object.ts';
import { storeOver } from '../../src/aws/s3/store.ts';
import type { Store } from '../../src/store/store.ts';

/** A server that the suite runs on. */
interface StoreServer {
  readonly endpointUrl: string;
  readonly region: string;
  readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string };
}

/** What Holdfast's store must do on any server; the same on the double and on real ones. */
export function storeSuite(start: () => Promise<StoreServer>): void {
  let server: StoreServer;
  let admin: S3Client;
  const bucket = `holdfast-store-${randomBytes(6).toString('hex')}`;

  const connect = (changes: Partial<S3Settings> = {}, credentials = server.credentials): S3Connection => {
    const { endpointUrl, region } = server;
    const settings = { bucket, prefix: 'team/a b+ü', region, endpointUrl, forcePathStyle: true, ...changes };
    const retry = { attempts: 2, baseMs: 1 };
    return connectS3(
      { retry, ...settings },
      { credentials, requestHandler: new NodeHttpHandler(), emit: () => undefined },
    );
  };
  const open = (changes?: Partial<S3Settings>, credentials?: StoreServer['credentials']): Store =>
    storeOver(connect(changes, credentials));

  beforeAll(async () => {
    server = await start();
    const { endpointUrl: endpoint, region, credentials } = server;
    admin = new S3Client({ endpoint, region, credentials, forcePathStyle: true });
    await admin.send(new CreateBucketCommand({ Bucket: bucket }));
    await setVersioning(admin, bucket);
  });
  afterAll(() => admin.destroy());

  test('what is put comes back, whole, in part, and by HEAD', async () => {
    const store = open();
    const body = randomBytes(100_000);
    const put = await store.putNew('v1/packs/one', body);
    expect(put).toMatchObject({ created: true, versionId: expect.any(String) as string });
    expect(await store.get('v1/packs/one')).toMatchObject({ body, objectBytes: 100_000, etag: put.etag });
    expect((await store.get('v1/packs/one', { offset: 500, length: 70_000 })).body).toEqual(body.subarray(500, 70_500));
    expect((await store.get('v1/packs/one', { offset: 99_990 })).body).toEqual(body.subarray(99_990));
    expect((await store.get('v1/packs/one', { length: 200_000, upTo: true })).body).toEqual(body);
    const head = await store.head('v1/packs/one');
    expect(head).toMatchObject({ sizeBytes: 100_000, etag: put.etag, versionId: put.versionId });
    expect(head?.sha256).toHaveLength(32);
    expect(Math.abs((store.serverDate()?.getTime() ?? 0) - (head?.lastModified?.getTime() ?? 0))).toBeLessThan(60_000);
  });

  test('nothing is overwritten; over a delete marker, a PUT succeeds', async () => {
    const store = open();
    expect((await store.putNew('v1/taken', Buffer.from('first'))).created).toBe(true);
    expect((await store.putNew('v1/taken', Buffer.from('second'))).created).toBe(false);
    expect((await store.get('v1/taken')).body.toString()).toBe('first');
    await admin.send(new DeleteObjectCommand({ Bucket: bucket, Key: 'team/a b+ü/v1/taken' }));
    await expect(store.get('v1/taken')).rejects.toMatchObject({ code: 'object-not-found' });
    expect((await store.putNew('v1/taken', Buffer.from('third'))).created).toBe(true);

    const rows = [];
    for await (const page of store.listVersions('v1/taken')) rows.push(...page);
    expect(rows.map((row) => row.isDeleteMarker).sort()).toEqual([false, false, true]);
    const oldest = rows.find((row) => !row.isDeleteMarker && !row.isLatest);
    const old = await store.get('v1/taken', { versionId: oldest?.versionId ?? '' });
    expect(old.body.toString()).toBe('first');
    expect(await store.head('v1/taken', { versionId: 'no-such-version' })).toBeUndefined();
  });

  test('bytes that do not fit their digest are refused', async () => {
    const put = open().putNew('v1/damaged', Buffer.from('these'), { sha256: Buffer.alloc(32, 1) });
    await expect(put).rejects.toMatchObject({ code: 'upload-damaged' });
    expect(await open().head('v1/damaged')).toBeUndefined();
  });

  test('an empty object, and one shorter than asked', async () => {
    const store = open();
    await store.putNew('v1/empty', Buffer.alloc(0));
    expect(await store.get('v1/empty', { length: 65_536, upTo: true })).toMatchObject({ objectBytes: 0 });
    expect((await store.get('v1/empty')).body).toHaveLength(0);
    await expect(store.get('v1/empty', { length: 10 })).rejects.toMatchObject({ code: 'object-truncated' });
  });

  test('lists in the order of bytes, over pages, from a key on, and by folder', async () => {
    const store = open();
    const keys = Array.from({ length: 1003 }, (_, index) => `v1/many/${String(index).padStart(4, '0')}`);
    for (let from = 0; from < keys.length; from += 50) {
      await Promise.all(keys.slice(from, from + 50).map((key) => store.putNew(key, Buffer.from(key))));
    }
    const pages = [];
    for await (const page of store.list('v1/many/', { startAfter: 'v1/many/0000' })) pages.push(page.objects);
    expect(pages.map((page) => page.length)).toEqual([1000, 2]);
    expect(pages.flat().map(({ key }) => key)).toEqual(keys.slice(1));

    for (const name of ['Z', 'a/b', 'a b', 'a+b', 'é', 'a%20b'])
      await store.putNew(`v1/odd/${name}`, Buffer.from(name));
    for await (const page of store.list('v1/odd/', { delimiter: '/' })) {
      expect(page.objects.map(({ key }) => key)).toEqual(
        ['Z', 'a b', 'a%20b', 'a+b', 'é'].map((name) => `v1/odd/${name}`),
      );
      expect(page.prefixes).toEqual(['v1/odd/a/']);
    }
  });

  test('encryption that is asked for is seen on the object', async () => {
    const store = open({ encryption: { mode: 'AES256' } });
    await store.putNew('v1/encrypted', Buffer.from('secret'));
    expect((await store.head('v1/encrypted'))?.serverSideEncryption).toBe('AES256');
    expect((await store.get('v1/encrypted')).body.toString()).toBe('secret');
  });

  test('missing key, missing bucket, wrong keys', async () => {
    await expect(open().get('v1/none')).rejects.toMatchObject({ code: 'object-not-found' });
    expect(await open().head('v1/none')).toBeUndefined();
    const elsewhere = open({ bucket: `${bucket}-none` });
    await expect(elsewhere.get('v1/none')).rejects.toMatchObject({ code: 'bucket-not-found' });
    await expect(readBackupSettings(connect({ bucket: `${bucket}-none` }))).rejects.toMatchObject({
      code: 'bucket-not-found',
    });
    const stranger = open({}, { accessKeyId: 'AKIDNOBODY', secretAccessKey: 'nothing' });
    await expect(stranger.get('v1/none')).rejects.toMatchObject({ code: expect.stringMatching(REFUSED) as string });
    await expect(stranger.head('v1/none')).rejects.toMatchObject({ code: expect.stringMatching(REFUSED) as string });
  });

  test('the probe passes, first and again', async () => {
    const store = open({ prefix: 'probe' });
    expect((await probeConditionalWrites(store)).severity).toBe('ok');
    expect((await probeConditionalWrites(store)).severity).toBe('ok');
    expect((await store.get(PROBE_KEY)).objectBytes).toBeGreaterThan(0);
  });

  test('checks refuse a bucket without versioning and one with a rule that expires', async () => {
    const unsafe = `${bucket}-unsafe`;
    await admin.send(new CreateBucketCommand({ Bucket: unsafe }));
    const check = (): Promise<unknown> => {
      const connection = connect({ bucket: unsafe, encryption: { mode: 'AES256' } });
      return checkBucket(connection, storeOver(connection), { mode: 'enforce' });
    };
    await expect(check()).rejects.toMatchObject({ message: expect.stringContaining('no versioning') as string });
    await setVersioning(admin, unsafe);
    await expect(check()).resolves.toBeDefined();
    const rule = { ID: 'sweep', Status: 'Enabled' as const, Filter: { Prefix: '' }, Expiration: { Days: 90 } };
    const LifecycleConfiguration = { Rules: [rule] };
    await admin.send(new PutBucketLifecycleConfigurationCommand({ Bucket: unsafe, LifecycleConfiguration }));
    await expect(check()).rejects.toMatchObject({ message: expect.stringContaining('"sweep" deletes') as string });
  });
}

/** RGW words an unknown key as a plain refusal. */
const REFUSED = /^(credentials-invalid|access-denied)$/;

async function setVersioning(admin: S3Client, bucket: string): Promise<void> {
  const VersioningConfiguration = { Status: 'Enabled' as const };
  await admin.send(new PutBucketVersioningCommand({ Bucket: bucket, VersioningConfiguration }));
}
