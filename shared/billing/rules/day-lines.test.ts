import { describe, expect, test } from 'vitest';
import { type BillingRule, billingRule, type RuleContent } from './billing-rule.ts';
import { linesOfDay } from './day-lines.ts';
import { rulesInForce } from './rules-in-force.ts';
import type { LineProblemCode, ProductUse, ServiceDay } from './service-day.ts';

const uuidOf = (n: number) => `0199c0de-0000-7000-8000-${String(n).padStart(12, '0')}`;
const MEDICARE = { id: uuidOf(900), filingCode: 'MB' };
const COMMERCIAL = { id: uuidOf(901), filingCode: 'CI' };
const SKIN = { productClasses: ['skinSubstitute'], billingUnits: ['cm2'] } as const;

type Row = Omit<Partial<BillingRule>, 'content'>;
let rows = 0;
function rule(content: Omit<RuleContent, 'examples'>, row: Row = {}): BillingRule {
  rows += 1;
  return billingRule.parse({
    id: uuidOf(rows),
    title: 'A rule',
    scope: { of: 'everybody' },
    content: { ...content, examples: [] },
    effectiveFrom: '2020-01-01',
    effectiveTo: null,
    source: 'A source',
    asOfOn: '2026-01-05',
    isActive: true,
    isExample: true,
    version: 1,
    ...row,
  });
}

const TO_MEDICARE = { scope: { of: 'filingCode', filingCode: 'MB' } } as const;
const RULES = [
  rule({ kind: 'productUnits', parameters: { billingUnit: 'cm2', rounding: 'up' } }),
  rule({ kind: 'productUnits', parameters: { billingUnit: 'each', rounding: 'up' } }),
  rule({
    kind: 'applicationCodes',
    parameters: {
      ...SKIN,
      groups: [
        {
          name: 'feet',
          sites: ['heel'],
          small: { first: '15275', addOn: '15276' },
          large: { first: '15277', addOn: '15278' },
        },
        {
          name: 'trunk, arms and legs',
          sites: null,
          small: { first: '15271', addOn: '15272' },
          large: { first: '15273', addOn: '15274' },
        },
      ],
      largeFromCm2: 100,
      smallStepCm2: 25,
      largeStepCm2: 100,
      coderBelowYears: 10,
    },
  }),
  rule(
    {
      kind: 'waste',
      parameters: {
        ...SKIN,
        isBiologic: null,
        discarded: { modifier: 'JW' },
        noneDiscardedModifier: 'JZ',
      },
    },
    { ...TO_MEDICARE, effectiveTo: '2025-12-31' },
  ),
  rule(
    {
      kind: 'waste',
      parameters: { ...SKIN, isBiologic: false, discarded: null, noneDiscardedModifier: null },
    },
    { ...TO_MEDICARE, effectiveFrom: '2026-01-01' },
  ),
  rule({
    kind: 'narrative',
    parameters: { codes: ['Q4431'], parts: ['name', 'packageSize', 'applied', 'discarded'] },
  }),
  rule({
    kind: 'companion',
    parameters: { codes: ['L97*'], anyOf: ['E11.621'], position: 'before', weight: 'stop' },
  }),
  rule({
    kind: 'modifier',
    parameters: { codes: ['1527*'], modifier: 'LT', when: { is: 'side', side: 'left' } },
  }),
  rule({
    kind: 'limit',
    parameters: {
      codes: ['Q4187'],
      maxUnitsPerLine: 20,
      maxLineCents: null,
      furtherLineModifier: '76',
      maxUnitsPerDay: 60,
    },
  }),
];

const USE: ProductUse = {
  treatmentRecordId: 'r1',
  woundId: 'leg',
  productName: 'Example Matrix',
  hcpcsCode: 'Q4186',
  billingUnit: 'cm2',
  productClass: 'skinSubstitute',
  isBiologic: false,
  pieces: 1,
  pieceMm2: 1600,
  appliedMm2: 1500,
  discardedMm2: 100,
  lotNumber: 'A1',
  applicationNumber: 2,
  diagnoses: ['L97.821', 'E11.621'],
};
const DAY: ServiceDay = {
  servedOn: '2026-01-14',
  patientBirthOn: '1950-02-28',
  wounds: [
    { id: 'leg', bodySite: 'lowerLegLateral', side: 'left', areaMm2: 4100 },
    { id: 'heel', bodySite: 'heel', side: 'right', areaMm2: 600 },
  ],
  uses: [USE],
};
const FEES: Readonly<Record<string, number>> = {
  Q4186: 15_800,
  Q4187: 10_000,
  Q4431: 12_728,
  A6209: 450,
  '15271': 35_000,
  '15272': 9000,
  '15273': 70_000,
  '15274': 18_000,
  '15275': 36_000,
};

