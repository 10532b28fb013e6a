import type { z } from 'zod';
import { moneyInWords } from '../../shared/base/money-words.ts';
import { areaInWords } from '../../shared/base/size-words.ts';
import { applicationExample } from '../../shared/billing/rules/application-codes.ts';
import type { RuleContent, RuleKind } from '../../shared/billing/rules/billing-rule.ts';
import { companionExample } from '../../shared/billing/rules/companion-diagnoses.ts';
import { modifierExample } from '../../shared/billing/rules/extra-modifiers.ts';
import { limitExample } from '../../shared/billing/rules/line-limits.ts';
import { narrativeExample } from '../../shared/billing/rules/narratives.ts';
import { unitsExample } from '../../shared/billing/rules/product-units.ts';
import { wasteExample } from '../../shared/billing/rules/waste-lines.ts';
import { bodySiteOf } from '../../shared/wounds/body-site.ts';

const unitCount = (units: number): string => `${units} ${units === 1 ? 'unit' : 'units'}`;
const area = (mm2: number | null): string =>
  mm2 === null ? 'no area recorded' : `${mm2 / 100} cm²`;

/** What the examples of a rule are given, one text each, in their order. */
export function givenInWords(content: RuleContent): readonly string[] {
  switch (content.kind) {
    case 'productUnits':
      return content.examples.map(
        ({ case: { given } }) =>
          `${given.pieces} ${given.pieces === 1 ? 'piece' : 'pieces'}, ${area(given.areaMm2)}`,
      );
    case 'applicationCodes':
      return content.examples.map(
        ({ case: { given } }) =>
          `${bodySiteOf(given.bodySite)?.name ?? given.bodySite}, ${area(given.areaMm2)}`,
      );
    case 'waste':
      return content.examples.map(
        ({ case: { given } }) =>
          `${unitCount(given.appliedUnits)} applied, ${given.discardedUnits} discarded`,
      );
    case 'modifier':
      return content.examples.map(({ case: { given } }) =>
        [
          given.code,
          given.side ?? 'no one side',
          given.applicationNumber === null
            ? 'application not counted'
            : `application ${given.applicationNumber}`,
        ].join(', '),
      );
    case 'narrative':
    case 'companion':
    case 'limit':
      return furtherGivenInWords(content);
  }
}

function furtherGivenInWords(
  content: Extract<RuleContent, { kind: 'narrative' | 'companion' | 'limit' }>,
): readonly string[] {
  if (content.kind === 'companion')
    return content.examples.map(({ case: { given } }) => given.diagnoses.join(', '));
  if (content.kind === 'limit')
    return content.examples.map(
      ({ case: { given } }) => `${unitCount(given.units)} at ${moneyInWords(given.unitCents)}`,
    );
  return content.examples.map(({ case: { given } }) =>
    [
      given.productName,
      given.pieceMm2 === null ? 'no size' : `${given.pieces} × ${areaInWords(given.pieceMm2)}`,
      `${area(given.appliedMm2)} applied`,
      `${area(given.discardedMm2)} discarded`,
      given.lotNumber === null ? 'no lot' : `lot ${given.lotNumber}`,
    ].join(', '),
  );
}

/** Reads the side of an example that says what comes out, and says it in words. */
function said<Shape extends z.ZodType>(
  shape: Shape,
  inWords: (value: z.output<Shape>) => string,
): (value: unknown) => string {
  return (value) => {
    const read = shape.safeParse(value);
    return read.success ? inWords(read.data) : '';
  };
}

const outcomeWords: Readonly<Record<RuleKind, (value: unknown) => string>> = {
  productUnits: said(unitsExample.shape.expected, ({ units }) =>
    units === null ? 'not known' : unitCount(units),
  ),
  applicationCodes: said(applicationExample.shape.expected, ({ codes }) =>
    codes.length === 0
      ? 'no code'
      : codes.map(({ code, units }) => `${code} × ${units}`).join(' + '),
  ),
  waste: said(wasteExample.shape.expected, ({ lines }) =>
    lines
      .map(({ units, modifiers, isDiscarded }) =>
        [unitCount(units), ...modifiers, ...(isDiscarded ? ['for what was discarded'] : [])].join(
          ' ',
        ),
      )
      .join(' and '),
  ),
  modifier: said(modifierExample.shape.expected, ({ isAdded }) =>
    isAdded ? 'with the modifier' : 'without the modifier',
  ),
  narrative: said(narrativeExample.shape.expected, ({ text }) => text ?? 'not ready'),
  companion: said(
    companionExample.shape.expected,
    ({ isMet, diagnoses }) => `${isMet ? 'complete' : 'one is missing'}: ${diagnoses.join(', ')}`,
  ),
  limit: said(limitExample.shape.expected, ({ units }) =>
    units.length === 1 ? 'one line' : `lines of ${units.join(', ')} units`,
  ),
};

/** What comes out of an example, in words; empty for what the kind of rule cannot give. */
export function outcomeInWords(kind: RuleKind, outcome: unknown): string {
  return outcomeWords[kind](outcome);
}
