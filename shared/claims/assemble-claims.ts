import type { CivilDate } from '../base/civil-date.ts';
import type { Claim } from '../billing/claim.ts';
import type { BillingRule } from '../billing/rules/billing-rule.ts';
import { rulesInForce } from '../billing/rules/rules-in-force.ts';
import type { BillingOrganisation } from '../payers/billing-organisation.ts';
import type { Payer } from '../payers/payer.ts';
import { claimKeyOf, partiesOf } from './claim-parties.ts';
import { type DeskProblem, deskProblemOf } from './desk-problem.ts';
import { type ClaimGroup, distinctProblems, draftClaim } from './draft-claim.ts';
import type { ClaimTerms, TreatmentFacts } from './treatment-facts.ts';
import { twinProblem } from './twice-recorded.ts';

export type AssemblyTerms = ClaimTerms & {
  readonly organisation: BillingOrganisation | null;
  /** All rows; those in force for a payer and a day are found here. */
  readonly rules: readonly BillingRule[];
  readonly unitCentsOf: (payerId: string, on: CivilDate) => (code: string) => number | null;
  readonly faultOfCode: (code: string, on: CivilDate) => string | null;
  readonly today: CivilDate;
};

/** One claim to be, or treatments for which there can be none yet. */
export type Assembled = {
  readonly treatments: readonly TreatmentFacts[];
  readonly payer: Payer | null;
  readonly coverageId: string | null;
  /** Null where parties are missing, or who bills is. */
  readonly claim: Claim | null;
  /** It is ready when there are none. */
  readonly problems: readonly DeskProblem[];
  readonly advice: readonly string[];
};

/**
 * Puts treatments together to claims: what one patient got on one day, from one payer, at one place, by
 * one provider, under one authorization.
 */
export function assembleClaims(
  treatments: readonly TreatmentFacts[],
  terms: AssemblyTerms,
): readonly Assembled[] {
  const groups = new Map<string, ClaimGroup>();
  const incomplete: Assembled[] = [];
  for (const facts of treatments) {
    const { parties, payer, problems } = partiesOf(facts, terms);
    if (parties === null || terms.organisation === null) {
      incomplete.push(withoutClaim(facts, payer, [...problems, ...missingBiller(terms)]));
      continue;
    }
    const key = claimKeyOf(facts, parties);
    const group = groups.get(key);
    groups.set(key, {
      parties,
      treatments: group ? [...group.treatments, facts] : [facts],
    });
  }
  return [...[...groups.values()].map((group) => assembled(group, terms)), ...incomplete];
}

function withoutClaim(
  facts: TreatmentFacts,
  payer: Payer | null,
  problems: readonly DeskProblem[],
): Assembled {
  const twins = distinctProblems(facts.twins.map(twinProblem));
  const all = [...twins, ...problems];
  return { treatments: [facts], payer, coverageId: null, claim: null, problems: all, advice: [] };
}

function missingBiller({ organisation }: AssemblyTerms): readonly DeskProblem[] {
  if (organisation !== null) return [];
  return [
    deskProblemOf(
      'NoOrganisation',
      'Nobody has said who bills. Enter the billing organisation in the settings.',
      { place: 'organisation' },
    ),
  ];
}

function assembled(group: ClaimGroup, terms: AssemblyTerms): Assembled {
  const { payer, coverage } = group.parties;
  const [{ servedOn }] = group.treatments;
  const { organisation } = terms;
  if (organisation === null) throw new Error('A group of claims that nobody bills');
  const draft = draftClaim(group, {
    organisation,
    rules: rulesInForce(terms.rules, payer, servedOn),
    unitCentsOf: terms.unitCentsOf(payer.id, servedOn),
    faultOfCode: (code) => terms.faultOfCode(code, servedOn),
    today: terms.today,
  });
  const twins = group.treatments.flatMap((facts) => facts.twins.map(twinProblem));
  const problems = [...distinctProblems(twins), ...draft.problems];
  return { treatments: group.treatments, payer, coverageId: coverage.id, ...draft, problems };
}
