import type { Outcome } from '../line.ts';
import type { OwnChange } from './own-outbox.ts';
import { foreignRows, type PagedTransaction } from './page.ts';
import { rowsFrom, type SqlRunner } from './sql.ts';
import { isOfLog } from './transactions.ts';

/**
 * The first own change that does not stand as the log will have it: one that came back otherwise than it
 * stands here, one whose row somebody else changed, or one without effect whose hindrance may be gone. Null
 * where there is none.
 */
export async function findConflict(
  run: SqlRunner,
  transactions: readonly PagedTransaction[],
  own: ReadonlyMap<number, OwnChange>,
): Promise<number | null> {
  const returned = transactions
    .filter(({ isOwn }) => isOwn)
    .flatMap(({ changes }) => changes)
    .filter((each) => !isAsHere(own.get(each.number), each))
    .map(({ number }) => number);
  const rows = foreignRows(transactions);
  const [found] =
    rows.length === 0
      ? []
      : await rowsFrom<{ touched: string | null; waiting: string | null }>(
          run,
          `SELECT (
             SELECT min(o.number) FROM json_to_recordset($1::TEXT::JSON) AS k (e TEXT, r TEXT)
             JOIN sync_outbox o ON o.entity = k.e AND o.row_key = k.r
             WHERE o.seq IS NULL
           )::TEXT AS touched, (
             SELECT min(o.number) FROM sync_outbox o WHERE o.seq IS NULL AND o.is_without_effect
           )::TEXT AS waiting`,
          [JSON.stringify(rows.map(({ entity, rowKey }) => ({ e: entity, r: rowKey })))],
        );
  const candidates = [...returned, found?.touched, found?.waiting].flatMap((each) =>
    each === null || each === undefined ? [] : Number(each),
  );
  return candidates.length === 0 ? null : Math.min(...candidates);
}

/** True where an own change that comes back did here just what the log says. */
function isAsHere(
  made: OwnChange | undefined,
  { outcome, stamp }: { readonly outcome: Outcome; readonly stamp: bigint },
): boolean {
  if (!made) return true;
  if (made.stamp !== stamp) return false;
  const here = made.refolded?.outcome ?? 'applied';
  if (made.isWithoutEffect) return !isOfLog(outcome);
  return here === outcome;
}
