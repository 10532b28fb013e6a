import { type Outcome, parseChange, SERVER_DEVICE } from '../line.ts';
import { formatRowKey } from '../row-key.ts';
import { DECISIONS, parseDecision } from '../waited.ts';
import type { PagedTransaction } from './page.ts';
import { rowsFrom, type SqlRunner } from './sql.ts';

/**
 * The transactions with, behind each decision of the server's, the transaction that it is about, which had
 * waited until then. One that stands here already decides nothing again.
 */
export async function withDecided(
  run: SqlRunner,
  transactions: readonly PagedTransaction[],
  ownDeviceId: string,
): Promise<readonly PagedTransaction[]> {
  const decided = new Map(
    transactions
      .filter(({ deviceId }) => deviceId === SERVER_DEVICE)
      .flatMap(({ changes }) => changes)
      .flatMap(({ change, number }) => {
        const waited = change && parseDecision(change);
        return waited ? [[change.r, { waited, number }] as const] : [];
      }),
  );
  if (decided.size === 0) return transactions;
  const known = await knownDecisions(run, [...decided.keys()]);
  return transactions.flatMap((each) => [
    each,
    ...(each.deviceId === SERVER_DEVICE ? each.changes : []).flatMap(({ change }) => {
      const found = decided.get(change?.r ?? '');
      if (!found || known.has(change?.r ?? '')) return [];
      const { waited, number } = found;
      return [{ ...transactionOf(waited, ownDeviceId), decidedBy: number }];
    }),
  ]);
}

function transactionOf(
  { deviceId, changes }: NonNullable<ReturnType<typeof parseDecision>>,
  ownDeviceId: string,
): PagedTransaction {
  return {
    deviceId,
    isOwn: deviceId === ownDeviceId,
    seqs: changes.map(({ seq }) => seq),
    changes: changes.map(({ number, line, stamp, outcome }) => ({
      number,
      line,
      stamp,
      outcome,
      change: parseChange(line),
    })),
  };
}

async function knownDecisions(
  run: SqlRunner,
  rowKeys: readonly string[],
): Promise<ReadonlySet<string>> {
  const rows = await rowsFrom<{ id: string }>(
    run,
    `SELECT s.id::TEXT AS id FROM json_array_elements_text($1::TEXT::JSON) AS k (r)
     JOIN ${DECISIONS} s ON s.id = (k.r::JSON ->> 0)::UUID`,
    [JSON.stringify(rowKeys)],
  );
  return new Set(rows.map(({ id }) => formatRowKey([id])));
}

/**
 * Own transactions that the server keeps until it has a release that knows what they are: here they stand,
 * on top of the log, until then.
 */
export function isStillWaiting({ isOwn, changes }: PagedTransaction): boolean {
  return isOwn && changes.some(({ outcome }) => outcome === 'waiting');
}

/** Of these the changes that stand in the log by themselves: what only goes into the trail. */
export function withoutWaiting(transaction: PagedTransaction): PagedTransaction {
  const isTaken = (outcome: Outcome | undefined): boolean => outcome !== 'waiting';
  return {
    ...transaction,
    changes: transaction.changes.filter(({ outcome }) => isTaken(outcome)),
    seqs: transaction.seqs.filter((_, at) => isTaken(transaction.changes[at]?.outcome)),
  };
}
