import type { Claim, ClaimLine } from '../claim.ts';
import { exampleClaim, exampleCommercialClaim, exampleDependent } from '../x12/example-claim.ts';
import { cms1500Of, type FormPage } from './claim-pages.ts';
import { PLAIN_PAPER_CLAIM, type PaperClaim } from './paper-claim.ts';

/** The example's first line so many times, each with a charge of its own. */
export function exampleLines(count: number): readonly ClaimLine[] {
  return Array.from({ length: count }, (_, index) => index).flatMap((index) =>
    exampleClaim.lines
      .slice(0, 1)
      .map((line) => ({ ...line, id: `L-${index + 1}`, chargeCents: 10_000 + index })),
  );
}

/** An invented claim that has something in most boxes: a dependent, twelve diagnoses, a replacement. */
export const fullPaperExample: Claim = {
  ...exampleCommercialClaim,
  frequency: '7',
  originalReference: '2026014ABC000123',
  payer: {
    ...exampleCommercialClaim.payer,
    address: {
      addressLine: 'PO Box 4711',
      city: 'St. Louis',
      state: 'MO',
      postalCode: '631011234',
    },
  },
  subscriber: { ...exampleCommercialClaim.subscriber, last: "O'Brien-Łukasz" },
  dependent: exampleDependent,
  facility: {
    name: 'Example Wound Clinic, North',
    npi: '1003000126',
    address: {
      addressLine: '1200 North Sycamore Boulevard, Suite #4',
      city: 'West Sacramento',
      state: 'CA',
      postalCode: '956051234',
    },
  },
  referring: { last: 'Referrer', first: 'Robin', npi: '1245319599', taxonomy: null },
  priorAuthorization: 'PA-2026-77',
  diagnoses: [
    'E11.621',
    'L97.512',
    'L97.522',
    'I83.012',
    'I83.022',
    'L89.154',
    'L89.314',
    'E10.621',
    'I87.311',
    'I87.312',
    'T81.31XA',
    'Z79.4',
  ],
  lines: exampleClaim.lines.flatMap((line, index): readonly ClaimLine[] => [
    { ...line, pointers: [12, 1, 2, 11] },
    {
      ...line,
      id: `${line.id}-B`,
      modifiers: ['59', 'RT', 'XS', 'KX'],
      narrative: null,
      item: {
        qualifier: index === 0 ? 'UK' : 'N4',
        identifier: index === 0 ? '00812345678901' : '00026063512',
        quantity: 10,
        unit: index === 0 ? 'UN' : 'ML',
      },
    },
  ]),
};

export const fullPaperExtras: PaperClaim = {
  ...PLAIN_PAPER_CLAIM,
  patientSignedOn: '2026-01-02',
  providerSignedOn: '2026-01-15',
  cause: { isEmployment: false, autoAccidentState: 'CA', isOtherAccident: false },
  otherInsured: {
    last: 'Example',
    first: 'Sam',
    policyOrGroupNumber: 'SEC-4711',
    planName: 'Second Plan',
  },
  paidCents: 2500,
  narrative: 'Attachment sent by mail 2026-01-15',
};

/** The pages of a claim that can be printed on the day of the example. */
export function pagesOf(claim: Claim, paper: PaperClaim = PLAIN_PAPER_CLAIM): readonly FormPage[] {
  const made = cms1500Of(claim, paper, '2026-01-15');
  if (!made.ok) throw new Error('The example cannot be printed');
  return made.value;
}

/** What stands at a row and column, and in which box: `25: 123456789`; null for nothing. */
export function textAt(page: FormPage | undefined, row: number, column: number): string | null {
  const cell = page?.cells.find((each) => each.row === row && each.column === column);
  return cell === undefined ? null : `${cell.box}: ${cell.text}`;
}
