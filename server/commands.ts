import type { Pool } from './database.ts';
import { migrateCentral } from './migrate.ts';
import { beginEpoch, createSite, listSites, noteBackup } from './sites.ts';
import { siteMigrations } from './start-server.ts';

/** A command that the operator did not give as it must be. */
export class UsageError extends Error {
  override name = 'UsageError';
}

export const USAGE = `npm run server                               run this node
npm run server -- create-site NAME           make a site; prints the code for its first device
npm run server -- sites                      list the sites
npm run server -- restore-done SITE          after a restore, before devices come: begin a new epoch
npm run server -- backed-up SITE SEQ         a verified backup holds the log up to SEQ`;

/** Runs one of the operator's commands; returns what it says. `args` begins with the command's name. */
export async function runCommand(pool: Pool, args: readonly string[]): Promise<string> {
  const [name, first, second] = args;
  await migrateCentral(pool);
  if (name === 'create-site') {
    if (!first || first.length > 200) throw new UsageError('Give the site a name.');
    const made = await createSite(pool, await siteMigrations(), first);
    return `site ${made.siteId}\ncode ${made.code}\nThe code is for one device and 24 hours.`;
  }
  if (name === 'sites') {
    const sites = await listSites(pool);
    return sites.map((site) => `${site.id}  ${site.name}`).join('\n') || 'There are no sites.';
  }
  if (name === 'restore-done') {
    const { epoch, head } = await beginEpoch(pool, siteIdOf(first));
    return `epoch ${epoch} begins behind place ${head}`;
  }
  if (name === 'backed-up') {
    const seq = Number(second);
    if (!second || !Number.isSafeInteger(seq) || seq < 0) throw new UsageError('Give the place.');
    return `backed up to place ${await noteBackup(pool, siteIdOf(first), seq)}`;
  }
  throw new UsageError(`There is no command ${name ?? ''}.`);
}

function siteIdOf(text: string | undefined): string {
  if (!text || !/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text))
    throw new UsageError('Give the id of a site; `sites` lists them.');
  return text.toLowerCase();
}
