import { join } from 'node:path';
import { v7 } from 'uuid';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createApp } from '../main/app.ts';
import { diagnosesOf } from '../main/conditions/actions.ts';
import { billingOrganisation, coverageOn, feesOn } from '../main/payers/actions.ts';
import { type Database, openDatabase } from '../main/platform/database.ts';
import { memoryFileStore } from '../main/platform/file-store.ts';
import { readMigrations } from '../main/platform/migrate.ts';
import { conditionFields } from '../shared/conditions/condition.ts';
import { billingOrganisationFields } from '../shared/payers/billing-organisation.ts';
import { coverageFields } from '../shared/payers/coverage.ts';
import { coverageProblem } from '../shared/payers/coverage-problem.ts';
import { procedureCode } from '../shared/payers/fee.ts';
import { z } from 'zod';
import { templateArchive } from '../tools/template.ts';
import { allRows, clientOf, newSession, valueOf } from './core.ts';

const TODAY = '2026-03-10';

let database: Database;
let close: () => Promise<void>;
beforeAll(async () => {
  const migrations = await readMigrations(join(import.meta.dirname, '../migrations'));
  database = await openDatabase({ archive: await templateArchive() }, migrations);
  const core = createApp({
    database,
    files: memoryFileStore(),
    clock: () => new Date('2026-03-10T15:00:00Z'),
    newId: v7,
    report: async (error) => {
      throw error;
    },
    pinCost: { log2N: 4, r: 8, p: 1 },
  });
  ({ close } = core);
  const client = clientOf(core, newSession());
  valueOf(await client['site.exploreDemonstration']({ timeZone: 'America/New_York' }));
});
afterAll(() => close());

test('Who bills, and every insurance and condition of the demonstration, obeys the rules that forms do', async () => {
  const organisation = await database.read(billingOrganisation);
  expect(z.object(billingOrganisationFields).safeParse(organisation).error).toBeUndefined();
  const coverages = await allRows(database, 'coverages');
  for (const coverage of coverages) {
    const typed = z.object(coverageFields).parse(coverage);
    expect(coverageProblem(typed, { filingCode: 'CI', today: TODAY })).toBeNull();
  }
  const conditions = await allRows(database, 'conditions');
  expect(conditions.length).toBeGreaterThan(0);
  for (const condition of conditions)
    expect(z.object(conditionFields).parse(condition).diagnosisCode).toBe(condition.diagnosisCode);
});

test('everybody but one is insured, and every product has a charge', async () => {
  const patients = await allRows(database, 'patients');
  const covered = await database.read((db) =>
    Promise.all(patients.map(({ id }) => coverageOn(db, id, TODAY))),
  );
  const [coverage] = covered.filter((each) => each !== undefined);
  expect(covered.filter((each) => each === undefined)).toHaveLength(1);
  const fees = await database.read((db) => feesOn(db, coverage?.payerId ?? '', TODAY));
  const products = await allRows(database, 'products');
  const codes = products.map(({ hcpcsCode }) => hcpcsCode ?? '');
  expect(codes.filter((code) => !fees.has(code))).toEqual([]);
  for (const code of fees.keys()) expect(procedureCode.parse(code)).toBe(code);
});

test('the diabetes stands on the problem list of whoever has an ulcer of the foot', async () => {
  const wounds = await allRows(database, 'wounds');
  const feet = wounds.filter(({ diagnosisCode }) => diagnosisCode?.startsWith('L97.') === true);
  expect(feet.length).toBeGreaterThan(0);
  for (const { patientId } of feet) {
    const listed = await database.read((db) => diagnosesOf(db, patientId ?? '', TODAY));
    expect(listed.map(({ diagnosisCode }) => diagnosisCode)).toContainEqual(
      expect.stringMatching(/^E1[01]\.621$/),
    );
  }
});
