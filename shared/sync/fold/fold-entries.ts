import { syncEntity } from '../entities.ts';
import { isPlainInsert } from '../plain-insert.ts';
import { upcastChange, UPCASTS } from '../upcast.ts';
import { textOfArrived } from './apply-decision.ts';
import { followOne } from './fold-transaction.ts';
import { foldTogether } from './fold-together.ts';
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
      schema,
      columns: await readColumns(run, tablesOf(taken), schema),
      later: await laterColumns(run, taken, schema),
    };
    let at = 0;
    while (at < taken.length) {
      const length = runFrom(taken, at, following.later);
      if (length >= SHORTEST_RUN || (length > 0 && at + length === taken.length)) {
        await followRun(run, taken.slice(at, at + length), following);
        at += length;
      } else at += await followNext(run, taken.slice(at), following);
    }
  });
}

/** Fewer inserts that follow each other go with what comes behind them. */
const SHORTEST_RUN = 8;

type Following = {
  readonly schema: SchemaState;
  readonly columns: TableColumns;
  readonly later: LaterColumns | null;
};

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

/** How many transactions from here on only insert rows. */
function runFrom(
  transactions: readonly LoggedTransaction[],
  from: number,
  later: LaterColumns | null,
): number {
  let end = from;
  for (const each of transactions.slice(from)) {
    if (!isRun(each) || later?.isOf(each) === true) break;
    end += 1;
  }
  return end - from;
}

/** Takes up the next transactions, at once where that comes to the same; answers how many. */
async function followNext(
  run: SqlRunner,
  transactions: readonly LoggedTransaction[],
  following: Following,
): Promise<number> {
  const { decisions, alone } = following.later
    ? { decisions: [], alone: 1 }
    : await foldTogether(run, candidatesOf(transactions), {
        ...following,
        schemaVersion: ANY_SCHEMA,
        notTakenUp: async () => new Set(),
      });
  const end = decisions.length + alone;
  await followEach(run, transactions.slice(decisions.length, end), following);
  return end;
}

function* candidatesOf(transactions: readonly LoggedTransaction[]) {
  for (const { deviceId, changes } of transactions) {
    const transaction = meaningOf({ deviceId, changes });
    const outcomes = changes.map(({ outcome }) => outcome);
    yield transaction && { transaction, outcomes, textOf: textOfArrived(changes) };
  }
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
