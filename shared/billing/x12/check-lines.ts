import { type CivilDate, isCivilDate } from '../../base/civil-date.ts';
import {
  type Claim,
  type ClaimLine,
  type LineItemIdentifier,
  MAX_LINES,
  MAX_MODIFIERS,
  MAX_POINTERS,
  totalCentsOf,
} from '../claim.ts';
import { isWritableQuantity, MAX_AMOUNT_CENTS } from './amount.ts';
import { checkCareProvider, checkIdentifier } from './check-party.ts';
import type { Place, Report } from './claim-problem.ts';
import { MAX_NARRATIVE } from './line-loop.ts';
import { wordsBy } from './words-by.ts';
import { latinTextOf } from './x12-text.ts';

/** Loop 2410's kinds of product number, and how their numbers look. */
const ITEM_NUMBERS = wordsBy({
  N4: /^\d{11}$/,
  UK: /^\d{14}$/,
  EN: /^\d{13}$/,
  UP: /^\d{12}$/,
  EO: /^\d{8,14}$/,
  HI: /^.{1,48}$/,
  ON: /^.{1,48}$/,
});

function checkCodes(report: Report, line: ClaimLine, { field, what }: Place): void {
  if (!/^(?:[A-Z]\d{4}|\d{4}[0-9A-Z])$/.test(line.procedureCode)) {
    report(
      `${field}.procedureCode`,
      'badCode',
      `The ${what} has no valid procedure code (five characters, as 15275 or Q4186): correct it.`,
    );
  }
  if (line.modifiers.length > MAX_MODIFIERS) {
    report(
      `${field}.modifiers`,
      'tooManyModifiers',
      `The ${what} has more than ${MAX_MODIFIERS} modifiers: take out those that matter least.`,
    );
  }
  if (line.modifiers.some((modifier) => !/^[0-9A-Z]{2}$/.test(modifier))) {
    report(
      `${field}.modifiers`,
      'badCode',
      `The ${what} has a modifier that is not two letters or digits: correct it.`,
    );
  }
}

function checkPointers(
  report: Report,
  line: ClaimLine,
  { field, what, diagnoses }: Place & { readonly diagnoses: number },
): void {
  const at = `${field}.pointers`;
  if (line.pointers.length === 0) {
    report(at, 'noPointers', `The ${what} points to no diagnosis: choose at least one.`);
  }
  if (line.pointers.length > MAX_POINTERS) {
    report(
      at,
      'tooManyPointers',
      `The ${what} points to more than ${MAX_POINTERS} diagnoses: keep ${MAX_POINTERS}.`,
    );
  }
  if (new Set(line.pointers).size < line.pointers.length) {
    report(at, 'repeatedPointer', `The ${what} points to a diagnosis twice: take one out.`);
  }
  if (
    line.pointers.some(
      (pointer) => !(Number.isInteger(pointer) && pointer >= 1 && pointer <= diagnoses),
    )
  ) {
    report(
      at,
      'pointerToNothing',
      `The ${what} points to a diagnosis that the claim does not have: choose again.`,
    );
  }
}

function checkAmounts(report: Report, line: ClaimLine, { field, what }: Place): void {
  const { chargeCents, units } = line;
  if (!(Number.isSafeInteger(chargeCents) && chargeCents > 0 && chargeCents <= MAX_AMOUNT_CENTS)) {
    report(
      `${field}.chargeCents`,
      'badCharge',
      `The ${what} has no charge above zero: enter a fee for its code in the fee schedule.`,
    );
  }
  if (!isWritableQuantity(units)) {
    report(
      `${field}.units`,
      'badUnits',
      `The ${what} has no units above zero with at most three decimals: correct the units.`,
    );
  }
}

function checkItem(report: Report, item: LineItemIdentifier | null, { field, what }: Place): void {
  if (item === null) return;
  checkIdentifier(report, item.identifier, {
    field: `${field}.item.identifier`,
    what: `${what}'s product number`,
    max: 48,
  });
  if (ITEM_NUMBERS.get(item.qualifier)?.test(item.identifier) !== true) {
    report(
      `${field}.item.identifier`,
      'badCode',
      `The ${what}'s product number is not of the kind it says it is: correct it in the product catalogue.`,
    );
  }
  if (!isWritableQuantity(item.quantity)) {
    report(
      `${field}.item.quantity`,
      'badUnits',
      `The ${what}'s product quantity is not above zero: correct it.`,
    );
  }
}

function checkNarrative(report: Report, narrative: string | null, { field, what }: Place): void {
  if (narrative === null) return;
  const { text, lost } = latinTextOf(narrative);
  const at = `${field}.narrative`;
  if (lost.length > 0) {
    report(
      at,
      'unwritable',
      `The ${what}'s narrative has letters that a claim cannot hold: write it in Latin letters.`,
    );
  }
  // Cut text could lose the very number that the payer asked for.
  if (text.length > MAX_NARRATIVE) {
    report(
      at,
      'tooLong',
      `The ${what}'s narrative is longer than ${MAX_NARRATIVE} characters: shorten it.`,
    );
  }
}

function checkServedOn(
  report: Report,
  servedOn: CivilDate,
  { field, what, today }: Place & { readonly today: CivilDate },
): void {
  if (!isCivilDate(servedOn)) {
    report(
      `${field}.servedOn`,
      'badDate',
      `The ${what}'s date of service is not a day in the calendar: correct it.`,
    );
  } else if (servedOn > today) {
    report(
      `${field}.servedOn`,
      'servedInFuture',
      `The ${what}'s date of service is in the future: correct it.`,
    );
  }
}

function checkLineIds(report: Report, lines: readonly ClaimLine[]): void {
  const seen = new Set<string>();
  for (const [index, { id }] of lines.entries()) {
    const field = `lines.${index}.id`;
    if (!/^[0-9A-Z][0-9A-Z.\-_/]{0,29}$/.test(id)) {
      report(
        field,
        'badLineId',
        `Line ${index + 1}'s id is not 1 to 30 capital letters, digits, dots and dashes: make the claim anew.`,
      );
    }
    if (seen.has(id)) {
      report(
        field,
        'repeatedLineId',
        `Line ${index + 1} has the id of a line before it: make the claim anew.`,
      );
    }
    seen.add(id);
  }
}

/** What is wrong with a claim's service lines and their sum. */
export function checkLines(report: Report, claim: Claim, today: CivilDate): void {
  const { lines, diagnoses } = claim;
  if (lines.length === 0)
    report('lines', 'noLines', 'The claim has no service lines: add what was done.');
  if (lines.length > MAX_LINES) {
    report(
      'lines',
      'tooManyLines',
      `The claim has more than ${MAX_LINES} service lines: split it.`,
    );
  }
  if (totalCentsOf(claim) > MAX_AMOUNT_CENTS) {
    report(
      'lines',
      'totalTooLarge',
      'The claim charges more than 99,999,999.99 dollars: split it.',
    );
  }
  checkLineIds(report, lines);
  for (const [index, line] of lines.entries()) {
    const place = { field: `lines.${index}`, what: `service line ${index + 1}` };
    checkCodes(report, line, place);
    checkPointers(report, line, { ...place, diagnoses: diagnoses.length });
    checkAmounts(report, line, place);
    checkServedOn(report, line.servedOn, { ...place, today });
    checkNarrative(report, line.narrative, place);
    checkItem(report, line.item, place);
    checkCareProvider(report, line.ordering, {
      field: `${place.field}.ordering`,
      what: `ordering provider of ${place.what}`,
    });
  }
}
