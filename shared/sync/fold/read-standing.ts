import { hasSeen } from '../row-states.ts';
import { type RowPlace, rowsOf } from '../decide.ts';
import { mainRow } from '../decide-history.ts';
import type { ChangeTransaction, Register, Standing, StandingRow } from '../decision.ts';
import { syncEntity } from '../entities.ts';
import { parseRowKey, rowId, type Values } from '../row-key.ts';
import { quoted, rowsFrom, type SqlRunner } from './sql.ts';

/** Which of these changes, named as bases, were not taken up. */
export type NotTakenUp = (ids: readonly string[]) => Promise<ReadonlySet<string>>;

/** What stands where a transaction reaches. */
export function readStanding(
  run: SqlRunner,
  transaction: ChangeTransaction,
  notTakenUp: NotTakenUp,
): Promise<Standing> {
  return readStandingOf(run, [transaction], notTakenUp);
}

/** The same of several that do not reach the same rows. */
export async function readStandingOf(
  run: SqlRunner,
  transactions: readonly ChangeTransaction[],
  notTakenUp: NotTakenUp,
): Promise<Standing> {
  const rows = await readRowsAt(run, transactions.flatMap(rowsOf));
  const changes = transactions.flatMap((each) => each.changes);
  const versions = await readVersions(run, changes);
  const unseen = changes.flatMap(({ line }) => {
    const registers = rows.get(rowId(line.k, line.r))?.registers ?? {};
    return Object.entries(line.b).flatMap(([field, base]) =>
      hasSeen(base, registers[field]) ? [] : [base],
    );
  });
  const own = new Set(
    transactions.flatMap((each) => each.changes.map(({ line }) => `${each.deviceId}:${line.n}`)),
  );
  const asked = unseen.filter((base) => !own.has(base));
  return {
    rows,
    versions,
    notTakenUp: asked.length === 0 ? new Set<string>() : await notTakenUp(asked),
  };
}

/** The key's columns by name, for a table to make them of its own types. */
export function keyColumns(entity: string, rowKey: string): Values {
  const values = parseRowKey(rowKey) ?? [];
  return Object.fromEntries((syncEntity(entity)?.keys ?? []).map((name, at) => [name, values[at]]));
}

/** `t."id" = w."id" AND …` of a table's key. */
export function sameKey(entity: string, one: string, other: string): string {
  return (syncEntity(entity)?.keys ?? [])
    .map((name) => `${one}.${quoted(name)} = ${other}.${quoted(name)}`)
    .join(' AND ');
}

export async function readRowsAt(
  run: SqlRunner,
  places: readonly RowPlace[],
): Promise<ReadonlyMap<string, StandingRow>> {
  const unique = [
    ...new Map(places.map((each) => [rowId(each.entity, each.rowKey), each])).values(),
  ];
  if (unique.length === 0) return new Map();
  const byEntity = [...Map.groupBy(unique, ({ entity }) => entity)];
  const parts = byEntity.map(([entity], at) => selectRows(entity, at + 2));
  const found = await rowsFrom<FoundRow>(run, [SELECT_REGISTERS, ...parts].join('\nUNION ALL\n'), [
    JSON.stringify(unique.map(({ entity, rowKey }) => ({ e: entity, r: rowKey }))),
    ...byEntity.map(([entity, rows]) =>
      JSON.stringify(rows.map(({ rowKey }) => ({ r: rowKey, v: keyColumns(entity, rowKey) }))),
    ),
  ]);
  const rows = new Map<string, { values: Values | null; registers: Record<string, Register> }>();
  for (const { entity, row_key, field, content } of found) {
    const id = rowId(entity, row_key);
    const row = rows.get(id) ?? { values: null, registers: {} };
    rows.set(id, row);
    if (field === null) row.values = valuesOf(content);
    else row.registers[field] = registerOf(valuesOf(content));
  }
  return rows;
}

type FoundRow = {
  readonly entity: string;
  readonly row_key: string;
  /** Null for the row itself. */
  readonly field: string | null;
  readonly content: string;
};

const SELECT_REGISTERS = `
  SELECT r.entity::TEXT AS entity, r.row_key, r.field::TEXT AS field,
    json_build_object('d', r.device_id, 'n', r.number, 's', r.stamp::TEXT)::TEXT AS content
  FROM json_to_recordset($1::TEXT::JSON) AS k (e TEXT, r TEXT)
  JOIN sync_registers r ON r.entity = k.e AND r.row_key = k.r`;

function selectRows(entity: string, parameter: number): string {
  const table = quoted(entity);
  return `
  SELECT '${entity}', k.r, NULL, to_jsonb(t)::TEXT
  FROM json_to_recordset($${parameter}::TEXT::JSON) AS k (r TEXT, v JSON)
  CROSS JOIN LATERAL json_populate_record(NULL::${table}, k.v) w
  JOIN ${table} t ON ${sameKey(entity, 't', 'w')}`;
}

/** An object of JSON; PostgreSQL wrote it. */
export function valuesOf(text: string): Values {
  const parsed: unknown = JSON.parse(text);
  return typeof parsed === 'object' && parsed !== null ? { ...parsed } : {};
}

function registerOf({ d, n, s }: Values): Register {
  return { deviceId: String(d), number: Number(n), stamp: BigInt(String(s)) };
}

async function readVersions(
  run: SqlRunner,
  changes: ChangeTransaction['changes'],
): Promise<ReadonlyMap<string, number>> {
  const kept = changes.filter(({ line }) => syncEntity(line.k)?.class === 'history');
  const versions = new Map<string, number>();
  for (const [entity, of] of Map.groupBy(kept, ({ line }) => line.k)) {
    const [column = ''] = syncEntity(entity)?.keys ?? [];
    const mains = new Map(
      of.map(({ line }) => {
        const main = mainRow(line.k, line.r);
        return [rowId(main.entity, main.rowKey), keyColumns(line.k, line.r)];
      }),
    );
    const rows = await rowsFrom<{ id: string; most: number | null }>(
      run,
      `SELECT k.i AS id, max(t.version) AS most
       FROM json_to_recordset($1::TEXT::JSON) AS k (i TEXT, v JSON)
       CROSS JOIN LATERAL json_populate_record(NULL::${quoted(entity)}, k.v) w
       JOIN ${quoted(entity)} t ON t.${quoted(column)} = w.${quoted(column)}
       GROUP BY k.i`,
      [JSON.stringify([...mains].map(([i, v]) => ({ i, v })))],
    );
    for (const id of mains.keys()) versions.set(id, 0);
    for (const { id, most } of rows) versions.set(id, most ?? 0);
  }
  return versions;
}
