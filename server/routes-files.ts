import { createReadStream } from 'node:fs';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { asked } from './asked.ts';
import { anyCaller, caller } from './authorize.ts';
import type { NodeState } from './node-state.ts';
import { Refused } from './refused.ts';
import { spanOf } from './sending.ts';

const filePath = z.object({ sha256: z.string().regex(/^[0-9a-f]{64}$/) });

/** Photos and documents: tus to bring them, GET to fetch what is whole. */
export function fileRoutes(app: FastifyInstance, { files }: NodeState): void {
  // The bytes of an upload go to the file as they come.
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', (_request, _payload, done) => done(null));

  const upload = async (request: FastifyRequest, reply: FastifyReply) => {
    // A revoked device still gives away what it has.
    anyCaller(request);
    reply.hijack();
    for (const [name, value] of Object.entries(reply.getHeaders()))
      if (value !== undefined) reply.raw.setHeader(name, value);
    await files.upload(request.raw, reply.raw);
  };
  const methods = ['POST', 'HEAD', 'PATCH', 'DELETE', 'OPTIONS'];
  app.route({ method: methods, url: '/files', handler: upload });
  app.route({ method: methods, url: '/files/:sha256', handler: upload });

  app.get('/files/:sha256', { exposeHeadRoute: false }, async (request, reply) => {
    const { siteId } = caller(request);
    const { sha256 } = asked(filePath, request.params);
    const found = await files.find(siteId, sha256);
    if (!found) throw new Refused({ code: 'notFound' });
    reply.header('etag', `"${sha256}"`).header('cache-control', 'private, immutable');
    const span = spanOf(request, reply, found.byteLength);
    if (!span) return reply.send();
    reply.type('application/octet-stream').header('content-length', span.to - span.from);
    if (span.to === span.from) return reply.send('');
    return reply.send(createReadStream(found.path, { start: span.from, end: span.to - 1 }));
  });
}
