import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { codeReply, leaseReply, leaseRequest } from '../shared/sync/wire.ts';
import { asked, askedEpoch, askedJson } from './asked.ts';
import { caller } from './authorize.ts';
import { createCode } from './codes.ts';
import { listDevices, revokeDevice } from './devices.ts';
import { leaseNumbers } from './number-leases.ts';
import type { NodeState } from './node-state.ts';

const devicePath = z.object({ id: z.uuid() });

/** What an administrator does at a device: see the site's devices, let one in, and shut one out; and what it needs to bill. */
export function deviceRoutes(app: FastifyInstance, { pool, devices }: NodeState): void {
  app.get('/devices', (request) => listDevices(pool, caller(request).siteId));

  app.post('/devices/:id/revoke', async (request) => {
    const { siteId, id: byDevice } = caller(request);
    const { id: deviceId } = asked(devicePath, request.params);
    await revokeDevice(pool, { siteId, deviceId, byDevice });
    devices.forget(deviceId);
    return {};
  });

  app.post('/numbers', async (request) => {
    const { siteId } = caller(request);
    const asking = { siteId, epoch: askedEpoch(request) };
    return leaseReply.parse(
      await leaseNumbers(pool, { ...asking, request: askedJson(leaseRequest, request.body) }),
    );
  });

  app.post('/codes', async (request) => {
    const { siteId, id } = caller(request);
    return codeReply.parse(await createCode(pool, siteId, id));
  });
}
