/** Any number of snapshots that are none, planted by whoever may add objects: what each costs the next backup, and that the series goes on. */
import { rootKey, snapshotId } from '../../../src/vault/format/keys.ts';
import { LIMITS } from '../../../src/base/limits.ts';
import { countingStore } from '../../../src/store/counting.ts';
import type { Store } from '../../../src/store/store.ts';
import { warnings, workshops, type Workshop } from './workshop.ts';
import { noise } from '../../support/bytes.ts';
import { plainHeader, plainRoot } from '../../support/snapshots.ts';
import { SERIES } from '../../support/vault.ts';

const newWorkshop = workshops();
const FLOOD = 100;

async function vault(): Promise<{ readonly workshop: Workshop; readonly id: string }> {
  const workshop = newWorkshop();
  workshop.write('file', noise(5000, 1));
  await workshop.backUpFolder();
  workshop.advance(3_600_000);
  workshop.write('file', noise(5000, 2));
  const { id } = await workshop.backUpFolder();
  workshop.advance(3_600_000);
  return { workshop, id };
}

function plant(workshop: Workshop, id: string, body: Buffer): void {
  workshop.objects.set(rootKey(SERIES, id), { body, lastModified: workshop.now });
  workshop.advance(1_000);
}

/** The next backup: what it built on, its GETs and requests for S3 versions, and how many GETs of roots there were at once. */
async function nextBackup(workshop: Workshop) {
  const counted = countingStore(workshop.store);
  let now = 0;
  let most = 0;
  let mostBytes = 0;
  let bytes = 0;
  const store: Store = {
    ...counted.store,
    async get(key, options) {
      if (!key.startsWith('v1/roots/')) return counted.store.get(key, options);
      const sizeBytes = workshop.objects.get(key)?.body.length ?? 0;
      bytes += sizeBytes;
      most = Math.max(most, ++now);
      mostBytes = Math.max(mostBytes, bytes);
      try {
        // As many as are started before an answer comes.
        await new Promise((resolve) => setImmediate(resolve));
        return await counted.store.get(key, options);
      } finally {
        now--;
        bytes -= sizeBytes;
      }
    },
  };
  const outcome = await workshop.backUpFolder({ store });
  const { get, list, listVersions } = counted.traffic().requests;
  return { parent: outcome.parent, newBytes: outcome.newBytes, get, list, listVersions, most, mostBytes };
}

/** Of a night without a flood: the parent's root, that of the one before it, and the pack that the parent added. */
const GETS = 3;
/** Roots that were read ahead and are behind the parent: all that there are here; fifteen at most. */
const AHEAD = 1;

test('junk under the hash of its bytes costs one request each, sixteen at a time, and six warnings in all', async () => {
  const { workshop, id } = await vault();
  const quiet = await nextBackup((await vault()).workshop);
  for (let i = 0; i < FLOOD; i++) plant(workshop, ...named(workshop, noise(500, i)));
  const { parent, newBytes, get, list, most } = await nextBackup(workshop);
  expect({ parent, newBytes, get, list }).toEqual({
    parent: id,
    newBytes: 0,
    get: GETS + FLOOD + AHEAD,
    list: quiet.list,
  });
  expect(quiet.get).toBe(GETS);
  expect(most).toBe(16);
  expect(warnings(workshop.events)).toEqual(Array<string>(6).fill('unreadable-snapshot'));
});

test('junk under a hash of something else: four requests each, since a snapshot could lie below', async () => {
  const { workshop, id } = await vault();
  for (let i = 0; i < FLOOD; i++) plant(workshop, snapshotId(workshop.now, noise(500, i)), noise(500, FLOOD + i));
  const { parent, newBytes, get, listVersions, most } = await nextBackup(workshop);
  expect({ parent, newBytes, get, listVersions }).toEqual({
    parent: id,
    newBytes: 0,
    get: GETS + 3 * FLOOD + AHEAD,
    listVersions: FLOOD,
  });
  expect(most).toBe(16);
});

test('what is read at once is no more than one root may be', async () => {
  const { workshop, id } = await vault();
  const large = noise(LIMITS.rootMaxBytes / 4, 1);
  for (let i = 0; i < 12; i++) {
    large.writeUInt32LE(i);
    plant(workshop, ...named(workshop, Buffer.from(large)));
  }
  const { parent, mostBytes } = await nextBackup(workshop);
  expect({ parent, mostBytes }).toEqual({ parent: id, mostBytes: LIMITS.rootMaxBytes });
});

test('snapshots of something else, however many, do not end the series: a header each', async () => {
  const { workshop, id } = await vault();
  for (let i = 0; i < FLOOD; i++) {
    const source = { kind: 'files', definition: { root: `/other/${String(i)}` }, identity: {} };
    const { id: planted, bytes } = plainRoot(SERIES, workshop.now, {
      header: plainHeader(SERIES, workshop.now, { source }),
    });
    plant(workshop, planted, bytes);
  }
  const { parent, newBytes, get } = await nextBackup(workshop);
  // The newest planted one and the parent are opened too, and headers are read ahead: sixteen of what is there.
  expect({ parent, newBytes, get }).toEqual({ parent: id, newBytes: 0, get: 1 + (FLOOD - 1) + 2 + GETS });
  expect(warnings(workshop.events)).toEqual(['series-redefined']);
});

function named(workshop: Workshop, body: Buffer): [id: string, body: Buffer] {
  return [snapshotId(workshop.now, body), body];
}
