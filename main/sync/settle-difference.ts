import { syncEntity, tablePlace } from '../../shared/sync/entities.ts';
import { inSavepoint, quoted, whileApplying } from '../../shared/sync/fold/sql.ts';
import { readColumns } from '../../shared/sync/fold/table-columns.ts';
import { type FoundRow, keyObject, readRows, type RowName } from '../../shared/sync/row-digests.ts';
import { parseChange } from '../../shared/sync/line.ts';
import type { RowsReply } from '../../shared/sync/wire.ts';
import { type Difference, insertDifference } from './check-store.ts';
import { deviceNow } from './device-store.ts';
import { rowsOf, type SqlRunner } from './sql.ts';

export type Settled = {
  readonly [Outcome in Difference['outcome'] | 'again']: readonly RowName[];
};

type Settling = {
  readonly names: readonly RowName[];
  readonly reply: RowsReply;
  readonly newId: () => string;
  readonly at: string;
};

/**
 * Makes these rows what the server says they are, and keeps what stood. Those that nobody can compare come
 * back in `again`: of all tables while these are behind the server's place of the log, else of tables that
 * were written since. What is written here and is not in the log yet is passed over; the trail is left where
 * it says something else, for no copy of it is worth more than another.
 */
export async function settleDifferences(
  sql: SqlRunner,
  { names, reply, newId, at }: Settling,
): Promise<Settled> {
  const { cursorSeq } = await deviceNow(sql);
  const isBehind = cursorSeq < reply.seq;
  const busy = isBehind ? null : await tablesSince(sql, reply.seq);
  const isBusy = ({ table }: RowName): boolean => busy === null || busy.has(table);
  const again = names.filter(isBusy);
  const settled = { fetched: [] as RowName[], setAside: [] as RowName[], left: [] as RowName[] };
  await whileApplying(sql, async () => {
    for (const pair of inOrder(
      await pairsOf(
        sql,
        names.filter((name) => !isBusy(name)),
        reply,
      ),
    )) {
      const outcome = await settleOne(sql, pair);
      settled[outcome].push(pair.name);
      const { table: entity, key: rowKey } = pair.name;
      const stood = pair.here?.row ?? null;
      await insertDifference(sql, { id: newId(), foundAt: at, entity, rowKey, stood, outcome });
    }
  });
  return { ...settled, again };
}

/** What these decide is of other tables than their own. */
const DECIDING: ReadonlySet<string> = new Set(['sync_decisions', 'sync_settlements']);

/** The tables that the log behind a place has changes of; null where they could be any. */
async function tablesSince(sql: SqlRunner, seq: number): Promise<ReadonlySet<string> | null> {
  const others = await rowsOf<{ line: string }>(sql, 'SELECT line FROM sync_log WHERE seq > $1', [
    seq,
  ]);
  const own = await rowsOf<{ entity: string }>(
    sql,
    'SELECT DISTINCT entity FROM sync_outbox WHERE seq > $1',
    [seq],
  );
  const tables = [
    ...own.map(({ entity }) => entity),
    ...others.flatMap(({ line }) => parseChange(line)?.k ?? []),
  ];
  return tables.some((name) => DECIDING.has(name)) ? null : new Set(tables);
}

type Pair = {
  readonly name: RowName;
  readonly here: FoundRow | undefined;
  readonly there: FoundRow | undefined;
};

async function pairsOf(
  sql: SqlRunner,
  names: readonly RowName[],
  reply: RowsReply,
): Promise<readonly Pair[]> {
  const unseen = await selectUnseen(sql);
  const here = byName(await readRows(sql, names));
  const there = byName(reply.rows);
  return names
    .map((name) => ({ name, here: here.get(idOf(name)), there: there.get(idOf(name)) }))
    .filter((pair) => pair.here?.digest !== pair.there?.digest && !unseen.has(idOf(pair.name)));
}

function idOf({ table, key }: RowName): string {
  return `${table} ${key}`;
}

function byName(rows: readonly FoundRow[]): ReadonlyMap<string, FoundRow> {
  return new Map(rows.map((row) => [idOf(row), row]));
}

async function selectUnseen(sql: SqlRunner): Promise<ReadonlySet<string>> {
  const rows = await rowsOf<{ id: string }>(
    sql,
    `SELECT DISTINCT entity || ' ' || row_key AS id FROM sync_outbox WHERE seq IS NULL`,
  );
  return new Set(rows.map(({ id }) => id));
}

/** What is too much goes first, children before parents; then what is missing or other, parents first. */
function inOrder(pairs: readonly Pair[]): readonly Pair[] {
  const byPlace = pairs.toSorted((one, other) => placeOf(one) - placeOf(other));
  return [
    ...byPlace.filter(({ there }) => !there).toReversed(),
    ...byPlace.filter(({ there }) => there),
  ];
}

function placeOf({ name }: Pair): number {
  return tablePlace(name.table);
}

async function settleOne(
  sql: SqlRunner,
  { name, here, there }: Pair,
): Promise<Difference['outcome']> {
  if (syncEntity(name.table)?.class === 'trail' && here) return 'left';
  const done = await inSavepoint(sql, async () => {
    if (!there) return removeRow(sql, name);
    await writeRow(sql, there, here !== undefined);
    await writeRegisters(sql, there);
  });
  if ('sqlState' in done) return 'left';
  return there ? 'fetched' : 'setAside';
}

async function removeRow(sql: SqlRunner, name: RowName): Promise<void> {
  const table = quoted(name.table);
  await sql.query(
    `DELETE FROM ${table} t USING json_populate_record(NULL::${table}, $1::TEXT::JSON) r
     WHERE ${sameKeys(name.table)}`,
    [JSON.stringify(keyObject(syncEntity(name.table), name.key))],
  );
}

async function writeRow(sql: SqlRunner, row: FoundRow, isHere: boolean): Promise<void> {
  const entity = syncEntity(row.table);
  const known = (await readColumns(sql, [row.table])).get(row.table);
  if (!entity || !known) throw new Error('A row of a table that is not known');
  const own = [...entity.keptHere, ...(isHere ? entity.keys : [])];
  const names = [...known].filter((name) => !own.includes(name)).map(quoted);
  const table = quoted(row.table);
  const from = `json_populate_record(NULL::${table}, $1::TEXT::JSON) r`;
  const statement = isHere
    ? `UPDATE ${table} t SET ${names.map((name) => `${name} = r.${name}`).join()} FROM ${from}
       WHERE ${sameKeys(row.table)}`
    : `INSERT INTO ${table} (${names.join()})
       SELECT ${names.map((name) => `r.${name}`).join()} FROM ${from}`;
  await sql.query(statement, [row.row]);
}

function sameKeys(table: string): string {
  const keys = syncEntity(table)?.keys ?? [];
  return keys.map((key) => `t.${quoted(key)} = r.${quoted(key)}`).join(' AND ');
}

/** By which changes its values stand, so that whoever changes it next has seen those. */
async function writeRegisters(sql: SqlRunner, { table, key, registers }: FoundRow): Promise<void> {
  await sql.query('DELETE FROM sync_registers WHERE entity = $1 AND row_key = $2', [table, key]);
  await sql.query(
    `INSERT INTO sync_registers (entity, row_key, field, device_id, number, stamp)
     SELECT $1, $2, field, "deviceId", number, stamp
     FROM json_to_recordset($3::TEXT::JSON)
       AS r (field TEXT, "deviceId" UUID, number BIGINT, stamp BIGINT)`,
    [table, key, JSON.stringify(registers)],
  );
}
