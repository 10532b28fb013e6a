import { existsSync } from 'node:fs';
import { open, readdir, rm, writeFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { flushFolder } from '../durable-files.ts';
import { PAGE_BYTES } from '../page-store/page-files.ts';
import type { PageStore } from '../page-store/page-store.ts';

/** Says in a plain folder that a store holds all of it, so that it may go once that store has opened. */
const MOVED = 'moved-into-records.store';
const PIECE_BYTES = 64 * PAGE_BYTES;

type Entry = { readonly path: string; readonly place: string; readonly isFolder: boolean };
type OnMoved = (doneBytes: number) => void;

/** Everything below a folder, folders before what is in them; `place` is its path in the store. */
async function entriesOf(folder: string): Promise<readonly Entry[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .map((entry) => {
      const path = join(entry.parentPath, entry.name);
      const place = `/${relative(folder, path).replaceAll(sep, '/')}`;
      return { path, place, isFolder: entry.isDirectory() };
    })
    .filter(({ place }) => place !== `/${MOVED}`)
    .toSorted((one, other) => (one.place < other.place ? -1 : 1));
}

/** Copies a plain data directory into an empty store and commits it. */
export async function copyPlainFolder(
  folder: string,
  { filesystem, tree, pages }: PageStore,
  onMoved: OnMoved,
): Promise<void> {
  let doneBytes = 0;
  for (const { path, place, isFolder } of await entriesOf(folder)) {
    if (isFolder) {
      filesystem.mkdir(place);
      continue;
    }
    filesystem.writeFile(place, '');
    await eachPiece(path, (piece, position) => {
      pages.write(tree.at(place), piece, position);
      doneBytes += piece.length;
      onMoved(doneBytes);
    });
  }
  pages.commit();
}

/** Throws unless the store holds exactly what the folder holds, name for name and byte for byte. */
export async function comparePlainFolder(
  folder: string,
  { tree, pages }: PageStore,
  onCompared: OnMoved,
): Promise<void> {
  const differs = (): never => {
    throw new Error('The records were not moved as they are; the old ones stay in their place');
  };
  const entries = await entriesOf(folder);
  if ([...tree.all()].length !== entries.length + 1) differs();
  let doneBytes = 0;
  for (const { path, place, isFolder } of entries) {
    const node = tree.find(place) ?? differs();
    if (isFolder) continue;
    let size = 0;
    await eachPiece(path, (piece, position) => {
      const stored = Buffer.alloc(piece.length);
      pages.read(node, stored, position);
      if (!stored.equals(piece)) differs();
      size += piece.length;
      doneBytes += piece.length;
      onCompared(doneBytes);
    });
    if (node.size !== size) differs();
  }
}

async function eachPiece(
  path: string,
  take: (piece: Buffer, position: number) => void,
): Promise<void> {
  const file = await open(path, 'r');
  try {
    const buffer = Buffer.alloc(PIECE_BYTES);
    for (let position = 0; ; ) {
      const { bytesRead } = await file.read(buffer, 0, PIECE_BYTES, position);
      if (bytesRead === 0) return;
      take(buffer.subarray(0, bytesRead), position);
      position += bytesRead;
    }
  } finally {
    await file.close();
  }
}

/** From now on the folder counts as moved, once there are records. */
export async function markMoved(folder: string): Promise<void> {
  await writeFile(join(folder, MOVED), '');
  await flushFolder(folder);
}

/** True for a folder that a store holds all of and that is still there. */
export function isMovedFolder(folder: string): boolean {
  return existsSync(join(folder, MOVED));
}

/** Removes a folder that was moved; one that nobody moved stays. To be called when the records are open. */
export async function removeMovedFolder(folder: string): Promise<void> {
  if (!isMovedFolder(folder)) return;
  // The mark goes last, so that a removal that was cut off goes on.
  for (const name of await readdir(folder))
    if (name !== MOVED) await rm(join(folder, name), { recursive: true, force: true });
  await rm(folder, { recursive: true, force: true });
}
