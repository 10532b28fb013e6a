import { z } from 'zod';
import type { FhirScope } from '../../../shared/exchange/fhir-contract.ts';
import type { AmendmentChartRow, RecordOf } from '../../../shared/exchange/fhir/chart-rows.ts';
import type { FhirResource } from '../../../shared/exchange/fhir/resource.ts';
import {
  allergyResource,
  conditionResource,
  patientDeviceResource,
  woundResource,
} from '../../../shared/exchange/fhir/write-chart.ts';
import {
  coverageResource,
  locationResource,
  organisationResource,
  patientResource,
  payerResource,
  practitionerResource,
} from '../../../shared/exchange/fhir/write-people.ts';
import {
  amendmentResource,
  signatureResource,
} from '../../../shared/exchange/fhir/write-provenance.ts';
import {
  deviceRequestResource,
  treatmentResources,
} from '../../../shared/exchange/fhir/write-treatments.ts';
import { claimResource } from '../../../shared/exchange/fhir/write-claim.ts';
import { documentResource, photoResource } from '../../../shared/exchange/fhir/write-documents.ts';
import { observationResource } from '../../../shared/exchange/fhir/write-wounds.ts';
import { sentClaims } from '../../claims/actions.ts';
import { linkedPatientsOf } from '../../patients/link-actions.ts';
import type { JobContext } from '../../platform/context.ts';
import type { ReadonlyDb } from '../../platform/database.ts';
import {
  type After,
  daysOf,
  selectAssessments,
  selectCharts,
  selectDocuments,
  selectOrderLines,
  selectPatientsOf,
  selectPhotos,
  selectTreatments,
} from './chart-store.ts';
import {
  selectFacilitiesOfOrders,
  selectNamed,
  selectProducts,
  selectSaidOf,
  selectSite,
} from './named-store.ts';

/** Resources that are written together, and of how many treatments and assessments they tell. */
export type Page = { readonly resources: readonly FhirResource[]; readonly records: number };

const PATIENTS_PER_PAGE = 25;
/** Some milliseconds of reading, and of writing. */
const TREATMENTS_PER_PAGE = 100;
const NOBODY = '00000000-0000-0000-0000-000000000000';

/** Who and what resources name that stands in no chart: written once, at the end. */
function createNamed() {
  const users = new Set<string>();
  const facilities = new Set<string>();
  const payers = new Set<string>();
  return {
    user: (...ids: readonly (string | null)[]): void => ids.forEach((id) => id && users.add(id)),
    facility: (id: string | null): void => void (id && facilities.add(id)),
    payer: (id: string): void => void payers.add(id),
    all: () => ({ users: [...users], facilities: [...facilities], payers: [...payers] }),
  };
}
type Named = ReturnType<typeof createNamed>;

type Pages = {
  readonly job: Pick<JobContext, 'read'>;
  readonly scope: FhirScope;
  readonly named: Named;
  readonly site: Awaited<ReturnType<typeof selectSite>>;
};

/** Everything that an export is about, a page at a time; what a page names is in it or in the last. */
export async function* chartPages(
  job: Pick<JobContext, 'read'>,
  scope: FhirScope,
): AsyncGenerator<Page> {
  const pages: Pages = { job, scope, named: createNamed(), site: await job.read(selectSite) };
  for await (const patientIds of patientsOf(pages)) {
    yield await job.read((db) => chartPage(db, { ...pages, patientIds }));
    yield* treatmentPages(pages, patientIds);
  }
  yield await job.read((db) => lastPage(db, pages.named));
}

async function* patientsOf({ job, scope }: Pages): AsyncGenerator<readonly string[]> {
  if ('patientId' in scope) return yield [scope.patientId];
  for (let after = NOBODY; ; ) {
    const page = { after, limit: PATIENTS_PER_PAGE };
    const ids = await job.read((db) => selectPatientsOf(db, scope, page));
    if (ids.length > 0) yield ids;
    const last = ids.at(-1);
    if (last === undefined) return undefined;
    after = last;
  }
}

type OfPatients = Pages & { readonly patientIds: readonly string[] };

async function chartPage(db: ReadonlyDb, of: OfPatients): Promise<Page> {
  const { named, patientIds } = of;
  const charts = await selectCharts(db, patientIds);
  const { allergies, conditions, wounds, coverages } = charts;
  named.user(...[...conditions, ...wounds, ...allergies].map(({ recordedBy }) => recordedBy));
  for (const { payerId } of coverages) named.payer(payerId);
  const measured = await measuredResources(db, of);
  const linked = await linkedPatientsOf(db, patientIds);
  const resources = [
    ...charts.patients.map((row) => patientResource(row, of.site.siteId, linked.get(row.id))),
    ...allergies.map(allergyResource),
    ...conditions.map(conditionResource),
    ...coverages.map(coverageResource),
    ...wounds.map(woundResource),
    ...charts.devices.map(patientDeviceResource),
    ...(await orderedResources(db, of)),
    ...(await billedResources(db, of)),
    ...(await attachedResources(db, of)),
    ...measured.resources,
  ];
  return { resources, records: measured.records };
}

async function orderedResources(db: ReadonlyDb, of: OfPatients): Promise<readonly FhirResource[]> {
  const lines = await selectOrderLines(db, of.patientIds, daysOf(of.scope));
  const products = await selectProducts(
    db,
    lines.map(({ productId }) => productId),
  );
  of.named.user(...lines.map(({ orderedBy }) => orderedBy));
  return lines.map((line) => deviceRequestResource(line, products.get(line.productId) ?? null));
}

