import { parseChange } from '../line.ts';
import { rowId } from '../row-key.ts';
import type { NotTakenUp } from './read-standing.ts';
import { rowsFrom, type SqlRunner } from './sql.ts';
import type { ArrivedTransaction, Folded } from './transactions.ts';

/** What of the site's changes was set aside: in the log, and in what is being taken up just now. */
export type SetAside = {
  readonly changes: NotTakenUp;
  /** True where one of these rows is missing because its insert was set aside. */
  readonly hasInserted: (rowIds: readonly string[]) => Promise<boolean>;
  readonly remember: (transaction: ArrivedTransaction, folded: Folded) => void;
};

// What had waited counts as decided since.
const NOT_TAKEN_UP = `l.outcome IN ('held', 'quarantined', 'waiting') AND NOT (
  l.outcome = 'waiting' AND EXISTS (
    SELECT FROM sync_decisions s
    WHERE s.device_id = l.device_id AND l.number BETWEEN s.first_number AND s.last_number
      AND s.is_taken_up))`;

export function setAsideChanges(run: SqlRunner): SetAside {
  const changes = new Set<string>();
  const inserted = new Set<string>();
  return {
    changes: async (ids) => {
      const asked = ids.filter((id) => !changes.has(id));
      const found = asked.length === 0 ? [] : await readChanges(run, asked);
      return new Set([...ids.filter((id) => changes.has(id)), ...found]);
    },
    hasInserted: async (rowIds) =>
      rowIds.some((id) => inserted.has(id)) || (await logHasInserted(run, new Set(rowIds))),
    remember: ({ deviceId, changes: told }, { outcomes }) => {
      for (const [at, { number, change }] of told.entries()) {
        const outcome = outcomes[at];
        if (outcome === 'applied' || outcome === 'merged') continue;
        changes.add(`${deviceId}:${number}`);
        if (change?.o === 'i') inserted.add(rowId(change.k, change.r));
      }
    },
  };
}

async function readChanges(run: SqlRunner, ids: readonly string[]): Promise<readonly string[]> {
  const asked = ids.flatMap((id) => {
    const [, d, n] = /^([0-9a-f-]{36}):(\d{1,15})$/.exec(id) ?? [];
    return d ? [{ d, n }] : [];
  });
  const rows = await rowsFrom<{ id: string }>(
    run,
    `SELECT l.device_id || ':' || l.number AS id
     FROM json_to_recordset($1::TEXT::JSON) AS k (d UUID, n BIGINT)
     JOIN sync_log l ON l.device_id = k.d AND l.number = k.n AND ${NOT_TAKEN_UP}
     UNION ALL
     SELECT d.device_id || ':' || o.number
     FROM json_to_recordset($1::TEXT::JSON) AS k (d UUID, n BIGINT)
     JOIN sync_device d ON d.device_id = k.d
     JOIN sync_outbox o ON o.number = k.n AND o.is_without_effect`,
    [JSON.stringify(asked)],
  );
  return rows.map(({ id }) => id);
}

/** Few lines are ever set aside, and an index holds those. */
async function logHasInserted(run: SqlRunner, rowIds: ReadonlySet<string>): Promise<boolean> {
  const rows = await rowsFrom<{ line: string }>(
    run,
    `SELECT l.line FROM sync_log l WHERE ${NOT_TAKEN_UP}`,
  );
  return rows.some(({ line }) => {
    const change = parseChange(line);
    return change?.o === 'i' && rowIds.has(rowId(change.k, change.r));
  });
}
