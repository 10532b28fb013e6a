import { randomUUID } from 'node:crypto';
import { cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type * as Database from '../main/platform/database.ts';
import type * as Migrate from '../main/platform/migrate.ts';
import type * as Upgrade from '../main/sync/after-upgrade.ts';
import type * as Another from '../main/sync/become-another.ts';
import type * as Capture from '../main/sync/capture.ts';
import type * as Fetch from '../main/sync/first-fetch.ts';
import type * as House from '../main/sync/housekeeping.ts';
import type * as Meet from '../main/sync/meet.ts';
import type * as Pull from '../main/sync/pull.ts';
import type * as Push from '../main/sync/push.ts';
import type * as Asking from '../main/sync/server-client.ts';
import type * as Sql from '../main/sync/sql.ts';
import type * as Codes from '../server/codes.ts';
import type * as Config from '../server/config.ts';
import type * as ServerDigest from '../server/digest.ts';
import type * as Sites from '../server/sites.ts';
import type * as Start from '../server/start-server.ts';
import type * as SiteDigest from '../shared/sync/site-digest.ts';
import { templateArchive } from '../tools/template.ts';
import { TEST_MIGRATIONS } from './sync-release-migrations.ts';

const root = join(import.meta.dirname, '..');
const SOURCES = ['shared', 'main', 'server', 'migrations', 'tsconfig.json'];

/** What devices and servers of one release run. */
export type Release = Awaited<ReturnType<typeof loadRelease>> & {
  /** An empty database of the release that this program is. */
  readonly archive: Uint8Array;
};

async function loadRelease(folder: string) {
  const from = async <Module>(path: string): Promise<Module> => import(join(folder, path));
  return {
    migrations: join(folder, 'migrations'),
    database: await from<typeof Database>('main/platform/database.ts'),
    migrate: await from<typeof Migrate>('main/platform/migrate.ts'),
    push: await from<typeof Push>('main/sync/push.ts'),
    pull: await from<typeof Pull>('main/sync/pull.ts'),
    fetch: await from<typeof Fetch>('main/sync/first-fetch.ts'),
    meet: await from<typeof Meet>('main/sync/meet.ts'),
    capture: await from<typeof Capture>('main/sync/capture.ts'),
    another: await from<typeof Another>('main/sync/become-another.ts'),
    house: await from<typeof House>('main/sync/housekeeping.ts'),
    upgrade: await from<typeof Upgrade>('main/sync/after-upgrade.ts'),
    client: await from<typeof Asking>('main/sync/server-client.ts'),
    sql: await from<typeof Sql>('main/sync/sql.ts'),
    digest: await from<typeof SiteDigest>('shared/sync/site-digest.ts'),
    config: await from<typeof Config>('server/config.ts'),
    start: await from<typeof Start>('server/start-server.ts'),
    sites: await from<typeof Sites>('server/sites.ts'),
    codes: await from<typeof Codes>('server/codes.ts'),
    serverDigest: await from<typeof ServerDigest>('server/digest.ts'),
  };
}

/** This program as it is. */
export async function thisRelease(): Promise<Release> {
  return { ...(await loadRelease(root)), archive: await templateArchive() };
}

/** This program as it would be with the first so many test migrations: its sources, whole, in a folder. */
async function writeRelease(folder: string, later: number): Promise<void> {
  const skipped = /\.test\.tsx?$|\/node_modules(\/|$)/;
  await mkdir(folder, { recursive: true });
  for (const name of SOURCES)
    await cp(join(root, name), join(folder, name), {
      recursive: true,
      filter: (path) => !skipped.test(path),
    });
  const entities = join(folder, 'shared/sync/entities.ts');
  let source = await readFile(entities, 'utf8');
  for (const { name, sql, travelling = [] } of TEST_MIGRATIONS.slice(0, later)) {
    await writeFile(join(folder, 'migrations', name), sql);
    const added = travelling.map((each) => `  entity('${each}', 'guarded'),\n`).join('');
    source = source.replace("  entity('record_amendments'", `${added}  entity('record_amendments'`);
  }
  await writeFile(entities, source);
}

/** Five releases, each a migration ahead of the one before. */
export async function makeReleases() {
  // Below the project, so that its packages are found.
  const folder = join(root, '.cache', `releases-${randomUUID()}`);
  const archive = await templateArchive();
  const releases: Release[] = [];
  for (let later = 0; later <= TEST_MIGRATIONS.length; later += 1) {
    const own = join(folder, `r${later}`);
    await writeRelease(own, later);
    releases.push({ ...(await loadRelease(own)), archive });
  }
  return {
    at: (later: number): Release => {
      const release = releases[later];
      if (!release) throw new Error('There is no such release');
      return release;
    },
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}
