import type { Facility } from '../../shared/facilities/contract.ts';
import type { ReadonlyDb, Tx } from '../platform/database.ts';
import { insertFacility, selectFacility } from './store.ts';

/** A facility by id, or undefined. */
export function findFacility(db: ReadonlyDb, id: string): Promise<Facility | undefined> {
  return selectFacility(db, id);
}

/** Adds a place where care is given. */
export function addFacility(tx: Tx, facility: Facility): Promise<Facility> {
  return insertFacility(tx, facility);
}
