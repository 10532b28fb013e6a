import { fail, ok, type Result } from '../../base/result.ts';
import type { CivilDate } from '../../base/civil-date.ts';
import { GROUP_SEPARATOR } from './carrier.ts';
import { identifierAt } from './gs1-identifiers.ts';
import { isSaidBy, NOT_PRINTABLE, type NotPrintable } from './label-check.ts';
import { parseScan } from './parse-scan.ts';
import type { LabelContent, ScanContext } from './reading.ts';

/** Elements beside those that a reading names: additional product number, internal ones, … */
export type ExtraElement = { readonly ai: string; readonly value: string };

export type Gs1Label = {
  /** As a scanner sends it, without AIM identifier: FNC1 is U+001D. */
  readonly elementString: string;
  /** Printed under the barcode, and what an encoder of GS1 symbols takes: `(01)…(17)…(10)…`. */
  readonly humanReadable: string;
};

/**
 * A GS1 label with what `content` says, elements of fixed length first. Refused where it would be read
 * otherwise: a character that GS1 has not, a date outside the window of two-digit years, a donation number.
 */
export function buildGs1(
  content: LabelContent,
  context: ScanContext,
  extras: readonly ExtraElement[] = [],
): Result<Gs1Label, NotPrintable> {
  const elements = [...elementsOf(content), ...extras];
  const humanReadable = elements.map(({ ai, value }) => `(${ai})${value}`).join('');
  const elementString = elements
    .map(({ ai, value }, index) => ai + value + separatorAfter(ai, index === elements.length - 1))
    .join('');
  const isFaithful = [`]d2${elementString}`, humanReadable].every((text) =>
    isSaidBy(parseScan(text, { ...context, keepsSeparators: true }), content, extras),
  );
  return isFaithful ? ok({ elementString, humanReadable }) : fail('notPrintable', NOT_PRINTABLE);
}

function elementsOf(content: LabelContent): readonly ExtraElement[] {
  const { deviceIdentifier, manufacturedOn, expiresOn, lot, serial, quantity } = content;
  return [
    element('01', deviceIdentifier),
    element('11', yymmdd(manufacturedOn)),
    element('17', yymmdd(expiresOn)),
    element('10', lot),
    element('21', serial),
    element('30', quantity === null ? null : String(quantity)),
  ].flat();
}

function element(ai: string, value: string | null): readonly ExtraElement[] {
  return value === null ? [] : [{ ai, value }];
}

function yymmdd(date: CivilDate | null): string | null {
  return date === null ? null : date.slice(2).replaceAll('-', '');
}

function separatorAfter(ai: string, isLast: boolean): string {
  return isLast || identifierAt(ai, 0)?.isPredefined ? '' : GROUP_SEPARATOR;
}
