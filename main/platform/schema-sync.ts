import type { ColumnType, Generated } from 'kysely';

/** The tables of sync (310_sync.sql) that the device's own code reads with types. */
export type SyncSchema = {
  syncDevice: SyncDeviceRow;
  syncOutbox: SyncOutboxRow;
  syncFirst: SyncFirstRow;
  syncReviews: SyncReviewRow;
  syncSettlements: SyncSettlementRow;
  syncRegisters: SyncRegisterRow;
  syncLog: SyncLogRow;
  syncDeviceNames: { deviceId: string; deviceName: string };
};

/** JSON is written as text that holds it, which both drivers take alike. */
type Json = ColumnType<unknown, string, string>;
/** A hybrid stamp is larger than a number can be exactly: it is read as text (`stamp::text`). */
type StampText = ColumnType<never, string, string>;

type SyncDeviceRow = {
  onlyOne: Generated<boolean>;
  deviceId: string;
  deviceName: string;
  serverUrl: string;
  siteId: string;
  privateKey: Json;
  epoch: Generated<number>;
  nextNumber: Generated<number>;
  ackedNumber: Generated<number>;
  ackedChain: Generated<string>;
  cursorSeq: Generated<number>;
  lastStamp: StampText;
  clockOffsetMs: Generated<number>;
  enrolledAt: string;
  lastContactAt: string | null;
};

type SyncOutboxRow = {
  number: number;
  transactionId: number;
  stamp: StampText;
  entity: string;
  rowKey: string;
  op: 'i' | 'u' | 'd';
  base: Json;
  body: Json;
  before: ColumnType<unknown, string | null, string | null>;
  beforeRegisters: ColumnType<unknown, string | null, string | null>;
  userId: string | null;
  schemaVersion: number;
  capturedAt: Generated<string>;
  ackedAt: string | null;
  restamped: StampText;
  undo: ColumnType<unknown, string | null, string | null>;
  isWithoutEffect: Generated<boolean>;
  seq: number | null;
};

type SyncFirstRow = {
  onlyOne: Generated<boolean>;
  direction: 'send' | 'fetch';
  snapshot: ColumnType<unknown, string | null, string | null>;
  place: Generated<number>;
  lastKey: ColumnType<unknown, string | null, string | null>;
  nextNumber: number | null;
  lastNumber: number | null;
  nextStamp: StampText;
  done: Generated<number>;
  total: number;
  beganAt: string;
};

type SyncReviewRow = {
  id: string;
  kind: string;
  isBlocking: boolean;
  entity: string;
  rowKey: string;
  patientId: string | null;
  standing: Json;
  arriving: Json;
  raisedAt: string;
};

type SyncSettlementRow = {
  id: string;
  reviewId: string;
  choice: 'keepStanding' | 'takeArriving' | 'both' | 'noted';
  note: string | null;
  settledBy: string;
  settledAt: string;
};

type SyncRegisterRow = {
  entity: string;
  rowKey: string;
  field: string;
  deviceId: string;
  number: number;
  stamp: StampText;
};

type SyncLogRow = {
  seq: number;
  deviceId: string;
  number: number;
  transactionEnd: number;
  stamp: StampText;
  outcome: string;
  receivedAt: string;
  line: string;
};
