import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { sha256 } from '../main/platform/file-store.ts';
import { type BillingClinic, emptyClinic, MARCH, openBillingClinic } from './billing-clinic.ts';
import { allRows, codeOf, openTestCore, TEST_PIN, type TestCore, valueOf } from './core.ts';

let app: TestCore;
let clinic: BillingClinic;
beforeAll(async () => {
  app = await openTestCore();
});
afterAll(() => app.close());
beforeEach(async () => {
  clinic = await openBillingClinic(app);
});
afterEach(() => emptyClinic(app));

describe('a batch', () => {
  test('holds what was typed, exactly in the machine form and disarmed in the Excel form', async () => {
    const typed = {
      diagnosis: '=HYPERLINK("http://x")',
      procedurePerformed: 'דימום <b>"קל"</b>\r\nnext, line\nlast',
      woundLocation: '🩹 heel, "left"',
      doctorNotes: 'must not go out',
    };
    const { id, version } = await clinic.record(typed);
    const { batch, isNew, alreadyExportedCount } = await clinic.exported();
    expect({ isNew, alreadyExportedCount }).toEqual({ isNew: true, alreadyExportedCount: 0 });
    expect(batch).toMatchObject({ ...MARCH, recordCount: 1, changedSinceCount: 0 });

    const [machine] = await clinic.rowsOf(batch.machineDigest);
    expect(machine).toMatchObject({
      record_id: id,
      record_version: String(version),
      patient_mrn: 'T-1',
      patient_last_name: 'Núñez',
      patient_birth_date: '1950-02-28',
      patient_postal_code: '',
      date_applied: '2026-03-10',
      product_id: 'FOAM-6X6',
      quantity_used: '1',
      diagnosis: typed.diagnosis,
      procedure_performed: typed.procedurePerformed,
      wound_location: typed.woundLocation,
    });
    const [excel] = await clinic.rowsOf(batch.excelDigest);
    expect(excel).toMatchObject({
      Diagnosis: `'${typed.diagnosis}`,
      Procedure: typed.procedurePerformed,
      'Wound location': typed.woundLocation,
      MRN: '="T-1"',
    });
    expect(JSON.stringify([machine, excel])).not.toContain('must not go out');
  });

  test('is named by the SHA-256 of its files, which only billing may fetch', async () => {
    await clinic.record();
    const { batch } = await clinic.exported();
    for (const digest of [batch.machineDigest, batch.excelDigest]) {
      const bytes = await clinic.fileOf(digest);
      expect(sha256(bytes)).toBe(digest);
      const refused = await app.core.getBytes(clinic.nurse.session, digest);
      expect(refused).toMatchObject({ ok: false, failure: { code: 'Forbidden' } });
    }
    expect(await allRows(app.database, 'storedFiles')).toHaveLength(2);
  });

  test('takes both the first and the last day, and no day beside them', async () => {
    for (const dateApplied of ['2026-03-01', '2026-03-02', '2026-03-05', '2026-03-06'])
      await clinic.record({ dateApplied });
    const { batch } = await clinic.exported({ fromOn: '2026-03-02', toOn: '2026-03-05' });
    const rows = await clinic.rowsOf(batch.machineDigest);
    expect(rows.map((row) => row['date_applied'])).toEqual(['2026-03-02', '2026-03-05']);
  });

  test('is written over many chunks in one order, every record once', async () => {
    const { id } = await clinic.record();
    await app.database.transact(async (tx) => {
      const row = await tx
        .selectFrom('treatmentRecords')
        .selectAll()
        .where('id', '=', id)
        .executeTakeFirstOrThrow();
      const { createdAt: _, updatedAt: __, labelScans: ___, ...founding } = row;
      for (let day = 1; day <= 9; day += 1) {
        const dateApplied = `2026-03-0${day}`;
        const copies = Array.from({ length: 60 }, () => ({
          ...founding,
          id: crypto.randomUUID(),
          dateApplied,
        }));
        await tx.insertInto('treatmentRecords').values(copies).execute();
      }
    });
    const { batch } = await clinic.exported();
    const rows = await clinic.rowsOf(batch.machineDigest);
    expect(rows).toHaveLength(541);
    expect(new Set(rows.map((row) => row['record_id'])).size).toBe(541);
    const keys = rows.map((row) => `${row['date_applied']} ${row['record_id']}`);
    expect(keys).toEqual(keys.toSorted());
    const listed = await allRows(app.database, 'billingBatchRecords');
    const byPosition = listed.toSorted((one, other) => one.position - other.position);
    expect(byPosition.map(({ treatmentRecordId }) => treatmentRecordId)).toEqual(
      rows.map((row) => row['record_id']),
    );
  });
});

