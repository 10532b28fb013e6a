import { isOfLog, type LoggedTransaction } from './transactions.ts';
import { rowsOf, type RowPlace } from '../decide.ts';
import { type LogEntry, parseChange } from '../line.ts';

/** A transaction of a page, with its places in the log. */
export type PagedTransaction = LoggedTransaction & {
  readonly seqs: readonly number[];
  readonly isOwn: boolean;
  /** The server's number of the decision that brings it, where it had waited. */
  readonly decidedBy?: number;
};

/**
 * The transactions of a page, whole ones in the log's order. The numbers of a line that means nothing are
 * not known, and not needed: nothing is done with it.
 */
export function pagedTransactions(
  entries: readonly LogEntry[],
  ownDeviceId: string,
): readonly PagedTransaction[] {
  const transactions: { changes: LoggedTransaction['changes'][number][]; seqs: number[] }[] = [];
  const devices: string[] = [];
  let open = '';
  for (const { deviceId, line, stamp, outcome, seq } of entries) {
    const change = parseChange(line);
    const paged = { number: change?.n ?? 0, line, change, stamp, outcome };
    const mark = change ? `${deviceId} ${change.t}` : '';
    const last = transactions.at(-1);
    if (last && change && mark === open) {
      last.changes.push(paged);
      last.seqs.push(seq);
    } else {
      transactions.push({ changes: [paged], seqs: [seq] });
      devices.push(deviceId);
    }
    open = change && change.n < change.t ? mark : '';
  }
  return transactions.map((each, at) => {
    const deviceId = devices[at] ?? '';
    return { ...each, deviceId, isOwn: deviceId === ownDeviceId };
  });
}

/** The rows that the transactions of others changed, as far as anything of them was taken up. */
export function foreignRows(transactions: readonly PagedTransaction[]): readonly RowPlace[] {
  return transactions
    .filter(({ isOwn }) => !isOwn)
    .flatMap(({ deviceId, changes }) => {
      const taken = changes.flatMap(({ change, stamp, outcome }) =>
        change && isOfLog(outcome) ? [{ line: change, stamp }] : [],
      );
      return rowsOf({ deviceId, changes: taken });
    });
}
