import { heldBack, type Twin } from '../../shared/claims/twice-recorded.ts';
import { linkedPatientsOf } from '../patients/link-actions.ts';
import type { ReadonlyDb } from '../platform/database.ts';
import { selectBothDone, selectOfLinked, selectUses } from './twice-store.ts';

/**
 * Those of some treatments that wait because another chart of the same person has what looks like the same
 * (shared/claims/twice-recorded.ts); one look for nearly everybody, who has one chart.
 */
export async function heldBackOf(
  db: ReadonlyDb,
  treatmentRecordIds: readonly string[],
): Promise<ReadonlyMap<string, readonly Twin[]>> {
  const asked = await selectOfLinked(db, treatmentRecordIds);
  if (asked.length === 0) return new Map();
  const linked = await linkedPatientsOf(db, [...new Set(asked.map(({ patientId }) => patientId))]);
  const charts = [...linked].flatMap(([id, others]) => [id, ...others]);
  const days = asked.map(({ servedOn }) => servedOn);
  const uses = await selectUses(db, [...new Set(charts)], [...new Set(days)]);
  const said = await selectBothDone(
    db,
    uses.map(({ treatmentRecordId }) => treatmentRecordId),
  );
  const personOf = (id: string) => [id, ...(linked.get(id) ?? [])].toSorted().join(' ');
  const known = new Map([...linked.keys()].map((id) => [personOf(id), personOf(id).split(' ')]));
  const held = new Map<string, readonly Twin[]>();
  for (const ids of known.values()) {
    const ofPerson = uses.filter(({ patientId }) => ids.includes(patientId));
    for (const [id, twins] of heldBack(ofPerson, said)) held.set(id, twins);
  }
  return new Map(
    treatmentRecordIds.flatMap((id) => {
      const twins = held.get(id);
      return twins ? [[id, twins] as const] : [];
    }),
  );
}
