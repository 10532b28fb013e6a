import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type AssessmentContent, measuringMethods, type WoundAssessment } from './assessment.ts';
import { fromAssessmentDraft, toAssessmentDraft } from './assessment-draft.ts';
import {
  type AssessmentEntry,
  emptyAssessment,
  entryOfAssessment,
  withUnit,
} from './assessment-entry.ts';
import { type AssessmentContext, readAssessment } from './read-assessment.ts';

const context: AssessmentContext = {
  careBeganOn: '2026-03-01',
  deceasedOn: null,
  today: '2026-03-20',
  timeZone: 'America/New_York',
  needsReason: false,
  isPressureInjury: false,
};
const blank = emptyAssessment('2026-03-10');
const ruler = { method: 'ruler', length: '4.5', width: '3', depth: '0.2' } as const;

function read(typed: Partial<AssessmentEntry>, also: Partial<AssessmentContext> = {}) {
  return readAssessment({ ...blank, ...typed }, { ...context, ...also });
}

function fieldsOf(reading: ReturnType<typeof read>): readonly string[] {
  return reading.ok ? [] : reading.problems.map(({ field }) => field);
}

describe('an entry is refused at the field that is wrong', () => {
  test.for([
    ['no day', { assessedOn: '' }, ['assessedOn']],
    ['a day to come', { assessedOn: '2026-03-21' }, ['assessedOn']],
    ['a day before care began', { assessedOn: '2026-02-28' }, ['assessedOn']],
    [
      'an hour that clocks skip',
      { assessedOn: '2026-03-08', assessedTime: '02:30' },
      ['assessedTime'],
    ],
    ['a size without its method', { length: '4', width: '3' }, ['method']],
    ['half a size', { method: 'ruler', length: '4' }, ['width']],
    ['a length that is no number', { ...ruler, length: 'about 4' }, ['length']],
    ['a length finer than a millimetre', { ...ruler, width: '3.55' }, ['width']],
    ['a traced method without its area', { method: 'traced' }, ['tracedArea']],
    ['a length of metres', { ...ruler, length: '300' }, ['length']],
    [
      'undermining without its end',
      { undermining: [{ from: 2, to: null, depth: '1' }] },
      ['undermining'],
    ],
    [
      'a tunnel without its depth',
      { tunnelling: [{ from: 2, to: null, depth: '' }] },
      ['tunnelling'],
    ],
    ['tissue of 90 percent', { granulation: '60', slough: '30' }, ['tissue']],
    ['tissue that is no number', { granulation: 'most' }, ['tissue']],
    [
      'open tissue on a closed wound',
      { ...ruler, length: '0', width: '0', granulation: '100' },
      ['tissue'],
    ],
    ['signs that nobody names', { infection: 'seen' }, ['infection']],
  ] as const)('%s', ([, typed, fields]) => {
    expect(fieldsOf(read(typed))).toEqual(fields);
  });

  test('a correction without its reason', () => {
    expect(fieldsOf(read({}, { needsReason: true }))).toEqual(['reason']);
  });
});

test('what nobody looked at is null, and none is none', () => {
  const reading = read({ ...ruler, infection: 'none', slough: '100' });
  expect(reading).toMatchObject({
    ok: true,
    value: {
      lengthMm: 45,
      widthMm: 30,
      depthMm: 2,
      infectionSigns: [],
      sloughPercent: 100,
      granulationPercent: 0,
      exudateAmount: null,
      painScore: null,
      bwatItems: null,
      notes: null,
    },
  });
});

test('a stage of a wound that has none is left out, as is an outline that a ruler cannot measure', () => {
  const typed = { ...ruler, pressureStage: 'stage2', tracedArea: '7' } as const;
  expect(read(typed)).toMatchObject({ value: { pressureStage: null, tracedAreaMm2: null } });
  expect(read(typed, { isPressureInjury: true })).toMatchObject({
    value: { pressureStage: 'stage2' },
  });
});

test('the time is an instant on the clocks of the site', () => {
  expect(read({ assessedTime: '14:02' })).toMatchObject({
    value: { assessedAt: '2026-03-10T14:02:00-04:00' },
  });
});

const depth = fc.integer({ min: 0, max: 400 });
const hour = fc.integer({ min: 1, max: 12 });
const sizes = fc.record({
  method: fc.constantFrom(...measuringMethods),
  lengthMm: fc.integer({ min: 1, max: 900 }),
  widthMm: fc.integer({ min: 1, max: 900 }),
  depthMm: fc.option(depth),
  area: fc.integer({ min: 1, max: 90_000 }),
  undermining: fc.array(fc.record({ fromClock: hour, toClock: hour, depthMm: depth }), {
    maxLength: 4,
  }),
  tunnelling: fc.array(fc.record({ clock: hour, depthMm: depth }), { maxLength: 4 }),
});

type Sizes = typeof sizes extends fc.Arbitrary<infer Value> ? Value : never;

function contentFrom({ area, ...size }: Sizes): AssessmentContent {
  const empty = read({});
  if (!empty.ok) throw new Error('An empty assessment can be saved');
  return { ...empty.value, ...size, tracedAreaMm2: size.method === 'ruler' ? null : area };
}

function savedFrom(content: AssessmentContent): WoundAssessment {
  return {
    ...content,
    id: 'a',
    patientId: 'p',
    woundId: 'w',
    episodeId: 'e',
    assessedOffsetMinutes: null,
    areaMm2: null,
    pushScore: null,
    bwatScore: null,
    photoCount: 0,
    recordedBy: 'u',
    recordedByName: 'Hannah Winslow',
    createdAt: '2026-03-10T12:00:00.000Z',
    updatedAt: '2026-03-10T12:00:00.000Z',
    version: 1,
    signedAt: null,
    signedBy: null,
    signedByName: null,
    needsCosignature: false,
    cosignedAt: null,
    cosignedByName: null,
    voidedAt: null,
    voidedByName: null,
    voidReason: null,
    isLateEntry: false,
    amendmentCount: 0,
  };
}

test('a saved assessment that is opened and saved again says the same, also in the other unit', () => {
  fc.assert(
    fc.property(sizes, (size) => {
      const content = contentFrom(size);
      const entry = entryOfAssessment(savedFrom(content), context.timeZone);
      expect(readAssessment(entry, context)).toEqual({ ok: true, value: content });
      expect(readAssessment(withUnit(entry, 'mm'), context)).toEqual({ ok: true, value: content });
      expect(withUnit(withUnit(entry, 'mm'), 'cm')).toEqual(entry);
    }),
  );
});

describe('a draft', () => {
  const draft = {
    woundId: '0197a0f0-0000-7000-8000-000000000001',
    entry: { ...blank, ...ruler, length: 'four and a', bwat: { depth: 3 } },
    isStageCarried: true,
    attemptId: null,
    correcting: null,
  };

  test('gives back all that was typed, sense or not', () => {
    expect(fromAssessmentDraft(toAssessmentDraft(draft))).toEqual(draft);
  });

  test('of an older release keeps what can still be read', () => {
    const kept = {
      ...toAssessmentDraft(draft),
      entry: { length: '4', method: 'tape', bwat: 'none' },
    };
    expect(fromAssessmentDraft(kept).entry).toMatchObject({ length: '4', method: null, bwat: {} });
  });
});
