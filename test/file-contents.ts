import { createHash } from 'node:crypto';

/** The same bytes for the same seed, however often they are asked for. */
export function content(byteLength: number, seed = 1): Uint8Array {
  const block = createHash('sha512').update(`content ${seed}`).digest();
  const bytes = Buffer.alloc(byteLength, block);
  for (let at = 0; at + 4 < byteLength; at += 65_536) bytes.writeUInt32BE(at, at);
  return new Uint8Array(bytes);
}

/** Hands out bytes in pieces of a length, with a turn for others between them. */
export async function* inPieces(bytes: Uint8Array, pieceLength: number) {
  for (let at = 0; at < bytes.length; at += pieceLength) {
    await new Promise((resume) => setImmediate(resume));
    yield bytes.subarray(at, at + pieceLength);
  }
}