describe('a second export', () => {
  test('of the same days gives the same batch again', async () => {
    await clinic.record();
    const first = await clinic.exported();
    const second = await clinic.exported();
    expect(second).toEqual({ batch: first.batch, isNew: false, alreadyExportedCount: 1 });
    expect(await allRows(app.database, 'billingBatches')).toHaveLength(1);
  });

  test('of overlapping days takes only what no batch holds', async () => {
    const early = await clinic.record({ dateApplied: '2026-03-02' });
    await clinic.record({ dateApplied: '2026-03-05' });
    await clinic.exported({ fromOn: '2026-03-04', toOn: '2026-03-06' });
    const late = await clinic.record({ dateApplied: '2026-03-06' });
    const { batch, isNew, alreadyExportedCount } = await clinic.exported();
    expect({ isNew, alreadyExportedCount }).toEqual({ isNew: true, alreadyExportedCount: 1 });
    const rows = await clinic.rowsOf(batch.machineDigest);
    expect(rows.map((row) => row['record_id'])).toEqual([early.id, late.id]);
    expect(await allRows(app.database, 'billingBatchRecords')).toHaveLength(3);
  });

  test('of other days that hold nothing new is refused, with how much went out', async () => {
    await clinic.record();
    await clinic.exported();
    const reply = await clinic.exportReply({ fromOn: '2026-03-05', toOn: '2026-03-31' });
    expect(reply).toMatchObject({
      failure: { code: 'NothingToExport', details: { alreadyExportedCount: 1 } },
    });
    const empty = await clinic.exportReply({ fromOn: '2020-01-01', toOn: '2020-01-31' });
    expect(empty).toMatchObject({ failure: { details: { alreadyExportedCount: 0 } } });
  });

  test('of days in the wrong order is refused at once', async () => {
    const range = { fromOn: '2026-03-31', toOn: '2026-03-01' };
    const reply = await app.client['billing.export'](range);
    expect(reply).toMatchObject({ failure: { code: 'InvalidInput', fields: [{ field: 'toOn' }] } });
  });
});

test('a batch tells how many of its records were amended or voided since', async () => {
  const [amended, noted, voided] = [
    await clinic.record(),
    await clinic.record(),
    await clinic.record(),
  ];
  await clinic.record();
  const { batch } = await clinic.exported();
  const changedSinceCount = async () =>
    valueOf(await app.client['billing.getBatch']({ batchId: batch.id })).changedSinceCount;
  valueOf(await clinic.amend(amended.id, { woundLocation: 'Right heel' }));
  expect(await changedSinceCount()).toBe(1);
  const note = { kind: 'clarification', reason: 'asked', note: 'Right heel' } as const;
  const said = { treatmentRecordId: noted.id, content: null, supersedes: null, pin: TEST_PIN };
  valueOf(await clinic.client['treatments.amend']({ ...note, ...said }));
  expect(await changedSinceCount()).toBe(2);
  valueOf(await clinic.void(voided));
  const now = valueOf(await app.client['billing.getBatch']({ batchId: batch.id }));
  expect(now).toEqual({ ...batch, changedSinceCount: 3 });
});

