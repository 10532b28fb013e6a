import { sql } from 'kysely';
import type { ReadonlyDb } from '../platform/database.ts';

/** A pack as a record says it. */
export type SaidPack = {
  readonly lotNumber: string | null;
  readonly serialNumber: string | null;
};

export type CountedPack = SaidPack & {
  /** Records as they were saved that say so, voided ones left out. */
  readonly standingCount: number;
  /** The same with voided ones. */
  readonly recordCount: number;
};

/** Every pack that records of a product say, as they were saved, with how many do. */
export async function selectUsedPacks(
  db: ReadonlyDb,
  productId: string,
): Promise<readonly CountedPack[]> {
  // One index holds all of it: of a product that is used every day, the rows lie all over the table.
  const { rows } = await sql<CountedPack>`
    SELECT lot_number, serial_number, count(*) FILTER (WHERE voided_at IS NULL)::int AS standing_count,
      count(*)::int AS record_count
    FROM treatment_records WHERE product_id = ${productId}
    GROUP BY lot_number, serial_number`.execute(db);
  return rows;
}

export type CorrectedPack = SaidPack & { readonly treatmentRecordId: string };

/** Every pack of a product that corrections of signed records ever said, the newest first. */
export async function selectCorrectedPacks(
  db: ReadonlyDb,
  productId: string,
): Promise<readonly CorrectedPack[]> {
  const { rows } = await sql<CorrectedPack>`
    SELECT treatment_record_id, content ->> 'lotNumber' AS lot_number,
      content ->> 'serialNumber' AS serial_number
    FROM record_amendments
    WHERE treatment_record_id IS NOT NULL AND content IS NOT NULL
      AND content ->> 'productId' = ${productId}
    ORDER BY amended_at DESC, id DESC`.execute(db);
  return rows;
}
