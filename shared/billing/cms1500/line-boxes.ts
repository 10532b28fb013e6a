import type { Claim, ClaimLine, LineItemIdentifier } from '../claim.ts';
import { quantityOf } from '../x12/amount.ts';
import { latinTextOf } from '../x12/x12-text.ts';
import type { FormFiller } from './fill-form.ts';
import { FORM_SPOTS, lineSpots } from './form-grid.ts';
import { amountOf } from './paper-text.ts';

/** What the shaded row calls a product's identifier: NDC, health industry bar code, or global trade item number. */
const ITEM_QUALIFIERS: Readonly<Record<string, string>> = { N4: 'N4', HI: 'VP' };
const TRADE_ITEM = 'OZ';
const NARRATIVE = 'ZZ';

function itemOf({ qualifier, identifier, quantity, unit }: LineItemIdentifier): string {
  const named = `${ITEM_QUALIFIERS[qualifier] ?? TRADE_ITEM}${identifier}`;
  return qualifier === 'N4' ? `${named} ${unit}${quantityOf(quantity)}` : named;
}

/** Diagnosis 1 is A, 12 is L. */
function lettersOf(pointers: readonly number[]): string {
  return pointers.map((pointer) => String.fromCodePoint(64 + pointer)).join('');
}

/** A line's place in its claim and on its page, both from 0. */
export type LinePlace = { readonly ofClaim: number; readonly onPage: number };

/**
 * What the upper, shaded row says: the product's identifier, then the narrative. A narrative that has no
 * room beside it is given back, for box 19.
 */
function fillShadedRow(form: FormFiller, line: ClaimLine, place: LinePlace): string | null {
  const spot = lineSpots(place.onPage).supplement;
  const field = `lines.${place.ofClaim}.item`;
  const what = `product identifier of line ${place.ofClaim + 1}`;
  const item = line.item === null ? '' : itemOf(line.item);
  const narrative = line.narrative === null ? '' : latinTextOf(line.narrative).text;
  const said = narrative === '' ? '' : `${NARRATIVE}${narrative}`;
  const both = [item, said].filter((part) => part !== '').join('   ');
  const isTogether = both.length <= spot.length;
  form.whole({ spot, text: isTogether ? both : item, field, what });
  return isTogether || narrative === '' ? null : narrative;
}

function fillLowerRow(form: FormFiller, claim: Claim, place: LinePlace): void {
  const line = claim.lines[place.ofClaim];
  if (line === undefined) return;
  const spots = lineSpots(place.onPage);
  const at = (key: string, what: string) => ({
    field: `lines.${place.ofClaim}.${key}`,
    what: `${what} of line ${place.ofClaim + 1}`,
  });
  form.date(spots.from, line.servedOn);
  form.date(spots.to, line.servedOn);
  form.name(spots.placeOfService, claim.placeOfService);
  const code = { spot: spots.procedureCode, text: line.procedureCode };
  form.whole({ ...code, ...at('procedureCode', 'procedure code') });
  for (const [index, spot] of spots.modifiers.entries())
    form.whole({ spot, text: line.modifiers[index] ?? '', ...at('modifiers', 'modifiers') });
  const letters = { spot: spots.pointers, text: lettersOf(line.pointers) };
  form.whole({ ...letters, ...at('pointers', 'diagnosis pointers') });
  const amount = amountOf(line.chargeCents, spots.charge.length);
  form.whole({ spot: spots.charge, text: amount, ...at('chargeCents', 'charge') });
  const units = quantityOf(line.units);
  form.whole({ spot: spots.units, text: units, ...at('units', 'units') });
  form.name(spots.renderingNpi, claim.rendering.npi);
}

/**
 * The lines of one page, by their places in the claim, and box 19: what the claim says there, or the one
 * narrative that its line has no room for.
 */
export function fillLineBoxes(
  form: FormFiller,
  claim: Claim,
  { places, narrative }: { readonly places: readonly number[]; readonly narrative: string | null },
): void {
  const spot = FORM_SPOTS.narrative;
  let inBox19 = narrative === null ? '' : latinTextOf(narrative).text;
  form.whole({ spot, text: inBox19, field: 'narrative', what: 'claim information' });
  for (const [onPage, ofClaim] of places.entries()) {
    const line = claim.lines[ofClaim];
    if (line === undefined) continue;
    fillLowerRow(form, claim, { ofClaim, onPage });
    const left = fillShadedRow(form, line, { ofClaim, onPage });
    if (left === null) continue;
    const field = `lines.${ofClaim}.narrative`;
    if (inBox19 === '') {
      inBox19 = left;
      form.whole({ spot, text: left, field, what: `narrative of line ${ofClaim + 1}` });
      continue;
    }
    const message = `The narrative of line ${ofClaim + 1} fits neither its line nor box 19 of a paper claim, which holds another: shorten it, or send the claim as a file.`;
    form.report({ field, code: 'tooLong', message });
  }
}
