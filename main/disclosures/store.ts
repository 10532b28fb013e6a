import { type Insertable, sql } from 'kysely';
import {
  type Disclosure,
  disclosure as disclosureShape,
} from '../../shared/disclosures/disclosure.ts';
import type { ReadonlyDb, Tx } from '../platform/database.ts';
import type { Schema } from '../platform/schema.ts';
import { upsertStoredFile } from '../platform/stored-files.ts';

const PURPOSE = 'disclosure';
const DAY_MS = 24 * 3_600_000;
/** Long enough to give it out again when it did not arrive; it can be written again at any time. */
const KEPT_DAYS = 7;

function selectRows(db: ReadonlyDb) {
  return db
    .selectFrom('disclosures as disclosure')
    .innerJoin('users', 'users.id', 'disclosure.disclosedBy')
    .selectAll('disclosure')
    .select([
      'users.displayName as disclosedByName',
      sql<boolean>`EXISTS (SELECT FROM stored_files
        WHERE digest = disclosure.zip_digest AND purpose = ${PURPOSE})`.as('isKept'),
    ]);
}

/** Newest first. */
export async function selectDisclosuresOf(
  db: ReadonlyDb,
  patientId: string,
): Promise<Disclosure[]> {
  const rows = await selectRows(db)
    .where('disclosure.patientId', '=', patientId)
    .orderBy('disclosure.disclosedAt', 'desc')
    .orderBy('disclosure.id', 'desc')
    .execute();
  return rows.map((row) => disclosureShape.parse(row));
}

export async function selectDisclosure(
  db: ReadonlyDb,
  id: string,
): Promise<Disclosure | undefined> {
  const row = await selectRows(db).where('disclosure.id', '=', id).executeTakeFirst();
  return row && disclosureShape.parse(row);
}

/** Whose chart a file of a disclosure shows; none for other files. */
export async function selectPatientsOfFile(
  db: ReadonlyDb,
  digest: string,
): Promise<readonly string[]> {
  const rows = await db
    .selectFrom('disclosures')
    .select('patientId')
    .distinct()
    .where((row) => row.or([row('pdfDigest', '=', digest), row('zipDigest', '=', digest)]))
    .execute();
  return rows.map(({ patientId }) => patientId);
}

export type KeptFile = { readonly digest: string; readonly byteLength: number };

/** Lets files be fetched from now on, and forgets those that nobody fetched for some days. */
export async function keepFiles(tx: Tx, files: readonly KeptFile[], now: Date): Promise<void> {
  const before = new Date(now.getTime() - KEPT_DAYS * DAY_MS).toISOString();
  await tx
    .deleteFrom('storedFiles')
    .where('purpose', '=', PURPOSE)
    .where('storedAt', '<', before)
    .execute();
  for (const { digest, byteLength } of files)
    await upsertStoredFile(tx, {
      digest,
      byteLength,
      purpose: PURPOSE,
      permission: 'charts.disclose',
      storedAt: now.toISOString(),
    });
}

export type NewDisclosure = Omit<Insertable<Schema['disclosures']>, 'parts'> & {
  readonly parts: Disclosure['parts'];
};

/** Of which charts the same is written down, each under its own id. */
type OfCharts = readonly { readonly id: string; readonly patientId: string }[];

/** The same of many charts in one statement: ten thousand take a moment, and not some seconds. */
export async function insertDisclosures(
  tx: Tx,
  charts: OfCharts,
  { parts, ...row }: Omit<NewDisclosure, 'id' | 'patientId'>,
): Promise<void> {
  const said = Object.entries({ ...row, parts: JSON.stringify(parts) });
  await sql`
    INSERT INTO disclosures (id, patient_id, ${sql.join(said.map(([column]) => sql.ref(column)))})
    SELECT chart.id, chart."patientId", ${sql.join(said.map(([, value]) => value))}
    FROM jsonb_to_recordset(${JSON.stringify(charts)}::jsonb) AS chart (id uuid, "patientId" uuid)
  `.execute(tx);
}

/** When a chart was registered, and by whom where the trail here says it. */
export async function selectRegistration(
  db: ReadonlyDb,
  patientId: string,
): Promise<{ readonly registeredAt: string; readonly byName: string | null }> {
  const row = await db
    .selectFrom('patients')
    .select((eb) => [
      'createdAt as registeredAt',
      eb
        .selectFrom('auditEvents as event')
        .innerJoin('users', 'users.id', 'event.userId')
        .where('event.entityId', '=', patientId)
        .where('event.operation', '=', 'patients.create')
        .select('users.displayName')
        .limit(1)
        .as('byName'),
    ])
    .where('id', '=', patientId)
    .executeTakeFirstOrThrow();
  return row;
}

/** The site, as the head of a file names it. */
export function selectSite(db: ReadonlyDb) {
  return db
    .selectFrom('sites')
    .select(['name', 'timeZone', 'isDemonstration'])
    .executeTakeFirstOrThrow();
}

/** What people are called, by their ids. */
export async function selectUserNames(db: ReadonlyDb): Promise<ReadonlyMap<string, string>> {
  const rows = await db.selectFrom('users').select(['id', 'displayName']).execute();
  return new Map(rows.map(({ id, displayName }) => [id, displayName]));
}

/** Who did or saw what of one record, oldest first. */
export function selectTrailOf(db: ReadonlyDb, entityId: string) {
  return db
    .selectFrom('auditEvents as event')
    .leftJoin('users', 'users.id', 'event.userId')
    .select([
      'event.occurredAt',
      'event.operation',
      'event.outcome',
      'event.host',
      'users.displayName as userName',
    ])
    .where('event.entityId', '=', entityId)
    .orderBy('event.occurredAt')
    .orderBy('event.id')
    .execute();
}
