import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { codeOf, openTestCore, type TestCore, valueOf } from './core.ts';
import {
  clarification,
  closeQuietly,
  openSigningClinic,
  type SigningClinic,
  TODAY,
} from './signing-clinic.ts';

let app: TestCore;
let clinic: SigningClinic;
beforeAll(async () => {
  app = await openTestCore();
  clinic = await openSigningClinic(app);
});
afterAll(() => closeQuietly(app));

const historyOf = async (id: string) =>
  valueOf(await clinic.client['signing.history']({ kind: 'treatment', id }));
const getTreatment = async (treatmentRecordId: string) =>
  valueOf(await clinic.client['treatments.get']({ treatmentRecordId }));

async function newOrder(quantity: number): Promise<string> {
  const { id } = valueOf(
    await clinic.client['orders.create']({
      patientId: clinic.patient.id,
      orderedOn: '2026-03-01',
      lines: [{ productId: 'FOAM-6X6', quantity }],
    }),
  );
  return id;
}

async function usedOf(orderId: string): Promise<number> {
  const [used] = valueOf(await clinic.client['orders.usage']({ orderId }));
  return used?.totalUsed ?? 0;
}

async function remainingOf(orderId: string): Promise<number | undefined> {
  const { orders } = valueOf(
    await clinic.client['orders.list']({ patientId: clinic.patient.id, limit: 500 }),
  );
  return orders.find(({ id }) => id === orderId)?.lines[0]?.quantityRemaining;
}

