import { sql } from 'kysely';
import type { FhirScope } from '../../../shared/exchange/fhir-contract.ts';
import type { ReadonlyDb } from '../../platform/database.ts';

type Days = { readonly fromOn: string; readonly toOn: string };

const EVER: Days = { fromOn: '0001-01-01', toOn: '9999-12-31' };

/** The days that an export is about: of one patient, all. */
export const daysOf = (scope: FhirScope): Days => ('patientId' in scope ? EVER : scope);

/** Treatments and assessments that an export is about, by which it tells how far it is. */
export async function countRecords(db: ReadonlyDb, scope: FhirScope): Promise<number> {
  const { fromOn, toOn } = daysOf(scope);
  let treatments = db
    .selectFrom('currentTreatments')
    .select((of) => of.fn.countAll<string>().as('count'))
    .where('dateApplied', '>=', fromOn)
    .where('dateApplied', '<=', toOn);
  let assessments = db
    .selectFrom('currentAssessments')
    .select((of) => of.fn.countAll<string>().as('count'))
    .where('assessedOn', '>=', fromOn)
    .where('assessedOn', '<=', toOn);
  if ('patientId' in scope) {
    treatments = treatments.where('patientId', '=', scope.patientId);
    assessments = assessments.where('patientId', '=', scope.patientId);
  }
  const counts = [await treatments.executeTakeFirst(), await assessments.executeTakeFirst()];
  return counts.reduce((sum, row) => sum + Number(row?.count ?? 0), 0);
}

/** The next patients with anything in those days, by their ids. */
export async function selectPatientsOf(
  db: ReadonlyDb,
  { fromOn, toOn }: Days,
  page: { readonly after: string; readonly limit: number },
): Promise<readonly string[]> {
  // One patient after another by their own index, instead of all records once for each page.
  const rows = await db
    .selectFrom('patients')
    .select('patients.id')
    .where('patients.id', '>', page.after)
    .where((where) =>
      where.or([
        where.exists(
          where
            .selectFrom('currentTreatments as treated')
            .select('treated.id')
            .whereRef('treated.patientId', '=', 'patients.id')
            .where('treated.dateApplied', '>=', fromOn)
            .where('treated.dateApplied', '<=', toOn),
        ),
        where.exists(
          where
            .selectFrom('currentAssessments as assessed')
            .select('assessed.id')
            .whereRef('assessed.patientId', '=', 'patients.id')
            .where('assessed.assessedOn', '>=', fromOn)
            .where('assessed.assessedOn', '<=', toOn),
        ),
      ]),
    )
    .orderBy('patients.id')
    .limit(page.limit)
    .execute();
  return rows.map(({ id }) => id);
}

type Ids = readonly string[];
const listed = (ids: Ids): string[] => [...ids];

/** What stands in charts whatever the day: people, allergies, conditions, wounds, coverages, devices. */
export async function selectCharts(db: ReadonlyDb, ids: Ids) {
  const of = listed(ids);
  return {
    patients: await db
      .selectFrom('patients')
      .selectAll()
      .where('id', 'in', of)
      .orderBy('id')
      .execute(),
    allergies: await db
      .selectFrom('allergies')
      .selectAll()
      .where('patientId', 'in', of)
      .orderBy('id')
      .execute(),
    conditions: await db
      .selectFrom('conditions')
      .selectAll()
      .where('patientId', 'in', of)
      .orderBy('id')
      .execute(),
    wounds: await db
      .selectFrom('wounds')
      .selectAll()
      .where('patientId', 'in', of)
      .orderBy('id')
      .execute(),
    coverages: await db
      .selectFrom('coverages')
      .selectAll()
      .where('patientId', 'in', of)
      .orderBy('id')
      .execute(),
    devices: await db
      .selectFrom('patientDevices')
      .selectAll()
      .where('patientId', 'in', of)
      .orderBy('id')
      .execute(),
  };
}

