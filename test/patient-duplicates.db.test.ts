import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { noContact, openClinic } from './clinic.ts';
import { allRows, codeOf, openTestCore, type TestCore, valueOf } from './core.ts';
import { registerTwice } from './registered-twice.ts';

let app: TestCore;
let clinic: Awaited<ReturnType<typeof openClinic>>;
beforeAll(async () => {
  app = await openTestCore();
  clinic = await openClinic(app);
});
afterAll(() => app.close());

const reason = 'Same card, same face';

async function pairsOf(patientId: string, view: 'open' | 'linked' | 'two' = 'open') {
  const { pairs } = valueOf(
    await clinic.client['patients.possibleDuplicates']({ patientId, view }),
  );
  return pairs;
}

async function chartOf(patientId: string) {
  return valueOf(await clinic.client['patients.getChart']({ patientId }));
}

describe('registering', () => {
  test('somebody who is like a patient in other ways than name and day is shown, with the reasons', async () => {
    const { one } = await registerTwice(clinic.client, { phone: '555 010 2233' });
    const { mrn: _mrn, id: _id, version: _version, deceasedOn: _deceased, ...details } = one;
    const again = {
      ...details,
      firstName: 'Gretta',
      birthOn: one.birthOn.replace(/-03-04$/, '-04-03'),
    };
    expect(await clinic.client['patients.create'](again)).toMatchObject({
      failure: {
        code: 'LikelyDuplicate',
        details: [
          {
            id: one.id,
            reasons: [
              'day and month of birth swapped',
              'same last name',
              'first name differs by one letter',
              'same phone',
            ],
          },
          {},
        ],
      },
    });
  });

  test('a twin is registered without a question', async () => {
    const { one } = await registerTwice(clinic.client, { phone: '555 010 7711' });
    const { id: _id, version: _version, deceasedOn: _deceased, ...details } = one;
    const twin = { ...details, mrn: 'TWIN-1', firstName: 'Signe' };
    expect(codeOf(await clinic.client['patients.create'](twin))).toBe('ok');
  });
});

describe('the queue', () => {
  test('shows two registrations side by side with the reasons, and the chart says that there are some', async () => {
    const { one, other, pair } = await registerTwice(clinic.client);
    expect(await pairsOf(one.id)).toMatchObject([
      {
        patients: [{ id: one.id }, { id: other.id, lastTreatedOn: null }],
        reasons: ['same date of birth', 'same last name', 'same first name', 'another MRN'],
        saying: null,
      },
    ]);
    expect(await chartOf(other.id)).toMatchObject({ possibleDuplicates: 1 });
    const biller = await app.signIn('biller');
    expect(
      valueOf(await biller.client['patients.getChart']({ patientId: one.id })).possibleDuplicates,
    ).toBe(0);
    valueOf(await clinic.client['patients.link']({ ...pair, reason, preferredPatientId: one.id }));
    expect(await pairsOf(one.id)).toEqual([]);
    expect(await pairsOf(one.id, 'linked')).toMatchObject([{ saying: { reason } }]);
  });

  test('is paged, the newest registration first, and misses nobody', async () => {
    const all = valueOf(await clinic.client['patients.possibleDuplicates']({ limit: 100 }));
    const paged = [];
    let after: typeof all.next = null;
    do {
      const page: typeof all = valueOf(
        await clinic.client['patients.possibleDuplicates']({ limit: 1, after }),
      );
      paged.push(...page.pairs);
      after = page.next;
    } while (after !== null);
    expect(paged).toEqual(all.pairs);
    expect(all.pairs.length).toBeGreaterThan(0);
  });

  test('two people are not asked about again, until what they say changes', async () => {
    const { one, other, pair } = await registerTwice(clinic.client);
    const { client } = clinic;
    valueOf(await client['patients.notTheSame']({ ...pair, reason: 'Cousins' }));
    expect(await pairsOf(one.id)).toEqual([]);
    expect(await pairsOf(one.id, 'two')).toMatchObject([{ saying: { reason: 'Cousins' } }]);
    expect(await chartOf(one.id)).toMatchObject({ possibleDuplicates: 0 });

    const { id, version, deceasedOn: _deceased, ...details } = other;
    const correct = (seen: number, change: object) =>
      client['patients.correct']({
        ...noContact,
        ...details,
        ...change,
        patientId: id,
        seen,
        confirmedNotDuplicate: true,
      });
    valueOf(await correct(version, { city: 'Elsewhere' }));
    expect(await pairsOf(one.id)).toEqual([]);
    valueOf(await correct(version + 1, { mrn: one.mrn }));
    expect(await pairsOf(one.id)).toMatchObject([{ patients: [{ id: one.id }, { id: other.id }] }]);
    valueOf(await correct(version + 2, {}));
    expect(await pairsOf(one.id)).toEqual([]);

    valueOf(await client['patients.askAgain']({ ...pair, reason: 'Not sure after all' }));
    expect(await pairsOf(one.id)).toHaveLength(1);
    expect(await pairsOf(one.id, 'two')).toEqual([]);
  });
});

