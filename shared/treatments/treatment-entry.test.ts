import { describe, expect, test } from 'vitest';
import { entryGaps } from './entry-gaps.ts';
import { entryProblemsOf, type EntryContext, readEntry } from './read-entry.ts';
import {
  emptyEntry,
  entryOfRecord,
  lineKey,
  lineOfKey,
  overuseOf,
  type TreatmentEntry,
} from './treatment-entry.ts';
import type { TreatmentRecord } from './treatment-record.ts';

const orderId = '019381a0-0000-7000-8000-000000000001';
const context: EntryContext = {
  patient: { birthOn: '1950-01-01', deceasedOn: null },
  today: '2026-11-22',
  timeZone: 'America/New_York',
  overuseBy: 0,
  concerns: [],
  packageMm2: null,
  correcting: null,
  needsReason: false,
};
const filled: TreatmentEntry = {
  ...emptyEntry('2026-11-22'),
  line: lineKey({ orderId, productId: 'FOAM 6x6' }),
  quantityUsed: 2,
  woundLocation: '  Left heel ',
  doctorNotes: 'Two lines\nkept as typed ',
};

function problemsOf(entry: Partial<TreatmentEntry>, around: Partial<EntryContext> = {}) {
  const reading = readEntry({ ...filled, ...entry }, { ...context, ...around });
  return reading.ok ? [] : reading.problems.map(({ field, problem }) => `${field} ${problem}`);
}

test('a filled-in entry reads as what the command takes, product codes with spaces included', () => {
  expect(readEntry(filled, context)).toEqual({
    ok: true,
    value: {
      orderId,
      productId: 'FOAM 6x6',
      quantityUsed: 2,
      dateApplied: '2026-11-22',
      woundLocation: 'Left heel',
      diagnosis: null,
      procedurePerformed: null,
      doctorNotes: 'Two lines\nkept as typed ',
      overuseReason: null,
      woundId: null,
      performedBy: null,
      appliedAt: null,
      appliedMm2: null,
      discardedMm2: null,
      discardReason: null,
      lotNumber: null,
      serialNumber: null,
      expiresOn: null,
      labelScans: null,
      reconstitutionMaterial: null,
      reconstitutionLot: null,
      reconstitutionExpiresOn: null,
      concernReasons: [],
    },
  });
});

test('scans of the label are sent as they came, separators included, and what it was made ready with beside', () => {
  const traced = {
    labelScans: ['0109501101530003\u001d10A-1', '(10)A-1'],
    reconstitutionMaterial: ' Saline 0.9 % ',
    reconstitutionLot: 'S-7',
    reconstitutionExpiresOn: '2027-01-31',
  };
  expect(readEntry({ ...filled, ...traced }, context)).toMatchObject({
    ok: true,
    value: { ...traced, reconstitutionMaterial: 'Saline 0.9 %' },
  });
  expect(problemsOf({ labelScans: ['a\u0000'] })).toEqual([
    expect.stringMatching(/^labelScans holds a character/),
  ]);
  expect(problemsOf({ labelScans: Array.from({ length: 21 }, String) })).toEqual([
    'labelScans are more than 20',
  ]);
  expect(problemsOf({ reconstitutionExpiresOn: '2027-02-30' })).toHaveLength(1);
});

test('an empty entry names each missing field once, in the order of the form', () => {
  const reading = readEntry(emptyEntry(''), context);
  expect(reading.ok ? [] : reading.problems).toEqual([
    { field: 'line', problem: 'is not chosen' },
    { field: 'quantityUsed', problem: 'is missing' },
    { field: 'dateApplied', problem: 'is missing' },
  ]);
});

test('a day in the future or before birth is refused at its field', () => {
  expect(problemsOf({ dateApplied: '2026-11-23' })).toEqual(['dateApplied is in the future']);
  const patient = { birthOn: '2000-01-01', deceasedOn: null };
  expect(problemsOf({ dateApplied: '1999-12-31' }, { patient })).toEqual([
    "dateApplied is before the patient's birth",
  ]);
});

