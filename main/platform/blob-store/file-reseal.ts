import type { Keyring } from '../keys/keyring.ts';
import { beginReseal, type Reseal } from '../page-store/reseal.ts';
import type { SealedRows } from '../page-store/sealed-rows.ts';
import { SealBroken } from '../page-store/store-errors.ts';
import type { WritingParts } from './file-parts.ts';
import { freePlace } from './file-writing.ts';
import { entryOf, FILE_OPENINGS, fileTables, STEP_CHUNKS } from './file-tables.ts';

const { entry: entries, chunk, unfinished } = fileTables;

/**
 * Puts every row under the current key of another keyring, and every entry in the place that this key
 * gives it. Rows that do not open stay as they are: a damaged file must not keep the old key alive.
 */
export function beginFileReseal(parts: WritingParts, keyring: Keyring): Reseal {
  const { sqlite, sealer, names, commit } = parts;
  const rows: SealedRows = {
    commit,
    read: (table, rowId) => nullIfBroken(() => parts.rows.read(table, rowId)),
    commitNumber: () => parts.rows.commitNumber(),
    rowCount: () => parts.rows.rowCount(),
    beginCheck: (depth) => parts.rows.beginCheck(depth),
  };
  names.turnTo(keyring);
  const tables = [unfinished, chunk];
  const others = beginReseal({ sqlite, sealer, rows, tables, keyring, openings: FILE_OPENINGS });
  const isOlder = `opening IN (SELECT id FROM ${FILE_OPENINGS} WHERE generation <> ${keyring.current})`;
  const total = Object.values(fileTables)
    .map(({ name }) => sqlite.prepare(`SELECT count(*) FROM ${name} WHERE ${isOlder}`))
    .reduce((sum, count) => sum + Number(count.pluck().get()), 0);
  const move = entryMover({ ...parts, rows }, isOlder);
  let moved = 0;
  let areMoved = false;
  return {
    step(maxRows) {
      if (!areMoved) {
        const count = move(maxRows);
        moved += count;
        areMoved = count < maxRows;
        return { done: moved, total: Math.max(total, moved), isDone: false };
      }
      // A chunk is as large as many pages.
      const { done, isDone } = others.step(Math.min(maxRows, STEP_CHUNKS));
      return { done: moved + done, total: Math.max(total, moved + done), isDone };
    },
  };
}

/** Moves some more entries each time it is called, and answers how many. */
function entryMover(parts: WritingParts, isOlder: string): (limit: number) => number {
  const { sqlite, rows, commit } = parts;
  const olderEntries = sqlite
    .prepare<[number, number], number>(
      `SELECT id FROM ${entries.name} WHERE id > ? AND ${isOlder} ORDER BY id LIMIT ?`,
    )
    .pluck();
  let lastId = -1;
  return (limit) => {
    const ids = olderEntries.all(lastId, limit);
    commit((changes) => {
      for (const id of ids) {
        const bytes = rows.read(entries, id);
        if (!bytes) continue;
        changes.remove(entries, id);
        changes.put(entries, freePlace(parts, entryOf(bytes).digest), bytes);
      }
    });
    lastId = ids.at(-1) ?? lastId;
    return ids.length;
  };
}

function nullIfBroken<T>(work: () => T): T | null {
  try {
    return work();
  } catch (error) {
    if (error instanceof SealBroken) return null;
    throw error;
  }
}
