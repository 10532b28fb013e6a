import type { Facility } from '../../shared/facilities/contract.ts';
import type { ReadonlyDb, Tx } from '../platform/database.ts';
import { insertFacility, selectFacilities, selectFacility } from './store.ts';

/** A facility by id, or undefined. */
export function findFacility(db: ReadonlyDb, id: string): Promise<Facility | undefined> {
  return selectFacility(db, id);
}

/** All facilities by name, those that are no longer used last. */
export function listFacilities(db: ReadonlyDb): Promise<Facility[]> {
  return selectFacilities(db);
}

/** Adds a place where care is given, whose fields were checked. */
export function addFacility(
  tx: Tx,
  facility: Omit<Facility, 'isActive' | 'version'>,
): Promise<Facility> {
  return insertFacility(tx, facility);
}
