import { sql } from 'kysely';
import type { ReadonlyDb, Tx } from '../platform/database.ts';
import { upsertStoredFile } from '../platform/stored-files.ts';

const PURPOSE = 'recall-list';

export type ExportedList = {
  readonly id: string;
  readonly digest: string;
  readonly byteLength: number;
  readonly patientIds: readonly string[];
  readonly exportedBy: string;
  readonly exportedAt: string;
};

/** Writes down that a list stands in a file, and whom it names. */
export async function insertExport(tx: Tx, list: ExportedList): Promise<void> {
  const { byteLength, patientIds, ...row } = list;
  const { digest, exportedAt } = row;
  await upsertStoredFile(tx, {
    digest,
    byteLength,
    purpose: PURPOSE,
    permission: 'charts.read',
    storedAt: exportedAt,
  });
  await tx
    .insertInto('recallExports')
    .values({ ...row, patientIds: JSON.stringify(patientIds) })
    .execute();
}

/** Forgets lists from before an instant; the next start deletes their files, which nothing names then. */
export async function deleteOldExports(tx: Tx, before: string): Promise<void> {
  await tx.deleteFrom('recallExports').where('exportedAt', '<', before).execute();
  await sql`DELETE FROM stored_files WHERE purpose = ${PURPOSE}
    AND NOT EXISTS (SELECT FROM recall_exports WHERE digest = stored_files.digest)`.execute(tx);
}

/** Everybody whom the lists in a file name; none for other files. */
export async function selectPatientsOfExport(
  db: ReadonlyDb,
  digest: string,
): Promise<readonly string[]> {
  const { rows } = await sql<{ patientId: string }>`
    SELECT DISTINCT jsonb_array_elements_text(patient_ids) AS patient_id
    FROM recall_exports WHERE digest = ${digest}`.execute(db);
  return rows.map(({ patientId }) => patientId);
}
