import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Order } from '../shared/orders/contract.ts';
import { orderStages } from '../shared/orders/order-stage.ts';
import { comeIn } from './arrivals.ts';
import { openClinic } from './clinic.ts';
import { allRows, codeOf, messageOf, openTestCore, type TestCore, valueOf } from './core.ts';

let app: TestCore;
let clinic: Awaited<ReturnType<typeof openClinic>>;
beforeAll(async () => {
  app = await openTestCore();
  clinic = await openClinic(app);
});
afterAll(() => app.close());

const MISSING = '0199aaaa-0000-7000-8000-00000000dead';
const SAME_DAY = '2026-03-10';

/** An order of ten foam dressings and two of gauze. */
async function newOrder(more: object = {}): Promise<Order> {
  const reply = await app.core.dispatch(clinic.nurse.session, 'orders.create', {
    patientId: clinic.patient.id,
    orderedOn: '2026-03-02',
    lines: [
      { productId: 'FOAM-6X6', quantity: 10 },
      { productId: 'GAUZE', quantity: 2 },
    ],
    ...more,
  });
  return valueOf(reply) as Order;
}

async function use(order: Order, productId: string, quantityUsed: number): Promise<string> {
  const { patientId, dateApplied } = clinic.treatment;
  const treatment = { patientId, dateApplied, orderId: order.id, productId, quantityUsed };
  return valueOf(await clinic.client['treatments.record'](treatment)).id;
}

/** Pieces of the order's line of that product come in. */
type Came = readonly [productId: string, pieces: number, isAccepted?: boolean | null];

async function receive(order: Order, ...[productId, pieces, isAccepted = null]: Came) {
  const orderLineId = order.lines.find((line) => line.productId === productId)?.id ?? '';
  await comeIn(app, { orderLineId, productId, pieces, isAccepted });
}

async function orderNow({ id }: { readonly id: string }): Promise<Order> {
  return valueOf(await clinic.client['orders.get']({ orderId: id })).order;
}

async function cancel({ id, version }: Order, reason = 'Ordered twice') {
  return clinic.client['orders.cancel']({ orderId: id, seen: version, reason });
}

