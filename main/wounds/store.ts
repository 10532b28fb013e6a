import { type Insertable, type Selectable, sql, type Updateable } from 'kysely';
import { locationOf } from '../../shared/wounds/body-site.ts';
import type { CareEpisode, Wound } from '../../shared/wounds/wound.ts';
import type { ReadonlyDb, Tx } from '../platform/database.ts';
import type { Schema } from '../platform/schema.ts';

function selectRows(db: ReadonlyDb) {
  return db
    .selectFrom('wounds as wound')
    .innerJoin('users', 'users.id', 'wound.recordedBy')
    .select([
      'wound.id',
      'wound.patientId',
      'wound.woundNumber',
      'wound.bodySite',
      'wound.laterality',
      'wound.bodyView',
      'wound.siteDetail',
      'wound.etiology',
      'wound.etiologyDetail',
      'wound.diagnosisCode',
      'wound.onsetOn',
      'wound.isOnsetEstimated',
      'wound.status',
      'wound.statusOn',
      'users.displayName as recordedByName',
      'wound.createdAt',
      'wound.voidedAt',
      'wound.voidReason',
      'wound.version',
    ]);
}

type Row = Awaited<ReturnType<ReturnType<typeof selectRows>['executeTakeFirstOrThrow']>>;
type Episode = CareEpisode & { readonly woundId: string };

/** Episodes of wounds, the newest first; of two that began on one day the one that has not ended. */
async function selectEpisodes(db: ReadonlyDb, woundIds: readonly string[]): Promise<Episode[]> {
  if (woundIds.length === 0) return [];
  return db
    .selectFrom('careEpisodes')
    .select(['id', 'woundId', 'startedOn', 'endedOn', 'endReason'])
    .where('woundId', 'in', [...woundIds])
    .orderBy('startedOn', 'desc')
    .orderBy('endedOn', (order) => order.desc().nullsFirst())
    .orderBy('id', 'desc')
    .execute();
}

async function withEpisodes(db: ReadonlyDb, rows: readonly Row[]): Promise<Wound[]> {
  const episodes = await selectEpisodes(
    db,
    rows.map(({ id }) => id),
  );
  return rows.map((row) => ({
    ...row,
    location: locationOf(row),
    episodes: episodes
      .filter(({ woundId }) => woundId === row.id)
      .map(({ woundId: _, ...episode }) => episode),
  }));
}

/** A patient's wounds by number, struck out ones last. */
export async function selectWoundsOf(db: ReadonlyDb, patientId: string): Promise<Wound[]> {
  const rows = await selectRows(db)
    .where('wound.patientId', '=', patientId)
    .orderBy(sql`wound.voided_at IS NOT NULL`)
    .orderBy('wound.woundNumber')
    .orderBy('wound.id')
    .execute();
  return withEpisodes(db, rows);
}

export async function selectWound(db: ReadonlyDb, id: string): Promise<Wound | undefined> {
  const row = await selectRows(db).where('wound.id', '=', id).executeTakeFirst();
  return row && (await withEpisodes(db, [row]))[0];
}

/** The number that a patient's next wound gets; struck out ones keep theirs. */
export async function nextWoundNumber(db: ReadonlyDb, patientId: string): Promise<number> {
  const row = await db
    .selectFrom('wounds')
    .select((wound) => wound.fn.max('woundNumber').as('highest'))
    .where('patientId', '=', patientId)
    .executeTakeFirst();
  return (row?.highest ?? 0) + 1;
}

/** The newest day on which a wound was assessed in an episode, voided assessments left out. */
export async function selectLastAssessedOn(
  db: ReadonlyDb,
  episodeId: string,
): Promise<string | null> {
  const row = await db
    .selectFrom('currentAssessments')
    .select((assessment) => assessment.fn.max('assessedOn').as('last'))
    .where('episodeId', '=', episodeId)
    .where('voidedAt', 'is', null)
    .executeTakeFirst();
  return row?.last ?? null;
}

