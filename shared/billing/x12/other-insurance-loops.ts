import type { Claim, ClaimLine, OtherInsurance } from '../claim.ts';
import {
  type Adjustment,
  adjustmentGroups,
  type LineDecision,
  patientCentsOf,
} from '../payer-decision.ts';
import { dollarsOf, quantityOf } from './amount.ts';
import { addressSegments, memberIdOf, namesOf } from './claim-loops.ts';
import { compositeOf, segmentOf, x12DateOf } from './segment.ts';
import { x12TextOf } from './x12-text.ts';

/** One CAS segment for each group; the quantity behind each amount is left out. */
function adjustmentsOf(adjustments: readonly Adjustment[]): readonly string[] {
  return adjustmentGroups.flatMap((group) => {
    const ofGroup = adjustments.filter((each) => each.group === group);
    if (ofGroup.length === 0) return [];
    const triples = ofGroup.flatMap((each) => [each.reasonCode, dollarsOf(each.amountCents), '']);
    return [segmentOf('CAS', group, ...triples)];
  });
}

/** What the patient still owes, said once: by the lines where the payer decided of them, else by the claim. */
const patientLiability = (cents: number): string => segmentOf('AMT', 'EAF', dollarsOf(cents));

/** Loops 2320, 2330A and 2330B of one other insurance. */
export function otherInsuranceLoopsOf(other: OtherInsurance, claim: Claim): readonly string[] {
  const { payer, subscriber, relationshipCode, decision } = other;
  const isByLine = claim.lines.some((line) => decisionOf(line, other) !== undefined);
  const segments = [
    segmentOf(
      'SBR',
      subscriber.responsibility,
      relationshipCode,
      subscriber.groupNumber ?? '',
      '',
      subscriber.medicareSecondaryReason ?? '',
      '',
      '',
      '',
      payer.filingCode,
    ),
  ];
  if (decision) {
    segments.push(...adjustmentsOf(decision.adjustments));
    segments.push(segmentOf('AMT', 'D', dollarsOf(decision.paidCents)));
    if (!isByLine) segments.push(patientLiability(decision.patientCents));
  }
  const id = memberIdOf(subscriber, payer.filingCode);
  segments.push(
    segmentOf('OI', '', '', 'Y', '', '', 'Y'),
    segmentOf('NM1', 'IL', '1', ...namesOf(subscriber), '', '', '', 'MI', id),
    ...addressSegments(subscriber.address),
    segmentOf('NM1', 'PR', '2', x12TextOf(payer.name, 60), '', '', '', '', 'PI', payer.payerId),
  );
  // Where the lines say when they were decided, the claim does not say it again.
  if (decision && !isByLine)
    segments.push(segmentOf('DTP', '573', 'D8', x12DateOf(decision.decidedOn)));
  return segments;
}

/** What another payer decided of a line; undefined where it decided of the claim alone. */
export function decisionOf(
  { decisions }: Pick<ClaimLine, 'decisions'>,
  { payer }: Pick<OtherInsurance, 'payer'>,
): LineDecision | undefined {
  return decisions.find(({ payerId }) => payerId === payer.payerId);
}

/** Loops 2430 of a service line: what each payer before decided of it. */
export function decisionLoopsOf(line: ClaimLine): readonly string[] {
  const procedure = compositeOf('HC', line.procedureCode, ...line.modifiers);
  return line.decisions.flatMap(({ payerId, decidedOn, paidCents, adjustments }) => [
    segmentOf('SVD', payerId, dollarsOf(paidCents), procedure, '', quantityOf(line.units)),
    ...adjustmentsOf(adjustments),
    segmentOf('DTP', '573', 'D8', x12DateOf(decidedOn)),
    patientLiability(patientCentsOf(adjustments)),
  ]);
}