describe('only what is documented to the end goes out', () => {
  const preview = async () => valueOf(await app.client['billing.preview'](MARCH));

  test('what nobody signed waits, goes out once it is signed, and is told until then', async () => {
    const record = await clinic.recordUnsigned();
    expect(await preview()).toEqual({
      newCount: 0,
      patientCount: 0,
      waitingCount: 1,
      alreadyExportedCount: 0,
      twiceCount: 0,
    });
    const refused = await clinic.exportReply();
    expect(refused).toMatchObject({
      failure: {
        code: 'NothingToExport',
        details: { alreadyExportedCount: 0, waitingCount: 1 },
        message: expect.stringContaining('1 treatments wait for a signature'),
      },
    });
    await clinic.sign(record);
    expect((await clinic.exported()).batch.recordCount).toBe(1);
  });

  test('what needs a co-signature waits for it', async () => {
    const record = await clinic.record();
    await app.database.transact(async (tx) => {
      await sql`SET LOCAL caretrail.applying = 'on'`.execute(tx);
      await tx.updateTable('treatmentRecords').set({ needsCosignature: true }).execute();
    });
    expect(await preview()).toMatchObject({ newCount: 0, waitingCount: 1 });
    const records = [{ kind: 'treatment' as const, id: record.id, seen: record.version }];
    valueOf(await app.client['signing.cosign']({ records, pin: TEST_PIN }));
    expect(await preview()).toMatchObject({ newCount: 1, waitingCount: 0 });
  });

  test('what was voided never goes out, nor what another system recorded', async () => {
    const voided = await clinic.record();
    valueOf(await clinic.void(voided));
    const { id } = await clinic.recordUnsigned();
    await app.database.transact((tx) =>
      tx.updateTable('treatmentRecords').set({ isImported: true }).where('id', '=', id).execute(),
    );
    expect(await preview()).toMatchObject({ newCount: 0, waitingCount: 0 });
    expect(await clinic.exportReply()).toMatchObject({ failure: { code: 'NothingToExport' } });
  });

  test('a corrected record goes out on its corrected day with its corrected content', async () => {
    const { id } = await clinic.record({ dateApplied: '2026-03-09', quantityUsed: 1 });
    valueOf(await clinic.amend(id, { dateApplied: '2026-03-02', quantityUsed: 3 }));
    const before = await clinic.exportReply({ fromOn: '2026-03-09', toOn: '2026-03-09' });
    expect(before).toMatchObject({ failure: { code: 'NothingToExport' } });
    const { batch } = await clinic.exported({ fromOn: '2026-03-02', toOn: '2026-03-02' });
    expect(await clinic.rowsOf(batch.machineDigest)).toMatchObject([
      { record_id: id, date_applied: '2026-03-02', quantity_used: '3', record_version: '1' },
    ]);
  });
});

test('the batches are listed newest first, with who exported them', async () => {
  await clinic.record({ dateApplied: '2026-03-02' });
  const first = await clinic.exported({ fromOn: '2026-03-01', toOn: '2026-03-02' });
  await clinic.record({ dateApplied: '2026-03-05' });
  app.clock.now = new Date('2026-03-10T16:00:00Z');
  const second = await clinic.exported();
  const batches = valueOf(await app.client['billing.listBatches']({}));
  expect(batches).toEqual([second.batch, first.batch]);
  expect(batches[0]).toMatchObject({
    exportedByName: 'Ada Admin',
    exportedAt: '2026-03-10T16:00:00.000Z',
  });
  const [newest] = valueOf(await app.client['billing.listBatches']({ limit: 1 }));
  expect(newest?.id).toBe(second.batch.id);
});

test('a preview tells what an export would hold', async () => {
  await clinic.record({ dateApplied: '2026-03-02' });
  await clinic.exported({ fromOn: '2026-03-01', toOn: '2026-03-02' });
  await clinic.record();
  await clinic.record();
  expect(valueOf(await app.client['billing.preview'](MARCH))).toEqual({
    newCount: 2,
    patientCount: 1,
    waitingCount: 0,
    alreadyExportedCount: 1,
    twiceCount: 0,
  });
});

test('an unknown batch is said to be unknown, and a nurse may not export', async () => {
  const batchId = clinic.patient.id;
  expect(codeOf(await app.client['billing.getBatch']({ batchId }))).toBe('UnknownBatch');
  expect(codeOf(await clinic.client['billing.export'](MARCH))).toBe('Forbidden');
});
