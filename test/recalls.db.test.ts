import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { allRows, codeOf, openTestCore, type TestCore, valueOf } from './core.ts';
import { asked, FOAM, openRecallClinic } from './recall-clinic.ts';
import { closeQuietly, TODAY } from './signing-clinic.ts';

let app: TestCore;
let clinic: Awaited<ReturnType<typeof openRecallClinic>>;
beforeAll(async () => {
  app = await openTestCore();
  clinic = await openRecallClinic(app);
});
afterAll(() => closeQuietly(app));

/** What is listed, as `lot/serial standing`, newest first. */
const listed = async (question: ReturnType<typeof asked>, includesUnsaid = false) =>
  (await clinic.trace(question, includesUnsaid)).treatments?.map(
    ({ lotNumber, serialNumber, standing }) =>
      `${lotNumber ?? '-'}/${serialNumber ?? '-'} ${standing}`,
  );

describe('a question that cannot be asked is refused', () => {
  test.for<[string, object, string]>([
    ['about nothing', { packs: [] }, 'InvalidInput'],
    ['about a product nobody knows', { productId: 'NEVER-SEEN' }, 'UnknownProduct'],
    ['without a product', { productId: ' ' }, 'InvalidInput'],
    [
      'about a range backwards',
      { packs: [{ lotNumber: 'B', lastLotNumber: 'A' }] },
      'InvalidInput',
    ],
    [
      'about a range of two lengths',
      { packs: [{ serialNumber: '9', lastSerialNumber: '10' }] },
      'InvalidInput',
    ],
    ['about an end without a beginning', { packs: [{ lastLotNumber: 'A' }] }, 'InvalidInput'],
    ['about a lot without letter or digit', { packs: [{ lotNumber: '--' }] }, 'InvalidInput'],
    ['about a lot that is too long', { packs: [{ lotNumber: 'A'.repeat(51) }] }, 'InvalidInput'],
    ['with a field nobody knows', { packs: [{ lot: 'A' }] }, 'InvalidInput'],
  ])('%s', async ([, change, code]) => {
    const question = { ...asked({ lotNumber: 'A' }), ...change };
    for (const operation of ['recalls.trace', 'recalls.recordDrill'] as const) {
      const more = operation === 'recalls.trace' ? {} : { isExercise: true, answeredMs: 5 };
      const reply = await app.core.dispatch(app.administrator, operation, { ...question, ...more });
      expect(codeOf(reply)).toBe(code);
    }
  });

  test('by somebody who may not see the stock, or not the charts', async () => {
    const biller = await app.signIn('biller');
    const question = asked({ lotNumber: 'A' });
    expect(codeOf(await biller.client['recalls.trace'](question))).toBe('Forbidden');
    const of = { patientId: clinic.patient.id };
    expect(codeOf(await clinic.supply.client['recalls.usedOn'](of))).toBe('GlassNeeded');
    expect(codeOf(await clinic.supply.client['recalls.exportCalls'](question))).toBe('Forbidden');
    expect(codeOf(await clinic.client['recalls.quarantine'](clinic.notice(question)))).toBe(
      'Forbidden',
    );
    const gone = { patientId: app.administratorId };
    expect(codeOf(await clinic.client['recalls.usedOn'](gone))).toBe('UnknownPatient');
  });
});

test('a use is found by its lot however it is spelt, with whom to call, where, when and by whom', async () => {
  const record = await clinic.treat({
    lotNumber: 'AB-7',
    serialNumber: null,
    woundId: clinic.wound.id,
    performedBy: clinic.clinician.userId,
    appliedMm2: 1200,
    discardedMm2: 0,
    expiresOn: '2027-01-31',
  });
  const traced = await clinic.trace(asked({ lotNumber: 'ab 7' }));
  expect(traced).toMatchObject({ productName: 'Foam Wound Dressing 6x6', isCut: false });
  expect(traced.counts).toMatchObject({ patients: 1, treatments: 1, correctedSince: 0, voided: 0 });
  const { id, firstName, lastName, birthOn, mrn, phone } = clinic.patient;
  expect(traced.patients).toEqual([
    { id, firstName, lastName, birthOn, mrn, phone, deceasedOn: null },
  ]);
  expect(traced.treatments).toMatchObject([
    {
      id: record.id,
      standing: 'recalled',
      lotNumber: 'AB-7',
      expiresOn: '2027-01-31',
      dateApplied: TODAY,
      woundId: clinic.wound.id,
      quantityUsed: 1,
      appliedMm2: 1200,
      recordedByName: expect.stringContaining('nurse'),
      performedByName: expect.stringContaining('clinician'),
      signedAt: null,
      voidedAt: null,
      saidBefore: null,
    },
  ]);
  expect(traced.treatments?.[0]?.woundLocation).toBe(record.woundLocation);
});

