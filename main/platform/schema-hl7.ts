import type { ColumnType, Generated, GeneratedAlways } from 'kysely';

/** The tables of HL7 messages and the folders they pass through. */
export type Hl7Schema = {
  patientIdentifiers: PatientIdentifierRow;
  patientSayings: PatientSayingRow;
  hl7Messages: Hl7MessageRow;
  exchangeFolders: ExchangeFolderRow;
  exchangeFiles: ExchangeFileRow;
};

type PatientIdentifierRow = {
  assigningAuthority: string;
  identifier: string;
  patientId: string;
  linkedAt: string;
};

type PatientSayingRow = {
  patientId: string;
  sender: string;
  /** JSON is written as text that holds it, which both drivers take alike. */
  said: ColumnType<unknown, string, string>;
  saidAt: string;
};

type Hl7MessageRow = {
  sender: string;
  controlId: string;
  digest: string;
  takenAt: string;
};

type ExchangeFolderRow = {
  onlyOne: Generated<boolean>;
  inbox: string | null;
  outbox: string | null;
  updatedAt: GeneratedAlways<string>;
};

type ExchangeFileRow = {
  id: string;
  direction: 'in' | 'out';
  fileName: string;
  at: string;
  isRefused: boolean;
  readCount: number;
  addedCount: number;
  changedCount: number;
  unchangedCount: number;
  skippedCount: number;
  refusedCount: number;
};
