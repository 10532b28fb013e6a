import type { CivilDate } from '../base/civil-date.ts';
import type {
  Claim,
  ClaimLine,
  Dependent,
  OtherInsurance,
  Payer,
  Subscriber,
} from '../billing/claim.ts';
import { SELF } from '../payers/coverage.ts';
import { checkDecision } from '../billing/x12/check-other-insurances.ts';
import type { ClaimProblem } from '../billing/x12/claim-problem.ts';
import type { PayerDecision } from './decision-entry.ts';

/** Whose turn it is, as the claim names them. */
export type NextInsured = {
  readonly payer: Payer;
  readonly subscriber: Subscriber;
  readonly dependent: Dependent | null;
};

/**
 * The claim to the payer whose turn is next: the same services at the same charges, with what the payer
 * before decided of them. Decisions on lines that the claim does not have are left out.
 */
export function nextClaimOf(claim: Claim, decision: PayerDecision, next: NextInsured): Claim {
  const { lines: ofLines, ...ofClaim } = decision;
  const decided: OtherInsurance = {
    payer: claim.payer,
    subscriber: claim.subscriber,
    relationshipCode: claim.dependent?.relationshipCode ?? SELF,
    decision: ofClaim,
  };
  const others = claim.otherInsurances.filter(
    ({ subscriber }) => subscriber.responsibility !== next.subscriber.responsibility,
  );
  const withDecision = (line: ClaimLine): ClaimLine => ({
    ...line,
    decisions: [
      ...line.decisions,
      ...ofLines
        .filter(({ lineId }) => lineId === line.id)
        .map(({ paidCents, adjustments }) => ({
          payerId: claim.payer.payerId,
          decidedOn: decision.decidedOn,
          paidCents,
          adjustments,
        })),
    ],
  });
  return {
    ...claim,
    ...next,
    frequency: '1',
    originalReference: null,
    // It was the word of the payer before.
    priorAuthorization: null,
    otherInsurances: [decided, ...others],
    lines: claim.lines.map(withDecision),
  };
}

/**
 * What is wrong with a decision on a claim, before it is known who is next: fields are under `decision` and
 * `lines`. `today` is the site's day.
 */
export function decisionProblems(
  claim: Claim,
  decision: PayerDecision,
  today: CivilDate,
): readonly ClaimProblem[] {
  const { payer, subscriber, dependent } = claim;
  const decided = nextClaimOf(claim, decision, { payer, subscriber, dependent });
  const [other] = decided.otherInsurances;
  const problems: ClaimProblem[] = [];
  if (other)
    checkDecision(
      (field, code, message) =>
        problems.push({ field: field.replace(/^insurance\./, ''), code, message }),
      other,
      { claim: decided, today, field: 'insurance' },
    );
  return problems;
}
