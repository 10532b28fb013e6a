import type { Bridge, CoreEvent, StoredFile } from '../../shared/base/bridge.ts';
import { type Failure, fail, ok, type Result } from '../../shared/base/result.ts';
import { encodeByteFrame } from './byte-frame.ts';
import { type Connection, newConnection } from './connection.ts';
import { reloadOnFreshAddress } from './loopback-session.ts';
import { keepConnected } from './loopback-socket.ts';
import { type PendingCalls, pendingCalls } from './pending-calls.ts';

/** How long a call waits for a lost connection to come back, in milliseconds. */
const WAIT_LIMIT_MS = 10_000;
const MAX_PUT_BYTES = 64 * 1024 * 1024;
/** Longest call, in characters of at most 3 bytes each: the host takes 8 MiB. */
const MAX_CALL_LENGTH = 2_500_000;

/** The bridge of a browser tab: the same calls as in the window, over one socket to this computer. */
export function openLoopbackBridge(): { readonly bridge: Bridge; readonly connection: Connection } {
  const connection = newConnection('connecting');
  const calls = pendingCalls(WAIT_LIMIT_MS);
  const listeners = new Set<(event: CoreEvent) => void>();
  const onEvent = (event: CoreEvent) => {
    for (const listener of listeners) listener(event);
  };
  reloadOnFreshAddress();
  void keepConnected({ calls, connection, onEvent });

  const get = (digest: string) => getBytes(calls, digest);
  const bridge: Bridge = {
    send: (name, input) => sendCall(calls, name, input),
    onEvent(listener) {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
    bytes: {
      put: (purpose, bytes) => putBytes(calls, { put: purpose }, bytes),
      get,
      save: async (digest, suggestedName) => {
        const stored = await get(digest);
        if (!stored.ok) return stored;
        offerDownload(stored.value, suggestedName);
        return ok(true);
      },
    },
  };
  return { bridge, connection };
}

async function sendCall(calls: PendingCalls, name: string, input: unknown): Promise<unknown> {
  const length = JSON.stringify({ input }).length;
  if (length > MAX_CALL_LENGTH) return fail('InvalidInput', 'This is too long to be saved.');
  return calls.add(
    (seq) => JSON.stringify({ seq, name, input }),
    isCommand(input) ? 'save' : 'once',
  );
}

/** A command carries its id, by which the core does it once however often it comes. */
function isCommand(input: unknown): boolean {
  return typeof input === 'object' && input !== null && 'commandId' in input;
}

async function putBytes(
  calls: PendingCalls,
  header: object,
  bytes: Uint8Array,
): Promise<Result<StoredFile, Failure>> {
  if (bytes.byteLength > MAX_PUT_BYTES) {
    return fail('InvalidInput', 'The file is larger than 64 MiB.');
  }
  const reply = await calls.add((seq) => encodeByteFrame({ seq, ...header }, bytes), 'save');
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the core checks every reply it sends
  return reply as Result<StoredFile, Failure>;
}

async function getBytes(calls: PendingCalls, digest: string): Promise<Result<Uint8Array, Failure>> {
  const reply = await calls.add((seq) => JSON.stringify({ seq, get: digest }), 'read');
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the core checks every reply it sends
  return reply as Result<Uint8Array, Failure>;
}

/** The browser's own way of saving: it asks for a place, or uses the one its owner chose. */
function offerDownload(bytes: Uint8Array, name: string): void {
  const url = URL.createObjectURL(new Blob([new Uint8Array(bytes)]));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  URL.revokeObjectURL(url);
}
