import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { assessingIn, noFindings, ruled } from './assessed.ts';
import { openClinic } from './clinic.ts';
import { codeOf, messageOf, openTestCore, TEST_PIN, type TestCore, valueOf } from './core.ts';

let app: TestCore;
let clinic: Awaited<ReturnType<typeof openClinic>>;
let newWound: ReturnType<typeof assessingIn>['newWound'];
let record: ReturnType<typeof assessingIn>['record'];
beforeAll(async () => {
  app = await openTestCore();
  clinic = await openClinic(app);
  ({ newWound, record } = assessingIn(clinic));
});
afterAll(() => app.close());

const TODAY = '2026-03-10';

describe('stages of a pressure injury', () => {
  test('a healing stage 4 stays a stage 4, also across episodes', async () => {
    const wound = await newWound();
    const staged = (assessedOn: string, pressureStage: string) =>
      record(wound.id, { assessedOn, pressureStage });
    valueOf(await staged('2026-01-10', 'stage4'));
    const back = await staged('2026-02-10', 'stage3');
    expect(codeOf(back)).toBe('StageNotAllowed');
    expect(messageOf(back)).toContain('Stage 4 on 2026-01-10');
    valueOf(await staged('2026-02-10', 'stage4'));
  });

  test('one recorded afterwards may not be deeper than a later one', async () => {
    const wound = await newWound();
    const staged = (assessedOn: string, pressureStage: string) =>
      record(wound.id, { assessedOn, pressureStage });
    valueOf(await staged('2026-02-10', 'stage2'));
    expect(codeOf(await staged('2026-02-01', 'stage3'))).toBe('StageNotAllowed');
    expect(codeOf(await staged('2026-02-01', 'stage2'))).toBe('ok');
  });

  test('a correction is not judged against what it corrects', async () => {
    const wound = await newWound();
    const recorded = valueOf(await record(wound.id, { pressureStage: 'stage4' }));
    const corrected = await clinic.client['assessments.correct']({
      assessmentId: recorded.id,
      seen: 1,
      reason: 'Mistyped',
      ...noFindings,
      assessedOn: TODAY,
      pressureStage: 'stage2',
    });
    expect(valueOf(corrected).pressureStage).toBe('stage2');
    const deeper = { assessmentId: recorded.id, seen: 2, reason: 'Looked again', ...noFindings };
    const again = { ...deeper, assessedOn: TODAY, pressureStage: 'stage3' } as const;
    expect(codeOf(await clinic.client['assessments.correct'](again))).toBe('ok');
  });

  test('a stage of a voided assessment binds nobody, and its wound can be struck out', async () => {
    const wound = await newWound();
    const mistaken = valueOf(await record(wound.id, { pressureStage: 'stage4' }));
    const strike = { woundId: wound.id, seen: 1, reason: 'Registered twice' };
    expect(codeOf(await clinic.client['wounds.void'](strike))).toBe('HasRecords');
    const of = { assessmentId: mistaken.id, seen: 1, reason: 'Wrong patient', pin: TEST_PIN };
    const voided = valueOf(await clinic.client['assessments.void'](of));
    const staged = valueOf(await record(wound.id, { pressureStage: 'stage1' }));
    valueOf(await clinic.client['assessments.void']({ ...of, assessmentId: staged.id }));
    expect(codeOf(await clinic.client['wounds.void'](strike))).toBe('ok');
    const correction = {
      assessmentId: voided.id,
      seen: voided.version,
      reason: 'x',
      ...noFindings,
    };
    const again = await clinic.client['assessments.correct']({ ...correction, assessedOn: TODAY });
    expect(codeOf(again)).toBe('AlreadyVoided');
  });
});

