import { parse } from 'csv-parse/sync';
import { v7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { recallOperations } from '../shared/recalls/contract.ts';
import { allRows, codeOf, openTestCore, type TestCore, valueOf } from './core.ts';
import { jobReply } from './job-reply.ts';
import { asked, FOAM, openRecallClinic, piecesAt, QUARANTINE } from './recall-clinic.ts';
import { closeQuietly } from './signing-clinic.ts';

type Started = Parameters<typeof jobReply>[1];

let app: TestCore;
let clinic: Awaited<ReturnType<typeof openRecallClinic>>;
beforeAll(async () => {
  app = await openTestCore();
  clinic = await openRecallClinic(app);
  await clinic.treat({ lotNumber: 'L-1' });
  await clinic.arrive({ lotNumber: 'L-1', pieces: 4, pieceMm2: 900 });
  await clinic.arrive({ lotNumber: 'L-2', pieces: 2 });
  await clinic.arrive({ lotNumber: 'L-3', serialNumber: '7', pieces: 1, locationId: QUARANTINE });
  await clinic.arrive({ pieces: 6 });
});
afterAll(() => closeQuietly(app));

const lots = asked({ lotNumber: 'l1' }, { lotNumber: 'L-3' });
const drill = async (isExercise: boolean) =>
  valueOf(
    await clinic.supply.client['recalls.recordDrill']({ ...lots, isExercise, answeredMs: 84 }),
  );

describe('a drill', () => {
  test('is written down with its own time and what the records say', async () => {
    app.clock.now = new Date('2026-03-10T15:01:00Z');
    const recorded = await drill(true);
    expect(recorded).toMatchObject({
      asked: lots,
      isExercise: true,
      answeredMs: 84,
      patientCount: 1,
      treatmentCount: 1,
      piecesLeft: 5,
      quarantinedPieces: 0,
      finishedAt: null,
      note: null,
      productName: 'Foam Wound Dressing 6x6',
      askedAt: '2026-03-10T15:01:00.000Z',
    });
    app.clock.now = new Date('2026-03-10T15:02:00Z');
    const later = await drill(false);
    const drills = valueOf(await clinic.client['recalls.drills']({}));
    expect(drills.map(({ id }) => id)).toEqual([later.id, recorded.id]);
  });

  test('is closed once, with a note', async () => {
    const { id } = await drill(true);
    const close = { drillId: id, note: ' All found in one minute ' };
    const closed = valueOf(await clinic.client['recalls.finishDrill'](close));
    expect(closed).toMatchObject({ note: 'All found in one minute' });
    expect(closed.finishedByName).toContain('nurse');
    expect(await clinic.client['recalls.finishDrill'](close)).toMatchObject({
      failure: { code: 'AlreadyFinished', details: { id } },
    });
    const nobody = { drillId: clinic.patient.id, note: null };
    expect(codeOf(await clinic.client['recalls.finishDrill'](nobody))).toBe('UnknownDrill');
  });
});

describe('what cannot be quarantined is refused, and nothing moves', () => {
  test.for<[string, object, string]>([
    ['without a reason', { reason: ' ' }, 'InvalidInput'],
    ['without a source', { source: '' }, 'InvalidInput'],
    ['from tomorrow on', { sinceOn: '2026-03-11' }, 'ImpossibleDate'],
    ['of a product nobody knows', { productId: 'NEVER-SEEN' }, 'UnknownProduct'],
    [
      'for a drill that is not there',
      { drillId: '0199aaaa-0000-7000-8000-000000000001' },
      'UnknownDrill',
    ],
    ['without saying what of the unsaid', { includesUnsaid: undefined }, 'InvalidInput'],
  ])('%s', async ([, change, code]) => {
    const before = [await piecesAt(app), await allRows(app.database, 'productRecalls')];
    const input = { ...clinic.notice(lots), ...change };
    const reply = await app.core.dispatch(clinic.supply.session, 'recalls.quarantine', input);
    expect(codeOf(reply)).toBe(code);
    expect([await piecesAt(app), await allRows(app.database, 'productRecalls')]).toEqual(before);
  });

  test('for an exercise', async () => {
    const { id } = await drill(true);
    const input = { ...clinic.notice(lots), drillId: id };
    expect(codeOf(await clinic.supply.client['recalls.quarantine'](input))).toBe('OnlyAnExercise');
  });

  test('where no quarantine is in use', async () => {
    const setActive = (isActive: boolean) =>
      app.database.transact((tx) =>
        tx.updateTable('stockLocations').set({ isActive }).where('id', '=', QUARANTINE).execute(),
      );
    await setActive(false);
    const reply = await clinic.supply.client['recalls.quarantine'](clinic.notice(lots));
    await setActive(true);
    expect(codeOf(reply)).toBe('NoQuarantine');
  });
});

describe('what is left', () => {
  test('goes into quarantine in one step, both sides of each transfer under one id, once', async () => {
    const { id } = await drill(false);
    const input = { ...clinic.notice(lots), drillId: id };
    const first = valueOf(await clinic.supply.client['recalls.quarantine'](input));
    expect(first).toMatchObject({ enteredCount: 2, movedPieces: 4, locationName: 'Quarantine' });
    expect(await piecesAt(app)).toEqual({
      'Quarantine L-1/': 4,
      'Quarantine L-3/7': 1,
      'Store room /': 6,
      'Store room L-2/': 2,
    });
    const moved = (await allRows(app.database, 'stockMovements')).filter(
      ({ kind }) => kind === 'transferred',
    );
    expect(moved.map(({ pieces, areaMm2 }) => [pieces, areaMm2])).toEqual([
      [-4, -3600],
      [4, 3600],
    ]);
    expect(new Set(moved.map(({ transferId }) => transferId))).toHaveLength(1);
    expect(moved[0]?.reason).toBe('Recall: Seal may leak');

    const again = valueOf(await clinic.supply.client['recalls.quarantine'](input));
    expect(again).toMatchObject({ enteredCount: 0, movedPieces: 0 });
    expect(again.recalls).toHaveLength(2);
    const drills = valueOf(await clinic.client['recalls.drills']({}));
    expect(drills.find((each) => each.id === id)?.quarantinedPieces).toBe(4);
  });

  test('without a lot goes along where it is asked for', async () => {
    const all = { ...clinic.notice(lots), includesUnsaid: true };
    const moved = valueOf(await clinic.supply.client['recalls.quarantine'](all));
    expect(moved).toMatchObject({ enteredCount: 0, movedPieces: 6 });
    const { counts } = await clinic.trace(lots);
    expect(counts).toMatchObject({ piecesLeft: 5, piecesOnShelves: 0 });
  });

  test('is stopped at the bedside from then on, by lot, serial and range', async () => {
    const concern = async (pack: { lotNumber?: string; serialNumber?: string }) =>
      valueOf(
        await clinic.client['safety.check']({
          patientId: clinic.patient.id,
          orderId: clinic.order.id,
          productId: FOAM,
          woundId: null,
          ...pack,
        }),
      ).concerns.flatMap(({ kind, about }) => (kind === 'recalled' ? [about] : []));
    expect(await concern({ lotNumber: 'L 1' })).toEqual(['lot l1: Seal may leak']);
    expect(await concern({ lotNumber: 'L-2' })).toEqual([]);
    const range = asked({ serialNumber: '100', lastSerialNumber: '199' });
    valueOf(await clinic.supply.client['recalls.quarantine'](clinic.notice(range)));
    const about = 'serials 100 to 199: Seal may leak';
    expect(await concern({ lotNumber: 'L-2', serialNumber: '150' })).toEqual([about]);
    expect(await concern({ lotNumber: 'L-2', serialNumber: '200' })).toEqual([]);
    const [recall] = valueOf(await clinic.client['recalls.list']({})).filter(
      ({ serialNumber }) => serialNumber === '100',
    );
    expect(recall).toMatchObject({ lastSerialNumber: '199', lotNumber: null, isActive: true });
  });
});

describe('a list in a file', () => {
  const exported = async (started: Started) => {
    const reply = await jobReply({ core: app.core, client: clinic.client }, started);
    const { value } = reply as { value: unknown };
    return recallOperations['recalls.exportCalls'].output.parse(value);
  };
  const rowsOf = async (digest: string): Promise<readonly Record<string, string>[]> =>
    parse(Buffer.from(valueOf(await app.core.getBytes(clinic.nurse.session, digest))), {
      bom: true,
      columns: true,
      record_delimiter: '\r\n',
    });

  test('names whom to call with two identifiers, runs no formula, and its name nobody', async () => {
    const person = {
      firstName: '=1+1',
      lastName: 'Doe',
      birthOn: '1960-01-01',
      sex: 'other',
    } as const;
    const patient = valueOf(
      await clinic.client['patients.create']({ ...person, mrn: '0012', phone: '+1 555 0100' }),
    );
    const lines = [{ productId: FOAM, quantity: 5 }];
    const order = valueOf(
      await clinic.client['orders.create']({
        patientId: patient.id,
        orderedOn: '2026-03-01',
        lines,
      }),
    );
    const concernReasons = [
      { kind: 'recalled' as const, about: 'lot l1: Seal may leak', reason: 'It was on already' },
      ...valueOf(
        await clinic.client['safety.check']({
          patientId: patient.id,
          orderId: order.id,
          productId: FOAM,
          woundId: null,
          lotNumber: 'L-1',
        }),
      ).concerns.map((each) => ({ ...each, reason: 'It was on already' })),
    ];
    const of = { patientId: patient.id, orderId: order.id, lotNumber: 'L-1', concernReasons };
    await clinic.treat({ ...of, woundId: null });
    const list = await exported(clinic.client['recalls.exportCalls'](lots));
    expect(list).toMatchObject({
      rowCount: 2,
      fileName: 'caretrail-recall-call-list-2026-03-10.csv',
    });
    const [first, second] = await rowsOf(list.digest);
    expect(first).toMatchObject({
      Call: 'Yes',
      'Last name': 'Doe',
      'First name': "'=1+1",
      'Date of birth': '1960-01-01',
      MRN: '="0012"',
      Phone: "'+1 555 0100",
      Lot: '="L-1"',
      'Why listed': 'Recalled',
      Notes: '',
    });
    expect(second).toMatchObject({ 'Last name': 'Núñez', MRN: '="T-1"' });

    const events = await allRows(app.database, 'auditEvents');
    const readers = events.filter(({ entityId }) => entityId === list.digest);
    expect(new Set(readers.map(({ patientId }) => patientId))).toEqual(
      new Set([patient.id, clinic.patient.id]),
    );
    expect(readers).toHaveLength(2);
    expect(codeOf(await app.core.getBytes(clinic.supply.session, list.digest))).toBe('Forbidden');
  });

  test('has everything that was used on a patient, and goes after some days', async () => {
    const of = { patientId: clinic.patient.id };
    const list = await exported(clinic.client['recalls.exportUsed'](of));
    expect(list).toMatchObject({ rowCount: 1, fileName: 'caretrail-products-used-2026-03-10.csv' });
    expect(await rowsOf(list.digest)).toMatchObject([
      { MRN: '="T-1"', SKU: `="${FOAM}"`, Lot: '="L-1"', Record: 'Not signed', Pieces: '1' },
    ]);
    app.clock.now = new Date('2026-03-20T15:00:00Z');
    await exported(clinic.client['recalls.exportCalls'](asked({ lotNumber: 'NONE' })));
    expect(await allRows(app.database, 'recallExports')).toHaveLength(1);
    expect(codeOf(await app.core.getBytes(clinic.nurse.session, list.digest))).toBe('UnknownFile');
  });

  test('of thousands is written down as read for each of them', async () => {
    const patientIds = Array.from({ length: 6000 }, () => v7());
    const digest = await app.files.put(new TextEncoder().encode('a long list'));
    const at = app.clock.now.toISOString();
    const row = { digest, exportedBy: app.administratorId, exportedAt: at };
    await app.database.transact(async (tx) => {
      const file = { digest, byteLength: 11, permission: 'charts.read', storedAt: at };
      await tx
        .insertInto('storedFiles')
        .values({ ...file, purpose: 'recall-list' })
        .execute();
      const named = { id: v7(), patientIds: JSON.stringify(patientIds) };
      await tx
        .insertInto('recallExports')
        .values({ ...row, ...named })
        .execute();
    });
    valueOf(await app.core.getBytes(clinic.nurse.session, digest));
    const events = await allRows(app.database, 'auditEvents');
    const readers = events.filter(({ entityId }) => entityId === digest);
    expect(new Set(readers.map(({ patientId }) => patientId)).size).toBe(6000);
  });

  test('of a patient or product that is not there is refused', async () => {
    const job = (started: Started) => jobReply({ core: app.core, client: clinic.client }, started);
    const nobody = clinic.client['recalls.exportUsed']({ patientId: app.administratorId });
    expect(await job(nobody)).toMatchObject({ failure: { code: 'UnknownPatient' } });
    const nothing = clinic.client['recalls.exportCalls']({ ...lots, productId: 'NEVER-SEEN' });
    expect(await job(nothing)).toMatchObject({ failure: { code: 'UnknownProduct' } });
  });
});
