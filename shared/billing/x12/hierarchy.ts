import type { Claim } from '../claim.ts';
import { billingLoopOf, claimLoopOf, dependentLoopOf, subscriberLoopOf } from './claim-loops.ts';
import { lineLoopOf } from './line-loop.ts';
import { decisionLoopsOf, otherInsuranceLoopsOf } from './other-insurance-loops.ts';

/** How often loop 2300 may stand under one patient's level. */
const CLAIMS_PER_PATIENT = 100;

/** Where the hierarchy of the open transaction set stands. */
export type Hierarchy = {
  count: number;
  billing: { readonly key: string; readonly number: number } | null;
  subscriber: { readonly key: string; readonly number: number } | null;
  /** Whose claims are being written: the subscriber or the dependent. */
  patientKey: string | null;
  claimsOfPatient: number;
};

export function newHierarchy(): Hierarchy {
  return { count: 0, billing: null, subscriber: null, patientKey: null, claimsOfPatient: 0 };
}

function billingLevel(tree: Hierarchy, claim: Claim, submitterPhone: string) {
  const key = JSON.stringify(claim.billing);
  if (tree.billing?.key === key) return { segments: [], number: tree.billing.number };
  tree.count += 1;
  tree.billing = { key, number: tree.count };
  tree.subscriber = null;
  tree.patientKey = null;
  const level = { number: tree.count, parent: null, hasChildren: true };
  return { segments: billingLoopOf(claim.billing, level, submitterPhone), number: tree.count };
}

/**
 * A subscriber with claims of their own and of dependents gets a level for each: only the first
 * says that the subscriber is the patient.
 */
function subscriberLevel(tree: Hierarchy, claim: Claim, parent: number) {
  const { subscriber, payer, dependent } = claim;
  const key = JSON.stringify([subscriber, payer, dependent === null]);
  const isFull = dependent === null && tree.claimsOfPatient === CLAIMS_PER_PATIENT;
  if (tree.subscriber?.key === key && !isFull) {
    return { segments: [], number: tree.subscriber.number };
  }
  tree.count += 1;
  tree.subscriber = { key, number: tree.count };
  tree.patientKey = dependent === null ? key : null;
  tree.claimsOfPatient = 0;
  const level = { number: tree.count, parent, hasChildren: dependent !== null };
  return { segments: subscriberLoopOf(claim, level), number: tree.count };
}

function dependentLevel(tree: Hierarchy, { dependent }: Claim, parent: number): readonly string[] {
  if (dependent === null) return [];
  const key = JSON.stringify(dependent);
  if (tree.patientKey === key && tree.claimsOfPatient < CLAIMS_PER_PATIENT) return [];
  tree.count += 1;
  tree.patientKey = key;
  tree.claimsOfPatient = 0;
  return dependentLoopOf(dependent, { number: tree.count, parent, hasChildren: false });
}

/** All loops of one claim, with those above it that the claim before it does not share. */
export function segmentsOfClaim(
  claim: Claim,
  tree: Hierarchy,
  submitterPhone: string,
): readonly string[] {
  const billing = billingLevel(tree, claim, submitterPhone);
  const subscriber = subscriberLevel(tree, claim, billing.number);
  const dependent = dependentLevel(tree, claim, subscriber.number);
  tree.claimsOfPatient += 1;
  return [
    ...billing.segments,
    ...subscriber.segments,
    ...dependent,
    ...claimLoopOf(claim),
    ...claim.otherInsurances.flatMap((other) => otherInsuranceLoopsOf(other, claim)),
    ...claim.lines.flatMap((line, index) => [
      ...lineLoopOf(line, index + 1),
      ...decisionLoopsOf(line),
    ]),
  ];
}
