import { sql } from 'kysely';
import type { CivilDate } from '../../shared/base/civil-date.ts';
import type { ExportedLine } from '../../shared/billing-lines/exported-line.ts';
import type { ReadonlyDb, Tx } from '../platform/database.ts';

export type AskedLines = {
  readonly fromOn: CivilDate;
  readonly toOn: CivilDate;
  /** Only what this batch holds; null: whatever is signed. */
  readonly batchId: string | null;
};

/** The last line of a page, after which the next one begins. */
export type LinePlace = Pick<ExportedLine, 'dateApplied' | 'recordId'>;

/** Signed to the end, not voided, and recorded here; of these days and, where asked for, of a batch. */
function signedTreatments(db: ReadonlyDb, { fromOn, toOn, batchId }: AskedLines) {
  return db
    .selectFrom('currentTreatments as record')
    .where('record.dateApplied', '>=', fromOn)
    .where('record.dateApplied', '<=', toOn)
    .where(
      sql<boolean>`(record.signed_at IS NOT NULL AND record.voided_at IS NULL AND NOT record.is_imported
        AND (record.cosigned_at IS NOT NULL OR NOT record.needs_cosignature))`,
    )
    .$if(batchId !== null, (query) =>
      query.where(
        sql<boolean>`EXISTS (SELECT FROM billing_batch_records AS sent
          WHERE sent.treatment_record_id = record.id AND sent.batch_id = ${batchId}::uuid)`,
      ),
    );
}

export async function countLines(db: ReadonlyDb, asked: AskedLines): Promise<number> {
  const { total } = await signedTreatments(db, asked)
    .select((eb) => eb.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow();
  return total;
}

/** The surface of a wound as last measured up to the day of the treatment. */
const woundMm2 = sql<number | null>`(
  SELECT assessed.area_mm2 FROM current_assessments AS assessed
  WHERE assessed.wound_id = record.wound_id AND assessed.voided_at IS NULL
    AND assessed.area_mm2 IS NOT NULL AND assessed.assessed_on <= record.date_applied
  ORDER BY assessed.assessed_on DESC, assessed.assessed_at DESC NULLS LAST, assessed.id DESC LIMIT 1)`;

/** What a line shows of the record and of all that it refers to. */
const lineParts = [
  'record.id as recordId',
  'record.version as recordVersion',
  'record.patientId',
  'patient.mrn as patientMrn',
  'patient.lastName as patientLastName',
  'patient.firstName as patientFirstName',
  'patient.birthOn as patientBirthOn',
  'patient.sex as patientSex',
  'patient.addressLine as patientAddressLine',
  'patient.city as patientCity',
  'patient.state as patientState',
  'patient.postalCode as patientPostalCode',
  'record.dateApplied',
  'record.productId',
  'record.productName',
  'product.hcpcsCode',
  'product.billingUnit',
  'record.quantityUsed',
  'order.orderNumber',
  'order.orderedOn',
  'facility.name as facilityName',
  'facility.npi as facilityNpi',
  'facility.placeOfService',
  'record.diagnosis',
  'record.procedurePerformed',
  'record.woundLocation',
  'recorder.displayName as recordedByName',
  'recorder.credential as recordedByCredential',
  'recorder.npi as recordedByNpi',
  'record.appliedMm2',
  'record.discardedMm2',
  'record.lotNumber',
  'record.expiresOn',
  'record.serialNumber',
  'performer.displayName as performedByName',
  'performer.npi as performedByNpi',
  'signer.displayName as signedByName',
  'record.signedAt',
  'cosigner.displayName as cosignedByName',
  'record.cosignedAt',
  'record.doctorNotes',
] as const;

/** The next lines by day, then record; from the first one where `after` is null. */
export async function selectLinePage(
  db: ReadonlyDb,
  asked: AskedLines,
  { after, limit }: { readonly after: LinePlace | null; readonly limit: number },
): Promise<ExportedLine[]> {
  return (
    signedTreatments(db, asked)
      .$if(after !== null, (query) =>
        query.where(
          sql<boolean>`(record.date_applied, record.id) > (${after?.dateApplied}::date, ${after?.recordId}::uuid)`,
        ),
      )
      .innerJoin('patients as patient', 'patient.id', 'record.patientId')
      .innerJoin('orders as order', 'order.id', 'record.orderId')
      .innerJoin('users as recorder', 'recorder.id', 'record.recordedBy')
      .leftJoin('users as performer', 'performer.id', 'record.performedBy')
      .leftJoin('users as signer', 'signer.id', 'record.signedBy')
      .leftJoin('users as cosigner', 'cosigner.id', 'record.cosignedBy')
      .leftJoin('facilities as facility', 'facility.id', 'order.facilityId')
      .leftJoin('products as product', 'product.sku', 'record.productId')
      .select(lineParts)
      // The type of the view lacks the column that was added last.
      .select([woundMm2.as('woundMm2'), sql<string[] | null>`record.label_scans`.as('labelScans')])
      .orderBy('record.dateApplied')
      .orderBy('record.id')
      .limit(limit)
      .execute()
  );
}

/** What the files of the export are kept for. */
export const LINES_FILE = { purpose: 'billing-lines', permission: 'billing.export' } as const;

/** Forgets files of before an instant; the next start deletes their bytes, which nothing names then. */
export async function forgetOldFiles(tx: Tx, before: string): Promise<void> {
  await tx
    .deleteFrom('storedFiles')
    .where('purpose', '=', LINES_FILE.purpose)
    .where('storedAt', '<', before)
    .execute();
}
