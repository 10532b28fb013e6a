import type { ColumnType, Generated, GeneratedAlways } from 'kysely';
import type { AuditSchema } from './schema-audit.ts';
import type { BillingSchema } from './schema-billing.ts';
import type { CareSchema, SigningColumns } from './schema-care.ts';
import type { ClaimsSchema } from './schema-claims.ts';
import type { CodesSchema } from './schema-codes.ts';
import type { CoverageSchema } from './schema-coverage.ts';
import type { GlassSchema } from './schema-glass.ts';
import type { Hl7Schema } from './schema-hl7.ts';
import type { DisclosureSchema } from './schema-disclosures.ts';
import type { ExchangeSchema } from './schema-exchange.ts';
import type { KeepingSchema } from './schema-keeping.ts';
import type { PrintingSchema } from './schema-printing.ts';
import type { PatientLinkSchema } from './schema-patient-links.ts';
import type { ProtocolSchema } from './schema-protocols.ts';
import type { QualitySchema } from './schema-quality.ts';
import type { ProductClassColumn, SafetySchema } from './schema-safety.ts';
import type { ScopeSchema } from './schema-scope.ts';
import type { StockSchema } from './schema-stock.ts';
import type { SyncSchema } from './schema-sync.ts';

/** The tables as migrations/ makes them, in camel case. Instants and dates are text (postgres-types.ts). */
export type Schema = AuditSchema &
  BillingSchema &
  CareSchema &
  ClaimsSchema &
  GlassSchema &
  KeepingSchema &
  Hl7Schema &
  CodesSchema &
  CoverageSchema &
  DisclosureSchema &
  ExchangeSchema &
  PatientLinkSchema &
  PrintingSchema &
  ProtocolSchema &
  QualitySchema &
  SafetySchema &
  ScopeSchema &
  StockSchema &
  SyncSchema & {
    sites: SiteRow;
    facilities: FacilityRow;
    users: UserRow;
    userPins: UserPinRow;
    patients: PatientRow;
    patientVersions: PatientVersionRow;
    allergies: AllergyRow;
    products: ProductRow;
    orders: OrderRow;
    orderLines: OrderLineRow;
    treatmentRecords: TreatmentRecordRow;
    treatmentRecordVersions: TreatmentRecordVersionRow;
    formDrafts: FormDraftRow;
  };

/** JSON is written as text that holds it, which both drivers take alike. */
type Json = ColumnType<unknown, string, string>;
type Stamp = GeneratedAlways<string>;

type SiteRow = {
  id: string;
  onlyOne: Generated<boolean>;
  name: string;
  timeZone: string;
  isDemonstration: Generated<boolean>;
  idleLockSeconds: Generated<number>;
  signOutMinutes: Generated<number>;
  createdAt: Stamp;
  updatedAt: Stamp;
};

type FacilityRow = {
  id: string;
  name: string;
  placeOfService: string | null;
  npi: string | null;
  addressLine: string | null;
  city: string | null;
  state: string | null;
  postalCode: string | null;
  phone: string | null;
  isActive: Generated<boolean>;
  version: Generated<number>;
  createdAt: Stamp;
  updatedAt: Stamp;
};

type UserRow = {
  id: string;
  displayName: string;
  lastName: string | null;
  firstName: string | null;
  signInName: string;
  role: 'nurse' | 'clinician' | 'supply' | 'biller' | 'compliance' | 'administrator';
  credential: string | null;
  npi: string | null;
  taxonomy: string | null;
  facilityId: string | null;
  isEnabled: Generated<boolean>;
  version: Generated<number>;
  createdAt: Stamp;
  updatedAt: Stamp;
};

type UserPinRow = {
  userId: string;
  pinHash: string;
  failedAttempts: Generated<number>;
  lockedUntil: string | null;
  mustChange: Generated<boolean>;
  isPassword: Generated<boolean>;
  updatedAt: Stamp;
};

