import { type Actor, isAllowed } from '../../shared/base/permission.ts';
import type { Chart } from '../../shared/patients/contract.ts';
import { preferredChart } from '../../shared/patients/patient-link.ts';
import type { Patient } from '../../shared/patients/patient.ts';
import { glassOfChart } from '../glass/actions.ts';
import { listOrdersOf } from '../orders/actions.ts';
import type { ReadonlyDb } from '../platform/database.ts';
import { personsAllergies } from '../safety/persons-allergies.ts';
import { countTreatmentsOf, listTreatmentsOf } from '../treatments/actions.ts';
import { listLinkedPatients, sayingsAmong, shownSaying } from './link-actions.ts';
import type { StoredSaying } from './link-store.ts';
import { countPossibleDuplicates } from './possible-duplicates.ts';
import { selectPatient } from './store.ts';

const CHART_TREATMENTS = 100;

/** A patient's chart with the charts linked to it; undefined where there is no such patient. */
export async function readChart(
  db: ReadonlyDb,
  patientId: string,
  by: { readonly actor: Actor; readonly now: Date },
): Promise<Chart | undefined> {
  const patient = await selectPatient(db, patientId);
  if (!patient) return undefined;
  const others = await listLinkedPatients(db, patientId);
  const said = await sayingsAmong(db, [patientId, ...others.map(({ id }) => id)]);
  const linkedCharts = [];
  for (const other of others)
    linkedCharts.push({
      ...(await readContent(db, other)),
      link: linkWith(other.id, patientId, said),
    });
  const glass = await glassOfChart(db, [patientId, ...others.map(({ id }) => id)], by);
  return {
    ...(await readContent(db, patient)),
    ...glass,
    allergies: [...(await personsAllergies(db, patientId))],
    linkedCharts,
    preferredPatientId: preferredChart(said),
    possibleDuplicates: isAllowed('patients.write', by.actor)
      ? await countPossibleDuplicates(db, patientId)
      : 0,
  };
}

async function readContent(db: ReadonlyDb, patient: Patient) {
  return {
    patient,
    treatments: await listTreatmentsOf(db, patient.id, { limit: CHART_TREATMENTS, offset: 0 }),
    treatmentCount: await countTreatmentsOf(db, patient.id),
    orders: await listOrdersOf(db, patient.id),
  };
}

/** The first word on the two; null where a third chart links them. */
function linkWith(one: string, other: string, said: readonly StoredSaying[]) {
  const found = said.find(
    ({ isSame, patientId, otherPatientId }) =>
      isSame && [patientId, otherPatientId].every((id) => id === one || id === other),
  );
  return found ? shownSaying(found) : null;
}
