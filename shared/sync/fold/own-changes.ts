import type { ChangeTransaction, Register, Standing } from '../decision.ts';
import { syncEntity } from '../entities.ts';
import type { Outcome } from '../line.ts';
import { rowId, type Values } from '../row-key.ts';
import { upcastLine } from '../upcast.ts';
import { textOfLines } from './apply-decision.ts';
import { childrenFirst } from './deletion-order.ts';
import { type FoldedOne, foldOne } from './fold-transaction.ts';
import { setAsideChanges } from './not-taken-up.ts';
import { keyColumns, sameKey } from './read-standing.ts';
import { quoted, type SqlRunner, whileApplying } from './sql.ts';
import { readColumns, type TableColumns } from './table-columns.ts';

/** Device, number and stamp of a change. */
export type WrittenRegister = readonly [deviceId: string, number: number, stamp: string];

/** A row as it was before a change of this computer's that others may not have seen yet. */
export type UndoRow = {
  readonly entity: string;
  readonly rowKey: string;
  /** Null where there was no such row. */
  readonly before: Values | null;
  /** Null where there was no such register; those left out stay as they are. */
  readonly registers: Readonly<Record<string, WrittenRegister | null>>;
};

export type OwnFolded = {
  readonly outcomes: readonly Outcome[];
  /** In the order in which the rows were written first. */
  readonly undo: readonly UndoRow[];
};

/**
 * Decides an own transaction against what stands now, and does it. Where it would be set aside it has no
 * effect here either. The undo has no trail: that stays.
 */
export async function foldOwn(
  run: SqlRunner,
  { deviceId, changes }: ChangeTransaction,
  { schemaVersion }: { readonly schemaVersion: number },
): Promise<OwnFolded> {
  const transaction = {
    deviceId,
    changes: changes.map((each) => ({ ...each, line: upcastLine(each.line, schemaVersion) })),
  };
  return whileApplying(run, async () => {
    const names = transaction.changes.map(({ line }) => line.k).filter((name) => syncEntity(name));
    const mains = names.map((name) => name.replace(/_versions$/, 's'));
    const folded = await foldOne(run, transaction, {
      columns: await readColumns(run, [...names, ...mains]),
      schemaVersion,
      setAside: setAsideChanges(run),
      textOf: textOfLines(transaction),
    });
    return { outcomes: folded.decision.outcomes, undo: undoOf(folded) };
  });
}

function undoOf({ decision, standing }: FoldedOne): readonly UndoRow[] {
  const rows = new Map<string, { entity: string; rowKey: string; fields: Set<string> }>();
  for (const place of [...childrenFirst(decision.effects), ...decision.registers]) {
    const { entity, rowKey } = place;
    if (syncEntity(entity)?.class === 'trail') continue;
    const id = rowId(entity, rowKey);
    const row = rows.get(id) ?? { entity, rowKey, fields: new Set() };
    rows.set(id, row);
    if ('field' in place) row.fields.add(place.field);
  }
  return [...rows].map(([id, { entity, rowKey, fields }]) => {
    const { values, registers } = standingAt(standing, id);
    const moved = [...fields].map((field) => [field, written(registers[field])] as const);
    return { entity, rowKey, before: values, registers: Object.fromEntries(moved) };
  });
}

function standingAt({ rows }: Standing, id: string) {
  return rows.get(id) ?? { values: null, registers: {} };
}

function written(register: Register | undefined): WrittenRegister | null {
  return register ? [register.deviceId, register.number, register.stamp.toString()] : null;
}

/** Puts rows back as they were, from the last to the first. */
export async function takeBack(run: SqlRunner, undo: readonly UndoRow[]): Promise<void> {
  if (undo.length === 0) return;
  await whileApplying(run, async () => {
    const columns = await readColumns(
      run,
      undo.map(({ entity }) => entity),
    );
    for (const row of undo.toReversed()) await restore(run, row, columns);
  });
}

async function restore(run: SqlRunner, row: UndoRow, columns: TableColumns): Promise<void> {
  const { entity, rowKey, before } = row;
  const known = columns.get(entity);
  if (!known) return;
  const table = quoted(entity);
  if (before === null) {
    await run.query(
      `DELETE FROM ${table} t USING json_populate_record(NULL::${table}, $1::TEXT::JSON) w
       WHERE ${sameKey(entity, 't', 'w')}`,
      [JSON.stringify(keyColumns(entity, rowKey))],
    );
  } else {
    const keys = syncEntity(entity)?.keys ?? [];
    const names = Object.keys(before).filter((name) => known.has(name));
    const others = names.filter((name) => !keys.includes(name));
    const set = others.map((name) => `${quoted(name)} = excluded.${quoted(name)}`).join(', ');
    await run.query(
      `INSERT INTO ${table} (${names.map(quoted).join(', ')})
       SELECT ${names.map((name) => `r.${quoted(name)}`).join(', ')}
       FROM json_populate_record(NULL::${table}, $1::TEXT::JSON) r
       ON CONFLICT (${keys.map(quoted).join(', ')})
       DO ${set === '' ? 'NOTHING' : `UPDATE SET ${set}`}`,
      [JSON.stringify(before)],
    );
  }
  await restoreRegisters(run, row);
}

async function restoreRegisters(
  run: SqlRunner,
  { entity, rowKey, ...row }: UndoRow,
): Promise<void> {
  const registers = Object.entries(row.registers);
  if (registers.length === 0) return;
  await run.query(
    `DELETE FROM sync_registers WHERE entity = $1 AND row_key = $2
       AND field IN (SELECT json_array_elements_text($3::TEXT::JSON))`,
    [entity, rowKey, JSON.stringify(registers.map(([field]) => field))],
  );
  const stood = registers.flatMap(([field, register]) => {
    if (!register) return [];
    const [d, n, s] = register;
    return [{ f: field, d, n, s }];
  });
  if (stood.length === 0) return;
  await run.query(
    `INSERT INTO sync_registers (entity, row_key, field, device_id, number, stamp)
     SELECT $1, $2, f, d, n, s
     FROM json_to_recordset($3::TEXT::JSON) AS m (f TEXT, d UUID, n BIGINT, s BIGINT)`,
    [entity, rowKey, JSON.stringify(stood)],
  );
}
