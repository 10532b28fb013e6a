import { syncEntity } from '../entities.ts';
import { isPlainInsert } from '../plain-insert.ts';
import { upcastChange, UPCASTS } from '../upcast.ts';
import { textOfArrived } from './apply-decision.ts';
import { followOne } from './fold-transaction.ts';
import { type InsertedRow, insertRun } from './insert-run.ts';
import { type LaterColumns, laterColumns } from './later-values.ts';
import { inSavepoint, type SqlRunner, whileApplying } from './sql.ts';
import { readColumns, readSchema, type SchemaState, type TableColumns } from './table-columns.ts';
import { type LoggedTransaction, meaningOf } from './transactions.ts';

// A device takes up what the server did, also what a later release wrote in columns it does not know.
const ANY_SCHEMA = Number.MAX_SAFE_INTEGER;

/**
 * Does to the tables what the log says became of these transactions, in their order. Throws the database's
 * error where that cannot be: then something else stands here than the log's entries before.
 */
export async function foldEntries(
  run: SqlRunner,
  transactions: readonly LoggedTransaction[],
): Promise<void> {
  const arrived = transactions.map(withoutSetAside).filter(({ changes }) => changes.length > 0);
  if (arrived.length === 0) return;
  await whileApplying(run, async () => {
    const schema = await readSchema(run);
    const taken = upcastAll(arrived, schema);
    const following = {
      columns: await readColumns(run, tablesOf(taken), schema),
      later: await laterColumns(run, taken, schema),
    };
    const isInRun = (each: LoggedTransaction): boolean =>
      isRun(each) && following.later?.isOf(each) !== true;
    let at = 0;
    while (at < taken.length) {
      const end = taken.findIndex((each, place) => place >= at && !isInRun(each));
      const length = (end === -1 ? taken.length : end) - at;
      const next = taken.slice(at, at + Math.max(length, 1));
      if (length > 0) await followRun(run, next, following);
      else await followEach(run, next, following);
      at += next.length;
    }
  });
}

type Following = { readonly columns: TableColumns; readonly later: LaterColumns | null };

function upcastAll(
  transactions: readonly LoggedTransaction[],
  { version }: SchemaState,
): readonly LoggedTransaction[] {
  if (UPCASTS.length === 0) return transactions;
  return transactions.map((each) => ({
    ...each,
    changes: each.changes.map((change) => upcastChange(change, version)),
  }));
}

function withoutSetAside(transaction: LoggedTransaction): LoggedTransaction {
  const changes = transaction.changes.filter(
    ({ outcome, change }) => change && (outcome === 'applied' || outcome === 'merged'),
  );
  return { ...transaction, changes };
}

function tablesOf(transactions: readonly LoggedTransaction[]): ReadonlySet<string> {
  const names = transactions.flatMap(({ changes }) => changes.map(({ change }) => change?.k ?? ''));
  const known = names.filter((name) => syncEntity(name));
  return new Set([...known, ...known.map((name) => name.replace(/_versions$/, 's'))]);
}

function isRun({ deviceId, changes }: LoggedTransaction): boolean {
  return changes.every(
    ({ change, outcome }) =>
      outcome === 'applied' && isPlainInsert(change, { deviceId, schemaVersion: ANY_SCHEMA }),
  );
}

async function followRun(
  run: SqlRunner,
  transactions: readonly LoggedTransaction[],
  following: Following,
): Promise<void> {
  const rows: readonly InsertedRow[] = transactions.flatMap(({ changes }) =>
    changes.flatMap(({ line, change }) => (change ? [{ line, change }] : [])),
  );
  const done = await inSavepoint(run, async () => {
    if (!(await insertRun(run, rows, following.columns))) throw new RowStood();
  });
  if ('sqlState' in done) await followEach(run, transactions, following);
}

/** Not an error of the database, but undone like one. */
class RowStood extends Error {
  readonly code = 'P0000';
}

async function followEach(
  run: SqlRunner,
  transactions: readonly LoggedTransaction[],
  { columns, later }: Following,
): Promise<void> {
  for (const each of transactions) {
    const transaction = meaningOf(each);
    if (!transaction) continue;
    const outcomes = each.changes.map(({ outcome }) => outcome);
    await followOne(
      run,
      { transaction, outcomes },
      { columns, later, textOf: textOfArrived(each.changes) },
    );
  }
}
