import { rowsOf, type SqlRunner } from './sql.ts';

/** The server has own changes up to a number, which this computer did not know yet: since when. */
export async function noteAck(sql: SqlRunner, ackedNumber: number, at: string): Promise<void> {
  await forgetLostAcks(sql);
  // Beside the changes: of each that it changes PostgreSQL would write all anew.
  await sql.query(
    `INSERT INTO sync_acks (until_number, acked_at)
     SELECT $1, $2 FROM sync_device WHERE acked_number < $1::BIGINT`,
    [ackedNumber, at],
  );
}

/** What a server that was restored has lost is acknowledged once more, later. */
async function forgetLostAcks(sql: SqlRunner): Promise<void> {
  const lost = await rowsOf<{ at: string }>(
    sql,
    `DELETE FROM sync_acks WHERE until_number > (SELECT acked_number FROM sync_device)
     RETURNING acked_at AS at`,
  );
  if (lost.length === 0) return;
  // The first of them reached further back than to where the server is now.
  await sql.query(
    `INSERT INTO sync_acks (until_number, acked_at) SELECT acked_number, $1 FROM sync_device
     ON CONFLICT (until_number) DO NOTHING`,
    [lost.map(({ at }) => at).toSorted()[0]],
  );
}

/** Of what is gone from the outbox nobody asks any more. */
export async function pruneAcks(sql: SqlRunner): Promise<void> {
  await sql.query(
    `DELETE FROM sync_acks WHERE until_number <
       least((SELECT min(number) FROM sync_outbox), (SELECT acked_number FROM sync_device))`,
  );
}