type PatientRow = {
  id: string;
  mrn: string | null;
  mrnKey: string | null;
  firstName: string;
  lastName: string;
  birthOn: string;
  sex: 'female' | 'male' | 'other' | 'unknown';
  phone: string | null;
  addressLine: string | null;
  city: string | null;
  state: string | null;
  postalCode: string | null;
  deceasedOn: string | null;
  searchText: string;
  version: Generated<number>;
  createdAt: Stamp;
  updatedAt: Stamp;
};

type PatientVersionRow = {
  patientId: string;
  version: number;
  details: Json;
  /** Null where a message of another program replaced them. */
  replacedBy: string | null;
  replacedAt: string;
};

type AllergyRow = {
  id: string;
  patientId: string;
  substance: string;
  code: string | null;
  codeSystem: string | null;
  kind: 'allergy' | 'intolerance' | 'objection';
  reaction: string | null;
  severity: 'mild' | 'moderate' | 'severe' | null;
  onsetOn: string | null;
  recordedBy: string | null;
  recordedAt: Generated<string>;
  removedBy: string | null;
  removedAt: string | null;
  removalReason: string | null;
};

type ProductRow = {
  id: string;
  sku: string;
  name: string;
  hcpcsCode: string | null;
  billingUnit: 'each' | 'cm2' | 'mg' | 'g' | 'cc';
  isActive: Generated<boolean>;
  searchText: string;
  productClass: ProductClassColumn | null;
  materials: ColumnType<unknown, string | null, string | null>;
  otherMaterials: string | null;
  packageMm2: number | null;
  maker: string | null;
  piecesPerPack: number | null;
  isBiologic: boolean | null;
  storageNeed: 'room' | 'refrigerated' | 'frozen' | 'deepFrozen' | null;
  storageNote: string | null;
  reorderLevel: number | null;
  stockedSince: string | null;
  version: Generated<number>;
  createdAt: Stamp;
  updatedAt: Stamp;
};

type OrderRow = {
  id: string;
  orderNumber: string;
  patientId: string;
  facilityId: string | null;
  orderedOn: string;
  orderedBy: string;
  status: Generated<'draft' | 'placed' | 'cancelled'>;
  isUnplanned: Generated<boolean>;
  cancelledAt: string | null;
  cancelledBy: string | null;
  cancelReason: string | null;
  version: Generated<number>;
  createdAt: Stamp;
  updatedAt: Stamp;
};

type OrderLineRow = {
  id: string;
  orderId: string;
  lineNumber: number;
  productId: string;
  productName: string;
  quantityOrdered: number;
};

type TreatmentRecordRow = {
  id: Generated<string>;
  patientId: string;
  orderId: string;
  productId: string;
  productName: string;
  quantityUsed: number;
  dateApplied: string;
  diagnosis: string | null;
  procedurePerformed: string | null;
  woundLocation: string | null;
  doctorNotes: string | null;
  recordedBy: string;
  createdAt: Generated<string>;
  updatedAt: Generated<string>;
  version: Generated<number>;
  overuseReason: string | null;
  woundId: string | null;
  performedBy: string | null;
  appliedAt: string | null;
  appliedOffsetMinutes: number | null;
  appliedMm2: number | null;
  discardedMm2: number | null;
  discardReason: string | null;
  lotNumber: string | null;
  serialNumber: string | null;
  expiresOn: string | null;
  isImported: Generated<boolean>;
  /** A JSON list of texts, written as text that holds it. */
  labelScans: ColumnType<string[] | null, string | null, string | null>;
  reconstitutionMaterial: string | null;
  reconstitutionLot: string | null;
  reconstitutionExpiresOn: string | null;
} & SigningColumns;

type TreatmentRecordVersionRow = {
  treatmentRecordId: string;
  version: number;
  record: Json;
  reason: string;
  replacedBy: string;
  replacedAt: string;
};

type FormDraftRow = {
  id: string;
  userId: string;
  form:
    | 'recordTreatment'
    | 'correctTreatment'
    | 'recordAssessment'
    | 'correctAssessment'
    | 'amendTreatment'
    | 'amendAssessment';
  patientId: string;
  content: string;
  savedAt: string;
};
