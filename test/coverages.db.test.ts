import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { coverageOn, coveragesOn } from '../main/payers/actions.ts';
import { authorizationFor, type Coverage } from '../shared/payers/coverage.ts';
import { addPayerNamed, typedCoverage } from './billing-parties.ts';
import { codeOf, openTestCore, type TestCore, valueOf } from './core.ts';

const NOBODY = '0199aaaa-0000-7000-8000-00000000dead';
const MBI = '1EG4-TE5-MK73';

let app: TestCore;
let planId: string;
let medicareId: string;
let patientId: string;
let patients = 0;
beforeAll(async () => {
  app = await openTestCore();
  ({ id: planId } = await addPayerNamed(app, 'Blue Plan'));
  ({ id: medicareId } = await addPayerNamed(app, 'Medicare', { filingCode: 'MB' }));
});
beforeEach(async () => {
  patientId = (await newPatient()).id;
});
afterAll(() => app.close());

async function newPatient() {
  patients += 1;
  return valueOf(
    await app.client['patients.create']({
      firstName: 'Ida',
      lastName: `Insured ${patients}`,
      birthOn: '1950-02-28',
      sex: 'female',
      confirmedNotDuplicate: true,
    }),
  );
}

type Add = Parameters<TestCore['client']['coverages.add']>[0];
const typed = (over: object = {}): Add => ({
  ...typedCoverage,
  patientId,
  payerId: planId,
  ...over,
});
const add = (over: object = {}) => app.client['coverages.add'](typed(over));
const correct = ({ id, version }: Pick<Coverage, 'id' | 'version'>, over: object = {}) => {
  const { patientId: _, ...said } = typed(over);
  return app.client['coverages.correct']({ ...said, coverageId: id, seen: version });
};
const onDay = (on: string) => app.database.read((db) => coverageOn(db, patientId, on));

const spouse = {
  relationshipCode: '01',
  subscriberFirstName: 'Sam',
  subscriberLastName: 'Insured',
  subscriberBirthOn: '1948-05-05',
  subscriberSex: 'male',
};

describe('a coverage', () => {
  test('is added, corrected by version, and found by its turn and its days', async () => {
    const second = valueOf(await add({ priority: 2, ...spouse }));
    const first = valueOf(await add({ payerId: medicareId, memberId: MBI, endsOn: '2026-06-30' }));
    expect(first).toMatchObject({ memberId: '1EG4TE5MK73', payerName: 'Medicare', version: 1 });
    expect((await onDay('2026-06-30'))?.id).toBe(first.id);
    expect((await onDay('2026-07-01'))?.id).toBe(second.id);
    expect(await onDay('2025-12-31')).toBeUndefined();
    const both = await app.database.read((db) => coveragesOn(db, patientId, '2026-03-01'));
    expect(both.map(({ priority }) => priority)).toEqual([1, 2]);
    const corrected = valueOf(await correct(second, { priority: 2, memberId: 'M-200' }));
    expect(corrected).toMatchObject({ memberId: 'M-200', subscriberLastName: null, version: 2 });
    expect(await correct(second, { priority: 2 })).toMatchObject({
      failure: { code: 'Stale', details: corrected },
    });
  });

  test('of the same turn has to end before the next begins', async () => {
    const old = valueOf(await add());
    expect(await add({ startsOn: '2026-03-01' })).toMatchObject({
      failure: { code: 'PriorityTaken', details: { id: old.id } },
    });
    const end = { coverageId: old.id, seen: 1 };
    expect(codeOf(await app.client['coverages.end']({ ...end, endsOn: '2025-12-31' }))).toBe(
      'ImpossibleDate',
    );
    valueOf(await app.client['coverages.end']({ ...end, endsOn: '2026-02-28' }));
    expect(codeOf(await add({ startsOn: '2026-02-28' }))).toBe('PriorityTaken');
    valueOf(await add({ startsOn: '2026-03-01' }));
    const longer = { ...end, seen: 2, endsOn: '2026-03-01' };
    expect(codeOf(await app.client['coverages.end'](longer))).toBe('PriorityTaken');
    const listed = valueOf(await app.client['coverages.list']({ patientId }));
    expect(listed.map(({ startsOn }) => startsOn)).toEqual(['2026-03-01', '2026-01-01']);
  });

  test('that was a mistake is struck out with a reason, and counts for nothing any more', async () => {
    const wrong = valueOf(await add());
    const strike = { coverageId: wrong.id, seen: 1, reason: 'Card of another patient' };
    expect(codeOf(await app.client['coverages.void']({ ...strike, reason: ' ' }))).toBe(
      'InvalidInput',
    );
    expect(valueOf(await app.client['coverages.void'](strike))).toMatchObject({
      voidReason: 'Card of another patient',
      version: 2,
    });
    expect(await onDay('2026-03-01')).toBeUndefined();
    expect(codeOf(await app.client['coverages.void']({ ...strike, seen: 2 }))).toBe(
      'AlreadyVoided',
    );
    expect(codeOf(await correct({ id: wrong.id, version: 2 }))).toBe('AlreadyVoided');
    expect(codeOf(await add())).toBe('ok');
  });

  test.for([
    ['an unknown patient', { patientId: NOBODY }, 'UnknownPatient'],
    ['an unknown payer', { payerId: NOBODY }, 'UnknownPayer'],
    ['an end before its start', { endsOn: '2025-12-31' }, 'ImpossibleDate'],
    ['a fourth turn', { priority: 4 }, 'InvalidInput'],
    ['no member number', { memberId: ' ' }, 'InvalidInput'],
    ['an unknown relationship', { relationshipCode: '99' }, 'InvalidInput'],
    ['a spouse without a name', { ...spouse, subscriberLastName: null }, 'IncompleteSubscriber'],
    [
      'a spouse without a birth date',
      { ...spouse, subscriberBirthOn: null },
      'IncompleteSubscriber',
    ],
    ['a spouse without a sex', { ...spouse, subscriberSex: null }, 'IncompleteSubscriber'],
    ['a spouse yet unborn', { ...spouse, subscriberBirthOn: '2026-03-11' }, 'ImpossibleDate'],
    [
      'half an address of a spouse',
      { ...spouse, subscriberCity: 'Riverbend' },
      'IncompleteAddress',
    ],
  ] as const)('is refused with %s', async ([, wrong, code]) => {
    expect(codeOf(await add(wrong))).toBe(code);
  });

  test.for([
    ['with a letter that no MBI has', '1SG4-TE5-MK73'],
    ['of ten characters', '1EG4-TE5-MK7'],
    ['that begins with 0', '0EG4-TE5-MK73'],
    ['of another kind of plan', 'M-100'],
  ] as const)('with Medicare is refused with a member number %s', async ([, memberId]) => {
    expect(codeOf(await add({ payerId: medicareId, memberId }))).toBe('NotAnMbi');
  });

  test('names a payer that is in use; one from before keeps its payer', async () => {
    const payer = await addPayerNamed(app, `Plan of ${patientId}`);
    const kept = valueOf(await add({ payerId: payer.id }));
    const stop = { payerId: payer.id, seen: 1, isActive: false };
    valueOf(await app.client['payers.setActive'](stop));
    expect(codeOf(await add({ payerId: payer.id, priority: 2 }))).toBe('UnknownPayer');
    expect(codeOf(await correct(kept, { payerId: payer.id, memberId: 'M-9' }))).toBe('ok');
  });
});

