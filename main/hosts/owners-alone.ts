import { chmod, lstat, mkdir } from 'node:fs/promises';

type Kind = 'file' | 'folder' | 'socket';

/**
 * True when what stands at a path is of that kind, is no link, belongs to this process's user and opens
 * to nobody else. Windows has no such modes: there the folder's inherited rights decide.
 */
export async function isOwnersAlone(path: string, kind: Kind): Promise<boolean> {
  const found = await lstat(path).catch(() => null);
  if (found === null) return false;
  const isKind = {
    file: found.isFile(),
    folder: found.isDirectory(),
    socket: found.isSocket(),
  }[kind];
  if (process.platform === 'win32') return isKind;
  return isKind && found.uid === process.geteuid?.() && (found.mode & 0o077) === 0;
}

/** Something stands where only the owner's own may. The message names no path: it goes into the log. */
export class NotOwnersAlone extends Error {
  override name = 'NotOwnersAlone';
}

/** Makes a folder for its owner alone, or takes the owner's own that is there. Throws NotOwnersAlone. */
export async function makeOwnersFolder(path: string): Promise<void> {
  await mkdir(path, { mode: 0o700 }).catch((error: unknown) => {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  });
  if (await isOwnersAlone(path, 'folder')) return;
  const found = await lstat(path);
  // A copy of the data folder may have lost its modes; a link or another's folder is not touched.
  if (found.isDirectory() && found.uid === process.geteuid?.()) await chmod(path, 0o700);
  await expectOwnersAlone(path, 'folder');
}

/** Throws NotOwnersAlone. */
export async function expectOwnersAlone(path: string, kind: Kind): Promise<void> {
  if (!(await isOwnersAlone(path, kind)))
    throw new NotOwnersAlone(`The ${kind} is not its owner's alone`);
}
