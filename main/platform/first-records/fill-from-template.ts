import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { Parser, type ReadEntry } from 'tar';
import { normalPath } from '../page-store/file-tree.ts';
import type { PageStore } from '../page-store/page-store.ts';

/** The template as tar: a migrated, empty data directory. Rejects when the file is cut short. */
export async function readTemplate(templateFile: string): Promise<Uint8Array> {
  return promisify(gunzip)(await readFile(templateFile));
}

/** Fills an empty store with a data directory as tar; nothing is committed. Throws when it is not whole. */
export function fillFromTemplate({ filesystem, tree }: PageStore, archive: Uint8Array): void {
  let filesLeft = 0;
  const parser = new Parser({
    onwarn: refuseDamage,
    onReadEntry: (entry) => {
      const path = normalPath(entry.path);
      if (entry.type === 'Directory') {
        if (path !== '/') filesystem.mkdir(path);
        return entry.resume();
      }
      filesLeft += 1;
      whenRead(entry, (content) => {
        filesystem.writeFile(path, content);
        filesLeft -= 1;
      });
    },
  });
  parser.end(Buffer.from(archive.buffer, archive.byteOffset, archive.byteLength));
  const isWhole = ['/PG_VERSION', '/global/pg_control'].every((path) => tree.find(path));
  if (filesLeft > 0 || !isWhole)
    throw new Error('The template cannot be unpacked: it is not whole');
}

/** An entry of an archive in memory is read before the next one begins. */
function whenRead(entry: ReadEntry, take: (content: Buffer) => void): void {
  const pieces: Buffer[] = [];
  entry.on('data', (piece: Buffer) => pieces.push(piece));
  entry.on('end', () => take(Buffer.concat(pieces)));
}

/** PGlite writes absolute paths, whose leading slash is cut; any other warning means a bad archive. */
function refuseDamage(code: string, message: string | Error): void {
  if (code !== 'TAR_ENTRY_INFO')
    throw new Error(`The template cannot be unpacked: ${code}`, { cause: message });
}
