import type { TracedTreatment, UsedPack } from '../../shared/recalls/trace.ts';
import type { ReadonlyDb } from '../platform/database.ts';
import {
  type DescribedRow,
  selectCorrected,
  selectDescribed,
  selectPeopleNames,
} from './described-store.ts';
import type { FoundUse } from './find-uses.ts';

export type DescribedUse = UsedPack &
  Pick<
    DescribedRow,
    'orderId' | 'reconstitutionMaterial' | 'reconstitutionLot' | 'reconstitutionExpiresOn'
  > & { readonly isCorrected: boolean };

/**
 * Records as everybody sees them now, with people's names. Asked for table by table: a join would read
 * whole tables where nobody ever told the database how large they are.
 */
export async function asShown(
  db: ReadonlyDb,
  saved: readonly DescribedRow[],
): Promise<readonly DescribedUse[]> {
  const corrected = await selectCorrected(
    db,
    saved.map(({ id }) => id),
  );
  const newest = new Map(corrected.map((row) => [row.id, row]));
  const rows = saved.map((row) => ({
    ...row,
    ...newest.get(row.id),
    isCorrected: newest.has(row.id),
  }));
  const people = rows.flatMap(({ recordedBy, performedBy }) => [recordedBy, performedBy ?? []]);
  const names = await selectPeopleNames(db, [...new Set(people.flat())]);
  const nameOf = (id: string) => names.get(id) ?? '';
  return rows.map(({ recordedBy, performedBy, ...row }) => ({
    ...row,
    recordedByName: nameOf(recordedBy),
    performedByName: performedBy === null ? null : nameOf(performedBy),
  }));
}

/** The records that were found, in their order, as a trace shows them. */
export async function describeUses(
  db: ReadonlyDb,
  found: readonly FoundUse[],
): Promise<TracedTreatment[]> {
  const read = found.flatMap(({ saved }) => saved ?? []);
  const unread = await selectDescribed(
    db,
    found.flatMap(({ id, saved }) => (saved === null ? id : [])),
  );
  const uses = await asShown(db, [...read, ...unread]);
  const shown = new Map(uses.map((use) => [use.id, use]));
  return found.flatMap(({ id, standing, saidBefore }) => {
    const use = shown.get(id);
    return use === undefined ? [] : [{ ...use, standing, saidBefore }];
  });
}
