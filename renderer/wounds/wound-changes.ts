import type { Wound } from '../../shared/wounds/wound.ts';
import type { ChangedLine } from '../changed-lines.ts';
import { formatCivilDate } from '../ui/format.ts';
import { fieldInWords } from './wound-field-words.ts';
import { valuesOfWound, WOUND_FIELD_LABELS, woundFormFields } from './wound-form-values.ts';

function fieldLines(before: Wound, after: Wound): readonly ChangedLine[] {
  const [was, is] = [valuesOfWound(before), valuesOfWound(after)];
  return (
    woundFormFields
      // Its first day is a day of an episode of care, told below.
      .filter((field) => field !== 'careStartedOn' && was[field] !== is[field])
      .map((field) => ({
        key: field,
        label: WOUND_FIELD_LABELS[field],
        was: fieldInWords(field, was),
        is: fieldInWords(field, is),
      }))
  );
}

/** Episodes that began or ended meanwhile are no correction: they have days where none were before. */
function episodeLines(before: Wound, after: Wound): readonly ChangedLine[] {
  const isOne = after.episodes.length === 1;
  return after.episodes.toReversed().flatMap((is, at) => {
    const was = before.episodes.find(({ id }) => id === is.id);
    return (['startedOn', 'endedOn'] as const).flatMap((field) => {
      const [from, to] = [was?.[field] ?? null, is[field]];
      if (from === null || to === null || from === to) return [];
      const label = field === 'startedOn' ? 'Care began' : 'Care ended';
      return {
        key: `${is.id} ${field}`,
        label: isOne ? label : `${label} (episode ${at + 1})`,
        was: formatCivilDate(from),
        is: formatCivilDate(to),
      };
    });
  });
}

/** What a correction of a wound made different, in reading order. */
export function changedLines(before: Wound, after: Wound): readonly ChangedLine[] {
  return [...fieldLines(before, after), ...episodeLines(before, after)];
}
