import { sql } from 'kysely';
import type { ReadonlyDb } from '../platform/database.ts';
import { type DescribedRow, describedColumns } from './described-store.ts';
import type { SaidPack } from './pack-store.ts';

/** A treatment as far as it decides whether it is listed. */
export type SavedUse = SaidPack & {
  readonly id: string;
  readonly patientId: string;
  readonly productId: string;
  readonly dateApplied: string;
  readonly voidedAt: string | null;
};

/** The same with all that a list shows of it. */
export type WholeUse = SavedUse & DescribedRow;

/** Few columns of very many records, or all that is shown of as many as fit on a list. */
export type UseColumns = 'few' | 'whole';

const few = sql`record.id, record.patient_id, record.product_id, record.lot_number,
  record.serial_number, record.date_applied, record.voided_at`;
const columnsOf = { few, whole: describedColumns } as const satisfies Record<UseColumns, unknown>;

/**
 * The records of a product that say one of these packs, as they were saved. Each way of saying it is asked
 * for by itself, because `IS NOT DISTINCT FROM` knows no index.
 */
export async function selectUsesOf(
  db: ReadonlyDb,
  { productId, packs }: { readonly productId: string; readonly packs: readonly SaidPack[] },
  columns: UseColumns,
): Promise<readonly (SavedUse | WholeUse)[]> {
  const both = packs.filter((pack) => pack.lotNumber !== null && pack.serialNumber !== null);
  const lots = packs.flatMap((pack) => (pack.serialNumber === null ? (pack.lotNumber ?? []) : []));
  const serials = packs.flatMap((pack) =>
    pack.lotNumber === null ? (pack.serialNumber ?? []) : [],
  );
  const isUnsaid = packs.some((pack) => pack.lotNumber === null && pack.serialNumber === null);
  const chosen = columnsOf[columns];
  const of = sql`SELECT ${chosen} FROM treatment_records AS record
    WHERE record.product_id = ${productId}`;
  const bothSaid = sql`SELECT ${chosen} FROM unnest(
      ${both.map((pack) => pack.lotNumber)}::varchar[],
      ${both.map((pack) => pack.serialNumber)}::varchar[]) AS pack (lot, serial)
    JOIN treatment_records AS record ON record.product_id = ${productId}
      AND record.lot_number = pack.lot AND record.serial_number = pack.serial`;
  const lotSaid = sql`${of} AND record.lot_number = ANY (${lots}) AND record.serial_number IS NULL`;
  const serialSaid = sql`${of} AND record.serial_number = ANY (${serials})
    AND record.lot_number IS NULL`;
  const nothingSaid = sql`${of} AND record.lot_number IS NULL AND record.serial_number IS NULL`;
  const parts = [
    ...(lots.length > 0 ? [lotSaid] : []),
    ...(serials.length > 0 ? [serialSaid] : []),
    ...(isUnsaid ? [nothingSaid] : []),
    ...(both.length > 0 ? [bothSaid] : []),
  ];
  if (parts.length === 0) return [];
  const { rows } = await sql<SavedUse>`${sql.join(parts, sql` UNION ALL `)}`.execute(db);
  return rows;
}

/** Records by id, as they were saved. */
export async function selectUsesById(
  db: ReadonlyDb,
  ids: readonly string[],
): Promise<readonly SavedUse[]> {
  if (ids.length === 0) return [];
  const { rows } = await sql<SavedUse>`
    SELECT ${few} FROM treatment_records AS record
    WHERE record.id = ANY (${[...ids]}::uuid[])`.execute(db);
  return rows;
}

export type CorrectedUse = Omit<SavedUse, 'voidedAt'>;

/** What the newest corrections of some records make of them; of most records there is none. */
export async function selectCorrectedUses(
  db: ReadonlyDb,
  ids: readonly string[],
): Promise<readonly CorrectedUse[]> {
  if (ids.length === 0) return [];
  const { rows } = await sql<CorrectedUse>`
    SELECT id, patient_id, product_id, lot_number, serial_number, date_applied
    FROM corrected_treatments WHERE id = ANY (${[...ids]}::uuid[])`.execute(db);
  return rows;
}
