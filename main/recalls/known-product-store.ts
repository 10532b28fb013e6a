import { sql } from 'kysely';
import type { ReadonlyDb } from '../platform/database.ts';

/** Whether stock or a record knows a product that the catalogue may not have. */
export async function isKnownProduct(db: ReadonlyDb, productId: string): Promise<boolean> {
  const { rows } = await sql<{ isKnown: boolean }>`
    SELECT EXISTS (SELECT FROM stock_units WHERE product_id = ${productId})
      OR EXISTS (SELECT FROM treatment_records WHERE product_id = ${productId})
      OR EXISTS (SELECT FROM record_amendments WHERE treatment_record_id IS NOT NULL
        AND content IS NOT NULL AND content ->> 'productId' = ${productId}) AS is_known`.execute(
    db,
  );
  return rows[0]?.isKnown ?? false;
}
