import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { chmod } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { type EmbeddedPostgres, openEmbedded } from '../../server/embedded-postgres.ts';

/** The servers' PostgreSQL, with fsync, in a folder of its own. */
export type ServerDatabase = {
  readonly url: string;
  /** As `pg_ctl -m immediate stop`, and starts again. */
  readonly crash: () => Promise<void>;
  /** Stops in order, copies the folder, and starts again. */
  readonly backUp: () => Promise<void>;
  /** Crashes, and starts from the copy; `whileStarted` ends before anybody else should come. */
  readonly restore: (whileStarted: () => Promise<void>) => Promise<void>;
  readonly close: () => Promise<void>;
};

type Stop = 'SIGQUIT' | 'SIGINT';

export async function openServerDatabase(folder: string): Promise<ServerDatabase> {
  // PostgreSQL does not run as root, and the user it runs as must get there.
  await chmod(folder, 0o755);
  const home = join(folder, 'postgres');
  const copy = join(folder, 'copy');
  let running: EmbeddedPostgres = await openEmbedded(folder);
  const stop = async (how: Stop): Promise<void> => {
    await stopPostmaster(join(home, 'db/postmaster.pid'), how);
    // What looks after it finds nothing to stop any more.
    await running.close();
  };
  const start = async (): Promise<void> => {
    running = await openEmbedded(folder);
  };
  return {
    url: running.url,
    async crash() {
      await stop('SIGQUIT');
      await start();
    },
    async backUp() {
      await stop('SIGINT');
      execFileSync('rm', ['-rf', copy]);
      execFileSync('cp', ['-a', join(home, 'db'), copy]);
      await start();
    },
    async restore(whileStarted) {
      await stop('SIGQUIT');
      execFileSync('rm', ['-rf', join(home, 'db')]);
      execFileSync('cp', ['-a', copy, join(home, 'db')]);
      await start();
      await whileStarted();
    },
    close: () => running.close(),
  };
}

async function stopPostmaster(pidFile: string, how: Stop): Promise<void> {
  if (!existsSync(pidFile)) return;
  process.kill(Number(readFileSync(pidFile, 'utf8').split('\n')[0]), how);
  while (existsSync(pidFile)) await pause(20);
}
