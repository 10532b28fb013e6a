import { noFindings } from './assessed.ts';
import { openClinic } from './clinic.ts';
import { openTestCore, type TestCore, valueOf } from './core.ts';

export type Written = Parameters<TestCore['client']['protocols.write']>[0];

/** The day it is in the test core, at its site. */
export const TODAY = '2026-03-10';
export const NOBODY = '0199aaaa-0000-7000-8000-00000000dead';

export const foamStep: Written['steps'][number] = {
  instruction: 'Foam dressing',
  kind: 'treatment',
  expectedSkus: ['FOAM-6X6'],
  firstDueDay: 0,
  repeatsEveryDays: 7,
  untilDay: null,
};
export const surfaceStep: Written['steps'][number] = {
  instruction: 'Check the support surface',
  kind: 'review',
  firstDueDay: 0,
  repeatsEveryDays: null,
  untilDay: null,
};
/** What an administrator writes: foam each week, and a look at the surface at the start. */
export const written: Written = {
  title: 'Foam each week',
  etiologies: ['pressure'],
  steps: [foamStep, surfaceStep],
  assessmentIntervalDays: 7,
  reviewPoints: [{ week: 4, leastReductionPercent: 50 }],
  toleranceDays: 2,
  source: 'Own',
  asOf: '2026-03-01',
};

/** What is done at wounds. */
function acts(app: TestCore, clinic: Awaited<ReturnType<typeof openClinic>>) {
  const { client } = clinic;
  return {
    async treat(woundId: string, productId: string, dateApplied: string) {
      const treatment = { ...clinic.treatment, productId, dateApplied };
      const { id } = valueOf(await client['treatments.record'](treatment));
      await app.database.transact((tx) =>
        tx.updateTable('treatmentRecords').set({ woundId }).where('id', '=', id).execute(),
      );
      return id;
    },
    async assess(woundId: string, assessedOn: string, size: object = {}) {
      const found = { ...noFindings, woundId, assessedOn, confirmedUnusual: false, ...size };
      return valueOf(await client['assessments.record'](found));
    },
  };
}

/** A clinic with protocols to write and wounds to start them on. */
export async function openProtocolClinic() {
  const app = await openTestCore();
  const clinic = await openClinic(app);
  const { client } = clinic;

  async function writeProtocol(over: Partial<Written> = {}) {
    return valueOf(await app.client['protocols.write']({ ...written, ...over }));
  }

  async function registerWound() {
    const wound = {
      patientId: clinic.patient.id,
      bodySite: 'heel',
      laterality: 'left',
      bodyView: 'sole',
      etiology: 'pressure',
      careStartedOn: '2026-02-01',
    } as const;
    return valueOf(await client['wounds.register'](wound));
  }

  async function shown(woundId: string) {
    return valueOf(await client['protocols.ofWound']({ woundId }));
  }

  return {
    app,
    ...clinic,
    ...acts(app, clinic),
    writeProtocol,
    registerWound,
    shown,
    /** A protocol running on a wound of its own. */
    async running(startedOn: string) {
      const protocol = await writeProtocol();
      const wound = await registerWound();
      const start = { woundId: wound.id, protocolId: protocol.protocolId, seen: 1, startedOn };
      const run = valueOf(await client['protocols.start'](start));
      const [foam, review] = run.steps.map(({ id }) => id);
      return { protocol, wound, run, start, foam: foam ?? '', review: review ?? '' };
    },
    /** What became of each due day of a step of what runs on a wound. */
    async statesOf(woundId: string, stepId: string) {
      const { running: run } = await shown(woundId);
      return run?.occurrences.filter((each) => each.stepId === stepId).map(({ state }) => state);
    },
  };
}
