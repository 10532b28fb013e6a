import type { SigningSettings } from '../../shared/signing/contract.ts';
import type { ReadonlyDb, Tx } from '../platform/database.ts';

const columns = ['lateEntryHours', 'nurseCosignature', 'version'] as const;

/** How the site signs; the migration wrote the one row. */
export function selectSettings(db: ReadonlyDb): Promise<SigningSettings> {
  return db.selectFrom('signingSettings').select(columns).executeTakeFirstOrThrow();
}

export async function updateSettings(
  tx: Tx,
  { version, ...change }: SigningSettings,
): Promise<SigningSettings> {
  return tx
    .updateTable('signingSettings')
    .set({ ...change, version: version + 1 })
    .returning(columns)
    .executeTakeFirstOrThrow();
}
