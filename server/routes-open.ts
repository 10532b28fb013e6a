import { timingSafeEqual } from 'node:crypto';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { enrolReply, enrolRequest, tokenReply, tokenRequest } from '../shared/sync/wire.ts';
import { askedJson } from './asked.ts';
import { isLoopback } from './config.ts';
import { enrol } from './enrolment.ts';
import type { NodeState } from './node-state.ts';
import { createRateLimit } from './rate-limit.ts';
import { Refused } from './refused.ts';

const MINUTE_MS = 60_000;
const JSON_BODY = { bodyLimit: 64 * 1024 };

/** What is answered without a token. */
export function openRoutes(app: FastifyInstance, node: NodeState): void {
  const { pool, config, readiness } = node;
  // Of guesses: whoever is right gets the try back, because a site is one address to the server.
  const enrolments = createRateLimit(20, 10 * MINUTE_MS);
  const tokens = createRateLimit(100, 5 * MINUTE_MS);

  app.post('/v1/enrol', JSON_BODY, async (request) => {
    assertReady(node);
    const giveBack = enrolments.take(request.ip);
    const reply = await enrol(pool, askedJson(enrolRequest, request.body));
    giveBack();
    return enrolReply.parse(reply);
  });

  app.post('/v1/token', JSON_BODY, async (request) => {
    assertReady(node);
    const giveBack = tokens.take(request.ip);
    const { assertion } = askedJson(tokenRequest, request.body);
    const isOurs = (audience: string) => isAudience(audience, config.PUBLIC_URL, request.host);
    const issued = await node.tokens.issue(assertion, isOurs);
    giveBack();
    return tokenReply.parse(issued);
  });

  app.get('/health', async () => ({ isAlive: true }));

  app.get('/ready', async (_request, reply) => {
    const isReady = readiness.isReady && (await answers(node));
    return reply.code(isReady ? 200 : 503).send({ isReady });
  });

  app.get('/metrics', async (request, reply) => {
    if (!mayReadMetrics(request, config.METRICS_TOKEN)) throw new Refused({ code: 'forbidden' });
    return reply.type(node.metrics.contentType).send(await node.metrics.text());
  });
}

function assertReady({ readiness }: NodeState): void {
  if (!readiness.isReady) throw new Refused({ code: 'unavailable', retryAfterMs: 3000 });
}

async function answers({ pool }: NodeState): Promise<boolean> {
  try {
    await pool.query('SELECT 1');
    return true;
  } catch {
    return false;
  }
}

/** Whether an assertion was made for this server, by the URL that devices know or the host they asked. */
function isAudience(audience: string, publicUrl: string | undefined, host: string): boolean {
  if (!URL.canParse(audience)) return false;
  const { origin, host: asked } = new URL(audience);
  return publicUrl === undefined ? asked === host : origin === new URL(publicUrl).origin;
}

function mayReadMetrics(request: FastifyRequest, token: string | undefined): boolean {
  if (token === undefined) return isLoopback(request.ip);
  const given = Buffer.from(/^Bearer (\S+)$/i.exec(request.headers.authorization ?? '')?.[1] ?? '');
  const wanted = Buffer.from(token);
  return given.length === wanted.length && timingSafeEqual(given, wanted);
}
