import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import {
  type BillingClinic,
  emptyClinic,
  exportOutput,
  MARCH,
  openBillingClinic,
} from './billing-clinic.ts';
import type { Reply } from '../main/platform/core.ts';
import type { Tx } from '../main/platform/database.ts';
import { allRows, openTestCore, type TestCore, valueOf } from './core.ts';
import { hasEnded } from './job-moment.ts';

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

  /** In one turn: checking a PIN takes several, and the export would be through between them. */
  const atOnce = (work: (tx: Tx) => Promise<unknown>) => app.database.transact(work);

  test('a corrected record goes out as corrected', async () => {
    const { id } = await clinic.record({ quantityUsed: 1 });
    const corrected = meanwhile(() =>
      atOnce((tx) =>
        tx
          .insertInto('recordAmendments')
          .values({
            id: crypto.randomUUID(),
            treatmentRecordId: id,
            kind: 'correction',
            reason: 'counted again',
            content: JSON.stringify({ quantityUsed: 2 }),
            amendedBy: clinic.nurse.userId,
            amendedAt: '2026-03-10T15:00:00Z',
          })
          .execute(),
      ),
    );
    const { batch } = await clinic.exported();
    await corrected;
    const rows = await clinic.rowsOf(batch.machineDigest);
    expect(rows).toMatchObject([{ record_id: id, record_version: '1', quantity_used: '2' }]);
    expect(batch).toMatchObject({ recordCount: 1, changedSinceCount: 0 });
    expect(await allRows(app.database, 'billingBatchRecords')).toMatchObject([
      { version: 1, amendmentCount: 1 },
    ]);
  });

  test('a record voided meanwhile does not go out', async () => {
    const voided = await clinic.record();
    const { id } = await clinic.record();
    const struck = meanwhile(() =>
      atOnce((tx) =>
        tx
          .updateTable('treatmentRecords')
          .set({ voidedAt: '2026-03-10T15:00:00Z', voidReason: 'wrong patient' })
          .where('id', '=', voided.id)
          .execute(),
      ),
    );
    const { batch } = await clinic.exported();
    await struck;
    expect(await clinic.rowsOf(batch.machineDigest)).toMatchObject([{ record_id: id }]);
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

  test('files that nothing needed before are not deleted under it', async () => {
    await clinic.record();
    const { batch: first } = await clinic.exported();
    // What an export leaves that ended after its files and before its batch.
    await app.database.transact(async (tx) => {
      // Nothing else may delete a batch.
      await sql`SET LOCAL caretrail.applying = 'on'`.execute(tx);
      for (const table of ['billingBatchRecords', 'billingBatches', 'storedFiles'] as const)
        await tx.deleteFrom(table).execute();
    });
    const isNamed = async (digest: string): Promise<boolean> =>
      (await allRows(app.database, 'storedFiles')).some((row) => row['digest'] === digest);
    const { promise: exported, resolve } = Promise.withResolvers<void>();
    const deleting = app.files.deleteUnreferenced(
      async (digest) => {
        const answer = await isNamed(digest);
        // An answer from before the export, as it comes when the export is faster than the deletion.
        await exported;
        return answer;
      },
      [first.machineDigest],
    );
    const { batch } = await clinic.exported();
    resolve();
    await deleting;
    expect(batch.machineDigest).toBe(first.machineDigest);
    expect(await app.files.exists(batch.machineDigest)).toBe(true);
  });

  test('a record signed meanwhile goes out as well, in its place', async () => {
    const later = await clinic.record({ dateApplied: '2026-03-09' });
    const { id } = await clinic.recordUnsigned({ dateApplied: '2026-03-02' });
    const signed = meanwhile(() =>
      atOnce((tx) =>
        tx
          .updateTable('treatmentRecords')
          .set({ signedAt: '2026-03-10T15:00:00Z', signedBy: clinic.nurse.userId })
          .where('id', '=', id)
          .execute(),
      ),
    );
    const { batch } = await clinic.exported();
    await signed;
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
