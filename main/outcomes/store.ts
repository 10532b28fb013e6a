import { sql } from 'kysely';
import type { SizePoint } from '../../shared/assessments/area-reduction.ts';
import type { CivilDate } from '../../shared/base/civil-date.ts';
import type { CareEpisode, Etiology } from '../../shared/wounds/wound.ts';
import type { ReadonlyDb } from '../platform/database.ts';

export type EpisodeRow = {
  readonly id: string;
  readonly etiology: Etiology;
  readonly endedOn: CivilDate | null;
  readonly endReason: CareEpisode['endReason'];
};

/** How many episodes of care there are. */
export async function countEpisodes(db: ReadonlyDb): Promise<number> {
  const { count } = await db
    .selectFrom('careEpisodes')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  return count;
}

/** The next episodes after one, by id. Those of wounds that were struck out are among them, marked. */
export async function selectEpisodesAfter(
  db: ReadonlyDb,
  after: string | null,
  limit: number,
): Promise<(EpisodeRow & { readonly isStruckOut: boolean })[]> {
  return db
    .selectFrom('careEpisodes as episode')
    .innerJoin('wounds', 'wounds.id', 'episode.woundId')
    .select(['episode.id', 'wounds.etiology', 'episode.endedOn', 'episode.endReason'])
    .select(sql<boolean>`wounds.voided_at IS NOT NULL`.as('isStruckOut'))
    .$if(after !== null, (query) => query.where('episode.id', '>', after ?? ''))
    .orderBy('episode.id')
    .limit(limit)
    .execute();
}

export type EpisodeSize = SizePoint & { readonly episodeId: string };

/** Ids as text, which a lateral join then takes one by one: an index is asked for each. */
function idsOf(ids: readonly string[]) {
  return sql`unnest(string_to_array(${ids.join(',')}, ',')::uuid[]) AS wanted (id)`;
}

/** The sizes of episodes, the oldest first, as the newest corrections say, voided ones left out. */
export async function selectSizes(
  db: ReadonlyDb,
  episodeIds: readonly string[],
): Promise<EpisodeSize[]> {
  const { rows } = await sql<EpisodeSize>`
    SELECT episode.id AS episode_id, size.id, size.assessed_on, size.method, size.area_mm2
    FROM ${idsOf(episodeIds)}
    JOIN care_episodes AS episode ON episode.id = wanted.id
    CROSS JOIN LATERAL (
      SELECT id, assessed_on, method, area_mm2, created_at FROM current_assessments
      WHERE wound_id = episode.wound_id AND episode_id = episode.id AND voided_at IS NULL
        AND area_mm2 IS NOT NULL
      OFFSET 0
    ) AS size
    ORDER BY size.assessed_on, size.created_at, size.id`.execute(db);
  return rows;
}

export type EpisodeUse = {
  readonly episodeId: string;
  /** Null for all products together. */
  readonly productId: string | null;
  readonly productName: string;
  /** Days on which it was used. */
  readonly dayCount: number;
};

/** On how many days each product was used in episodes, and any of them; voided records left out. */
export async function selectUses(
  db: ReadonlyDb,
  episodeIds: readonly string[],
): Promise<EpisodeUse[]> {
  const { rows } = await sql<EpisodeUse>`
    SELECT episode.id AS episode_id, used.product_id, used.product_name, used.day_count
    FROM ${idsOf(episodeIds)}
    JOIN care_episodes AS episode ON episode.id = wanted.id
    CROSS JOIN LATERAL (
      SELECT product_id, max(product_name) AS product_name, count(DISTINCT date_applied) AS day_count
      FROM current_treatments
      WHERE wound_id = episode.wound_id AND date_applied >= episode.started_on
        AND date_applied <= coalesce(episode.ended_on, 'infinity') AND voided_at IS NULL
      GROUP BY GROUPING SETS ((product_id), ())
      OFFSET 0
    ) AS used`.execute(db);
  return rows;
}

/** The protocols that ran in episodes, each once. */
export async function selectProtocolsOf(
  db: ReadonlyDb,
  episodeIds: readonly string[],
): Promise<{ readonly episodeId: string; readonly protocolId: string }[]> {
  return db
    .selectFrom('protocolRuns')
    .select(['episodeId', 'protocolId'])
    .distinct()
    .where('episodeId', 'in', [...episodeIds])
    .execute();
}

/** The newest titles of all protocols. */
export function selectProtocolTitles(db: ReadonlyDb) {
  return db
    .selectFrom('protocols')
    .innerJoin('protocolVersions as newest', (join) =>
      join
        .onRef('newest.protocolId', '=', 'protocols.id')
        .onRef('newest.version', '=', 'protocols.version'),
    )
    .select(['protocols.id', 'newest.title'])
    .execute();
}
