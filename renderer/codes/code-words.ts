import {
  type CodeEdition,
  type CodeSet,
  codeSetNames,
  type FoundDiagnosis,
} from '../../shared/codes/code-set.ts';
import type { CodePreview } from '../../shared/codes/contract.ts';
import { formatCivilDate, formatCount, formatQuantity } from '../ui/format.ts';

/** What tells a code that no claim can carry from the others; nothing for a billable one. */
export function foundWords({ isBillable, moreSpecific }: FoundDiagnosis): string | undefined {
  if (isBillable) return undefined;
  return `Not billable: ${formatQuantity(moreSpecific, 'more specific code')}`;
}

/** `ICD-10-CM, from 1 Oct 2020`. */
export function editionName({ codeSet, effectiveFrom }: CodeEdition): string {
  return `${codeSetNames[codeSet]}, from ${formatCivilDate(effectiveFrom)}`;
}

/** Where an edition came from. */
export function sourceWords({ isStarter, fileName }: CodeEdition): string {
  return isStarter ? 'Starter subset of wound codes, comes with Caretrail' : (fileName ?? '');
}

/** What an edition holds. */
export function extentWords({ isFinished, isComplete }: CodeEdition): string {
  if (!isFinished) return 'Not all in yet';
  return isComplete ? 'All codes' : 'A selection';
}

/** The numbers of an edition or a preview, in the order in which they add up. */
export function tallyEntries(
  tally: Pick<
    CodePreview,
    'read' | 'added' | 'changed' | 'unchanged' | 'skipped' | 'refused' | 'ended'
  >,
) {
  const labels = [
    ['read', 'In the file'],
    ['added', 'New'],
    ['changed', 'Changed'],
    ['unchanged', 'There already'],
    ['skipped', 'Left out'],
    ['refused', 'Refused'],
    ['ended', 'No longer valid'],
  ] as const;
  return labels.map(([key, label]) => ({ key, label, value: formatCount(tally[key]) }));
}

/** What is asked of the file of a code set. */
export const fileDescriptions: Readonly<Record<CodeSet, string>> = {
  icd10cm: "CMS's order file, icd10cm-order-YYYY.txt, also gzipped (.gz)",
  hcpcs: "CMS's HCPC…_ANWEB.txt, or a list (CSV) with code and long_description",
};
