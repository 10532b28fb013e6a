import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { importedCodes } from './code-files.ts';
import { allRows, openTestCore, type TestCore, valueOf } from './core.ts';

let app: TestCore;
beforeEach(async () => {
  app = await openTestCore();
});
afterEach(async () => {
  await app.close();
  if (app.incidents.length > 0) throw new Error('An import met an unexpected error');
});

const REAL_ICD = join(import.meta.dirname, '../../shared/data/codes/icd10cm-order-2021.txt.gz');
const REAL_HCPCS = join(import.meta.dirname, '../../shared/data/codes/hcpcs-wound-2025-10.csv');

test.skipIf(!existsSync(REAL_ICD))(
  'the real ICD-10-CM order file of 2021 goes in whole, and changes no starter code (../shared/data)',
  async () => {
    const file = { name: 'icd10cm-order-2021.txt.gz', content: readFileSync(REAL_ICD) };
    expect(await importedCodes(app, file)).toMatchObject({
      effectiveFrom: '2020-10-01',
      read: 95_358,
      added: 95_085,
      unchanged: 273,
      changed: 0,
      ended: 0,
      refused: 0,
      isComplete: true,
    });
    const rows = await allRows(app.database, 'codeSetCodes');
    expect(rows.filter(({ isBillable }) => isBillable)).toHaveLength(72_621);
    const on = '2021-01-01';
    const search = async (text: string) =>
      valueOf(await app.client['codes.searchDiagnoses']({ text, on })).map(({ code }) => code);
    expect(await search('L97.512')).toEqual(['L97.512']);
    expect(await search('ulcer other part left foot fat')).toEqual(['L97.522']);
    expect((await search('type 2 diabetes foot ulcer'))[0]).toBe('E11.621');
    const [facts] = valueOf(await app.client['codes.lookup']({ codes: ['L97.5'], on }));
    expect(facts).toMatchObject({ isBillable: false, isSetComplete: true });
  },
  // A loaded computer takes its time.
  180_000,
);

test.skipIf(!existsSync(REAL_HCPCS))(
  'the real list of HCPCS wound codes goes in with its billing units (../shared/data)',
  async () => {
    const content = readFileSync(REAL_HCPCS);
    const file = { codeSet: 'hcpcs', name: 'hcpcs-wound-2025-10.csv', content } as const;
    const report = await importedCodes(app, file);
    expect(report).toMatchObject({ read: 530, added: 530, refused: 0, isComplete: false });
    expect(await importedCodes(app, file)).toMatchObject({ added: 0, unchanged: 530 });
  },
);
