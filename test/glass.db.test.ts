import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { GLASS_OPEN_MS, OWN_WORK_DAYS } from '../shared/glass/glass.ts';
import { openClinic } from './clinic.ts';
import { allRows, codeOf, newSession, openTestCore, type TestCore, valueOf } from './core.ts';

let app: TestCore;
let clinic: Awaited<ReturnType<typeof openClinic>>;
beforeAll(async () => {
  app = await openTestCore();
  clinic = await openClinic(app);
});
afterAll(() => app.close());

type Person = Awaited<ReturnType<TestCore['signIn']>>;

const NOBODY = '0199aaaa-0000-7000-8000-000000000009';
let people = 0;

async function newPatient(): Promise<string> {
  people += 1;
  const named = { firstName: 'Gloria', lastName: `Glass ${people}`, mrn: `G-${people}` };
  const born = { birthOn: '1950-02-03', sex: 'female', confirmedNotDuplicate: true } as const;
  return valueOf(await clinic.client['patients.create']({ ...named, ...born })).id;
}

async function newRestricted(): Promise<string> {
  const patientId = await newPatient();
  valueOf(await app.client['charts.restrict']({ patientId, reason: 'familyOfStaff' }));
  return patientId;
}

const open = async ({ client }: Pick<Person, 'client'>, patientId: string) =>
  codeOf(await client['patients.getChart']({ patientId }));

type Reason = Parameters<Person['client']['charts.breakGlass']>[0]['reason'];

const breakGlass = ({ client }: Person, patientId: string, reason: Reason = 'emergency') =>
  client['charts.breakGlass']({ patientId, reason });

describe('breaking the glass', () => {
  test('opens the one chart, and no other, no list across patients and no change', async () => {
    const supply = await app.signIn('supply');
    const [asked, other] = [await newPatient(), await newPatient()];
    valueOf(await breakGlass(supply, asked));
    expect(await open(supply, asked)).toBe('ok');
    expect(await open(supply, other)).toBe('GlassNeeded');
    const { client, userId } = supply;
    expect(codeOf(await client['treatments.recentByClinician']({ userId }))).toBe('Forbidden');
    expect(codeOf(await client['sync.reviews']({}))).toBe('Forbidden');
    expect(codeOf(await client['wounds.get']({ woundId: NOBODY }))).toBe('Forbidden');
    const allergy = { patientId: asked, substance: 'Silver' };
    expect(codeOf(await client['allergies.add'](allergy))).toBe('Forbidden');
    expect(codeOf(await client['treatments.record'](clinic.treatment))).toBe('Forbidden');
  });

  test('asks for the PIN, for a note where the reason says nothing, and only where it is needed', async () => {
    const supply = await app.signIn('supply');
    const patientId = await newPatient();
    const asked = { patientId, reason: 'emergency' };
    expect(codeOf(await app.core.dispatch(supply.session, 'charts.breakGlass', asked))).toBe(
      'PinAgain',
    );
    expect(codeOf(await breakGlass(supply, patientId, 'other'))).toBe('NoteNeeded');
    expect(codeOf(await breakGlass(supply, NOBODY))).toBe('UnknownPatient');
    expect(codeOf(await breakGlass(clinic.nurse, patientId))).toBe('GlassNotNeeded');
    expect(await open(supply, patientId)).toBe('GlassNeeded');
    const noted = { patientId, reason: 'other', note: 'Wrong parcel' } as const;
    expect(codeOf(await supply.client['charts.breakGlass'](noted))).toBe('ok');
  });

  test('is shown on the chart with its reason and its end, and to nobody else', async () => {
    const [one, another] = [await app.signIn('supply'), await app.signIn('supply')];
    const patientId = await newPatient();
    valueOf(await breakGlass(one, patientId));
    valueOf(await breakGlass(another, patientId, 'investigation'));
    const chart = valueOf(await one.client['patients.getChart']({ patientId }));
    const endsAt = new Date(app.clock.now.getTime() + GLASS_OPEN_MS).toISOString();
    expect(chart.glassBroken).toMatchObject({ reason: 'emergency', note: null, endsAt });
    const own = valueOf(await clinic.client['patients.getChart']({ patientId }));
    expect(own.glassBroken).toBeNull();
  });

  test('opens all charts of a person who is registered twice', async () => {
    const supply = await app.signIn('supply');
    const [patientId, otherPatientId] = [await newPatient(), await newPatient()];
    const linked = { patientId, otherPatientId, reason: 'Same person' };
    valueOf(await clinic.client['patients.link']({ ...linked, preferredPatientId: patientId }));
    expect(await open(supply, patientId)).toBe('GlassNeeded');
    valueOf(await breakGlass(supply, patientId));
    expect(await open(supply, patientId)).toBe('ok');
    expect(await open(supply, otherPatientId)).toBe('ok');
  });
});

