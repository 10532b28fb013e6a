import { type Insertable, sql } from 'kysely';
import type { PairKey } from '../../shared/patients/duplicates-contract.ts';
import type { LinkFact } from '../../shared/patients/patient-link.ts';
import type { ReadonlyDb, Tx } from '../platform/database.ts';
import type { Schema } from '../platform/schema.ts';

/** What somebody said of two registrations, with who it was. */
export type StoredSaying = LinkFact & {
  readonly reason: string;
  readonly agreement: string | null;
  readonly saidByName: string;
};

/** What counts of what was said of any two of these patients, the oldest first. */
export function selectSayings(
  db: ReadonlyDb,
  ids: readonly string[],
): Promise<readonly StoredSaying[]> {
  if (ids.length < 2) return Promise.resolve([]);
  return db
    .selectFrom('patientLinks as link')
    .innerJoin('users', 'users.id', 'link.linkedBy')
    .select([
      'link.id',
      'link.patientId',
      'link.otherPatientId',
      'link.isSame',
      'link.preferredPatientId',
      'link.linkedAt',
      'link.reason',
      'link.agreement',
      'users.displayName as saidByName',
    ])
    .where('link.patientId', '=', sql<string>`ANY (${[...ids]}::UUID[])`)
    .where('link.otherPatientId', '=', sql<string>`ANY (${[...ids]}::UUID[])`)
    .where((row) =>
      row.not(
        row.exists(
          row
            .selectFrom('patientLinkEnds as ended')
            .select('ended.id')
            .whereRef('ended.linkId', '=', 'link.id'),
        ),
      ),
    )
    .orderBy('link.linkedAt')
    .orderBy('link.id')
    .execute();
}

/** A chart, and another one of the same person, directly or by way of others. */
export type LinkedPair = { readonly patientId: string; readonly linkedId: string };

/** The other charts of each of these patients' persons. */
export async function selectLinked(
  db: ReadonlyDb,
  ids: readonly string[],
): Promise<readonly LinkedPair[]> {
  if (ids.length === 0) return [];
  const { rows } = await sql<LinkedPair>`
    WITH RECURSIVE found (root, id) AS (
      SELECT id, id FROM unnest(${[...ids]}::UUID[]) AS asked (id)
      UNION
      SELECT found.root,
        CASE WHEN link.patient_id = found.id THEN link.other_patient_id ELSE link.patient_id END
      FROM found JOIN patient_links AS link
        ON link.patient_id = found.id OR link.other_patient_id = found.id
      WHERE link.is_same
        AND NOT EXISTS (SELECT FROM patient_link_ends AS ended WHERE ended.link_id = link.id)
    )
    SELECT root AS patient_id, id AS linked_id FROM found WHERE id <> root
    ORDER BY root, id`.execute(db);
  return rows;
}

export async function insertSaying(tx: Tx, row: Insertable<Schema['patientLinks']>): Promise<void> {
  await tx.insertInto('patientLinks').values(row).execute();
}

export async function insertEnds(
  tx: Tx,
  rows: readonly Insertable<Schema['patientLinkEnds']>[],
): Promise<void> {
  if (rows.length > 0)
    await tx
      .insertInto('patientLinkEnds')
      .values([...rows])
      .execute();
}

/** The two of a pair as rows hold them: the earlier id first. */
export function asPair(one: string, other: string): PairKey {
  return one < other
    ? { patientId: one, otherPatientId: other }
    : { patientId: other, otherPatientId: one };
}
