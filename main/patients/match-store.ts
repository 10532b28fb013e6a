import { sql } from 'kysely';
import type { ComparedPatient, PairKey } from '../../shared/patients/duplicates-contract.ts';
import type { MatchFacts } from '../../shared/patients/match-facts.ts';
import { mrnKey, type Patient } from '../../shared/patients/patient.ts';
import type { ReadonlyDb } from '../platform/database.ts';
import { lastTreatedOn, patientColumns, selectPatients } from './store.ts';

/** One parameter, however many ids: hundreds take longer to read than to find. */
function anyOf(ids: readonly string[]) {
  return sql<string>`ANY (${[...new Set(ids)]}::UUID[])`;
}

/** What those who could be the person are found by. */
export type LikePatient = Pick<Patient, 'firstName' | 'lastName' | 'birthOn' | 'mrn'> &
  Partial<Pick<Patient, 'phone'>>;

/** Everybody who could be the person of these details, by name. */
export function selectPatientsLike(db: ReadonlyDb, of: LikePatient): Promise<Patient[]> {
  const ids = sql<string>`(SELECT id FROM patients_like(${of.lastName}, ${of.firstName},
    ${of.birthOn}::DATE, ${mrnKey(of.mrn)}, ${of.phone ?? null}))`;
  return selectPatients(db, ids);
}

export type PairsWanted = {
  readonly patientId: string | null;
  readonly after: PairKey | null;
  readonly limit: number;
};

const toldLinked = sql`EXISTS (SELECT FROM patient_links AS link
  WHERE link.patient_id = pair.patient_id AND link.other_patient_id = pair.other_patient_id
    AND link.is_same
    AND NOT EXISTS (SELECT FROM patient_link_ends AS ended WHERE ended.link_id = link.id))`;

const toldTwo = sql`EXISTS (SELECT FROM patient_links AS link
  WHERE link.patient_id = pair.patient_id AND link.other_patient_id = pair.other_patient_id
    AND NOT link.is_same
    AND NOT EXISTS (SELECT FROM patient_link_ends AS ended WHERE ended.link_id = link.id))`;

const FROM = {
  open: sql`(SELECT * FROM patient_pairs AS pair WHERE NOT ${toldLinked})`,
  linked: sql`(SELECT DISTINCT patient_id, other_patient_id FROM patient_links AS pair
    WHERE ${toldLinked})`,
  two: sql`(SELECT DISTINCT patient_id, other_patient_id FROM patient_links AS pair
    WHERE ${toldTwo} AND NOT ${toldLinked})`,
} as const;

/** Pairs worth comparing that are not linked, linked ones, or those said to be two; the newest first. */
export async function selectPairs(
  db: ReadonlyDb,
  view: keyof typeof FROM,
  { patientId, after, limit }: PairsWanted,
): Promise<readonly PairKey[]> {
  const behind =
    after === null
      ? sql`true`
      : sql`(other_patient_id, patient_id) < (${after.otherPatientId}::UUID, ${after.patientId}::UUID)`;
  const of =
    patientId === null
      ? sql`true`
      : sql`(patient_id = ${patientId} OR other_patient_id = ${patientId})`;
  const { rows } = await sql<PairKey>`
    SELECT patient_id, other_patient_id FROM ${FROM[view]} AS chosen
    WHERE ${behind} AND ${of}
    ORDER BY other_patient_id DESC, patient_id DESC LIMIT ${limit}`.execute(db);
  return rows;
}

export type Registration = Omit<ComparedPatient, 'lastTreatedOn'> & Pick<MatchFacts, 'memberIds'>;

const memberIds = sql<string[]>`ARRAY(SELECT member_id FROM coverages
  WHERE coverages.patient_id = patients.id AND voided_at IS NULL ORDER BY member_id)`;

/** What these patients are compared by, by id. */
export async function selectRegistrations(
  db: ReadonlyDb,
  ids: readonly string[],
): Promise<ReadonlyMap<string, Registration>> {
  if (ids.length === 0) return new Map();
  const rows = await db
    .selectFrom('patients')
    .select(patientColumns)
    .select(['createdAt as registeredAt', memberIds.as('memberIds')])
    .where('id', '=', anyOf(ids))
    .execute();
  return new Map(rows.map((row) => [row.id, row]));
}

/** When each of these was treated last, by id; null where that was never. */
export async function selectLastTreated(
  db: ReadonlyDb,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string | null>> {
  if (ids.length === 0) return new Map();
  const rows = await db
    .selectFrom('patients')
    .select(['id', lastTreatedOn.as('lastTreatedOn')])
    .where('id', '=', anyOf(ids))
    .execute();
  return new Map(rows.map((row) => [row.id, row.lastTreatedOn]));
}
