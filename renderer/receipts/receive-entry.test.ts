import { describe, expect, test } from 'vitest';
import {
  addPack,
  linesProblem,
  linesToSend,
  NOTHING_RECEIVED,
  temperatureTenths,
  withDoubts,
  withLine,
  withoutLine,
} from './receive-entry.ts';

const foam = { sku: 'FOAM', name: 'Foam', storageNeed: null } as const;
const graft = { sku: 'GRAFT', name: 'Graft', storageNeed: 'frozen' } as const;
const scans = [{ raw: '(10)A', parserVersion: 1 }];
const lotA = {
  lot: 'A',
  serial: null,
  expiresOn: '2027-01-31',
  donorId: null,
  quantity: null,
  scans,
};

describe('what was scanned', () => {
  test('the same lot again counts up by what its package holds', () => {
    const once = addPack(NOTHING_RECEIVED, foam, { pack: lotA, pieces: 10, key: '1' });
    const twice = addPack(once, foam, { pack: lotA, pieces: 10, key: '2' });
    expect(twice.lines).toMatchObject([{ key: '1', lotNumber: 'A', pieces: 20 }]);
  });

  test('another lot, another expiry and every serial have lines of their own', () => {
    const serial = { ...lotA, serial: 'S-1' };
    const entry = [
      lotA,
      { ...lotA, lot: 'B' },
      { ...lotA, expiresOn: '2028-01-31' },
      serial,
      serial,
    ]
      .map((pack, index) => ({ pack, pieces: 5, key: String(index) }))
      .reduce((now, pack) => addPack(now, foam, pack), NOTHING_RECEIVED);
    expect(entry.lines.map(({ pieces }) => pieces)).toEqual([5, 5, 5, 1, 1]);
  });

  test('the number on the label counts before that of the catalogue', () => {
    const pack = { ...lotA, quantity: 3 };
    expect(addPack(NOTHING_RECEIVED, foam, { pack, pieces: 10, key: '1' }).lines).toMatchObject([
      { pieces: 3 },
    ]);
  });

  test('nothing is said for the user of a cold product’s temperature', () => {
    const entry = addPack(NOTHING_RECEIVED, graft, { pieces: 1, key: '1' });
    expect(entry.lines).toMatchObject([{ temperatureCheck: 'notChecked', isAccepted: false }]);
  });
});

test.for([
  ['', null],
  ['4.1', 41],
  ['4,1', 41],
  ['-80', -800],
  ['−20', -200],
  ['warm', undefined],
  ['4.15', undefined],
] as const)('a temperature typed as "%s" is read as %s', ([typed, tenths]) => {
  expect(temperatureTenths(typed)).toBe(tenths);
});

test('what is missing is said before anything is sent', () => {
  expect(linesProblem(NOTHING_RECEIVED)).toBe('Scan or choose what came.');
  const entry = addPack(NOTHING_RECEIVED, foam, { pieces: 1, key: '1' });
  expect(linesProblem(entry)).toBeNull();
  const [line] = entry.lines;
  const without = line && withLine(entry, { ...line, pieces: null });
  expect(without && linesProblem(without)).toBe('Line 1: say how many pieces came.');
  const warm = line && withLine(entry, { ...line, temperature: 'warm' });
  expect(warm && linesProblem(warm)).toMatch(/^Line 1: check/);
});

test('lines are sent with the shelf only where they are accepted at once, doubts stand at their line', () => {
  const two = ['1', '2'].reduce(
    (now, key) => addPack(now, foam, { pieces: 1, key }),
    NOTHING_RECEIVED,
  );
  const [first] = two.lines;
  const entry = first ? withLine(two, { ...first, isAccepted: true }) : two;
  expect(linesToSend(entry, 'shelf').map(({ acceptTo }) => acceptTo)).toEqual(['shelf', null]);
  const doubted = withDoubts(entry, [{ lineNumber: 2, about: 'It expired' }]);
  expect(doubted.lines.map(({ doubts }) => doubts)).toEqual([[], ['It expired']]);
  expect(withoutLine(doubted, '1').lines).toHaveLength(1);
});
