import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { noText } from './clinic.ts';
import { openTestCore, TEST_PIN, type TestCore, valueOf } from './core.ts';
import { closeQuietly } from './signing-clinic.ts';
import { openStockClinic, SHEET_MM2, type StockClinic } from './stock-clinic.ts';

let app: TestCore;
let clinic: StockClinic;
beforeAll(async () => {
  app = await openTestCore();
  clinic = await openStockClinic(app);
});
afterAll(() => closeQuietly(app));

/** Lots of one test alone, and a treatment of one whole sheet of the first. */
let lotA: { lotNumber: string };
let lotB: { lotNumber: string };
let sheet: StockClinic['sheet'];
let tests = 0;
beforeEach(() => {
  tests += 1;
  lotA = { lotNumber: `A-${tests}` };
  lotB = { lotNumber: `B-${tests}` };
  sheet = { ...clinic.sheet, ...lotA };
});

/** A correction that leaves everything as it was, to be changed. */
function correctionOf(use: { readonly patientId: string }, change: object) {
  const { patientId: _, ...fields } = use;
  return { reason: 'Miscounted', ...noText, overuseReason: null, ...fields, ...change };
}

async function correct(record: { id: string; version: number }, use: object, change: object) {
  const typed = correctionOf(use as never, change);
  return clinic.client['treatments.correct']({
    treatmentRecordId: record.id,
    seen: record.version,
    ...typed,
  } as never);
}

describe('a correction', () => {
  test('takes back what was moved and moves what is said now; its own pieces do not count against it', async () => {
    await clinic.received({ ...lotA, pieces: 2 });
    const two = { ...sheet, quantityUsed: 2, appliedMm2: 2 * SHEET_MM2 };
    const record = valueOf(await clinic.record(two));
    await clinic.received({ ...lotB, pieces: 2 });
    const corrected = valueOf(await correct(record, two, lotB));
    expect(corrected.concerns).toEqual([]);
    expect(await clinic.onHand(lotA)).toEqual({ pieces: 2, areaMm2: 2 * SHEET_MM2 });
    expect(await clinic.onHand(lotB)).toEqual({ pieces: 0, areaMm2: 0 });
    const again = valueOf(
      await correct(corrected, { ...two, ...lotB }, { quantityUsed: 1, appliedMm2: SHEET_MM2 }),
    );
    expect(again.concerns).toEqual([]);
    expect(await clinic.onHand(lotB)).toMatchObject({ pieces: 1 });
    const moved = (await clinic.movements()).filter(
      ({ treatmentRecordId }) => treatmentRecordId === record.id,
    );
    expect(moved.map(({ pieces, reason }) => [pieces, reason])).toEqual([
      [-2, null],
      [2, 'Miscounted'],
      [-2, null],
      [2, 'Miscounted'],
      [-1, null],
    ]);
    const more = { quantityUsed: 3, appliedMm2: 3 * SHEET_MM2 };
    expect(await correct(again, { ...two, ...lotB }, more)).toMatchObject({
      failure: {
        details: {
          concerns: [{ about: expect.stringMatching(/^2 pieces of lot B-.* are on the shelves/) }],
        },
      },
    });
  });

  test('of a note moves nothing', async () => {
    await clinic.received({ ...lotA, pieces: 1 });
    const record = valueOf(await clinic.record(sheet));
    const before = await clinic.movements();
    valueOf(await correct(record, sheet, { doctorNotes: 'Dry' }));
    expect(await clinic.movements()).toEqual(before);
  });

  test('to a product that is not kept in stock gives the pieces back', async () => {
    await clinic.received({ ...lotA, pieces: 1 });
    const record = valueOf(await clinic.record(sheet));
    const foam = { orderId: clinic.order.id, productId: 'FOAM-6X6', appliedMm2: null };
    valueOf(await correct(record, sheet, foam));
    expect(await clinic.onHand(lotA)).toMatchObject({ pieces: 1 });
  });

  test('of a signed record moves stock by an amendment, and a note beside it does not', async () => {
    await clinic.received({ ...lotA, pieces: 3 });
    const record = valueOf(await clinic.record(sheet));
    const asked = { kind: 'treatment', id: record.id, seen: 1 } as const;
    valueOf(await clinic.client['signing.sign']({ records: [asked], pin: TEST_PIN }));
    const amend = {
      treatmentRecordId: record.id,
      reason: 'Two were opened',
      supersedes: null,
      pin: TEST_PIN,
    };
    const before = await clinic.movements();
    const note = { ...amend, kind: 'clarification', note: 'Left heel', content: null } as const;
    valueOf(await clinic.client['treatments.amend'](note));
    expect(await clinic.movements()).toEqual(before);
    const { reason: _, ...content } = correctionOf(sheet, {
      quantityUsed: 2,
      appliedMm2: 2 * SHEET_MM2,
    });
    valueOf(
      await clinic.client['treatments.amend']({
        ...amend,
        kind: 'correction',
        note: null,
        content: content as never,
      }),
    );
    expect(await clinic.onHand(lotA)).toEqual({ pieces: 1, areaMm2: SHEET_MM2 });
  });

  test('of a signed record gives it a serial that is known again, however it is typed', async () => {
    await clinic.received({ ...lotA, pieces: 1 });
    const record = valueOf(await clinic.record(sheet));
    const signed = { kind: 'treatment', id: record.id, seen: 1 } as const;
    valueOf(await clinic.client['signing.sign']({ records: [signed], pin: TEST_PIN }));
    const change = { serialNumber: `AM-${tests} x` };
    await clinic.received({ ...lotA, ...change, pieces: 1 });
    const { reason, ...content } = correctionOf(sheet, change);
    const amend = { treatmentRecordId: record.id, reason, supersedes: null, pin: TEST_PIN };
    const correction = { ...amend, kind: 'correction', note: null, content } as const;
    valueOf(await clinic.client['treatments.amend'](correction as never));
    expect(await clinic.record({ ...sheet, serialNumber: `am${tests}X` })).toMatchObject({
      failure: { details: { concerns: [{ kind: 'serialUsed' }, { kind: 'shortInStock' }] } },
    });
  });
});

test('a voided treatment gives its pieces back by a counter-entry that names the reason', async () => {
  await clinic.received({ ...lotA, pieces: 1 });
  const areas = { appliedMm2: 1000, discardedMm2: 600, discardReason: 'Edge' };
  const record = valueOf(await clinic.record({ ...sheet, ...areas }));
  valueOf(
    await clinic.client['treatments.void']({
      treatmentRecordId: record.id,
      seen: 1,
      reason: 'Wrong patient',
      pin: TEST_PIN,
    }),
  );
  expect(await clinic.onHand(lotA)).toEqual({ pieces: 1, areaMm2: SHEET_MM2 });
  const counters = (await clinic.movements()).filter(
    (each) => each.reverses !== null && each.treatmentRecordId === record.id,
  );
  expect(counters).toMatchObject([
    { kind: 'applied', pieces: 1, areaMm2: 1000, reason: 'Wrong patient' },
    { kind: 'discarded', pieces: 0, areaMm2: 600, reason: 'Wrong patient' },
  ]);
  expect(valueOf(await clinic.record({ ...sheet, ...areas })).concerns).toEqual([]);
});
