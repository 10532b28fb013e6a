import type { Insertable, Updateable } from 'kysely';
import type { Facility } from '../../shared/facilities/contract.ts';
import type { ReadonlyDb, Tx } from '../platform/database.ts';
import type { Schema } from '../platform/schema.ts';

const columns = [
  'id',
  'name',
  'placeOfService',
  'npi',
  'addressLine',
  'city',
  'state',
  'postalCode',
  'phone',
  'isActive',
  'version',
] as const;

/** All facilities by name, those that are no longer used last. */
export function selectFacilities(db: ReadonlyDb): Promise<Facility[]> {
  return db
    .selectFrom('facilities')
    .select(columns)
    .orderBy('isActive', 'desc')
    .orderBy('name')
    .orderBy('id')
    .execute();
}

export function selectFacility(db: ReadonlyDb, id: string): Promise<Facility | undefined> {
  return db.selectFrom('facilities').select(columns).where('id', '=', id).executeTakeFirst();
}

export function insertFacility(tx: Tx, row: Insertable<Schema['facilities']>): Promise<Facility> {
  return tx.insertInto('facilities').values(row).returning(columns).executeTakeFirstOrThrow();
}

/** Changes a facility and counts its version up. */
export function updateFacility(
  tx: Tx,
  current: Facility,
  to: Updateable<Schema['facilities']>,
): Promise<Facility> {
  return tx
    .updateTable('facilities')
    .set({ ...to, version: current.version + 1 })
    .where('id', '=', current.id)
    .returning(columns)
    .executeTakeFirstOrThrow();
}
