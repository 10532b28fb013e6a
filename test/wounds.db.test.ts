import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openClinic } from './clinic.ts';
import { allRows, codeOf, messageOf, openTestCore, type TestCore, valueOf } from './core.ts';

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

describe('registering', () => {
  test('a wound has its place in words, a number within the patient and an open episode from today', async () => {
    const before = valueOf(
      await clinic.client['wounds.list']({ patientId: clinic.patient.id }),
    ).length;
    const wound = await registered({ siteDetail: 'near the edge', diagnosisCode: 'l89 622' });
    expect(wound).toMatchObject({
      location: 'Left heel, plantar, near the edge',
      diagnosisCode: 'L89.622',
      woundNumber: before + 1,
      status: 'open',
      statusOn: TODAY,
      episodes: [{ startedOn: TODAY, endedOn: null, endReason: null }],
      version: 1,
      voidedAt: null,
    });
    expect((await registered()).woundNumber).toBe(before + 2);
  });

  test('care may have begun before today, on the day of onset or later', async () => {
    const wound = await registered({ onsetOn: '2026-02-01', careStartedOn: '2026-02-01' });
    expect(wound).toMatchObject({ onsetOn: '2026-02-01', statusOn: '2026-02-01' });
    expect(wound.episodes[0]?.startedOn).toBe('2026-02-01');
  });

  test.for([
    ['an unknown site', { bodySite: 'elbowe' }, 'UnknownBodySite', 'Choose one from the list'],
    ['a heel in the middle', { laterality: 'midline' }, 'SideDisagrees', 'Choose a side'],
    [
      'a sacrum with a side',
      { bodySite: 'sacrum', bodyView: 'back' },
      'SideDisagrees',
      'Choose midline',
    ],
    ['a heel from the front', { bodyView: 'front' }, 'SideDisagrees', 'Choose another view'],
    [
      'the right heel’s code on the left heel',
      { diagnosisCode: 'L89.612' },
      'SideDisagrees',
      'L89.612 is for the right, and the wound is on the left',
    ],
    ['an onset tomorrow', { onsetOn: '2026-03-11' }, 'ImpossibleDate', 'is in the future'],
    ['an onset before birth', { onsetOn: '1950-02-27' }, 'ImpossibleDate', 'before the patient'],
    ['care from tomorrow', { careStartedOn: '2026-03-11' }, 'ImpossibleDate', 'is in the future'],
    ['care before birth', { careStartedOn: '1950-02-27' }, 'ImpossibleDate', 'before the patient'],
    [
      'care before onset',
      { onsetOn: '2026-03-05', careStartedOn: '2026-03-04' },
      'ImpossibleDate',
      'before the wound',
    ],
    ['no code at all', { diagnosisCode: 'heel' }, 'InvalidInput', ''],
    ['a code that is too long', { diagnosisCode: 'L89.62222' }, 'InvalidInput', ''],
  ] as const)('%s is refused and nothing is saved', async ([, over, code, words]) => {
    const before = await allRows(app.database, 'wounds');
    const reply = await clinic.client['wounds.register']({ ...heel(), ...over });
    expect(codeOf(reply)).toBe(code);
    expect(messageOf(reply)).toContain(words);
    expect(await allRows(app.database, 'wounds')).toEqual(before);
  });

  test('a patient who is not here has no wounds', async () => {
    const patientId = '0199aaaa-0000-7000-8000-00000000dead';
    const reply = await clinic.client['wounds.register']({ ...heel(), patientId });
    expect(codeOf(reply)).toBe('UnknownPatient');
    expect(codeOf(await clinic.client['wounds.list']({ patientId }))).toBe('UnknownPatient');
  });

  test('somebody who may only read charts cannot register a wound', async () => {
    const { client } = await app.signIn('compliance');
    expect(codeOf(await client['wounds.register'](heel()))).toBe('Forbidden');
  });
});

describe('correcting', () => {
  test('what stood before is kept with its reason, and the version counts up', async () => {
    const wound = await registered();
    const corrected = valueOf(
      await clinic.client['wounds.correct']({
        ...unchanged,
        woundId: wound.id,
        seen: 1,
        reason: 'Wrong foot',
        laterality: 'right',
      }),
    );
    expect(corrected).toMatchObject({ location: 'Right heel, plantar', version: 2 });
    const versions = valueOf(await clinic.client['wounds.versions']({ woundId: wound.id }));
    expect(versions).toMatchObject([
      { version: 1, reason: 'Wrong foot', wound: { location: 'Left heel, plantar', version: 1 } },
    ]);
  });

  test('a second correction from the same version is stale and shows the wound as it is', async () => {
    const wound = await registered();
    const correction = { ...unchanged, woundId: wound.id, seen: 1, reason: 'Etiology known' };
    valueOf(await clinic.client['wounds.correct']({ ...correction, etiology: 'diabetic' }));
    expect(await clinic.client['wounds.correct'](correction)).toMatchObject({
      ok: false,
      failure: { code: 'Stale', details: { version: 2, etiology: 'diabetic' } },
    });
  });

  test.each([
    ['an unknown site', { bodySite: 'x' }, 'UnknownBodySite'],
    ['the other side’s code', { diagnosisCode: 'L89.612' }, 'SideDisagrees'],
    ['an onset after care began', { onsetOn: '2026-03-02' }, 'ImpossibleDate'],
  ])('%s is refused', async (_name, over, code) => {
    const wound = await registered({ careStartedOn: '2026-03-01' });
    const correction = { ...unchanged, woundId: wound.id, seen: 1, reason: 'x', ...over };
    expect(codeOf(await clinic.client['wounds.correct'](correction))).toBe(code);
  });
});

test('a wound that is not here is said to be unknown by every operation', async () => {
  const { client } = clinic;
  const woundId = '0199aaaa-0000-7000-8000-00000000dead';
  const seen = { woundId, seen: 1 };
  const replies = await Promise.all([
    client['wounds.get']({ woundId }),
    client['wounds.versions']({ woundId }),
    client['wounds.correct']({ ...seen, ...unchanged, reason: 'x' }),
    client['wounds.close']({ ...seen, endedOn: TODAY, endReason: 'healed' }),
    client['wounds.reopen']({ ...seen, startedOn: TODAY }),
    client['wounds.void']({ ...seen, reason: 'x' }),
  ]);
  expect(replies.map(codeOf)).toEqual(Array.from(replies, () => 'UnknownWound'));
});

test('reading wounds writes an audit event about the patient', async () => {
  const wound = await registered();
  valueOf(await clinic.client['wounds.get']({ woundId: wound.id }));
  const events = await allRows(app.database, 'auditEvents');
  expect(events.at(-1)).toMatchObject({ operation: 'wounds.get', patientId: wound.patientId });
});
