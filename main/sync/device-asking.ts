import { randomUUID } from 'node:crypto';
import { tokenReply } from '../../shared/sync/wire.ts';
import { askServer, parsedReply, type Request } from './ask-server.ts';
import { assertionFor, type PrivateKey } from './device-key.ts';
import { ServerRefused } from './server-errors.ts';

/** Who asks, and whom. */
export type Enrolled = {
  readonly serverUrl: string;
  readonly siteId: string;
  readonly deviceId: string;
  readonly privateKey: PrivateKey;
};

/** A token is renewed so long before it ends. */
const BEFORE_END_MS = 30_000;

/** Asks as that device; its token, and what the replies say of the time, are kept in memory. */
export function deviceAsking({ serverUrl, deviceId, privateKey }: Enrolled) {
  let token: { readonly text: string; readonly endsAtMs: number } | null = null;
  let offsetMs = 0;
  const noteTime = (measured: number): void => {
    offsetMs = measured;
  };
  async function freshToken(): Promise<string> {
    const about = { deviceId, serverUrl, id: randomUUID(), nowMs: Date.now() + offsetMs };
    const json = { assertion: await assertionFor(privateKey, about) };
    const response = await askServer(`${serverUrl}/v1/token`, { method: 'POST', json }, noteTime);
    const reply = await parsedReply(response, tokenReply);
    token = { text: reply.token, endsAtMs: reply.expiresAtMs };
    return reply.token;
  }
  async function currentToken(): Promise<string> {
    if (token && token.endsAtMs - BEFORE_END_MS > Date.now() + offsetMs) return token.text;
    // The reply to a refused assertion tells the server's time, so that the next one counts.
    return onceMore(freshToken, freshToken);
  }
  return {
    /** How far this clock was behind the server's, as last heard. */
    offsetMs: () => offsetMs,
    ask(address: string, request: Request): Promise<Response> {
      const once = async () => {
        const headers = { ...request.headers, authorization: `Bearer ${await currentToken()}` };
        return askServer(address, { ...request, headers }, noteTime);
      };
      return onceMore(once, () => {
        token = null;
        return once();
      });
    },
  };
}

async function onceMore<T>(ask: () => Promise<T>, again: () => Promise<T>): Promise<T> {
  try {
    return await ask();
  } catch (error) {
    const isUnauthorized = error instanceof ServerRefused && error.refusal.code === 'unauthorized';
    if (!isUnauthorized) throw error;
    return again();
  }
}
