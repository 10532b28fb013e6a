import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { noContact, openClinic } from './clinic.ts';
import { allRows, openTestCore, type TestCore, valueOf } from './core.ts';

let app: TestCore;
let clinic: Awaited<ReturnType<typeof openClinic>>;
beforeAll(async () => {
  app = await openTestCore();
  clinic = await openClinic(app);
});
afterAll(() => app.close());

const ana = { firstName: 'Ana', lastName: 'Díaz', birthOn: '1972-12-31', sex: 'female' as const };

describe('registering', () => {
  test('a likely duplicate by name and birth date is shown, and saved only when confirmed', async () => {
    const { client } = clinic;
    const first = valueOf(await client['patients.create']({ ...ana, mrn: 'D-1' }));
    const twin = { ...ana, firstName: 'ANA', lastName: 'Diaz', mrn: 'D-2' };
    expect(await client['patients.create'](twin)).toMatchObject({
      failure: { code: 'LikelyDuplicate', details: [{ id: first.id, mrn: 'D-1' }] },
    });
    valueOf(await client['patients.create']({ ...twin, confirmedNotDuplicate: true }));
  });

  test('a likely duplicate by MRN is shown, whatever the name', async () => {
    const { client, patient } = clinic;
    const other = {
      firstName: 'Zed',
      lastName: 'Zulu',
      birthOn: '1990-01-01',
      sex: 'other' as const,
    };
    expect(await client['patients.create']({ ...other, mrn: 't-1' })).toMatchObject({
      failure: { code: 'LikelyDuplicate', details: [{ id: patient.id }] },
    });
  });

  test('an MRN with other punctuation is the same MRN', async () => {
    const { client } = clinic;
    const one = {
      firstName: 'Una',
      lastName: 'Uno',
      birthOn: '1981-01-01',
      sex: 'female' as const,
    };
    valueOf(await client['patients.create']({ ...one, mrn: '12-345' }));
    const other = { ...one, firstName: 'Otto', birthOn: '1990-02-02', mrn: '12 345' };
    expect(await client['patients.create'](other)).toMatchObject({
      failure: { code: 'LikelyDuplicate' },
    });
  });

  test.for<[string, object, RegExp]>([
    ['a birth in the future', { birthOn: '2026-03-11' }, /future/],
    ['31 April', { birthOn: '1980-04-31' }, /birthOn is not a day/],
    ['29 February in no leap year', { birthOn: '1900-02-29' }, /birthOn is not a day/],
    ['a blank name', { lastName: '   ' }, /lastName is missing/],
    ['an unknown sex code', { sex: 'F' }, /sex must be one of: female, male, other, unknown/],
    ['a name that cannot be seen', { firstName: '\u200b\u202e' }, /firstName has nothing in it/],
    ['a name with an escape code', { lastName: 'a\u001b[31mb' }, /lastName holds a control/],
    ['a birth 140 years ago', { birthOn: '1886-01-01' }, /over 130 years ago/],
    ['a name of two lines', { firstName: 'A\nB' }, /firstName must be on one line/],
  ])('%s is refused', async ([, change, message]) => {
    const reply = await clinic.client['patients.create']({ ...ana, ...change });
    expect(reply.ok ? 'ok' : reply.failure.message).toMatch(message);
  });
});

describe('finding', () => {
  test.for<[string, string]>([
    ['the beginning of the last name', 'nún'],
    ['without diacritics', 'NUN'],
    ['first and last name in any order', 'maria nunez'],
    ['beginnings of both', 'nu ma'],
    ['the MRN', 'T-1'],
    ['the birth date', '1950-02-28'],
    ['the birth date as Americans write it', '2/28/1950'],
  ])('by %s', async ([, text]) => {
    const found = valueOf(await clinic.client['patients.find']({ text }));
    expect(found.map(({ lastName }) => lastName)).toContain('Núñez');
  });

  test.for([['ñez'], ['maria zed'], ['%'], ['1950-02-29']])('%s finds nobody', async ([text]) => {
    const found = valueOf(await clinic.client['patients.find']({ text: text ?? '' }));
    expect(found.map(({ lastName }) => lastName)).not.toContain('Núñez');
  });
});

