import type { CivilDate } from '../../shared/base/civil-date.ts';
import type { ReadonlyDb } from '../platform/database.ts';

/** Treatments as they stand with what a claim takes from patient, order and product. */
export async function selectTreatmentRows(db: ReadonlyDb, ids: readonly string[]) {
  if (ids.length === 0) return [];
  return db
    .selectFrom('currentTreatments as record')
    .innerJoin('patients as patient', 'patient.id', 'record.patientId')
    .innerJoin('orders as order', 'order.id', 'record.orderId')
    .leftJoin('products as product', 'product.sku', 'record.productId')
    .where('record.id', 'in', ids)
    .select([
      'record.id',
      'record.dateApplied as servedOn',
      'record.productName',
      'record.quantityUsed',
      'record.diagnosis',
      'record.woundId',
      'record.appliedMm2',
      'record.discardedMm2',
      'record.lotNumber',
      'record.performedBy',
      'record.recordedBy',
      'record.signedBy',
      'record.cosignedBy',
      'order.facilityId',
      'order.orderedBy',
      'product.id as productId',
      'product.hcpcsCode',
      'product.billingUnit',
      'product.productClass',
      'product.isBiologic',
      'product.packageMm2',
      'patient.id as patientId',
      'patient.lastName as last',
      'patient.firstName as first',
      'patient.birthOn',
      'patient.sex',
      'patient.mrn',
      'patient.addressLine',
      'patient.city',
      'patient.state',
      'patient.postalCode',
    ])
    .orderBy('record.patientId')
    .orderBy('record.dateApplied')
    .orderBy('record.id')
    .execute();
}
export type TreatmentRow = Awaited<ReturnType<typeof selectTreatmentRows>>[number];

export async function selectWoundRows(db: ReadonlyDb, ids: readonly string[]) {
  if (ids.length === 0) return [];
  return db
    .selectFrom('wounds')
    .where('id', 'in', ids)
    .select(['id', 'patientId', 'bodySite', 'laterality', 'diagnosisCode'])
    .execute();
}

/** Areas of wounds as they were measured and signed, or not yet signed, and not voided; the oldest first. */
export async function selectAreas(
  db: ReadonlyDb,
  woundIds: readonly string[],
): Promise<
  readonly { readonly woundId: string; readonly on: CivilDate; readonly areaMm2: number | null }[]
> {
  if (woundIds.length === 0) return [];
  return db
    .selectFrom('currentAssessments')
    .where('woundId', 'in', woundIds)
    .where('voidedAt', 'is', null)
    .where('areaMm2', 'is not', null)
    .select(['woundId', 'assessedOn as on', 'areaMm2'])
    .orderBy('assessedOn')
    .orderBy('assessedAt')
    .orderBy('id')
    .execute();
}

/** Days on which each wound got something, with what tells a skin substitute, and its episodes of care. */
export async function selectApplications(db: ReadonlyDb, woundIds: readonly string[]) {
  if (woundIds.length === 0) return { treatments: [], episodes: [] };
  const treatments = await db
    .selectFrom('currentTreatments as record')
    .innerJoin('products as product', 'product.sku', 'record.productId')
    .where('record.woundId', 'in', woundIds)
    .where('record.voidedAt', 'is', null)
    .where((eb) =>
      eb.or([
        eb('product.productClass', '=', 'skinSubstitute'),
        eb.and([eb('product.productClass', 'is', null), eb('product.hcpcsCode', 'is not', null)]),
      ]),
    )
    .select([
      'record.woundId',
      'record.dateApplied as on',
      'product.productClass',
      'product.hcpcsCode',
    ])
    .distinct()
    .execute();
  const episodes = await db
    .selectFrom('careEpisodes')
    .where('woundId', 'in', woundIds)
    .select(['woundId', 'startedOn', 'endedOn'])
    .execute();
  return { treatments, episodes };
}

/** ICD-10-CM codes of problem lists, in the order of entry. */
export async function selectListed(db: ReadonlyDb, patientIds: readonly string[]) {
  if (patientIds.length === 0) return [];
  return db
    .selectFrom('conditions')
    .where('patientId', 'in', patientIds)
    .where('voidedAt', 'is', null)
    .where('diagnosisCode', 'is not', null)
    .select(['patientId', 'diagnosisCode', 'onsetOn', 'endedOn', 'voidedAt'])
    .orderBy('createdAt')
    .orderBy('id')
    .execute();
}

export async function selectChoiceRows(db: ReadonlyDb, treatmentRecordIds: readonly string[]) {
  if (treatmentRecordIds.length === 0) return [];
  return db
    .selectFrom('claimDetails')
    .where('treatmentRecordId', 'in', treatmentRecordIds)
    .select([
      'treatmentRecordId',
      'coverageId',
      'facilityId',
      'renderingUserId',
      'supervisingUserId',
      'referringUserId',
      'priorAuthorization',
      'diagnoses',
      'version',
    ])
    .execute();
}

/** The identifiers of products that a payer may ask for, GS1 before HIBC, the single piece's first. */
export async function selectItems(db: ReadonlyDb, productIds: readonly string[]) {
  if (productIds.length === 0) return [];
  return db
    .selectFrom('productIdentifiers')
    .where('productId', 'in', productIds)
    .where('issuer', 'in', ['gs1', 'hibc'])
    .select(['productId', 'issuer', 'deviceIdentifier'])
    .orderBy('issuer')
    .orderBy('pieces')
    .orderBy('id')
    .execute();
}
