import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type ClaimClinic, openClaimClinic } from './claim-clinic.ts';
import { codeOf, openTestCore, type TestCore, valueOf } from './core.ts';

let app: TestCore;
let clinic: ClaimClinic;
beforeAll(async () => {
  app = await openTestCore();
  clinic = await openClaimClinic(app);
});
afterAll(() => app.close());

describe('a treatment that is signed and whole', () => {
  test('is ready, explains every line, goes out once and stands in the batch', async () => {
    const treated = await clinic.newPatient();
    const { id } = await clinic.treat(treated);
    const desk = await clinic.desk('ready');
    expect(desk.rows).toMatchObject([{ treatmentRecordId: id, problems: [], claimCents: 260_000 }]);
    expect(desk.readyPayers).toMatchObject([{ payerName: 'Blue Plan', claimCount: 1 }]);

    const draft = valueOf(await app.client['claims.draft']({ treatmentRecordId: id }));
    expect(draft.claim?.lines).toMatchObject([
      { procedureCode: '15275', units: 1, chargeCents: 35_000, pointers: [1, 2] },
      { procedureCode: 'Q4186', units: 15, chargeCents: 225_000 },
    ]);
    expect(draft.claim?.lines.every(({ explanation }) => explanation.length > 0)).toBe(true);
    expect(draft.claim?.diagnoses).toEqual(['E11.621', 'L97.522']);

    const batch = await clinic.madeBatch();
    expect(batch).toMatchObject({ claimCount: 1, recordCount: 1, totalCents: 260_000 });
    const text = await clinic.fileOf(batch.fileDigest);
    expect(text).toContain('SV1*HC:Q4186*2250*UN*15***');
    expect(text).toContain('HI*ABK:E11621*ABF:L97522~');
    expect((await clinic.desk('inBatch')).rows).toMatchObject([{ treatmentRecordId: id }]);
    expect(await clinic.makeBatch()).toMatchObject({
      ok: false,
      failure: { code: 'NothingReady', details: { notReadyCount: 0 } },
    });
  });
});

describe('a treatment that lacks something', () => {
  test.for([
    ['a signature', { isSigned: false }, 'NotSigned'],
    [
      'its amount',
      {
        appliedMm2: null,
        discardedMm2: null,
        discardReason: null,
        concernReasons: [
          {
            kind: 'areaMissing',
            about: 'nobody can account for what was applied and discarded',
            reason: 'Nobody measured',
          },
        ],
      },
      'AmountNotSaid',
    ],
  ] as const)(
    'is not ready for want of %s, and says where that is put right',
    async ([, over, code]) => {
      const treated = await clinic.newPatient();
      const { isSigned = true, ...fields } = over as { isSigned?: boolean };
      const { id } = isSigned
        ? await clinic.treat(treated, fields)
        : await clinic.record(treated, fields);
      const desk = await clinic.desk('notReady');
      const row = desk.rows.find((each) => each.treatmentRecordId === id);
      expect(row?.problems).toMatchObject([{ code, fix: { place: 'treatment', id } }]);
    },
  );

  test('can be marked as billed outside with its reason, and the word taken back', async () => {
    const { id } = await clinic.treat(await clinic.newPatient({ addressLine: null }));
    const mark = (kind: 'billedOutside' | 'cleared') =>
      app.client['claims.mark']({
        treatmentRecordIds: [id],
        mark: kind,
        reason: 'By the hospital',
      });
    valueOf(await mark('billedOutside'));
    expect((await clinic.desk('billedOutside')).rows).toMatchObject([
      { treatmentRecordId: id, reasons: ['By the hospital'] },
    ]);
    valueOf(await mark('cleared'));
    expect((await clinic.desk('billedOutside')).rows).toEqual([]);
    valueOf(await mark('billedOutside'));
  });
});

describe('what the biller chooses', () => {
  test('may be an order of documented diagnoses, and never one that nobody made', async () => {
    const treated = await clinic.newPatient();
    const { id } = await clinic.treat(treated);
    const choices = {
      treatmentRecordId: id,
      seen: 0,
      coverageId: null,
      facilityId: null,
      renderingUserId: null,
      supervisingUserId: null,
      referringUserId: null,
      priorAuthorization: 'PA-7',
      diagnoses: ['L89.154'],
    };
    expect(await app.client['claims.choose'](choices)).toMatchObject({
      failure: { code: 'NotDocumented', details: { codes: ['L89.154'] } },
    });
    const one = { ...choices, diagnoses: ['E11.621'] };
    valueOf(await app.client['claims.choose'](one));
    expect(codeOf(await app.client['claims.choose'](one))).toBe('Stale');
    const draft = valueOf(await app.client['claims.draft']({ treatmentRecordId: id }));
    expect(draft.claim).toMatchObject({ diagnoses: ['E11.621'], priorAuthorization: 'PA-7' });
    const batch = await clinic.madeBatch();
    expect(await clinic.fileOf(batch.fileDigest)).toContain('REF*G1*PA-7~');
    expect(codeOf(await app.client['claims.choose']({ ...one, seen: 1 }))).toBe('AlreadyBilled');
  });
});
