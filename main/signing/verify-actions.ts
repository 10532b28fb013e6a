import { sql } from 'kysely';
import type { RecordKind } from '../../shared/signing/record-state.ts';
import { signedAmendmentText } from '../../shared/signing/signed-content.ts';
import type { ReadonlyDb } from '../platform/database.ts';
import { digestOfText } from './digest.ts';
import { selectAssessmentsToSign, selectTreatmentsToSign } from './record-store.ts';
import {
  selectAmendmentsById,
  selectSignaturesAfter,
  type StoredSignature,
} from './verify-store.ts';

/*
 * The database locks what is signed (130_signing.sql) against everybody but whoever owns it, who can switch
 * triggers off or claim to apply remote changes. These checks find afterwards what was altered so: content,
 * frame and attachments of a signed record, the marks of signing, amendments and what is shown of them. They
 * cannot find a record that was removed with its signature, nor a voiding that was undone: the audit trail
 * and the backups tell of those.
 */

/** So many of a kind of thing, by its plural: `signed treatments`, `amendments`. */
export type SignedTrouble = { readonly about: string; readonly count: number };

/** What one step found; the next begins after `lastId`, and null says that there is none. */
export type Checked = {
  readonly lastId: string | null;
  readonly troubles: readonly SignedTrouble[];
};

const TREATMENTS = 'signed treatments';
const ASSESSMENTS = 'signed assessments';
const AMENDMENTS = 'amendments';

/** Some of a table's rows in the order of their ids; an empty `afterId` is the beginning. */
export type Page = { readonly afterId: string; readonly limit: number };

/** Compares some signatures with what they signed. */
export async function checkSignatures(db: ReadonlyDb, { afterId, limit }: Page): Promise<Checked> {
  const signatures = await selectSignaturesAfter(db, afterId, limit);
  const amendments = signatures.filter(({ amendmentId }) => amendmentId !== null);
  const ofRecords = signatures.filter(({ amendmentId }) => amendmentId === null);
  const ofTreatments = ofRecords.filter(({ treatmentRecordId }) => treatmentRecordId !== null);
  const ofAssessments = ofRecords.filter(({ treatmentRecordId }) => treatmentRecordId === null);
  const troubles = [
    {
      about: TREATMENTS,
      count: await countAltered(
        ofTreatments,
        ({ treatmentRecordId }) => treatmentRecordId,
        (ids) => selectTreatmentsToSign(db, ids),
      ),
    },
    {
      about: ASSESSMENTS,
      count: await countAltered(
        ofAssessments,
        ({ woundAssessmentId }) => woundAssessmentId,
        (ids) => selectAssessmentsToSign(db, ids),
      ),
    },
    { about: AMENDMENTS, count: await countAlteredAmendments(db, amendments) },
  ];
  return { lastId: signatures.length < limit ? null : (signatures.at(-1)?.id ?? null), troubles };
}

type Signable = Awaited<ReturnType<typeof selectTreatmentsToSign>>[number];

/** How many records are not what one of their signatures says; one that is gone is found elsewhere. */
async function countAltered(
  signatures: readonly StoredSignature[],
  recordIdOf: (signature: StoredSignature) => string | null,
  select: (ids: readonly string[]) => Promise<readonly Signable[]>,
): Promise<number> {
  const records = await select([...new Set(signatures.flatMap((each) => recordIdOf(each) ?? []))]);
  const byId = new Map(records.map((record) => [record.id, record]));
  const altered = signatures.flatMap((signature) => {
    const record = byId.get(recordIdOf(signature) ?? '');
    return record && !isAsSigned(record, signature) ? [record.id] : [];
  });
  return new Set(altered).size;
}

function isAsSigned(record: Signable, signature: StoredSignature): boolean {
  const isMarked =
    signature.meaning === 'author'
      ? record.signedAt === signature.signedAt && record.signedBy === signature.signedBy
      : record.cosignedAt === signature.signedAt;
  const text = record.textWith(record.needsCosignature);
  return isMarked && digestOfText(text) === signature.contentDigest;
}

async function countAlteredAmendments(
  db: ReadonlyDb,
  signatures: readonly StoredSignature[],
): Promise<number> {
  const ids = signatures.flatMap(({ amendmentId }) => amendmentId ?? []);
  const byId = new Map((await selectAmendmentsById(db, ids)).map((each) => [each.id, each]));
  const altered = signatures.filter(({ amendmentId, contentDigest }) => {
    const amendment = byId.get(amendmentId ?? '');
    return amendment && digestOfText(signedAmendmentText(amendment)) !== contentDigest;
  });
  return new Set(altered.map(({ amendmentId }) => amendmentId)).size;
}

