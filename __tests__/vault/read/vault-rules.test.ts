/** Vault documents: what they ask of writers, and that whatever else lies there stops writers and no reader. */
import { formatUtc } from '../../../src/vault/format/keys.ts';
import { readVaultRules, refuseOpen } from '../../../src/vault/read/vault-rules.ts';
import { sha256 } from '../../support/bytes.ts';
import { workshops } from '../backup/workshop.ts';
import { memoryStore } from '../../support/memory-store.ts';

const newWorkshop = workshops();
const UTC = formatUtc(new Date('2026-11-23T01:02:03Z'));

interface Placed {
  readonly key: string;
  readonly body: Buffer;
}

/** Under the key that its bytes belong to. */
function named(body: Buffer): Placed {
  return { key: `v1/vault/${UTC}-${sha256(body).toString('hex').slice(0, 32)}`, body };
}

function asDocument(fields: object): Placed {
  return named(
    Buffer.from(JSON.stringify({ format: 'holdfast-vault/1', features: { required: [] }, sealed: false, ...fields })),
  );
}

async function storeWith(placed: readonly Placed[]) {
  const memory = memoryStore();
  for (const { key, body } of placed) await memory.store.putNew(key, body);
  return memory;
}

async function rulesOf(...placed: readonly Placed[]) {
  return readVaultRules((await storeWith(placed)).store);
}

describe('the documents of a vault', () => {
  test('none: an open vault of version 1', async () => {
    expect(await rulesOf()).toEqual({ isSealed: false });
  });

  test('what any of them asks for is asked for; what is not known of them is ignored', async () => {
    const open = asDocument({ later: [1] });
    const sealed = asDocument({ sealed: true });
    expect(await rulesOf(open)).toEqual({ isSealed: false });
    expect(await rulesOf(open, sealed)).toEqual({ isSealed: true });
    expect(await rulesOf(sealed, open)).toEqual({ isSealed: true });
  });

  test.each([
    ['a feature', asDocument({ features: { required: ['of-tomorrow'] } })],
    ['another format', named(Buffer.from('{"format":"holdfast-vault/2"}'))],
  ])('%s that is not known is a newer format', async (_, document) => {
    await expect(rulesOf(asDocument({}), document)).rejects.toMatchObject({ code: 'newer-format' });
  });

  test.each<[string, Placed]>([
    ['junk', named(Buffer.from('junk'))],
    ['empty', named(Buffer.alloc(0))],
    ['null', named(Buffer.from('null'))],
    ['of the wrong shape', asDocument({ sealed: 'yes' })],
    ['without features', asDocument({ features: [] })],
    ['larger than any may be', asDocument({ more: 'x'.repeat(64 * 1024) })],
    ['under another name', { ...asDocument({}), key: `v1/vault/${UTC}-${'0'.repeat(32)}` }],
    ['under a key that is none', { ...asDocument({}), key: 'v1/vault/readme.txt' }],
    ['under a time that is none', { ...asDocument({}), key: `v1/vault/20260231T010203Z-${'0'.repeat(32)}` }],
  ])('one that is %s is named, with the way out', async (_, document) => {
    await expect(rulesOf(document)).rejects.toMatchObject({
      code: 'corrupt-vault-document',
      message: expect.stringContaining(document.key) as string,
      fix: expect.stringContaining('delete that one object') as string,
    });
  });

  test('what is too large, or too many, is not read', async () => {
    const many = Array.from({ length: 17 }, (_, i) => asDocument({ i }));
    for (const placed of [many, [asDocument({ more: 'x'.repeat(64 * 1024) })]]) {
      const { store } = await storeWith(placed);
      const get = () => Promise.reject(new Error('it was read'));
      await expect(readVaultRules({ ...store, get })).rejects.toMatchObject({ code: 'corrupt-vault-document' });
    }
    await expect(rulesOf(...many.slice(1))).resolves.toEqual({ isSealed: false });
  });

  test('a sealed vault takes nothing in the open', () => {
    expect(() => {
      refuseOpen({ isSealed: true });
    }).toThrow(expect.objectContaining({ code: 'vault-sealed' }) as Error);
    refuseOpen({ isSealed: false });
  });
});

describe('a backup', () => {
  test.each([
    ['newer-format', asDocument({ features: { required: ['of-tomorrow'] } })],
    ['vault-sealed', asDocument({ sealed: true })],
    ['corrupt-vault-document', named(Buffer.from('junk'))],
  ])('ends with %s, with and without a parent, and has written nothing', async (code, { key, body }) => {
    const workshop = newWorkshop();
    workshop.write('a.txt', 'a');
    for (const runs of [0, 1]) {
      if (runs > 0) await workshop.backUpFolder();
      await workshop.store.putNew(key, body);
      const before = [...workshop.objects.keys()];
      workshop.write('a.txt', `changed ${String(runs)}`);
      workshop.advance(60_000);
      await expect(workshop.backUpFolder()).rejects.toMatchObject({ code });
      expect([...workshop.objects.keys()]).toEqual(before);
      workshop.objects.delete(key);
      workshop.advance(60_000);
    }
    await workshop.expectNothingLost();
  });
});
