import type { FastifyInstance } from 'fastify';
import { type AuditHeads, auditHeadsReply } from '../shared/sync/audit-heads.ts';
import { caller } from './authorize.ts';
import { inSite } from './database.ts';
import type { NodeState } from './node-state.ts';

/** What computers of a site have signed of their audit trails, for one whose own records somebody changed. */
export function auditHeadRoutes(app: FastifyInstance, { pool }: NodeState): void {
  app.get('/audit-heads', async (request) => {
    const { siteId } = caller(request);
    const heads = await inSite(pool, { siteId, isolation: 'snapshot' }, async (client) => {
      const { rows } = await client.query<AuditHeads[number]>(
        `SELECT DISTINCT ON (chain_id) chain_id AS "chainId", chain_number AS "chainNumber",
           encode(hash, 'hex') AS hash, signed_at AS "signedAt", encode(signature, 'hex') AS signature
         FROM audit_heads ORDER BY chain_id, chain_number DESC, signed_at DESC`,
      );
      return rows;
    });
    return auditHeadsReply.parse(heads);
  });
}
