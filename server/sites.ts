import { randomUUID } from 'node:crypto';
import type { Migration } from '../shared/base/migration-plan.ts';
import { TRAVELLING } from '../shared/sync/entities.ts';
import { createCode } from './codes.ts';
import { inSite, type Pool } from './database.ts';
import { migrateSite } from './migrate.ts';

export type Site = { readonly id: string; readonly name: string };

/** A site's log as it stands. */
export type SiteHead = { readonly head: number; readonly epoch: number; readonly maxStamp: string };

/** All sites, oldest first. */
export async function listSites(pool: Pool): Promise<readonly Site[]> {
  const { rows } = await pool.query<Site>(
    'SELECT id, name FROM caretrail.sites ORDER BY created_at, id',
  );
  return rows;
}

/** Makes a site with an empty schema, and the code with which its first device enrols. */
export async function createSite(
  pool: Pool,
  migrations: readonly Migration[],
  name: string,
): Promise<{ readonly siteId: string; readonly code: string }> {
  const siteId = randomUUID();
  await migrateSite(pool, siteId, migrations);
  await inSite(pool, { siteId, isolation: 'write' }, async (client) => {
    await client.query('INSERT INTO sync_site DEFAULT VALUES');
    // What migrations brought comes with the first device's records, as that one has it.
    await client.query("SET LOCAL caretrail.applying = 'on'");
    const statements = TRAVELLING.toReversed().map((table) => `DELETE FROM ${table.name}`);
    await client.query(statements.join('; '));
    await client.query('INSERT INTO caretrail.sites (id, name) VALUES ($1, $2)', [siteId, name]);
  });
  const { code } = await createCode(pool, siteId, null);
  return { siteId, code };
}

/**
 * To be called when a site came out of a backup, before any device reaches it: what devices hold beyond
 * its log is then brought back by them. The new epoch is greater than any before, also than one that a
 * later backup than this one had begun: minutes go into it.
 */
export function beginEpoch(pool: Pool, siteId: string): Promise<SiteHead> {
  return inSite(pool, { siteId, isolation: 'write' }, async (client) => {
    const minutes = Math.floor((Date.now() - Date.UTC(2026, 0)) / 60_000);
    const { rows } = await client.query<SiteHead>(
      `UPDATE sync_site SET epoch = greatest(epoch + 1, $1)
       RETURNING head, epoch, max_stamp::TEXT AS "maxStamp"`,
      [minutes],
    );
    const [site] = rows;
    if (!site) throw new Error('The site has no head');
    await client.query(
      'INSERT INTO sync_epochs (epoch, base_seq, began_at) VALUES ($1, $2, now())',
      [site.epoch, site.head + 1],
    );
    await client.query(
      `UPDATE caretrail.sites SET durable_seq = least(durable_seq, $2) WHERE id = $1`,
      [siteId, site.head],
    );
    return site;
  });
}

/** Notes that a verified backup holds the log up to `seq`; returns what is noted now. */
export async function noteBackup(pool: Pool, siteId: string, seq: number): Promise<number> {
  const { rows } = await pool.query<{ durable: number }>(
    `UPDATE caretrail.sites SET durable_seq = greatest(durable_seq, $2) WHERE id = $1
     RETURNING durable_seq AS durable`,
    [siteId, seq],
  );
  const [row] = rows;
  if (!row) throw new Error('There is no such site');
  return row.durable;
}

/** The head of a site's log, in whatever transaction `client` has open there. */
export async function readHead(
  client: { query: Pool['query'] },
  lock: '' | 'FOR UPDATE' = '',
): Promise<SiteHead> {
  const { rows } = await client.query<SiteHead>(
    `SELECT head, epoch, max_stamp::TEXT AS "maxStamp" FROM sync_site ${lock}`,
  );
  const [site] = rows;
  if (!site) throw new Error('The site has no head');
  return site;
}
