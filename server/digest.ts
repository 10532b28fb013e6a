import { siteDigest } from '../shared/sync/site-digest.ts';
import type { SiteDigest } from '../shared/sync/wire.ts';
import { inSite, type Pool, sqlRunner } from './database.ts';
import { readHead } from './sites.ts';

/** Sums over the rows of a site's tables, as they stand at one place of its log. */
export function readDigest(pool: Pool, siteId: string): Promise<SiteDigest> {
  return inSite(pool, { siteId, isolation: 'snapshot' }, async (client) => {
    const { head } = await readHead(client);
    return { seq: head, tables: await siteDigest(sqlRunner(client)) };
  });
}
