import { setAside } from '../decide.ts';
import type { ChangeTransaction, Review } from '../decision.ts';
import { derivedColumns } from '../derived-columns.ts';
import { syncEntity } from '../entities.ts';
import { isPlainInsert } from '../plain-insert.ts';
import { reviewOf } from '../reviews.ts';
import { upcastChange } from '../upcast.ts';
import { textOfArrived } from './apply-decision.ts';
import { withAuthors } from './authors.ts';
import { type FoldContext, foldOne } from './fold-transaction.ts';
import { foldTogether } from './fold-together.ts';
import { insertRun } from './insert-run.ts';
import { setAsideChanges } from './not-taken-up.ts';
import {
  cancelledButUsed,
  type DisabledUsers,
  lateReviews,
  readDisabledUsers,
} from './site-checks.ts';
import { inSavepoint, type SqlRunner, whileApplying } from './sql.ts';
import { readColumns, readSchema, type SchemaState } from './table-columns.ts';
import { type ArrivedTransaction, type Folded, foldedOf, meaningOf } from './transactions.ts';

/** A run that fails is halved until it is as short as this; shorter ones go with what comes behind them. */
const SHORTEST_RUN = 8;

type Batch = FoldContext & {
  readonly run: SqlRunner;
  readonly schema: SchemaState;
  disabled: DisabledUsers | null;
};

/**
 * Takes up transactions in their order, as the server does: one answer for each. Nothing is refused; what
 * cannot be taken up is set aside and the rest goes on. `schemaVersion` is the number of the newest migration
 * here. The caller appends them to the log afterwards, in the same database transaction.
 */
export async function foldBatch(
  run: SqlRunner,
  arrived: readonly ArrivedTransaction[],
  { schemaVersion }: { readonly schemaVersion: number },
): Promise<readonly Folded[]> {
  const transactions = arrived.map((each) => ({
    ...each,
    changes: each.changes.map((change) => upcastChange(change, schemaVersion)),
  }));
  const tables = transactions.flatMap(({ changes }) => changes.flatMap((each) => tablesOf(each)));
  return whileApplying(run, async () => {
    const schema = await readSchema(run);
    const batch: Batch = {
      run,
      schema,
      schemaVersion,
      columns: await readColumns(run, tables, schema),
      setAside: setAsideChanges(run),
      disabled: null,
    };
    const folded: Folded[] = [];
    let at = 0;
    while (at < transactions.length) {
      const length = runFrom(transactions, at, schemaVersion);
      const isRun = length >= SHORTEST_RUN || (length > 0 && at + length === transactions.length);
      const next = isRun
        ? await foldRun(batch, transactions.slice(at, at + length))
        : await foldNext(batch, transactions.slice(at));
      folded.push(...next);
      at += next.length;
    }
    return withAuthors(run, folded, transactions);
  });
}

/** One transaction, as `foldBatch` does it. */
export async function foldTransaction(
  run: SqlRunner,
  transaction: ArrivedTransaction,
  context: { readonly schemaVersion: number },
): Promise<Folded> {
  const [folded] = await foldBatch(run, [transaction], context);
  if (!folded) throw new Error('A transaction was folded without an answer');
  return folded;
}

function tablesOf({ change }: ArrivedTransaction['changes'][number]): readonly string[] {
  const entity = change && syncEntity(change.k);
  if (!entity) return [];
  return entity.class === 'history'
    ? [entity.name, entity.name.replace(/_versions$/, 's')]
    : [entity.name];
}

/** How many transactions from here on only insert rows. */
function runFrom(
  transactions: readonly ArrivedTransaction[],
  from: number,
  schemaVersion: number,
): number {
  const end = transactions.findIndex(
    ({ deviceId, changes, isRevoked }, at) =>
      at >= from &&
      (isRevoked === true ||
        !changes.every(({ change }) => isPlainInsert(change, { deviceId, schemaVersion }))),
  );
  return (end === -1 ? transactions.length : end) - from;
}

/** Takes up the next transactions, at once where that comes to the same: an answer for each that it did. */
async function foldNext(
  batch: Batch,
  transactions: readonly ArrivedTransaction[],
): Promise<readonly Folded[]> {
  const { decisions, alone } = await foldTogether(batch.run, candidatesOf(transactions), {
    ...batch,
    notTakenUp: batch.setAside.changes,
  });
  const end = decisions.length;
  const done = decisions.length === 0 ? [] : await checked(batch, transactions.slice(0, end));
  return [
    ...done.map((each, at) => ({ ...each, outcomes: decisions[at]?.outcomes ?? each.outcomes })),
    ...(await foldEach(batch, transactions.slice(end, end + alone))),
  ];
}

