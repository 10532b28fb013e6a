import { createCipheriv } from 'node:crypto';
import type { Place, Version } from './sealing.ts';

/** One row as it stands: where, and which sealing of it. */
export type RowVersion = Place & Version;

export const DIGEST_BYTES = 16;
const BLOCK_BYTES = 16;

/**
 * A digest over a set of rows that can be kept up to date row by row: the XOR of each row's place and
 * version under a secret permutation (AES-256). A row's seal binds its content to place and version, so
 * a row that was removed, added, or replaced by its older self changes the digest. It must be stored
 * sealed: seen in the clear, two of them would tell what replacing a row does to it.
 */
export type RowDigest = {
  /** What the digest changes by when these rows come or go, as 16 bytes. */
  readonly of: (rows: readonly RowVersion[]) => Uint8Array;
};

export function createRowDigest(key: Uint8Array): RowDigest {
  const permutation = createCipheriv('aes-256-ecb', key, null).setAutoPadding(false);
  return {
    of(rows) {
      const blocks = Buffer.alloc(rows.length * BLOCK_BYTES);
      rows.forEach((row, at) => writeBlock(blocks, at * BLOCK_BYTES, row));
      return foldBlocks(permutation.update(blocks));
    },
  };
}

/** 3 bits table and 53 bits row, 3 bytes opening, 6 bytes serial: each row version has a block of its own. */
function writeBlock(blocks: Buffer, at: number, row: RowVersion): void {
  blocks[at] = (row.table << 5) | Math.floor(row.rowId / 2 ** 48);
  blocks.writeUIntBE(row.rowId % 2 ** 48, at + 1, 6);
  blocks.writeUIntBE(within(row.opening, 2 ** 24), at + 7, 3);
  blocks.writeUIntBE(within(row.serial, 2 ** 48), at + 10, 6);
}

/** A damaged file may hold any number; one that is out of range opens no row, so that it may fold. */
function within(number: number, end: number): number {
  return ((number % end) + end) % end;
}

function foldBlocks(blocks: Uint8Array): Uint8Array {
  const folded = new Uint8Array(DIGEST_BYTES);
  for (let at = 0; at < blocks.length; at += DIGEST_BYTES) xorInto(folded, blocks.subarray(at));
  return folded;
}

/** XORs the first 16 bytes of `change` into `digest`. */
export function xorInto(digest: Uint8Array, change: Uint8Array): void {
  for (let at = 0; at < DIGEST_BYTES; at += 1) digest[at] = (digest[at] ?? 0) ^ (change[at] ?? 0);
}
