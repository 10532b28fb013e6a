import type { IncomingMessage, ServerResponse } from 'node:http';
import { parseJson } from './byte-frame.ts';
import type { LaunchTokens } from './launch-token.ts';
import type { Gate } from './loopback-gate.ts';
import type { BrowserSessions } from './loopback-sessions.ts';
import { contentSecurityPolicy, policyOf, securityHeaders } from './security-headers.ts';
import { readWebFile } from './web-files.ts';

const MAX_BODY_BYTES = 1024;

export type HttpParts = {
  readonly host: string;
  readonly gate: Gate;
  readonly rendererDir: string;
  readonly tokens: LaunchTokens;
  readonly sessions: BrowserSessions;
  readonly onRefusal: (reason: string) => void;
};

/** Answers the renderer's files and one POST, which trades a launch token for a session. */
export function answerHttp(parts: HttpParts) {
  const policy = contentSecurityPolicy(`ws://${parts.host}`);
  const headers = securityHeaders(policy);

  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const refusal = parts.gate(request);
    if (refusal !== null) {
      parts.onRefusal(refusal.reason);
      response.writeHead(refusal.status, { 'content-type': 'text/plain', connection: 'close' });
      response.end('refused');
      return;
    }
    const { pathname } = new URL(`http://${parts.host}${request.url}`);
    if (request.method === 'POST' && pathname === '/session') {
      await answerSession(request, response, { ...parts, headers });
    } else if (request.method === 'GET') {
      const file = await readWebFile(parts.rendererDir, pathname);
      const type = file === null ? {} : { 'content-type': file.contentType };
      const own = securityHeaders(policyOf(pathname, policy));
      response.writeHead(file === null ? 404 : 200, { ...own, ...type });
      response.end(file?.content);
    } else {
      response.writeHead(405, headers).end();
    }
  };
}

/** No cookie: cookies ignore the port, so every other program on this computer would get it. */
async function answerSession(
  request: IncomingMessage,
  response: ServerResponse,
  parts: HttpParts & { readonly headers: Readonly<Record<string, string>> },
): Promise<void> {
  const token = tokenIn(await readBody(request));
  if (token === null || !parts.tokens.redeem(token)) {
    parts.onRefusal('token');
    response.writeHead(401, { ...parts.headers, connection: 'close' }).end();
    return;
  }
  const { id, proofKey } = parts.sessions.open();
  response.writeHead(200, { ...parts.headers, 'content-type': 'application/json' });
  response.end(JSON.stringify({ id, key: proofKey.toString('base64url') }));
}

function tokenIn(body: string | null): string | null {
  const sent = body === null ? null : parseJson(body);
  if (typeof sent !== 'object' || sent === null || !('token' in sent)) return null;
  return typeof sent.token === 'string' ? sent.token : null;
}

/** The request's text, or null when there is more than a token needs. */
async function readBody(request: IncomingMessage): Promise<string | null> {
  const parts: Buffer[] = [];
  let byteLength = 0;
  for await (const part of request) {
    byteLength += part.length;
    if (byteLength > MAX_BODY_BYTES) return null;
    parts.push(part);
  }
  return Buffer.concat(parts).toString();
}
