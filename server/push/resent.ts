import { OUTCOMES } from '../../shared/sync/line.ts';
import type { PushReply } from '../../shared/sync/wire.ts';
import type { Queryable } from '../database.ts';
import { Refused } from '../refused.ts';
import type { PushedChange } from './read-push.ts';

/** What the reply says of some changes. */
export type Told = Pick<PushReply, 'restamped' | 'notApplied' | 'seqs'>;

export const NOTHING_TOLD: Told = { restamped: [], notApplied: [], seqs: null };

type LogRow = {
  readonly seq: number;
  readonly number: number;
  readonly stamp: string;
  readonly outcome: string;
  readonly line: string;
};

/**
 * What the log says of changes that the server has already; the same as when they came first. Throws `fork`
 * where they are not byte by byte those that it has: then two computers go by one device's name.
 */
export async function tellResent(
  client: Queryable,
  deviceId: string,
  {
    changes,
    ackedNumber,
  }: { readonly changes: readonly PushedChange[]; readonly ackedNumber: number },
): Promise<Told> {
  const [first] = changes;
  if (!first) return NOTHING_TOLD;
  const { rows } = await client.query<LogRow>(
    `SELECT seq, number, stamp::TEXT, outcome, line FROM sync_log
     WHERE device_id = $1 AND number BETWEEN $2 AND $3 ORDER BY number`,
    [deviceId, first.number, first.number + changes.length - 1],
  );
  const isSame = changes.every(({ number, line }, at) => {
    const row = rows[at];
    return row?.number === number && row.line === line;
  });
  if (!isSame) throw new Refused({ code: 'fork', ackedNumber });
  return {
    restamped: rows
      .flatMap(({ number, stamp }, at) =>
        changes[at]?.change && changes[at].stamp !== BigInt(stamp)
          ? [[number, stamp] as const]
          : [],
      )
      .map(([number, stamp]): [number, string] => [number, stamp]),
    notApplied: rows.flatMap(({ number, outcome }) => notApplied(number, outcome)),
    seqs: placesOf(rows),
  };
}

/** Nothing for a change that simply applied. */
export function notApplied(number: number, outcome: string): PushReply['notApplied'] {
  const told = OUTCOMES.find((each) => each === outcome);
  return told === undefined || told === 'applied' ? [] : [[number, told]];
}

// Changes that came in two pushes have those of others between them: no one span of places is theirs.
function placesOf(rows: readonly LogRow[]): [number, number] | null {
  const first = rows[0]?.seq ?? 0;
  const last = rows.at(-1)?.seq ?? 0;
  return last - first === rows.length - 1 ? [first, last] : null;
}
