import type { CivilDate } from '../base/civil-date.ts';
import type { Wound } from './wound.ts';

/** What bounds the days of a wound. `today` is the site's. */
export type DateBounds = {
  readonly birthOn: CivilDate;
  readonly deceasedOn: CivilDate | null;
  readonly today: CivilDate;
};

/** The day on which care of a wound first began. */
export function careBeganOn({
  episodes,
  statusOn,
}: Pick<Wound, 'episodes' | 'statusOn'>): CivilDate {
  return episodes.at(-1)?.startedOn ?? statusOn;
}

/** Why a day in a patient's life cannot be; null when it can. Continues "Onset ..." or "Care ...". */
function outsideLife(on: CivilDate, { birthOn, deceasedOn, today }: DateBounds): string | null {
  if (on > today) return 'is in the future';
  if (on < birthOn) return "is before the patient's birth";
  return deceasedOn !== null && on > deceasedOn ? "is after the patient's death" : null;
}

const CHECK = 'Check the date.';

/** Why a day of what the subject names cannot be, as a sentence; null when it can. */
export function outsideLifeProblem(
  subject: string,
  on: CivilDate,
  bounds: DateBounds,
): string | null {
  const problem = outsideLife(on, bounds);
  return problem === null ? null : `${subject} on ${on} ${problem}. ${CHECK}`;
}

/** Why onset and begin of care cannot be, in words for a person; null when they can. */
export function woundDatesProblem(
  {
    onsetOn,
    careStartedOn,
  }: { readonly onsetOn: CivilDate | null; readonly careStartedOn: CivilDate },
  bounds: DateBounds,
): string | null {
  const onset = onsetOn === null ? null : outsideLifeProblem('The onset', onsetOn, bounds);
  const care = outsideLifeProblem('The begin of care', careStartedOn, bounds);
  if (onset !== null || care !== null) return onset ?? care;
  return onsetOn !== null && careStartedOn < onsetOn
    ? `Care began on ${careStartedOn}, before the wound's onset on ${onsetOn}. Check both dates.`
    : null;
}

/** Why an episode cannot end on a day; `lastAssessedOn` is the newest assessment within it, or null. */
export function closingProblem(
  endedOn: CivilDate,
  episode: { readonly startedOn: CivilDate; readonly lastAssessedOn: CivilDate | null },
  bounds: DateBounds,
): string | null {
  const { startedOn, lastAssessedOn } = episode;
  const outside = outsideLifeProblem('The end of care', endedOn, bounds);
  if (outside !== null) return outside;
  if (endedOn < startedOn)
    return `Care began on ${startedOn} and cannot end on ${endedOn}. ${CHECK}`;
  return lastAssessedOn !== null && endedOn < lastAssessedOn
    ? `The wound was assessed on ${lastAssessedOn}, so care did not end on ${endedOn}. ${CHECK}`
    : null;
}

/** Why a new episode cannot begin on a day; `lastEndedOn` is when the one before it ended. */
export function reopeningProblem(
  startedOn: CivilDate,
  lastEndedOn: CivilDate | null,
  bounds: DateBounds,
): string | null {
  const outside = outsideLifeProblem('The begin of care', startedOn, bounds);
  if (outside !== null) return outside;
  return lastEndedOn !== null && startedOn < lastEndedOn
    ? `The episode before ended on ${lastEndedOn}; a new one cannot begin on ${startedOn}. ${CHECK}`
    : null;
}
