import { randomBytes } from 'node:crypto';
import { chmod, rm } from 'node:fs/promises';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { dirname } from 'node:path';
import { dataPaths } from '../platform/data-directory.ts';
import type { Core } from '../platform/core.ts';
import {
  forgetAddress,
  isOwnersSocket,
  type LocalAddress,
  makeAddress,
  type ShortPlace,
  tellAddress,
} from './local-address.ts';
import { serveCommandLine } from './local-connection.ts';
import { NotOwnersAlone } from './owners-alone.ts';

export type LocalSocketOptions = Partial<ShortPlace> & {
  readonly core: Core;
  readonly dataDir: string;
  /** Called with a fixed word for each connection that was refused. */
  readonly onRefusal?: (reason: string) => void;
};

export type LocalSocket = {
  readonly address: string;
  readonly close: () => Promise<void>;
};

/** More commands at a time than anybody runs; each may hold a whole message of 64 MiB. */
const MOST_CONNECTIONS = 8;

/**
 * Opens the core to the command line of this user on this computer, and to nobody else. Only for whoever
 * holds the data folder's lock. Rejects with NotOwnersAlone, or with the system's error, where it cannot
 * be kept to its owner; nothing listens then.
 */
export async function startLocalSocket(options: LocalSocketOptions): Promise<LocalSocket> {
  const { core, dataDir, env = process.env } = options;
  const onRefusal = options.onRefusal ?? (() => undefined);
  const local: LocalAddress = {
    address: await makeAddress(dataDir, { env }),
    key: randomBytes(32),
  };
  // What an application that was killed has left is void from here on.
  await forgetAddress(dataDir);
  await removeStale(local.address);
  const connections = new Set<Socket>();
  const server = createServer((connection) => {
    connections.add(connection);
    connection.once('close', () => connections.delete(connection));
    serveCommandLine(connection, { core, local, onRefusal });
  });
  server.maxConnections = MOST_CONNECTIONS;
  server.on('drop', () => onRefusal('connections'));

  async function close(): Promise<void> {
    await forgetAddress(dataDir);
    for (const connection of connections) connection.destroy();
    await new Promise<void>((resolve) => void server.close(() => resolve()));
    await forgetShortFolder(dataDir, local.address);
  }
  try {
    await listen(server, local.address);
    await tellAddress(dataDir, local);
  } catch (error) {
    await close();
    throw error;
  }
  return { address: local.address, close };
}

async function listen(server: Server, address: string): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen({ path: address, exclusive: true }, resolve);
  });
  // A connection that the system could not hand over is one command's loss, not the program's.
  server.on('error', () => undefined);
  if (process.platform === 'win32') return;
  await chmod(address, 0o600);
  if (!(await isOwnersSocket(address)))
    throw new NotOwnersAlone('The socket is not its owner’s alone');
}

/** Takes away the socket of an application that was killed. One that somebody answers at stays. */
async function removeStale(address: string): Promise<void> {
  // A pipe goes with its program.
  if (process.platform === 'win32') return;
  if (await isAnswered(address)) throw new NotOwnersAlone('Another program answers at the socket');
  await rm(address, { force: true });
}

function isAnswered(address: string): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = connect(address);
    probe.once('connect', () => {
      probe.destroy();
      resolve(true);
    });
    // Whoever is too busy to take the probe is there all the same.
    probe.once('error', ({ code = '' }: NodeJS.ErrnoException) =>
      resolve(!['ECONNREFUSED', 'ENOENT'].includes(code)),
    );
  });
}

/** A folder outside the data folder was made for the socket alone. */
async function forgetShortFolder(dataDir: string, address: string): Promise<void> {
  const folder = dirname(address);
  const isOwn = folder === dataPaths(dataDir).commandLine;
  if (isOwn || process.platform === 'win32') return;
  await rm(folder, { recursive: true, force: true }).catch(() => undefined);
}
