import type { ColumnType } from 'kysely';

/** The log of what was given out. */
export type DisclosureSchema = { disclosures: DisclosureRow };

/** JSON is written as text that holds it, which both drivers take alike. */
type Json = ColumnType<unknown, string, string>;

type DisclosureRow = {
  id: string;
  patientId: string;
  kind: 'chart' | 'packet' | 'fhir';
  treatmentRecordId: string | null;
  recipientName: string;
  recipientKind: 'patient' | 'provider' | 'payer' | 'attorney' | 'other';
  recipientAddress: string | null;
  purpose: string;
  basis: 'patientRequest' | 'treatment' | 'payment' | 'authorization' | 'legalProcess' | 'other';
  basisNote: string | null;
  parts: Json;
  fromOn: string | null;
  toOn: string | null;
  pdfDigest: string | null;
  zipDigest: string | null;
  fhirDigest: string | null;
  pageCount: number;
  fileCount: number;
  missingCount: number;
  disclosedBy: string;
  disclosedAt: string;
};