/** Claims that went out, beside the insurance that they were billed to. */
async function billedResources(db: ReadonlyDb, of: OfPatients): Promise<readonly FhirResource[]> {
  const claims = await sentClaims(db, of.patientIds, daysOf(of.scope));
  return claims.flatMap(({ id, patientId, coverageId, madeAt, isLive, content }) =>
    coverageId === null
      ? []
      : [claimResource(content, { id, patientId, coverageId, createdAt: madeAt, isVoid: !isLive })],
  );
}

async function attachedResources(
  db: ReadonlyDb,
  { named, patientIds, scope }: OfPatients,
): Promise<readonly FhirResource[]> {
  const rows = await selectDocuments(db, patientIds, daysOf(scope));
  named.user(...rows.map(({ addedBy }) => addedBy));
  return rows.map(documentResource);
}

type Said = Awaited<ReturnType<typeof selectSaidOf>>;

/** Signatures and amendments as resources; who made them is noted. */
function saidResources(
  { signatures, amendments }: Said,
  { named, site: { organisationId } }: Pick<Pages, 'named' | 'site'>,
): readonly FhirResource[] {
  named.user(...signatures.map(({ signedBy }) => signedBy));
  named.user(...amendments.map(({ amendedBy }) => amendedBy));
  return [
    ...signatures.map((row) => signatureResource(row, organisationId)),
    ...amendments.map((row) => amendmentResource(row, organisationId)),
  ];
}

function byRecord(amendments: readonly AmendmentChartRow[]) {
  const idOf = ({ treatmentRecordId, woundAssessmentId }: RecordOf) =>
    treatmentRecordId ?? woundAssessmentId;
  const grouped = Map.groupBy(amendments, idOf);
  return (id: string): readonly AmendmentChartRow[] => grouped.get(id) ?? [];
}

async function measuredResources(db: ReadonlyDb, of: OfPatients) {
  const { named, patientIds, scope } = of;
  const rows = await selectAssessments(db, patientIds, daysOf(scope));
  const ids = rows.map(({ id }) => id);
  const said = await selectSaidOf(db, 'woundAssessmentId', ids);
  const photos = await selectPhotos(db, ids);
  const amendmentsOf = byRecord(said.amendments);
  named.user(...rows.map(({ recordedBy }) => recordedBy), ...photos.map(({ addedBy }) => addedBy));
  const resources = [
    ...rows.map((row) => observationResource(cavitiesIn(row), amendmentsOf(row.id))),
    ...photos.map((row) => photoResource({ ...row, byteLength: sizeIn(row.byteLength) })),
    ...saidResources(said, of),
  ];
  return { resources, records: rows.length };
}

const sizeIn = (byteLength: number | string | null) =>
  byteLength === null ? null : Number(byteLength);

const cavities = z.object({
  undermining: z.array(z.object({ fromClock: z.int(), toClock: z.int(), depthMm: z.int() })),
  tunnelling: z.array(z.object({ clock: z.int(), depthMm: z.int() })),
});

type Row = Awaited<ReturnType<typeof selectAssessments>>[number];

/** JSON columns as what the contract of assessments wrote into them. */
function cavitiesIn(row: Row) {
  const { undermining, tunnelling } = cavities.parse(row);
  return { ...row, undermining, tunnelling };
}

async function* treatmentPages(pages: Pages, patientIds: readonly string[]): AsyncGenerator<Page> {
  const { job, scope } = pages;
  const days = daysOf(scope);
  let after: After | null = null;
  let isOver = false;
  while (!isOver) {
    const wanted: TreatmentsWanted = { patientIds, days, after };
    const { last, ...page }: TreatmentPage = await job.read((db) =>
      treatmentPage(db, wanted, pages),
    );
    if (page.records > 0) yield page;
    after = last;
    isOver = last === null || page.records < TREATMENTS_PER_PAGE;
  }
}

type TreatmentsWanted = Parameters<typeof selectTreatments>[1];
type TreatmentPage = Page & { readonly last: After | null };

async function treatmentPage(
  db: ReadonlyDb,
  wanted: TreatmentsWanted,
  pages: Pages,
): Promise<TreatmentPage> {
  const { named } = pages;
  const rows = await selectTreatments(db, wanted, TREATMENTS_PER_PAGE);
  const said = await selectSaidOf(
    db,
    'treatmentRecordId',
    rows.map(({ id }) => id),
  );
  const products = await selectProducts(
    db,
    rows.map(({ productId }) => productId),
  );
  const facilities = await selectFacilitiesOfOrders(
    db,
    rows.map(({ orderId }) => orderId),
  );
  const amendmentsOf = byRecord(said.amendments);
  const resources = rows.flatMap((row) => {
    const facilityId = facilities.get(row.orderId) ?? null;
    named.user(row.recordedBy, row.performedBy);
    named.facility(facilityId);
    const product = products.get(row.productId) ?? null;
    const amendments = amendmentsOf(row.id);
    const scans = (row.labelScans ?? []).map(inBase64);
    return treatmentResources(row, { product, facilityId, scans, amendments });
  });
  return {
    resources: [...resources, ...saidResources(said, pages)],
    records: rows.length,
    last: rows.at(-1) ?? null,
  };
}

const inBase64 = (raw: string) => ({ raw, base64: Buffer.from(raw, 'utf8').toString('base64') });

async function lastPage(db: ReadonlyDb, named: Named): Promise<Page> {
  const { organisation, users, facilities, payers } = await selectNamed(db, named.all());
  const resources = [
    ...(organisation ? [organisationResource(organisation)] : []),
    ...users.map(practitionerResource),
    ...facilities.map((row) => locationResource(row, organisation?.id ?? null)),
    ...payers.map(payerResource),
  ];
  return { resources, records: 0 };
}
