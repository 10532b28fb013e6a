import { describe, expect, test } from 'vitest';
import { mod43CheckCharacter as mod43 } from './check-digits.ts';
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

describe('a HIBC label is read', () => {
  const secondary = { lot: '3C001', expiresOn: '2005-09-28' };
  const serial = { serial: '0001', expiresOn: '2005-09-28' };

  test.for<Case>([
    ['+A123BJC5D6E71G', { deviceIdentifier: 'A123BJC5D6E71' }],
    [']C0+A123BJC5D6E71G', { deviceIdentifier: 'A123BJC5D6E71' }],
    ['*+A123BJC5D6E71G*', { deviceIdentifier: 'A123BJC5D6E71' }],
    ['+H123ABC01234567890D', { deviceIdentifier: 'H123ABC01234567890' }],
    ['+A123BJCMD6E79+', { deviceIdentifier: 'A123BJCMD6E79' }],
    ['+$A1234GU', { lot: 'A1234' }],
    ['+$$52001510X3GD', { lot: '10X3', expiresOn: '2020-01-15' }],
    ['+$$52001510X3+ ', { lot: '10X3', expiresOn: '2020-01-15' }],
    ['*+$$52001510X3+_*', { lot: '10X3', expiresOn: '2020-01-15' }],
    [
      '+A99912345/$$52001510X33',
      { deviceIdentifier: 'A99912345', lot: '10X3', expiresOn: '2020-01-15' },
    ],
    [
      ']d1+A123BJC5D6E71/$$52001510X3C',
      { deviceIdentifier: 'A123BJC5D6E71', lot: '10X3', expiresOn: '2020-01-15' },
    ],
    [
      '+A99912345/$$52001510X3/16D20111212/S77DEFG457',
      {
        deviceIdentifier: 'A99912345',
        lot: '10X3',
        serial: '77DEFG45',
        manufacturedOn: '2011-12-12',
        expiresOn: '2020-01-15',
      },
    ],
    [
      '+A99912345/$10X3/16D20111231/14D202001313',
      {
        deviceIdentifier: 'A99912345',
        lot: '10X3',
        manufacturedOn: '2011-12-31',
        expiresOn: '2020-01-31',
      },
    ],
    [
      '+A99912349/$10X3/16D20111231/14D20200131/Q500Z',
      {
        deviceIdentifier: 'A99912349',
        lot: '10X3',
        manufacturedOn: '2011-12-31',
        expiresOn: '2020-01-31',
        quantity: 500,
      },
    ],
    ['+A999ABC123DE0/$+1234567Y', { deviceIdentifier: 'A999ABC123DE0', serial: '1234567' }],
    [
      '+J123AQ3451/25330BC34567/S4012X',
      { deviceIdentifier: 'J123AQ3451', lot: 'BC34567', serial: '4012', expiresOn: '2025-11-26' },
    ],
    [
      '+J123AQ3451/$$1125BC34567/S4012L',
      { deviceIdentifier: 'J123AQ3451', lot: 'BC34567', serial: '4012', expiresOn: '2025-11-30' },
    ],
    [
      '+E308T800206X0/$$7230513/14D20260413F',
      { deviceIdentifier: 'E308T800206X0', lot: '230513', expiresOn: '2026-04-13' },
    ],
    [
      '+D002606030421/$$323101700056020/16D20201020Z',
      {
        deviceIdentifier: 'D002606030421',
        lot: '00056020',
        manufacturedOn: '2020-10-20',
        expiresOn: '2023-10-17',
      },
    ],
    [
      '+E20831269/$$8020423286539+',
      { deviceIdentifier: 'E20831269', lot: '286539', quantity: 2, expiresOn: '2023-04-30' },
    ],
    [
      '+A123ABCDEFGHI1234567891/$$420020216LOT123456789012345/SXYZ456789012345678/16D20130202$',
      {
        deviceIdentifier: 'A123ABCDEFGHI1234567891',
        lot: 'LOT123456789012345',
        serial: 'XYZ456789012345678',
        manufacturedOn: '2013-02-02',
        expiresOn: '2020-02-02',
      },
    ],
  ])('from real packs and published examples: %s', ([raw, said]) => {
    expect(parseScan(raw, NOW)).toMatchObject(readAs(raw, said));
  });

  // The forms of ANSI/HIBC 2.6, table F1, with its own example and the link character L.
  test.for<Case>([
    ['+05271L', { expiresOn: '2005-09-28' }],
    ['+052713C001L', secondary],
    ['+$3C001L', { lot: '3C001' }],
    ['+$$09053C001L', { ...secondary, expiresOn: '2005-09-30' }],
    ['+$$20928053C001L', secondary],
    ['+$$30509283C001L', secondary],
    ['+$$4050928223C001L', secondary],
    ['+$$5052713C001L', secondary],
    ['+$$605271223C001L', secondary],
    ['+$$73C001L', { lot: '3C001' }],
    ['+$$82409053C001L', { ...secondary, quantity: 24, expiresOn: '2005-09-30' }],
    ['+$$82420928053C001L', { ...secondary, quantity: 24 }],
    ['+$$82430509283C001L', { ...secondary, quantity: 24 }],
    ['+$$8244050928223C001L', { ...secondary, quantity: 24 }],
    ['+$$8245052713C001L', { ...secondary, quantity: 24 }],
    ['+$$824605271223C001L', { ...secondary, quantity: 24 }],
    ['+$$82473C001L', { lot: '3C001', quantity: 24 }],
    ['+$$824L', { quantity: 24 }],
    ['+$$90010020928053C001L', { ...secondary, quantity: 100 }],
    ['+$$900100L', { quantity: 100 }],
    ['+$+0001L', { serial: '0001' }],
    ['+$$+09050001L', { ...serial, expiresOn: '2005-09-30' }],
    ['+$$+20928050001L', serial],
    ['+$$+30509280001L', serial],
    ['+$$+4050928200001L', serial],
    ['+$$+5052710001L', serial],
    ['+$$+605271200001L', serial],
    ['+$$+70001L', { serial: '0001' }],
  ])('in each form of its secondary data: %s', ([text, said]) => {
    const scan = parseScan(text + mod43(text), NOW);
    expect(scan).toMatchObject({ state: 'read', ...emptyContent, ...said, linkCharacter: 'L' });
  });

  test('with supplements that nobody here knows, which are kept', () => {
    const text = '+A99912345/$10X3/31PX-1.2';
    const scan = parseScan(text + mod43(text), NOW);
    expect(scan).toMatchObject({ state: 'read', lot: '10X3' });
    expect(scan).toHaveProperty(
      'fields',
      expect.arrayContaining([
        { code: '31P', label: 'supplement', value: 'X-1.2', attribute: null },
      ]),
    );
  });
});
