import { afterAll, beforeAll, expect, test } from 'vitest';
import { noText, openClinic } from './clinic.ts';
import { codeOf, openTestCore, type TestCore, valueOf } from './core.ts';

let app: TestCore;
let clinic: Awaited<ReturnType<typeof openClinic>>;
beforeAll(async () => {
  app = await openTestCore();
  clinic = await openClinic(app);
});
afterAll(() => app.close());

test('a recorded treatment is listed with the product’s name, the order’s number and who recorded it', async () => {
  const { client, treatment, order, nurse, patient } = clinic;
  const recorded = valueOf(
    await client['treatments.record']({
      ...treatment,
      woundLocation: 'Left heel',
      diagnosis: 'L97.422',
    }),
  );
  expect(recorded).toMatchObject({
    productName: 'Foam Wound Dressing 6x6',
    orderNumber: order.orderNumber,
    recordedBy: nurse.userId,
    dateApplied: '2026-03-10',
    woundLocation: 'Left heel',
    doctorNotes: null,
    version: 1,
  });
  const { records } = valueOf(await client['treatments.list']({ patientId: patient.id }));
  expect(records[0]).toEqual(recorded);
});

test('treatments are listed newest first, by the day of treatment', async () => {
  const { client, treatment, patient } = clinic;
  for (const dateApplied of ['2026-03-04', '2026-03-09', '2026-03-06'])
    valueOf(await client['treatments.record']({ ...treatment, dateApplied }));
  const { records, total } = valueOf(await client['treatments.list']({ patientId: patient.id }));
  const dates = records.map(({ dateApplied }) => dateApplied);
  expect(dates).toEqual(dates.toSorted().toReversed());
  expect(total).toBe(records.length);
});

test('what an order holds goes down with each use, and its usage is summed by product', async () => {
  const { client, treatment, patient } = clinic;
  const order = valueOf(
    await client['orders.create']({
      patientId: patient.id,
      orderedOn: '2026-03-02',
      lines: [{ productId: 'FOAM-6X6', quantity: 8 }],
    }),
  );
  for (const quantityUsed of [2, 3])
    valueOf(await client['treatments.record']({ ...treatment, orderId: order.id, quantityUsed }));
  const { orders } = valueOf(await client['orders.list']({ patientId: patient.id }));
  const [line] = orders.find(({ id }) => id === order.id)?.lines ?? [];
  expect(line).toMatchObject({ quantityOrdered: 8, quantityUsed: 5, quantityRemaining: 3 });
  expect(valueOf(await client['orders.usage']({ orderId: order.id }))).toEqual([
    { productId: 'FOAM-6X6', productName: 'Foam Wound Dressing 6x6', totalUsed: 5 },
  ]);
});

test('more than the order holds is refused without a reason, with what remains, and saved with one', async () => {
  const { client, treatment } = clinic;
  const tooMany = { ...treatment, productId: 'GAUZE', quantityUsed: 3 };
  const refused = await client['treatments.record'](tooMany);
  expect(refused).toMatchObject({
    ok: false,
    failure: {
      code: 'MoreThanOrdered',
      details: { quantityOrdered: 2, quantityRemaining: 2, quantityUsed: 3 },
    },
  });
  const saved = await client['treatments.record']({ ...tooMany, overuseReason: 'One fell down' });
  expect(valueOf(saved).overuseReason).toBe('One fell down');
});

test('a command sent twice under one id records once and answers the same', async () => {
  const { nurse, treatment, patient } = clinic;
  const input = { ...treatment, commandId: '0199aaaa-0000-7000-8000-000000000001' };
  const send = () => app.core.dispatch(nurse.session, 'treatments.record', input);
  const count = async () =>
    valueOf(await clinic.client['treatments.list']({ patientId: patient.id })).total;
  const before = await count();
  const [first, second] = [await send(), await send()];
  expect(second).toEqual(first);
  expect(await count()).toBe(before + 1);
  const other = await app.core.dispatch(nurse.session, 'treatments.record', {
    ...input,
    quantityUsed: 2,
  });
  expect(codeOf(other)).toBe('InvalidInput');
});

test('a correction keeps what stood before, and a second one from the same version is stale', async () => {
  const { client, treatment, nurse } = clinic;
  const recorded = valueOf(await client['treatments.record'](treatment));
  const { patientId: _, ...fields } = treatment;
  const correction = {
    treatmentRecordId: recorded.id,
    seen: 1,
    reason: 'Wrong heel',
    ...noText,
    ...fields,
    woundLocation: 'Right heel',
  };
  const corrected = valueOf(await client['treatments.correct'](correction));
  expect(corrected).toMatchObject({ version: 2, woundLocation: 'Right heel' });
  const stale = await client['treatments.correct']({ ...correction, reason: 'Again' });
  expect(stale).toMatchObject({ ok: false, failure: { code: 'Stale', details: { version: 2 } } });
  const versions = valueOf(await client['treatments.versions']({ treatmentRecordId: recorded.id }));
  expect(versions).toMatchObject([
    { version: 1, reason: 'Wrong heel', record: { woundLocation: null } },
  ]);
  expect(versions[0]?.replacedByName).toContain('nurse');
  expect(nurse.userId).toBe(recorded.recordedBy);
});

