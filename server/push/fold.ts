import type { Review } from '../../shared/sync/decision.ts';
import { foldBatch } from '../../shared/sync/fold/fold-batch.ts';
import type { ArrivedTransaction, Folded } from '../../shared/sync/fold/transactions.ts';
import { reviewLines } from '../../shared/sync/review-lines.ts';
import { sha256Hex } from '../chain-digest.ts';
import { type Client, sqlRunner } from '../database.ts';

export type FoldContext = { readonly nowMs: number; readonly schemaVersion: number };

/** What becomes of transactions that are next in the log; their rows are written meanwhile. */
export function foldTransactions(
  client: Client,
  transactions: readonly ArrivedTransaction[],
  { schemaVersion }: FoldContext,
): Promise<readonly Folded[]> {
  return foldBatch(sqlRunner(client), transactions, { schemaVersion });
}

type About = FoldContext & { readonly firstNumber: number; readonly stamp: bigint };

/** The lines of one transaction of the server's own. */
export function linesOfReviews(reviews: readonly Review[], about: About): readonly string[] {
  return reviewLines(reviews, { ...about, digest: sha256Hex });
}

/** The number of the newest migration of the site. */
export async function readSchemaVersion(client: Client): Promise<number> {
  const { rows } = await client.query<{ now: number }>('SELECT sync_schema_version() AS now');
  return rows[0]?.now ?? 0;
}