describe('amending a treatment', () => {
  test('a note of each kind stands beside the record, which shows what it showed', async () => {
    const record = await clinic.signed({ woundLocation: 'Left heel' });
    for (const kind of ['clarification', 'additionalFinding', 'lateEntry'] as const) {
      const amended = valueOf(await clinic.amend(record.id, { kind }, clinic.clinician));
      expect(amended).toMatchObject({ woundLocation: 'Left heel', version: 1 });
    }
    const { amendments, signatures, original } = await historyOf(record.id);
    expect(amendments.map(({ kind }) => kind)).toEqual([
      'clarification',
      'additionalFinding',
      'lateEntry',
    ]);
    expect(amendments[0]).toMatchObject({
      note: clarification.note,
      reason: clarification.reason,
      content: null,
      supersedes: null,
      amendedAt: '2026-03-10T15:00:00.000Z',
    });
    expect(signatures.map(({ meaning }) => meaning)).toEqual([
      'author',
      'amender',
      'amender',
      'amender',
    ]);
    expect(original).toMatchObject({ woundLocation: 'Left heel', amendmentCount: 3 });
  });

  test('a correction is what everybody sees from then on, and the original stays readable', async () => {
    const orderId = await newOrder(10);
    const record = await clinic.signed({ orderId, quantityUsed: 2, dateApplied: '2026-03-09' });
    const corrected = valueOf(
      await clinic.correct(record.id, { orderId, quantityUsed: 3, diagnosis: 'L97.422' }),
    );
    expect(corrected).toMatchObject({
      quantityUsed: 3,
      diagnosis: 'L97.422',
      dateApplied: TODAY,
      orderNumber: record.orderNumber,
      amendmentCount: 1,
      version: 1,
    });
    const { records } = valueOf(
      await clinic.client['treatments.list']({ patientId: clinic.patient.id }),
    );
    expect(records.find(({ id }) => id === record.id)).toEqual(corrected);
    const recent = valueOf(
      await clinic.client['treatments.recentByClinician']({ userId: clinic.nurse.userId }),
    );
    expect(recent.find(({ id }) => id === record.id)).toMatchObject({ quantityUsed: 3 });
    const { original } = await historyOf(record.id);
    expect(original).toMatchObject({ quantityUsed: 2, diagnosis: null, dateApplied: '2026-03-09' });
  });

  test('usage and rest of an order follow the correction, also to another order', async () => {
    const [first, second] = [await newOrder(10), await newOrder(10)];
    const record = await clinic.signed({ orderId: first, quantityUsed: 2 });
    valueOf(await clinic.correct(record.id, { orderId: first, quantityUsed: 5 }));
    expect([await usedOf(first), await remainingOf(first)]).toEqual([5, 5]);
    const { amendments } = await historyOf(record.id);
    const supersedes = amendments.at(-1)?.id;
    const moved = valueOf(
      await clinic.correct(record.id, { orderId: second, quantityUsed: 4 }, { supersedes }),
    );
    expect([await usedOf(first), await usedOf(second)]).toEqual([0, 4]);
    expect([await remainingOf(first), await remainingOf(second)]).toEqual([10, 6]);
    const { orders } = valueOf(
      await clinic.client['orders.list']({ patientId: clinic.patient.id, limit: 500 }),
    );
    expect(moved.orderNumber).toBe(orders.find(({ id }) => id === second)?.orderNumber);
    const tooMany = await clinic.client['treatments.record']({
      ...clinic.treatment,
      orderId: second,
      quantityUsed: 7,
    });
    expect(tooMany).toMatchObject({ failure: { details: { quantityRemaining: 6 } } });
  });

  test('a correction may not take more than the order holds without a reason, not counting itself', async () => {
    const orderId = await newOrder(3);
    const record = await clinic.signed({ orderId, quantityUsed: 3 });
    const more = { orderId, quantityUsed: 4, overuseReason: null };
    expect(codeOf(await clinic.correct(record.id, more))).toBe('MoreThanOrdered');
    const fewer = { ...more, quantityUsed: 1 };
    expect(valueOf(await clinic.correct(record.id, fewer)).quantityUsed).toBe(1);
  });

  test('a repeat begins from the corrected content of the last one', async () => {
    const patientId = clinic.patient.id;
    const record = await clinic.signed({ quantityUsed: 1, dateApplied: TODAY });
    valueOf(await clinic.correct(record.id, { quantityUsed: 2, woundLocation: 'Right heel' }));
    const repeat = valueOf(await clinic.client['treatments.repeatLast']({ patientId }));
    expect(repeat?.from).toMatchObject({
      id: record.id,
      quantityUsed: 2,
      woundLocation: 'Right heel',
    });
    const { amendments } = await historyOf(record.id);
    const earlier = { dateApplied: '2026-01-02' };
    valueOf(await clinic.correct(record.id, earlier, { supersedes: amendments.at(-1)?.id }));
    const then = valueOf(await clinic.client['treatments.repeatLast']({ patientId }));
    expect(then?.from.id).not.toBe(record.id);
  });

  test('two corrections of the same one stand side by side, and the newer is shown', async () => {
    const record = await clinic.signed();
    valueOf(await clinic.correct(record.id, { quantityUsed: 3 }));
    const [first] = (await historyOf(record.id)).amendments;
    const stale = await clinic.correct(record.id, { quantityUsed: 4 });
    expect(stale).toMatchObject({ failure: { code: 'Stale', details: { quantityUsed: 3 } } });
    // As it comes from a computer that had not seen the first.
    await app.database.transact(async (tx) => {
      const row = await tx
        .selectFrom('recordAmendments')
        .selectAll()
        .where('id', '=', first?.id ?? '')
        .executeTakeFirstOrThrow();
      const content = JSON.stringify({ ...Object(row.content), quantityUsed: 6 });
      for (const [id, amendedAt] of [
        ['0199bbbb-0000-7000-8000-000000000001', '2026-03-10T15:30:00Z'],
        ['0199bbbb-0000-7000-8000-000000000002', '2026-03-10T14:00:00Z'],
      ] as const)
        await tx
          .insertInto('recordAmendments')
          .values({ ...row, id, amendedAt, content })
          .execute();
    });
    const { amendments } = await historyOf(record.id);
    expect(amendments.map(({ supersedes }) => supersedes)).toEqual([null, null, null]);
    expect((await getTreatment(record.id)).quantityUsed).toBe(6);
  });

  test.for<[string, object, string]>([
    ['a clarification without words', { note: null }, 'NothingSaid'],
    ['a note with content', { content: {} }, 'NothingSaid'],
    ['a correction without content', { kind: 'correction', note: null }, 'NothingSaid'],
    [
      'a correction of one not seen',
      { supersedes: '0199aaaa-0000-7000-8000-000000000009' },
      'Stale',
    ],
    ['a wrong PIN', { pin: '000000' }, 'WrongPin'],
  ])('%s is refused', async ([, over, code]) => {
    const record = await clinic.signed();
    const filled = 'content' in over ? { ...over, content: clinic.content } : over;
    expect(codeOf(await clinic.amend(record.id, filled, clinic.otherNurse))).toBe(code);
    expect((await historyOf(record.id)).amendments).toEqual([]);
  });

  test('a correction that changes nothing, or names an impossible day, is refused', async () => {
    const record = await clinic.signed();
    expect(codeOf(await clinic.correct(record.id, {}))).toBe('NothingSaid');
    const future = { dateApplied: '2026-03-12' };
    expect(codeOf(await clinic.correct(record.id, future))).toBe('ImpossibleDate');
  });

  test('unsigned ones are corrected and signed ones amended, never the other way; voided ones neither', async () => {
    const [unsigned, signed, voided] = [
      await clinic.treat(),
      await clinic.signed(),
      await clinic.signed(),
    ];
    valueOf(await clinic.voided(voided));
    const correct = (treatmentRecordId: string) =>
      clinic.client['treatments.correct']({
        ...clinic.content,
        treatmentRecordId,
        seen: 1,
        reason: 'Again',
      });
    expect(codeOf(await clinic.amend(unsigned.id))).toBe('NotSigned');
    expect(codeOf(await clinic.amend(voided.id))).toBe('AlreadyVoided');
    expect(codeOf(await correct(signed.id))).toBe('AlreadySigned');
    expect(codeOf(await correct(voided.id))).toBe('AlreadyVoided');
    expect(codeOf(await clinic.amend(clinic.wound.id))).toBe('UnknownRecord');
  });
});

