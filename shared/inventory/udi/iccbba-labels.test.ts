import { describe, expect, test } from 'vitest';
import { parseScan } from './parse-scan.ts';
import { emptyContent, type LabelContent } from './reading.ts';

const NOW = { nowYear: 2026 };
type Case = readonly [raw: string, said: Partial<LabelContent>];

/** The scan of a label that says this and nothing else. */
const readAs = (raw: string, said: Partial<LabelContent>) => ({
  state: 'read',
  ...emptyContent,
  ...said,
  raw,
  parserVersion: 1,
});

describe('an ISBT 128 label is read', () => {
  const tissue = {
    deviceIdentifier: 'A9999XYZ100T0944',
    serial: '000025',
    donorId: 'A99971312345600',
    expiresOn: '2014-02-01',
    manufacturedOn: '2013-02-01',
    lot: '000000000000XYZ123',
  };
  const text = '=/A9999XYZ100T0944=,000025=A99971312345600=>014032=}013032&,1000000000000XYZ123';

  test.for<Case>([
    [text, tissue],
    [text.replaceAll(/(?=[=&])/g, ' '), tissue],
    [`]d1${text}`, tissue],
    [
      '=A99971312345600=>014032=/A9999XYZ100T0944',
      {
        donorId: tissue.donorId,
        expiresOn: tissue.expiresOn,
        deviceIdentifier: tissue.deviceIdentifier,
      },
    ],
    [
      '=+05037=/A9999XYZ100T0474=,000025=A99971312345600=>014032=}013032',
      { ...tissue, deviceIdentifier: 'A9999XYZ100T0474', lot: null },
    ],
    [
      '=/1AB370000007JC89=,000000=1234567890ABC00=>030329=}025226',
      {
        deviceIdentifier: '1AB370000007JC89',
        serial: '000000',
        donorId: '1234567890ABC00',
        expiresOn: '2030-11-25',
        manufacturedOn: '2025-08-14',
      },
    ],
    ['=)1TE123456A&)RZ12345678', { deviceIdentifier: '1TE123456A', lot: 'RZ12345678' }],
    ['=A99971312345600', { donorId: 'A99971312345600' }],
  ])('from published examples: %s', ([raw, said]) => {
    expect(parseScan(raw, NOW)).toMatchObject(readAs(raw, said));
  });
});
