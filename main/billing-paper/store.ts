import type { PrintOffset } from '../../shared/billing-paper/print-offset.ts';
import type { ReadonlyDb, Tx } from '../platform/database.ts';

const columns = ['id', 'printerName', 'rightUm', 'downUm', 'version'] as const;

/** All printers, by name. */
export function selectOffsets(db: ReadonlyDb): Promise<PrintOffset[]> {
  return db
    .selectFrom('printOffsets')
    .select(columns)
    .orderBy('printerName')
    .orderBy('id')
    .execute();
}

export function selectOffset(db: ReadonlyDb, id: string): Promise<PrintOffset | undefined> {
  return db.selectFrom('printOffsets').select(columns).where('id', '=', id).executeTakeFirst();
}

export function insertOffset(tx: Tx, row: Omit<PrintOffset, 'version'>): Promise<PrintOffset> {
  return tx.insertInto('printOffsets').values(row).returning(columns).executeTakeFirstOrThrow();
}

/** Changes a printer and counts its version up. */
export function updateOffset(
  tx: Tx,
  current: PrintOffset,
  to: Omit<PrintOffset, 'id' | 'version'>,
): Promise<PrintOffset> {
  return tx
    .updateTable('printOffsets')
    .set({ ...to, version: current.version + 1 })
    .where('id', '=', current.id)
    .returning(columns)
    .executeTakeFirstOrThrow();
}

export async function deleteOffset(tx: Tx, id: string): Promise<void> {
  await tx.deleteFrom('printOffsets').where('id', '=', id).execute();
}

/** What PDFs of this slice are kept for. */
export const paperPurposes = {
  alignmentPage: 'claim-alignment-page',
  statement: 'patient-statement',
} as const;
export type PaperPurpose = (typeof paperPurposes)[keyof typeof paperPurposes];

/** Forgets files of before: they are made anew in a moment. */
export async function deletePaperBefore(
  tx: Tx,
  purpose: PaperPurpose,
  before: string,
): Promise<void> {
  await tx
    .deleteFrom('storedFiles')
    .where('purpose', '=', purpose)
    .where('storedAt', '<', before)
    .execute();
}