describe('a prior authorization', () => {
  async function newWound() {
    return valueOf(
      await app.client['wounds.register']({
        patientId,
        bodySite: 'heel',
        laterality: 'left',
        bodyView: 'sole',
        etiology: 'diabetic',
      }),
    );
  }
  const number = { authorizationNumber: 'AUTH-1', woundId: null };
  const march = { startsOn: '2026-03-01', endsOn: '2026-03-31' };

  test('stands under its coverage, for one wound before every wound', async () => {
    const wound = await newWound();
    const { id: coverageId } = valueOf(await add());
    const enter = { coverageId, ...number, ...march };
    valueOf(await app.client['authorizations.add']({ ...enter, seen: 1 }));
    expect(codeOf(await app.client['authorizations.add']({ ...enter, seen: 1 }))).toBe('Stale');
    const own = { ...enter, seen: 2, authorizationNumber: 'AUTH-2', woundId: wound.id };
    const { authorizations, version } = valueOf(await app.client['authorizations.add'](own));
    expect(version).toBe(3);
    const found = (woundId: string | null, on: string) =>
      authorizationFor(authorizations, { woundId, on })?.authorizationNumber;
    expect(found(wound.id, '2026-03-31')).toBe('AUTH-2');
    expect(found(null, '2026-03-01')).toBe('AUTH-1');
    expect(found(NOBODY, '2026-03-01')).toBe('AUTH-1');
    expect(found(wound.id, '2026-04-01')).toBeUndefined();
    const [first] = authorizations.filter(({ woundId }) => woundId === null);
    const longer = { ...enter, authorizationId: first?.id ?? '', seen: 3, endsOn: '2026-04-30' };
    const saved = valueOf(await app.client['authorizations.correct'](longer));
    expect(saved.authorizations).toContainEqual({
      ...first,
      endsOn: '2026-04-30',
      version: 2,
    });
  });

  test.for([
    ['an end before its start', { endsOn: '2026-02-01' }, 'ImpossibleDate'],
    ['a wound of somebody else', { woundId: NOBODY }, 'UnknownWound'],
    ['no number', { authorizationNumber: '' }, 'InvalidInput'],
    ['an unknown coverage', { coverageId: NOBODY }, 'UnknownCoverage'],
  ] as const)('is refused with %s', async ([, wrong, code]) => {
    const { id: coverageId } = valueOf(await add());
    const enter = { coverageId, seen: 1, ...number, ...march, ...wrong };
    expect(codeOf(await app.client['authorizations.add'](enter))).toBe(code);
    const about = { ...enter, authorizationId: NOBODY };
    expect(codeOf(await app.client['authorizations.correct'](about))).not.toBe('ok');
  });
});

test('nurses and billers write insurance, compliance reads it, supply behind glass', async () => {
  const { client: nurse } = await app.signIn('nurse');
  const { client: biller } = await app.signIn('biller');
  const { client: compliance } = await app.signIn('compliance');
  const { client: supply } = await app.signIn('supply');
  expect(codeOf(await nurse['coverages.add'](typed()))).toBe('ok');
  expect(codeOf(await biller['coverages.add'](typed({ priority: 2 })))).toBe('ok');
  expect(codeOf(await compliance['coverages.add'](typed({ priority: 3 })))).toBe('Forbidden');
  expect(codeOf(await compliance['coverages.list']({ patientId }))).toBe('ok');
  expect(codeOf(await supply['coverages.list']({ patientId }))).toBe('GlassNeeded');
  expect(codeOf(await nurse['coverages.list']({ patientId: NOBODY }))).toBe('UnknownPatient');
});
