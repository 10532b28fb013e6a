import { createHash } from 'node:crypto';
import { FileDamaged, FileGone } from '../platform/blob-store/blob-errors.ts';
import type { FileStore } from '../platform/file-store.ts';
import type { Timers } from '../platform/timers.ts';
import { backOffMs } from './backoff.ts';
import { type FileClient, type Piece, PIECE_BYTES } from './file-client.ts';
import type { OpenFile } from './files-store.ts';
import { ServerUnreachable } from './server-errors.ts';

/** What one file needs to go from here to there. */
export type Moving = {
  readonly server: FileClient;
  readonly files: Pick<FileStore, 'get' | 'getStream' | 'putStream'>;
  readonly timers: Timers;
  readonly random: () => number;
  readonly signal: AbortSignal;
  /** Before each piece: resolves when it may go. Throws when there shall be no more. */
  readonly turn: () => Promise<void>;
  /** Bytes that went, of all of this file. */
  readonly onBytes: (done: number, total: number) => void;
};

/** `absent`: not here, or not as it was put. `refused`: the server would not have it. */
export type Sent = 'sent' | 'absent' | 'refused';

/** Up to here a file goes with the request that begins it. */
const SMALL_BYTES = 64 * 1024;

/**
 * Brings a file to the server, from where an earlier attempt was cut. What the server finds to be other
 * bytes is begun again once.
 */
export async function sendFile(moving: Moving, file: OpenFile): Promise<Sent> {
  for (let attempt = 0; attempt < 2; attempt += 1) {
    const sent = await sendOnce(moving, file);
    if (sent !== 'wrongContent') return sent;
  }
  return 'refused';
}

async function sendOnce(moving: Moving, file: OpenFile): Promise<Sent | 'wrongContent'> {
  try {
    const { digest, byteLength } = file;
    if (byteLength === null || byteLength <= SMALL_BYTES) return await sendWhole(moving, digest);
    return await sendPieces(moving, digest, byteLength);
  } catch (error) {
    if (error instanceof FileDamaged || error instanceof FileGone) return 'absent';
    throw error;
  }
}

async function sendWhole({ server, files, turn }: Moving, digest: string) {
  const bytes = await files.get(digest);
  if (!bytes) return 'absent';
  await turn();
  return sentBy(await server.create({ digest, byteLength: bytes.byteLength, bytes }));
}

async function sendPieces(moving: Moving, digest: string, byteLength: number) {
  const { server, files, turn, onBytes } = moving;
  const stream = await files.getStream(digest);
  if (!stream) return 'absent';
  let offset = await server.offset(digest);
  if (offset === null) {
    const created = await server.create({ digest, byteLength });
    if (created !== 'taken') return sentBy(created);
    offset = 0;
  }
  if (offset >= byteLength) return confirmed(server, digest);
  for await (const bytes of piecesFrom(stream, offset)) {
    await turn();
    const taken = await server.append({ digest, offset, bytes });
    if (taken !== 'taken') return sentBy(taken);
    offset += bytes.byteLength;
    onBytes(offset, byteLength);
  }
  return 'sent';
}

/** All bytes came, and the server was stopped before it said that they are the right ones. */
async function confirmed(server: FileClient, digest: string) {
  const { there } = await server.states({ have: [digest], want: [] });
  return there.includes(digest) ? 'sent' : 'wrongContent';
}

function sentBy(taken: Awaited<ReturnType<FileClient['create']>>) {
  if (taken === 'tooLarge') return 'refused';
  return taken === 'wrongContent' ? taken : 'sent';
}

/** A stream from a place on, in pieces of one request. */
async function* piecesFrom(
  stream: AsyncIterable<Uint8Array>,
  offset: number,
): AsyncGenerator<Uint8Array, void> {
  let toSkip = offset;
  let parts: Uint8Array[] = [];
  let gathered = 0;
  for await (const chunk of stream) {
    const skipped = Math.min(toSkip, chunk.byteLength);
    toSkip -= skipped;
    for (let at = skipped; at < chunk.byteLength; ) {
      const part = chunk.subarray(at, at + PIECE_BYTES - gathered);
      // The stream may use the memory of a chunk again.
      parts.push(Uint8Array.from(part));
      gathered += part.byteLength;
      at += part.byteLength;
      if (gathered < PIECE_BYTES) continue;
      yield Buffer.concat(parts);
      [parts, gathered] = [[], 0];
    }
  }
  if (gathered > 0) yield Buffer.concat(parts);
}

/** `absent`: the server does not hold it. `refused`: what it holds is something else. */
export type Fetched = 'fetched' | 'absent' | 'refused';

class NotThere extends Error {
  override name = 'NotThere';
}

class OtherBytes extends Error {
  override name = 'OtherBytes';
}

/** Fetches a file; nothing of it counts before all of its bytes were compared with its name. */
export async function fetchFile(moving: Moving, { digest }: OpenFile): Promise<Fetched> {
  try {
    await moving.files.putStream(piecesOf(moving, digest));
    return 'fetched';
  } catch (error) {
    if (error instanceof NotThere) return 'absent';
    if (error instanceof OtherBytes) return 'refused';
    throw error;
  }
}

async function* piecesOf(moving: Moving, digest: string): AsyncGenerator<Uint8Array, void> {
  const hash = createHash('sha256');
  let at = 0;
  for (let isLast = false; !isLast; ) {
    await moving.turn();
    const { bytes, byteLength } = await pieceAt(moving, digest, at);
    hash.update(bytes);
    at += bytes.byteLength;
    isLast = at >= byteLength || bytes.byteLength === 0;
    // A stream that fails leaves nothing in the store.
    if (isLast && hash.digest('hex') !== digest) throw new OtherBytes();
    moving.onBytes(at, byteLength);
    if (bytes.byteLength > 0) yield bytes;
  }
}

const MOST_TRIES = 5;

/** What is cut in the middle of a file is asked for again, so that a bad network does not begin it anew. */
async function pieceAt(moving: Moving, digest: string, from: number): Promise<Piece> {
  const { server, timers, random, signal } = moving;
  for (let failures = 0; ; failures += 1) {
    try {
      const piece = await server.piece(digest, from);
      if (!piece) throw new NotThere();
      return piece;
    } catch (error) {
      const mayPass = error instanceof ServerUnreachable && from > 0 && failures < MOST_TRIES;
      if (!mayPass) throw error;
      await pause(timers, backOffMs(failures, random), signal);
    }
  }
}

function pause(timers: Timers, delayMs: number, signal: AbortSignal): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const cancel = timers.after(delayMs, resolve);
  const stop = (): void => {
    cancel();
    reject(signal.reason);
  };
  signal.addEventListener('abort', stop, { once: true });
  return promise.finally(() => signal.removeEventListener('abort', stop));
}
