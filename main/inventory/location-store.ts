import { type Insertable, sql, type Updateable } from 'kysely';
import type {
  LocationKind,
  PlaceContents,
  StockLocation,
} from '../../shared/inventory/location-contract.ts';
import type { ReadonlyDb, Tx } from '../platform/database.ts';
import type { Schema } from '../platform/schema.ts';

const columns = ['id', 'name', 'kind', 'facilityId', 'isActive', 'version'] as const;

/** Shelves first, then quarantine, by name. */
export function selectLocations(
  db: ReadonlyDb,
  { includeInactive }: { readonly includeInactive: boolean },
): Promise<StockLocation[]> {
  return db
    .selectFrom('stockLocations')
    .select(columns)
    .$if(!includeInactive, (query) => query.where('isActive', '=', true))
    .orderBy('kind', 'desc')
    .orderBy('name')
    .execute();
}

export function selectLocation(db: ReadonlyDb, id: string): Promise<StockLocation | undefined> {
  return db.selectFrom('stockLocations').select(columns).where('id', '=', id).executeTakeFirst();
}

export function selectLocationNamed(
  db: ReadonlyDb,
  name: string,
): Promise<StockLocation | undefined> {
  return db
    .selectFrom('stockLocations')
    .select(columns)
    .where(sql`lower(name)`, '=', sql`lower(${name})`)
    .executeTakeFirst();
}

/** Places of these ids that are used. */
export function selectActiveLocations(
  db: ReadonlyDb,
  ids: readonly string[],
): Promise<StockLocation[]> {
  return db
    .selectFrom('stockLocations')
    .select(columns)
    .where('id', 'in', [...ids])
    .where('isActive', '=', true)
    .execute();
}

/** The place of a kind that is taken where nobody names one: the first that is used. */
export function selectFirstOfKind(db: ReadonlyDb, kind: LocationKind): Promise<StockLocation> {
  return db
    .selectFrom('stockLocations')
    .select(columns)
    .where('kind', '=', kind)
    .orderBy('isActive', 'desc')
    .orderBy('createdAt')
    .orderBy('id')
    .executeTakeFirstOrThrow();
}

/** True where the movements of any unit do not come to nothing there. */
export async function isAnythingAt(db: ReadonlyDb, locationId: string): Promise<boolean> {
  const unit = await db
    .selectFrom('stockMovements')
    .select('stockUnitId')
    .where('locationId', '=', locationId)
    .groupBy('stockUnitId')
    .having((row) => row.fn.sum('pieces'), '<>', 0)
    .limit(1)
    .executeTakeFirst();
  return unit !== undefined;
}

/** What each place holds by the movements, without those where they come to nothing. */
export async function selectContents(db: ReadonlyDb): Promise<PlaceContents[]> {
  const { rows } = await sql<PlaceContents>`
    SELECT location_id, count(*) FILTER (WHERE pieces > 0)::int AS unit_count,
      coalesce(sum(pieces) FILTER (WHERE pieces > 0), 0)::int AS pieces,
      -coalesce(sum(pieces) FILTER (WHERE pieces < 0), 0)::int AS missing_pieces
    FROM (
      SELECT stock_unit_id, location_id, sum(pieces)::int AS pieces FROM stock_movements
      GROUP BY stock_unit_id, location_id HAVING sum(pieces) <> 0
    ) AS held
    GROUP BY location_id`.execute(db);
  return rows;
}

export function insertLocation(
  tx: Tx,
  row: Insertable<Schema['stockLocations']>,
): Promise<StockLocation> {
  return tx.insertInto('stockLocations').values(row).returning(columns).executeTakeFirstOrThrow();
}

/** Changes a place and counts its version up. */
export function updateLocation(
  tx: Tx,
  current: Pick<StockLocation, 'id' | 'version'>,
  to: Updateable<Schema['stockLocations']>,
): Promise<StockLocation> {
  return tx
    .updateTable('stockLocations')
    .set({ ...to, version: current.version + 1 })
    .where('id', '=', current.id)
    .returning(columns)
    .executeTakeFirstOrThrow();
}