test('what does not say its lot is counted, and listed where it is asked for', async () => {
  await clinic.treat({ lotNumber: null });
  const question = asked({ lotNumber: 'AB-7' });
  expect(await listed(question)).toEqual(['AB-7/- recalled']);
  expect((await clinic.trace(question)).counts).toMatchObject({ treatments: 1, unsaid: 1 });
  expect(await listed(question, true)).toEqual(['-/- unsaid', 'AB-7/- recalled']);
  expect((await clinic.trace(asked({}))).counts).toMatchObject({ treatments: 2, unsaid: 0 });
});

test('a corrected record is found by what it says now, and by what it said before', async () => {
  const away = await clinic.signed({ lotNumber: 'C-1' });
  const towards = await clinic.signed({ lotNumber: 'C-2' });
  const twice = await clinic.signed({ lotNumber: 'C-3' });
  const other = await clinic.signed({ lotNumber: 'C-4' });
  valueOf(await clinic.correct(away.id, { lotNumber: 'X-1' }));
  valueOf(await clinic.correct(towards.id, { lotNumber: 'C-1' }));
  const between = valueOf(await clinic.correct(twice.id, { lotNumber: 'C-1' }));
  expect(between.amendmentCount).toBe(1);
  const { correctionId = null } =
    (await allRows(app.database, 'correctedTreatments')).find(({ id }) => id === twice.id) ?? {};
  valueOf(await clinic.correct(twice.id, { lotNumber: 'X-2' }, { supersedes: correctionId }));
  valueOf(await clinic.correct(other.id, { productId: 'GAUZE', lotNumber: 'C-1' }));

  const { treatments, counts } = await clinic.trace(asked({ lotNumber: 'C-1' }));
  const standings = new Map(treatments?.map((each) => [each.id, each]));
  expect(standings.get(away.id)).toMatchObject({
    standing: 'correctedSince',
    lotNumber: 'X-1',
    saidBefore: { productId: FOAM, lotNumber: 'C-1' },
  });
  expect(standings.get(towards.id)).toMatchObject({ standing: 'recalled', saidBefore: null });
  expect(standings.get(twice.id)).toMatchObject({ standing: 'correctedSince', lotNumber: 'X-2' });
  expect(standings.has(other.id)).toBe(false);
  expect(counts).toMatchObject({ treatments: 1, correctedSince: 2 });

  const gauze = await clinic.trace({ ...asked({ lotNumber: 'C-1' }), productId: 'GAUZE' });
  expect(gauze.treatments).toMatchObject([
    { id: other.id, standing: 'recalled', productId: 'GAUZE' },
  ]);
  const foam = await clinic.trace(asked({ lotNumber: 'C-4' }));
  expect(foam.treatments).toMatchObject([{ id: other.id, standing: 'correctedSince' }]);
});

test('a voided record is listed as voided and counts for nobody', async () => {
  const record = await clinic.treat({ lotNumber: 'V-1' });
  valueOf(await clinic.voided(record));
  const { treatments, counts, patients } = await clinic.trace(asked({ lotNumber: 'V-1' }));
  expect(counts).toMatchObject({ patients: 0, treatments: 0, voided: 1 });
  expect(treatments).toMatchObject([{ id: record.id, voidReason: 'Wrong patient' }]);
  expect(patients).toHaveLength(1);
});

