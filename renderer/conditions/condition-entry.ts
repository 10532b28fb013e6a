import type { Condition } from '../../shared/conditions/condition.ts';

/** A condition as it stands in the form; '' for what is not said. */
export type ConditionEntry = {
  readonly diagnosisCode: string;
  readonly words: string;
  readonly onsetOn: string;
  readonly endedOn: string;
};

export const conditionLabels = {
  diagnosisCode: 'ICD-10-CM code',
  words: 'In words',
  onsetOn: 'Since',
  endedOn: 'Ended on',
} as const;

export const blankCondition: ConditionEntry = {
  diagnosisCode: '',
  words: '',
  onsetOn: '',
  endedOn: '',
};

export function conditionEntryOf(condition: Condition): ConditionEntry {
  const { diagnosisCode, words, onsetOn, endedOn } = condition;
  return {
    diagnosisCode: diagnosisCode ?? '',
    words,
    onsetOn: onsetOn ?? '',
    endedOn: endedOn ?? '',
  };
}

/** What the contract reads. */
export function typedCondition({ onsetOn, endedOn, ...entry }: ConditionEntry): object {
  return {
    ...entry,
    onsetOn: onsetOn === '' ? null : onsetOn,
    endedOn: endedOn === '' ? null : endedOn,
  };
}
