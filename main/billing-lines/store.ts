import { sql } from 'kysely';
import { addDays, type CivilDate } from '../../shared/base/civil-date.ts';
import type { ExportedLine } from '../../shared/billing-lines/exported-line.ts';
import { isOurs, isSigned, lineColumns } from '../billing/actions.ts';
import type { ReadonlyDb, Tx } from '../platform/database.ts';

export type AskedLines = {
  readonly fromOn: CivilDate;
  readonly toOn: CivilDate;
  /** Only what this batch holds; null: whatever is signed. */
  readonly batchId: string | null;
};

/** Where lines go on: from a day on, and in it behind a line. */
export type LinePlace = {
  readonly fromOn: CivilDate;
  readonly after: Pick<ExportedLine, 'dateApplied' | 'recordId'> | null;
};

/** Signed to the end, not voided, and recorded here; of these days and, where asked for, of a batch. */
function signedTreatments(db: ReadonlyDb, { fromOn, toOn, batchId }: AskedLines) {
  return db
    .selectFrom('currentTreatments as record')
    .where('record.dateApplied', '>=', fromOn)
    .where('record.dateApplied', '<=', toOn)
    .where(isSigned)
    .where(isOurs)
    .$if(batchId !== null, (query) =>
      query.where(
        sql<boolean>`EXISTS (SELECT FROM billing_batch_records AS sent
          WHERE sent.treatment_record_id = record.id AND sent.batch_id = ${batchId}::uuid)`,
      ),
    );
}

type Days = Pick<AskedLines, 'fromOn' | 'toOn'>;

/**
 * The days from one on in which about so many treatments stand, one day at least. Whatever sorts or counts
 * looks at no more than these at once: over all days it would take longer than others can wait.
 */
async function nextDays(
  db: ReadonlyDb,
  { fromOn, toOn }: Days,
  recordCount: number,
): Promise<Days & { readonly beyond: CivilDate | null }> {
  const beyond = await db
    .selectFrom('treatmentRecords')
    .select('dateApplied')
    .where('dateApplied', '>=', fromOn)
    .where('dateApplied', '<=', toOn)
    .orderBy('dateApplied')
    .offset(recordCount)
    .limit(1)
    .executeTakeFirst();
  const lastOn = beyond?.dateApplied ?? toOn;
  return { fromOn, toOn: lastOn, beyond: lastOn < toOn ? addDays(lastOn, 1) : null };
}

const COUNTED_AT_ONCE = 1000;

/** How many lines there are of the next days, and from which day on there may be more. */
export async function countSomeLines(
  db: ReadonlyDb,
  asked: AskedLines,
): Promise<{ readonly count: number; readonly beyond: CivilDate | null }> {
  const { beyond, ...days } = await nextDays(db, asked, COUNTED_AT_ONCE);
  const { count } = await signedTreatments(db, { ...asked, ...days })
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  return { count, beyond };
}

/** The surface of a wound as last measured up to the day of the treatment. */
const woundMm2 = sql<number | null>`(
  SELECT assessed.area_mm2 FROM current_assessments AS assessed
  WHERE assessed.wound_id = record.wound_id AND assessed.voided_at IS NULL
    AND assessed.area_mm2 IS NOT NULL AND assessed.assessed_on <= record.date_applied
  ORDER BY assessed.assessed_on DESC, assessed.assessed_at DESC NULLS LAST, assessed.id DESC LIMIT 1)`;

/** What a line shows of the record and of all that it refers to. */
const lineParts = [
  ...lineColumns,
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

const LINES_AT_ONCE = 200;
/** Room for the rest of a day, so that most days are through in one page. */
const MOST_LINES = 300;

export type LinePage = {
  readonly lines: readonly ExportedLine[];
  /** Where the next page begins; null behind the last line. */
  readonly next: LinePlace | null;
};

/** The next lines by day, then record; there may be none before the next place. */
export async function selectLinePage(
  db: ReadonlyDb,
  asked: AskedLines,
  { fromOn, after }: LinePlace,
): Promise<LinePage> {
  const { beyond, ...days } = await nextDays(db, { fromOn, toOn: asked.toOn }, LINES_AT_ONCE);
  const lines = await selectLines(db, { ...asked, ...days }, after);
  const last = lines.at(-1);
  if (last !== undefined && lines.length === MOST_LINES)
    return { lines, next: { fromOn: last.dateApplied, after: last } };
  return { lines, next: beyond === null ? null : { fromOn: beyond, after: null } };
}

async function selectLines(
  db: ReadonlyDb,
  asked: AskedLines,
  after: LinePlace['after'],
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
      .limit(MOST_LINES)
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
