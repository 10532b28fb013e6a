import { expect, test } from 'vitest';
import type { Order } from '../orders/contract.ts';
import { lineChoices } from './order-choice.ts';

function orderOf(id: string, orderedOn: string, over: Partial<Order> = {}): Order {
  const line = { id: `${id}-1`, lineNumber: 1, productId: 'FOAM', productName: 'Foam' };
  const counts = { quantityOrdered: 5, quantityUsed: 4, quantityRemaining: 1 };
  const order = {
    id,
    orderedOn,
    orderNumber: id,
    status: 'placed',
    lines: [{ ...line, ...counts }],
  };
  return { ...order, ...over } as Order;
}

test('the newest order comes first and lines with something left are open', () => {
  const choices = lineChoices([orderOf('a', '2026-01-02'), orderOf('b', '2026-03-04')]);
  expect(choices.map(({ orderNumber, isOpen }) => [orderNumber, isOpen])).toEqual([
    ['b', true],
    ['a', true],
  ]);
});

test.for(['draft', 'cancelled'] as const)('from a %s order nothing can be chosen', (status) => {
  const orders = [orderOf('a', '2026-01-02', { status }), orderOf('b', '2026-01-01')];
  expect(lineChoices(orders).map(({ orderNumber }) => orderNumber)).toEqual(['b']);
});

test.for(['draft', 'cancelled'] as const)(
  'a record that was taken from a %s order can be corrected, and the order is not open for others',
  (status) => {
    const correcting = { orderId: 'a', productId: 'FOAM', quantityUsed: 3 };
    const [choice] = lineChoices([orderOf('a', '2026-01-02', { status })], correcting);
    expect(choice).toMatchObject({
      orderNumber: 'a',
      isOpen: false,
      isCancelled: status === 'cancelled',
    });
  },
);

test('while a record is corrected its own use is given back to its line, and to no other', () => {
  const correcting = { orderId: 'a', productId: 'FOAM', quantityUsed: 3 };
  const choices = lineChoices([orderOf('a', '2026-01-02'), orderOf('b', '2026-01-01')], correcting);
  expect(choices.map(({ alreadyUsed, remaining }) => [alreadyUsed, remaining])).toEqual([
    [1, 4],
    [4, 1],
  ]);
});
