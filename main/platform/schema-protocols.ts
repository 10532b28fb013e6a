import type { ColumnType, Generated, GeneratedAlways } from 'kysely';

/** The tables of treatment protocols. */
export type ProtocolSchema = {
  protocols: ProtocolRow;
  protocolVersions: ProtocolVersionRow;
  protocolRuns: ProtocolRunRow;
  protocolRunEntries: ProtocolRunEntryRow;
};

/** JSON is written as text that holds it, which both drivers take alike. */
type Json = ColumnType<unknown, string, string>;
type Stamp = GeneratedAlways<string>;

type ProtocolRow = {
  id: string;
  version: Generated<number>;
  retiredAt: string | null;
  retiredBy: string | null;
  retirementReason: string | null;
  createdAt: Stamp;
  updatedAt: Stamp;
};

type ProtocolVersionRow = {
  protocolId: string;
  version: number;
  title: string;
  etiologies: Json;
  steps: Json;
  assessmentIntervalDays: number | null;
  reviewPoints: Json;
  toleranceDays: number;
  source: string;
  asOf: string;
  writtenBy: string | null;
  writtenAt: string;
};

type ProtocolRunRow = {
  id: string;
  patientId: string;
  woundId: string;
  episodeId: string;
  protocolId: string;
  protocolVersion: number;
  startedOn: string;
  startedBy: string;
  stoppedOn: string | null;
  stoppedBy: string | null;
  stopReason: string | null;
  episodeEndedOn: string | null;
  createdAt: Stamp;
  updatedAt: Stamp;
};

type ProtocolRunEntryRow = {
  id: string;
  protocolRunId: string;
  kind: 'deviation' | 'review';
  stepId: string;
  dueOn: string;
  enteredOn: string;
  words: string;
  deviation: 'otherProduct' | 'skipped' | null;
  productId: string | null;
  productName: string | null;
  recordedBy: string;
  recordedAt: string;
};
