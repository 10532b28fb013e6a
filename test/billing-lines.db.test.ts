import { parse } from 'csv-parse/sync';
import { sql } from 'kysely';
import readExcelFile from 'read-excel-file/node';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { exportedLines, type LineForm } from '../shared/billing-lines/contract.ts';
import { lineColumns, usualColumns } from '../shared/billing-lines/exported-line.ts';
import { type BillingClinic, emptyClinic, MARCH, openBillingClinic } from './billing-clinic.ts';
import { allRows, codeOf, openTestCore, type TestCore, valueOf } from './core.ts';
import { jobReply } from './job-reply.ts';

let app: TestCore;
let clinic: BillingClinic;
beforeAll(async () => {
  app = await openTestCore();
});
afterAll(() => app.close());
beforeEach(async () => {
  clinic = await openBillingClinic(app);
});
afterEach(async () => {
  await emptyClinic(app);
  await app.files.deleteUnreferenced(() => false);
});

const every = lineColumns.map(({ key }) => key);

type Asked = Parameters<TestCore['client']['billingLines.export']>[0];
const asked = (form: LineForm, over: Partial<Asked> = {}): Asked => ({
  ...MARCH,
  form,
  columns: every,
  ...over,
});

const reply = (of: Asked) => jobReply(app, app.client['billingLines.export'](of));
const exported = async (of: Asked) =>
  exportedLines.parse(valueOf((await reply(of)) as Parameters<typeof valueOf>[0]));
const bytesOf = async (digest: string) =>
  Buffer.from(valueOf(await app.core.getBytes(app.administrator, digest)));

type Row = Readonly<Record<string, string>>;
async function csvRows(of: Asked): Promise<readonly Row[]> {
  const bytes = await bytesOf((await exported(of)).digest);
  return parse(bytes, { bom: true, columns: true, record_delimiter: '\r\n' });
}
const sheetRows = async (of: Asked) => {
  const [sheet] = await readExcelFile(await bytesOf((await exported(of)).digest));
  return sheet?.data ?? [];
};

/** Signed records beside one that is there, a day of March each, in no order. */
async function copies(count: number): Promise<void> {
  await app.database.transact((tx) =>
    sql`INSERT INTO treatment_records
      SELECT (jsonb_populate_record(record, jsonb_build_object('id', gen_random_uuid(),
        'date_applied', date '2026-03-01' + nth % 30, 'lot_number', lpad(nth::text, 5, '0')))).*
      FROM treatment_records AS record, generate_series(1, ${count}::int) AS nth`.execute(tx),
  );
}

const typed = {
  diagnosis: '=cmd()',
  procedurePerformed: 'Łukasz 李, "quoted"\r\nnext line',
  woundLocation: '+1 <b>&</b>',
  doctorNotes: '@SUM(A1)',
  lotNumber: '000123',
};