describe('voiding a treatment', () => {
  test('takes it out of usage, rest and repeat, and leaves it in the list with its reason', async () => {
    const orderId = await newOrder(5);
    const record = await clinic.signed({ orderId, quantityUsed: 2, dateApplied: TODAY });
    const voided = valueOf(await clinic.voided(record));
    expect(voided).toMatchObject({
      voidedAt: '2026-03-10T15:00:00.000Z',
      voidedByName: record.recordedByName,
      voidReason: 'Wrong patient',
      quantityUsed: 2,
    });
    expect([await usedOf(orderId), await remainingOf(orderId)]).toEqual([0, 5]);
    const patientId = clinic.patient.id;
    const { records } = valueOf(await clinic.client['treatments.list']({ patientId }));
    expect(records.find(({ id }) => id === record.id)).toEqual(voided);
    const repeat = valueOf(await clinic.client['treatments.repeatLast']({ patientId }));
    expect(repeat?.from.id).not.toBe(record.id);
  });

  test('a corrected one no longer counts either', async () => {
    const orderId = await newOrder(5);
    const record = await clinic.signed({ orderId, quantityUsed: 2 });
    valueOf(await clinic.correct(record.id, { orderId, quantityUsed: 4 }));
    valueOf(await clinic.voided(record));
    expect([await usedOf(orderId), await remainingOf(orderId)]).toEqual([0, 5]);
  });

  test('is for its recorder, a clinician and an administrator, signed or not, once', async () => {
    const [one, two, three] = [await clinic.signed(), await clinic.treat(), await clinic.signed()];
    expect(codeOf(await clinic.voided(one, clinic.otherNurse))).toBe('NotYours');
    expect(codeOf(await clinic.voided(one))).toBe('ok');
    expect(codeOf(await clinic.voided(one))).toBe('AlreadyVoided');
    expect(codeOf(await clinic.voided(two, clinic.clinician))).toBe('ok');
    const administrator = { ...clinic.nurse, client: app.client };
    expect(codeOf(await clinic.voided({ ...three, version: 2 }, administrator))).toBe('Stale');
    expect(codeOf(await clinic.voided(three, administrator))).toBe('ok');
    const wrongPin = { treatmentRecordId: two.id, seen: 1, reason: 'x', pin: '000000' };
    expect(codeOf(await app.client['treatments.void'](wrongPin))).toBe('WrongPin');
    expect(codeOf(await clinic.voided({ id: clinic.wound.id, version: 1 }))).toBe('UnknownRecord');
  });
});
