import { createHash, randomBytes } from 'node:crypto';
import { readFile, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { dataPaths } from '../platform/data-directory.ts';
import { savePrivately } from '../platform/private-file.ts';
import { parseJson } from './byte-frame.ts';
import {
  expectOwnersAlone,
  isOwnersAlone,
  makeOwnersFolder,
  NotOwnersAlone,
} from './owners-alone.ts';

/** Where a running application listens to the command line, and the key that both prove to hold. */
export type LocalAddress = { readonly address: string; readonly key: Buffer };

/** macOS takes 103 bytes and an end; Linux a few more. */
const MAX_ADDRESS_BYTES = 103;

export type ShortPlace = { readonly env: Readonly<Record<string, string | undefined>> };

/**
 * Makes the place of the socket, in folders for their owner alone: below the data folder, or where its
 * path is too long for a socket, below the system's own folder for such. Throws NotOwnersAlone.
 */
export async function makeAddress(dataDir: string, { env }: ShortPlace): Promise<string> {
  const folder = dataPaths(dataDir).commandLine;
  await makeOwnersFolder(folder);
  const digest = createHash('sha256')
    .update(await realpath(dataDir))
    .digest('hex')
    .slice(0, 16);
  // The name of a pipe can be taken by anyone; nobody can take one that is not known before.
  if (process.platform === 'win32')
    return `\\\\.\\pipe\\caretrail-${digest}-${randomBytes(16).toString('hex')}`;
  const own = join(folder, 'socket');
  if (isShort(own)) return own;
  const short = join(
    env['XDG_RUNTIME_DIR'] || tmpdir(),
    `caretrail-${process.geteuid?.()}-${digest}`,
  );
  await makeOwnersFolder(short);
  const address = join(short, 'socket');
  if (!isShort(address)) throw new NotOwnersAlone('No folder is short enough for a socket');
  return address;
}

function isShort(path: string): boolean {
  return Buffer.byteLength(path) <= MAX_ADDRESS_BYTES;
}

/** Tells whoever may read the data folder's own files, and nobody else, where the application listens. */
export async function tellAddress(dataDir: string, { address, key }: LocalAddress): Promise<void> {
  const path = addressFile(dataDir);
  await savePrivately(path, JSON.stringify({ address, key: key.toString('base64url') }));
  await expectOwnersAlone(path, 'file');
}

export async function forgetAddress(dataDir: string): Promise<void> {
  await rm(addressFile(dataDir), { force: true });
}

const told = z.strictObject({
  address: z.string().min(1).max(256),
  key: z.string().regex(/^[\w-]{43}$/),
});

/**
 * Where the application said that it listens; null where none did. Throws NotOwnersAlone where anybody
 * else could have said it: a key that others know proves nothing.
 */
export async function readAddress(dataDir: string): Promise<LocalAddress | null> {
  const path = addressFile(dataDir);
  const text = await readFile(path, 'utf8').catch(() => null);
  if (text === null) return null;
  await expectOwnersAlone(dirname(path), 'folder');
  await expectOwnersAlone(path, 'file');
  const read = told.safeParse(parseJson(text));
  if (!read.success) return null;
  const { address, key } = read.data;
  return { address, key: Buffer.from(key, 'base64url') };
}

/** False for a socket that anybody but this user can have laid there or can open. */
export async function isOwnersSocket(address: string): Promise<boolean> {
  if (process.platform === 'win32') return true;
  const isFolder = await isOwnersAlone(dirname(address), 'folder');
  return isFolder && (await isOwnersAlone(address, 'socket'));
}

function addressFile(dataDir: string): string {
  return join(dataPaths(dataDir).commandLine, 'address.json');
}
