import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import { once } from 'node:events';

/** What is done with one request; `pass` where nothing is said. */
export type Cut =
  | 'pass'
  /** The server gets it, and its answer never arrives. */
  | 'loseReply'
  /** The server does not get it. */
  | 'refuse'
  /** One bit of the answer is another. */
  | 'flipBit';

export type CuttingProxy = {
  readonly url: string;
  /** Asked for each request, by method and path; the request waits for the answer. */
  cut: (method: string, path: string) => Cut | Promise<Cut>;
  target: string;
  /** What was asked, in order. */
  readonly asked: string[];
  /** Ends what is under way. */
  readonly cutOff: () => void;
  readonly close: () => Promise<void>;
};

/** Stands before a server, on this computer, and loses what a test wants lost. */
export async function startCuttingProxy(): Promise<CuttingProxy> {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  const proxy: CuttingProxy = {
    url: `http://127.0.0.1:${port}`,
    cut: () => 'pass',
    target: '',
    asked: [],
    cutOff: () => server.closeAllConnections(),
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
  server.on('request', (asked, reply) => void forward(proxy, asked, reply));
  return proxy;
}

async function forward(
  proxy: CuttingProxy,
  asked: IncomingMessage,
  reply: ServerResponse,
): Promise<void> {
  const { method = 'GET', url = '/' } = asked;
  const path = url.replace(/^\/v1(\/sites\/[^/]+)?/, '');
  proxy.asked.push(`${method} ${path}`);
  const cut = await proxy.cut(method, path);
  if (cut === 'refuse') return void asked.socket.destroy();
  const to = request(`${proxy.target}${url}`, { method, headers: asked.headers });
  asked.pipe(to);
  // Whoever waited for news and went away must not be waited for.
  reply.on('close', () => {
    if (!reply.writableEnded) to.destroy();
  });
  to.on('error', () => asked.socket.destroy());
  to.on('response', (answer) => {
    const parts: Buffer[] = [];
    answer.on('data', (part: Buffer) => parts.push(part));
    answer.on('end', () => {
      if (cut === 'loseReply') return void asked.socket.destroy();
      const body = Buffer.concat(parts);
      if (cut === 'flipBit' && body.length > 0)
        body[body.length >> 1] = (body[body.length >> 1] ?? 0) ^ 1;
      const { 'transfer-encoding': _, ...headers } = answer.headers;
      reply.writeHead(answer.statusCode ?? 500, { ...headers, 'content-length': body.length });
      reply.end(body);
    });
  });
}
