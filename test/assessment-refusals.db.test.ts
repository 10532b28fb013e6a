import { afterAll, beforeAll, expect, test } from 'vitest';
import { assessingIn, ruled } from './assessed.ts';
import { openClinic } from './clinic.ts';
import { allRows, codeOf, messageOf, openTestCore, type TestCore } from './core.ts';

let app: TestCore;
let newWound: ReturnType<typeof assessingIn>['newWound'];
let record: ReturnType<typeof assessingIn>['record'];
beforeAll(async () => {
  app = await openTestCore();
  ({ newWound, record } = assessingIn(await openClinic(app)));
});
afterAll(() => app.close());

test.for([
  ['a stage on a venous ulcer', { pressureStage: 'stage2' }, 'StageNotAllowed', 'Only a pressure'],
  ['length without width', { ...ruled, widthMm: null }, 'IncompleteSize', 'both length and width'],
  ['a size without its method', { ...ruled, method: null }, 'IncompleteSize', 'how the size'],
  ['a method without a size', { method: 'ruler' }, 'IncompleteSize', 'length and width'],
  ['a traced method without area', { ...ruled, method: 'traced' }, 'IncompleteSize', 'traced'],
  ['a traced area by ruler', { ...ruled, tracedAreaMm2: 5 }, 'IncompleteSize', 'ruler'],
  ['a line without width', { ...ruled, widthMm: 0 }, 'IncompleteSize', 'at least 1 mm'],
  ['90 % of tissue', { granulationPercent: 90 }, 'TissueNotWhole', 'add up to 90 %'],
  [
    'closed tissue that is open',
    { method: 'ruler', lengthMm: 0, widthMm: 0, granulationPercent: 100 },
    'TissueNotWhole',
    'closed tissue',
  ],
  ['a sign that is not listed', { infectionSigns: ['x'] }, 'UnknownCode', 'on the list'],
  ['an item that is not listed', { bwatItems: { x: 1 } }, 'UnknownCode', 'on the list'],
  ['tomorrow', { assessedOn: '2026-03-11' }, 'ImpossibleDate', 'in the future'],
  ['a day before care', { assessedOn: '2026-01-04' }, 'ImpossibleDate', 'began on 2026-01-05'],
  [
    'a time on another day',
    { assessedAt: '2026-03-09T09:00:00-04:00' },
    'ImpossibleDate',
    'Check both',
  ],
  [
    'a time in the future',
    { assessedAt: '2026-03-10T11:30:00-04:00' },
    'ImpossibleDate',
    'in the future',
  ],
  ['a clock of 13 hours', { tunnelling: [{ clock: 13, depthMm: 1 }] }, 'InvalidInput', ''],
  ['half a millimetre', { ...ruled, depthMm: 0.5 }, 'InvalidInput', ''],
] as const)('%s is refused and nothing is saved', async ([, over, code, words]) => {
  const wound = await newWound({ etiology: 'venous' });
  const before = await allRows(app.database, 'woundAssessments');
  const reply = await record(wound.id, over);
  expect(codeOf(reply)).toBe(code);
  expect(messageOf(reply)).toContain(words);
  expect(await allRows(app.database, 'woundAssessments')).toEqual(before);
});

test.each([
  ['over 600 mm of length', { ...ruled, lengthMm: 601 }, ['Length is 601 mm, over 600 mm']],
  ['over 150 mm of depth', { ...ruled, depthMm: 151 }, ['Depth is 151 mm, over 150 mm']],
  [
    'a tunnel under closed tissue',
    { ...ruled, lengthMm: 0, widthMm: 0, depthMm: null, tunnelling: [{ clock: 1, depthMm: 9 }] },
    ['The area is 0, which means closed tissue, and yet there is a depth'],
  ],
  [
    'more traced than measured',
    { ...ruled, method: 'traced', tracedAreaMm2: 900 },
    ['The traced area is larger than length times width'],
  ],
] as const)('%s is saved once it is confirmed', async (_name, over, problems) => {
  const wound = await newWound();
  expect(await record(wound.id, over)).toMatchObject({
    ok: false,
    failure: { code: 'UnusualSize', details: { problems } },
  });
  expect(codeOf(await record(wound.id, { ...over, confirmedUnusual: true }))).toBe('ok');
});

test('600 mm and 150 mm are usual', async () => {
  const wound = await newWound();
  const sizes = { ...ruled, lengthMm: 600, depthMm: 150 };
  expect(codeOf(await record(wound.id, sizes))).toBe('ok');
});
