import { operations } from '../shared/operations.ts';
import { fuzzOperations, type FuzzReport } from '../torture/fuzz/fuzz.ts';
import { valueOf } from './core.ts';
import { openKeptCore } from './kept-core.ts';

const said = { mrn: 'FUZZ-77311', lastName: 'Quillfeather' };

/** The application over records with a patient, for whom `fuzz` sends what nobody should send. */
export async function openFuzzedCore() {
  const app = await openKeptCore();
  const { client, administratorId } = app;
  valueOf(await client['products.add']({ sku: 'FOAM-6X6', name: 'Foam' }));
  const patient = valueOf(
    await client['patients.create']({
      ...said,
      firstName: 'Odalys',
      birthOn: '1950-02-28',
      sex: 'female',
    }),
  );
  const lines = [{ productId: 'FOAM-6X6', quantity: 10 }];
  const ordered = { patientId: patient.id, orderedOn: '2026-03-01', lines };
  const order = valueOf(await client['orders.create'](ordered));
  const treatment = valueOf(
    await client['treatments.record']({
      patientId: patient.id,
      orderId: order.id,
      productId: 'FOAM-6X6',
      quantityUsed: 1,
      dateApplied: '2026-03-10',
    }),
  );
  const ids = [administratorId, patient.id, order.id, treatment.id];
  const { core, session } = app;
  const common = { core, session, operations, ids, marked: Object.values(said) };
  return {
    ...app,
    fuzz: (asked: { readonly runs: number; readonly seed: number }): Promise<FuzzReport> =>
      fuzzOperations({ ...common, ...asked }),
    remove: async () => {
      await app.close();
      await app.folder.remove();
    },
  };
}
