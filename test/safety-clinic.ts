import { expect } from 'vitest';
import { openClinic } from './clinic.ts';
import { allRows, codeOf, type TestCore, valueOf } from './core.ts';

type Product = { readonly sku: string } & Partial<{
  materials: ('latex' | 'bovine' | 'adhesive')[] | null;
  otherMaterials: string;
  productClass: 'skinSubstitute' | 'compression' | 'dressing';
  packageMm2: number;
}>;

/** The clinic with short ways to products of known materials, wounds, and treatments that are stopped. */
export async function openSafetyClinic(app: TestCore) {
  const clinic = await openClinic(app);
  return {
    ...clinic,
    productOnOrder: (product: Product) => productOnOrder(app, clinic, product),
    newWound: (etiology: 'arterial' | 'diabetic' = 'diabetic') => newWound(clinic, etiology),
    stoppedThenSaved: (treatment: object) => stoppedThenSaved(app, clinic, treatment),
  };
}

type Clinic = Awaited<ReturnType<typeof openClinic>>;

/** A product with what is known of it, on an order of ten for the clinic's patient. */
async function productOnOrder(app: TestCore, clinic: Clinic, { sku, ...facts }: Product) {
  valueOf(await app.client['products.add']({ sku, name: `Product ${sku}`, ...facts }));
  const { client, patient } = clinic;
  const order = valueOf(
    await client['orders.create']({
      patientId: patient.id,
      orderedOn: '2026-03-01',
      lines: [{ productId: sku, quantity: 10 }],
    }),
  );
  return { ...clinic.treatment, orderId: order.id, productId: sku };
}

async function newWound({ patient, client }: Clinic, etiology: 'arterial' | 'diabetic') {
  const place = { bodySite: 'heel', laterality: 'left', bodyView: 'sole' } as const;
  const wound = { patientId: patient.id, ...place, etiology, careStartedOn: '2026-03-01' };
  return valueOf(await client['wounds.register'](wound));
}

export const reasons = (concerns: readonly { kind: string; about: string }[]) =>
  concerns.map(({ kind, about }) => ({ kind, about, reason: 'Nothing else was at hand' }) as never);

/** What a save without reasons is stopped for; the same save with them must then stand with its flags. */
async function stoppedThenSaved(app: TestCore, clinic: Clinic, treatment: object) {
  const { nurse } = clinic;
  const before = await allRows(app.database, 'treatmentRecords');
  const stopped = await app.core.dispatch(nurse.session, 'treatments.record', treatment);
  expect(codeOf(stopped)).toBe('ReasonNeeded');
  expect(await allRows(app.database, 'treatmentRecords')).toEqual(before);
  const { concerns } = (stopped as { failure: { details: { concerns: never[] } } }).failure.details;
  const reply = await app.core.dispatch(nurse.session, 'treatments.record', {
    ...treatment,
    concernReasons: reasons(concerns),
  });
  expect(reply).toMatchObject({
    ok: true,
    value: {
      concerns: concerns.map((each: object) => ({ ...each, reason: 'Nothing else was at hand' })),
    },
  });
  const { id } = (reply as { value: { id: string } }).value;
  const record = valueOf(await clinic.client['treatments.get']({ treatmentRecordId: id }));
  expect(record.concerns).toHaveLength(concerns.length);
  return { concerns: concerns as { kind: string; about: string }[], record };
}
