import { describe, expect, test } from 'vitest';
import { unorderedChoice } from './order-choice.ts';
import { isTakenOver, labelConflicts, lineOfScan, withScan } from './scanned-use.ts';
import { emptyEntry } from './treatment-entry.ts';

const pack = {
  lot: 'A-1',
  serial: null,
  expiresOn: '2027-01-31',
  scans: [{ raw: '(10)A-1' }, { raw: '(17)270131' }],
};
const entry = emptyEntry('2026-03-10');

const choice = (orderId: string, sku: string, isOpen: boolean) => ({
  ...unorderedChoice(`${orderId} ${sku}`, sku),
  isOpen,
  isOnOrder: true,
});

describe('the line that a scanned product is taken from', () => {
  const choices = [
    choice('3', 'FOAM', false),
    choice('2', 'FOAM', true),
    choice('1', 'GAUZE', false),
  ];
  test.for([
    ['an order that still holds some', 'FOAM', '2 FOAM'],
    ['else an order that is used up', 'GAUZE', '1 GAUZE'],
    ['else no order', 'GRAFT', ' GRAFT'],
  ] as const)('is %s', ([_, sku, key]) => {
    expect(lineOfScan(sku, choices)).toBe(key);
  });
});

test('a scan fills what is empty and blanks nothing', () => {
  const typed = { ...entry, serialNumber: 'S-7', quantityUsed: 3 };
  expect(withScan(typed, pack, '2 FOAM')).toEqual({
    line: '2 FOAM',
    quantityUsed: 3,
    lotNumber: 'A-1',
    serialNumber: 'S-7',
    expiresOn: '2027-01-31',
    labelScans: ['(10)A-1', '(17)270131'],
  });
  expect(withScan(entry, pack, '2 FOAM').quantityUsed).toBe(1);
});

test.for([
  ['nothing was typed', {}, []],
  ['the same lot was typed in another spelling', { lotNumber: 'a1' }, []],
  ['another lot was typed', { lotNumber: 'B' }, ['lotNumber']],
  ['another expiry was typed', { expiresOn: '2027-02-28' }, ['expiresOn']],
  ['a serial was typed that the label does not say', { serialNumber: 'S' }, []],
] as const)('where %s, %s differ', ([_, typed, fields]) => {
  const conflicts = labelConflicts({ ...entry, ...typed }, pack);
  expect(conflicts.map(({ field }) => field)).toEqual(fields);
});

test('labels are taken over once, and again when another is added', () => {
  const taken = withScan(entry, pack, '2 FOAM');
  expect(isTakenOver(taken, pack)).toBe(true);
  expect(isTakenOver(entry, pack)).toBe(false);
  expect(isTakenOver(taken, { scans: [...pack.scans, { raw: '(21)S' }] })).toBe(false);
});
