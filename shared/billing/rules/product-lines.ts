import { MAX_MODIFIERS } from '../claim.ts';
import { matchesCode } from './code-pattern.ts';
import { isModified, modifierInWords } from './extra-modifiers.ts';
import { isLimited, unitsPerLine } from './line-limits.ts';
import { narrativeOf } from './narratives.ts';
import { unitsInWords, unitsOf } from './product-units.ts';
import { rulesOfKind } from './rules-in-force.ts';
import {
  type Drafted,
  type DraftLine,
  type LineProblem,
  type PayerTerms,
  problemOf,
  type ProductUse,
  type TreatedWound,
} from './service-day.ts';
import { type UsedUnits, type WasteLine, wasteInWords, wasteLinesOf } from './waste-lines.ts';

/** A line before the payer's modifiers, fee and limits. */
type PlainLine = Omit<DraftLine, 'unitCents' | 'narrative'> & {
  readonly side: TreatedWound['side'] | null;
  readonly applicationNumber: number | null;
  readonly narrative: string | null;
};

/** Adds modifiers and the fee, and divides a line that the payer takes only in parts. */
export function finishedLines(plain: PlainLine, terms: PayerTerms): Drafted {
  const { side, applicationNumber, ...line } = plain;
  const added = rulesOfKind(terms.rules, 'modifier')
    .map(({ content }) => content.parameters)
    .filter((parameters) => isModified({ code: line.code, side, applicationNumber }, parameters));
  const modifiers = [...new Set([...added.map((each) => each.modifier), ...line.modifiers])];
  const explanation = [...line.explanation, ...added.map(modifierInWords)];
  const unitCents = terms.unitCentsOf(line.code);
  const about = (code: 'NoFee' | 'TooManyModifiers' | 'AboveDailyLimit') =>
    problemOf(code, line.treatmentRecordIds, line.code);
  if (unitCents === null || unitCents <= 0) return { lines: [], problems: [about('NoFee')] };
  const whole: DraftLine = { ...line, modifiers, explanation, unitCents };
  const lines = dividedLines(whole, terms);
  const isTooMany = lines.some((each) => each.modifiers.length > MAX_MODIFIERS);
  return { lines, problems: isTooMany ? [about('TooManyModifiers')] : [] };
}

function dividedLines(line: DraftLine, { rules }: PayerTerms): readonly DraftLine[] {
  const limit = rulesOfKind(rules, 'limit').find(({ content }) =>
    isLimited(line.code, content.parameters),
  )?.content.parameters;
  if (!limit) return [line];
  const parts = unitsPerLine(line, limit);
  if (parts.length === 1) return [line];
  const why = `Divided into ${parts.length} lines: this payer takes only so much on one`;
  return parts.map((units, index) => ({
    ...line,
    units,
    modifiers:
      index > 0 && limit.furtherLineModifier !== null
        ? [...line.modifiers, limit.furtherLineModifier]
        : line.modifiers,
    explanation: [...line.explanation, why],
  }));
}

/** Units applied and discarded; a problem where the record or the rules do not say enough. */
function unitsUsed(
  use: ProductUse,
  terms: PayerTerms,
): (UsedUnits & { readonly words: string }) | LineProblem {
  const ids = [use.treatmentRecordId];
  const rule = rulesOfKind(terms.rules, 'productUnits').find(
    ({ content }) => content.parameters.billingUnit === use.billingUnit,
  )?.content.parameters;
  if (!rule) return problemOf('NoUnitsRule', ids, use.billingUnit);
  const amount = { pieces: use.pieces, areaMm2: use.appliedMm2 };
  const appliedUnits = unitsOf(amount, rule);
  if (appliedUnits === null) return problemOf('AmountNotSaid', ids);
  if (appliedUnits === 0) return problemOf('NothingApplied', ids);
  // From the sum, so that two roundings never bill more than was opened.
  const opened = { ...amount, areaMm2: (use.appliedMm2 ?? 0) + (use.discardedMm2 ?? 0) };
  const discardedUnits = Math.max(0, (unitsOf(opened, rule) ?? 0) - appliedUnits);
  return { appliedUnits, discardedUnits, words: unitsInWords(amount, appliedUnits, rule) };
}

function wasteOf(use: ProductUse, units: UsedUnits, { rules }: PayerTerms) {
  const rule = rulesOfKind(rules, 'waste').find(({ content: { parameters } }) => {
    const { productClasses, billingUnits, isBiologic } = parameters;
    return (
      productClasses.includes(use.productClass) &&
      billingUnits.includes(use.billingUnit) &&
      (isBiologic === null || isBiologic === use.isBiologic)
    );
  })?.content.parameters;
  const applied: WasteLine = { units: units.appliedUnits, modifiers: [], isDiscarded: false };
  return rule
    ? { lines: wasteLinesOf(units, rule), words: [wasteInWords(units, rule)] }
    : { lines: [applied], words: [] };
}

/** The narrative of a line; null where no rule asks for one, a problem where the record is too poor for it. */
function narrativeFor(use: ProductUse, code: string, { rules }: PayerTerms) {
  const rule = rulesOfKind(rules, 'narrative').find(({ content }) =>
    matchesCode(code, content.parameters.codes),
  )?.content.parameters;
  if (!rule) return null;
  return narrativeOf(use, rule) ?? problemOf('NarrativeIncomplete', [use.treatmentRecordId], code);
}

/** The lines of a product: what was applied, and what was discarded where the payer is billed for it. */
export function productLines(
  use: ProductUse,
  wound: TreatedWound | undefined,
  terms: PayerTerms,
): Drafted {
  const { hcpcsCode: code, treatmentRecordId } = use;
  const refused = (problem: LineProblem): Drafted => ({ lines: [], problems: [problem] });
  if (code === null) return refused(problemOf('NoCode', [treatmentRecordId]));
  const units = unitsUsed(use, terms);
  if ('code' in units) return refused(units);
  const narrative = narrativeFor(use, code, terms);
  if (narrative !== null && typeof narrative !== 'string') return refused(narrative);
  const waste = wasteOf(use, units, terms);
  const drafted = waste.lines.map((line) =>
    finishedLines(
      {
        code,
        modifiers: line.modifiers,
        units: line.units,
        isAddOn: false,
        diagnoses: use.diagnoses,
        narrative,
        explanation: line.isDiscarded ? waste.words : [units.words, ...waste.words],
        treatmentRecordIds: [treatmentRecordId],
        side: wound?.side ?? null,
        applicationNumber: use.applicationNumber,
      },
      terms,
    ),
  );
  return {
    lines: drafted.flatMap((each) => each.lines),
    problems: drafted.flatMap((each) => each.problems),
  };
}
