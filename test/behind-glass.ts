import { isOfOneChart, type Operation } from '../shared/base/contract.ts';
import { operations } from '../shared/operations.ts';
import { assessingIn, noFindings, ruled } from './assessed.ts';
import { addPayerNamed, typedCoverage } from './billing-parties.ts';
import { noText, openClinic } from './clinic.ts';
import { type TestCore, valueOf } from './core.ts';

/** Every query that is a part of one person's chart, as the contract has it. */
export const chartQueries: readonly (readonly [string, Operation])[] = Object.entries<Operation>(
  operations,
).filter(([, operation]) => isOfOneChart(operation));

/** What names a chart or a part of it in the input of a query. */
export type ChartNames = Readonly<Record<string, string>>;

/** The input of a query about a chart: those of its names that the query asks for. */
export function inputFor({ input }: Operation, names: ChartNames): ChartNames {
  const shape = 'shape' in input && typeof input.shape === 'object' ? (input.shape ?? {}) : {};
  return Object.fromEntries(Object.entries(names).filter(([name]) => name in shape));
}

const woundAsItIs = {
  bodySite: 'sacrum',
  laterality: 'midline',
  bodyView: 'back',
  siteDetail: null,
  etiology: 'pressure',
  etiologyDetail: null,
  diagnosisCode: null,
  onsetOn: null,
  isOnsetEstimated: false,
} as const;

type Clinic = Awaited<ReturnType<typeof openClinic>>;

/** A wound, an assessment and a treatment of the clinic's patient, each corrected once. */
async function writeCare(clinic: Clinic): Promise<ChartNames> {
  const { client, treatment } = clinic;
  const { newWound, record } = assessingIn(clinic);
  const [{ id: woundId }, again] = [await newWound(), { seen: 1, reason: 'Looked again' }];
  valueOf(await client['wounds.correct']({ ...woundAsItIs, woundId, ...again }));
  const { id: assessmentId } = valueOf(await record(woundId, ruled));
  const assessed = { ...noFindings, ...ruled, assessedOn: '2026-03-10' };
  valueOf(await client['assessments.correct']({ ...assessed, assessmentId, ...again }));
  const { id: treatmentRecordId } = valueOf(await client['treatments.record'](treatment));
  const { patientId: _, ...treated } = treatment;
  valueOf(
    await client['treatments.correct']({ ...noText, ...treated, treatmentRecordId, ...again }),
  );
  return { woundId, assessmentId, treatmentRecordId, kind: 'treatment', id: treatmentRecordId };
}

/** A condition and a coverage, each corrected once. */
async function writeBackground(app: TestCore, { client, patient }: Clinic): Promise<ChartNames> {
  const patientId = patient.id;
  const said = { diagnosisCode: 'E11.9', words: 'Type 2 diabetes', onsetOn: null, endedOn: null };
  const { id: conditionId } = valueOf(await client['conditions.add']({ patientId, ...said }));
  valueOf(await client['conditions.correct']({ ...said, conditionId, seen: 1 }));
  const { id: payerId } = await addPayerNamed(app, 'Blue Plan');
  const card = { ...typedCoverage, payerId };
  const added = valueOf(await client['coverages.add']({ patientId, ...card }));
  valueOf(await client['coverages.correct']({ ...card, coverageId: added.id, seen: 1 }));
  return { conditionId, coverageId: added.id };
}

/** A chart in which a nurse has written something of every kind, and corrected it. */
export async function openFullChart(app: TestCore) {
  const clinic = await openClinic(app);
  const care = await writeCare(clinic);
  const background = await writeBackground(app, clinic);
  const names: ChartNames = { patientId: clinic.patient.id, ...care, ...background };
  return { ...clinic, names };
}
