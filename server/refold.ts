import { isUnknown } from '../shared/sync/decide.ts';
import { parseChange } from '../shared/sync/line.ts';
import { decisionLine, type WaitedTransaction } from '../shared/sync/waited.ts';
import { sha256Hex } from './chain-digest.ts';
import { type Client, inSite, type Pool } from './database.ts';
import { writeSiteHead } from './push/append.ts';
import { appendOwn, appendReviews } from './push/append-and-fold.ts';
import { foldTransactions, readSchemaVersion } from './push/fold.ts';
import { readHead } from './sites.ts';

type Refolded = {
  readonly decided: number;
  /** What could not be done, by its place in the log: it goes on waiting. */
  readonly failed: readonly { readonly seq: number; readonly error: unknown }[];
};

/**
 * Takes up the transactions that had waited for this release, in the order of the log, each in a database
 * transaction of its own. What became of it is appended as an entry of the server's, so that everybody does
 * the same at the same place; the entries that waited stay as they are. Several nodes may do this at once.
 */
export async function refoldWaiting(pool: Pool, siteId: string): Promise<Refolded> {
  const failed: { seq: number; error: unknown }[] = [];
  let decided = 0;
  for (let next = await nextWaiting(pool, siteId, 0); next; ) {
    const { first, last } = next;
    try {
      const isDecided = await inSite(pool, { siteId, isolation: 'write' }, (client) =>
        decideOne(client, { first, last }),
      );
      if (isDecided) decided += 1;
    } catch (error) {
      failed.push({ seq: first, error });
    }
    next = await nextWaiting(pool, siteId, last);
  }
  return { decided, failed };
}

/** Where a transaction stands in the log. */
type Places = { readonly first: number; readonly last: number };

const IS_OPEN = `l.outcome = 'waiting' AND NOT EXISTS (
  SELECT FROM sync_decisions d
  WHERE d.device_id = l.device_id AND l.number BETWEEN d.first_number AND d.last_number)`;

/** The next transaction behind a place that has changes which wait, from the first of those on. */
async function nextWaiting(pool: Pool, siteId: string, after: number): Promise<Places | null> {
  return inSite(pool, { siteId, isolation: 'snapshot' }, async (client) => {
    const { rows } = await client.query<Places>(
      `SELECT l.seq AS first, l.seq + l.transaction_end - l.number AS last
       FROM sync_log l WHERE ${IS_OPEN} AND l.seq > $1 ORDER BY l.seq LIMIT 1`,
      [after],
    );
    return rows[0] ?? null;
  });
}

type WaitingRow = {
  readonly seq: number;
  readonly deviceId: string;
  readonly number: number;
  readonly stamp: string;
  readonly line: string;
};

async function decideOne(client: Client, places: Places): Promise<boolean> {
  const site = await readHead(client, 'FOR UPDATE');
  const schemaVersion = await readSchemaVersion(client);
  const changes = (await selectWaiting(client, places)).map((row) => ({
    ...row,
    stamp: BigInt(row.stamp),
    change: parseChange(row.line),
  }));
  const deviceId = changes[0]?.deviceId;
  const isKnown = changes.every(({ change }) => change && !isUnknown(change, schemaVersion));
  if (deviceId === undefined || !isKnown) return false;
  const own = { nowMs: Date.now(), schemaVersion };
  const [folded] = await foldTransactions(client, [{ deviceId, changes }], own);
  if (!folded) throw new Error('A transaction was folded without an answer');
  const waited: WaitedTransaction = {
    deviceId,
    changes: changes.map(({ seq, number, stamp, line }, at) => {
      const outcome = folded.outcomes[at];
      if (!outcome) throw new Error('The fold left a change without an outcome');
      return { seq, number, stamp, outcome, line };
    }),
  };
  const maxStamp = BigInt(site.maxStamp);
  const told = await appendOwn(client, { head: site.head, maxStamp, ...own }, [
    ({ firstNumber, stamp }) => [
      decisionLine(waited, { number: firstNumber, stamp, schemaVersion, digest: sha256Hex }),
    ],
  ]);
  const reviews = folded.reviews.length > 0 ? [folded.reviews] : [];
  const last = await appendReviews(client, { ...told, ...own }, reviews);
  await writeSiteHead(client, last.head, last.maxStamp);
  return true;
}

/** Nothing where another node has decided it meanwhile. */
async function selectWaiting(
  client: Client,
  { first, last }: Places,
): Promise<readonly WaitingRow[]> {
  const { rows } = await client.query<WaitingRow>(
    `SELECT l.seq, l.device_id AS "deviceId", l.number, l.stamp::TEXT AS stamp, l.line
     FROM sync_log l WHERE l.seq BETWEEN $1 AND $2 AND ${IS_OPEN} ORDER BY l.seq`,
    [first, last],
  );
  return rows;
}
