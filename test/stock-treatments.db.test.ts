import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { noText } from './clinic.ts';
import { openTestCore, TEST_PIN, type TestCore, valueOf } from './core.ts';
import { closeQuietly } from './signing-clinic.ts';
import { openStockClinic, QUARANTINE, SHEET_MM2, SHELF, type StockClinic } from './stock-clinic.ts';

let app: TestCore;
let clinic: StockClinic;
beforeAll(async () => {
  app = await openTestCore();
  clinic = await openStockClinic(app);
});
afterAll(() => closeQuietly(app));

/** The lot of one test alone, and a treatment of one whole sheet of it. */
let lotA: { lotNumber: string };
let sheet: StockClinic['sheet'];
let tests = 0;
beforeEach(() => {
  tests += 1;
  lotA = { lotNumber: `A-${tests}` };
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

describe('a treatment of a product that is kept in stock', () => {
  test('takes its pieces from the lot, in the time it was done, and says what was applied and discarded', async () => {
    await clinic.received({ ...lotA, pieces: 5 });
    const areas = { appliedMm2: 1250, discardedMm2: 350, discardReason: 'Edge' };
    const appliedAt = '2026-03-10T09:30:00-04:00';
    const record = valueOf(await clinic.record({ ...sheet, ...areas, appliedAt }));
    expect(record.concerns).toEqual([]);
    const moved = (await clinic.movements()).filter(
      ({ treatmentRecordId }) => treatmentRecordId === record.id,
    );
    const at = {
      locationId: SHELF,
      occurredAt: '2026-03-10T13:30:00.000Z',
      recordedAt: record.createdAt,
      movedBy: clinic.nurse.userId,
      reverses: null,
    };
    expect(moved).toMatchObject([
      { ...at, kind: 'applied', pieces: -1, areaMm2: -1250 },
      { ...at, kind: 'discarded', pieces: 0, areaMm2: -350 },
    ]);
    expect(await clinic.onHand(lotA)).toEqual({ pieces: 4, areaMm2: 4 * SHEET_MM2 });
  });

  test('finds the lot however it is spelled', async () => {
    await clinic.received({ ...lotA, pieces: 2 });
    const record = valueOf(await clinic.record({ ...sheet, lotNumber: `a ${tests}` }));
    expect(record.concerns).toEqual([]);
    expect(await clinic.onHand(lotA)).toMatchObject({ pieces: 1 });
  });

  test('is recorded though nobody received it, with a reason, and on hand goes below zero', async () => {
    const before = await clinic.movements();
    expect(await clinic.record(sheet)).toMatchObject({
      failure: {
        code: 'ReasonNeeded',
        details: {
          concerns: [
            {
              kind: 'shortInStock',
              about: `no pieces of lot ${lotA.lotNumber} are on the shelves, and 1 is used. Check the label, and have the shelf counted`,
            },
          ],
        },
      },
    });
    expect(await clinic.movements()).toEqual(before);
    const record = await clinic.recordAllTheSame(sheet);
    expect(record.concerns).toMatchObject([{ kind: 'shortInStock' }]);
    expect(await clinic.onHand(lotA)).toEqual({ pieces: -1, areaMm2: -SHEET_MM2 });
  });

  test('comes from the shelf that holds most, and from quarantine where no shelf has any', async () => {
    const added = await app.client['locations.add']({ name: 'Cart', kind: 'shelf' });
    const cart = valueOf(added).id;
    await clinic.received({ ...lotA, pieces: 1 });
    await clinic.received({ ...lotA, pieces: 2, locationId: cart });
    await clinic.received({ ...lotA, pieces: 9, locationId: QUARANTINE });
    const places: (string | undefined)[] = [];
    for (let count = 0; count < 3; count += 1) {
      const record = valueOf(await clinic.record(sheet));
      const moved = await clinic.movements();
      places.push(moved.find((each) => each.treatmentRecordId === record.id)?.locationId);
    }
    expect(places.filter((place) => place === cart)).toHaveLength(2);
    expect(places).toContain(SHELF);
    const last = await clinic.recordAllTheSame(sheet);
    expect(last.concerns).toMatchObject([
      {
        kind: 'quarantined',
        about: `9 pieces of lot ${lotA.lotNumber} lie in Quarantine and may not be used yet. Take another, or have it accepted first`,
      },
    ]);
    const moved = await clinic.movements();
    expect(moved.find((each) => each.treatmentRecordId === last.id)).toMatchObject({
      locationId: QUARANTINE,
    });
  });

  test('of which nobody said the lot asks only whether there is any of the product, and is of no lot', async () => {
    await clinic.addStocked({ sku: 'FOAM' });
    await clinic.received({ sku: 'FOAM', lotNumber: 'X', pieces: 2, pieceMm2: null });
    const foam = await clinic.orderOf('FOAM');
    valueOf(await clinic.record({ ...foam, quantityUsed: 2 }));
    expect(await clinic.onHand({ lotNumber: 'X' })).toMatchObject({ pieces: 2 });
    expect(await clinic.onHand({ lotNumber: '' })).toMatchObject({ pieces: -2 });
    expect(await clinic.record(foam)).toMatchObject({
      failure: { details: { concerns: [{ kind: 'shortInStock' }] } },
    });
  });

  test('from before it was kept in stock moves nothing, not even when it is corrected', async () => {
    const before = await clinic.movements();
    const gauze = { ...clinic.treatment, productId: 'GAUZE', overuseReason: 'More was needed' };
    const record = valueOf(await clinic.record(gauze));
    app.clock.now = new Date('2026-03-10T15:30:00Z');
    const products = valueOf(await clinic.client['products.find']({ text: 'GAUZE' }));
    await app.client['products.keepInStock']({ productId: products[0]?.id ?? '' });
    valueOf(await correct(record, gauze, { quantityUsed: 2 }));
    expect(await clinic.movements()).toEqual(before);
    expect(await clinic.record(gauze)).toMatchObject({ failure: { code: 'ReasonNeeded' } });
  });

  test('of another product moves nothing and asks for nothing of lots and serials', async () => {
    const before = await clinic.movements();
    const said = { ...clinic.treatment, lotNumber: 'Z', serialNumber: '1', quantityUsed: 2 };
    expect(valueOf(await clinic.record(said)).concerns).toEqual([]);
    expect(await clinic.movements()).toEqual(before);
  });
});

describe('two windows that use the last piece at once', () => {
  test('save one treatment, and the other is asked', async () => {
    await clinic.received({ ...lotA, pieces: 1 });
    const replies = await Promise.all([clinic.record(sheet), clinic.record(sheet)]);
    expect(replies.map(({ ok }) => ok)).toEqual([true, false]);
    expect(replies[1]).toMatchObject({
      failure: {
        code: 'ReasonNeeded',
        details: {
          concerns: [{ kind: 'shortInStock', about: expect.stringMatching(/^no pieces/) }],
        },
      },
    });
    expect(await clinic.onHand(lotA)).toMatchObject({ pieces: 0 });
  });
});

describe('what stock knows of a package', () => {
  test('stops what is past its expiry, though the form says no date or a later one', async () => {
    await clinic.received({ ...lotA, pieces: 5, expiresOn: '2026-03-01' });
    for (const expiresOn of [null, '2027-03-01'])
      expect(await clinic.record({ ...sheet, expiresOn })).toMatchObject({
        failure: {
          details: {
            concerns: [{ kind: 'expired', about: 'usable until 2026-03-01, used on 2026-03-10' }],
          },
        },
      });
  });

  test('stops a serial that another record has, until that one is voided or corrected', async () => {
    const serial = { ...sheet, serialNumber: 'S-1' };
    await clinic.received({ ...lotA, serialNumber: 'S-1', pieces: 1 });
    const first = valueOf(await clinic.record(serial));
    const stopped = {
      failure: {
        details: {
          concerns: [
            {
              kind: 'serialUsed',
              about: 'serial S-1 is in another record, of 2026-03-10. Check the label',
            },
            { kind: 'shortInStock' },
          ],
        },
      },
    };
    expect(await clinic.record(serial)).toMatchObject(stopped);
    expect(valueOf(await correct(first, serial, { doctorNotes: 'Dry' })).concerns).toEqual([]);
    const { id: treatmentRecordId } = first;
    const voided = { treatmentRecordId, seen: 2, reason: 'Mistake', pin: TEST_PIN };
    valueOf(await clinic.client['treatments.void'](voided));
    expect(valueOf(await clinic.record(serial)).concerns).toEqual([]);
  });

  test('knows a serial again, however it was typed', async () => {
    await clinic.received({ ...lotA, serialNumber: 'SN-77 b', pieces: 1 });
    valueOf(await clinic.record({ ...sheet, serialNumber: 'SN-77 b' }));
    for (const serialNumber of ['sn77B', 'SN 77-B'])
      expect(await clinic.record({ ...sheet, serialNumber })).toMatchObject({
        failure: { details: { concerns: [{ kind: 'serialUsed' }, { kind: 'shortInStock' }] } },
      });
    expect(await clinic.record({ ...sheet, serialNumber: 'SN-77 c' })).toMatchObject({
      failure: { details: { concerns: [{ kind: 'shortInStock' }] } },
    });
  });

  test('says it before the package is opened, as the save will, and of a record that is corrected not against itself', async () => {
    const { client, patient } = clinic;
    await clinic.received({ ...lotA, pieces: 1 });
    const ask = {
      patientId: patient.id,
      orderId: sheet.orderId,
      productId: 'SHEET',
      woundId: null,
    };
    const kinds = async (more: object) =>
      valueOf(await client['safety.check']({ ...ask, ...lotA, ...more })).concerns.map(
        ({ kind }) => kind,
      );
    expect(await kinds({})).toEqual([]);
    expect(await kinds({ quantityUsed: 2 })).toEqual(['shortInStock']);
    const record = valueOf(await clinic.record({ ...sheet, serialNumber: null }));
    expect(await kinds({})).toEqual(['shortInStock']);
    expect(await kinds({ treatmentRecordId: record.id })).toEqual([]);
  });
});
