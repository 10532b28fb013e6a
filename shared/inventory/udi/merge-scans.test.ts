import { describe, expect, test } from 'vitest';
import {
  mergeScans,
  type LabelReading,
  type MergedScans,
  type PackReading,
} from './merge-scans.ts';
import { parseScan } from './parse-scan.ts';

const NOW = { nowYear: 2026, keepsSeparators: true };

function read(raw: string): LabelReading {
  const scan = parseScan(raw, NOW);
  if (scan.state !== 'read') throw new Error(`${raw} is ${scan.state}`);
  return scan;
}

function packOf(...raws: readonly string[]): PackReading {
  const none: PackReading | null = null;
  const pack = raws.reduce<PackReading | null>((known, raw) => merged(known, raw).pack, none);
  if (!pack) throw new Error('No label');
  return pack;
}

function merged(known: PackReading | null, raw: string) {
  const result: MergedScans = mergeScans(known, read(raw));
  if (result.state !== 'merged') throw new Error(result.why);
  return result;
}

describe('two labels of one pack', () => {
  test.for([
    ['(01)08806388269617', '(17)280213(10)A1(21)059'],
    ['(17)280213(10)A1', '(01)08806388269617(21)059'],
    ['8806388269617', '(17)280213(10)A1(21)059'],
    ['(01)08806388269617(17)280213', '(17)280213(10)A1(21)059'],
    ['(01)08806388269617(17)280200', '(17)280229(10)A1(21)059'],
  ] as const)('say together what one would say: %s and %s', ([first, second]) => {
    expect(packOf(first, second)).toMatchObject({
      deviceIdentifier: '08806388269617',
      lot: 'A1',
      serial: '059',
      expiresOn: expect.stringMatching(/^2028-02-/),
      raws: [first, second],
    });
  });

  test('keep the elements of both, each once', () => {
    const pack = packOf('(01)08806388269617(240)ARO', '(240)ARO(10)A1(91)x');
    expect(pack.fields.map(({ code }) => code)).toEqual(['01', '240', '10', '91']);
  });

  test('are joined by the link character of HIBC, from whichever comes first', () => {
    const whole = {
      deviceIdentifier: 'A123BJC5D6E71',
      lot: '10X3',
      expiresOn: '2020-01-15',
      linkCharacter: 'G',
    };
    expect(packOf('+A123BJC5D6E71G', '+$$52001510X3GD')).toMatchObject(whole);
    expect(packOf('+$$52001510X3GD', '+A123BJC5D6E71G')).toMatchObject(whole);
    expect(packOf('+A123BJC5D6E71/$$52001510X3C', '+$$52001510X3GD')).toMatchObject(whole);
  });

  test('add up in single ISBT 128 symbols', () => {
    expect(packOf('=A99971312345600', '=/A9999XYZ100T0944', '=,000025', '=>030032')).toMatchObject({
      issuer: 'iccbba',
      donorId: 'A99971312345600',
      deviceIdentifier: 'A9999XYZ100T0944',
      serial: '000025',
      expiresOn: '2030-02-01',
    });
  });
});

test('a label that says less takes nothing away, and says what it added', () => {
  const pack = packOf('(01)08806388269617(17)280213(10)A1(21)059(30)2');
  const again = merged(pack, '(10)A1');
  expect(again.pack).toEqual({ ...pack, raws: [...pack.raws, '(10)A1'] });
  expect(again.added).toEqual([]);
  expect(merged(null, '(10)A1').added).toEqual(['lot']);
  expect(merged(packOf('(10)A1'), '(17)280213(10)A1').added).toEqual(['expiresOn']);
});

test('the same label twice is one label', () => {
  expect(packOf('(10)A1', '(10)A1').raws).toEqual(['(10)A1']);
});

describe('a label that says otherwise stops', () => {
  const known = '(01)08806388269617(11)250214(17)280213(10)A1(21)059(30)2(240)ARO';
  const tissue = '=/A9999XYZ100T0944=A99971312345600';

  test.for([
    [known, '(01)00036000291452', 'deviceIdentifier', '08806388269617', '00036000291452'],
    [known, '036000291452', 'deviceIdentifier', '08806388269617', '00036000291452'],
    [known, '(10)a1', 'lot', 'A1', 'a1'],
    [known, '(10)A10', 'lot', 'A1', 'A10'],
    [known, '(21)59', 'serial', '059', '59'],
    [known, '(17)280214', 'expiresOn', '2028-02-13', '2028-02-14'],
    [known, '(11)250215', 'manufacturedOn', '2025-02-14', '2025-02-15'],
    [known, '(30)3', 'quantity', '2', '3'],
    [known, '(10)A1(240)ARP', '240', 'ARO', 'ARP'],
    [known, '+$A1UZ', 'issuer', 'gs1', 'hibc'],
    [tissue, '=A99971312345700', 'donorId', 'A99971312345600', 'A99971312345700'],
    ['+A123BJC5D6E71G', '+$$52001510X3+ ', 'linkCharacter', 'G', '+'],
    ['(11)280214', '(17)280213', 'expiresOn', '2028-02-14', '2028-02-13'],
    ['(17)280213', '(11)280214', 'manufacturedOn', '2028-02-13', '2028-02-14'],
  ] as const)('%s and %s differ in %s', ([first, second, field, was, is]) => {
    expect(mergeScans(packOf(first), read(second))).toEqual({
      state: 'mismatch',
      field,
      known: was,
      scanned: is,
      why: expect.stringMatching(/both labels are on the same pack/),
    });
  });
});