describe('lines for other programs', () => {
  test('hold what was typed, exactly, and disarmed for Excel', async () => {
    const { id } = await clinic.record(typed);
    const [machine] = await csvRows(asked('csv'));
    expect(machine).toMatchObject({
      record_id: id,
      diagnosis: '=cmd()',
      procedure_performed: typed.procedurePerformed,
      wound_location: typed.woundLocation,
      lot_number: '000123',
      notes: '@SUM(A1)',
      signed_by_name: expect.stringMatching(/^nurse/),
    });
    const [excel] = await csvRows(asked('excel'));
    expect(excel).toMatchObject({
      Diagnosis: "'=cmd()",
      Lot: '="000123"',
      Notes: "'@SUM(A1)",
      'Wound location': "'+1 <b>&</b>",
    });
    const [header = [], row = []] = await sheetRows(asked('xlsx'));
    const cells = Object.fromEntries(header.map((name, index) => [String(name), row[index]]));
    expect(cells).toMatchObject({
      Diagnosis: '=cmd()',
      Procedure: typed.procedurePerformed.replace('\r\n', '\n'),
      'Wound location': typed.woundLocation,
      Lot: '000123',
      Notes: '@SUM(A1)',
      'Quantity used': 1,
      'Date applied': '2026-03-10',
    });
  });

  test('have the columns that were asked for, in the order of the file, and no notes unless asked', async () => {
    await clinic.record(typed);
    const some = asked('csv', { columns: ['lot_number', 'patient_mrn'] });
    expect(await csvRows(some)).toEqual([{ patient_mrn: 'T-1', lot_number: '000123' }]);
    expect(usualColumns).not.toContain('notes');
    expect(usualColumns).not.toContain('patient_address');
    const unknown = asked('csv', { columns: ['everything'] });
    expect(await app.client['billingLines.export'](unknown)).toMatchObject({
      failure: { code: 'InvalidInput', fields: [{ field: 'columns.0' }] },
    });
  });

  test('are of what is signed and not voided, or of one batch', async () => {
    const first = await clinic.record({ dateApplied: '2026-03-09' });
    const { batch } = await clinic.exported();
    const voided = await clinic.record({ dateApplied: '2026-03-08' });
    await clinic.void(voided);
    await clinic.recordUnsigned();
    const second = await clinic.record();
    const idsOf = async (of: Asked) => (await csvRows(of)).map((row) => row['record_id']);
    expect(await idsOf(asked('csv'))).toEqual([first.id, second.id]);
    expect(await idsOf(asked('csv', { batchId: batch.id }))).toEqual([first.id]);
    const april = { fromOn: '2026-04-01', toOn: '2026-04-30' };
    expect(await reply(asked('csv', april))).toMatchObject({
      failure: { code: 'NothingToExport' },
    });
  });

  test.for(['csv', 'excel', 'xlsx'] as const)(
    'are all there, in one order, the same each time, however many they are: %s',
    async (form) => {
      await clinic.record(typed);
      await copies(1999);
      const { digest, lineCount, byteLength } = await exported(asked(form));
      expect(lineCount).toBe(2000);
      expect((await exported(asked(form))).digest).toBe(digest);
      expect(await bytesOf(digest)).toHaveLength(byteLength);
      const rows =
        form === 'xlsx'
          ? (await sheetRows(asked(form)))
              .slice(1)
              .map((row) => `${String(row[12])} ${String(row[0])}`)
          : (await csvRows(asked(form))).map(
              (row) =>
                `${row['date_applied'] ?? row['Date applied']} ${row['record_id'] ?? row['Record ID']}`,
            );
      expect(rows).toHaveLength(2000);
      expect(rows).toEqual(rows.toSorted());
      expect(new Set(rows).size).toBe(2000);
    },
  );

  test('that are cancelled in the middle leave no file, and begin anew when they go on', async () => {
    await clinic.record(typed);
    await copies(1999);
    const midway = clinic.moment(({ done }) => done >= 500);
    const { jobId } = valueOf(await app.client['billingLines.export'](asked('xlsx')));
    await midway;
    const stopped = clinic.moment(({ state }) => state !== 'running');
    await app.client['jobs.cancel']({ jobId });
    await stopped;
    expect(valueOf(await app.client['jobs.get']({ jobId })).state).toBe('cancelled');
    expect(app.files.byteLength()).toBe(0);
    expect(await allRows(app.database, 'storedFiles')).toEqual([]);
    const ended = clinic.moment(({ state }) => state !== 'running');
    await app.client['jobs.resume']({ jobId });
    await ended;
    const { lineCount } = exportedLines.parse(valueOf(await clinic.replyOf(jobId)));
    expect(lineCount).toBe(2000);
  });

  test('are for billing alone, are written down in the audit trail, and are forgotten after days', async () => {
    await clinic.record(typed);
    const { client } = await app.signIn('nurse');
    expect(codeOf(await client['billingLines.export'](asked('csv')))).toBe('Forbidden');
    const { digest } = await exported(asked('csv'));
    const events = await allRows(app.database, 'auditEvents');
    const ofExport = events.filter(({ operation }) => operation === 'billingLines.export');
    expect(ofExport.map(({ outcome }) => outcome)).toEqual(expect.arrayContaining(['ok', 'ok']));
    app.clock.now = new Date('2026-03-14T15:00:00Z');
    await exported(asked('xlsx'));
    const kept = await allRows(app.database, 'storedFiles');
    expect(kept.map((file) => file.digest)).not.toContain(digest);
    app.clock.now = new Date('2026-03-10T15:00:00Z');
  });
});
