import { countingStore } from '../../src/store/counting.ts';
import { faultyStore, Killed } from '../support/faulty-store.ts';
import { memoryStore } from '../support/memory-store.ts';

const BODY = Buffer.from('body');

test('countingStore counts requests by verb and bytes both ways, failures included', async () => {
  const { store, traffic } = countingStore(memoryStore(undefined, 1).store);
  await store.putNew('v1/a', BODY);
  await store.putNew('v1/b', BODY);
  await store.get('v1/a', { offset: 1, length: 2 });
  await expect(store.get('v1/none')).rejects.toMatchObject({ code: 'object-not-found' });
  await store.head('v1/a');
  for await (const page of store.list('v1/')) expect(page.objects).toHaveLength(1);
  expect(traffic()).toEqual({
    requests: { putNew: 2, get: 2, head: 1, list: 2, listVersions: 0, markDeleted: 0 },
    uploadedBytes: 8,
    downloadedBytes: 2,
  });
});

test('faultyStore strikes the calls that its rules name, and no others', async () => {
  const { store: inner, objects } = memoryStore();
  const store = faultyStore(inner, [
    { verb: 'putNew', key: /lost/, times: 1, fault: 'lost-answer' },
    { verb: 'putNew', key: /killed/, fault: 'killed' },
    { verb: 'putNew', key: /busy/, fault: 'unavailable' },
    { verb: 'get', key: /lost/, after: 1, times: 1, fault: 'wrong-bytes' },
    { verb: 'get', key: /stall/, fault: 'stall' },
    { verb: 'list', fault: 'denied' },
  ]);
  await expect(store.putNew('lost', BODY)).resolves.toMatchObject({ created: false });
  await expect(store.putNew('killed', BODY)).rejects.toThrow(Killed);
  await expect(store.putNew('busy', BODY)).rejects.toMatchObject({ code: 'slow-down' });
  expect([...objects.keys()]).toEqual(['lost', 'killed']);
  const reads = [await store.get('lost'), await store.get('lost'), await store.get('lost')];
  expect(reads.map(({ body }) => body.equals(BODY))).toEqual([true, false, true]);
  await expect(store.get('stall', { signal: AbortSignal.timeout(10) })).rejects.toMatchObject({ name: 'TimeoutError' });
  await expect(store.list('v1/')[Symbol.asyncIterator]().next()).rejects.toMatchObject({ code: 'access-denied' });
});
