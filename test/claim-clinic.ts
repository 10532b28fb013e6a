import type { DeskState } from '../shared/billing/claim-state.ts';
import { operations } from '../shared/operations.ts';
import { noFindings } from './assessed.ts';
import { addPayerNamed, typedCoverage, typedOrganisation } from './billing-parties.ts';
import { addPerson, clientOf, newSession, TEST_PIN, type TestCore, valueOf } from './core.ts';

/** An application that is set up, and its administrator. */
type ClinicApp = Pick<TestCore, 'core' | 'client' | 'administrator'>;

export const MARCH = { fromOn: '2026-03-01', toOn: '2026-03-31' };
const ON = '2026-03-09';

/** Fees of the codes that the clinic's claims come to, in cents. */
const FEES = { '15275': 35_000, '15276': 9000, Q4186: 15_000 };

/** Who bills, who pays, and at what charges. */
async function openOffice(app: ClinicApp) {
  valueOf(await app.client['billingOrganisations.add'](typedOrganisation));
  const payer = await addPayerNamed(app, 'Blue Plan');
  for (const [procedureCode, unitCents] of Object.entries(FEES))
    valueOf(
      await app.client['fees.set']({
        payerId: null,
        procedureCode,
        unitCents,
        effectiveFrom: '2026-01-01',
        effectiveTo: null,
        source: null,
      }),
    );
  const facility = valueOf(
    await app.client['facilities.create']({
      name: 'Riverbend Wound Clinic',
      placeOfService: '11',
      npi: '1234567893',
      addressLine: '100 Example Avenue',
      city: 'Riverbend',
      state: 'OH',
      postalCode: '430010001',
    }),
  );
  return { payer, facility };
}

async function openClinician(app: ClinicApp) {
  const person = await addPerson(app.core, app.administrator, {
    displayName: 'Casey Clinician',
    role: 'clinician',
    npi: '1245319599',
    taxonomy: '213E00000X',
  });
  const session = newSession();
  const client = clientOf(app.core, session);
  valueOf(await client['session.signIn']({ userId: person.id, pin: TEST_PIN }));
  return { client, session, userId: person.id };
}

type Office = Awaited<ReturnType<typeof openOffice>>;
type Clinician = Awaited<ReturnType<typeof openClinician>>;
type Inside = Office & { readonly app: ClinicApp; readonly clinician: Clinician };

let people = 0;

/** A patient with insurance, a wound of 12 cm² on the left sole and an order of sheets. */
async function addPatient({ app, clinician, payer, facility }: Inside, over: object) {
  people += 1;
  const { client } = clinician;
  const patient = valueOf(
    await client['patients.create']({
      mrn: `C-${people}`,
      firstName: 'Zoë',
      lastName: `Łukasz ${people}`,
      birthOn: '1950-02-28',
      sex: 'female',
      addressLine: '7 Sample Lane',
      city: 'Riverbend',
      state: 'OH',
      postalCode: '43001',
      confirmedNotDuplicate: true,
      ...over,
    }),
  );
  const coverage = valueOf(
    await app.client['coverages.add']({
      patientId: patient.id,
      payerId: payer.id,
      ...typedCoverage,
      memberId: `M-${people}`,
    }),
  );
  const wound = await addWound(clinician, patient.id);
  const order = valueOf(
    await client['orders.create']({
      patientId: patient.id,
      facilityId: facility.id,
      orderedOn: '2026-03-01',
      lines: [{ productId: 'SHEET', quantity: 9 }],
    }),
  );
  return { patient, coverage, wound, order };
}
type Treated = Awaited<ReturnType<typeof addPatient>>;

