import { describe, expect, test } from 'vitest';
import { exampleClaim, exampleCommercialClaim, exampleDependent } from '../x12/example-claim.ts';
import { fullPaperExample, fullPaperExtras, pagesOf, textAt } from './example-paper.ts';

describe('a Medicare claim on paper', () => {
  const [page] = pagesOf(exampleClaim);

  test.for([
    [2, 41, 'carrier: EXAMPLE MEDICARE CONTRACTOR'],
    [8, 1, '1: X'],
    [8, 50, '1a: 1EG4TE5MK73'],
    [10, 1, '2: EXAMPLE, ZOE'],
    [10, 31, '3: 03'],
    [10, 34, '3: 02'],
    [10, 37, '3: 1948'],
    [10, 47, '3: X'],
    [10, 50, null],
    [12, 1, '5: 7 SAMPLE LANE'],
    [14, 1, '5: DAVIS'],
    [14, 26, '5: CA'],
    [16, 1, '5: 95616'],
    [12, 33, null],
    [18, 50, '11: NONE'],
    [20, 41, '10a: X'],
    [22, 41, '10b: X'],
    [24, 41, '10c: X'],
    [26, 57, null],
    [29, 7, '12: SIGNATURE ON FILE'],
    [29, 55, null],
    [37, 42, '21: 0'],
    [38, 3, '21: E11621'],
    [38, 16, '21: L97512'],
    [38, 50, null],
    [43, 1, null],
    [44, 1, '24A: 01'],
    [44, 4, '24A: 14'],
    [44, 7, '24A: 26'],
    [44, 10, '24A: 01'],
    [44, 13, '24A: 14'],
    [44, 16, '24A: 26'],
    [44, 19, '24B: 11'],
    [44, 25, '24D: 15275'],
    [44, 33, '24D: RT'],
    [44, 45, '24E: BA'],
    [44, 50, '24F:   350 00'],
    [44, 59, '24G: 1'],
    [44, 68, '24J: 1245319599'],
    [45, 1, '24 shaded: ZZ4 X 4 CM SHEET, 15 CM2 APPLIED, 1 CM2 DISCARDED'],
    [46, 25, '24D: Q4186'],
    [46, 50, '24F:  2370 50'],
    [46, 59, '24G: 15'],
    [56, 1, '25: 123456789'],
    [56, 19, '25: X'],
    [56, 23, '26: WC-2026-000123'],
    [56, 38, '27: X'],
    [56, 52, '28:  2720 50'],
    [56, 62, null],
    [57, 66, '33: 530'],
    [57, 70, '33: 5550100'],
    [58, 23, '32: EXAMPLE WOUND CLINIC'],
    [58, 50, '33: EXAMPLE WOUND CLINIC'],
    [59, 50, '33: 100 EXAMPLE STREET'],
    [60, 50, '33: DAVIS CA 95616-1234'],
    [60, 1, '31: SIGNATURE ON FILE'],
    [61, 50, '33a: 1234567893'],
  ] as const)('has at row %i, column %i: %s', ([row, column, expected]) => {
    expect(textAt(page, row, column)).toBe(expected);
  });
});

describe('a claim to a commercial payer for a dependent', () => {
  const [page] = pagesOf(fullPaperExample, fullPaperExtras);

  test.for([
    [2, 41, 'carrier: EXAMPLE HEALTH'],
    [3, 41, 'carrier: PO BOX 4711'],
    [5, 41, 'carrier: ST LOUIS MO 63101-1234'],
    [8, 31, '1: X'],
    [8, 50, '1a: W123456789'],
    [10, 1, '2: EXAMPLE, ROBIN'],
    [10, 42, null],
    [10, 47, null],
    [10, 50, "4: O'BRIEN-LUKASZ, ZOE"],
    [12, 42, '6: X'],
    [12, 50, '7: 7 SAMPLE LANE'],
    [14, 74, '7: CA'],
    [18, 1, '9: EXAMPLE, SAM'],
    [18, 50, '11: G-77'],
    [20, 1, '9a: SEC-4711'],
    [20, 53, '11a: 03'],
    [20, 59, '11a: 1948'],
    [20, 75, '11a: X'],
    [22, 35, '10b: X'],
    [22, 45, '10b: CA'],
    [24, 50, '11c: EXAMPLE HEALTH'],
    [26, 1, '9d: SECOND PLAN'],
    [26, 52, '11d: X'],
    [29, 37, '12: 01'],
    [29, 55, '13: SIGNATURE ON FILE'],
    [34, 1, '17: DN'],
    [34, 4, '17: ROBIN REFERRER'],
    [34, 33, '17b: 1245319599'],
    [36, 1, '19: ATTACHMENT SENT BY MAIL 2026-01-15'],
    [38, 42, '21: I83012'],
    [39, 3, '21: I83022'],
    [40, 29, '21: T8131XA'],
    [40, 42, '21: Z794'],
    [38, 50, '22: 7'],
    [38, 62, '22: 2026014ABC000123'],
    [40, 50, '23: PA-2026-77'],
    [44, 45, '24E: LABK'],
    [45, 1, '24 shaded: OZ00812345678901'],
    [47, 1, '24 shaded: ZZ4 X 4 CM SHEET, 15 CM2 APPLIED, 1 CM2 DISCARDED'],
    [46, 33, '24D: 59'],
    [46, 36, '24D: RT'],
    [46, 39, '24D: XS'],
    [46, 42, '24D: KX'],
    [49, 1, '24 shaded: N400026063512 ML10'],
    [56, 62, '29:    25 00'],
    [58, 23, '32: EXAMPLE WOUND CLINIC NORTH'],
    [59, 23, '32: 1200 N SYCAMORE BLVD STE 4'],
    [60, 23, '32: WEST SACRAME CA 95605-1234'],
    [61, 6, '31: 01'],
    [61, 12, '31: 26'],
    [61, 23, '32a: 1003000126'],
  ] as const)('has at row %i, column %i: %s', ([row, column, expected]) => {
    expect(textAt(page, row, column)).toBe(expected);
  });
});

test('who is covered how is marked by the kind of insurance', () => {
  const marked = (filingCode: string, groupNumber: string | null) => {
    const { payer, subscriber } = exampleCommercialClaim;
    const claim = {
      ...exampleCommercialClaim,
      payer: { ...payer, filingCode },
      subscriber: { ...subscriber, groupNumber },
    };
    const [page] = pagesOf(claim);
    return page?.cells.find(({ box }) => box === '1')?.column;
  };
  expect(['MC', 'CH', 'VA', 'CI', 'BL', '16', 'OF'].map((code) => marked(code, 'G'))).toEqual([
    8, 15, 24, 31, 31, 45, 45,
  ]);
  expect(marked('CI', null)).toBe(45);
});

test.for([
  ['01', 38],
  ['19', 42],
  ['G8', 47],
] as const)('relationship %s is marked at column %i', ([relationshipCode, column]) => {
  const dependent = { ...exampleDependent, relationshipCode };
  const [page] = pagesOf({ ...exampleCommercialClaim, dependent });
  expect(textAt(page, 12, column)).toBe('6: X');
});
