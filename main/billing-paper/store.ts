import { sql } from 'kysely';
import type { Claim } from '../../shared/billing/claim.ts';
import { type ClaimEvent, claimStateOf, isLive } from '../../shared/billing/claim-state.ts';
import { claimContent } from '../../shared/claims/claim-content.ts';
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

const eventKinds = sql<ClaimEvent['kind'][]>`coalesce((
  SELECT jsonb_agg(event.kind ORDER BY event.recorded_at, event.id)
  FROM claim_events AS event WHERE event.claim_id = claim.id), '[]'::jsonb)`;

export type BilledClaim = {
  readonly claim: Claim;
  readonly billedAt: string;
  /** False once it was rejected, replaced, voided or withdrawn. */
  readonly isLive: boolean;
};

/** All claims of a patient that went out, the oldest first. */
export async function selectClaimsOfPatient(
  db: ReadonlyDb,
  patientId: string,
): Promise<readonly BilledClaim[]> {
  const rows = await db
    .selectFrom('claims as claim')
    .innerJoin('billingBatches as batch', 'batch.id', 'claim.batchId')
    .where('claim.patientId', '=', patientId)
    .where('batch.sealedAt', 'is not', null)
    .select(['claim.content', 'batch.exportedAt', eventKinds.as('eventKinds')])
    .orderBy('claim.servedOn')
    .orderBy('claim.id')
    .execute();
  return rows.map((row) => ({
    claim: claimContent.parse(row.content),
    billedAt: row.exportedAt,
    isLive: isLive(claimStateOf(row.eventKinds.map((kind) => ({ kind })))),
  }));
}
