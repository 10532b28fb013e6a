import { derivedColumns } from '../derived-columns.ts';
import { concurrencyUnit, syncEntity } from '../entities.ts';
import type { ChangeLine, Outcome } from '../line.ts';
import { sameJson, type Values } from '../row-key.ts';
import { childrenFirst } from './deletion-order.ts';
import type { OwnFolded, UndoRow, WrittenRegister } from './own-changes.ts';
import { valuesOf } from './read-standing.ts';
import { rowsFrom, type SqlRunner } from './sql.ts';

/** A change of this computer's as its outbox has it. */
export type OwnChange = {
  readonly number: number;
  readonly transactionId: string;
  /** As it counts. */
  readonly stamp: bigint;
  readonly ownStamp: string;
  readonly entity: string;
  readonly rowKey: string;
  readonly op: ChangeLine['o'];
  readonly base: Readonly<Record<string, string>>;
  readonly body: Values;
  readonly before: Values | null;
  readonly beforeRegisters: Readonly<Record<string, WrittenRegister>>;
  readonly userId: string | null;
  readonly schemaVersion: number;
  /** What became of it when it was done anew; null where it stands as it was made. */
  readonly refolded: Refolded | null;
  readonly isWithoutEffect: boolean;
};

/** Beside the first change of a transaction: the rows of all of it. */
export type Refolded = { readonly outcome: Outcome; readonly rows: readonly UndoRow[] };

const SELECT_OWN = `
  SELECT number::TEXT AS number, transaction_id::TEXT AS "transactionId",
    coalesce(restamped, stamp)::TEXT AS stamp, stamp::TEXT AS "ownStamp", entity::TEXT AS entity,
    row_key AS "rowKey", op::TEXT AS op, base::TEXT AS base, body::TEXT AS body,
    before::TEXT AS before, before_registers::TEXT AS "beforeRegisters", user_id::TEXT AS "userId",
    schema_version AS "schemaVersion", undo::TEXT AS undo, is_without_effect AS "isWithoutEffect"
  FROM sync_outbox`;

type OwnRow = {
  readonly [Name in
    | 'number'
    | 'transactionId'
    | 'stamp'
    | 'ownStamp'
    | 'entity'
    | 'rowKey'
    | 'base'
    | 'body']: string;
} & {
  readonly op: ChangeLine['o'];
  readonly before: string | null;
  readonly beforeRegisters: string | null;
  readonly userId: string | null;
  readonly schemaVersion: number;
  readonly undo: string | null;
  readonly isWithoutEffect: boolean;
};

/** Those with these numbers that the outbox still has. */
export async function readOwn(
  run: SqlRunner,
  numbers: readonly number[],
): Promise<ReadonlyMap<number, OwnChange>> {
  if (numbers.length === 0) return new Map();
  const rows = await rowsFrom<OwnRow>(
    run,
    `${SELECT_OWN} WHERE number IN (SELECT n::BIGINT FROM json_array_elements_text($1::TEXT::JSON) n)`,
    [JSON.stringify(numbers)],
  );
  return new Map(rows.map((row) => [Number(row.number), ownChange(row)]));
}

/** Those that have not come back, from the first change of the transaction that holds this number. */
export async function readUnseen(run: SqlRunner, from: number): Promise<readonly OwnChange[]> {
  const rows = await rowsFrom<OwnRow>(
    run,
    `${SELECT_OWN} WHERE seq IS NULL AND number >= coalesce(
       (SELECT min(first.number) FROM sync_outbox first
        JOIN sync_outbox named ON named.transaction_id = first.transaction_id
        WHERE named.number = $1::BIGINT AND first.seq IS NULL), 0)
     ORDER BY sync_outbox.number`,
    [from],
  );
  return rows.map(ownChange);
}

function ownChange(row: OwnRow): OwnChange {
  return {
    ...row,
    number: Number(row.number),
    stamp: BigInt(row.stamp),
    base: textsOf(valuesOf(row.base)),
    body: valuesOf(row.body),
    before: row.before === null ? null : valuesOf(row.before),
    beforeRegisters: registersOf(row.beforeRegisters),
    refolded: refoldedOf(row.undo),
  };
}

function textsOf(values: Values): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, String(value)]));
}

function registersOf(text: string | null): Readonly<Record<string, WrittenRegister>> {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- sync_registers_of wrote it
  return (text === null ? {} : valuesOf(text)) as Readonly<Record<string, WrittenRegister>>;
}

function refoldedOf(text: string | null): Refolded | null {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- writeRefolded wrote it
  return text === null ? null : (valuesOf(text) as Refolded);
}

/** The line's meaning, its transaction's end being known. */
export function lineOf(own: OwnChange, end: number): ChangeLine {
  return {
    n: own.number,
    t: end,
    s: own.ownStamp,
    k: own.entity,
    r: own.rowKey,
    o: own.op,
    b: own.base,
    v: own.body,
    u: own.userId,
    m: own.schemaVersion,
  };
}

/** True where a line says what the outbox says. */
export function isSaidBy(own: OwnChange, line: ChangeLine): boolean {
  return sameJson({ ...lineOf(own, line.t) }, { ...line });
}

/** How to take back a transaction's changes, in the order in which they were done. */
export function undoOf(changes: readonly OwnChange[]): readonly UndoRow[] {
  const refolded = changes.flatMap((each) => each.refolded ?? []);
  if (refolded.length > 0) return refolded.flatMap(({ rows }) => rows);
  return childrenFirst(changes)
    .filter(({ entity }) => syncEntity(entity)?.class !== 'trail')
    .map(({ entity, rowKey, op, before, beforeRegisters, body }) => {
      const moved = op === 'i' ? [] : movedFields(entity, op === 'd' ? null : body);
      const names = [...moved, ...Object.keys(beforeRegisters)];
      const registers = names.map((name) => [name, beforeRegisters[name] ?? null] as const);
      return { entity, rowKey, before, registers: Object.fromEntries(registers) };
    });
}

function movedFields(name: string, body: Values | null): readonly string[] {
  const entity = syncEntity(name);
  const unit = entity ? concurrencyUnit(entity) : 'none';
  if (unit === 'none') return [];
  if (unit === 'row' || body === null) return [''];
  const derived = derivedColumns.get(name)?.names ?? [];
  return Object.keys(body).filter(
    (field) => field !== 'version' && field !== 'updated_at' && !derived.includes(field),
  );
}

/** Notes what became of a transaction that was done anew. */
export async function writeRefolded(
  run: SqlRunner,
  changes: readonly OwnChange[],
  { outcomes, undo }: OwnFolded,
): Promise<void> {
  const rows = changes.map(({ number }, at) => {
    const outcome = outcomes[at] ?? 'applied';
    const refolded: Refolded = { outcome, rows: at === 0 ? undo : [] };
    const isDone = outcome === 'applied' || outcome === 'merged';
    return { n: number, u: refolded, w: !isDone };
  });
  await run.query(
    `UPDATE sync_outbox o SET undo = k.u, is_without_effect = k.w
     FROM json_to_recordset($1::TEXT::JSON) AS k (n BIGINT, u JSONB, w BOOLEAN)
     WHERE o.number = k.n`,
    [JSON.stringify(rows)],
  );
}
