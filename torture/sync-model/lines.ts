import { changeId, type ChangeTransaction } from '../../shared/sync/decision.ts';
import {
  type ChangeLine,
  formatEntry,
  type LogEntry,
  parseChange,
  parseEntry,
  SERVER_DEVICE,
} from '../../shared/sync/line.ts';

const parsed = new Map<string, ChangeLine>();

/** What a line says. The model writes none that says nothing. */
export function lineOf(text: string): ChangeLine {
  const known = parsed.get(text);
  if (known) return known;
  const line = parseChange(text);
  if (!line) throw new Error(`this is no line: ${text}`);
  if (parsed.size > 20_000) parsed.clear();
  parsed.set(text, line);
  return line;
}

const arrived = new WeakMap<LogEntry, LogEntry>();

/** An entry as it arrives at the other end of a wire. */
export function overTheWire(entries: readonly LogEntry[]): readonly LogEntry[] {
  return entries.map((entry) => {
    const known = arrived.get(entry);
    if (known) return known;
    const read = parseEntry(formatEntry(entry));
    if (!read) throw new Error('an entry that cannot be read');
    arrived.set(entry, read);
    arrived.set(read, read);
    return read;
  });
}

export function idOf({ deviceId, line }: LogEntry): string {
  return changeId({ deviceId, number: lineOf(line).n });
}

export function isOfServer({ deviceId }: LogEntry): boolean {
  return deviceId === SERVER_DEVICE;
}

/** Entries, cut behind each transaction. */
export function transactionsOf<Entry extends Pick<LogEntry, 'line'>>(
  entries: readonly Entry[],
): readonly (readonly Entry[])[] {
  const transactions: Entry[][] = [];
  let open: Entry[] = [];
  for (const entry of entries) {
    open.push(entry);
    const { n, t } = lineOf(entry.line);
    if (n !== t) continue;
    transactions.push(open);
    open = [];
  }
  if (open.length > 0) throw new Error('a transaction without its end');
  return transactions;
}

export function transactionOf(entries: readonly LogEntry[]): ChangeTransaction {
  return {
    deviceId: entries[0]?.deviceId ?? '',
    changes: entries.map(({ line, stamp }) => ({ line: lineOf(line), stamp })),
  };
}

/** A small digest in the place of SHA-256: the model makes many thousand. */
export function quickDigest(text: string): string {
  let [high, low] = [0xdeadbeef, 0x41c6ce57];
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    high = Math.imul(high ^ code, 2654435761);
    low = Math.imul(low ^ code, 1597334677);
  }
  high = Math.imul(high ^ (high >>> 16), 2246822507) ^ Math.imul(low ^ (low >>> 13), 3266489909);
  low = Math.imul(low ^ (low >>> 16), 2246822507) ^ Math.imul(high ^ (high >>> 13), 3266489909);
  return `${(high >>> 0).toString(16).padStart(8, '0')}${(low >>> 0).toString(16).padStart(8, '0')}`;
}
