import { type Insertable, sql } from 'kysely';
import type { Movement } from '../../shared/inventory/movement.ts';
import type { ReadonlyDb, Tx } from '../platform/database.ts';
import type { Schema } from '../platform/schema.ts';

export const movementColumns = [
  'id',
  'stockUnitId',
  'locationId',
  'kind',
  'pieces',
  'areaMm2',
  'reason',
  'occurredAt',
  'movedBy',
  'recordedAt',
  'receiptLineId',
  'treatmentRecordId',
  'wasteRecordId',
  'countLineId',
  'transferId',
  'removalId',
  'reverses',
] as const;

/** What movements are of; exactly one of them. */
export type MovementSource =
  | { readonly receiptLineId: string }
  | { readonly treatmentRecordId: string }
  | { readonly wasteRecordId: string }
  | { readonly countLineId: string }
  | { readonly transferId: string }
  | { readonly removalId: string };

/** Nothing, for the sources that a movement does not have, and for what it does not take back. */
export const noSource = {
  receiptLineId: null,
  treatmentRecordId: null,
  wasteRecordId: null,
  countLineId: null,
  transferId: null,
  removalId: null,
  reverses: null,
} as const;

export async function insertMovements(
  tx: Tx,
  rows: readonly Insertable<Schema['stockMovements']>[],
): Promise<void> {
  if (rows.length === 0) return;
  await tx
    .insertInto('stockMovements')
    .values([...rows])
    .execute();
}

export function selectMovement(db: ReadonlyDb, id: string): Promise<Movement | undefined> {
  return db
    .selectFrom('stockMovements')
    .select(movementColumns)
    .where('id', '=', id)
    .executeTakeFirst();
}

/** The units that one thing moved, each once. */
export async function selectUnitIdsOf(
  db: ReadonlyDb,
  of: MovementSource,
): Promise<readonly string[]> {
  const [column, id] = columnAndId(of);
  const units = await db
    .selectFrom('stockMovements')
    .select('stockUnitId')
    .distinct()
    .where(sql.ref(column), '=', id)
    .orderBy('stockUnitId')
    .execute();
  return units.map(({ stockUnitId }) => stockUnitId);
}

function columnAndId(of: MovementSource): readonly [string, string] {
  const [first] = Object.entries(of);
  if (first === undefined) throw new Error('Movements of nothing');
  return first;
}

/** Movements of one thing that nothing has taken back, the oldest first. */
export function selectStandingOf(db: ReadonlyDb, of: MovementSource): Promise<Movement[]> {
  const [column, id] = columnAndId(of);
  return db
    .selectFrom('stockMovements as movement')
    .select(movementColumns.map((each) => `movement.${each}` as const))
    .where(sql.ref(`movement.${column}`), '=', id)
    .where('movement.reverses', 'is', null)
    .where((row) =>
      row.not(
        row.exists(
          row
            .selectFrom('stockMovements as counter')
            .select('counter.id')
            .whereRef('counter.reverses', '=', 'movement.id'),
        ),
      ),
    )
    .orderBy('movement.recordedAt')
    .orderBy('movement.id')
    .execute();
}

/** True of the transfer that put what came in on a shelf when somebody accepted it: both were written at once. */
export async function isAcceptance(db: ReadonlyDb, transferId: string): Promise<boolean> {
  const { rows } = await sql`
    SELECT FROM stock_movements AS moved
    JOIN stock_locations AS place ON place.id = moved.location_id AND place.kind = 'quarantine'
    JOIN receipt_lines AS line ON line.stock_unit_id = moved.stock_unit_id
      AND line.decided_at = moved.recorded_at AND line.decided_by = moved.moved_by
      AND line.is_accepted AND line.pieces = -moved.pieces
    WHERE moved.transfer_id = ${transferId} AND moved.reverses IS NULL LIMIT 1`.execute(db);
  return rows.length > 0;
}

/** Pieces of these units that came in and that nobody has accepted or rejected yet, by place. */
export async function selectWaiting(
  db: ReadonlyDb,
  unitIds: readonly string[],
): Promise<
  readonly { readonly stockUnitId: string; readonly locationId: string; readonly pieces: number }[]
> {
  if (unitIds.length === 0) return [];
  const { rows } = await sql<{ stockUnitId: string; locationId: string; pieces: number }>`
    SELECT moved.stock_unit_id, moved.location_id, sum(moved.pieces)::int AS pieces
    FROM receipt_lines AS line JOIN stock_movements AS moved ON moved.receipt_line_id = line.id
    WHERE line.stock_unit_id IN (${sql.join([...unitIds])}) AND line.decided_at IS NULL
    GROUP BY moved.stock_unit_id, moved.location_id`.execute(db);
  return rows;
}

/**
 * What whole pieces come to in each place, and the area that was written for them: of every movement but
 * those of treatments, whose area is what was measured.
 */
export async function selectWholePieces(
  db: ReadonlyDb,
  unitId: string,
): Promise<
  readonly { readonly locationId: string; readonly pieces: number; readonly areaMm2: number }[]
> {
  const { rows } = await sql<{ locationId: string; pieces: number; areaMm2: number }>`
    SELECT location_id, sum(pieces)::int AS pieces, coalesce(sum(area_mm2), 0)::bigint AS area_mm2
    FROM stock_movements
    WHERE stock_unit_id = ${unitId} AND treatment_record_id IS NULL
    GROUP BY location_id`.execute(db);
  return rows;
}