/** Lines of the orders of these days, and of those that were used in them. */
export function selectOrderLines(db: ReadonlyDb, ids: Ids, { fromOn, toOn }: Days) {
  return db
    .selectFrom('orderLines as line')
    .innerJoin('orders', 'orders.id', 'line.orderId')
    .select([
      'line.id',
      'line.orderId',
      'orders.orderNumber',
      'orders.patientId',
      'orders.facilityId',
      'orders.orderedOn',
      'orders.orderedBy',
      'orders.status',
      'line.productId',
      'line.productName',
      'line.quantityOrdered',
    ])
    .where('orders.patientId', 'in', listed(ids))
    .where((where) =>
      where.or([
        where.and([where('orders.orderedOn', '>=', fromOn), where('orders.orderedOn', '<=', toOn)]),
        where(
          'orders.id',
          'in',
          where
            .selectFrom('currentTreatments as used')
            .select('used.orderId')
            .where('used.patientId', 'in', listed(ids))
            .where('used.dateApplied', '>=', fromOn)
            .where('used.dateApplied', '<=', toOn),
        ),
      ]),
    )
    .orderBy('line.orderId')
    .orderBy('line.lineNumber')
    .execute();
}

export function selectAssessments(db: ReadonlyDb, ids: Ids, { fromOn, toOn }: Days) {
  return db
    .selectFrom('currentAssessments')
    .selectAll()
    .where('patientId', 'in', listed(ids))
    .where('assessedOn', '>=', fromOn)
    .where('assessedOn', '<=', toOn)
    .orderBy('patientId')
    .orderBy('assessedOn')
    .orderBy('id')
    .execute();
}

/** Photos of some assessments, with the size of the file where it is here. */
export function selectPhotos(db: ReadonlyDb, assessmentIds: Ids) {
  if (assessmentIds.length === 0) return Promise.resolve([]);
  return db
    .selectFrom('woundPhotos as photo')
    .leftJoin('storedFiles as file', (join) =>
      join.onRef('file.digest', '=', 'photo.digest').on('file.purpose', '=', 'photo'),
    )
    .select([
      'photo.id',
      'photo.patientId',
      'photo.woundId',
      'photo.digest',
      'photo.mediaType',
      'photo.takenAt',
      'photo.caption',
      'photo.addedBy',
      'photo.voidedAt',
      'file.byteLength',
    ])
    .where('photo.woundAssessmentId', 'in', listed(assessmentIds))
    .orderBy('photo.id')
    .execute();
}

/** Documents of these days, and those of what was done in them, which alone they name. */
export function selectDocuments(db: ReadonlyDb, ids: Ids, { fromOn, toOn }: Days) {
  return db
    .selectFrom('chartDocuments as document')
    .leftJoin('currentTreatments as treated', (join) =>
      join
        .onRef('treated.id', '=', 'document.treatmentRecordId')
        .on('treated.dateApplied', '>=', fromOn)
        .on('treated.dateApplied', '<=', toOn),
    )
    .select([
      'document.id',
      'document.patientId',
      'document.woundId',
      'treated.id as treatmentRecordId',
      'document.kind',
      'document.title',
      'document.documentOn',
      'document.digest',
      'document.mediaType',
      'document.byteLength',
      'document.addedBy',
      'document.createdAt',
      'document.voidedAt',
    ])
    .where('document.patientId', 'in', listed(ids))
    .where((where) =>
      where.or([
        where('treated.id', 'is not', null),
        where.and([
          where('document.documentOn', '>=', fromOn),
          where('document.documentOn', '<=', toOn),
        ]),
      ]),
    )
    .orderBy('document.id')
    .execute();
}

export type After = {
  readonly patientId: string;
  readonly dateApplied: string;
  readonly id: string;
};

/** The next treatments of some patients in those days. */
export function selectTreatments(
  db: ReadonlyDb,
  wanted: { readonly patientIds: Ids; readonly days: Days; readonly after: After | null },
  limit: number,
) {
  const { patientIds, days, after } = wanted;
  let rows = db
    .selectFrom('currentTreatments')
    .selectAll()
    .select(sql<string[] | null>`label_scans`.as('labelScans'))
    .where('patientId', 'in', listed(patientIds))
    .where('dateApplied', '>=', days.fromOn)
    .where('dateApplied', '<=', days.toOn);
  if (after !== null)
    rows = rows.where(
      sql<boolean>`(patient_id, date_applied, id) > (${after.patientId}::uuid, ${after.dateApplied}::date, ${after.id}::uuid)`,
    );
  return rows.orderBy('patientId').orderBy('dateApplied').orderBy('id').limit(limit).execute();
}
