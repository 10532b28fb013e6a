import { addDays, type CivilDate } from '../../shared/base/civil-date.ts';
import { DEMONSTRATION_PIN } from '../../shared/site/demonstration.ts';
import { addAllergy } from '../allergies/actions.ts';
import { addFacility } from '../facilities/actions.ts';
import { addOrders, type NewOrder } from '../orders/actions.ts';
import { addPatients } from '../patients/actions.ts';
import type { Tx } from '../platform/database.ts';
import { addProducts } from '../products/actions.ts';
import { addSignInsWithOnePin } from '../staff/actions.ts';
import type { PinCost } from '../staff/pin-hash.ts';
import { addPastTreatments } from '../treatments/actions.ts';
import { entriesOf, type Ids, newIds } from './demonstration/ids.ts';
import { type DemonstrationOrder, orders } from './demonstration/orders.ts';
import { type DemonstrationPatient, patients } from './demonstration/patients.ts';
import { facilities, people } from './demonstration/people.ts';
import { products } from './demonstration/products.ts';
import { takeFromOrders } from './demonstration/take-from-orders.ts';
import { instantAt } from './demonstration/visit-time.ts';
import { usesUntil } from './demonstration/visits.ts';
import { fillStock, moveTracedPieces, withTracedPieces } from './fill-stock.ts';
import { fillBilling } from './fill-billing.ts';
import { fillProtocols } from './fill-protocols.ts';
import { fillWounds } from './fill-wounds.ts';
import { signDemonstration } from './sign-demonstration.ts';
import { selectSite } from './store.ts';

type Filling = {
  readonly tx: Tx;
  readonly newId: () => string;
  /** The site's day, from which everything that happened counts back. */
  readonly today: CivilDate;
};
type AllIds = {
  readonly facilityId: Ids<keyof typeof facilities>;
  readonly userId: Ids<keyof typeof people>;
  readonly patientId: Ids<keyof typeof patients>;
};

const FIRST_PHONE = 110;
const FIRST_ORDER = 1001;
/** Of a ZIP+4: a patient’s own four are not invented. */
const ZIP_DIGITS = 5;
const ALLERGIES_ASKED_DAYS_AGO = 85;
const NOON = 12 * 60;

/**
 * Fills a site that was just set up with fictional people, products, orders, twelve weeks of treatments
 * until `today`, and stock with where it came from. Returns how many patients and treatment records there are.
 */
export async function fillDemonstration({
  cost,
  now,
  ...filling
}: Filling & { readonly cost: PinCost; readonly now: Date }): Promise<{
  patients: number;
  treatmentRecords: number;
}> {
  const site = await selectSite(filling.tx);
  const timeZone = site?.timeZone ?? 'UTC';
  const ids = {
    facilityId: newIds(facilities, filling.newId),
    userId: newIds(people, filling.newId),
    patientId: newIds(patients, filling.newId),
  };
  await fillStaff(filling, ids, cost);
  await fillProducts(filling);
  await fillPatients(filling, ids);
  await fillAllergies(filling, ids, timeZone);
  const placed = await fillOrders(filling, ids);
  const woundId = await fillWounds({ ...filling, ...ids, timeZone });
  await fillProtocols({ ...filling, ...ids, timeZone });
  await fillBilling({ ...filling, ...ids });
  const receiving = { ...filling, ...ids, placed, timeZone };
  await fillStock({ ...receiving, userId: ids.userId('supplyCoordinator') });
  const given = { placed, timeZone, woundId, now };
  const treatmentRecords = await fillTreatments(filling, ids, given);
  return { patients: Object.keys(patients).length, treatmentRecords };
}

async function fillStaff({ tx }: Filling, { facilityId, userId }: AllIds, cost: PinCost) {
  for (const [key, facility] of entriesOf(facilities))
    await addFacility(tx, { id: facilityId(key), ...facility });
  const signIns = entriesOf(people).map(([key, { facility, ...person }]) => ({
    ...person,
    id: userId(key),
    signInName: person.displayName,
    facilityId: facilityId(facility),
  }));
  await addSignInsWithOnePin(tx, signIns, { pin: DEMONSTRATION_PIN, cost });
}

