import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseScan } from '../inventory/udi/parse-scan.ts';
import { isOwnLabel, readOwnLabel, writeOwnLabel } from './own-label.ts';

const only = { lot: null, serial: null, expiresOn: null };

test('our own label names the SKU, and lot, expiry and serial where they are known', () => {
  const whole = { sku: 'FOAM-6X6', lot: 'LOT-A', serial: 'SN7', expiresOn: '2027-03-31' };
  expect(writeOwnLabel(whole)).toBe('CT1/FOAM-6X6/LLOT-A/X20270331/SSN7');
  expect(writeOwnLabel({ ...only, sku: 'GAUZE 4/4' })).toBe('CT1/GAUZE%204%2F4');
  expect(readOwnLabel('CT1/FOAM-6X6')).toEqual({ ...only, sku: 'FOAM-6X6' });
});

test('whatever SKU, lot and serial hold is read as it was written, with what a scanner adds', () => {
  const signs = [...Array.from("aZ09 -./%&+='()*_~,;:!ßé漢😀"), '\u0000', '\u001D', '\u2028'];
  const text = fc.string({ minLength: 1, maxLength: 30, unit: fc.constantFrom(...signs) });
  const orNone = fc.option(text, { nil: null });
  fc.assert(
    fc.property(fc.tuple(text, orNone, orNone), fc.boolean(), ([sku, lot, serial], isDated) => {
      const label = { sku, lot, serial, expiresOn: isDated ? '2027-02-28' : null };
      const code = writeOwnLabel(label);
      expect(code).toMatch(/^[A-Za-z0-9.%/-]+$/);
      expect(readOwnLabel(code)).toEqual(label);
      expect(readOwnLabel(`]Q1${code}\r`)).toEqual(label);
    }),
  );
});

test('a damaged one is not read', () => {
  for (const raw of [
    'CT1/',
    'CT1//LA',
    'CT1/A/',
    'CT1/A/LX/LY',
    'CT1/A/X20270231',
    'CT1/A/X2027',
    'CT1/A/QB',
    'CT1/A%F',
    'CT1/%FF',
    'CT1/A B',
  ]) {
    expect(isOwnLabel(raw), raw).toBe(true);
    expect(readOwnLabel(raw), raw).toBeNull();
  }
});

test('it is no label of anybody else, nor theirs ours', () => {
  expect(parseScan('CT1/FOAM-6X6/LLOT-A', { nowYear: 2026 }).state).toBe('unreadable');
  expect(isOwnLabel(']d20109501101530003')).toBe(false);
});
