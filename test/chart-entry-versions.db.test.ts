import { afterAll, beforeAll, expect, test } from 'vitest';
import { addPayerNamed, typedCoverage } from './billing-parties.ts';
import { codeOf, openTestCore, type TestCore, valueOf } from './core.ts';

const NOBODY = '0199aaaa-0000-7000-8000-00000000dead';

let app: TestCore;
let patientId: string;
beforeAll(async () => {
  app = await openTestCore();
  const person = { firstName: 'Vera', lastName: 'Versioned', birthOn: '1950-02-28' };
  patientId = valueOf(await app.client['patients.create']({ ...person, sex: 'female' })).id;
});
afterAll(() => app.close());

test('each change of a condition keeps how it stood, when and by whom, the newest first', async () => {
  const typed = { diagnosisCode: 'I10', words: 'Hypertension', onsetOn: null, endedOn: null };
  const added = valueOf(await app.client['conditions.add']({ patientId, ...typed }));
  const { id: conditionId } = added;
  const { client } = await app.signIn('nurse');
  const words = 'High blood pressure';
  const corrected = valueOf(
    await client['conditions.correct']({ conditionId, seen: 1, ...typed, words }),
  );
  app.clock.now = new Date('2026-03-11T15:00:00Z');
  const ended = valueOf(
    await app.client['conditions.end']({ conditionId, seen: 2, endedOn: '2026-03-01' }),
  );
  valueOf(await app.client['conditions.void']({ conditionId, seen: 3, reason: 'Wrong chart' }));
  const versions = valueOf(await app.client['conditions.versions']({ conditionId }));
  expect(versions.map(({ condition }) => condition)).toEqual([ended, corrected, added]);
  expect(versions.map(({ version }) => version)).toEqual([3, 2, 1]);
  expect(versions[2]?.replacedByName).toMatch(/^nurse/);
  expect(versions[0]).toMatchObject({
    replacedByName: 'Ada Admin',
    replacedAt: '2026-03-11T15:00:00.000Z',
  });
  const refused = { conditionId, seen: 1, endedOn: '2026-03-01' };
  expect(codeOf(await app.client['conditions.end'](refused))).toBe('AlreadyVoided');
  expect(valueOf(await app.client['conditions.versions']({ conditionId }))).toHaveLength(3);
});

test('each change of insurance keeps how it stood, with its authorizations', async () => {
  const { id: payerId } = await addPayerNamed(app, 'Blue Plan');
  const typed = { ...typedCoverage, payerId };
  const added = valueOf(await app.client['coverages.add']({ ...typed, patientId }));
  const coverageId = added.id;
  const days = { startsOn: '2026-01-01', endsOn: '2026-06-30', woundId: null };
  const authorized = valueOf(
    await app.client['authorizations.add']({
      coverageId,
      seen: 1,
      authorizationNumber: 'A-1',
      ...days,
    }),
  );
  const authorizationId = authorized.authorizations[0]?.id ?? '';
  const other = { coverageId, seen: 2, authorizationId, authorizationNumber: 'A-2', ...days };
  const corrected = valueOf(await app.client['authorizations.correct'](other));
  valueOf(
    await app.client['coverages.correct']({ ...typed, coverageId, seen: 3, memberId: 'M-9' }),
  );
  const versions = valueOf(await app.client['coverages.versions']({ coverageId }));
  expect(versions.map(({ coverage }) => coverage)).toEqual([corrected, authorized, added]);
});

test('only what is here has a history, and only who may read charts sees it', async () => {
  expect(codeOf(await app.client['conditions.versions']({ conditionId: NOBODY }))).toBe(
    'UnknownCondition',
  );
  expect(codeOf(await app.client['coverages.versions']({ coverageId: NOBODY }))).toBe(
    'UnknownCoverage',
  );
  const { client } = await app.signIn('supply');
  expect(codeOf(await client['conditions.versions']({ conditionId: NOBODY }))).toBe('Forbidden');
});