/** The days on which a wound was assessed in an episode, voided assessments left out. */
export async function selectAssessedOn(
  db: ReadonlyDb,
  episodeId: string,
): Promise<readonly string[]> {
  const rows = await db
    .selectFrom('currentAssessments')
    .select('assessedOn')
    .where('episodeId', '=', episodeId)
    .where('voidedAt', 'is', null)
    .execute();
  return rows.map(({ assessedOn }) => assessedOn);
}

/** The days on which a wound was treated, voided treatments left out. */
export async function selectAppliedOn(db: ReadonlyDb, woundId: string): Promise<readonly string[]> {
  const rows = await db
    .selectFrom('currentTreatments')
    .select('dateApplied')
    .where('woundId', '=', woundId)
    .where('voidedAt', 'is', null)
    .execute();
  return rows.map(({ dateApplied }) => dateApplied);
}

/** True when an assessment, a treatment or a document that is not voided speaks of the wound now. */
export async function hasRecords(db: ReadonlyDb, woundId: string): Promise<boolean> {
  const { found } = await db
    .selectNoFrom(
      sql<boolean>`
        EXISTS (SELECT 1 FROM wound_assessments WHERE wound_id = ${woundId}::uuid AND voided_at IS NULL)
        OR EXISTS (SELECT 1 FROM current_treatments WHERE wound_id = ${woundId}::uuid AND voided_at IS NULL)
        OR EXISTS (SELECT 1 FROM chart_documents WHERE wound_id = ${woundId}::uuid AND voided_at IS NULL)
      `.as('found'),
    )
    .executeTakeFirstOrThrow();
  return found;
}

export async function insertWounds(
  tx: Tx,
  rows: readonly Insertable<Schema['wounds']>[],
): Promise<void> {
  await tx
    .insertInto('wounds')
    .values([...rows])
    .execute();
}

export async function insertEpisodes(
  tx: Tx,
  rows: readonly Insertable<Schema['careEpisodes']>[],
): Promise<void> {
  await tx
    .insertInto('careEpisodes')
    .values([...rows])
    .execute();
}

export async function endEpisode(
  tx: Tx,
  id: string,
  end: Pick<Selectable<Schema['careEpisodes']>, 'endedOn' | 'endReason' | 'endedBy'>,
): Promise<void> {
  await tx.updateTable('careEpisodes').set(end).where('id', '=', id).execute();
}

/** Says anew on which days an episode began and ended. */
export async function updateEpisodeDates(
  tx: Tx,
  id: string,
  to: Pick<Selectable<Schema['careEpisodes']>, 'startedOn' | 'endedOn'>,
): Promise<void> {
  await tx.updateTable('careEpisodes').set(to).where('id', '=', id).execute();
}

/** Changes a wound and counts its version up. */
export async function updateWound(
  tx: Tx,
  current: Wound,
  to: Updateable<Schema['wounds']>,
): Promise<void> {
  await tx
    .updateTable('wounds')
    .set({ ...to, version: current.version + 1 })
    .where('id', '=', current.id)
    .execute();
}

/** Keeps the wound as it was said to be, then changes it and counts its version up. */
export async function replaceWound(
  tx: Tx,
  current: Wound,
  change: {
    readonly to: Updateable<Schema['wounds']>;
    readonly reason: string;
    readonly replacedBy: string;
    readonly now: Date;
  },
): Promise<void> {
  await tx
    .insertInto('woundVersions')
    .values({
      woundId: current.id,
      version: current.version,
      wound: JSON.stringify(current),
      reason: change.reason,
      replacedBy: change.replacedBy,
      replacedAt: change.now.toISOString(),
    })
    .execute();
  await updateWound(tx, current, change.to);
}

export function selectWoundVersions(db: ReadonlyDb, woundId: string) {
  return db
    .selectFrom('woundVersions as replaced')
    .innerJoin('users', 'users.id', 'replaced.replacedBy')
    .select([
      'replaced.version',
      'replaced.wound',
      'replaced.reason',
      'users.displayName as replacedByName',
      'replaced.replacedAt',
    ])
    .where('replaced.woundId', '=', woundId)
    .orderBy('replaced.version', 'desc')
    .execute();
}
