import type { CivilDate } from '../../base/civil-date.ts';
import type { Claim } from '../claim.ts';
import { type CodeWords, codeWithModifiers, spokenName } from './claim-words.ts';

/** A claim of the patient, and what became of it. */
export type StatementClaim = {
  readonly claim: Claim;
  /** When it went to the payer; null where it has not. */
  readonly billedOn: CivilDate | null;
  /** True where another claim replaced or voided it: it asks for nothing any more. */
  readonly isWithdrawn: boolean;
};

export type Charge = {
  readonly servedOn: CivilDate;
  /** With its modifiers. */
  readonly code: string;
  readonly words: string;
  /** ICD-10-CM codes, the most important first. */
  readonly diagnoses: readonly string[];
  readonly providerName: string;
  readonly units: number;
  readonly chargeCents: number;
  readonly payerName: string;
  readonly controlNumber: string;
  readonly billedOn: CivilDate | null;
};

export type PayerTotal = {
  readonly payerName: string;
  readonly billedCents: number;
  readonly notYetBilledCents: number;
};

/** Everything that was charged for a patient in some days, and to whom. */
export type ItemizedStatement = {
  readonly charges: readonly Charge[];
  /** By payer, in order of their names. */
  readonly totals: readonly PayerTotal[];
  readonly totalCents: number;
};

function chargesOf({ claim, billedOn }: StatementClaim, wordsOf: CodeWords): readonly Charge[] {
  return claim.lines.map((line) => ({
    servedOn: line.servedOn,
    code: codeWithModifiers(line),
    words: line.narrative ?? wordsOf(line.procedureCode) ?? '',
    diagnoses: line.pointers.flatMap((pointer) => claim.diagnoses[pointer - 1] ?? []),
    providerName: spokenName(claim.rendering),
    units: line.units,
    chargeCents: line.chargeCents,
    payerName: claim.payer.name,
    controlNumber: claim.controlNumber,
    billedOn,
  }));
}

function totalsOf(charges: readonly Charge[]): readonly PayerTotal[] {
  const names = [...new Set(charges.map(({ payerName }) => payerName))];
  const sum = (of: readonly Charge[]) => of.reduce((all, { chargeCents }) => all + chargeCents, 0);
  return names
    .toSorted((one, other) => one.localeCompare(other, 'en'))
    .map((payerName) => {
      const own = charges.filter((charge) => charge.payerName === payerName);
      return {
        payerName,
        billedCents: sum(own.filter(({ billedOn }) => billedOn !== null)),
        notYetBilledCents: sum(own.filter(({ billedOn }) => billedOn === null)),
      };
    });
}

/**
 * The charges of services from one day to another, by day and then as they stand in their claims. What was
 * replaced or voided, and the claims that void, are left out.
 */
export function itemizedStatementOf(
  claims: readonly StatementClaim[],
  { fromOn, toOn }: { readonly fromOn: CivilDate; readonly toOn: CivilDate },
  wordsOf: CodeWords,
): ItemizedStatement {
  const charges = claims
    .filter(({ claim, isWithdrawn }) => !isWithdrawn && claim.frequency !== '8')
    .flatMap((each) => chargesOf(each, wordsOf))
    .filter(({ servedOn }) => servedOn >= fromOn && servedOn <= toOn)
    .toSorted((one, other) =>
      one.servedOn < other.servedOn ? -1 : Number(one.servedOn > other.servedOn),
    );
  const totals = totalsOf(charges);
  const totalCents = charges.reduce((sum, { chargeCents }) => sum + chargeCents, 0);
  return { charges, totals, totalCents };
}