test('serials, ranges and several packs at once find what they name', async () => {
  for (const serialNumber of ['0098', '0100', '0102', '102'])
    await clinic.treat({ lotNumber: 'S-1', serialNumber });
  await clinic.treat({ lotNumber: null, serialNumber: '0101' });
  const range = asked({ serialNumber: '0099', lastSerialNumber: '0102' });
  expect((await listed(range))?.toSorted()).toEqual([
    '-/0101 recalled',
    'S-1/0100 recalled',
    'S-1/0102 recalled',
  ]);
  const both = asked({ lotNumber: 's1', serialNumber: '0098' }, { serialNumber: '102' });
  expect((await listed(both))?.toSorted()).toEqual(['S-1/0098 recalled', 'S-1/102 recalled']);
});

test('whoever may not read charts gets the counts and the stock, and the trail says what was shown to whom', async () => {
  const question = asked({ lotNumber: 'AB-7' });
  const before = (await allRows(app.database, 'auditEvents')).length;
  const toSupply = valueOf(await clinic.supply.client['recalls.trace'](question));
  expect(toSupply).toMatchObject({ treatments: null, patients: null, counts: { patients: 1 } });
  expect(JSON.stringify(toSupply)).not.toContain('Núñez');
  await clinic.trace(question);
  const events = (await allRows(app.database, 'auditEvents')).slice(before);
  expect(
    events.map(({ operation, patientId, entityId, userId }) => [
      operation,
      patientId,
      entityId,
      userId,
    ]),
  ).toEqual([
    ['recalls.trace', null, FOAM, clinic.supply.userId],
    ['recalls.trace', clinic.patient.id, FOAM, clinic.nurse.userId],
  ]);
});

test('stock that is left is told with where it is, who received it and in what condition', async () => {
  const unit = await clinic.arrive({ lotNumber: 'AB-7', pieces: 5, donorNumber: 'W0000 26 1' });
  await clinic.arrive({ lotNumber: 'AB-8', pieces: 9 });
  const unsaid = await clinic.arrive({ pieces: 3 });
  const { units, receipts, counts } = await clinic.trace(asked({ lotNumber: 'ab7' }));
  expect(units).toEqual([
    expect.objectContaining({ id: unsaid, standing: 'unsaid' }),
    {
      id: unit,
      lotNumber: 'AB-7',
      serialNumber: '',
      expiresOn: '2027-01-31',
      donorNumber: 'W0000 26 1',
      standing: 'recalled',
      places: [expect.objectContaining({ name: 'Store room', kind: 'shelf', pieces: 5 })],
    },
  ]);
  expect(counts).toMatchObject({ piecesLeft: 5, piecesOnShelves: 5 });
  expect(receipts.find(({ stockUnitId }) => stockUnitId === unit)).toEqual({
    stockUnitId: unit,
    pieces: 5,
    receivedAt: '2026-03-01T09:00:00.000Z',
    receivedByName: 'Ada Admin',
    supplier: 'Acme',
    reference: null,
    packageCondition: 'intact',
    temperatureCheck: 'inRange',
    temperatureTenthsC: 41,
  });
});

test('everything ever used on a patient is told with its order and donor, as corrected and with what was voided', async () => {
  const { patient, used } = valueOf(
    await clinic.client['recalls.usedOn']({ patientId: clinic.patient.id }),
  );
  expect(patient.lastName).toBe('Núñez');
  const records = await allRows(app.database, 'treatmentRecords');
  expect(used.map(({ id }) => id).toSorted()).toEqual(records.map(({ id }) => id).toSorted());
  expect(used.find(({ lotNumber }) => lotNumber === 'AB-7')).toMatchObject({
    donorNumber: 'W0000 26 1',
    orderNumber: clinic.order.orderNumber,
    isCorrected: false,
  });
  expect(used.filter(({ isCorrected }) => isCorrected)).toHaveLength(4);
  expect(used.filter(({ voidedAt }) => voidedAt !== null)).toHaveLength(1);
  const days = used.map(({ dateApplied }) => dateApplied);
  expect(days).toEqual(days.toSorted().toReversed());
});
