import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { assessingIn, noFindings } from './assessed.ts';
import { openClinic } from './clinic.ts';
import {
  allRows,
  codeOf,
  messageOf,
  openTestCore,
  TEST_PIN,
  type TestCore,
  valueOf,
} from './core.ts';
import { closeQuietly } from './signing-clinic.ts';

let app: TestCore;
let clinic: Awaited<ReturnType<typeof openClinic>>;
let clinician: Awaited<ReturnType<TestCore['signIn']>>;
beforeAll(async () => {
  app = await openTestCore();
  clinic = await openClinic(app);
  clinician = await app.signIn('clinician');
});
afterAll(() => closeQuietly(app));

/** A wound in care from 5 to 20 January 2026 and again since 1 February. */
async function twiceInCare() {
  const { client } = clinic;
  const { id: woundId } = await assessingIn(clinic).newWound();
  const end = { woundId, seen: 1, endedOn: '2026-01-20', endReason: 'transferred' } as const;
  valueOf(await client['wounds.close'](end));
  const wound = valueOf(
    await client['wounds.reopen']({ woundId, seen: 2, startedOn: '2026-02-01' }),
  );
  const [second, first] = wound.episodes;
  if (!second || !first) throw new Error('Both episodes were just begun');
  return { wound, first, second };
}

type Asked = { readonly startedOn: string; readonly endedOn: string | null };

function correct(woundId: string, episodeId: string, over: Partial<Asked> & object) {
  return clinic.client['wounds.correctEpisode']({
    woundId,
    seen: 3,
    episodeId,
    reason: 'Typed the wrong month',
    startedOn: '2026-02-01',
    endedOn: null,
    ...over,
  });
}

