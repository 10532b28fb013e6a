import type { CivilDate } from '../base/civil-date.ts';
import { type DateBounds, outsideLifeProblem } from './wound-dates.ts';
import type { CareEpisode, Wound } from './wound.ts';

/** Null while care goes on. */
export type EpisodeDates = Pick<CareEpisode, 'startedOn' | 'endedOn'>;

/** What is wrong with the days of an episode, and which of the two is to be looked at. */
export type EpisodeDatesProblem = {
  readonly code: 'ImpossibleDate' | 'EpisodesOverlap';
  readonly field: keyof EpisodeDates;
  readonly problem: string;
};

type Found = EpisodeDatesProblem | null;

function impossible(field: keyof EpisodeDates, problem: string | null): Found {
  return problem === null ? null : { code: 'ImpossibleDate', field, problem };
}

function endBeforeStart({ startedOn, endedOn }: EpisodeDates): Found {
  if (endedOn === null || endedOn >= startedOn) return null;
  const problem = `Care cannot end on ${endedOn}, before it began on ${startedOn}. Check both dates.`;
  return impossible('endedOn', problem);
}

function beforeOnset({ startedOn }: EpisodeDates, onsetOn: CivilDate | null): Found {
  if (onsetOn === null || startedOn >= onsetOn) return null;
  const problem = `Care cannot begin on ${startedOn}, before the wound's onset on ${onsetOn}. Check both dates.`;
  return impossible('startedOn', problem);
}

/** One may begin on the day on which the one before it ended. */
function overlap({ startedOn, endedOn }: EpisodeDates, others: Neighbours): Found {
  const { before, after } = others;
  if (before?.endedOn && startedOn < before.endedOn)
    return {
      code: 'EpisodesOverlap',
      field: 'startedOn',
      problem: `The episode before ended on ${before.endedOn}, so this one did not begin on ${startedOn}. Check the date.`,
    };
  if (after && (endedOn === null || endedOn > after.startedOn))
    return {
      code: 'EpisodesOverlap',
      field: 'endedOn',
      problem: `The next episode began on ${after.startedOn}, so this one ended by then. Check the date.`,
    };
  return null;
}

type Neighbours = {
  readonly before: EpisodeDates | undefined;
  readonly after: EpisodeDates | undefined;
};

function neighboursOf(wound: Pick<Wound, 'episodes'>, episodeId: string): Neighbours {
  const at = wound.episodes.findIndex(({ id }) => id === episodeId);
  return { before: wound.episodes[at + 1], after: wound.episodes[at - 1] };
}

/** Why an episode of a wound cannot have these days; null when it can. */
export function episodeDatesProblem(
  { episodeId, ...dates }: EpisodeDates & { readonly episodeId: string },
  wound: Pick<Wound, 'episodes' | 'onsetOn'>,
  bounds: DateBounds,
): EpisodeDatesProblem | null {
  const { startedOn, endedOn } = dates;
  return (
    impossible('startedOn', outsideLifeProblem('The begin of care', startedOn, bounds)) ??
    (endedOn === null
      ? null
      : impossible('endedOn', outsideLifeProblem('The end of care', endedOn, bounds))) ??
    endBeforeStart(dates) ??
    beforeOnset(dates, wound.onsetOn) ??
    overlap(dates, neighboursOf(wound, episodeId))
  );
}

/** How many of these days lie outside of an episode; both its ends are within. */
export function countOutside(
  days: readonly CivilDate[],
  { startedOn, endedOn }: EpisodeDates,
): number {
  return days.filter((day) => day < startedOn || (endedOn !== null && day > endedOn)).length;
}

function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`;
}

/** Says what would lie outside of an episode, and what to do; null when nothing would. */
export function recordsOutsideProblem(
  assessmentCount: number,
  treatmentCount: number,
): string | null {
  const total = assessmentCount + treatmentCount;
  if (total === 0) return null;
  const named = [
    assessmentCount > 0 && counted(assessmentCount, 'assessment'),
    treatmentCount > 0 && counted(treatmentCount, 'treatment'),
  ].filter((each) => each !== false);
  const them = total === 1 ? ['lies', 'it', 'its day'] : ['lie', 'them', 'their days'];
  return `${named.join(' and ')} of this episode ${them[0]} outside of these dates. Check the dates, or first correct ${them[2]} or void ${them[1]}.`;
}
