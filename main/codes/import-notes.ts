import type { SkipReason } from '../../shared/codes/code-list.ts';
import { counted } from '../../shared/imports/import-report.ts';
import type { ReadEdition } from './read-edition.ts';

const skippedWords: Readonly<Record<SkipReason, (count: number) => string>> = {
  modifier: (count) => `${counted(count, 'modifier')} left out: only codes are kept.`,
  dental: (count) =>
    `${counted(count, 'dental code')} (D) left out: their descriptions are licensed.`,
  endedBefore: (count) => `${counted(count, 'code')} left out that ended before this edition.`,
};

/** What there is to know about an edition besides its numbers, in plain sentences. */
export function notesOf({ list, isComplete, days }: ReadEdition): readonly string[] {
  const { skipped, refused, isWholeSet } = list;
  const reasons: readonly SkipReason[] = ['modifier', 'dental', 'endedBefore'];
  return [
    ...reasons
      .filter((reason) => skipped[reason] > 0)
      .map((reason) => skippedWords[reason](skipped[reason])),
    ...(isWholeSet ? [] : ['This is a selection: codes that it leaves out stay as they are.']),
    ...(isWholeSet && !isComplete
      ? [`${counted(refused.length, 'line')} could not be read, so no code was ended.`]
      : []),
    ...(days.to === null ? [] : [`A later edition is here: this one counts until ${days.to}.`]),
  ];
}