const ask = (day: Partial<ServiceDay>, payer = MEDICARE, rules: readonly BillingRule[] = RULES) => {
  const whole = { ...DAY, ...day };
  return linesOfDay(whole, {
    rules: rulesInForce(rules, payer, whole.servedOn),
    unitCentsOf: (code) => FEES[code] ?? null,
  });
};
const shortly = (asked: ReturnType<typeof ask>) =>
  asked.lines.map(({ code, modifiers, units, pointers }) =>
    [code, ...modifiers, `x${units}`, `@${pointers.join(':')}`].join(' '),
  );

describe('a day of service', () => {
  test('comes to application codes and product units, each line with its own reasons', () => {
    const asked = ask({});
    expect(asked.problems).toEqual([]);
    expect(asked.diagnoses).toEqual(['E11.621', 'L97.821']);
    expect(shortly(asked)).toEqual(['15271 LT x1 @1:2', '15272 LT x1 @1:2', 'Q4186 x15 @1:2']);
    expect(asked.lines.map(({ explanation }) => explanation)).toEqual([
      [
        '41.0 cm² of wound on trunk, arms and legs = 15271 × 1 + 15272 × 1, because it is under 100 cm²: the first 25 cm², then each further 25 cm² or part of it',
        'LT, because the wound is on the left',
      ],
      expect.any(Array),
      [
        '15.0 cm² = 15 units, billed by the cm²',
        '1 discarded: in the record, and never billed to this payer',
      ],
    ]);
  });

  test('bills what was discarded by the rule of its date: a line with JW in 2025, none in 2026', () => {
    const in2025 = ask({ servedOn: '2025-12-31' });
    expect(shortly(in2025).slice(2)).toEqual(['Q4186 x15 @1:2', 'Q4186 JW x1 @1:2']);
    const nothing = { ...USE, appliedMm2: 1600, discardedMm2: 0 };
    expect(shortly(ask({ servedOn: '2025-12-31', uses: [nothing] })).slice(2)).toEqual([
      'Q4186 JZ x16 @1:2',
    ]);
    expect(shortly(ask({ servedOn: '2026-01-01' })).slice(2)).toEqual(['Q4186 x15 @1:2']);
    expect(shortly(ask({ servedOn: '2025-12-31' }, COMMERCIAL)).slice(2)).toEqual([
      'Q4186 x15 @1:2',
    ]);
  });

  test('never bills more units than were opened, however the parts are rounded', () => {
    const uses = [{ ...USE, appliedMm2: 1550, discardedMm2: 50 }];
    expect(shortly(ask({ servedOn: '2025-06-01', uses })).slice(2)).toEqual(['Q4186 JZ x16 @1:2']);
  });

  test('adds the wounds of one body group together, and counts a wound with two pieces once', () => {
    const second = { ...USE, treatmentRecordId: 'r2' };
    const heel = { ...USE, treatmentRecordId: 'r3', woundId: 'heel' };
    const asked = ask({ uses: [USE, second, heel] });
    expect(shortly(asked).slice(0, 3)).toEqual([
      '15271 LT x1 @1:2',
      '15272 LT x1 @1:2',
      '15275 x1 @1:2',
    ]);
    expect(asked.lines[0]?.treatmentRecordIds).toEqual(['r1', 'r2']);
  });

  test('never suggests an application code for a dressing', () => {
    const foam = {
      ...USE,
      hcpcsCode: 'A6209',
      productClass: 'dressing',
      billingUnit: 'each',
      appliedMm2: null,
      discardedMm2: null,
    } as const;
    expect(shortly(ask({ uses: [foam] }))).toEqual(['A6209 x1 @1:2']);
  });

  test('divides a line where the payer takes so much on one, with the modifier on the further ones', () => {
    const uses = [{ ...USE, hcpcsCode: 'Q4187', appliedMm2: 4500, discardedMm2: null }];
    expect(shortly(ask({ uses })).slice(2)).toEqual([
      'Q4187 x20 @1:2',
      'Q4187 76 x20 @1:2',
      'Q4187 76 x5 @1:2',
    ]);
  });

  test('tells a product without a code of its own in words', () => {
    const asked = ask({ uses: [{ ...USE, hcpcsCode: 'Q4431' }] });
    expect(asked.lines.at(-1)?.narrative).toBe(
      'EXAMPLE MATRIX 1 X 16.0 CM2 PKG 15.0 CM2 USED 1.0 CM2 WASTED',
    );
  });

  test('leaves to a coder what counts by percent of a child’s body', () => {
    const [leg] = DAY.wounds;
    const wounds = leg ? [{ ...leg, areaMm2: 12_000 }] : [];
    const words = (patientBirthOn: string) =>
      ask({ wounds, patientBirthOn }).lines[0]?.explanation.join(' ');
    expect(words('2020-02-01')).toMatch(/a coder decides/);
    expect(words('2015-02-01')).not.toMatch(/a coder decides/);
  });

  test.for<[LineProblemCode, Partial<ProductUse>, Partial<ServiceDay>?]>([
    ['NoCode', { hcpcsCode: null }],
    ['NoUnitsRule', { billingUnit: 'mg' }],
    ['AmountNotSaid', { appliedMm2: null }],
    ['NothingApplied', { appliedMm2: 0 }],
    ['NarrativeIncomplete', { hcpcsCode: 'Q4431', pieceMm2: null }],
    ['NoWound', { woundId: null }],
    ['WoundNotMeasured', {}, { wounds: DAY.wounds.map((wound) => ({ ...wound, areaMm2: null })) }],
    ['NoFee', { hcpcsCode: 'Q4999' }],
    ['AboveDailyLimit', { hcpcsCode: 'Q4187', appliedMm2: 6100 }],
    ['CompanionMissing', { diagnoses: ['L97.821'] }],
    ['NoDiagnosis', { diagnoses: [] }],
    ['TooManyDiagnoses', { diagnoses: Array.from({ length: 13 }, (_, at) => `E11.${at + 10}`) }],
  ])('is not ready, and says so by %s', ([code, use, day = {}]) => {
    const { problems } = ask({ uses: [{ ...USE, ...use }], ...day });
    expect(problems.map((each) => each.code)).toContain(code);
    expect(problems.every((each) => each.treatmentRecordIds.length > 0)).toBe(true);
  });
});

