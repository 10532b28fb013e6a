import { cp } from 'node:fs/promises';
import { openedCore } from './opened-core.ts';
import { addDays } from '../shared/base/civil-date.ts';
import type { Core } from '../main/platform/core.ts';
import { addPerson, valueOf } from '../test/core.ts';
import {
  type Caller,
  DRESSING_CHANGE,
  NURSE_NAME,
  PIN,
  recordOne,
  setUpSite,
  signInAs,
} from './callers.ts';

export const SEEDED_TREATMENTS = 1000;

/** A clinic on disk whose one patient has 1,000 treatments and an order that never runs out. */
export type Seeded = {
  readonly dataDir: string;
  readonly patientId: string;
  /** One more treatment of that patient, as `treatments.record` takes it. */
  readonly treatment: Readonly<Record<string, unknown>>;
};

async function addPeople(core: Core, { client, session }: Caller) {
  for (const [sku, name] of [
    ['FOAM-6X6', 'Foam Wound Dressing 6x6'],
    ['GAUZE-4X4', 'Gauze Sponge 4x4'],
  ] as const)
    valueOf(await client['products.add']({ sku, name }));
  await addPerson(core, session, { displayName: NURSE_NAME, role: 'nurse', own: PIN });
  const { today } = valueOf(await client['site.status']({}));
  const patient = valueOf(
    await client['patients.create']({
      mrn: 'B-1000',
      firstName: 'Maria',
      lastName: 'Measured',
      birthOn: '1950-02-28',
      sex: 'female',
    }),
  );
  return { today, patientId: patient.id };
}

/** Makes the clinic in a new folder, through the application itself. */
export async function seedClinic(dataDir: string): Promise<Seeded> {
  const core = await openedCore(dataDir);
  try {
    const { today, patientId } = await addPeople(core, await setUpSite(core));
    const nurse = await signInAs(core, NURSE_NAME);
    const order = valueOf(
      await nurse.client['orders.create']({
        patientId,
        orderedOn: today,
        lines: [
          { productId: 'FOAM-6X6', quantity: 1_000_000 },
          { productId: 'GAUZE-4X4', quantity: 12 },
        ],
      }),
    );
    const base = { patientId, orderId: order.id, productId: 'FOAM-6X6', ...DRESSING_CHANGE };
    for (let back = SEEDED_TREATMENTS - 1; back >= 0; back -= 1)
      await recordOne(core, nurse, { ...base, dateApplied: addDays(today, -back) });
    return { dataDir, patientId, treatment: { ...base, dateApplied: today } };
  } finally {
    await core.close();
  }
}

/** A copy to work on. */
export async function copySeeded(seeded: Seeded, dataDir: string): Promise<Seeded> {
  await cp(seeded.dataDir, dataDir, { recursive: true });
  return { ...seeded, dataDir };
}
