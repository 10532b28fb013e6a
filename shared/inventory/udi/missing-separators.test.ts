import { describe, expect, test } from 'vitest';
import { parseScan } from './parse-scan.ts';
import type { ScanRead } from './reading.ts';

const UNSURE = { nowYear: 2026 };
const KEPT = { nowYear: 2026, keepsSeparators: true };
const GTIN = '08806388269617';
const GS = '\u001D';

/** The readings offered, as their elements in brackets. */
function readingsOf(raw: string): readonly string[] {
  const scan = parseScan(raw, UNSURE);
  const printed = (read: ScanRead) => read.fields.map(({ code, value }) => `(${code})${value}`);
  return 'readings' in scan ? scan.readings.map((read) => printed(read).join('')) : [];
}

describe('a label without any separator', () => {
  test.for([
    [`01${GTIN}1728021310ABC123`, 'ABC123'],
    [`01${GTIN}1123021417280213`, null],
    [`01${GTIN}10A-1`, 'A-1'],
    [`]C11728021310LOT-X`, 'LOT-X'],
  ] as const)('is read where only one reading is possible: %s', ([raw, lot]) => {
    expect(parseScan(raw, UNSURE)).toMatchObject({ state: 'read', lot });
  });

  test('is ambiguous where its lot could end earlier, and names every reading', () => {
    const raw = `01${GTIN}1728021310230214`;
    expect(parseScan(raw, UNSURE)).toMatchObject({
      state: 'ambiguous',
      code: 'missingSeparator',
      isComplete: true,
      raw,
    });
    expect(readingsOf(raw)).toEqual([
      `(01)${GTIN}(17)280213(10)230214`,
      `(01)${GTIN}(17)280213(10)230(21)4`,
      `(01)${GTIN}(17)280213(10)2(30)214`,
    ]);
  });

  test('is read as it stands where separators are known to arrive', () => {
    expect(parseScan(`01${GTIN}1728021310230214`, KEPT)).toMatchObject({
      state: 'read',
      lot: '230214',
    });
  });

  test('is ambiguous behind an AIM identifier, which says nothing of what the keyboard let through', () => {
    expect(parseScan(`]d201${GTIN}10A121B`, UNSURE)).toMatchObject({ state: 'ambiguous' });
  });

  test('offers the real label among its readings', () => {
    const raw = `01${GTIN}112302141728021310230214A3263-0121059240ARO4808C`;
    expect(readingsOf(raw)).toContain(
      `(01)${GTIN}(11)230214(17)280213(10)230214A3263-01(21)059(240)ARO4808C`,
    );
    expect(readingsOf(raw).length).toBeGreaterThan(1);
  });

  test('offers no reading with an impossible date, a wrong check digit or a second lot', () => {
    expect(parseScan(`01${GTIN}10A17281399`, UNSURE)).toMatchObject({
      state: 'read',
      lot: 'A17281399',
    });
    expect(readingsOf(`01${GTIN}10A0108806388269618`).join(' ')).not.toContain(
      '(01)08806388269618',
    );
    expect(parseScan(`01${GTIN}10A10B`, UNSURE)).toMatchObject({ state: 'read', lot: 'A10B' });
  });

  test('is taken apart where its lot would be too long in one piece', () => {
    expect(parseScan(`01${GTIN}10ABCDEFGHIJKLMNOPQRS21XYZ`, UNSURE)).toMatchObject({
      state: 'read',
      lot: 'ABCDEFGHIJKLMNOPQRS',
      serial: 'XYZ',
    });
  });

  test('shows some readings, and says that there are more, where nobody could look through them', () => {
    const raw = `01${GTIN}10909192939495969798`;
    const scan = parseScan(raw, UNSURE);
    expect(scan).toMatchObject({ state: 'ambiguous', isComplete: false });
    expect(readingsOf(raw)).toHaveLength(20);
  });
});

describe('a label with one separator has all of them', () => {
  test.for([
    [`01${GTIN}10A121B${GS}240C`, 'A121B'],
    [`${GS}01${GTIN}10A121B`, 'A121B'],
    [`01${GTIN}10A121B|`, 'A121B'],
  ] as const)('so that its lot goes up to the next: %j', ([raw, lot]) => {
    expect(parseScan(raw, UNSURE)).toMatchObject({ state: 'read', lot, serial: null });
  });
});

describe('digits that could be a product number', () => {
  test('are one where they are nothing else', () => {
    expect(parseScan('8806388269617', UNSURE)).toMatchObject({ state: 'read', lot: null });
  });

  test.for([
    ['10884521062856', ['(01)10884521062856', '(10)884521062856', '(10)8845(21)062856']],
    ['172802131012', ['(01)172802131012', '(17)280213(10)12']],
  ] as const)('and elements are a doubt: %s', ([raw, readings]) => {
    expect(parseScan(raw, UNSURE)).toMatchObject({
      state: 'ambiguous',
      code: 'productNumberOrElements',
    });
    expect(readingsOf(raw)).toEqual(readings);
  });

  test('with a wrong check digit are not read as a lot without asking', () => {
    expect(parseScan('10884521062857', KEPT)).toMatchObject({
      state: 'ambiguous',
      readings: [{ lot: '884521062857', deviceIdentifier: null }],
    });
    expect(parseScan('10123458', KEPT)).toMatchObject({
      state: 'ambiguous',
      readings: [{ lot: '123458' }],
    });
  });

  test('are no EAN-8 that the scanner does not name: a short UPC has eight digits, too', () => {
    expect(parseScan('96385074', KEPT)).toMatchObject({ state: 'unreadable' });
    expect(readingsOf('10123454')).toEqual(['(10)123454']);
    expect(parseScan(']E496385074', KEPT)).toMatchObject({ state: 'read' });
  });

  test.for([
    [']C110884521062856', { lot: '884521062856', deviceIdentifier: null }],
    [']I110884521062856', { lot: null, deviceIdentifier: '10884521062856' }],
  ] as const)('are what the symbol says: %s', ([raw, said]) => {
    expect(parseScan(raw, KEPT)).toMatchObject({ state: 'read', ...said });
  });
});
