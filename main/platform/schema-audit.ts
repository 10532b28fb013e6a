import type { ColumnType, Generated } from 'kysely';

/** The audit trail and the chains over it (009_audit_events.sql, 317_audit_chain.sql). */
export type AuditSchema = {
  auditEvents: AuditEventRow;
  auditChains: AuditChainRow;
  auditHeads: AuditHeadRow;
  auditChainState: AuditChainStateRow;
  auditAnchors: AuditAnchorRow;
  auditUnchained: AuditUnchainedRow;
};

/** JSON is written as text that holds it, which both drivers take alike. */
type Json = ColumnType<unknown, string, string>;

type AuditEventRow = {
  id: string;
  occurredAt: string;
  utcOffsetMinutes: number | null;
  host: string;
  userId: string | null;
  operation: string;
  kind: string;
  outcome: 'ok' | 'refused' | 'failed';
  failureCode: string | null;
  patientId: string | null;
  entityType: string | null;
  entityId: string | null;
  incident: string | null;
  chainId: string | null;
  chainNumber: number | null;
  previousHash: Uint8Array | null;
  hash: Uint8Array | null;
};

type AuditChainRow = {
  chainId: string;
  beganAt: string;
  cause: 'installation' | 'device' | 'restore' | 'fork';
  publicKey: string;
  deviceId: string | null;
  formerChainId: string | null;
  formerNumber: number | null;
  formerHash: Uint8Array | null;
  unchainedCount: number;
  unchainedDigest: Uint8Array;
};

type AuditHeadRow = {
  id: string;
  chainId: string;
  chainNumber: number;
  hash: Uint8Array;
  signedAt: string;
  occasion: 'count' | 'closing' | 'backup' | 'export' | 'sync';
  signature: Uint8Array;
};

type AuditChainStateRow = {
  onlyOne: Generated<boolean>;
  chainId: string;
  chainNumber: Generated<number>;
  hash: Uint8Array;
  signedNumber: Generated<number>;
  privateKey: Json;
  restoredAt: string | null;
};

type AuditAnchorRow = {
  chainId: string;
  chainNumber: number;
  hash: Uint8Array;
  signedAt: string;
  signature: Uint8Array;
  toldAt: string;
};

type AuditUnchainedRow = {
  eventId: string;
  digest: Uint8Array;
  isArrived: Generated<boolean>;
};
