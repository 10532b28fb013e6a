import { syncEntity } from '../entities.ts';
import { type Outcome, parseChange, SERVER_DEVICE } from '../line.ts';
import { parseDecision } from '../waited.ts';
import { foldEntries } from './fold-entries.ts';
import { adoptLaterValues } from './later-values.ts';
import type { PagedTransaction } from './page.ts';
import { inSavepoint, rowsFrom, type SqlRunner, whileApplying } from './sql.ts';
import { isOfLog, type LoggedTransaction } from './transactions.ts';

/** Notes which changes of the log are of tables that only a later release of this program has. */
export async function noteLaterChanges(
  run: SqlRunner,
  transactions: readonly PagedTransaction[],
): Promise<void> {
  const later = transactions.flatMap(({ deviceId, changes, isOwn, decidedBy }) =>
    changes.flatMap(({ change, number, outcome }) =>
      !isOwn && change && isOfLog(outcome) && !syncEntity(change.k)
        ? [{ d: deviceId, n: number, b: decidedBy ?? null }]
        : [],
    ),
  );
  if (later.length === 0) return;
  await run.query(
    `INSERT INTO sync_later_changes (device_id, number, decided_by)
     SELECT d, n, b FROM json_to_recordset($1::TEXT::JSON) AS k (d UUID, n BIGINT, b BIGINT)
     ON CONFLICT (device_id, number) DO UPDATE SET decided_by = excluded.decided_by`,
    [JSON.stringify(later)],
  );
}

/**
 * To be called when this release runs for the first time over the records, and harmless at any other time:
 * takes up what the one before had only kept, columns and tables that it did not have. Returns how many
 * transactions could not be taken up; they stay noted.
 */
export async function adoptLater(run: SqlRunner): Promise<{ readonly failed: number }> {
  return whileApplying(run, async () => {
    const columns = await adoptLaterValues(run);
    let { failed } = columns;
    for (const transaction of await laterTransactions(run)) {
      const done = await inSavepoint(run, () => foldEntries(run, [transaction]));
      if ('value' in done) await forget(run, transaction);
      else failed += 1;
    }
    return { failed };
  });
}

type LaterRow = {
  readonly place: string;
  readonly deviceId: string;
  readonly number: string;
  readonly stamp: string;
  readonly outcome: Outcome;
  readonly line: string;
  readonly transactionEnd: string;
  /** The server's line that decided it, where it had waited. */
  readonly decision: string | null;
};

/** What this release knows of what was noted, in the order in which the log took it up. */
async function laterTransactions(run: SqlRunner): Promise<readonly LoggedTransaction[]> {
  const rows = await rowsFrom<LaterRow>(
    run,
    `SELECT coalesce(s.seq, l.seq)::TEXT AS place, k.device_id::TEXT AS "deviceId",
       k.number::TEXT AS number, l.stamp::TEXT AS stamp, l.outcome::TEXT AS outcome, l.line,
       l.transaction_end::TEXT AS "transactionEnd", s.line AS decision
     FROM sync_later_changes k
     LEFT JOIN sync_log l ON l.device_id = k.device_id AND l.number = k.number
     LEFT JOIN sync_log s ON s.device_id = $1::UUID AND s.number = k.decided_by
     WHERE coalesce(s.line, l.line) IS NOT NULL
     ORDER BY coalesce(s.seq, l.seq), k.number`,
    [SERVER_DEVICE],
  );
  const changes = rows.flatMap((row) => {
    const change = changeOf(row);
    return change?.change && syncEntity(change.change.k) ? [{ row, change }] : [];
  });
  const groups = Map.groupBy(changes, ({ row, change }) =>
    [row.deviceId, row.decision === null ? row.transactionEnd : row.place, change.change?.t].join(),
  );
  return [...groups.values()].map((group) => ({
    deviceId: group[0]?.row.deviceId ?? '',
    changes: group.map(({ change }) => change),
  }));
}

function changeOf({ decision, ...row }: LaterRow): LoggedTransaction['changes'][number] | null {
  const number = Number(row.number);
  if (decision === null) {
    const { line, outcome } = row;
    return { number, line, outcome, stamp: BigInt(row.stamp), change: parseChange(line) };
  }
  const deciding = parseChange(decision);
  const waited = deciding && parseDecision(deciding);
  const found = waited?.changes.find((each) => each.number === number);
  return found ? { ...found, change: parseChange(found.line) } : null;
}

async function forget(run: SqlRunner, { deviceId, changes }: LoggedTransaction): Promise<void> {
  await run.query(
    `DELETE FROM sync_later_changes WHERE device_id = $1::UUID
       AND number IN (SELECT n::BIGINT FROM json_array_elements_text($2::TEXT::JSON) n)`,
    [deviceId, JSON.stringify(changes.map(({ number }) => number))],
  );
}