describe('of several rules', () => {
  const units = (rounding: 'up' | 'down') =>
    ({ kind: 'productUnits', parameters: { billingUnit: 'cm2', rounding } }) as const;

  test('the payer’s own comes before that of its kind, and that before the one for everybody', () => {
    const own = rule(units('down'), { scope: { of: 'payer', payerId: MEDICARE.id } });
    const uses = [{ ...USE, appliedMm2: 1550 }];
    const unitsFor = (payer: typeof MEDICARE) =>
      ask({ uses }, payer, [...RULES, own]).lines.at(-1)?.units;
    expect([unitsFor(MEDICARE), unitsFor(COMMERCIAL)]).toEqual([15, 16]);
  });

  test('the one that began last holds, on its days of service and while it is switched on', () => {
    const later = rule(units('down'), { effectiveFrom: '2026-01-10', effectiveTo: '2026-01-20' });
    const off = rule(units('down'), { effectiveFrom: '2026-01-01', isActive: false });
    const uses = [{ ...USE, appliedMm2: 1550 }];
    const unitsOn = (servedOn: string) =>
      ask({ uses, servedOn }, MEDICARE, [...RULES, later, off]).lines.at(-1)?.units;
    expect(['2026-01-09', '2026-01-10', '2026-01-20', '2026-01-21'].map(unitsOn)).toEqual([
      16, 15, 15, 16,
    ]);
  });
});