describe('a draft', () => {
  test('is used from only with a reason, as what stands on no order', async () => {
    const draft = await newOrder({ isDraft: true });
    expect(draft).toMatchObject({ status: 'draft', stage: 'draft', version: 1 });
    const { patientId, dateApplied } = clinic.treatment;
    const use1 = { patientId, dateApplied, orderId: draft.id, productId: 'GAUZE', quantityUsed: 1 };
    const stopped = await clinic.client['treatments.record'](use1);
    expect(stopped).toMatchObject({
      failure: { code: 'ReasonNeeded', details: { concerns: [{ kind: 'notOnOrder' }] } },
    });
    const placed = valueOf(
      await clinic.client['orders.place']({ orderId: draft.id, seen: 1, orderedOn: SAME_DAY }),
    );
    expect(placed).toMatchObject({ stage: 'placed', orderedOn: SAME_DAY, version: 2 });
    expect(valueOf(await clinic.client['treatments.record'](use1)).concerns).toEqual([]);
  });

  test('is no open order, and nothing is repeated from it', async () => {
    const draft = await newOrder({ isDraft: true });
    const { patientId } = clinic.treatment;
    const open = valueOf(await clinic.client['orders.list']({ patientId, onlyOpen: true }));
    expect(open.orders.map(({ id }) => id)).not.toContain(draft.id);
    const chart = valueOf(await clinic.client['patients.getChart']({ patientId }));
    expect(chart.orders.map(({ id }) => id)).toContain(draft.id);
    await use(clinic.order, 'FOAM-6X6', 1);
    const repeat = valueOf(await clinic.client['treatments.repeatLast']({ patientId }));
    expect(repeat?.orderId).toBe(clinic.order.id);
  });

  test('says what it says anew when it is changed, and keeps its number unless told another', async () => {
    const draft = await newOrder({ isDraft: true });
    const facility = valueOf(await app.client['facilities.create']({ name: 'South clinic' }));
    const change = {
      orderId: draft.id,
      orderedOn: '2026-03-04',
      facilityId: facility.id,
      lines: [
        { productId: 'GAUZE', quantity: 7 },
        { productId: 'FOAM-6X6', quantity: 3 },
      ],
    };
    const changed = valueOf(await clinic.client['orders.changeDraft']({ ...change, seen: 1 }));
    expect(changed).toMatchObject({
      orderNumber: draft.orderNumber,
      orderedOn: '2026-03-04',
      facilityId: facility.id,
      stage: 'draft',
      version: 2,
    });
    expect(changed.lines.map((line) => [line.productId, line.quantityOrdered])).toEqual([
      ['GAUZE', 7],
      ['FOAM-6X6', 3],
    ]);
    const named = { ...change, seen: 2, orderNumber: 'PO-9' };
    expect(valueOf(await clinic.client['orders.changeDraft'](named)).orderNumber).toBe('PO-9');
    const page = valueOf(await clinic.client['orders.get']({ orderId: draft.id }));
    expect(page.facilityName).toBe('South clinic');
  });

  const line = { productId: 'GAUZE', quantity: 1 };
  test.for([
    ['a product twice', { lines: [line, line] }, 'ProductTwice'],
    ['a product that is not there', { lines: [{ ...line, productId: 'X' }] }, 'UnknownProduct'],
    ['no lines', { lines: [] }, 'InvalidInput'],
    ['a quantity of nothing', { lines: [{ ...line, quantity: 0 }] }, 'InvalidInput'],
    ['a day to come', { orderedOn: '2026-03-11' }, 'ImpossibleDate'],
    ['a day before the birth', { orderedOn: '1949-12-31' }, 'ImpossibleDate'],
    ['a facility that is not there', { facilityId: MISSING }, 'UnknownFacility'],
    ["another order's number", { orderNumber: 'TAKEN' }, 'OrderNumberTaken'],
    ['an old version', { seen: 7 }, 'Stale'],
    ['an order that is not there', { orderId: MISSING }, 'UnknownOrder'],
  ] as const)('changed to %s is refused and stays as it was', async ([, wrong, code]) => {
    const draft = await newOrder({ isDraft: true });
    const taken = code === 'OrderNumberTaken' ? await newOrder({ orderNumber: 'TAKEN' }) : draft;
    const change = { orderId: draft.id, seen: 1, orderedOn: '2026-03-02', lines: [line], ...wrong };
    const before = await Promise.all(
      (['orders', 'orderLines'] as const).map((table) => allRows(app.database, table)),
    );
    const reply = await app.core.dispatch(clinic.nurse.session, 'orders.changeDraft', change);
    expect(codeOf(reply)).toBe(code);
    const after = await Promise.all(
      (['orders', 'orderLines'] as const).map((table) => allRows(app.database, table)),
    );
    expect(after).toEqual(before);
    expect(await orderNow(taken)).toEqual(taken);
  });

  test('is placed once, on a day that has come, and does not change after that', async () => {
    const draft = await newOrder({ isDraft: true });
    const { 'orders.place': place, 'orders.changeDraft': change } = clinic.client;
    const placing = { orderId: draft.id, seen: 1 };
    for (const orderedOn of ['2026-03-11', '1949-12-31'])
      expect(codeOf(await place({ ...placing, orderedOn }))).toBe('ImpossibleDate');
    expect(codeOf(await place({ ...placing, seen: 9, orderedOn: SAME_DAY }))).toBe('Stale');
    const placed = valueOf(await place({ ...placing, orderedOn: SAME_DAY }));
    expect(codeOf(await place({ ...placing, orderedOn: SAME_DAY }))).toBe('Stale');
    const seen = placed.version;
    expect(codeOf(await place({ ...placing, seen, orderedOn: SAME_DAY }))).toBe('NotADraft');
    const { lines } = { lines: [{ productId: 'GAUZE', quantity: 1 }] };
    const late = { orderId: draft.id, seen, orderedOn: SAME_DAY, lines };
    expect(codeOf(await change(late))).toBe('NotADraft');
    expect(await orderNow(draft)).toEqual(placed);
  });
});

