import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { diagnosesOf } from '../main/conditions/actions.ts';
import { codeOf, openTestCore, type TestCore, valueOf } from './core.ts';

const NOBODY = '0199aaaa-0000-7000-8000-00000000dead';

let app: TestCore;
let patientId: string;
let patients = 0;
beforeAll(async () => {
  app = await openTestCore();
});
beforeEach(async () => {
  patients += 1;
  const person = { firstName: 'Cora', birthOn: '1950-02-28', sex: 'female' } as const;
  const lastName = `Conditioned ${patients}`;
  const create = { ...person, lastName, confirmedNotDuplicate: true };
  patientId = valueOf(await app.client['patients.create'](create)).id;
});
afterAll(() => app.close());

const diabetes = {
  diagnosisCode: 'e11621',
  words: 'Type 2 diabetes mellitus with foot ulcer',
  onsetOn: '2020-01-01',
  endedOn: null,
};
type Typed = Omit<Parameters<TestCore['client']['conditions.add']>[0], 'patientId'>;
const add = (over: Partial<Typed> = {}) =>
  app.client['conditions.add']({ patientId, ...diabetes, ...over });
const codesOn = (on: string) =>
  app.database.read(async (db) =>
    (await diagnosesOf(db, patientId, on)).map(({ diagnosisCode }) => diagnosisCode),
  );

test('a problem list says what a patient has on a day, and a claim only what has a code', async () => {
  const added = valueOf(await add());
  expect(added).toMatchObject({
    diagnosisCode: 'E11.621',
    recordedByName: 'Ada Admin',
    version: 1,
  });
  const noOnset = { diagnosisCode: 'I10', words: 'Hypertension', onsetOn: null };
  valueOf(await add(noOnset));
  valueOf(await add({ diagnosisCode: null, words: 'Sore knee' }));
  expect(await codesOn('2019-12-31')).toEqual(['I10']);
  expect(await codesOn('2020-01-01')).toEqual(['E11.621', 'I10']);
  const end = { conditionId: added.id, seen: 1, endedOn: '2026-01-31' };
  const ended = valueOf(await app.client['conditions.end'](end));
  expect(ended).toMatchObject({ endedOn: '2026-01-31', version: 2 });
  expect(await codesOn('2026-01-31')).toEqual(['E11.621', 'I10']);
  expect(await codesOn('2026-02-01')).toEqual(['I10']);
  expect(codeOf(await app.client['conditions.end'](end))).toBe('Stale');
  expect(codeOf(await app.client['conditions.end']({ ...end, seen: 2 }))).toBe('AlreadyEnded');
  expect(codeOf(await add())).toBe('ok');
  const listed = valueOf(await app.client['conditions.list']({ patientId }));
  expect(listed.at(-1)?.id).toBe(added.id);
});

test('a correction says which version it saw, and does not make one of two', async () => {
  const added = valueOf(await add());
  valueOf(await add({ diagnosisCode: 'I10', words: 'Hypertension' }));
  const to = { ...diabetes, conditionId: added.id, seen: 1, diagnosisCode: 'E11.622' };
  expect(await app.client['conditions.correct']({ ...to, diagnosisCode: 'I10' })).toMatchObject({
    failure: { code: 'AlreadyListed', details: { diagnosisCode: 'I10' } },
  });
  const corrected = valueOf(await app.client['conditions.correct'](to));
  expect(corrected).toMatchObject({ diagnosisCode: 'E11.622', version: 2 });
  expect(await app.client['conditions.correct'](to)).toMatchObject({
    failure: { code: 'Stale', details: corrected },
  });
  expect(codeOf(await app.client['conditions.correct']({ ...to, conditionId: NOBODY }))).toBe(
    'UnknownCondition',
  );
});

test('what was a mistake is struck out with a reason and leaves the list of a claim', async () => {
  const { id: conditionId } = valueOf(await add());
  const strike = { conditionId, seen: 1, reason: 'Another patient' };
  expect(codeOf(await app.client['conditions.void']({ ...strike, reason: '' }))).toBe(
    'InvalidInput',
  );
  expect(valueOf(await app.client['conditions.void'](strike))).toMatchObject({
    voidReason: 'Another patient',
  });
  expect(await codesOn('2026-03-10')).toEqual([]);
  const again = { conditionId, seen: 2 };
  expect(codeOf(await app.client['conditions.void']({ ...strike, seen: 2 }))).toBe('AlreadyVoided');
  expect(codeOf(await app.client['conditions.correct']({ ...diabetes, ...again }))).toBe(
    'AlreadyVoided',
  );
});

test.for([
  ['a code that is none', { diagnosisCode: 'diabetes' }, 'InvalidInput'],
  ['no words', { words: '' }, 'InvalidInput'],
  ['an onset in the future', { onsetOn: '2026-03-11' }, 'ImpossibleDate'],
  ['an onset before birth', { onsetOn: '1950-02-27' }, 'ImpossibleDate'],
  ['an end in the future', { endedOn: '2026-03-11' }, 'ImpossibleDate'],
  ['an end before the onset', { endedOn: '2019-12-31' }, 'ImpossibleDate'],
  ['a code that is listed', { words: 'Other words' }, 'AlreadyListed'],
  ['words that are listed', { diagnosisCode: null, words: 'SORE KNEE' }, 'AlreadyListed'],
] as const)('a condition with %s is refused', async ([, wrong, code]) => {
  await add();
  await add({ diagnosisCode: null, words: 'Sore knee' });
  const fresh = code === 'AlreadyListed' ? {} : { diagnosisCode: 'E11.42' };
  expect(codeOf(await add({ ...fresh, ...wrong }))).toBe(code);
});

test('those at the bedside write it, billers read it', async () => {
  const { client: nurse } = await app.signIn('nurse');
  const { client: biller } = await app.signIn('biller');
  const typed = { patientId, ...diabetes };
  expect(codeOf(await nurse['conditions.add'](typed))).toBe('ok');
  expect(codeOf(await biller['conditions.add'](typed))).toBe('Forbidden');
  expect(codeOf(await biller['conditions.list']({ patientId }))).toBe('ok');
  expect(codeOf(await nurse['conditions.add']({ ...typed, patientId: NOBODY }))).toBe(
    'UnknownPatient',
  );
  expect(codeOf(await nurse['conditions.list']({ patientId: NOBODY }))).toBe('UnknownPatient');
});
