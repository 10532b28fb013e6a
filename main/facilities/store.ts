import type { Insertable } from 'kysely';
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
] as const;

export function selectFacilities(db: ReadonlyDb): Promise<Facility[]> {
  return db.selectFrom('facilities').select(columns).orderBy('name').orderBy('id').execute();
}

export function selectFacility(db: ReadonlyDb, id: string): Promise<Facility | undefined> {
  return db.selectFrom('facilities').select(columns).where('id', '=', id).executeTakeFirst();
}

export function insertFacility(tx: Tx, row: Insertable<Schema['facilities']>): Promise<Facility> {
  return tx.insertInto('facilities').values(row).returning(columns).executeTakeFirstOrThrow();
}
