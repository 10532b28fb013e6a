import { describe, expect, test } from 'vitest';
import { type ArrivedLine, doubtsOf, type KnownOfLine, mustWait, safeExpiry } from './doubts.ts';

const line: ArrivedLine = {
  lotNumber: 'A',
  serialNumber: null,
  expiresOn: '2027-01-31',
  pieceMm2: 1600,
  pieces: 2,
  packageCondition: 'intact',
  temperatureCheck: 'notNeeded',
};
const known: KnownOfLine = {
  today: '2026-03-10',
  storageNeed: null,
  unit: null,
  wasReceived: false,
  recalls: [],
  stillToCome: null,
};

describe('what has to be explained before it is taken in', () => {
  test.for([
    ['nothing about an intact pack of a new lot', {}, {}, []],
    ['a pack past its expiry', { expiresOn: '2026-03-09' }, {}, ['expired']],
    ['nothing on the last day', { expiresOn: '2026-03-10' }, {}, []],
    [
      'a lot with another expiry',
      {},
      { unit: { expiresOn: '2027-02-28', pieceMm2: null } },
      ['expiryDiffers'],
    ],
    [
      'nothing where one of them says no expiry',
      { expiresOn: null },
      { unit: { expiresOn: '2027-02-28', pieceMm2: null } },
      [],
    ],
    ['a lot with another size', {}, { unit: { expiresOn: null, pieceMm2: 2500 } }, ['areaDiffers']],
    ['a serial that came before', { serialNumber: 'S' }, { wasReceived: true }, ['serialKnown']],
    ['nothing where a lot came before', {}, { wasReceived: true }, []],
    ['a damaged package', { packageCondition: 'wet' }, {}, ['damaged']],
    ['a warm package', { temperatureCheck: 'outOfRange' }, {}, ['temperature']],
    ['something cold that nobody measured', {}, { storageNeed: 'frozen' }, ['temperature']],
    [
      'nothing where it was in range',
      { temperatureCheck: 'inRange' },
      { storageNeed: 'frozen' },
      [],
    ],
    ['nothing where room temperature is enough', {}, { storageNeed: 'room' }, []],
    ['each recall', {}, { recalls: ['Lot A: seal', 'Every lot: glue'] }, ['recalled', 'recalled']],
    ['more than is still to come', {}, { stillToCome: 1 }, ['moreThanOrdered']],
    ['nothing where exactly that came', {}, { stillToCome: 2 }, []],
    ['an order that is full already', {}, { stillToCome: -1 }, ['moreThanOrdered']],
  ] as const)('%s', ([_, change, knows, kinds]) => {
    const doubts = doubtsOf({ ...line, ...change }, { ...known, ...knows });
    expect(doubts.map(({ kind }) => kind)).toEqual(kinds);
  });
});

test('only what says nothing about the pieces themselves lets them go on the shelf', () => {
  const of = (change: Partial<KnownOfLine>) => doubtsOf(line, { ...known, ...change });
  expect(mustWait(of({ stillToCome: 1 }))).toBe(false);
  expect(mustWait(of({ recalls: ['Lot A: seal'] }))).toBe(true);
  expect(mustWait(of({ stillToCome: 1, unit: { expiresOn: '2028-01-01', pieceMm2: null } }))).toBe(
    true,
  );
});

test('of two expiry dates the earlier one counts', () => {
  expect(safeExpiry('2027-01-31', '2026-12-31')).toBe('2026-12-31');
  expect(safeExpiry(null, '2026-12-31')).toBe('2026-12-31');
  expect(safeExpiry('2027-01-31', null)).toBe('2027-01-31');
});
