import { areaAsTyped, parseArea } from '../../shared/base/size-words.ts';
import type { CoverageRule } from '../../shared/coverage/coverage-rule.ts';
import type { Etiology } from '../../shared/wounds/wound.ts';

/** A rule as it stands in the form. */
export type CoverageEntry = {
  readonly payer: string;
  readonly title: string;
  readonly etiologies: readonly Etiology[];
  readonly applicationLimit: string;
  readonly windowWeeks: string;
  readonly minConservativeWeeks: string;
  /** In cm², as typed. */
  readonly minArea: string;
  readonly reductionWording: string;
  readonly note: string;
  readonly noteAbove: string;
  readonly source: string;
  readonly asOfOn: string;
  readonly effectiveFrom: string;
  readonly effectiveTo: string;
  readonly withdrawnOn: string;
  readonly isActive: boolean;
};

export const coverageLabels = {
  payer: 'Payer or contractor',
  title: 'Name of the rule',
  etiologies: 'Kinds of wound it speaks of',
  applicationLimit: 'Most applications',
  windowWeeks: 'Weeks in which they count',
  minConservativeWeeks: 'Weeks of conservative care before',
  minAreaMm2: 'Least area before, in cm²',
  reductionWording: 'What it says about getting smaller',
  note: 'Note, such as a modifier',
  noteAbove: 'Show it strongly above so many applications',
  source: 'Source',
  asOfOn: 'As of',
  effectiveFrom: 'In effect from',
  effectiveTo: 'In effect to',
  withdrawnOn: 'Withdrawn on',
} as const;

export function blankCoverage(today: string): CoverageEntry {
  return {
    payer: '',
    title: '',
    etiologies: [],
    applicationLimit: '',
    windowWeeks: '',
    minConservativeWeeks: '',
    minArea: '',
    reductionWording: '',
    note: '',
    noteAbove: '',
    source: '',
    asOfOn: today,
    effectiveFrom: today,
    effectiveTo: '',
    withdrawnOn: '',
    isActive: true,
  };
}

export function coverageEntryOf(rule: CoverageRule): CoverageEntry {
  const { id: _, version: __, isExample: ___, minAreaMm2, ...said } = rule;
  return {
    ...said,
    minArea: areaAsTyped(minAreaMm2),
    applicationLimit: numberAsTyped(said.applicationLimit),
    windowWeeks: numberAsTyped(said.windowWeeks),
    minConservativeWeeks: numberAsTyped(said.minConservativeWeeks),
    noteAbove: numberAsTyped(said.noteAbove),
    reductionWording: said.reductionWording ?? '',
    note: said.note ?? '',
    effectiveTo: said.effectiveTo ?? '',
    withdrawnOn: said.withdrawnOn ?? '',
  };
}

function numberAsTyped(value: number | null): string {
  return value === null ? '' : String(value);
}

/** Null for nothing; what is no whole number stays one that the contract refuses. */
function typedNumber(typed: string): number | null {
  const text = typed.trim();
  if (text === '') return null;
  return /^\d{1,6}$/.test(text) ? Number(text) : Number.NaN;
}

/** What the contract reads; an area that is no number stays one that it refuses. */
export function typedCoverage({ minArea, isActive: _, ...entry }: CoverageEntry): object {
  const area = parseArea(minArea);
  return {
    ...entry,
    applicationLimit: typedNumber(entry.applicationLimit),
    windowWeeks: typedNumber(entry.windowWeeks),
    minConservativeWeeks: typedNumber(entry.minConservativeWeeks),
    noteAbove: typedNumber(entry.noteAbove),
    minAreaMm2: area === 'invalid' ? Number.NaN : area,
    effectiveTo: entry.effectiveTo === '' ? null : entry.effectiveTo,
    withdrawnOn: entry.withdrawnOn === '' ? null : entry.withdrawnOn,
  };
}

/** A refusal of the core in the words of the form. */
export function coverageRefusal(message: string): string {
  return message
    .replace(/^asOfOn/, coverageLabels.asOfOn)
    .replace(/^effectiveTo/, coverageLabels.effectiveTo);
}
