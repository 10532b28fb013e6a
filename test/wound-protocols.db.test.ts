import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { exampleProtocolIds } from '../main/protocols/actions.ts';
import { allRows, codeOf, TEST_PIN, valueOf } from './core.ts';
import { NOBODY, openProtocolClinic, TODAY, written } from './protocol-clinic.ts';

let clinic: Awaited<ReturnType<typeof openProtocolClinic>>;
beforeAll(async () => {
  clinic = await openProtocolClinic();
});
afterAll(() => clinic.app.close());

describe('a protocol on a wound', () => {
  test('keeps the version it began with when a newer one is written', async () => {
    const { protocol, wound } = await clinic.running(TODAY);
    const { protocolId } = protocol;
    const newer = { ...written, title: 'Newer', protocolId, seen: 1 };
    valueOf(await clinic.app.client['protocols.revise'](newer));
    const { running: run, startable } = await clinic.shown(wound.id);
    expect(run?.protocol).toMatchObject({ version: 1, title: 'Foam each week' });
    expect(startable).toEqual([]);
  });

  test('is fulfilled by the product it expects, by an assessment and by a review', async () => {
    const { wound, run, foam, review } = await clinic.running('2026-03-03');
    expect(await clinic.statesOf(wound.id, foam)).toEqual(['missed', 'due', 'upcoming']);
    await clinic.treat(wound.id, 'GAUZE', TODAY);
    expect(await clinic.statesOf(wound.id, foam)).toEqual(['missed', 'due', 'upcoming']);
    await clinic.treat(wound.id, 'FOAM-6X6', TODAY);
    expect(await clinic.statesOf(wound.id, foam)).toEqual(['missed', 'inTime', 'upcoming']);
    expect(await clinic.statesOf(wound.id, 'assessmentInterval')).toEqual(['due', 'upcoming']);
    await clinic.assess(wound.id, '2026-03-09');
    expect(await clinic.statesOf(wound.id, 'assessmentInterval')).toEqual(['inTime', 'upcoming']);
    const finding = 'Foam mattress, turned every two hours';
    const about = { protocolRunId: run.id, stepId: review, dueOn: '2026-03-03' };
    const reviewed = valueOf(await clinic.client['protocols.review']({ ...about, finding }));
    expect(reviewed.entries).toMatchObject([{ kind: 'review', words: finding, on: TODAY }]);
    expect(await clinic.statesOf(wound.id, review)).toEqual(['late']);
    expect((await clinic.shown(wound.id)).running?.adherence).toEqual({
      dueCount: 4,
      inTimeCount: 2,
      lateCount: 1,
      missedCount: 1,
      deviatedCount: 0,
      otherProductCount: 0,
      skippedCount: 0,
      openCount: 0,
    });
  });

  test('is not fulfilled by what was voided, nor by what a correction moved to another day', async () => {
    const { wound, foam } = await clinic.running('2026-03-08');
    const id = await clinic.treat(wound.id, 'FOAM-6X6', TODAY);
    expect(await clinic.statesOf(wound.id, foam)).toEqual(['inTime', 'upcoming']);
    const asVoid = { treatmentRecordId: id, seen: 1, reason: 'Wrong wound', pin: TEST_PIN };
    valueOf(await clinic.client['treatments.void'](asVoid));
    expect(await clinic.statesOf(wound.id, foam)).toEqual(['overdue', 'upcoming']);
    const moved = await clinic.treat(wound.id, 'FOAM-6X6', TODAY);
    await clinic.app.database.transact((tx) =>
      tx
        .updateTable('treatmentRecords')
        .set({ dateApplied: '2026-03-07' })
        .where('id', '=', moved)
        .execute(),
    );
    expect(await clinic.statesOf(wound.id, foam)).toEqual(['overdue', 'upcoming']);
  });

  test('shows at a review point how much smaller the area is', async () => {
    const { wound } = await clinic.running('2026-02-09');
    await clinic.assess(wound.id, '2026-02-09', { method: 'ruler', lengthMm: 40, widthMm: 25 });
    await clinic.assess(wound.id, '2026-03-09', { method: 'ruler', lengthMm: 30, widthMm: 25 });
    const run = (await clinic.shown(wound.id)).running;
    const point = run?.steps.find(({ reviewPoint }) => reviewPoint !== null);
    expect(point).toMatchObject({ id: 'reviewWeek4', reductionPercent: 25 });
    expect(await clinic.statesOf(wound.id, 'reviewWeek4')).toEqual(['overdue']);
    await clinic.assess(wound.id, TODAY, { method: 'ruler', lengthMm: 20, widthMm: 25 });
    expect(await clinic.statesOf(wound.id, 'reviewWeek4')).toEqual(['overdue']);
  });

  test('is stopped with a reason, and another can begin', async () => {
    const { wound, run, start, protocol } = await clinic.running('2026-03-01');
    const reason = 'Patient asked for it';
    const stopped = await clinic.client['protocols.stop']({ protocolRunId: run.id, reason });
    expect(valueOf(stopped)).toMatchObject({ endedOn: TODAY, stopReason: reason, next: [] });
    const after = await clinic.shown(wound.id);
    expect(after).toMatchObject({ running: null, earlier: [{ id: run.id }] });
    expect(after.startable.map(({ protocolId }) => protocolId)).toContain(protocol.protocolId);
    valueOf(await clinic.client['protocols.start']({ ...start, startedOn: TODAY }));
  });

  test('ends with the care of the wound, and is not taken up again when the wound reopens', async () => {
    const { wound, run } = await clinic.running('2026-03-01');
    const close = {
      woundId: wound.id,
      seen: 1,
      endedOn: '2026-03-08',
      endReason: 'healed',
    } as const;
    valueOf(await clinic.client['wounds.close'](close));
    expect(await clinic.shown(wound.id)).toMatchObject({
      running: null,
      earlier: [{ id: run.id, endedOn: '2026-03-08', stopReason: null }],
      startable: [],
    });
    const reopen = { woundId: wound.id, seen: 2, startedOn: TODAY };
    valueOf(await clinic.client['wounds.reopen'](reopen));
    expect((await clinic.shown(wound.id)).running).toBeNull();
  });
});

