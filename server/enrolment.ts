import type { z } from 'zod';
import type { enrolReply, enrolRequest } from '../shared/sync/wire.ts';
import { hashCode } from './codes.ts';
import { type Client, inCentral, type Pool, schemaOf } from './database.ts';
import { Refused } from './refused.ts';

type Request = z.infer<typeof enrolRequest>;
type Reply = z.infer<typeof enrolReply>;

type CodeRow = {
  readonly siteId: string;
  readonly siteName: string;
  readonly isOpen: boolean;
  readonly usedByDevice: string | null;
};

/**
 * Takes a device into the site that the code is for. Whoever asks again with the same code, id and key, not
 * having heard the answer, hears it again. Throws `badCode` for a code that is unknown, used or too old, and
 * `forbidden` for the id of another device.
 */
export function enrol(pool: Pool, request: Request): Promise<Reply> {
  return inCentral(pool, async (client) => {
    const codeHash = hashCode(request.code);
    const code = await selectCode(client, codeHash);
    if (!code) throw new Refused({ code: 'badCode' });
    if (code.usedByDevice === request.deviceId) {
      await assertSameDevice(client, request);
    } else {
      if (!code.isOpen) throw new Refused({ code: 'badCode' });
      await insertDevice(client, code.siteId, request);
      await client.query(
        'UPDATE enrolment_codes SET used_at = now(), used_by_device = $2 WHERE code_hash = $1',
        [codeHash, request.deviceId],
      );
    }
    return replyFor(client, code);
  });
}

async function selectCode(client: Client, codeHash: string): Promise<CodeRow | undefined> {
  const { rows } = await client.query<CodeRow>(
    `SELECT code.site_id AS "siteId", site.name AS "siteName",
       code.used_at IS NULL AND code.expires_at > now() AS "isOpen",
       code.used_by_device AS "usedByDevice"
     FROM enrolment_codes AS code JOIN sites AS site ON site.id = code.site_id
     WHERE code.code_hash = $1 FOR UPDATE OF code`,
    [codeHash],
  );
  return rows[0];
}

async function insertDevice(client: Client, siteId: string, request: Request): Promise<void> {
  const { rowCount } = await client.query(
    `INSERT INTO devices (id, site_id, name, public_key) VALUES ($1, $2, $3, $4)
     ON CONFLICT (id) DO NOTHING`,
    [request.deviceId, siteId, request.deviceName, request.publicKey.x],
  );
  if (rowCount === 0) throw new Refused({ code: 'forbidden' });
}

async function assertSameDevice(client: Client, request: Request): Promise<void> {
  const { rowCount } = await client.query(
    'SELECT FROM devices WHERE id = $1 AND public_key = $2 AND revoked_at IS NULL',
    [request.deviceId, request.publicKey.x],
  );
  if (rowCount === 0) throw new Refused({ code: 'badCode' });
}

async function replyFor(client: Client, { siteId, siteName }: CodeRow): Promise<Reply> {
  const { rows } = await client.query<{ head: number; epoch: number }>(
    `SELECT head, epoch FROM ${schemaOf(siteId)}.sync_site`,
  );
  const [site] = rows;
  if (!site) throw new Error('The site has no head');
  return { siteId, siteName, hasRecords: site.head > 0, epoch: site.epoch };
}
