import { crc32 } from 'node:zlib';

/** Writes a ZIP whose members are stored as they are (APPNOTE 4.3): for readers in this process that take nothing else. */
export function packStored(members: readonly { name: string; content: string }[]): Buffer {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, content } of members) {
    const bytes = Buffer.from(content);
    const local = Buffer.alloc(30);
    local.writeUInt32LE(0x04034b50, 0);
    writeEntry(local, 4, bytes, name);
    parts.push(local, Buffer.from(name), bytes);
    const listed = Buffer.alloc(46);
    listed.writeUInt32LE(0x02014b50, 0);
    listed.writeUInt16LE(20, 4);
    writeEntry(listed, 6, bytes, name);
    listed.writeUInt32LE(offset, 42);
    directory.push(listed, Buffer.from(name));
    offset += local.length + Buffer.byteLength(name) + bytes.length;
  }
  const list = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(members.length, 8);
  end.writeUInt16LE(members.length, 10);
  end.writeUInt32LE(list.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...parts, list, end]);
}

/** What a member's header and its line in the directory have in common. */
function writeEntry(header: Buffer, at: number, bytes: Buffer, name: string): void {
  header.writeUInt16LE(20, at);
  header.writeUInt32LE(crc32(bytes), at + 10);
  header.writeUInt32LE(bytes.length, at + 14);
  header.writeUInt32LE(bytes.length, at + 18);
  header.writeUInt16LE(Buffer.byteLength(name), at + 22);
}
