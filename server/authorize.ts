import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Device } from './devices.ts';
import type { NodeState } from './node-state.ts';
import { Refused } from './refused.ts';

const callers = new WeakMap<FastifyRequest, Device>();
const sitePath = z.object({ site: z.uuid() });
const RETRY_MS = 30_000;

/** Before anything of a request is read: its token must be good, and of the site that its path names. */
export function requireToken(app: FastifyInstance, node: NodeState): void {
  app.addHook('onRequest', async (request) => {
    const token = /^Bearer (\S+)$/i.exec(request.headers.authorization ?? '')?.[1];
    if (!token) throw new Refused({ code: 'unauthorized' });
    if (!node.readiness.isReady)
      throw new Refused({ code: 'unavailable', retryAfterMs: RETRY_MS / 10 });
    const bearer = await node.tokens.verify(token);
    const path = sitePath.safeParse(request.params);
    if (!path.success || path.data.site.toLowerCase() !== bearer.siteId)
      throw new Refused({ code: 'forbidden' });
    const device = await node.devices.find(bearer.deviceId);
    if (!device || device.siteId !== bearer.siteId) throw new Refused({ code: 'unauthorized' });
    if (node.readiness.refusedSites.has(device.siteId))
      throw new Refused({ code: 'unavailable', retryAfterMs: RETRY_MS });
    callers.set(request, device);
  });
}

/** The device that calls; it may be revoked. */
export function anyCaller(request: FastifyRequest): Device {
  const device = callers.get(request);
  if (!device) throw new Refused({ code: 'unauthorized' });
  return device;
}

/** The device that calls; throws `revoked` to one that is. */
export function caller(request: FastifyRequest): Device {
  const device = anyCaller(request);
  if (device.isRevoked) throw new Refused({ code: 'revoked' });
  return device;
}
