import type { Generated, GeneratedAlways } from 'kysely';

/** The tables of what speaks against using a product, and of what was recorded all the same. */
export type SafetySchema = {
  contraindications: ContraindicationRow;
  productRecalls: ProductRecallRow;
  treatmentConcerns: TreatmentConcernRow;
};

type Stamp = GeneratedAlways<string>;

export type ProductClassColumn =
  | 'dressing'
  | 'skinSubstitute'
  | 'compression'
  | 'topical'
  | 'other';

type ContraindicationRow = {
  id: string;
  productId: string | null;
  productClass: ProductClassColumn | null;
  material: string | null;
  etiology:
    | 'pressure'
    | 'venous'
    | 'arterial'
    | 'diabetic'
    | 'surgical'
    | 'traumatic'
    | 'other'
    | null;
  infectionSign: string | null;
  condition: string;
  source: string;
  asOfOn: string;
  isActive: Generated<boolean>;
  isExample: Generated<boolean>;
  version: Generated<number>;
  createdAt: Stamp;
  updatedAt: Stamp;
};

type ProductRecallRow = {
  id: string;
  productId: string;
  lotNumber: string | null;
  lastLotNumber: string | null;
  serialNumber: string | null;
  lastSerialNumber: string | null;
  reason: string;
  source: string;
  sinceOn: string;
  isActive: Generated<boolean>;
  version: Generated<number>;
  createdAt: Stamp;
  updatedAt: Stamp;
};

type TreatmentConcernRow = {
  id: string;
  treatmentRecordId: string;
  kind:
    | 'allergy'
    | 'objection'
    | 'contraindication'
    | 'expired'
    | 'recalled'
    | 'notOnOrder'
    | 'healedWound'
    | 'deceased'
    | 'lotMissing'
    | 'areaMissing'
    | 'quarantined'
    | 'shortInStock'
    | 'serialUsed'
    | 'otherOrder';
  about: string;
  reason: string;
  raisedAt: string;
};
