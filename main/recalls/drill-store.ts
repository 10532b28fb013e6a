import { type Insertable, sql, type Updateable } from 'kysely';
import type { RecallDrill } from '../../shared/recalls/contract.ts';
import { askedPacks } from '../../shared/recalls/trace.ts';
import type { ReadonlyDb, Tx } from '../platform/database.ts';
import type { Schema } from '../platform/schema.ts';

function selectDrillRows(db: ReadonlyDb) {
  return db
    .selectFrom('recallDrills as drill')
    .select([
      'drill.id',
      'drill.asked',
      'drill.isExercise',
      'drill.askedAt',
      'drill.answeredMs',
      'drill.patientCount',
      'drill.treatmentCount',
      'drill.piecesLeft',
      'drill.quarantinedPieces',
      'drill.finishedAt',
      'drill.note',
      sql<string | null>`(SELECT name FROM products WHERE sku = drill.asked ->> 'productId')`.as(
        'productName',
      ),
      sql<string>`(SELECT display_name FROM users WHERE id = drill.asked_by)`.as('askedByName'),
      sql<string | null>`(SELECT display_name FROM users WHERE id = drill.finished_by)`.as(
        'finishedByName',
      ),
    ]);
}

function drillOf<Row extends { readonly asked: unknown }>(row: Row) {
  return { ...row, asked: askedPacks.parse(row.asked) };
}

/** Drills, newest first. */
export async function selectDrills(db: ReadonlyDb, limit: number): Promise<RecallDrill[]> {
  const rows = await selectDrillRows(db)
    .orderBy('drill.askedAt', 'desc')
    .orderBy('drill.id')
    .limit(limit)
    .execute();
  return rows.map(drillOf);
}

export async function selectDrill(db: ReadonlyDb, id: string): Promise<RecallDrill | undefined> {
  const row = await selectDrillRows(db).where('drill.id', '=', id).executeTakeFirst();
  return row && drillOf(row);
}

export async function insertDrill(
  tx: Tx,
  row: Insertable<Schema['recallDrills']>,
): Promise<RecallDrill> {
  await tx.insertInto('recallDrills').values(row).execute();
  return savedDrill(tx, row.id);
}

export async function updateDrill(
  tx: Tx,
  id: string,
  to: Updateable<Schema['recallDrills']>,
): Promise<RecallDrill> {
  await tx.updateTable('recallDrills').set(to).where('id', '=', id).execute();
  return savedDrill(tx, id);
}

async function savedDrill(tx: Tx, id: string): Promise<RecallDrill> {
  const saved = await selectDrill(tx, id);
  if (!saved) throw new Error('A drill that was just saved is gone');
  return saved;
}
