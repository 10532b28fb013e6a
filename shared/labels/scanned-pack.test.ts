import { describe, expect, test } from 'vitest';
import { readLabel } from './label-read.ts';
import { addLabel, type AddedToPack, type ScannedPack } from './scanned-pack.ts';

const context = { nowYear: 2026, keepsSeparators: true };

function add(known: ScannedPack | null, raw: string): AddedToPack {
  const read = readLabel(raw, context);
  if (read.state !== 'read' && read.state !== 'own') throw new Error(`Not read: ${raw}`);
  return addLabel(known, { read, source: 'scanner' });
}

function packOf(...raws: readonly string[]): ScannedPack {
  let pack: ScannedPack | null = null;
  for (const raw of raws) {
    const added = add(pack, raw);
    if (added.state === 'mismatch') throw new Error(added.why);
    pack = added.pack;
  }
  if (pack === null) throw new Error('No label');
  return pack;
}

const PRODUCT = ']d20109501101530003';
const LOT = ']d21727033110ABC';

describe('labels of one pack', () => {
  test('add up, in either order, and are kept as they came', () => {
    for (const raws of [
      [PRODUCT, LOT],
      [LOT, PRODUCT],
    ])
      expect(packOf(...raws)).toMatchObject({
        issuer: 'gs1',
        deviceIdentifier: '09501101530003',
        lot: 'ABC',
        expiresOn: '2027-03-31',
        sku: null,
        scans: raws.map((raw) => ({ raw, parserVersion: 1 })),
      });
  });

  test('scanned twice count once', () => {
    expect(packOf(PRODUCT, LOT, LOT).scans).toHaveLength(2);
  });

  test('that differ are a stop, and leave what was known', () => {
    const known = packOf(PRODUCT, LOT);
    expect(add(known, ']d210OTHER')).toMatchObject({
      state: 'mismatch',
      field: 'lot',
      known: 'ABC',
      scanned: 'OTHER',
    });
    expect(known.lot).toBe('ABC');
  });
});

describe('our own label', () => {
  test('names the SKU, and no issuer where it stands alone', () => {
    expect(packOf('CT1/FOAM-6X6/LABC/X20270331')).toMatchObject({
      issuer: null,
      deviceIdentifier: null,
      sku: 'FOAM-6X6',
      lot: 'ABC',
      expiresOn: '2027-03-31',
    });
  });

  test("goes with a maker's of any standard, in either order", () => {
    const hibc = '+A123BJC5D6E71G';
    for (const raws of [
      ['CT1/FOAM-6X6/LABC', hibc],
      [hibc, 'CT1/FOAM-6X6/LABC'],
    ])
      expect(packOf(...raws)).toMatchObject({ issuer: 'hibc', sku: 'FOAM-6X6', lot: 'ABC' });
  });

  test('that names another lot or another SKU is a stop', () => {
    const known = packOf(PRODUCT, LOT, 'CT1/FOAM-6X6/LABC');
    expect(add(known, 'CT1/FOAM-6X6/LABD')).toMatchObject({ state: 'mismatch', field: 'lot' });
    const own = packOf('CT1/FOAM-6X6/LABD');
    expect(add(own, LOT)).toMatchObject({ field: 'lot', known: 'ABD', scanned: 'ABC' });
    expect(add(known, 'CT1/GAUZE')).toMatchObject({ state: 'mismatch', field: 'SKU' });
  });
});
