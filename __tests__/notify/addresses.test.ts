/** Where heartbeats and notifications may go. */
import fc from 'fast-check';
import { guardedLookup, mayReach, type Resolve } from '../../src/notify/addresses.ts';

const PUBLIC = ['8.8.8.8', '2606:4700::6810:85e5', '64:ff9b::808:808', '::ffff:8.8.8.8'];
const PRIVATE = [
  '10.1.2.3',
  '172.16.0.1',
  '192.168.1.10',
  '127.0.0.1',
  '100.64.0.1',
  '::1',
  'fd00::1',
  '::ffff:127.0.0.1',
  '::ffff:10.0.0.1',
  '64:ff9b::a00:1',
];
/** Credentials of a cloud among them. */
const NEVER = [
  '168.63.129.16',
  '::ffff:168.63.129.16',
  '100.100.100.200',
  'fd00:ec2::254',
  'fd00:ec2::23',
  'fd20:ce::254',
  '::a00:1',
  '::2',
  '4000::1',
  '64:ff9b::1:a00:1',
  '::ffff:0:0:a00:1',
  '169.254.169.254',
  'fe80::1',
  '0.0.0.0',
  '::',
  '224.0.0.1',
  'ff02::1',
  '255.255.255.255',
  '2001:db8::1',
];

test.each(PUBLIC)('%s is public', (address) => {
  expect([mayReach(address, false), mayReach(address, true)]).toEqual([true, true]);
});

test.each(PRIVATE)('%s is reached only where private networks are asked for', (address) => {
  expect([mayReach(address, false), mayReach(address, true)]).toEqual([false, true]);
});

test.each([...NEVER, '64:ff9b::a9fe:a9fe', 'localhost', ''])('"%s" is never reached', (address) => {
  expect([mayReach(address, false), mayReach(address, true)]).toEqual([false, false]);
});

test('an IPv4 address is judged the same however IPv6 writes it', () => {
  fc.assert(
    fc.property(fc.ipV4(), fc.boolean(), (address, allowPrivate) => {
      const hex = address.split('.').map((part) => Number(part).toString(16).padStart(2, '0'));
      const tail = `${hex[0] ?? ''}${hex[1] ?? ''}:${hex[2] ?? ''}${hex[3] ?? ''}`;
      for (const written of [`::ffff:${address}`, `::ffff:${tail}`, `64:ff9b::${tail}`])
        expect(mayReach(written, allowPrivate)).toBe(mayReach(address, allowPrivate));
    }),
  );
});

function resolving(...addresses: string[]): Resolve {
  return (_, __, callback) =>
    callback(
      null,
      addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
    );
}

function lookUp(resolve: Resolve, all: boolean): Promise<unknown> {
  return new Promise((settle) => {
    guardedLookup(false, resolve)('receiver.example', { all }, (error, found) => settle(error?.message ?? found));
  });
}

test('a name leads only to its public addresses, and to none if all are private', async () => {
  expect(await lookUp(resolving('10.0.0.1', '8.8.8.8', '::1'), true)).toEqual([{ address: '8.8.8.8', family: 4 }]);
  expect(await lookUp(resolving('10.0.0.1', '8.8.8.8'), false)).toBe('8.8.8.8');
  expect(await lookUp(resolving('10.0.0.1', '169.254.169.254'), true)).toBe('the address is not public');
});
