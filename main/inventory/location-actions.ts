import type { LocationKind, StockLocation } from '../../shared/inventory/location-contract.ts';
import type { ReadonlyDb } from '../platform/database.ts';
import { selectFirstOfKind } from './location-store.ts';

/** The place of a kind that is taken where nobody names one. */
export function firstLocation(db: ReadonlyDb, kind: LocationKind): Promise<StockLocation> {
  return selectFirstOfKind(db, kind);
}
