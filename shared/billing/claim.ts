import type { CivilDate } from '../base/civil-date.ts';
import type { ClaimDecision, LineDecision, MedicareSecondaryReason } from './payer-decision.ts';

/** What a claim holds at most: 005010X222A1 and CMS-1500 (02/12) agree on these. */
export const MAX_DIAGNOSES = 12;
export const MAX_POINTERS = 4;
export const MAX_MODIFIERS = 4;
/** Service lines of one 837P claim; a CMS-1500 page takes six. */
export const MAX_LINES = 50;

export type PostalAddress = {
  readonly addressLine: string;
  readonly city: string;
  /** Two letters. */
  readonly state: string;
  /** Five or nine digits, without a dash. */
  readonly postalCode: string;
};

export type PersonName = { readonly last: string; readonly first: string };

/** The organisation that bills: loop 2010AA, box 33. */
export type BillingProvider = {
  readonly name: string;
  readonly npi: string;
  /** Employer identification number, nine digits. */
  readonly ein: string;
  readonly taxonomy: string | null;
  /** A street, never a post office box, with a ZIP+4. */
  readonly address: PostalAddress;
  /** Ten digits. */
  readonly phone: string;
};

export type CareProvider = PersonName & {
  readonly npi: string;
  readonly taxonomy: string | null;
};

/** Where care was given, when it is neither the billing address nor named by nothing: loop 2310C, box 32. */
export type ServiceFacility = {
  readonly name: string;
  readonly npi: string | null;
  readonly address: PostalAddress;
};

export type Payer = {
  readonly name: string;
  /** The payer's id in electronic claims. */
  readonly payerId: string;
  /** X12 claim filing indicator: MB, MA, MC, CI, 16 and others. */
  readonly filingCode: string;
  /** Printed above a CMS-1500; not needed in an 837P. */
  readonly address: PostalAddress | null;
};

export type ClaimPerson = PersonName & {
  readonly birthOn: CivilDate;
  readonly sex: 'F' | 'M' | 'U';
  readonly address: PostalAddress;
};

export type Subscriber = ClaimPerson & {
  readonly memberId: string;
  readonly groupNumber: string | null;
  /** Whose turn this payer's is. */
  readonly responsibility: 'P' | 'S' | 'T';
  /** Why Medicare is not the first to pay; null for other payers, and where it is. */
  readonly medicareSecondaryReason: MedicareSecondaryReason | null;
};

/** A patient who is not the subscriber. */
export type Dependent = ClaimPerson & {
  /** X12 individual relationship code: 01 spouse, 19 child, G8 other and others. */
  readonly relationshipCode: string;
};

/** Another insurance of the patient than the one that is billed: loops 2320 to 2330B, boxes 9 to 9d. */
export type OtherInsurance = {
  readonly payer: Payer;
  readonly subscriber: Subscriber;
  /** What the patient is to the subscriber; 18 for the same person. */
  readonly relationshipCode: string;
  /** Null while it has decided nothing. */
  readonly decision: ClaimDecision | null;
};

/** The product itself, for payers that ask for it: loop 2410. */
export type LineItemIdentifier = {
  /** N4 for an 11-digit NDC, UK for a 14-digit GTIN, HI for HIBC and others. */
  readonly qualifier: string;
  readonly identifier: string;
  readonly quantity: number;
  readonly unit: 'UN' | 'ML' | 'GR' | 'ME' | 'F2';
};

export type ClaimLine = {
  /** Comes back in the payer's remittance (REF*6R); up to 30 characters. */
  readonly id: string;
  /** HCPCS or CPT code. */
  readonly procedureCode: string;
  readonly modifiers: readonly string[];
  readonly chargeCents: number;
  /** Units as the code counts them. */
  readonly units: number;
  /** The id of the line of its claim that it adds to, as 15272 does to 15271; null for all others. */
  readonly addsTo: string | null;
  readonly servedOn: CivilDate;
  /** Which of the claim's diagnoses, from 1, the most important first. */
  readonly pointers: readonly number[];
  /** What the payer asks to be told in words, such as an unlisted product's name and sizes. */
  readonly narrative: string | null;
  readonly item: LineItemIdentifier | null;
  readonly ordering: CareProvider | null;
  /** What payers decided of it before the one that is billed. */
  readonly decisions: readonly LineDecision[];
  /** The sentences by which this line explains itself. */
  readonly explanation: readonly string[];
  readonly treatmentRecordIds: readonly string[];
};

/** 1 original, 7 replacement of a prior claim, 8 void of a prior claim. */
export const claimFrequencies = ['1', '7', '8'] as const;
export type ClaimFrequency = (typeof claimFrequencies)[number];

/** One claim as it goes out, whatever the format. */
export type Claim = {
  /** Ours, unique over all devices of a site; up to 20 characters. */
  readonly controlNumber: string;
  readonly frequency: ClaimFrequency;
  /** The payer's number of the claim that is replaced or voided; null for an original. */
  readonly originalReference: string | null;
  readonly payer: Payer;
  readonly billing: BillingProvider;
  readonly subscriber: Subscriber;
  /** Null when the patient is the subscriber. */
  readonly dependent: Dependent | null;
  /** Other insurances of the patient that are known, those whose turn was before with their decision. */
  readonly otherInsurances: readonly OtherInsurance[];
  readonly mrn: string | null;
  /** CMS place-of-service code, two digits. */
  readonly placeOfService: string;
  readonly facility: ServiceFacility | null;
  readonly rendering: CareProvider;
  readonly supervising: CareProvider | null;
  readonly referring: CareProvider | null;
  readonly priorAuthorization: string | null;
  /** ICD-10-CM codes with their dot, the principal first. */
  readonly diagnoses: readonly string[];
  readonly lines: readonly ClaimLine[];
};

/** What all lines charge, in cents. */
export const totalCentsOf = (claim: Pick<Claim, 'lines'>): number =>
  claim.lines.reduce((sum, { chargeCents }) => sum + chargeCents, 0);