describe('the days of an episode of care', () => {
  test('are corrected with a reason; what stood before is kept, and the day of the status follows', async () => {
    const { wound, first, second } = await twiceInCare();
    const corrected = valueOf(await correct(wound.id, second.id, { startedOn: '2026-02-03' }));
    expect(corrected).toMatchObject({
      status: 'open',
      statusOn: '2026-02-03',
      version: 4,
      episodes: [{ id: second.id, startedOn: '2026-02-03', endedOn: null }, first],
    });
    const earlier = { seen: 4, startedOn: '2026-01-02', endedOn: '2026-01-18' };
    const again = valueOf(await correct(wound.id, first.id, earlier));
    expect(again).toMatchObject({
      statusOn: '2026-02-03',
      episodes: [
        { startedOn: '2026-02-03' },
        { startedOn: '2026-01-02', endedOn: '2026-01-18', endReason: 'transferred' },
      ],
    });
    const versions = valueOf(await clinic.client['wounds.versions']({ woundId: wound.id }));
    expect(versions.map(({ version, reason }) => [version, reason])).toEqual([
      [4, 'Typed the wrong month'],
      [3, 'Typed the wrong month'],
    ]);
    expect(versions.map((each) => each.wound.episodes)).toEqual([
      corrected.episodes,
      [second, first],
    ]);
    expect(versions[0]?.replacedByName).toContain('nurse');
  });

  test('of care that has ended move the day since which the wound is healed', async () => {
    const { wound, second } = await twiceInCare();
    const end = { woundId: wound.id, seen: 3, endedOn: '2026-03-01', endReason: 'healed' } as const;
    valueOf(await clinic.client['wounds.close'](end));
    const moved = { seen: 4, endedOn: '2026-03-03' };
    expect(valueOf(await correct(wound.id, second.id, moved))).toMatchObject({
      status: 'healed',
      statusOn: '2026-03-03',
      episodes: [{ endedOn: '2026-03-03', endReason: 'healed' }, {}],
    });
  });

  test('that cannot be are refused in words, and nothing changes', async () => {
    const { wound, first, second } = await twiceInCare();
    const before = await allRows(app.database, 'careEpisodes');
    const ended = { startedOn: '2026-01-05', endedOn: '2026-01-20' };
    const refusals: readonly (readonly [string, object, string, RegExp])[] = [
      [second.id, { startedOn: '2026-03-11' }, 'ImpossibleDate', /in the future/],
      [
        first.id,
        { ...ended, startedOn: '1950-02-27' },
        'ImpossibleDate',
        /before the patient's birth/,
      ],
      [first.id, { ...ended, endedOn: '2026-01-04' }, 'ImpossibleDate', /before it began/],
      [second.id, { startedOn: '2026-01-19' }, 'EpisodesOverlap', /ended on 2026-01-20/],
      [first.id, { ...ended, endedOn: '2026-02-02' }, 'EpisodesOverlap', /began on 2026-02-01/],
      [second.id, { endedOn: '2026-02-05' }, 'EndDisagrees', /goes on/],
      [first.id, { ...ended, endedOn: null }, 'EndDisagrees', /say when/],
      [wound.id, {}, 'UnknownEpisode', /no such episode/],
      [second.id, { seen: 2 }, 'Stale', /meanwhile/],
      [second.id, { reason: ' ' }, 'InvalidInput', /reason/],
    ];
    for (const [episodeId, over, code, words] of refusals) {
      const reply = await correct(wound.id, episodeId, over);
      expect([codeOf(reply), messageOf(reply)]).toEqual([code, expect.stringMatching(words)]);
    }
    expect(codeOf(await correct(second.id, second.id, {}))).toBe('UnknownWound');
    const overlap = await correct(wound.id, second.id, { startedOn: '2026-01-19' });
    expect(overlap).toMatchObject({ failure: { details: { field: 'startedOn' } } });
    expect(await allRows(app.database, 'careEpisodes')).toEqual(before);
    expect(valueOf(await clinic.client['wounds.get']({ woundId: wound.id }))).toEqual(wound);
  });

  test('leave no assessment and no treatment of the episode outside, and name by count those that would be', async () => {
    const { wound, first, second } = await twiceInCare();
    const { client, treatment } = clinic;
    const assess = async (assessedOn: string) =>
      valueOf(await assessingIn(clinic).record(wound.id, { assessedOn }));
    const treat = async (dateApplied: string) =>
      valueOf(await client['treatments.record']({ ...treatment, dateApplied, woundId: wound.id }));
    await assess('2026-01-06');
    const early = await assess('2026-02-02');
    await assess('2026-02-10');
    await treat('2026-01-20');
    const applied = await treat('2026-02-01');
    await treat('2026-02-20');

    const later = { startedOn: '2026-02-04' };
    const reply = await correct(wound.id, second.id, later);
    expect(reply).toMatchObject({
      failure: { code: 'RecordsOutside', details: { assessmentCount: 1, treatmentCount: 1 } },
    });
    expect(messageOf(reply)).toContain('1 assessment and 1 treatment');
    const shorter = { startedOn: '2026-01-05', endedOn: '2026-01-19' };
    expect(messageOf(await correct(wound.id, first.id, shorter))).toMatch(/^1 treatment of/);

    const why = { reason: 'Wrong wound', pin: TEST_PIN };
    const ofAssessment = { assessmentId: early.id, seen: 1, ...why };
    valueOf(await clinician.client['assessments.void'](ofAssessment));
    expect(messageOf(await correct(wound.id, second.id, later))).toMatch(/^1 treatment of/);
    const ofTreatment = { treatmentRecordId: applied.id, seen: 1, ...why };
    valueOf(await clinician.client['treatments.void'](ofTreatment));
    expect(valueOf(await correct(wound.id, second.id, later)).statusOn).toBe('2026-02-04');
  });

  test('are counted as the newest correction of a signed assessment says', async () => {
    const { wound, second } = await twiceInCare();
    const { client } = clinic;
    const recorded = valueOf(
      await assessingIn(clinic).record(wound.id, { assessedOn: '2026-02-02' }),
    );
    const seen = { kind: 'assessment', id: recorded.id, seen: 1 } as const;
    valueOf(await client['signing.sign']({ records: [seen], pin: TEST_PIN }));
    const content = { ...noFindings, assessedOn: '2026-02-08' };
    const amendment = {
      kind: 'correction',
      reason: 'Wrong day',
      note: null,
      supersedes: null,
    } as const;
    const amend = { assessmentId: recorded.id, ...amendment, content, pin: TEST_PIN };
    valueOf(await client['assessments.amend'](amend));
    const later = await correct(wound.id, second.id, { startedOn: '2026-02-08' });
    expect(codeOf(later)).toBe('ok');
  });
});
