import { createPublicKey, verify } from 'node:crypto';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { chainAfter } from '../shared/sync/chain.ts';
import { HEADERS, relayReply } from '../shared/sync/wire.ts';
import { asked, askedEpoch, assertProtocol, header } from './asked.ts';
import { anyCaller, caller } from './authorize.ts';
import { malformed, MOST_TRANSACTION_BYTES, readLines } from './body.ts';
import { sha256Hex } from './chain-digest.ts';
import { type Device, noteSeen } from './devices.ts';
import type { NodeState } from './node-state.ts';
import { push } from './push/push.ts';
import { readPush } from './push/read-push.ts';
import { Refused } from './refused.ts';
import { readEntries, relay } from './relay.ts';

const options = { bodyLimit: MOST_TRANSACTION_BYTES };

/** What goes into a site's log. */
export function pushRoutes(app: FastifyInstance, node: NodeState): void {
  app.post('/push', options, async (request) => {
    const device = await authorOf(request, node);
    assertProtocol(request);
    const lines = await linesOf(request);
    const chain = askedChain(request);
    const chainEnd = chainAfter(chain, lines, sha256Hex);
    if (lines.length > 0) assertSigned(request, device.publicKey, chainEnd);
    const wanted = {
      device,
      epoch: askedEpoch(request),
      chain,
      chainEnd,
      changes: readPush(lines),
    };
    const { reply, epoch, fresh } = await node.turns(device.siteId, () => push(node.pool, wanted));
    node.heads.note(device.siteId, { head: reply.head, epoch });
    countPush(node, reply.notApplied, fresh);
    await noteSeen(node.pool, device.id);
    return reply;
  });

  app.post('/relay', options, async (request) => {
    const { siteId } = caller(request);
    assertProtocol(request);
    const entries = readEntries(await linesOf(request));
    const wanted = { siteId, epoch: askedEpoch(request), entries };
    const { epoch, ...reply } = await node.turns(siteId, () => relay(node.pool, wanted));
    node.heads.note(siteId, { head: reply.head, epoch });
    return relayReply.parse(reply);
  });
}

/**
 * Whose changes a push holds: the caller's own, or those of a device of its site that cannot bring them any
 * more. They need that device's signature either way.
 */
async function authorOf(request: FastifyRequest, { devices }: NodeState): Promise<Device> {
  const behalf = header(request, HEADERS.behalf);
  if (behalf === undefined) return anyCaller(request);
  const { siteId } = caller(request);
  const device = await devices.find(asked(z.uuid(), behalf));
  if (device?.siteId !== siteId) throw new Refused({ code: 'notFound' });
  return device;
}

function linesOf(request: FastifyRequest): Promise<readonly string[]> {
  return readLines(request.body, header(request, 'content-encoding'));
}

function askedChain(request: FastifyRequest): string {
  const chain = header(request, HEADERS.chain) ?? '';
  if (!/^([0-9a-f]{64})?$/.test(chain)) throw malformed(`${HEADERS.chain} is no chain`);
  return chain;
}

/** A token that was stolen is not enough to write in a device's name. */
function assertSigned(request: FastifyRequest, publicKey: string, chainEnd: string): void {
  const signature = Buffer.from(header(request, HEADERS.signature) ?? '', 'base64url');
  const key = createPublicKey({
    key: { kty: 'OKP', crv: 'Ed25519', x: publicKey },
    format: 'jwk',
  });
  if (!verify(null, Buffer.from(chainEnd), key, signature))
    throw new Refused({ code: 'unauthorized' });
}

type Exceptions = readonly (readonly [number, 'merged' | 'held' | 'quarantined' | 'waiting'])[];

function countPush({ metrics }: NodeState, exceptions: Exceptions, fresh: number): void {
  metrics.pushed(fresh);
  if (fresh === 0) return;
  for (const [, outcome] of exceptions) metrics.decided(outcome, 1);
  metrics.decided('applied', Math.max(0, fresh - exceptions.length));
}