test('a version that an older release kept is shown, with nothing where it knew of nothing', async () => {
  const { client, treatment } = clinic;
  const recorded = valueOf(await client['treatments.record'](treatment));
  const { id, patientId, orderId, orderNumber, productId, productName } = recorded;
  const then = { id, patientId, orderId, orderNumber, productId, productName, version: 1 };
  const words = { ...noText, overuseReason: null, quantityUsed: 1, dateApplied: '2026-03-09' };
  const { recordedBy, recordedByName, createdAt, updatedAt } = recorded;
  const kept = { ...then, ...words, recordedBy, recordedByName, createdAt, updatedAt };
  await app.database.transact((tx) =>
    tx
      .insertInto('treatmentRecordVersions')
      .values({
        treatmentRecordId: id,
        version: 1,
        record: JSON.stringify({ ...kept, woundId: undefined, concerns: undefined }),
        reason: 'Wrong day',
        replacedBy: recordedBy,
        replacedAt: updatedAt,
      })
      .execute(),
  );
  const versions = valueOf(await client['treatments.versions']({ treatmentRecordId: id }));
  expect(versions[0]?.record).toMatchObject({ dateApplied: '2026-03-09', lotNumber: null });
});

test('a correction counts the rest of the order without the record itself', async () => {
  const { client, patient, treatment } = clinic;
  const order = valueOf(
    await client['orders.create']({
      patientId: patient.id,
      orderedOn: '2026-03-03',
      lines: [{ productId: 'FOAM-6X6', quantity: 2 }],
    }),
  );
  const recorded = valueOf(
    await client['treatments.record']({ ...treatment, orderId: order.id, quantityUsed: 2 }),
  );
  const { patientId: _, ...fields } = { ...treatment, orderId: order.id };
  const change = {
    treatmentRecordId: recorded.id,
    seen: 1,
    reason: 'Counted wrong',
    ...noText,
    ...fields,
  };
  const refused = await client['treatments.correct']({ ...change, quantityUsed: 3 });
  expect(refused).toMatchObject({ ok: false, failure: { code: 'MoreThanOrdered' } });
  expect(
    valueOf(await client['treatments.correct']({ ...change, quantityUsed: 1 })).quantityUsed,
  ).toBe(1);
});

test('repeating takes from the same order while it holds some, else from another that does', async () => {
  const { client, patient, treatment } = clinic;
  const [small, next] = await Promise.all(
    ['2026-03-05', '2026-03-06'].map(async (orderedOn) =>
      valueOf(
        await client['orders.create']({
          patientId: patient.id,
          orderedOn,
          lines: [{ productId: 'GAUZE', quantity: 2 }],
        }),
      ),
    ),
  );
  if (!small || !next) throw new Error('two orders were placed');
  const use = { ...treatment, orderId: small.id, productId: 'GAUZE' };
  valueOf(await client['treatments.record'](use));
  expect(valueOf(await client['treatments.repeatLast']({ patientId: patient.id }))).toMatchObject({
    orderId: small.id,
    quantityRemaining: 1,
  });
  valueOf(await client['treatments.record'](use));
  expect(valueOf(await client['treatments.repeatLast']({ patientId: patient.id }))).toMatchObject({
    orderId: next.id,
    quantityRemaining: 2,
  });
});

test('recent treatments by a person carry the patient’s name and leave out what is older than 30 days', async () => {
  const { client, treatment, nurse } = clinic;
  valueOf(await client['treatments.record']({ ...treatment, dateApplied: '2026-02-07' }));
  const recent = valueOf(await client['treatments.recentByClinician']({ userId: nurse.userId }));
  expect(recent.length).toBeGreaterThan(0);
  expect(recent[0]).toMatchObject({ patientFirstName: 'Maria', patientLastName: 'Núñez' });
  expect(recent.every(({ dateApplied }) => dateApplied >= '2026-02-08')).toBe(true);
});

test('emoji, right-to-left text, HTML and formulas are kept exactly as typed', async () => {
  const { client, treatment } = clinic;
  const typed = '👩🏽‍⚕️ שלום <b onclick="x()">&amp;</b> =SUM(A1)\n\tline two  ';
  const recorded = valueOf(await client['treatments.record']({ ...treatment, doctorNotes: typed }));
  expect(recorded.doctorNotes).toBe(typed);
});

test('an order can be placed for a patient who has hundreds, and the chart keeps showing open ones', async () => {
  const { client, patient } = clinic;
  const lines = [{ productId: 'GAUZE', quantity: 1 }];
  const oldest = valueOf(
    await client['orders.create']({ patientId: patient.id, orderedOn: '2020-01-01', lines }),
  );
  for (let count = 0; count < 105; count += 1) {
    const order = valueOf(
      await client['orders.create']({ patientId: patient.id, orderedOn: '2026-03-08', lines }),
    );
    const use = { ...clinic.treatment, orderId: order.id, productId: 'GAUZE' };
    valueOf(await client['treatments.record'](use));
  }
  const { orders } = valueOf(await client['patients.getChart']({ patientId: patient.id }));
  expect(orders.map(({ id }) => id)).toContain(oldest.id);
  expect(orders.length).toBeGreaterThan(100);
  expect(orders.length).toBeLessThan(115);
});
