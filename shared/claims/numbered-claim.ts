import type { Claim } from '../billing/claim.ts';

/** A claim under its own control number, which its lines carry on as their ids (REF*6R). */
export function numberedClaim(claim: Claim, controlNumber: string): Claim {
  const idOf = new Map(claim.lines.map(({ id }, index) => [id, `${controlNumber}-${index + 1}`]));
  return {
    ...claim,
    controlNumber,
    lines: claim.lines.map((line, index) => ({
      ...line,
      id: `${controlNumber}-${index + 1}`,
      addsTo: idOf.get(line.addsTo ?? '') ?? null,
    })),
  };
}

/** Takes a claim back (frequency 8): the same claim, naming the payer's number of what it takes back. */
export function voidOf(claim: Claim, originalReference: string): Claim {
  return { ...claim, frequency: '8', originalReference };
}

/** Takes the place of an earlier claim (frequency 7). */
export function replacementOf(claim: Claim, originalReference: string): Claim {
  return { ...claim, frequency: '7', originalReference };
}
