import { expect, test } from 'vitest';
import { labelCode } from './label-code.ts';
import { readLabel } from './label-read.ts';

const unit = {
  sku: 'FOAM-6X6',
  productName: 'Foam',
  gtin: '09501101530003',
  lotNumber: 'ABC-12',
  serialNumber: 'SN7',
  expiresOn: '2027-03-31',
};

test('a unit with a GTIN gets a GS1 code of number, expiry, lot and serial', () => {
  expect(labelCode(unit, 2026)).toEqual({
    kind: 'gs1',
    elements: '(01)09501101530003(17)270331(10)ABC-12(21)SN7',
  });
  const bare = { ...unit, lotNumber: '', serialNumber: null, expiresOn: null };
  expect(labelCode(bare, 2026)).toEqual({ kind: 'gs1', elements: '(01)09501101530003' });
});

test('one without a GTIN, or with a lot that GS1 cannot say, gets a code of our own', () => {
  for (const given of [
    { ...unit, gtin: null },
    { ...unit, lotNumber: 'A lot of more than twenty' },
    { ...unit, lotNumber: 'Größe' },
    { ...unit, expiresOn: '2099-01-01' },
  ]) {
    const code = labelCode(given, 2026);
    const text = code.kind === 'own' ? code.text : '';
    expect(readLabel(text, { nowYear: 2026 })).toMatchObject({
      state: 'own',
      sku: given.sku,
      lot: given.lotNumber,
      serial: given.serialNumber,
      expiresOn: given.expiresOn,
    });
  }
});
