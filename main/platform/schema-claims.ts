import type { ColumnType, Generated, GeneratedAlways } from 'kysely';

/** The tables of batches, claims and what became of them. */
export type ClaimsSchema = {
  billingBatches: BillingBatchRow;
  billingBatchRecords: BillingBatchRecordRow;
  /** A view: those that count. */
  liveBatchRecords: BillingBatchRecordRow;
  claims: ClaimRow;
  claimEvents: ClaimEventRow;
  claimDetails: ClaimDetailsRow;
  billingMarks: BillingMarkRow;
  billingBothDone: BillingBothDoneRow;
  controlNumberBlocks: ControlNumberBlockRow;
};

/** JSON is written as text that holds it, which both drivers take alike. */
type Json = ColumnType<unknown, string, string>;
type JsonOrNull = ColumnType<unknown, string | null, string | null>;
type Stamp = GeneratedAlways<string>;

type BillingBatchRow = {
  id: string;
  fromOn: string;
  toOn: string;
  recordCount: number;
  machineDigest: string | null;
  excelDigest: string | null;
  exportedBy: string;
  exportedAt: string;
  kind: Generated<'lines' | 'claims'>;
  payerId: string | null;
  interchangeNumber: number | null;
  claimCount: Generated<number>;
  totalCents: Generated<number>;
  fileDigest: string | null;
  sealedAt: string | null;
};

type BillingBatchRecordRow = {
  treatmentRecordId: string;
  batchId: string;
  position: number;
  version: number;
  amendmentCount: Generated<number>;
  claimId: string | null;
  isLive: Generated<boolean>;
};

type ClaimRow = {
  id: string;
  batchId: string;
  position: number;
  controlNumber: string;
  patientId: string;
  coverageId: string | null;
  servedOn: string;
  frequency: '1' | '7' | '8';
  originalClaimId: string | null;
  priorClaimId: string | null;
  totalCents: number;
  content: Json;
};

type ClaimEventRow = {
  id: string;
  claimId: string;
  kind: 'acknowledged' | 'rejected' | 'replaced' | 'voided' | 'withdrawn';
  reasons: Json;
  payerReference: string | null;
  answerDigest: string | null;
  recordedBy: string;
  recordedAt: string;
};

type ClaimDetailsRow = {
  treatmentRecordId: string;
  coverageId: string | null;
  facilityId: string | null;
  renderingUserId: string | null;
  supervisingUserId: string | null;
  referringUserId: string | null;
  priorAuthorization: string | null;
  diagnoses: JsonOrNull;
  recordedBy: string;
  version: Generated<number>;
  createdAt: Stamp;
  updatedAt: Stamp;
};

type BillingMarkRow = {
  id: string;
  treatmentRecordId: string;
  mark: 'billedOutside' | 'notBillable' | 'cleared';
  reason: string;
  markedBy: string;
  markedAt: string;
};

type BillingBothDoneRow = {
  id: string;
  treatmentRecordId: string;
  otherTreatmentRecordId: string;
  reason: string;
  saidBy: string;
  saidAt: string;
};

type ControlNumberBlockRow = {
  id: string;
  kind: 'claim' | 'interchange';
  firstNumber: number;
  lastNumber: number;
  nextNumber: number;
  /** Whose it is; null where it was begun by a computer of no site. */
  deviceId: string | null;
};
