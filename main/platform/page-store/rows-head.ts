import { randomBytes } from 'node:crypto';
import { DIGEST_BYTES } from './row-digest.ts';
import type { SealedRowsOptions } from './row-table.ts';
import type { Sealed } from './sealing.ts';
import { SealBroken } from './store-errors.ts';

/** What holds for all rows of a store together. */
export type Head = {
  readonly commitNumber: number;
  readonly rowCount: number;
  readonly digestKey: Uint8Array;
  readonly digest: Uint8Array;
};

type Parts = Pick<SealedRowsOptions, 'sqlite' | 'sealer' | 'head'>;

const HEAD_ID = 1;
const KEY_BYTES = 32;
const DIGEST_AT = 16 + KEY_BYTES;

/** The head of a store that has none yet: no rows, and a digest under a key of its own. */
export function createHead(parts: Parts): void {
  const [digestKey, digest] = [randomBytes(KEY_BYTES), new Uint8Array(DIGEST_BYTES)];
  headWriter(parts)({ commitNumber: 0, rowCount: 0, digestKey, digest });
}

/** Throws SealBroken when there is none, or none that this key opens. */
export function readHead({ sqlite, sealer, head }: Parts): Head {
  const sealed = sqlite
    .prepare<[number], Sealed>(`SELECT opening, serial, body FROM ${head.name} WHERE id = ?`)
    .get(HEAD_ID);
  if (!sealed) throw new SealBroken();
  const bytes = sealer.open({ table: head.tag, rowId: HEAD_ID }, sealed);
  return {
    commitNumber: Number(bytes.readBigUInt64BE(0)),
    rowCount: Number(bytes.readBigUInt64BE(8)),
    digestKey: Uint8Array.from(bytes.subarray(16, DIGEST_AT)),
    digest: Uint8Array.from(bytes.subarray(DIGEST_AT)),
  };
}

/** Puts the next head in the place of the one before. */
export function headWriter({ sqlite, sealer, head }: Parts): (next: Head) => void {
  const put = sqlite.prepare(
    `INSERT OR REPLACE INTO ${head.name} (id, opening, serial, body) VALUES (?, ?, ?, ?)`,
  );
  return (next) => {
    const bytes = Buffer.alloc(DIGEST_AT + DIGEST_BYTES);
    bytes.writeBigUInt64BE(BigInt(next.commitNumber), 0);
    bytes.writeBigUInt64BE(BigInt(next.rowCount), 8);
    bytes.set(next.digestKey, 16);
    bytes.set(next.digest, DIGEST_AT);
    const { opening, serial, body } = sealer.seal({ table: head.tag, rowId: HEAD_ID }, bytes);
    put.run(HEAD_ID, opening, serial, body);
  };
}