async function addWound({ client }: Clinician, patientId: string) {
  const wound = valueOf(
    await client['wounds.register']({
      patientId,
      bodySite: 'plantarForefoot',
      laterality: 'left',
      bodyView: 'sole',
      etiology: 'diabetic',
      diagnosisCode: 'L97.522',
      careStartedOn: '2026-01-05',
    }),
  );
  const size = { method: 'ruler', lengthMm: 40, widthMm: 30, depthMm: 3 } as const;
  const assessed = { ...noFindings, assessedOn: '2026-03-02', ...size };
  valueOf(await client['assessments.record']({ woundId: wound.id, ...assessed }));
  return wound;
}

async function record({ client }: Clinician, { patient, wound, order }: Treated, over: object) {
  return valueOf(
    await client['treatments.record']({
      patientId: patient.id,
      orderId: order.id,
      productId: 'SHEET',
      quantityUsed: 1,
      dateApplied: ON,
      diagnosis: 'E11.621',
      woundId: wound.id,
      appliedMm2: 1500,
      discardedMm2: 100,
      discardReason: 'No smaller size',
      lotNumber: 'L-1',
      ...over,
    }),
  );
}

async function treat(clinician: Clinician, treated: Treated, over: object) {
  const recorded = await record(clinician, treated, over);
  const records = [{ kind: 'treatment' as const, id: recorded.id, seen: recorded.version }];
  valueOf(await clinician.client['signing.sign']({ records, pin: TEST_PIN }));
  return recorded;
}

type Started = Promise<Parameters<typeof valueOf<{ jobId: string }>>[0]>;
type JobReply =
  | { ok: true; value: unknown }
  | { ok: false; failure: { code: string; message: string; details?: unknown } };

/** Runs a job to its end and answers its reply. */
async function runToEnd(app: ClinicApp, started: Started): Promise<JobReply> {
  const ended = new Set<string>();
  const { promise, resolve } = Promise.withResolvers<void>();
  let wanted: string | null = null;
  const stop = app.core.onEvent((event) => {
    if (event.type !== 'job' || event.state === 'running') return;
    ended.add(event.jobId);
    if (event.jobId === wanted) resolve();
  });
  const { jobId } = valueOf(await started);
  wanted = jobId;
  if (ended.has(jobId)) resolve();
  await promise;
  stop();
  const { result } = valueOf(await app.client['jobs.get']({ jobId }));
  return result as unknown as JobReply;
}

const sheet = {
  sku: 'SHEET',
  name: 'Example sheet 4 x 4 cm',
  hcpcsCode: 'Q4186',
  billingUnit: 'cm2',
  productClass: 'skinSubstitute',
  isBiologic: false,
  packageMm2: 1600,
} as const;

export type ClaimClinic = Awaited<ReturnType<typeof openClaimClinic>>;

/**
 * A clinic that can bill: a podiatrist treats diabetic foot ulcers with a skin substitute of 16 cm² that
 * is billed by the cm², and a commercial payer pays.
 */
export async function openClaimClinic(app: ClinicApp) {
  const office = await openOffice(app);
  const clinician = await openClinician(app);
  const product = valueOf(await app.client['products.add'](sheet));
  const made = operations['claims.makeBatch'].output;
  const runJob = (started: Started) => runToEnd(app, started);
  const makeBatch = (days = MARCH) =>
    runJob(app.client['claims.makeBatch']({ payerId: office.payer.id, ...days }));
  return {
    ...office,
    clinician,
    product,
    newPatient: (over: object = {}) => addPatient({ ...office, app, clinician }, over),
    record: (treated: Treated, over: object = {}) => record(clinician, treated, over),
    treat: (treated: Treated, over: object = {}) => treat(clinician, treated, over),
    runJob,
    makeBatch,
    madeBatch: async (days = MARCH) => made.parse(valueOf(await makeBatch(days))).batch,
    desk: async (state: DeskState) => valueOf(await app.client['claims.desk']({ ...MARCH, state })),
    fileOf: async (digest: string): Promise<string> =>
      new TextDecoder().decode(valueOf(await app.core.getBytes(app.administrator, digest))),
    claimsOf: async (batchId: string) =>
      valueOf(await app.client['claims.batch']({ batchId })).claims,
  };
}
