import type { FastifyInstance } from 'fastify';
import { syncEntity } from '../shared/sync/entities.ts';
import { contentError } from '../shared/sync/fold/sql.ts';
import { readRows, rowsOfBuckets } from '../shared/sync/row-digests.ts';
import {
  digestReply,
  rowDigestsReply,
  rowDigestsRequest,
  rowsReply,
  rowsRequest,
} from '../shared/sync/wire.ts';
import { askedEpoch, askedJson } from './asked.ts';
import { caller } from './authorize.ts';
import { malformed } from './body.ts';
import { type Client, inSite, sqlRunner } from './database.ts';
import { readDigest } from './digest.ts';
import { assertEpoch } from './epoch.ts';
import type { NodeState } from './node-state.ts';
import { readHead } from './sites.ts';

const options = { bodyLimit: 512 * 1024 };

/** By which a device finds out whether its records are the site's: by table, by bucket, and row by row. */
export function digestRoutes(app: FastifyInstance, { pool }: NodeState): void {
  async function inSnapshot<T>(
    of: { readonly siteId: string; readonly epoch: number | null },
    read: (client: Client) => Promise<T>,
  ): Promise<{ readonly seq: number; readonly value: T }> {
    return inSite(pool, { siteId: of.siteId, isolation: 'snapshot' }, async (client) => {
      const { head, epoch } = await readHead(client);
      await assertEpoch(client, epoch, of.epoch);
      return { seq: head, value: await read(client) };
    });
  }

  app.get('/digest', async (request) => {
    const { siteId } = caller(request);
    return digestReply.parse(await readDigest(pool, siteId));
  });

  app.post('/digest/buckets', options, async (request) => {
    const { siteId } = caller(request);
    const { table, buckets } = askedJson(rowDigestsRequest, request.body);
    const entity = syncEntity(table);
    if (!entity) throw malformed('There is no such table');
    const of = { siteId, epoch: askedEpoch(request) };
    const { seq, value } = await inSnapshot(of, (client) =>
      rowsOfBuckets(sqlRunner(client), entity, buckets),
    );
    return rowDigestsReply.parse({ seq, rows: value });
  });

  app.post('/digest/rows', options, async (request) => {
    const { siteId } = caller(request);
    const { rows } = askedJson(rowsRequest, request.body);
    const of = { siteId, epoch: askedEpoch(request) };
    try {
      const { seq, value } = await inSnapshot(of, (client) => readRows(sqlRunner(client), rows));
      return rowsReply.parse({ seq, rows: value });
    } catch (error) {
      // A key that no row of the table could have.
      if (contentError(error) !== null) throw malformed('A key is none of its table');
      throw error;
    }
  });
}