test('each concern needs a reason of its own, in the words that were shown', () => {
  const concerns = [
    { kind: 'allergy', about: 'Latex – this product contains latex' },
    { kind: 'expired', about: 'usable until 2026-11-01, used on 2026-11-22' },
  ] as const;
  const [latex, expired] = concerns.map((each) => ({ ...each, reason: 'Nothing else here' }));
  if (!latex || !expired) throw new Error('there are two');
  const other = { ...expired, about: 'usable until 2026-11-02, used on 2026-11-22' };
  expect(problemsOf({}, { concerns })).toEqual(['concernReasons is missing']);
  expect(problemsOf({ concernReasons: [latex, other] }, { concerns })).toEqual([
    'concernReasons is missing',
  ]);
  const reading = readEntry(
    { ...filled, concernReasons: [latex, expired, other] },
    { ...context, concerns },
  );
  expect(reading.ok && reading.value.concernReasons).toEqual([latex, expired]);
});

test('what is missing of a package is asked for at its field, until it is said or a reason is', () => {
  const concerns = [
    { kind: 'lotMissing', about: 'recall tracing will not find this' },
    { kind: 'areaMissing', about: 'nobody can account' },
  ] as const;
  const [lot, area] = concerns.map((each) => ({ ...each, reason: 'The package is gone' }));
  if (!lot || !area) throw new Error('there are two');
  const ask = 'is not recorded. Type it, or say below why it is saved without it';
  expect(problemsOf({}, { concerns })).toEqual([`lotNumber ${ask}`, `appliedArea ${ask}`]);
  expect(problemsOf({ concernReasons: [lot] }, { concerns })).toEqual([`appliedArea ${ask}`]);
  expect(problemsOf({ concernReasons: [lot], appliedArea: 'half' }, { concerns })).toEqual([
    'appliedArea is no area in cm², such as 12.5',
  ]);
  const reading = readEntry({ ...filled, concernReasons: [lot, area] }, { ...context, concerns });
  expect(reading.ok && reading.value.concernReasons).toEqual([lot, area]);
});

describe('what a form leaves out of a package', () => {
  const product = { productClass: 'skinSubstitute', billingUnit: 'cm2', packageMm2: 1600 } as const;
  const gap = { kind: 'lotMissing', about: 'recall tracing will not find this' } as const;
  const saved = {
    productId: 'FOAM 6x6',
    lotNumber: null,
    appliedMm2: 1600,
    discardedMm2: null,
    concerns: [{ ...gap, reason: 'The package is gone', raisedAt: '2026-11-22T12:00:00.000Z' }],
  };
  const before = { ...saved, concerns: [] };
  type Around = Parameters<typeof entryGaps>[1];
  test.for<[string, Partial<TreatmentEntry>, Around, readonly string[]]>([
    ['both', {}, { product, correcting: null }, ['lotMissing', 'areaMissing']],
    [
      'the lot, of blanks',
      { lotNumber: ' ', appliedArea: '16' },
      { product, correcting: null },
      ['lotMissing'],
    ],
    [
      'the area, of letters',
      { lotNumber: 'A', appliedArea: 'all' },
      { product, correcting: null },
      ['areaMissing'],
    ],
    ['nothing', { lotNumber: 'A', appliedArea: '16' }, { product, correcting: null }, []],
    ['what is not known here', {}, { product: null, correcting: null }, []],
    [
      'what its record left out with a reason',
      { appliedArea: '16' },
      { product, correcting: saved },
      ['lotMissing'],
    ],
    [
      'what its record said nothing of then',
      { appliedArea: '16' },
      { product, correcting: before },
      [],
    ],
    [
      'what a correction still leaves out',
      { appliedArea: '12' },
      { product, correcting: before },
      ['lotMissing'],
    ],
    [
      'what a correction takes away',
      {},
      { product, correcting: saved },
      ['lotMissing', 'areaMissing'],
    ],
    [
      'nothing more once it is corrected',
      { lotNumber: 'A', appliedArea: '16' },
      { product, correcting: saved },
      [],
    ],
  ])('%s', ([, entry, around, kinds]) => {
    expect(entryGaps({ ...filled, ...entry }, around).map(({ kind }) => kind)).toEqual(kinds);
  });
});

test('areas are read in cm² and add up to what was opened', () => {
  const opened = { packageMm2: 1600 };
  const areas = { quantityUsed: 2, appliedArea: '20,5', discardedArea: '11.5' };
  const why = { discardReason: 'Smallest size in stock' };
  const reading = readEntry({ ...filled, ...areas, ...why }, { ...context, ...opened });
  expect(reading.ok && reading.value).toMatchObject({ appliedMm2: 2050, discardedMm2: 1150 });
  expect(problemsOf(areas, opened)).toEqual(['discardReason is missing']);
  expect(problemsOf({ ...areas, ...why, appliedArea: '20' }, opened)).toEqual([
    'appliedArea and discarded area are 31.5 cm² together; 32.0 cm² were opened',
  ]);
  expect(problemsOf({ appliedArea: 'half' })).toEqual([
    'appliedArea is no area in cm², such as 12.5',
  ]);
});

