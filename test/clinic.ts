import { type TestCore, valueOf } from './core.ts';

/** A patient with an order of ten foam dressings and two of gauze, and a nurse who treats. */
export async function openClinic(app: TestCore) {
  const nurse = await app.signIn('nurse');
  const { client } = nurse;
  for (const [sku, name] of [
    ['FOAM-6X6', 'Foam Wound Dressing 6x6'],
    ['GAUZE', 'Gauze'],
  ] as const)
    await app.client['products.add']({ sku, name });
  const patient = valueOf(
    await client['patients.create']({
      mrn: 'T-1',
      firstName: 'Maria',
      lastName: 'Núñez',
      birthOn: '1950-02-28',
      sex: 'female',
      confirmedNotDuplicate: true,
    }),
  );
  const order = valueOf(
    await client['orders.create']({
      patientId: patient.id,
      orderedOn: '2026-03-01',
      lines: [
        { productId: 'FOAM-6X6', quantity: 10 },
        { productId: 'GAUZE', quantity: 2 },
      ],
    }),
  );
  const treatment = {
    patientId: patient.id,
    orderId: order.id,
    productId: 'FOAM-6X6',
    quantityUsed: 1,
    dateApplied: '2026-03-10',
  };
  return { nurse, client, patient, order, treatment };
}

/** What a correction must say even where there is none: by default it says so. */
export const noText = {
  diagnosis: null,
  procedurePerformed: null,
  woundLocation: null,
  doctorNotes: null,
  woundId: null,
  performedBy: null,
  appliedAt: null,
  appliedMm2: null,
  discardedMm2: null,
  discardReason: null,
  lotNumber: null,
  serialNumber: null,
  expiresOn: null,
  labelScans: null,
  reconstitutionMaterial: null,
  reconstitutionLot: null,
  reconstitutionExpiresOn: null,
};
export const noContact = {
  mrn: null,
  phone: null,
  addressLine: null,
  city: null,
  state: null,
  postalCode: null,
};
export const noCredentials = {
  lastName: null,
  firstName: null,
  credential: null,
  npi: null,
  taxonomy: null,
  facilityId: null,
};
