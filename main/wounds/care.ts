import { fail, ok } from '../../shared/base/result.ts';
import type { CareEpisode, Wound } from '../../shared/wounds/wound.ts';
import {
  closingProblem,
  type DateBounds,
  reopeningProblem,
} from '../../shared/wounds/wound-dates.ts';
import type { Tx } from '../platform/database.ts';
import { openEpisodeOf } from './actions.ts';
import { endEpisode, insertEpisodes, selectLastAssessedOn, updateWound } from './store.ts';

export type Deciding = {
  readonly wound: Wound;
  readonly bounds: DateBounds;
  readonly by: string;
};

export type CareEnd = {
  readonly endedOn: string;
  readonly endReason: NonNullable<CareEpisode['endReason']>;
};

/** What a wound is once its newest episode has ended so. */
export function statusAfter(endReason: CareEpisode['endReason']) {
  return endReason === 'healed' ? 'healed' : 'closed';
}

/** Ends the care of a wound: it is healed, or not seen here any more. */
export async function endCare(
  tx: Tx,
  { wound, bounds, by }: Deciding,
  { endedOn, endReason }: CareEnd,
) {
  const episode = openEpisodeOf(wound);
  if (!episode) return fail('NotOpen', 'Care of this wound has ended already.');
  const lastAssessedOn = await selectLastAssessedOn(tx, episode.id);
  const within = { startedOn: episode.startedOn, lastAssessedOn };
  const problem = closingProblem(endedOn, within, bounds);
  if (problem !== null) return fail('ImpossibleDate', problem);
  await endEpisode(tx, episode.id, { endedOn, endReason, endedBy: by });
  await updateWound(tx, wound, { status: statusAfter(endReason), statusOn: endedOn });
  return ok(null);
}

/** Opens a wound again whose care had ended. */
export async function reopenCare(
  tx: Tx,
  { wound, bounds, by }: Deciding,
  episode: { readonly id: string; readonly startedOn: string },
) {
  if (openEpisodeOf(wound)) return fail('StillOpen', 'This wound is in care already.');
  const { startedOn } = episode;
  const problem = reopeningProblem(startedOn, wound.episodes[0]?.endedOn ?? null, bounds);
  if (problem !== null) return fail('ImpossibleDate', problem);
  await insertEpisodes(tx, [{ ...episode, woundId: wound.id, startedBy: by }]);
  await updateWound(tx, wound, { status: 'open', statusOn: startedOn });
  return ok(null);
}
