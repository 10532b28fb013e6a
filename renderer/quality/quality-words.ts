import { apart } from '../../shared/base/apart.ts';
import type { Answer } from '../../shared/quality/checklist.ts';
import type { SampleRule } from '../../shared/quality/contract.ts';
import { formatCivilDate, formatQuantity } from '../ui/format.ts';

export const ANSWER_WORDS: Readonly<Record<Answer, string>> = {
  met: 'Met',
  notMet: 'Not met',
  notApplicable: 'Does not apply',
};

const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

/** `2026-03` as "March 2026". */
export function monthWords(month: string): string {
  return `${MONTHS[Number(month.slice(5, 7)) - 1] ?? ''} ${month.slice(0, 4)}`;
}

/** How a sample was drawn, in words. */
export function ruleWords(rule: SampleRule): string {
  if (rule.kind === 'random')
    return `By chance: ${formatQuantity(rule.perClinician, 'record')} of each clinician in ${monthWords(rule.month)}`;
  const days = `${formatCivilDate(rule.fromOn)} to ${formatCivilDate(rule.toOn)}`;
  const parts = [
    rule.productId !== null && `product ${rule.productId}`,
    rule.etiology !== null && `${rule.etiology} wounds`,
    rule.recordedBy !== null && 'one person',
    rule.onlyLateEntries && 'late entries',
  ].filter((part) => part !== false);
  return `By filter: ${[days, ...parts].join(', ')}; at most ${rule.atMost}`;
}

/** Out of those that could be met, in whole percent; null where there is none. */
export function metPercent(counts: { readonly met: number; readonly notMet: number }) {
  const asked = counts.met + counts.notMet;
  return asked === 0 ? null : Math.round((100 * counts.met) / asked);
}

/** "Lee, Ann, born 3 Mar 1950": two identifiers wherever a record is named. */
export function whoseRecord(record: {
  readonly patientFirstName: string;
  readonly patientLastName: string;
  readonly patientBirthOn: string;
}): string {
  return `${apart(record.patientLastName)}, ${apart(record.patientFirstName)}, born ${formatCivilDate(record.patientBirthOn)}`;
}
