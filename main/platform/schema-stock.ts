import type { ColumnType, Generated, GeneratedAlways } from 'kysely';

/** The tables of stock: what lies where, how it came and how it left. */
export type StockSchema = {
  productIdentifiers: ProductIdentifierRow;
  stockLocations: StockLocationRow;
  stockUnits: StockUnitRow;
  stockUnitVersions: StockUnitVersionRow;
  receipts: ReceiptRow;
  receiptLines: ReceiptLineRow;
  wasteRecords: WasteRecordRow;
  stockCounts: StockCountRow;
  stockCountLines: StockCountLineRow;
  stockMovements: StockMovementRow;
  /** Kept by the database itself, never written. */
  stockSums: { stockUnitId: string; locationId: string; pieces: number };
  stockDoubts: { subjectId: string };
  disagreementSettlements: DisagreementSettlementRow;
  recallDrills: RecallDrillRow;
  recallExports: RecallExportRow;
};

type Json = ColumnType<unknown, string, string>;
type Stamp = GeneratedAlways<string>;

type ProductIdentifierRow = {
  id: string;
  productId: string;
  issuer: 'gs1' | 'hibc' | 'iccbba';
  deviceIdentifier: string;
  pieces: Generated<number>;
  createdAt: Stamp;
};

type StockLocationRow = {
  id: string;
  name: string;
  kind: 'shelf' | 'quarantine';
  facilityId: string | null;
  isActive: Generated<boolean>;
  version: Generated<number>;
  createdAt: Stamp;
  updatedAt: Stamp;
};

type StockUnitRow = {
  id: string;
  productId: string;
  lotNumber: string;
  serialNumber: string;
  lotKey: GeneratedAlways<string>;
  serialKey: GeneratedAlways<string>;
  expiresOn: string | null;
  pieceMm2: number | null;
  donorNumber: string | null;
  isFound: Generated<boolean>;
  version: Generated<number>;
  createdAt: Stamp;
  updatedAt: Stamp;
};

type StockUnitVersionRow = {
  stockUnitId: string;
  version: number;
  content: Json;
  reason: string;
  replacedBy: string;
  replacedAt: string;
};

type ReceiptRow = {
  id: string;
  supplier: string | null;
  reference: string | null;
  note: string | null;
  receivedAt: string;
  receivedBy: string;
  createdAt: Stamp;
};

type ReceiptLineRow = {
  id: string;
  receiptId: string;
  lineNumber: number;
  orderLineId: string | null;
  stockUnitId: string;
  pieces: number;
  packageCondition: 'intact' | 'damaged' | 'opened' | 'wet';
  temperatureCheck: 'inRange' | 'outOfRange' | 'notChecked' | 'notNeeded';
  temperatureTenthsC: number | null;
  expiresOn: string | null;
  scans: Json;
  note: string | null;
  decidedAt: string | null;
  decidedBy: string | null;
  isAccepted: boolean | null;
  decisionNote: string | null;
};

type WasteRecordRow = {
  id: string;
  stockUnitId: string;
  pieces: number;
  reason: string;
  largerPackageReason: string | null;
  shortageReason: string | null;
  patientId: string | null;
  orderId: string | null;
  wastedAt: string;
  recordedBy: string;
  witnessedBy: string | null;
  voidedAt: string | null;
  voidedBy: string | null;
  voidReason: string | null;
  createdAt: Generated<string>;
};

type StockCountRow = {
  id: string;
  locationId: string;
  startedAt: string;
  startedBy: string;
  closedAt: string | null;
  closedBy: string | null;
  isAbandoned: Generated<boolean>;
};

type StockCountLineRow = {
  id: string;
  countId: string;
  stockUnitId: string;
  countedPieces: number;
  expectedPieces: number;
  reason: string | null;
  countedBy: string;
  countedAt: string;
};

type StockMovementRow = {
  id: string;
  stockUnitId: string;
  locationId: string;
  kind: 'received' | 'applied' | 'discarded' | 'returned' | 'expired' | 'adjusted' | 'transferred';
  pieces: number;
  /** A BIGINT, which both drivers give as a number while it is a safe one. */
  areaMm2: number | null;
  reason: string | null;
  occurredAt: string;
  movedBy: string;
  recordedAt: string;
  receiptLineId: string | null;
  treatmentRecordId: string | null;
  wasteRecordId: string | null;
  countLineId: string | null;
  transferId: string | null;
  removalId: string | null;
  reverses: string | null;
};

type DisagreementSettlementRow = {
  id: string;
  disagreementKey: string;
  note: string;
  settledBy: string;
  settledAt: string;
};

type RecallDrillRow = {
  id: string;
  asked: Json;
  isExercise: boolean;
  askedBy: string;
  askedAt: string;
  answeredMs: number;
  patientCount: number;
  treatmentCount: number;
  piecesLeft: number;
  finishedAt: string | null;
  finishedBy: string | null;
  quarantinedPieces: Generated<number>;
  note: string | null;
};

type RecallExportRow = {
  id: string;
  digest: string;
  patientIds: Json;
  exportedBy: string;
  exportedAt: string;
};
