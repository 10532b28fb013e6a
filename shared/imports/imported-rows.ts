import type { Allergy } from '../allergies/contract.ts';
import type { CivilDate } from '../base/civil-date.ts';
import type { Condition } from '../conditions/condition.ts';
import type { Facility } from '../facilities/contract.ts';
import type { Patient } from '../patients/patient.ts';
import type { Product } from '../products/contract.ts';

/** What a source row says about a place. */
export type ImportedFacility = Omit<Facility, 'placeOfService' | 'npi' | 'isActive' | 'version'>;

/** What a source row says about a person who treats; whether they sign in is decided here. */
export type ImportedUser = {
  readonly id: string;
  readonly displayName: string;
  readonly facilityId: string | null;
  /** Left out where the source does not speak of them. */
  readonly lastName?: string | null;
  readonly firstName?: string | null;
  readonly npi?: string | null;
  readonly taxonomy?: string | null;
};

/** What a source row says about a health problem; whoever imports it is who recorded it here. */
export type ImportedCondition = Pick<
  Condition,
  'id' | 'patientId' | 'diagnosisCode' | 'words' | 'onsetOn' | 'endedOn'
>;

export type ImportedPatient = Omit<Patient, 'version'>;

export type ImportedAllergy = Omit<Allergy, 'recordedAt'> & {
  readonly code: string | null;
  readonly codeSystem: string | null;
};

export type ImportedProduct = Pick<Product, 'id' | 'sku' | 'name' | 'hcpcsCode' | 'billingUnit'>;

/** An order of one product. */
export type ImportedOrder = {
  readonly id: string;
  readonly orderNumber: string;
  readonly patientId: string;
  readonly facilityId: string | null;
  readonly orderedOn: CivilDate;
  readonly orderedBy: string;
  readonly line: {
    readonly id: string;
    readonly productId: string;
    readonly productName: string;
    readonly quantityOrdered: number;
  };
};

export type ImportedTreatment = {
  readonly id: string;
  readonly patientId: string;
  readonly orderId: string;
  readonly productId: string;
  readonly productName: string;
  readonly quantityUsed: number;
  readonly dateApplied: CivilDate;
  readonly diagnosis: string | null;
  readonly procedurePerformed: string | null;
  readonly recordedBy: string;
};
