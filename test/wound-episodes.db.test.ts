import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openClinic } from './clinic.ts';
import { codeOf, messageOf, openTestCore, type TestCore, valueOf } from './core.ts';

let app: TestCore;
let clinic: Awaited<ReturnType<typeof openClinic>>;
beforeAll(async () => {
  app = await openTestCore();
  clinic = await openClinic(app);
});
afterAll(() => app.close());

const TODAY = '2026-03-10';

/** What a nurse says about a heel, for the clinic's patient, who was born on 1950-02-28. */
function heel() {
  return {
    patientId: clinic.patient.id,
    bodySite: 'heel',
    laterality: 'left',
    bodyView: 'sole',
    etiology: 'pressure',
  } as const;
}

async function registered(over: object = {}) {
  return valueOf(await clinic.client['wounds.register']({ ...heel(), ...over }));
}

/** The same wound as a correction says it, which leaves nothing out. */
const unchanged = {
  bodySite: 'heel',
  laterality: 'left',
  bodyView: 'sole',
  siteDetail: null,
  etiology: 'pressure',
  etiologyDetail: null,
  diagnosisCode: null,
  onsetOn: null,
  isOnsetEstimated: false,
} as const;

describe('closing and reopening', () => {
  const ending = { seen: 1, endedOn: TODAY, endReason: 'healed' } as const;

  test('a wound that heals ends its episode, and one that opens again begins a second', async () => {
    const { id: woundId } = await registered({ careStartedOn: '2026-01-05' });
    const healed = valueOf(
      await clinic.client['wounds.close']({ woundId, ...ending, endedOn: '2026-02-20' }),
    );
    expect(healed).toMatchObject({
      status: 'healed',
      statusOn: '2026-02-20',
      version: 2,
      episodes: [{ startedOn: '2026-01-05', endedOn: '2026-02-20', endReason: 'healed' }],
    });
    const reopened = valueOf(
      await clinic.client['wounds.reopen']({ woundId, seen: 2, startedOn: '2026-03-01' }),
    );
    expect(reopened).toMatchObject({
      status: 'open',
      statusOn: '2026-03-01',
      version: 3,
      episodes: [
        { startedOn: '2026-03-01', endedOn: null },
        { startedOn: '2026-01-05', endedOn: '2026-02-20' },
      ],
    });
  });

  test('care that ends for another reason than healing closes the wound', async () => {
    const { id: woundId } = await registered();
    const closed = await clinic.client['wounds.close']({
      woundId,
      ...ending,
      endReason: 'transferred',
    });
    expect(valueOf(closed)).toMatchObject({ status: 'closed', statusOn: TODAY });
    expect(codeOf(await clinic.client['wounds.close']({ woundId, ...ending, seen: 2 }))).toBe(
      'NotOpen',
    );
  });

  test('what opens again on the day it healed has its newer episode first', async () => {
    const { id: woundId } = await registered({ careStartedOn: TODAY });
    valueOf(await clinic.client['wounds.close']({ woundId, ...ending }));
    const reopen = { woundId, seen: 2, startedOn: TODAY };
    expect(valueOf(await clinic.client['wounds.reopen'](reopen)).episodes).toMatchObject([
      { endedOn: null },
      { endedOn: TODAY },
    ]);
  });

  test.each([
    ['tomorrow', '2026-03-11', 'is in the future'],
    ['before care began', '2026-02-28', 'Care began on 2026-03-01'],
  ])('care cannot end %s', async (_name, endedOn, words) => {
    const { id: woundId } = await registered({ careStartedOn: '2026-03-01' });
    const reply = await clinic.client['wounds.close']({ woundId, ...ending, endedOn });
    expect(codeOf(reply)).toBe('ImpossibleDate');
    expect(messageOf(reply)).toContain(words);
  });

  test.each([
    ['tomorrow', '2026-03-11', 'is in the future'],
    ['before the last episode ended', '2026-03-04', 'ended on 2026-03-05'],
  ])('a new episode cannot begin %s', async (_name, startedOn, words) => {
    const { id: woundId } = await registered({ careStartedOn: '2026-03-01' });
    valueOf(await clinic.client['wounds.close']({ woundId, ...ending, endedOn: '2026-03-05' }));
    const reply = await clinic.client['wounds.reopen']({ woundId, seen: 2, startedOn });
    expect(codeOf(reply)).toBe('ImpossibleDate');
    expect(messageOf(reply)).toContain(words);
  });

  test('an open wound cannot be reopened, and an older version can neither be closed nor reopened', async () => {
    const { id: woundId } = await registered();
    const reopen = { woundId, seen: 1, startedOn: TODAY };
    expect(codeOf(await clinic.client['wounds.reopen'](reopen))).toBe('StillOpen');
    valueOf(await clinic.client['wounds.close']({ woundId, ...ending }));
    expect(codeOf(await clinic.client['wounds.reopen'](reopen))).toBe('Stale');
    expect(codeOf(await clinic.client['wounds.close']({ woundId, ...ending }))).toBe('Stale');
  });

  test('nothing is closed or begun after the patient’s death', async () => {
    const { client } = clinic;
    const patient = valueOf(
      await client['patients.create']({
        firstName: 'Otto',
        lastName: 'Gone',
        birthOn: '1940-01-01',
        sex: 'male',
        confirmedNotDuplicate: true,
      }),
    );
    const wound = await registered({ patientId: patient.id, careStartedOn: '2026-01-01' });
    await app.database.transact((tx) =>
      tx
        .updateTable('patients')
        .set({ deceasedOn: '2026-03-01' })
        .where('id', '=', patient.id)
        .execute(),
    );
    const close = { woundId: wound.id, ...ending, endReason: 'deceased' } as const;
    expect(codeOf(await client['wounds.close'](close))).toBe('ImpossibleDate');
    const closed = await client['wounds.close']({ ...close, endedOn: '2026-03-01' });
    expect(valueOf(closed).status).toBe('closed');
    const late = await client['wounds.register']({ ...heel(), patientId: patient.id });
    expect(messageOf(late)).toContain('after the patient');
  });
});

