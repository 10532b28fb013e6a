import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { noText } from './clinic.ts';
import { allRows, openTestCore, TEST_PIN, type TestCore, valueOf } from './core.ts';
import { openSafetyClinic } from './safety-clinic.ts';

let app: TestCore;
let clinic: Awaited<ReturnType<typeof openSafetyClinic>>;
let sheet: Awaited<ReturnType<typeof clinic.productOnOrder>>;
beforeAll(async () => {
  app = await openTestCore();
  clinic = await openSafetyClinic(app);
  sheet = await clinic.productOnOrder({
    sku: 'SHEET',
    productClass: 'skinSubstitute',
    packageMm2: 1600,
  });
});
afterAll(() => app.close());

const lot = { kind: 'lotMissing', about: 'recall tracing will not find this' } as const;
const area = {
  kind: 'areaMissing',
  about: 'nobody can account for what was applied and discarded',
} as const;
const traced = { lotNumber: 'A-1', appliedMm2: 1600 } as const;

describe('a skin substitute', () => {
  test('with its lot and its area is recorded without a question', async () => {
    const record = valueOf(await clinic.client['treatments.record']({ ...sheet, ...traced }));
    expect(record).toMatchObject({ ...traced, concerns: [] });
  });

  test.for<[string, object, readonly object[]]>([
    ['its lot', { appliedMm2: 1600 }, [lot]],
    ['its area', { lotNumber: 'A-1' }, [area]],
    ['both', {}, [lot, area]],
  ])('without %s is stopped, and recorded with a reason and flagged', async ([, said, gaps]) => {
    const { concerns } = await clinic.stoppedThenSaved({ ...sheet, ...said });
    expect(concerns).toEqual(gaps);
  });

  test('of which a correction says nothing new keeps its flag, and loses it once the lot is said', async () => {
    const { client } = clinic;
    const { record } = await clinic.stoppedThenSaved({ ...sheet, appliedMm2: 1600 });
    const { patientId: _, ...fields } = sheet;
    const change = {
      treatmentRecordId: record.id,
      reason: 'Added',
      ...noText,
      ...fields,
      appliedMm2: 1600,
    };
    const noted = valueOf(
      await client['treatments.correct']({ ...change, seen: 1, doctorNotes: 'Dry' }),
    );
    expect(noted.concerns).toEqual(record.concerns);
    const found = { ...change, seen: 2, lotNumber: 'A-1' };
    expect(valueOf(await client['treatments.correct'](found)).concerns).toEqual([]);
    const lost = await client['treatments.correct']({ ...change, seen: 3 });
    expect(lost).toMatchObject({ failure: { code: 'ReasonNeeded', details: { concerns: [lot] } } });
  });

  test('that is signed without its lot gets it by an amendment, and the flag stands in what was signed', async () => {
    const { client } = clinic;
    const { record } = await clinic.stoppedThenSaved({ ...sheet, appliedMm2: 1600 });
    const asked = { kind: 'treatment', id: record.id, seen: 1 } as const;
    valueOf(await client['signing.sign']({ records: [asked], pin: TEST_PIN }));
    const { patientId: _, ...fields } = sheet;
    const amended = await client['treatments.amend']({
      treatmentRecordId: record.id,
      kind: 'correction',
      reason: 'Found the label',
      note: null,
      supersedes: null,
      content: { ...noText, ...fields, ...traced },
      pin: TEST_PIN,
    });
    expect(valueOf(amended)).toMatchObject({ lotNumber: 'A-1', concerns: [] });
    const kept = await allRows(app.database, 'treatmentConcerns');
    expect(kept).toContainEqual(expect.objectContaining({ treatmentRecordId: record.id, ...lot }));
  });
});

test('what was recorded before lots were asked for can be corrected without a lot, but not of its area', async () => {
  const { client } = clinic;
  const early = await clinic.productOnOrder({ sku: 'EARLY', packageMm2: 400 });
  const record = valueOf(await client['treatments.record'](early));
  const products = valueOf(await client['products.find']({ text: 'EARLY' }));
  const [found] = products as [(typeof products)[0]];
  const { id: productId, version: seen, sku: _, stockedSince: ___, ...facts } = found;
  valueOf(
    await app.client['products.correct']({
      ...facts,
      productId,
      seen,
      productClass: 'skinSubstitute',
    }),
  );
  const { patientId: __, ...fields } = early;
  const change = { treatmentRecordId: record.id, reason: 'Mistyped', ...noText, ...fields };
  const noted = await client['treatments.correct']({ ...change, seen: 1, doctorNotes: 'Dry' });
  expect(valueOf(noted).concerns).toEqual([]);
  const measured = await client['treatments.correct']({ ...change, seen: 2, appliedMm2: 400 });
  expect(measured).toMatchObject({
    failure: { code: 'ReasonNeeded', details: { concerns: [lot] } },
  });
});

test('a dressing needs neither', async () => {
  const { client, treatment } = clinic;
  expect(valueOf(await client['treatments.record'](treatment)).concerns).toEqual([]);
});
