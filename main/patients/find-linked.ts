import type { FoundPatient } from '../../shared/patients/contract.ts';
import type { ReadonlyDb } from '../platform/database.ts';
import { linkedPatientsOf } from './link-actions.ts';
import { findPatientsById } from './store.ts';

/** Those who were found, each with the other charts of the same person right behind it. */
export async function withLinked(
  db: ReadonlyDb,
  found: readonly Omit<FoundPatient, 'linkedPatientIds'>[],
): Promise<FoundPatient[]> {
  const linked = await linkedPatientsOf(
    db,
    found.map(({ id }) => id),
  );
  const foundIds = new Set(found.map(({ id }) => id));
  const missing = [...new Set([...linked.values()].flat())].filter((id) => !foundIds.has(id));
  const added = missing.length === 0 ? [] : await findPatientsById(db, missing);
  const all = new Map([...found, ...added].map((each) => [each.id, each]));
  const listed = found.flatMap(({ id }) => [
    id,
    ...(linked.get(id) ?? []).filter((other) => !foundIds.has(other)),
  ]);
  return [...new Set(listed)].flatMap((id) => {
    const patient = all.get(id);
    if (patient === undefined) return [];
    const group = linked.get(id) ?? othersOf(id, linked);
    return [{ ...patient, linkedPatientIds: [...group] }];
  });
}

/** Of one that was not found by itself: those of the chart by which it was, and that chart. */
function othersOf(id: string, linked: ReadonlyMap<string, readonly string[]>): readonly string[] {
  const by = [...linked].find(([, others]) => others.includes(id));
  return by ? [by[0], ...by[1].filter((other) => other !== id)] : [];
}
