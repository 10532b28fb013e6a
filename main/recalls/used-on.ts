import { fail, ok } from '../../shared/base/result.ts';
import { labelKey } from '../../shared/inventory/unit-label.ts';
import type { UsedOnPatient } from '../../shared/recalls/trace.ts';
import { findPatient } from '../patients/actions.ts';
import type { ReadonlyDb } from '../platform/database.ts';
import { asShown } from './describe-uses.ts';
import { selectDescribedOf, selectOrderNumbers, selectTracedPatients } from './described-store.ts';
import { newestFirst } from './newest-first.ts';
import { selectDonors } from './stock-store.ts';

type Labelled = {
  readonly productId: string;
  readonly lotNumber: string | null;
  readonly serialNumber: string | null;
};

function unitKey({ productId, lotNumber, serialNumber }: Labelled): string {
  return JSON.stringify([productId, labelKey(lotNumber ?? ''), labelKey(serialNumber ?? '')]);
}

/** Everything that was ever used on a patient, newest first, with donors where stock knows them. */
export async function usedOn(db: ReadonlyDb, patientId: string) {
  const patient = await findPatient(db, patientId);
  const [person] = patient ? await selectTracedPatients(db, [patientId]) : [];
  if (person === undefined) return fail('UnknownPatient', 'There is no such patient here.');
  const uses = await asShown(db, await selectDescribedOf(db, patientId));
  const orderNumbers = await selectOrderNumbers(db, [...new Set(uses.map((use) => use.orderId))]);
  const units = await selectDonors(db, uses);
  const donors = new Map(units.map((unit) => [unitKey(unit), unit.donorNumber]));
  const used = uses
    .map(
      ({ orderId, ...use }): UsedOnPatient => ({
        ...use,
        orderNumber: orderNumbers.get(orderId) ?? '',
        donorNumber: donors.get(unitKey(use)) ?? null,
      }),
    )
    .toSorted(newestFirst);
  return ok({ patient: person, used });
}
