import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import {
  type BillingClinic,
  emptyClinic,
  exportOutput,
  hasEnded,
  MARCH,
  openBillingClinic,
} from './billing-clinic.ts';
import type { Reply } from '../main/platform/core.ts';
import { allRows, openTestCore, type TestCore, valueOf } from './core.ts';
import { noText } from './clinic.ts';

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

describe('what changes while an export runs', () => {
  /** Works once, right after the export's first chunk. */
  function meanwhile(work: () => Promise<unknown>) {
    return clinic.moment(({ done }) => done > 0).then(work);
  }

  test('a corrected record goes out as corrected', async () => {
    const { id, version } = await clinic.record({ quantityUsed: 1 });
    const { patientId: _, ...fields } = clinic.treatment;
    const corrected = meanwhile(() =>
      clinic.client['treatments.correct']({
        ...noText,
        ...fields,
        treatmentRecordId: id,
        seen: version,
        reason: 'counted again',
        quantityUsed: 2,
      }),
    );
    const { batch } = await clinic.exported();
    expect(await corrected).toMatchObject({ ok: true });
    const rows = await clinic.rowsOf(batch.machineDigest);
    expect(rows).toMatchObject([{ record_id: id, record_version: '2', quantity_used: '2' }]);
    expect(batch).toMatchObject({ recordCount: 1, changedSinceCount: 0 });
    expect(await allRows(app.database, 'billingBatchRecords')).toMatchObject([{ version: 2 }]);
  });

  test('a corrected patient goes out as corrected, and the overtaken files are not kept', async () => {
    await clinic.record();
    const { id, version, deceasedOn: _, ...details } = clinic.patient;
    const corrected = meanwhile(() =>
      clinic.client['patients.correct']({
        ...details,
        patientId: id,
        seen: version,
        postalCode: '02134',
      }),
    );
    const { batch } = await clinic.exported();
    expect(await corrected).toMatchObject({ ok: true });
    expect(await clinic.rowsOf(batch.machineDigest)).toMatchObject([
      { patient_postal_code: '02134' },
    ]);
    expect(await allRows(app.database, 'storedFiles')).toHaveLength(2);
  });

  test('a record made meanwhile goes out as well, in its place', async () => {
    const later = await clinic.record({ dateApplied: '2026-03-09' });
    const made = meanwhile(() => clinic.record({ dateApplied: '2026-03-02' }));
    const { batch } = await clinic.exported();
    expect(await made).toMatchObject({ dateApplied: '2026-03-02' });
    const rows = await clinic.rowsOf(batch.machineDigest);
    expect(rows.map((row) => row['date_applied'])).toEqual(['2026-03-02', later.dateApplied]);
  });
});

describe('an export that was stopped', () => {
  async function resume(jobId: string): Promise<Reply> {
    const ended = clinic.moment(hasEnded);
    valueOf(await app.client['jobs.resume']({ jobId }));
    await ended;
    return clinic.replyOf(jobId);
  }

  test('makes no batch until it is resumed, and then the whole one', async () => {
    const { id } = await clinic.record();
    const started = clinic.moment(({ done }) => done > 0);
    const ended = clinic.moment(hasEnded);
    const { jobId } = valueOf(await app.client['billing.export'](MARCH));
    await started;
    valueOf(await app.client['jobs.cancel']({ jobId }));
    await ended;
    expect(valueOf(await app.client['jobs.get']({ jobId })).state).toBe('cancelled');
    expect(await allRows(app.database, 'billingBatches')).toEqual([]);
    expect(await allRows(app.database, 'storedFiles')).toEqual([]);

    const { batch, isNew } = exportOutput.parse(valueOf(await resume(jobId)));
    expect(isNew).toBe(true);
    expect(await clinic.rowsOf(batch.machineDigest)).toMatchObject([{ record_id: id }]);
  });

  test('answers the batch that it had made when it was cut off before it could say so', async () => {
    await clinic.record();
    const ended = clinic.moment(hasEnded);
    const { jobId } = valueOf(await app.client['billing.export'](MARCH));
    await ended;
    const made = await clinic.replyOf(jobId);
    await app.database.transact((tx) =>
      tx
        .updateTable('jobs')
        .set({ state: 'interrupted', result: null })
        .where('id', '=', jobId)
        .execute(),
    );
    await clinic.record();
    expect(await resume(jobId)).toEqual(made);
    expect(await allRows(app.database, 'billingBatches')).toHaveLength(1);
  });
});
