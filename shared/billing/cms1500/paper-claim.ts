import type { CivilDate } from '../../base/civil-date.ts';
import type { Claim } from '../claim.ts';
import { MEDICARE_FILING_CODES, memberIdOf } from '../x12/claim-loops.ts';

/** Another insurance that stands beside the one that is billed: boxes 9, 9a and 9d. */
export type OtherInsured = {
  readonly last: string;
  readonly first: string;
  readonly policyOrGroupNumber: string;
  readonly planName: string;
};

/** What the condition came from: box 10. */
export type ConditionCause = {
  readonly isEmployment: boolean;
  /** The state, two letters, where an automobile accident was; null for none. */
  readonly autoAccidentState: string | null;
  readonly isOtherAccident: boolean;
};

/** What a paper claim says beyond the claim itself. */
export type PaperClaim = {
  readonly acceptsAssignment: boolean;
  /** What stands where the patient and the insured sign, such as SIGNATURE ON FILE: boxes 12 and 13. */
  readonly patientSignature: string;
  /** Null leaves the date of box 12 empty, as it is for a signature on file. */
  readonly patientSignedOn: CivilDate | null;
  /** What stands where the physician or supplier signs: box 31. */
  readonly providerSignature: string;
  readonly providerSignedOn: CivilDate | null;
  readonly cause: ConditionCause;
  readonly otherInsured: OtherInsured | null;
  /** What the patient and other payers paid, in cents; on the first page only. */
  readonly paidCents: number;
  /** Claim information for box 19, up to 48 characters. */
  readonly narrative: string | null;
};

/** A paper claim of which nothing special is known. */
export const PLAIN_PAPER_CLAIM: PaperClaim = {
  acceptsAssignment: true,
  patientSignature: 'SIGNATURE ON FILE',
  patientSignedOn: null,
  providerSignature: 'SIGNATURE ON FILE',
  providerSignedOn: null,
  cause: { isEmployment: false, autoAccidentState: null, isOtherAccident: false },
  otherInsured: null,
  paidCents: 0,
  narrative: null,
};

/**
 * What the form says of the claim's other insurances: the one whose turn is first, and what all paid.
 * Medicare wants box 9 for a Medigap plan alone, which nothing here tells from another one.
 */
export function paperOf({ payer, otherInsurances }: Claim): PaperClaim {
  const [first] = otherInsurances;
  const isMedicare = MEDICARE_FILING_CODES.includes(payer.filingCode);
  return {
    ...PLAIN_PAPER_CLAIM,
    otherInsured:
      first === undefined || isMedicare
        ? null
        : {
            last: first.subscriber.last,
            first: first.subscriber.first,
            policyOrGroupNumber:
              first.subscriber.groupNumber ?? memberIdOf(first.subscriber, first.payer.filingCode),
            planName: first.payer.name,
          },
    paidCents: otherInsurances.reduce((sum, each) => sum + (each.decision?.paidCents ?? 0), 0),
  };
}
