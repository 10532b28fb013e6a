import { foldUnseen, takeBackUnseen } from '../../shared/sync/fold/rebase.ts';
import type { PrivateKey } from './device-key.ts';
import { OUTBOX_LINE } from './outbox-line.ts';
import { rowsOf, type SqlRunner } from './sql.ts';

type NewIdentity = { readonly deviceId: string; readonly privateKey: PrivateKey };

/** From which name of a change to which: those that are issued anew count from 1 again. */
type Renaming = { readonly from: string; readonly to: string; readonly shift: number };

/**
 * Gives the changes that the log does not have to another device id. Those that it has stand in it as
 * another device's; whatever names a change that is issued anew names it as it is called now.
 */
export async function reissueOutbox(sql: SqlRunner, to: NewIdentity): Promise<void> {
  const [found] = await rowsOf<{ from: string; shift: number }>(
    sql,
    `SELECT device_id AS "from",
       greatest(pruned_number,
         (SELECT max(number) FROM sync_outbox WHERE seq IS NOT NULL)) AS shift
     FROM sync_device`,
  );
  if (!found) return;
  const renaming = { ...found, to: to.deviceId };
  // Another copy's changes of these numbers may stand here by now: own ones come off under the old name.
  await takeBackUnseen(sql);
  await keepSeenInLog(sql);
  await renumber(sql, renaming);
  await sql.query(
    `UPDATE sync_device SET device_id = $1, private_key = $2, next_number = next_number - $3,
       acked_number = 0, acked_chain = '', pruned_number = 0, pruned_chain = ''`,
    [to.deviceId, JSON.stringify(to.privateKey), renaming.shift],
  );
  await foldUnseen(sql, to.deviceId);
}

async function keepSeenInLog(sql: SqlRunner): Promise<void> {
  await sql.query(
    `INSERT INTO sync_log
       (seq, device_id, number, transaction_end, stamp, outcome, received_at, line)
     SELECT seq, device_id, number, transaction_end, coalesce(restamped, stamp),
       CASE WHEN is_without_effect THEN 'held' ELSE 'applied' END,
       coalesce(acked_at, sync_acked_at(number), captured_at),
       ${OUTBOX_LINE}
     FROM (
       SELECT *, max(number) OVER (PARTITION BY transaction_id) AS transaction_end FROM sync_outbox
     ) own CROSS JOIN (SELECT device_id FROM sync_device) device
     WHERE seq IS NOT NULL
     ON CONFLICT DO NOTHING`,
  );
  await sql.query('DELETE FROM sync_outbox WHERE seq IS NOT NULL');
  await sql.query('DELETE FROM sync_acks');
}

type Names = {
  readonly number: number;
  readonly base: unknown;
  readonly registers: unknown;
  readonly undo: unknown;
};

async function renumber(sql: SqlRunner, renaming: Renaming): Promise<void> {
  const rows = await rowsOf<Names>(
    sql,
    'SELECT number, base, before_registers AS registers, undo FROM sync_outbox',
  );
  for (const { number, base, registers, undo } of rows)
    await sql.query(
      `UPDATE sync_outbox SET base = $2, before_registers = $3, undo = $4, acked_at = NULL
       WHERE number = $1`,
      [number, ...[base, registers, undo].map((each) => jsonOrNull(renamed(each, renaming)))],
    );
  // In two steps: a number may be another's until that one has moved.
  await sql.query('UPDATE sync_outbox SET number = $1 - number', [renaming.shift]);
  await sql.query('UPDATE sync_outbox SET number = -number');
}

function jsonOrNull(value: unknown): string | null {
  return value === null ? null : JSON.stringify(value);
}

/** Changes are named `device:number` as bases, and by device, number and stamp as registers. */
function renamed(value: unknown, renaming: Renaming): unknown {
  const { from, to, shift } = renaming;
  if (typeof value === 'string') {
    const number = value.startsWith(`${from}:`) ? Number(value.slice(from.length + 1)) : 0;
    return number > shift ? `${to}:${number - shift}` : value;
  }
  if (Array.isArray(value)) {
    const [device, number, ...rest]: readonly unknown[] = value;
    if (device === from && typeof number === 'number' && number > shift)
      return [to, number - shift, ...rest];
    return value.map((each: unknown) => renamed(each, renaming));
  }
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, each]) => [name, renamed(each, renaming)]),
  );
}
