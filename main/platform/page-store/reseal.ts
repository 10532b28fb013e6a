import type { Keyring } from '../keys/keyring.ts';
import type { Sqlite } from './exclusive-file.ts';
import type { RowTable } from './row-table.ts';
import type { SealedRows } from './sealed-rows.ts';
import type { Sealer } from './sealing.ts';

/** Puts rows under the current key, in steps; what is written meanwhile is under it already. */
export type Reseal = {
  readonly step: (maxRows: number) => ResealProgress;
};

export type ResealProgress = {
  readonly done: number;
  readonly total: number;
  readonly isDone: boolean;
};

type Parts = {
  readonly sqlite: Sqlite;
  readonly sealer: Sealer;
  readonly rows: SealedRows;
  readonly tables: readonly RowTable[];
  readonly keyring: Keyring;
  /** The name of the table of openings. */
  readonly openings?: string;
};

/** Goes on where an earlier run stopped: what is left is what stands under an older generation. */
export function beginReseal({
  sqlite,
  sealer,
  rows,
  tables,
  keyring,
  openings = 'opening',
}: Parts): Reseal {
  if (sealer.current().generation !== keyring.current) sealer.turnTo(keyring);
  const isOlder = `opening IN (SELECT id FROM ${openings} WHERE generation <> ${keyring.current})`;
  const count = (table: RowTable): number =>
    Number(sqlite.prepare(`SELECT count(*) FROM ${table.name} WHERE ${isOlder}`).pluck().get());
  const total = tables.reduce((sum, table) => sum + count(table), 0);
  let [done, tableAt, lastId] = [0, 0, -1];

  function resealSome(table: RowTable, maxRows: number): number {
    const ids = sqlite
      .prepare<[number, number], number>(
        `SELECT id FROM ${table.name} WHERE id > ? AND ${isOlder} ORDER BY id LIMIT ?`,
      )
      .pluck()
      .all(lastId, maxRows);
    rows.commit(({ put }) => {
      for (const id of ids) {
        const plain = rows.read(table, id);
        if (plain) put(table, id, plain);
      }
    });
    lastId = ids.at(-1) ?? lastId;
    return ids.length;
  }
  return {
    step(maxRows) {
      const table = tables[tableAt];
      if (!table) {
        // The head moved to the current key with the last commit: nothing needs the older ones now.
        sqlite.exec(`DELETE FROM ${openings} WHERE generation <> ${keyring.current}`);
        return { done, total, isDone: true };
      }
      const resealed = resealSome(table, maxRows);
      done += resealed;
      if (resealed < maxRows) [tableAt, lastId] = [tableAt + 1, -1];
      return { done, total: Math.max(total, done), isDone: false };
    },
  };
}
