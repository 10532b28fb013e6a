import { type ChartPart, isInDays } from '../../shared/disclosures/disclosure.ts';
import {
  type ChartReads,
  type DisclosureJob,
  readInTurn,
  type Reading,
  type ReadOf,
  valueOf,
} from './chart-reads.ts';
import type { Names } from '../../shared/charts/field-words.ts';
import { selectSite, selectUserNames } from './store.ts';

export type SigningHistory = ReadOf<'signing.history'>;
type Treatment = ReadOf<'treatments.list'>['records'][number];
type Assessment = ReadOf<'assessments.list'>[number];

export type ToldTreatment = {
  readonly record: Treatment;
  readonly versions: ReadOf<'treatments.versions'>;
  readonly history: SigningHistory;
};
export type ToldAssessment = {
  readonly record: Assessment;
  readonly versions: ReadOf<'assessments.versions'>;
  readonly history: SigningHistory;
};
export type ToldWound = {
  readonly wound: ReadOf<'wounds.list'>[number];
  readonly assessments: readonly ToldAssessment[];
  readonly protocols: readonly ReadOf<'protocols.ofWound'>['earlier'][number][];
};

/** Everything that is given out of a chart; a part that was not asked for is empty. */
export type ChartContent = {
  readonly site: Awaited<ReturnType<typeof selectSite>>;
  readonly names: Names;
  readonly patient: ReadOf<'patients.getChart'>['patient'];
  readonly allergies: ReadOf<'patients.getChart'>['allergies'];
  readonly conditions: ReadOf<'conditions.list'>;
  readonly coverages: ReadOf<'coverages.list'>;
  readonly wounds: readonly ToldWound[];
  readonly treatments: readonly ToldTreatment[];
  readonly orders: ReadOf<'orders.list'>['orders'];
  readonly photos: ReadOf<'photos.list'>['photos'];
  readonly documents: ReadOf<'documents.list'>;
  /** The other charts of the same person: who stands in them, and who linked them. */
  readonly linkedCharts: readonly LinkedHead[];
};

export type LinkedHead = Pick<
  ReadOf<'patients.getChart'>['linkedCharts'][number],
  'patient' | 'link'
>;

export type Wanted = {
  readonly patientId: string;
  readonly parts: readonly ChartPart[];
  readonly fromOn: string | null;
  readonly toOn: string | null;
};

const RECORDS_PER_TURN = 3;
const LISTED_PER_TURN = 75;

/** Reads a chart in short turns. Null when there is no such patient. */
export async function readChart(
  job: DisclosureJob,
  reads: ChartReads,
  wanted: Wanted,
): Promise<ChartContent | null> {
  const pace = (label: string, done = 0, total = 0) => ({ label, done, total });
  const head = await readHead((work) => readInTurn(job, pace('Patient'), work), reads, wanted);
  if (head === null) return null;
  const records = await listTreatments(job, reads, wanted);
  const treatments: ToldTreatment[] = [];
  for (let from = 0; from < records.length; from += RECORDS_PER_TURN) {
    const some = records.slice(from, from + RECORDS_PER_TURN);
    const at = pace('Treatments', from, records.length);
    treatments.push(
      ...(await readInTurn(job, at, (reading) => tellTreatments(reads, reading, some))),
    );
  }
  const wounds: ToldWound[] = [];
  for (const [nth, wound] of head.wounds.entries()) {
    const at = pace('Wounds', nth, head.wounds.length);
    const inTurn: InTurn = (work) => readInTurn(job, at, work);
    wounds.push(await tellWound(inTurn, reads, { wound, wanted }));
  }
  const shownWounds = wanted.parts.includes('wounds') || wanted.parts.includes('protocols');
  return { ...head, treatments, wounds: shownWounds ? wounds : [] };
}

/** Reads in a short turn: each part of a chart may be long, and others wait for no more than one. */
export type InTurn = <T>(work: (reading: Reading) => Promise<T>) => Promise<T>;

