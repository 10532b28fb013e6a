import type { Actor } from '../../shared/base/permission.ts';
import { isAllowed } from '../../shared/base/permission.ts';
import { correctionNeedsCosignature } from '../../shared/signing/cosignature.ts';
import type { RecordKind } from '../../shared/signing/record-state.ts';
import type { ReadonlyDb, Tx } from '../platform/database.ts';
import { selectSettings } from './settings-store.ts';

type SignedRecord = { readonly kind: RecordKind; readonly id: string };

/** Says whether a correction that this person makes waits for a clinician's signature. */
export async function asksForCosignature(
  { tx, actor }: { readonly tx: Tx; readonly actor: Actor },
  { kind, id }: SignedRecord,
  content: Readonly<{ [field: string]: unknown }>,
): Promise<boolean> {
  const mayCosign = isAllowed('records.cosign', actor);
  if (mayCosign) return false;
  const { nurseCosignature } = await selectSettings(tx);
  const corrected = {
    kind,
    amender: { role: actor.role, mayCosign },
    neededCosignature: await isCosignatureNeeded(tx, { kind, id }),
    hcpcsCode: await hcpcsCodeOf(tx, content['productId']),
  };
  return correctionNeedsCosignature(corrected, nurseCosignature);
}

/** Of the record as it is shown now. */
async function isCosignatureNeeded(db: ReadonlyDb, { kind, id }: SignedRecord): Promise<boolean> {
  const shown = kind === 'treatment' ? 'currentTreatments' : 'currentAssessments';
  const row = await db
    .selectFrom(shown)
    .select('needsCosignature')
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  return row.needsCosignature;
}

async function hcpcsCodeOf(db: ReadonlyDb, sku: unknown): Promise<string | null> {
  if (typeof sku !== 'string') return null;
  const row = await db
    .selectFrom('products')
    .select('hcpcsCode')
    .where('sku', '=', sku)
    .executeTakeFirst();
  return row?.hcpcsCode ?? null;
}