describe('striking out', () => {
  const strike = { seen: 1, reason: 'Registered twice' };

  test('a wound without records is listed last, with its reason, and nothing more is done to it', async () => {
    const { id: woundId } = await registered();
    const voided = valueOf(await clinic.client['wounds.void']({ woundId, ...strike }));
    expect(voided).toMatchObject({ voidReason: 'Registered twice', version: 2 });
    expect(voided.voidedAt).toBe('2026-03-10T15:00:00.000Z');
    await registered();
    const listed = valueOf(await clinic.client['wounds.list']({ patientId: clinic.patient.id }));
    expect(listed.at(-1)?.id).toBe(woundId);
    const open = listed.filter(({ voidedAt }) => voidedAt === null);
    expect(open.map(({ woundNumber }) => woundNumber)).toEqual(
      open.map(({ woundNumber }) => woundNumber).toSorted((one, other) => one - other),
    );
    const again = { woundId, seen: 2 };
    const end = { endedOn: TODAY, endReason: 'healed' } as const;
    const replies = await Promise.all([
      clinic.client['wounds.void']({ ...again, reason: 'x' }),
      clinic.client['wounds.close']({ ...again, ...end }),
      clinic.client['wounds.reopen']({ ...again, startedOn: TODAY }),
      clinic.client['wounds.correct']({ ...again, ...unchanged, reason: 'x' }),
    ]);
    expect(replies.map(codeOf)).toEqual(Array.from(replies, () => 'AlreadyVoided'));
  });

  test('a wound that a treatment speaks of stays', async () => {
    const { id: woundId } = await registered();
    valueOf(await clinic.client['treatments.record']({ ...clinic.treatment, woundId }));
    const reply = await clinic.client['wounds.void']({ woundId, ...strike });
    expect(codeOf(reply)).toBe('HasRecords');
  });
});
