import type { CivilDate } from '../../shared/base/civil-date.ts';
import type { CareEpisode, Wound } from '../../shared/wounds/wound.ts';
import type { ReadonlyDb, Tx } from '../platform/database.ts';
import { insertEpisodes, insertWounds, selectWound, selectWoundsOf } from './store.ts';

/** A wound by id, struck out or not, or undefined. */
export function woundOf(db: ReadonlyDb, id: string): Promise<Wound | undefined> {
  return selectWound(db, id);
}

/** A patient's wounds by number, struck out ones last. */
export function listWoundsOf(db: ReadonlyDb, patientId: string): Promise<Wound[]> {
  return selectWoundsOf(db, patientId);
}

/** The episode of care that has not ended, or undefined: the wound is healed, closed or struck out. */
export function openEpisodeOf(wound: Wound): CareEpisode | undefined {
  return wound.voidedAt === null
    ? wound.episodes.find(({ endedOn }) => endedOn === null)
    : undefined;
}

/** The episode in which a day lies, both ends included; of two that share a day the newer. */
export function episodeOn(wound: Wound, on: CivilDate): CareEpisode | undefined {
  return wound.episodes.find(
    ({ startedOn, endedOn }) => startedOn <= on && (endedOn === null || on <= endedOn),
  );
}

/** What a wound from before is made of. */
export type NewWound = Pick<
  Wound,
  | 'id'
  | 'patientId'
  | 'woundNumber'
  | 'bodySite'
  | 'laterality'
  | 'bodyView'
  | 'siteDetail'
  | 'etiology'
  | 'etiologyDetail'
  | 'diagnosisCode'
  | 'onsetOn'
  | 'isOnsetEstimated'
  | 'status'
  | 'statusOn'
> & { readonly recordedBy: string };

export type NewEpisode = CareEpisode & {
  readonly woundId: string;
  readonly startedBy: string;
  readonly endedBy: string | null;
};

/** Registers wounds whose place, dates and status have been checked, with their episodes of care. */
export async function addWounds(
  tx: Tx,
  wounds: readonly NewWound[],
  episodes: readonly NewEpisode[],
): Promise<void> {
  await insertWounds(tx, wounds);
  await insertEpisodes(tx, episodes);
}
