import { describe, expect, test } from 'vitest';
import type { CountLine } from '../../shared/inventory/stock-contract.ts';
import { countPlaceOf, isOfLabel, scannedUnitOf } from './scanned-unit.ts';

const line = (productId: string, lotNumber: string, serialNumber = ''): CountLine => ({
  unit: {
    id: `${productId} ${lotNumber} ${serialNumber}`,
    productId,
    lotNumber,
    serialNumber,
    expiresOn: null,
    pieceMm2: null,
    donorNumber: null,
    isFound: false,
    version: 1,
  },
  productName: productId,
  countedPieces: null,
  expectedPieces: null,
  reason: null,
  countedByName: null,
  countedAt: null,
});
const lines = [
  line('FOAM', 'A-1'),
  line('FOAM', 'B'),
  line('GRAFT', 'L', '1'),
  line('GRAFT', 'L', '2'),
  line('MESH', 'M'),
  line('MESH', 'M', '1'),
];
const scanned = (sku: string, lot: string | null, serial: string | null = null) =>
  scannedUnitOf({ lot, serial, expiresOn: null }, { sku, name: sku });
const idOf = (sku: string, lot: string | null, serial: string | null = null) => {
  const place = countPlaceOf(lines, scanned(sku, lot, serial));
  return place.kind === 'listed' ? place.line.unit.id : place.kind;
};

describe('a pack that is scanned in a count', () => {
  test('is found by product and lot, however the lot is written', () => {
    expect(idOf('FOAM', 'a1')).toBe('FOAM A-1 ');
    expect(idOf('FOAM', 'B')).toBe('FOAM B ');
  });

  test('is found by its serial, be the lot on the same label or not', () => {
    expect(idOf('GRAFT', 'L', '2')).toBe('GRAFT L 2');
    expect(idOf('GRAFT', null, '1')).toBe('GRAFT L 1');
  });

  test('is of its serial before it is of its lot', () => {
    expect(idOf('MESH', 'M', '1')).toBe('MESH M 1');
    expect(idOf('MESH', 'M')).toBe('MESH M ');
  });

  test('with a serial that nobody noted is of its lot', () => {
    expect(idOf('FOAM', 'B', '77')).toBe('FOAM B ');
  });

  test('of another product, lot or serial is not listed', () => {
    expect(idOf('GAUZE', 'B')).toBe('unlisted');
    expect(idOf('FOAM', 'C')).toBe('unlisted');
    expect(idOf('FOAM', null)).toBe('unlisted');
    expect(idOf('GRAFT', 'L', '3')).toBe('unlisted');
  });

  test('needs its serial where the lot is listed by serials', () => {
    expect(idOf('GRAFT', 'L')).toBe('serialMissing');
  });
});

test('a label means the units of its lot, of whatever serial until it names one', () => {
  const units = lines.map(({ unit }) => unit);
  const meant = (lotNumber: string | null, serialNumber: string | null) =>
    units.filter((unit) => isOfLabel(unit, { lotNumber, serialNumber })).map(({ id }) => id);
  expect(meant('L', null)).toEqual(['GRAFT L 1', 'GRAFT L 2']);
  expect(meant('L', '2')).toEqual(['GRAFT L 2']);
  expect(meant('A1', '9')).toEqual(['FOAM A-1 ']);
  expect(meant(null, null)).toHaveLength(lines.length);
});
