import { linkedPatientsOf } from '../patients/link-actions.ts';
import type { ReadonlyDb } from '../platform/database.ts';
import { selectTreatmentRows, type TreatmentRow } from './facts-store.ts';
import { heldBackOf } from './twice-recorded.ts';
import { selectUses } from './twice-store.ts';

type Row = Pick<TreatmentRow, 'patientId' | 'servedOn'>;

/**
 * What the other charts of each patient's person have on the same day and goes out, or went: limits of a
 * day count for a person. What waits because this chart has it too does not count.
 */
export async function usesElsewhere(
  db: ReadonlyDb,
  rows: readonly Row[],
): Promise<(of: Row) => readonly TreatmentRow[]> {
  const linked = await linkedPatientsOf(db, [...new Set(rows.map(({ patientId }) => patientId))]);
  if (linked.size === 0) return () => [];
  const charts = [...new Set([...linked.values()].flat())];
  const days = [...new Set(rows.map(({ servedOn }) => servedOn))];
  const uses = await selectUses(db, charts, days);
  const ids = uses
    .filter(({ isSigned, isBilled }) => isSigned || isBilled)
    .map(({ treatmentRecordId }) => treatmentRecordId);
  const held = await heldBackOf(db, ids);
  const found = await selectTreatmentRows(
    db,
    ids.filter((id) => !held.has(id)),
  );
  return ({ patientId, servedOn }) =>
    found.filter(
      (each) => each.servedOn === servedOn && linked.get(patientId)?.includes(each.patientId),
    );
}
