/** A backup says that its snapshot is there only if the server's own time of it makes it count. */
import { dryRunStore } from '../../../src/store/dry-run.ts';
import type { Store } from '../../../src/store/store.ts';
import { countingStore } from '../../../src/store/counting.ts';
import { workshops, type Workshop } from './workshop.ts';

const newWorkshop = workshops();

/** A server whose answers carry another time than its objects get. */
function skewed({ store, now }: Workshop, seconds: number): Store {
  return { ...store, serverDate: () => new Date(now.getTime() + seconds * 1000) };
}

test.each([600, 2 * 86_400])(
  'a server whose Date is %d seconds ahead of its objects takes no backup',
  async (ahead) => {
    const workshop = newWorkshop();
    workshop.write('file', 'content');
    await expect(workshop.backUpFolder({ store: skewed(workshop, ahead) })).rejects.toMatchObject({
      code: 'time-not-trusted',
    });
  },
);

test('also where nothing but the root is written, and this machine has the right time', async () => {
  const workshop = newWorkshop();
  workshop.write('file', 'content');
  await workshop.backUpFolder();
  workshop.advance(3_600_000);
  await expect(workshop.backUpFolder({ store: skewed(workshop, 600) })).rejects.toMatchObject({
    code: 'time-not-trusted',
  });
});

test('an object that has just been written and is not there', async () => {
  const workshop = newWorkshop();
  workshop.write('file', 'content');
  const store: Store = { ...workshop.store, head: async () => Promise.resolve(undefined) };
  await expect(workshop.backUpFolder({ store })).rejects.toMatchObject({ code: 'object-lost' });
});

test('costs one HEAD, and none where nothing changed and the clocks agree', async () => {
  const workshop = newWorkshop();
  workshop.write('file', 'content');
  const first = countingStore(workshop.store);
  await workshop.backUpFolder({ store: first.store });
  expect(first.traffic().requests.head).toBe(1);
  workshop.advance(60_000);
  const second = countingStore(workshop.store);
  await workshop.backUpFolder({ store: second.store });
  expect(second.traffic().requests.head).toBe(0);
});

test('a dry run, of which nothing is there, ends well', async () => {
  const workshop = newWorkshop();
  workshop.write('file', 'content');
  const outcome = await workshop.backUpFolder({ store: dryRunStore(workshop.store) });
  expect(workshop.keysOf('roots')).toEqual([]);
  workshop.expected.delete(`acme/shop/files ${outcome.id}`);
});
