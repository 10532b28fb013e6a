import type { AuditHeads } from '../../shared/sync/audit-heads.ts';
import type { Exchange } from './push.ts';
import { ServerRefused } from './server-errors.ts';
import { type SqlRunner, sqlOver } from './sql.ts';

/**
 * Keeps the newest signed head of each audit chain as the server knows it: where the end of the trail was cut
 * off on this computer, along with what vouches for it, the server still knows.
 */
export async function takeAuditHeads({ database, server, clock, signal }: Exchange): Promise<void> {
  const heads = await server.auditHeads(signal).catch((error: unknown): AuditHeads => {
    // A server of an earlier release keeps none.
    if (error instanceof ServerRefused && error.refusal.code === 'notFound') return [];
    throw error;
  });
  if (heads.length === 0) return;
  await database.transact((tx) => upsertAnchors(sqlOver(tx), heads, clock().toISOString()));
}

/** A server that was restored may know less than it once told. */
async function upsertAnchors(sql: SqlRunner, heads: AuditHeads, toldAt: string): Promise<void> {
  await sql.query(
    `INSERT INTO audit_anchors (chain_id, chain_number, hash, signed_at, signature, told_at)
     SELECT "chainId", "chainNumber", decode(hash, 'hex'), "signedAt", decode(signature, 'hex'), $2
     FROM jsonb_to_recordset($1::JSONB) AS told (
       "chainId" UUID, "chainNumber" BIGINT, hash TEXT, "signedAt" TIMESTAMPTZ, signature TEXT)
     ON CONFLICT (chain_id) DO UPDATE SET chain_number = excluded.chain_number,
       hash = excluded.hash, signed_at = excluded.signed_at, signature = excluded.signature,
       told_at = excluded.told_at
     WHERE audit_anchors.chain_number <= excluded.chain_number`,
    [JSON.stringify(heads), toldAt],
  );
}
