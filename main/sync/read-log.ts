import { parseChange, parseEntry } from '../../shared/sync/line.ts';
import { SEGMENT_ENTRIES } from '../../shared/sync/wire.ts';
import { type Request, wholeBody } from './ask-server.ts';
import { ServerRefused } from './server-errors.ts';

/** Further behind than this, the log comes by segments, which the server reads and compresses once for all. */
const FAR_BEHIND = 5000;
const LARGE_MS = 120_000;

type Ask = (path: string, request?: Request) => Promise<Response>;

export type LogFrom = { readonly after: number; readonly limit: number; readonly epoch: number };

/**
 * Reads a site's log from a place on, as lines: whole transactions by page, or what a segment holds behind
 * that place, whose last transaction may be cut. `heard` is told where the log ends, as replies say it.
 */
export function logReader(ask: Ask) {
  let head = 0;
  return {
    heard: (of: number): void => {
      head = of;
    },
    log: async (from: LogFrom, signal?: AbortSignal): Promise<string> => {
      const isFar = head - from.after > FAR_BEHIND && from.limit >= SEGMENT_ENTRIES;
      const segment = isFar ? await segmentBehind(ask, from, signal) : null;
      return segment ?? pageBehind(ask, from, signal);
    },
  };
}

async function pageBehind(
  ask: Ask,
  { after, limit, epoch }: LogFrom,
  signal: AbortSignal | undefined,
): Promise<string> {
  const path = `/log?after=${after}&limit=${limit}&epoch=${epoch}`;
  const response = await ask(path, { timeoutMs: LARGE_MS, signal });
  return wholeBody(() => response.text());
}

/** Null where there is none, or no transaction ends in it behind that place: then a page goes on. */
async function segmentBehind(
  ask: Ask,
  { after, epoch }: LogFrom,
  signal: AbortSignal | undefined,
): Promise<string | null> {
  const place = Math.floor(after / SEGMENT_ENTRIES);
  try {
    const path = `/segments/${place}?epoch=${epoch}`;
    const response = await ask(path, { timeoutMs: LARGE_MS, signal });
    const text = await wholeBody(() => response.text());
    const lines = text.split('\n').slice(after - place * SEGMENT_ENTRIES, SEGMENT_ENTRIES);
    return lines.some(endsTransaction) ? lines.join('\n') : null;
  } catch (error) {
    if (error instanceof ServerRefused && error.refusal.code === 'notFound') return null;
    throw error;
  }
}

function endsTransaction(text: string): boolean {
  const entry = parseEntry(text);
  const change = entry && parseChange(entry.line);
  return entry !== null && (change === null || change.n === change.t);
}
