import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ClaimClinic, MARCH, openClaimClinic } from './claim-clinic.ts';
import { allRows, openTestCore, type TestCore, valueOf } from './core.ts';
import { hasEnded, jobMoment } from './job-moment.ts';

let app: TestCore;
let clinic: ClaimClinic;
beforeAll(async () => {
  app = await openTestCore();
  clinic = await openClaimClinic(app);
});
afterAll(() => app.close());

/** Begins a batch and cancels it after so many of its short turns. */
async function stopAfter(turns: number): Promise<string> {
  let taken = -1;
  const midway = jobMoment(app.core, ({ state }) => {
    taken += state === 'running' ? 1 : 0;
    return taken === turns;
  });
  const ended = jobMoment(app.core, hasEnded);
  const started = app.client['claims.makeBatch']({ payerId: clinic.payer.id, ...MARCH });
  const { jobId } = valueOf(await started);
  await midway;
  valueOf(await app.client['jobs.cancel']({ jobId }));
  await ended;
  expect(valueOf(await app.client['jobs.get']({ jobId })).state).toBe('cancelled');
  return jobId;
}

async function resumed(jobId: string) {
  const ended = jobMoment(app.core, hasEnded);
  valueOf(await app.client['jobs.resume']({ jobId }));
  await ended;
  return valueOf(await app.client['jobs.get']({ jobId })).result;
}

const heldRows = async () =>
  (await allRows(app.database, 'billingBatchRecords')).filter(
    (row) => 'isLive' in row && row.isLive,
  );
const liveRows = () => allRows(app.database, 'liveBatchRecords');
const batches = async () => valueOf(await app.client['claims.listBatches']({ limit: 100 }));

/** The turn after which a batch of one treatment holds it, and is neither compared nor sealed yet. */
const HELD = 5;

test.for([1, 2, 3, 4, HELD, 6, 7])(
  'a batch that is cut off after %i turns is seen nowhere, and goes on to the whole one',
  async (turns) => {
    const { id } = await clinic.treat(await clinic.newPatient());
    const before = { live: await liveRows(), batches: await batches() };

    const jobId = await stopAfter(turns);

    expect(await liveRows()).toEqual(before.live);
    expect(await batches()).toEqual(before.batches);
    expect((await clinic.desk('ready')).rows).toMatchObject([{ treatmentRecordId: id }]);
    expect(valueOf(await app.client['billing.preview'](MARCH))).toMatchObject({ newCount: 1 });

    expect(await resumed(jobId)).toMatchObject({ ok: true, value: { batch: { recordCount: 1 } } });
    expect((await clinic.desk('inBatch')).rows.map((row) => row.treatmentRecordId)).toContain(id);
    expect(await liveRows()).toHaveLength(before.live.length + 1);
  },
);

test('what a cut-off batch kept goes out elsewhere, and never in both', async () => {
  await clinic.treat(await clinic.newPatient());
  const before = await liveRows();
  const jobId = await stopAfter(HELD);
  expect(await heldRows()).toHaveLength(before.length + 1);

  expect(await clinic.runJob(app.client['billing.export'](MARCH))).toMatchObject({
    ok: true,
    value: { batch: { recordCount: 1 } },
  });

  expect(await resumed(jobId)).toMatchObject({ failure: { code: 'NothingReady' } });
  expect(await heldRows()).toHaveLength(before.length + 1);
  expect(await liveRows()).toHaveLength(before.length + 1);
});

test('what is marked as billed elsewhere while a batch is made stays out of it', async () => {
  const { id } = await clinic.treat(await clinic.newPatient());
  const mark = () =>
    app.client['claims.mark']({
      treatmentRecordIds: [id],
      mark: 'billedOutside',
      reason: 'By the hospital',
    });
  const marked = jobMoment(app.core, ({ label, done }) => label === 'Claims' && done > 0).then(
    async () => valueOf(await mark()),
  );
  expect(await clinic.makeBatch()).toMatchObject({ failure: { code: 'NothingReady' } });
  await marked;
  expect((await clinic.desk('billedOutside')).rows).toMatchObject([{ treatmentRecordId: id }]);
});

/** Signed records beside one that is there, seven on each day from its own on. */
async function copies(id: string, count: number): Promise<void> {
  await app.database.transact((tx) =>
    sql`INSERT INTO treatment_records
      SELECT (jsonb_populate_record(record, jsonb_build_object('id', gen_random_uuid(),
        'date_applied', record.date_applied + nth / 7, 'applied_at', NULL))).*
      FROM treatment_records AS record, generate_series(1, ${count}::int) AS nth
      WHERE record.id = ${id}::uuid`.execute(tx),
  );
}

test('what a patient got on a day is on one claim, wherever a turn ends', async () => {
  const treated = await clinic.newPatient();
  const { id } = await clinic.treat(treated, { dateApplied: '2026-03-05' });
  await copies(id, 41);
  const { recordCount, claimCount } = await clinic.madeBatch();
  expect({ recordCount, claimCount }).toEqual({ recordCount: 42, claimCount: 6 });
});
