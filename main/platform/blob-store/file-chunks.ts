import type { ByteSource } from '../file-store.ts';
import { CHUNK_BYTES, STEP_CHUNKS } from './file-tables.ts';

/** As many chunks of a file as one step writes; each but the file's last is full. */
export type ChunkGroup = { readonly chunks: readonly Buffer[]; readonly isLast: boolean };

/**
 * Cuts a stream into chunks of the store's own, so that a source may use its buffers again. Holds two
 * groups at most, whatever size the pieces come in.
 */
export async function* chunkGroups(source: ByteSource): AsyncGenerator<ChunkGroup, void> {
  let chunks: Buffer[] = [];
  for await (const chunk of chunksFrom(source)) {
    if (chunks.length === STEP_CHUNKS) {
      yield { chunks, isLast: false };
      chunks = [];
    }
    chunks.push(chunk);
  }
  yield { chunks, isLast: true };
}

async function* chunksFrom(source: ByteSource): AsyncGenerator<Buffer, void> {
  let chunk = Buffer.allocUnsafe(CHUNK_BYTES);
  let filled = 0;
  let isEmpty = true;
  for await (const piece of source) {
    let at = 0;
    while (at < piece.length) {
      const part = piece.subarray(at, at + CHUNK_BYTES - filled);
      chunk.set(part, filled);
      filled += part.length;
      at += part.length;
      if (filled < CHUNK_BYTES) continue;
      yield chunk;
      [chunk, filled, isEmpty] = [Buffer.allocUnsafe(CHUNK_BYTES), 0, false];
    }
  }
  if (filled > 0 || isEmpty) yield chunk.subarray(0, filled);
}
