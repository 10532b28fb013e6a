import { sql } from 'kysely';
import type { JobContext } from '../platform/context.ts';
import type { Tx } from '../platform/database.ts';

/** The operations that make batches, whose half-made ones belong to them while they run. */
const MAKERS = ['claims.makeBatch', 'claims.followUp', 'claims.billNext'];

/** Rows deleted in one short turn. */
const ROWS_AT_ONCE = 250;

type Job = Pick<JobContext, 'chunk'>;

/**
 * Deletes batches that were begun and given up: nothing of them ever left this computer, and their records
 * are to be had again. Before anything else takes records into a batch.
 */
export async function clearAbandoned(job: Job): Promise<void> {
  await inTurns(job, async (tx) => {
    const batchId = await findAbandoned(tx);
    if (batchId === undefined) return false;
    await deletePart(tx, batchId);
    return true;
  });
}

/** Deletes a batch that is not sealed. */
export async function deleteUnsealed(job: Job, batchId: string): Promise<void> {
  await inTurns(job, (tx) => deletePart(tx, batchId));
}

/** Does a part of the work at a time while it answers that something is left. */
async function inTurns(job: Job, work: (tx: Tx) => Promise<boolean>): Promise<void> {
  const at = { isOver: false };
  while (!at.isOver)
    await job.chunk(async ({ tx }) => {
      at.isOver = !(await work(tx));
      return { cursor: null, done: 0, total: 0, label: 'Clearing' };
    });
}

async function findAbandoned(tx: Tx): Promise<string | undefined> {
  const abandoned = await tx
    .selectFrom('billingBatches')
    .select('id')
    .where('kind', '=', 'claims')
    .where('sealedAt', 'is', null)
    .where(
      sql<boolean>`NOT EXISTS (SELECT FROM jobs WHERE jobs.state = 'running'
        AND jobs.operation IN (${sql.join(MAKERS)})
        AND jobs.cursor->>'batchId' = billing_batches.id::text)`,
    )
    .where(
      // Another computer of the site is still making its own: its number is of none of the blocks here.
      sql<boolean>`EXISTS (SELECT FROM control_number_blocks AS block WHERE block.kind = 'interchange'
        AND billing_batches.interchange_number BETWEEN block.first_number AND block.last_number)`,
    )
    .limit(1)
    .executeTakeFirst();
  return abandoned?.id;
}

/** Deletes some rows of an unsealed batch, its claims with what they hold first; false once it is gone. */
async function deletePart(tx: Tx, batchId: string): Promise<boolean> {
  for (const table of ['claims', 'billingBatchRecords'] as const) {
    const positions = await tx
      .selectFrom(table)
      .select('position')
      .where('batchId', '=', batchId)
      .orderBy('position')
      .limit(ROWS_AT_ONCE)
      .execute();
    const last = positions.at(-1);
    if (last === undefined) continue;
    await tx
      .deleteFrom(table)
      .where('batchId', '=', batchId)
      .where('position', '<=', last.position)
      .execute();
    return true;
  }
  await tx.deleteFrom('billingBatches').where('id', '=', batchId).execute();
  return false;
}
