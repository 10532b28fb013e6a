import { chartParts } from '../../shared/disclosures/disclosure.ts';
import { isCoveredOn } from '../../shared/payers/coverage.ts';
import { findProductsBySku, pageOf } from '../products/actions.ts';
import {
  type ChartContent,
  tellTreatment,
  tellWound,
  type ToldAssessment,
  type ToldTreatment,
  type ToldWound,
} from './chart-content.ts';
import {
  type ChartReads,
  type DisclosureJob,
  readInTurn,
  type Reading,
  type ReadOf,
  valueOf,
} from './chart-reads.ts';
import { selectSite, selectTrailOf, selectUserNames } from './store.ts';

/** Everything that defends one application; what concerns other wounds stays in the chart. */
export type PacketContent = Pick<
  ChartContent,
  'site' | 'names' | 'patient' | 'coverages' | 'orders' | 'photos' | 'documents' | 'linkedCharts'
> & {
  readonly told: ToldTreatment;
  readonly product: Awaited<ReturnType<typeof pageOf>> | null;
  /** Null where the record names no wound. */
  readonly wound: ToldWound | null;
  /** The newest size up to the day of the application, and the oldest after it. */
  readonly before: ToldAssessment | null;
  readonly after: ToldAssessment | null;
  /** What was done at the wound up to the application, the oldest first. */
  readonly earlier: readonly ToldTreatment['record'][];
  readonly coverage: ReadOf<'coverage.ofWound'> | null;
  readonly trail: Awaited<ReturnType<typeof selectTrailOf>>;
};

type Asked = { readonly patientId: string; readonly treatmentRecordId: string };

const WHOLE = { parts: chartParts, fromOn: null, toOn: null } as const;

/** Reads what belongs to one application. Null when the patient has no such record. */
export async function readPacket(
  job: DisclosureJob,
  reads: ChartReads,
  asked: Asked,
): Promise<PacketContent | null> {
  const at = (label: string, done: number) => ({ label, done, total: 4 });
  const told = await readInTurn(job, at('Record', 0), (reading) => readTold(reads, reading, asked));
  if (told === null) return null;
  const head = await readInTurn(job, at('Patient', 1), (reading) => readHead(reads, reading, told));
  const ofWound = await readInTurn(job, at('Wound', 2), (reading) =>
    readWound(reads, reading, told),
  );
  const assessed = ofWound.wound?.assessments ?? [];
  const { before, after } = aroundDay(assessed, told.record.dateApplied);
  const { photos, documents, ...rest } = head;
  const shown = [before, after].flatMap((each) => each?.record.id ?? []);
  const day = told.record.dateApplied;
  const { woundId } = told.record;
  return {
    ...rest,
    ...ofWound,
    told,
    before,
    after,
    photos: photos.filter(
      (photo) =>
        shown.includes(photo.assessmentId) ||
        (photo.woundId === woundId && photo.takenAt.startsWith(day)),
    ),
    documents: documents.filter(
      ({ treatmentRecordId, ...each }) =>
        treatmentRecordId === told.record.id ||
        (treatmentRecordId === null && each.woundId !== null && each.woundId === woundId),
    ),
  };
}

async function readTold(reads: ChartReads, reading: Reading, asked: Asked) {
  const { patientId, treatmentRecordId } = asked;
  const found = await reads['treatments.get']({ treatmentRecordId }, reading);
  if (!found.ok || found.value.patientId !== patientId) return null;
  return tellTreatment(reads, reading, found.value);
}

async function readHead(reads: ChartReads, reading: Reading, { record }: ToldTreatment) {
  const { patientId } = record;
  const { patient, linkedCharts } = await valueOf(
    reads['patients.getChart']({ patientId }, reading),
  );
  const listed = { patientId, onlyOpen: false, stage: null, limit: 500, offset: 0 };
  const { orders } = await valueOf(reads['orders.list'](listed, reading));
  const wounds = await valueOf(reads['wounds.list']({ patientId }, reading));
  const coverages = await valueOf(reads['coverages.list']({ patientId }, reading));
  const page = { patientId, woundId: record.woundId, limit: 1000, offset: 0 };
  const { photos } =
    record.woundId === null ? { photos: [] } : await valueOf(reads['photos.list'](page, reading));
  const site = await selectSite(reading.db);
  const of = new Map([
    ...(await selectUserNames(reading.db)),
    ...orders.map(({ id, orderNumber }) => [id, orderNumber] as const),
    ...wounds.map(({ id, woundNumber, location }) => [id, `${woundNumber}: ${location}`] as const),
  ]);
  const [product] = await findProductsBySku(reading.db, [record.productId]);
  return {
    site,
    names: { timeZone: site.timeZone, of },
    patient,
    linkedCharts: linkedCharts.map(({ patient: other, link }) => ({ patient: other, link })),
    orders: orders.filter(({ id }) => id === record.orderId),
    coverages: coverages.filter((each) => isCoveredOn(each, record.dateApplied)),
    photos,
    documents: await valueOf(reads['documents.list']({ patientId }, reading)),
    product: product ? await pageOf(reading.db, product) : null,
    trail: await selectTrailOf(reading.db, record.id),
  };
}

const EARLIER_PER_READ = 1000;

async function readWound(reads: ChartReads, reading: Reading, { record }: ToldTreatment) {
  const { patientId, woundId, dateApplied } = record;
  if (woundId === null) return { wound: null, earlier: [], coverage: null };
  const wounds = await valueOf(reads['wounds.list']({ patientId }, reading));
  const wound = wounds.find(({ id }) => id === woundId);
  if (!wound) throw new Error('A treatment names a wound that is not there');
  const page = { patientId, limit: EARLIER_PER_READ, offset: 0 };
  const { records } = await valueOf(reads['treatments.list'](page, reading));
  const asked = { patientId, woundId, ruleId: null, on: dateApplied };
  const coverage = await reads['coverage.ofWound'](asked, reading);
  return {
    wound: await tellWound((work) => work(reading), reads, { wound, wanted: WHOLE }),
    earlier: records
      .filter((each) => each.woundId === woundId && each.dateApplied <= dateApplied)
      .toReversed(),
    coverage: coverage.ok ? coverage.value : null,
  };
}

/** The assessments that tell the size before an application and after it, voided ones left out. */
export function aroundDay(
  assessments: readonly ToldAssessment[],
  day: string,
): { readonly before: ToldAssessment | null; readonly after: ToldAssessment | null } {
  const measured = assessments
    .filter(({ record }) => record.voidedAt === null && record.areaMm2 !== null)
    .toSorted((one, other) => (one.record.assessedOn < other.record.assessedOn ? -1 : 1));
  return {
    before: measured.findLast(({ record }) => record.assessedOn <= day) ?? null,
    after: measured.find(({ record }) => record.assessedOn > day) ?? null,
  };
}