const skip = { usedProductId: null };

describe('refused on a wound', () => {
  test.for([
    ['a wound that is not here', { woundId: NOBODY }, 'UnknownWound'],
    ['a protocol that is not here', { protocolId: NOBODY }, 'UnknownProtocol'],
    ['a second protocol beside the first', {}, 'AlreadyRunning'],
    ['a start tomorrow', { startedOn: '2026-03-11' }, 'ImpossibleDate'],
    ['a start before care began', { startedOn: '2026-01-31' }, 'ImpossibleDate'],
    [
      'a protocol for another aetiology',
      { protocolId: exampleProtocolIds.venous },
      'OtherEtiology',
    ],
  ] as const)('%s', async ([_name, over, code]) => {
    const { start } = await clinic.running(TODAY);
    const before = await allRows(clinic.app.database, 'protocolRuns');
    expect(codeOf(await clinic.client['protocols.start']({ ...start, ...over }))).toBe(code);
    expect(await allRows(clinic.app.database, 'protocolRuns')).toEqual(before);
  });

  test('a protocol on a wound that healed or was struck out', async () => {
    const protocol = await clinic.writeProtocol();
    const healed = await clinic.registerWound();
    const close = { woundId: healed.id, seen: 1, endedOn: TODAY, endReason: 'healed' } as const;
    valueOf(await clinic.client['wounds.close'](close));
    const struck = await clinic.registerWound();
    valueOf(await clinic.client['wounds.void']({ woundId: struck.id, seen: 1, reason: 'Twice' }));
    const start = { protocolId: protocol.protocolId, seen: 1, startedOn: TODAY };
    for (const { id: woundId } of [healed, struck])
      expect(codeOf(await clinic.client['protocols.start']({ ...start, woundId }))).toBe(
        'WoundNotOpen',
      );
  });

  type About = { protocolRunId: string; stepId: string; dueOn: string };
  const late = { dueOn: '2026-03-03' };
  test.for([
    ['a run that is not here', { protocolRunId: NOBODY }, 'UnknownRun', 'UnknownRun'],
    ['a step it does not have', { stepId: 'none' }, 'UnknownStep', 'UnknownStep'],
    ['a day on which it is not due', { dueOn: '2026-03-04' }, 'NotDue', 'NotDue'],
    ['a day that has not come', { dueOn: '2026-03-17' }, 'NotDue', 'NotDue'],
    ['a step that was done', { stepId: 'assessmentInterval' }, 'AlreadyDone', 'AlreadyDone'],
    ['a treatment reviewed instead of recorded', {}, 'ok', 'NotAReview'],
    ['a day that was missed', late, 'ok', 'NotAReview'],
  ] as const)('%s', async ([_name, over, deviating, reviewing]) => {
    const { run, foam, wound } = await clinic.running('2026-03-03');
    await clinic.assess(wound.id, TODAY);
    const about: About = { protocolRunId: run.id, stepId: foam, dueOn: TODAY, ...over };
    const review = await clinic.client['protocols.review']({ ...about, finding: 'Fine' });
    const deviate = await clinic.client['protocols.deviate']({
      ...about,
      ...skip,
      reason: 'No stock',
    });
    expect([codeOf(deviate), codeOf(review)]).toEqual([deviating, reviewing]);
    const again = await clinic.client['protocols.deviate']({ ...about, ...skip, reason: 'x' });
    expect(codeOf(again)).toBe(deviating === 'ok' ? 'AlreadyDeviated' : deviating);
  });

  test('anything about a protocol that was stopped', async () => {
    const { run, foam } = await clinic.running(TODAY);
    const protocolRunId = run.id;
    valueOf(await clinic.client['protocols.stop']({ protocolRunId, reason: 'x' }));
    const about = { protocolRunId, stepId: foam, dueOn: TODAY };
    const replies = [
      await clinic.client['protocols.stop']({ protocolRunId, reason: 'x' }),
      await clinic.client['protocols.deviate']({ ...about, ...skip, reason: 'x' }),
      await clinic.client['protocols.review']({ ...about, finding: 'x' }),
    ];
    expect(replies.map(codeOf)).toEqual(replies.map(() => 'NotRunning'));
  });

  test('a reason of nothing but spaces', async () => {
    const { run, foam } = await clinic.running(TODAY);
    const about = { protocolRunId: run.id, stepId: foam, dueOn: TODAY };
    const replies = [
      await clinic.client['protocols.stop']({ protocolRunId: run.id, reason: ' ' }),
      await clinic.client['protocols.deviate']({ ...about, ...skip, reason: ' ' }),
    ];
    expect(replies.map(codeOf)).toEqual(['InvalidInput', 'InvalidInput']);
  });

  test('protocols and wounds that are not here', async () => {
    const { client } = clinic.app;
    const replies = [
      await client['protocols.ofWound']({ woundId: NOBODY }),
      await client['protocols.versions']({ protocolId: NOBODY }),
      await client['protocols.adherence']({ protocolId: NOBODY }),
      await client['protocols.retire']({ protocolId: NOBODY, seen: 1, reason: 'x' }),
    ];
    expect(replies.map(codeOf)).toEqual([
      'UnknownWound',
      'UnknownProtocol',
      'UnknownProtocol',
      'UnknownProtocol',
    ]);
  });
});

