import type { Wound } from '../../shared/wounds/wound.ts';
import { linkedPatientsOf } from '../patients/link-actions.ts';
import type { ReadonlyDb } from '../platform/database.ts';

type PlacedWound = Pick<Wound, 'id' | 'patientId' | 'bodySite' | 'laterality'>;

/**
 * The ids by which each of these wounds stands in the charts of its person, its own first: on a linked
 * chart it is the one at the same site and side. Wounds of the same chart are never one; struck out ones
 * are none.
 */
export async function sameWoundsOf(
  db: ReadonlyDb,
  wounds: readonly PlacedWound[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  const patientIds = [...new Set(wounds.map(({ patientId }) => patientId))];
  const linked = await linkedPatientsOf(db, patientIds);
  const charts = [...new Set([...linked.values()].flat())];
  const others = await selectPlaced(db, charts);
  return new Map(
    wounds.map((wound) => {
      const ofPerson = linked.get(wound.patientId) ?? [];
      const same = others.filter(
        (each) =>
          ofPerson.includes(each.patientId) &&
          each.bodySite === wound.bodySite &&
          each.laterality === wound.laterality,
      );
      return [wound.id, [wound.id, ...same.map(({ id }) => id)]];
    }),
  );
}

async function selectPlaced(
  db: ReadonlyDb,
  patientIds: readonly string[],
): Promise<readonly PlacedWound[]> {
  if (patientIds.length === 0) return [];
  return db
    .selectFrom('wounds')
    .where('patientId', 'in', patientIds)
    .where('voidedAt', 'is', null)
    .select(['id', 'patientId', 'bodySite', 'laterality'])
    .orderBy('id')
    .execute();
}
