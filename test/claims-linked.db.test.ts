import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { MARCH, openClaimClinic } from './claim-clinic.ts';
import { allRows, codeOf, openTestCore, type TestCore, valueOf } from './core.ts';

vi.setConfig({ testTimeout: 60_000 });

let app: TestCore;
let clinic: Awaited<ReturnType<typeof openClaimClinic>>;
beforeEach(async () => {
  app = await openTestCore();
  clinic = await openClaimClinic(app);
});
afterEach(() => app.close());

/** One person with two charts, and the same sheet recorded on both. */
async function treatTwice(over: object = {}) {
  const one = await clinic.newPatient();
  const other = await clinic.newPatient();
  const first = await clinic.treat(one);
  app.clock.now = new Date(app.clock.now.getTime() + 60_000);
  const second = await clinic.treat(other, over);
  return { one, other, first, second };
}

async function link({ one, other }: Awaited<ReturnType<typeof treatTwice>>) {
  valueOf(
    await app.client['patients.link']({
      patientId: one.patient.id,
      otherPatientId: other.patient.id,
      preferredPatientId: one.patient.id,
      reason: 'Same card, same face',
    }),
  );
}

const waiting = async () =>
  (await clinic.desk('notReady')).rows.map(({ treatmentRecordId, problems }) => ({
    treatmentRecordId,
    codes: problems.map(({ code }) => code),
  }));

describe('the same treatment on two linked charts', () => {
  test('is claimed once: the second waits, and says on which chart the first stands', async () => {
    const twice = await treatTwice();
    expect((await clinic.desk('ready')).rows).toHaveLength(2);
    await link(twice);
    expect(await waiting()).toEqual([
      { treatmentRecordId: twice.second.id, codes: ['RecordedTwice'] },
    ]);
    const [row] = (await clinic.desk('notReady')).rows;
    expect(row?.problems).toMatchObject([
      {
        about: `MRN ${twice.one.patient.mrn}`,
        fix: { place: 'otherChart', id: twice.one.patient.id },
      },
    ]);
    expect((await clinic.madeBatch()).recordCount).toBe(1);
    expect(await clinic.makeBatch()).toMatchObject({ failure: { code: 'NothingReady' } });
  });

  test('goes out on both once a biller says why both were done', async () => {
    const twice = await treatTwice();
    await link(twice);
    const treatmentRecordIds = [twice.second.id];
    const say = () =>
      app.client['claims.bothDone']({ treatmentRecordIds, reason: 'Changed again' });
    expect(valueOf(await say())).toEqual({ saidCount: 1 });
    expect(await waiting()).toEqual([]);
    expect(codeOf(await say())).toBe('NothingWaits');
    expect(await allRows(app.database, 'billingBothDone')).toMatchObject([
      { reason: 'Changed again', saidBy: app.administratorId },
    ]);
    expect((await clinic.madeBatch()).recordCount).toBe(2);
  });

  test('is nobody’s to wave through but a biller’s', async () => {
    const twice = await treatTwice();
    await link(twice);
    const said = { treatmentRecordIds: [twice.second.id], reason: 'Both' };
    expect(codeOf(await clinic.clinician.client['claims.bothDone'](said))).toBe('Forbidden');
  });

  test('waits no longer where the other is voided, is not billable, or the charts are parted', async () => {
    const twice = await treatTwice();
    await link(twice);
    const mark = async (to: 'notBillable' | 'cleared') =>
      valueOf(
        await app.client['claims.mark']({
          treatmentRecordIds: [twice.first.id],
          mark: to,
          reason: 'Recorded by mistake',
        }),
      );
    await mark('notBillable');
    expect(await waiting()).toEqual([]);
    await mark('cleared');
    expect(await waiting()).toHaveLength(1);
    const pair = { patientId: twice.one.patient.id, otherPatientId: twice.other.patient.id };
    valueOf(await app.client['patients.unlink']({ ...pair, reason: 'Two people' }));
    expect(await waiting()).toEqual([]);
  });

  test('of another wound or day is another thing', async () => {
    const twice = await treatTwice({ dateApplied: '2026-03-08' });
    await link(twice);
    expect(await waiting()).toEqual([]);
  });

  test('waits where the first went out before the charts were linked, however that one stands', async () => {
    const twice = await treatTwice();
    const outside = { mark: 'billedOutside', reason: 'By the hospital' } as const;
    valueOf(await app.client['claims.mark']({ treatmentRecordIds: [twice.second.id], ...outside }));
    await link(twice);
    expect(await waiting()).toMatchObject([{ treatmentRecordId: twice.first.id }]);
  });

  test('is no line of an export either, and its preview says so', async () => {
    const twice = await treatTwice();
    await link(twice);
    expect(valueOf(await app.client['billing.preview'](MARCH))).toMatchObject({
      newCount: 1,
      patientCount: 1,
      twiceCount: 1,
    });
    await clinic.runJob(app.client['billing.export'](MARCH));
    expect(await allRows(app.database, 'billingBatchRecords')).toHaveLength(1);
  });

  test('that is linked while a batch is made is taken out before the batch is sealed', async () => {
    const twice = await treatTwice();
    let isLinked = false;
    const forget = app.core.onEvent((event) => {
      if (event.type !== 'job' || event.label !== 'Claims' || isLinked) return;
      isLinked = true;
      void link(twice);
    });
    const batch = await clinic.madeBatch();
    forget();
    expect(isLinked).toBe(true);
    expect(batch.recordCount).toBe(1);
  });
});

describe('what a payer counts for a person', () => {
  /** A sheet on the same wound in each chart, a week apart. */
  async function aWeekApart() {
    const one = await clinic.newPatient();
    const other = await clinic.newPatient();
    const first = await clinic.treat(one, { dateApplied: '2026-03-02' });
    const second = await clinic.treat(other);
    return { one, other, first, second };
  }
  type Apart = Awaited<ReturnType<typeof aWeekApart>>;

  const applied = async ({ other }: Apart) => {
    const { clock, countsLinked } = valueOf(
      await app.client['coverage.ofWound']({
        patientId: other.patient.id,
        woundId: other.wound.id,
        on: '2026-03-09',
      }),
    );
    return { days: clock.applications.map(({ on }) => on), countsLinked };
  };

  test('the coverage clock counts over linked charts, and over no others', async () => {
    const apart = await aWeekApart();
    expect(await applied(apart)).toEqual({ days: ['2026-03-09'], countsLinked: false });
    await link(apart);
    expect(await applied(apart)).toEqual({
      days: ['2026-03-02', '2026-03-09'],
      countsLinked: true,
    });
  });

  test('the same day on both charts counts once', async () => {
    const twice = await treatTwice();
    await link(twice);
    expect((await applied(twice)).days).toEqual(['2026-03-09']);
  });
});