describe('linked charts', () => {
  test('an allergy of either warns, and without the link no longer; nothing else is changed', async () => {
    const { client, order, patient, treatment } = clinic;
    const { one } = await registerTwice(clinic.client);
    const pair = { patientId: patient.id, otherPatientId: one.id };
    valueOf(
      await client['allergies.add']({
        patientId: one.id,
        substance: 'Foam',
        kind: 'allergy',
        severity: 'severe',
        reaction: 'Blisters',
      }),
    );
    const check = async () => {
      const use = {
        patientId: patient.id,
        orderId: order.id,
        productId: 'FOAM-6X6',
        woundId: null,
      };
      return valueOf(await client['safety.check'](use)).concerns;
    };
    const before = await check();
    expect(before).toEqual([]);
    const tables = ['patients', 'treatmentRecords', 'orders', 'allergies'] as const;
    const rows = () => Promise.all(tables.map((table) => allRows(app.database, table)));
    const stood = await rows();
    const chart = await chartOf(patient.id);

    valueOf(await client['patients.link']({ ...pair, reason, preferredPatientId: patient.id }));
    const about = `Foam – the name of this product mentions it; recorded in the linked chart, MRN ${one.mrn}`;
    expect(await check()).toEqual([{ kind: 'allergy', about }]);
    expect(
      valueOf(
        await client['safety.checkOrder']({ patientId: patient.id, productIds: ['FOAM-6X6'] }),
      ),
    ).toEqual([{ productId: 'FOAM-6X6', concerns: [{ kind: 'allergy', about }] }]);
    expect(await client['treatments.record'](treatment)).toMatchObject({
      failure: { code: 'ReasonNeeded', details: { concerns: [{ kind: 'allergy', about }] } },
    });
    expect(await chartOf(patient.id)).toMatchObject({
      allergies: [{ substance: 'Foam', patientId: one.id }],
      preferredPatientId: patient.id,
      linkedCharts: [{ patient: { id: one.id }, link: { reason }, treatments: [] }],
    });
    expect(await rows()).toEqual(stood);

    valueOf(await client['patients.unlink']({ ...pair, reason: 'Two people after all' }));
    expect(await check()).toEqual([]);
    expect(await chartOf(patient.id)).toEqual(chart);
    expect(await rows()).toEqual(stood);
  });

  test('an allergy that both charts name warns once, in the words of the chart itself', async () => {
    const { client } = clinic;
    const { one, other, pair } = await registerTwice(clinic.client);
    for (const patientId of [one.id, other.id])
      valueOf(
        await client['allergies.add']({
          patientId,
          substance: patientId === one.id ? 'Gauze' : 'GAUZE',
          kind: 'allergy',
          severity: null,
          reaction: null,
        }),
      );
    valueOf(await client['patients.link']({ ...pair, reason, preferredPatientId: one.id }));
    const asked = { patientId: other.id, productIds: ['GAUZE'] };
    expect(valueOf(await client['safety.checkOrder'](asked))).toMatchObject([
      { concerns: [{ about: 'GAUZE – the name of this product mentions it' }] },
    ]);
    expect((await chartOf(other.id)).allergies).toHaveLength(1);
  });

  test('a death in one chart warns in the other', async () => {
    const { client } = clinic;
    const { one, other, pair } = await registerTwice(clinic.client);
    valueOf(await client['patients.link']({ ...pair, reason, preferredPatientId: one.id }));
    valueOf(
      await client['patients.markDeceased']({
        patientId: other.id,
        seen: other.version,
        deceasedOn: '2026-03-01',
      }),
    );
    const use = { patientId: one.id, orderId: null, productId: 'FOAM-6X6', woundId: null };
    const { concerns } = valueOf(await client['safety.check'](use));
    expect(concerns.map(({ kind }) => kind)).toContain('deceased');
  });

  test('three charts of a person are one, until the one between them is unlinked', async () => {
    const { client } = clinic;
    const { one, other, pair } = await registerTwice(clinic.client);
    const third = await registerTwice(clinic.client);
    const second = { patientId: other.id, otherPatientId: third.one.id };
    for (const each of [pair, second])
      valueOf(
        await client['patients.link']({ ...each, reason, preferredPatientId: each.patientId }),
      );
    const linkedIds = async (id: string) =>
      (await chartOf(id)).linkedCharts.map(({ patient }) => patient.id).toSorted();
    expect(await linkedIds(one.id)).toEqual([other.id, third.one.id].toSorted());
    expect((await chartOf(one.id)).linkedCharts.map(({ link }) => link?.reason ?? null)).toContain(
      null,
    );
    const through = { patientId: one.id, otherPatientId: third.one.id, reason };
    expect(codeOf(await client['patients.unlink'](through))).toBe('NotLinked');
    valueOf(await client['patients.unlink']({ ...second, reason }));
    expect(await linkedIds(one.id)).toEqual([other.id]);
    expect(await linkedIds(third.one.id)).toEqual([]);
  });

  test('the chart for new records is the one that was chosen last', async () => {
    const { client } = clinic;
    const { one, other, pair } = await registerTwice(clinic.client);
    valueOf(await client['patients.link']({ ...pair, reason, preferredPatientId: one.id }));
    app.clock.now = new Date('2026-03-10T15:01:00Z');
    valueOf(await client['patients.preferChart']({ ...pair, preferredPatientId: other.id }));
    expect(await chartOf(one.id)).toMatchObject({ preferredPatientId: other.id });
    expect(await chartOf(other.id)).toMatchObject({ preferredPatientId: other.id });
    valueOf(await client['patients.unlink']({ ...pair, reason }));
    expect(await chartOf(one.id)).toMatchObject({ preferredPatientId: null, linkedCharts: [] });
  });

  test('finding one shows both, each with its mark', async () => {
    const { client } = clinic;
    const { one, other, pair } = await registerTwice(clinic.client, {}, { lastName: 'Married' });
    valueOf(await client['patients.link']({ ...pair, reason, preferredPatientId: one.id }));
    const found = valueOf(await client['patients.find']({ text: one.lastName }));
    expect(found.map(({ id, linkedPatientIds }) => [id, linkedPatientIds])).toEqual([
      [one.id, [other.id]],
      [other.id, [one.id]],
    ]);
  });

  test('saying it, and reading two charts at once, is audited of both', async () => {
    const { one, other, pair } = await registerTwice(clinic.client);
    valueOf(await clinic.client['patients.link']({ ...pair, reason, preferredPatientId: one.id }));
    await chartOf(one.id);
    const events = await allRows(app.database, 'auditEvents');
    const about = (operation: string) =>
      events
        .filter((event) => event.operation === operation)
        .flatMap(({ patientId }) => (patientId === null ? [] : [patientId]))
        .slice(-2)
        .toSorted();
    expect(about('patients.link')).toEqual([one.id, other.id].toSorted());
    expect(about('patients.getChart')).toEqual([one.id, other.id].toSorted());
  });
});