async function readHead(inTurn: InTurn, reads: ChartReads, wanted: Wanted) {
  const { patientId, parts } = wanted;
  const has = (part: ChartPart) => parts.includes(part);
  const chart = await inTurn((reading) => reads['patients.getChart']({ patientId }, reading));
  if (!chart.ok) return null;
  const { patient, allergies, linkedCharts } = chart.value;
  const about = { patientId };
  const wounds = await inTurn((reading) => valueOf(reads['wounds.list'](about, reading)));
  const listed = { patientId, onlyOpen: false, stage: null, limit: 500, offset: 0 };
  const { orders } = await inTurn((reading) => valueOf(reads['orders.list'](listed, reading)));
  const asked = { patientId, woundId: null, limit: 1000, offset: 0 };
  const { photos } = await inTurn((reading) => valueOf(reads['photos.list'](asked, reading)));
  const documents = await inTurn((reading) => valueOf(reads['documents.list'](about, reading)));
  const site = await inTurn(({ db }) => selectSite(db));
  const of = new Map([
    ...(await inTurn(({ db }) => selectUserNames(db))),
    ...orders.map(({ id, orderNumber }) => [id, orderNumber] as const),
    ...wounds.map(({ id, woundNumber, location }) => [id, `${woundNumber}: ${location}`] as const),
  ]);
  const onDays = <T>(part: ChartPart, all: readonly T[], dayOf: (each: T) => string) =>
    has(part) ? all.filter((each) => isInDays(dayOf(each), wanted)) : [];
  return {
    site,
    names: { timeZone: site.timeZone, of },
    patient,
    linkedCharts: linkedCharts.map(({ patient: other, link }) => ({ patient: other, link })),
    // The chart shows those of linked ones too; here each chart says its own.
    allergies: has('allergies') ? allergies.filter((each) => each.patientId === patientId) : [],
    conditions: has('conditions')
      ? await inTurn((reading) => valueOf(reads['conditions.list'](about, reading)))
      : [],
    coverages: has('insurance')
      ? await inTurn((reading) => valueOf(reads['coverages.list'](about, reading)))
      : [],
    wounds,
    orders: onDays('orders', orders, ({ orderedOn }) => orderedOn),
    photos: onDays('photos', photos, ({ takenAt }) => takenAt.slice(0, 10)),
    documents: onDays('documents', documents, ({ documentOn }) => documentOn),
  };
}

async function listTreatments(
  job: DisclosureJob,
  reads: ChartReads,
  { patientId, parts, ...days }: Wanted,
): Promise<readonly Treatment[]> {
  if (!parts.includes('treatments')) return [];
  const found = new Map<string, Treatment>();
  for (let offset = 0; ; offset += LISTED_PER_TURN) {
    const page = { patientId, limit: LISTED_PER_TURN, offset };
    const { records, total } = await readInTurn(
      job,
      { label: 'Treatments', done: 0, total: 0 },
      (reading) => valueOf(reads['treatments.list'](page, reading)),
    );
    for (const record of records) found.set(record.id, record);
    if (offset + LISTED_PER_TURN >= total) break;
  }
  return [...found.values()].filter(({ dateApplied }) => isInDays(dateApplied, days));
}

async function tellTreatments(
  reads: ChartReads,
  reading: Reading,
  records: readonly Treatment[],
): Promise<readonly ToldTreatment[]> {
  const told: ToldTreatment[] = [];
  for (const record of records) told.push(await tellTreatment(reads, reading, record));
  return told;
}

/** A record with what stood in it before, and who signed and amended it. */
export async function tellTreatment(
  reads: ChartReads,
  reading: Reading,
  record: Treatment,
): Promise<ToldTreatment> {
  const { id } = record;
  return {
    record,
    versions:
      record.version === 1
        ? []
        : await valueOf(reads['treatments.versions']({ treatmentRecordId: id }, reading)),
    history: await valueOf(reads['signing.history']({ kind: 'treatment', id }, reading)),
  };
}

/** A wound with its course, on the days that are asked for. */
export async function tellWound(
  inTurn: InTurn,
  reads: ChartReads,
  {
    wound,
    wanted,
  }: { readonly wound: ToldWound['wound']; readonly wanted: Omit<Wanted, 'patientId'> },
): Promise<ToldWound> {
  const woundId = wound.id;
  const all = wanted.parts.includes('wounds')
    ? await inTurn((reading) => valueOf(reads['assessments.list']({ woundId }, reading)))
    : [];
  const assessments: ToldAssessment[] = [];
  for (const record of all.filter(({ assessedOn }) => isInDays(assessedOn, wanted)))
    assessments.push(await inTurn((reading) => tellAssessment(reads, reading, record)));
  if (!wanted.parts.includes('protocols')) return { wound, assessments, protocols: [] };
  const { running, earlier } = await inTurn((reading) =>
    valueOf(reads['protocols.ofWound']({ woundId }, reading)),
  );
  return { wound, assessments, protocols: [...(running ? [running] : []), ...earlier] };
}

async function tellAssessment(
  reads: ChartReads,
  reading: Reading,
  record: Assessment,
): Promise<ToldAssessment> {
  const { id } = record;
  return {
    record,
    versions:
      record.version === 1
        ? []
        : await valueOf(reads['assessments.versions']({ assessmentId: id }, reading)),
    history: await valueOf(reads['signing.history']({ kind: 'assessment', id }, reading)),
  };
}
