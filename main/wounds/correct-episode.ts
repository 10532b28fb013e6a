import { fail, failWith, ok } from '../../shared/base/result.ts';
import {
  countOutside,
  episodeDatesProblem,
  type EpisodeDates,
  recordsOutsideProblem,
} from '../../shared/wounds/episode-dates.ts';
import type { DateBounds } from '../../shared/wounds/wound-dates.ts';
import type { CareEpisode, Wound } from '../../shared/wounds/wound.ts';
import type { ReadonlyDb } from '../platform/database.ts';
import { episodeOn } from './actions.ts';
import { selectAppliedOn, selectAssessedOn } from './store.ts';

type Asked = EpisodeDates & { readonly episodeId: string };

function endProblem(episode: CareEpisode, { endedOn }: Asked) {
  if ((episode.endedOn === null) === (endedOn === null)) return null;
  return episode.endedOn === null
    ? fail('EndDisagrees', 'Care of this wound goes on. End it if it has ended.')
    : fail('EndDisagrees', 'This episode has ended: say when. To go on, open the wound again.');
}

/** What was recorded in an episode and would lie outside of it. */
async function outsideProblem(db: ReadonlyDb, wound: Wound, asked: Asked) {
  const { episodeId } = asked;
  const assessedOn = await selectAssessedOn(db, episodeId);
  // A treatment names no episode: it belongs to the one in which its day lies.
  const appliedOn = (await selectAppliedOn(db, wound.id)).filter(
    (day) => episodeOn(wound, day)?.id === episodeId,
  );
  const assessmentCount = countOutside(assessedOn, asked);
  const treatmentCount = countOutside(appliedOn, asked);
  const problem = recordsOutsideProblem(assessmentCount, treatmentCount);
  return problem && failWith('RecordsOutside', problem, { assessmentCount, treatmentCount });
}

/** What stands against these days of an episode; else the wound's own day of its status, where that moves. */
export async function checkEpisodeDates(
  db: ReadonlyDb,
  {
    wound,
    asked,
    bounds,
  }: { readonly wound: Wound; readonly asked: Asked; readonly bounds: DateBounds },
) {
  const episode = wound.episodes.find(({ id }) => id === asked.episodeId);
  if (!episode) return fail('UnknownEpisode', 'This wound has no such episode of care.');
  const ofEnd = endProblem(episode, asked);
  if (ofEnd) return ofEnd;
  const ofDates = episodeDatesProblem(asked, wound, bounds);
  if (ofDates) {
    const { code, problem, field } = ofDates;
    return failWith(code, problem, { field });
  }
  const outside = await outsideProblem(db, wound, asked);
  if (outside) return outside;
  const isNewest = episode.id === wound.episodes[0]?.id;
  return ok({ statusOn: isNewest ? (asked.endedOn ?? asked.startedOn) : wound.statusOn });
}
