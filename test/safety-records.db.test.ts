import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { noText } from './clinic.ts';
import { codeOf, openTestCore, TEST_PIN, type TestCore, valueOf } from './core.ts';
import { openSafetyClinic } from './safety-clinic.ts';

let app: TestCore;
let clinic: Awaited<ReturnType<typeof openSafetyClinic>>;
beforeAll(async () => {
  app = await openTestCore();
  clinic = await openSafetyClinic(app);
});
afterAll(() => app.close());

test('what is known to speak against a use is said before the pack is opened', async () => {
  const { client, patient, treatment } = clinic;
  const ask = { patientId: patient.id, orderId: treatment.orderId, productId: 'FOAM-6X6' };
  expect(valueOf(await client['safety.check']({ ...ask, woundId: null }))).toMatchObject({
    concerns: [],
    isMaterialsKnown: false,
    productClass: 'other',
  });
  const late = { ...ask, woundId: null, expiresOn: '2026-03-01' };
  expect(valueOf(await client['safety.check'](late)).concerns).toMatchObject([{ kind: 'expired' }]);
});

test('what stands on no order goes to one unplanned order of the patient, and real orders keep their counts', async () => {
  const { client } = clinic;
  const patient = valueOf(
    await client['patients.create']({
      firstName: 'Nobody',
      lastName: 'Ordered',
      birthOn: '1940-01-01',
      sex: 'male',
    }),
  );
  const use = { patientId: patient.id, orderId: null, productId: 'GAUZE', quantityUsed: 2 };
  const first = await clinic.stoppedThenSaved({ ...use, dateApplied: '2026-03-09' });
  const second = await clinic.stoppedThenSaved({ ...use, dateApplied: '2026-03-10' });
  expect(first.record.productName).toBe('Gauze');
  expect(second.record.orderId).toBe(first.record.orderId);
  const { orders } = valueOf(await client['orders.list']({ patientId: patient.id }));
  expect(orders).toMatchObject([{ isUnplanned: true, lines: [] }]);
  const usage = valueOf(await client['orders.usage']({ orderId: first.record.orderId }));
  expect(usage).toEqual([{ productId: 'GAUZE', productName: 'Gauze', totalUsed: 4 }]);
  const open = await client['orders.list']({ patientId: patient.id, onlyOpen: true });
  expect(valueOf(open).orders).toEqual([]);
});

test('a wound gives its words, and the performer, the time and the areas stand in the record', async () => {
  const { client } = clinic;
  const wound = await clinic.newWound();
  const typed = await clinic.productOnOrder({ sku: 'SHEET', packageMm2: 1600 });
  const performer = await app.signIn('clinician');
  const recorded = valueOf(
    await client['treatments.record']({
      ...typed,
      woundId: wound.id,
      woundLocation: 'Elsewhere',
      performedBy: performer.userId,
      appliedAt: '2026-03-10T09:30:00-04:00',
      appliedMm2: 1250,
      discardedMm2: 350,
      discardReason: 'Smallest size in stock',
      serialNumber: 'S-1',
    }),
  );
  expect(recorded).toMatchObject({
    woundLocation: wound.location,
    performedByName: expect.stringContaining('clinician'),
    appliedAt: '2026-03-10T13:30:00.000Z',
    appliedOffsetMinutes: -240,
    appliedMm2: 1250,
    concerns: [],
  });
});

