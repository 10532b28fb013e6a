export type ClaimStatus = {
  /** Claim status category code: A2 accepted, A7 rejected and others. */
  readonly category: string;
  /** Claim status code. */
  readonly status: string;
  /** Whom it is about, such as 85; empty when not said. */
  readonly entity: string;
  readonly words: string;
};

/** What one level of the answer says. Rejected when any of its statuses rejects. */
export type Answer277 = {
  readonly verdict: 'accepted' | 'rejected';
  readonly statuses: readonly ClaimStatus[];
};

export type LineAnswer277 = Answer277 & {
  /** Our line id (REF*6R, comes back in REF*FJ); null when it is not named. */
  readonly lineId: string | null;
};

export type ClaimAnswer277 = Answer277 & {
  /** Our control number, CLM01. */
  readonly controlNumber: string;
  /** The payer's number of the claim, which a replacement must name (REF*1K). */
  readonly payerClaimNumber: string | null;
  /** The clearinghouse's number (REF*D9). */
  readonly clearinghouseNumber: string | null;
  /** Lines that the receiver singles out. */
  readonly lines: readonly LineAnswer277[];
};

export type ProviderAnswer277 = Answer277 & {
  /** The billing provider's NPI, or another id when that is all there is. */
  readonly id: string | null;
};

export type ClaimAcknowledgement277 = {
  /** BHT03 of the 837P that is answered; null when not said. */
  readonly batchReference: string | null;
  /** The whole batch; when it is rejected no claims follow. Null when not said. */
  readonly batch: Answer277 | null;
  readonly providers: readonly ProviderAnswer277[];
  readonly claims: readonly ClaimAnswer277[];
};
