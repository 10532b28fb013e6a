import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openClinic } from './clinic.ts';
import { allRows, messageOf, openTestCore, type TestCore, valueOf } from './core.ts';

let app: TestCore;
let clinic: Awaited<ReturnType<typeof openClinic>>;
beforeAll(async () => {
  app = await openTestCore();
  clinic = await openClinic(app);
});
afterAll(() => app.close());

async function otherPatientsOrder(): Promise<string> {
  const { client } = clinic;
  const other = await client['patients.create']({
    firstName: 'Other',
    lastName: 'Person',
    birthOn: '1960-01-01',
    sex: 'male',
    confirmedNotDuplicate: true,
  });
  const order = await client['orders.create']({
    patientId: valueOf(other).id,
    orderedOn: '2026-03-01',
    lines: [{ productId: 'FOAM-6X6', quantity: 5 }],
  });
  return valueOf(order).id;
}

describe('a treatment that cannot be is refused and nothing of it is saved', () => {
  const hugeNote = 'x'.repeat(1_000_000);
  test.for<[string, () => object | Promise<object>, string, RegExp]>([
    [
      'a missing quantity',
      () => ({ quantityUsed: undefined }),
      'InvalidInput',
      /quantityUsed is missing/,
    ],
    ['quantity 0', () => ({ quantityUsed: 0 }), 'InvalidInput', /quantityUsed must be at least 1/],
    [
      'a negative quantity',
      () => ({ quantityUsed: -1 }),
      'InvalidInput',
      /quantityUsed must be at least 1/,
    ],
    [
      'half a piece',
      () => ({ quantityUsed: 0.5 }),
      'InvalidInput',
      /quantityUsed must be a whole number/,
    ],
    [
      'a quantity as text',
      () => ({ quantityUsed: '2' }),
      'InvalidInput',
      /quantityUsed must be a whole number|a number/,
    ],
    [
      'an absurd quantity',
      () => ({ quantityUsed: 2 ** 31 }),
      'InvalidInput',
      /quantityUsed must be at most/,
    ],
    [
      '31 February',
      () => ({ dateApplied: '2026-02-31' }),
      'InvalidInput',
      /dateApplied is not a day/,
    ],
    [
      'tomorrow',
      () => ({ dateApplied: '2026-03-11' }),
      'ImpossibleDate',
      /dateApplied is in the future/,
    ],
    ['a day before birth', () => ({ dateApplied: '1950-02-27' }), 'ImpossibleDate', /birth/],
    [
      'an unknown patient',
      () => ({ patientId: '0199aaaa-0000-7000-8000-00000000ffff' }),
      'UnknownPatient',
      /patient/,
    ],
    [
      'a patient that is no id',
      () => ({ patientId: 'maria' }),
      'InvalidInput',
      /patientId must be an id/,
    ],
    [
      'an unknown order',
      () => ({ orderId: '0199aaaa-0000-7000-8000-00000000ffff' }),
      'UnknownOrder',
      /order/,
    ],
    [
      'an order of another patient',
      async () => ({ orderId: await otherPatientsOrder() }),
      'OrderOfAnotherPatient',
      /another patient/,
    ],
    [
      'a product that is not on the order',
      () => ({ productId: 'ELSE' }),
      'NotOnOrder',
      /not on the order/,
    ],
    [
      'a NUL in a product code',
      () => ({ productId: 'A\u0000' }),
      'InvalidInput',
      /productId holds a character/,
    ],
    [
      'a NUL character',
      () => ({ doctorNotes: 'a\u0000b' }),
      'InvalidInput',
      /doctorNotes holds a character/,
    ],
    [
      'half of an emoji',
      () => ({ diagnosis: '\ud83d' }),
      'InvalidInput',
      /diagnosis holds a character/,
    ],
    [
      '1 MB of notes',
      () => ({ doctorNotes: hugeNote }),
      'InvalidInput',
      /doctorNotes is longer than 20000/,
    ],
    [
      'a wound location that is too long',
      () => ({ woundLocation: 'x'.repeat(256) }),
      'InvalidInput',
      /woundLocation is longer than 255/,
    ],
    [
      'a misspelled field',
      () => ({ doctorNote: 'x' }),
      'InvalidInput',
      /doctorNote is not a field/,
    ],
  ])('%s', async ([, change, code, message]) => {
    const { nurse, treatment } = clinic;
    const changed = await change();
    const before = await allRows(app.database, 'treatmentRecords');
    const reply = await app.core.dispatch(nurse.session, 'treatments.record', {
      ...treatment,
      ...changed,
    });
    expect(reply).toMatchObject({ ok: false, failure: { code } });
    expect(messageOf(reply)).toMatch(message);
    expect(await allRows(app.database, 'treatmentRecords')).toEqual(before);
    expect(app.incidents).toEqual([]);
  });
});
