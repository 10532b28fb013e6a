import type { WoundAssessment } from '../../shared/assessments/assessment.ts';
import { civilDateAt, toDayNumber } from '../../shared/base/civil-date.ts';
import { areaInWords, lengthInWords } from '../../shared/base/size-words.ts';
import type { WoundPhoto } from '../../shared/photos/contract.ts';
import { formatInstant, formatQuantity } from '../ui/format.ts';

/** What keeps photos from being added whose day is a guess. */
export const UNSURE_DAY = 'Check on which day each photo was taken: a file does not always know.';

/** Names a photo where there are several: `Photo of 4 Mar 2026, 14:02`. */
export function photoName({ takenAt }: Pick<WoundPhoto, 'takenAt'>, timeZone: string): string {
  return `Photo of ${formatInstant(takenAt, timeZone)}`;
}

/** The area traced in a photo, which is an estimate; empty where nobody traced it. */
export function measuredInWords({ measuredAreaMm2 }: Pick<WoundPhoto, 'measuredAreaMm2'>): string {
  return measuredAreaMm2 === null ? '' : `${areaInWords(measuredAreaMm2)}, estimated`;
}

type Sizes = Pick<WoundAssessment, 'lengthMm' | 'widthMm' | 'areaMm2'>;

/** The size that an assessment states: `4.5 × 3.0 cm, 13.5 cm²`; empty where none was measured. */
export function assessedSizeInWords({ lengthMm, widthMm, areaMm2 }: Sizes): string {
  const lengths =
    lengthMm === null || widthMm === null
      ? null
      : `${lengthInWords(lengthMm).replace(' cm', '')} × ${lengthInWords(widthMm)}`;
  const area = areaMm2 === null ? null : areaInWords(areaMm2);
  return [lengths, area].filter((each) => each !== null).join(', ');
}

/** The days between two photos on the site's calendar: `14 days`, `the same day`. */
export function daysBetween(
  one: Pick<WoundPhoto, 'takenAt'>,
  other: Pick<WoundPhoto, 'takenAt'>,
  timeZone: string,
): string {
  const dayOf = ({ takenAt }: Pick<WoundPhoto, 'takenAt'>) =>
    toDayNumber(civilDateAt(new Date(takenAt), timeZone));
  const days = Math.abs(dayOf(other) - dayOf(one));
  return days === 0 ? 'the same day' : formatQuantity(days, 'day');
}
