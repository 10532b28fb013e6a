import { gzipSync } from 'node:zlib';
import type { z } from 'zod';
import { HEADERS, PROTOCOL, refusal } from '../../shared/sync/wire.ts';
import { ServerRefused, ServerUnreachable, unreachableFrom } from './server-errors.ts';

export type Request = {
  readonly method?: 'GET' | 'POST' | 'HEAD' | 'PATCH';
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as JSON. */
  readonly json?: unknown;
  /** Sent as lines, compressed. */
  readonly lines?: readonly string[];
  /** Sent as they are. */
  readonly bytes?: Uint8Array | undefined;
  /** Statuses beside the good ones that are answers and no refusals. */
  readonly answers?: readonly number[];
  readonly timeoutMs?: number;
  readonly signal?: AbortSignal | undefined;
};

const TIMEOUT_MS = 30_000;

/** How far this clock is behind the server's, in milliseconds: half of the way is taken as the reply's. */
export type OnServerTime = (offsetMs: number) => void;

export type Answered = { readonly response: Response; readonly offsetMs: number | null };

/** Asks once. Throws ServerRefused for a refusal and ServerUnreachable for all that is no answer. */
export async function askServer(
  address: string,
  request: Request,
  onServerTime: OnServerTime = () => undefined,
): Promise<Response> {
  const beganMs = Date.now();
  const response = await fetchOnce(address, request);
  const serverMs = Number(response.headers.get(HEADERS.time) ?? Number.NaN);
  if (Number.isFinite(serverMs)) onServerTime(Math.round(serverMs - (beganMs + Date.now()) / 2));
  if (response.ok || request.answers?.includes(response.status)) return response;
  throw await refusalOf(response);
}

async function fetchOnce(address: string, request: Request): Promise<Response> {
  const { method = 'GET', timeoutMs = TIMEOUT_MS, signal } = request;
  const timeout = AbortSignal.timeout(timeoutMs);
  try {
    return await fetch(address, {
      method,
      redirect: 'error',
      signal: signal ? AbortSignal.any([signal, timeout]) : timeout,
      ...bodyOf(request),
    });
  } catch (error) {
    if (signal?.aborted) throw signal.reason;
    throw unreachableFrom(error);
  }
}

function bodyOf({ headers = {}, json, lines, bytes }: Request) {
  const all: Record<string, string> = { [HEADERS.protocol]: String(PROTOCOL), ...headers };
  if (lines) {
    const text = lines.map((line) => `${line}\n`).join('');
    all['content-type'] = 'application/x-ndjson';
    all['content-encoding'] = 'gzip';
    return { headers: all, body: new Uint8Array(gzipSync(text, { level: 1 })) };
  }
  if (bytes) return { headers: all, body: new Uint8Array(bytes) };
  if (json === undefined) return { headers: all };
  all['content-type'] = 'application/json';
  return { headers: all, body: JSON.stringify(json) };
}

async function refusalOf(response: Response): Promise<Error> {
  const parsed = refusal.safeParse(await response.json().catch(() => null));
  if (parsed.success) return new ServerRefused(parsed.data);
  // A proxy before the server answers so while the server starts.
  const isPassing = response.status >= 500 || response.status === 429;
  return new ServerUnreachable(isPassing ? 'slow' : 'notCaretrail');
}

/** A reply's JSON; what does not fit comes from no Caretrail server. */
export async function parsedReply<S extends z.ZodType>(
  response: Response,
  schema: S,
): Promise<z.output<S>> {
  const parsed = schema.safeParse(await wholeBody(() => response.json()));
  if (!parsed.success) throw new ServerUnreachable('notCaretrail');
  return parsed.data;
}

/** A body that is cut off in the middle is as good as none. */
export async function wholeBody<T>(read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    throw unreachableFrom(error);
  }
}
