import yauzl from 'yauzl';

/** @returns every name and content of a ZIP, unpacked and joined: what a search over its bytes must see. */
export function unzipAll(bytes: Buffer): Promise<string> {
  return new Promise((resolve, reject) => {
    const parts: Buffer[] = [];
    yauzl.fromBuffer(bytes, { lazyEntries: true }, (error, zip) => {
      if (error) return reject(error);
      zip.on('end', () => resolve(Buffer.concat(parts).toString('utf8')));
      zip.on('error', reject);
      zip.on('entry', (entry: yauzl.Entry) => {
        parts.push(Buffer.from(`${entry.fileName}\n${entry.fileComment}\n`));
        zip.openReadStream(entry, (failed, stream) => {
          if (failed) return reject(failed);
          stream.on('data', (chunk: Buffer) => parts.push(chunk));
          stream.on('end', () => zip.readEntry());
        });
      });
      zip.readEntry();
    });
  });
}
