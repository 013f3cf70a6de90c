import { hash } from 'node:crypto';
import { crc32 } from 'node:zlib';

/** S3's checksum algorithms, by the end of their header name (`x-amz-checksum-...`). */
export const CHECKSUMS = ['crc32', 'crc32c', 'crc64nvme', 'sha1', 'sha256'] as const;
export type ChecksumName = (typeof CHECKSUMS)[number];

/** Base64 of the big-endian value, as S3 writes it. */
export function checksum(name: ChecksumName, body: Buffer): string {
  switch (name) {
    case 'sha1':
    case 'sha256':
      return hash(name, body, 'base64');
    case 'crc32':
      return uint32(crc32(body));
    case 'crc32c':
      return uint32(crc32c(body));
    case 'crc64nvme':
      return crc64nvme(body);
  }
}

function uint32(value: number): string {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value >>> 0);
  return bytes.toString('base64');
}

/** Castagnoli, reflected: RFC 3720, appendix B.4. */
function crc32c(body: Buffer): number {
  const table = Uint32Array.from({ length: 256 }, (_, byte) => {
    let value = byte;
    for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0x82f63b78 : value >>> 1;
    return value;
  });
  let crc = 0xffffffff;
  for (const byte of body) crc = (table[(crc ^ byte) & 0xff] ?? 0) ^ (crc >>> 8);
  return (crc ^ 0xffffffff) >>> 0;
}

/** The NVM Express specification's polynomial, reflected. Slow (big integers), and only used with small bodies. */
function crc64nvme(body: Buffer): string {
  const table = Array.from({ length: 256 }, (_, byte) => {
    let value = BigInt(byte);
    for (let bit = 0; bit < 8; bit++) value = value & 1n ? (value >> 1n) ^ 0x9a6c9329ac4bc9b5n : value >> 1n;
    return value;
  });
  let crc = 0xffffffffffffffffn;
  for (const byte of body) crc = (table[Number((crc ^ BigInt(byte)) & 0xffn)] ?? 0n) ^ (crc >> 8n);
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64BE(crc ^ 0xffffffffffffffffn);
  return bytes.toString('base64');
}