describe('details', () => {
  test('a correction keeps what stood before and refuses a version seen too long ago', async () => {
    const { client } = clinic;
    const patient = valueOf(await client['patients.create']({ ...ana, birthOn: '1972-12-30' }));
    const change = { patientId: patient.id, seen: 1, ...noContact, ...ana, lastName: 'Díaz-Ruiz' };
    const corrected = await client['patients.correct']({ ...change, confirmedNotDuplicate: true });
    expect(valueOf(corrected)).toMatchObject({ lastName: 'Díaz-Ruiz', version: 2 });
    expect(await client['patients.correct'](change)).toMatchObject({
      failure: { code: 'Stale', details: { lastName: 'Díaz-Ruiz' } },
    });
    const kept = (await allRows(app.database, 'patientVersions')).at(-1);
    expect(kept).toMatchObject({
      patientId: patient.id,
      version: 1,
      details: { lastName: 'Díaz' },
    });
    expect(valueOf(await client['patients.find']({ text: 'ruiz' }))).toHaveLength(1);
  });

  test.for<[string, object, RegExp]>([
    ['that leaves something out', { mrn: undefined }, /mrn is missing/],
    ['to a birth after a treatment', { birthOn: '2026-03-10' }, /first treatment/],
    ['to a birth 140 years ago', { birthOn: '1886-01-01' }, /over 130 years/],
  ])('a correction %s is refused', async ([, change, message]) => {
    const { client, patient, treatment } = clinic;
    valueOf(await client['treatments.record']({ ...treatment, dateApplied: '2026-03-09' }));
    const { id: _, version, deceasedOn: __, ...details } = patient;
    const correction = { ...details, patientId: patient.id, seen: version, ...change };
    const reply = await client['patients.correct'](correction);
    expect(reply.ok ? 'ok' : reply.failure.message).toMatch(message);
  });

  test('a death can be recorded and taken back, but not before the birth or in the future', async () => {
    const { client } = clinic;
    const { id: patientId } = valueOf(
      await client['patients.create']({ ...ana, firstName: 'Ida', birthOn: '1940-05-05' }),
    );
    for (const deceasedOn of ['1940-05-04', '2026-03-11'])
      expect(
        await client['patients.markDeceased']({ patientId, seen: 1, deceasedOn }),
      ).toMatchObject({ failure: { code: 'ImpossibleDate' } });
    const marked = { patientId, seen: 1, deceasedOn: '2026-03-01' };
    expect(valueOf(await client['patients.markDeceased'](marked)).deceasedOn).toBe('2026-03-01');
    const takenBack = { patientId, seen: 2, deceasedOn: null };
    expect(valueOf(await client['patients.markDeceased'](takenBack)).deceasedOn).toBeNull();
  });
});

describe('the chart', () => {
  test('shows identity, allergies, treatments and what is left of each order', async () => {
    const { client, patient, treatment, order } = clinic;
    const recorded = valueOf(await client['treatments.record'](treatment));
    const added = valueOf(
      await client['allergies.add']({
        patientId: patient.id,
        substance: 'Latex',
        severity: 'severe',
      }),
    );
    const chart = valueOf(await client['patients.getChart']({ patientId: patient.id }));
    expect(chart).toMatchObject({
      patient: { lastName: 'Núñez', birthOn: '1950-02-28' },
      allergies: [added],
      orders: [{ id: order.id }],
    });
    expect(chart.treatments[0]).toEqual(recorded);
    expect(chart.treatmentCount).toBe(chart.treatments.length);
    const [line] = chart.orders[0]?.lines ?? [];
    expect(line?.quantityRemaining).toBe(10 - chart.treatmentCount);
  });

  test('a removed allergy leaves the chart, but the database keeps it with the reason', async () => {
    const { client, patient } = clinic;
    const { id } = valueOf(
      await client['allergies.add']({ patientId: patient.id, substance: 'Iodine' }),
    );
    const twice = await client['allergies.add']({ patientId: patient.id, substance: ' iodine ' });
    expect(twice).toMatchObject({ failure: { code: 'AlreadyListed' } });
    valueOf(await client['allergies.remove']({ allergyId: id, reason: 'Entered in error' }));
    const { allergies } = valueOf(await client['patients.getChart']({ patientId: patient.id }));
    expect(allergies.map(({ substance }) => substance)).not.toContain('Iodine');
    const kept = (await allRows(app.database, 'allergies')).find(
      (row) => 'id' in row && row.id === id,
    );
    expect(kept).toMatchObject({ substance: 'Iodine', removalReason: 'Entered in error' });
    const again = await client['allergies.remove']({ allergyId: id, reason: 'Again' });
    expect(again).toMatchObject({ failure: { code: 'UnknownAllergy' } });
  });
});