function* candidatesOf(transactions: readonly ArrivedTransaction[]) {
  for (const each of transactions) {
    const transaction = each.isRevoked === true ? null : meaningOf(each);
    yield transaction && { transaction, textOf: textOfArrived(each.changes) };
  }
}

async function foldRun(
  batch: Batch,
  transactions: readonly ArrivedTransaction[],
): Promise<readonly Folded[]> {
  const rows = transactions.flatMap(({ changes }) =>
    changes.flatMap(({ line, change }) => (change ? [{ line, change }] : [])),
  );
  const done = await inSavepoint(batch.run, async () => {
    if (!(await insertRun(batch.run, rows, batch.columns))) throw new RowStood();
  });
  if ('value' in done) return checked(batch, transactions);
  if (transactions.length <= SHORTEST_RUN) return foldEach(batch, transactions);
  const half = Math.ceil(transactions.length / 2);
  return [
    ...(await foldRun(batch, transactions.slice(0, half))),
    ...(await foldRun(batch, transactions.slice(half))),
  ];
}

/** Not an error of the database, but undone like one. */
class RowStood extends Error {
  readonly code = 'P0000';
}

/** What people should know of transactions that were inserted as they are. */
async function checked(
  batch: Batch,
  transactions: readonly ArrivedTransaction[],
): Promise<readonly Folded[]> {
  const meant = transactions.map(({ deviceId, changes }) => ({
    deviceId,
    changes: changes.flatMap(({ change, stamp }) => (change ? [{ line: change, stamp }] : [])),
  }));
  const late = lateReviews(meant, await disabledUsers(batch));
  const used = await cancelledButUsed(batch.run, meant);
  return transactions.map(({ changes }, at) => ({
    outcomes: changes.map(() => 'applied' as const),
    reviews: [...(late[at] ?? []), ...(used[at] ?? [])],
  }));
}

async function foldEach(
  batch: Batch,
  transactions: readonly ArrivedTransaction[],
): Promise<readonly Folded[]> {
  const folded: Folded[] = [];
  for (const transaction of transactions) {
    const one = await foldAlone(batch, transaction);
    batch.setAside.remember(transaction, one);
    folded.push(one);
  }
  return folded;
}

async function foldAlone(batch: Batch, transaction: ArrivedTransaction): Promise<Folded> {
  const meant = meaningOf(transaction);
  if (!meant) return meaningless(transaction);
  if (transaction.isRevoked === true) return ofRevoked(meant);
  const textOf = textOfArrived(transaction.changes);
  const { decision } = await foldOne(batch.run, meant, { ...batch, textOf });
  if (meant.changes.some(({ line }) => line.k === 'users')) batch.disabled = null;
  const folded = foldedOf(decision);
  if (!folded.outcomes.some((each) => each === 'applied' || each === 'merged')) return folded;
  const reviews: readonly Review[] = [
    ...lateReviews([meant], await disabledUsers(batch)).flat(),
    ...(await cancelledButUsed(batch.run, [meant])).flat(),
  ];
  return { ...folded, reviews: [...folded.reviews, ...reviews] };
}

async function disabledUsers(batch: Batch): Promise<DisabledUsers> {
  batch.disabled ??= await readDisabledUsers(batch.run);
  return batch.disabled;
}

function ofRevoked(transaction: ChangeTransaction): Folded {
  const line = transaction.changes[0]?.line;
  const about = { entity: line?.k ?? '', rowKey: line?.r ?? '', change: 0 };
  return {
    outcomes: transaction.changes.map(() => 'quarantined' as const),
    reviews: [reviewOf(transaction, { rows: new Map() }, { kind: 'revokedDevice', ...about })],
  };
}

/** A line that is none: it is kept, and people are told that there is one. */
function meaningless({ deviceId, changes }: ArrivedTransaction): Folded {
  const lines = changes.map(({ number, stamp, change }) => ({
    stamp,
    line: change ?? {
      n: Math.max(number, 1),
      t: Math.max(number, 1),
      s: '0',
      k: '',
      r: '',
      o: 'i' as const,
      b: {},
      v: {},
      u: null,
      m: 1,
    },
  }));
  const input = {
    transaction: { deviceId, changes: lines },
    standing: { rows: new Map(), versions: new Map(), notTakenUp: new Set<string>() },
    schemaVersion: 0,
    derived: derivedColumns,
  };
  return foldedOf(setAside(input, 'quarantined', 0));
}
