import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { BlockList, isIP } from 'node:net';
import Fastify, {
  LogController,
  type FastifyInstance,
  type FastifyReply,
  type FastifyServerFactoryHandler,
} from 'fastify';
import { HEADERS, type Refusal } from '../shared/sync/wire.ts';
import { requireToken } from './authorize.ts';
import { tooLarge } from './body.ts';
import { type Config, ConfigRefused, isLoopback } from './config.ts';
import { describeError } from './describe-error.ts';
import type { NodeState } from './node-state.ts';
import { isPassing, Refused } from './refused.ts';
import { auditHeadRoutes } from './routes-audit-heads.ts';
import { deviceRoutes } from './routes-devices.ts';
import { fileStateRoutes } from './routes-file-states.ts';
import { digestRoutes } from './routes-digest.ts';
import { fileRoutes } from './routes-files.ts';
import { openRoutes } from './routes-open.ts';
import { logRoutes, snapshotRoutes, standingRoutes } from './routes-pull.ts';
import { pushRoutes } from './routes-push.ts';

const RETRY_MS = 5000;

/** The HTTP server of a node, with its log; it answers nothing and does not listen yet. */
export function createApp(config: Config): FastifyInstance {
  return Fastify({
    logger: { level: config.LOG_LEVEL, base: null },
    // Addresses hold the ids of people's devices and the digests of their photos.
    logController: new LogController({ disableRequestLogging: true }),
    trustProxy: config.TRUST_PROXY.length > 0 ? config.TRUST_PROXY : false,
    bodyLimit: 64 * 1024,
    exposeHeadRoutes: false,
    forceCloseConnections: 'idle',
    serverFactory: (answer) => listenerFor(config, answer),
  });
}

/** Everything that devices, proxies and operators can ask of a node. */
export function addRoutes(app: FastifyInstance, node: NodeState): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
  watchRequests(app, node);
  answerFailures(app, node);
  openRoutes(app, node);
  app.register(
    async (site) => {
      requireToken(site, node);
      pushRoutes(site, node);
      standingRoutes(site, node);
      logRoutes(site, node);
      snapshotRoutes(site, node);
      digestRoutes(site, node);
      deviceRoutes(site, node);
      fileStateRoutes(site, node);
      auditHeadRoutes(site, node);
      await site.register(async (files) => fileRoutes(files, node));
    },
    { prefix: '/v1/sites/:site' },
  );
}

function listenerFor(config: Config, answer: FastifyServerFactoryHandler): Server {
  const timeouts = {
    // Whoever sends slower than this is cut off: a head, a whole request, and between two requests.
    headersTimeout: config.SLOW_AFTER_MS,
    requestTimeout: config.SLOW_AFTER_MS * 8,
    keepAliveTimeout: 75_000,
    connectionsCheckingInterval: Math.min(5000, config.SLOW_AFTER_MS),
  };
  const { TLS_CERT, TLS_KEY } = config;
  const server =
    TLS_CERT && TLS_KEY
      ? createTlsServer(
          { ...timeouts, cert: readPem('TLS_CERT', TLS_CERT), key: readPem('TLS_KEY', TLS_KEY) },
          answer,
        )
      : createServer(timeouts, answer);
  server.maxConnections = config.MOST_CONNECTIONS;
  // Of a connection on which nothing moves: longer than the longest wait for news.
  server.setTimeout(90_000);
  return server;
}

function readPem(variable: string, path: string): Buffer {
  try {
    return readFileSync(path);
  } catch {
    throw new ConfigRefused(`${variable}: ${path} cannot be read.`);
  }
}

function watchRequests(app: FastifyInstance, { config, metrics }: NodeState): void {
  const isNamedProxy = proxyCheck(config);
  app.addHook('onRequest', async (request, reply) => {
    reply.header(HEADERS.time, Date.now()).header('cache-control', 'no-store');
    if (!isNamedProxy(request.socket.remoteAddress ?? '')) throw new Refused({ code: 'forbidden' });
  });
  app.addHook('onResponse', async (request, reply) => {
    const route = request.routeOptions.url ?? 'none';
    const seconds = reply.elapsedTime / 1000;
    metrics.answered(route, reply.statusCode, seconds);
    request.log.info(
      { method: request.method, route, status: reply.statusCode, ms: Math.round(seconds * 1000) },
      'answered',
    );
  });
}

/** Behind a proxy nobody reaches this server past it, because that would be in the clear. */
function proxyCheck({ TRUST_PROXY, TLS_CERT }: Config): (address: string) => boolean {
  if (TRUST_PROXY.length === 0 || TLS_CERT) return () => true;
  const named = new BlockList();
  for (const each of TRUST_PROXY) {
    const [address = '', bits] = each.split('/');
    const family = isIP(address) === 6 ? 'ipv6' : 'ipv4';
    if (bits === undefined) named.addAddress(address, family);
    else named.addSubnet(address, Number(bits), family);
  }
  return (peer) => {
    const address = peer.replace(/^::ffff:(?=\d+\.)/, '');
    return isLoopback(address) || named.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4');
  };
}

function answerFailures(app: FastifyInstance, { metrics }: NodeState): void {
  const refuse = (reply: FastifyReply, { refusal, status }: Refused): FastifyReply => {
    metrics.refused(refusal.code);
    if ('retryAfterMs' in refusal)
      reply.header('retry-after', Math.ceil(refusal.retryAfterMs / 1000));
    return reply
      .code(status)
      .type('application/json')
      .send(refusal satisfies Refusal);
  };
  app.setNotFoundHandler((_request, reply) => refuse(reply, new Refused({ code: 'notFound' })));
  app.setErrorHandler((error, request, reply) => {
    const refused = refusalFor(error);
    if (refused) return refuse(reply, refused);
    request.log.error({ failure: describeError(error) }, 'failed');
    const later = new Refused({ code: 'unavailable', retryAfterMs: RETRY_MS });
    return refuse(reply, later);
  });
}

function refusalFor(error: unknown): Refused | null {
  if (error instanceof Refused) return error;
  if (isPassing(error)) return null;
  const status =
    error instanceof Error && 'statusCode' in error && typeof error.statusCode === 'number'
      ? error.statusCode
      : 500;
  if (status === 413) return tooLarge();
  if (status === 404) return new Refused({ code: 'notFound' });
  return status >= 400 && status < 500
    ? new Refused({ code: 'malformed', message: 'The request cannot be read' })
    : null;
}
