import { noText } from './clinic.ts';
import { addPerson, TEST_PIN, valueOf } from './core.ts';
import { newRowId } from './sync-chart.ts';
import { sqlRows, type SyncDevice, until } from './sync-device.ts';
import type { SyncWard } from './sync-ward.ts';

const said = { productId: 'FOAM-6X6', quantityUsed: 1, dateApplied: '2026-03-10' };

type Desk = Awaited<ReturnType<typeof openDesk>>;

/** A site with two computers, a nurse at each, and one patient with an order. */
export async function openDesk(ward: SyncWard) {
  const first = await ward.newComputer();
  const administratorId = await first.setUp();
  valueOf(await first.client['products.add']({ sku: 'FOAM-6X6', name: 'Foam' }));
  const details = { mrn: 'T-1', firstName: 'Maria', lastName: 'Núñez', birthOn: '1950-02-28' };
  const registered = await first.client['patients.create']({
    ...details,
    sex: 'female',
    confirmedNotDuplicate: true,
  });
  const { id: patientId } = valueOf(registered);
  const nurse = async (displayName: string) =>
    (await addPerson(first.core, first.session, { displayName, role: 'nurse' })).id;
  const [nora, otto] = [await nurse('Nora Nurse'), await nurse('Otto Olsen')];
  await first.signIn(nora);
  const ordered = {
    patientId,
    orderedOn: '2026-03-01',
    lines: [{ productId: 'FOAM-6X6', quantity: 40 }],
  };
  const { id: orderId } = valueOf(await first.client['orders.create'](ordered));
  const { id: cancelledId } = valueOf(await first.client['orders.create'](ordered));
  await first.signIn(administratorId);
  await ward.found(first);
  const second = await ward.join(first, administratorId, 'Cart 2');
  await first.signIn(nora);
  await second.signIn(otto);
  await ward.allSynced(first, second);
  return { ward, first, second, administratorId, nora, patientId, orderId, cancelledId };
}

async function treated({ first, patientId, orderId }: Desk, dateApplied: string) {
  const record = { ...said, ...noText, patientId, orderId, dateApplied };
  return valueOf(await first.client['treatments.record'](record)).id;
}

type Correcting = { readonly id: string; readonly dateApplied: string };

async function correct(
  { orderId }: Desk,
  on: SyncDevice,
  { id, dateApplied, doctorNotes }: Correcting & { readonly doctorNotes: string },
) {
  const { version } = valueOf(await on.client['treatments.get']({ treatmentRecordId: id }));
  const given = { treatmentRecordId: id, seen: version, reason: 'Mistyped', orderId };
  valueOf(
    await on.client['treatments.correct']({
      ...noText,
      ...said,
      ...given,
      dateApplied,
      doctorNotes,
    }),
  );
}

async function sign(on: SyncDevice, ids: readonly string[]) {
  const records = ids.map((id) => ({ kind: 'treatment' as const, id, seen: 1 }));
  valueOf(await on.client['signing.sign']({ records, pin: TEST_PIN }));
}

async function rename(on: SyncDevice, patientId: string, lastName: string) {
  const { patient } = valueOf(await on.client['patients.getChart']({ patientId }));
  const { id, version, deceasedOn: _, ...details } = patient;
  const change = { ...details, patientId: id, seen: version, lastName };
  valueOf(await on.client['patients.correct']({ ...change, confirmedNotDuplicate: true }));
}

/** Days of the treatments, by which people tell them in the list. */
export const DAYS = {
  kept: '2026-03-10',
  taken: '2026-03-11',
  both: '2026-03-12',
  twice: '2026-03-13',
} as const;

/** Of what was used from an order that was cancelled meanwhile. */
const USED = '2026-03-09';

/** A conflict of each kind that two people without a network make, in the same while. */
export async function makeConflicts(desk: Desk) {
  const { ward, first, second, patientId, cancelledId } = desk;
  const records = new Map<string, Correcting>();
  for (const dateApplied of Object.values(DAYS))
    records.set(dateApplied, { id: await treated(desk, dateApplied), dateApplied });
  await ward.allSynced(first, second);
  const all = [...records.values()];
  const signed = all.filter(
    ({ dateApplied }) => dateApplied === DAYS.taken || dateApplied === DAYS.both,
  );
  const unsigned = all.filter((each) => !signed.includes(each));
  await ward.apart(
    [
      first,
      async () => {
        for (const each of unsigned) await correct(desk, first, { ...each, doctorNotes: 'Drier' });
        const ids = signed.map(({ id }) => id);
        await sign(first, ids);
        await rename(first, patientId, 'Nunez');
        await sqlRows(first.database, "UPDATE products SET name = 'Foam, soft', version = 2");
        await addLine(first, cancelledId, 2);
      },
    ],
    [
      second,
      async () => {
        for (const each of all) await correct(desk, second, { ...each, doctorNotes: 'Wetter' });
        const again = records.get(DAYS.twice);
        if (again) await correct(desk, second, { ...again, doctorNotes: 'Wetter than that' });
        await rename(second, patientId, 'Nuñes');
        await sqlRows(second.database, "UPDATE products SET name = 'Foam, firm', version = 2");
        await addLine(second, cancelledId, 3);
      },
    ],
  );
}

/** Of one product twice, which no order may have: only the server meets both. */
async function addLine(on: SyncDevice, orderId: string, lineNumber: number) {
  await sqlRows(
    on.database,
    `INSERT INTO order_lines (id, order_id, line_number, product_id, product_name, quantity_ordered)
     VALUES ($1, $2, $3, 'GAUZE', 'Gauze', 5)`,
    [newRowId(), orderId, lineNumber],
  );
}

async function addAllergy(on: SyncDevice, patientId: string, substance: string) {
  const allergy = { patientId, substance, kind: 'allergy', severity: 'severe' } as const;
  valueOf(await on.client['allergies.add']({ ...allergy, reaction: 'Hives', onsetOn: null }));
}

/** Somebody uses from an order that is cancelled elsewhere, and a computer that is revoked has still something to say. */
export async function makeLateChanges(desk: Desk) {
  const { ward, first, second, administratorId, nora, patientId } = desk;
  await first.signIn(administratorId);
  const lost = await ward.join(first, nora, 'Lost cart');
  const lines = [{ productId: 'FOAM-6X6', quantity: 10 }];
  const ordered = { patientId, orderedOn: '2026-03-01', lines };
  const { id: orderId, version } = valueOf(await first.client['orders.create'](ordered));
  await ward.allSynced(first, second, lost);
  await ward.apart(
    [
      first,
      async () => {
        const cancel = { orderId, seen: version, reason: 'Ordered twice' };
        valueOf(await first.client['orders.cancel'](cancel));
      },
    ],
    [second, () => treated({ ...desk, first: second, orderId }, USED)],
  );
  await ward.offline();
  const { deviceId } = await lost.status();
  await addAllergy(lost, patientId, 'Latex');
  await until(async () => (await lost.status()).state === 'offline');
  await ward.online();
  await until(async () => {
    const { state } = await first.status();
    if (state === 'offline') await first.client['sync.now']({});
    return state === 'onServer';
  });
  valueOf(await first.client['sync.revokeDevice']({ deviceId: deviceId ?? '' }));
  await until(async () => {
    ward.passTime();
    return (await lost.status()).state === 'needsAttention';
  });
  await ward.allSynced(first);
}