describe('cancelling', () => {
  test('takes an order out of use with a reason, and says by whom', async () => {
    const order = await newOrder();
    const cancelled = valueOf(await cancel(order));
    expect(cancelled).toMatchObject({ stage: 'cancelled', cancelReason: 'Ordered twice' });
    const page = valueOf(await clinic.client['orders.get']({ orderId: order.id }));
    expect(page).toMatchObject({
      cancelledByName: expect.stringMatching(/^nurse/) as string,
      cancelledAt: app.clock.now.toISOString(),
    });
    await expect(use(order, 'GAUZE', 1)).rejects.toThrow(/ReasonNeeded/);
    expect(codeOf(await cancel(cancelled))).toBe('AlreadyCancelled');
    const place = { orderId: order.id, seen: cancelled.version, orderedOn: SAME_DAY };
    expect(codeOf(await clinic.client['orders.place'](place))).toBe('NotADraft');
  });

  test('a draft is given up the same way', async () => {
    expect(valueOf(await cancel(await newOrder({ isDraft: true }))).stage).toBe('cancelled');
  });

  test('is refused once something was used, and says what; voided it may be', async () => {
    const order = await newOrder();
    const recordId = await use(order, 'GAUZE', 2);
    const refused = await cancel(await orderNow(order));
    expect(refused).toMatchObject({
      failure: {
        code: 'OrderInUse',
        details: [{ productName: 'Gauze', quantityReceived: 0, quantityUsed: 2 }],
      },
    });
    expect(messageOf(refused)).toContain('Gauze: 2 used');
    const voiding = {
      treatmentRecordId: recordId,
      seen: 1,
      reason: 'Another patient',
      pin: '314159',
    };
    valueOf(await clinic.client['treatments.void'](voiding));
    expect(codeOf(await cancel(await orderNow(order)))).toBe('ok');
  });

  test('is refused once something came in, decided or not; what went back does not count', async () => {
    const waiting = await newOrder();
    await receive(waiting, 'FOAM-6X6', 4);
    expect(messageOf(await cancel(await orderNow(waiting)))).toContain(
      'Foam Wound Dressing 6x6: 4 received',
    );
    const sentBack = await newOrder();
    await receive(sentBack, 'FOAM-6X6', 4, false);
    expect(codeOf(await cancel(await orderNow(sentBack)))).toBe('ok');
  });

  test('what was used without an order cannot be cancelled', async () => {
    const { patientId, dateApplied } = clinic.treatment;
    const about = 'Gauze is used without an order';
    const concernReasons = [{ kind: 'notOnOrder', about, reason: 'None was left' } as const];
    const unordered = { patientId, dateApplied, productId: 'GAUZE', quantityUsed: 1 };
    const record = valueOf(
      await clinic.client['treatments.record']({ ...unordered, orderId: null, concernReasons }),
    );
    const order = await orderNow({ id: record.orderId });
    expect(order).toMatchObject({ isUnplanned: true, lines: [] });
    expect(codeOf(await cancel(order))).toBe('NotCancellable');
  });

  test.for([
    ['without a reason', { reason: ' ' }, 'InvalidInput'],
    ['of an old version', { seen: 3 }, 'Stale'],
    ['of an order that is not there', { orderId: MISSING }, 'UnknownOrder'],
  ] as const)('%s is refused', async ([, wrong, code]) => {
    const order = await newOrder();
    const asked = { orderId: order.id, seen: 1, reason: 'Why', ...wrong };
    const reply = await app.core.dispatch(clinic.nurse.session, 'orders.cancel', asked);
    expect(codeOf(reply)).toBe(code);
    expect(await orderNow(order)).toEqual(order);
  });

  test('is for whoever may order', async () => {
    const order = await newOrder();
    const biller = await app.signIn('biller');
    const { id: orderId, version: seen } = order;
    for (const reply of [
      await biller.client['orders.cancel']({ orderId, seen, reason: 'Why' }),
      await biller.client['orders.place']({ orderId, seen, orderedOn: SAME_DAY }),
    ])
      expect(codeOf(reply)).toBe('Forbidden');
    expect(codeOf(await biller.client['orders.get']({ orderId }))).toBe('ok');
  });
});

describe('what comes in', () => {
  test('takes an order from placed to received, line by line, and is listed with its lot', async () => {
    const order = await newOrder();
    const stages: string[] = [order.stage];
    for (const [productId, pieces, isAccepted] of [
      ['FOAM-6X6', 4, false],
      ['FOAM-6X6', 6, undefined],
      ['GAUZE', 2, true],
      ['FOAM-6X6', 4, true],
    ] as const) {
      await receive(order, productId, pieces, isAccepted);
      stages.push((await orderNow(order)).stage);
    }
    expect(stages).toEqual(['placed', 'placed', 'partlyReceived', 'partlyReceived', 'received']);
    await use(order, 'FOAM-6X6', 3);
    const page = valueOf(await clinic.client['orders.get']({ orderId: order.id }));
    expect(page.order.lines).toMatchObject([
      { quantityOrdered: 10, quantityReceived: 10, quantityUsed: 3, quantityRemaining: 7 },
      { quantityOrdered: 2, quantityReceived: 2, quantityUsed: 0, quantityRemaining: 2 },
    ]);
    expect(page.arrivals.map(({ pieces, isAccepted }) => [pieces, isAccepted])).toEqual(
      expect.arrayContaining([
        [4, false],
        [6, null],
        [2, true],
        [4, true],
      ]),
    );
    expect(page.arrivals[0]).toMatchObject({ expiresOn: '2027-01-31', serialNumber: null });
    expect(page.usage).toMatchObject([{ productId: 'FOAM-6X6', totalUsed: 3 }]);
  });

  test('every order is found at its stage and at no other, and the totals agree', async () => {
    const list = async (stage: (typeof orderStages)[number] | null) =>
      valueOf(await clinic.client['orders.list']({ stage, limit: 500 }));
    const all = (await list(null)).orders.filter(({ isUnplanned }) => !isUnplanned);
    expect(new Set(all.map(({ stage }) => stage))).toEqual(new Set(orderStages));
    for (const stage of orderStages) {
      const { orders, total } = await list(stage);
      const theirs = all.filter((order) => order.stage === stage);
      expect(orders).toEqual(theirs);
      expect(total).toBe(theirs.length);
    }
  });
});

test('of an order that is not there nothing is told', async () => {
  expect(codeOf(await clinic.client['orders.get']({ orderId: MISSING }))).toBe('UnknownOrder');
  expect(codeOf(await clinic.client['orders.usage']({ orderId: MISSING }))).toBe('UnknownOrder');
});