describe('correcting', () => {
  const correction = { ...noFindings, assessedOn: TODAY, reason: 'Read the ruler wrong' };

  test('what stood before is kept, the scores follow, and an offset stays with its time', async () => {
    const wound = await newWound();
    const assessedAt = '2026-03-10T09:30:00-04:00';
    const recorded = valueOf(await record(wound.id, { ...ruled, assessedAt }));
    const corrected = valueOf(
      await clinic.client['assessments.correct']({
        ...correction,
        ...ruled,
        assessmentId: recorded.id,
        seen: 1,
        lengthMm: 30,
        assessedAt: recorded.assessedAt,
      }),
    );
    expect(corrected).toMatchObject({ areaMm2: 840, version: 2, assessedOffsetMinutes: -240 });
    const versions = valueOf(
      await clinic.client['assessments.versions']({ assessmentId: recorded.id }),
    );
    expect(versions).toMatchObject([
      { version: 1, reason: 'Read the ruler wrong', assessment: { areaMm2: 868 } },
    ]);
    const stale = await clinic.client['assessments.correct']({
      ...correction,
      assessmentId: recorded.id,
      seen: 1,
    });
    expect(stale).toMatchObject({ ok: false, failure: { code: 'Stale', details: { version: 2 } } });
  });

  test.each([
    ['a stage that another assessment forbids', { pressureStage: 'stage1' }, 'StageNotAllowed'],
    ['half a size', { ...ruled, lengthMm: null }, 'IncompleteSize'],
    ['an unusual depth', { ...ruled, depthMm: 200 }, 'UnusualSize'],
    ['a day before care', { assessedOn: '2025-12-24' }, 'ImpossibleDate'],
  ] as const)('%s is refused', async (_name, over, code) => {
    const wound = await newWound();
    valueOf(await record(wound.id, { assessedOn: '2026-01-10', pressureStage: 'stage2' }));
    const recorded = valueOf(await record(wound.id));
    const of = { assessmentId: recorded.id, seen: 1 };
    const reply = await clinic.client['assessments.correct']({ ...correction, ...of, ...over });
    expect(codeOf(reply)).toBe(code);
  });

  test('an assessment that moves to an earlier day becomes a late entry', async () => {
    const wound = await newWound();
    const recorded = valueOf(await record(wound.id, { assessedOn: '2026-03-09' }));
    expect(recorded.isLateEntry).toBe(false);
    const moved = { assessmentId: recorded.id, seen: 1, assessedOn: '2026-03-07' };
    const corrected = await clinic.client['assessments.correct']({ ...correction, ...moved });
    expect(valueOf(corrected).isLateEntry).toBe(true);
  });

  test('care cannot end before the day that an amendment gives to an assessment', async () => {
    const wound = await newWound();
    const { id } = valueOf(await record(wound.id, { assessedOn: '2026-03-05' }));
    const records = [{ kind: 'assessment', id, seen: 1 } as const];
    valueOf(await clinic.client['signing.sign']({ records, pin: TEST_PIN }));
    const content = { ...noFindings, assessedOn: '2026-03-08' };
    const amendment = { kind: 'correction', reason: 'Wrong day', note: null, content } as const;
    const of = { assessmentId: id, supersedes: null, pin: TEST_PIN };
    valueOf(await clinic.client['assessments.amend']({ ...of, ...amendment }));
    const end = { woundId: wound.id, seen: 1, endReason: 'healed' } as const;
    const refused = await clinic.client['wounds.close']({ ...end, endedOn: '2026-03-06' });
    expect(messageOf(refused)).toContain('assessed on 2026-03-08');
  });

  test('a signed one is amended instead', async () => {
    const wound = await newWound();
    const { id } = valueOf(await record(wound.id));
    const records = [{ kind: 'assessment', id, seen: 1 } as const];
    valueOf(await clinic.client['signing.sign']({ records, pin: TEST_PIN }));
    const change = { ...correction, assessmentId: id, seen: 1 };
    expect(codeOf(await clinic.client['assessments.correct'](change))).toBe('AlreadySigned');
  });
});
