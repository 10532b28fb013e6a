import type { CivilDate } from '../../base/civil-date.ts';
import type { DocumentKind } from '../../documents/handed-in-document.ts';
import type { ProductClass } from '../../products/product-class.ts';

/** Rows of a chart as an export reads them, by the names of their columns. */

type Address = {
  readonly addressLine: string | null;
  readonly city: string | null;
  readonly state: string | null;
  readonly postalCode: string | null;
};

export type PatientChartRow = Address & {
  readonly id: string;
  readonly mrn: string | null;
  readonly firstName: string;
  readonly lastName: string;
  readonly birthOn: CivilDate;
  readonly sex: 'female' | 'male' | 'other' | 'unknown';
  readonly phone: string | null;
  readonly deceasedOn: CivilDate | null;
};

export type UserChartRow = {
  readonly id: string;
  readonly displayName: string;
  readonly lastName: string | null;
  readonly firstName: string | null;
  readonly credential: string | null;
  readonly npi: string | null;
};

export type FacilityChartRow = Address & {
  readonly id: string;
  readonly name: string;
  readonly npi: string | null;
  readonly phone: string | null;
};

export type OrganisationChartRow = Address & {
  readonly id: string;
  readonly name: string;
  readonly npi: string;
  readonly ein: string;
  readonly phone: string | null;
};

export type PayerChartRow = Address & {
  readonly id: string;
  readonly name: string;
  readonly payerCode: string;
};

export type CoverageChartRow = {
  readonly id: string;
  readonly patientId: string;
  readonly payerId: string;
  readonly priority: number;
  readonly memberId: string;
  readonly groupNumber: string | null;
  readonly relationshipCode: string;
  readonly startsOn: CivilDate;
  readonly endsOn: CivilDate | null;
  readonly voidedAt: string | null;
};

export type AllergyChartRow = {
  readonly id: string;
  readonly patientId: string;
  readonly substance: string;
  readonly code: string | null;
  readonly codeSystem: string | null;
  readonly kind: 'allergy' | 'intolerance' | 'objection';
  readonly reaction: string | null;
  readonly severity: 'mild' | 'moderate' | 'severe' | null;
  readonly onsetOn: CivilDate | null;
  readonly recordedBy: string | null;
  readonly recordedAt: string;
  readonly removedAt: string | null;
};

export type ConditionChartRow = {
  readonly id: string;
  readonly patientId: string;
  readonly diagnosisCode: string | null;
  readonly words: string;
  readonly onsetOn: CivilDate | null;
  readonly endedOn: CivilDate | null;
  readonly recordedBy: string;
  readonly createdAt: string;
  readonly voidedAt: string | null;
};

export type WoundChartRow = {
  readonly id: string;
  readonly patientId: string;
  readonly woundNumber: number;
  readonly bodySite: string;
  readonly laterality: 'left' | 'right' | 'midline';
  readonly bodyView: 'front' | 'back' | 'side' | 'top' | 'sole';
  readonly siteDetail: string | null;
  readonly etiology: string;
  readonly etiologyDetail: string | null;
  readonly diagnosisCode: string | null;
  readonly onsetOn: CivilDate | null;
  readonly status: 'open' | 'healed' | 'closed';
  readonly statusOn: CivilDate;
  readonly recordedBy: string;
  readonly createdAt: string;
  readonly voidedAt: string | null;
};

/** What signing leaves on a record. */
type Signed = {
  readonly correctionId: string | null;
  readonly signedAt: string | null;
  readonly voidedAt: string | null;
};

export type TreatmentChartRow = Signed & {
  readonly id: string;
  readonly patientId: string;
  readonly orderId: string;
  readonly productId: string;
  readonly productName: string;
  readonly quantityUsed: number;
  readonly dateApplied: CivilDate;
  readonly diagnosis: string | null;
  readonly procedurePerformed: string | null;
  readonly woundLocation: string | null;
  readonly doctorNotes: string | null;
  readonly recordedBy: string;
  readonly performedBy: string | null;
  readonly woundId: string | null;
  readonly appliedAt: string | null;
  readonly appliedMm2: number | null;
  readonly discardedMm2: number | null;
  readonly discardReason: string | null;
  readonly lotNumber: string | null;
  readonly serialNumber: string | null;
  readonly expiresOn: CivilDate | null;
};

export type OrderLineChartRow = {
  readonly id: string;
  readonly orderId: string;
  readonly orderNumber: string;
  readonly patientId: string;
  readonly facilityId: string | null;
  readonly orderedOn: CivilDate;
  readonly orderedBy: string;
  readonly status: string;
  readonly productId: string;
  readonly productName: string;
  readonly quantityOrdered: number;
};

/** What the catalogue knows of a product; null where it does not know the product. */
export type ProductChartRow = {
  readonly sku: string;
  readonly hcpcsCode: string | null;
  readonly productClass: ProductClass | null;
  readonly issuer: 'gs1' | 'hibc' | 'iccbba' | null;
  readonly deviceIdentifier: string | null;
};

export type AssessmentChartRow = Signed & {
  readonly id: string;
  readonly patientId: string;
  readonly woundId: string;
  readonly assessedOn: CivilDate;
  readonly assessedAt: string | null;
  readonly method: string | null;
  readonly lengthMm: number | null;
  readonly widthMm: number | null;
  readonly depthMm: number | null;
  readonly areaMm2: number | null;
  readonly undermining: readonly { fromClock: number; toClock: number; depthMm: number }[];
  readonly tunnelling: readonly { clock: number; depthMm: number }[];
  readonly epithelialPercent: number | null;
  readonly granulationPercent: number | null;
  readonly sloughPercent: number | null;
  readonly necroticPercent: number | null;
  readonly exudateAmount: 'none' | 'light' | 'moderate' | 'heavy' | null;
  readonly exudateType: string | null;
  readonly odour: string | null;
  readonly painScore: number | null;
  readonly notes: string | null;
  readonly recordedBy: string;
};

export type PhotoChartRow = {
  readonly id: string;
  readonly patientId: string;
  readonly woundId: string;
  readonly digest: string;
  readonly mediaType: string;
  readonly byteLength: number | null;
  readonly takenAt: string;
  readonly caption: string | null;
  readonly addedBy: string;
  readonly voidedAt: string | null;
};

export type DocumentChartRow = Omit<PhotoChartRow, 'woundId' | 'takenAt' | 'caption'> & {
  readonly woundId: string | null;
  readonly treatmentRecordId: string | null;
  readonly kind: DocumentKind;
  readonly title: string;
  readonly documentOn: CivilDate;
  readonly createdAt: string;
};

export type RecordOf = {
  readonly treatmentRecordId: string | null;
  readonly woundAssessmentId: string | null;
};

export type SignatureChartRow = RecordOf & {
  readonly id: string;
  readonly meaning: 'author' | 'cosigner' | 'amender';
  readonly signedBy: string;
  readonly signedAt: string;
  readonly contentDigest: string;
};

export type AmendmentChartRow = RecordOf & {
  readonly id: string;
  readonly kind: 'correction' | 'clarification' | 'additionalFinding' | 'lateEntry';
  readonly reason: string;
  readonly note: string | null;
  readonly amendedBy: string;
  readonly amendedAt: string;
};
