/** One folder or file of a tar archive; `path` is relative and parts are separated by `/`. */
export type TarEntry =
  | { readonly kind: 'folder'; readonly path: string }
  | { readonly kind: 'file'; readonly path: string; readonly bytes: Uint8Array };

const BLOCK_BYTES = 512;

/**
 * The entries of a plain ustar archive, in its order. The bytes are views into the archive. Throws on
 * anything that such an archive of our own does not hold: links, long-name records, paths that lead out.
 */
export function* tarEntries(archive: Uint8Array): Generator<TarEntry> {
  const buffer = Buffer.from(archive.buffer, archive.byteOffset, archive.byteLength);
  for (let at = 0; buffer[at] !== undefined && buffer[at] !== 0; ) {
    const header = buffer.subarray(at, at + BLOCK_BYTES);
    const path = pathIn(header);
    const byteLength = Number.parseInt(textAt(header, 124, 12).trim(), 8);
    const start = at + BLOCK_BYTES;
    const end = start + byteLength;
    if (!(end <= buffer.length)) throw new Error('The archive is cut short');
    switch (textAt(header, 156, 1)) {
      case '5':
        yield { kind: 'folder', path };
        break;
      case '0':
      case '':
        yield { kind: 'file', path, bytes: buffer.subarray(start, end) };
        break;
      default:
        throw new Error(`The archive holds what is neither file nor folder: ${path}`);
    }
    at = start + Math.ceil(byteLength / BLOCK_BYTES) * BLOCK_BYTES;
  }
}

function pathIn(header: Buffer): string {
  const parts = `${textAt(header, 345, 155)}/${textAt(header, 0, 100)}`.split('/');
  if (parts.includes('..')) throw new Error('The archive holds a path that leads out of it');
  return parts.filter((part) => part !== '' && part !== '.').join('/');
}

/** Text of a field that ends at its first NUL. */
function textAt(header: Buffer, start: number, length: number): string {
  const field = header.subarray(start, start + length);
  const end = field.indexOf(0);
  return field.toString('utf8', 0, end === -1 ? length : end);
}
