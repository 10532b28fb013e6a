import type { BytePurpose } from '../shared/base/bridge.ts';
import { openClinic } from './clinic.ts';
import { type TestCore, valueOf } from './core.ts';
import { photoBytes } from './pictures.ts';

/** An assessment at which nobody looked at anything. */
export const noAssessment = {
  assessedOn: '2026-03-10',
  assessedAt: null,
  method: null,
  lengthMm: null,
  widthMm: null,
  depthMm: null,
  tracedAreaMm2: null,
  epithelialPercent: null,
  granulationPercent: null,
  sloughPercent: null,
  necroticPercent: null,
  exudateAmount: null,
  exudateType: null,
  oedema: null,
  odour: null,
  painScore: null,
  infectionSigns: null,
  pressureStage: null,
  bwatItems: null,
  notes: null,
} as const;

export type PhotoClinic = Awaited<ReturnType<typeof openPhotoClinic>>;

/** A clinic whose patient has a wound with an assessment, and another patient with the same. */
export async function openPhotoClinic(app: TestCore) {
  const clinic = await openClinic(app);
  const { client, nurse } = clinic;
  const other = valueOf(
    await client['patients.create']({
      mrn: 'T-2',
      firstName: 'Olga',
      lastName: 'Orlova',
      birthOn: '1944-05-06',
      sex: 'female',
      confirmedNotDuplicate: true,
    }),
  );
  const assess = async (patientId: string) => {
    const wound = valueOf(
      await client['wounds.register']({
        patientId,
        bodySite: 'heel',
        laterality: 'left',
        bodyView: 'sole',
        etiology: 'pressure',
        careStartedOn: '2026-03-01',
      }),
    );
    const input = { woundId: wound.id, undermining: [], tunnelling: [], ...noAssessment };
    return { wound, assessment: valueOf(await client['assessments.record'](input)) };
  };
  const handIn = async (purpose: BytePurpose, bytes: Uint8Array) =>
    valueOf(await app.core.putBytes(nurse.session, purpose, bytes));
  let pictures = 0;
  /** Hands a picture in that no other is like, and binds it. */
  const addPhoto = async (assessmentId: string) => {
    pictures += 1;
    const { digest } = await handIn('photo', await photoBytes({ width: 300 + pictures }));
    const takenAt = '2026-03-10T14:00:00Z';
    return valueOf(await client['photos.add']({ assessmentId, digest, takenAt }));
  };
  return {
    ...clinic,
    ...(await assess(clinic.patient.id)),
    other: { patient: other, ...(await assess(other.id)) },
    assess,
    handIn,
    addPhoto,
  };
}
