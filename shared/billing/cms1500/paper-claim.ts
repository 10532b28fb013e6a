import type { CivilDate } from '../../base/civil-date.ts';
import type { ClaimLine } from '../claim.ts';

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
  /** What the patient and others paid, in cents; on the first page only. */
  readonly paidCents: number;
  /** Claim information for box 19, up to 48 characters. */
  readonly narrative: string | null;
  /** The id of the line that an add-on line adds to: they stay on one page. Null for all others. */
  readonly firstLineOf: (line: ClaimLine) => string | null;
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
  firstLineOf: () => null,
};