describe('orders', () => {
  test.for<[string, object, string]>([
    ['no lines', { lines: [] }, 'InvalidInput'],
    [
      'a product twice',
      {
        lines: [
          { productId: 'GAUZE', quantity: 1 },
          { productId: 'GAUZE', quantity: 2 },
        ],
      },
      'ProductTwice',
    ],
    ['an unknown product', { lines: [{ productId: 'NONE', quantity: 1 }] }, 'UnknownProduct'],
    ['tomorrow', { orderedOn: '2026-03-11' }, 'ImpossibleDate'],
    [
      'an unknown facility',
      { facilityId: '0199aaaa-0000-7000-8000-00000000ffff' },
      'UnknownFacility',
    ],
    ['an unknown patient', { patientId: '0199aaaa-0000-7000-8000-00000000ffff' }, 'UnknownPatient'],
  ])('with %s is refused', async ([, change, code]) => {
    const good = {
      patientId: clinic.patient.id,
      orderedOn: '2026-03-01',
      lines: [{ productId: 'GAUZE', quantity: 1 }],
    };
    const reply = await clinic.client['orders.create']({ ...good, ...change });
    expect(reply.ok ? 'ok' : reply.failure.code).toBe(code);
  });

  test('those with nothing left are not among the open ones', async () => {
    const { client, patient, treatment } = clinic;
    const used = valueOf(
      await client['orders.create']({
        patientId: patient.id,
        orderedOn: '2026-03-01',
        lines: [{ productId: 'GAUZE', quantity: 1 }],
      }),
    );
    const ids = async () =>
      valueOf(await client['orders.list']({ patientId: patient.id, onlyOpen: true })).orders.map(
        ({ id }) => id,
      );
    expect(await ids()).toContain(used.id);
    valueOf(
      await client['treatments.record']({ ...treatment, orderId: used.id, productId: 'GAUZE' }),
    );
    expect(await ids()).not.toContain(used.id);
  });
});

describe('a form draft', () => {
  test('keeps whatever was typed, a NUL and half an emoji included', async () => {
    const { client, patient } = clinic;
    const key = { form: 'correctTreatment' as const, patientId: patient.id };
    const content = { notes: 'a\u0000b \ud83d', 'odd \u0000 key': [{ deep: null }] };
    valueOf(await client['drafts.save']({ ...key, content }));
    expect(valueOf(await client['drafts.offer'](key))?.content).toEqual(content);
    expect(valueOf(await client['drafts.list']({}))).toMatchObject([
      { form: 'correctTreatment', patientLastName: 'Núñez', patientBirthOn: '1950-02-28' },
    ]);
    valueOf(await client['drafts.discard'](key));
    expect(valueOf(await client['drafts.list']({}))).toEqual([]);
  });

  test('is offered to the person who typed it and to nobody else, until it is discarded', async () => {
    const { client, patient } = clinic;
    const key = { form: 'recordTreatment' as const, patientId: patient.id };
    const content = { doctorNotes: 'half a sen', quantityUsed: 2, confirmed: ['woundLocation'] };
    valueOf(await client['drafts.save']({ ...key, content: { doctorNotes: 'half' } }));
    valueOf(await client['drafts.save']({ ...key, content }));
    expect(valueOf(await client['drafts.offer'](key))?.content).toEqual(content);
    const colleague = await app.signIn('nurse');
    expect(valueOf(await colleague.client['drafts.offer'](key))).toBeNull();
    valueOf(await client['drafts.discard'](key));
    expect(valueOf(await client['drafts.offer'](key))).toBeNull();
  });
});
