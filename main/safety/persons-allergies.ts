import type { Allergy } from '../../shared/allergies/contract.ts';
import type { CivilDate } from '../../shared/base/civil-date.ts';
import { foldText } from '../../shared/patients/patient.ts';
import type { StatedAllergy } from '../../shared/safety/concerns.ts';
import { listAllergies } from '../allergies/actions.ts';
import { linkedPatientIds, listLinkedPatients } from '../patients/link-actions.ts';
import type { ReadonlyDb } from '../platform/database.ts';

/**
 * The allergies of a person: those on this chart, then those that only a linked chart has. What both charts
 * say in the same words stands once.
 */
export async function personsAllergies(
  db: ReadonlyDb,
  patientId: string,
): Promise<readonly Allergy[]> {
  const allergies = await listAllergies(db, patientId);
  for (const linkedId of await linkedPatientIds(db, patientId)) {
    const known = new Set(allergies.map(wordsOf));
    const others = await listAllergies(db, linkedId);
    allergies.push(...others.filter((each) => !known.has(wordsOf(each))));
  }
  return allergies;
}

function wordsOf({ substance, kind, severity, reaction }: Allergy): string {
  return JSON.stringify([foldText(substance), kind, severity, foldText(reaction ?? '')]);
}

/** The same to compare a product with: each substance once, and where only a linked chart has it, which. */
export async function allergiesToWarnOf(
  db: ReadonlyDb,
  patientId: string,
): Promise<readonly StatedAllergy[]> {
  const allergies = await personsAllergies(db, patientId);
  if (allergies.every((each) => each.patientId === patientId)) return allergies;
  const linked = await listLinkedPatients(db, patientId);
  const mrns = new Map(linked.map(({ id, mrn }) => [id, mrn]));
  const toWarnOf = new Map<string, StatedAllergy>();
  for (const allergy of allergies) {
    const key = JSON.stringify([foldText(allergy.substance), allergy.kind === 'objection']);
    const stated = allergy.patientId === patientId ? allergy : inLinkedChart(allergy, mrns);
    if (!toWarnOf.has(key)) toWarnOf.set(key, stated);
  }
  return [...toWarnOf.values()];
}

function inLinkedChart(
  { substance, kind, patientId }: Allergy,
  mrns: ReadonlyMap<string, string | null>,
): StatedAllergy {
  return { substance, kind, standsIn: `the linked chart, MRN ${mrns.get(patientId) ?? 'none'}` };
}

/** The day on which the person died by a linked chart; null where none says so. */
export async function personsDeath(db: ReadonlyDb, patientId: string): Promise<CivilDate | null> {
  const linked = await listLinkedPatients(db, patientId);
  return linked.flatMap(({ deceasedOn }) => deceasedOn ?? []).toSorted()[0] ?? null;
}