describe('due today at the site', () => {
  const dueOf = async (woundId: string) => {
    const { due, total } = valueOf(await clinic.client['protocols.dueToday']({}));
    expect(due.length).toBe(total);
    expect(valueOf(await clinic.client['protocols.dueCount']({})).count).toBe(total);
    return due.filter((each) => each.woundId === woundId);
  };

  test('has the step, the wound and two identifiers of the patient, the longest overdue first', async () => {
    const { wound } = await clinic.running('2026-03-02');
    expect(await dueOf(wound.id)).toMatchObject([
      {
        instruction: 'Foam dressing',
        overdueSince: '2026-03-02',
        dueOn: '2026-03-09',
        patientLastName: 'Núñez',
        patientBirthOn: '1950-02-28',
        patientMrn: 'T-1',
        woundLocation: 'Left heel, plantar',
        protocolTitle: 'Foam each week',
      },
      { instruction: 'Check the support surface', overdueSince: '2026-03-02' },
      { instruction: 'Assess and measure the wound', overdueSince: '2026-03-09' },
    ]);
    await clinic.treat(wound.id, 'FOAM-6X6', TODAY);
    expect((await dueOf(wound.id)).map(({ kind }) => kind)).toEqual(['review', 'assessment']);
    const { due } = valueOf(await clinic.client['protocols.dueToday']({}));
    const since = due.map(({ overdueSince, dueOn }) => overdueSince ?? dueOn);
    expect(since).toEqual(since.toSorted());
  });

  test('has nothing of a wound that healed or of a patient who died', async () => {
    const { wound } = await clinic.running(TODAY);
    expect(await dueOf(wound.id)).toHaveLength(2);
    const died = (deceasedOn: string | null) =>
      clinic.app.database.transact((tx) =>
        tx
          .updateTable('patients')
          .set({ deceasedOn })
          .where('id', '=', clinic.patient.id)
          .execute(),
      );
    await died(TODAY);
    expect(await dueOf(wound.id)).toEqual([]);
    await died(null);
    const close = { woundId: wound.id, seen: 1, endedOn: TODAY, endReason: 'healed' } as const;
    valueOf(await clinic.client['wounds.close'](close));
    expect(await dueOf(wound.id)).toEqual([]);
  });

  test('is audited for everybody whose chart it shows, and its count for nobody', async () => {
    await clinic.running(TODAY);
    const before = (await allRows(clinic.app.database, 'auditEvents')).length;
    valueOf(await clinic.client['protocols.dueToday']({}));
    valueOf(await clinic.client['protocols.dueCount']({}));
    const events = (await allRows(clinic.app.database, 'auditEvents')).slice(before);
    expect(events).toMatchObject([
      { operation: 'protocols.dueToday', patientId: clinic.patient.id },
    ]);
  });
});
