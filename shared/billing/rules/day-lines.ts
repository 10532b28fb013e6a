import { MAX_DIAGNOSES, MAX_POINTERS } from '../claim.ts';
import { applicationLines } from './application-lines.ts';
import { hasCompanion, withCompanionFirst } from './companion-diagnoses.ts';
import { isLimited } from './line-limits.ts';
import { productLines } from './product-lines.ts';
import { rulesOfKind } from './rules-in-force.ts';
import {
  type DraftLine,
  type LineProblem,
  type PayerTerms,
  problemOf,
  type ServiceDay,
} from './service-day.ts';

/** A line that knows its diagnoses by their place in the claim's list, from 1. */
export type PointedLine = Omit<DraftLine, 'diagnoses'> & { readonly pointers: readonly number[] };

/** What one day of service comes to for a payer. It is ready when there are no problems. */
export type DayLines = {
  readonly diagnoses: readonly string[];
  readonly lines: readonly PointedLine[];
  readonly problems: readonly LineProblem[];
  /** What the rules say to a person, and leave to them. */
  readonly advice: readonly string[];
};

/** Turns a day of service into claim lines by the payer's rules, each with the sentences that explain it. */
export function linesOfDay(day: ServiceDay, terms: PayerTerms): DayLines {
  const application = applicationLines(day, terms);
  const products = day.uses.map((use) =>
    productLines(
      use,
      day.wounds.find(({ id }) => id === use.woundId),
      terms,
    ),
  );
  const lines = [...application.lines, ...products.flatMap((each) => each.lines)];
  const elsewhere = (day.usesElsewhere ?? []).flatMap(
    (use) => productLines(use, undefined, terms).lines,
  );
  const { diagnoses, problems, advice } = diagnosesOf(day, terms);
  return {
    diagnoses,
    lines: lines.map((line) => pointed(line, diagnoses)),
    problems: [
      ...application.problems,
      ...products.flatMap((each) => each.problems),
      ...problems,
      ...aboveLimits(lines, elsewhere, terms),
    ],
    advice,
  };
}

function pointed({ diagnoses: own, ...line }: DraftLine, all: readonly string[]): PointedLine {
  const pointers = all.flatMap((code, index) => (own.includes(code) ? [index + 1] : []));
  return { ...line, pointers: pointers.slice(0, MAX_POINTERS) };
}

function diagnosesOf({ uses }: ServiceDay, { rules }: PayerTerms) {
  const ids = uses.map(({ treatmentRecordId }) => treatmentRecordId);
  const companions = rulesOfKind(rules, 'companion').map(({ content }) => content.parameters);
  const documented = [...new Set(uses.flatMap((use) => use.diagnoses))];
  const diagnoses = companions.reduce<readonly string[]>(withCompanionFirst, documented);
  const missing = companions.filter((parameters) => !hasCompanion(diagnoses, parameters));
  const wordsOf = ({ codes, anyOf }: (typeof missing)[number]) =>
    `${codes.join(', ')} with ${anyOf.join(', ')}`;
  const undiagnosed = uses.filter((use) => use.diagnoses.length === 0);
  return {
    diagnoses,
    problems: [
      ...undiagnosed.map((use) => problemOf('NoDiagnosis', [use.treatmentRecordId])),
      ...(diagnoses.length > MAX_DIAGNOSES ? [problemOf('TooManyDiagnoses', ids)] : []),
      ...missing
        .filter(({ weight }) => weight === 'stop')
        .map((parameters) => problemOf('CompanionMissing', ids, wordsOf(parameters))),
    ],
    advice: missing
      .filter(({ weight }) => weight === 'advice')
      .map((parameters) => `Usually coded together: ${wordsOf(parameters)}`),
  };
}

function aboveLimits(
  lines: readonly DraftLine[],
  elsewhere: readonly DraftLine[],
  { rules }: PayerTerms,
): readonly LineProblem[] {
  const limits = rulesOfKind(rules, 'limit').map(({ content }) => content.parameters);
  return [...new Set(lines.map(({ code }) => code))].flatMap((code) => {
    const ofCode = lines.filter((line) => line.code === code);
    const most = limits.find((limit) => isLimited(code, limit))?.maxUnitsPerDay ?? null;
    const counted = [...ofCode, ...elsewhere.filter((line) => line.code === code)];
    const units = counted.reduce((sum, line) => sum + line.units, 0);
    const ids = [...new Set(ofCode.flatMap((line) => line.treatmentRecordIds))];
    return most !== null && units > most ? [problemOf('AboveDailyLimit', ids, code)] : [];
  });
}