const recordTables = {
  treatment: { table: 'treatment_records', column: 'treatment_record_id', about: TREATMENTS },
  assessment: { table: 'wound_assessments', column: 'wound_assessment_id', about: ASSESSMENTS },
} as const;

/** Looks at some records for those marked as signed or co-signed without a signature that says so. */
export async function checkMarks(
  db: ReadonlyDb,
  kind: RecordKind,
  { afterId, limit }: Page,
): Promise<Checked> {
  const { table, column, about } = recordTables[kind];
  const from = afterId === '' ? '00000000-0000-0000-0000-000000000000' : afterId;
  // One by one by the index: joined, the database would read all signatures for every step.
  const hasSigned = (meaning: 'author' | 'cosigner') => sql`LATERAL (
    SELECT true AS is_there FROM record_signatures AS signature
    WHERE signature.${sql.id(column)} = page.id AND signature.meaning = ${meaning}
      AND signature.amendment_id IS NULL LIMIT 1)`;
  const { rows } = await sql<{ seen: number; missing: number; lastId: string | null }>`
    WITH page AS MATERIALIZED (
      SELECT id, signed_at, cosigned_at FROM ${sql.table(table)}
      WHERE id > ${from}::uuid ORDER BY id LIMIT ${limit}
    )
    SELECT (SELECT count(*) FROM page) AS seen,
      (SELECT id FROM page ORDER BY id DESC LIMIT 1) AS last_id,
      (SELECT count(*) FROM page
        LEFT JOIN ${hasSigned('author')} AS author ON true
        LEFT JOIN ${hasSigned('cosigner')} AS cosigner ON true
        WHERE (page.signed_at IS NOT NULL AND author.is_there IS NULL)
          OR (page.cosigned_at IS NOT NULL AND cosigner.is_there IS NULL)) AS missing`.execute(db);
  const { seen = 0, missing = 0, lastId = null } = rows[0] ?? {};
  return { lastId: seen < limit ? null : lastId, troubles: [{ about, count: missing }] };
}

/** Amendments that nobody signed. */
export async function countUnsignedAmendments(db: ReadonlyDb): Promise<readonly SignedTrouble[]> {
  const { rows } = await sql<{ count: number }>`
    SELECT count(*) AS count FROM record_amendments AS amendment
    WHERE NOT EXISTS (
      SELECT FROM record_signatures AS signature
      WHERE signature.amendment_id = amendment.id AND signature.meaning = 'amender')`.execute(db);
  return [{ about: AMENDMENTS, count: rows[0]?.count ?? 0 }];
}

/** Corrected records that are not kept as their newest correction says. */
export async function countAlteredCorrections(db: ReadonlyDb): Promise<readonly SignedTrouble[]> {
  const { rows } = await sql<SignedTrouble>`
    WITH newest AS (
      SELECT DISTINCT ON (treatment_record_id, wound_assessment_id) *
      FROM record_amendments WHERE kind = 'correction'
      ORDER BY treatment_record_id, wound_assessment_id, amended_at DESC, id DESC
    )
    SELECT ${TREATMENTS} AS about, count(*) AS count
    FROM (SELECT * FROM newest WHERE treatment_record_id IS NOT NULL) AS correction
    FULL JOIN corrected_treatments AS corrected ON corrected.id = correction.treatment_record_id
    LEFT JOIN treatment_records AS record ON record.id = correction.treatment_record_id
    WHERE to_jsonb(corrected) IS DISTINCT FROM to_jsonb(jsonb_populate_record(
      NULL::corrected_treatments,
      to_jsonb(record) || corrected_columns(correction.content, correction.id)))
    UNION ALL
    SELECT ${ASSESSMENTS}, count(*)
    FROM (SELECT * FROM newest WHERE wound_assessment_id IS NOT NULL) AS correction
    FULL JOIN corrected_assessments AS corrected ON corrected.id = correction.wound_assessment_id
    LEFT JOIN wound_assessments AS record ON record.id = correction.wound_assessment_id
    WHERE to_jsonb(corrected) IS DISTINCT FROM to_jsonb(jsonb_populate_record(
      NULL::corrected_assessments,
      to_jsonb(record) || corrected_columns(correction.content, correction.id)))`.execute(db);
  return rows;
}
