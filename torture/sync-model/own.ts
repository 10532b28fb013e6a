import type { ChangeTransaction } from '../../shared/sync/decision.ts';
import { concurrencyUnit, syncEntity } from '../../shared/sync/entities.ts';
import type { ChangeLine, Outcome } from '../../shared/sync/line.ts';
import { derivedColumns } from '../../shared/sync/derived-columns.ts';
import { formatRowKey, rowId, sameJson, type Values } from '../../shared/sync/row-key.ts';
import { isTrail, SCHEMA_VERSION, takeBack, type Undo, undoOf } from './fold.ts';
import { lineOf } from './lines.ts';
import { ConstraintError, moveRegisters, perform, type Tables } from './tables.ts';

/** One statement on one row, as a screen's command runs it. */
export type Statement = {
  readonly op: 'i' | 'u' | 'd';
  readonly entity: string;
  /** Of an insert the whole row, of an update the columns that are set. */
  readonly values: Values;
  readonly rowKey: string;
};

/** A change of this device, as its outbox holds it. */
export type OwnChange = {
  readonly text: string;
  /** The stamp that counts. */
  readonly stamp: bigint;
  readonly seq: number | null;
  readonly outcome: Outcome;
};

export type OwnTransaction = { readonly changes: readonly OwnChange[]; readonly undo: Undo };

export function endOf({ changes }: OwnTransaction): number {
  const last = changes.at(-1);
  return last ? lineOf(last.text).n : 0;
}

export function isUnseen({ changes }: OwnTransaction): boolean {
  return changes[0]?.seq === null;
}

export function asTransaction(deviceId: string, { changes }: OwnTransaction): ChangeTransaction {
  return {
    deviceId,
    changes: changes.map(({ text, stamp }) => ({ line: lineOf(text), stamp })),
  };
}

export type Author = {
  readonly deviceId: string;
  readonly userId: string;
  readonly firstNumber: number;
  readonly nextStamp: () => bigint;
};

/** Runs statements as one database transaction, with what triggers write down of it; null where a constraint refuses. */
export function transact(
  tables: Tables,
  statements: readonly Statement[],
  author: Author,
): OwnTransaction | null {
  const before = undoOf(
    tables,
    statements.map((each) => rowId(each.entity, each.rowKey)),
  );
  const end = author.firstNumber + statements.length - 1;
  try {
    const changes = statements.map((statement, at): OwnChange => {
      const number = author.firstNumber + at;
      const line = captured(tables, statement, { ...author, number, end });
      return { text: JSON.stringify(line), stamp: BigInt(line.s), seq: null, outcome: 'applied' };
    });
    return { changes, undo: before.filter(({ id }) => !isTrail(id)) };
  } catch (error) {
    if (!(error instanceof ConstraintError)) throw error;
    takeBack(tables, before);
    return null;
  }
}

function captured(
  tables: Tables,
  { op, entity, rowKey, values }: Statement,
  {
    deviceId,
    userId,
    number,
    end,
    nextStamp,
  }: Author & { readonly number: number; readonly end: number },
): ChangeLine {
  const id = rowId(entity, rowKey);
  const stamp = nextStamp();
  const registers = tables.registers.get(id) ?? {};
  const was = tables.rows.get(id) ?? {};
  const changed = Object.fromEntries(
    Object.entries(values).filter(([name, value]) => !sameJson(value, was[name])),
  );
  const moved = movedBy(entity, op, changed);
  const seen = op === 'd' ? Object.keys(registers) : moved;
  const effect = op === 'i' ? 'insert' : op === 'u' ? 'set' : 'delete';
  perform(tables, [{ op: effect, entity, rowKey, change: 0, values, made: [] }]);
  const register = { deviceId, number, stamp };
  moveRegisters(
    tables,
    moved.map((field) => ({ entity, rowKey, field, register })),
  );
  const isWhole = op === 'i' || syncEntity(entity)?.class === 'latest';
  return {
    n: number,
    t: end,
    s: String(stamp),
    k: entity,
    r: rowKey,
    o: op,
    b: Object.fromEntries(
      seen.flatMap((field) => {
        const stands = registers[field];
        return op === 'i' || !stands ? [] : [[field, `${stands.deviceId}:${stands.number}`]];
      }),
    ),
    v: op === 'd' ? {} : isWhole ? withoutKey(entity, op, { ...was, ...values }) : changed,
    u: userId,
    m: SCHEMA_VERSION,
  };
}

/** An update says its row by the key alone. */
function withoutKey(entity: string, op: 'i' | 'u', values: Values): Values {
  if (op === 'i') return values;
  const keys = syncEntity(entity)?.keys ?? [];
  return Object.fromEntries(Object.entries(values).filter(([name]) => !keys.includes(name)));
}

/** The registers that a statement moves. */
function movedBy(entity: string, op: 'i' | 'u' | 'd', changed: Values): readonly string[] {
  const of = syncEntity(entity);
  if (!of) throw new Error(`no such table: ${entity}`);
  const unit = concurrencyUnit(of);
  if (unit === 'none' || op === 'i') return [];
  if (unit === 'row' || op === 'd') return [''];
  const derived = derivedColumns.get(entity)?.names ?? [];
  return Object.keys(changed).filter((name) => name !== 'version' && !derived.includes(name));
}

export function keyOf(entity: string, values: Values): string {
  return formatRowKey((syncEntity(entity)?.keys ?? []).map((key) => values[key]));
}
