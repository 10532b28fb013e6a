import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { normalizeGtin } from './check-digits.ts';
import { parseScan } from './parse-scan.ts';

const FILES = [
  '../../../../shared/data/synthea/devices.csv',
  '../../../../shared/data/synthea-fhir/Device.ndjson',
].map((path) => join(import.meta.dirname, path));
const isThere = FILES.every((file) => existsSync(file));

test.skipIf(!isThere)(
  'of the labels of Synthea only those with a right check digit and dates in order are read (../shared/data)',
  () => {
    const labels = FILES.flatMap((file) => [
      ...readFileSync(file, 'utf8').matchAll(/\(01\)(\d{14})[()0-9A-Za-z]+/g),
    ]);
    const outcomes = labels.map(([label, gtin = '']) => {
      const scan = parseScan(label, { nowYear: 2026 });
      const isRight = normalizeGtin(gtin) !== null;
      return `${isRight ? 'right' : 'wrong'} check digit: ${'code' in scan ? scan.code : scan.state}`;
    });
    const count = (outcome: string) => outcomes.filter((each) => each === outcome).length;
    expect(count('wrong check digit: badCheckDigit')).toBe(55);
    expect(count('right check digit: read')).toBe(7);
    // Made in 1976, it says; in 2026 the two digits mean 2076.
    expect(count('right check digit: datesContradict')).toBe(1);
    expect(outcomes).toHaveLength(63);
  },
);