test('a time is the site’s, with its offset, and one that was saved stays the instant that it was', () => {
  const sent = (entry: Partial<TreatmentEntry>, correcting: TreatmentRecord | null = null) => {
    const reading = readEntry({ ...filled, ...entry }, { ...context, correcting });
    return reading.ok ? reading.value.appliedAt : reading.problems;
  };
  expect(sent({ appliedTime: '14:02' })).toBe('2026-11-22T14:02:00-05:00');
  // Clocks skip this hour in spring.
  expect(sent({ appliedTime: '02:30', dateApplied: '2026-03-08' })).toEqual([
    { field: 'appliedTime', problem: 'is no time of that day' },
  ]);
  const appliedAt = '2026-11-22T18:02:30.000Z';
  const saved = { dateApplied: '2026-11-22', appliedAt, appliedOffsetMinutes: -240 };
  expect(sent({ appliedTime: '14:02' }, saved as TreatmentRecord)).toBe(appliedAt);
});

test('a wound is named instead of words for the place', () => {
  const woundId = '019381a0-0000-7000-8000-000000000002';
  const reading = readEntry({ ...filled, woundId }, context);
  expect(reading.ok && reading.value).toMatchObject({ woundId, woundLocation: null });
});

test('a key names a line, or a product without an order', () => {
  expect(lineOfKey(lineKey({ orderId, productId: 'FOAM 6x6' }))).toEqual({
    orderId,
    productId: 'FOAM 6x6',
  });
  expect(lineOfKey(lineKey({ orderId: null, productId: 'FOAM 6x6' }))).toEqual({
    orderId: null,
    productId: 'FOAM 6x6',
  });
  expect(lineOfKey('')).toBeNull();
});

test('using more than ordered needs a reason, and a reason without overuse is not sent', () => {
  expect(problemsOf({}, { overuseBy: 1 })).toEqual(['overuseReason is missing']);
  expect(problemsOf({ overuseReason: ' ' }, { overuseBy: 1 })).toEqual([
    'overuseReason is missing',
  ]);
  const reading = readEntry({ ...filled, overuseReason: 'Left from before' }, context);
  expect(reading.ok && reading.value.overuseReason).toBeNull();
});

test('a correction says why', () => {
  expect(problemsOf({}, { needsReason: true })).toEqual(['reason is missing']);
  expect(problemsOf({ reason: 'Wrong side' }, { needsReason: true })).toEqual([]);
});

test('what the server refuses about order or product belongs to the product field', () => {
  const refused = [
    { field: 'productId', problem: 'is missing' },
    { field: 'orderId', problem: 'is no id' },
    { field: 'woundLocation', problem: 'is longer than 255 characters' },
  ];
  expect(entryProblemsOf(refused).map(({ field }) => field)).toEqual(['line', 'woundLocation']);
});

test('overuse counts against what other treatments left, never against nothing', () => {
  expect(overuseOf({ quantityUsed: 3 }, { quantityOrdered: 5, alreadyUsed: 4 })).toBe(2);
  expect(overuseOf({ quantityUsed: 3 }, null)).toBe(0);
  expect(overuseOf({ quantityUsed: null }, { quantityOrdered: 5, alreadyUsed: 9 })).toBe(0);
});

test('a saved record shows every field, empty where nothing was said', () => {
  const whatFor = { orderId, productId: 'F', quantityUsed: 1, dateApplied: '2026-11-01' };
  const areas = { appliedMm2: null, discardedMm2: null, appliedAt: null };
  const rest = {
    woundLocation: 'Heel',
    diagnosis: null,
    overuseReason: null,
    ...areas,
    concerns: [],
  };
  const record: Partial<TreatmentRecord> = { ...whatFor, ...rest };
  expect(entryOfRecord(record as TreatmentRecord)).toEqual({
    ...emptyEntry('2026-11-01'),
    line: lineKey(whatFor),
    quantityUsed: 1,
    woundLocation: 'Heel',
  });
});
