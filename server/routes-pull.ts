import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { snapshotReply, waitReply } from '../shared/sync/wire.ts';
import { asked, askedEpoch } from './asked.ts';
import { anyCaller, caller } from './authorize.ts';
import { inSite } from './database.ts';
import { assertEpoch } from './epoch.ts';
import { noteReading } from './given-back.ts';
import { readHello } from './hello.ts';
import { formatEntries, selectPage } from './log.ts';
import type { NodeState } from './node-state.ts';
import { Refused } from './refused.ts';
import { sendLines, spanOf } from './sending.ts';
import { readHead } from './sites.ts';
import { readChunk } from './snapshots.ts';

const place = z.coerce.number().int().min(0).max(Number.MAX_SAFE_INTEGER);
const logQuery = z.object({
  after: place,
  limit: z.coerce.number().int().min(1).max(10_000).default(2000),
});
const segmentPath = z.object({ k: place.max(2 ** 40) });
const waitQuery = z.object({ head: place });
const chunkPath = z.object({ id: z.uuid(), chunk: place.max(2 ** 31 - 1) });

const MOST_WAIT_MS = 50_000;
const FOR_EVER = 'private, max-age=31536000, immutable';

/** How a site stands. */
export function standingRoutes(app: FastifyInstance, node: NodeState): void {
  const { pool } = node;

  app.get('/hello', async (request) => {
    const { siteId, id, isRevoked } = anyCaller(request);
    const hello = await readHello(pool, { siteId, deviceId: id, epoch: askedEpoch(request) });
    if (isRevoked) return hello;
    return { ...hello, snapshotId: await node.snapshots.idFor(siteId, hello.head) };
  });

  app.get('/wait', async (request) => {
    const { siteId } = caller(request);
    const { head } = asked(waitQuery, request.query);
    const epoch = askedEpoch(request);
    const known = await inSite(pool, { siteId, isolation: 'snapshot' }, (client) =>
      readHead(client),
    );
    const isNews = known.head !== head || (epoch !== null && epoch !== known.epoch);
    if (isNews) return waitReply.parse(known);
    return waitReply.parse(
      await node.heads.wait(siteId, { head, epoch: known.epoch }, MOST_WAIT_MS),
    );
  });
}

/** The log of a site. */
export function logRoutes(app: FastifyInstance, node: NodeState): void {
  const { pool } = node;

  app.get('/log', async (request, reply) => {
    const { siteId, id } = caller(request);
    const { after, limit } = asked(logQuery, request.query);
    const epoch = askedEpoch(request);
    const entries = await inSite(pool, { siteId, isolation: 'snapshot' }, async (client) => {
      if (epoch !== null) await assertEpoch(client, (await readHead(client)).epoch, epoch);
      return selectPage(client, after, limit);
    });
    if (epoch !== null) await noteReading(pool, id, epoch);
    node.metrics.pulled(await sendLines(request, reply, formatEntries(entries)));
    return reply;
  });

  app.get('/segments/:k', async (request, reply) => {
    const { siteId } = caller(request);
    const { k } = asked(segmentPath, request.params);
    const { gzipped, etag } = await node.segments({
      siteId,
      place: k,
      epoch: askedEpoch(request),
    });
    reply.header('etag', etag).header('cache-control', FOR_EVER).type('application/x-ndjson');
    if (request.headers['if-none-match'] === etag) return reply.code(304).send();
    node.metrics.pulled(gzipped.length);
    return reply.header('content-encoding', 'gzip').send(gzipped);
  });
}

/** What devices begin from. */
export function snapshotRoutes(app: FastifyInstance, node: NodeState): void {
  app.get('/snapshot', async (request) => {
    const { siteId } = caller(request);
    return snapshotReply.parse(await node.snapshots.manifest(siteId));
  });

  app.get('/snapshot/:id/:chunk', async (request, reply) => {
    const { siteId } = caller(request);
    const { id, chunk } = asked(chunkPath, request.params);
    const found = await readChunk(node.pool, siteId, { snapshotId: id, index: chunk });
    if (!found) throw new Refused({ code: 'notFound' });
    reply
      .header('etag', `"${found.sha256}"`)
      .header('cache-control', FOR_EVER)
      .type('application/gzip');
    const span = spanOf(request, reply, found.content.length);
    if (!span) return reply.send();
    node.metrics.pulled(span.to - span.from);
    return reply.send(found.content.subarray(span.from, span.to));
  });
}