async function fillProducts({ tx, newId }: Filling) {
  await addProducts(
    tx,
    entriesOf(products).map(([sku, product]) => ({ id: newId(), sku, ...product })),
  );
}

async function fillPatients({ tx, today }: Filling, { patientId }: AllIds) {
  const all = entriesOf<keyof typeof patients, DemonstrationPatient>(patients);
  const rows = all.map(([mrn, patient], index) => {
    const { diedDaysAgo, facility, allergies: _, ...named } = patient;
    const { city, state, postalCode } = facilities[facility];
    return {
      ...named,
      id: patientId(mrn),
      mrn,
      phone: `555-0${FIRST_PHONE + index}`,
      city,
      state,
      postalCode: postalCode.slice(0, ZIP_DIGITS),
      deceasedOn: diedDaysAgo === undefined ? null : addDays(today, -diedDaysAgo),
    };
  });
  await addPatients(tx, rows);
}

async function fillAllergies({ tx, newId, today }: Filling, ids: AllIds, timeZone: string) {
  const recordedAt = instantAt(addDays(today, -ALLERGIES_ASKED_DAYS_AGO), NOON, timeZone);
  const recordedBy = ids.userId('clinicNurse');
  const all = entriesOf<keyof typeof patients, DemonstrationPatient>(patients);
  for (const [mrn, { allergies = [] }] of all)
    for (const allergy of allergies) {
      const given = { ...allergy, onsetOn: null, recordedBy, recordedAt };
      await addAllergy(tx, { id: newId(), patientId: ids.patientId(mrn), ...given });
    }
}

async function fillOrders({ tx, newId, today }: Filling, ids: AllIds): Promise<NewOrder[]> {
  const written = orders.map(
    (order, index): NewOrder => ({
      id: newId(),
      orderNumber: `DEMO-${FIRST_ORDER + index}`,
      patientId: ids.patientId(order.mrn),
      facilityId: ids.facilityId(patients[order.mrn].facility),
      orderedOn: addDays(today, -order.daysAgo),
      orderedBy: ids.userId(order.by),
      status: order.status ?? 'placed',
      lines: linesOf(order, newId),
    }),
  );
  await addOrders(tx, written);
  return written.filter(({ status }) => status === 'placed');
}

function linesOf({ lines }: DemonstrationOrder, newId: () => string): NewOrder['lines'] {
  return lines.map(([sku, quantityOrdered]) => ({
    id: newId(),
    productId: sku,
    productName: products[sku].name,
    quantityOrdered,
  }));
}

type TreatedWith = {
  readonly placed: readonly NewOrder[];
  readonly timeZone: string;
  /** The wound of each patient who is treated. */
  readonly woundId: Ids<string>;
  readonly now: Date;
};

async function fillTreatments(
  { tx, newId, today }: Filling,
  ids: AllIds,
  { placed, timeZone, woundId, now }: TreatedWith,
): Promise<number> {
  const uses = usesUntil(today).map(({ minuteOfDay, ...use }) => ({
    ...use,
    id: newId(),
    patientId: ids.patientId(use.mrn),
    woundId: woundId(use.mrn),
    recordedBy: ids.userId(use.by),
    // It may be too early in the day for a fixed time to have come.
    recordedAt: use.dateApplied < today ? instantAt(use.dateApplied, minuteOfDay, timeZone) : null,
  }));
  const records = takeFromOrders(placed, withTracedPieces(uses, today));
  const past = records.map(({ mrn: _, by: __, ...record }) => record);
  await addPastTreatments(tx, past);
  await moveTracedPieces({ tx, newId, now }, past);
  await signDemonstration(
    { tx, newId, today },
    records.map((record) => ({
      ...record,
      recorder: { ...people[record.by], id: record.recordedBy },
    })),
  );
  return records.length;
}
