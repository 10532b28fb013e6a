import type { CivilDate } from '../../base/civil-date.ts';
import { type Claim, type ClaimLine, type ClaimPerson, totalCentsOf } from '../claim.ts';
import { type CodeWords, codeWithModifiers, letterOf, patientOf } from './claim-words.ts';

export type SuperbillLine = {
  /** With its modifiers: `15275-RT`. */
  readonly code: string;
  /** What the code means, or what the claim says of it; empty where neither is known. */
  readonly words: string;
  /** The letters of its diagnoses, the most important first: `BA`. */
  readonly diagnoses: string;
  readonly units: number;
  readonly chargeCents: number;
};

/** What was done at one visit, as a patient hands it to a payer. */
export type Superbill = {
  readonly servedOn: CivilDate;
  readonly claim: Claim;
  readonly patient: ClaimPerson;
  readonly diagnoses: readonly {
    readonly letter: string;
    readonly code: string;
    readonly words: string;
  }[];
  readonly lines: readonly SuperbillLine[];
  readonly totalCents: number;
};

function lineOf(line: ClaimLine, wordsOf: CodeWords): SuperbillLine {
  return {
    code: codeWithModifiers(line),
    words: line.narrative ?? wordsOf(line.procedureCode) ?? '',
    diagnoses: line.pointers.map(letterOf).join(''),
    units: line.units,
    chargeCents: line.chargeCents,
  };
}

/** One superbill for each day on which the claim has services, the earliest first. */
export function superbillsOf(claim: Claim, wordsOf: CodeWords): readonly Superbill[] {
  const days = [...new Set(claim.lines.map(({ servedOn }) => servedOn))].toSorted();
  const diagnoses = claim.diagnoses.map((code, index) => ({
    letter: letterOf(index + 1),
    code,
    words: wordsOf(code) ?? '',
  }));
  return days.map((day) => {
    const lines = claim.lines.filter(({ servedOn }) => servedOn === day);
    return {
      servedOn: day,
      claim,
      patient: patientOf(claim),
      diagnoses,
      lines: lines.map((line) => lineOf(line, wordsOf)),
      totalCents: totalCentsOf({ lines }),
    };
  });
}