describe('a restricted chart', () => {
  test('is closed to everybody who has not worked in it, and restricting is for compliance', async () => {
    const patientId = await newRestricted();
    const restricted = { patientId, reason: 'worksHere' } as const;
    expect(codeOf(await clinic.client['charts.restrict'](restricted))).toBe('Forbidden');
    const compliance = await app.signIn('compliance');
    expect(codeOf(await compliance.client['charts.restrict'](restricted))).toBe(
      'AlreadyRestricted',
    );
    for (const role of ['nurse', 'clinician', 'biller', 'administrator'] as const)
      expect(await open(await app.signIn(role), patientId), role).toBe('GlassNeeded');
    valueOf(await compliance.client['charts.liftRestriction']({ patientId }));
    expect(codeOf(await compliance.client['charts.liftRestriction']({ patientId }))).toBe(
      'NotRestricted',
    );
    expect(await open(await app.signIn('clinician'), patientId)).toBe('ok');
  });

  test('opens by itself to who recorded in it, for 90 days, and says that it is restricted', async () => {
    const { nurse, treatment, patient } = clinic;
    valueOf(await nurse.client['treatments.record'](treatment));
    const restricted = { patientId: patient.id, reason: 'publicFigure' } as const;
    valueOf(await app.client['charts.restrict'](restricted));
    const chart = valueOf(await nurse.client['patients.getChart']({ patientId: patient.id }));
    expect(chart.restriction).toMatchObject({ ...restricted, restrictedByName: 'Ada Admin' });
    const begun = app.clock.now;
    // When a treatment was saved is said by the database's own clock.
    app.clock.now = new Date(Date.now() + (OWN_WORK_DAYS + 1) * 86_400_000);
    expect(await open(nurse, patient.id)).toBe('GlassNeeded');
    app.clock.now = begun;
    valueOf(await app.client['charts.liftRestriction']({ patientId: patient.id }));
  });

  test('closes the charts that are linked to it, which would show it', async () => {
    const [patientId, otherPatientId] = [await newRestricted(), await newPatient()];
    const linked = { patientId, otherPatientId, reason: 'Same person' };
    valueOf(await clinic.client['patients.link']({ ...linked, preferredPatientId: patientId }));
    const clinician = await app.signIn('clinician');
    expect(await open(clinician, otherPatientId)).toBe('GlassNeeded');
    valueOf(await breakGlass(clinician, otherPatientId));
    expect(await open(clinician, patientId)).toBe('ok');
  });
});

describe('the audit trail', () => {
  test('has the refusal, the breaking and what was read behind it, with the reason', async () => {
    const supply = await app.signIn('supply');
    const patientId = await newPatient();
    await open(supply, patientId);
    const noted = { patientId, reason: 'other', note: 'Parcel-77 was left open' } as const;
    valueOf(await supply.client['charts.breakGlass'](noted));
    await open(supply, patientId);
    app.clock.now = new Date(app.clock.now.getTime() + GLASS_OPEN_MS);
    await open(supply, patientId);
    const events = valueOf(await app.client['audit.list']({ patientId, userId: supply.userId }));
    const glassBroken = { reason: 'other', note: 'Parcel-77 was left open' };
    const refused = { outcome: 'refused', failureCode: 'GlassNeeded', glassBroken: null };
    expect(events.filter(({ failureCode }) => failureCode !== 'PinAgain')).toMatchObject([
      { operation: 'patients.getChart', ...refused },
      { operation: 'patients.getChart', outcome: 'ok', glassBroken },
      { operation: 'charts.breakGlass', outcome: 'ok', glassBroken },
      { operation: 'patients.getChart', ...refused },
    ]);
    expect(JSON.stringify(await allRows(app.database, 'auditEvents'))).not.toContain('Parcel-77');
  });

  test('is filtered by broken glass, and tells who broke it among those who saw a chart', async () => {
    const supply = await app.signIn('supply');
    const patientId = await newPatient();
    valueOf(await clinic.client['patients.getChart']({ patientId }));
    valueOf(await breakGlass(supply, patientId));
    valueOf(await breakGlass(supply, patientId));
    await open(supply, patientId);
    const { events, total } = valueOf(
      await app.client['audit.search']({ patientId, withBrokenGlass: true }),
    );
    expect(total).toBe(3);
    expect(new Set(events.map(({ userId }) => userId))).toEqual(new Set([supply.userId]));
    const { viewers } = valueOf(await app.client['audit.chartViewers']({ patientId }));
    expect(viewers.map(({ userId, glassBrokenCount }) => [userId, glassBrokenCount])).toEqual(
      expect.arrayContaining([
        [supply.userId, 2],
        [clinic.nurse.userId, 0],
      ]),
    );
  });

  test('cannot lose that a glass was broken', async () => {
    await expect(
      app.database.transact((tx) => tx.deleteFrom('glassBreaks').execute()),
    ).rejects.toThrow(/never changed or deleted/);
  });
});

test('nobody who is not signed in is told more than that', async () => {
  const reply = await app.core.dispatch(newSession(), 'patients.getChart', { patientId: NOBODY });
  expect(codeOf(reply)).toBe('SignInNeeded');
});
