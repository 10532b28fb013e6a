import { v7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { countOutcomes } from '../main/outcomes/count-outcomes.ts';
import type { JobContext } from '../main/platform/context.ts';
import { JobStopped } from '../main/platform/jobs.ts';
import type { OutcomeReport } from '../shared/outcomes/contract.ts';
import { assessingIn, ruled } from './assessed.ts';
import { codeOf, openTestCore, type TestCore, valueOf } from './core.ts';
import { jobReply } from './job-reply.ts';
import { openSigningClinic, type SigningClinic } from './signing-clinic.ts';

let app: TestCore;
let clinic: SigningClinic;
beforeAll(async () => {
  app = await openTestCore();
  clinic = await openSigningClinic(app);
});
afterAll(() => app.close());

type Period = Parameters<TestCore['client']['outcomes.count']>[0];

const reply = (period: Period = {}) =>
  jobReply(app, clinic.client['outcomes.count'](period)) as Promise<
    { ok: true; value: OutcomeReport } | { ok: false; failure: { code: string } }
  >;
const counted = async (period?: Period) => valueOf(await reply(period));

const closed = { method: 'ruler', lengthMm: 0, widthMm: 0, depthMm: 0 } as const;

/** A wound that was measured on these days, 20 mm wide. */
async function wound(etiology: string, sizes: readonly (readonly [string, number])[]) {
  const { newWound, record } = assessingIn(clinic);
  const registered = await newWound({ etiology });
  const records = [];
  for (const [assessedOn, lengthMm] of sizes)
    records.push(
      valueOf(
        await record(registered.id, {
          ...(lengthMm === 0 ? closed : { ...ruled, lengthMm, widthMm: 20 }),
          assessedOn,
        }),
      ),
    );
  return { ...registered, records };
}

const use = (woundId: string, productId: string, dateApplied: string) =>
  clinic.treat({ woundId, productId, dateApplied });

describe('outcomes', () => {
  test('are of nothing where no wound was measured', async () => {
    await use(clinic.wound.id, 'GAUZE', '2026-03-02');
    const report = await counted();
    expect(report).toMatchObject({ on: '2026-03-10', byProduct: [], byEtiology: [] });
    expect(report.all).toMatchObject({ woundCount: 0, week4: { count: 0, median: null } });
  });

  test('count wounds by product, cause and protocol, voided records left out', async () => {
    const one = await wound('venous', [
      ['2026-01-06', 40],
      ['2026-02-03', 30],
    ]);
    const two = await wound('venous', [
      ['2026-01-06', 40],
      ['2026-02-03', 10],
    ]);
    const three = await wound('diabetic', [['2026-01-06', 40]]);
    for (const day of ['2026-01-06', '2026-01-06', '2026-01-13'])
      await use(one.id, 'FOAM-6X6', day);
    await use(one.id, 'GAUZE', '2026-01-20');
    await use(two.id, 'FOAM-6X6', '2026-01-13');
    const mistake = await use(three.id, 'FOAM-6X6', '2026-01-13');
    expect((await counted()).byProduct[0]).toMatchObject({ key: 'FOAM-6X6', woundCount: 3 });
    valueOf(await clinic.voided(mistake));

    const protocol = valueOf(await app.client['protocols.list']({})).find(({ etiologies }) =>
      etiologies.includes('venous'),
    );
    const { protocolId = '', version: seen = 0 } = protocol ?? {};
    const start = { woundId: one.id, protocolId, seen, startedOn: '2026-01-06' };
    valueOf(await clinic.client['protocols.start'](start));

    const report = await counted();
    expect(report.all).toMatchObject({
      woundCount: 3,
      week4: { count: 2, median: 50, low: null },
      closedCount: 0,
      openCount: 3,
    });
    expect(report.byProduct).toMatchObject([
      { key: 'FOAM-6X6', woundCount: 2, applications: { median: 1.5 } },
      { key: 'GAUZE', woundCount: 1, applications: { median: 1 } },
    ]);
    expect(report.byEtiology).toMatchObject([
      { key: 'venous', woundCount: 2, applications: { median: 2 } },
      { key: 'diabetic', woundCount: 1, applications: { median: 0 } },
    ]);
    expect(report.byProtocol).toMatchObject([{ key: protocolId, woundCount: 1 }]);
  });

  test('leave out a voided size', async () => {
    const before = (await counted()).byEtiology.find(({ key }) => key === 'venous');
    const other = await wound('venous', [
      ['2026-01-06', 40],
      ['2026-02-03', 0],
    ]);
    const afterClosing = (await counted()).byEtiology.find(({ key }) => key === 'venous');
    expect(afterClosing?.closedCount).toBe((before?.closedCount ?? 0) + 1);
    const [, record] = other.records;
    const asVoid = {
      assessmentId: record?.id ?? '',
      seen: 1,
      reason: 'Wrong wound',
      pin: '314159',
    };
    valueOf(await clinic.client['assessments.void'](asVoid));
    const after = (await counted()).byEtiology.find(({ key }) => key === 'venous');
    expect(after?.closedCount).toBe(before?.closedCount);
  });

  test('count each episode of care for itself, and care that ended as healed as closed', async () => {
    const before = (await counted()).all;
    const { client } = clinic;
    const { id, version } = await wound('surgical', [['2026-01-06', 40]]);
    const end = { woundId: id, seen: version, endedOn: '2026-01-20', endReason: 'healed' } as const;
    const healed = valueOf(await client['wounds.close'](end));
    const again = { woundId: id, seen: healed.version, startedOn: '2026-02-02' };
    valueOf(await client['wounds.reopen'](again));
    const { record } = assessingIn(clinic);
    valueOf(await record(id, { ...ruled, assessedOn: '2026-02-02' }));
    const after = (await counted()).all;
    expect(after.woundCount).toBe(before.woundCount + 2);
    expect(after.closedCount).toBe(before.closedCount + 1);
    expect(after.openCount).toBe(before.openCount + 1);
  });

  test('are of the days that are asked for, by the first size', async () => {
    const inFebruary = await counted({ fromOn: '2026-02-01', toOn: '2026-02-28' });
    expect(inFebruary.all.woundCount).toBe(1);
    expect(inFebruary).toMatchObject({ fromOn: '2026-02-01', toOn: '2026-02-28' });
    expect((await counted({ toOn: '2026-01-05' })).all.woundCount).toBe(0);
    expect(await reply({ fromOn: '2026-02-02', toOn: '2026-02-01' })).toMatchObject({
      failure: { code: 'ImpossibleDate' },
    });
  });

  test('leave out a wound that was struck out', async () => {
    const before = (await counted()).all.woundCount;
    const struck = await wound('other', [['2026-01-06', 40]]);
    expect((await counted()).all.woundCount).toBe(before + 1);
    await app.database.transact((tx) =>
      tx
        .updateTable('wounds')
        .set({ voidedAt: '2026-03-10T15:00:00Z', voidReason: 'x' })
        .where('id', '=', struck.id)
        .execute(),
    );
    expect((await counted()).all.woundCount).toBe(before);
  });

  test('of more wounds than one chunk takes are those of all of them', async () => {
    const before = (await counted()).all;
    await app.database.transact(async (tx) => {
      for (let made = 0; made < 120; made += 1) {
        const id = `0199bbbb-0000-7000-8000-${String(made).padStart(12, '0')}`;
        const row = { bodySite: 'heel', laterality: 'left', bodyView: 'sole' } as const;
        const by = { patientId: clinic.patient.id, recordedBy: clinic.nurse.userId };
        const [statusOn, startedOn] = ['2026-01-06', '2026-01-06'];
        await tx
          .insertInto('wounds')
          .values({ id, ...by, ...row, woundNumber: 100 + made, etiology: 'arterial', statusOn })
          .execute();
        const episode = { id, woundId: id, startedOn, startedBy: clinic.nurse.userId };
        await tx.insertInto('careEpisodes').values(episode).execute();
        const size = { ...ruled, areaMm2: 868, assessedOn: startedOn };
        await tx
          .insertInto('woundAssessments')
          .values({ id, ...by, woundId: id, episodeId: id, ...size })
          .execute();
      }
    });
    expect((await counted()).all.woundCount).toBe(before.woundCount + 120);
  });

  test('go on where they stopped, and come to the same', async () => {
    const whole = await counted();
    const nothing = { fromOn: null, toOn: null };
    let kept: unknown = null;
    const jobOf = (cursor: unknown, mostChunks: number) => {
      let made = 0;
      const chunk: JobContext['chunk'] = async (work) => {
        if (made === mostChunks) throw new JobStopped('Asked to stop');
        made += 1;
        const { now } = app.clock;
        const step = await app.database.transact((tx) => work({ tx, now, newId: v7 }));
        kept = JSON.parse(JSON.stringify(step.cursor));
      };
      return { cursor, read: app.database.read, chunk };
    };
    const stopped = countOutcomes(nothing, jobOf(null, 1), whole.on);
    await expect(stopped).rejects.toThrow(JobStopped);
    const resumed = await countOutcomes(nothing, jobOf(kept, Number.POSITIVE_INFINITY), whole.on);
    expect(resumed).toEqual({ ok: true, value: whole });
  });

  test('are for whoever reads charts, not for the supply coordinator', async () => {
    const { client } = await app.signIn('supply');
    expect(codeOf(await client['outcomes.count']({}))).toBe('Forbidden');
  });
});
