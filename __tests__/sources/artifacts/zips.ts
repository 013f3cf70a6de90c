import { crc32, deflateRawSync } from 'node:zlib';

/** An entry of a zip, honest or not. Whatever is given replaces what would be right. */
export interface MadeEntry {
  readonly name: string | Buffer;
  readonly content?: string | Buffer;
  readonly isStored?: boolean;
  /** Unix mode with file type. */
  readonly mode?: number;
  readonly flags?: number;
  readonly method?: number;
  readonly crc32?: number;
  readonly sizeBytes?: number;
  /** Points to the local header of another entry, by number. */
  readonly sameAs?: number;
  /** Seconds since 1970. */
  readonly mtime?: number;
}

const UTF8 = 0x800;

/** https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT, written by hand so that it can lie. */
export function makeZip(entries: readonly MadeEntry[]): Buffer {
  const locals: Buffer[] = [];
  const directory: Buffer[] = [];
  const offsets: number[] = [];
  let at = 0;
  for (const entry of entries) {
    const name = Buffer.from(entry.name);
    const content = Buffer.from(entry.content ?? '');
    const data = entry.isStored === true ? content : deflateRawSync(content);
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE(entry.flags ?? UTF8, 2);
    common.writeUInt16LE(entry.method ?? (entry.isStored === true ? 0 : 8), 4);
    common.writeUInt16LE(0, 6);
    common.writeUInt16LE(0x5c21, 8);
    common.writeUInt32LE(entry.crc32 ?? crc32(content), 10);
    common.writeUInt32LE(data.length, 14);
    common.writeUInt32LE(entry.sizeBytes ?? content.length, 18);
    common.writeUInt16LE(name.length, 22);
    const time = timeField(entry.mtime);
    common.writeUInt16LE(time.length, 24);
    const offset = entry.sameAs === undefined ? at : (offsets[entry.sameAs] as number);
    offsets.push(offset);
    if (entry.sameAs === undefined) {
      const local = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), common, name, time, data]);
      locals.push(local);
      at += local.length;
    }
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(((entry.mode ?? 0) << 16) >>> 0, 6);
    tail.writeUInt32LE(offset, 10);
    const madeBy = Buffer.from([0x14, 0x03]);
    directory.push(Buffer.from('PK\x01\x02', 'latin1'), madeBy, common, tail, name, time);
  }
  const listed = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 'latin1');
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(listed.length, 12);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...locals, listed, end]);
}

/** The extra field "UT". */
function timeField(mtime: number | undefined): Buffer {
  if (mtime === undefined) return Buffer.alloc(0);
  const field = Buffer.alloc(9);
  field.write('UT', 'latin1');
  field.writeUInt16LE(5, 2);
  field.writeUInt8(1, 4);
  field.writeInt32LE(mtime, 5);
  return field;
}
