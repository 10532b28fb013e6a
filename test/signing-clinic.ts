import type { Reply } from '../main/platform/core.ts';
import type { RecordKind } from '../shared/signing/record-state.ts';
import { noFindings } from './assessed.ts';
import { noText, openClinic } from './clinic.ts';
import { TEST_PIN, type TestCore, valueOf } from './core.ts';

export const TODAY = '2026-03-10';

type Person = Awaited<ReturnType<TestCore['signIn']>>;
type Seen = { readonly id: string; readonly version: number };
type SeenAmended = Seen & { readonly amendmentCount?: number };

/** What an amendment that says something looks like; each test changes what it is about. */
export const clarification = {
  kind: 'clarification',
  reason: 'Asked by the reviewer',
  note: 'The heel was meant.',
  content: null,
  supersedes: null,
  pin: TEST_PIN,
} as const;

export type SigningClinic = Awaited<ReturnType<typeof openSigningClinic>>;

/** Closes the application; throws when something unexpected happened in it. */
export async function closeQuietly({ incidents, close }: TestCore): Promise<void> {
  await close();
  if (incidents.length > 0) throw new AggregateError(incidents);
}

/** A clinic with a wound, a second nurse and a clinician, and short ways to record, sign and amend. */
export async function openSigningClinic(app: TestCore) {
  const clinic = await openClinic(app);
  const clinician = await app.signIn('clinician');
  const wound = valueOf(
    await clinic.client['wounds.register']({
      patientId: clinic.patient.id,
      bodySite: 'sacrum',
      laterality: 'midline',
      bodyView: 'back',
      etiology: 'pressure',
      careStartedOn: '2026-01-05',
    }),
  );
  await app.client['products.add']({ sku: 'AMNION', name: 'Amnion 4x4', hcpcsCode: 'Q4101' });
  const signing = signingOf(clinic.nurse, clinician);
  const recording = recordingOf(clinic, wound.id);
  return {
    ...clinic,
    ...signing,
    ...recording,
    wound,
    clinician,
    otherNurse: await app.signIn('nurse'),
    /** A treatment that is recorded and signed by the same person. */
    async signed(over: object = {}, by: Person = clinic.nurse) {
      const record = await recording.treat(over, by);
      valueOf(await signing.sign('treatment', record, by));
      return record;
    },
  };
}

type Clinic = Awaited<ReturnType<typeof openClinic>>;

function recordingOf({ nurse, treatment }: Clinic, woundId: string) {
  const { patientId: _, ...fields } = treatment;
  const said = { overuseReason: 'More was needed', lotNumber: 'L-1' };
  const content = { ...noText, ...fields, ...said };
  return {
    /** Every field of a correction or amendment as the treatment was recorded. */
    content,
    treat: async (over: object = {}, by: Person = nurse) =>
      valueOf(
        await by.client['treatments.record']({
          ...treatment,
          ...said,
          ...over,
        }),
      ),
    assess: async (over: object = {}, by: Person = nurse) =>
      valueOf(
        await by.client['assessments.record']({
          woundId,
          ...noFindings,
          assessedOn: TODAY,
          ...over,
        }),
      ),
    correct: (treatmentRecordId: string, changed: object, over: object = {}) =>
      nurse.client['treatments.amend']({
        treatmentRecordId,
        ...clarification,
        kind: 'correction',
        note: null,
        content: { ...content, ...changed },
        ...over,
      }),
  };
}

function signingOf(nurse: Person, clinician: Person) {
  const asked = (kind: RecordKind, { id, version }: Seen) => ({ kind, id, seen: version });
  return {
    sign: (kind: RecordKind, record: Seen, by: Person = nurse): Promise<Reply> =>
      by.client['signing.sign']({ records: [asked(kind, record)], pin: TEST_PIN }),
    cosign: (kind: RecordKind, record: SeenAmended, by: Person = clinician): Promise<Reply> => {
      const { amendmentCount } = record;
      const records = [{ ...asked(kind, record), amendmentCount }];
      return by.client['signing.cosign']({ records, pin: TEST_PIN });
    },
    amend: (treatmentRecordId: string, over: object = {}, by: Person = nurse) =>
      by.client['treatments.amend']({ treatmentRecordId, ...clarification, ...over }),
    voided: ({ id, version }: Seen, by: Person = nurse) =>
      by.client['treatments.void']({
        treatmentRecordId: id,
        seen: version,
        reason: 'Wrong patient',
        pin: TEST_PIN,
      }),
  };
}
