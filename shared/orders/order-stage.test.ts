import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { orderStage, type OrderStage, type OrderStatus } from './order-stage.ts';

const line = (quantityOrdered: number, quantityReceived: number) => ({
  quantityOrdered,
  quantityReceived,
});

test.for<[string, OrderStatus, ReturnType<typeof line>[], OrderStage]>([
  ['nothing came in', 'placed', [line(2, 0), line(1, 0)], 'placed'],
  ['one of two lines came in', 'placed', [line(2, 2), line(1, 0)], 'partlyReceived'],
  ['a line came in by half', 'placed', [line(2, 1)], 'partlyReceived'],
  ['all came in', 'placed', [line(2, 2), line(1, 1)], 'received'],
  ['more came in than was ordered', 'placed', [line(2, 3), line(1, 1)], 'received'],
  ['more of one does not stand for another', 'placed', [line(2, 9), line(1, 0)], 'partlyReceived'],
  ['it has no lines', 'placed', [], 'placed'],
  ['it is a draft, whatever came in', 'draft', [line(1, 1)], 'draft'],
  ['it is cancelled, whatever came in', 'cancelled', [line(1, 1)], 'cancelled'],
])('an order of which %s', ([, status, lines, stage]) => {
  expect(orderStage({ status, lines })).toBe(stage);
});

test('what comes in never takes a placed order back to an earlier stage', () => {
  const order = ['placed', 'partlyReceived', 'received'];
  const count = fc.integer({ min: 0, max: 5 });
  const lines = fc.array(fc.record({ quantityOrdered: fc.nat(4), quantityReceived: count }), {
    minLength: 1,
  });
  fc.assert(
    fc.property(lines, fc.nat(), (all, at) => {
      const before = orderStage({ status: 'placed', lines: all });
      const more = all.map((each, index) =>
        index === at % all.length ? { ...each, quantityReceived: each.quantityReceived + 1 } : each,
      );
      const after = orderStage({ status: 'placed', lines: more });
      expect(order.indexOf(after)).toBeGreaterThanOrEqual(order.indexOf(before));
    }),
  );
});
