/** Which addresses of the network heartbeats and notifications may go to, looked at when the connection is made. */
import { lookup as systemLookup } from 'node:dns';
import type { LookupAddress, LookupOptions } from 'node:dns';
import type { LookupFunction } from 'node:net';
import ipaddr from 'ipaddr.js';

/** Ranges of a private network, by their names in ipaddr.js. */
const PRIVATE_RANGES: readonly string[] = ['private', 'loopback', 'uniqueLocal', 'carrierGradeNat'];

/** Where clouds hand out credentials outside of the link-local ranges, by `address/bits`. */
const CREDENTIAL_PLACES = [
  '168.63.129.16/32', // Azure
  '100.100.100.200/32', // Alibaba Cloud
  'fd00:ec2::/32', // AWS: instance metadata, Pod Identity of EKS
  'fd20:ce::254/128', // Google Cloud
].map((range) => ipaddr.parseCIDR(range));

/** All that is public in IPv6 lies in it. What is outside is old forms of IPv4 addresses among others. */
const GLOBAL_IPV6 = ipaddr.parseCIDR('2000::/3');

/** The code of the error of a connection that was not made. */
export const REFUSED_ADDRESS = 'ERR_REFUSED_ADDRESS';

/**
 * Public addresses always; those of private networks if they are asked for. Those never where a cloud hands out
 * credentials, as in the link-local ranges: nobody listens for heartbeats there. Every other special range (multicast, reserved) is
 * refused too.
 */
export function mayReach(address: string, allowPrivate: boolean): boolean {
  if (!ipaddr.isValid(address)) return false;
  const judged = withinIpv4(ipaddr.process(address));
  if (CREDENTIAL_PLACES.some((place) => isIn(judged, place))) return false;
  const range = judged.range();
  if (range === 'unicast') return judged.kind() === 'ipv4' || isIn(judged, GLOBAL_IPV6);
  return allowPrivate && PRIVATE_RANGES.includes(range);
}

function isIn(address: ipaddr.IPv4 | ipaddr.IPv6, [base, bits]: [ipaddr.IPv4 | ipaddr.IPv6, number]): boolean {
  return address.kind() === base.kind() && address.match(base, bits);
}

/** What NAT64 makes of an IPv4 address (RFC 6052, 64:ff9b::/96) is judged as that address. */
function withinIpv4(address: ipaddr.IPv4 | ipaddr.IPv6): ipaddr.IPv4 | ipaddr.IPv6 {
  const isNat64 = address.kind() === 'ipv6' && address.toNormalizedString().startsWith('64:ff9b:0:0:0:0:');
  return isNat64 ? ipaddr.fromByteArray(address.toByteArray().slice(-4)) : address;
}

/** The address that a URL names itself; undefined if it has the name of a host. */
export function literalAddress({ hostname }: URL): string | undefined {
  const text = hostname.replace(/^\[(.*)\]$/, '$1');
  return ipaddr.isValid(text) ? text : undefined;
}

/** Looks up names as Node does. */
export type Resolve = (
  hostname: string,
  options: LookupOptions & { all: true },
  callback: (error: NodeJS.ErrnoException | null, addresses: LookupAddress[]) => void,
) => void;

/**
 * For the connection itself, so that a name cannot lead to one address when it is checked and to another when it is used.
 */
export function guardedLookup(allowPrivate: boolean, resolve: Resolve = systemLookup): LookupFunction {
  return (hostname, options, callback) => {
    resolve(hostname, { ...options, all: true }, (error, found) => {
      if (error !== null) return callback(error, '', 0);
      const allowed = found.filter(({ address }) => mayReach(address, allowPrivate));
      const [first] = allowed;
      if (first === undefined) return callback(refusedAddress(), '', 0);
      if (options.all === true) return callback(null, allowed);
      callback(null, first.address, first.family);
    });
  };
}

export function refusedAddress(): NodeJS.ErrnoException {
  return Object.assign(new Error('the address is not public'), { code: REFUSED_ADDRESS });
}