describe('a treatment that cannot be so is refused', () => {
  const other = async () => {
    const person = { firstName: 'A', lastName: 'B', birthOn: '1950-01-01', sex: 'male' } as const;
    const { client } = clinic;
    const created = await client['patients.create']({ ...person, confirmedNotDuplicate: true });
    const place = { bodySite: 'heel', laterality: 'left', bodyView: 'sole' } as const;
    const wound = { patientId: valueOf(created).id, ...place, etiology: 'other' } as const;
    return valueOf(await client['wounds.register'](wound)).id;
  };
  const nobody = '0199aaaa-0000-7000-8000-00000000ffff';
  test.for<[string, () => object | Promise<object>, string]>([
    ['an unknown wound', () => ({ woundId: nobody }), 'UnknownWound'],
    [
      'a wound of another patient',
      async () => ({ woundId: await other() }),
      'WoundOfAnotherPatient',
    ],
    ['an unknown performer', () => ({ performedBy: nobody }), 'UnknownPerformer'],
    ['a time to come', () => ({ appliedAt: '2026-03-10T15:00:01Z' }), 'ImpossibleDate'],
    ['a time on another day', () => ({ appliedAt: '2026-03-09T23:59:00-04:00' }), 'ImpossibleDate'],
    ['an area of 0 applied', () => ({ appliedMm2: 0 }), 'InvalidInput'],
    ['a discarded area below 0', () => ({ discardedMm2: -1 }), 'InvalidInput'],
    ['some discarded for no reason', () => ({ discardedMm2: 5 }), 'DiscardReasonMissing'],
    ['a lot on two lines', () => ({ lotNumber: 'A\nB' }), 'InvalidInput'],
    ['an expiry that is no day', () => ({ expiresOn: '2026-02-30' }), 'InvalidInput'],
  ])('%s', async ([, change, code]) => {
    const { nurse, treatment } = clinic;
    const input = { ...treatment, ...(await change()) };
    expect(codeOf(await app.core.dispatch(nurse.session, 'treatments.record', input))).toBe(code);
  });

  test('applied and discarded area that are not the area that was opened', async () => {
    const typed = await clinic.productOnOrder({ sku: 'AREA', packageMm2: 400 });
    const areas = { quantityUsed: 2, appliedMm2: 500, discardedMm2: 200, discardReason: 'Edge' };
    expect(await clinic.client['treatments.record']({ ...typed, ...areas })).toMatchObject({
      failure: { code: 'AreasDoNotAddUp', details: { openedMm2: 800, accountedMm2: 700 } },
    });
  });
});

describe('what was said against a treatment', () => {
  async function flagged() {
    const typed = { ...clinic.treatment, expiresOn: '2026-03-01' };
    const { record } = await clinic.stoppedThenSaved(typed);
    const { patientId: _, ...fields } = typed;
    return { record, fields: { ...noText, ...fields } };
  }
  test('stays when a correction decides nothing anew, and goes with what it was about', async () => {
    const { client } = clinic;
    const { record, fields } = await flagged();
    const change = { treatmentRecordId: record.id, reason: 'Mistyped' };
    // Known only since: correcting a note decides nothing about it.
    const allergy = { patientId: clinic.patient.id, substance: 'Foam' };
    const { id: allergyId } = valueOf(await client['allergies.add'](allergy));
    const noted = await client['treatments.correct']({
      ...change,
      ...fields,
      seen: 1,
      doctorNotes: 'Said later',
    });
    expect(valueOf(noted).concerns).toEqual(record.concerns);
    await client['allergies.remove']({ allergyId, reason: 'End of the test' });
    const expiresOn = '2027-03-01';
    const mended = await client['treatments.correct']({ ...change, ...fields, seen: 2, expiresOn });
    expect(valueOf(mended).concerns).toEqual([]);
    const versions = await client['treatments.versions']({ treatmentRecordId: record.id });
    expect(valueOf(versions).at(-1)?.record.concerns).toEqual(record.concerns);
  });

  test('is signed and locked with the record, and an amendment says it anew', async () => {
    const { client } = clinic;
    const { record, fields } = await flagged();
    const asked = { kind: 'treatment', id: record.id, seen: 1 } as const;
    valueOf(await client['signing.sign']({ records: [asked], pin: TEST_PIN }));
    for (const attack of [
      `UPDATE treatment_concerns SET reason = 'Other' WHERE treatment_record_id = '${record.id}'`,
      `DELETE FROM treatment_concerns WHERE treatment_record_id = '${record.id}'`,
      `INSERT INTO treatment_concerns SELECT gen_random_uuid(), '${record.id}', 'expired', 'x', 'x', now()`,
    ])
      await expect(app.database.transact((tx) => sql.raw(attack).execute(tx))).rejects.toThrow(
        /stays as it was signed/,
      );
    const amend = {
      treatmentRecordId: record.id,
      kind: 'correction',
      reason: 'Read the wrong line',
      note: null,
      supersedes: null,
      pin: TEST_PIN,
    } as const;
    const content = { ...fields, expiresOn: '2027-03-01' };
    const amended = valueOf(await client['treatments.amend']({ ...amend, content }));
    expect(amended.concerns).toEqual([]);
    const history = valueOf(await client['signing.history']({ kind: 'treatment', id: record.id }));
    expect(history.original).toMatchObject({ concerns: record.concerns });
  });
});
