import { expect, test } from 'vitest';
import { actOf } from './taking-back.ts';

const ofNothing = { transferId: null, removalId: null, countLineId: null };

test('what somebody moved or sent away is taken back by whoever may move stock', () => {
  expect(actOf({ ...ofNothing, transferId: 'a' })).toEqual({
    kind: 'transfer',
    id: 'a',
    permission: 'stock.move',
  });
  expect(actOf({ ...ofNothing, removalId: 'b' })).toMatchObject({ permission: 'stock.move' });
});

test('what a count adjusted is taken back by whoever may adjust stock', () => {
  expect(actOf({ ...ofNothing, countLineId: 'c' })).toMatchObject({
    id: 'c',
    permission: 'stock.adjust',
  });
});

test('what a receipt, a treatment or a waste record moved is no act of its own', () => {
  expect(actOf(ofNothing)).toBeNull();
});
